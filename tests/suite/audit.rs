//! `anmiao audit verify` on a demo's home: whole, beside an open window, and after damage done by SQL past every lock.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use app::view::{AuditPageRequest, CorrectRequest, LoginRequest};
use app::{App, KdfCost, Roots};
use domain::FixedClock;
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use vault::{AccountNo, Keyring, KeysFile, Unlock};

use crate::shared::{Demo, Said, Seeded, anmiao_in, at, files_under, other, plain, root, sample};

/// The password that the demo printed.
fn password(demo: &Demo) -> String {
    let line = demo.said.out.lines().find(|l| l.starts_with("演练密码")).expect("the demo prints its password");
    line.rsplit('：').next().expect("a password").trim().to_owned()
}

/// Runs the command with a password on the standard input.
fn verify(home: &Path, password: &str, more: &[&str]) -> Said {
    let own = tempfile::tempdir().expect("a folder");
    let mut command = anmiao_in(own.path());
    command.args(["audit", "verify", "--home"]).arg(home).args(more);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("its input");
    // A program that refuses its arguments does not read.
    let _ = input.write_all(format!("{password}\n").as_bytes());
    drop(input);
    child.wait_with_output().expect("the program ends").into()
}

/// A copy of the demo's home, with the keys that open its database.
struct Home {
    _folder: TempDir,
    out: PathBuf,
    keyring: Keyring,
    password: String,
}

impl Home {
    fn copy(demo: &Demo) -> Self {
        let (folder, out) = demo.copy();
        let password = password(demo);
        let keys = KeysFile::read(&out.join("home")).expect("keys");
        let account = AccountNo::new(1).expect("an account");
        let keyring = keys.unlock(&Unlock::Password { account, password: &password }).expect("the right password");
        Self { _folder: folder, out, keyring, password }
    }

    /// A copy whose log was lengthened by use cases to more than a hundred rows, all of them after the demo's packet.
    fn worked_in() -> Self {
        let home = Self::copy(sample());
        let app = home.opened();
        for n in 0..110 {
            let request = CorrectRequest {
                kind: "concern".into(),
                id: "GZ-2026-001".into(),
                field: "place".into(),
                value: format!("第{n}间教室"),
                reason: "逐间核对地点".into(),
            };
            app::correction::correction_add(&app, &request).expect("a correction");
        }
        app::home::lock(&app);
        assert!(home.rows() > 110, "{} rows", home.rows());
        home
    }

    /// The program with this home open.
    fn opened(&self) -> App {
        let app = App::new(Roots {
            clock: Arc::new(FixedClock(at("2026-06-26T18:00:00+08:00"))),
            random: Mutex::new(Box::new(Seeded::new(9))),
            stopwatch: |work| {
                work();
                Duration::from_secs(1)
            },
            cost: Some(KdfCost::PARSE_FLOOR),
            home: self.dir(),
            assets: vec![root().join("assets/fonts")],
            runtime: self.out.join("run"),
        });
        let login = LoginRequest {
            account: "01".into(),
            password: self.password.clone(),
            practice: false,
            clock_accepted: false,
        };
        app::home::login(&app, &login).expect("logged in");
        app
    }

    fn dir(&self) -> PathBuf {
        self.out.join("home")
    }

