//! 谈话: questions and answers with a pupil (form 3.6).

use domain::noun::{Question, Talk};
use store::numbers::Series;

use super::{Deed, Entry, PEOPLE, nothing};
use crate::handling::answers::Answers;
use crate::handling::spec::{Form, Ground, picks};
use crate::rights::Right;

/// Rows for questions that the form shows at first.
const QUESTIONS: u32 = 4;

pub(super) const ENTRY: Entry = Entry {
    id: "talk",
    action: "case.talk",
    kinds: PEOPLE,
    series: Some(Series::Talk),
    right: Right::RecordConcern,
    before: nothing,
    after_closing: false,
    fields: &["at", "student_id", "type", "points", "qa", "student_statement"],
    form,
    read,
};

fn form(_: &Ground<'_>, form: &mut Form<'_>) {
    form.instant("at").instant("endedAt").pupil("studentId").word("type", "talk_types").line("place");
    form.me("staffId").staff("recorderId").maybe_lines("present").lines("reason").lines("points");
    form.rows("qa", QUESTIONS, |row| {
        row.maybe_lines("q").maybe_lines("a");
    });
    form.maybe_lines("studentStatement").flag("studentSigned").flag("guardianSigned");
}

fn read(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Deed> {
    let at = answers.past_instant("at");
    let ended_at = answers.past_instant("endedAt");
    if at.zip(ended_at).is_some_and(|(from, to)| to <= from) {
        answers.fault("endedAt", "before_start");
    }
    let student_id = answers.pupil("studentId");
    let kind = answers.word("type", &picks("talk_types"));
    let place = answers.line("place");
    let staff_id = answers.staff("staffId");
    let recorder_id = answers.staff("recorderId");
    let present = answers.list("present");
    let reason = answers.lines("reason");
    let points = answers.lines("points");
    let mut qa = Vec::new();
    for row in answers.rows("qa") {
        let (q, a) = (answers.lines(&format!("qa.{row}.q")), answers.lines(&format!("qa.{row}.a")));
        if let (Some(q), Some(a)) = (q, a) {
            qa.push(Question { q, a });
        }
    }
    let student_statement = answers.maybe_lines("studentStatement").unwrap_or_default();
    let new = Talk {
        id: String::new(),
        concern_id: ground.concern.id.clone(),
        at: at?,
        ended_at: ended_at?,
        student_id: student_id?,
        kind: kind?,
        staff_id: staff_id?,
        recorder_id: recorder_id?,
        place: place?,
        present,
        reason: reason?,
        points: points?,
        qa,
        student_statement,
        student_signed: answers.flag("studentSigned"),
        guardian_signed: answers.flag("guardianSigned"),
    };
    Some(Box::new(move |tx, id, uuid| store::table::talk::insert(tx, uuid, &Talk { id: id.to_owned(), ..new })))
}
