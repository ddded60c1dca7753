//! Checks of numbers that people type: identity card, pupil number, telephone, and the name of a term (domain rules 5).
//! A failed check of a sensitive number warns and never blocks; none of these numbers is kept by default.

use crate::validate::PROVINCES;
use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization as _;

use crate::clock_rules::school_year;
use crate::time::Date;

/// What is wrong with a number; the number itself is never repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NumberFault {
    /// Wrong length, or a character that may not stand there.
    #[error("not of the form of such a number")]
    Form,
    /// The area begins with no province of GB/T 2260.
    #[error("no such province")]
    Province,
    /// The eight digits of the birth date are no day.
    #[error("no such day")]
    BirthDate,
    /// The check character does not fit.
    #[error("check character does not fit")]
    CheckCharacter,
}

/// Checks an identity card number (GB 11643-1999): 17 digits and a check digit or `X` (`x` is read as `X`); of the area
/// only the province is known here. Answers the birth date.
///
/// # Errors
/// The first thing that does not fit.
pub fn check_identity_card(text: &str) -> Result<Date, NumberFault> {
    let birth = area_and_birth(text, 18)?;
    let (body, check) = text.split_at_checked(17).ok_or(NumberFault::Form)?;
    if check_character(body) == check.chars().next().map(|c| c.to_ascii_uppercase()) {
        Ok(birth)
    } else if check.chars().all(|c| c.is_ascii_digit() || c.eq_ignore_ascii_case(&'X')) {
        Err(NumberFault::CheckCharacter)
    } else {
        Err(NumberFault::Form)
    }
}

/// The kinds of 学籍号, by their first letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StudentNumber {
    /// `G` and the identity card number.
    IdentityCard,
    /// `J`: area, birth date, serial of three digits, check character.
    School,
    /// `L`: a temporary one, area, birth date and four digits without a check.
    Temporary,
}

/// Checks a national pupil number (学籍号): a letter and 18 characters. After a change of identity card a sound `G` may
/// differ from the card, so this only warns.
///
/// # Errors
/// The first thing that does not fit.
pub fn check_student_number(text: &str) -> Result<StudentNumber, NumberFault> {
    let mut chars = text.chars();
    let kind = chars.next();
    let rest = chars.as_str();
    match kind {
        Some('G') => check_identity_card(rest).map(|_| StudentNumber::IdentityCard),
        Some('J') => check_identity_card(rest).map(|_| StudentNumber::School),
        Some('L') if rest.bytes().all(|b| b.is_ascii_digit()) => {
            area_and_birth(rest, 18).map(|_| StudentNumber::Temporary)
        }
        _ => Err(NumberFault::Form),
    }
}

/// The shared beginning of both numbers: six digits of area, eight of a day between 1800 and 2099, three more.
fn area_and_birth(text: &str, length: usize) -> Result<Date, NumberFault> {
    let (body, _) = text.split_at_checked(17).ok_or(NumberFault::Form)?;
    if text.len() != length || !body.bytes().all(|b| b.is_ascii_digit()) || body.starts_with('0') {
        return Err(NumberFault::Form);
    }
    if !body.get(..2).is_some_and(|p| PROVINCES.contains(&p)) {
        return Err(NumberFault::Province);
    }
    let birth = body.get(6..14).ok_or(NumberFault::Form)?;
    if !["18", "19", "20"].iter().any(|century| birth.starts_with(century)) {
        return Err(NumberFault::BirthDate);
    }
    NaiveDate::parse_from_str(birth, "%Y%m%d").map_err(|_| NumberFault::BirthDate)
}

/// The check character of 17 digits: ISO 7064 MOD 11-2 as GB 11643 writes it out.
fn check_character(body: &str) -> Option<char> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let digits: Option<Vec<u32>> = body.chars().map(|c| c.to_digit(10)).collect();
    let sum: u32 = digits?.iter().zip(WEIGHTS).map(|(d, w)| d * w).sum();
    usize::try_from(sum % 11).ok().and_then(|r| CHECKS.get(r)).copied()
}

/// Whether the text is a mobile number: 11 digits, `1` and then 3 to 9.
pub fn is_mobile(text: &str) -> bool {
    let mut chars = text.chars();
    text.len() == 11
        && text.bytes().all(|b| b.is_ascii_digit())
        && chars.next() == Some('1')
        && chars.next().is_some_and(|c| ('3'..='9').contains(&c))
}

