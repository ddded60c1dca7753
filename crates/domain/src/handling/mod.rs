//! The handling of concerns: the steps between their states and what stands before each (R1 to R7, R10, R12), the checks of
//! typed forms, the clocks, the duty to report, 今日待办, earlier determinations, and the checks at intake. Tables and pure
//! functions; whoever calls gives the records and the clock.

mod actor;
pub mod appeal;
mod basis;
mod case;
mod check;
mod codes;
pub mod determination;
pub mod duty;
pub mod history;
pub mod intake;
pub mod investigation;
pub mod measure;
mod obstacle;
pub mod repeat;
pub mod report;
pub mod review;
pub mod rule;
mod settings;
mod step;
pub mod transition;
mod warning;
pub mod words;

pub use actor::{Actor, Person};
pub use basis::Basis;
pub use case::{Case, Ground, case_of, cases, members_on};
pub use check::Checked;
pub use codes::Arg;
pub use duty::{Duty, DutyCode, Subject, case_duties, duties};
pub use obstacle::Obstacle;
pub use settings::Settings;
pub use step::{Step, admit, input, obstacles, offered};
pub use transition::{Input, TRANSITIONS, Transition, Verb};
pub use warning::Warning;
