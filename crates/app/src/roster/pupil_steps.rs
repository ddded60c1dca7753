//! The steps of one pupil: another class, leaving (转出、休学、登记有误), coming back. Each is kept with what stood there before.

use domain::Date;
use domain::Term as _;
use domain::noun::{GuardianContact, Leaving, LeftReason, Student};
use domain::roster::{Pupil, Standing, StandingFault};

use super::batch::{Kind, write};
use super::get::pupil_get;
use crate::App;
use crate::error::{AppError, Code, Fields, Result};
use crate::rights::Right;
use crate::view::{IdRequest, PupilLeaveRequest, PupilMoveRequest, PupilReturnRequest, PupilView};

/// Puts a pupil who is here into another class of the running school year.
///
/// # Errors
/// `NotFound`; `InvalidFields` for a class that is not there, or the one the pupil is in.
pub fn pupil_move(app: &App, request: &PupilMoveRequest) -> Result<PupilView> {
    let today = app.roots.now().date();
    step(app, "pupil.move", &request.id, |old, classes, fields| {
        if !old.is_here(today) {
            fields.fault("classId", "pupil_left");
        }
        if request.class_id == old.class_id {
            fields.fault("classId", "same_class");
        }
        let class = fields.need("classId", "unknown_class", classes.contains(&request.class_id).then_some(()));
        class.map(|()| Student { class_id: request.class_id.clone(), ..old.clone() })
    })
}

/// Marks a pupil as left. Every record stays.
///
/// # Errors
/// `NotFound`; `InvalidFields` for a day after today or before the pupil came, an unknown reason, a pupil who has left.
pub fn pupil_leave(app: &App, request: &PupilLeaveRequest) -> Result<PupilView> {
    let today = app.roots.now().date();
    step(app, "pupil.leave", &request.id, |old, _, fields| {
        let on = fields.need("on", "not_a_date", request.on.parse::<Date>().ok());
        let reason = fields.need("reason", "required", LeftReason::from_id(&request.reason));
        let (on, reason) = on.zip(reason)?;
        let mut pupil = Pupil::of(old, None);
        stand(pupil.leave(on, reason, today), "on", fields)?;
        Some(Student { left: Some(Leaving { on, reason }), ..old.clone() })
    })
}

/// Takes a pupil who had left back into a class; the day becomes the first one at the school.
///
/// # Errors
/// `NotFound`; `InvalidFields` for a day after today or before the pupil left, a class that is not there, a pupil who is
/// here.
pub fn pupil_return(app: &App, request: &PupilReturnRequest) -> Result<PupilView> {
    let today = app.roots.now().date();
    step(app, "pupil.return", &request.id, |old, classes, fields| {
        let on = fields.need("on", "not_a_date", request.on.parse::<Date>().ok());
        let class = classes.contains(&request.class_id).then_some(());
        let class = fields.need("classId", "unknown_class", class);
        let (on, ()) = on.zip(class)?;
        let mut pupil = Pupil::of(old, None);
        // A row that came by mistake left on no real day.
        if let Standing::Left { reason: LeftReason::EnteredInError, .. } = pupil.standing {
            pupil.standing = Standing::Left { on: Date::MIN, reason: LeftReason::EnteredInError };
        }
        stand(pupil.come_back(on, today), "on", fields)?;
        Some(Student { left: None, joined_on: Some(on), class_id: request.class_id.clone(), ..old.clone() })
    })
}

/// The fault of a step beside its field.
fn stand(done: std::result::Result<(), StandingFault>, field: &str, fields: &mut Fields) -> Option<()> {
    let code = match done {
        Ok(()) => return Some(()),
        Err(StandingFault::LeftAlready) => "pupil_left",
        Err(StandingFault::Present) => "pupil_here",
        Err(StandingFault::InFuture) => "in_the_future",
        Err(_) => "date_too_early",
    };
    fields.fault(field, code);
    None
}

/// One step: what becomes of the pupil is judged first, then written.
fn step(
    app: &App,
    action: &'static str,
    id: &str,
    judge: impl FnOnce(&Student, &std::collections::HashSet<String>, &mut Fields) -> Option<Student>,
) -> Result<PupilView> {
    let home = app.home()?;
    home.require(Right::EditRoster)?;
    let today = app.roots.now().date();
    let records = home.ground(app)?;
    let old = records.student(id).ok_or_else(|| AppError::new(Code::NotFound).with("id", id))?;
    let classes = records.classes.iter().filter(|c| c.is_here(today)).map(|c| c.id.clone()).collect();
    let mut fields = Fields::default();
    let new = judge(old, &classes, &mut fields);
    fields.done()?;
    let new = new.ok_or_else(|| AppError::new(Code::Internal))?;
    let kind = Kind { id: "pupil", action, file: None, about: Some(("student", id)) };
    write(app, &home, &kind, |tx, changes| {
        if changes.changed(old, &new) {
            store::table::student::update(tx, &new)?;
        }
        store::table::class::recount(tx, &old.class_id)?;
        store::table::class::recount(tx, &new.class_id)
    })?;
    pupil_get(app, &IdRequest { id: id.to_owned() })
}

/// A contact that still holds, as the pages list them.
pub(super) fn holds(contact: &&GuardianContact) -> bool {
    contact.until_on.is_none()
}
