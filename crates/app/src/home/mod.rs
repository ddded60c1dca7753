//! The home of a school's data: what stands there, its first start, opening and locking it.

mod alarms;
mod attempts;
mod first_start;
mod inspect;
mod last_seen;
mod lock;
mod locks;
mod login;
mod make;
mod newest_keys;
mod open;
mod practice;
mod record;
mod session;
mod settings;

pub use alarms::alarms_seen;
pub(crate) use attempts::{Attempts, RECOVERY};
pub(crate) use first_start::{FirstStartUnderWay, password_rule, two_of_eight};
pub use first_start::{first_start_begin, first_start_confirm};
pub use inspect::home_state;
pub(crate) use inspect::{DATABASE_FILE, look};
pub(crate) use last_seen::begin_anew as begin_seen_anew;
pub(crate) use lock::{HomeLock, LOCK_FILE, make_private_dir};
pub(crate) use login::clock_back;
pub(crate) use login::{begin_session, damaged, locked_keys, open_home as login_to};
pub use login::{lock, login};
pub(crate) use make::{NewHome, make_home};
pub(crate) use newest_keys::{in_force as keys_in_force, log as log_older_keys, unlock_newest};
pub use open::OpenHome;
pub(crate) use practice::make_practice_home;
pub use practice::practice_open;
pub(crate) use record::Told;
pub use session::session;
pub use settings::{lock_after, settings_get, settings_set};

/// The folder of the practice home inside the real one's.
pub(crate) const PRACTICE_DIR: &str = "practice";
