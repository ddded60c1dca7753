//! The sample school with one change, and short ways to a case of it.

use std::sync::OnceLock;

use domain::handling::{Case, Ground, Obstacle, Person, Settings, cases, obstacles, transition};
use domain::noun::*;
use domain::{Date, Instant, Records, SchoolFile};

/// The sample, read once.
pub fn sample() -> SchoolFile {
    static FILE: OnceLock<SchoolFile> = OnceLock::new();
    FILE.get_or_init(crate::common::sample).clone()
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

pub fn now() -> Instant {
    sample().as_of
}

/// The sample's records after a change.
pub fn changed(change: impl FnOnce(&mut Records)) -> Records {
    let mut records = sample().records;
    change(&mut records);
    records
}

/// Looks at one case of the records.
pub fn with_case<T>(records: &Records, id: &str, look: impl FnOnce(&Case<'_>) -> T) -> T {
    let ground = Ground::new(records, Settings::default());
    let all = cases(records, &ground);
    look(all.iter().find(|c| c.concern.id == id).unwrap())
}

pub fn concern<'a>(records: &'a mut Records, id: &str) -> &'a mut Concern {
    records.concerns.iter_mut().find(|c| c.id == id).unwrap()
}

pub fn sanction<'a>(records: &'a mut Records, id: &str) -> &'a mut Sanction {
    records.sanctions.iter_mut().find(|s| s.id == id).unwrap()
}

/// Takes the last steps back, down to and with the given state of the concern.
pub fn rewind(c: &mut Concern, state: &str) {
    let last = c.events.iter().rposition(|e| e.state.as_deref() == Some(state)).unwrap();
    c.events.truncate(last + 1);
    c.status = state.to_owned();
    c.closed_on = None;
}

/// The codes of what stands before a step of a case.
pub fn codes_before(records: &Records, id: &str, to: &str) -> Vec<&'static str> {
    with_case(records, id, |case| {
        let c = case.concern;
        let step = transition::between(c.kind, &c.status, to).unwrap();
        obstacles(case, step).iter().map(Obstacle::code).collect()
    })
}

pub const PRINCIPAL: Person<'static> = Person { id: "t_xz", posts: &[Post::Principal] };
pub const DIRECTOR: Person<'static> = Person { id: "t_zz", posts: &[Post::DisciplineDirector] };
