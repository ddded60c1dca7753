//! A database with a row in every table, some of the records finished and some open.

use rusqlite::Connection;
use store::table;

use super::common::{Home, at, now, sample};
use super::*;

/// A row in each table around the records.
fn care_and_people(tx: &mut store::WriteTx<'_>) -> store::Result<()> {
    use store::{care, checkpoint, correction, delegation, draft, sealed, voiding};
    let id = uuid::Uuid::from_u128;
    let entry = store::audit::Entry {
        at: now(),
        actor: "t_xz",
        action: "sealed.open",
        object_kind: "concern",
        object_id: "GZ-2026-001",
        fields: &["content"],
    };
    let head = store::audit::append_with_reason(tx, &entry, "复查需要")?;
    checkpoint::put(
        tx,
        &checkpoint::Checkpoint { count: head.count, head: head.hash, made_at: now(), jws: "{}".to_owned() },
    )?;
    let until = at("2026-07-01T00:00:00+08:00");
    delegation::add(
        tx,
        &delegation::Delegation {
            id: id(10),
            to: vault::AccountNo::new(1).unwrap(),
            right: "sign_packets".to_owned(),
            reason: "外出学习".to_owned(),
            given_by: "t_xz".to_owned(),
            from: now(),
            until,
            ended_at: None,
        },
    )?;
    sealed::put(
        tx,
        &sealed::NewSealed {
            id: id(11),
            object_kind: "concern",
            object_id: "GZ-2026-001",
            label: "辅导过程",
            supersedes: None,
            written_by: "t_xz",
            written_at: now(),
            content: &[7; 60],
        },
    )?;
    draft::save(
        tx,
        &draft::Draft {
            form: "concern".to_owned(),
            object_id: String::new(),
            owner: "t_xz".to_owned(),
            content: "{}".to_owned(),
            begun_at: now(),
            saved_at: now(),
        },
    )?;
    let closed = in_state(tx, "closed");
    store::digest::word(tx, "concern", &closed, &mut || [5; 32])?;
    correction::add(
        tx,
        &correction::Correction {
            id: id(12),
            object_kind: "concern".to_owned(),
            object_id: closed.clone(),
            field: "place".to_owned(),
            old: "操场".to_owned(),
            new: "食堂".to_owned(),
            reason: "记错了".to_owned(),
            by: "t_xz".to_owned(),
            at: now(),
        },
    )?;
    voiding::add(
        tx,
        &voiding::Voiding {
            object_kind: "concern".to_owned(),
            object_id: closed,
            reason: "重复登记".to_owned(),
            by: "t_xz".to_owned(),
            at: now(),
        },
    )?;
    care::log_backup(
        tx,
        &care::BackupRow {
            id: id(13),
            place: care::Place::Local,
            file_name: "a.anmiaobak".to_owned(),
            size: 1,
            sha256: [1; 32],
            audit_count: 1,
            audit_head: [1; 32],
            made_at: now(),
            verified_at: now(),
        },
    )?;
    care::log_rehearsal(
        tx,
        &care::Rehearsal {
            kind: care::RehearsalKind::Restore,
            at: now(),
            by: "t_xz".to_owned(),
            ok: true,
            found: String::new(),
        },
    )?;
    let student_id = table::student::list(tx, now().date())?.remove(0).id;
    let cleared = store::name_clearance::Clearance {
        student_id,
        digest: [9; 32],
        reason: "这里是普通词".to_owned(),
        by: "t_xz".to_owned(),
        at: now(),
    };
    store::name_clearance::add(tx, &cleared)?;
    attached(tx)?;
    safeguarded(tx)?;
    set_by_the_school(tx)?;
    care::set_recovery_due(tx, care::DueReason::Used, now())
}

/// A kept view and the calendar of a year.
fn set_by_the_school(tx: &mut store::WriteTx<'_>) -> store::Result<()> {
    let id = uuid::Uuid::from_u128;
    let (by, at) = ("t_xz".to_owned(), now());
    let view = store::saved_view::SavedView {
        id: id(41),
        owner: by.clone(),
        page: "concerns".to_owned(),
        name: "未办结的".to_owned(),
        query: "state=open".to_owned(),
        at,
    };
    store::saved_view::save(tx, &view)?;
    let day = now().date();
    let year = table::calendar::Edition {
        id: id(42),
        year: 2026,
        holidays: vec![Holiday { name: "端午节".to_owned(), first: day, last: day }],
        makeup_workdays: vec![day],
        note: String::new(),
        by,
        at,
    };
    table::calendar::set_year(tx, &year)
}

