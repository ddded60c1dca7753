//! What happens to records after they are finished, and what the audit log keeps of it: corrections, voids, sealed texts,
//! drafts, on the practice school.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

#[allow(dead_code, reason = "each test file uses a part of this")]
mod common;

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

fn record(kind: &str, id: &str) -> RecordRequest {
    RecordRequest { kind: kind.into(), id: id.into() }
}

fn correct(kind: &str, id: &str, field: &str, value: &str, reason: &str) -> CorrectRequest {
    CorrectRequest { kind: kind.into(), id: id.into(), field: field.into(), value: value.into(), reason: reason.into() }
}

fn everything() -> AuditPageRequest {
    AuditPageRequest {
        actor: None,
        action: None,
        views: None,
        kind: None,
        id: None,
        from: None,
        to: None,
        before: None,
    }
}

fn field_codes(e: &app::AppError) -> Vec<(String, String)> {
    assert_eq!(e.code, Code::InvalidFields, "{e:?}");
    let all = e.args["fields"].as_array().unwrap();
    all.iter().map(|f| (f["field"].as_str().unwrap().into(), f["code"].as_str().unwrap().into())).collect()
}

#[test]
fn a_correction_shows_the_new_value_beside_the_old_one_and_the_row_stays() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 31);
    let id = "GZ-2026-001";
    let before = app::concern::concern_get(&app, &IdRequest { id: id.into() }).unwrap();
    assert!(before.corrections.is_empty() && before.voided.is_none());
    let list = app::correction::correction_list(&app, &record("concern", id)).unwrap();
    assert!(list.finished && list.may_correct && list.may_void);
    let place = list.fields.iter().find(|f| f.field == "place").unwrap();
    assert_eq!((place.value.as_str(), place.input.as_str()), (before.place.as_str(), "line"));
    let owner = list.fields.iter().find(|f| f.field == "owner_id").unwrap();
    assert_eq!(owner.shown, before.owner);
    assert!(owner.choices.iter().any(|c| c.id == owner.value && c.label == owner.shown));

    let changed =
        app::correction::correction_add(&app, &correct("concern", id, "place", "教学楼东楼梯", "地点写错了")).unwrap();
    assert_eq!(changed.rows.len(), 1);
    assert_eq!((changed.rows[0].old.as_str(), changed.rows[0].new.as_str()), (before.place.as_str(), "教学楼东楼梯"));
    assert_eq!(changed.rows[0].reason, "地点写错了");
    let after = app::concern::concern_get(&app, &IdRequest { id: id.into() }).unwrap();
    assert_eq!(after.place, "教学楼东楼梯");
    assert_eq!(after.corrections[0].old_shown, before.place, "the old value stays readable");
    assert_eq!(after.narrative, before.narrative);

    let log = app::audit::audit_page(&app, &AuditPageRequest { id: Some(id.into()), ..everything() }).unwrap();
    let row = &log.rows[0];
    assert_eq!((row.action.as_str(), row.reason.as_deref()), ("correction.add", Some("地点写错了")));
    assert_eq!(row.fields, ["地点"], "the label of the field, and no value");

    // The newest correction counts.
    app::correction::correction_add(&app, &correct("concern", id, "place", "操场", "再核对一次")).unwrap();
    let after = app::concern::concern_get(&app, &IdRequest { id: id.into() }).unwrap();
    assert_eq!((after.place.as_str(), after.corrections.len()), ("操场", 2));
}

