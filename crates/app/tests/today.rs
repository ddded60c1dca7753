//! 今日, the intake, the search, kept views, and what the school sets for itself: over a home with people of several posts.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

#[allow(dead_code, reason = "each test file uses a part of this")]
mod common;
#[path = "today/intake.rs"]
mod intake;
#[path = "today/search.rs"]
mod search;
#[path = "today/settings.rs"]
mod settings;

use std::sync::{Arc, Mutex};

use app::view::*;
use app::{App, Code};
use common::desk::{OWN, login, started, with};
use common::program;
use domain::{Clock, Instant};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A request of this shape.
fn ask<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

/// A school of two classes, with a director, a homeroom teacher of the first class, and a caretaker.
struct School {
    app: App,
    classes: [String; 2],
    pupils: [String; 2],
    director: String,
    teacher: String,
    caretaker: String,
    _dir: tempfile::TempDir,
}

impl School {
    fn new(seed: u64) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let app = program(dir.path(), seed);
        started(&app);
        let director = with(&app, "高怀瑾", &["discipline_director"]);
        let teacher = with(&app, "芦苇青", &["homeroom_teacher"]);
        let caretaker = with(&app, "石守田", &["staff"]);
        let staff = app::roster::staff_list(&app).unwrap();
        let who = |name: &str| staff.iter().find(|s| s.name == name).unwrap().id.clone();
        let class = |name: &str, teacher: Option<String>| {
            let request = ask(json!({ "name": name, "homeroomTeacherId": teacher }));
            app::roster::add_class(&app, &request).unwrap().id
        };
        let classes = [class("七年级1班", Some(who("芦苇青"))), class("八年级1班", None)];
        let pupil = |name: &str, no: &str, class: &str, born: &str| {
            let request = ask(json!({ "name": name, "studentNo": no, "classId": class, "birthMonth": born }));
            app::roster::add_pupil(&app, &request).unwrap().id
        };
        let pupils = [
            pupil("梁玉珂", "2025070101", &classes[0], "2013-05"),
            pupil("沈望舒", "2024080102", &classes[1], "2012-06"),
        ];
        Self { app, classes, pupils, director, teacher, caretaker, _dir: dir }
    }

    fn log_in(&self, account: &str) {
        login(&self.app, account, OWN).unwrap();
    }

    fn principal(&self) {
        login(&self.app, "01", common::desk::PASSWORD).unwrap();
    }

    /// The facts of a suspected case about one pupil.
    fn facts(&self, pupil: &str) -> Value {
        json!({
            "kind": "suspected", "title": null, "occurredFrom": "2026-06-19", "occurredTo": null,
            "learnedAt": "2026-06-19T10:05:00+08:00", "place": "教学楼二层西侧男厕", "placeType": "厕所", "channel": "学生报告",
            "forms": ["physical"], "involved": [{ "studentId": pupil, "role": "victim" }],
            "narrative": "课间有同学来说，二层西侧男厕里有人被三名同学堵住要钱。", "immediateAction": "当场制止并送到医务室。",
            "ownerId": "", "classId": null,
        })
    }

    fn record(&self, facts: Value) -> app::Result<String> {
        app::concern::concern_record(&self.app, &ask(facts)).map(|saved| saved.id)
    }

    fn board(&self) -> BoardView {
        app::board::today_board(&self.app).unwrap()
    }
}

/// The codes beside the fields of a refused form.
fn faults(refused: &app::AppError) -> Vec<(String, String)> {
    assert_eq!(refused.code, Code::InvalidFields);
    let fields: Vec<Value> =
        serde_json::from_value(serde_json::to_value(refused).unwrap()["args"]["fields"].clone()).unwrap();
    let text = |v: &Value, key: &str| v[key].as_str().unwrap().to_owned();
    fields.iter().map(|f| (text(f, "field"), text(f, "code"))).collect()
}