    fn connected(&self) -> Connection {
        let path = self.dir().join(self.keyring.file().db_file());
        let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).expect("the database");
        let key = self.keyring.db_key();
        conn.execute_batch(&format!("PRAGMA key = \"{}\"; PRAGMA foreign_keys = OFF;", *key.pragma_value()))
            .expect("the key");
        conn
    }

    /// Runs SQL with every lock of the database taken off, as somebody with the key could.
    fn damage(&self, sql: &str) {
        let conn = self.connected();
        let triggers: Vec<String> = conn
            .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            .and_then(|mut all| all.query_map([], |row| row.get(0))?.collect())
            .expect("the triggers");
        for name in triggers {
            conn.execute_batch(&format!("DROP TRIGGER {name}")).expect("a dropped trigger");
        }
        conn.execute_batch(sql).expect("the damage");
    }

    /// Gives row `seq` another actor and then every later row a hash that fits, as a patient forger would.
    fn forge_from(&self, seq: i64) {
        self.damage(&format!("UPDATE audit SET actor = 'system' WHERE seq = {seq}"));
        let conn = self.connected();
        let before = "SELECT hash FROM audit WHERE seq = ?1";
        let mut prev: Vec<u8> = conn.query_row(before, [seq - 1], |row| row.get(0)).expect("the row before");
        for at in seq..=self.rows() {
            let (ms, words): (i64, [String; 5]) = conn
                .query_row(
                    "SELECT at_ms, actor, action, object_kind, object_id, detail FROM audit WHERE seq = ?1",
                    [at],
                    |row| Ok((row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?])),
                )
                .expect("a row");
            let mut hash = Sha256::new();
            let mut part = |bytes: &[u8]| {
                hash.update(u64::try_from(bytes.len()).expect("a length").to_be_bytes());
                hash.update(bytes);
            };
            part(b"anmiao-audit-v1");
            part(&at.to_be_bytes());
            part(&ms.to_be_bytes());
            words.iter().for_each(|word| part(word.as_bytes()));
            part(&prev);
            let new = hash.finalize().to_vec();
            conn.execute("UPDATE audit SET prev = ?1, hash = ?2 WHERE seq = ?3", (&prev, &new, at)).expect("forged");
            prev = new;
        }
    }

    /// A backup of this home on a stick, made while the window was open.
    fn backed_up(&self) -> PathBuf {
        let app = self.opened();
        app::care::backup_local(&app).expect("a backup");
        app::home::lock(&app);
        let folder = self.dir().join("backups");
        let newest = files_under(&folder).into_iter().filter(|name| name.ends_with(".anmiaobak")).max();
        let stick = self.out.join("stick");
        fs::create_dir_all(&stick).expect("a folder");
        let name = newest.expect("a backup lies in the home");
        let to = stick.join(&name);
        fs::copy(folder.join(&name), &to).expect("a copy");
        to
    }

    fn rows(&self) -> i64 {
        self.connected().query_row("SELECT count(*) FROM audit", [], |row| row.get(0)).expect("a count")
    }

    /// Rows that the demo's packet proves.
    fn proved(&self) -> i64 {
        let manifest: serde_json::Value =
            serde_json::from_slice(&fs::read(self.out.join("packet/packet.json")).expect("a packet")).expect("JSON");
        manifest["audit"]["count"].as_i64().expect("a count")
    }

    fn packet(&self) -> String {
        self.out.join("packet").display().to_string()
    }

    fn verify(&self, more: &[&str]) -> Said {
        verify(&self.dir(), &self.password, more)
    }

    /// What the command says of a log that is not in order.
    fn faulted(&self, more: &[&str]) -> String {
        let said = self.verify(more);
        assert_eq!(said.code, Some(1), "{}", said.all());
        plain(&said.out).to_owned()
    }
}

#[test]
fn a_whole_log_is_whole_and_contains_what_the_packet_proves() {
    let demo = sample();
    let home = Home::copy(demo);
    let said = home.verify(&[]).succeeded();
    assert!(plain(&said.out).contains("完整") && said.out.contains(&home.rows().to_string()), "{}", said.all());
    let sealed = demo.sealed().display().to_string();
    let json = home.out.join("packet/packet.json").display().to_string();
    let said = home.verify(&["--against", &home.packet(), "--against", &sealed, "--against", &json]).succeeded();
    assert!(said.out.contains("3 份"), "{}", said.all());
    let said = home.verify(&["--account", "01", "--json", "--against", &home.packet()]).succeeded();
    let report: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(report["own"]["state"], "whole");
    assert_eq!(report["against"][0]["count"], home.proved());
}