#[test]
fn a_correction_is_refused_where_it_is_none() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 32);
    let refused = |request: &CorrectRequest| app::correction::correction_add(&app, request).unwrap_err();
    assert_eq!(refused(&correct("concern", "GZ-2026-015", "place", "操场", "地点写错了")).code, Code::NotFinished);
    assert_eq!(refused(&correct("concern", "GZ-2026-999", "place", "操场", "地点写错了")).code, Code::NotFound);
    assert_eq!(refused(&correct("talk", "TH-2026-001", "place", "操场", "地点写错了")).code, Code::NotFound);
    let same = app::concern::concern_get(&app, &IdRequest { id: "GZ-2026-001".into() }).unwrap().place;
    for (field, value, reason, wanted) in [
        ("place", "操场", "错了", ("reason", "reason_4_400")),
        ("place", same.as_str(), "地点写错了", ("value", "unchanged")),
        ("status", "registered", "状态写错了", ("value", "not_correctable")),
        ("narrative", "短", "情况写错了", ("value", "narrative_20_4000")),
        ("discovered_at", "2026-06-21T08:00:00+08:00", "时间写错了", ("value", "in_the_future")),
    ] {
        let codes = field_codes(&refused(&correct("concern", "GZ-2026-001", field, value, reason)));
        assert_eq!(codes, [(wanted.0.to_owned(), wanted.1.to_owned())], "{field}");
    }
    let page = app::concern::concern_get(&app, &IdRequest { id: "GZ-2026-001".into() }).unwrap();
    assert!(page.corrections.is_empty(), "nothing refused may leave a trace on the record");
}

#[test]
fn a_corrected_number_is_what_the_report_counts_and_a_voided_record_is_counted_nowhere() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 33);
    let before = app::board::today_board(&app).unwrap();
    let request = VoidRequest { kind: "concern".into(), id: "GZ-2026-022".into(), reason: "重复登记".into() };
    let voided = app::correction::record_void(&app, &request).unwrap();
    assert!(!voided.may_correct && !voided.may_void);
    assert_eq!(voided.voided.unwrap().reason, "重复登记");
    assert_eq!(app::correction::record_void(&app, &request).unwrap_err().code, Code::AlreadyVoided);
    let list: ConcernListRequest = serde_json::from_value(serde_json::json!({})).unwrap();
    let rows = app::concern::concern_list(&app, &list).unwrap();
    let marked: Vec<_> = rows.rows.iter().filter(|r| r.voided).map(|r| r.id.as_str()).collect();
    assert_eq!(marked, ["GZ-2026-022"], "the row stays in sight with its mark");
    let page = app::concern::concern_get(&app, &IdRequest { id: "GZ-2026-022".into() }).unwrap();
    assert_eq!(page.voided.unwrap().reason, "重复登记");
    let after = app::board::today_board(&app).unwrap();
    assert_ne!(serde_json::to_value(&after).unwrap(), serde_json::to_value(&before).unwrap());

    for (id, code) in [("GZ-2026-003", Code::VoidDetermined), ("GZ-2026-024", Code::VoidReported)] {
        let request = VoidRequest { kind: "concern".into(), id: id.into(), reason: "重复登记".into() };
        assert_eq!(app::correction::record_void(&app, &request).unwrap_err().code, code, "{id}");
    }
    // Finished and voided: the correction has nothing to stand on any more.
    let request = VoidRequest { kind: "pact".into(), id: "GY-14".into(), reason: "重复登记".into() };
    app::correction::record_void(&app, &request).unwrap();
    let e = app::correction::correction_add(&app, &correct("pact", "GY-14", "adoption", "班会表决", "写错了字"));
    assert_eq!(e.unwrap_err().code, Code::AlreadyVoided);
    assert!(app::pact::pact_list(&app).unwrap().iter().any(|p| p.id == "GY-14" && p.voided));
    assert!(!app::ledger::ledger_list(&app, &LedgerListRequest { status: None }).unwrap().iter().any(|l| l.voided));
}

