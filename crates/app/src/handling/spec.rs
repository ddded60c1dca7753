//! How a form of a case is described, and the words of its fields.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use domain::handling::Settings;
use domain::noun::{Concern, Post};
use domain::{Instant, Records, Term};

use super::Opened;
use crate::App;
use crate::error::Result;
use crate::home::OpenHome;
use crate::view::{Choice, EntryField};

/// What a form is made from.
pub(super) struct Ground<'a> {
    pub(super) records: &'a Records,
    /// The records as the person reads them: what is shown goes by these, what is judged and written by the others.
    pub(super) shown: &'a Records,
    pub(super) concern: &'a Concern,
    pub(super) now: Instant,
    /// The staff id of the person at the keyboard.
    pub(super) person: &'a str,
    /// The posts of that person.
    pub(super) posts: &'a [Post],
    /// The school's own numbers.
    pub(super) settings: Settings,
    /// The numbers of other cases of its pupils.
    pub(super) others: &'a [String],
}

impl<'a> Ground<'a> {
    /// The ground of a case that was opened.
    ///
    /// # Errors
    /// `NotFound`.
    pub(super) fn new(app: &App, home: &'a OpenHome, opened: &'a Opened, id: &str) -> Result<Self> {
        Ok(Self {
            records: &opened.records,
            shown: opened.shown(),
            concern: super::concern(&opened.records, id)?,
            now: app.roots.now(),
            person: home.person_id(),
            posts: &home.person.posts,
            settings: opened.settings,
            others: &opened.others,
        })
    }
}

impl Ground<'_> {
    fn staff(&self) -> Vec<Choice> {
        self.records.staff.iter().map(|s| Choice { id: s.id.clone(), label: s.name.clone() }).collect()
    }

    fn people(&self) -> Vec<Choice> {
        let outside = self
            .records
            .externals
            .iter()
            .map(|x| Choice { id: x.id.clone(), label: format!("{}（{}）", x.name, x.role) });
        self.staff().into_iter().chain(outside).collect()
    }

    /// The pupils of the case.
    pub(super) fn pupils(&self) -> Vec<Choice> {
        let told = self.concern.reporter.student_id.as_ref();
        // Whoever told of it is spoken with too, and so is the family.
        let reporter = told.filter(|id| !self.concern.involved.iter().any(|i| i.student_id == **id));
        let reporter = reporter.and_then(|id| self.shown.student(id));
        self.concern
            .involved
            .iter()
            .filter_map(|i| self.shown.student(&i.student_id).map(|s| (s, i.role)))
            .map(|(s, role)| Choice { id: s.id.clone(), label: format!("{}（{}）", s.name, role.label()) })
            .chain(reporter.map(|s| Choice { id: s.id.clone(), label: s.name.clone() }))
            .collect()
    }
}

/// The words of a form, from `assets/text/entries.json`.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Words {
    pub(super) title: String,
    pub(super) submit: String,
    #[serde(default)]
    pub(super) basis: String,
    #[serde(default)]
    fields: BTreeMap<String, FieldWords>,
}

#[derive(Debug, Default, Clone, serde::Deserialize)]
struct FieldWords {
    label: String,
    #[serde(default)]
    help: String,
}

/// The words of every form.
fn table() -> &'static BTreeMap<String, Words> {
    static TABLE: OnceLock<BTreeMap<String, Words>> = OnceLock::new();
    TABLE.get_or_init(|| serde_json::from_str(include_str!("../../../../assets/text/entries.json")).unwrap_or_default())
}

/// The words of one form.
pub(super) fn words(entry: &str) -> Option<&'static Words> {
    table().get(entry)
}

/// The label of a field of a form.
pub(super) fn label(entry: &str, field: &str) -> String {
    words(entry).and_then(|w| w.fields.get(field)).map(|f| f.label.clone()).unwrap_or_default()
}

