//! What is spoken with people: guardians, pupils, and the counsellor's work.

use domain::Term as _;
use serde_json::Value;

use super::{DIRECTOR, Writer, maybe, one, tick};
use crate::thirty::home::sample;
use crate::thirty::script::{Act, Entry};

impl Writer<'_> {
    pub(super) fn people(&mut self) {
        self.communications();
        self.talks();
        self.counselling();
        self.guidance();
    }

    fn communications(&mut self) {
        for x in self.records.communications.iter().filter(|x| x.concern_id == self.c.id) {
            let mut typed = vec![
                one("at", x.at.to_string()),
                one("studentId", &x.student_id),
                one("guardianRelation", &x.guardian_relation),
                one("mode", x.mode.id()),
                one("staffId", &x.staff_id),
                one("minutes", x.minutes.to_string()),
                one("points", &x.points),
                one("guardianReply", &x.guardian_reply),
                one("followUp", &x.follow_up),
                one("docType", &x.doc_type),
            ];
            let mut clock = x.at;
            if let Some(notice) = &x.notice {
                typed.extend([
                    one("facts", &notice.facts),
                    one("schoolMeasures", &notice.school_measures),
                    maybe("meetingAt", notice.meeting_at),
                    maybe("receiptSignedOn", notice.receipt_signed_on),
                    tick("willAttend", notice.will_attend == Some(true)),
                ]);
                if let Some(on) = notice.receipt_signed_on {
                    clock = clock.max(super::at_time(on, 0, 0));
                }
            }
            self.put(self.from(clock), DIRECTOR, "communication", typed);
        }
    }

    fn talks(&mut self) {
        for x in self.records.talks.iter().filter(|x| x.concern_id == self.c.id) {
            let mut typed = vec![
                one("at", x.at.to_string()),
                one("endedAt", x.ended_at.to_string()),
                one("studentId", &x.student_id),
                one("type", &x.kind),
                one("place", &x.place),
                one("staffId", &x.staff_id),
                one("recorderId", &x.recorder_id),
                one("present", x.present.join("\n")),
                one("reason", &x.reason),
                one("points", &x.points),
                one("studentStatement", &x.student_statement),
                tick("studentSigned", x.student_signed),
                tick("guardianSigned", x.guardian_signed),
            ];
            for (row, qa) in x.qa.iter().enumerate() {
                typed.push(one(&format!("qa.{row}.q"), &qa.q));
                typed.push(one(&format!("qa.{row}.a"), &qa.a));
            }
            self.put(self.from(x.ended_at), DIRECTOR, "talk", typed);
        }
    }

    /// Each session, and after it the counsellor's sealed note of it.
    fn counselling(&mut self) {
        for x in self.records.counselling.iter().filter(|x| x.concern_id == self.c.id) {
            let typed = vec![
                one("at", x.at.to_string()),
                one("studentId", &x.student_id),
                one("source", &x.source),
                one("form", &x.form),
                one("counsellorId", &x.counsellor_id),
                one("minutes", x.minutes.to_string()),
                one("riskLevel", x.risk_level.id()),
                one("plan", &x.plan),
                tick("guardianInformed", x.guardian_informed),
                one("consent", &x.consent),
                maybe("nextOn", x.next_on),
            ];
            let clock = self.from(x.at);
            self.put(clock, &x.counsellor_id, "counselling", typed);
            let (who, concern) = (x.counsellor_id.clone(), self.c.id.clone());
            let act = Act::Seal { of: x.id.clone(), text: sealed(&x.id) };
            self.out.push(Entry { clock, who, concern, act });
        }
        for x in self.records.counselling_refusals.iter().filter(|x| x.concern_id == self.c.id) {
            let typed = vec![
                one("studentId", &x.student_id),
                one("on", x.on.to_string()),
                one("offeredById", &x.offered_by_id),
                one("refusedBy", &x.refused_by),
                one("reason", &x.reason),
                one("document", &x.document),
            ];
            self.put(self.on(x.on), DIRECTOR, "counselling_refusal", typed);
        }
    }

    fn guidance(&mut self) {
        for x in self.records.family_guidance.iter().filter(|x| x.concern_id == self.c.id) {
            let typed = vec![
                one("studentId", &x.student_id),
                one("on", x.on.to_string()),
                one("guardianRelation", &x.guardian_relation),
                one("by", &x.by),
                one("minutes", x.minutes.to_string()),
                one("topic", &x.topic),
                tick("guardianSigned", x.guardian_signed),
            ];
            self.put(self.on(x.on), DIRECTOR, "family_guidance", typed);
        }
    }
}

/// The counsellor's own words on a session, which the program reads from no school file.
pub fn sealed(id: &str) -> String {
    let all = sample().json["counselling"].as_array().expect("sessions");
    let own = all.iter().find(|x| x["id"] == id).map(|x| &x["sealed"]).expect("a note");
    let said =
        |key: &str| own[key].as_str().map(str::to_owned).unwrap_or_else(|| panic!("{id} {key}: {}", Value::Null));
    format!("评估：{}\n过程：{}", said("assessment"), said("process"))
}
