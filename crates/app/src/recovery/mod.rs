//! The recovery code: using it, making a new one, rehearsing it, its sheet of paper.

mod code;
mod finish;
mod rehearsals;
mod rehearse;
mod renew;
mod sheet;

pub use code::recovery_code_confirm;
pub(crate) use code::{CodeShown, show};
pub use finish::{recovery_finish, recovery_open};
pub use rehearsals::recovery_rehearsals;
pub use rehearse::recovery_rehearse;
pub use renew::recovery_code_renew;
pub use sheet::recovery_sheet_print;
