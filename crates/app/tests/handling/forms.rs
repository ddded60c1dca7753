//! The forms themselves, the life of a sign, and who may move a case.

use app::Code;
use app::view::*;

use crate::desk::*;

#[test]
fn every_form_of_every_kind_has_its_words_and_opens() {
    let desk = Desk::open(51);
    let cases = [
        desk.record("sign", &[(VICTIM, "focus")]),
        desk.record("hazard", &[]),
        desk.record("suspected", &[(VICTIM, "victim"), (ACTOR, "actor")]),
        // Closed in the sample: its steps open it again.
        "GZ-2026-007".to_owned(),
    ];
    let mut forms = 0;
    for id in &cases {
        let view = desk.view(id);
        assert!(!view.actions.is_empty() && view.actions.iter().any(|a| a.moves), "{id}");
        for action in &view.actions {
            let request = EntryFormRequest { id: id.clone(), entry: action.entry.clone() };
            let form = app::handling::case_form(&desk.app, &request).unwrap();
            forms += 1;
            assert!(!form.title.is_empty() && !form.submit.is_empty() && !form.fields.is_empty(), "{}", action.entry);
            let all = form.fields.iter().chain(form.fields.iter().flat_map(|f| &f.columns));
            for field in all {
                assert!(!field.label.is_empty(), "{} {} has no words", action.entry, field.field);
                let chosen = matches!(field.input.as_str(), "choice" | "choices" | "words");
                let may_be_empty = matches!(field.field.as_str(), "sanctionId" | "relatedId");
                assert!(!chosen || may_be_empty || !field.choices.is_empty(), "{} {}", action.entry, field.field);
            }
            for said in form.obstacles.iter().chain(&form.warnings) {
                assert!(!said.contains('{') && said.chars().any(|c| c >= '一'), "{said}");
            }
        }
        for line in &view.chronology {
            assert!(!line.label.is_empty() && line.facts.iter().all(|f| !f.label.is_empty()), "{id}: {line:?}");
        }
    }
    assert!(forms > 35, "{forms}");
}

#[test]
fn a_sign_is_struck_off_once_cause_communication_measure_and_outcome_stand_notice_3_2() {
    let desk = Desk::open(52);
    let id = desk.record("sign", &[(VICTIM, "focus")]);
    desk.ok(&id, "step:verifying", NOTE);
    desk.ok(&id, "step:intervening", NOTE);
    says(&desk.refused(&id, "step:tracking", NOTE), "close_no_intervention");
    let me = desk.me();
    desk.ok(&id, "measure", &[("kind", &["guidance"]), ("text", &["每天中午找他聊十分钟。"]), ("by", &[&me])]);
    desk.ok(&id, "step:tracking", NOTE);
    let strike = desk.step(&id, "struck_off");
    says(&strike.obstacles.join(""), "close_no_communication");
    desk.ok(
        &id,
        "communication",
        &[
            ("guardianRelation", &["母亲"]),
            ("mode", &["phone"]),
            ("minutes", &["15"]),
            ("points", &["说明在校情况，请家长多陪伴。"]),
            ("docType", &["沟通记录"]),
        ],
    );
    let done = desk.ok(
        &id,
        "step:struck_off",
        &[("cause", &["转学后没有伙伴。"]), ("result", &["sign_confirmed"]), ("text", &["已经有两个固定伙伴。"])],
    );
    assert_eq!(desk.status(&id), "struck_off");
    assert!(done.duties.is_empty() && !done.actions.iter().any(|a| a.entry == "measure"));
    assert!(done.chronology.iter().any(|l| l.kind == "communication" && l.no.starts_with("GT-")));
    let late = desk.enter(&id, "measure", &[("kind", &["guidance"]), ("text", &["再记一条。"])]).unwrap_err();
    assert_eq!(late.code, Code::CaseFinished);
}

#[test]
fn a_teacher_who_is_not_named_does_not_move_a_case() {
    let desk = Desk::open(54);
    let app = &desk.app;
    let id = desk.record("sign", &[(VICTIM, "focus")]);
    let teacher = app::roster::staff_list(app).unwrap().into_iter().find(|s| s.post.contains("教师")).unwrap();
    let added = app::people::people_add(
        app,
        &serde_json::from_value(serde_json::json!({
            "personId": teacher.id, "posts": ["staff"], "password": "田埂上走过一群白鸭子"
        }))
        .unwrap(),
    )
    .unwrap();
    let account = added.accounts.iter().find(|a| a.person_id == teacher.id).unwrap().account.clone();
    app::home::lock(app);
    let login = serde_json::json!({
        "account": account, "password": "田埂上走过一群白鸭子", "practice": true, "clockAccepted": false
    });
    app::home::login(app, &serde_json::from_value(login).unwrap()).unwrap();
    let change = serde_json::json!({ "old": "田埂上走过一群白鸭子", "password": "河边的柳树发了新芽呢" });
    app::people::password_change(app, &serde_json::from_value(change).unwrap()).unwrap();
    let unseen = app::handling::case_get(app, &IdRequest { id: id.clone() }).unwrap_err();
    assert_eq!(unseen.code, Code::NotFound);
    assert_eq!(desk.enter(&id, "step:verifying", NOTE).unwrap_err().code, Code::NotFound);
}

#[test]
fn more_time_for_an_investigation_needs_a_local_basis_and_the_principal_and_leaves_the_deadline_plan_2017() {
    let desk = Desk::open(55);
    let id = desk.record("suspected", &[(VICTIM, "victim"), (ACTOR, "actor")]);
    let begin: Values<'_> = &[("memberIds", &["t_zz"]), ("methods", &["分别谈话"]), ("text", &["成立调查组。"])];
    let no_inquiry = desk.refused(&id, "extension", &[("reason", &["证人在外"]), ("basis", &["省办法"])]);
    assert!(no_inquiry.contains("现在不需要"), "{no_inquiry}");
    desk.ok(&id, "step:investigating", begin);
    assert_eq!(desk.duty(&id, "investigation").unwrap().due.as_deref(), Some("2026-06-30"), "ten natural days");
    // Applied for after the deadline, too.
    desk.go("2026-07-02T08:30:00+08:00");
    let asked: Values<'_> =
        &[("days", &["20"]), ("reason", &["两名证人随父母外出。"]), ("basis", &["省实施办法第十二条"])];
    says(&desk.refused(&id, "extension", asked), "extension_days");
    desk.ok(&id, "extension", &[asked[1], asked[2]]);
    let due = desk.duty(&id, "investigation").unwrap();
    assert_eq!((due.due.as_deref(), due.overdue), (Some("2026-06-30"), 2), "asked for is not approved");
    assert!(desk.duty(&id, "investigation_extension").is_some());
    let twice = desk.refused(&id, "extension", &[asked[1], asked[2]]);
    assert!(twice.contains("已经申请过延长"), "{twice}");
    desk.ok(&id, "extension_approval", &[]);
    let due = desk.duty(&id, "investigation").unwrap();
    assert_eq!(
        (due.due.as_deref(), due.overdue),
        (Some("2026-06-30"), 0),
        "the first deadline stands beside the new one"
    );
    assert!(desk.duty(&id, "investigation_extension").is_none());
    assert!(
        desk.view(&id)
            .chronology
            .iter()
            .any(|l| l.kind == "extension" && l.facts.iter().any(|f| f.value == "2026-07-02"))
    );
}
