//! From a concern of the file to the entries that make it: one file for each part of a case. The file tells facts with
//! their days; the order in which they are entered, and the clock at each, is made here.

mod decisions;
mod people;
mod reports;
mod steps;

pub use people::sealed;

use chrono::{Duration, NaiveTime};
use domain::noun::{Concern, ConcernKind, MeasureKind, ReporterKind};
use domain::{Date, Instant, Records, Term as _, When};
use serde_json::{Value, json};

use super::home::sample;
use super::script::{Act, Entry};
use super::window::Typed;

/// Who enters what the file gives no person for: the daily work is the 政教主任's.
const DIRECTOR: &str = "t_zz";

/// Every entry of these concerns, in the order in which people sit down to them.
pub fn script(records: &Records, wanted: impl Fn(&Concern) -> bool) -> Vec<Entry> {
    let concerns = records.concerns.iter().filter(|c| wanted(c));
    let mut all: Vec<Entry> = concerns.flat_map(|c| Writer::new(c, records).written()).collect();
    // Stable: what comes at one moment stays in the order in which it was written.
    all.sort_by_key(|entry| entry.clock);
    all
}

/// Writes the entries of one concern.
struct Writer<'a> {
    c: &'a Concern,
    records: &'a Records,
    /// When each event of the concern is entered.
    times: Vec<Instant>,
    out: Vec<Entry>,
}

/// A time of day.
fn at_time(day: Date, hour: u32, minute: u32) -> Instant {
    let zone = *sample().file.as_of.at().offset();
    let time = NaiveTime::from_hms_opt(hour, minute, 0).expect("a time of day");
    Instant::new(day.and_time(time).and_local_timezone(zone).single().expect("an instant"))
}

/// One answer.
fn one(field: &str, text: impl Into<String>) -> (String, Vec<String>) {
    (field.to_owned(), vec![text.into()])
}

/// One answer, or a field that is emptied.
fn maybe(field: &str, text: Option<impl ToString>) -> (String, Vec<String>) {
    (field.to_owned(), text.iter().map(ToString::to_string).collect())
}

/// Several answers.
fn many(field: &str, texts: &[String]) -> (String, Vec<String>) {
    (field.to_owned(), texts.to_vec())
}

/// A box that is ticked or not.
fn tick(field: &str, on: bool) -> (String, Vec<String>) {
    (field.to_owned(), on.then(|| "1".to_owned()).into_iter().collect())
}

impl<'a> Writer<'a> {
    fn new(c: &'a Concern, records: &'a Records) -> Self {
        let mut writer = Self { c, records, times: Vec::new(), out: Vec::new() };
        writer.times = writer.times_of_events();
        writer
    }

    fn written(mut self) -> Vec<Entry> {
        self.record();
        self.reports();
        self.lesson();
        self.steps();
        self.measures();
        self.people();
        self.decisions();
        self.out
    }

    /// Nothing of a concern is entered before the concern itself.
    fn from(&self, fact: Instant) -> Instant {
        fact.max(self.c.recorded_at)
    }

    /// A fact of which only the day is known is entered at noon.
    fn on(&self, day: Date) -> Instant {
        self.from(at_time(day, 12, 0))
    }

    fn put(&mut self, clock: Instant, who: &str, entry: &str, typed: Typed) {
        let act = Act::Form { entry: entry.to_owned(), typed };
        self.out.push(Entry { clock, who: who.to_owned(), concern: self.c.id.clone(), act });
    }

    fn last(&self) -> Instant {
        self.times.last().copied().unwrap_or(self.c.recorded_at)
    }

    /// A day's event is entered late on that day, or with the event of that day that follows it.
    fn times_of_events(&self) -> Vec<Instant> {
        let mut times: Vec<Instant> = Vec::new();
        for (n, event) in self.c.events.iter().enumerate() {
            let own = match event.at {
                When::At(at) => at,
                When::On(day) => {
                    let next = self.c.events.iter().skip(n + 1).find_map(|e| match e.at {
                        When::At(at) if at.date() == day => Some(at),
                        _ => None,
                    });
                    next.unwrap_or(at_time(day, 23, 50))
                }
            };
            let before = times.last().copied().unwrap_or(own);
            times.push(self.from(own).max(before));
        }
        times
    }