#[test]
fn looking_leaves_nothing_and_needs_no_closed_window() {
    let home = Home::copy(sample());
    // A home that lost one copy of its keys is mended by its own program, and by nobody who only looks.
    fs::remove_file(home.dir().join("keys.json.bak")).expect("the second copy of the keys");
    let before: Vec<_> = files_under(&home.dir())
        .into_iter()
        .map(|name| (fs::read(home.dir().join(&name)).expect("a file"), name))
        .collect();
    home.verify(&["--against", &home.packet()]).succeeded();
    let after: Vec<_> = files_under(&home.dir())
        .into_iter()
        .map(|name| (fs::read(home.dir().join(&name)).expect("a file"), name))
        .collect();
    assert_eq!(after, before, "the home is as it was, byte by byte");

    let app = home.opened();
    let request = AuditPageRequest {
        actor: None,
        action: None,
        views: None,
        kind: None,
        id: None,
        from: None,
        to: None,
        before: None,
    };
    let count = app::audit::audit_page(&app, &request).expect("the log").count;
    let said = home.verify(&[]).succeeded();
    assert!(said.out.contains(&format!("{count} 行")), "what was committed is seen: {}", said.all());
    app::audit::audit_verify(&app).expect("the window goes on");
}

#[test]
fn a_changed_row_is_named() {
    let home = Home::worked_in();
    home.damage("UPDATE audit SET actor = 'system' WHERE seq = 57");
    let line = home.faulted(&[]);
    assert!(line.contains("57") && line.contains("改动"), "{line}");
    // What somebody holds of the time before is no excuse.
    assert!(home.faulted(&["--against", &home.packet()]).contains("57"));
}

#[test]
fn a_missing_row_is_named() {
    let home = Home::worked_in();
    home.damage("DELETE FROM audit WHERE seq = 57");
    let line = home.faulted(&[]);
    assert!(line.contains("57") && line.contains("不见"), "{line}");
}

#[test]
fn an_exchanged_reason_is_found() {
    let home = Home::worked_in();
    home.damage("UPDATE audit_reason SET reason = '另一个理由而已' WHERE seq = 57");
    let line = home.faulted(&[]);
    assert!(line.contains("57"), "{line}");
}

#[test]
fn a_finished_record_changed_past_the_locks_is_named() {
    let home = Home::worked_in();
    home.verify(&[]).succeeded();
    let conn = home.connected();
    conn.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false).expect("no triggers");
    let sql = "UPDATE concern_event SET text = '另一件事' WHERE concern_id = 'GZ-2026-001' AND position = 1";
    assert_eq!(conn.execute(sql, []).expect("the change"), 1);
    drop(conn);
    let line = home.faulted(&[]);
    assert!(line.contains("GZ-2026-001") && line.contains("办结"), "{line}");
    let app = home.opened();
    let view = app::audit::audit_verify(&app).expect("a judgement");
    let found = (view.state.as_str(), view.kind.as_deref(), view.id.as_deref());
    assert_eq!(found, ("record_changed", Some("concern"), Some("GZ-2026-001")));
    let session = app::home::session(&app).expect("a session");
    assert!(session.alarms.iter().all(|a| a.code != "locks_changed"), "no lock was touched");
}

#[test]
fn locks_that_were_taken_off_are_told_and_hold_again_after_the_login() {
    let home = Home::worked_in();
    home.damage("UPDATE concern SET place = '别处' WHERE id = 'GZ-2026-001'");
    let app = home.opened();
    let session = app::home::session(&app).expect("a session");
    assert!(session.alarms.iter().any(|a| a.code == "locks_changed"), "{:?}", session.alarms);
    assert_eq!(app::audit::audit_verify(&app).expect("a judgement").id.as_deref(), Some("GZ-2026-001"));
    app::home::lock(&app);
    let refused = home.connected().execute("UPDATE concern SET place = 'x' WHERE id = 'GZ-2026-001'", []);
    assert!(refused.is_err_and(|e| e.to_string().contains("locked:concern")));
}

#[test]
fn a_cut_tail_is_proved_by_the_packet_that_left_the_school() {
    let home = Home::worked_in();
    let (rows, proved) = (home.rows(), home.proved());
    // Everything from the last row that the packet knows of, and the checkpoints with it: by itself the rest looks whole.
    home.damage(&format!(
        "DELETE FROM audit_reason WHERE seq >= {proved}; DELETE FROM audit WHERE seq >= {proved}; DELETE FROM checkpoint;"
    ));
    home.verify(&[]).succeeded();
    let line = home.faulted(&["--against", &home.packet()]);
    let (have, proved) = ((proved - 1).to_string(), proved.to_string());
    assert!(line.contains("截短") && line.contains(&proved) && line.contains(&have), "{rows} rows: {line}");
    let sealed = fs::read_dir(&home.out).expect("the demo").flatten().map(|e| e.path());
    let sealed = sealed.into_iter().find(|p| p.extension().is_some_and(|e| e == "anmiao")).expect("the sealed packet");
    let line = home.faulted(&["--against", &sealed.display().to_string()]);
    assert!(line.contains("截短"), "the school opens its own sealed packet: {line}");
}

