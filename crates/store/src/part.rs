//! A part of the records: the school with its people, one case, or every case in which something is still to be done. What
//! the window shows of one case, or of today, is read without the thousands that are closed.

use domain::correction::Kind;
use domain::{Date, Records};
use rusqlite::types::Value;

use crate::cell::Cell as _;
use crate::correction;
use crate::error::Result;
use crate::row::{Among, Column, Of, text};
use crate::table::*;
use crate::tx::ReadTx;
use crate::voiding;

/// The concerns in which anything may be left to do: those that are not finished, and finished ones with a notice not
/// delivered, an appeal or a review not decided, or a report that the close made due and that was not sent. Wider than the
/// duties of `domain` and never narrower: a test compares both.
const OPEN: &str = "
    SELECT id FROM concern WHERE status NOT IN ('struck_off', 'closed')
    UNION SELECT concern_id FROM sanction WHERE appeal_notice_on IS NULL
    UNION SELECT concern_id FROM sanction
        WHERE id IN (SELECT sanction_id FROM appeal WHERE decided_on IS NULL)
    UNION SELECT concern_id FROM determination WHERE review_notice_on IS NULL AND NOT EXISTS (
        SELECT 1 FROM review_notice
        WHERE review_notice.concern_id = determination.concern_id AND review_notice.round = determination.round)
    UNION SELECT concern_id FROM county_review WHERE finished_on IS NULL
    UNION SELECT id FROM concern
        WHERE (report_level IS NOT NULL OR tier IN ('L3', 'L4') OR severity IN ('serious', 'criminal')
               OR result = 'transferred')
          AND (report_level = 'city' OR NOT EXISTS (
            SELECT 1 FROM incident_report
            WHERE incident_report.concern_id = concern.id AND kind = 'final' AND mode = 'written'
              AND state NOT IN ('draft', 'in_review', 'returned')
              AND coalesce(
                sent_ms >= (SELECT max(at_ms) FROM concern_event WHERE concern_id = concern.id AND kind = 'state'), 1)
              AND coalesce(date(sent_ms / 1000 + 28800, 'unixepoch')
                >= (SELECT max(at_on) FROM concern_event WHERE concern_id = concern.id AND kind = 'state'), 1)
              AND EXISTS (SELECT 1 FROM incident_report_to, bureau
                          WHERE incident_report_id = incident_report.id AND bureau.name <> ''
                            AND substr(incident_report_to.text, 1, length(bureau.name)) = bureau.name)))";

/// The school, its calendar, its people and its classes, and no record about anybody.
///
/// # Errors
/// Those of SQLite.
pub fn read_ground(tx: &ReadTx<'_>, as_of: Date) -> Result<Records> {
    Ok(Records {
        bureau: bureau::get(tx)?,
        school: school::get(tx)?,
        term: term::get(tx)?,
        calendar: calendar::get(tx)?,
        campaign: campaign::get(tx)?,
        staff: staff::list(tx)?,
        externals: external::list(tx)?,
        committees: committee::list(tx)?,
        classes: class::list(tx)?,
        students: student::list(tx, as_of)?,
        ..Records::default()
    })
}

/// What today's duties are computed from: the ground, the ledger, the pacts, and the concerns with something left to do;
/// with corrections, without what is void.
///
/// # Errors
/// Those of SQLite.
pub fn read_open(tx: &ReadTx<'_>, as_of: Date) -> Result<Records> {
    let mut records = read_ground(tx, as_of)?;
    records.ledger = ledger::list(tx)?;
    records.pacts = pact::list(tx)?;
    with_cases(tx, &mut records, &ids(tx, OPEN, &[])?)?;
    corrected(tx, &mut records)?;
    without_void(tx, &mut records)?;
    Ok(records)
}

/// One concern with everything that hangs on it, the ledger, and the determined concerns of the same pupils; with
/// corrections, and void ones among them. No concern when there is none of this number.
///
/// # Errors
/// Those of SQLite.
pub fn read_case(tx: &ReadTx<'_>, id: &str, as_of: Date) -> Result<Records> {
    let mut records = read_ground(tx, as_of)?;
    records.ledger = ledger::list(tx)?;
    let sql = "SELECT id FROM concern WHERE id = :case
        UNION SELECT concern_id FROM concern_involved
            WHERE student_id IN (SELECT student_id FROM concern_involved WHERE concern_id = :case)
              AND concern_id IN (SELECT concern_id FROM determination)";
    with_cases(tx, &mut records, &ids(tx, sql, &[("case", text(id))])?)?;
    corrected(tx, &mut records)?;
    Ok(records)
}

/// Takes out of the records what is void, and what hangs on it.
///
/// # Errors
/// Those of SQLite.
pub fn without_void(tx: &ReadTx<'_>, records: &mut Records) -> Result<()> {
    let voided = voiding::all(tx)?;
    let known = voided.iter().filter_map(|v| Some((Kind::from_id(&v.object_kind)?, v.object_id.as_str())));
    domain::correction::leave_out(records, known);
    Ok(())
}

