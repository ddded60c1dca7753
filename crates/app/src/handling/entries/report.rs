//! 初报, 续报, 终报 to the county, the police and the city: by phone at once, in writing afterwards. Each is a version of its
//! own, chained to the one before, and stays as it was sent (rule R9).

use domain::handling::report;
use domain::noun::{IncidentReport, ReportFields, ReportLevel, ReportMode, ReportState, ReportType};
use store::numbers::Series;

use super::{Deed, Entry, INCIDENT, nothing};
use crate::handling::answers::Answers;
use crate::handling::rules::told;
use crate::handling::spec::{Form, Ground};
use crate::rights::Right;
use crate::view::Choice;

/// A report by phone: what was said to whom, and when.
pub(super) const PHONE: Entry = Entry {
    id: "report_phone",
    action: "case.report_phone",
    kinds: INCIDENT,
    series: Some(Series::IncidentReport),
    right: Right::ReportIncident,
    before: nothing,
    after_closing: true,
    fields: &["type", "sent_at", "to", "content"],
    form: phone_form,
    read: phone,
};

/// A written report that was handed over.
pub(super) const WRITTEN: Entry = Entry {
    id: "report_written",
    action: "case.report_written",
    kinds: INCIDENT,
    series: Some(Series::IncidentReport),
    right: Right::ReportIncident,
    before: nothing,
    after_closing: true,
    fields: &["type", "sent_at", "to", "fields"],
    form: written_form,
    read: written,
};

/// The reports of the case so far.
fn earlier<'a>(ground: &'a Ground<'_>) -> impl Iterator<Item = &'a IncidentReport> {
    ground.records.incident_reports.iter().filter(|r| r.concern_id == ground.concern.id)
}

/// County, police and city by the names under which the numbers of the report know them.
fn recipients(ground: &Ground<'_>) -> Vec<String> {
    ground.records.bureau.iter().flat_map(|b| [b.name.clone(), b.police.clone(), b.city.clone()]).collect()
}

fn offered(ground: &Ground<'_>) -> Vec<Choice> {
    recipients(ground).into_iter().map(|w| Choice { id: w.clone(), label: w }).collect()
}

/// Whether a recipient as typed is this one, alone or with a remark in brackets behind it (…（由县局转报）).
fn is_named(typed: &str, name: &str) -> bool {
    typed.strip_prefix(name).is_some_and(|rest| rest.is_empty() || (rest.starts_with('（') && rest.ends_with('）')))
}

/// The first report of a case is a first report, later ones follow it up.
fn kind(form: &mut Form<'_>, ground: &Ground<'_>) {
    let known = earlier(ground).count() > 0;
    form.term::<ReportType>("type");
    form.with(if known { "follow_up" } else { "first" });
}

fn phone_form(ground: &Ground<'_>, form: &mut Form<'_>) {
    kind(form, ground);
    form.now("sentAt").choices_or_typed("to", offered(ground)).me("reporterId").lines("content");
}

fn written_form(ground: &Ground<'_>, form: &mut Form<'_>) {
    let c = ground.concern;
    kind(form, ground);
    form.now("sentAt").choices_or_typed("to", offered(ground)).me("reporterId").staff("reviewerId").staff("issuerId");
    let to = c.occurred.to.map(|t| format!("—{t}")).unwrap_or_default();
    form.group("factsGroup").line("time").with(format!("{}{to}", c.occurred.from)).line("place").with(c.place.clone());
    form.lines("cause").with(c.cause.clone()).lines("course").with(c.narrative.clone());
    form.lines("people").lines("measures").with(c.immediate_action.clone());
    form.group("moreGroup").lines("harm").lines("evidence").lines("police").lines("publicOpinion");
}