    /// Whether the event is the committee's determination, and not the return from a review.
    fn is_determination(&self, n: usize) -> bool {
        let before = self.c.events.iter().take(n).rev().find_map(|e| e.state.as_deref());
        let to = self.c.events.get(n).and_then(|e| e.state.as_deref());
        before == Some("pending_determination") && matches!(to, Some("handling" | "ordinary_dispute"))
    }

    fn record(&mut self) {
        let c = self.c;
        let involved: Vec<Value> =
            c.involved.iter().map(|i| json!({ "studentId": i.student_id, "role": i.role.id() })).collect();
        let outsiders: Vec<Value> =
            c.outsiders.iter().map(|o| json!({ "description": o.description, "identity": o.identity })).collect();
        let forms: Vec<&str> = c.forms.iter().map(|f| f.id()).collect();
        let reporter = &c.reporter;
        let kind = if reporter.kind == ReporterKind::Staff { "staff" } else { reporter.kind.id() };
        let request = json!({
            "kind": c.kind.id(),
            "title": c.title,
            "occurredFrom": c.occurred.from.to_string(),
            "occurredTo": c.occurred.to.map(|t| t.to_string()),
            "learnedAt": c.discovered_at.to_string(),
            "internalReportedAt": c.internal_reported_at.to_string(),
            "place": c.place,
            "placeType": c.place_type,
            "channel": c.channel,
            "forms": forms,
            "involved": involved,
            "outsiders": outsiders,
            "narrative": c.narrative,
            "immediateAction": c.immediate_action,
            "how": c.events.first().map(|e| e.text.clone()),
            "ownerId": c.owner_id,
            "classId": c.class_id,
            "reporterKind": kind,
            "reporterStaffId": reporter.staff_id,
            "reporterStudentId": reporter.student_id,
            "reporterRelation": reporter.relation,
        });
        let (concern, who) = (c.id.clone(), c.received_by_id.clone());
        self.out.push(Entry { clock: c.recorded_at, who, concern, act: Act::Record(request) });
    }

    /// Ledger items are linked before the step that needs them, a reason is typed with the closing step.
    fn lesson(&mut self) {
        let Some(lesson) = &self.c.lesson else { return };
        let Some(ids) = &lesson.ledger_ids else { return };
        let before: &[&str] = match self.c.kind {
            // Whoever rectifies takes the first step as 责任人 of the item.
            ConcernKind::Hazard => &["rectifying"],
            _ => &["struck_off", "closed"],
        };
        let events = self.c.events.iter().zip(&self.times);
        let first = events.filter(|(e, _)| e.state.as_deref().is_some_and(|s| before.contains(&s))).map(|(_, at)| *at);
        let clock = first.min().unwrap_or_else(|| self.last());
        self.put(clock, DIRECTOR, "lesson", vec![many("ledgerIds", ids), maybe("reason", lesson.reason.clone())]);
    }

    fn measures(&mut self) {
        for m in &self.c.measures {
            let mut typed = vec![one("kind", m.kind.id()), one("on", m.on.to_string()), one("by", &m.by)];
            typed.push(one("text", &m.text));
            if !self.c.involved.is_empty() {
                typed.push(maybe("studentId", m.student_id.clone()));
            }
            if self.c.kind == ConcernKind::Suspected {
                typed.extend([
                    maybe("hours", m.hours),
                    maybe("from", m.from),
                    maybe("to", m.to),
                    maybe("schoolDays", m.school_days),
                    maybe("guardianNotifiedOn", m.guardian_notified_on),
                    maybe("statementHeardOn", m.statement_heard_on),
                ]);
            }
            let decided = m.from.is_some() || m.minutes_no.is_some();
            let clock = if decided { self.after_determination(self.on(m.on)) } else { self.on(m.on) };
            let clock = if m.kind == MeasureKind::Counselling { self.before_session(m.on, clock) } else { clock };
            self.put(clock, DIRECTOR, "measure", typed);
        }
    }

    /// The counsellor sees a case once a measure refers it.
    fn before_session(&self, day: Date, clock: Instant) -> Instant {
        let own = self.records.counselling.iter().filter(|x| x.concern_id == self.c.id && x.at.date() == day);
        own.map(|x| self.from(x.at)).min().map_or(clock, |first| clock.min(first))
    }

    /// What the committee decided on is entered after its minutes.
    fn after_determination(&self, clock: Instant) -> Instant {
        let minutes = (0..self.c.events.len()).find(|n| self.is_determination(*n)).and_then(|n| self.times.get(n));
        minutes.map_or(clock, |at| clock.max(Instant::new(at.at() + Duration::minutes(1))))
    }
}
