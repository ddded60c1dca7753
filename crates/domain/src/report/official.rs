//! Dates and titles as official texts write them.

use chrono::Datelike as _;

use crate::time::Date;

/// `2026年6月9日`: full year, no leading zeros.
pub fn full_date(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// `6月9日` within the year of the report, else in full.
pub fn short_date(date: Date, as_of: Date) -> String {
    if date.year() == as_of.year() { format!("{}月{}日", date.month(), date.day()) } else { full_date(date) }
}

/// A post or role without the remark in brackets: `法治副校长（民警）` is 法治副校长.
pub(super) fn without_remark(post: &str) -> String {
    let mut depth = 0usize;
    let kept = post.chars().filter(|c| match c {
        '（' | '(' => {
            depth += 1;
            false
        }
        '）' | ')' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_posts() {
        let day = |t: &str| t.parse::<Date>().unwrap();
        assert_eq!(full_date(day("2026-06-09")), "2026年6月9日");
        assert_eq!(short_date(day("2026-06-09"), day("2026-06-26")), "6月9日");
        assert_eq!(short_date(day("2025-12-05"), day("2026-06-26")), "2025年12月5日");
        assert_eq!(without_remark("社区（村）代表"), "社区代表");
        assert_eq!(without_remark("校长"), "校长");
    }
}
