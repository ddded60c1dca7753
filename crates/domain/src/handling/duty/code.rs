//! The kinds of duty; the sentence of each stands in `assets/text/handling.json`.

use crate::handling::codes::codes;

codes! {
    /// What is to be done.
    DutyCode {
        /// 初核 of what was registered.
        FirstCheck = "first_check" by [NoticeHazards, School22],
        /// 证据固定: secure the footage before it is written over.
        VideoEvidence = "video_evidence" by [Video799, Minors39],
        /// Finish the investigation.
        Investigation = "investigation" by [Plan2017, School23],
        /// Decide about an extension that was asked for.
        InvestigationExtension = "investigation_extension" by [Plan2017, Local],
        /// Hold the committee's meeting.
        Determination = "determination" by [School23, Minors39],
        /// Deliver the notice that a sanction may be appealed.
        AppealNotice = "appeal_notice" by [Discipline17],
        /// Deliver the notice that a determination may be reviewed.
        ReviewNotice = "review_notice" by [Plan2017],
        /// Decide the appeal.
        AppealDecision = "appeal_decision" by [Discipline17, Local],
        /// Follow the county's review to its end.
        CountyReview = "county_review" by [Plan2017],
        /// Counsel the victim, or take down the refusal.
        Counselling = "counselling" by [Minors39, NoticeHandling],
        /// The next session that was agreed.
        NextCounselling = "next_counselling" by [Minors39],
        /// 初报 by telephone to the county.
        PhoneReport = "phone_report" by [NoticeReports, Minors39, Local],
        /// 初报 in writing to the county.
        WrittenReport = "written_report" by [NoticeReports, Local],
        /// Tell the police.
        PoliceReport = "police_report" by [Minors39, PublicOrder60],
        /// Report to the city by way of the county.
        CityReport = "city_report" by [NoticeReports],
        /// 续报.
        FollowUpReport = "follow_up_report" by [NoticeReports, Local],
        /// 终报.
        FinalReport = "final_report" by [NoticeReports, Local],
        /// Complete the ledger item.
        LedgerDeadline = "ledger_deadline" by [NoticeHazards],
        /// Decide about an extension of a ledger item.
        LedgerExtension = "ledger_extension" by [NoticeHazards, Local],
        /// Verify a completed ledger item.
        LedgerVerify = "ledger_verify" by [NoticeHazards],
        /// Name somebody to verify it.
        LedgerVerifier = "ledger_verifier" by [NoticeHazards],
        /// Strike off a verified ledger item.
        LedgerStrikeOff = "ledger_strike_off" by [NoticeHazards],
        /// R11: pupils of the class who neither signed nor have a reason.
        PactReason = "pact_reason" by [NoticeLasting],
        /// Pupils who have not signed, with a reason.
        PactUnsigned = "pact_unsigned" by [NoticeLasting],
    }
}
