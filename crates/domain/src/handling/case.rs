//! A concern with all that hangs on it, and the ground it stands on: what every rule, step and duty is computed from.

use std::collections::HashMap;

use super::settings::Settings;
use crate::noun::*;
use crate::records::Records;
use crate::time::Date;

/// What is the same for all cases of a school.
#[derive(Debug, Clone, Default)]
pub struct Ground<'a> {
    /// The school's own numbers.
    pub settings: Settings,
    /// The county bureau, its city and the police, by the names that reports carry.
    pub bureau: Option<&'a Bureau>,
    /// Holidays and makeup workdays; without it only weekends are off.
    pub calendar: Option<&'a Calendar>,
    /// 治理委员会, 申诉委员会 and others.
    pub committees: &'a [Committee],
    /// Classes by id.
    pub classes: HashMap<&'a str, &'a Class>,
    /// Pupils by id; those of the cases are enough.
    pub students: HashMap<&'a str, &'a Student>,
    /// Names of staff and outsiders by id.
    pub people: HashMap<&'a str, &'a str>,
}

impl<'a> Ground<'a> {
    /// The ground of all records of a school.
    pub fn new(records: &'a Records, settings: Settings) -> Self {
        let staff = records.staff.iter().map(|s| (s.id.as_str(), s.name.as_str()));
        let outside = records.externals.iter().map(|x| (x.id.as_str(), x.name.as_str()));
        Self {
            settings,
            bureau: records.bureau.as_ref(),
            calendar: records.calendar.as_ref(),
            committees: &records.committees,
            classes: records.classes.iter().map(|c| (c.id.as_str(), c)).collect(),
            students: records.students.iter().map(|s| (s.id.as_str(), s)).collect(),
            people: staff.chain(outside).collect(),
        }
    }

    /// The grade of a pupil, 1 to 12.
    pub fn grade(&self, student_id: &str) -> Option<i64> {
        let class = self.students.get(student_id)?.class_id.as_str();
        self.classes.get(class).map(|c| c.grade)
    }

    /// The homeroom teacher of a pupil's class.
    pub fn homeroom_teacher_of(&self, student_id: &str) -> Option<&'a str> {
        let class = self.students.get(student_id)?.class_id.as_str();
        self.classes.get(class)?.homeroom_teacher_id.as_deref()
    }

    /// The committee to which pupils appeal.
    pub fn appeals_committee(&self) -> Option<&'a Committee> {
        self.committees.iter().find(|c| c.hears_appeals())
    }
}

/// The members of a committee on a day, the chair included; empty before its founding.
pub fn members_on(committee: &Committee, on: Date) -> &[String] {
    let serving = committee.compositions.iter().find(|c| c.from_on <= on && c.to_on.is_none_or(|to| on <= to));
    serving.map_or(&[], |c| c.member_ids.as_slice())
}

/// One concern and its rows of the other collections.
#[derive(Debug, Clone)]
pub struct Case<'a> {
    /// The concern.
    pub concern: &'a Concern,
    /// Its sanctions.
    pub sanctions: Vec<&'a Sanction>,
    /// Its communications with guardians.
    pub communications: Vec<&'a Communication>,
    /// Its counselling sessions.
    pub counselling: Vec<&'a Counselling>,
    /// Counselling that was offered and refused.
    pub refusals: Vec<&'a CounsellingRefusal>,
    /// Guidance for guardians.
    pub guidance: Vec<&'a FamilyGuidance>,
    /// Its reports, in the order of their `seq`.
    pub reports: Vec<&'a IncidentReport>,
    /// Ledger items linked with it, from either side.
    pub ledger: Vec<&'a LedgerItem>,
    /// What is the same for all cases.
    pub ground: &'a Ground<'a>,
}

fn by_concern<'a, T>(rows: &'a [T], of: impl Fn(&'a T) -> &'a str) -> HashMap<&'a str, Vec<&'a T>> {
    let mut map: HashMap<&str, Vec<&T>> = HashMap::new();
    for row in rows {
        map.entry(of(row)).or_default().push(row);
    }
    map
}

/// Every case of the records, in the order of the concerns.
pub fn cases<'a>(records: &'a Records, ground: &'a Ground<'a>) -> Vec<Case<'a>> {
    let mut sanctions = by_concern(&records.sanctions, |x| x.concern_id.as_str());
    let mut communications = by_concern(&records.communications, |x| x.concern_id.as_str());
    let mut counselling = by_concern(&records.counselling, |x| x.concern_id.as_str());
    let mut refusals = by_concern(&records.counselling_refusals, |x| x.concern_id.as_str());
    let mut guidance = by_concern(&records.family_guidance, |x| x.concern_id.as_str());
    let mut reports = by_concern(&records.incident_reports, |x| x.concern_id.as_str());
    let items: HashMap<&str, &LedgerItem> = records.ledger.iter().map(|l| (l.id.as_str(), l)).collect();
    let mut linked: HashMap<&str, Vec<&LedgerItem>> = HashMap::new();
    for item in &records.ledger {
        for id in &item.concern_ids {
            linked.entry(id.as_str()).or_default().push(item);
        }
    }
    let mut all = Vec::with_capacity(records.concerns.len());
    for concern in &records.concerns {
        let id = concern.id.as_str();
        let mut ledger = linked.remove(id).unwrap_or_default();
        let named = concern.lesson.iter().filter_map(|l| l.ledger_ids.as_ref()).flatten().chain(&concern.ledger_ids);
        for item in named.filter_map(|l| items.get(l.as_str())) {
            if !ledger.iter().any(|l| l.id == item.id) {
                ledger.push(item);
            }
        }
        let mut reports = reports.remove(id).unwrap_or_default();
        reports.sort_by_key(|r| r.seq);
        all.push(Case {
            concern,
            sanctions: sanctions.remove(id).unwrap_or_default(),
            communications: communications.remove(id).unwrap_or_default(),
            counselling: counselling.remove(id).unwrap_or_default(),
            refusals: refusals.remove(id).unwrap_or_default(),
            guidance: guidance.remove(id).unwrap_or_default(),
            reports,
            ledger,
            ground,
        });
    }
    all
}

