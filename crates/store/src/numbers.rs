//! Printed numbers: gapless in their series, never given out twice. The counter moves in the same transaction as the row
//! that takes the number, so an undone row gives its number back before anybody saw it.

use domain::Records;

use crate::cell::Cell as _;
use crate::error::{Error, Result};
use crate::row::text;
use crate::tx::{ReadTx, WriteTx};

/// A series of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the table below names each series")]
pub enum Series {
    Concern,
    Ledger,
    Communication,
    Talk,
    Counselling,
    CounsellingRefusal,
    Sanction,
    FamilyGuidance,
    Screening,
    SelfCheck,
    Inspection,
    IncidentReport,
    PastPacket,
    Lookback,
    Pact,
    Training,
    Survey,
    EducationEvent,
    PolicyDoc,
    Committee,
    Contact,
    /// Minutes of a determination, `认定〔2026〕1号`.
    Minutes,
}

impl Series {
    /// Every series.
    pub const ALL: &'static [Self] = &[
        Self::Concern,
        Self::Ledger,
        Self::Communication,
        Self::Talk,
        Self::Counselling,
        Self::CounsellingRefusal,
        Self::Sanction,
        Self::FamilyGuidance,
        Self::Screening,
        Self::SelfCheck,
        Self::Inspection,
        Self::IncidentReport,
        Self::PastPacket,
        Self::Lookback,
        Self::Pact,
        Self::Training,
        Self::Survey,
        Self::EducationEvent,
        Self::PolicyDoc,
        Self::Committee,
        Self::Contact,
        Self::Minutes,
    ];

    /// The prefix, how many digits at least, and whether the year stands in the number.
    const fn shape(self) -> (&'static str, usize, bool) {
        match self {
            Self::Concern => ("GZ", 3, true),
            Self::Ledger => ("ZG", 3, true),
            Self::Communication => ("GT", 3, true),
            Self::Talk => ("TH", 3, true),
            Self::Counselling => ("XL", 3, true),
            Self::CounsellingRefusal => ("XJ", 3, true),
            Self::Sanction => ("CF", 3, true),
            Self::FamilyGuidance => ("JT", 3, true),
            Self::Screening => ("PC", 3, true),
            Self::SelfCheck => ("ZC", 2, true),
            Self::Inspection => ("DD", 2, true),
            Self::IncidentReport => ("BG", 2, true),
            Self::PastPacket => ("BB", 4, true),
            Self::Lookback => ("HTK", 2, false),
            Self::Pact => ("GY", 2, false),
            Self::Training => ("PX", 2, false),
            Self::Survey => ("DC", 2, false),
            Self::EducationEvent => ("JY", 2, false),
            Self::PolicyDoc => ("ZD", 2, false),
            Self::Committee => ("WY", 2, false),
            Self::Contact => ("LX", 2, false),
            Self::Minutes => ("认定", 1, true),
        }
    }

    /// The prefix of its numbers.
    pub const fn prefix(self) -> &'static str {
        self.shape().0
    }

    /// The series of this prefix.
    pub fn of_prefix(prefix: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|series| series.prefix() == prefix)
    }

    /// The number as it is printed; `year` is left out where the series runs on.
    fn print(self, year: i32, number: i64) -> String {
        match (self, self.shape()) {
            (Self::Minutes, (prefix, ..)) => format!("{prefix}〔{year}〕{number}号"),
            (_, (prefix, width, true)) => format!("{prefix}-{year}-{number:0width$}"),
            (_, (prefix, width, false)) => format!("{prefix}-{number:0width$}"),
        }
    }

    /// Year (0 where the series has none) and number of a printed number of this series.
    fn parse(self, printed: &str) -> Option<(i32, i64)> {
        let (prefix, _, yearly) = self.shape();
        let rest = printed.strip_prefix(prefix)?;
        let (year, number) = match self {
            Self::Minutes => rest.strip_prefix('〔')?.strip_suffix('号')?.split_once('〕')?,
            _ if yearly => rest.strip_prefix('-')?.split_once('-')?,
            _ => ("0", rest.strip_prefix('-')?),
        };
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(year) || !digits(number) {
            return None;
        }
        Some((year.parse().ok()?, number.parse().ok()?))
    }
}

