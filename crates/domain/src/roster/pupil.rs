//! A pupil as the roster knows one: what is kept today together with what `noun::Student` does not hold yet.

use serde::{Deserialize, Serialize};

use crate::mask::mask_mobile;
use crate::noun::{Gender, GuardianContact, Leaving, LeftReason, Student};
use crate::time::{Date, Month};
use crate::validate::ClassName;

/// Whether a pupil is at the school. One who left stays on the roster, with every record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// 在校.
    Present,
    /// 离校.
    Left {
        /// The first day on which the pupil was no longer there.
        on: Date,
        /// Why.
        reason: LeftReason,
    },
}

/// Why a pupil cannot be marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StandingFault {
    /// Marked as left already.
    #[error("has left already")]
    LeftAlready,
    /// Is at the school.
    #[error("is at the school")]
    Present,
    /// The day is after today.
    #[error("the day is after today")]
    InFuture,
    /// The day is before the pupil joined, or came back before leaving.
    #[error("the day is too early")]
    TooEarly,
}

/// A class of the roster, or one that the file brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClassRef {
    /// The id of a class on the roster.
    Known(String),
    /// A class to be added.
    New(ClassName),
}

/// What is known of a guardian.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GuardianFacts {
    /// The name.
    pub name: Option<String>,
    /// 父亲, 母亲, 祖父 …
    pub relation: Option<String>,
    /// The number as the file has it: whole, or masked already.
    pub phone: Option<String>,
}

/// A telephone number as a dry run shows it: `139****0017`.
#[must_use]
pub fn shown_phone(number: &str) -> String {
    if number.contains("**") { number.to_owned() } else { mask_mobile(number) }
}

/// A pupil on the roster, or one that the file brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pupil {
    /// Empty for a pupil who is to be added.
    pub id: String,
    /// 校内学号, or 学籍号 where the school has no number of its own.
    pub student_no: String,
    /// 学籍号, where the school keeps it.
    pub national_no: Option<String>,
    /// The name.
    pub name: String,
    /// Where recorded.
    pub gender: Option<Gender>,
    /// The class.
    pub class: ClassRef,
    /// The month of birth.
    pub birth_month: Month,
    /// 住校.
    pub boarding: bool,
    /// 留守.
    pub left_behind: bool,
    /// The first day at the school.
    pub joined_on: Option<Date>,
    /// The village.
    pub village: Option<String>,
    /// The guardian.
    pub guardian: GuardianFacts,
    /// At the school or not.
    pub standing: Standing,
}

impl Pupil {
    /// A pupil with what the record holds, and whom to call.
    #[must_use]
    pub fn of(s: &Student, contact: Option<&GuardianContact>) -> Self {
        let guardian = s.guardian.as_ref();
        Self {
            id: s.id.clone(),
            student_no: s.student_no.clone(),
            national_no: s.national_no.clone(),
            name: s.name.clone(),
            gender: s.gender,
            class: ClassRef::Known(s.class_id.clone()),
            birth_month: s.birth_month,
            boarding: s.boarding,
            left_behind: s.left_behind,
            joined_on: s.joined_on,
            village: s.village.clone(),
            guardian: GuardianFacts {
                name: contact.and_then(|c| c.name.clone()),
                relation: contact.map(|c| c.relation.clone()).or_else(|| guardian.map(|g| g.relation.clone())),
                phone: contact.and_then(|c| c.phone.clone()).or_else(|| guardian.map(|g| g.phone_masked.clone())),
            },
            standing: s.left.map_or(Standing::Present, |Leaving { on, reason }| Standing::Left { on, reason }),
        }
    }

    /// Marks the pupil as left from `on`.
    ///
    /// # Errors
    /// A pupil who has left, a day after today or not after the pupil joined.
    pub fn leave(&mut self, on: Date, reason: LeftReason, today: Date) -> Result<(), StandingFault> {
        if self.standing != Standing::Present {
            return Err(StandingFault::LeftAlready);
        }
        if on > today {
            return Err(StandingFault::InFuture);
        }
        if self.joined_on.is_some_and(|joined| on < joined) {
            return Err(StandingFault::TooEarly);
        }
        self.standing = Standing::Left { on, reason };
        Ok(())
    }

    /// Marks the pupil as back from `on`; the class must be set beside it.
    ///
    /// # Errors
    /// A pupil who is there, a day after today or before the pupil left.
    pub fn come_back(&mut self, on: Date, today: Date) -> Result<(), StandingFault> {
        let Standing::Left { on: left, .. } = self.standing else { return Err(StandingFault::Present) };
        if on > today {
            return Err(StandingFault::InFuture);
        }
        if on < left {
            return Err(StandingFault::TooEarly);
        }
        self.standing = Standing::Present;
        Ok(())
    }
}
