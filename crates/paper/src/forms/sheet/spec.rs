//! The layout of a form as `assets/forms/<form>.json` describes it. In every text `{field}` stands for a field of the
//! contents.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::content::SheetForm;
use crate::error::PaperError;

/// The layout of a form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Spec {
    /// Name of the form, part of the file's identity.
    pub form: String,
    /// Title over the form.
    pub title: String,
    /// One line between title and form.
    #[serde(default)]
    pub notes: Vec<String>,
    /// Type size in the boxes, pt.
    #[serde(default = "size")]
    pub size: f32,
    /// Distance between baselines in the boxes, pt.
    #[serde(default = "leading")]
    pub leading: f32,
    /// Room above and below the text of a box, mm.
    #[serde(default = "pad")]
    pub pad_mm: f32,
    /// From top to bottom.
    pub blocks: Vec<Block>,
}

fn size() -> f32 {
    11.0
}

fn leading() -> f32 {
    16.5
}

fn pad() -> f32 {
    1.3
}

/// A part of a form.
#[derive(Debug, Deserialize)]
pub(super) struct Block {
    /// The field or list without which the part is left out; empty for none.
    #[serde(default)]
    pub when: String,
    /// What it is.
    #[serde(flatten)]
    pub what: What,
}

/// The kinds of parts.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum What {
    /// Boxes.
    Frame(Vec<Row>),
    /// A heading of its own.
    Heading(String),
    /// To whom a letter goes.
    Addressee(String),
    /// Running text.
    Paragraph(String),
    /// Running text, a paragraph for each row of a list.
    Items(String),
    /// Small print.
    Small(String),
    /// Who signs and when, at the right.
    Sign(Vec<String>),
    /// The line at which a receipt is cut off, and the room the receipt needs.
    Cut {
        /// mm.
        room_mm: f32,
    },
    /// A new page.
    Page(()),
}

/// A row of boxes.
#[derive(Debug, Deserialize)]
pub(super) struct Row {
    /// The field or list without which the row is left out; empty for none.
    #[serde(default)]
    pub when: String,
    /// Lines of writing that the row has room for, at least.
    #[serde(default)]
    pub lines: u8,
    /// What it is.
    #[serde(flatten)]
    pub what: Boxes,
}

/// The kinds of rows.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Boxes {
    /// Labels, each with its box.
    Pairs(Vec<(String, String)>),
    /// A heading inside the frame.
    Section(String),
    /// One box over the whole width.
    Full(String),
    /// A table inside the frame.
    List(List),
}

/// A table inside the frame.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct List {
    /// The list of the contents.
    pub name: String,
    /// Heads of its columns.
    pub heads: Vec<String>,
    /// Widths of its columns in units of the frame.
    pub units: Vec<usize>,
    /// Empty rows for the pen under the others.
    #[serde(default)]
    pub blanks: usize,
}

impl Spec {
    /// Whether it is running text to be signed.
    pub(super) fn is_letter(&self) -> bool {
        self.blocks.iter().any(|block| matches!(block.what, What::Sign(_)))
    }

    /// Every table inside a frame.
    pub(super) fn lists(&self) -> impl Iterator<Item = &List> {
        let rows = self.blocks.iter().filter_map(|block| match &block.what {
            What::Frame(rows) => Some(rows),
            _ => None,
        });
        rows.flatten().filter_map(|row| match &row.what {
            Boxes::List(list) => Some(list),
            _ => None,
        })
    }

    /// Every text with its places for fields.
    fn texts(&self) -> Vec<&str> {
        let mut all: Vec<&str> = vec![&self.title];
        all.extend(self.notes.iter().map(String::as_str));
        for block in &self.blocks {
            match &block.what {
                What::Heading(t) | What::Addressee(t) | What::Paragraph(t) | What::Small(t) => all.push(t),
                What::Sign(lines) => all.extend(lines.iter().map(String::as_str)),
                What::Frame(rows) => rows.iter().for_each(|row| match &row.what {
                    Boxes::Pairs(pairs) => all.extend(pairs.iter().flat_map(|(l, t)| [l.as_str(), t.as_str()])),
                    Boxes::Section(t) | Boxes::Full(t) => all.push(t),
                    Boxes::List(_) => {}
                }),
                What::Items(_) | What::Cut { .. } | What::Page(()) => {}
            }
        }
        all
    }

    /// The fields and the lists it asks for.
    pub(super) fn asks(&self) -> (BTreeSet<String>, BTreeSet<String>) {
        let named = |text: &str| places(text).into_iter().map(str::to_owned).collect::<Vec<_>>();
        let fields = self.texts().into_iter().flat_map(named).collect();
        let mut lists: BTreeSet<String> = self.lists().map(|l| l.name.clone()).collect();
        lists.extend(self.blocks.iter().filter_map(|block| match &block.what {
            What::Items(name) => Some(name.clone()),
            _ => None,
        }));
        (fields, lists)
    }
}

/// The fields named in a text, in order.
pub(super) fn places(text: &str) -> Vec<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect()
}

/// The layout of a form.
pub(super) fn of(form: SheetForm) -> Result<Spec, PaperError> {
    let text = match form {
        SheetForm::PhoneScript => include_str!("../../../../../assets/forms/phone_script.json"),
        SheetForm::Incident => include_str!("../../../../../assets/forms/incident.json"),
        SheetForm::Mandatory => include_str!("../../../../../assets/forms/mandatory.json"),
        SheetForm::Intake => include_str!("../../../../../assets/forms/intake.json"),
        SheetForm::Determination => include_str!("../../../../../assets/forms/determination.json"),
        SheetForm::Talk => include_str!("../../../../../assets/forms/talk.json"),
        SheetForm::GuardianNotice => include_str!("../../../../../assets/forms/guardian_notice.json"),
        SheetForm::Communication => include_str!("../../../../../assets/forms/communication.json"),
        SheetForm::NotBullying => include_str!("../../../../../assets/forms/not_bullying.json"),
        SheetForm::Sanction => include_str!("../../../../../assets/forms/sanction.json"),
        SheetForm::Counselling => include_str!("../../../../../assets/forms/counselling.json"),
    };
    Ok(serde_json::from_str(text)?)
}
