//! Safeguards of pupils' data on a real home: whose name each post reads, cases that open only for a reason, consents and
//! requests of guardians.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

#[allow(dead_code, reason = "each test file uses a part of this")]
mod common;

use app::view::*;
use app::{App, Code};
use common::{desk, program};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// The accounts beside the principal's, and the pupils.
struct School {
    _folder: tempfile::TempDir,
    app: App,
    director: String,
    teacher: String,
    recorder: String,
    other: String,
    pupils: Vec<PupilRow>,
    case: String,
}

const OWN_PUPIL: &str = "林晓禾";
const OTHER_PUPIL: &str = "赵一鸣";
const WITNESS: &str = "柳依依";

fn ask<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

fn said(view: &impl Serialize) -> String {
    serde_json::to_string(view).unwrap()
}

impl School {
    /// Two classes, one with the teacher, and a matter between them that a member of staff recorded.
    fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = program(folder.path(), seed);
        desk::started(&app);
        let director = desk::with(&app, "韩立冬", &["discipline_director"]);
        let teacher = desk::with(&app, "陶望春", &["homeroom_teacher"]);
        let recorder = desk::with(&app, "钱谷雨", &["staff"]);
        let other = desk::with(&app, "吴越溪", &["staff"]);
        let staff = app::roster::staff_list(&app).unwrap();
        let own = staff.iter().find(|s| s.name == "陶望春").unwrap().id.clone();
        let class = |name: &str, teacher: Option<&str>| {
            app::roster::add_class(&app, &ask(json!({"name": name, "homeroomTeacherId": teacher}))).unwrap().id
        };
        let (first, second) = (class("五年级1班", Some(&own)), class("六年级1班", None));
        let pupil = |name: &str, no: &str, class: &str| {
            let request = json!({"name": name, "studentNo": no, "classId": class, "birthMonth": "2015-03"});
            app::roster::add_pupil(&app, &ask(request)).unwrap()
        };
        let pupils = vec![
            pupil(OWN_PUPIL, "20210101", &first),
            pupil(OTHER_PUPIL, "20200101", &second),
            pupil(WITNESS, "20200102", &second),
        ];
        let mut school = Self { _folder: folder, app, director, teacher, recorder, other, pupils, case: String::new() };
        school.as_(&school.recorder.clone());
        let request = json!({
            "kind": "suspected", "title": null, "occurredFrom": "2026-06-20T09:00:00+08:00", "occurredTo": null,
            "learnedAt": "2026-06-20T09:05:00+08:00", "place": "操场东墙边", "placeType": "操场", "channel": "任课教师报告",
            "forms": ["physical"], "narrative": format!("课间{OTHER_PUPIL}推搡{OWN_PUPIL}，{WITNESS}在一旁看见并报告老师。"),
            "immediateAction": format!("制止{OTHER_PUPIL}，送{OWN_PUPIL}回教室"), "ownerId": school.me(), "classId": null,
            "involved": [{"studentId": school.pupils[0].id, "role": "victim"},
                {"studentId": school.pupils[1].id, "role": "actor"}],
        });
        school.case = app::concern::concern_record(&school.app, &ask(request)).unwrap().id;
        school
    }

    fn as_(&self, account: &str) {
        let password = if account == "01" { desk::PASSWORD } else { desk::OWN };
        desk::login(&self.app, account, password).unwrap();
    }

    fn me(&self) -> String {
        app::home::session(&self.app).unwrap().person_id
    }

    fn concern(&self) -> app::Result<ConcernView> {
        app::concern::concern_get(&self.app, &ask(json!({"id": self.case})))
    }

    fn case(&self) -> app::Result<CaseView> {
        app::handling::case_get(&self.app, &ask(json!({"id": self.case})))
    }

    fn search(&self, text: &str) -> SearchView {
        app::search::search(&self.app, &ask(json!({"text": text, "kinds": []}))).unwrap()
    }

    fn list(&self) -> ConcernListView {
        app::concern::concern_list(&self.app, &ask(json!({}))).unwrap()
    }

    /// Everything that the window can show of the matter to the person at the keyboard.
    fn everything(&self) -> String {
        let form = json!({"id": self.case, "entry": "note"});
        let talk = json!({"id": self.case, "entry": "communication"});
        let about = json!({"kind": "concern", "id": self.case});
        [
            said(&self.concern().unwrap()),
            said(&self.case().unwrap()),
            said(&app::handling::case_form(&self.app, &ask(form)).unwrap()),
            said(&app::handling::case_form(&self.app, &ask(talk)).unwrap()),
            said(&app::correction::correction_list(&self.app, &ask(about)).unwrap()),
            said(&self.search("操场")),
            said(&self.search("推搡")),
            said(&app::board::today_board(&self.app).unwrap()),
        ]
        .join("\n")
    }
}

