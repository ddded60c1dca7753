//! All records of a school in and out: from a school file into the tables, and from the tables into the one value that
//! every number and paper is computed from.

use std::collections::{HashMap, HashSet};

use domain::correction::Kind;
use domain::noun::{Privacy, Student};
use domain::{Clock, Date, Instant, Random, Records, privacy as consent, uuid_v7};

use crate::correction;
use crate::error::Result;
use crate::numbers;
use crate::safeguard;
use crate::table::*;
use crate::tx::{ReadTx, WriteTx};
use crate::voiding;

/// Enters all records of a school and moves every counter past their numbers. The whole is one transaction of the
/// caller's: a record that is refused leaves nothing behind.
///
/// # Errors
/// [`crate::Error::Constraint`] with the rule that refused; references are judged at the commit.
pub fn load(tx: &mut WriteTx<'_>, records: &Records, clock: &dyn Clock, random: &mut dyn Random) -> Result<()> {
    // The collections refer to each other in circles: concerns to the ledger, the ledger to concerns.
    tx.defer_references()?;
    let mut uuid = || uuid_v7(clock, random);
    records.staff.iter().try_for_each(|x| staff::insert(tx, x))?;
    records.externals.iter().try_for_each(|x| external::insert(tx, x))?;
    records.classes.iter().try_for_each(|x| class::insert(tx, x))?;
    records.students.iter().try_for_each(|x| student::insert(tx, x))?;
    records.bureau.iter().try_for_each(|x| bureau::insert(tx, x))?;
    records.school.iter().try_for_each(|x| school::insert(tx, x))?;
    records.term.iter().try_for_each(|x| term::insert(tx, x))?;
    records.calendar.iter().try_for_each(|x| calendar::insert(tx, x))?;
    records.campaign.iter().try_for_each(|x| campaign::insert(tx, x))?;
    records.privacy.iter().try_for_each(|x| privacy::insert(tx, x))?;
    if let Some(told) = &records.privacy {
        let at = Instant::new(clock.now());
        let out = |s: &&Student| !told.pending_consent_student_ids.contains(&s.id);
        records.students.iter().filter(out).try_for_each(|s| safeguard::given_in_file(tx, &s.id, at))?;
    }
    records.contacts.iter().try_for_each(|x| contact::insert(tx, uuid(), x))?;
    records.committees.iter().try_for_each(|x| committee::insert(tx, uuid(), x))?;
    records.emergency_channels.iter().try_for_each(|x| channel::insert(tx, x))?;
    records.responsibility_list.iter().try_for_each(|x| duty::insert(tx, x))?;
    records.policy_docs.iter().try_for_each(|x| policy_doc::insert(tx, uuid(), x))?;
    records.surveys.iter().try_for_each(|x| survey::insert(tx, uuid(), x))?;
    records.screenings.iter().try_for_each(|x| screening::insert(tx, uuid(), x))?;
    records.self_checks.iter().try_for_each(|x| self_check::insert(tx, uuid(), x))?;
    // What hangs on a concern goes before it: a closed one would refuse what happened before its close.
    records.sanctions.iter().try_for_each(|x| sanction::insert(tx, uuid(), x))?;
    records.communications.iter().try_for_each(|x| communication::insert(tx, uuid(), x))?;
    records.talks.iter().try_for_each(|x| talk::insert(tx, uuid(), x))?;
    records.counselling.iter().try_for_each(|x| counselling::insert(tx, uuid(), x))?;
    records.counselling_refusals.iter().try_for_each(|x| counselling_refusal::insert(tx, uuid(), x))?;
    records.family_guidance.iter().try_for_each(|x| family_guidance::insert(tx, uuid(), x))?;
    records.education_events.iter().try_for_each(|x| education_event::insert(tx, uuid(), x))?;
    records.concerns.iter().try_for_each(|x| concern::insert(tx, uuid(), x))?;
    records.incident_reports.iter().try_for_each(|x| incident_report::insert(tx, uuid(), x))?;
    records.ledger.iter().try_for_each(|x| ledger::insert(tx, uuid(), x))?;
    records.lookback.iter().try_for_each(|x| lookback::insert(tx, uuid(), x))?;
    records.inspections.iter().try_for_each(|x| inspection::insert(tx, uuid(), x))?;
    records.pacts.iter().try_for_each(|x| pact::insert(tx, uuid(), x))?;
    records.trainings.iter().try_for_each(|x| training::insert(tx, uuid(), x))?;
    records.assessments.iter().try_for_each(|x| assessment::insert(tx, x))?;
    records.export_packets.iter().try_for_each(|x| past_packet::insert(tx, uuid(), x))?;
    records.report_notes.iter().try_for_each(|x| report::add_note(tx, x))?;
    records.report_no.iter().try_for_each(|x| report::set_no(tx, x))?;
    numbers::seed(tx, records)
}

