//! What a paper of a case is filled from, and how it says people, days and times.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Timelike as _};
use domain::handling::Settings;
use domain::noun::{Concern, ConcernKind, Role, Student};
use domain::{Date, Instant, Records, Term as _, When};
use paper::content::{SheetContent, SheetForm, Words};

use super::masked::{Masker, official};
use super::words::{said, word};

/// One case as its papers see it.
pub(super) struct Desk<'a> {
    /// The school, its people, and the case among its concerns.
    pub(super) records: &'a Records,
    /// The case.
    pub(super) concern: &'a Concern,
    /// The school's own numbers.
    pub(super) settings: Settings,
    /// The clock.
    pub(super) now: Instant,
    /// The staff id of whoever prints.
    pub(super) person: &'a str,
    /// Whether pupils' names are written out where the paper leaves a choice.
    pub(super) names: bool,
    /// Takes pupils' names out of texts.
    pub(super) masker: &'a Masker<'a>,
}

/// A paper that exists for a case.
pub(super) struct Offer {
    /// Its row, behind the kind; empty for a kind of one paper.
    pub(super) row: String,
    pub(super) title: String,
    pub(super) detail: String,
    /// Why it cannot be printed yet; empty when it can.
    pub(super) blocked: String,
}

impl Offer {
    /// One that can be printed.
    pub(super) fn ready(row: &str, title: String, detail: String) -> Self {
        Offer { row: row.to_owned(), title, detail, blocked: String::new() }
    }

    /// One that cannot be printed yet.
    pub(super) fn blocked(title: String, why: &str) -> Self {
        Offer { row: String::new(), title, detail: String::new(), blocked: word("blocked", why) }
    }
}

/// `2026年5月19日`.
pub(super) fn day(d: Date) -> String {
    format!("{}年{}月{}日", d.year(), d.month(), d.day())
}

/// `2026年5月19日18时35分`.
pub(super) fn moment(at: Instant) -> String {
    let t = at.at();
    format!("{}{}时{:02}分", day(at.date()), t.hour(), t.minute())
}

/// A day, with the time where it is known.
pub(super) fn when(at: When) -> String {
    match at {
        When::On(d) => day(d),
        When::At(t) => moment(t),
    }
}

/// A paper under way: every text is put in with the record and the field it came from.
pub(super) struct Sheet {
    content: SheetContent,
    record: String,
}

impl Sheet {
    /// An empty paper whose texts come from `record`.
    pub(super) fn new(form: SheetForm, record: &str) -> Self {
        Sheet { content: SheetContent::new(form), record: record.to_owned() }
    }

    fn words(&self, field: &str, text: impl Into<String>) -> Words {
        // The window shows this where a character cannot be printed.
        Words::new(text, format!("{} {}", self.record, word("fields", field)))
    }

    /// Fills a field.
    pub(super) fn set(&mut self, field: &str, text: impl Into<String>) -> &mut Self {
        let words = self.words(field, text);
        self.content.set(field, words);
        self
    }

    /// Fills a list.
    pub(super) fn list(&mut self, name: &str, rows: Vec<Vec<String>>) -> &mut Self {
        let worded = |row: Vec<String>| row.into_iter().map(|text| self.words(name, text)).collect();
        let rows = rows.into_iter().map(worded).collect();
        self.content.list(name, rows);
        self
    }

    /// The paper.
    pub(super) fn done(self) -> SheetContent {
        self.content
    }
}

