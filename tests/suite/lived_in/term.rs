//! What people do in the term: the use cases of the window, in the order of a school that has a hard time. After each part
//! of it, and all the while by a second thread, the folders are searched.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{scope, sleep};
use std::time::Duration;

use app::view::{PeopleView, RecoveryView};
use app::{
    App, Code, KdfCost, Roots, attachment, audit, care, concern, correction, draft, home, june, ledger, outbox, pact,
    people,
};
use app::{recovery, roster, sealed};
use domain::FixedClock;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::words::*;
use super::{Place, typed};
use crate::search::Spellings;
use crate::shared::{Seeded, at, files_under, root, squeezed};

/// A request of this shape.
fn ask<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value.clone()).unwrap_or_else(|e| panic!("{e}: {value}"))
}

fn program(place: &Place) -> App {
    App::new(Roots {
        clock: Arc::new(FixedClock(at("2026-06-27T09:30:00+08:00"))),
        random: Mutex::new(Box::new(Seeded::new(11))),
        stopwatch: |work| {
            work();
            Duration::from_secs(1)
        },
        cost: Some(KdfCost::PARSE_FLOOR),
        home: place.home(),
        assets: vec![root().join("assets/fonts")],
        runtime: place.runtime(),
    })
}

/// Types back the two groups that are asked for.
fn confirmed<T>(shown: &RecoveryView, send: impl FnOnce(Value) -> T) -> T {
    let groups = shown.ask.iter().map(|i| shown.groups[usize::try_from(*i).expect("an index")].clone());
    send(json!({ "groups": groups.collect::<Vec<_>>() }))
}

fn login(app: &App, account: &str, password: &str) -> app::Result<()> {
    let request = json!({ "account": account, "password": password, "practice": false, "clockAccepted": false });
    home::login(app, &ask(request)).map(drop)
}

/// The window of one home, and who and what is known in it.
struct Term<'a> {
    app: App,
    place: &'a Place,
    spellings: &'a Spellings,
    code: Vec<String>,
}

/// Lives through the whole term.
pub fn live(place: &Place) {
    for folder in [place.stick(), place.desk()] {
        fs::create_dir_all(folder).expect("a folder");
    }
    let (spellings, over, looks) = (typed(), AtomicBool::new(false), AtomicUsize::new(0));
    scope(|threads| {
        threads.spawn(|| watch(place, &spellings, &over, &looks));
        // The watcher ends also when a step of the term fails.
        let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| term(place, &spellings)));
        over.store(true, Ordering::Relaxed);
        if let Err(failed) = ended {
            std::panic::resume_unwind(failed);
        }
    });
    assert!(looks.load(Ordering::Relaxed) > 0, "the watcher saw no file");
}

/// Looks at every file as it is made, while people work: parts of backups, logs of the database, copies that go again.
fn watch(place: &Place, spellings: &Spellings, over: &AtomicBool, looks: &AtomicUsize) {
    let mut seen = HashSet::new();
    while !over.load(Ordering::Relaxed) {
        for folder in place.quiet() {
            for path in files_under(&folder).into_iter().map(|name| folder.join(name)) {
                let Ok(meta) = fs::metadata(&path) else { continue };
                if !seen.insert((path.clone(), meta.len(), meta.modified().ok())) {
                    continue;
                }
                let found: Vec<_> =
                    fs::read(&path).map(|b| spellings.found_in(&b).into_iter().collect()).unwrap_or_default();
                assert!(found.is_empty(), "{} held {found:?} for a moment", path.display());
                looks.fetch_add(1, Ordering::Relaxed);
            }
        }
        sleep(Duration::from_millis(5));
    }
}

fn term(place: &Place, spellings: &Spellings) {
    let mut term = Term { app: program(place), place, spellings, code: Vec::new() };
    term.begins();
    let (teacher, pupil, class) = term.people_come();
    term.passwords_go_wrong();
    term.records(&teacher, &pupil, &class);
    term.photographs_come();
    term.notes_are_sealed();
    term.somebody_leaves();
    let stick = term.papers_and_backups();
    term.practises();
    term.goes_back_to(&stick);
    term.somebody_is_removed();
    term.forgets_the_password();
    term.ends();
}

