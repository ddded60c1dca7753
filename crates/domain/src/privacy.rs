//! Personal data of pupils: for which purpose it is processed, on which legal basis, whose guardians' consent is missing,
//! and what guardians ask for (个人信息保护法 art. 13, 28–31, 47; 未成年人网络保护条例 art. 34).

use std::collections::BTreeSet;

use crate::noun::Student;
use crate::terms::terms;
use crate::time::{Date, Instant, under_14};

terms! {
    /// What the school processes pupils' data for.
    Purpose in "purpose" by id {
        Roster = "roster", CaseWork = "case_work", HomeContact = "home_contact", Reporting = "reporting",
        Screening = "screening", Counselling = "counselling", Imaging = "imaging",
    }
}

terms! {
    /// What the processing rests on.
    LegalBasis in "legal_basis" by id { Duty = "duty", Consent = "consent" }
}

terms! {
    /// What a guardian answered.
    ConsentAnswer in "consent_answer" by id { Given = "given", Refused = "refused", Withdrawn = "withdrawn" }
}

terms! {
    /// How the answer came.
    ConsentWay in "consent_way" by id {
        Paper = "paper", Spoken = "spoken",
        /// The school file tells it, without a day.
        File = "file",
    }
}

terms! {
    /// What a guardian may ask for.
    RequestKind in "request_kind" by id { View = "view", Correct = "correct", Delete = "delete", Copy = "copy" }
}

terms! {
    /// What became of a request.
    RequestOutcome in "request_outcome" by id {
        Done = "done",
        /// The record stays and is closed to everybody but those who handle it.
        Restricted = "restricted",
        Refused = "refused",
    }
}

impl Purpose {
    /// What it rests on unless the school has decided otherwise: what the law charges the school with needs no consent
    /// (个人信息保护法 art. 13 (3)); questionnaires, counselling and pictures of children under fourteen do (art. 31).
    pub fn usual_basis(self) -> LegalBasis {
        match self {
            Self::Roster | Self::CaseWork | Self::HomeContact | Self::Reporting => LegalBasis::Duty,
            Self::Screening | Self::Counselling | Self::Imaging => LegalBasis::Consent,
        }
    }
}

/// What a purpose rests on from a moment on, as the school decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The purpose.
    pub purpose: Purpose,
    /// The basis.
    pub basis: LegalBasis,
    /// Why, in the words of the person.
    pub reason: String,
    /// The staff id of the person.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// One answer of a pupil's guardians.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// The pupil.
    pub student_id: String,
    /// For which purpose; null for everything that the school's notice names.
    pub purpose: Option<Purpose>,
    /// The answer.
    pub answer: ConsentAnswer,
    /// Who answered, for example 母亲; null where the school file does not tell.
    pub guardian: Option<String>,
    /// How it came.
    pub way: ConsentWay,
    /// The civil day of the answer; null where the school file does not tell.
    pub answered_on: Option<Date>,
    /// The staff id of who entered it; null for the school file.
    pub by: Option<String>,
    /// When it was entered.
    pub at: Instant,
}

/// The answer to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestAnswer {
    /// What became of it.
    pub outcome: RequestOutcome,
    /// What the guardians were told.
    pub text: String,
    /// The civil day.
    pub answered_on: Date,
    /// The staff id of who entered it.
    pub by: String,
    /// When it was entered.
    pub at: Instant,
}

/// What guardians asked for (未成年人网络保护条例 art. 34).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardianRequest {
    /// UUIDv7.
    pub id: String,
    /// The pupil.
    pub student_id: String,
    /// What is asked.
    pub kind: RequestKind,
    /// Who asked, for example 父亲.
    pub asked_by: String,
    /// The civil day.
    pub asked_on: Date,
    /// What exactly.
    pub detail: String,
    /// The staff id of who entered it.
    pub by: String,
    /// When it was entered.
    pub at: Instant,
    /// Null until it is answered.
    pub answer: Option<RequestAnswer>,
}

/// The basis of a purpose after these decisions, the newest last.
pub fn basis(purpose: Purpose, decisions: &[Decision]) -> LegalBasis {
    decisions.iter().rev().find(|d| d.purpose == purpose).map_or(purpose.usual_basis(), |d| d.basis)
}

/// What a pupil's guardians last answered for a purpose; an answer for everything counts for each purpose.
pub fn answer<'a>(student_id: &str, purpose: Purpose, consents: &'a [Consent]) -> Option<&'a Consent> {
    consents.iter().rev().find(|c| c.student_id == student_id && c.purpose.is_none_or(|p| p == purpose))
}

/// The purposes for which consent of this pupil's guardians is needed and was not given, on this day: for pupils under
/// fourteen who are at the school.
pub fn missing(student: &Student, decisions: &[Decision], consents: &[Consent], today: Date) -> Vec<Purpose> {
    use crate::Term as _;
    if !student.is_here(today) || !under_14(student.birth_month, today) {
        return Vec::new();
    }
    let given = |purpose| answer(&student.id, purpose, consents).is_some_and(|c| c.answer == ConsentAnswer::Given);
    Purpose::ALL
        .iter()
        .copied()
        .filter(|purpose| basis(*purpose, decisions) == LegalBasis::Consent && !given(*purpose))
        .collect()
}

