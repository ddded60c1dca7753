//! The first facts of a concern as they were typed: each read and judged by itself, then the whole by the rules of intake.

use domain::correction::Lists;
use domain::handling::intake::{self, NewConcern};
use domain::handling::{Ground, Settings};
use domain::noun::{Concern, ConcernKind, Form, Involved, Occurred, Outsider, Reporter, ReporterKind, Role};
use domain::{Instant, Records, Term as _, When};

use super::desk::Desk;
use crate::error::{Code, Fields, Result};
use crate::handling::Say;
use crate::text_rule::{instant, line, lines, when};
use crate::view::RecordConcernRequest;

/// Fewest code points of a narrative: less tells nobody what happened.
const NARRATIVE_MIN: usize = 20;

/// The facts that passed every check.
pub(super) struct Facts {
    pub(super) kind: ConcernKind,
    pub(super) title: String,
    pub(super) forms: Vec<Form>,
    pub(super) class_id: Option<String>,
    pub(super) occurred: Occurred,
    pub(super) learned_at: Instant,
    pub(super) told_at: Instant,
    pub(super) place: String,
    pub(super) place_type: String,
    pub(super) channel: String,
    pub(super) reporter: Reporter,
    pub(super) involved: Vec<Involved>,
    pub(super) outsiders: Vec<Outsider>,
    pub(super) narrative: String,
    pub(super) immediate_action: String,
    pub(super) how: String,
    pub(super) owner_id: String,
}

/// A text that was left empty counts as left out.
fn given(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|t| !t.is_empty())
}

/// Reads and judges every field; all that is wrong is told at once.
///
/// # Errors
/// `InvalidFields`.
pub(super) fn read(request: &RecordConcernRequest, records: &Records, desk: &Desk, now: Instant) -> Result<Facts> {
    let mut f = Fields::default();
    let kind = f.need("kind", "required_choice", ConcernKind::from_id(&request.kind));
    let times = times(&mut f, request, now);
    let place = f.need("place", "required_text_100", line(&request.place, 1, 100));
    let lists = crate::roster::picklists();
    let listed = |list: &[String], word: &str| list.iter().any(|w| w == word).then(|| word.to_owned());
    let place_type = f.need("placeType", "required_choice", listed(&lists.place_types, &request.place_type));
    let channel = f.need("channel", "required_choice", listed(&lists.channels, &request.channel));
    let forms: Vec<Form> = request.forms.iter().filter_map(|id| Form::from_id(id)).collect();
    if kind == Some(ConcernKind::Suspected) && forms.is_empty() {
        f.fault("forms", "forms_needed");
    }
    let involved = involved(&mut f, request, records, kind);
    let outsiders = outsiders(&mut f, request);
    let reporter = reporter(&mut f, request, records, desk);
    let narrative = f.need("narrative", "narrative_20_4000", lines(&request.narrative, NARRATIVE_MIN, 4000));
    let action = f.need("immediateAction", "required_text_4000", lines(&request.immediate_action, 1, 4000));
    let how = match given(request.how.as_deref()) {
        Some(text) => f.need("how", "required_text_4000", lines(text, 1, 4000)),
        None => action.clone(),
    };
    let owner = match given(Some(&request.owner_id)) {
        None => Some(desk.in_charge.clone()),
        Some(id) => f.need("ownerId", "unknown_person", records.person_name(id).map(|_| id.to_owned())),
    };
    let class = given(request.class_id.as_deref());
    let class = match class {
        None => None,
        Some(id) => f.need("classId", "unknown_class", records.class(id)),
    };
    let pupils: Vec<&str> = involved.iter().map(|i| i.student_id.as_str()).collect();
    for (field, code) in desk.beyond(records, class.map(|c| c.id.as_str()), &pupils, reporter.as_ref()) {
        f.fault(field, code);
    }
    let class_name = class.map(|c| c.name.as_str()).or_else(|| {
        let first = involved.first().and_then(|i| records.student(&i.student_id))?;
        records.class(&first.class_id).map(|c| c.name.as_str())
    });
    let title = match given(request.title.as_deref()) {
        Some(text) => f.need("title", "required_text_100", line(text, 1, 100)),
        None => {
            let made =
                [class_name.unwrap_or_default(), place.as_deref().unwrap_or_default(), kind.map_or("", |k| k.label())];
            Some(made.concat().chars().take(100).collect())
        }
    };
    if title.as_deref().is_some_and(|t| records.students.iter().any(|s| t.contains(&s.name))) {
        f.fault("title", "title_names_pupil");
    }
    f.done()?;
    match (kind, times, place, place_type, channel, reporter, narrative, action, how, owner, title) {
        (
            Some(kind),
            Some((occurred, learned_at, told_at)),
            Some(place),
            Some(place_type),
            Some(channel),
            Some(reporter),
            Some(narrative),
            Some(immediate_action),
            Some(how),
            Some(owner_id),
            Some(title),
        ) => Ok(Facts {
            kind,
            title,
            forms,
            class_id: class.map(|c| c.id.clone()),
            occurred,
            learned_at,
            told_at,
            place,
            place_type,
            channel,
            reporter,
            involved,
            outsiders,
            narrative,
            immediate_action,
            how,
            owner_id,
        }),
        // A field without a value was told as faulty.
        _ => Err(Code::Internal.into()),
    }
}

