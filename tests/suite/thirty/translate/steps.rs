//! The events of a concern: its steps from state to state with what is typed with each, and its notes.

use domain::noun::{Event, EventKind};
use domain::{Term as _, When};

use super::{DIRECTOR, Writer, many, maybe, one};
use crate::thirty::window::Typed;

impl Writer<'_> {
    pub(super) fn steps(&mut self) {
        for n in 1..self.c.events.len() {
            let (event, clock) = (&self.c.events[n], self.times[n]);
            let mut typed = vec![one("at", said(event.at)), one("text", &event.text)];
            let entry = match (event.kind, event.state.as_deref()) {
                (EventKind::State, Some(to)) => {
                    typed.extend(self.with(n, to));
                    format!("step:{to}")
                }
                _ => "note".to_owned(),
            };
            self.put(clock, &event.actor_id.clone(), &entry, typed);
        }
        self.extension();
        self.facts();
    }

    /// An extension of the investigation may be applied for on its last day and later.
    fn extension(&mut self) {
        let Some(e) = self.c.investigation.as_ref().and_then(|i| i.extension.as_ref()) else { return };
        let typed = vec![
            one("appliedOn", e.applied_on.to_string()),
            one("appliedBy", &e.applied_by),
            one("days", e.days.to_string()),
            one("reason", &e.reason),
            one("basis", &e.basis),
        ];
        self.put(self.on(e.applied_on).max(self.last()), DIRECTOR, "extension", typed);
    }

    /// What is typed with a step.
    fn with(&self, n: usize, to: &str) -> Typed {
        let c = self.c;
        let from = c.events[..n].iter().rev().find_map(|e| e.state.as_deref()).unwrap_or_default();
        let texts = |field: &str, text: Option<&String>| maybe(field, text.cloned());
        match (from, to) {
            (_, "investigating") => {
                let i = c.investigation.as_ref().expect("an investigation");
                let started = i.started_on.to_string();
                vec![one("startedOn", started), many("memberIds", &i.member_ids), many("methods", &i.methods)]
            }
            (_, "pending_determination") => {
                let i = c.investigation.as_ref().expect("an investigation");
                vec![maybe("finishedOn", i.finished_on), texts("finding", c.finding.as_ref()), one("cause", &c.cause)]
            }
            ("pending_determination", "handling" | "ordinary_dispute") => self.minutes(),
            ("under_review", _) => self.review_decided(),
            (_, "under_review") => self.review_begun(),
            (_, "struck_off") => vec![
                one("cause", &c.cause),
                maybe("result", c.result.map(|r| r.id())),
                texts("finding", c.finding.as_ref()),
            ],
            (_, "transferred") => {
                let t = c.transfer.as_ref().expect("a transfer");
                vec![
                    one("to", &t.to),
                    one("reportedAt", t.reported_at.to_string()),
                    maybe("acceptedOn", t.accepted_on),
                    one("materials", t.materials.join("\n")),
                    maybe("finishedOn", c.investigation.as_ref().and_then(|i| i.finished_on)),
                ]
            }
            (_, "closed") => {
                let reason = c.lesson.as_ref().and_then(|l| l.reason.clone());
                vec![maybe("lessonReason", reason)]
            }
            _ => Vec::new(),
        }
    }

    /// Cause, findings and outcome of a case whose steps have not yet asked for them.
    fn facts(&mut self) {
        let asked = ["pending_determination", "struck_off"];
        if self.c.events.iter().any(|Event { state, .. }| state.as_deref().is_some_and(|s| asked.contains(&s))) {
            return;
        }
        let mut typed = vec![one("cause", &self.c.cause), maybe("finding", self.c.finding.clone())];
        if self.c.kind != domain::noun::ConcernKind::Suspected {
            typed.push(maybe("result", self.c.result.map(|r| r.id())));
        }
        self.put(self.last(), DIRECTOR, "facts", typed);
    }
}

/// A moment as the window sends it.
fn said(at: When) -> String {
    at.to_string()
}
