//! Appeal inside the school and review by the county: their clocks, their bodies, and where the case goes on.

use crate::desk::*;

/// A case in its handling with a sanction of the first day, whose notice was delivered.
fn sanctioned(desk: &Desk) -> (String, String) {
    let id = desk.found("moderate");
    let no = desk.sanction(&id, day(MORNING));
    desk.ok(&id, "appeal_notice", &[("sanctionId", &[&no])]);
    (id, no)
}

/// Those of the 申诉委员会 who hear it.
pub const HEARING: &[&str] = &["t_jw", "t_tw", "t_info", "x_sq"];

pub fn appeal<'a>(no: &'a [&'a str], on: &'a [&'a str]) -> Vec<(&'a str, &'a [&'a str])> {
    vec![
        ("way", &["校内申诉"]),
        ("sanctionId", no),
        ("filedOn", on),
        ("filedByRelation", &["父亲"]),
        ("body", &["学生申诉委员会"]),
        ("text", &["家长书面申诉，受理。"]),
    ]
}

#[test]
fn an_appeal_is_decided_by_its_committee_and_upheld_returns_to_where_it_was_discipline_17() {
    let desk = Desk::open(91);
    let (id, no) = sanctioned(&desk);
    let no = [no.as_str()];
    let early = desk.refused(&id, "step:under_review", &appeal(&no, &["2026-06-19"]));
    assert!(early.contains("filedOn:"), "{early}");
    desk.go("2026-07-01T10:00:00+08:00");
    let view = desk.ok(&id, "step:under_review", &appeal(&no, &["2026-06-30"]));
    assert!(view.chronology.iter().any(|l| l.kind == "appeal"));
    let due = desk.duty(&id, "appeal_decision").unwrap();
    assert_eq!(due.due.as_deref(), Some("2026-07-15"), "{due:?}");
    let upheld: Values<'_> = &[
        ("presentIds", HEARING),
        ("voteFor", &["4"]),
        ("outcome", &["upheld"]),
        ("reason", &["事实清楚，程序合规，处分适当。"]),
        ("text", &["维持原处分。"]),
    ];
    let few: Values<'_> = &[("presentIds", &["t_jw", "t_tw"]), ("voteFor", &["2"]), upheld[2], upheld[3], upheld[4]];
    says(&desk.refused(&id, "step:handling", few), "appeal_no_quorum");
    let wrong: Values<'_> =
        &[("presentIds", &["t_jw", "t_tw", "t_info", "t_zz"]), upheld[1], upheld[2], upheld[3], upheld[4]];
    says(&desk.refused(&id, "step:handling", wrong), "appeal_not_a_member");
    let heavier: Values<'_> =
        &[upheld[0], upheld[1], ("outcome", &["changed"]), ("changedKind", &["probation"]), upheld[3], upheld[4]];
    says(&desk.refused(&id, "step:handling", heavier), "appeal_heavier");
    says(&desk.refused(&id, "step:tracking", upheld), "review_upheld_returns");
    desk.ok(&id, "step:handling", upheld);
    assert_eq!(desk.status(&id), "handling");
    assert!(desk.duty(&id, "appeal_decision").is_none());
    assert_eq!(desk.view(&id).round, 1, "nothing was revoked");
}

#[test]
fn a_county_review_runs_fifteen_days_from_its_acceptance_plan_2017() {
    let desk = Desk::open(92);
    let id = desk.found("moderate");
    desk.go("2026-06-25T10:00:00+08:00");
    let county: Values<'_> = &[
        ("way", &["向县级教育部门申请复查"]),
        ("studentId", &[ACTOR]),
        ("filedOn", &["2026-06-22"]),
        ("filedByRelation", &["父亲"]),
        ("acceptedOn", &["2026-06-24"]),
        ("text", &["县局受理复查。"]),
    ];
    let unaccepted = desk.refused(&id, "step:under_review", &[county[0], county[1], county[2], county[3], county[5]]);
    assert!(unaccepted.contains("acceptedOn:"), "{unaccepted}");
    desk.ok(&id, "step:under_review", county);
    assert_eq!(desk.duty(&id, "county_review").unwrap().due.as_deref(), Some("2026-07-09"));
    let answer: Values<'_> = &[
        ("countyOutcome", &["维持"]),
        ("panel", &["县局政教股\n责任督学"]),
        ("answer", &["书面答复"]),
        ("text", &["县局维持原认定。"]),
    ];
    says(&desk.refused(&id, "step:pending_determination", answer), "review_upheld_returns");
    desk.ok(&id, "step:handling", answer);
    let line = desk.view(&id).chronology.into_iter().find(|l| l.kind == "county_review").unwrap();
    assert!(
        line.facts.iter().any(|f| f.value == "2026-07-09") && line.facts.iter().any(|f| f.value == "维持"),
        "{line:?}"
    );
}

#[test]
fn a_closed_case_is_opened_by_an_appeal_and_closed_again_when_it_is_upheld() {
    let desk = Desk::open(93);
    let (id, no) = sanctioned(&desk);
    desk.ready_to_close(&id, &[]);
    desk.ok(&id, "step:tracking", NOTE);
    desk.ok(&id, "step:closed", NOTE);
    desk.go("2026-06-24T10:00:00+08:00");
    let no = [no.as_str()];
    desk.ok(&id, "step:under_review", &appeal(&no, &["2026-06-23"]));
    assert_eq!(desk.status(&id), "under_review");
    let upheld: Values<'_> = &[
        ("presentIds", HEARING),
        ("voteFor", &["4"]),
        ("outcome", &["upheld"]),
        ("reason", &["事实清楚，处分适当。"]),
        ("text", &["维持，案件仍为办结。"]),
    ];
    desk.ok(&id, "step:closed", upheld);
    let view = desk.view(&id);
    assert_eq!((desk.status(&id).as_str(), view.round, view.earlier.len()), ("closed", 1, 0));
}