/// Whether a request of this kind may end so. Nothing that was entered is erased (个人信息保护法 art. 47: what has to be
/// kept by law is closed instead), and only what should be erased is closed.
pub fn may_end(kind: RequestKind, outcome: RequestOutcome) -> bool {
    match outcome {
        RequestOutcome::Refused => true,
        RequestOutcome::Done => kind != RequestKind::Delete,
        RequestOutcome::Restricted => kind == RequestKind::Delete,
    }
}

/// The pupils whose records are closed.
pub fn restricted(requests: &[GuardianRequest]) -> BTreeSet<&str> {
    let closed = |r: &&GuardianRequest| r.answer.as_ref().is_some_and(|a| a.outcome == RequestOutcome::Restricted);
    requests.iter().filter(closed).map(|r| r.student_id.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Term as _;
    use crate::{Month, SchoolFile};

    fn at() -> Instant {
        Instant::parse("2026-06-26T09:00:00+08:00").unwrap()
    }
    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }
    fn pupil(born: &str) -> Student {
        let mut one = SchoolFile::parse(include_bytes!("../../../assets/sample/school.json")).unwrap().records.students
            [0]
        .clone();
        one.birth_month = Month::parse(born).unwrap();
        one
    }
    fn says(student: &Student, purpose: Option<Purpose>, answer: ConsentAnswer) -> Consent {
        Consent {
            student_id: student.id.clone(),
            purpose,
            answer,
            guardian: Some("母亲".to_owned()),
            way: ConsentWay::Paper,
            answered_on: Some(day("2026-03-02")),
            by: Some("t_xz".to_owned()),
            at: at(),
        }
    }

    #[test]
    fn pipl_13_what_the_law_charges_the_school_with_needs_no_consent() {
        let one = pupil("2016-05");
        let needed = missing(&one, &[], &[], day("2026-06-26"));
        assert_eq!(needed, [Purpose::Screening, Purpose::Counselling, Purpose::Imaging]);
    }

    #[test]
    fn pipl_31_consent_is_asked_for_until_the_pupil_is_fourteen() {
        let one = pupil("2012-06");
        assert!(!missing(&one, &[], &[], day("2026-05-31")).is_empty());
        assert!(missing(&one, &[], &[], day("2026-07-01")).is_empty());
    }

    #[test]
    fn the_newest_answer_counts_and_one_for_everything_counts_for_each() {
        let one = pupil("2016-05");
        let today = day("2026-06-26");
        let all = says(&one, None, ConsentAnswer::Given);
        assert!(missing(&one, &[], std::slice::from_ref(&all), today).is_empty());
        let back = says(&one, Some(Purpose::Imaging), ConsentAnswer::Withdrawn);
        assert_eq!(missing(&one, &[], &[all.clone(), back.clone()], today), [Purpose::Imaging]);
        assert!(missing(&one, &[], &[back, all], today).is_empty());
        let no = says(&one, None, ConsentAnswer::Refused);
        assert_eq!(missing(&one, &[], &[no], today).len(), 3);
    }

    #[test]
    fn a_purpose_that_the_school_rests_on_duty_is_not_asked_for() {
        let one = pupil("2016-05");
        let decision = |basis| Decision {
            purpose: Purpose::Screening,
            basis,
            reason: "县局统一部署".to_owned(),
            by: "t_xz".to_owned(),
            at: at(),
        };
        let duty = [decision(LegalBasis::Duty)];
        assert!(!missing(&one, &duty, &[], day("2026-06-26")).contains(&Purpose::Screening));
        let again = [decision(LegalBasis::Duty), decision(LegalBasis::Consent)];
        assert!(missing(&one, &again, &[], day("2026-06-26")).contains(&Purpose::Screening));
    }

    #[test]
    fn pipl_47_deletion_ends_in_closing_or_a_refusal_and_never_in_erasure() {
        for kind in RequestKind::ALL {
            for outcome in RequestOutcome::ALL {
                let wanted = match (kind, outcome) {
                    (_, RequestOutcome::Refused) => true,
                    (RequestKind::Delete, outcome) => *outcome == RequestOutcome::Restricted,
                    (_, outcome) => *outcome == RequestOutcome::Done,
                };
                assert_eq!(may_end(*kind, *outcome), wanted, "{} {}", kind.id(), outcome.id());
            }
        }
    }

    #[test]
    fn every_term_has_its_own_word() {
        fn total<T: crate::Term + std::fmt::Debug>() {
            for t in T::ALL {
                assert_ne!(t.label(), t.id(), "{}", T::SET);
                assert_eq!(T::from_label(t.label()), Some(*t), "{}", T::SET);
            }
        }
        total::<Purpose>();
        total::<LegalBasis>();
        total::<ConsentAnswer>();
        total::<ConsentWay>();
        total::<RequestKind>();
        total::<RequestOutcome>();
    }
}