/// When it happened, when it was learned, when the school was told; nothing lies after the clock.
fn times(f: &mut Fields, request: &RecordConcernRequest, now: Instant) -> Option<(Occurred, Instant, Instant)> {
    let from = f.need("occurredFrom", "not_a_date", when(&request.occurred_from));
    let to = match given(request.occurred_to.as_deref()) {
        Some(text) => Some(f.need("occurredTo", "not_a_date", when(text))?),
        None => None,
    };
    let learned = f.need("learnedAt", "not_a_date", instant(&request.learned_at));
    let told = match given(request.internal_reported_at.as_deref()) {
        Some(text) => f.need("internalReportedAt", "not_a_date", instant(text)),
        None => Some(now),
    };
    let (from, learned, told) = (from?, learned?, told?);
    if to.is_some_and(|to| to.date() < from.date()) {
        f.fault("occurredTo", "before_start");
    }
    if learned.date() < from.date() {
        f.fault("learnedAt", "learned_before_occurred");
    }
    for (field, at) in [("learnedAt", learned), ("internalReportedAt", told)] {
        if at > now {
            f.fault(field, "in_the_future");
        }
    }
    if told < learned && learned <= now {
        f.fault("internalReportedAt", "reported_before_learned");
    }
    Some((Occurred { from, to }, learned, told))
}

fn involved(
    f: &mut Fields,
    request: &RecordConcernRequest,
    records: &Records,
    kind: Option<ConcernKind>,
) -> Vec<Involved> {
    let mut all = Vec::new();
    for person in &request.involved {
        match Role::from_id(&person.role) {
            Some(role) if records.student(&person.student_id).is_some() => {
                let one = Involved { student_id: person.student_id.clone(), role };
                if !all.contains(&one) {
                    all.push(one);
                }
            }
            _ => f.fault("involved", "unknown_person"),
        }
    }
    let nobody = all.is_empty() && request.outsiders.is_empty();
    if nobody && !matches!(kind, None | Some(ConcernKind::Hazard)) {
        f.fault("involved", "person_needed");
    }
    all
}

fn outsiders(f: &mut Fields, request: &RecordConcernRequest) -> Vec<Outsider> {
    let mut all = Vec::new();
    for (no, one) in (1i64..).zip(&request.outsiders) {
        let description = f.need("outsiders", "required_text_100", line(&one.description, 1, 100));
        let identity = f.need("outsiders", "required_text_100", line(&one.identity, 0, 100));
        if let (Some(description), Some(identity)) = (description, identity) {
            all.push(Outsider { no, description, identity });
        }
    }
    all
}

