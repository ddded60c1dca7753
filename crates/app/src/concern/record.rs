//! Records a concern: the first, unhurried facts, under the next number.

use domain::noun::{Concern, ConcernKind, Event, EventKind, Form, Involved, Occurred, Reporter, ReporterKind, Role};
use domain::{Records, Term as _, When};
use store::numbers::Series;

use crate::App;
use crate::error::{Code, Fields, Result};
use crate::rights::Right;
use crate::text_rule::{instant, line, lines, when};
use crate::view::{RecordConcernRequest, SavedView};

/// Fewest code points of a narrative: less tells nobody what happened.
const NARRATIVE_MIN: usize = 20;

/// Checks every field, gives the concern its number and keeps it with its first event. The draft it was typed as ends in
/// the same transaction.
///
/// # Errors
/// `InvalidFields` naming every field at fault, and those of the store.
pub fn concern_record(app: &App, request: &RecordConcernRequest) -> Result<SavedView> {
    let home = app.home()?;
    home.require(Right::RecordConcern)?;
    let records = home.records(app)?;
    let now = app.roots.now();
    let draft = checked(request, &records, now)?;
    let person = home.person_id().to_owned();
    let concern = Concern {
        id: String::new(),
        title: draft.title,
        kind: draft.kind,
        forms: draft.forms,
        class_id: draft.class_id,
        occurred: draft.occurred,
        discovered_at: draft.learned_at,
        recorded_at: now,
        internal_reported_at: now,
        place: draft.place,
        place_type: draft.place_type,
        channel: draft.channel,
        reporter: Reporter {
            kind: ReporterKind::Staff,
            staff_id: Some(person.clone()),
            student_id: None,
            relation: None,
        },
        received_by_id: person.clone(),
        owner_id: draft.owner_id,
        involved: draft.involved,
        outsiders: Vec::new(),
        narrative: draft.narrative,
        immediate_action: draft.immediate_action.clone(),
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
        closed_on: None,
        events: vec![Event {
            at: When::At(now),
            kind: EventKind::State,
            state: Some("registered".to_owned()),
            actor_id: person,
            text: draft.immediate_action,
        }],
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
    "place",
    "channel",
    "forms",
    "involved",
    "narrative",
    "immediate_action",
    "owner_id",
];

/// A request that passed every check.
struct Draft {
    kind: ConcernKind,
    title: String,
    forms: Vec<Form>,
    class_id: Option<String>,
    occurred: Occurred,
    learned_at: domain::Instant,
    place: String,
    place_type: String,
    channel: String,
    involved: Vec<Involved>,
    narrative: String,
    immediate_action: String,
    owner_id: String,
}

fn checked(request: &RecordConcernRequest, records: &Records, now: domain::Instant) -> Result<Draft> {
    let mut f = Fields::default();
    let kind = f.need("kind", "required_choice", ConcernKind::from_id(&request.kind));
    let from = f.need("occurredFrom", "not_a_date", when(&request.occurred_from));
    let to_given = request.occurred_to.as_deref().filter(|t| !t.is_empty());
    let to = to_given.and_then(when);
    if to_given.is_some() && to.is_none() {
        f.fault("occurredTo", "not_a_date");
    }
    if let (Some(from), Some(to)) = (from, to)
        && to.date() < from.date()
    {
        f.fault("occurredTo", "before_start");
    }
    let learned = f.need("learnedAt", "not_a_date", instant(&request.learned_at));
    if let (Some(from), Some(learned)) = (from, learned)
        && learned.date() < from.date()
    {
        f.fault("learnedAt", "learned_before_occurred");
    }
    if learned.is_some_and(|t| t > now) {
        f.fault("learnedAt", "in_the_future");
    }
    let place = f.need("place", "required_text_100", line(&request.place, 1, 100));
    let lists = crate::roster::picklists();
    let listed = |list: &[String], word: &str| list.iter().any(|w| w == word).then(|| word.to_owned());
    let place_type = f.need("placeType", "required_choice", listed(&lists.place_types, &request.place_type));
    let channel = f.need("channel", "required_choice", listed(&lists.channels, &request.channel));
    let forms: Vec<Form> = request.forms.iter().filter_map(|id| Form::from_id(id)).collect();
    match kind {
        Some(ConcernKind::Suspected) if forms.is_empty() => f.fault("forms", "forms_needed"),
        Some(ConcernKind::Sign | ConcernKind::Hazard) if !request.forms.is_empty() => {
            f.fault("forms", "forms_only_suspected")
        }
        _ => {}
    }
    let mut involved = Vec::new();
    for person in &request.involved {
        match Role::from_id(&person.role) {
            Some(role) if records.student(&person.student_id).is_some() => {
                let one = Involved { student_id: person.student_id.clone(), role };
                if !involved.contains(&one) {
                    involved.push(one);
                }
            }
            _ => f.fault("involved", "unknown_person"),
        }
    }
    if involved.is_empty() && !matches!(kind, None | Some(ConcernKind::Hazard)) {
        f.fault("involved", "person_needed");
    }
    let narrative = f.need("narrative", "narrative_20_4000", lines(&request.narrative, NARRATIVE_MIN, 4000));
    let action = f.need("immediateAction", "required_text_4000", lines(&request.immediate_action, 1, 4000));
    let owner = f.need(
        "ownerId",
        "unknown_person",
        records.staff.iter().find(|s| s.id == request.owner_id).map(|s| s.id.clone()),
    );
    let class_given = request.class_id.as_deref().filter(|c| !c.is_empty());
    let class = class_given.and_then(|id| records.class(id));
    if class_given.is_some() && class.is_none() {
        f.fault("classId", "unknown_class");
    }
    let class_name = class.map(|c| c.name.as_str()).or_else(|| {
        let first = involved.first().and_then(|i| records.student(&i.student_id))?;
        records.class(&first.class_id).map(|c| c.name.as_str())
    });
    let given = request.title.as_deref().map(str::trim).filter(|t| !t.is_empty());
    let title = match given {
        Some(text) => f.need("title", "required_text_100", line(text, 1, 100)),
        None => Some(
            [class_name.unwrap_or_default(), place.as_deref().unwrap_or_default(), kind.map_or("", |k| k.label())]
                .concat(),
        ),
    };
    if title.as_deref().is_some_and(|t| records.students.iter().any(|s| t.contains(&s.name))) {
        f.fault("title", "title_names_pupil");
    }
    f.done()?;
    match (kind, from, learned, place, place_type, channel, narrative, action, owner, title) {
        (
            Some(kind),
            Some(from),
            Some(learned_at),
            Some(place),
            Some(place_type),
            Some(channel),
            Some(narrative),
            Some(immediate_action),
            Some(owner_id),
            Some(title),
        ) => Ok(Draft {
            kind,
            title,
            forms,
            class_id: class.map(|c| c.id.clone()),
            occurred: Occurred { from, to },
            learned_at,
            place,
            place_type,
            channel,
            involved,
            narrative,
            immediate_action,
            owner_id,
        }),
        _ => Err(Code::Internal.into()),
    }
}
