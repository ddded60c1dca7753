//! What one cell says: names, numbers, days in the styles that rosters have, yes and no, telephones.

use chrono::Datelike as _;
use unicode_normalization::UnicodeNormalization as _;

use super::code::FaultCode;
use super::words::words;
use crate::grid::{Marks, serial_day};
use crate::noun::Gender;
use crate::time::{Date, Month};
use crate::validate::{ClassName, is_person_name};
use crate::validate_ids::{check_identity_card, is_landline, is_mobile};

/// The text in its compatibility form, without outer space and characters without width.
pub(super) fn folded(text: &str) -> String {
    let plain: String =
        text.nfkc().filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')).collect();
    plain.trim().to_owned()
}

/// Whether the cell means that there is nothing: empty, or a dash.
pub(super) fn is_blank(text: &str) -> bool {
    let text = folded(text);
    text.is_empty() || words().blank.contains(&text)
}

/// A name: NFKC, every look-alike of the middle dot as U+00B7, no space inside (`王　伟`).
pub(super) fn name(text: &str) -> Option<String> {
    // The dots come first: NFKC would make a full stop of the full-width one.
    let dotted: String =
        text.chars().map(|c| if matches!(c, '•' | '．' | '‧' | '・' | '･' | '●' | '.') { '·' } else { c }).collect();
    let name: String = folded(&dotted).chars().filter(|c| !c.is_whitespace()).collect();
    is_person_name(&name).then_some(name)
}

/// Whether a text is a number in the notation of 1.23E+17.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return false };
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let mantissa_fits = match mantissa.split_once('.') {
        Some((whole, fraction)) => whole.len() == 1 && digits(whole) && digits(fraction),
        None => mantissa.len() == 1 && digits(mantissa),
    };
    mantissa_fits && digits(exponent) && exponent.len() <= 3
}

/// Refuses a number that has lost digits, however the loss shows.
pub(super) fn whole_number(text: &str, marks: Marks) -> Result<String, FaultCode> {
    let plain: String = folded(text).chars().filter(|c| !c.is_whitespace() && *c != '\'').collect();
    if marks.has(Marks::LOST_DIGITS) || is_scientific(&plain) {
        return Err(FaultCode::NumberLostDigits);
    }
    let whole = plain.strip_suffix(".0").filter(|w| w.bytes().all(|b| b.is_ascii_digit()));
    Ok(whole.map_or(plain.clone(), str::to_owned))
}

/// A number that is the key of a pupil or colleague: 2 to 20 letters and digits, upper case.
pub(super) fn key(text: &str, marks: Marks) -> Result<String, FaultCode> {
    let plain = whole_number(text, marks)?.to_ascii_uppercase();
    if check_identity_card(&plain).is_ok() {
        return Err(FaultCode::IdentityCardAsNumber);
    }
    let fits = (2..=20).contains(&plain.len()) && plain.bytes().all(|b| b.is_ascii_alphanumeric());
    if fits { Ok(plain) } else { Err(FaultCode::NotAStudentNo) }
}

/// A day, or only its month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    Day(Date),
    Month(Month),
}

impl Day {
    pub(super) fn month(self) -> Month {
        match self {
            Self::Day(d) => Month { year: d.year(), month: d.month() },
            Self::Month(m) => m,
        }
    }
}

