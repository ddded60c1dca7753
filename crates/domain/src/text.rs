//! Bounds of what a person types, the same as the school file's and the database's.

use crate::time::{Date, Instant, When};

/// One line of text without control characters, `min` to `max` code points once outer space is removed.
pub fn line(text: &str, min: usize, max: usize) -> Option<String> {
    let trimmed = text.trim();
    let n = trimmed.chars().count();
    ((min..=max).contains(&n) && !trimmed.chars().any(char::is_control)).then(|| trimmed.to_owned())
}

/// Text of several lines, `min` to `max` code points; Windows line ends become `\n`.
pub fn lines(text: &str, min: usize, max: usize) -> Option<String> {
    let folded = text.replace("\r\n", "\n");
    let trimmed = folded.trim();
    let n = trimmed.chars().count();
    let control = trimmed.chars().any(|c| c.is_control() && c != '\n');
    ((min..=max).contains(&n) && !control).then(|| trimmed.to_owned())
}

/// A civil date between 1950 and 2099.
pub fn date(text: &str) -> Option<Date> {
    use chrono::Datelike as _;
    let day: Date = text.trim().parse().ok()?;
    (1950..2100).contains(&day.year()).then_some(day)
}

/// A date or an instant.
pub fn when(text: &str) -> Option<When> {
    When::parse(text.trim())
}

/// An instant.
pub fn instant(text: &str) -> Option<Instant> {
    Instant::parse(text.trim())
}
