//! The words of the roster: headings and what they mean, sentences for codes, the template's columns and rules.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization as _;

use super::field::{Field, Kind};

/// `assets/text/roster.json`.
#[derive(Debug, Default, Deserialize)]
pub struct Words {
    /// The Chinese name of each field.
    pub fields: HashMap<Field, String>,
    /// The headings that stand for each field, already folded as `folded_heading` folds them.
    pub headings: HashMap<Field, Vec<String>>,
    /// The Chinese name of each kind of table.
    pub kinds: HashMap<Kind, String>,
    /// What begins a row of totals.
    pub totals: Vec<String>,
    /// What begins a line of remarks.
    pub remarks: Vec<String>,
    /// Words for yes.
    pub yes: Vec<String>,
    /// Words for no.
    pub no: Vec<String>,
    /// Words for nothing.
    pub blank: Vec<String>,
    /// A sentence for each code; `{field}`, `{value}` and `{rows}` are filled in.
    pub sentences: HashMap<String, String>,
    /// The template workbooks.
    pub templates: HashMap<Kind, Template>,
}

/// A workbook to fill in.
#[derive(Debug, Clone, Deserialize)]
pub struct Template {
    /// The title and file name.
    pub title: String,
    /// The columns of the sheet to fill in.
    pub columns: Vec<TemplateColumn>,
    /// The rules on the second sheet, one a line.
    pub rules: Vec<String>,
}

/// A column of a template.
#[derive(Debug, Clone, Deserialize)]
pub struct TemplateColumn {
    /// What it means; its name is the heading.
    pub field: Field,
    /// Whether every row needs it.
    pub needed: bool,
    /// An example, of nobody.
    pub example: String,
    /// What may stand there, where only a few things may.
    #[serde(default)]
    pub choices: Vec<String>,
    /// What to write, for the second sheet.
    pub hint: String,
}

impl Words {
    /// The Chinese name of a field.
    #[must_use]
    pub fn field(&self, field: Field) -> &str {
        self.fields.get(&field).map_or(field.id(), String::as_str)
    }
    /// The sentence of a code; the code itself where there is none, which a test rules out.
    #[must_use]
    pub fn sentence<'w>(&'w self, code: &'w str) -> &'w str {
        self.sentences.get(code).map_or(code, String::as_str)
    }
}

/// The words, read once.
pub fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| serde_json::from_str(include_str!("../../../../assets/text/roster.json")).unwrap_or_default())
}

/// A heading as it is compared: NFKC, without space, stars of needed fields and what stands in brackets.
pub(super) fn folded_heading(text: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::new();
    for c in text.nfkc() {
        match c {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            _ if depth > 0
                || c.is_whitespace()
                || matches!(c, '*' | '※' | ':' | '"' | '、' | '\u{200b}' | '\u{feff}') => {}
            _ => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// The field that a heading stands for.
pub(super) fn field_of(heading: &str) -> Option<Field> {
    static TABLE: OnceLock<HashMap<&'static str, Field>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        words().headings.iter().flat_map(|(field, all)| all.iter().map(|h| (h.as_str(), *field))).collect()
    });
    table.get(folded_heading(heading).as_str()).copied()
}

#[cfg(test)]
mod tests {
    use super::super::code::{FaultCode, Note, SkipReason, WarningCode};
    use super::super::header::MappingFault;
    use super::*;

    #[test]
    fn every_code_and_field_has_its_words() {
        let words = words();
        let codes = FaultCode::ALL
            .iter()
            .map(|c| c.id())
            .chain(WarningCode::ALL.iter().map(|c| c.id()))
            .chain(SkipReason::ALL.iter().map(|c| c.id()))
            .chain(Note::ALL.iter().map(|c| c.id()))
            .chain(MappingFault::CODES.iter().copied());
        for code in codes {
            assert!(words.sentences.get(code).is_some_and(|s| !s.is_empty()), "{code} has no sentence");
        }
        for field in Field::ALL {
            assert!(words.fields.contains_key(field), "{field:?} has no name");
            assert!(words.headings.get(field).is_some_and(|h| !h.is_empty()), "{field:?} has no heading");
        }
        for kind in Kind::ALL {
            assert!(words.kinds.contains_key(kind), "{kind:?}");
            let template = &words.templates[kind];
            assert!(!template.rules.is_empty());
            for column in &template.columns {
                assert!(kind.fields().contains(&column.field), "{:?}", column.field);
                assert_eq!(field_of(words.field(column.field)), Some(column.field), "the heading reads back");
                assert!(!column.hint.is_empty());
            }
        }
    }

    #[test]
    fn every_heading_is_folded_and_stands_for_one_field() {
        let mut seen: HashMap<&str, Field> = HashMap::new();
        for (field, headings) in &words().headings {
            for heading in headings {
                assert_eq!(&folded_heading(heading), heading);
                assert_eq!(seen.insert(heading, *field), None, "{heading} stands twice");
            }
        }
    }

    #[test]
    fn headings_are_read_however_they_are_dressed() {
        for (heading, field) in [
            ("＊姓　名（必填）", Field::Name),
            ("出生日期(yyyy-mm-dd)", Field::Birth),
            ("全国学籍号", Field::NationalNo),
            ("学号", Field::StudentNo),
            ("是否寄宿", Field::Boarding),
            ("家长联系电话：", Field::GuardianPhone),
            ("监护人姓名", Field::GuardianName),
            ("身份证件号", Field::IdentityCard),
        ] {
            assert_eq!(field_of(heading), Some(field), "{heading}");
        }
        assert_eq!(field_of("民族"), None);
    }
}
