//! Everything that happened in a case, newest first: its own events and the rows of every other collection that name it.

use domain::noun::{Concern, CountyReview, Determination, EventKind, Investigation, Round};
use domain::{Date, Records, Term as _, state_label};

use super::spec::words;
use crate::view::{CaseFact, CaseLine};

/// Longest text of a line that is not opened, in code points.
const TEXT_MAX: usize = 4000;

/// The chronology of a case. `names` says whether pupils are shown by name or by pseudonym.
pub(super) fn lines(records: &Records, c: &Concern, names: bool) -> Vec<CaseLine> {
    let say = Say { records, names };
    let mut all: Vec<CaseLine> = Vec::new();
    all.extend(c.events.iter().map(|e| CaseLine {
        at: e.at.to_string(),
        kind: e.kind.id().to_owned(),
        label: match e.kind {
            EventKind::State => e.state.as_deref().and_then(|s| any_state(c, s)).unwrap_or_default().to_owned(),
            EventKind::Note => title("note"),
        },
        no: String::new(),
        text: e.text.clone(),
        facts: Vec::new(),
        actor: say.person(&e.actor_id),
    }));
    all.extend(c.investigations().flat_map(|i| inquiry(&say, i)));
    all.extend(c.determinations().map(|d| meeting(&say, d)));
    all.extend(c.county_reviews().map(|r| county(&say, r)));
    all.extend((2..).zip(&c.earlier).map(|(no, round)| turned(&say, no, round)));
    let notes = c.earlier.iter().flat_map(|r| r.replaced_review_notes.iter().chain(&r.review_note));
    all.extend(
        notes.chain(&c.replaced_review_notes).chain(&c.review_note).map(|note| {
            line(note.on.to_string(), "review_note", "", note.text.clone(), Vec::new(), say.person(&note.by))
        }),
    );
    all.extend(c.measures.iter().map(|m| {
        let mut facts = vec![];
        say.pupil_fact(&mut facts, "measure", "studentId", m.student_id.as_deref());
        say.fact(&mut facts, "measure", "from", day(m.from));
        say.fact(&mut facts, "measure", "to", day(m.to));
        say.fact(&mut facts, "measure", "guardianNotifiedOn", day(m.guardian_notified_on));
        say.fact(&mut facts, "measure", "statementHeardOn", day(m.statement_heard_on));
        line(m.on.to_string(), "measure", "", format!("{}：{}", m.kind.label(), m.text), facts, say.person(&m.by))
    }));
    all.extend(records.communications.iter().filter(|x| x.concern_id == c.id).map(|x| {
        let mut facts = vec![];
        say.pupil_fact(&mut facts, "communication", "studentId", Some(&x.student_id));
        say.fact(&mut facts, "communication", "guardianRelation", x.guardian_relation.clone());
        say.fact(&mut facts, "communication", "mode", x.mode.label().to_owned());
        say.fact(&mut facts, "communication", "docType", x.doc_type.clone());
        say.fact(&mut facts, "communication", "guardianReply", x.guardian_reply.clone());
        say.fact(&mut facts, "communication", "followUp", x.follow_up.clone());
        let signed = x.notice.as_ref().and_then(|n| n.receipt_signed_on);
        say.fact(&mut facts, "communication", "receiptSignedOn", signed.map(|d| d.to_string()).unwrap_or_default());
        line(x.at.to_string(), "communication", &x.id, x.points.clone(), facts, say.person(&x.staff_id))
    }));
    all.extend(records.talks.iter().filter(|x| x.concern_id == c.id).map(|x| {
        let mut facts = vec![];
        say.pupil_fact(&mut facts, "talk", "studentId", Some(&x.student_id));
        say.fact(&mut facts, "talk", "type", x.kind.clone());
        say.fact(&mut facts, "talk", "present", x.present.join("、"));
        say.fact(&mut facts, "talk", "studentStatement", x.student_statement.clone());
        line(x.at.to_string(), "talk", &x.id, x.points.clone(), facts, say.person(&x.staff_id))
    }));
    all.extend(records.counselling.iter().filter(|x| x.concern_id == c.id).map(|x| {
        let mut facts = vec![];
        say.pupil_fact(&mut facts, "counselling", "studentId", Some(&x.student_id));
        say.fact(&mut facts, "counselling", "riskLevel", x.risk_level.label().to_owned());
        say.fact(&mut facts, "counselling", "nextOn", x.next_on.map(|d| d.to_string()).unwrap_or_default());
        line(x.at.to_string(), "counselling", &x.id, x.plan.clone(), facts, say.person(&x.counsellor_id))
    }));
    all.extend(records.counselling_refusals.iter().filter(|x| x.concern_id == c.id).map(|x| {
        let mut facts = vec![];
        say.pupil_fact(&mut facts, "counselling_refusal", "studentId", Some(&x.student_id));
        say.fact(&mut facts, "counselling_refusal", "refusedBy", x.refused_by.clone());
        line(x.on.to_string(), "counselling_refusal", &x.id, x.reason.clone(), facts, say.person(&x.offered_by_id))
    }));
    all.extend(records.family_guidance.iter().filter(|x| x.concern_id == c.id).map(|x| {
        let mut facts = vec![];
        say.pupil_fact(&mut facts, "family_guidance", "studentId", Some(&x.student_id));
        line(x.on.to_string(), "family_guidance", &x.id, x.topic.clone(), facts, say.person(&x.by))
    }));
    all.extend(records.sanctions.iter().filter(|x| x.concern_id == c.id).map(|x| {
        let mut facts = vec![];
        say.pupil_fact(&mut facts, "sanction", "studentId", Some(&x.student_id));
        let notice = x.appeal_notice_on.map(|d| d.to_string()).unwrap_or_default();
        say.fact(&mut facts, "sanction", "appealNoticeOn", notice);
        let text = format!("{}（{}）", x.kind.label(), x.status.label());
        line(x.decided_on.to_string(), "sanction", &x.id, text, facts, String::new())
    }));
    let appealed =
        records.sanctions.iter().filter(|x| x.concern_id == c.id).filter_map(|x| Some((x, x.appeal.as_ref()?)));
    all.extend(appealed.map(|(x, appeal)| {
        let mut facts = vec![];
        say.pupil_fact(&mut facts, "sanction", "studentId", Some(&x.student_id));
        say.fact(&mut facts, "step", "filedByRelation", appeal.filed_by_relation.clone());
        say.fact(&mut facts, "step", "decidedOn", day(appeal.decided_on));
        let outcome = appeal.outcome.map(|o| o.label().to_owned()).unwrap_or_default();
        say.fact(&mut facts, "step", "outcome", outcome);
        let changed = appeal.changed_kind.map(|k| k.label().to_owned()).unwrap_or_default();
        say.fact(&mut facts, "step", "changedKind", changed);
        let text = appeal.reason.clone().unwrap_or_default();
        line(appeal.filed_on.to_string(), "appeal", &x.id, text, facts, String::new())
    }));
    all.extend(records.incident_reports.iter().filter(|x| x.concern_id == c.id).map(|x| {
        let entry = if x.fields.is_some() { "report_written" } else { "report_phone" };
        let mut facts = vec![];
        say.fact(&mut facts, entry, "to", x.to.join("、"));
        say.fact(&mut facts, entry, "type", x.kind.label().to_owned());
        let text = x.content.clone().or_else(|| x.fields.as_ref().map(|f| f.course.clone())).unwrap_or_default();
        line(x.sent_at.to_string(), entry, &x.id, text, facts, say.person(&x.reporter_id))
    }));
    // The text of an RFC 3339 instant and of a date compare as their days do, since all stand at +08:00.
    all.sort_by(|a, b| b.at.cmp(&a.at));
    all
}

