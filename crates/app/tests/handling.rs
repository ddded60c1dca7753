//! The life of cases, entered through the forms that the window shows, on the practice school.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

mod common;

use std::collections::BTreeMap;

use app::view::*;
use app::{App, Code};
use common::program;

const PASSWORD: &str = "山上种了七棵梨树和枣";

/// A practice home that its principal has opened.
fn opened(dir: &std::path::Path, seed: u64) -> App {
    let app = program(dir, seed);
    app::home::practice_open(&app, &PasswordRequest { password: PASSWORD.into() }).unwrap();
    app
}

fn me(app: &App) -> String {
    app::home::session(app).unwrap().person_id
}

/// The clock of the program, and the tenth natural day after it.
const NOW: &str = "2026-06-20T09:30:00+08:00";
const TEN_DAYS_LATER: &str = "2026-06-30";

fn record(app: &App, kind: &str, pupils: &[(&str, &str)]) -> String {
    let request = RecordConcernRequest {
        kind: kind.into(),
        title: None,
        occurred_from: NOW[..10].into(),
        occurred_to: None,
        learned_at: NOW.into(),
        place: "教学楼二层走廊".into(),
        place_type: "楼梯间".into(),
        channel: "班主任观察".into(),
        forms: if kind == "suspected" { vec!["physical".into()] } else { vec![] },
        involved: pupils
            .iter()
            .map(|(id, role)| InvolvedRequest { student_id: (*id).into(), role: (*role).into() })
            .collect(),
        narrative: "课间在走廊上反复推搡，旁边的同学叫老师过来才停下。".into(),
        immediate_action: "当场制止，分开带到办公室。".into(),
        owner_id: me(app),
        class_id: None,
    };
    app::concern::concern_record(app, &request).unwrap().id
}

