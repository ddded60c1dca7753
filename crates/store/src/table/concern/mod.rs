//! Concerns: early signs, hazards and suspected incidents, with all that hangs on them. One that was struck off or closed
//! is fixed with its children; a review or a repetition opens a closed one again.

mod case;
mod determination;
mod insert;
mod investigation;
mod life;
pub(crate) mod link;
mod page;
mod read;

pub use determination::insert as add_determination;
pub use insert::{add_event, add_measure, insert};
pub use investigation::insert as add_investigation;
pub use life::{
    Change, add_forms, add_ledger_item, change, extend_investigation, finish_investigation, set_county_review,
    set_lesson, set_police, set_public_attention, set_review_note, set_status, set_transfer, upgrade,
};
pub use page::{ConcernLine, line, page};
pub use read::{get, list};
