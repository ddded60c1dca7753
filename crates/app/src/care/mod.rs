//! What keeps the data: local generations, backups on a stick, drills, restores, repair, and the state of the place where
//! the home lies. Nothing here ever deletes a database; what a restore replaces is set aside.

mod aside;
mod backup_view;
mod cargo;
mod check;
mod desk;
mod drill;
mod drive;
mod due;
mod folder;
mod generation;
mod pick;
mod place;
mod put_in_place;
mod recovering;
mod reserve;
mod restore;
mod room;
mod salvage;
mod secrets;
mod thin;
mod tidy;
mod usb;
mod watch;
mod write;

pub(crate) use aside::{is_aside, is_aside_name, set_aside_at};
pub use backup_view::{backup_local, backup_view};
pub use check::{check, noticed};
pub(crate) use desk::Desk;
pub use drill::{backup_drill, drill_open};
pub(crate) use due::{alarms, due};
pub(crate) use folder::{FOLDER as GENERATIONS, generations, local_backups, newest_generation};
pub(crate) use generation::{forget_generations, generation, on_lock};
pub use pick::{restore_local, restore_pick};
pub(crate) use place::{faults, refuse_place};
pub(crate) use put_in_place::{close_and_lock, free_file};
pub(crate) use recovering::Recovering;
pub use reserve::reserve_release;
pub(crate) use reserve::{remake as remake_reserve, told as reserve_told, was_released};
pub use restore::restore_run;
pub(crate) use room::need as room_for;
pub use salvage::salvage_run;
pub(crate) use secrets::{Typed, accounts};
pub(crate) use tidy::{after_open, has_part, was_cut_off};
pub use usb::{backup_stop, backup_usb, backup_usb_heard};
pub(crate) use write::Copies;
