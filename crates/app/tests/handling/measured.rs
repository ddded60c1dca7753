//! Measures and sanctions of each degree: R3, R4, R5 and R7 tried on the way to the close.

use app::view::LedgerListRequest;

use crate::desk::*;

/// A suspension of three days, with everything that must come before it.
const SUSPENSION: Values<'static> = &[
    ("kind", &["suspension"]),
    ("studentId", &[ACTOR]),
    ("text", &["停课三日，在家由监护人陪同反省。"]),
    ("from", &["2026-06-22"]),
    ("to", &["2026-06-24"]),
    ("schoolDays", &["3"]),
    ("guardianNotifiedOn", &["2026-06-20"]),
    ("statementHeardOn", &["2026-06-20"]),
];

fn with<'a>(base: Values<'a>, more: Values<'a>) -> Vec<(&'a str, &'a [&'a str])> {
    let mut all = base.to_vec();
    all.retain(|(field, _)| !more.iter().any(|(other, _)| other == field));
    all.extend_from_slice(more);
    all
}

#[test]
fn a_suspension_is_short_serious_heard_and_announced_r3_r4() {
    let desk = Desk::open(71);
    let light = desk.found("light");
    says(&desk.refused(&light, "measure", SUSPENSION), "r4_not_serious");
    let id = desk.found("moderate");
    let tries: &[(&str, Values<'_>)] = &[
        ("r4_suspension_too_long", &[("to", &["2026-06-29"])]),
        ("r4_suspension_dates", &[("to", &[])]),
        ("r4_guardian_not_told_before", &[("guardianNotifiedOn", &[])]),
        ("r4_statement_not_heard", &[("statementHeardOn", &[])]),
        ("r3_expulsion", &[("text", &["停课三日，再犯开除学籍。"])]),
        ("student_missing", &[("studentId", &[])]),
    ];
    for (code, more) in tries {
        says(&desk.refused(&id, "measure", &with(SUSPENSION, more)), code);
    }
    let view = desk.ok(&id, "measure", SUSPENSION);
    let line = view.chronology.iter().find(|l| l.kind == "measure").unwrap();
    assert!(line.facts.iter().any(|f| f.value == "2026-06-24"), "{line:?}");
}

#[test]
fn nobody_below_the_upper_grades_is_suspended_or_sanctioned_discipline_10() {
    let desk = Desk::open(72);
    let young = "stu-c04-05";
    let id = desk.record("suspected", &[("stu-c04-06", "victim"), (young, "actor")]);
    desk.ok(
        &id,
        "step:investigating",
        &[("memberIds", &["t_zz"]), ("methods", &["分别谈话"]), ("text", &["成立调查组。"])],
    );
    let said = desk.refused(&id, "measure", &with(SUSPENSION, &[("studentId", &[young])]));
    says(&said, "r4_grade_too_low");
}

#[test]
fn a_sanction_follows_the_committee_the_hearing_and_the_guardian_and_owes_its_notice_r4_r5() {
    let desk = Desk::open(73);
    let early = desk.investigated();
    let base: Values<'_> = &[
        ("studentId", &[ACTOR]),
        ("kind", &["serious_warning"]),
        ("decidedOn", &["2026-06-20"]),
        ("statementHeardOn", &["2026-06-20"]),
        ("guardianNotifiedOn", &["2026-06-20"]),
    ];
    let said = desk.refused(&early, "sanction", base);
    assert!(said.contains("先登记治理委员会的认定"), "{said}");
    let id = desk.found("moderate");
    desk.go("2026-06-22T08:00:00+08:00");
    says(
        &desk.refused(&id, "sanction", &with(base, &[("guardianNotifiedOn", &["2026-06-21"])])),
        "r4_guardian_not_told_before",
    );
    says(
        &desk.refused(&id, "sanction", &with(base, &[("statementHeardOn", &["2026-06-21"])])),
        "r4_statement_not_heard",
    );
    says(&desk.refused(&id, "sanction", &with(base, &[("appealNoticeOn", &["2026-06-19"])])), "r5_appeal_notice_early");
    let no = desk.sanction(&id, "2026-06-20");
    assert!(no.starts_with("CF-2026-"), "{no}");
    let duty = desk.duty(&id, "appeal_notice").unwrap();
    assert!(duty.text.contains(&no) && duty.due.as_deref() == Some("2026-06-23"), "{duty:?}");
    desk.ready_to_close(&id, &[]);
    desk.ok(&id, "step:tracking", NOTE);
    says(&desk.refused(&id, "step:closed", NOTE), "r5_appeal_notice_missing");
    desk.ok(&id, "appeal_notice", &[("sanctionId", &[&no])]);
    assert!(desk.duty(&id, "appeal_notice").is_none());
    desk.ok(&id, "step:closed", NOTE);
}

#[test]
fn a_victim_is_counselled_and_the_lesson_answered_before_the_close_r7_notice_3_6() {
    let desk = Desk::open(74);
    let id = desk.found("moderate");
    says(&desk.refused(&id, "step:tracking", NOTE), "close_no_intervention");
    desk.ready_to_close(&id, &["counselling_refusal", "lesson", "review_note"]);
    desk.ok(&id, "step:tracking", NOTE);
    let said = desk.refused(&id, "step:closed", NOTE);
    for code in ["r7_victim_not_counselled", "close_no_lesson", "close_no_review_note"] {
        says(&said, code);
    }
    desk.ok(
        &id,
        "counselling",
        &[
            ("studentId", &[VICTIM]),
            ("source", &["转介"]),
            ("form", &["个别"]),
            ("minutes", &["40"]),
            ("riskLevel", &["low"]),
            ("plan", &["两周后再谈一次。"]),
            ("consent", &["监护人已同意"]),
        ],
    );
    // 举一反三 by a link to the ledger; the note is typed with the close.
    let item = app::ledger::ledger_list(&desk.app, &LedgerListRequest { status: None }).unwrap().remove(0).id;
    desk.ok(&id, "lesson", &[("ledgerIds", &[&item]), ("reason", &[])]);
    let closing: Values<'_> = &[("reviewNote", &["课间值守有空档，发现晚了一周，已补上。"]), ("text", &["办结。"])];
    let view = desk.ok(&id, "step:closed", closing);
    assert!(view.chronology.iter().any(|l| l.kind == "review_note"));
    assert_eq!(desk.status(&id), "closed");
}

#[test]
fn a_lesson_and_a_note_that_are_put_otherwise_stay_readable() {
    let desk = Desk::open(75);
    let id = desk.found("moderate");
    desk.ok(&id, "review_note", &[("text", &["第一稿：课间二层走廊没有人值守，发现晚了一周。"])]);
    let view = desk.ok(&id, "review_note", &[("text", &["第二稿：课间没有人值守，看见的同学也没有报告。"])]);
    let notes: Vec<&str> =
        view.chronology.iter().filter(|l| l.kind == "review_note").map(|l| l.text.as_str()).collect();
    assert!(
        notes.iter().any(|n| n.starts_with("第一稿")) && notes.iter().any(|n| n.starts_with("第二稿")),
        "{notes:?}"
    );
}