/// A decision, an answer and a request of guardians, and a marked case.
fn safeguarded(tx: &mut store::WriteTx<'_>) -> store::Result<()> {
    use domain::privacy::{self, Decision, GuardianRequest, RequestAnswer};
    let (student_id, by, at) = (table::student::list(tx, now().date())?.remove(0).id, "t_xz".to_owned(), now());
    let decision = Decision {
        purpose: privacy::Purpose::Screening,
        basis: privacy::LegalBasis::Duty,
        reason: "县局统一部署".to_owned(),
        by: by.clone(),
        at,
    };
    store::safeguard::decide(tx, &decision)?;
    let request = GuardianRequest {
        id: uuid::Uuid::from_u128(31).to_string(),
        student_id,
        kind: privacy::RequestKind::View,
        asked_by: "母亲".to_owned(),
        asked_on: now().date(),
        detail: "查阅登记的内容".to_owned(),
        by: by.clone(),
        at,
        answer: None,
    };
    store::safeguard::ask(tx, &request)?;
    let answer = RequestAnswer {
        outcome: privacy::RequestOutcome::Done,
        text: "当面查阅".to_owned(),
        answered_on: now().date(),
        by: by.clone(),
        at,
    };
    store::safeguard::reply(tx, &request.id, &answer)?;
    let concern_id = table::concern::list(tx)?.remove(0).id;
    let mark = store::safeguard::Mark { concern_id, marked: true, reason: "涉及隐私部位".to_owned(), by, at };
    store::safeguard::mark(tx, &mark)
}

/// A file that belongs to an open concern and to an open ledger item.
fn attached(tx: &mut store::WriteTx<'_>) -> store::Result<()> {
    use store::attachment::{self, Holder};
    let key = vault::FileKey::from_bytes(&[3; 32]).unwrap();
    let file = attachment::StoredFile {
        id: key.name(&[4; 32]),
        sha256: [4; 32],
        size: 1,
        stored_sha256: [5; 32],
        stored_size: 25,
        key,
        added_at: now(),
    };
    attachment::file(tx, &file)?;
    let open = |c: &Concern| !matches!(c.status.as_str(), "struck_off" | "closed");
    let concern = table::concern::list(tx)?.into_iter().find(open).unwrap().id;
    let item = table::ledger::list(tx)?.into_iter().find(|item| item.status != LedgerStatus::Closed).unwrap().id;
    for (n, holder, record) in [("1", Holder::Concern, concern), ("2", Holder::Ledger, item)] {
        let new = attachment::Attachment {
            id: n.to_owned(),
            holder,
            record,
            about: None,
            file_id: file.id.clone(),
            original_id: None,
            kind: FileKind::Pdf,
            scaled: false,
            name: "扫描件.pdf".to_owned(),
            source: String::new(),
            note: String::new(),
            by: "t_xz".to_owned(),
            at: now(),
            withdrawn: None,
        };
        attachment::add(tx, &new)?;
    }
    Ok(())
}

/// The first concern in this state.
fn in_state(tx: &store::WriteTx<'_>, status: &str) -> String {
    table::concern::list(tx).unwrap().into_iter().find(|c| c.status == status).unwrap().id
}

/// A batch of one change that was taken back, and a mapping that was told twice.
fn roster(tx: &mut store::WriteTx<'_>) -> store::Result<()> {
    let student = store::table::student::list(tx, now().date())?.remove(0);
    let contact = domain::noun::GuardianContact {
        id: "guardian-1".to_owned(),
        student_id: student.id.clone(),
        name: Some("金某".to_owned()),
        relation: "母亲".to_owned(),
        phone: Some("13900000017".to_owned()),
        until_on: None,
    };
    store::table::guardian::insert(tx, &contact)?;
    let batch = store::roster::Batch {
        id: uuid::Uuid::from_u128(7),
        kind: "students".to_owned(),
        file: Some("学生.xlsx".to_owned()),
        by: "t_xz".to_owned(),
        at: now(),
        undone_at: None,
    };
    let change = store::roster::Change {
        object: "student".to_owned(),
        id: student.id,
        field: "village".to_owned(),
        old: None,
        new: Some("上庄村".to_owned()),
    };
    store::roster::add(tx, &batch, std::slice::from_ref(&change))?;
    assert_eq!(store::roster::changes(tx, batch.id)?, [change]);
    store::roster::remember(tx, "students", "学号|姓名", &[Some("student_no".to_owned()), None])?;
    store::roster::remember(tx, "students", "学号|姓名", &[Some("student_no".to_owned()), Some("name".to_owned())])?;
    let kept = store::roster::remembered(tx, "学号|姓名")?;
    assert_eq!(kept, Some(("students".to_owned(), vec![Some("student_no".to_owned()), Some("name".to_owned())])));
    store::roster::undone(tx, batch.id, "t_xz", now())
}