#[test]
fn a_cut_tail_is_proved_by_a_checkpoint_that_was_left() {
    let home = Home::worked_in();
    home.damage("DELETE FROM audit_reason WHERE seq > 40; DELETE FROM audit WHERE seq > 40");
    let line = home.faulted(&[]);
    assert!(line.contains("截短") && line.contains("40"), "{line}");
}

#[test]
fn a_cut_tail_whose_reasons_were_forgotten_is_named() {
    let home = Home::worked_in();
    home.damage("DELETE FROM audit WHERE seq > 40");
    let line = home.faulted(&[]);
    assert!(line.contains("41") && line.contains("不见"), "{line}");
}

#[test]
fn a_log_forged_to_its_end_contradicts_the_signed_checkpoint() {
    let home = Home::worked_in();
    home.forge_from(57);
    let line = home.faulted(&[]);
    assert!(line.contains("改写") && line.contains("检查点"), "every hash fits, and yet: {line}");
    home.damage("DELETE FROM checkpoint");
    home.verify(&[]).succeeded();
    home.verify(&["--against", &home.packet()]).succeeded();
}

#[test]
fn a_backup_proves_what_a_packet_does_not_know_yet() {
    let home = Home::worked_in();
    let backup = home.backed_up();
    let against = backup.display().to_string();
    home.verify(&["--against", &against]).succeeded();
    let rows = home.rows();
    home.damage("DELETE FROM audit_reason WHERE seq > 60; DELETE FROM audit WHERE seq > 60; DELETE FROM checkpoint;");
    home.verify(&["--against", &home.packet()]).succeeded();
    let line = home.faulted(&["--against", &against]);
    assert!(line.contains("截短") && line.contains("60 行"), "of {rows} rows: {line}");
}

#[test]
fn a_forged_log_contradicts_the_backup_of_before() {
    let home = Home::worked_in();
    let backup = home.backed_up();
    home.forge_from(57);
    home.damage("DELETE FROM checkpoint");
    let against = backup.display().to_string();
    let line = home.faulted(&["--against", &against]);
    assert!(line.contains("不符"), "{line}");
}

#[test]
fn the_log_inside_a_backup_is_judged_like_one_in_a_home() {
    let home = Home::worked_in();
    let backup = home.backed_up();
    let said = verify(&backup, &home.password, &["--against", &home.packet()]).succeeded();
    assert!(said.out.contains("1 份"), "{}", said.all());
    let wrong = verify(&backup, "not the password of this home", &[]);
    assert_eq!(wrong.code, Some(2), "{}", wrong.all());
    let mut bytes = fs::read(&backup).expect("the backup");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    crate::shared::put(&backup, bytes);
    let changed = verify(&backup, &home.password, &[]);
    assert_eq!(changed.code, Some(4), "a backup that was changed is not read: {}", changed.all());
}

#[test]
fn what_cannot_be_judged_is_not_called_broken() {
    let demo = sample();
    let home = Home::copy(demo);
    let wrong = verify(&home.dir(), "not the password of this home", &[]);
    assert_eq!(wrong.code, Some(2), "{}", wrong.all());
    plain(&wrong.err);
    let foreign = home.verify(&["--against", &other().path("packet").display().to_string()]);
    assert_eq!(foreign.code, Some(2), "another school's packet proves nothing here: {}", foreign.all());
    plain(&foreign.err);
    let manifest = home.out.join("packet/packet.json");
    let text = fs::read_to_string(&manifest).expect("a packet");
    crate::shared::put(&manifest, text.replacen("\"count\": ", "\"count\": 9", 1));
    let changed = home.verify(&["--against", &home.packet()]);
    assert_eq!(changed.code, Some(2), "a packet that was changed proves nothing: {}", changed.all());
}

