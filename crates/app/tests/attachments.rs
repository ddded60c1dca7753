//! Attachments from the chosen file to the encrypted one and back, with everything that keeps them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

#[allow(dead_code, reason = "each test file uses a part of this")]
mod common;

use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use app::view::*;
use app::{App, Code, attachment};
use common::ground::*;
use image::{ImageFormat, Rgb, RgbImage};

/// A sample school with open and closed records, a stick beside it.
struct School {
    dir: tempfile::TempDir,
    clock: HandClock,
    app: App,
}

impl School {
    fn new(seed: u64) -> Self {
        let dir = tempfile::tempdir().unwrap();
        for folder in ["stick", "desk"] {
            std::fs::create_dir(dir.path().join(folder)).unwrap();
        }
        let clock = HandClock::at("2026-06-26T17:00:00+08:00");
        let app = program(&dir.path().join("home"), seed, &clock);
        app::home::practice_open(&app, &PasswordRequest { password: PASSWORD.into() }).unwrap();
        Self { dir, clock, app }
    }
    fn home(&self) -> PathBuf {
        self.dir.path().join("home").join("practice")
    }
    fn stick(&self) -> PathBuf {
        self.dir.path().join("stick")
    }
    fn desk(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.dir.path().join("desk").join(name);
        std::fs::File::create(&path).unwrap().write_all(bytes).unwrap();
        path
    }
    /// A concern of the sample school that is closed, or one that is not.
    fn concern(&self, finished: bool) -> String {
        if finished { "GZ-2026-010" } else { "GZ-2026-024" }.to_owned()
    }
    fn ledger_item(&self) -> String {
        let rows = app::ledger::ledger_list(&self.app, &LedgerListRequest { status: None }).unwrap();
        rows.into_iter().find(|row| row.status != "closed").unwrap().id
    }
    fn add(&self, id: &str, paths: &[PathBuf], keep_original: bool) -> AttachmentAddedView {
        attachment::attachment_add(&self.app, &pick("concern", id, keep_original), paths).unwrap()
    }
    fn list(&self, id: &str) -> AttachmentsView {
        attachment::attachment_list(&self.app, &RecordRequest { kind: "concern".into(), id: id.into() }).unwrap()
    }
    fn actions(&self) -> Vec<String> {
        let all = serde_json::json!({ "actor": null, "action": null, "kind": null, "id": null, "from": null,
            "to": null, "before": null });
        app::audit::audit_page(&self.app, &ask(all)).unwrap().rows.into_iter().map(|row| row.action).collect()
    }
    /// The encrypted files in the home.
    fn files(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        walk(&self.home().join("files"), &mut found);
        found.sort();
        found
    }
}

fn ask<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> T {
    serde_json::from_value(value).unwrap()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.map(|e| e.unwrap().path()) {
        if path.is_dir() { walk(&path, found) } else { found.push(path) }
    }
}

fn pick(kind: &str, id: &str, keep_original: bool) -> AttachmentPickRequest {
    AttachmentPickRequest {
        kind: kind.into(),
        id: id.into(),
        about: String::new(),
        source: "家长手机拍摄".into(),
        note: "右臂淤青".into(),
        keep_original,
        secures: false,
    }
}

/// A photograph of this size; `seed` makes it another one.
fn photo(width: u32, height: u32, seed: u8) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        Rgb([seed, u8::try_from(x % 251).unwrap(), u8::try_from(y % 241).unwrap()])
    });
    let mut out = Vec::new();
    picture.write_to(&mut Cursor::new(&mut out), ImageFormat::Png).unwrap();
    out
}

fn id(row: &AttachmentRow) -> AttachmentRequest {
    AttachmentRequest { id: row.id.clone() }
}