/// The words of a member of a list that only forms use, for example the ways of an investigation.
pub(super) fn picks(list: &str) -> Vec<String> {
    static LISTS: OnceLock<BTreeMap<String, Vec<String>>> = OnceLock::new();
    LISTS
        .get_or_init(|| {
            serde_json::from_str(include_str!("../../../../assets/text/entry_lists.json")).unwrap_or_default()
        })
        .get(list)
        .cloned()
        .unwrap_or_default()
}

/// The fields of a form, one after the other.
pub(super) struct Form<'a> {
    ground: &'a Ground<'a>,
    words: Option<&'static Words>,
    fields: Vec<EntryField>,
}

impl<'a> Form<'a> {
    pub(super) fn new(ground: &'a Ground<'a>, entry: &str) -> Self {
        Self { ground, words: words(entry), fields: Vec::new() }
    }

    pub(super) fn done(self) -> Vec<EntryField> {
        self.fields
    }

    fn push(&mut self, field: &str, input: &str, required: bool, choices: Vec<Choice>) -> &mut Self {
        let words = self.words.and_then(|w| w.fields.get(field)).cloned().unwrap_or_default();
        self.fields.push(EntryField {
            field: field.to_owned(),
            label: words.label,
            help: words.help,
            input: input.to_owned(),
            required,
            choices,
            value: Vec::new(),
            columns: Vec::new(),
            rows: 0,
        });
        self
    }

    /// Puts a value into the field added last.
    pub(super) fn with(&mut self, value: impl Into<String>) -> &mut Self {
        if let Some(last) = self.fields.last_mut() {
            let value = value.into();
            last.value = if value.is_empty() { Vec::new() } else { vec![value] };
        }
        self
    }

    /// Puts several values into the field added last.
    pub(super) fn with_all(&mut self, values: impl IntoIterator<Item = String>) -> &mut Self {
        if let Some(last) = self.fields.last_mut() {
            last.value = values.into_iter().collect();
        }
        self
    }