type Values<'a> = &'a [(&'a str, &'a [&'a str])];

fn enter(app: &App, id: &str, entry: &str, typed: Values<'_>) -> app::Result<CaseView> {
    let form = app::handling::case_form(app, &EntryFormRequest { id: id.into(), entry: entry.into() })?;
    let mut values: BTreeMap<String, Vec<String>> =
        form.fields.iter().filter(|f| !f.value.is_empty()).map(|f| (f.field.clone(), f.value.clone())).collect();
    for (field, value) in typed {
        values.insert((*field).into(), value.iter().map(|t| (*t).into()).collect());
    }
    app::handling::case_enter(app, &EntryRequest { id: id.into(), entry: entry.into(), values })
}

fn status(app: &App, id: &str) -> String {
    app::concern::concern_get(app, &IdRequest { id: id.into() }).unwrap().status
}

fn step(view: &CaseView, to: &str) -> CaseAction {
    view.actions.iter().find(|a| a.entry == format!("step:{to}")).cloned().unwrap_or_else(|| panic!("no step to {to}"))
}

fn faults(e: &app::AppError) -> Vec<(String, String)> {
    assert_eq!(e.code, Code::InvalidFields, "{e:?}");
    let all = e.args["fields"].as_array().unwrap();
    all.iter().map(|f| (f["field"].as_str().unwrap().into(), f["code"].as_str().unwrap().into())).collect()
}

const NOTE: Values<'static> = &[("text", &["按记录办理，已与有关人员说明。"])];

#[test]
fn every_form_of_every_kind_has_its_words_and_opens() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 51);
    let cases = [
        record(&app, "sign", &[("stu-c07-12", "focus")]),
        record(&app, "hazard", &[]),
        record(&app, "suspected", &[("stu-c07-12", "victim"), ("stu-c07-13", "actor")]),
    ];
    let mut forms = 0;
    for id in &cases {
        let view = app::handling::case_get(&app, &IdRequest { id: id.clone() }).unwrap();
        assert!(!view.actions.is_empty() && view.actions.iter().any(|a| a.moves), "{id}");
        for action in &view.actions {
            let request = EntryFormRequest { id: id.clone(), entry: action.entry.clone() };
            let form = app::handling::case_form(&app, &request).unwrap();
            forms += 1;
            assert!(!form.title.is_empty() && !form.submit.is_empty() && !form.fields.is_empty(), "{}", action.entry);
            let all = form.fields.iter().chain(form.fields.iter().flat_map(|f| &f.columns));
            for field in all {
                assert!(!field.label.is_empty(), "{} {} has no words", action.entry, field.field);
                let chosen = matches!(field.input.as_str(), "choice" | "choices");
                let may_be_empty = matches!(field.field.as_str(), "sanctionId");
                assert!(!chosen || may_be_empty || !field.choices.is_empty(), "{} {}", action.entry, field.field);
            }
            for said in form.obstacles.iter().chain(&form.warnings) {
                assert!(!said.contains('{') && said.chars().any(|c| c >= '一'), "{said}");
            }
        }
    }
    assert!(forms > 30, "{forms}");
}

#[test]
fn a_sign_is_struck_off_once_cause_communication_measure_and_outcome_stand_notice_3_2() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 52);
    let id = record(&app, "sign", &[("stu-c07-12", "focus")]);
    enter(&app, &id, "step:verifying", NOTE).unwrap();
    enter(&app, &id, "step:intervening", NOTE).unwrap();
    let refused = enter(&app, &id, "step:tracking", NOTE).unwrap_err();
    assert_eq!(refused.code, Code::StepRefused, "{refused:?}");
    assert!(refused.args["reasons"].as_str().unwrap().contains("干预"));
    let me = me(&app);
    enter(&app, &id, "measure", &[("kind", &["guidance"]), ("text", &["每天中午找他聊十分钟。"]), ("by", &[&me])])
        .unwrap();
    enter(&app, &id, "step:tracking", NOTE).unwrap();
    let view = app::handling::case_get(&app, &IdRequest { id: id.clone() }).unwrap();
    let strike = step(&view, "struck_off");
    assert!(strike.obstacles.iter().any(|o| o.contains("家长沟通")), "{:?}", strike.obstacles);
    enter(
        &app,
        &id,
        "communication",
        &[
            ("guardianRelation", &["母亲"]),
            ("mode", &["phone"]),
            ("minutes", &["15"]),
            ("points", &["说明在校情况，请家长多陪伴。"]),
            ("docType", &["沟通记录"]),
        ],
    )
    .unwrap();
    let done = enter(
        &app,
        &id,
        "step:struck_off",
        &[("cause", &["转学后没有伙伴。"]), ("result", &["sign_confirmed"]), ("text", &["已经有两个固定伙伴。"])],
    )
    .unwrap();
    assert_eq!(status(&app, &id), "struck_off");
    assert!(done.duties.is_empty() && !done.actions.iter().any(|a| a.entry == "measure"));
    assert!(done.chronology.iter().any(|l| l.kind == "communication" && l.no.starts_with("GT-")));
    let late = enter(&app, &id, "measure", &[("kind", &["guidance"]), ("text", &["再记一条。"])]).unwrap_err();
    assert_eq!(late.code, Code::CaseFinished);
}