#[test]
fn a_photograph_is_kept_small_and_encrypted_and_comes_back() {
    let s = School::new(21);
    let concern = s.concern(false);
    let before = s.list(&concern);
    assert!(before.rows.is_empty() && before.may_add && !before.finished);
    let taken = photo(3000, 1500, 7);
    let path = s.desk("IMG_0001 韩小虎.png", &taken);
    let added = s.add(&concern, std::slice::from_ref(&path), true);
    assert_eq!((added.added, added.doubled, added.refused.len()), (1, 0, 0));
    let row = &added.view.rows[0];
    assert_eq!(
        (row.name.as_str(), row.shown.as_str(), row.state.as_str()),
        ("IMG_0001 韩小虎.png", "picture", "whole")
    );
    assert!(row.scaled && row.original_size == Some(taken.len() as u64) && row.number == 1);
    let shown = attachment::attachment_bytes(&s.app, &id(row)).unwrap();
    let read = image::load_from_memory_with_format(&shown, ImageFormat::Jpeg).unwrap();
    assert_eq!((read.width(), read.height(), shown.len() as u64), (2000, 1000, row.size));
    let small = attachment::attachment_thumb(&s.app, &id(row)).unwrap();
    assert_eq!(image::load_from_memory_with_format(&small, ImageFormat::Jpeg).unwrap().width(), 320);
    let out = s.dir.path().join("out.png");
    let request = AttachmentExportRequest { id: row.id.clone(), original: true };
    assert_eq!(attachment::attachment_export_name(&s.app, &request).unwrap(), row.name);
    attachment::attachment_export(&s.app, &request, &out).unwrap();
    assert_eq!(std::fs::read(&out).unwrap(), taken);
    let request = AttachmentExportRequest { original: false, ..request };
    assert_eq!(attachment::attachment_export_name(&s.app, &request).unwrap(), "IMG_0001 韩小虎.jpg");
    // On the disk: two files with names that say nothing, in their place, and no content in the clear.
    let files = s.files();
    assert_eq!(files.len(), 2);
    for file in &files {
        let name = file.file_name().unwrap().to_str().unwrap();
        assert_eq!(
            (name.len(), file.parent().unwrap().file_name().unwrap().to_str().unwrap()),
            (64, name.get(2..4).unwrap())
        );
        let bytes = std::fs::read(file).unwrap();
        assert!(!bytes.windows(32).any(|w| w == &taken[100..132] || w == &shown[600..632]));
    }
    assert_eq!(s.actions().iter().filter(|a| *a == "attachment.open").count(), 1);
    assert_eq!(s.actions().iter().filter(|a| *a == "attachment.export").count(), 1);
    // The case tells of it in its chronology.
    let case = app::handling::case_get(&s.app, &IdRequest { id: concern.clone() }).unwrap();
    assert!(case.chronology.iter().any(|line| line.kind == "attachment" && line.text.contains("右臂淤青")));
    // The same file again is not kept twice, also not on another record.
    let again = s.add(&concern, std::slice::from_ref(&path), true);
    assert_eq!((again.added, again.doubled, again.view.rows.len()), (0, 1, 1));
    let item = s.ledger_item();
    let other = attachment::attachment_add(&s.app, &pick("ledger", &item, false), &[path]).unwrap();
    assert_eq!((other.added, s.files().len()), (1, 2));
}

