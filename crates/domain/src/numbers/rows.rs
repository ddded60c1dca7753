//! How each row is named when a number is opened.

use super::answer::{Answer, RowRef, count};
use crate::noun::*;

/// A row of a collection.
pub(crate) trait Row {
    /// Its name.
    fn row(&self) -> RowRef<'_>;
}

macro_rules! rows {
    ($($noun:ident in $collection:literal by $field:ident),+ $(,)?) => {
        $(impl Row for $noun {
            fn row(&self) -> RowRef<'_> {
                RowRef { collection: $collection, id: &self.$field, part: None }
            }
        })+
    };
}

rows! {
    Assessment in "assessments" by staff_id,
    Channel in "emergency_channels" by value,
    Class in "classes" by id,
    Committee in "committees" by id,
    Communication in "communications" by id,
    Concern in "concerns" by id,
    Counselling in "counselling" by id,
    CounsellingRefusal in "counselling_refusals" by id,
    Duty in "responsibility_list" by post,
    EducationEvent in "education_events" by id,
    FamilyGuidance in "family_guidance" by id,
    IncidentReport in "incident_reports" by id,
    Inspection in "inspections" by id,
    LedgerItem in "ledger" by id,
    Lookback in "lookback" by id,
    Pact in "pacts" by id,
    PastPacket in "export_packets" by id,
    PolicyDoc in "policy_docs" by id,
    Sanction in "sanctions" by id,
    Screening in "screenings" by id,
    SelfCheck in "self_checks" by id,
    Staff in "staff" by id,
    Student in "students" by id,
    Survey in "surveys" by id,
    Talk in "talks" by id,
    Training in "trainings" by id,
}

/// How many rows of a collection pass the test.
pub(crate) fn count_where<'a, T: Row>(rows: &'a [T], passes: impl Fn(&T) -> bool) -> Answer<'a> {
    count(rows.iter().filter(|r| passes(r)).map(Row::row))
}

/// How many rows a collection has.
pub(crate) fn count_all<T: Row>(rows: &[T]) -> Answer<'_> {
    count(rows.iter().map(Row::row))
}

/// The entries of a list inside each row.
pub(crate) fn entries<'a, T: Row + 'a, E: 'a>(
    rows: impl Iterator<Item = &'a T>,
    list: &'static str,
    of: impl Fn(&'a T) -> &'a [E],
) -> impl Iterator<Item = (RowRef<'a>, &'a E)> {
    rows.flat_map(move |r| of(r).iter().enumerate().map(move |(i, e)| (r.row().part(list, i), e)))
}