#[test]
fn a_sealed_text_opens_only_with_a_reason_that_is_logged_first() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 34);
    const SECRET: &str = "孩子说夜里睡不着，已经三个星期。";
    let write = |text: &str, supersedes: Option<String>| WriteSealedRequest {
        kind: "concern".into(),
        id: "GZ-2026-015".into(),
        label: "第一次谈话".into(),
        text: text.into(),
        supersedes,
    };
    let rows = app::sealed::sealed_write(&app, &write(SECRET, None)).unwrap();
    assert_eq!(rows.len(), 1);
    assert!(rows[0].may_open && rows[0].needs_reason, "the principal is not the counsellor");
    let first = rows[0].id.clone();
    let open = |id: &str, reason: Option<&str>| OpenSealedRequest { id: id.into(), reason: reason.map(str::to_owned) };
    for reason in [None, Some("查看"), Some("   ")] {
        let e = app::sealed::sealed_open(&app, &open(&first, reason)).err().unwrap();
        assert_eq!(e.code, Code::ReasonTooShort);
    }
    let logged = |action: &str| {
        let request = AuditPageRequest { action: Some(action.into()), ..everything() };
        app::audit::audit_page(&app, &request).unwrap().rows
    };
    assert!(logged("sealed.open").is_empty(), "a refused view was none");
    let text = app::sealed::sealed_open(&app, &open(&first, Some("家长要求了解情况"))).unwrap().text;
    assert_eq!(text, SECRET);
    let views = logged("sealed.open");
    assert_eq!((views.len(), views[0].reason.as_deref()), (1, Some("家长要求了解情况")));
    assert_eq!((views[0].kind.as_str(), views[0].id.as_str()), ("concern", "GZ-2026-015"));

    let rows = app::sealed::sealed_write(&app, &write("第二次：睡眠好一些了。", Some(first.clone()))).unwrap();
    assert_eq!(rows.len(), 2, "the version before stays");
    assert!(rows.iter().any(|r| r.id == first && r.superseded));
    let again = app::sealed::sealed_write(&app, &write("分叉", Some(first.clone()))).unwrap_err();
    assert_eq!(again.code, Code::NotFound, "a text is replaced once");
    assert_eq!(app::sealed::sealed_open(&app, &open(&first, Some("核对第一次的内容"))).unwrap().text, SECRET);

    let pupil =
        app::roster::pupil_list(&app, &PupilListRequest { class_id: None, with_left: None }).unwrap()[0].name.clone();
    let named = WriteSealedRequest { label: format!("{pupil}的谈话"), ..write("内容", None) };
    let codes = field_codes(&app::sealed::sealed_write(&app, &named).unwrap_err());
    assert_eq!(codes, [("label".to_owned(), "title_names_pupil".to_owned())], "the label stands in the clear");
    let nowhere = WriteSealedRequest { id: "GZ-2026-999".into(), ..write("内容", None) };
    assert_eq!(app::sealed::sealed_write(&app, &nowhere).unwrap_err().code, Code::NotFound);

    let page = app::concern::concern_get(&app, &IdRequest { id: "GZ-2026-015".into() }).unwrap();
    assert!(!serde_json::to_string(&page).unwrap().contains(SECRET), "not among the records");
}

#[test]
fn a_draft_is_kept_until_its_record_is_made_and_a_sealed_one_is_sealed() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 35);
    let save = |form: &str, object: &str, content: &str| {
        let request = SaveDraftRequest { form: form.into(), object_id: object.into(), content: content.into() };
        app::draft::draft_save(&app, &request)
    };
    let get = |form: &str, object: &str| {
        app::draft::draft_get(&app, &DraftRequest { form: form.into(), object_id: object.into() }).unwrap()
    };
    save("ledger", "", "{\"problem\":\"楼\"}").unwrap();
    save("ledger", "", "{\"problem\":\"楼梯间灯坏了\"}").unwrap();
    save("concern", "", "{}").unwrap();
    assert_eq!(get("ledger", "").unwrap().content, "{\"problem\":\"楼梯间灯坏了\"}");
    assert_eq!(app::draft::draft_list(&app).unwrap().len(), 2);
    assert_eq!(save("diary", "", "x").unwrap_err().code, Code::NotFound);
    assert_eq!(save("sealed:packet", "", "x").unwrap_err().code, Code::NotFound);
    assert_eq!(save("concern", "", &"长".repeat(200_001)).unwrap_err().code, Code::DraftTooLarge);
    assert_eq!(get("concern", "").unwrap().content, "{}", "a refused draft leaves the one before");

    // Locked and opened again, as after a crash: still there, with its time.
    app::home::lock(&app);
    app::home::practice_open(&app, &PasswordRequest { password: PASSWORD.into() }).unwrap();
    assert_eq!(get("ledger", "").unwrap().saved_at, "2026-06-20T09:30:00+08:00");

    let staff = app::roster::staff_list(&app).unwrap();
    let made = app::ledger::ledger_record(
        &app,
        &RecordLedgerRequest {
            area: "resources".into(),
            problem: "楼梯间灯坏了".into(),
            source: "自查".into(),
            level: "ordinary".into(),
            found_on: "2026-06-20".into(),
            measures: "换灯".into(),
            owner_id: staff[0].id.clone(),
            leader_id: staff[1].id.clone(),
            verifier_id: None,
            deadline: "2026-06-30".into(),
        },
    )
    .unwrap();
    assert!(made.id.starts_with("ZG-2026-"));
    assert!(get("ledger", "").is_none(), "the draft went with the record, in one transaction");
    let left =
        app::draft::draft_drop(&app, &DraftRequest { form: "concern".into(), object_id: String::new() }).unwrap();
    assert!(left.is_empty());

    const SECRET: &str = "孩子说夜里睡不着";
    save("sealed:concern", "GZ-2026-015", SECRET).unwrap();
    assert_eq!(get("sealed:concern", "GZ-2026-015").unwrap().content, SECRET);
    assert_eq!(app::draft::draft_list(&app).unwrap().len(), 1);
    app::sealed::sealed_write(
        &app,
        &WriteSealedRequest {
            kind: "concern".into(),
            id: "GZ-2026-015".into(),
            label: "第一次谈话".into(),
            text: SECRET.into(),
            supersedes: None,
        },
    )
    .unwrap();
    assert!(app::draft::draft_list(&app).unwrap().is_empty(), "the sealed draft went with the sealed text");
}

