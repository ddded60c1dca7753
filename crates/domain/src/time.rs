//! Civil dates and instants. A fact known only by its date stays a date and never becomes midnight.

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// A civil date at the school, `YYYY-MM-DD` in text.
pub type Date = NaiveDate;

/// A point in time, kept at +08:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(DateTime<FixedOffset>);

/// The offset of all civil dates: +08:00, whatever the machine's zone.
pub fn beijing() -> FixedOffset {
    // 8 h is inside ±24 h, so the constructor always answers; UTC would only be reached if chrono broke its contract.
    FixedOffset::east_opt(8 * 3600).unwrap_or_else(|| chrono::Offset::fix(&chrono::Utc))
}

impl Instant {
    /// The instant of milliseconds since 1970-01-01 UTC; `None` outside chrono's range.
    pub fn from_ms(ms: i64) -> Option<Self> {
        DateTime::from_timestamp_millis(ms).map(|t| Self(t.with_timezone(&beijing())))
    }
    /// The same point in time at +08:00.
    pub fn new(at: DateTime<FixedOffset>) -> Self {
        Self(at.with_timezone(&beijing()))
    }
    /// Reads RFC 3339 text with seconds and an offset.
    pub fn parse(text: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(text).ok().map(Self::new)
    }
    /// Milliseconds since 1970-01-01 UTC.
    pub fn ms(self) -> i64 {
        self.0.timestamp_millis()
    }
    /// The civil date at the school.
    pub fn date(self) -> Date {
        self.0.date_naive()
    }
    /// The chrono value, at +08:00.
    pub fn at(self) -> DateTime<FixedOffset> {
        self.0
    }
}

impl std::fmt::Display for Instant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::AutoSi, false))
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'_, str>::deserialize(d)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("not an RFC 3339 instant"))
    }
}

/// A date, or an instant where the minute is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// Only the day is known.
    On(Date),
    /// The moment is known.
    At(Instant),
}

impl When {
    /// The civil date of either form.
    pub fn date(self) -> Date {
        match self {
            Self::On(d) => d,
            Self::At(t) => t.date(),
        }
    }
    /// Reads either form.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() == 10 {
            NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(Self::On)
        } else {
            Instant::parse(text).map(Self::At)
        }
    }
}

impl std::fmt::Display for When {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::On(d) => d.fmt(f),
            Self::At(t) => t.fmt(f),
        }
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'_, str>::deserialize(d)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("neither a date nor an instant"))
    }
}

/// A calendar month `YYYY-MM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
}

impl Month {
    /// Reads `YYYY-MM`.
    pub fn parse(text: &str) -> Option<Self> {
        let (y, m) = text.split_once('-')?;
        if y.len() != 4 || m.len() != 2 {
            return None;
        }
        let (year, month) = (y.parse().ok()?, m.parse().ok()?);
        (1..=12).contains(&month).then_some(Self { year, month })
    }
    /// The last civil day of the month.
    pub fn last_day(self) -> Option<Date> {
        let next = if self.month == 12 {
            NaiveDate::from_ymd_opt(self.year.checked_add(1)?, 1, 1)
        } else {
            NaiveDate::from_ymd_opt(self.year, self.month + 1, 1)
        }?;
        next.pred_opt()
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'_, str>::deserialize(d)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("not a month YYYY-MM"))
    }
}

/// Lesson hours in hundredths, so that 1.5 is exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Hours(pub i64);

impl Serialize for Hours {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        if self.0 % 100 == 0 { s.serialize_i64(self.0 / 100) } else { s.serialize_f64(self.0 as f64 / 100.0) }
    }
}

impl<'de> Deserialize<'de> for Hours {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let hours = f64::deserialize(d)?;
        let hundredths = (hours * 100.0).round();
        if !(0.0..=100_000.0).contains(&hundredths) || (hundredths / 100.0 - hours).abs() > 1e-9 {
            return Err(D::Error::custom("hours out of bounds"));
        }
        Ok(Self(hundredths as i64))
    }
}

/// Whether a pupil born in `birth` is under fourteen on `on`. Only the month is known, so the answer stays true until
/// the last day of the month of the fourteenth birthday: a doubt is decided for the child's protection.
pub fn under_14(birth: Month, on: Date) -> bool {
    let last = Month { year: birth.year + 14, month: birth.month };
    last.last_day().is_some_and(|d| on <= d)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn under_fourteen_lasts_to_the_end_of_the_birthday_month() {
        for (birth, on, expected) in [
            ("2012-05", "2026-06-26", false),
            ("2012-06", "2026-06-26", true),
            ("2012-06", "2026-06-30", true),
            ("2012-06", "2026-07-01", false),
            ("2012-12", "2026-12-31", true),
        ] {
            let (b, d) = (Month::parse(birth).unwrap(), on.parse().unwrap());
            assert_eq!(under_14(b, d), expected, "{birth} on {on}");
        }
    }

    #[test]
    fn a_date_never_becomes_midnight() {
        assert_eq!(When::parse("2026-03-09").unwrap().to_string(), "2026-03-09");
        assert_eq!(When::parse("2026-03-09T00:00:00+08:00").unwrap().to_string(), "2026-03-09T00:00:00+08:00");
    }

    #[test]
    fn an_instant_near_midnight_utc_keeps_its_civil_date_at_the_school() {
        let t = Instant::parse("2026-06-25T16:30:00Z").unwrap();
        assert_eq!(t.date().to_string(), "2026-06-26");
    }
}