/// Gives out the next number of a series. `year` is the civil year at the school; series without a year pass over it.
///
/// # Errors
/// [`Error::NoNumber`] for a year outside 1950 to 2099.
pub fn next(tx: &mut WriteTx<'_>, series: Series, year: i32) -> Result<String> {
    let (prefix, _, yearly) = series.shape();
    if yearly && !(1950..2100).contains(&year) {
        return Err(Error::NoNumber { prefix });
    }
    let kept = if yearly { i64::from(year) } else { 0 };
    let number = last(tx, prefix, kept)? + 1;
    raise(tx, prefix, kept, number)?;
    Ok(series.print(year, number))
}

/// The last number given out, 0 before the first.
fn last(tx: &ReadTx<'_>, prefix: &str, year: i64) -> Result<i64> {
    let key = [("prefix", text(prefix)), ("year", year.cell())];
    let found = tx.one("SELECT last FROM counter WHERE prefix = :prefix AND year = :year", &key, |r| r.at("last"))?;
    Ok(found.unwrap_or(0))
}

/// Moves a counter up to `number`, never down.
fn raise(tx: &mut WriteTx<'_>, prefix: &str, year: i64, number: i64) -> Result<()> {
    let with = [("prefix", text(prefix)), ("year", year.cell()), ("last", number.cell())];
    // The lock on a taken key does not know an upsert from a REPLACE.
    let sql = "UPDATE counter SET last = max(last, :last) WHERE prefix = :prefix AND year = :year";
    if tx.run(sql, &with)? == 0 { tx.put("counter", &with) } else { Ok(()) }
}

/// Moves every counter past the numbers that came with a school file.
pub(crate) fn seed(tx: &mut WriteTx<'_>, records: &Records) -> Result<()> {
    for printed in printed_numbers(records) {
        for series in Series::ALL {
            // A number outside these bounds is no number of ours, only a text that looks like one.
            let ours = |(year, number): &(i32, i64)| {
                (*year == 0 || (1950..2100).contains(year)) && (0..1_000_000_000).contains(number)
            };
            if let Some((year, number)) = series.parse(printed).filter(ours) {
                raise(tx, series.prefix(), i64::from(year), number)?;
            }
        }
    }
    Ok(())
}

/// Every printed number in the records.
fn printed_numbers(r: &Records) -> impl Iterator<Item = &str> {
    let ids = r.concerns.iter().map(|x| &x.id);
    ids.chain(r.ledger.iter().map(|x| &x.id))
        .chain(r.communications.iter().map(|x| &x.id))
        .chain(r.talks.iter().map(|x| &x.id))
        .chain(r.counselling.iter().map(|x| &x.id))
        .chain(r.counselling_refusals.iter().map(|x| &x.id))
        .chain(r.sanctions.iter().map(|x| &x.id))
        .chain(r.family_guidance.iter().map(|x| &x.id))
        .chain(r.screenings.iter().map(|x| &x.id))
        .chain(r.self_checks.iter().map(|x| &x.id))
        .chain(r.inspections.iter().map(|x| &x.id))
        .chain(r.incident_reports.iter().map(|x| &x.id))
        .chain(r.export_packets.iter().map(|x| &x.id))
        .chain(r.lookback.iter().map(|x| &x.id))
        .chain(r.pacts.iter().map(|x| &x.id))
        .chain(r.trainings.iter().map(|x| &x.id))
        .chain(r.surveys.iter().map(|x| &x.id))
        .chain(r.education_events.iter().map(|x| &x.id))
        .chain(r.policy_docs.iter().map(|x| &x.id))
        .chain(r.committees.iter().map(|x| &x.id))
        .chain(r.contacts.iter().map(|x| &x.id))
        .chain(r.concerns.iter().flat_map(|x| x.determinations()).map(|d| &d.minutes_no))
        .map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_series_reads_what_it_prints_and_no_other_does() {
        for series in Series::ALL {
            let printed = series.print(2026, 31);
            let year = if series.shape().2 { 2026 } else { 0 };
            assert_eq!(series.parse(&printed), Some((year, 31)), "{printed}");
            let readers = Series::ALL.iter().filter(|other| other.parse(&printed).is_some()).count();
            assert_eq!(readers, 1, "{printed} belongs to one series only");
            assert_eq!(Series::of_prefix(series.prefix()), Some(*series));
        }
        assert_eq!(Series::Concern.print(2026, 31), "GZ-2026-031");
        assert_eq!(Series::Pact.print(2026, 15), "GY-15");
        assert_eq!(Series::Minutes.print(2026, 11), "认定〔2026〕11号");
        assert_eq!(Series::Concern.print(2026, 1000), "GZ-2026-1000");
    }
}
