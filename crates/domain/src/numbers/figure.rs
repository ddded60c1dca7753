//! What a number is: a whole number, one decimal of a percentage, hours, nothing, or one figure per label.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

/// One value, exact: no number of the report ever passes through a rounded float.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// A percentage or maximum over nothing. JSON null.
    Nothing,
    /// A count, a sum, minutes.
    Whole(i64),
    /// A percentage in tenths: 985 is 98.5.
    Tenths(i64),
    /// Lesson hours in hundredths: 150 is 1.5.
    Hundredths(i64),
}

impl Amount {
    /// `100 · part / whole`, half up, one decimal; nothing where `whole` is not above zero.
    pub fn percent(part: i64, whole: i64) -> Self {
        if whole <= 0 || part < 0 {
            return Self::Nothing;
        }
        let (part, whole) = (i128::from(part), i128::from(whole));
        i64::try_from((part * 2000 + whole) / (whole * 2)).map_or(Self::Nothing, Self::Tenths)
    }
    /// The whole number; zero where there is none.
    pub fn whole(self) -> i64 {
        match self {
            Self::Whole(n) => n,
            Self::Tenths(n) => n / 10,
            Self::Hundredths(n) => n / 100,
            Self::Nothing => 0,
        }
    }
    /// Whether it says more than zero, which decides on the clauses that are left out of a report.
    pub fn is_positive(self) -> bool {
        match self {
            Self::Whole(n) | Self::Tenths(n) | Self::Hundredths(n) => n > 0,
            Self::Nothing => false,
        }
    }
}

/// As a report prints it: `329`, `55.0`, `1.5`; nothing is the empty text.
impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Nothing => Ok(()),
            Self::Whole(n) => n.fmt(f),
            Self::Tenths(n) => write!(f, "{}.{}", n / 10, (n % 10).abs()),
            Self::Hundredths(n) if n % 100 == 0 => (n / 100).fmt(f),
            Self::Hundredths(n) if n % 10 == 0 => write!(f, "{}.{}", n / 100, (n % 100 / 10).abs()),
            Self::Hundredths(n) => write!(f, "{}.{:02}", n / 100, (n % 100).abs()),
        }
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Nothing => s.serialize_none(),
            Self::Whole(n) => s.serialize_i64(n),
            // A decimal of at most 15 digits divided once is the float that its text reads as.
            Self::Tenths(n) => s.serialize_f64(n as f64 / 10.0),
            Self::Hundredths(n) if n % 100 == 0 => s.serialize_i64(n / 100),
            Self::Hundredths(n) => s.serialize_f64(n as f64 / 100.0),
        }
    }
}

/// The value under one key: one amount, or a map from label to figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// One amount.
    One(Amount),
    /// Only the labels that occur, in the order of the paper forms.
    Parts(Vec<(&'static str, Figure)>),
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::One(amount) => amount.serialize(s),
            Self::Parts(parts) => {
                let mut map = s.serialize_map(Some(parts.len()))?;
                for (label, figure) in parts {
                    map.serialize_entry(label, figure)?;
                }
                map.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_rounded_half_up_to_one_decimal() {
        for (part, whole, expected) in [
            (324, 329, "98.5"),
            (147, 324, "45.4"),
            (300, 327, "91.7"),
            (11, 20, "55.0"),
            (1, 800, "0.1"),
            (1, 2000, "0.1"),
            (1, 2001, "0.0"),
            (0, 5, "0.0"),
            (3, 3, "100.0"),
            (0, 0, ""),
        ] {
            assert_eq!(Amount::percent(part, whole).to_string(), expected, "{part}/{whole}");
        }
    }

    #[test]
    fn amounts_in_json_are_the_numbers_they_print_as() {
        for (amount, text) in [
            (Amount::Nothing, "null"),
            (Amount::Whole(30), "30"),
            (Amount::Tenths(985), "98.5"),
            (Amount::Tenths(550), "55.0"),
            (Amount::Hundredths(600), "6"),
            (Amount::Hundredths(150), "1.5"),
        ] {
            assert_eq!(serde_json::to_string(&amount).unwrap(), text);
        }
        assert_eq!(Amount::Hundredths(175).to_string(), "1.75");
        assert_eq!(Amount::Hundredths(150).to_string(), "1.5");
    }
}
