//! The kinds of papers of a case: which cases have them, who prints them, and what fills them.

use domain::noun::ConcernKind;
use paper::content::SheetContent;

use super::desk::{Desk, Offer};
use super::{counselling, determination, incident, mandatory, not_bullying, notice, sanction, script, talk};
use crate::rights::Right;

/// One kind of paper.
pub(super) struct Kind {
    /// Its id, and the key of its words.
    pub(super) id: &'static str,
    /// The kinds of concern that have it.
    pub(super) kinds: &'static [ConcernKind],
    /// Who prints it: one of these rights, and the case in view.
    pub(super) rights: &'static [Right],
    /// Which papers of this kind the case has.
    pub(super) offers: fn(&Desk<'_>) -> Vec<Offer>,
    /// Fills the paper of a row; `None` where there is none.
    pub(super) fill: fn(&Desk<'_>, &str) -> Option<SheetContent>,
}

/// Every kind, the most urgent first.
pub(super) const KINDS: &[Kind] = &[
    script::KIND,
    incident::KIND,
    mandatory::KIND,
    talk::KIND,
    determination::KIND,
    notice::KIND,
    not_bullying::KIND,
    sanction::KIND,
    counselling::KIND,
];