impl Desk<'_> {
    /// The school's name.
    pub(super) fn school(&self) -> String {
        self.records.school.as_ref().map(|s| s.name.clone()).unwrap_or_default()
    }

    /// The name of a member of staff or an outsider.
    pub(super) fn person_name(&self, id: &str) -> String {
        self.records.person_name(id).unwrap_or_default().to_owned()
    }

    /// The names of several.
    pub(super) fn people(&self, ids: &[String]) -> String {
        ids.iter().map(|id| self.person_name(id)).collect::<Vec<_>>().join("、")
    }

    /// A pupil's name.
    pub(super) fn pupil(&self, id: &str) -> String {
        self.records.student(id).map(|s| s.name.clone()).unwrap_or_default()
    }

    /// The name of a pupil's class.
    pub(super) fn class(&self, id: &str) -> String {
        let class = self.records.student(id).and_then(|s| self.records.class(&s.class_id));
        class.map(|c| c.name.clone()).unwrap_or_default()
    }

    /// The text with the pupils' names in the form of official texts, but for one of them.
    pub(super) fn masked(&self, text: &str, but: Option<&str>) -> String {
        let kept = but.and_then(|id| self.records.student(id)).map(|s| s.name.as_str());
        self.masker.text(&official(self.records, self.concern), kept, text)
    }

    /// The text as this edition shows it.
    pub(super) fn told(&self, text: &str) -> String {
        if self.names { text.to_owned() } else { self.masked(text, None) }
    }

    /// `八年级1人、九年级2人` of these roles; empty where nobody has one.
    pub(super) fn counts(&self, roles: &[Role]) -> String {
        let mut grades: BTreeMap<i64, (String, Vec<&str>)> = BTreeMap::new();
        for i in self.concern.involved.iter().filter(|i| roles.contains(&i.role)) {
            let class = self.records.student(&i.student_id).and_then(|s| self.records.class(&s.class_id));
            let (grade, label) = class.map_or((99, String::new()), |c| (c.grade, grade_of(&c.name)));
            let (_, pupils) = grades.entry(grade).or_insert_with(|| (label, Vec::new()));
            if !pupils.contains(&i.student_id.as_str()) {
                pupils.push(&i.student_id);
            }
        }
        let counted = grades.into_values().map(|(grade, pupils)| {
            said("words", "person_count", &[("grade", &grade), ("count", &pupils.len().to_string())])
        });
        counted.collect::<Vec<_>>().join("、")
    }

    /// How many pupils by role, and who else: a sentence without a name.
    pub(super) fn people_counted(&self) -> String {
        let roles: Vec<String> = Role::ALL
            .iter()
            .filter_map(|role| {
                let list = self.counts(&[*role]);
                let text = said("words", "role_counts", &[("role", role.label()), ("list", &list)]);
                (!list.is_empty()).then_some(text)
            })
            .collect();
        let mut pupils: Vec<&str> = self.concern.involved.iter().map(|i| i.student_id.as_str()).collect();
        pupils.sort_unstable();
        pupils.dedup();
        let mut text = if roles.is_empty() {
            word("script", "no_people")
        } else {
            let count = pupils.len().to_string();
            said("script", "people", &[("list", &roles.join("；")), ("count", &count)])
        };
        if !self.concern.outsiders.is_empty() {
            let list: Vec<String> = self.concern.outsiders.iter().map(|o| self.masked(&o.description, None)).collect();
            let count = list.len().to_string();
            text.push_str(&said("script", "outsiders", &[("count", &count), ("list", &list.join("；"))]));
        }
        text
    }

    /// What was done so far, each once: at once, and the measures since.
    pub(super) fn done_so_far(&self) -> String {
        let mut all = vec![self.concern.immediate_action.trim_end_matches(['。', '；']).to_owned()];
        for m in &self.concern.measures {
            let text = m.text.trim().trim_end_matches(['。', '；']).to_owned();
            if !text.is_empty() && !all.contains(&text) {
                all.push(text);
            }
        }
        format!("{}。", all.join("；"))
    }

    /// Whether the police know, in a sentence.
    pub(super) fn police(&self) -> String {
        match &self.concern.police {
            None => word("script", "not_called"),
            Some(p) => {
                let key = match p.kind {
                    domain::noun::PoliceKind::Called => "called",
                    domain::noun::PoliceKind::Noted => "noted",
                };
                said("script", key, &[("time", &moment(p.reported_at)), ("how", &self.told(&p.how))])
            }
        }
    }

    /// What the public knows, in a sentence.
    pub(super) fn opinion(&self) -> String {
        let Some(p) = &self.concern.public_attention else { return word("script", "open") };
        let mut parts = Vec::new();
        if p.online {
            parts.push(word("script", "online"));
        }
        if let Some(views) = p.views {
            parts.push(said("script", "views", &[("count", &views.to_string())]));
        }
        if p.media {
            parts.push(word("script", "media"));
        }
        if parts.is_empty() { word("script", "open") } else { format!("{}。", parts.join("，")) }
    }

    /// Who is involved, with everything the police or the county ask for: role, name, sex, month of birth, class, guardian.
    pub(super) fn register(&self, roles: &[Role]) -> Vec<Vec<String>> {
        let mut rows: Vec<Vec<String>> = self
            .concern
            .involved
            .iter()
            .filter(|i| roles.contains(&i.role))
            .filter_map(|i| Some((i, self.records.student(&i.student_id)?)))
            .map(|(i, s)| self.registered(i.role.label(), s))
            .collect();
        if roles.len() == Role::ALL.len() {
            rows.extend(self.concern.outsiders.iter().map(|o| {
                let who = format!("{}（{}）", o.description, o.identity);
                vec![word("words", "outsider"), who, String::new(), String::new(), String::new(), String::new()]
            }));
        }
        rows
    }

    fn registered(&self, role: &str, s: &Student) -> Vec<String> {
        let month = [("year", s.birth_month.year.to_string()), ("month", s.birth_month.month.to_string())];
        let parts: Vec<(&str, &str)> = month.iter().map(|(name, value)| (*name, value.as_str())).collect();
        vec![
            role.to_owned(),
            s.name.clone(),
            s.gender.map(|g| g.label().to_owned()).unwrap_or_default(),
            said("words", "month", &parts),
            self.class(&s.id),
            s.guardian.as_ref().map(|g| g.relation.clone()).unwrap_or_default(),
        ]
    }
}

/// `八年级` of `八年级2班`; the whole name where it has no grade.
fn grade_of(class: &str) -> String {
    class.split_once("年级").map_or_else(|| class.to_owned(), |(grade, _)| format!("{grade}年级"))
}

/// The kinds of concern in which somebody is harmed or may be.
pub(super) const INCIDENT: &[ConcernKind] = &[ConcernKind::Suspected];
/// The kinds in which pupils are named.
pub(super) const PEOPLE: &[ConcernKind] = &[ConcernKind::Sign, ConcernKind::Suspected];
