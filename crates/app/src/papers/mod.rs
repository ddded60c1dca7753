//! The papers of a case and of the school, one file for each kind: what fills it. The layouts stand in `assets/forms`, the
//! words around them in `assets/text/case_papers.json`. Papers with real names stay in the school: what leaves the window
//! is logged, lies in the runtime folder only, and no name of a file or title names a pupil.

mod counselling;
mod desk;
mod determination;
mod incident;
mod kind;
mod mandatory;
mod masked;
mod missing;
mod not_bullying;
mod notice;
mod open;
mod print;
mod sanction;
mod school;
mod script;
mod talk;
mod words;

pub use missing::missing_reports;
pub use open::{case_paper_open, case_papers};
pub use print::opened_paper_print;
pub use school::school_paper_open;
