//! 关注记录.

mod get;
mod list;
mod record;

pub use get::concern_get;
pub use list::concern_list;
pub use record::concern_record;
