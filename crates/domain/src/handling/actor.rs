//! Who may take a step: by post, or because the matter names the person.

use super::case::Case;
use super::words;
use crate::noun::Post;

/// A person as the rules see them.
#[derive(Debug, Clone, Copy)]
pub struct Person<'a> {
    /// The staff id.
    pub id: &'a str,
    /// The posts held, delegated ones included.
    pub posts: &'a [Post],
}

/// A ground on which a person may take a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Actor {
    /// 校长.
    Principal,
    /// 分管副校长.
    DeputyPrincipal,
    /// 政教主任.
    DisciplineDirector,
    /// 心理教师.
    Counsellor,
    /// 班主任 of the class that the concern is filed under, or of a victim.
    HomeroomTeacher,
    /// 责任人.
    Owner,
    /// Who received the report.
    Receiver,
    /// 责任人 of a linked ledger item.
    LedgerOwner,
    /// 验收人 of a linked ledger item.
    LedgerVerifier,
    /// The chair of the 申诉委员会.
    AppealsChair,
}

impl Actor {
    /// Every ground.
    pub const ALL: &'static [Self] = &[
        Self::Principal,
        Self::DeputyPrincipal,
        Self::DisciplineDirector,
        Self::Counsellor,
        Self::HomeroomTeacher,
        Self::Owner,
        Self::Receiver,
        Self::LedgerOwner,
        Self::LedgerVerifier,
        Self::AppealsChair,
    ];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Principal => "principal",
            Self::DeputyPrincipal => "deputy_principal",
            Self::DisciplineDirector => "discipline_director",
            Self::Counsellor => "counsellor",
            Self::HomeroomTeacher => "homeroom_teacher",
            Self::Owner => "owner",
            Self::Receiver => "receiver",
            Self::LedgerOwner => "ledger_owner",
            Self::LedgerVerifier => "ledger_verifier",
            Self::AppealsChair => "appeals_chair",
        }
    }

    /// The Chinese word.
    pub fn label(self) -> &'static str {
        words::word("actors", self.id()).unwrap_or(self.id())
    }

    /// Whether this ground holds for the person in this case.
    pub fn holds(self, case: &Case<'_>, who: Person<'_>) -> bool {
        let post = |p: Post| who.posts.contains(&p);
        let c = case.concern;
        match self {
            Self::Principal => post(Post::Principal),
            Self::DeputyPrincipal => post(Post::DeputyPrincipal),
            Self::DisciplineDirector => post(Post::DisciplineDirector),
            Self::Counsellor => post(Post::Counsellor),
            Self::HomeroomTeacher => {
                let own = c.class_id.as_deref().and_then(|id| case.ground.classes.get(id));
                let filed = own.is_some_and(|class| class.homeroom_teacher_id.as_deref() == Some(who.id));
                let victims = case.pupils(&[crate::noun::Role::Victim]);
                filed || victims.iter().any(|s| case.ground.homeroom_teacher_of(s) == Some(who.id))
            }
            Self::Owner => c.owner_id == who.id,
            Self::Receiver => c.received_by_id == who.id,
            Self::LedgerOwner => case.ledger.iter().any(|l| l.owner_id == who.id),
            Self::LedgerVerifier => {
                case.ledger.iter().any(|l| l.verifier_id.as_deref() == Some(who.id) && l.owner_id != who.id)
            }
            Self::AppealsChair => case.ground.appeals_committee().is_some_and(|a| a.chair_id == who.id),
        }
    }
}
