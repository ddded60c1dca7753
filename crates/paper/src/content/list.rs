//! Lists over a period: tables whose columns a file of `assets/forms` describes.

use std::collections::BTreeMap;

use super::{TableRow, Words};

/// The lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListForm {
    /// 苗头隐患台账, form 3.2.
    Concerns,
    /// 漏报周清单: the reports that should have been made and were not.
    Missing,
}

/// The contents of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListContent {
    /// Which list.
    pub form: ListForm,
    /// The fields of its title, notes and foot.
    pub values: BTreeMap<String, Words>,
    /// Its rows, with a text for each column of the form.
    pub rows: Vec<TableRow>,
}
