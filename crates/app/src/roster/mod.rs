//! 名册: staff, classes and pupils.

mod add_class;
mod add_pupil;
mod add_staff;
mod choices;
mod lists;

pub use add_class::add_class;
pub use add_pupil::add_pupil;
pub use add_staff::add_staff;
pub use choices::choices;
pub(crate) use choices::{Picklists, picklists};
pub use lists::{class_list, pupil_list, staff_list};