#[test]
fn what_is_not_taken_is_said_file_by_file() {
    let s = School::new(22);
    let concern = s.concern(false);
    let large = s.desk("大.pdf", b"%PDF-1.4\n");
    std::fs::File::options().write(true).open(&large).unwrap().set_len((50 << 20) + 1).unwrap();
    let long = s.desk("录音.mp3", b"ID3\x04\0\0");
    std::fs::File::options().write(true).open(&long).unwrap().set_len((200 << 20) + 1).unwrap();
    let paths = [
        s.desk("照片.jpg", b"MZ\x90\0 a program"),
        s.desk("空.jpg", b""),
        s.desk("坏.png", &photo(64, 64, 1)[..60]),
        large,
        long,
        s.dir.path().join("desk"),
        s.dir.path().join("nothing"),
        s.desk("好.png", &photo(64, 64, 2)),
    ];
    let done = s.add(&concern, &paths, false);
    let codes: Vec<(&str, Code)> = done.refused.iter().map(|f| (f.name.as_str(), f.error.code)).collect();
    assert_eq!(
        codes,
        [
            ("照片.jpg", Code::AttachmentKind),
            ("空.jpg", Code::AttachmentEmpty),
            ("坏.png", Code::AttachmentPicture),
            ("大.pdf", Code::AttachmentTooLarge),
            ("录音.mp3", Code::AttachmentTooLarge),
            ("desk", Code::AttachmentKind),
            ("nothing", Code::AttachmentUnreadable),
        ]
    );
    assert_eq!((done.added, s.files().len()), (1, 1));
    assert!(done.refused[3].error.args["max"] == "50 MB" && done.refused[4].error.args["max"] == "200 MB");
    let unknown = AttachmentPickRequest { about: "TH-2026-999".into(), ..pick("concern", &concern, false) };
    assert_eq!(attachment::attachment_add(&s.app, &unknown, &[]).unwrap_err().code, Code::InvalidFields);
}

#[test]
fn a_finished_record_takes_none_and_loses_none_and_an_open_one_withdraws_with_a_reason() {
    let s = School::new(23);
    let done = s.concern(true);
    let path = s.desk("扫描.pdf", b"%PDF-1.4\n%%EOF\n");
    let refused = attachment::attachment_add(&s.app, &pick("concern", &done, false), std::slice::from_ref(&path));
    assert_eq!(refused.unwrap_err().code, Code::AttachmentFinished);
    assert!(s.list(&done).finished && s.files().is_empty());
    let concern = s.concern(false);
    let row = s.add(&concern, &[path], false).view.rows[0].clone();
    assert!(row.may_void);
    let withdraw = |reason: &str| {
        attachment::attachment_void(&s.app, &AttachmentVoidRequest { id: row.id.clone(), reason: reason.into() })
    };
    assert_eq!(withdraw("错").unwrap_err().code, Code::InvalidFields);
    let view = withdraw("选错了文件，不是这件事的").unwrap();
    assert_eq!(view.rows[0].voided.as_ref().unwrap().reason, "选错了文件，不是这件事的");
    assert_eq!((view.rows.len(), s.files().len()), (1, 1), "the row and the file stay");
    assert_eq!(withdraw("选错了文件，不是这件事的").unwrap_err().code, Code::AlreadyVoided);
}

#[test]
fn a_file_that_is_gone_or_changed_is_told_by_its_record_and_made_again_from_the_same_content() {
    let s = School::new(24);
    let concern = s.concern(false);
    let path = s.desk("伤情.png", &photo(400, 300, 3));
    let row = s.add(&concern, std::slice::from_ref(&path), false).view.rows[0].clone();
    let file = s.files()[0].clone();
    let whole = std::fs::read(&file).unwrap();
    let spoil = |bytes: &[u8]| std::fs::File::create(&file).unwrap().write_all(bytes).unwrap();
    let mut changed = whole.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    spoil(&changed);
    let opened = attachment::attachment_bytes(&s.app, &id(&row)).unwrap_err();
    assert_eq!((opened.code, opened.args["id"].as_str()), (Code::AttachmentDamaged, Some(concern.as_str())));
    app::care::check(&s.app);
    let alarm =
        |s: &School| app::home::session(&s.app).unwrap().alarms.into_iter().find(|a| a.code == "attachments_missing");
    assert_eq!(alarm(&s).unwrap().args["records"], concern.as_str());
    std::fs::remove_file(&file).unwrap();
    assert_eq!(s.list(&concern).rows[0].state, "missing");
    assert_eq!(attachment::attachment_thumb(&s.app, &id(&row)).unwrap_err().code, Code::AttachmentMissing);
    // A backup goes on and names the record.
    let made = app::care::backup_usb(&s.app, &s.stick()).unwrap();
    assert_eq!(
        made.warnings.iter().find(|w| w.code == "attachments_missing").unwrap().args["records"],
        concern.as_str()
    );
    // The same photograph added to any record makes the file again, byte for byte.
    let item = s.ledger_item();
    attachment::attachment_add(&s.app, &pick("ledger", &item, false), &[path]).unwrap();
    assert_eq!(std::fs::read(&file).unwrap(), whole);
    assert_eq!(s.list(&concern).rows[0].state, "whole");
    app::care::check(&s.app);
    assert!(alarm(&s).is_none());
}

