//! What is said and stops nobody: the notice's degrees, late deadlines, things a person should look at again.

use super::codes::codes;
use crate::time::Date;

codes! {
    /// A soft warning.
    Warning {
        /// A measure that the notice names for a graver degree.
        MeasureAboveTier { measure: String, tier: String } = "measure_above_tier" by [NoticeHandling],
        /// A sanction for a light case; the plan of 2017 has it for repeated bullying only.
        SanctionAtLight = "sanction_at_light" by [NoticeHandling, Plan2017],
        /// Serious, and these pupils have no note in the 综合素质评价.
        NoQualityRecord { students: Vec<String> } = "no_quality_record" by [NoticeHandling],
        /// Moderate or above, and the guardians of these pupils had no guidance.
        NoFamilyGuidance { students: Vec<String> } = "no_family_guidance" by [Family43, Minors39],
        /// Moderate: where somebody was hurt, it is reported to the county too.
        ModerateWithInjury = "moderate_with_injury" by [NoticeReports, Local],
        /// These guardians were invited and did not come.
        GuardianAbsent { students: Vec<String> } = "guardian_absent" by [Minors39],
        /// These members share a surname with a party; ask, and note the answer.
        SameSurname { people: Vec<String> } = "same_surname" by [School19],
        /// The homeroom teacher of a party votes.
        HomeroomTeacherVotes { people: Vec<String> } = "homeroom_teacher_votes" by [School19],
        /// The guardian was told, or the pupil heard, on the very day.
        ToldSameDay = "told_same_day" by [Discipline10],
        /// Words of a punishment that no teacher may use.
        ForbiddenPunishment { words: Vec<String> } = "forbidden_punishment" by [Discipline12],
        /// The time for an appeal still runs.
        AppealWindowOpen { until: Date } = "appeal_window_open" by [Discipline17],
        /// An appeal after its last day.
        AppealLate { deadline: Date } = "appeal_late" by [Discipline17],
        /// These people decided before and decide the appeal.
        SamePeopleDecide { people: Vec<String> } = "same_people_decide" by [Discipline17],
        /// The appeals committee sat without its chair.
        AppealChairAbsent = "appeal_chair_absent" by [Discipline17],
        /// The review took longer than fifteen days.
        CountyReviewLate { due: Date } = "county_review_late" by [Plan2017],
        /// The investigation took longer than its time.
        InvestigationLate { due: Date } = "investigation_late" by [Plan2017],
        /// The extension was applied for after the deadline.
        ExtensionLate { due: Date } = "extension_late" by [Plan2017],
        /// The notice of appeal is not delivered yet.
        AppealNoticeOutstanding { sanctions: Vec<String> } = "appeal_notice_outstanding" by [Discipline17],
        /// These pupils were found to have bullied before; shown, never deciding.
        PriorDeterminations { concerns: Vec<String> } = "prior_determinations" by [NoticeHandling],
        /// Something changed since the last report.
        FollowUpOwed = "follow_up_owed" by [NoticeReports],
        /// The school knew later than it should have.
        InternalReportLate { hours: i64 } = "internal_report_late" by [NoticeReports],
        /// A text with what looks like an identity card number.
        IdNumberInText = "id_number_in_text" by [],
        /// A text with what looks like a telephone number.
        PhoneInText = "phone_in_text" by [],
        /// These concerns may be the same matter.
        PossibleDuplicate { concerns: Vec<String> } = "possible_duplicate" by [],
        /// Recorded long after it was known.
        RecordedLate { days: i64 } = "recorded_late" by [],
    }
}
