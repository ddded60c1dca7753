//! The fixed words of the forms, kept in `assets/forms` and compiled in.

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::content::{Align, Column};
use crate::error::PaperError;

/// Words every paper may need.
#[derive(Debug, Deserialize)]
pub(crate) struct Common {
    /// Page number of an official page, with `{page}`.
    pub page: String,
    /// Page number of a table, with `{page}` and `{pages}`.
    pub page_of: String,
    /// The audit digits, with `{head}`.
    pub audit: String,
    /// The mark of a practice paper.
    pub practice: String,
    /// A date to be written by hand.
    pub blank_date: String,
    /// What stands in an empty cell.
    pub none: String,
    /// The approved new deadline under the first, with `{date}`.
    pub extended: String,
    /// A day in words, with `{year}`, `{month}` and `{day}`.
    pub day: String,
    /// Phrases a title line may not cut.
    pub whole: Vec<String>,
}

/// A column of a form.
#[derive(Debug, Deserialize)]
pub(crate) struct FormColumn {
    heading: String,
    width_mm: f32,
    #[serde(default)]
    centre: bool,
    #[serde(default)]
    row_head: bool,
}

/// The columns of a form.
pub(crate) fn columns(form: &[FormColumn]) -> Vec<Column> {
    form.iter()
        .map(|c| Column {
            heading: c.heading.clone(),
            width_mm: c.width_mm,
            align: if c.centre { Align::Center } else { Align::Left },
            row_head: c.row_head,
        })
        .collect()
}

/// Words of the report.
#[derive(Debug, Deserialize)]
pub(crate) struct ReportWords {
    /// Name of the form.
    pub form: String,
    /// Red head, with `{sender}`.
    pub head: String,
    /// Label of the signing principal.
    pub signer: String,
    /// After the addressee.
    pub colon: String,
    /// 附件： before the list.
    pub attachments: String,
    /// 附件1, with `{number}`.
    pub attachment: String,
    /// 附注 in brackets, with `{note}`.
    pub note: String,
    /// Said where an attachment has nothing to show.
    pub nothing: String,
    /// Columns of the statistics: group, then label and figure twice.
    pub statistics: Vec<FormColumn>,
    /// Columns of the open ledger.
    pub open_items: Vec<FormColumn>,
    /// Columns of the list of pacts.
    pub pacts: Vec<FormColumn>,
    /// Name and description of the attached figures.
    pub records: String,
    /// Description of the attached figures.
    pub records_description: String,
}

/// Words of the ledger.
#[derive(Debug, Deserialize)]
pub(crate) struct LedgerWords {
    /// Name of the form.
    pub form: String,
    /// 填报单位, with `{unit}`.
    pub unit: String,
    /// 截止日期, with `{date}`.
    pub as_of: String,
    /// Number of rows, with `{count}`.
    pub count: String,
    /// Said where there is no row.
    pub nothing: String,
    /// Columns.
    pub columns: Vec<FormColumn>,
}

/// Words of the pacts.
#[derive(Debug, Deserialize)]
pub(crate) struct PactsWords {
    /// Name of the form.
    pub form: String,
    /// Label of an article, with `{number}`.
    pub article: String,
    /// Adoption and effect, with `{adoption}`, `{adopted}` and `{effective}`.
    pub effect: String,
    /// The same when only the adoption is known.
    pub adopted: String,
    /// The same when it is in no effect yet.
    pub draft: String,
    /// Heading of the signature sheet.
    pub sheet: String,
    /// How many pupils signed, with `{due}`, `{signed}`, `{unsigned}` and `{guardians}`.
    pub summary: String,
    /// Columns of the signature sheet where guardians sign.
    pub guardians: Vec<FormColumn>,
    /// Columns of the signature sheet where they do not.
    pub signatures: Vec<FormColumn>,
    /// What stands where a guardian's signature was taken.
    pub guardian_signed: String,
    /// Heading over those who did not sign.
    pub unsigned: String,
    /// Their columns.
    pub unsigned_columns: Vec<FormColumn>,
    /// Heading of the counts in the edition without names.
    pub counts: String,
    /// Columns of the counts.
    pub counts_columns: Vec<FormColumn>,
    /// Labels of the counts.
    pub count_labels: CountLabels,
    /// Said when a school has no pact.
    pub nothing: String,
}