#[test]
fn each_post_reads_the_names_that_its_work_needs_on_every_page() {
    let school = School::new(41);
    for leader in ["01", &school.director] {
        school.as_(leader);
        let all = school.everything();
        for name in [OWN_PUPIL, OTHER_PUPIL, WITNESS] {
            assert!(all.contains(name), "{leader} reads {name}");
        }
    }
    school.as_(&school.recorder);
    assert!(school.everything().contains(OTHER_PUPIL), "who wrote it reads it");
    school.as_(&school.teacher);
    let all = school.everything();
    assert!(all.contains(OWN_PUPIL) && all.contains("赵*鸣") && all.contains("柳*依"), "{all}");
    for name in [OTHER_PUPIL, WITNESS] {
        assert!(!all.contains(name), "a 班主任 reads {name} of another class: {all}");
    }
    // The hit lies inside the name, so that no piece may show the rest of it.
    assert!(!said(&school.search("赵一")).contains("一鸣"), "search tells the rest of a name");
    school.as_(&school.other);
    assert_eq!(school.concern().unwrap_err().code, Code::NotFound);
    assert!(school.search("推搡").hits.is_empty() && school.list().rows.is_empty());
}

#[test]
fn the_roster_gives_numbers_and_pseudonyms_only_where_the_name_is_read_whole() {
    let school = School::new(42);
    let rows = || app::roster::pupil_list(&school.app, &ask(json!({"classId": null}))).unwrap();
    let of = |rows: &[PupilRow], n: usize| rows.iter().find(|r| r.id == school.pupils[n].id).unwrap().clone();
    school.as_(&school.director);
    assert!(rows().iter().all(|r| !r.student_no.is_empty() && !r.pseudonym.is_empty() && !r.name.contains('*')));
    school.as_(&school.teacher);
    let (own, other) = (of(&rows(), 0), of(&rows(), 1));
    assert_eq!((own.name.as_str(), own.student_no.as_str()), (OWN_PUPIL, "20210101"));
    assert!(!own.pseudonym.is_empty());
    assert_eq!((other.name.as_str(), other.student_no.as_str(), other.pseudonym.as_str()), ("赵*鸣", "", ""));
    assert_eq!(other.birth_month, "");
    let find = |text: &str| app::roster::pupil_find(&school.app, &ask(json!({"text": text}))).unwrap();
    assert_eq!(find(OTHER_PUPIL)[0].name, OTHER_PUPIL, "who types the name knows it");
    assert_eq!(find("赵")[0].name, "赵*鸣", "a surname is no knowledge");
    assert!(find("20200101").is_empty(), "a number of another class finds nobody");
    assert_eq!(find(OTHER_PUPIL)[0].pseudonym, "", "the pseudonym stays apart from the name");
}

#[test]
fn a_sensitive_case_opens_for_a_reason_and_who_looked_is_told() {
    let school = School::new(43);
    let open =
        |reason: &str| app::safeguard::sensitive_open(&school.app, &ask(json!({"id": school.case, "reason": reason})));
    let mark = |marked: bool, reason: &str| {
        let request = json!({"id": school.case, "marked": marked, "reason": reason});
        app::safeguard::sensitive_mark(&school.app, &ask(request))
    };
    school.as_(&school.teacher);
    assert_eq!(mark(true, "涉及隐私部位").unwrap_err().code, Code::NoRight);
    school.as_(&school.director);
    assert_eq!(mark(true, "短").unwrap_err().code, Code::InvalidFields);
    assert!(mark(true, "涉及隐私部位").unwrap().marked);
    assert!(school.concern().unwrap().sensitive.marked, "who has just marked it has it open");
    desk::login(&school.app, "01", desk::PASSWORD).unwrap();
    for refused in [
        school.concern().unwrap_err(),
        school.case().unwrap_err(),
        app::handling::case_form(&school.app, &ask(json!({"id": school.case, "entry": "note"}))).unwrap_err(),
        app::handling::case_enter(&school.app, &ask(json!({"id": school.case, "entry": "note", "values": {}})))
            .unwrap_err(),
        app::correction::correction_list(&school.app, &ask(json!({"kind": "concern", "id": school.case}))).unwrap_err(),
        app::attachment::attachment_list(&school.app, &ask(json!({"kind": "concern", "id": school.case}))).unwrap_err(),
        app::papers::case_papers(&school.app, &ask(json!({"id": school.case}))).unwrap_err(),
    ] {
        assert_eq!(refused.code, Code::ReasonNeeded);
    }
    let told = format!("{}{}", said(&school.list()), said(&school.search("推搡")));
    assert!(
        told.contains(&school.case) && !told.contains("操场") && !told.contains("推搡在") && !told.contains("课间"),
        "{told}"
    );
    assert_eq!(open("看看").unwrap_err().code, Code::ReasonTooShort);
    open("家长来访，需要了解经过").unwrap();
    assert!(school.concern().is_ok() && school.case().is_ok() && said(&school.list()).contains("操场"));
    // Who is responsible opens it without a word, and not unseen.
    school.as_(&school.recorder);
    assert!(school.concern().is_ok());
    school.as_("01");
    assert_eq!(school.concern().unwrap_err().code, Code::ReasonNeeded, "the next login asks again");
    let views = json!({"actor": null, "action": null, "views": true, "kind": "concern", "id": school.case, "from": null,
        "to": null, "before": null});
    let page = app::audit::audit_page(&school.app, &ask(views)).unwrap();
    let seen: Vec<_> = page.rows.iter().map(|r| (r.action.as_str(), r.actor.as_str(), r.reason.as_deref())).collect();
    assert_eq!(
        seen,
        [("sensitive.view", "钱谷雨", None), ("sensitive.view", "白守信", Some("家长来访，需要了解经过"))],
        "newest first"
    );
    school.as_(&school.other);
    assert_eq!(open("我也想看一看").unwrap_err().code, Code::NotFound, "a reason opens nothing that is not seen");
}

