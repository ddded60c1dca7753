//! 干预措施 and 教育惩戒: what was done, to whom, with the facts that a suspension and a quality record need.

use domain::noun::{Measure, MeasureKind};

use super::{ALL, Deed, Entry, nothing};
use crate::handling::answers::Answers;
use crate::handling::spec::{Form, Ground};
use crate::rights::Right;

pub(super) const ENTRY: Entry = Entry {
    id: "measure",
    action: "case.measure",
    kinds: ALL,
    series: None,
    right: Right::RecordConcern,
    before: nothing,
    after_closing: false,
    fields: &["measures"],
    form,
    read,
};

fn form(ground: &Ground<'_>, form: &mut Form<'_>) {
    form.term::<MeasureKind>("kind");
    if !ground.concern.involved.is_empty() {
        form.maybe_pupil("studentId");
    }
    // The vice-principal for law and others from outside carry out measures too.
    form.today("on").person("by").with(ground.person).lines("text");
    if ground.concern.kind == domain::noun::ConcernKind::Suspected {
        form.maybe_number("hours").maybe_date("from").maybe_date("to").maybe_number("schoolDays");
        form.maybe_date("guardianNotifiedOn").maybe_date("statementHeardOn");
    }
}

fn read(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Deed> {
    let kind = answers.term::<MeasureKind>("kind");
    let student_id = answers.maybe_pupil("studentId");
    let on = answers.past_date("on");
    let by = answers.person("by");
    let text = answers.lines("text");
    let hours = answers.maybe_number("hours", 1, 1000);
    let from = answers.maybe_date("from");
    let to = answers.maybe_date("to");
    let school_days = answers.maybe_number("schoolDays", 1, 30);
    let guardian_notified_on = answers.maybe_past_date("guardianNotifiedOn");
    let statement_heard_on = answers.maybe_past_date("statementHeardOn");
    let minutes_no = ground.concern.determination.as_ref().map(|d| d.minutes_no.clone());
    let kind = kind?;
    let measure = Measure {
        kind,
        student_id,
        on: on?,
        by: by?,
        text: text?,
        hours,
        from,
        to,
        school_days,
        guardian_notified_on,
        statement_heard_on,
        minutes_no: minutes_no.filter(|_| kind == MeasureKind::QualityRecord),
        round: ground.concern.round(),
    };
    super::super::rules::measure(ground, &measure, answers)?;
    let id = ground.concern.id.clone();
    Some(Box::new(move |tx, _, _| store::table::concern::add_measure(tx, &id, &measure)))
}
