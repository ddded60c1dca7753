//! The steps between the states of each kind of concern: one table, in the order of the school file's `meta.transitions`,
//! with the name of each step and what has to be typed with it.

use super::actor::Actor;
use super::basis::Basis;
use super::words;
use crate::noun::ConcernKind::{self, Hazard, Sign, Suspected};

macro_rules! verbs {
    ($($(#[$doc:meta])* $variant:ident = $id:literal),+ $(,)?) => {
        /// The name of a step, as a button carries it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Verb { $($(#[$doc])* $variant),+ }

        impl Verb {
            /// Every verb, in the order of the life of a concern.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The stable id.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }
            /// The verb with this id.
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.id() == id)
            }
            /// The Chinese name.
            pub fn label(self) -> &'static str {
                words::word("verbs", self.id()).unwrap_or(self.id())
            }
        }
    };
}

verbs! {
    /// 开始初核.
    StartVerifying = "start_verifying",
    /// 开始干预.
    StartIntervening = "start_intervening",
    /// 转入跟踪, of a sign.
    StartTracking = "start_tracking",
    /// 出现反复，恢复干预.
    ResumeIntervening = "resume_intervening",
    /// 转为疑似欺凌: the same number, another kind.
    Upgrade = "upgrade",
    /// 开始整改.
    StartRectifying = "start_rectifying",
    /// 验收.
    Accept = "accept",
    /// 验收不合格或反弹，退回整改.
    ResumeRectifying = "resume_rectifying",
    /// 销项.
    StrikeOff = "strike_off",
    /// 开始调查.
    StartInvestigation = "start_investigation",
    /// 完成调查，提交认定.
    SubmitForDetermination = "submit_for_determination",
    /// 认定构成，开始处置.
    FindBullying = "find_bullying",
    /// 认定不构成，转一般纠纷.
    FindNotBullying = "find_not_bullying",
    /// 转入跟踪帮扶.
    StartSupport = "start_support",
    /// 移送公安.
    Transfer = "transfer",
    /// 受理申诉、复查.
    BeginReview = "begin_review",
    /// 申诉、复查办结.
    EndReview = "end_review",
    /// 结案.
    Close = "close",
    /// 重新启动调查.
    Reopen = "reopen",
}

/// What a person types with a step, beside its moment and a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Input {
    /// Why a closed case is opened: it happened again, or there are new facts.
    Ground,
    /// Start, members and methods of the investigation.
    Investigation,
    /// The end of the investigation and what it found.
    Finding,
    /// The determination with its minutes.
    Determination,
    /// What came of a sign or a hazard.
    Outcome,
    /// The cause.
    Cause,
    /// 举一反三: ledger items, or why none.
    Lesson,
    /// 反思.
    ReviewNote,
    /// To whom in the police it was handed over, and when.
    Transfer,
    /// What the police did.
    PoliceOutcome,
    /// The appeal or the county's acceptance.
    Review,
    /// What was decided about it.
    ReviewDecision,
    /// The forms of bullying that are suspected.
    Forms,
}

impl Input {
    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Ground => "ground",
            Self::Investigation => "investigation",
            Self::Finding => "finding",
            Self::Determination => "determination",
            Self::Outcome => "outcome",
            Self::Cause => "cause",
            Self::Lesson => "lesson",
            Self::ReviewNote => "review_note",
            Self::Transfer => "transfer",
            Self::PoliceOutcome => "police_outcome",
            Self::Review => "review",
            Self::ReviewDecision => "review_decision",
            Self::Forms => "forms",
        }
    }
}

/// One step of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// The kind of concern.
    pub kind: ConcernKind,
    /// The state it leads from.
    pub from: &'static str,
    /// The state it leads to.
    pub to: &'static str,
    /// Its name.
    pub verb: Verb,
}

const fn step(kind: ConcernKind, from: &'static str, to: &'static str, verb: Verb) -> Transition {
    Transition { kind, from, to, verb }
}