/// Whether the text is a landline number: area code of 3 or 4 digits beginning with 0, 7 or 8 digits, and an extension
/// of up to 6. The hyphen after the area code may be left out.
pub fn is_landline(text: &str) -> bool {
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let area = |t: &str| digits(t) && t.starts_with('0') && (3..=4).contains(&t.len());
    let extension = |t: &str| digits(t) && t.len() <= 6;
    let joined = |t: &str| digits(t) && t.starts_with('0') && (10..=12).contains(&t.len());
    let number = |t: &str| digits(t) && (7..=8).contains(&t.len());
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        [all] => joined(all),
        [a, b] => (area(a) && number(b)) || (joined(a) && extension(b)),
        [a, b, c] => area(a) && number(b) && extension(c),
        _ => false,
    }
}

/// A term as its name says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermName {
    /// The first of the school year's two years.
    pub start_year: i32,
    /// 1 or 2.
    pub term_no: i64,
}

impl TermName {
    /// Reads `2025-2026学年第二学期`; the dash may be a hyphen, an en dash or an em dash.
    pub fn parse(text: &str) -> Option<Self> {
        let folded: String = text.trim().nfkc().collect();
        let (years, rest) = folded.split_once("学年")?;
        let term_no = match rest {
            "第一学期" => 1,
            "第二学期" => 2,
            _ => return None,
        };
        let start = years.split(['-', '—', '–']).next().filter(|y| y.len() == 4)?;
        school_year(years)?;
        Some(Self { start_year: start.parse().ok()?, term_no })
    }
}

/// The form of official texts, whose dash between two years is the 一字线: `2025—2026学年`. A text of another form is
/// given back as it is.
pub fn formal_school_year(text: &str) -> String {
    let Some((years, rest)) = text.split_once("学年") else { return text.to_owned() };
    match (school_year(years), years.split_once(['-', '—', '–'])) {
        (Some(_), Some((first, last))) => format!("{first}—{last}学年{rest}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_card_fails_for_the_right_reason() {
        for (text, fault) in [
            ("", NumberFault::Form),
            ("1101051949123100", NumberFault::Form),
            ("01010519491231002X", NumberFault::Form),
            ("1101051949123100XX", NumberFault::Form),
            ("11010519491231002Y", NumberFault::Form),
            ("张三李四王五赵六", NumberFault::Form),
            ("99010519491231002X", NumberFault::Province),
            ("110105194902300028", NumberFault::BirthDate),
            ("110105170012310020", NumberFault::BirthDate),
            ("110105194912310021", NumberFault::CheckCharacter),
        ] {
            assert_eq!(check_identity_card(text), Err(fault), "{text}");
        }
        assert_eq!(check_identity_card("11010519491231002x").map(|d| d.to_string()), Ok("1949-12-31".to_owned()));
    }

    #[test]
    fn a_student_number_says_its_kind() {
        for (text, kind) in [
            ("G11010519491231002X", StudentNumber::IdentityCard),
            ("J149901201205120010", StudentNumber::School),
            ("L149901201205120427", StudentNumber::Temporary),
        ] {
            assert_eq!(check_student_number(text), Ok(kind));
        }
        assert_eq!(check_student_number("J149901201205120011"), Err(NumberFault::CheckCharacter));
        assert_eq!(check_student_number("L14990120120512042X"), Err(NumberFault::Form));
    }

    #[test]
    fn telephone_numbers_of_other_lengths_are_refused() {
        for bad in ["", "1391234567８", "13912345678 ", "10912345678"] {
            assert!(!is_mobile(bad), "{bad}");
        }
        for bad in ["", "0399", "0399-1234567-1234567", "039-12-34567890-1", "03991234567890", "0399-1234567-"] {
            assert!(!is_landline(bad), "{bad}");
        }
        assert!(is_landline("01012345678-8120"));
    }

    #[test]
    fn terms_are_read_and_written_formally() {
        assert_eq!(TermName::parse("2025—2026学年第一学期"), Some(TermName { start_year: 2025, term_no: 1 }));
        assert_eq!(formal_school_year("2025-2026学年第二学期"), "2025—2026学年第二学期");
        assert_eq!(formal_school_year("本学期"), "本学期");
    }
}