#[test]
fn the_log_is_filtered_verified_exported_and_never_says_a_value() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 36);
    for n in 0..120 {
        app::correction::correction_add(
            &app,
            &correct("concern", "GZ-2026-001", "place", &format!("第{n}间教室"), "逐间核对地点"),
        )
        .unwrap();
    }
    let first = app::audit::audit_page(&app, &everything()).unwrap();
    assert!(first.more && first.rows.len() == 100 && first.total == first.count);
    let before = Some(first.rows.last().unwrap().seq);
    let rest = app::audit::audit_page(&app, &AuditPageRequest { before, ..everything() }).unwrap();
    assert!(!rest.more);
    assert_eq!((first.rows.len() + rest.rows.len()) as u64, first.count);
    assert!(first.rows.windows(2).all(|w| w[0].seq == w[1].seq + 1));
    let text = serde_json::to_string(&first).unwrap();
    assert!(!text.contains("间教室"), "a value stands in the log");
    let choices = app::audit::audit_choices(&app).unwrap();
    let principal = first.rows[0].actor_id.clone();
    assert!(choices.actors.iter().any(|c| c.id == principal && c.label == first.rows[0].actor));
    assert!(choices.actions.iter().any(|c| c.id == "correction.add" && c.label == "更正"));

    let count = |request: AuditPageRequest| app::audit::audit_page(&app, &request).unwrap().total;
    assert_eq!(count(AuditPageRequest { action: Some("correction.add".into()), ..everything() }), 120);
    assert_eq!(
        count(AuditPageRequest { actor: Some("system".into()), action: Some("correction.add".into()), ..everything() }),
        0
    );
    let day = |from: &str, to: &str| AuditPageRequest { from: Some(from.into()), to: Some(to.into()), ..everything() };
    assert_eq!(count(day("2026-06-20", "2026-06-20")), first.count);
    assert_eq!(count(day("2026-06-21", "2026-06-30")), 0);
    let e = app::audit::audit_page(&app, &day("2026-06-21", "2026-06-20")).unwrap_err();
    assert_eq!(field_codes(&e), [("to".to_owned(), "before_start".to_owned())]);

    let verdict = app::audit::audit_verify(&app).unwrap();
    assert_eq!(verdict.state, "whole");
    assert!(verdict.checkpoints >= 1, "past a hundred rows a checkpoint was signed: {verdict:?}");

    let path = dir.path().join("审计");
    let made = app::audit::audit_export(&app, &everything(), &path).unwrap();
    assert!(made.path.ends_with("审计.xlsx"));
    let bytes = std::fs::read(&made.path).unwrap();
    assert!(bytes.starts_with(b"PK"));
    let log = app::audit::audit_page(&app, &everything()).unwrap();
    assert_eq!(log.rows[0].action, "audit.export", "that it left the school is logged");
}