/// What a concern shares with one that is being typed.
#[derive(Debug, Clone)]
pub struct Alike<'a> {
    /// The pupils named.
    pub students: &'a [&'a str],
    /// The class under which it is filed.
    pub class_id: Option<&'a str>,
    /// The kind of place.
    pub place_type: &'a str,
    /// The first and the last civil day that count.
    pub days: (Date, Date),
}

/// The concerns, without what hangs on them, that name one of these pupils or belong to the same class and kind of place,
/// and were noticed in these days or are open since before; with corrections, without what is void.
///
/// # Errors
/// Those of SQLite.
pub fn read_alike(tx: &ReadTx<'_>, like: &Alike<'_>) -> Result<Records> {
    let with = [
        ("students", list(like.students.iter().copied())),
        ("class", like.class_id.map(str::to_owned).cell()),
        ("place", text(like.place_type)),
        ("first", like.days.0.cell()),
        ("last", like.days.1.cell()),
    ];
    let day = "date(discovered_ms / 1000 + 28800, 'unixepoch')";
    let sql = format!(
        "SELECT concern_id AS id FROM concern_involved WHERE student_id IN (SELECT value FROM json_each(:students))
         UNION SELECT id FROM concern WHERE class_id IS :class AND place_type = :place
            AND {day} >= :first AND coalesce(occurred_from_on, date(occurred_from_ms / 1000 + 28800, 'unixepoch')) <= :last"
    );
    let concerns = concern::select(tx, Of::Among(&ids(tx, &sql, &with)?))?;
    let mut records = Records { concerns, ..Records::default() };
    corrected(tx, &mut records)?;
    without_void(tx, &mut records)?;
    Ok(records)
}

/// Texts as the one value that a statement can take a list in.
fn list<'a>(texts: impl IntoIterator<Item = &'a str>) -> Value {
    let texts: Vec<serde_json::Value> = texts.into_iter().map(serde_json::Value::from).collect();
    Value::Text(serde_json::Value::from(texts).to_string())
}

/// Asks once which ids are meant; every table then looks them up by its key.
fn ids(tx: &ReadTx<'_>, sql: &str, with: &[Column]) -> Result<Among> {
    let found: Vec<String> = tx.query(sql, with, |r| r.first())?;
    let with = vec![("ids", list(found.iter().map(String::as_str)))];
    Ok(Among { sql: "SELECT value FROM json_each(:ids)".to_owned(), with })
}

/// Reads these concerns and what hangs on them.
fn with_cases(tx: &ReadTx<'_>, records: &mut Records, ids: &Among) -> Result<()> {
    records.concerns = concern::select(tx, Of::Among(ids))?;
    let of = |table: &str| ids.belonging(table, "concern_id");
    records.sanctions = sanction::select(tx, Of::Among(&of("sanction")))?;
    records.communications = communication::select(tx, Of::Among(&of("communication")))?;
    records.talks = talk::select(tx, Of::Among(&of("talk")))?;
    records.counselling = counselling::select(tx, Of::Among(&of("counselling")))?;
    records.counselling_refusals = counselling_refusal::select(tx, Of::Among(&of("counselling_refusal")))?;
    records.family_guidance = family_guidance::select(tx, Of::Among(&of("family_guidance")))?;
    records.incident_reports = incident_report::select(tx, Of::Among(&of("incident_report")))?;
    Ok(())
}

fn corrected(tx: &ReadTx<'_>, records: &mut Records) -> Result<()> {
    let corrections: Vec<_> = correction::all(tx)?.into_iter().map(correction::Correction::applied).collect();
    domain::correction::apply(records, &corrections);
    Ok(())
}

/// The corrected concerns, without what hangs on them, as they read now, each with its place in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn read_corrected(tx: &ReadTx<'_>) -> Result<Vec<(i64, domain::noun::Concern)>> {
    let sql = "SELECT DISTINCT object_id FROM correction WHERE object_kind = 'concern'";
    let found = ids(tx, sql, &[])?;
    let places =
        tx.query(&format!("SELECT id, position FROM concern WHERE id IN ({})", found.sql), &found.with, |r| {
            Ok((r.at::<String>("id")?, r.at::<i64>("position")?))
        })?;
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let mut records = Records { concerns: concern::select(tx, Of::Among(&found))?, ..Records::default() };
    corrected(tx, &mut records)?;
    let place = |id: &str| places.iter().find(|(of, _)| of == id).map(|(_, position)| *position);
    Ok(records.concerns.into_iter().filter_map(|c| Some((place(&c.id)?, c))).collect())
}

/// The ground with the ledger and the pacts; with corrections, and void ones among them.
///
/// # Errors
/// Those of SQLite.
pub fn read_rules(tx: &ReadTx<'_>, as_of: Date) -> Result<Records> {
    let mut records = read_ground(tx, as_of)?;
    records.ledger = ledger::list(tx)?;
    records.pacts = pact::list(tx)?;
    corrected(tx, &mut records)?;
    Ok(records)
}
