//! Accounts: who may come in, with which posts, and what is lent to whom. The database decides; the key slots follow it.

mod add;
mod cut_off;
mod delegate;
mod disable;
mod enable;
mod facts;
mod guard;
mod hand_over;
mod list;
mod old_copies;
mod own;
mod posts;
mod remove;
mod slot;

pub use add::people_add;
pub(crate) use cut_off::settle;
pub use delegate::{people_delegate, people_delegate_end};
pub use disable::people_disable;
pub use enable::{people_enable, people_reset};
pub(crate) use facts::Facts;
pub use hand_over::people_hand_over;
pub use list::people_list;
pub use own::password_change;
pub(crate) use own::prove;
pub use posts::people_posts;
pub use remove::{people_removal_view, people_remove_for_cause};
pub(crate) use slot::{holds_sealed, post_ids};
