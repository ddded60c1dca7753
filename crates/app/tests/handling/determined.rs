//! 认定: R1 (four elements, guardians, quorum, vote), R6 and R12, each refused by name before the minutes are kept.

use crate::desk::*;

/// The minutes with some answers in the place of others.
fn changed<'a>(base: &[(&'a str, &'a [&'a str])], with: &[(&'a str, &'a [&'a str])]) -> Vec<(&'a str, &'a [&'a str])> {
    let mut all = base.to_vec();
    all.retain(|(field, _)| !with.iter().any(|(other, _)| other == field));
    all.extend_from_slice(with);
    all
}

#[test]
fn the_guardians_of_both_sides_are_told_before_the_committee_meets_minors_39() {
    let desk = Desk::open(61);
    let id = desk.record("suspected", &[(VICTIM, "victim"), (ACTOR, "actor")]);
    let begin: Values<'_> = &[("memberIds", &["t_zz"]), ("methods", &["分别谈话"]), ("text", &["成立调查组。"])];
    desk.ok(&id, "step:investigating", begin);
    says(&desk.refused(&id, "step:pending_determination", FINDING), "investigation_guardian_not_told");
    desk.tell(&id);
    desk.ok(&id, "step:pending_determination", FINDING);
    assert!(desk.duty(&id, "determination").is_some(), "the meeting is due");
}

#[test]
fn bullying_stands_on_four_elements_a_quorum_a_vote_and_both_guardians_r1_r12() {
    let desk = Desk::open(62);
    let id = desk.investigated();
    let on = [day(MORNING)];
    let base = desk.minutes(&["moderate"], &on);
    let three: &[&str] = &["t_xz", "t_fxz", "t_zz"];
    let stranger: &[&str] = &["t_xz", "t_fxz", "t_zz", "t_xl", "t_dd", "x_fz", "x_jc", "t_s07"];
    let tries: &[(&str, Values<'_>)] = &[
        ("r1_elements_not_met", &[("intentMet", &[])]),
        ("r1_no_quorum", &[("presentIds", three), ("voteFor", &["3"])]),
        ("r1_not_a_member", &[("presentIds", stranger), ("voteFor", &["8"])]),
        ("r1_vote_sum", &[("voteFor", &["6"])]),
        ("r1_vote_not_carried", &[("voteFor", &["3"]), ("voteAgainst", &["4"])]),
        ("r1_chair_absent", &[("chairId", &["t_tw"])]),
        (
            "r1_guardian_invited_late",
            &[("guardians.1.notifiedOn", &["2026-06-20"]), ("heldAt", &["2026-06-19T15:00:00+08:00"])],
        ),
        (
            "r1_guardian_not_invited",
            &[("guardians.1.studentId", &[]), ("guardians.1.notifiedOn", &[]), ("guardians.1.attended", &[])],
        ),
        ("r1_basis_missing", &[("basis", &[])]),
        ("r3_expulsion", &[("proposedHandling", &["勒令退学。"])]),
        (
            "r1_no_quorum_after_recusal",
            &[("recusals.0.id", &["t_dd"]), ("recusals.0.reason", &["学生的舅舅。"]), ("voteFor", &["6"])],
        ),
        (
            "r12_chair_recused",
            &[("recusals.0.id", &["t_xz"]), ("recusals.0.reason", &["学生的姑父。"]), ("voteFor", &["6"])],
        ),
        ("r12_recused_absent", &[("recusals.0.id", &["t_pe"]), ("recusals.0.reason", &["学生的姑父。"])]),
    ];
    for (code, with) in tries {
        says(&desk.refused(&id, "step:handling", &changed(&base, with)), code);
        assert_eq!(desk.status(&id), "pending_determination", "{code}");
    }
    let bare = desk.refused(&id, "step:handling", &changed(&base, &[("harmText", &[]), ("studentStatements", &[])]));
    assert!(bare.contains("harmText:") && bare.contains("studentStatements:"), "{bare}");
    // Somebody related steps back, is there, and does not vote.
    let recused = changed(
        &base,
        &[
            ("presentIds", &["t_xz", "t_fxz", "t_zz", "t_xl", "t_dd", "t_tw", "x_fz", "x_jc"]),
            ("recusals.0.id", &["t_dd"]),
            ("recusals.0.reason", &["被欺凌学生的舅舅。"]),
            ("voteFor", &["6"]),
            ("voteAbstain", &["1"]),
        ],
    );
    let view = desk.ok(&id, "step:handling", &recused);
    assert_eq!(desk.status(&id), "handling");
    let meeting = view.chronology.iter().find(|l| l.kind == "determination").unwrap();
    assert!(meeting.no.starts_with("认定〔2026〕"), "{meeting:?}");
    assert!(meeting.facts.iter().any(|f| f.value.contains("赞成 6") && f.value.contains("弃权 1")), "{meeting:?}");
    let concern = desk.concern(&id);
    assert!(concern.result.is_some(), "{concern:?}");
}

#[test]
fn no_bullying_needs_its_reasons_an_unmet_element_and_the_notice_before_the_close_r6() {
    let desk = Desk::open(63);
    let id = desk.investigated();
    let on = [day(MORNING)];
    let mut base = desk.minutes(&[], &on);
    base.retain(|(field, _)| *field != "severity");
    let base = changed(
        &base,
        &[
            ("intentText", &["没有蓄意，双方都动手。"]),
            ("betweenStudentsMet", &["1"]),
            ("meansMet", &["1"]),
            ("notBullyingReasons", &["一次性的互相推搡，双方力量相当，没有蓄意。"]),
            ("text", &["委员会认定不构成欺凌。"]),
        ],
    );
    let all: Values<'_> = &[("intentMet", &["1"]), ("harmMet", &["1"])];
    says(&desk.refused(&id, "step:ordinary_dispute", &changed(&base, all)), "r6_all_elements_met");
    let unsaid = desk.refused(&id, "step:ordinary_dispute", &changed(&base, &[("notBullyingReasons", &[])]));
    assert!(unsaid.contains("notBullyingReasons:"), "{unsaid}");
    desk.ok(&id, "step:ordinary_dispute", &base);
    assert!(desk.duty(&id, "review_notice").is_some());
    desk.ready_to_close(&id, &["review_note"]);
    says(&desk.refused(&id, "step:closed", NOTE), "r6_review_notice_missing");
    let early = desk.refused(&id, "review_notice", &[("on", &["2026-06-19"])]);
    assert!(early.contains("before_start"), "{early}");
    desk.ok(&id, "review_notice", &[]);
    assert!(desk.duty(&id, "review_notice").is_none());
    let again = desk.refused(&id, "review_notice", &[]);
    assert!(again.contains("现在不需要"), "{again}");
    desk.ok(&id, "step:closed", NOTE);
    assert_eq!(desk.status(&id), "closed");
}