fn reporter(f: &mut Fields, request: &RecordConcernRequest, records: &Records, desk: &Desk) -> Option<Reporter> {
    let kind = match given(request.reporter_kind.as_deref()) {
        None => ReporterKind::Staff,
        Some(id) => f.need("reporter", "required_choice", ReporterKind::from_id(id))?,
    };
    let staff = given(request.reporter_staff_id.as_deref());
    let student = given(request.reporter_student_id.as_deref());
    let relation = match given(request.reporter_relation.as_deref()) {
        Some(text) => Some(f.need("reporter", "required_text_40", line(text, 1, 40))?),
        None => None,
    };
    let known = |id: &&str| records.student(id).is_some();
    let mut one = Reporter { kind, staff_id: None, student_id: None, relation };
    match kind {
        ReporterKind::Staff => {
            let id = staff.unwrap_or(&desk.person);
            let there = records.staff.iter().any(|s| s.id == id).then(|| id.to_owned());
            one.staff_id = Some(f.need("reporter", "unknown_person", there)?);
        }
        ReporterKind::Student => {
            one.student_id = Some(f.need("reporter", "unknown_person", student.filter(known))?.to_owned());
        }
        ReporterKind::Guardian => {
            if let Some(id) = student {
                one.student_id = Some(f.need("reporter", "unknown_person", Some(id).filter(known))?.to_owned());
            }
        }
        ReporterKind::Anonymous => {}
    }
    Some(one)
}

/// The field of the form behind a field of the record.
pub(super) fn form_field(field: &str) -> &'static str {
    match field {
        "title" => "title",
        "forms" => "forms",
        "class_id" => "classId",
        "occurred.to" => "occurredTo",
        "discovered_at" => "learnedAt",
        "internal_reported_at" => "internalReportedAt",
        "place" => "place",
        "place_type" => "placeType",
        "channel" => "channel",
        "reporter" | "received_by_id" => "reporter",
        "owner_id" => "ownerId",
        "involved" => "involved",
        "outsiders" => "outsiders",
        "immediate_action" => "immediateAction",
        _ => "narrative",
    }
}

/// What the rules of intake say about facts that are whole, beside the fields of the form: hard stops and warnings.
pub(super) struct Judged {
    /// Hard stops.
    pub(super) faults: Vec<(&'static str, String)>,
    /// Warnings but for the one about doubles.
    pub(super) warnings: Vec<(&'static str, String)>,
    /// Concerns that may be the same matter.
    pub(super) doubles: Vec<String>,
}

/// Judges facts by the rules of intake, among `existing` concerns.
pub(super) fn judge(new: &NewConcern<'_>, records: &Records, settings: Settings, existing: &[Concern]) -> Judged {
    let lists = crate::roster::picklists();
    let lists =
        Lists { place_types: &lists.place_types, channels: &lists.channels, ledger_sources: &lists.ledger_sources };
    let ground = Ground::new(records, settings);
    let checked = intake::check(new, &ground, &lists, existing);
    let doubles = intake::possible_duplicates(new, existing, settings.duplicate_days);
    let say = Say::new(records);
    let faults = checked.faults.iter().map(|(field, o)| (form_field(field), say.obstacle(o))).collect();
    let sound =
        checked.warnings.iter().filter(|(_, w)| !matches!(w, domain::handling::Warning::PossibleDuplicate { .. }));
    let warnings = sound.map(|(field, w)| (form_field(field), say.sentence("warnings", w.code(), &w.args()))).collect();
    Judged { faults, warnings, doubles }
}

impl Facts {
    /// As the rules of intake take them.
    pub(super) fn new_concern<'a>(&'a self, received_by: &'a str, now: Instant) -> NewConcern<'a> {
        NewConcern {
            kind: self.kind,
            title: &self.title,
            forms: &self.forms,
            class_id: self.class_id.as_deref(),
            occurred: self.occurred.clone(),
            discovered_at: self.learned_at,
            internal_reported_at: self.told_at,
            recorded_at: now,
            place: &self.place,
            place_type: &self.place_type,
            channel: &self.channel,
            reporter: &self.reporter,
            received_by_id: received_by,
            owner_id: &self.owner_id,
            involved: &self.involved,
            outsiders: &self.outsiders,
            narrative: &self.narrative,
            immediate_action: &self.immediate_action,
        }
    }

    /// The day from which the first line of the chronology is: when it was learned.
    pub(super) fn known(&self) -> When {
        When::At(self.learned_at)
    }
}