#[test]
fn consents_are_asked_for_by_purpose_and_a_teacher_keeps_those_of_the_own_class() {
    let school = School::new(44);
    let get = || app::safeguard::privacy_get(&school.app).unwrap();
    let add = |n: usize, purpose: Option<&str>, answer: &str, on: &str| {
        let request = json!({"studentId": school.pupils[n].id, "purpose": purpose, "answer": answer, "guardian": "母亲",
            "way": "paper", "answeredOn": on});
        app::safeguard::consent_add(&school.app, &ask(request))
    };
    let missing = |view: &PrivacyView, n: usize| {
        let row = view.pupils.iter().find(|p| p.student_id == school.pupils[n].id).unwrap();
        row.missing.iter().map(|c| c.id.clone()).collect::<Vec<_>>()
    };
    school.as_(&school.teacher);
    assert_eq!(get().pupils.len(), 1, "the own class only");
    assert_eq!(add(1, None, "given", "2026-06-19").unwrap_err().code, Code::NotFound);
    assert_eq!(add(0, None, "given", "2026-06-21").unwrap_err().code, Code::InvalidFields, "not in the future");
    assert_eq!(add(0, Some("imaging"), "withdrawn", "2026-06-19").unwrap_err().code, Code::InvalidFields);
    assert_eq!(missing(&get(), 0), ["screening", "counselling", "imaging"]);
    assert!(missing(&add(0, None, "given", "2026-06-19").unwrap(), 0).is_empty());
    assert_eq!(missing(&add(0, Some("imaging"), "withdrawn", "2026-06-20").unwrap(), 0), ["imaging"]);
    school.as_(&school.director);
    assert_eq!((get().pupils.len(), get().missing), (3, 3));
    let basis = json!({"purpose": "imaging", "basis": "duty", "reason": "县局统一部署"});
    let changed = app::safeguard::privacy_basis_set(&school.app, &ask(basis)).unwrap();
    assert_eq!(changed.missing, 2, "what rests on duty is not asked for");
    let row = changed.purposes.iter().find(|p| p.id == "imaging").unwrap();
    assert_eq!((row.basis.as_str(), row.usual, row.missing), ("duty", false, 0));
    assert_eq!(row.decided.as_ref().unwrap().reason, "县局统一部署");
    school.as_(&school.recorder);
    assert_eq!(app::safeguard::privacy_get(&school.app).unwrap_err().code, Code::NoRight);
}

#[test]
fn pipl_47_a_request_for_deletion_closes_the_record_and_erases_nothing() {
    let school = School::new(45);
    school.as_(&school.director);
    let add = json!({"studentId": school.pupils[1].id, "kind": "delete", "askedBy": "父亲", "askedOn": "2026-06-18",
        "detail": "要求删除孩子的登记"});
    let view = app::safeguard::guardian_request_add(&school.app, &ask(add)).unwrap();
    let row = view.rows[0].clone();
    assert_eq!((view.open, row.days, row.name.as_str()), (1, 2, OTHER_PUPIL));
    assert_eq!(row.outcomes.iter().map(|o| o.id.as_str()).collect::<Vec<_>>(), ["restricted", "refused"]);
    let answer = |outcome: &str, on: &str| {
        let request = json!({"id": row.id, "outcome": outcome, "text": "已说明为何保留", "answeredOn": on});
        app::safeguard::guardian_request_answer(&school.app, &ask(request))
    };
    assert_eq!(answer("done", "2026-06-20").unwrap_err().code, Code::InvalidFields, "nothing is deleted");
    assert_eq!(answer("restricted", "2026-06-17").unwrap_err().code, Code::InvalidFields, "not before it was asked");
    assert_eq!(answer("restricted", "2026-06-20").unwrap().open, 0);
    assert_eq!(answer("refused", "2026-06-20").unwrap_err().code, Code::RequestAnswered);
    let all = school.everything();
    assert!(!all.contains(OTHER_PUPIL) && all.contains(OWN_PUPIL), "the director reads the pseudonym now: {all}");
    school.as_("01");
    assert!(school.everything().contains(OTHER_PUPIL), "nothing was erased");
    school.as_(&school.recorder);
    assert!(school.everything().contains(OTHER_PUPIL), "who handles the matter reads it");
}
