//! 家长沟通: a talk with a guardian, or the written notice that the guardian signs for (form 3.7).

use domain::noun::{Communication, CommunicationMode, Notice};
use store::numbers::Series;

use super::{ALL, Deed, Entry};
use crate::handling::answers::Answers;
use crate::handling::spec::{Form, Ground, picks};
use crate::rights::Right;

pub(super) const ENTRY: Entry = Entry {
    id: "communication",
    action: "case.communication",
    kinds: ALL,
    series: Some(Series::Communication),
    right: Right::RecordConcern,
    // A hazard names no pupil but the one whose family told of it.
    before: |ground| ground.pupils().is_empty().then_some("not_here").into_iter().collect(),
    after_closing: false,
    fields: &["at", "student_id", "mode", "points", "guardian_reply", "notice"],
    form,
    read,
};

fn form(_: &Ground<'_>, form: &mut Form<'_>) {
    form.now("at").pupil("studentId").word("guardianRelation", "relations").term::<CommunicationMode>("mode");
    form.me("staffId").number("minutes").lines("points").maybe_lines("guardianReply").maybe_lines("followUp");
    form.word("docType", "communication_papers")
        .maybe_lines("facts")
        .maybe_lines("schoolMeasures")
        .maybe_instant("meetingAt");
    form.maybe_date("receiptSignedOn").flag("willAttend");
}

fn read(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Deed> {
    let at = answers.past_instant("at");
    let student_id = answers.pupil("studentId");
    let guardian_relation = answers.word("guardianRelation", &picks("relations"));
    let mode = answers.term("mode");
    let staff_id = answers.staff("staffId");
    let minutes = answers.number("minutes", 1, 600);
    let points = answers.lines("points");
    let guardian_reply = answers.maybe_lines("guardianReply").unwrap_or_default();
    let follow_up = answers.maybe_lines("followUp").unwrap_or_default();
    let papers = picks("communication_papers");
    let doc_type = answers.word("docType", &papers);
    // The first of the list is a plain record; every other paper is a notice that is signed for.
    let plain = doc_type.is_some() && doc_type.as_ref() == papers.first();
    let notice = (!plain).then(|| notice(ground, answers));
    let new = Communication {
        id: String::new(),
        concern_id: ground.concern.id.clone(),
        at: at?,
        student_id: student_id?,
        guardian_relation: guardian_relation?,
        mode: mode?,
        staff_id: staff_id?,
        minutes: minutes?,
        points: points?,
        guardian_reply,
        follow_up,
        doc_type: doc_type?,
        notice: match notice {
            Some(read) => Some(read?),
            None => None,
        },
    };
    Some(Box::new(move |tx, id, uuid| {
        store::table::communication::insert(tx, uuid, &Communication { id: id.to_owned(), ..new })
    }))
}

fn notice(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Notice> {
    let facts = answers.lines("facts");
    let school_measures = answers.lines("schoolMeasures");
    let meeting_at = answers.maybe_instant("meetingAt");
    let receipt_signed_on = answers.maybe_past_date("receiptSignedOn");
    Some(Notice {
        matter: ground.concern.title.clone(),
        facts: facts?,
        school_measures: school_measures?,
        rights: picks("guardian_rights"),
        meeting_at,
        // Only whoever is asked to a meeting answers whether they come, signed for or not.
        will_attend: meeting_at.map(|_| answers.flag("willAttend")),
        receipt_signed_on,
    })
}
