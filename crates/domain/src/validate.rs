//! Checks of what a person types: school code, names, class names (domain rules 5).

use unicode_normalization::UnicodeNormalization as _;

use crate::noun::Stage;

/// 学校标识码: 10 digits, category 2 + province 2 + serial 6.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolCode(String);

/// Why a text is no 学校标识码.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SchoolCodeFault {
    /// Not exactly ten digits.
    #[error("not ten digits")]
    NotTenDigits,
    /// Digits 3 and 4 are no province of GB/T 2260.
    #[error("no such province")]
    Province,
}

/// The province-level codes of GB/T 2260, first two digits.
pub(crate) const PROVINCES: &[&str] = &[
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44",
    "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82",
];

/// Categories in common use: kindergarten, primary, junior middle (nine-year schools too), senior, vocational, special.
const CATEGORIES: &[&str] = &["11", "21", "31", "34", "36", "51"];

impl SchoolCode {
    /// Reads a code.
    ///
    /// # Errors
    /// Length, a non-digit, or an unknown province. An unknown category is only warned of: see [`SchoolCode::known_category`].
    pub fn parse(text: &str) -> Result<Self, SchoolCodeFault> {
        if text.len() != 10 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(SchoolCodeFault::NotTenDigits);
        }
        if !text.get(2..4).is_some_and(|p| PROVINCES.contains(&p)) {
            return Err(SchoolCodeFault::Province);
        }
        Ok(Self(text.to_owned()))
    }
    /// The ten digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// Whether the category is one in common use.
    pub fn known_category(&self) -> bool {
        self.0.get(..2).is_some_and(|c| CATEGORIES.contains(&c))
    }
}

/// Whether `c` is a Han character that a name may hold.
fn is_han(c: char) -> bool {
    matches!(u32::from(c),
        0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x323AF)
}

/// Whether `text` is a name: 2 to 20 code points, Han and the middle dot U+00B7, which stands neither first nor last.
pub fn is_person_name(text: &str) -> bool {
    let n = text.chars().count();
    (2..=20).contains(&n)
        && text.chars().all(|c| is_han(c) || c == '·')
        && !text.starts_with('·')
        && !text.ends_with('·')
}

/// The name with the look-alikes of the middle dot (`•`, `．`, `‧`, `・`) written as U+00B7 and outer space removed.
pub fn normalise_name(text: &str) -> String {
    text.trim().chars().map(|c| if matches!(c, '•' | '．' | '‧' | '・') { '·' } else { c }).collect()
}

/// A class as its canonical name has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassName {
    /// 1 to 12; 七年级 is 7, 高一 is 10.
    pub grade: i64,
    /// 1 to 99.
    pub class_no: i64,
}

const GRADES: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];

impl ClassName {
    /// Reads `七年级2班`, `七（2）班`, `初一2班`, `高一3班`, and `2023级3班` when the school year's first year and the
    /// stage's first grade make it unambiguous. Full-width digits and brackets are folded by NFKC first.
    pub fn parse(text: &str, school_year_start: i64) -> Option<Self> {
        let folded: String = text.trim().nfkc().filter(|c| !c.is_whitespace()).collect();
        let body = folded.strip_suffix('班')?;
        let digit = |c: char| GRADES.iter().position(|g| *g == c).and_then(|i| i64::try_from(i).ok()).map(|i| i + 1);
        let (grade, rest) = if let Some(rest) = body.strip_prefix('初') {
            let mut chars = rest.chars();
            (digit(chars.next()?).filter(|g| *g <= 3)? + 6, chars.as_str().to_owned())
        } else if let Some(rest) = body.strip_prefix('高') {
            let mut chars = rest.chars();
            (digit(chars.next()?).filter(|g| *g <= 3)? + 9, chars.as_str().to_owned())
        } else if let Some((year, rest)) = body.split_once('级').filter(|(y, _)| y.len() == 4) {
            let year: i64 = year.parse().ok()?;
            (school_year_start - year + 1, rest.to_owned())
        } else {
            let mut chars = body.chars();
            let grade = digit(chars.next()?)?;
            let rest = chars.as_str();
            (grade, rest.strip_prefix("年级").unwrap_or(rest).to_owned())
        };
        let number = rest.trim_start_matches('(').trim_end_matches(')');
        let class_no: i64 =
            if number.bytes().all(|b| b.is_ascii_digit()) { number.parse().ok()? } else { return None };
        let bracketed = rest.len() != number.len();
        let plain_grade = body.starts_with(GRADES) && !body.contains("年级");
        if plain_grade && !bracketed {
            return None;
        }
        ((1..=12).contains(&grade) && (1..=99).contains(&class_no)).then_some(Self { grade, class_no })
    }
    /// `七年级2班`, `高一3班`.
    pub fn canonical(&self) -> String {
        let index = usize::try_from(self.grade - 1).unwrap_or(0);
        match GRADES.get(index) {
            Some(g) => format!("{g}年级{}班", self.class_no),
            None => {
                let g = GRADES.get(index.saturating_sub(9)).copied().unwrap_or('一');
                format!("高{g}{}班", self.class_no)
            }
        }
    }
    /// The stage the grade belongs to in a six-three-three school.
    pub fn stage(&self) -> Stage {
        match self.grade {
            ..=6 => Stage::Primary,
            7..=9 => Stage::Junior,
            _ => Stage::Senior,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn school_codes() {
        for ok in ["3114999901", "2114999902"] {
            assert!(SchoolCode::parse(ok).is_ok(), "{ok}");
        }
        assert_eq!(SchoolCode::parse("311499990"), Err(SchoolCodeFault::NotTenDigits));
        assert_eq!(SchoolCode::parse("3199999901"), Err(SchoolCodeFault::Province));
        assert!(!SchoolCode::parse("9914999901").unwrap().known_category());
    }

    #[test]
    fn names() {
        for ok in ["张三", "欧阳文静", "李娜·艾山", "苏日娜其其格", "吕䶮堃", "万𬱖", "秦㛃喆"]
        {
            assert!(is_person_name(ok), "{ok}");
        }
        for bad in ["张", "Zhang San", "张3", "张三\n", "·张三"] {
            assert!(!is_person_name(bad), "{bad}");
        }
        for dot in ["李娜•艾山", "李娜．艾山", "李娜‧艾山"] {
            assert_eq!(normalise_name(dot), "李娜·艾山");
        }
    }

    #[test]
    fn class_names_become_canonical() {
        for (text, canonical) in [
            ("一年级1班", "一年级1班"),
            ("一（1）班", "一年级1班"),
            ("八（1）班", "八年级1班"),
            ("初一2班", "七年级2班"),
            ("初二2班", "八年级2班"),
            ("七年级２班", "七年级2班"),
            ("2023级3班", "三年级3班"),
            ("高一3班", "高一3班"),
        ] {
            assert_eq!(ClassName::parse(text, 2025).map(|c| c.canonical()).as_deref(), Some(canonical), "{text}");
        }
        for bad in ["10年级1班", "七年级0班", "七年纪1班", "十年级1班", "七2班"] {
            assert_eq!(ClassName::parse(bad, 2025), None, "{bad}");
        }
    }
}
