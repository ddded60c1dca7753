//! What the sentences state beside the numbers: dates, names of bodies and posts, and conditions (1 where they hold)
//! without which a clause would claim more than the records show.

use std::collections::{BTreeMap, HashSet};

use super::official::{full_date, short_date, without_remark};
use crate::clock_rules::WRITTEN_REPORT_HOURS;
use crate::noun::{
    Committee, Concern, ConcernKind, PactLevel, ReportMode, ReportType, ScreeningMethod, SignatoryKind, Student,
    Training,
};
use crate::numbers::{
    Amount, Numbers, campaign_round, governing_board, is_sent_to_county, length, retraining, surveys_that_asked,
};
use crate::records::Records;
use crate::terms::Term as _;
use crate::time::{Date, Instant};

/// Every fact there is.
#[cfg(test)]
pub(super) const FACTS: &[&str] = &[
    "school",
    "bureau",
    "campaign",
    "basis",
    "as_of",
    "as_of_short",
    "campaign_start",
    "plan_done",
    "group_name",
    "group_founded",
    "group_file",
    "group_chair",
    "group_members",
    "board_name",
    "board_since",
    "board_renewed",
    "board_chair",
    "board_roles",
    "duties_all_signed",
    "screening_first_day",
    "screening_last_day",
    "screening_more_days",
    "screening_methods",
    "screening_makeup",
    "screening_left",
    "signs_hazards_open",
    "investigation_open",
    "investigation_running",
    "investigation_late",
    "investigation_due_today",
    "investigation_extension_asked",
    "suspected_any",
    "police_told_of_all",
    "written_hours_limit",
    "written_all_in_time",
    "written_late",
    "written_missing",
    "reported_all_open",
    "retrained_all_passed",
    "known_asked_twice",
    "known_rose",
    "safety_officers_per_class",
    "channels_all_tested",
    "pact_unaccounted",
    "lookbacks_not_ok",
    "counsellors",
    "pending_determination",
];

/// A fact: a text for the sentence, or an amount to state or to ask about.
pub(super) enum Fact {
    Text(String),
    Amount(Amount),
}

/// All facts of a school on one day.
pub(super) struct Facts(BTreeMap<&'static str, Fact>);

impl Facts {
    /// The fact of that name; `None` for the key of a number.
    pub fn get(&self, name: &str) -> Option<&Fact> {
        self.0.get(name)
    }

    /// A fact that is a text; empty where there is none.
    pub fn text(&self, name: &str) -> String {
        match self.get(name) {
            Some(Fact::Text(text)) => text.clone(),
            _ => String::new(),
        }
    }

    /// Gathers every fact.
    pub fn gather(records: &Records, numbers: &Numbers, as_of: Date) -> Self {
        let mut all = Collector { facts: BTreeMap::new(), records, numbers, as_of };
        all.heading();
        all.bodies();
        all.screening();
        all.investigations();
        all.reports();
        all.education();
        all.mechanism();
        Self(all.facts)
    }
}

struct Collector<'a> {
    facts: BTreeMap<&'static str, Fact>,
    records: &'a Records,
    numbers: &'a Numbers,
    as_of: Date,
}

