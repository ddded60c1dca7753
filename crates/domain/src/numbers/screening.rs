//! Numbers of the campaign's screening, the self-check and the questionnaires.

use super::answer::{Answer, count, distinct, sum};
use super::figure::Amount;
use super::rows::{Row as _, entries};
use super::{Definition, Scope, Unit::Count, Unit::Percent};
use crate::noun::{Screening, Survey};
use crate::records::Records;

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition::new("screening_sheets", Count, |s| count(campaign_round(s.records).map(|r| r.row()))),
    Definition::new("screening_due", Count, |s| sum(first_pass(s.records).map(|r| (r.row(), r.due)))),
    Definition::new("screened", Count, |s| sum(campaign_round(s.records).map(|r| (r.row(), r.screened)))),
    Definition::new("screening_first_pass", Count, |s| sum(first_pass(s.records).map(|r| (r.row(), r.screened)))),
    Definition::new("screening_parent_contacts", Count, |s| {
        sum(campaign_round(s.records).map(|r| (r.row(), r.parent_contacts)))
    }),
    Definition::new("self_check_areas", Count, |s| distinct(s.records.self_checks.iter().map(|c| (c.row(), c.area)))),
    Definition::new("self_check_new_items", Count, |s| {
        count(entries(s.records.self_checks.iter(), "ledger_ids", |c| &c.ledger_ids).map(|(row, _)| row))
    }),
    Definition::new("survey_due", Count, |s| of_survey(campaign_survey(s), |v| Amount::Whole(v.due), Amount::Whole(0))),
    Definition::new("survey_valid", Count, |s| {
        of_survey(campaign_survey(s), |v| Amount::Whole(v.valid), Amount::Whole(0))
    }),
    Definition::new("survey_valid_pct", Percent, |s| {
        of_survey(campaign_survey(s), |v| Amount::percent(v.valid, v.due), Amount::Nothing)
    }),
    Definition::new("channel_known_before_pct", Percent, |s| {
        of_survey(surveys_that_asked(s.records).0, known_pct, Amount::Nothing)
    }),
    Definition::new("channel_known_after_pct", Percent, |s| {
        of_survey(surveys_that_asked(s.records).1, known_pct, Amount::Nothing)
    }),
];

/// The name of the round that the campaign asks for.
const CAMPAIGN_ROUND: &str = "专项治理排查";

/// The rows of the campaign's screening round, make-up rows included.
pub(crate) fn campaign_round(records: &Records) -> impl Iterator<Item = &Screening> {
    records.screenings.iter().filter(|r| r.round == CAMPAIGN_ROUND)
}

fn first_pass(records: &Records) -> impl Iterator<Item = &Screening> {
    campaign_round(records).filter(|r| r.makeup_of.is_none())
}

/// The last questionnaire held inside phase 2 of the campaign, both ends included.
fn campaign_survey(s: Scope<'_>) -> Option<&Survey> {
    let phase = s.records.campaign.as_ref()?.phases.iter().find(|p| p.no == 2)?;
    s.records.surveys.iter().filter(|v| (phase.start_on..=phase.due_on).contains(&v.held_on)).max_by_key(|v| v.held_on)
}

/// The first and the last questionnaire that asked whether pupils know a channel for help.
pub(crate) fn surveys_that_asked(records: &Records) -> (Option<&Survey>, Option<&Survey>) {
    let asked = || records.surveys.iter().filter(|v| v.channel_known.is_some());
    (asked().min_by_key(|v| v.held_on), asked().max_by_key(|v| v.held_on))
}

fn known_pct(survey: &Survey) -> Amount {
    survey.channel_known.map_or(Amount::Nothing, |known| Amount::percent(known, survey.valid))
}

fn of_survey<'a>(survey: Option<&'a Survey>, value: fn(&Survey) -> Amount, none: Amount) -> Answer<'a> {
    Answer::One(survey.map_or(none, value), survey.map(|v| v.row()).into_iter().collect())
}
