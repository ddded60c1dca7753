//! 名册 from a table: which column means what, what each cell says, and, row by row, what an import would do. Nothing is
//! done here: a [`PupilPlan`], [`StaffPlan`] or [`ClassPlan`] is the dry run that a person reads before anything changes,
//! and what is carried out is exactly its targets. No import deletes, none knows a pupil by the name, and a blank cell
//! never empties what is kept.

mod cell;
mod class;
mod code;
mod field;
mod guardian;
mod header;
mod outcome;
mod pupil;
mod pupil_plan;
mod pupil_row;
mod rollover;
mod row;
mod staff;
mod words;

pub use class::{ClassDraft, ClassPlan, plan_classes};
pub use code::{Fault, FaultCode, Note, SkipReason, Warning, WarningCode};
pub use field::{Field, Kind};
pub use guardian::plan_guardians;
pub use header::{Header, MappedColumn, Mapping, MappingFault, detect};
pub use outcome::{Change, Outcome, RowPlan, Tally};
pub use pupil::{ClassRef, GuardianFacts, Pupil, Standing, StandingFault, shown_phone};
pub use pupil_plan::{Leaver, PupilPlan, Rules, plan_pupils};
pub use rollover::{ClassStep, Rollover, Step, rollover, school_year_start};
pub use staff::{KnownStaff, StaffPlan, plan_staff};
pub use words::{Template, TemplateColumn, Words, words};