/// Every step.
pub const TRANSITIONS: &[Transition] = &[
    step(Sign, "registered", "verifying", Verb::StartVerifying),
    step(Sign, "verifying", "intervening", Verb::StartIntervening),
    step(Sign, "intervening", "tracking", Verb::StartTracking),
    step(Sign, "tracking", "struck_off", Verb::StrikeOff),
    step(Sign, "verifying", "upgraded", Verb::Upgrade),
    step(Sign, "intervening", "upgraded", Verb::Upgrade),
    step(Sign, "tracking", "upgraded", Verb::Upgrade),
    step(Sign, "tracking", "intervening", Verb::ResumeIntervening),
    step(Hazard, "registered", "verifying", Verb::StartVerifying),
    step(Hazard, "verifying", "rectifying", Verb::StartRectifying),
    step(Hazard, "rectifying", "accepted", Verb::Accept),
    step(Hazard, "accepted", "struck_off", Verb::StrikeOff),
    step(Hazard, "accepted", "rectifying", Verb::ResumeRectifying),
    step(Suspected, "registered", "verifying", Verb::StartVerifying),
    step(Suspected, "verifying", "investigating", Verb::StartInvestigation),
    step(Suspected, "investigating", "pending_determination", Verb::SubmitForDetermination),
    step(Suspected, "pending_determination", "handling", Verb::FindBullying),
    step(Suspected, "handling", "tracking", Verb::StartSupport),
    step(Suspected, "tracking", "closed", Verb::Close),
    step(Suspected, "registered", "investigating", Verb::StartInvestigation),
    step(Suspected, "pending_determination", "ordinary_dispute", Verb::FindNotBullying),
    step(Suspected, "ordinary_dispute", "closed", Verb::Close),
    step(Suspected, "registered", "transferred", Verb::Transfer),
    step(Suspected, "verifying", "transferred", Verb::Transfer),
    step(Suspected, "investigating", "transferred", Verb::Transfer),
    step(Suspected, "pending_determination", "transferred", Verb::Transfer),
    step(Suspected, "ordinary_dispute", "transferred", Verb::Transfer),
    step(Suspected, "handling", "transferred", Verb::Transfer),
    step(Suspected, "tracking", "transferred", Verb::Transfer),
    step(Suspected, "transferred", "closed", Verb::Close),
    step(Suspected, "ordinary_dispute", "under_review", Verb::BeginReview),
    step(Suspected, "handling", "under_review", Verb::BeginReview),
    step(Suspected, "tracking", "under_review", Verb::BeginReview),
    step(Suspected, "closed", "under_review", Verb::BeginReview),
    step(Suspected, "under_review", "ordinary_dispute", Verb::EndReview),
    step(Suspected, "under_review", "handling", Verb::EndReview),
    step(Suspected, "under_review", "tracking", Verb::EndReview),
    step(Suspected, "under_review", "closed", Verb::EndReview),
    step(Suspected, "under_review", "pending_determination", Verb::EndReview),
    step(Suspected, "closed", "investigating", Verb::Reopen),
];

/// The steps from a state, in the order of the table.
pub fn from(kind: ConcernKind, state: &str) -> impl Iterator<Item = &'static Transition> {
    TRANSITIONS.iter().filter(move |t| t.kind == kind && t.from == state)
}

/// The step between two states.
pub fn between(kind: ConcernKind, from: &str, to: &str) -> Option<&'static Transition> {
    TRANSITIONS.iter().find(|t| t.kind == kind && t.from == from && t.to == to)
}

/// Whether another round begins between these states of a suspected incident.
pub(super) fn begins_round(from: &str, to: &str) -> bool {
    matches!((from, to), ("closed", "investigating") | ("under_review", "pending_determination"))
}