fn day(on: Option<Date>) -> String {
    on.map(|on| on.to_string()).unwrap_or_default()
}

/// The beginning of an investigation, and that more time was asked for.
fn inquiry(say: &Say<'_>, i: &Investigation) -> Vec<CaseLine> {
    let mut facts = vec![];
    let members: Vec<String> = i.member_ids.iter().map(|id| say.person(id)).collect();
    say.fact(&mut facts, "investigation", "members", members.join("、"));
    say.fact(&mut facts, "investigation", "dueOn", i.due_on.to_string());
    say.fact(&mut facts, "investigation", "finishedOn", day(i.finished_on));
    let mut all = vec![line(i.started_on.to_string(), "investigation", "", i.methods.join("、"), facts, String::new())];
    all.extend(i.extension.as_ref().map(|e| {
        let mut facts = vec![];
        say.fact(&mut facts, "extension", "days", e.days.to_string());
        say.fact(&mut facts, "extension", "basis", e.basis.clone());
        say.fact(&mut facts, "investigation", "approved", day(e.approved_on));
        let by = say.person(&e.applied_by);
        line(e.applied_on.to_string(), "extension", "", e.reason.clone(), facts, by)
    }));
    all
}

/// The committee's meeting.
fn meeting(say: &Say<'_>, d: &Determination) -> CaseLine {
    let mut facts = vec![];
    let mut fact = |field: &str, value: String| say.fact(&mut facts, "determination", field, value);
    fact("result", d.result.label().to_owned());
    fact("severity", d.severity.map(|s| s.label().to_owned()).unwrap_or_default());
    fact("present", format!("{}/{}", d.present_ids.len(), d.due_ids.len()));
    fact("recusals", d.recusals.iter().map(|r| say.person(&r.id)).collect::<Vec<_>>().join("、"));
    let vote = [("voteFor", d.vote.in_favour), ("voteAgainst", d.vote.against), ("voteAbstain", d.vote.abstain)];
    fact("vote", vote.map(|(field, n)| format!("{} {n}", super::spec::label("step", field))).join(" · "));
    fact("guardians", d.guardians.iter().filter(|g| g.attended).count().to_string());
    fact("reviewNoticeOn", day(d.review_notice_on));
    line(d.held_at.to_string(), "determination", &d.minutes_no, d.facts.clone(), facts, say.person(&d.chair_id))
}