#[test]
fn a_backup_on_a_stick_carries_every_file_and_a_restore_brings_them_back() {
    let s = School::new(25);
    let concern = s.concern(false);
    let paths =
        [s.desk("一.png", &photo(900, 700, 4)), s.desk("二.pdf", &[b"%PDF-1.4\n".as_slice(), &[7; 200_000]].concat())];
    let rows = s.add(&concern, &paths, true).view.rows;
    let files = s.files();
    assert_eq!(files.len(), 3);
    // A local generation only names them.
    app::care::backup_local(&s.app).unwrap();
    let local = app::care::backup_local(&s.app).unwrap().local[0].size;
    let made = app::care::backup_usb(&s.app, &s.stick()).unwrap();
    let stored: u64 = files.iter().map(|f| f.metadata().unwrap().len()).sum();
    assert!(made.size > local + stored / 2 && made.warnings.iter().all(|w| w.code != "attachments_missing"));
    let backup = s.stick().join(&made.file_name);
    let drill = app::care::backup_drill(&s.app, &backup).unwrap();
    let item = drill.items.iter().find(|i| i.code == "attachments_open").unwrap();
    assert!(drill.ok && item.args["count"] == 3 && item.args["of"] == 3, "{drill:?}");
    // One byte of a file in the backup: the drill says so.
    let mut bytes = std::fs::read(&backup).unwrap();
    let at = bytes.len() - 1000;
    bytes[at] ^= 1;
    let spoilt = s.stick().join("AM-3114999901-20260101-080000.anmiaobak");
    std::fs::File::create(&spoilt).unwrap().write_all(&bytes).unwrap();
    let drill = app::care::backup_drill(&s.app, &spoilt).unwrap();
    assert_eq!((drill.ok, drill.items.last().unwrap().code.as_str()), (false, "file_whole"));
    // The disk loses the folder; what is on the stick brings it back.
    app::home::lock(&s.app);
    std::fs::remove_dir_all(s.home().join("files")).unwrap();
    s.clock.go("2026-06-27T08:00:00+08:00");
    app::home::practice_open(&s.app, &PasswordRequest { password: PASSWORD.into() }).unwrap();
    assert!(s.list(&concern).rows.iter().all(|row| row.state == "missing"));
    let token = app::care::restore_pick(&s.app, &backup).unwrap().token;
    let done = app::care::restore_run(&s.app, &with_password(token)).unwrap();
    assert!(done.warnings.is_empty(), "{done:?}");
    app::home::practice_open(&s.app, &PasswordRequest { password: PASSWORD.into() }).unwrap();
    assert_eq!(s.files(), files);
    assert!(s.list(&concern).rows.iter().all(|row| row.state == "whole"));
    assert!(!attachment::attachment_bytes(&s.app, &id(&rows[0])).unwrap().is_empty());
    // A local generation needs the folder beside it, and says which record lacks a file.
    std::fs::remove_file(&files[0]).unwrap();
    let generation = names(&s.home().join("backups")).pop().unwrap();
    let token = app::care::restore_local(&s.app, &LocalBackupRequest { file_name: generation }).unwrap().token;
    let done = app::care::restore_run(&s.app, &with_password(token)).unwrap();
    assert_eq!(done.warnings[0].args["records"], concern.as_str());
}

