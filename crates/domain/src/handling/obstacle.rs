//! Why something may not be done: hard stops. Codes that begin with `r` and a number belong to the hard rule of that
//! number; each names its legal basis.

use super::codes::codes;

codes! {
    /// A hard stop, with what it needs to be said in a sentence.
    Obstacle {
        /// No determination of this round stands on record.
        DeterminationMissing = "r1_determination_missing" by [School23, Minors39],
        /// The determination says something else than this step.
        ResultDiffers = "r1_result_differs" by [School23],
        /// Bullying without one of its four elements.
        ElementsNotMet { elements: Vec<String> } = "r1_elements_not_met" by [Minors130],
        /// An element without the fact it rests on.
        ElementTextMissing { elements: Vec<String> } = "r1_element_text_missing" by [Minors130],
        /// No facts found.
        FactsMissing = "r1_facts_missing" by [School23],
        /// No legal basis named.
        BasisMissing = "r1_basis_missing" by [School23],
        /// What the pupils say was not taken down.
        StatementMissing = "r1_statement_missing" by [Discipline14],
        /// What the guardians say was not taken down.
        OpinionMissing = "r1_opinion_missing" by [Minors39],
        /// Guardians of these pupils were not told of the meeting.
        GuardianNotInvited { students: Vec<String> } = "r1_guardian_not_invited" by [Minors39],
        /// Guardians of these pupils were told after the meeting.
        GuardianInvitedLate { students: Vec<String> } = "r1_guardian_invited_late" by [Minors39],
        /// Half of the members or fewer were there.
        NoQuorum { present: i64, due: i64 } = "r1_no_quorum" by [School19],
        /// Without the recused, half of the members or fewer remain.
        NoQuorumAfterRecusal { voting: i64, due: i64 } = "r1_no_quorum_after_recusal" by [School19],
        /// The chair was not there.
        ChairAbsent = "r1_chair_absent" by [School19],
        /// Somebody was there as a member who is none.
        NotAMember { people: Vec<String> } = "r1_not_a_member" by [School19],
        /// Votes and voters differ.
        VoteSum { counted: i64, voting: i64 } = "r1_vote_sum" by [School19],
        /// Half of the voters or fewer were in favour.
        VoteNotCarried { in_favour: i64, voting: i64 } = "r1_vote_not_carried" by [School19],
        /// Bullying without its degree.
        SeverityMissing = "r1_severity_missing" by [NoticeHandling],
        /// Degree and tier say different things.
        TierDiffers = "r1_tier_differs" by [NoticeHandling],
        /// No bullying, so no degree and no tier.
        SeverityWithoutBullying = "r1_severity_without_bullying" by [NoticeHandling],
        /// The county bureau was not told.
        CountyReportMissing = "r2_county_report_missing" by [Minors39, PublicOrder60, NoticeReports],
        /// The county bureau has nothing in writing.
        CountyWrittenMissing = "r2_county_written_missing" by [NoticeReports, Minors39],
        /// The police were not told.
        PoliceReportMissing = "r2_police_report_missing" by [Minors39, PublicOrder60, NoticeReports],
        /// Expulsion from compulsory schooling.
        Expulsion { words: Vec<String> } = "r3_expulsion" by [Compulsory27],
        /// A suspension without its first or last day.
        SuspensionDates = "r4_suspension_dates" by [Discipline10],
        /// A suspension of more than seven days.
        SuspensionTooLong { days: i64, max: i64 } = "r4_suspension_too_long" by [Discipline10],
        /// The pupil is too young for it.
        GradeTooLow { grade: i64, min: i64 } = "r4_grade_too_low" by [Discipline10],
        /// Which grade the pupil is in is not known.
        GradeUnknown = "r4_grade_unknown" by [Discipline10],
        /// Suspension for something that was not serious.
        NotSerious = "r4_not_serious" by [Discipline10],
        /// The guardian was not told before.
        GuardianNotToldBefore = "r4_guardian_not_told_before" by [Discipline10],
        /// The pupil was not heard before.
        StatementNotHeard = "r4_statement_not_heard" by [Discipline14],
        /// A sanction without its notice of appeal.
        AppealNoticeMissing { sanctions: Vec<String> } = "r5_appeal_notice_missing" by [Discipline17],
        /// The notice of appeal is older than the decision.
        AppealNoticeEarly = "r5_appeal_notice_early" by [Discipline17],
        /// No reasons why it is not bullying.
        ReasonsMissing = "r6_reasons_missing" by [School23, Plan2017],
        /// All four elements are met, yet it is said not to be bullying.
        AllElementsMet = "r6_all_elements_met" by [Minors130],
        /// Nobody was told of the right to a review.
        ReviewNoticeMissing = "r6_review_notice_missing" by [Plan2017],
        /// These victims were neither counselled nor refused it.
        VictimNotCounselled { students: Vec<String> } = "r7_victim_not_counselled" by [Minors39, NoticeHandling],
        /// A required fact of a written report is empty.
        ReportFieldMissing { field: &'static str } = "r10_field_missing" by [NoticeReports],
        /// A fact of a written report is too short to be one.
        ReportFieldShort { field: &'static str, min: i64 } = "r10_field_short" by [NoticeReports],
        /// 待核 stands where a written report needs the fact.
        ReportFieldOpen { field: &'static str } = "r10_field_open" by [NoticeReports],
        /// A report by telephone without what was said.
        PhoneContentMissing = "r10_phone_content_missing" by [NoticeReports],
        /// A report that names nobody to go to.
        ReceiverMissing = "r10_receiver_missing" by [NoticeReports],
        /// A report that does not follow on the one before.
        ReportChain { report: String } = "r9_report_chain" by [NoticeReports],
        /// The first report is not 初报, or a later one is.
        ReportOrder { report: String } = "r9_report_order" by [NoticeReports],
        /// 终报 while the matter is open.
        FinalBeforeClose = "r9_final_before_close" by [NoticeReports],
        /// A recused member who was not there.
        RecusedAbsent { people: Vec<String> } = "r12_recused_absent" by [School19],
        /// A recusal without a reason.
        RecusalWithoutReason { people: Vec<String> } = "r12_recusal_without_reason" by [School19],
        /// A member related to a party who did not step back.
        RelatedNotRecused { people: Vec<String> } = "r12_related_not_recused" by [School19],
        /// The chair stepped back, so another must be in the chair.
        ChairRecused = "r12_chair_recused" by [School19],

        /// The report inside the school is older than the discovery.
        InternalReportEarly = "close_internal_report" by [NoticeHazards],
        /// No talk with the guardians of these pupils.
        NoCommunication = "close_no_communication" by [NoticeHazards, Minors39],
        /// No cause found.
        NoCause = "close_no_cause" by [NoticeHazards],
        /// Nothing was done.
        NoIntervention = "close_no_intervention" by [NoticeHazards],
        /// No outcome.
        NoOutcome = "close_no_outcome" by [NoticeHazards],
        /// 举一反三 was not answered.
        LessonMissing = "close_no_lesson" by [NoticeHazards],
        /// 反思 is missing for a case of moderate degree or above.
        ReviewNoteMissing = "close_no_review_note" by [NoticeLasting],
        /// Ledger items that are not completed.
        LedgerOpen { items: Vec<String> } = "close_ledger_open" by [NoticeHazards],
        /// Ledger items that are not struck off.
        LedgerNotStruckOff { items: Vec<String> } = "close_ledger_not_struck_off" by [NoticeHazards],
        /// A hazard with neither a ledger item nor a reason for none.
        LedgerMissing = "close_no_ledger" by [NoticeHazards],
        /// An appeal or a review is not decided.
        ReviewPending = "close_review_pending" by [Discipline17, Plan2017],
        /// What the police did is not recorded.
        PoliceOutcomeMissing = "close_no_police_outcome" by [NoticeHandling],

        /// Why a closed case is opened again is not said.
        ReopeningGroundMissing = "reopening_ground_missing" by [School23, NoticeHandling],
        /// No investigation of this round.
        InvestigationMissing = "investigation_missing" by [School23],
        /// The day it ended is missing.
        InvestigationUnfinished = "investigation_unfinished" by [School23],
        /// What was found is missing.
        FindingMissing = "investigation_no_finding" by [School23],
        /// The guardians of these pupils were told nothing.
        GuardianNotTold { students: Vec<String> } = "investigation_guardian_not_told" by [Minors39, School23],
        /// Nobody investigates.
        MembersMissing = "investigation_no_members" by [School23],
        /// Not the tenth natural day after the start.
        InvestigationDueDiffers { due: Date } = "investigation_due_differs" by [Plan2017, Civil201],
        /// It began before anybody knew.
        InvestigationEarly = "investigation_before_discovery" by [School23],
        /// It ended before it began.
        EndsBeforeStart = "ends_before_start" by [],
        /// The days added are none or too many.
        ExtensionDays { max: i64 } = "extension_days" by [Plan2017, Local],
        /// No reason for the extension.
        ExtensionReason = "extension_no_reason" by [Plan2017],
        /// No basis for the extension: no national text has one.
        ExtensionBasis = "extension_no_basis" by [Plan2017, Local],
        /// Approved by somebody who is not the principal, or without a name or a day.
        ExtensionApproval = "extension_approval" by [Local],

        /// The hand-over to the police is not recorded.
        TransferMissing = "transfer_missing" by [NoticeHandling, School23],
        /// Nobody appealed or applied for a review that was accepted.
        NothingToReview = "review_nothing_pending" by [Discipline17, Plan2017],
        /// What came of the review is not recorded.
        ReviewUndecided = "review_undecided" by [Discipline17, Plan2017],
        /// Upheld: it goes back to where it was.
        UpheldReturns { state: String } = "review_upheld_returns" by [Discipline17, Plan2017],
        /// Changed or revoked: it goes on with handling or to a new determination.
        ChangedGoesOn = "review_changed_goes_on" by [Discipline17, Plan2017],

        /// An appeal older than the decision.
        AppealEarly = "appeal_before_decision" by [Discipline17],
        /// Too few of the appeals committee.
        AppealNoQuorum { present: i64, due: i64 } = "appeal_no_quorum" by [Discipline17],
        /// Somebody decides who is no member.
        AppealNotAMember { people: Vec<String> } = "appeal_not_a_member" by [Discipline17],
        /// Votes and voters differ.
        AppealVoteSum { counted: i64, voting: i64 } = "appeal_vote_sum" by [Discipline17],
        /// A day without an outcome, or an outcome without a day.
        AppealOutcomeMissing = "appeal_outcome_missing" by [Discipline17],
        /// Changed, but into what?
        AppealKindMissing = "appeal_changed_kind_missing" by [Discipline17],
        /// An appeal must not make it worse.
        AppealHeavier = "appeal_heavier" by [Discipline17],
        /// No reason.
        AppealReasonMissing = "appeal_reason_missing" by [Discipline17],
        /// Not the fifteenth natural day after acceptance.
        CountyDueDiffers { due: Date } = "county_due_differs" by [Plan2017],
        /// Accepted before it was applied for.
        CountyAcceptedEarly = "county_accepted_early" by [Plan2017],
        /// A day without an outcome, or an outcome without a day.
        CountyOutcomeMissing = "county_outcome_missing" by [Plan2017],

        /// A note in the 综合素质评价 without the committee's decision.
        QualityRecordUndecided = "measure_quality_record_undecided" by [NoticeHandling, Plan2017],
        /// A measure older than the discovery.
        BeforeDiscovery = "before_discovery" by [],
        /// A measure against nobody.
        StudentMissing = "student_missing" by [],
        /// A sanction without the committee's minutes.
        SanctionUndecided = "sanction_undecided" by [School23],

        /// The step is not in the table of this kind.
        NotAStep { from: String, to: String } = "not_a_step" by [],
        /// Somebody else's business.
        NotYours { who: Vec<String> } = "not_yours" by [],
        /// Older than the last step.
        BeforeLastStep { last: Date } = "before_last_step" by [],
        /// Later than the clock.
        InTheFuture = "in_the_future" by [],

        /// Nothing was typed.
        Required = "required" by [],
        /// Longer than it may be, in characters.
        TooLong { max: i64 } = "too_long" by [],
        /// Shorter than it must be, in characters.
        TooShort { min: i64 } = "too_short" by [],
        /// Control characters.
        ControlCharacter = "control_character" by [],
        /// Known before it happened.
        LearnedBeforeOccurred = "learned_before_occurred" by [],
        /// Reported before it was known.
        ReportedBeforeLearned = "reported_before_learned" by [],
        /// Not in the list.
        NotInList = "not_in_list" by [],
        /// No such person.
        UnknownPerson = "unknown_person" by [],
        /// No such class.
        UnknownClass = "unknown_class" by [],
        /// The same pupil in the same role twice.
        PersonTwice = "person_twice" by [],
        /// Suspected bullying without a form.
        FormsNeeded = "forms_needed" by [],

        /// A title that names a pupil.
        TitleNamesPupil = "title_names_pupil" by [],
    }
}

use crate::time::Date;