impl Collector<'_> {
    fn text(&mut self, name: &'static str, text: Option<String>) {
        self.facts.insert(name, Fact::Text(text.unwrap_or_default()));
    }
    fn count(&mut self, name: &'static str, n: i64) {
        self.facts.insert(name, Fact::Amount(Amount::Whole(n)));
    }
    fn holds(&mut self, name: &'static str, holds: bool) {
        self.count(name, i64::from(holds));
    }
    fn short(&self, date: Date) -> String {
        short_date(date, self.as_of)
    }

    fn heading(&mut self) {
        let r = self.records;
        let campaign = r.campaign.as_ref();
        let phase = |no| campaign.and_then(|c| c.phases.iter().find(|p| p.no == no));
        self.text("school", r.school.as_ref().map(|s| s.name.clone()));
        self.text("bureau", r.bureau.as_ref().map(|b| b.name.clone()));
        self.text("campaign", campaign.map(|c| c.name.clone()));
        self.text("basis", campaign.map(|c| c.basis.clone()));
        self.text("as_of", Some(full_date(self.as_of)));
        self.text("as_of_short", Some(short_date(self.as_of, self.as_of)));
        self.text("campaign_start", phase(1).map(|p| full_date(p.start_on)));
        self.text("plan_done", phase(1).and_then(|p| p.done_on).map(|on| self.short(on)));
    }

    fn bodies(&mut self) {
        let r = self.records;
        let group = r.committees.iter().find(|c| c.name.contains("领导小组"));
        self.text("group_name", group.map(|g| g.name.clone()));
        self.text("group_founded", group.map(|g| full_date(g.founded_on)));
        self.text("group_file", group.map(|g| g.file_no.clone()));
        self.text("group_chair", group.and_then(|g| self.post(&g.chair_id)));
        let latest = group.and_then(|g| g.compositions.iter().max_by_key(|c| c.from_on));
        self.count("group_members", latest.map_or(0, |c| length(c.member_ids.len())));

        let board = governing_board(r);
        let composition = board.and_then(|(_, latest)| latest);
        let committee: Option<&Committee> = board.map(|(committee, _)| committee);
        self.text("board_name", committee.map(|c| c.name.clone()));
        self.text("board_since", composition.map(|c| full_date(c.from_on)));
        self.holds("board_renewed", committee.is_some_and(|c| c.compositions.len() > 1));
        self.text("board_chair", committee.and_then(|c| self.post(&c.chair_id)));
        let mut roles: Vec<String> = Vec::new();
        for id in composition.into_iter().flat_map(|c| &c.member_ids) {
            if let Some(outsider) = r.externals.iter().find(|x| x.id == *id) {
                let role = without_remark(&outsider.role);
                if !roles.contains(&role) {
                    roles.push(role);
                }
            }
        }
        self.text("board_roles", Some(roles.join("、")));
        let duties = &r.responsibility_list;
        self.holds("duties_all_signed", !duties.is_empty() && duties.iter().all(|d| d.signed_on.is_some()));
    }

    /// The post of a staff member or the role of an outsider.
    fn post(&self, id: &str) -> Option<String> {
        let staff = self.records.staff.iter().find(|s| s.id == id).map(|s| s.post.as_str());
        let other = || self.records.externals.iter().find(|x| x.id == id).map(|x| x.role.as_str());
        staff.or_else(other).map(without_remark)
    }

    fn screening(&mut self) {
        let r = self.records;
        let first = campaign_round(r).map(|s| s.on).min();
        let last = campaign_round(r).map(|s| s.on).max();
        self.text("screening_first_day", first.map(|d| self.short(d)));
        self.text("screening_last_day", last.map(|d| self.short(d)));
        self.holds("screening_more_days", first != last);
        let mut methods: Vec<&'static str> = Vec::new();
        for method in ScreeningMethod::ALL {
            if campaign_round(r).any(|s| s.methods.contains(method)) {
                methods.push(method.label());
            }
        }
        self.text("screening_methods", Some(methods.join("、")));
        self.holds("screening_makeup", campaign_round(r).any(|s| s.makeup_of.is_some()));
        let left = self.numbers.whole("screening_due") - self.numbers.whole("screened");
        self.count("screening_left", left.max(0));
        let open = |c: &&Concern| c.kind != ConcernKind::Suspected && c.closed_on.is_none();
        self.count("signs_hazards_open", length(r.concerns.iter().filter(open).count()));
    }

    fn investigations(&mut self) {
        let n = self.numbers;
        self.count("investigation_open", n.whole("investigations") - n.whole("investigations_on_time"));
        let all = || self.records.concerns.iter().filter_map(|c| c.last_investigation());
        let running = || all().filter(|i| i.finished_on.is_none());
        self.count("investigation_running", length(running().count()));
        self.count(
            "investigation_late",
            length(all().filter(|i| i.finished_on.is_some_and(|on| on > i.due_on)).count()),
        );
        self.count("investigation_due_today", length(running().filter(|i| i.due_on == self.as_of).count()));
        let asked = running().filter(|i| i.extension.as_ref().is_some_and(|e| e.approved_on.is_none()));
        self.count("investigation_extension_asked", length(asked.count()));
        self.holds("suspected_any", n.amount("by_kind.疑似欺凌事件").is_positive());
        let waiting = self.records.concerns.iter().filter(|c| c.status == "pending_determination");
        self.count("pending_determination", length(waiting.count()));
    }

    fn reports(&mut self) {
        let r = self.records;
        let mut reported: BTreeMap<&str, Option<Instant>> = BTreeMap::new();
        for report in r.incident_reports.iter().filter(|b| is_sent_to_county(r, b)) {
            let first_written = reported.entry(report.concern_id.as_str()).or_default();
            if report.kind == ReportType::First && report.mode == ReportMode::Written {
                *first_written = Some(first_written.map_or(report.sent_at, |at| at.min(report.sent_at)));
            }
        }
        let (mut in_time, mut late, mut missing, mut police, mut open) = (0, 0, 0, true, true);
        for concern in &r.concerns {
            let Some(first_written) = reported.get(concern.id.as_str()) else { continue };
            police &= concern.police.is_some() || concern.transfers().next().is_some();
            open &= concern.closed_on.is_none();
            let limit = WRITTEN_REPORT_HOURS * 3_600_000;
            match first_written {
                None => missing += 1,
                Some(at) if at.ms() - concern.discovered_at.ms() <= limit => in_time += 1,
                Some(_) => late += 1,
            }
        }
        let any = !reported.is_empty();
        self.holds("police_told_of_all", any && police);
        self.holds("reported_all_open", any && open);
        self.count("written_hours_limit", WRITTEN_REPORT_HOURS);
        self.holds("written_all_in_time", in_time > 0 && late == 0 && missing == 0);
        self.count("written_late", late);
        self.count("written_missing", missing);
    }

    fn education(&mut self) {
        let r = self.records;
        let passed = |t: &Training| t.passed.is_some_and(|n| n == t.attended);
        self.holds("retrained_all_passed", retraining(r).count() > 0 && retraining(r).all(passed));
        let (first, last) = surveys_that_asked(r);
        self.holds("known_asked_twice", first.zip(last).is_some_and(|(a, b)| a.id != b.id));
        let tenths = |key| match self.numbers.amount(key) {
            Amount::Tenths(n) => Some(n),
            _ => None,
        };
        let rose =
            tenths("channel_known_before_pct").zip(tenths("channel_known_after_pct")).is_some_and(|(a, b)| a < b);
        self.holds("known_rose", rose);
        let counsellors = r.staff.iter().filter(|s| s.post.contains("心理")).count();
        self.count("counsellors", length(counsellors));
    }

    fn mechanism(&mut self) {
        let r = self.records;
        let mut per_class = r.classes.iter().filter(|c| c.is_here(self.as_of)).map(|c| c.safety_officer_ids.len());
        let first = per_class.next();
        let same = first.filter(|n| *n > 0 && per_class.all(|other| other == *n));
        let amount = same.map_or(Amount::Nothing, |n| Amount::Whole(length(n)));
        self.facts.insert("safety_officers_per_class", Fact::Amount(amount));
        // A public emergency number belongs to nobody here, and nobody tests it by calling.
        let mut own = r.emergency_channels.iter().filter(|c| c.person_id.is_some()).peekable();
        self.holds("channels_all_tested", own.peek().is_some() && own.all(|c| c.last_tested_on.is_some()));
        self.count("lookbacks_not_ok", self.numbers.whole("lookbacks") - self.numbers.whole("lookbacks_ok"));
        self.count("pact_unaccounted", unaccounted(r, self.as_of));
    }
}

/// Pupils of the classes with a pact who are neither among its signatories nor named as unsigned.
fn unaccounted(r: &Records, as_of: Date) -> i64 {
    let pacts = || r.pacts.iter().filter(|p| p.level == PactLevel::Class);
    let with_pact: HashSet<&str> = pacts().filter_map(|p| p.class_id.as_deref()).collect();
    let signed = pacts().flat_map(|p| &p.signatories).filter(|s| s.kind == SignatoryKind::Student).map(|s| &s.id);
    let unsigned = pacts().flat_map(|p| &p.unsigned).map(|u| &u.student_id);
    let named: HashSet<&str> = signed.chain(unsigned).map(String::as_str).collect();
    let missing =
        |s: &&Student| s.is_here(as_of) && with_pact.contains(s.class_id.as_str()) && !named.contains(s.id.as_str());
    length(r.students.iter().filter(missing).count())
}