#[test]
fn a_new_case_stands_on_the_list_of_whoever_has_to_act_and_only_of_those_who_see_it() {
    let school = School::new(301);
    school.log_in(&school.caretaker);
    let id = school.record(school.facts(&school.pupils[1])).unwrap();
    let board = school.board();
    let mine: Vec<&DutyView> = board.duties.iter().filter(|d| d.mine).collect();
    assert!(mine.is_empty(), "a caretaker has told and has nothing to do: {mine:?}");
    let check = board.duties.iter().find(|d| d.reason == "first_check").unwrap();
    assert_eq!((check.id.as_str(), check.entry.as_str(), check.due.as_deref()), (id.as_str(), "", Some("2026-06-20")));
    assert!(check.basis.contains("未成年人学校保护规定") && check.who.contains("政教主任"), "{check:?}");

    school.log_in(&school.director);
    let board = school.board();
    let check = board.duties.iter().find(|d| d.reason == "first_check").unwrap();
    assert!(check.mine);
    assert_eq!(check.entry, "step:verifying");
    app::handling::case_form(&school.app, &EntryFormRequest { id: id.clone(), entry: check.entry.clone() }).unwrap();
    let video = board.duties.iter().find(|d| d.reason == "video_evidence").unwrap();
    assert_eq!((video.entry.as_str(), video.text.as_str()), ("measure", "保存监控录像等证据"));
    assert_eq!((board.counts.concerns, board.counts.open_concerns), (1, 1));

    // The homeroom teacher of another class sees none of it.
    school.log_in(&school.teacher);
    let board = school.board();
    assert!(board.duties.iter().all(|d| d.id != id), "{:?}", board.duties);
    assert_eq!(board.counts.concerns, 0);
}

/// A clock that a test sets back.
struct Moved(Arc<Mutex<Instant>>);

impl Clock for Moved {
    fn now(&self) -> chrono::DateTime<chrono::FixedOffset> {
        self.0.lock().unwrap().at()
    }
}

#[test]
fn a_clock_that_is_set_back_is_told_and_hides_no_duty() {
    let dir = tempfile::tempdir().unwrap();
    let now = Arc::new(Mutex::new(Instant::parse("2026-06-26T17:00:00+08:00").unwrap()));
    let mut app = program(dir.path(), 302);
    app.roots.clock = Arc::new(Moved(now.clone()));
    app::home::practice_open(&app, &PasswordRequest { password: "山上种了七棵梨树和枣".into() }).unwrap();
    let before = app::board::today_board(&app).unwrap();
    assert!(before.clock_back.is_none() && before.duties.len() > 5);
    assert!(before.duties.iter().any(|d| d.overdue));
    *now.lock().unwrap() = Instant::parse("2026-06-01T08:00:00+08:00").unwrap();
    let after = app::board::today_board(&app).unwrap();
    let back = after.clock_back.unwrap();
    assert!(back.now.starts_with("2026-06-01") && back.last > back.now);
    let of_rules = |board: &[DutyView]| {
        let ruled = board.iter().filter(|d| matches!(d.kind.as_str(), "concern" | "ledger" | "pact"));
        let mut all: Vec<(String, String)> = ruled.map(|d| (d.id.clone(), d.reason.clone())).collect();
        all.sort();
        all
    };
    assert_eq!(of_rules(&after.duties), of_rules(&before.duties), "no duty goes because the clock goes");
}

#[test]
fn the_board_of_the_sample_says_what_the_rules_say_of_all_its_records() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 303);
    app::home::practice_open(&app, &PasswordRequest { password: "山上种了七棵梨树和枣".into() }).unwrap();
    let board = app::board::today_board(&app).unwrap();
    let records = domain::SchoolFile::parse(include_bytes!("../../../assets/sample/school.json")).unwrap().records;
    let now = Instant::new(app.roots.clock.now());
    let expected = domain::handling::duties(&records, now, domain::handling::Settings::default(), None);
    let mut shown: Vec<(String, String, Option<String>)> = board
        .duties
        .iter()
        .filter(|d| matches!(d.kind.as_str(), "concern" | "ledger" | "pact"))
        .map(|d| (d.id.clone(), d.reason.clone(), d.due.clone()))
        .collect();
    let mut wanted: Vec<(String, String, Option<String>)> =
        expected.iter().map(|d| (d.id.clone(), d.what.code().to_owned(), d.due.map(|day| day.to_string()))).collect();
    shown.sort();
    wanted.sort();
    assert_eq!(shown, wanted);
    let keys: Vec<_> = board.duties.iter().map(|d| (!d.overdue, d.due.is_none(), d.due.clone())).collect();
    assert!(keys.is_sorted(), "overdue first, then by date");
    for d in &board.duties {
        assert!(d.kind == "campaign" || d.kind == "packet" || !d.basis.is_empty(), "{d:?}");
    }
}