#[test]
fn what_cannot_be_read_and_what_is_not_understood_have_codes_of_their_own() {
    let home = Home::copy(sample());
    let nowhere = verify(&home.out.join("nowhere"), &home.password, &[]);
    assert_eq!(nowhere.code, Some(4), "{}", nowhere.all());
    plain(&nowhere.err);
    let missing = home.out.join("none.anmiaobak").display().to_string();
    assert_eq!(home.verify(&["--against", &missing]).code, Some(4));
    let text = home.out.join("note.txt");
    crate::shared::put(&text, "nothing of ours");
    assert_eq!(home.verify(&["--against", &text.display().to_string()]).code, Some(4));
    let database = home.dir().join(home.keyring.file().db_file());
    let mut bytes = fs::read(&database).expect("the database");
    // Behind the first page, which says whose file it is.
    bytes.iter_mut().skip(4096).for_each(|byte| *byte ^= 0xff);
    crate::shared::put(&database, bytes);
    let damaged = home.verify(&[]);
    assert_eq!(damaged.code, Some(4), "{}", damaged.all());
    plain(&damaged.err);

    let own = tempfile::tempdir().expect("a folder");
    let refused = Said::run(anmiao_in(own.path()).args(["audit", "verify"]));
    assert_eq!(refused.code, Some(64), "{}", refused.all());
    let argument = Said::run(anmiao_in(own.path()).args(["audit", "verify", "--home", "x", "--password", "y"]));
    assert_eq!(argument.code, Some(64), "a password is never an argument: {}", argument.all());
}

/// A copy of a kept home of a former schema, its password, and its keys.
fn former() -> (TempDir, String, Keyring) {
    let kept = root().join("tests/suite/homes/schema-10");
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["keys.json", "school.db"] {
        fs::copy(kept.join(name), folder.path().join(name)).expect("a copy");
    }
    let password = fs::read_to_string(kept.join("password.txt")).expect("its password").trim().to_owned();
    let with = Unlock::Password { account: AccountNo::new(1).expect("an account"), password: &password };
    let keyring = KeysFile::read(folder.path()).expect("keys").unlock(&with).expect("the right password");
    (folder, password, keyring)
}

#[test]
fn a_home_of_an_older_program_is_told_to_be_opened_first_and_stays_as_it_is() {
    let (folder, password, _keyring) = former();
    let before = fs::read(folder.path().join("school.db")).expect("the database");
    let said = verify(folder.path(), &password, &[]);
    assert_eq!(said.code, Some(4), "{}", said.all());
    let line = plain(&said.err);
    assert!(line.contains("旧版本") && line.contains("升级") && line.contains("登录"), "{line}");
    assert!(fs::read(folder.path().join("school.db")).expect("the database") == before);
}

#[test]
fn a_backup_of_an_older_program_is_judged_on_a_copy() {
    let (folder, password, keyring) = former();
    let path = folder.path().join("AM-3114999901-20260620-093000.anmiaobak");
    let census =
        store::copy::examine(&folder.path().join("school.db"), &keyring.db_key(), keyring.home()).expect("a census");
    let manifest = store::container::Manifest {
        format: store::container::FORMAT,
        program: "0.0.1".into(),
        schema: census.schema,
        home: keyring.home(),
        practice: true,
        school_code: "3114999901".into(),
        created_at: domain::Instant::parse("2026-06-20T09:30:00+08:00").expect("an instant"),
        reason: "usb".into(),
        tables: census.tables.clone(),
        db_size: 0,
        db_sha256: String::new(),
        audit: store::container::AuditEnd { count: census.head.count, head: census.head.hex() },
        checkpoint: None,
        files: None,
    };
    let keys = keyring.file().to_bytes();
    let database = folder.path().join("school.db");
    store::container::pack(&database, &manifest, &keys, &path, &mut |_| {}).expect("a backup");
    let before = fs::read(&path).expect("the backup");
    let said = verify(&path, &password, &[]).succeeded();
    assert!(plain(&said.out).contains(&format!("{} 行", census.head.count)), "{}", said.all());
    assert!(fs::read(&path).expect("the backup") == before);
}
