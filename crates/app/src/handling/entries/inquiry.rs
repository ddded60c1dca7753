//! Around an investigation and a determination: the extension and its approval (教督〔2017〕10号; no national text has one, so a
//! local basis is named), the supplementary investigation after a determination was revoked, and the notice that a
//! determination may be reviewed (rule R6).

use domain::clock_rules::investigation_due;
use domain::handling::investigation;
use domain::noun::{Investigation, InvestigationExtension, Post};
use store::table::concern;

use super::{Deed, Entry, INCIDENT, NOT_HERE};
use crate::handling::answers::Answers;
use crate::handling::rules::told;
use crate::handling::spec::{Form, Ground};
use crate::handling::steps::with_case;
use crate::rights::Right;

const STEP: Entry = Entry {
    id: "extension",
    action: "case.extension",
    kinds: INCIDENT,
    series: None,
    right: Right::HandleConcern,
    before: no_extension_yet,
    after_closing: false,
    fields: &["investigation"],
    form: extension_form,
    read: extension,
};

/// 延长调查: applied for, also after the deadline.
pub(super) const EXTENSION: Entry = STEP;

/// 批准延长, by the principal.
pub(super) const APPROVAL: Entry = Entry {
    id: "extension_approval",
    action: "case.extension_approval",
    before: waits_for_approval,
    form: approval_form,
    read: approval,
    ..STEP
};

/// 补充调查, where the committee has to decide anew.
pub(super) const BEGIN: Entry =
    Entry { id: "inquiry", action: "case.inquiry", before: wanted, form: begin_form, read: begin, ..STEP };

/// 补充调查 is finished.
pub(super) const END: Entry = Entry {
    id: "inquiry_end",
    action: "case.inquiry_end",
    before: running,
    fields: &["investigation", "finding"],
    form: end_form,
    read: end,
    ..STEP
};

/// 复查权利告知: handed over.
pub(super) const NOTICE: Entry = Entry {
    id: "review_notice",
    action: "case.review_notice",
    before: not_notified,
    fields: &["determination"],
    form: notice_form,
    read: notice,
    ..STEP
};

fn one(broken: bool, code: &'static str) -> Vec<&'static str> {
    broken.then_some(code).into_iter().collect()
}

fn unfinished<'a>(ground: &Ground<'a>) -> Option<&'a Investigation> {
    ground.concern.investigation.as_ref().filter(|i| i.finished_on.is_none())
}