/// All records as they count on the civil day `as_of`, which decides who is under fourteen: with their corrections, and
/// without those that were voided and what hangs on them. Every number and every paper is computed from this.
///
/// # Errors
/// Those of SQLite.
pub fn read_all(tx: &ReadTx<'_>, as_of: Date) -> Result<Records> {
    let mut records = read_with_voided(tx, as_of)?;
    let voided = voiding::all(tx)?;
    let known = voided.iter().filter_map(|v| Some((Kind::from_id(&v.object_kind)?, v.object_id.as_str())));
    domain::correction::leave_out(&mut records, known);
    Ok(records)
}

/// All records with their corrections, the voided ones among them: what a list shows.
///
/// # Errors
/// Those of SQLite.
pub fn read_with_voided(tx: &ReadTx<'_>, as_of: Date) -> Result<Records> {
    let mut records = read_entered(tx, as_of)?;
    let corrections: Vec<_> = correction::all(tx)?.into_iter().map(correction::Correction::applied).collect();
    domain::correction::apply(&mut records, &corrections);
    Ok(records)
}

/// All records as they were entered, before any correction.
///
/// # Errors
/// Those of SQLite.
pub fn read_entered(tx: &ReadTx<'_>, as_of: Date) -> Result<Records> {
    let students = student::list(tx, as_of)?;
    Ok(Records {
        privacy: settled(tx, &students, as_of)?,
        bureau: bureau::get(tx)?,
        contacts: contact::list(tx)?,
        school: school::get(tx)?,
        term: term::get(tx)?,
        calendar: calendar::get(tx)?,
        campaign: campaign::get(tx)?,
        staff: staff::list(tx)?,
        externals: external::list(tx)?,
        committees: committee::list(tx)?,
        classes: class::list(tx)?,
        students,
        emergency_channels: channel::list(tx)?,
        responsibility_list: duty::list(tx)?,
        policy_docs: policy_doc::list(tx)?,
        surveys: survey::list(tx)?,
        screenings: screening::list(tx)?,
        self_checks: self_check::list(tx)?,
        concerns: concern::list(tx)?,
        sanctions: sanction::list(tx)?,
        communications: communication::list(tx)?,
        talks: talk::list(tx)?,
        counselling: counselling::list(tx)?,
        counselling_refusals: counselling_refusal::list(tx)?,
        family_guidance: family_guidance::list(tx)?,
        incident_reports: incident_report::list(tx)?,
        ledger: ledger::list(tx)?,
        lookback: lookback::list(tx)?,
        inspections: inspection::list(tx)?,
        pacts: pact::list(tx)?,
        trainings: training::list(tx)?,
        education_events: education_event::list(tx)?,
        assessments: assessment::list(tx)?,
        export_packets: past_packet::list(tx)?,
        report_notes: report::notes(tx)?,
        report_no: report::no(tx)?,
    })
}

/// What is settled about personal data, with the pupils whose guardians have not consented to everything that needs it.
fn settled(tx: &ReadTx<'_>, students: &[Student], as_of: Date) -> Result<Option<Privacy>> {
    let (decisions, answers) = (safeguard::decisions(tx)?, safeguard::answers(tx)?);
    let told = privacy::get(tx)?;
    let mut answered: HashMap<&str, Vec<consent::Consent>> = HashMap::new();
    for answer in &answers {
        answered.entry(answer.student_id.as_str()).or_default().push(answer.clone());
    }
    let lacks = |s: &&Student| {
        let own = answered.get(s.id.as_str()).map(Vec::as_slice).unwrap_or_default();
        !consent::missing(s, &decisions, own, as_of).is_empty()
    };
    let out: HashSet<&str> = students.iter().filter(lacks).map(|s| s.id.as_str()).collect();
    // Those whom the school file names stand in its order.
    let mut pending: Vec<String> = told.iter().flat_map(|p| p.pending_consent_student_ids.clone()).collect();
    pending.retain(|id| out.contains(id.as_str()));
    let named: HashSet<String> = pending.iter().cloned().collect();
    pending.extend(
        students.iter().filter(|s| out.contains(s.id.as_str()) && !named.contains(&s.id)).map(|s| s.id.clone()),
    );
    Ok(match told {
        Some(told) => Some(Privacy { pending_consent_student_ids: pending, ..told }),
        None if pending.is_empty() => None,
        None => Some(Privacy {
            notice_version: String::new(),
            legal_bases: Vec::new(),
            pending_consent_student_ids: pending,
            retention_rule: String::new(),
            access_log_enabled: true,
        }),
    })
}