impl Term<'_> {
    /// Looks everywhere, while the window is open or after it was locked.
    fn look(&self) {
        assert!(self.place.says_nothing(self.spellings) > 3);
    }

    fn locked(&self) {
        home::lock(&self.app);
        let left = files_under(&self.place.runtime());
        // The shell wipes the folder when it locks, quits and starts.
        app::runtime::wipe(&self.place.runtime());
        assert_eq!(files_under(&self.place.runtime()), Vec::<String>::new(), "{left:?} stayed");
        self.look();
    }

    /// The first start, with its code on paper.
    fn begins(&mut self) {
        let first = json!({
            "schoolName": "青坪县柳树沟小学", "schoolCode": "2114999902", "personName": NAMES[0], "posts": [],
            "password": PRINCIPAL,
        });
        let shown = home::first_start_begin(&self.app, &ask(first)).expect("a home");
        let sheet = recovery::recovery_sheet_print(&self.app).expect("a sheet").path;
        let text: String = readback(Path::new(&sheet));
        assert!(shown.groups.iter().all(|group| text.contains(group)), "the sheet shows the code");
        self.look();
        self.says_no_code(&shown.groups);
        confirmed(&shown, |groups| home::first_start_confirm(&self.app, &ask(groups))).expect("confirmed");
        self.code = shown.groups;
    }

    /// No file holds the digits of a recovery code, together or by two groups; one alone, of six digits, is in many.
    fn says_no_code(&self, groups: &[String]) {
        let pairs =
            groups.windows(2).flat_map(|pair| [pair.concat(), pair.join("-"), pair.join(" "), pair.join("\",\"")]);
        let pairs: Vec<String> = pairs.collect();
        let spellings = Spellings::new(pairs.iter().map(String::as_str));
        assert!(self.place.says_nothing(&spellings) > 3);
    }

    /// Staff, a class and its pupil, three accounts, of which one forgets its password.
    fn people_come(&self) -> (String, String, String) {
        let app = &self.app;
        let staff = |name: &str, post: &str| {
            roster::add_staff(app, &ask(json!({ "name": name, "post": post }))).expect("a person").id
        };
        let director = staff(NAMES[1], "政教主任");
        let counsellor = staff(NAMES[2], "心理教师");
        let teacher = staff(NAMES[3], "教师");
        let other = staff(NAMES[4], "班主任");
        let class = roster::add_class(app, &ask(json!({ "name": "初一（2）班", "homeroomTeacherId": other })))
            .expect("a class")
            .id;
        let pupil = |name: &str, number: &str| {
            let new = json!({ "name": name, "studentNo": number, "classId": class, "birthMonth": "2012-11" });
            roster::add_pupil(app, &ask(new)).expect("a pupil").id
        };
        pupil(NAMES[5], "20190203");
        let pupil = pupil(NAMES[6], "20190204");
        for (person, post) in [
            (&director, "discipline_director"),
            (&counsellor, "counsellor"),
            (&teacher, "staff"),
            (&other, "homeroom_teacher"),
        ] {
            let new = json!({ "personId": person, "posts": [post], "password": GIVEN });
            people::people_add(app, &ask(new)).expect("an account");
        }
        let forgot = self.account(NAMES[4]);
        people::people_reset(app, &ask(json!({ "account": forgot, "password": RESET }))).expect("a new password");
        login(app, &forgot, RESET).expect("logged in with it");
        people::password_change(app, &ask(json!({ "old": RESET, "password": OWN }))).expect("an own password");
        login(app, "01", PRINCIPAL).expect("the principal is back");
        self.look();
        (teacher, pupil, class)
    }

    fn people(&self) -> PeopleView {
        people::people_list(&self.app).expect("the people")
    }

    fn account(&self, name: &str) -> String {
        let all = self.people().accounts;
        all.into_iter().find(|account| account.person_name == name).expect("an account").account
    }

    fn passwords_go_wrong(&self) {
        home::lock(&self.app);
        for _ in 0..2 {
            let refused = login(&self.app, "01", WRONG).expect_err("a wrong password");
            assert_eq!(refused.code, Code::WrongPassword);
        }
        self.look();
        login(&self.app, "01", PRINCIPAL).expect("the right one");
    }

    /// A draft that becomes a record, the other records, and a search for words of them.
    fn records(&self, teacher: &str, pupil: &str, class: &str) {
        let app = &self.app;
        let content = json!({ "narrative": NARRATIVE }).to_string();
        let begun = json!({ "form": "concern", "objectId": "", "content": content });
        draft::draft_save(app, &ask(begun)).expect("a draft");
        self.look();
        let new = json!({
            "kind": "sign", "title": null, "occurredFrom": "2026-06-18", "occurredTo": null,
            "learnedAt": "2026-06-19T10:05:00+08:00", "place": "操场北侧", "placeType": "操场",
            "channel": "班主任观察", "forms": [], "involved": [{ "studentId": pupil, "role": "focus" }],
            "narrative": NARRATIVE, "immediateAction": ACTION, "ownerId": teacher, "classId": class,
        });
        concern::concern_record(app, &ask(new)).expect("a concern");
        let me = home::session(app).expect("a session").person_id;
        let new = json!({
            "area": "resources", "problem": PROBLEM, "source": "自查", "level": "ordinary", "foundOn": "2026-06-18",
            "measures": MEASURES, "ownerId": teacher, "leaderId": me, "verifierId": me, "deadline": "2026-06-30",
        });
        ledger::ledger_record(app, &ask(new)).expect("a ledger item");
        let articles: Vec<String> = (1..=6).map(|n| format!("第{n}条，好好说话，互相帮助。")).collect();
        let new = json!({
            "level": "class", "scope": "", "classId": class, "title": "七年级2班反欺凌公约", "preamble": PREAMBLE,
            "articles": articles, "adoptedOn": "2026-06-15", "adoption": "班会讨论表决", "effectiveOn": "2026-06-16",
        });
        pact::pact_record(app, &ask(new)).expect("a pact");
        for words in ["推搡", "阿依古丽", "书包扔进水沟"] {
            let found = concern::concern_list(app, &ask(json!({ "kind": null, "text": words }))).expect("a list");
            assert_eq!(found.rows.len(), 1, "{words}");
        }
        self.look();
    }

    /// A photograph with its original and a scan are attached, looked at, exported, and one is withdrawn.
    fn photographs_come(&self) {
        let (app, desk) = (&self.app, self.place.desk());
        let scan = [b"%PDF-1.4\n% ".as_slice(), PICTURED.as_bytes(), b"\n%%EOF\n"].concat();
        for (name, bytes) in [(PHOTO_NAME, photograph(2400, 60)), ("扫描.pdf", scan)] {
            crate::shared::put(&desk.join(name), &bytes);
        }
        let pick = |id: &str| {
            json!({
                "kind": "concern", "id": id, "about": "", "source": PHOTO_SOURCE, "note": "", "keepOriginal": true,
            })
        };
        let chosen = [desk.join(PHOTO_NAME), desk.join("扫描.pdf")];
        let done = attachment::attachment_add(app, &ask(pick("GZ-2026-001")), &chosen).expect("attached");
        assert_eq!((done.added, done.refused.len()), (2, 0), "{:?}", done.refused);
        self.look();
        let photo = &done.view.rows[0];
        attachment::attachment_thumb(app, &ask(json!({ "id": photo.id }))).expect("a small picture");
        attachment::attachment_bytes(app, &ask(json!({ "id": photo.id }))).expect("the picture");
        for (original, name) in [(true, "exported.png"), (false, "exported.jpg")] {
            let request = json!({ "id": photo.id, "original": original });
            attachment::attachment_export(app, &ask(request), &desk.join(name)).expect("exported");
        }
        let withdraw = json!({ "id": done.view.rows[1].id, "reason": LOAN_REASON });
        attachment::attachment_void(app, &ask(withdraw)).expect("withdrawn");
        self.look();
    }

    /// The counsellor writes a note and begins another; the principal opens it with a reason.
    fn notes_are_sealed(&self) {
        let app = &self.app;
        // The case is referred to the counsellor, who sees no other.
        let me = home::session(app).expect("a session").person_id;
        let referred = json!({
            "kind": ["counselling"], "on": ["2026-06-20"], "by": [me], "text": ["每周三下午由心理教师谈一次。"],
        });
        let entry = json!({ "id": "GZ-2026-001", "entry": "measure", "values": referred });
        app::handling::case_enter(app, &ask(entry)).expect("referred");
        let counsellor = self.account(NAMES[2]);
        login(app, &counsellor, GIVEN).expect("the counsellor");
        people::password_change(app, &ask(json!({ "old": GIVEN, "password": OWN }))).expect("an own password");
        let (kind, id) = ("concern", "GZ-2026-001");
        let note = json!({ "kind": kind, "id": id, "label": "谈话记录", "text": SEALED[0], "supersedes": null });
        let kept = sealed::sealed_write(app, &ask(note)).expect("a sealed note");
        let begun = json!({ "form": "sealed:concern", "objectId": id, "content": SEALED[1] });
        draft::draft_save(app, &ask(begun)).expect("a sealed draft");
        self.look();
        login(app, "01", PRINCIPAL).expect("the principal");
        let open = json!({ "id": kept[0].id, "reason": LOAN_REASON });
        let opened = sealed::sealed_open(app, &ask(open)).expect("opened");
        assert_eq!(opened.text, SEALED[0]);
        self.look();
    }

    fn somebody_leaves(&self) {
        let until = "2026-06-30";
        let (director, teacher) = (self.account(NAMES[1]), self.account(NAMES[3]));
        let loan = json!({ "account": director, "right": "sign_packets", "until": until, "reason": LOAN_REASON });
        people::people_delegate(&self.app, &ask(loan)).expect("a right on loan");
        let leave = json!({ "account": teacher, "reason": DISABLE_REASON });
        people::people_disable(&self.app, &ask(leave)).expect("disabled");
        // What is still being typed when the term ends.
        let left = json!({ "form": "ledger", "objectId": "", "content": DRAFT });
        draft::draft_save(&self.app, &ask(left)).expect("a draft");
    }

    /// Papers, a packet on a stick, a backup in the home and one on the stick, the log as a spreadsheet.
    fn papers_and_backups(&self) -> std::path::PathBuf {
        let app = &self.app;
        let now = app.roots.clock.now();
        let bureau = packet::bureau::Bureau::make_demo("青坪县教育科技局", "DEMO", "", now, &mut Seeded::new(99));
        let bureau = bureau.expect("a bureau");
        let read = app::bureau::profile_read(app, bureau.profile_bytes()).expect("a profile");
        app::bureau::profile_accept(app, &ask(json!({ "fingerprint": read.fingerprint }))).expect("accepted");
        let made = june::june_make(app).expect("a packet");
        for paper in ["report", "pacts"] {
            let request = json!({ "packetId": made.packet_id, "paper": paper });
            let open = june::paper_open(app, &ask(request.clone())).expect("a paper");
            june::paper_page(app, &ask(json!({ "token": open.token, "page": 0, "dpi": 96 }))).expect("its page");
            june::paper_text(app, &ask(json!({ "token": open.token, "page": 0 }))).expect("its text");
            june::paper_print(app, &ask(request)).expect("printed");
        }
        let sheet = readback(&self.place.runtime().join("pacts.pdf"));
        assert!(sheet.contains(&squeezed(NAMES[6])), "the signature sheet for the printer names the pupil");
        outbox::packet_save(app, &ask(json!({ "packetId": made.packet_id })), &self.place.stick())
            .expect("on the stick");
        care::backup_local(app).expect("a local backup");
        let stick = care::backup_usb(app, &self.place.stick()).expect("a backup on the stick").file_name;
        let everything = json!({
            "actor": null, "action": null, "kind": null, "id": null, "from": null, "to": null, "before": null,
        });
        audit::audit_export(app, &ask(everything), &self.place.desk().join("audit.xlsx")).expect("the log");
        care::backup_drill(app, &self.place.stick().join(&stick)).expect("a drill");
        self.look();
        self.locked();
        self.place.stick().join(stick)
    }

    /// In the practice home of the sample school a finished record is corrected and another is void.
    fn practises(&self) {
        let app = &self.app;
        home::practice_open(app, &ask(json!({ "password": PRACTICE }))).expect("the practice home");
        let all = concern::concern_list(app, &ask(json!({ "kind": null, "text": null }))).expect("the concerns").rows;
        let finished = all.iter().map(|row| row.id.clone()).filter(|id| {
            let list = correction::correction_list(app, &ask(json!({ "kind": "concern", "id": id }))).expect("a list");
            list.may_correct && list.fields.iter().any(|field| field.field == "place")
        });
        let finished: Vec<String> = finished.take(2).collect();
        let change = json!({
            "kind": "concern", "id": finished[0], "field": "place", "value": CORRECTED, "reason": CORRECTION_REASON,
        });
        correction::correction_add(app, &ask(change)).expect("a correction");
        let all = all.iter().map(|row| row.id.clone());
        let voided = all.map(|id| json!({ "kind": "concern", "id": id, "reason": VOID_REASON }));
        let voided = voided.filter(|void| correction::record_void(app, &ask(void.clone())).is_ok()).take(1).count();
        assert_eq!(voided, 1, "nothing could be made void");
        self.look();
        self.locked();
    }

    /// A restore from the stick: the home as it was is set aside.
    fn goes_back_to(&self, backup: &Path) {
        let token = care::restore_pick(&self.app, backup).expect("a backup").token;
        let request = json!({ "token": token, "account": "01", "password": PRINCIPAL, "groups": [] });
        let done = care::restore_run(&self.app, &ask(request)).expect("restored");
        assert!(!done.aside.is_empty(), "the home before is set aside");
        self.look();
        login(&self.app, "01", PRINCIPAL).expect("logged in");
        self.look();
    }

    fn somebody_is_removed(&mut self) {
        let who = self.account(NAMES[4]);
        let request = json!({ "account": who, "reason": REMOVAL_REASON, "password": PRINCIPAL });
        let shown = people::people_remove_for_cause(&self.app, &ask(request)).expect("removed");
        self.says_no_code(&shown.groups);
        confirmed(&shown, |groups| recovery::recovery_code_confirm(&self.app, &ask(groups))).expect("confirmed");
        self.code = shown.groups;
        self.locked();
    }

    /// The code opens the home, a new password and a new code follow.
    fn forgets_the_password(&mut self) {
        recovery::recovery_open(&self.app, &ask(json!({ "groups": self.code }))).expect("opened by the code");
        self.look();
        let request = json!({ "account": "01", "password": RECOVERED });
        let shown = recovery::recovery_finish(&self.app, &ask(request)).expect("a new password");
        self.says_no_code(&self.code);
        self.says_no_code(&shown.groups);
        confirmed(&shown, |groups| recovery::recovery_code_confirm(&self.app, &ask(groups))).expect("confirmed");
        self.look();
    }

    /// The window is locked, and somebody tries to get in.
    fn ends(&self) {
        self.locked();
        let refused = login(&self.app, "01", WRONG).expect_err("a wrong password");
        assert_eq!(refused.code, Code::WrongPassword);
        self.look();
    }
}