/// Gives a member of the staff an account and logs in with it, past the first password.
fn come_in(app: &App, person: &str, post: &str) -> SessionView {
    const GIVEN: &str = "窗台上晒着一筐红辣椒";
    const CHOSEN: &str = "屋后的竹林又密了一层";
    let add = AddAccountRequest { person_id: person.into(), posts: vec![post.into()], password: GIVEN.into() };
    let people = app::people::people_add(app, &add).unwrap();
    let account = people.accounts.iter().find(|a| a.person_id == person).unwrap().account.clone();
    app::home::lock(app);
    let login = LoginRequest { account, password: GIVEN.into(), practice: true, clock_accepted: false };
    app::home::login(app, &login).unwrap();
    app::people::password_change(app, &ChangePasswordRequest { old: GIVEN.into(), password: CHOSEN.into() }).unwrap()
}

#[test]
fn the_counsellor_opens_without_a_reason_and_is_logged_all_the_same() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 37);
    let write = WriteSealedRequest {
        kind: "concern".into(),
        id: "GZ-2026-015".into(),
        label: "校长写的".into(),
        text: "家长到校谈过一次。".into(),
        supersedes: None,
    };
    app::sealed::sealed_write(&app, &write).unwrap();
    come_in(&app, "t_xl", "counsellor");
    let rows = app::sealed::sealed_list(&app, &record("concern", "GZ-2026-015")).unwrap();
    assert!(rows[0].may_open && !rows[0].needs_reason);
    let open = OpenSealedRequest { id: rows[0].id.clone(), reason: None };
    assert_eq!(app::sealed::sealed_open(&app, &open).unwrap().text, "家长到校谈过一次。");
    let own =
        WriteSealedRequest { label: "辅导记录".into(), text: "第一次辅导，情绪平稳。".into(), ..write };
    assert_eq!(app::sealed::sealed_write(&app, &own).unwrap().len(), 2);
    for refused in [
        app::audit::audit_page(&app, &everything()).err().unwrap(),
        app::correction::correction_add(&app, &correct("concern", "GZ-2026-001", "place", "操场", "写错了字"))
            .unwrap_err(),
    ] {
        assert_eq!(refused.code, Code::NoRight);
    }
    app::home::practice_open(&app, &PasswordRequest { password: PASSWORD.into() }).unwrap();
    let request = AuditPageRequest { action: Some("sealed.open".into()), ..everything() };
    let log = app::audit::audit_page(&app, &request).unwrap().rows;
    assert_eq!((log.len(), log[0].actor_id.as_str(), log[0].reason.as_deref()), (1, "t_xl", None));
}

#[test]
fn a_teacher_comes_near_no_sealed_text_and_sees_no_draft_of_others() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 38);
    let save = SaveDraftRequest { form: "concern".into(), object_id: String::new(), content: "{}".into() };
    app::draft::draft_save(&app, &save).unwrap();
    come_in(&app, "t_pe", "staff");
    let text = WriteSealedRequest {
        kind: "concern".into(),
        id: "GZ-2026-015".into(),
        label: "谈话".into(),
        text: "内容".into(),
        supersedes: None,
    };
    let draft = |form: &str| SaveDraftRequest { form: form.into(), object_id: String::new(), content: "x".into() };
    let open =
        OpenSealedRequest { id: "0190a3f0-0000-7000-8000-000000000001".into(), reason: Some("看一看内容".into()) };
    let void = VoidRequest { kind: "concern".into(), id: "GZ-2026-022".into(), reason: "重复登记".into() };
    for refused in [
        app::sealed::sealed_list(&app, &record("concern", "GZ-2026-015")).err().unwrap(),
        app::sealed::sealed_write(&app, &text).err().unwrap(),
        app::sealed::sealed_open(&app, &open).err().unwrap(),
        app::draft::draft_save(&app, &draft("ledger")).err().unwrap(),
        app::draft::draft_save(&app, &draft("sealed:concern")).err().unwrap(),
        app::correction::record_void(&app, &void).err().unwrap(),
        app::audit::audit_verify(&app).err().unwrap(),
        app::audit::audit_choices(&app).err().unwrap(),
        app::audit::audit_compare(&app, dir.path()).err().unwrap(),
        app::audit::audit_export(&app, &everything(), &dir.path().join("x.xlsx")).err().unwrap(),
    ] {
        assert_eq!(refused.code, Code::NoRight);
    }
    let unseen = app::correction::correction_list(&app, &record("concern", "GZ-2026-001")).err().unwrap();
    assert_eq!(unseen.code, Code::NotFound, "what a person may not see is not there");
    assert!(app::draft::draft_list(&app).unwrap().is_empty(), "a draft belongs to who typed it");
    app::draft::draft_save(&app, &save).unwrap();
    assert_eq!(app::draft::draft_list(&app).unwrap().len(), 1);
}

