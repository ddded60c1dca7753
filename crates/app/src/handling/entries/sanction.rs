//! 处分, and the notice of the right to appeal that each one owes (rule R5).

use domain::Term as _;
use domain::noun::{Sanction, SanctionKind, SanctionStatus};
use store::numbers::Series;

use super::{Deed, Entry, INCIDENT};
use crate::handling::answers::Answers;
use crate::handling::spec::{Form, Ground};
use crate::rights::Right;
use crate::view::Choice;

/// A sanction that was decided.
pub(super) const ENTRY: Entry = Entry {
    id: "sanction",
    action: "case.sanction",
    kinds: INCIDENT,
    series: Some(Series::Sanction),
    right: Right::HandleConcern,
    before: |ground| ground.concern.determination.is_none().then_some("decision_first").into_iter().collect(),
    after_closing: false,
    fields: &["student_id", "kind", "decided_on", "statement_heard_on", "guardian_notified_on"],
    form,
    read,
};

/// 救济告知: the notice was handed over.
pub(super) const NOTICE: Entry = Entry {
    id: "appeal_notice",
    action: "case.appeal_notice",
    kinds: INCIDENT,
    series: None,
    right: Right::HandleConcern,
    before: |ground| {
        let open = sanctions(ground, |s| s.appeal_notice_on.is_none());
        open.is_empty().then_some("nothing_to_notify").into_iter().collect()
    },
    after_closing: false,
    fields: &["appeal_notice_on"],
    form: notice_form,
    read: notice,
};

fn form(_: &Ground<'_>, form: &mut Form<'_>) {
    form.pupil("studentId").term::<SanctionKind>("kind").today("decidedOn");
    form.date("statementHeardOn").date("guardianNotifiedOn").maybe_date("appealNoticeOn");
}

fn read(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Deed> {
    let student_id = answers.pupil("studentId");
    let kind = answers.term("kind");
    let decided_on = answers.past_date("decidedOn");
    let statement_heard_on = answers.past_date("statementHeardOn");
    let guardian_notified_on = answers.past_date("guardianNotifiedOn");
    let appeal_notice_on = answers.maybe_past_date("appealNoticeOn");
    let Some(determination) = &ground.concern.determination else {
        answers.fault("kind", "decision_first");
        return None;
    };
    let kind = kind?;
    let new = Sanction {
        id: String::new(),
        concern_id: ground.concern.id.clone(),
        student_id: student_id?,
        kind,
        tier: determination.tier.or(ground.concern.tier).unwrap_or(domain::noun::Tier::L1),
        decided_on: decided_on?,
        minutes_no: determination.minutes_no.clone(),
        statement_heard_on: statement_heard_on?,
        guardian_notified_on: guardian_notified_on?,
        appeal_notice_on,
        appeal: None,
        effective_kind: kind,
        status: SanctionStatus::InForce,
    };
    super::super::rules::sanction(ground, &new, answers)?;
    Some(Box::new(move |tx, id, uuid| store::table::sanction::insert(tx, uuid, &Sanction { id: id.to_owned(), ..new })))
}

/// The sanctions of the case, for a choice.
pub(in crate::handling) fn sanctions(ground: &Ground<'_>, some: impl Fn(&Sanction) -> bool) -> Vec<Choice> {
    let of_case = ground.records.sanctions.iter().filter(|s| s.concern_id == ground.concern.id && some(s));
    of_case
        .map(|s| {
            let name = ground.records.student(&s.student_id).map(|p| p.name.clone()).unwrap_or_default();
            Choice { id: s.id.clone(), label: format!("{} {name} {}", s.id, s.kind.label()) }
        })
        .collect()
}

fn notice_form(ground: &Ground<'_>, form: &mut Form<'_>) {
    form.choice("sanctionId", true, sanctions(ground, |s| s.appeal_notice_on.is_none())).today("on");
}

fn notice(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Deed> {
    let open = sanctions(ground, |s| s.appeal_notice_on.is_none());
    let ids: Vec<String> = open.into_iter().map(|c| c.id).collect();
    let id = answers.word("sanctionId", &ids);
    let on = answers.past_date("on");
    let (id, on) = (id?, on?);
    let decided = ground.records.sanctions.iter().find(|s| s.id == id)?.decided_on;
    if on < decided {
        answers.fault("on", "before_start");
        return None;
    }
    Some(Box::new(move |tx, _, _| store::table::sanction::set_appeal_notice(tx, &id, on)))
}