/// A database in which every table has a row.
pub(super) fn full() -> (Home, Connection) {
    let (home, store) = Home::new();
    let mut records = sample().records;
    // The sample has no stranger and no extension of an investigation.
    let case = records.concerns.iter_mut().find(|c| c.status == "closed" && c.investigation.is_some()).unwrap();
    case.outsiders.push(Outsider { no: 1, description: "校外青年".to_owned(), identity: "不明".to_owned() });
    case.investigation.as_mut().unwrap().extension = Some(InvestigationExtension {
        applied_on: now().date(),
        applied_by: "t_zz".to_owned(),
        days: 10,
        reason: "证人在外".to_owned(),
        basis: "省办法".to_owned(),
        approved_on: None,
        approved_by: None,
    });
    common::load(&store, &records).unwrap();
    assert_eq!(store.read(|tx| store::read_all(tx, now().date())).unwrap(), records);
    store
        .write(|tx| -> store::Result<()> {
            let entry = store::audit::Entry {
                at: now(),
                actor: "system",
                action: "school.load",
                object_kind: "school",
                object_id: "",
                fields: &[],
            };
            store::audit::append(tx, &entry)?;
            let account = store::account::Account {
                number: vault::AccountNo::new(1).unwrap(),
                staff_id: "t_xz".to_owned(),
                posts: vec![Post::Principal],
                disabled: false,
                created_at: now(),
                must_change: false,
            };
            store::account::insert(tx, &account)?;
            store::identity::put_key(tx, &[1; 138], now())?;
            store::identity::add_certificate(tx, &[1; 500], store::identity::Issuer::Itself, now())?;
            let recovery = store::identity::RecoveryIdentity {
                secret: zeroize::Zeroizing::new("s".to_owned()),
                recipient: "r".to_owned(),
            };
            store::identity::put_recovery(tx, &recovery, now())?;
            let profile = store::profile::AcceptedProfile {
                serial: 1,
                fingerprint: ["12345"; 8].join(" "),
                jws: vec![1],
                accepted_at: now(),
                accepted_by: None,
            };
            store::profile::accept(tx, &profile)?;
            care_and_people(tx)?;
            roster(tx)?;
            store::meta::see_keys(tx, store::meta::KeysSeen { generation: 1, digest: [1; 32] }, now())?;
            let place = store::outbox::next_place(tx)?;
            store::outbox::enqueue(
                tx,
                &store::outbox::NewPacket {
                    packet_id: uuid::Uuid::from_u128(1),
                    kind: PacketKind::NilReport,
                    edition: Edition::Statistics,
                    epoch: &place.epoch,
                    seq: place.seq,
                    prev_sha256: None,
                    manifest_sha256: &"a".repeat(64),
                    file_name: "a.anmiao",
                    created_at: now(),
                    test: true,
                    files: &[("report.pdf", b"x")],
                    sealed: None,
                },
            )
        })
        .unwrap();
    store.close().unwrap();
    let raw = home.raw();
    raw.execute_batch("PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON").unwrap();
    // One closed case is opened by a repetition, so that what it said is kept in its table.
    let last = "SELECT id FROM concern WHERE status = 'closed' ORDER BY position DESC LIMIT 1";
    let last: String = raw.query_row(last, [], |row| row.get(0)).unwrap();
    turn(&raw, &last, "repeat").unwrap();
    let opened = "UPDATE concern SET status = 'investigating', closed_on = NULL WHERE id = ?1";
    assert_eq!(raw.execute(opened, [&last]).unwrap(), 1);
    (home, raw)
}

/// Says why a closed case is opened, in the way of the program.
pub(super) fn turn(raw: &Connection, id: &str, ground: &str) -> rusqlite::Result<usize> {
    raw.execute(
        "INSERT INTO concern_turn (concern_id, opens, round, ground, reason, by_id, at_ms, cause, finding, result, severity,
            tier, closed_on)
         SELECT id, 1, CASE WHEN ?2 IN ('repeat', 'new_facts')
                THEN 2 + (SELECT count(*) FROM concern_turn WHERE concern_id = ?1 AND round IS NOT NULL) END,
            ?2, '又发生了', owner_id, 1782000000000, cause, finding, result, severity, tier, closed_on
         FROM concern WHERE id = ?1",
        [id, ground],
    )
}
