//! Bounds, fixed sets and references stand in the database too, and a released step of the schema never changes.

use domain::Term;
use domain::noun::*;
use domain::privacy::{ConsentAnswer, ConsentWay, LegalBasis, Purpose, RequestKind, RequestOutcome};
use rusqlite::Connection;
use sha2::{Digest as _, Sha256};
use store::{Error, Rule, table};

use crate::common::{Counting, Home, clock, sample};
use crate::full;

#[test]
fn values_out_of_bounds_and_references_that_lead_nowhere_are_refused() {
    let (_home, store) = Home::with_sample();
    let records = sample().records;
    type Spoil = fn(&mut Concern);
    let mut base = records.concerns[0].clone();
    base.id = "GZ-2026-031".to_owned();
    let refusal = |spoil: Spoil| {
        let mut new = base.clone();
        spoil(&mut new);
        let id = domain::uuid_v7(&clock(), &mut Counting(5));
        match store.write(|tx| table::concern::insert(tx, id, &new)) {
            Err(Error::Constraint { kind, rule }) => (kind, rule),
            other => panic!("{other:?}"),
        }
    };
    let cases: [(&str, Spoil, Rule, &str); 9] = [
        ("short narrative", |c| c.narrative = "太短".to_owned(), Rule::Check, "narrative"),
        ("long place", |c| c.place = "长".repeat(101), Rule::Check, "place"),
        ("state of another kind", |c| c.status = "investigating".to_owned(), Rule::Check, "kind"),
        ("year 0026", |c| c.closed_on = "0026-01-01".parse().ok(), Rule::Check, "closed_on"),
        ("doubled id", |c| c.id = "GZ-2026-028".to_owned(), Rule::Unique, "concern"),
        ("no such owner", |c| c.owner_id = "t_nobody".to_owned(), Rule::Reference, "concern to person"),
        ("a pupil as owner", |c| c.owner_id = "stu-c01-01".to_owned(), Rule::Reference, "concern to person"),
        ("no such class", |c| c.class_id = Some("c99".to_owned()), Rule::Reference, "concern to class"),
        (
            "no such pupil",
            |c| c.involved[0].student_id = "stu-c99-01".to_owned(),
            Rule::Reference,
            "concern_involved to student",
        ),
    ];
    for (what, spoil, kind, rule) in cases {
        let (k, r) = refusal(spoil);
        assert_eq!(k, kind, "{what}: {r}");
        assert!(r.contains(rule), "{what}: {r}");
        assert!(!r.contains("太短") && !r.contains("0026") && !r.contains("nobody"), "no value in an error: {r}");
    }
    let mut item = records.ledger[0].clone();
    item.id = "ZG-2026-021".to_owned();
    item.concern_ids = Vec::new();
    item.verifier_id = Some(item.owner_id.clone());
    let own = store.write(|tx| table::ledger::insert(tx, domain::uuid_v7(&clock(), &mut Counting(6)), &item));
    assert!(matches!(own, Err(Error::Constraint { kind: Rule::Check, .. })), "nobody verifies their own work");
    let clash = store.write(|tx| {
        table::external::insert(
            tx,
            &External {
                id: "t_xz".to_owned(),
                name: "外人".to_owned(),
                org: String::new(),
                role: String::new(),
                term: None,
            },
        )
    });
    assert!(matches!(clash, Err(Error::Constraint { kind: Rule::Unique, .. })), "one id, one person");
}

/// The members a column's CHECK allows.
fn allowed(raw: &Connection, table: &str, column: &str) -> Vec<String> {
    let sql: String = raw
        .query_row("SELECT sql FROM sqlite_master WHERE name = :name", [(":name", table)].as_slice(), |row| row.get(0))
        .unwrap();
    let start = sql.find(&format!("CHECK ({column} IN (")).unwrap_or_else(|| panic!("{table}.{column}"));
    let list = &sql[start..start + sql[start..].find("))").unwrap()];
    list.split('\'').skip(1).step_by(2).map(str::to_owned).collect()
}

fn ids<T: Term>() -> Vec<String> {
    T::ALL.iter().map(|term| term.id().to_owned()).collect()
}