/// Reads `2013-06-03`, `2013/6/3`, `2013.6.3`, `2013年6月3日`, `20130603`, the same without a day, and the number of a
/// day (41428); the flag tells whether it was the last. Years run from 1950 to 2099.
pub(super) fn day(text: &str, marks: Marks, date1904: bool) -> Result<(Day, bool), FaultCode> {
    let bad = FaultCode::NotADate;
    let text = folded(text);
    // A time of day behind the day says nothing here.
    let text = match text.split_once([' ', 'T']) {
        Some((day, time)) if time.contains(':') => day.to_owned(),
        _ => text.chars().filter(|c| !c.is_whitespace()).collect(),
    };
    let number = |t: &str| t.parse::<u32>().map_err(|_| bad);
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return match (text.len(), text.split_at_checked(4)) {
            (8, Some((year, rest))) => {
                let (month, day) = rest.split_at_checked(2).ok_or(bad)?;
                Ok((civil(number(year)?, number(month)?, Some(number(day)?))?, false))
            }
            (6, Some((year, month))) => Ok((civil(number(year)?, number(month)?, None)?, false)),
            (5, _) if !marks.has(Marks::DATE) => {
                let day = serial_day(i64::from(number(&text)?), date1904).ok_or(bad)?;
                let month = u32::try_from(day.year()).map_err(|_| bad)?;
                civil(month, day.month(), Some(day.day())).map(|d| (d, true))
            }
            _ => Err(bad),
        };
    }
    let split: String = text
        .chars()
        .filter(|c| !matches!(c, '日' | '号'))
        .map(|c| if matches!(c, '年' | '月' | '/' | '.' | '\\' | '—' | '–' | '。') { '-' } else { c })
        .collect();
    let parts: Vec<&str> = split.trim_end_matches('-').split('-').collect();
    if parts.iter().any(|p| p.is_empty() || p.len() > 4 || !p.bytes().all(|b| b.is_ascii_digit())) {
        return Err(bad);
    }
    match parts.as_slice() {
        [year, month] if year.len() == 4 && month.len() <= 2 => {
            Ok((civil(number(year)?, number(month)?, None)?, false))
        }
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            Ok((civil(number(year)?, number(month)?, Some(number(day)?))?, false))
        }
        [_, _, year] if year.len() == 4 => Err(FaultCode::DateAmbiguous),
        [year, month, _] if year.len() <= 2 && month.len() <= 2 => Err(FaultCode::YearTwoDigits),
        [year, _] if year.len() <= 2 => Err(FaultCode::YearTwoDigits),
        _ => Err(bad),
    }
}

fn civil(year: u32, month: u32, day: Option<u32>) -> Result<Day, FaultCode> {
    let year = i32::try_from(year).ok().filter(|y| (1950..2100).contains(y)).ok_or(FaultCode::NotADate)?;
    let date = Date::from_ymd_opt(year, month, day.unwrap_or(1)).ok_or(FaultCode::NotADate)?;
    Ok(match day {
        Some(_) => Day::Day(date),
        None => Day::Month(Month { year, month }),
    })
}

/// 是 or 否.
pub(super) fn yes_no(text: &str) -> Option<bool> {
    let text = folded(text).to_lowercase();
    if words().yes.contains(&text) {
        Some(true)
    } else if words().no.contains(&text) {
        Some(false)
    } else {
        None
    }
}

/// 男 or 女, or their numbers in GB/T 2261.1.
pub(super) fn gender(text: &str) -> Option<Gender> {
    match folded(text).to_lowercase().as_str() {
        "男" | "男性" | "男生" | "m" | "1" => Some(Gender::Male),
        "女" | "女性" | "女生" | "f" | "2" => Some(Gender::Female),
        _ => None,
    }
}

/// A telephone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phone {
    pub(super) number: String,
    /// There were more, and the first was taken.
    pub(super) more: bool,
}

/// The first telephone number in the cell, whole; one that is masked already stays as it is.
pub(super) fn phone(text: &str, marks: Marks) -> Result<Phone, FaultCode> {
    let text = folded(text);
    let joined: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let mobiles: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|run| is_mobile(run)).collect();
    let pieces = || text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '、' | ',' | ';' | '或'));
    let first = match mobiles.first() {
        Some(mobile) => mobile,
        None if is_mobile(joined.strip_prefix("+86").unwrap_or(&joined)) => joined.as_str(),
        None => pieces().find(|p| is_landline(p)).unwrap_or(&text),
    };
    let number = whole_number(first, marks)?;
    let number = number.strip_prefix("+86").unwrap_or(&number);
    if number.chars().count() > 40 {
        return Err(FaultCode::TextTooLong);
    }
    let number = number.to_owned();
    Ok(Phone { number, more: mobiles.len() > 1 || pieces().filter(|p| is_landline(p)).count() > 1 })
}

