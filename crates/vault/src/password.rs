//! Which passwords are allowed, and the form in which they are hashed. The weakest one guards the whole file.

use chrono::{Datelike, NaiveDate};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// The fewest characters of a password.
const MIN_CHARS: usize = 10;
/// The most characters of a password: more is a pasted text, not a password.
const MAX_CHARS: usize = 128;
/// The fewest characters that must be left once everything guessable is taken out.
const MIN_OWN_CHARS: usize = 6;
/// Runs that every list of common passwords starts with.
const COMMON: [&str; 16] = [
    "qwertyuiop",
    "1qaz2wsx3edc",
    "1qaz2wsx",
    "qwerty",
    "asdfghjkl",
    "asdfgh",
    "zxcvbnm",
    "password",
    "passw0rd",
    "admin",
    "woaini",
    "5201314",
    "1314520",
    "123456789",
    "123456",
    "abc123",
];

/// What is known about the person and the school, none of which makes a password.
#[derive(Clone, Copy, Default)]
pub struct Facts<'a> {
    /// The person's name and its other spellings (pinyin in full, initials).
    pub names: &'a [&'a str],
    /// The person's birthday, when it is known.
    pub birthday: Option<NaiveDate>,
    /// Telephone numbers of the person and the school.
    pub phones: &'a [&'a str],
    /// 学校标识码, 10 digits; empty when it is not known yet.
    pub school_code: &'a str,
}

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WeakPassword {
    /// Fewer than ten characters.
    #[error("it has {has} characters, at least {needs} are needed")]
    TooShort {
        /// How many characters it has.
        has: usize,
        /// How many it needs.
        needs: usize,
    },
    /// More than 128 characters.
    #[error("it is longer than a password may be")]
    TooLong,
    /// Little more than a well-known run of keys or digits, or a few characters repeated.
    #[error("it is a common or repeated run of characters")]
    TooSimple,
    /// Little more than the person's name.
    #[error("it is little more than the person's name")]
    IsName,
    /// Little more than the person's birthday.
    #[error("it is little more than the person's birthday")]
    IsBirthday,
    /// Little more than a telephone number.
    #[error("it is little more than a telephone number")]
    IsPhone,
    /// Little more than the school's code.
    #[error("it is little more than the school's code")]
    IsSchoolCode,
}

/// A password that passed the rules. Only this can make a slot.
pub struct ChosenPassword(pub(crate) Zeroizing<String>);

impl ChosenPassword {
    /// Takes a password that [`check_password`] allows.
    ///
    /// # Errors
    /// The first rule it breaks.
    pub fn new(password: &str, facts: &Facts<'_>) -> Result<Self, WeakPassword> {
        check_password(password, facts)?;
        Ok(Self(prepared(password)))
    }
}

/// Whether a password may guard the file: 10 to 128 characters, and at least six of them are neither the person's name,
/// birthday or telephone number, nor the school's code, nor a common run.
///
/// # Errors
/// The first rule it breaks.
pub fn check_password(password: &str, facts: &Facts<'_>) -> Result<(), WeakPassword> {
    let whole = prepared(password);
    let has = whole.chars().count();
    if has < MIN_CHARS {
        return Err(WeakPassword::TooShort { has, needs: MIN_CHARS });
    }
    if has > MAX_CHARS {
        return Err(WeakPassword::TooLong);
    }
    let whole = bare(&whole);
    let mut rest = whole.clone();
    let birthday = facts.birthday.map(spellings).unwrap_or_default();
    let birthday: Vec<&str> = birthday.iter().map(String::as_str).collect();
    for (known, reason) in [
        (facts.names, WeakPassword::IsName),
        (facts.phones, WeakPassword::IsPhone),
        (&[facts.school_code], WeakPassword::IsSchoolCode),
        (birthday.as_slice(), WeakPassword::IsBirthday),
        (COMMON.as_slice(), WeakPassword::TooSimple),
    ] {
        let before = rest.len();
        for word in known.iter().map(|word| bare(word)).filter(|word| word.chars().count() >= 2) {
            rest = Zeroizing::new(rest.replace(word.as_str(), ""));
        }
        if rest.len() < before && rest.chars().count() < MIN_OWN_CHARS {
            return Err(reason);
        }
    }
    if rest.chars().count() < MIN_OWN_CHARS || is_repetitive(&whole) { Err(WeakPassword::TooSimple) } else { Ok(()) }
}

