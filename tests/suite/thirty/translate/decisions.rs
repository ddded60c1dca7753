//! What is decided: the minutes of the committee, sanctions with their notices, appeals, the county's review.

use domain::Term as _;
use domain::noun::{AppealOutcome, Sanction};

use super::{DIRECTOR, Writer, many, maybe, one, tick};
use crate::thirty::window::Typed;

impl Writer<'_> {
    /// The minutes of the committee (form 3.5).
    pub(super) fn minutes(&self) -> Typed {
        let d = self.c.determination.as_ref().expect("minutes");
        let elements = &d.elements;
        let mut typed = vec![
            one("body", &d.body),
            one("heldAt", d.held_at.to_string()),
            many("dueIds", &d.due_ids),
            many("presentIds", &d.present_ids),
            one("chairId", &d.chair_id),
            maybe("recusalNote", d.recusal_note.clone()),
            one("facts", &d.facts),
            one("basis", d.basis.join("\n")),
            one("proposedHandling", &d.proposed_handling),
            one("studentStatements", &d.student_statements),
            one("guardianOpinions", &d.guardian_opinions),
            one("voteFor", d.vote.in_favour.to_string()),
            one("voteAgainst", d.vote.against.to_string()),
            one("voteAbstain", d.vote.abstain.to_string()),
            maybe("reviewNoticeOn", d.review_notice_on.filter(|on| *on == d.held_at.date())),
        ];
        for (name, element) in [
            ("betweenStudents", &elements.between_students),
            ("intent", &elements.intent),
            ("means", &elements.means),
            ("harm", &elements.harm),
        ] {
            typed.push(tick(&format!("{name}Met"), element.met));
            typed.push(one(&format!("{name}Text"), &element.text));
        }
        for (row, recusal) in d.recusals.iter().enumerate() {
            typed.push(one(&format!("recusals.{row}.id"), &recusal.id));
            typed.push(one(&format!("recusals.{row}.reason"), &recusal.reason));
        }
        for (row, guardian) in d.guardians.iter().enumerate() {
            typed.push(one(&format!("guardians.{row}.studentId"), &guardian.student_id));
            typed.push(one(&format!("guardians.{row}.notifiedOn"), guardian.notified_on.to_string()));
            typed.push(tick(&format!("guardians.{row}.attended"), guardian.attended));
        }
        match &d.not_bullying_reasons {
            Some(reasons) => typed.push(one("notBullyingReasons", reasons)),
            None => typed.push(maybe("severity", d.severity.map(|s| s.id()))),
        }
        typed
    }

    pub(super) fn decisions(&mut self) {
        let sanctions: Vec<&Sanction> = self.records.sanctions.iter().filter(|s| s.concern_id == self.c.id).collect();
        for s in sanctions {
            let decided = self.after_determination(self.on(s.decided_on));
            let with_it = s.appeal_notice_on.filter(|on| *on <= decided.date());
            let typed = vec![
                one("studentId", &s.student_id),
                one("kind", s.kind.id()),
                one("decidedOn", s.decided_on.to_string()),
                one("statementHeardOn", s.statement_heard_on.to_string()),
                one("guardianNotifiedOn", s.guardian_notified_on.to_string()),
                maybe("appealNoticeOn", with_it),
            ];
            self.put(decided, DIRECTOR, "sanction", typed);
            if let Some(on) = s.appeal_notice_on.filter(|_| with_it.is_none()) {
                let clock = self.on(on).max(decided);
                self.put(clock, DIRECTOR, "appeal_notice", vec![one("sanctionId", &s.id), one("on", on.to_string())]);
            }
        }
        if let Some(d) = &self.c.determination
            && let Some(on) = d.review_notice_on.filter(|on| *on > d.held_at.date())
        {
            let clock = self.after_determination(self.on(on));
            self.put(clock, DIRECTOR, "review_notice", vec![one("on", on.to_string())]);
        }
        if let Some(note) = &self.c.review_note {
            let typed = vec![one("on", note.on.to_string()), one("by", &note.by), one("text", &note.text)];
            self.put(self.on(note.on), DIRECTOR, "review_note", typed);
        }
    }

    fn appealed(&self) -> Option<&Sanction> {
        self.records.sanctions.iter().find(|s| s.concern_id == self.c.id && s.appeal.is_some())
    }

    /// The appeal inside the school, or the application to the county.
    pub(super) fn review_begun(&self) -> Typed {
        if let Some((sanction, appeal)) = self.appealed().and_then(|s| Some((s, s.appeal.as_ref()?))) {
            return vec![
                one("way", "校内申诉"),
                one("sanctionId", &sanction.id),
                one("filedOn", appeal.filed_on.to_string()),
                one("filedByRelation", &appeal.filed_by_relation),
                one("body", &appeal.body),
            ];
        }
        let review = self.c.county_review.as_ref().expect("a review");
        vec![
            one("way", "向县级教育部门申请复查"),
            one("studentId", &review.student_id),
            one("filedOn", review.applied_on.to_string()),
            one("filedByRelation", &review.applicant_relation),
            maybe("acceptedOn", review.accepted_on),
        ]
    }

    /// What came of it.
    pub(super) fn review_decided(&self) -> Typed {
        if let Some(appeal) = self.appealed().and_then(|s| s.appeal.as_ref()) {
            return vec![
                many("presentIds", &appeal.present_ids),
                one("voteFor", appeal.vote.in_favour.to_string()),
                one("voteAgainst", appeal.vote.against.to_string()),
                one("voteAbstain", appeal.vote.abstain.to_string()),
                maybe("decidedOn", appeal.decided_on),
                maybe("outcome", appeal.outcome.map(AppealOutcome::id)),
                maybe("changedKind", appeal.changed_kind.map(|k| k.id())),
                maybe("reason", appeal.reason.clone()),
            ];
        }
        let review = self.c.county_review.as_ref().expect("a review");
        vec![
            maybe("countyOutcome", review.outcome.clone()),
            maybe("decidedOn", review.finished_on),
            one("panel", review.panel.join("\n")),
            maybe("answer", review.answer.clone()),
        ]
    }
}