/// The review by the county.
fn county(say: &Say<'_>, r: &CountyReview) -> CaseLine {
    let mut facts = vec![];
    let mut fact = |field: &str, value: String| say.fact(&mut facts, "county_review", field, value);
    fact("acceptedOn", day(r.accepted_on));
    fact("dueOn", day(r.due_on));
    fact("finishedOn", day(r.finished_on));
    fact("outcome", r.outcome.clone().unwrap_or_default());
    fact("panel", r.panel.join("、"));
    let text = r.answer.clone().unwrap_or_default();
    line(r.applied_on.to_string(), "county_review", "", text, facts, r.applicant_relation.clone())
}

/// That another round began, and why.
fn turned(say: &Say<'_>, no: i64, round: &Round) -> CaseLine {
    let mut facts = vec![];
    say.fact(&mut facts, "turn", "ground", round.next.ground.label().to_owned());
    say.fact(&mut facts, "turn", "relatedId", round.next.concern_id.clone().unwrap_or_default());
    say.fact(&mut facts, "turn", "result", round.result.map(|r| r.label().to_owned()).unwrap_or_default());
    let mut of =
        line(round.next.at.to_string(), "turn", "", round.next.reason.clone(), facts, say.person(&round.next.by));
    of.label = domain::handling::words::word("entries", "round").unwrap_or_default().replace("{no}", &no.to_string());
    of
}

/// The word of a state, also of one that the concern was in while it was of another kind.
fn any_state(c: &Concern, state: &str) -> Option<&'static str> {
    state_label(c.kind, state)
        .or_else(|| domain::noun::ConcernKind::ALL.iter().find_map(|kind| state_label(*kind, state)))
}

fn title(entry: &str) -> String {
    words(entry).map(|w| w.title.clone()).unwrap_or_default()
}

fn line(at: String, kind: &str, no: &str, text: String, facts: Vec<CaseFact>, actor: String) -> CaseLine {
    CaseLine {
        at,
        kind: kind.to_owned(),
        label: title(kind),
        no: no.to_owned(),
        text: text.chars().take(TEXT_MAX).collect(),
        facts,
        actor,
    }
}

struct Say<'a> {
    records: &'a Records,
    names: bool,
}

impl Say<'_> {
    fn person(&self, id: &str) -> String {
        self.records.person_name(id).unwrap_or_default().to_owned()
    }

    fn fact(&self, facts: &mut Vec<CaseFact>, entry: &str, field: &str, value: String) {
        if !value.is_empty() {
            facts.push(CaseFact { label: super::spec::label(entry, field), value });
        }
    }

    fn pupil_fact(&self, facts: &mut Vec<CaseFact>, entry: &str, field: &str, id: Option<&str>) {
        let Some(student) = id.and_then(|id| self.records.student(id)) else { return };
        let value = if self.names { student.name.clone() } else { student.pseudonym.clone() };
        self.fact(facts, entry, field, value);
    }
}