impl Transition {
    /// What is typed with the step.
    pub fn inputs(&self) -> &'static [Input] {
        match (self.verb, self.from) {
            (Verb::StartInvestigation, _) => &[Input::Investigation],
            (Verb::Reopen, _) => &[Input::Ground, Input::Investigation],
            (Verb::SubmitForDetermination, _) => &[Input::Finding, Input::Cause],
            (Verb::FindBullying | Verb::FindNotBullying, _) => &[Input::Determination],
            (Verb::Upgrade, _) => &[Input::Forms],
            (Verb::StrikeOff, _) => &[Input::Cause, Input::Outcome],
            (Verb::Accept, _) => &[Input::Lesson],
            (Verb::Transfer, _) => &[Input::Transfer],
            (Verb::BeginReview, _) => &[Input::Review],
            (Verb::EndReview, _) => &[Input::ReviewDecision],
            (Verb::Close, "transferred") => &[Input::PoliceOutcome, Input::Lesson, Input::ReviewNote],
            (Verb::Close, "ordinary_dispute") => &[Input::Lesson],
            (Verb::Close, _) => &[Input::Lesson, Input::ReviewNote],
            _ => &[],
        }
    }

    /// Whose business the step is, by the table of roles: the daily work is the 政教主任's, a matter that names a person
    /// 责任人 is moved by them up to 跟踪 or 已验收, and the chair of the 申诉委员会 moves a case into and out of 申诉/复查.
    pub fn actors(&self) -> &'static [Actor] {
        use Actor::*;
        match self.verb {
            Verb::StartVerifying => &[DisciplineDirector, Principal, Owner, Receiver, HomeroomTeacher],
            Verb::StartIntervening
            | Verb::StartTracking
            | Verb::ResumeIntervening
            | Verb::Upgrade
            | Verb::StartSupport => &[DisciplineDirector, Principal, Owner, HomeroomTeacher],
            Verb::StartRectifying => &[DisciplineDirector, Principal, Owner, LedgerOwner],
            Verb::Accept | Verb::ResumeRectifying => {
                &[DisciplineDirector, Principal, DeputyPrincipal, Owner, LedgerVerifier]
            }
            Verb::StartInvestigation | Verb::SubmitForDetermination | Verb::FindBullying | Verb::FindNotBullying => {
                &[DisciplineDirector, Principal, Owner]
            }
            Verb::Transfer => &[DisciplineDirector, Principal, DeputyPrincipal],
            Verb::BeginReview | Verb::EndReview => &[AppealsChair, DisciplineDirector, DeputyPrincipal, Principal],
            Verb::StrikeOff | Verb::Close | Verb::Reopen => &[DisciplineDirector, Principal],
        }
    }

    /// What the step rests on.
    pub fn basis(&self) -> &'static [Basis] {
        match self.verb {
            Verb::StartVerifying if self.kind == Suspected => &[Basis::School23, Basis::NoticeReports],
            Verb::StartVerifying | Verb::StartIntervening | Verb::StartTracking | Verb::ResumeIntervening => {
                &[Basis::NoticeHazards, Basis::School22]
            }
            Verb::Upgrade => &[Basis::School23, Basis::NoticeHazards],
            Verb::StartRectifying | Verb::Accept | Verb::ResumeRectifying | Verb::StrikeOff => &[Basis::NoticeHazards],
            Verb::StartInvestigation | Verb::Reopen => &[Basis::School23, Basis::Plan2017],
            Verb::SubmitForDetermination => &[Basis::School23],
            Verb::FindBullying => &[Basis::Minors39, Basis::Minors130, Basis::School23],
            Verb::FindNotBullying => &[Basis::Minors130, Basis::School23, Basis::Plan2017],
            Verb::StartSupport => &[Basis::Minors39, Basis::NoticeHandling],
            Verb::Transfer => &[Basis::Minors39, Basis::NoticeHandling, Basis::School23],
            Verb::BeginReview | Verb::EndReview => &[Basis::Discipline17, Basis::Plan2017],
            Verb::Close => &[Basis::Minors39, Basis::NoticeHandling, Basis::NoticeLasting],
        }
    }

    /// The kind and state of the concern once the step is taken. 苗头→事件 keeps the number: the sign ends as `upgraded` and
    /// goes on at once as a suspected incident that is registered.
    pub fn becomes(&self) -> (ConcernKind, &'static str) {
        if self.verb == Verb::Upgrade { (Suspected, "registered") } else { (self.kind, self.to) }
    }

    /// Whether another round begins with it: a closed case is opened again, or a determination was revoked.
    pub fn begins_round(&self) -> bool {
        begins_round(self.from, self.to)
    }
}
