//! The duty to report of a serious case, and the hand-over to the police: R2, R9 and R10.

use crate::desk::*;

const COUNTY: &str = "青坪县教育科技局";
const POLICE: &str = "青坪县公安局石湾子派出所";

fn written<'a>(kind: &'a [&'a str]) -> Vec<(&'a str, &'a [&'a str])> {
    vec![
        ("type", kind),
        ("to", &[COUNTY]),
        ("reviewerId", &["t_fxz"]),
        ("issuerId", &["t_xz"]),
        ("cause", &["两人因为借书没有归还发生口角，此后关系一直紧张，多次争执。"]),
        ("course", &["一周内三次在二层走廊推搡、堵截，索要零花钱，第三次用书包砸中手臂。"]),
        ("people", &["被欺凌学生一人，实施学生一人，均为七年级。"]),
        ("measures", &["当场制止，分开看护，通知双方家长，启动调查。"]),
        ("harm", &["手臂擦伤，已在卫生院处理。"]),
        ("evidence", &["走廊录像，证人陈述。"]),
        ("police", &["已报警。"]),
        ("publicOpinion", &["没有。"]),
    ]
}

fn other<'a>(base: &[(&'a str, &'a [&'a str])], field: &'a str, value: &'a [&'a str]) -> Vec<(&'a str, &'a [&'a str])> {
    let mut all: Vec<_> = base.iter().copied().filter(|(f, _)| *f != field).collect();
    all.push((field, value));
    all
}

#[test]
fn a_serious_case_is_told_to_the_county_in_writing_and_to_the_police_before_it_is_closed_r2() {
    let desk = Desk::open(81);
    let id = desk.found("serious");
    for code in ["phone_report", "written_report", "police_report"] {
        assert!(desk.duty(&id, code).is_some(), "{code} is due at once");
    }
    desk.ready_to_close(&id, &[]);
    desk.ok(&id, "step:tracking", NOTE);
    let said = desk.refused(&id, "step:closed", NOTE);
    says(&said, "r2_county_report_missing");
    says(&said, "r2_police_report_missing");
    let phone: Values<'_> = &[("type", &["first"]), ("to", &[COUNTY]), ("content", &["七年级一起欺凌，伤情待核。"])];
    desk.ok(&id, "report_phone", phone);
    assert!(desk.duty(&id, "phone_report").is_none());
    let said = desk.refused(&id, "step:closed", NOTE);
    says(&said, "r2_county_written_missing");
    desk.ok(&id, "report_written", &written(&["first"]));
    desk.ok(&id, "police", &[("kind", &["called"]), ("how", &["电话 110"])]);
    desk.ok(&id, "step:closed", NOTE);
    // 续报 and 终报 come after the close.
    desk.ok(&id, "report_written", &written(&["final"]));
    let view = desk.view(&id);
    assert_eq!(view.chronology.iter().filter(|l| l.no.starts_with("BG-2026-")).count(), 3);
}

#[test]
fn a_written_report_has_its_six_facts_and_follows_on_the_one_before_r9_r10() {
    let desk = Desk::open(82);
    let id = desk.found("serious");
    let first = written(&["first"]);
    says(&desk.refused(&id, "report_written", &other(&first, "cause", &["口角"])), "r10_field_short");
    says(&desk.refused(&id, "report_written", &other(&first, "people", &["待核。"])), "r10_field_open");
    let nobody = desk.refused(&id, "report_written", &other(&first, "to", &[]));
    assert!(nobody.contains("to:"), "{nobody}");
    says(&desk.refused(&id, "report_written", &written(&["follow_up"])), "r9_report_order");
    says(&desk.refused(&id, "report_written", &written(&["final"])), "r9_final_before_close");
    desk.ok(&id, "report_written", &first);
    desk.ok(&id, "report_written", &written(&["follow_up"]));
    says(&desk.refused(&id, "report_written", &first), "r9_report_order");
    let early = other(&written(&["follow_up"]), "sentAt", &["2026-06-20T09:00:00+08:00"]);
    says(&desk.refused(&id, "report_written", &early), "r9_report_chain");
}

#[test]
fn a_case_that_goes_to_the_police_is_closed_with_what_they_did_and_with_its_reports_r2() {
    let desk = Desk::open(83);
    let id = desk.investigated();
    let bare = desk.refused(&id, "step:transferred", &[("to", &[]), ("text", &["移送。"])]);
    assert!(bare.contains("to:"), "{bare}");
    desk.ok(
        &id,
        "step:transferred",
        &[("to", &[POLICE]), ("materials", &["调查报告\n走廊录像"]), ("text", &["移送公安机关。"])],
    );
    let concern = desk.concern(&id);
    assert_eq!(concern.status, "transferred");
    desk.ready_to_close(&id, &[]);
    let outcome: Values<'_> = &[("policeOutcome", &["批评教育，责令监护人严加管教。"]), ("text", &["办结。"])];
    says(&desk.refused(&id, "step:closed", outcome), "r2_county_report_missing");
    desk.ok(&id, "report_written", &written(&["first"]));
    let unsaid = desk.refused(&id, "step:closed", NOTE);
    assert!(unsaid.contains("policeOutcome:"), "{unsaid}");
    desk.ok(&id, "step:closed", outcome);
    assert_eq!(desk.status(&id), "closed");
}
