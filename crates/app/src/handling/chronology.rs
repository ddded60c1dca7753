//! Everything that happened in a case, newest first: its own events and the rows of every other collection that name it.

use domain::noun::{Concern, EventKind};
use domain::{Records, Term as _, state_label};

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
    all.extend(c.measures.iter().map(|m| {
        let mut facts = vec![];
        say.pupil_fact(&mut facts, "measure", "studentId", m.student_id.as_deref());
        let day = |d: Option<domain::Date>| d.map(|d| d.to_string()).unwrap_or_default();
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
        if let Some(appeal) = &x.appeal {
            let outcome = appeal.outcome.map(|o| o.label().to_owned()).unwrap_or_default();
            say.fact(&mut facts, "appeal", "outcome", outcome);
        }
        let text = format!("{}（{}）", x.kind.label(), x.status.label());
        line(x.decided_on.to_string(), "sanction", &x.id, text, facts, String::new())
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