fn no_extension_yet(ground: &Ground<'_>) -> Vec<&'static str> {
    match unfinished(ground) {
        None => vec![NOT_HERE],
        Some(i) => one(i.extension.is_some(), "extension_there"),
    }
}

fn extension_form(_: &Ground<'_>, form: &mut Form<'_>) {
    form.today("appliedOn").me("appliedBy").number("days").with("10").lines("reason").line("basis");
}

fn extension(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Deed> {
    let applied_on = answers.past_date("appliedOn");
    let applied_by = answers.staff("appliedBy");
    let days = answers.number("days", 1, 99);
    let reason = answers.lines("reason");
    let basis = answers.line("basis");
    let new = InvestigationExtension {
        applied_on: applied_on?,
        applied_by: applied_by?,
        days: days?,
        reason: reason?,
        basis: basis?,
        approved_on: None,
        approved_by: None,
    };
    let extended = Investigation { extension: Some(new.clone()), ..unfinished(ground)?.clone() };
    let judged = with_case(ground, |case| investigation::check(&extended, case, None));
    told(ground, answers, &judged, |field| match field.rsplit('.').next() {
        Some("days") => "days",
        Some("basis") => "basis",
        Some("applied_on") => "appliedOn",
        _ => "reason",
    })?;
    let id = ground.concern.id.clone();
    Some(Box::new(move |tx, _, _| concern::extend_investigation(tx, &id, &new)))
}

fn waits_for_approval(ground: &Ground<'_>) -> Vec<&'static str> {
    let waits = ground.concern.investigation.as_ref().and_then(|i| i.extension.as_ref());
    if waits.is_none_or(|e| e.approved_on.is_some()) {
        return vec![NOT_HERE];
    }
    one(!ground.posts.contains(&Post::Principal), "principal_only")
}

fn approval_form(_: &Ground<'_>, form: &mut Form<'_>) {
    form.today("approvedOn");
}

fn approval(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Deed> {
    let on = answers.past_date("approvedOn")?;
    let applied = ground.concern.investigation.as_ref()?.extension.as_ref()?.applied_on;
    if on < applied {
        answers.fault("approvedOn", "before_start");
        return None;
    }
    let (id, by) = (ground.concern.id.clone(), ground.person.to_owned());
    Some(Box::new(move |tx, _, _| concern::approve_extension(tx, &id, on, &by)))
}

fn wanted(ground: &Ground<'_>) -> Vec<&'static str> {
    let c = ground.concern;
    let anew = c.status == "pending_determination" && !c.earlier.is_empty();
    one(!anew || c.investigation.is_some(), NOT_HERE)
}

fn begin_form(_: &Ground<'_>, form: &mut Form<'_>) {
    form.today("startedOn").people("memberIds", true).words("methods", "inquiry_methods");
}

fn begin(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Deed> {
    let new = begun(answers)?;
    let id = ground.concern.id.clone();
    Some(Box::new(move |tx, _, _| concern::add_investigation(tx, &id, &new)))
}

/// An investigation that begins, as typed into `startedOn`, `memberIds` and `methods`.
pub(in crate::handling) fn begun(answers: &mut Answers<'_>) -> Option<Investigation> {
    let started_on = answers.past_date("startedOn");
    let member_ids = answers.people("memberIds");
    let methods = answers.list("methods");
    if member_ids.is_empty() {
        answers.fault("memberIds", "unknown_person");
    }
    if methods.is_empty() {
        answers.fault("methods", "required_choice");
    }
    let started_on = started_on.filter(|_| !member_ids.is_empty() && !methods.is_empty())?;
    let due_on = investigation_due(started_on)?;
    Some(Investigation { started_on, due_on, finished_on: None, member_ids, methods, extension: None })
}

fn running(ground: &Ground<'_>) -> Vec<&'static str> {
    let anew = ground.concern.status == "pending_determination" && !ground.concern.earlier.is_empty();
    one(!anew || unfinished(ground).is_none(), NOT_HERE)
}

fn end_form(ground: &Ground<'_>, form: &mut Form<'_>) {
    form.today("finishedOn").lines("finding").with(ground.concern.finding.clone().unwrap_or_default());
}

fn end(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Deed> {
    let on = answers.past_date("finishedOn");
    let finding = answers.lines("finding");
    let (on, finding) = (on?, finding?);
    if on < unfinished(ground)?.started_on {
        answers.fault("finishedOn", "before_start");
        return None;
    }
    let id = ground.concern.id.clone();
    Some(Box::new(move |tx, _, _| {
        concern::finish_investigation(tx, &id, on)?;
        concern::change(tx, &id, &concern::Change { finding: Some(finding), ..concern::Change::default() })
    }))
}

fn not_notified(ground: &Ground<'_>) -> Vec<&'static str> {
    match &ground.concern.determination {
        None => vec!["no_determination"],
        Some(d) => one(d.review_notice_on.is_some(), NOT_HERE),
    }
}

fn notice_form(_: &Ground<'_>, form: &mut Form<'_>) {
    form.today("on");
}

fn notice(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Deed> {
    let on = answers.past_date("on")?;
    if on < ground.concern.determination.as_ref()?.held_at.date() {
        answers.fault("on", "before_start");
        return None;
    }
    let id = ground.concern.id.clone();
    Some(Box::new(move |tx, _, _| concern::set_review_notice(tx, &id, on)))
}