/// The case of one concern, which may be a changed copy of the one in the records.
pub fn case_of<'a>(records: &'a Records, ground: &'a Ground<'a>, concern: &'a Concern) -> Case<'a> {
    let id = concern.id.as_str();
    let mut reports: Vec<&IncidentReport> = records.incident_reports.iter().filter(|x| x.concern_id == id).collect();
    reports.sort_by_key(|r| r.seq);
    let named = |item: &LedgerItem| {
        let lesson = concern.lesson.iter().filter_map(|l| l.ledger_ids.as_ref()).flatten();
        item.concern_ids.iter().any(|c| c == id) || lesson.chain(&concern.ledger_ids).any(|l| *l == item.id)
    };
    Case {
        concern,
        sanctions: records.sanctions.iter().filter(|x| x.concern_id == id).collect(),
        communications: records.communications.iter().filter(|x| x.concern_id == id).collect(),
        counselling: records.counselling.iter().filter(|x| x.concern_id == id).collect(),
        refusals: records.counselling_refusals.iter().filter(|x| x.concern_id == id).collect(),
        guidance: records.family_guidance.iter().filter(|x| x.concern_id == id).collect(),
        reports,
        ledger: records.ledger.iter().filter(|l| named(l)).collect(),
        ground,
    }
}

impl<'a> Case<'a> {
    /// The same case with a changed concern, to see what a step would meet once its facts are in.
    pub fn with(&self, concern: &'a Concern) -> Self {
        Self { concern, ..self.clone() }
    }

    /// Pupils in one of these roles, each once.
    pub fn pupils(&self, roles: &[Role]) -> Vec<&'a str> {
        let mut seen: Vec<&str> = Vec::new();
        for i in self.concern.involved.iter().filter(|i| roles.contains(&i.role)) {
            if !seen.contains(&i.student_id.as_str()) {
                seen.push(&i.student_id);
            }
        }
        seen
    }

    /// Pupils on either side of the matter: those whose guardians 未成年人保护法 art. 39 wants told and invited.
    pub fn parties(&self) -> Vec<&'a str> {
        self.pupils(&[Role::Victim, Role::Actor, Role::Joiner, Role::Party])
    }

    /// Pupils who did it or joined in.
    pub fn actors(&self) -> Vec<&'a str> {
        self.pupils(&[Role::Actor, Role::Joiner])
    }

    /// The day of the last step into this state; `None` when the concern was never in it.
    pub fn entered_on(&self, state: &str) -> Option<Date> {
        self.concern.events.iter().rev().find(|e| e.state.as_deref() == Some(state)).map(|e| e.at.date())
    }

    /// The determination that belongs to the present round: one held before the case last came up for determination is of
    /// an earlier round.
    pub fn determination(&self) -> Option<&'a Determination> {
        let since = self.entered_on("pending_determination");
        self.concern.determination.as_ref().filter(|d| since.is_none_or(|s| d.held_at.date() >= s))
    }

    /// What was done in the present round.
    pub fn measures(&self) -> impl Iterator<Item = &'a Measure> {
        let round = self.concern.round();
        self.concern.measures.iter().filter(move |m| m.round == round)
    }

    /// The day since which it happened again, where that opened the present round: care and reports of before are not of it.
    pub fn repeated_since(&self) -> Option<Date> {
        let turn = &self.concern.earlier.last()?.next;
        (turn.ground == TurnGround::Repeat).then(|| turn.at.date())
    }

    /// The investigation that belongs to the present round.
    pub fn investigation(&self) -> Option<&'a Investigation> {
        let since = self.entered_on("investigating");
        self.concern.investigation.as_ref().filter(|i| since.is_none_or(|s| i.finished_on.is_none_or(|f| f >= s)))
    }

    /// Whether law treats it as serious: L3, L4, or handed over to the police.
    pub fn is_serious(&self) -> bool {
        let c = self.concern;
        matches!(c.tier, Some(Tier::L3 | Tier::L4))
            || matches!(c.severity, Some(Severity::Serious | Severity::Criminal))
            || c.result == Some(ConcernResult::Transferred)
            || c.status == "transferred"
    }
}