#[test]
fn the_log_is_held_against_a_backup_and_against_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 39);
    app::care::backup_local(&app).unwrap();
    let folder = dir.path().join("home/practice/backups");
    let backup = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    let backup = backup.into_iter().find(|p| p.extension().is_some_and(|e| e == "anmiaobak")).unwrap();
    let found = app::audit::audit_compare(&app, &backup).unwrap();
    assert_eq!((found.state.as_str(), found.kind.as_str()), ("extends", "backup"));
    assert!(found.count > 0 && found.have >= found.count);
    let newest = &app::audit::audit_page(&app, &everything()).unwrap().rows[0];
    assert_eq!((newest.action.as_str(), newest.fields.as_slice()), ("audit.compare", &["备份".to_owned()][..]));
    let note = dir.path().join("说明.txt");
    app::files::put(&note, "不是我们的文件".as_bytes()).unwrap();
    assert_eq!(app::audit::audit_compare(&app, &note).unwrap_err().code, Code::AuditProofUnreadable);
    let nowhere = dir.path().join("没有.anmiao");
    assert_eq!(app::audit::audit_compare(&app, &nowhere).unwrap_err().code, Code::CannotRead);
}

fn pupil(app: &App, name: &str, number: &str) -> String {
    let class_id = app::roster::class_list(app).unwrap()[0].id.clone();
    let request =
        AddPupilRequest { name: name.into(), student_no: number.into(), class_id, birth_month: "2015-09".into() };
    app::roster::add_pupil(app, &request).unwrap().id
}

/// A new ledger item with this problem.
fn problem(app: &App, text: &str) {
    let staff = app::roster::staff_list(app).unwrap();
    let request = RecordLedgerRequest {
        area: "resources".into(),
        problem: text.into(),
        source: "自查".into(),
        level: "ordinary".into(),
        found_on: "2026-06-01".into(),
        measures: "逐间教室整改到位".into(),
        owner_id: staff[1].id.clone(),
        leader_id: staff[0].id.clone(),
        verifier_id: Some(staff[2].id.clone()),
        deadline: "2026-07-10".into(),
    };
    app::ledger::ledger_record(app, &request).unwrap();
}

