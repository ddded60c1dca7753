//! Records a concern: the first, unhurried facts, under the next number.

use domain::noun::{Concern, Event, EventKind};
use store::numbers::Series;

use super::desk::Desk;
use super::facts;
use crate::App;
use crate::error::{Fields, Result};
use crate::rights::Right;
use crate::view::{RecordConcernRequest, SavedView};

/// Checks every field, gives the concern its number and keeps it with its first event. The draft it was typed as ends in
/// the same transaction. A double of another concern is recorded all the same: see [`super::concern_check`].
///
/// # Errors
/// `InvalidFields` naming every field at fault, and those of the store.
pub fn concern_record(app: &App, request: &RecordConcernRequest) -> Result<SavedView> {
    let home = app.home()?;
    home.require(Right::RecordConcern)?;
    let now = app.roots.now();
    let (records, settings) =
        home.read(|tx| Ok((store::read_ground(tx, now.date())?, store::setting::handling(tx)?)))?;
    let person = home.person_id().to_owned();
    let new = facts::read(request, &records, &Desk::new(&home)?, now)?;
    let judged = facts::judge(&new.new_concern(&person, now), &records, settings, &[]);
    let mut fields = Fields::default();
    for (field, sentence) in &judged.faults {
        fields.refused(field, sentence);
    }
    fields.done()?;
    let known = new.known();
    let concern = Concern {
        id: String::new(),
        title: new.title,
        kind: new.kind,
        forms: new.forms,
        class_id: new.class_id,
        occurred: new.occurred,
        discovered_at: new.learned_at,
        recorded_at: now,
        internal_reported_at: new.told_at,
        place: new.place,
        place_type: new.place_type,
        channel: new.channel,
        reporter: new.reporter,
        received_by_id: person.clone(),
        owner_id: new.owner_id,
        involved: new.involved,
        outsiders: new.outsiders,
        narrative: new.narrative,
        immediate_action: new.immediate_action,
        cause: String::new(),
        investigation: None,
        finding: None,
        determination: None,
        result: None,
        severity: None,
        tier: None,
        measures: Vec::new(),
        ledger_ids: Vec::new(),
        lesson: None,
        review_note: None,
        police: None,
        public_attention: None,
        report_level: None,
        report_ids: Vec::new(),
        transfer: None,
        county_review: None,
        status: "registered".to_owned(),
        events: vec![Event {
            at: known,
            kind: EventKind::State,
            state: Some("registered".to_owned()),
            actor_id: person,
            text: new.how,
        }],
        closed_on: None,
        earlier: Vec::new(),
        replaced_lessons: Vec::new(),
        replaced_review_notes: Vec::new(),
    };
    let id =
        home.record_numbered(app, Series::Concern, "concern.record", "concern", CONCERN_FIELDS, |tx, id, uuid| {
            let concern = Concern { id: id.to_owned(), ..concern };
            store::table::concern::insert(tx, uuid, &concern)?;
            store::draft::drop(tx, home.person_id(), crate::draft::CONCERN, "").map(drop)
        })?;
    Ok(SavedView { id })
}

const CONCERN_FIELDS: &[&str] = &[
    "kind",
    "title",
    "occurred",
    "discovered_at",
    "internal_reported_at",
    "place",
    "channel",
    "reporter",
    "forms",
    "involved",
    "outsiders",
    "narrative",
    "immediate_action",
    "owner_id",
];
