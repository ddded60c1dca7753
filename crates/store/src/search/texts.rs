//! What is searched of a concern: its own texts, the names of the pupils involved, everything that hangs on it, and what
//! corrections say instead. Counselling and sealed texts are not among it (精神卫生法 art. 23).

use std::collections::HashMap;

use rusqlite::types::Value;

use crate::error::Result;
use crate::tx::ReadTx;

/// One text of a concern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Where it stands: `number`, `title`, `place`, `people`, `narrative`, `event`, `talk` …
    pub place: &'static str,
    /// The text.
    pub text: String,
}

/// The texts of one concern.
#[derive(Debug, Clone)]
pub struct Texts {
    /// Its place in the order of entry.
    pub position: i64,
    /// Its number.
    pub id: String,
    /// Every text, no two of them joined.
    pub parts: Vec<Part>,
}

/// Texts that hang on a concern: where they stand, the columns, the tables, and the column with the number of the concern.
struct Hanging {
    place: &'static str,
    columns: &'static [&'static str],
    from: &'static str,
    concern: &'static str,
}

const fn hanging(
    place: &'static str,
    columns: &'static [&'static str],
    from: &'static str,
    concern: &'static str,
) -> Hanging {
    Hanging { place, columns, from, concern }
}

/// Every table whose texts are found under the concern. A new one needs the triggers of migration 0024 too.
const HANGING: &[Hanging] = &[
    hanging("people", &["name"], "concern_involved JOIN student ON student.id = student_id", "concern_id"),
    hanging("outsider", &["description", "identity"], "concern_outsider", "concern_id"),
    hanging("event", &["text"], "concern_event", "concern_id"),
    hanging("measure", &["text"], "concern_measure", "concern_id"),
    hanging("investigation", &["reason", "basis"], "investigation_extension", "concern_id"),
    hanging(
        "determination",
        &[
            "minutes_no",
            "facts",
            "between_students_text",
            "intent_text",
            "means_text",
            "harm_text",
            "proposed_handling",
            "student_statements",
            "guardian_opinions",
            "not_bullying_reasons",
            "recusal_note",
        ],
        "determination",
        "concern_id",
    ),
    hanging("sanction", &["id"], "sanction", "concern_id"),
    hanging("appeal", &["reason"], "sanction JOIN appeal ON sanction_id = sanction.id", "concern_id"),
    hanging("communication", &["id", "points", "guardian_reply", "follow_up"], "communication", "concern_id"),
    hanging(
        "communication",
        &["matter", "facts", "school_measures"],
        "communication JOIN communication_notice ON communication_id = communication.id",
        "concern_id",
    ),
    hanging("talk", &["id", "reason", "points", "student_statement"], "talk", "concern_id"),
    hanging("talk", &["question", "answer"], "talk JOIN talk_question ON talk_id = talk.id", "concern_id"),
    hanging("guidance", &["topic"], "family_guidance", "concern_id"),
    hanging("report", &["id", "content"], "incident_report", "concern_id"),
    hanging(
        "report",
        &["time", "place", "cause", "course", "people", "measures", "harm", "evidence", "police", "public_opinion"],
        "incident_report JOIN incident_report_facts ON incident_report_id = incident_report.id",
        "concern_id",
    ),
    hanging("review", &["outcome", "answer"], "county_review", "concern_id"),
    hanging("turn", &["reason", "cause", "finding"], "concern_turn", "concern_id"),
    hanging("lesson", &["reason"], "concern_lesson", "concern_id"),
    hanging("review_note", &["text"], "concern_review_note", "concern_id"),
    hanging("police", &["how", "case_text"], "concern_police", "concern_id"),
    hanging("transfer", &["to_org"], "concern_transfer", "concern_id"),
    hanging(
        "correction",
        &["new_value"],
        "(SELECT object_id, new_value FROM correction WHERE object_kind = 'concern'
          AND field IN ('title', 'place', 'narrative', 'immediate_action', 'cause', 'finding'))",
        "object_id",
    ),
];

/// The own texts of a concern: where they stand and the column.
const OWN: &[(&str, &str)] = &[
    ("number", "id"),
    ("title", "title"),
    ("place", "place"),
    ("narrative", "narrative"),
    ("action", "immediate_action"),
    ("cause", "cause"),
    ("finding", "finding"),
];

/// Places in the order of entry as the one value that a statement can take a list in.
pub(super) fn list(positions: &[i64]) -> Value {
    Value::Text(serde_json::Value::from(positions).to_string())
}

/// The texts of the concerns at these places in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn texts(tx: &ReadTx<'_>, positions: &[i64]) -> Result<Vec<Texts>> {
    if positions.is_empty() {
        return Ok(Vec::new());
    }
    let with = [("positions", list(positions))];
    let mut found = tx.query(
        "SELECT position, id, title, place, narrative, immediate_action, cause, finding FROM concern
         WHERE position IN (SELECT value FROM json_each(:positions)) ORDER BY position",
        &with,
        |r| {
            let mut parts = Vec::new();
            for (place, column) in OWN {
                if let Some(text) = r.at::<Option<String>>(column)? {
                    parts.push(Part { place, text });
                }
            }
            Ok(Texts { position: r.at("position")?, id: r.at("id")?, parts })
        },
    )?;
    let places: HashMap<String, usize> = found.iter().enumerate().map(|(n, texts)| (texts.id.clone(), n)).collect();
    for source in HANGING {
        let columns: Vec<String> = source.columns.iter().enumerate().map(|(n, c)| format!("{c} AS c{n}")).collect();
        let sql = format!(
            "SELECT {concern} AS of_concern, {} FROM {} WHERE {concern} IN
                (SELECT id FROM concern WHERE position IN (SELECT value FROM json_each(:positions)))",
            columns.join(", "),
            source.from,
            concern = source.concern
        );
        let rows = tx.query(&sql, &with, |r| {
            let texts: Result<Vec<Option<String>>> =
                (0..source.columns.len()).map(|n| r.at(&format!("c{n}"))).collect();
            Ok((r.at::<String>("of_concern")?, texts?))
        })?;
        for (id, texts) in rows {
            let Some(of) = places.get(&id).and_then(|n| found.get_mut(*n)) else { continue };
            let texts = texts.into_iter().flatten().filter(|text| !text.is_empty());
            of.parts.extend(texts.map(|text| Part { place: source.place, text }));
        }
    }
    Ok(found)
}
