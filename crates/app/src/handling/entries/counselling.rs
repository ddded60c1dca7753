//! 心理辅导: that it took place, the level of risk and what is advised. What was said is written apart, as a sealed text.

use domain::noun::{Counselling, RiskLevel};
use store::numbers::Series;

use super::{Deed, Entry, PEOPLE, nothing};
use crate::handling::answers::Answers;
use crate::handling::spec::{Form, Ground, picks};
use crate::rights::Right;

pub(super) const ENTRY: Entry = Entry {
    id: "counselling",
    action: "case.counselling",
    kinds: PEOPLE,
    series: Some(Series::Counselling),
    right: Right::WriteSealed,
    before: nothing,
    after_closing: false,
    fields: &["at", "student_id", "session", "risk_level", "plan"],
    form,
    read,
};

fn form(_: &Ground<'_>, form: &mut Form<'_>) {
    form.now("at").pupil("studentId").word("source", "counselling_sources").word("form", "counselling_forms");
    form.me("counsellorId").number("minutes").term::<RiskLevel>("riskLevel").lines("plan");
    form.flag("guardianInformed").word("consent", "consents").maybe_date("nextOn");
}

fn read(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Deed> {
    let at = answers.past_instant("at");
    let student_id = answers.pupil("studentId");
    let source = answers.word("source", &picks("counselling_sources"));
    let form = answers.word("form", &picks("counselling_forms"));
    let counsellor_id = answers.staff("counsellorId");
    let minutes = answers.number("minutes", 1, 600);
    let risk_level = answers.term("riskLevel");
    let plan = answers.lines("plan");
    let consent = answers.word("consent", &picks("consents"));
    let next_on = answers.maybe_date("nextOn");
    let student_id = student_id?;
    // The how-manyeth session of this pupil in this case.
    let earlier = ground.records.counselling.iter();
    let session = earlier.filter(|c| c.concern_id == ground.concern.id && c.student_id == student_id).count();
    let new = Counselling {
        id: String::new(),
        concern_id: ground.concern.id.clone(),
        at: at?,
        student_id,
        source: source?,
        session: i64::try_from(session).ok()?.saturating_add(1),
        form: form?,
        counsellor_id: counsellor_id?,
        minutes: minutes?,
        risk_level: risk_level?,
        plan: plan?,
        guardian_informed: answers.flag("guardianInformed"),
        consent: consent?,
        next_on,
    };
    Some(Box::new(move |tx, id, uuid| {
        store::table::counselling::insert(tx, uuid, &Counselling { id: id.to_owned(), ..new })
    }))
}
