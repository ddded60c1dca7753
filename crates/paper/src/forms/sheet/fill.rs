//! Contents into templates. Every text that comes in is tried against the fonts first under its own name, so that a
//! character without a glyph is refused by its record and field and never by the layout it would have stood in.

use std::collections::BTreeMap;

use super::spec::places;
use crate::content::Words;
use crate::error::PaperError;
use crate::fonts::Face;
use crate::layout::Flow;
use crate::text::Place;

/// A filled template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::forms) struct Filled {
    /// The text.
    pub text: String,
    /// The record and field, or the layout where several came together.
    pub source: String,
}

/// The contents of a form, for its templates.
pub(in crate::forms) struct Filler<'a> {
    form: &'a str,
    values: &'a BTreeMap<String, Words>,
    lists: Option<&'a BTreeMap<String, Vec<Vec<Words>>>>,
}

impl<'a> Filler<'a> {
    pub(in crate::forms) fn new(form: &'a str, values: &'a BTreeMap<String, Words>) -> Self {
        Filler { form, values, lists: None }
    }

    /// With lists beside the fields.
    pub(super) fn with(self, lists: &'a BTreeMap<String, Vec<Vec<Words>>>) -> Self {
        Filler { lists: Some(lists), ..self }
    }

    fn missing(&self, field: &str) -> PaperError {
        PaperError::Field { form: self.form.to_owned(), field: field.to_owned() }
    }

    /// Tries every text against the fonts.
    pub(in crate::forms) fn prove(&self, flow: &mut Flow<'_>) -> Result<(), PaperError> {
        let cells = self.lists.into_iter().flat_map(BTreeMap::values).flatten().flatten();
        for words in self.values.values().chain(cells) {
            for line in words.text.lines() {
                flow.sorts(Face::FangSong, line, 1.0, Place::of(&words.source))?;
            }
        }
        Ok(())
    }

    fn value(&self, field: &str) -> Result<&'a Words, PaperError> {
        self.values.get(field).ok_or_else(|| self.missing(field))
    }

    /// The rows of a list.
    pub(super) fn rows(&self, name: &str) -> Result<&'a [Vec<Words>], PaperError> {
        self.lists.and_then(|l| l.get(name)).map(Vec::as_slice).ok_or_else(|| self.missing(name))
    }

    /// Whether a part that hangs on this field or list is to be shown.
    pub(super) fn holds(&self, when: &str) -> Result<bool, PaperError> {
        if when.is_empty() {
            return Ok(true);
        }
        match (self.values.get(when), self.lists.and_then(|l| l.get(when))) {
            (Some(words), _) => Ok(!words.is_empty()),
            (None, Some(rows)) => Ok(!rows.is_empty()),
            (None, None) => Err(self.missing(when)),
        }
    }

    /// A template with its fields filled in.
    pub(in crate::forms) fn fill(&self, template: &str) -> Result<Filled, PaperError> {
        let named = places(template);
        let source = match named.as_slice() {
            [one] => self.value(one)?.source.clone(),
            _ => format!("assets/forms/{}.json", self.form),
        };
        let mut text = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            // What is filled in is never read as a template again.
            match after.split_once('}') {
                Some((field, behind)) => {
                    text.push_str(&self.value(field)?.text);
                    rest = behind;
                }
                None => {
                    text.push('{');
                    rest = after;
                }
            }
        }
        text.push_str(rest);
        Ok(Filled { text, source })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{SheetContent, SheetForm};

    #[test]
    fn fields_are_filled_once_and_a_missing_one_is_named() {
        let mut content = SheetContent::new(SheetForm::Talk);
        content.set("a", Words::new("甲{b}", "TH-1 事由"));
        content.set("b", Words::new("乙", "TH-1 地点"));
        let filler = Filler::new("talk", &content.values).with(&content.lists);
        assert_eq!(filler.fill("（{a}）").unwrap(), Filled { text: "（甲{b}）".into(), source: "TH-1 事由".into() });
        assert_eq!(filler.fill("{a}{b}").unwrap().source, "assets/forms/talk.json");
        assert!(matches!(filler.fill("{c}"), Err(PaperError::Field { field, .. }) if field == "c"));
        assert!(matches!(filler.holds("c"), Err(PaperError::Field { .. })));
    }
}
