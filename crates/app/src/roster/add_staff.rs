//! Adds a staff member: name and post, no account.

use domain::noun::Staff;
use domain::{is_person_name, normalise_name};

use super::glyphs::printable;
use crate::App;
use crate::error::{Fields, Result};
use crate::rights::Right;
use crate::text_rule::line;
use crate::view::{AddStaffRequest, StaffRow};

/// Adds the person and gives back the row as it now stands in the list.
///
/// # Errors
/// `InvalidFields` for `name` or `post`, and those of the store.
pub fn add_staff(app: &App, request: &AddStaffRequest) -> Result<StaffRow> {
    let home = app.home()?;
    home.require(Right::EditRoster)?;
    let mut fields = Fields::default();
    let name = normalise_name(&request.name);
    let name = fields.need("name", "not_a_name", is_person_name(&name).then_some(name));
    printable(app, name.as_deref(), &mut fields)?;
    let post = fields.need("post", "required_text_100", line(&request.post, 1, 100));
    fields.done()?;
    let staff = Staff {
        id: app.roots.uuid().to_string(),
        name: name.unwrap_or_default(),
        gender: None,
        post: post.unwrap_or_default(),
        campaign_role: None,
        phone_masked: None,
        staff_no: None,
        left_on: None,
    };
    home.record(app, "staff.add", "staff", &staff.id, &["name", "post"], |tx| store::table::staff::insert(tx, &staff))?;
    Ok(StaffRow { id: staff.id, name: staff.name, post: staff.post, gender: None })
}