#[test]
fn every_fixed_set_in_the_database_is_the_one_in_the_program() {
    let (_home, raw) = full();
    let sets: Vec<(&str, &str, Vec<String>)> = vec![
        ("staff", "gender", ids::<Gender>()),
        ("student", "gender", ids::<Gender>()),
        ("class", "stage", ids::<Stage>()),
        ("student", "left_reason", ids::<LeftReason>()),
        ("account_post", "post", ids::<Post>()),
        ("concern", "kind", ids::<ConcernKind>()),
        ("concern", "reporter_kind", ids::<ReporterKind>()),
        ("concern", "result", ids::<ConcernResult>()),
        ("concern", "severity", ids::<Severity>()),
        ("concern", "tier", ids::<Tier>()),
        ("concern", "report_level", ids::<ReportLevel>()),
        ("concern_form", "form", ids::<Form>()),
        ("concern_involved", "role", ids::<Role>()),
        ("concern_measure", "kind", ids::<MeasureKind>()),
        ("concern_event", "kind", ids::<EventKind>()),
        ("concern_police", "kind", ids::<PoliceKind>()),
        ("determination", "result", ids::<ConcernResult>()),
        ("determination", "severity", ids::<Severity>()),
        ("determination", "tier", ids::<Tier>()),
        ("determination_guardian", "side", ids::<Role>()),
        ("sanction", "kind", ids::<SanctionKind>()),
        ("sanction", "effective_kind", ids::<SanctionKind>()),
        ("sanction", "status", ids::<SanctionStatus>()),
        ("sanction", "tier", ids::<Tier>()),
        ("appeal", "outcome", ids::<AppealOutcome>()),
        ("appeal", "changed_kind", ids::<SanctionKind>()),
        ("communication", "mode", ids::<CommunicationMode>()),
        ("purpose_basis", "purpose", ids::<Purpose>()),
        ("purpose_basis", "basis", ids::<LegalBasis>()),
        ("consent", "purpose", ids::<Purpose>()),
        ("consent", "answer", ids::<ConsentAnswer>()),
        ("consent", "way", ids::<ConsentWay>()),
        ("guardian_request", "kind", ids::<RequestKind>()),
        ("guardian_answer", "outcome", ids::<RequestOutcome>()),
        ("counselling", "risk_level", ids::<RiskLevel>()),
        ("incident_report", "kind", ids::<ReportType>()),
        ("incident_report", "mode", ids::<ReportMode>()),
        ("incident_report", "state", ids::<ReportState>()),
        ("ledger", "area", ids::<LedgerArea>()),
        ("ledger", "level", ids::<LedgerLevel>()),
        ("ledger", "status", ids::<LedgerStatus>()),
        ("concern_attachment", "kind", ids::<FileKind>()),
        ("ledger_attachment", "kind", ids::<FileKind>()),
        ("policy_doc", "status", ids::<PolicyStatus>()),
        ("screening", "conclusion", ids::<Conclusion>()),
        ("screening_method", "method", ids::<ScreeningMethod>()),
        ("self_check", "area", ids::<LedgerArea>()),
        ("self_check", "conclusion", ids::<Conclusion>()),
        ("pact", "level", ids::<PactLevel>()),
        ("pact", "status", ids::<PactStatus>()),
        ("pact_step", "state", ids::<PactStatus>()),
        ("pact_signatory", "kind", ids::<SignatoryKind>()),
        ("pact_unsigned", "reason", ids::<UnsignedReason>()),
        ("past_packet", "kind", ids::<PacketKind>()),
        ("past_packet", "edition", ids::<Edition>()),
        ("past_packet", "state", ids::<PacketState>()),
        ("past_packet_step", "state", ids::<PacketState>()),
        ("outbox", "kind", ids::<PacketKind>()),
        ("outbox", "edition", ids::<Edition>()),
        ("outbox", "state", ids::<PacketState>()),
        ("outbox_step", "state", ids::<PacketState>()),
    ];
    for (table, column, expected) in sets {
        assert_eq!(allowed(&raw, table, column), expected, "{table}.{column}");
    }
    // The states of a concern depend on its kind.
    let sql: String =
        raw.query_row("SELECT sql FROM sqlite_master WHERE name = 'concern'", [], |row| row.get(0)).unwrap();
    for kind in ConcernKind::ALL {
        let start = sql.find(&format!("(kind = '{}' AND status IN (", kind.id())).unwrap();
        let list = &sql[start..start + sql[start..].find("))").unwrap()];
        let inside: Vec<&str> = list.split('\'').skip(3).step_by(2).collect();
        assert_eq!(inside, domain::states(*kind), "{}", kind.id());
    }
}

