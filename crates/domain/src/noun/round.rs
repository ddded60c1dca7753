//! The rounds of a case: what an earlier one said, and why another one began. A determination that was revoked, and a closed
//! case that was opened again, is investigated and determined anew; what had been found and decided stays beside it.

use serde::{Deserialize, Serialize};

use super::{
    Concern, ConcernResult, CountyReview, Determination, Investigation, Lesson, Police, PublicAttention, ReviewNote,
    Severity, Tier, Transfer,
};
use crate::terms::terms;
use crate::time::{Date, Instant};

terms! {
    /// Why a case goes on: an appeal or a review that was decided, the same again, or facts that nobody knew.
    TurnGround in "turn_ground" by id {
        Appeal = "appeal", CountyReview = "county_review", Repeat = "repeat", NewFacts = "new_facts",
        /// From a database of an earlier version, which did not ask.
        Unrecorded = "unrecorded",
    }
}

/// Why another round began.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Turn {
    pub ground: TurnGround,
    /// In the words of the person who opened it, or of the decision.
    pub reason: String,
    /// Another concern in which it happened again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concern_id: Option<String>,
    pub by: String,
    pub at: Instant,
}

/// A round that is over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Round {
    pub investigation: Option<Investigation>,
    pub cause: String,
    pub finding: Option<String>,
    pub determination: Option<Determination>,
    pub result: Option<ConcernResult>,
    pub severity: Option<Severity>,
    pub tier: Option<Tier>,
    pub lesson: Option<Lesson>,
    pub review_note: Option<ReviewNote>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaced_lessons: Vec<Lesson>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaced_review_notes: Vec<ReviewNote>,
    /// Where the police were told in this round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub police: Option<Police>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_attention: Option<PublicAttention>,
    pub transfer: Option<Transfer>,
    pub county_review: Option<CountyReview>,
    /// The day on which it was closed; null where a review ended it before.
    pub closed_on: Option<Date>,
    /// Why the next round began.
    pub next: Turn,
}

impl Concern {
    /// The number of the present round, from 1 on.
    pub fn round(&self) -> i64 {
        i64::try_from(self.earlier.len()).unwrap_or(i64::MAX).saturating_add(1)
    }

    /// Every determination, that of the present round last.
    pub fn determinations(&self) -> impl DoubleEndedIterator<Item = &Determination> {
        self.earlier.iter().filter_map(|r| r.determination.as_ref()).chain(&self.determination)
    }

    /// Every investigation, that of the present round last.
    pub fn investigations(&self) -> impl DoubleEndedIterator<Item = &Investigation> {
        self.earlier.iter().filter_map(|r| r.investigation.as_ref()).chain(&self.investigation)
    }

    /// The newest investigation: that of the present round where it has one.
    pub fn last_investigation(&self) -> Option<&Investigation> {
        self.investigations().next_back()
    }

    /// Every review by the county, that of the present round last.
    pub fn county_reviews(&self) -> impl DoubleEndedIterator<Item = &CountyReview> {
        self.earlier.iter().filter_map(|r| r.county_review.as_ref()).chain(&self.county_review)
    }

    /// Every hand-over to the police, that of the present round last.
    pub fn transfers(&self) -> impl DoubleEndedIterator<Item = &Transfer> {
        self.earlier.iter().filter_map(|r| r.transfer.as_ref()).chain(&self.transfer)
    }

    /// Ends the present round and begins another one. A decision that was revoked says nothing any more; one that
    /// stands when a case is opened again counts until another takes its place.
    pub fn begin_round(&mut self, turn: Turn) {
        let revoked = matches!(turn.ground, TurnGround::Appeal | TurnGround::CountyReview);
        // The police and the public knew what they knew: that is told of the matter, not of a round.
        let told = |known: &Option<Police>, before: &[Round]| {
            known.clone().filter(|p| before.iter().rev().find_map(|r| r.police.as_ref()) != Some(p))
        };
        let public = |known: &Option<PublicAttention>, before: &[Round]| {
            known.clone().filter(|p| before.iter().rev().find_map(|r| r.public_attention.as_ref()) != Some(p))
        };
        let over = Round {
            police: told(&self.police, &self.earlier),
            public_attention: public(&self.public_attention, &self.earlier),
            investigation: self.investigation.take(),
            cause: self.cause.clone(),
            finding: self.finding.clone(),
            determination: self.determination.take(),
            result: self.result,
            severity: self.severity,
            tier: self.tier,
            lesson: self.lesson.take(),
            review_note: self.review_note.take(),
            replaced_lessons: std::mem::take(&mut self.replaced_lessons),
            replaced_review_notes: std::mem::take(&mut self.replaced_review_notes),
            transfer: self.transfer.take(),
            county_review: self.county_review.take(),
            closed_on: self.closed_on,
            next: turn,
        };
        self.earlier.push(over);
        if revoked {
            (self.result, self.severity, self.tier) = (None, None, None);
        }
    }
}
