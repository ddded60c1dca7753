//! The key derivations of one `anmiao demo`, and nothing else: the trials that find the cost, the principal's slot made,
//! and the same slot opened.

use vault::KdfCost;

use crate::Done;

/// How much memory a trial adds to the one before, once it has all its passes, in KiB.
const STEP_KIB: usize = 32 * 1024;
/// The most passes of a trial; more memory comes after them.
const MOST_PASSES: u32 = 10;

/// Derives as often, and at the costs, that the rule of [`KdfCost::calibrated`] takes to arrive at the given cost.
pub fn derive(m_kib: u32, t: u32, p: u32) -> Done {
    let chosen = KdfCost { m_kib, t, p };
    for cost in trials(chosen) {
        cost.trial()?;
    }
    // One slot made, and opened once.
    chosen.trial()?;
    chosen.trial()?;
    Ok(())
}

fn trials(chosen: KdfCost) -> Vec<KdfCost> {
    let floor = KdfCost::FLOOR;
    let mut trials = vec![floor];
    if chosen.m_kib > floor.m_kib {
        let memories = (floor.m_kib..=chosen.m_kib).step_by(STEP_KIB);
        trials.extend(memories.map(|m_kib| KdfCost { m_kib, t: MOST_PASSES, ..floor }));
    } else if chosen != floor {
        trials.push(chosen);
    }
    trials
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_trials_are_those_of_the_rule() {
        // Machines that need this many microseconds for a MiB and a pass: the floor, more passes, more memory.
        for micros in [5_000, 1_000, 600] {
            let mut made = Vec::new();
            let chosen = KdfCost::calibrated(&mut |cost| {
                made.push(cost);
                Duration::from_micros(micros * u64::from(cost.m_kib / 1024) * u64::from(cost.t))
            });
            assert_eq!(trials(chosen), made, "{micros} µs");
        }
    }
}
