//! Concerns: early signs, hazards and suspected incidents, with all that hangs on them. One that was struck off or closed
//! is fixed with its children; a review, a repetition and
//! new facts open a closed one again.

mod case;
mod determination;
mod insert;
mod investigation;
mod life;
pub(crate) mod link;
mod page;
mod read;
mod round;

pub use determination::{insert as add_determination, set_review_notice};
pub use insert::{add_event, add_measure, insert};
pub use investigation::insert as add_investigation;
pub use life::{
    Change, add_forms, add_ledger_item, approve_extension, change, extend_investigation, finish_investigation,
    set_county_review, set_lesson, set_police, set_public_attention, set_review_note, set_status, set_transfer,
    upgrade,
};
pub use page::{ConcernLine, line, lines, of_same_pupils};
pub(crate) use read::select;
pub use read::{get, list};
pub use round::turn;
