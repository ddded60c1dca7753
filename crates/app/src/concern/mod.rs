//! 关注记录.

mod check;
mod desk;
mod facts;
mod get;
mod list;
mod record;

pub use check::concern_check;
pub use get::concern_get;
pub use list::concern_list;
pub(crate) use list::{counted, filter, found};
pub use record::concern_record;
