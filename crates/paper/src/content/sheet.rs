//! What fills the boxes of a form: a text for each field its layout names, and rows for each list.

use std::collections::BTreeMap;

use super::Words;

/// The forms with boxes and the letters, each laid out by a file of `assets/forms`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SheetForm {
    /// 紧急电话报告稿: whom to call, and what to say in which order.
    PhoneScript,
    /// 学生欺凌事件登记表（书面报告单）, form 3.4.
    Incident,
    /// 强制报告登记表, the nine kinds of the opinion of 2020.
    Mandatory,
    /// The blank intake form, for power cuts.
    Intake,
    /// 学生欺凌认定与处置表, form 3.5.
    Determination,
    /// 谈话记录, form 3.6.
    Talk,
    /// 家长告知书 with its receipt, form 3.7.
    GuardianNotice,
    /// 家校沟通记录, form 3.7.
    Communication,
    /// 不构成学生欺凌告知书 with the right to a review (R6).
    NotBullying,
    /// 处分决定书 with the notice of appeal (R5).
    Sanction,
    /// 心理辅导情况表, form 3.8 without its sealed texts.
    Counselling,
}

impl SheetForm {
    /// Every form.
    pub const ALL: [SheetForm; 11] = [
        SheetForm::PhoneScript,
        SheetForm::Incident,
        SheetForm::Mandatory,
        SheetForm::Intake,
        SheetForm::Determination,
        SheetForm::Talk,
        SheetForm::GuardianNotice,
        SheetForm::Communication,
        SheetForm::NotBullying,
        SheetForm::Sanction,
        SheetForm::Counselling,
    ];
}

/// The contents of one form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetContent {
    /// Which form.
    pub form: SheetForm,
    /// The fields of its layout; one that is empty stands as a dash, or as room for the pen where the layout leaves any.
    pub values: BTreeMap<String, Words>,
    /// The rows of its lists, each with a text for each column.
    pub lists: BTreeMap<String, Vec<Vec<Words>>>,
}

impl SheetContent {
    /// A form with nothing in it.
    #[must_use]
    pub fn new(form: SheetForm) -> Self {
        SheetContent { form, values: BTreeMap::new(), lists: BTreeMap::new() }
    }

    /// Fills a field.
    pub fn set(&mut self, field: &str, words: Words) {
        self.values.insert(field.to_owned(), words);
    }

    /// Fills a list.
    pub fn list(&mut self, name: &str, rows: Vec<Vec<Words>>) {
        self.lists.insert(name.to_owned(), rows);
    }
}