#[test]
fn a_new_key_of_the_home_opens_the_same_files() {
    let s = School::new(26);
    let concern = s.concern(false);
    let row = s.add(&concern, &[s.desk("三.png", &photo(300, 200, 5))], false).view.rows[0].clone();
    let (files, shown) = (s.files(), attachment::attachment_bytes(&s.app, &id(&row)).unwrap());
    let people = app::people::people_list(&s.app).unwrap();
    let person = people.candidates.first().map(|p| p.id.clone()).unwrap();
    let new = serde_json::json!({ "personId": person, "posts": ["staff"], "password": "河边新修了三座石板桥" });
    let people = app::people::people_add(&s.app, &ask(new)).unwrap();
    let account = people.accounts.into_iter().find(|a| a.person_id == person).unwrap().account;
    let request = serde_json::json!({ "account": account, "reason": "拷走过数据", "password": PASSWORD });
    app::people::people_remove_for_cause(&s.app, &ask(request)).unwrap();
    assert_eq!(s.files(), files);
    assert_eq!(attachment::attachment_bytes(&s.app, &id(&row)).unwrap(), shown);
}

#[test]
fn what_a_crash_left_is_put_in_order_at_the_next_login() {
    let s = School::new(27);
    let concern = s.concern(false);
    s.add(&concern, &[s.desk("四.png", &photo(300, 200, 6))], false);
    let file = s.files()[0].clone();
    let new = s.home().join("files").join("new");
    // The row was committed, the file not moved yet: it is shown from where it lies.
    let waiting = new.join(file.file_name().unwrap());
    std::fs::rename(&file, &waiting).unwrap();
    assert_eq!(s.list(&concern).rows[0].state, "whole");
    // A file without a row, and half a file.
    let orphan = new.join("0".repeat(64));
    for left in [&orphan, &new.join(format!("{}.part", "1".repeat(64)))] {
        std::fs::File::create(left).unwrap().write_all(b"x").unwrap();
    }
    let login = |at: &str| {
        app::home::lock(&s.app);
        s.clock.go(at);
        app::home::practice_open(&s.app, &PasswordRequest { password: PASSWORD.into() }).unwrap();
    };
    // The clock of a machine may stand anywhere: a file of the future is no old one.
    login("2026-06-26T18:00:00+08:00");
    assert_eq!(
        s.files(),
        [orphan.clone(), file.clone()]
            .into_iter()
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
    );
    login("2099-01-01T08:00:00+08:00");
    assert_eq!(s.files(), [file]);
}

#[test]
fn the_evidence_that_is_due_is_secured_by_an_attachment() {
    let s = School::new(28);
    // A suspected case under investigation, whose footage nobody has secured yet.
    let due = |id: &str| {
        let case = app::handling::case_get(&s.app, &IdRequest { id: id.into() }).unwrap();
        case.duties.iter().any(|d| d.code == "video_evidence")
    };
    let case = ["GZ-2026-026", "GZ-2026-030"].into_iter().find(|id| due(id)).unwrap();
    assert!(s.list(case).evidence_due);
    let request = AttachmentPickRequest { secures: true, ..pick("concern", case, false) };
    let paths = [s.desk("截图.png", &photo(200, 100, 8)), s.desk("截图二.png", &photo(200, 100, 9))];
    let done = attachment::attachment_add(&s.app, &request, &paths).unwrap();
    assert!(done.added == 2 && !done.view.evidence_due && !due(case));
    let case = app::handling::case_get(&s.app, &IdRequest { id: case.into() }).unwrap();
    let secured = case.chronology.iter().filter(|line| line.text.contains("附件1：右臂淤青，来源：家长手机拍摄"));
    assert_eq!(secured.count(), 1);
}
