//! How a number in a spreadsheet reads as text: days, padded numbers, and numbers that have lost digits.

use domain::grid::{Marks, serial_day};

/// What a number format does to a number, as far as a roster cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Plain,
    /// A day or a time.
    Day,
    /// At least so many digits, zeros before: `00000000`.
    Zeros(usize),
}

impl Look {
    /// Of a built-in format (ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are days in Chinese programs).
    pub(super) const fn of_id(id: u32) -> Self {
        match id {
            14..=22 | 27..=36 | 45..=47 | 50..=58 => Self::Day,
            _ => Self::Plain,
        }
    }
    /// Of a format code such as `yyyy"年"m"月"d"日";@`.
    pub(super) fn of_code(code: &str) -> Self {
        if !code.is_empty() && code.len() <= 32 && code.bytes().all(|b| b == b'0') {
            return if code.len() > 1 { Self::Zeros(code.len()) } else { Self::Plain };
        }
        let mut chars = code.chars();
        while let Some(c) = chars.next() {
            match c {
                '"' => {
                    chars.by_ref().find(|c| *c == '"');
                }
                '[' => {
                    // A locale, a colour or a condition; `[h]` counts hours.
                    let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                    if inside.chars().all(|c| matches!(c, 'h' | 'H' | 'm' | 'M' | 's' | 'S')) && !inside.is_empty() {
                        return Self::Day;
                    }
                }
                '\\' | '_' | '*' => {
                    chars.next();
                }
                'G' | 'g' if chars.as_str().to_ascii_lowercase().starts_with("eneral") => {
                    let rest: String = chars.as_str().chars().skip(6).collect();
                    return Self::of_code(&rest);
                }
                'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'e' | '年' => {
                    return Self::Day;
                }
                // `0.00E+00` is a number with an exponent.
                'E' if !chars.as_str().starts_with(['+', '-']) => return Self::Day,
                ';' => break,
                _ => {}
            }
        }
        Self::Plain
    }
}

/// The text of a number. A whole number of 10^15 and more is written as Excel shows it and marked.
pub(super) fn shown(value: f64, look: Look, date1904: bool) -> (String, Marks) {
    if !value.is_finite() {
        return ("#NUM!".to_owned(), Marks::ERROR);
    }
    let number = Marks::NUMBER;
    if value.abs() >= 1e15 {
        let text = format!("{value:.5E}");
        let text = if text.contains("E-") { text } else { text.replace('E', "E+") };
        return (text, number.with(Marks::LOST_DIGITS));
    }
    #[expect(clippy::cast_possible_truncation, reason = "below 10^15 every whole double is a whole i64")]
    let whole = value.trunc() as i64;
    if look == Look::Day
        && let Some(day) = serial_day(whole, date1904)
    {
        #[expect(clippy::cast_possible_truncation, reason = "a fraction of a day has at most 86,400 seconds")]
        let seconds = ((value - value.trunc()) * 86_400.0).round() as u32;
        let text = match chrono_time(seconds) {
            Some(time) => format!("{day} {time}"),
            None => day.to_string(),
        };
        return (text, number.with(Marks::DATE));
    }
    if value.fract() == 0.0 {
        let text = match look {
            Look::Zeros(width) => format!("{whole:0width$}"),
            _ => whole.to_string(),
        };
        return (text, number);
    }
    (format!("{value}"), number)
}

/// `hh:mm:ss` of a second of the day; `None` at midnight, which a day without a time has.
fn chrono_time(seconds: u32) -> Option<String> {
    let of_day = seconds % 86_400;
    (of_day != 0).then(|| format!("{:02}:{:02}:{:02}", of_day / 3600, of_day / 60 % 60, of_day % 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_days_are_told_from_formats_of_numbers() {
        for day in [
            "yyyy-mm-dd",
            "yyyy\"年\"m\"月\"d\"日\"",
            "[$-804]yyyy\"年\"m\"月\";@",
            "m/d/yy",
            "[h]:mm",
            "yyyy/m/d;@",
            "e/m/d",
        ] {
            assert_eq!(Look::of_code(day), Look::Day, "{day}");
        }
        for plain in [
            "General",
            "0",
            "0.00",
            "#,##0",
            "0.00E+00",
            "@",
            "\"day\"0",
            "[Red]0",
            "0_ ",
            "\\d0",
            "General;[Red]-General",
        ] {
            assert_eq!(Look::of_code(plain), Look::Plain, "{plain}");
        }
        assert_eq!(Look::of_code("00000000"), Look::Zeros(8));
    }

    #[test]
    fn numbers_read_as_they_are_shown() {
        for (value, look, text, mark) in [
            (41428.0, Look::Day, "2013-06-03", Marks::DATE),
            (41428.5, Look::Day, "2013-06-03 12:00:00", Marks::DATE),
            (20_130_603.0, Look::Plain, "20130603", Marks::NUMBER),
            (20_130_603.0, Look::Day, "20130603", Marks::NUMBER),
            (123.0, Look::Zeros(8), "00000123", Marks::NUMBER),
            (1.5, Look::Plain, "1.5", Marks::NUMBER),
            (-3.0, Look::Plain, "-3", Marks::NUMBER),
            (140_123_201_306_030_012.0, Look::Plain, "1.40123E+17", Marks::LOST_DIGITS),
            (1e15, Look::Zeros(18), "1.00000E+15", Marks::LOST_DIGITS),
            (999_999_999_999_999.0, Look::Plain, "999999999999999", Marks::NUMBER),
            (f64::NAN, Look::Plain, "#NUM!", Marks::ERROR),
        ] {
            let (found, marks) = shown(value, look, false);
            assert_eq!(found, text);
            assert!(marks.has(mark), "{text}: {marks:?}");
        }
    }
}