/// The class, from the column of classes alone or together with the column of grades (`七年级` and `2`, `2班` or `（2）班`).
pub(super) fn class(grade: &str, class: &str, school_year_start: i64) -> Option<ClassName> {
    if let Some(whole) = ClassName::parse(class, school_year_start) {
        return Some(whole);
    }
    let grade: String = folded(grade).chars().filter(|c| !c.is_whitespace()).collect();
    if grade.is_empty() {
        return None;
    }
    let number: String = folded(class).chars().filter(|c| !c.is_whitespace()).collect();
    let number = number.strip_suffix('班').unwrap_or(&number);
    let number = number.trim_start_matches('(').trim_end_matches(')');
    let bare = grade.strip_suffix("年级").unwrap_or(&grade);
    let composed = match bare.parse::<usize>() {
        Ok(n @ 1..=9) => format!("{}年级{number}班", "一二三四五六七八九".chars().nth(n - 1)?),
        Ok(_) => return None,
        Err(_) if grade.starts_with(['初', '高']) => format!("{bare}{number}班"),
        Err(_) if grade.ends_with('级') && !grade.ends_with("年级") => format!("{grade}{number}班"),
        Err(_) => format!("{bare}年级{number}班"),
    };
    ClassName::parse(&composed, school_year_start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_styles_of_days_and_their_relatives() {
        let plain = Marks::default();
        for text in [
            "2013-06-03",
            "2013/6/3",
            "2013.6.3",
            "2013年6月3日",
            "20130603",
            "２０１３．６．３",
            "2013 年 6 月 3 日",
            "2013-06-03 00:00:00",
            "2013-06-03T00:00:00",
            "2013-6-3 8:30",
            "41428",
            "2013年6月3号",
            " 2013/06/03 ",
            "2013—06—03",
        ] {
            let (read, serial) = day(text, plain, false).unwrap();
            assert_eq!(read, Day::Day("2013-06-03".parse().unwrap()), "{text}");
            assert_eq!(serial, text == "41428");
        }
        for text in ["2013-06", "2013.6", "2013年6月", "201306", "2013/06"] {
            assert_eq!(day(text, plain, false).unwrap().0, Day::Month(Month { year: 2013, month: 6 }), "{text}");
        }
        assert_eq!(day("39966", plain, true).unwrap().0, Day::Day("2013-06-03".parse().unwrap()));
        for (text, code) in [
            ("2013-02-30", FaultCode::NotADate),
            ("2013-13", FaultCode::NotADate),
            ("20131301", FaultCode::NotADate),
            ("2013", FaultCode::NotADate),
            ("六月", FaultCode::NotADate),
            ("1870-01-01", FaultCode::NotADate),
            ("06/03/2013", FaultCode::DateAmbiguous),
            ("13-06-03", FaultCode::YearTwoDigits),
            ("13年6月", FaultCode::YearTwoDigits),
            ("00060", FaultCode::NotADate),
            ("", FaultCode::NotADate),
            ("-", FaultCode::NotADate),
        ] {
            assert_eq!(day(text, plain, false), Err(code), "{text}");
        }
    }

    #[test]
    fn names_are_one_form() {
        for (text, read) in [
            ("王 伟", "王伟"),
            ("王　伟", "王伟"),
            (" 欧阳文静\u{200b}", "欧阳文静"),
            ("李娜．艾山", "李娜·艾山"),
            ("李娜.艾山", "李娜·艾山"),
            ("李娜･艾山", "李娜·艾山"),
            ("阿依古丽•买买提", "阿依古丽·买买提"),
            ("⼤⼭", "大山"),
            ("吕䶮堃", "吕䶮堃"),
        ] {
            assert_eq!(name(text).as_deref(), Some(read), "{text}");
        }
        for bad in ["王", "王伟(男)", "Wang Wei", "王伟1", "", "合计", "一二三四五六七八九十一二三四五六七八九十一"]
        {
            assert_eq!(name(bad).is_none(), bad != "合计", "{bad}");
        }
    }

    #[test]
    fn keys_that_lost_digits_are_refused_and_cards_never_taken() {
        let plain = Marks::default();
        for text in ["1.23E+17", "1.40123E+17", "1e17", "1.4012320130603E17", "１．２３Ｅ＋１７"] {
            assert_eq!(key(text, plain), Err(FaultCode::NumberLostDigits), "{text}");
        }
        assert_eq!(key("140123201306030000", Marks::LOST_DIGITS), Err(FaultCode::NumberLostDigits));
        assert_eq!(key("11010519491231002X", plain), Err(FaultCode::IdentityCardAsNumber));
        assert_eq!(key("11010519491231002x", plain), Err(FaultCode::IdentityCardAsNumber));
        for (text, read) in [
            ("'20250101", "20250101"),
            ("２０２５０１０１", "20250101"),
            ("20250101.0", "20250101"),
            ("g11010519491231002x", "G11010519491231002X"),
            ("2E05", "2E05"),
        ] {
            if text == "2E05" {
                // Looks like a number in that notation, and a program that read it as one has already lost it.
                assert_eq!(key(text, plain), Err(FaultCode::NumberLostDigits));
            } else {
                assert_eq!(key(text, plain).as_deref(), Ok(read), "{text}");
            }
        }
        for bad in ["1", "2025-0101", "学号", "123456789012345678901"] {
            assert_eq!(key(bad, plain), Err(FaultCode::NotAStudentNo), "{bad}");
        }
    }

    #[test]
    fn yes_no_gender_and_phones() {
        for (text, read) in [
            ("是", true),
            ("√", true),
            ("✓", true),
            ("1", true),
            ("住校", true),
            ("Ｙ", true),
            ("否", false),
            ("×", false),
            ("0", false),
            ("走读", false),
            ("非留守", false),
        ] {
            assert_eq!(yes_no(text), Some(read), "{text}");
        }
        assert_eq!(yes_no("大概"), None);
        assert_eq!((gender("男"), gender("２"), gender("x")), (Some(Gender::Male), Some(Gender::Female), None));
        let read = |text| phone(text, Marks::default()).map(|p| (p.number, p.more));
        assert_eq!(read("13900000017"), Ok(("13900000017".to_owned(), false)));
        assert_eq!(read("139-0000-0017"), Ok(("13900000017".to_owned(), false)));
        assert_eq!(read("139 0000 0017"), Ok(("13900000017".to_owned(), false)));
        assert_eq!(read("+86 139 0000 0017"), Ok(("13900000017".to_owned(), false)));
        assert_eq!(read("139****0017"), Ok(("139****0017".to_owned(), false)));
        assert_eq!(read("13900000017/13800000018"), Ok(("13900000017".to_owned(), true)));
        assert_eq!(read("父13900000017、母13800000018"), Ok(("13900000017".to_owned(), true)));
        assert_eq!(read("0399-1234567"), Ok(("0399-1234567".to_owned(), false)));
        assert_eq!(read("1.39E+10"), Err(FaultCode::NumberLostDigits));
    }

    #[test]
    fn classes_from_one_column_or_two() {
        for (grade, text, read) in [
            ("", "七（2）班", Some("七年级2班")),
            ("七年级", "2", Some("七年级2班")),
            ("七年级", "（2）班", Some("七年级2班")),
            ("7", "2班", Some("七年级2班")),
            ("初一", "2班", Some("七年级2班")),
            ("七", "2", Some("七年级2班")),
            ("2023级", "3班", Some("三年级3班")),
            ("八年级", "七年级2班", Some("七年级2班")),
            ("", "2班", None),
            ("十年级", "1", None),
            ("10", "1", None),
        ] {
            assert_eq!(class(grade, text, 2025).map(|c| c.canonical()).as_deref(), read, "{grade} {text}");
        }
    }
}