    /// Begins a group of fields under a heading, as the paper form groups them.
    pub(super) fn group(&mut self, name: &str) -> &mut Self {
        self.push(name, "group", false, Vec::new())
    }
    pub(super) fn line(&mut self, field: &str) -> &mut Self {
        self.push(field, "line", true, Vec::new())
    }
    pub(super) fn maybe_line(&mut self, field: &str) -> &mut Self {
        self.push(field, "line", false, Vec::new())
    }
    pub(super) fn lines(&mut self, field: &str) -> &mut Self {
        self.push(field, "lines", true, Vec::new())
    }
    pub(super) fn maybe_lines(&mut self, field: &str) -> &mut Self {
        self.push(field, "lines", false, Vec::new())
    }
    /// A civil date; today at first.
    pub(super) fn today(&mut self, field: &str) -> &mut Self {
        let today = self.ground.now.date().to_string();
        self.push(field, "date", true, Vec::new()).with(today)
    }
    pub(super) fn date(&mut self, field: &str) -> &mut Self {
        self.push(field, "date", true, Vec::new())
    }
    pub(super) fn maybe_date(&mut self, field: &str) -> &mut Self {
        self.push(field, "date", false, Vec::new())
    }
    /// An instant; now at first.
    pub(super) fn now(&mut self, field: &str) -> &mut Self {
        let now = self.ground.now.to_string();
        self.push(field, "instant", true, Vec::new()).with(now)
    }
    /// A date, with the time of day where it is known; now at first.
    pub(super) fn now_or_today(&mut self, field: &str) -> &mut Self {
        let now = self.ground.now.to_string();
        self.push(field, "when", true, Vec::new()).with(now)
    }
    pub(super) fn instant(&mut self, field: &str) -> &mut Self {
        self.push(field, "instant", true, Vec::new())
    }
    pub(super) fn maybe_instant(&mut self, field: &str) -> &mut Self {
        self.push(field, "instant", false, Vec::new())
    }
    pub(super) fn number(&mut self, field: &str) -> &mut Self {
        self.push(field, "number", true, Vec::new())
    }
    pub(super) fn maybe_number(&mut self, field: &str) -> &mut Self {
        self.push(field, "number", false, Vec::new())
    }
    pub(super) fn flag(&mut self, field: &str) -> &mut Self {
        self.push(field, "flag", false, Vec::new())
    }
    pub(super) fn term<T: Term>(&mut self, field: &str) -> &mut Self {
        self.push(field, "choice", true, Choice::all::<T>())
    }
    pub(super) fn terms_of<T: Term>(&mut self, field: &str, some: &[T]) -> &mut Self {
        self.push(field, "choice", true, some.iter().map(|t| Choice::of(*t)).collect())
    }
    pub(super) fn maybe_term_of<T: Term>(&mut self, field: &str, some: &[T]) -> &mut Self {
        self.push(field, "choice", false, some.iter().map(|t| Choice::of(*t)).collect())
    }
    pub(super) fn maybe_term<T: Term>(&mut self, field: &str) -> &mut Self {
        self.push(field, "choice", false, Choice::all::<T>())
    }
    /// One word of a list of `entry_lists.json`.
    pub(super) fn word(&mut self, field: &str, list: &str) -> &mut Self {
        let words = picks(list).into_iter().map(|w| Choice { id: w.clone(), label: w }).collect();
        self.push(field, "choice", true, words)
    }
    /// Words of a list of `entry_lists.json`, or others.
    pub(super) fn words(&mut self, field: &str, list: &str) -> &mut Self {
        let words = picks(list).into_iter().map(|w| Choice { id: w.clone(), label: w }).collect();
        self.choices_or_typed(field, words)
    }
    /// Any of these, or what is typed in their place.
    pub(super) fn choices_or_typed(&mut self, field: &str, choices: Vec<Choice>) -> &mut Self {
        self.push(field, "words", true, choices)
    }
    /// One member of staff; the person at the keyboard at first.
    pub(super) fn me(&mut self, field: &str) -> &mut Self {
        let (staff, me) = (self.ground.staff(), self.ground.person.to_owned());
        self.push(field, "choice", true, staff).with(me)
    }
    pub(super) fn staff(&mut self, field: &str) -> &mut Self {
        let staff = self.ground.staff();
        self.push(field, "choice", true, staff)
    }
    pub(super) fn person(&mut self, field: &str) -> &mut Self {
        let people = self.ground.people();
        self.push(field, "choice", true, people)
    }
    pub(super) fn people(&mut self, field: &str, required: bool) -> &mut Self {
        let people = self.ground.people();
        self.push(field, "choices", required, people)
    }
    /// One pupil of the case; the only one at first.
    pub(super) fn pupil(&mut self, field: &str) -> &mut Self {
        let pupils = self.ground.pupils();
        let only = match pupils.as_slice() {
            [one] => one.id.clone(),
            _ => String::new(),
        };
        self.push(field, "choice", true, pupils).with(only)
    }
    pub(super) fn maybe_pupil(&mut self, field: &str) -> &mut Self {
        let pupils = self.ground.pupils();
        self.push(field, "choice", false, pupils)
    }
    /// Any of these.
    pub(super) fn choices(&mut self, field: &str, required: bool, choices: Vec<Choice>) -> &mut Self {
        self.push(field, "choices", required, choices)
    }
    /// One of these.
    pub(super) fn choice(&mut self, field: &str, required: bool, choices: Vec<Choice>) -> &mut Self {
        self.push(field, "choice", required, choices)
    }
    /// A group of rows; its columns take their words from `<field>.<column>`.
    pub(super) fn rows(&mut self, field: &str, rows: u32, columns: impl FnOnce(&mut Form<'a>)) -> &mut Self {
        let mut inner = Form { ground: self.ground, words: self.words, fields: Vec::new() };
        columns(&mut inner);
        self.push(field, "rows", false, Vec::new());
        if let Some(last) = self.fields.last_mut() {
            last.columns = inner.fields;
            last.rows = rows;
        }
        self
    }
}