#[test]
fn a_pupil_whose_name_is_an_ordinary_word_does_not_stop_the_packet_for_good() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 71);
    assert!(app::june::june_names(&app).unwrap().words.is_empty(), "the sample passes");
    let id = pupil(&app, "消防", "20269901");
    problem(&app, "二楼消防通道堆放课桌");
    let refused = app::june::june_make(&app).unwrap_err();
    assert_eq!((refused.code, refused.args["words"].as_u64()), (Code::NameFound, Some(1)));
    assert!(!format!("{refused:?}").contains("消防"), "an error is no place for a name: {refused:?}");

    let found = app::june::june_names(&app).unwrap().words;
    assert_eq!((found.len(), found[0].word.as_str(), found[0].kind.as_str()), (1, "消防", "name"));
    assert_eq!((found[0].student_ids.clone(), found[0].may_confirm), (vec![id.clone()], true));
    let own = found[0].places.iter().find(|p| p.text == "二楼消防通道堆放课桌").unwrap();
    assert!(own.record.starts_with("ZG-") && own.field == "problem", "{own:?}");
    let confirm = |digests: Vec<String>, reason: &str| {
        let (word, kind) = ("消防".to_owned(), "name".to_owned());
        app::june::june_name_confirm(&app, &NameConfirmRequest { word, kind, digests, reason: reason.into() })
    };
    let all: Vec<String> = found[0].places.iter().map(|p| p.digest.clone()).collect();
    assert_eq!(confirm(all.clone(), "词").unwrap_err().code, Code::ReasonTooShort);
    assert_eq!(confirm(vec![], "这里说的是消防通道").unwrap_err().code, Code::NotFound);
    let foreign = all.iter().cloned().chain(["0".repeat(64)]).collect();
    assert_eq!(confirm(foreign, "这里说的是消防通道").unwrap_err().code, Code::NotFound, "only what was shown");
    assert!(confirm(all, "这里说的是消防通道").unwrap().words.is_empty());
    app::june::june_make(&app).unwrap();

    let log = app::audit::audit_page(&app, &AuditPageRequest { id: Some(id), ..everything() }).unwrap();
    let row = log.rows.iter().find(|r| r.action == "june.name_cleared").unwrap();
    assert_eq!(row.reason.as_deref(), Some("这里说的是消防通道"));
    assert!(!row.fields.concat().contains("消防"), "{row:?}");

    // The same word in another text is asked about again, and only there.
    problem(&app, "消防同学的座位靠着暖气片");
    let found = app::june::june_names(&app).unwrap().words;
    assert!(found[0].places.iter().all(|p| p.text.contains("消防同学")), "{found:?}");
    assert_eq!(app::june::june_make(&app).unwrap_err().code, Code::NameFound);
}

#[test]
fn a_confirmation_is_for_those_who_are_called_so_and_for_no_other_name() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 72);
    pupil(&app, "消防", "20269901");
    problem(&app, "二楼消防通道堆放课桌，柳小燕同学绊倒");
    let confirm_all = || {
        for word in app::june::june_names(&app).unwrap().words {
            let digests = word.places.iter().map(|p| p.digest.clone()).collect();
            let reason = "这里说的是消防通道".into();
            let request = NameConfirmRequest { word: word.word, kind: word.kind, digests, reason };
            app::june::june_name_confirm(&app, &request).unwrap();
        }
    };
    confirm_all();
    assert!(app::june::june_names(&app).unwrap().words.is_empty());
    // Somebody of that name comes to the school: the text was confirmed, this name in it was not.
    pupil(&app, "柳小燕", "20269902");
    let found = app::june::june_names(&app).unwrap().words;
    assert_eq!(found.iter().map(|w| w.word.as_str()).collect::<Vec<_>>(), ["柳小燕"]);
    // And a second pupil with the same name as the first.
    pupil(&app, "消防", "20269903");
    let found = app::june::june_names(&app).unwrap().words;
    assert_eq!(found.iter().find(|w| w.word == "消防").unwrap().student_ids.len(), 2, "{found:?}");
    assert_eq!(app::june::june_make(&app).unwrap_err().args["words"], 2);
}

#[test]
fn words_of_headings_titles_and_of_the_school_itself_can_be_confirmed_too() {
    let dir = tempfile::tempdir().unwrap();
    let app = opened(dir.path(), 73);
    // In the fixed words of the report, in the title that also stands in the file's own description, in the school's name.
    for (number, name) in ["安全", "整改", "学校", "公约"].into_iter().enumerate() {
        pupil(&app, name, &format!("2026980{number}"));
    }
    let found = app::june::june_names(&app).unwrap().words;
    assert_eq!(found.len(), 4);
    for word in found {
        assert!(word.may_confirm, "{}: {:?}", word.word, word.places);
        let digests = word.places.iter().map(|p| p.digest.clone()).collect();
        let request =
            NameConfirmRequest {
                word: word.word, kind: word.kind, digests, reason: "这里是普通词，不是姓名".into()
            };
        app::june::june_name_confirm(&app, &request).unwrap();
    }
    app::june::june_make(&app).unwrap();
}
