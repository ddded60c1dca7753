//! What a school may set for itself. The law's own numbers are constants of `clock_rules` and of the rules.

/// The numbers that no statute fixes; each default is local custom or what the notice's wording suggests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// First grade that counts as 小学高年级 for suspension and sanctions (中小学教育惩戒规则 art. 10 leaves it open).
    pub discipline_min_grade: i64,
    /// Minutes from discovery to the first report by telephone.
    pub phone_report_minutes: i64,
    /// Hours from discovery to the first written report.
    pub written_report_hours: i64,
    /// Days from a change of state to the follow-up report, and from closing to the final report.
    pub follow_up_days: u64,
    /// Natural days in which the school decides an appeal.
    pub appeal_decision_days: u64,
    /// Natural days in which the notice of appeal or of review is delivered after the decision.
    pub notice_days: u64,
    /// Natural days from registration to the first check.
    pub verify_days: u64,
    /// Hours from discovery to the report inside the school that are not yet worth a warning.
    pub internal_report_hours: i64,
    /// Days around a new concern in which an old one of the same pupils or place may be the same matter.
    pub duplicate_days: i64,
    /// Most days that one extension of an investigation may add.
    pub extension_max_days: i64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            discipline_min_grade: 5,
            phone_report_minutes: 60,
            written_report_hours: crate::clock_rules::WRITTEN_REPORT_HOURS,
            follow_up_days: 1,
            appeal_decision_days: 15,
            notice_days: 3,
            verify_days: 1,
            internal_report_hours: 24,
            duplicate_days: 3,
            extension_max_days: 10,
        }
    }
}
