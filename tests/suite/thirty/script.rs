//! One entry after the other, each by its person and at its time.

use app::view::{CaseView, EntryFormRequest, EntryRequest};
use app::{App, AppError};
use domain::Instant;
use serde_json::{Value, json};

use super::home::{Desk, ask};
use super::window::{Answers, Typed, fill};

/// What is entered.
#[derive(Clone, Debug)]
pub enum Act {
    /// A new concern.
    Record(Value),
    /// A form of a case.
    Form { entry: String, typed: Typed },
    /// The sealed note of a counselling session.
    Seal { of: String, text: String },
}

/// One entry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The clock: the later of the fact and of what it is recorded after.
    pub clock: Instant,
    /// Who sits at the keyboard.
    pub who: String,
    /// The number of the concern.
    pub concern: String,
    pub act: Act,
}

impl Entry {
    /// The id of the form, where it is one.
    pub fn form(&self) -> &str {
        match &self.act {
            Act::Form { entry, .. } => entry,
            Act::Record(_) | Act::Seal { .. } => "",
        }
    }

    /// Enters it as the window would.
    pub fn enter(&self, desk: &mut Desk) {
        desk.go(self.clock);
        let app = desk.at(&self.who);
        let place = format!("{} {} {} by {}", self.clock, self.concern, self.form(), self.who);
        match &self.act {
            Act::Record(request) => {
                let saved = app::concern::concern_record(app, &ask(request.clone()));
                let saved = saved.unwrap_or_else(|e| panic!("{place}: {}", said(&e)));
                assert_eq!(saved.id, self.concern, "numbers follow the order of recording");
            }
            Act::Form { entry, typed } => {
                let answers = self.answers(app, entry, typed);
                send(app, &self.concern, entry, answers).unwrap_or_else(|e| panic!("{place}: {}", said(&e)));
            }
            Act::Seal { of, text } => {
                let request =
                    json!({ "kind": "counselling", "id": of, "label": "评估与过程", "text": text, "supersedes": null });
                app::sealed::sealed_write(app, &ask(request)).unwrap_or_else(|e| panic!("{place}: {}", said(&e)));
            }
        }
    }

    /// The answers that the window sends, once the form may be entered.
    pub fn answers(&self, app: &App, entry: &str, typed: &Typed) -> Answers {
        let form =
            form_of(app, &self.concern, entry).unwrap_or_else(|e| panic!("{} {entry}: {}", self.concern, said(&e)));
        let stopped = form.obstacles.join("");
        assert!(stopped.is_empty(), "{} {} {entry} by {}: {stopped}", self.clock, self.concern, self.who);
        fill(&form, typed)
    }
}

pub fn form_of(app: &App, id: &str, entry: &str) -> app::Result<app::view::EntryForm> {
    app::handling::case_form(app, &EntryFormRequest { id: id.to_owned(), entry: entry.to_owned() })
}

pub fn send(app: &App, id: &str, entry: &str, values: Answers) -> app::Result<CaseView> {
    app::handling::case_enter(app, &EntryRequest { id: id.to_owned(), entry: entry.to_owned(), values })
}

/// Code and arguments of a refusal.
pub fn said(e: &AppError) -> String {
    format!("{:?} {}", e.code, serde_json::to_string(&e.args).expect("JSON"))
}