/// Labels of the counts in the edition without names.
#[derive(Debug, Deserialize)]
pub(crate) struct CountLabels {
    /// Grown-ups who signed.
    pub adults: String,
    /// Pupils who signed.
    pub pupils: String,
    /// Guardians who signed.
    pub guardians: String,
    /// Pupils who did not sign.
    pub unsigned: String,
    /// Of these for a reason, with `{reason}`.
    pub reason: String,
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, PaperError> {
    Ok(serde_json::from_str(text)?)
}

/// Words every paper may need.
pub(crate) fn common() -> Result<Common, PaperError> {
    read(include_str!("../../../../assets/forms/common.json"))
}

/// Words of the report.
pub(crate) fn report() -> Result<ReportWords, PaperError> {
    read(include_str!("../../../../assets/forms/report.json"))
}

/// Words of the ledger.
pub(crate) fn ledger() -> Result<LedgerWords, PaperError> {
    read(include_str!("../../../../assets/forms/ledger.json"))
}

/// Words of the pacts.
pub(crate) fn pacts() -> Result<PactsWords, PaperError> {
    read(include_str!("../../../../assets/forms/pacts.json"))
}

impl Common {
    /// A day in words, for example 2026年6月8日.
    pub fn day_of(&self, day: NaiveDate) -> String {
        self.day
            .replace("{year}", &day.year().to_string())
            .replace("{month}", &day.month().to_string())
            .replace("{day}", &day.day().to_string())
    }

    /// A text for a cell: a dash when there is nothing.
    pub fn cell(&self, text: &str) -> String {
        if text.trim().is_empty() { self.none.clone() } else { text.to_owned() }
    }

    /// A date for a cell, YYYY-MM-DD.
    pub fn date(&self, day: Option<NaiveDate>) -> String {
        day.map_or_else(|| self.none.clone(), |d| d.to_string())
    }

    /// A deadline for a cell, with the approved new one under it.
    pub fn deadline(&self, first: Option<NaiveDate>, extended: Option<NaiveDate>) -> String {
        match extended {
            None => self.date(first),
            Some(new) => format!("{}\n{}", self.date(first), self.extended.replace("{date}", &new.to_string())),
        }
    }
}

/// A counting number in Chinese figures, as articles and attachments are numbered: 一, 十, 十一, 二十三, 一百零五.
pub(crate) fn chinese(number: usize) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |d: usize| DIGITS.get(d).copied().unwrap_or_default();
    match number {
        0..=9 => digit(number).to_owned(),
        10..=19 => format!("十{}", if number == 10 { "" } else { digit(number - 10) }),
        20..=99 => {
            format!("{}十{}", digit(number / 10), if number.is_multiple_of(10) { "" } else { digit(number % 10) })
        }
        100..=999 => {
            let rest = number % 100;
            let tail = match rest {
                0 => String::new(),
                1..=9 => format!("零{}", digit(rest)),
                10..=19 => format!("一{}", chinese(rest)),
                _ => chinese(rest),
            };
            format!("{}百{tail}", digit(number / 100))
        }
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wording_file_has_the_shape_the_forms_expect() {
        common().unwrap();
        report().unwrap();
        ledger().unwrap();
        pacts().unwrap();
    }

    #[test]
    fn articles_are_counted_in_chinese() {
        let spoken: Vec<String> = [1, 10, 11, 20, 23, 100, 105, 110, 215].map(chinese).to_vec();
        assert_eq!(spoken, ["一", "十", "十一", "二十", "二十三", "一百", "一百零五", "一百一十", "二百一十五"]);
    }

    #[test]
    fn the_columns_of_every_form_fill_its_text_area() {
        let width = |form: &[FormColumn]| columns(form).iter().map(|c| c.width_mm).sum::<f32>();
        let (report, ledger, pacts) = (report().unwrap(), ledger().unwrap(), pacts().unwrap());
        assert!((width(&ledger.columns) - 267.0).abs() < 0.01, "{}", width(&ledger.columns));
        for form in [&report.statistics, &report.open_items, &report.pacts] {
            assert!((width(form) - 156.0).abs() < 0.01, "{}", width(form));
        }
        for form in [&pacts.guardians, &pacts.signatures, &pacts.unsigned_columns, &pacts.counts_columns] {
            assert!((width(form) - 156.0).abs() < 0.01, "{}", width(form));
        }
        assert_eq!(ledger.columns.len(), 17, "every column of form 3.3");
    }
}