fn phone(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Deed> {
    let content = answers.lines("content");
    let frame = frame(ground, answers, ReportMode::Phone);
    let (frame, content) = (frame?, content?);
    let new = IncidentReport { content: Some(content), state: ReportState::Delivered, ..frame };
    checked(ground, answers, &new)?;
    Some(enter(ground, new))
}

fn written(ground: &Ground<'_>, answers: &mut Answers<'_>) -> Option<Deed> {
    let time = answers.line("time");
    let place = answers.line("place");
    let cause = answers.lines("cause");
    let course = answers.lines("course");
    let people = answers.lines("people");
    let measures = answers.lines("measures");
    let harm = answers.lines("harm");
    let evidence = answers.lines("evidence");
    let police = answers.lines("police");
    let public_opinion = answers.lines("publicOpinion");
    let reviewer = answers.staff("reviewerId");
    let issuer = answers.staff("issuerId");
    let frame = frame(ground, answers, ReportMode::Written);
    let fields = ReportFields {
        time: time?,
        place: place?,
        cause: cause?,
        course: course?,
        people: people?,
        measures: measures?,
        harm: harm?,
        evidence: evidence?,
        police: police?,
        public_opinion: public_opinion?,
    };
    let frame = frame?;
    let new = IncidentReport { fields: Some(fields), reviewer_id: Some(reviewer?), issuer_id: issuer?, ..frame };
    checked(ground, answers, &new)?;
    Some(enter(ground, new))
}

/// Judges what the report says (R10), and how it follows on those before it (R9): only what it adds is its own fault.
fn checked(ground: &Ground<'_>, answers: &mut Answers<'_>, new: &IncidentReport) -> Option<()> {
    told(ground, answers, &report::check(new), |field| match field {
        "时间" => "time",
        "地点" => "place",
        "起因" => "cause",
        "过程" => "course",
        "涉及人员" => "people",
        "已采取的措施" => "measures",
        "content" => "content",
        _ => "to",
    })?;
    let closed = ground.concern.closed_on.is_some();
    let mut chain: Vec<&IncidentReport> = earlier(ground).collect();
    chain.sort_by_key(|r| r.seq);
    let known = report::check_chain(&chain, closed).faults.len();
    chain.push(new);
    let mut judged = report::check_chain(&chain, closed);
    judged.faults = judged.faults.split_off(known.min(judged.faults.len()));
    told(ground, answers, &judged, |field| if field == "type" { "type" } else { "sentAt" })
}

fn frame(ground: &Ground<'_>, answers: &mut Answers<'_>, mode: ReportMode) -> Option<IncidentReport> {
    let kind = answers.term::<ReportType>("type");
    let sent_at = answers.past_instant("sentAt");
    let to = answers.list("to");
    let reporter_id = answers.staff("reporterId");
    let known = recipients(ground);
    if to.is_empty() || to.iter().any(|t| !known.iter().any(|name| is_named(t, name))) {
        answers.fault("to", "required_choice");
    }
    let before = earlier(ground).max_by_key(|r| r.seq);
    let reporter_id = reporter_id?;
    Some(IncidentReport {
        id: String::new(),
        concern_id: ground.concern.id.clone(),
        seq: before.map_or(0, |r| r.seq).saturating_add(1),
        kind: kind?,
        mode,
        sent_at: sent_at?,
        to,
        issuer_id: reporter_id.clone(),
        reporter_id,
        reviewer_id: None,
        version: 1,
        previous_id: before.map(|r| r.id.clone()),
        state: ReportState::Issued,
        content: None,
        fields: None,
    })
}

/// Keeps the report and how far up the case has been reported by now.
fn enter(ground: &Ground<'_>, new: IncidentReport) -> Deed {
    use store::table::concern::{Change, change};
    let bureau = ground.records.bureau.as_ref();
    let told = |name: Option<&String>| name.is_some_and(|n| new.to.iter().any(|t| is_named(t, n)));
    let level = match ground.concern.report_level {
        Some(ReportLevel::City) => None,
        _ if told(bureau.map(|b| &b.city)) => Some(ReportLevel::City),
        None if told(bureau.map(|b| &b.name)) => Some(ReportLevel::County),
        _ => None,
    };
    // A closed case is reported on without being changed.
    let level = level.filter(|_| ground.concern.closed_on.is_none());
    let concern = ground.concern.id.clone();
    Box::new(move |tx, id, uuid| {
        change(tx, &concern, &Change { report_level: level, ..Change::default() })?;
        store::table::incident_report::insert(tx, uuid, &IncidentReport { id: id.to_owned(), ..new })
    })
}