/// The words of a paper, without white space.
fn readback(pdf: &Path) -> String {
    let bytes = fs::read(pdf).expect("a paper");
    paper::readback::texts(&bytes).expect("its words").into_iter().map(|found| found.text).collect()
}

/// A PNG of one colour in which a camera has written where it was.
fn photograph(width: u32, height: u32) -> Vec<u8> {
    let chunk = |kind: &[u8], data: &[u8]| {
        let mut crc = flate2::Crc::new();
        crc.update(kind);
        crc.update(data);
        let length = u32::try_from(data.len()).expect("short").to_be_bytes();
        [&length, kind, data, &crc.sum().to_be_bytes()].concat()
    };
    let row = [vec![0], vec![0x60; usize::try_from(width * 3).expect("a row")]].concat();
    let pixels = row.repeat(usize::try_from(height).expect("rows"));
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, &pixels).expect("packed");
    let head = [&width.to_be_bytes(), &height.to_be_bytes(), [8u8, 2, 0, 0, 0].as_slice()].concat();
    let said = [b"Comment\0".as_slice(), PICTURED.as_bytes()].concat();
    let chunks = [
        chunk(b"IHDR", &head),
        chunk(b"tEXt", &said),
        chunk(b"IDAT", &packed.finish().expect("packed")),
        chunk(b"IEND", &[]),
    ];
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunks.concat()].concat()
}
