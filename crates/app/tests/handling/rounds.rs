//! The second round of a case: after 撤销, and after it happened again.

use crate::desk::*;
use crate::reviewed::{HEARING, appeal};

#[test]
fn a_revoked_determination_is_made_anew_and_the_old_minutes_and_sanctions_stay_readable_discipline_17() {
    let desk = Desk::open(101);
    let id = desk.found("moderate");
    let no = desk.sanction(&id, day(MORNING));
    desk.ok(&id, "appeal_notice", &[("sanctionId", &[&no])]);
    let no_of = [no.as_str()];
    desk.ok(&id, "step:under_review", &appeal(&no_of, &[day(MORNING)]));
    let revoked: Values<'_> = &[
        ("presentIds", HEARING),
        ("voteFor", &["4"]),
        ("outcome", &["revoked"]),
        ("reason", &["认定时没有听取学生陈述，程序有误。"]),
        ("text", &["撤销，重新认定。"]),
    ];
    says(
        &desk.refused(&id, "step:closed", revoked).replace("NotFound", &rule("review_changed_goes_on")),
        "review_changed_goes_on",
    );
    desk.ok(&id, "step:pending_determination", revoked);
    let view = desk.view(&id);
    assert_eq!((view.round, view.earlier.len()), (2, 1));
    let past = &view.earlier[0];
    assert!(past.found.contains("构成") && past.minutes.starts_with("认定〔2026〕"), "{past:?}");
    assert!(past.ground.contains("申诉") && past.reason.contains("没有听取"), "{past:?}");
    let concern = desk.concern(&id);
    assert!(concern.result.is_none(), "nothing is determined now");
    assert!(
        view.chronology.iter().any(|l| l.kind == "sanction" && l.text.contains("撤销")),
        "the sanction fell with it"
    );
    assert!(desk.duty(&id, "determination").is_some());
    let said = desk.refused(&id, "sanction", &[("studentId", &[ACTOR]), ("kind", &["warning"])]);
    assert!(said.contains("先登记治理委员会的认定"), "{said}");
    // Looked into once more, and finished before the committee meets.
    desk.ok(&id, "inquiry", &[("memberIds", &["t_zz"]), ("methods", &["分别谈话"])]);
    assert_eq!(desk.duty(&id, "investigation").unwrap().due.as_deref(), Some("2026-06-30"), "its own ten days");
    assert_eq!(desk.duty(&id, "investigation").unwrap().entry, "inquiry_end");
    let minutes = desk.minutes(&["light"], &["2026-06-20"]);
    says(&desk.refused(&id, "step:handling", &minutes), "investigation_unfinished");
    desk.ok(&id, "inquiry_end", &[("finding", &["补充听取陈述后，事实没有变化，情节较轻。"])]);
    let view = desk.ok(&id, "step:handling", &minutes);
    let meetings: Vec<&str> =
        view.chronology.iter().filter(|l| l.kind == "determination").map(|l| l.no.as_str()).collect();
    assert_eq!(meetings.len(), 2);
    assert_ne!(meetings[0], meetings[1], "each meeting has its own number");
    assert!(view.chronology.iter().any(|l| l.kind == "turn" && l.label.contains('2')));
    // Measures of before do not carry the new round.
    says(&desk.refused(&id, "step:tracking", NOTE), "close_no_intervention");
    desk.ready_to_close(&id, &["review_note"]);
    desk.ok(&id, "step:tracking", NOTE);
    desk.ok(&id, "step:closed", NOTE);
    assert_eq!(desk.status(&id), "closed");
}

#[test]
fn a_closed_case_is_investigated_again_when_it_happens_again_and_asks_for_its_own_care_school_23_r7() {
    let desk = Desk::open(102);
    let id = desk.found("moderate");
    desk.ready_to_close(&id, &[]);
    desk.ok(&id, "step:tracking", NOTE);
    desk.ok(&id, "step:closed", NOTE);
    let again = desk.record("suspected", &[(VICTIM, "victim"), (ACTOR, "actor")]);
    desk.go("2026-06-24T10:00:00+08:00");
    let begin: Values<'_> = &[("memberIds", &["t_zz"]), ("methods", &["分别谈话"]), ("text", &["重新启动调查。"])];
    let unsaid = desk.refused(&id, "step:investigating", begin);
    assert!(unsaid.contains("ground:") && unsaid.contains("groundReason:"), "{unsaid}");
    let bare = desk.refused(
        &id,
        "step:investigating",
        &[begin[0], begin[1], begin[2], ("ground", &["appeal"]), ("groundReason", &["申诉"])],
    );
    assert!(bare.contains("ground:"), "an appeal is reviewed, not investigated: {bare}");
    let why: Values<'_> =
        &[("ground", &["repeat"]), ("groundReason", &["6月23日放学后又在校门外堵截。"]), ("relatedId", &[&again])];
    let offered = desk.step(&id, "investigating");
    assert!(offered.obstacles.is_empty(), "everything in its way is typed with it: {offered:?}");
    desk.ok(&id, "step:investigating", &[begin[0], begin[1], begin[2], why[0], why[1], why[2]]);
    let view = desk.view(&id);
    assert_eq!((desk.status(&id).as_str(), view.round), ("investigating", 2));
    let past = &view.earlier[0];
    assert_eq!((past.related.as_str(), past.closed_on.as_deref()), (again.as_str(), Some("2026-06-20")));
    let concern = desk.concern(&id);
    assert!(concern.result.is_some(), "what was decided counts until another decision takes its place");
    assert_eq!(desk.duty(&id, "investigation").unwrap().due.as_deref(), Some("2026-07-04"));
    desk.ok(&id, "step:pending_determination", FINDING);
    let minutes = desk.minutes(&["serious"], &["2026-06-24"]);
    desk.ok(&id, "step:handling", &minutes);
    let priors = desk.view(&id).prior;
    assert!(priors.iter().any(|p| p.concern == id), "the first finding is shown beside the second: {priors:?}");
    desk.ready_to_close(&id, &["counselling_refusal", "lesson"]);
    desk.ok(&id, "step:tracking", NOTE);
    let said = desk.refused(&id, "step:closed", NOTE);
    for code in ["r2_county_report_missing", "r7_victim_not_counselled", "close_no_lesson"] {
        says(&said, code);
    }
}