#[test]
fn released_steps_of_the_schema_never_change() {
    // A new file is added with its hash; a line here is never edited once a release has shipped it.
    let locked = [
        ("0001_home.sql", "3407c18ae577d696f678cd87550832aaf79cb4cf90cd6657381af74234660d66"),
        ("0002_people.sql", "404051fa2a8ed5d9eec95642ffeee0a78364fae0afed7e7db1e8ff3d1ba1f002"),
        ("0003_school.sql", "9f8848c8f77dac29ae15c406709c440f8aa31cc173302d3619f3733ab20f0d40"),
        ("0004_concern.sql", "96b72e9310b6592c07a73aa3bf11068ddb73a073f8aaaf2ab045b3046858cb87"),
        ("0005_handling.sql", "40b3a127f1487b3e730e2dc0ef07e76cccb6a27266ba0276841e17727c7128a6"),
        ("0006_mechanism.sql", "8e2aa9da2def829f1c17b0cff2331ff85346e256689a10b8d72e621460a0bb0b"),
        ("0007_pact.sql", "eba77378f197be3e63713daa91001ef6ecb2ade66e509d78722a17ec74efd0fe"),
        ("0008_packet.sql", "a07bdb52221ecebcc38b7608dde605ada65f61135bab302ea8df9f0e453e187e"),
        ("0009_audit.sql", "ee208f358eb074210b1132800993c4afdbbcbd934933c851600c8d99fe28341e"),
        ("0010_locks.sql", "2b53cba6c7d4fdbd3c2d9b9e4162b8d9a8814dbe72a54f704d47e33ff926c46f"),
        ("0011_people.sql", "05ebeda9e076fb2093eca895290a7522d7a82367396a36f6f9bede20bb579b1b"),
        ("0012_sealed.sql", "c1e9735f3990c4d900d1f828feff0bcae2871a469c92900afc9b03e21d3ac42f"),
        ("0013_draft.sql", "66e4ff85d5d65ad6951bd866b32ffa747eadbdd7b3c541851db2426b04bbd937"),
        ("0014_correction.sql", "6139e188792ad85c25a416449b6d3bcb14a6531ffa8263e1c647e1b704dd4049"),
        ("0015_audit_reason.sql", "62ce48f8cd3aee42866d2bc55486ad10bc06b403f22c119e6d04ea2f63e14837"),
        ("0016_care.sql", "9f45a4651ca148aa757bb8a0623ce522310b4e1d255dd0f103906bf6b972e3dc"),
        ("0017_search.sql", "9b9b85c0ac1e158a7a25a2a5371d9ce0067541da816ae61f03bd70a5037e5cf1"),
        ("0018_hanging.sql", "2564ca8ac608e38f3845c4979a874c28e534a78e5449e3c971065b8b115af879"),
        ("0019_names.sql", "d67f56534397706557a2856682cddc3ac87a6eb645e1f2d6d634a8641d943503"),
        ("0020_roster.sql", "d1b7ef4426a523dd56ab90ca03a1fdbba79791b53e5871d7959005bf24e2f27b"),
        ("0021_rounds.sql", "c4091c7126ff5903fa8fb338ea0045536f0daaf8501ff824c4ca0340fd4bd733"),
        ("0022_attachment.sql", "151840e1176597837e67e267ebb1fad061497d59c06529138b0d2591f036661a"),
        ("0023_safeguards.sql", "a1d4a2af3ecdd9586ba834a68131691170846824f4ff976a22300cc06a937524"),
        ("0024_views.sql", "4be4e69611d7d6def8e406d4832d3ba0a0fd6cb3210a2625a5dfca4115a078f2"),
        ("0025_digest.sql", "2e61d4702e19b7448c47a948a737305905a014088884e6229ed33842a328b369"),
    ];
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut found: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let hash = Sha256::digest(std::fs::read(entry.path()).unwrap());
            let hex = hash.iter().map(|byte| format!("{byte:02x}")).collect();
            (entry.file_name().into_string().unwrap(), hex)
        })
        .filter(|(name, _): &(String, String)| name.ends_with(".sql"))
        .collect();
    found.sort();
    let found: Vec<(&str, &str)> = found.iter().map(|(name, hash)| (name.as_str(), hash.as_str())).collect();
    assert_eq!(found, locked);
    assert_eq!(i64::try_from(found.len()).unwrap(), store::SCHEMA_VERSION, "every file is a step");
}