#[test]
fn a_suspected_case_goes_from_investigation_to_the_determination_of_the_committee_r1_r6() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 53);
    let id = record(&app, "suspected", &[("stu-c07-12", "victim"), ("stu-c07-13", "actor")]);
    let me = me(&app);
    enter(
        &app,
        &id,
        "step:investigating",
        &[("memberIds", &[&me]), ("methods", &["分别谈话"]), ("text", &["成立调查组。"])],
    )
    .unwrap();
    let view = app::handling::case_get(&app, &IdRequest { id: id.clone() }).unwrap();
    let due = view.duties.iter().find(|d| d.code == "investigation").unwrap();
    assert_eq!(due.due.as_deref().unwrap(), TEN_DAYS_LATER, "教督〔2017〕10号: ten natural days");
    let finding: Values<'_> = &[
        ("finding", &["两人因借书起争执，推搡三次。"]),
        ("cause", &["借书未还引起口角。"]),
        ("text", &["调查完毕。"]),
    ];
    let refused = enter(&app, &id, "step:pending_determination", finding).unwrap_err();
    assert!(refused.args["reasons"].as_str().unwrap().contains("家长"), "art. 39: both sides are told");
    for pupil in ["stu-c07-12", "stu-c07-13"] {
        enter(
            &app,
            &id,
            "communication",
            &[
                ("studentId", &[pupil]),
                ("guardianRelation", &["父亲"]),
                ("mode", &["at_school"]),
                ("minutes", &["30"]),
                ("points", &["通报调查情况。"]),
                ("docType", &["沟通记录"]),
            ],
        )
        .unwrap();
    }
    enter(&app, &id, "step:pending_determination", finding).unwrap();
    let form =
        app::handling::case_form(&app, &EntryFormRequest { id: id.clone(), entry: "step:ordinary_dispute".into() })
            .unwrap();
    let present = form.fields.iter().find(|f| f.field == "presentIds").unwrap().value.clone();
    let votes = present.len().to_string();
    let day = &NOW[..10];
    let minutes: Vec<(&str, Vec<&str>)> = vec![
        ("facts", vec!["借书引起的一次争执，双方都动手，没有恃强凌弱。"]),
        ("betweenStudentsMet", vec!["1"]),
        ("betweenStudentsText", vec!["双方都是本校学生。"]),
        ("intentText", vec!["没有蓄意欺压。"]),
        ("meansText", vec!["互相推搡。"]),
        ("harmText", vec!["没有受伤。"]),
        ("notBullyingReasons", vec!["一次性的互相推搡，双方力量相当，没有蓄意。"]),
        ("proposedHandling", vec!["批评教育，互相道歉。"]),
        ("studentStatements", vec!["双方都承认推了对方。"]),
        ("guardianOpinions", vec!["双方家长认可。"]),
        ("guardians.0.studentId", vec!["stu-c07-12"]),
        ("guardians.0.notifiedOn", vec![day]),
        ("guardians.0.attended", vec!["1"]),
        ("text", vec!["委员会认定不构成欺凌。"]),
        ("voteFor", vec![&votes]),
    ];
    let typed: Vec<(&str, &[&str])> = minutes.iter().map(|(f, v)| (*f, v.as_slice())).collect();
    let refused = enter(&app, &id, "step:ordinary_dispute", &typed).unwrap_err();
    let said = faults(&refused);
    assert!(said.iter().any(|(field, code)| field == "guardianOpinions" && code == "refused"), "{said:?}");
    let mut whole = typed.clone();
    let other: [(&str, &[&str]); 3] = [
        ("guardians.1.studentId", &["stu-c07-13"]),
        ("guardians.1.notifiedOn", &[day]),
        ("guardians.1.attended", &["1"]),
    ];
    whole.extend(other);
    let view = enter(&app, &id, "step:ordinary_dispute", &whole).unwrap();
    assert_eq!(status(&app, &id), "ordinary_dispute");
    let close = step(&view, "closed");
    assert!(close.obstacles.iter().any(|o| o.contains("干预")), "{:?}", close.obstacles);
    let concern = app::concern::concern_get(&app, &IdRequest { id }).unwrap();
    assert!(concern.result.is_some());
}

#[test]
fn a_teacher_who_is_not_named_does_not_move_a_case() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 54);
    let id = record(&app, "sign", &[("stu-c07-12", "focus")]);
    let teacher = app::roster::staff_list(&app).unwrap().into_iter().find(|s| s.post.contains("教师")).unwrap();
    let added = app::people::people_add(
        &app,
        &serde_json::from_value(serde_json::json!({
            "personId": teacher.id, "posts": ["staff"], "password": "田埂上走过一群白鸭子"
        }))
        .unwrap(),
    )
    .unwrap();
    let account = added.accounts.iter().find(|a| a.person_id == teacher.id).unwrap().account.clone();
    app::home::lock(&app);
    let login = serde_json::json!({
        "account": account, "password": "田埂上走过一群白鸭子", "practice": true, "clockAccepted": false
    });
    app::home::login(&app, &serde_json::from_value(login).unwrap()).unwrap();
    let change = serde_json::json!({ "old": "田埂上走过一群白鸭子", "password": "河边的柳树发了新芽呢" });
    app::people::password_change(&app, &serde_json::from_value(change).unwrap()).unwrap();
    let unseen = app::handling::case_get(&app, &IdRequest { id: id.clone() }).unwrap_err();
    assert_eq!(unseen.code, Code::NotFound);
    let unseen = enter(&app, &id, "step:verifying", NOTE).unwrap_err();
    assert_eq!(unseen.code, Code::NotFound);
}