/// The form that is hashed: RFC 8265 section 4.2.2, OpaqueString: NFC, every space an ASCII one, nothing else changed,
/// so that the same password typed with another input method opens the file.
pub(crate) fn prepared(password: &str) -> Zeroizing<String> {
    // NFC grows UTF-8 by at most three times; with that room the text is never reallocated and left behind unwiped.
    let mut out = Zeroizing::new(String::with_capacity(password.len().saturating_mul(3)));
    out.extend(password.nfc().map(|c| if c.is_whitespace() { ' ' } else { c }));
    out
}

/// A text as it is compared: compatibility forms folded, lower case, without the separators people put into numbers.
fn bare(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.nfkc().flat_map(char::to_lowercase).filter(|c| !is_filler(*c)).collect())
}

/// Spaces, and what stands between the parts of a name, a date or a telephone number.
fn is_filler(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '_' | '.' | '/' | ',' | '·' | '—' | '、' | '。')
}

/// The ways a birthday is typed, longest first.
fn spellings(day: NaiveDate) -> Vec<String> {
    let (y, m, d) = (day.year(), day.month(), day.day());
    vec![
        format!("{y:04}年{m:02}月{d:02}日"),
        format!("{y}年{m}月{d}日"),
        format!("{y:04}{m:02}{d:02}"),
        format!("{:02}{m:02}{d:02}", y.rem_euclid(100)),
        format!("{y}{m}{d}"),
        format!("{m:02}{d:02}{y:04}"),
    ]
}

/// Whether a text has under four different characters, climbs or falls by one throughout, or repeats up to four.
fn is_repetitive(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let mut different = chars.clone();
    different.sort_unstable();
    different.dedup();
    let step = |by: i64| {
        chars.windows(2).all(|pair| {
            matches!(pair, [a, b] if {
                let step = i64::from(u32::from(*b)) - i64::from(u32::from(*a));
                // 9 is followed by 0 on a row of digit keys.
                step == by || (by == 1 && (*a, *b) == ('9', '0')) || (by == -1 && (*a, *b) == ('0', '9'))
            })
        })
    };
    let repeats = (1..=4).any(|unit| chars.iter().zip(chars.iter().skip(unit)).all(|(a, b)| a == b));
    different.len() < 4 || step(1) || step(-1) || repeats
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACTS: Facts<'_> = Facts {
        names: &["杨秀莲", "yangxiulian", "yxl"],
        birthday: NaiveDate::from_ymd_opt(1980, 3, 7),
        phones: &["13885551234", "0855-8221234"],
        school_code: "2152000123",
    };

    #[test]
    fn each_rule_names_its_reason() {
        use WeakPassword::*;
        for (password, reason) in [
            ("", TooShort { has: 0, needs: 10 }),
            ("短短短短短短短短短", TooShort { has: 9, needs: 10 }),
            ("杨秀莲杨秀莲杨秀莲杨", IsName),
            ("YangXiuLian123", IsName),
            ("Yang Xiu Lian 1!", IsName),
            ("13885551234", IsPhone),
            ("08558221234", IsPhone),
            ("2152000123", IsSchoolCode),
            ("2152 0001 23ab", IsSchoolCode),
            ("yxl19800307", IsBirthday),
            ("1980-03-07-mima", IsBirthday),
            ("1980年3月7日mima", IsBirthday),
            ("1234567890", TooSimple),
            ("0987654321", TooSimple),
            ("aaaaaaaaaaaa", TooSimple),
            ("abcdabcdabcd", TooSimple),
            ("password12345", TooSimple),
            ("ｐａｓｓｗｏｒｄ１２３", TooSimple),
            ("          ", TooSimple),
            (&"长".repeat(129), TooLong),
        ] {
            assert_eq!(check_password(password, &FACTS), Err(reason), "{password}");
        }
    }

    #[test]
    fn ordinary_phrases_pass() {
        for password in [
            "春天的稻田里有青蛙叫",
            "山上有7棵老枫树ya",
            "correct horse battery",
            "K7#x!!2-$q_?",
            "yangxiulian喜欢蓝色的河",
        ] {
            assert_eq!(check_password(password, &FACTS), Ok(()), "{password}");
        }
        assert!(check_password("春天的稻田里有青蛙叫", &Facts::default()).is_ok());
    }

    #[test]
    fn the_same_password_from_another_input_method_is_the_same() {
        assert_eq!(*prepared("cafe\u{301} 之 夜"), *prepared("caf\u{e9}\u{3000}之\u{a0}夜"));
        assert_ne!(*prepared("Abcdef"), *prepared("abcdef"));
    }
}
