//! Who may do what: one table, asked at the start of every use case and never only hidden in the window.

use domain::Term as _;
use domain::noun::Post;

/// What a use case needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Right {
    /// See lists and single records.
    ReadRecords,
    /// Add staff, classes and pupils.
    EditRoster,
    /// Record a concern that was seen.
    RecordConcern,
    /// Record a ledger item.
    RecordLedger,
    /// Record a pact.
    RecordPact,
    /// Make, sign and hand over packets.
    SignPackets,
    /// Save, send and receipt packets that were signed.
    DeliverPackets,
    /// Trust a bureau, request and take certificates.
    EditBureau,
}

impl Right {
    /// Every right.
    pub const ALL: &'static [Self] = &[
        Self::ReadRecords,
        Self::EditRoster,
        Self::RecordConcern,
        Self::RecordLedger,
        Self::RecordPact,
        Self::SignPackets,
        Self::DeliverPackets,
        Self::EditBureau,
    ];
}

/// The rights of one post.
const fn rights_of(post: Post) -> &'static [Right] {
    use Right::{
        DeliverPackets, EditBureau, EditRoster, ReadRecords, RecordConcern, RecordLedger, RecordPact, SignPackets,
    };
    match post {
        Post::Principal => {
            &[ReadRecords, EditRoster, RecordConcern, RecordLedger, RecordPact, SignPackets, DeliverPackets, EditBureau]
        }
        Post::DeputyPrincipal => &[ReadRecords, RecordConcern, RecordLedger],
        Post::DisciplineDirector => &[ReadRecords, EditRoster, RecordConcern, RecordLedger, RecordPact, DeliverPackets],
        Post::HomeroomTeacher | Post::Counsellor | Post::Staff => &[RecordConcern],
    }
}

/// Whether any of these posts carries the right.
pub fn may(posts: &[Post], right: Right) -> bool {
    posts.iter().any(|p| rights_of(*p).contains(&right))
}

/// The posts behind their ids; unknown ids carry nothing.
pub fn posts_from_ids<'a>(ids: impl IntoIterator<Item = &'a str>) -> Vec<Post> {
    ids.into_iter().filter_map(Post::from_id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_principal_signs_and_the_principal_may_everything() {
        for post in Post::ALL {
            assert_eq!(may(&[*post], Right::SignPackets), *post == Post::Principal, "{}", post.id());
        }
        for right in Right::ALL {
            assert!(may(&[Post::Principal], *right), "{right:?}");
            assert!(!may(&[], *right), "{right:?}");
        }
    }
}
