//! Whose name somebody may read: one table of post and relation to the matter, from which every list, page, choice and
//! sentence follows (未成年人网络保护条例 art. 36: the least that the work needs; 未成年人学校保护规定 art. 10).

use crate::mask::mask_name;
use crate::noun::Post::{self, Counsellor, DeputyPrincipal, DisciplineDirector, HomeroomTeacher, Principal, Staff};
use crate::noun::Student;

/// How a pupil's name is shown, the most hidden first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shown {
    /// By the random code, which tells nothing.
    Pseudonym,
    /// `张*三`: enough to recognise whom one knows.
    Masked,
    /// Whole, with number and month of birth.
    Full,
}

/// How the person at the keyboard stands to a pupil, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The matter is the person's own: responsible for it, received or reported it, decides on its appeal.
    Handling,
    /// The pupil is of the person's own class.
    OwnClass,
    /// The pupil was referred to the person for counselling.
    Counselled,
    /// Another pupil of a matter that the person sees for one of the reasons above.
    SharedCase,
    /// The person sees the matter for a ledger item that names it, and has to mend a thing, not to know children.
    LedgerLink,
    /// A pupil of the roster, outside any matter.
    Elsewhere,
}

impl Relation {
    /// Every relation.
    pub const ALL: [Self; 6] =
        [Self::Handling, Self::OwnClass, Self::Counselled, Self::SharedCase, Self::LedgerLink, Self::Elsewhere];
}

const EVERYBODY: &[Post] = &[Principal, DeputyPrincipal, DisciplineDirector, HomeroomTeacher, Counsellor, Staff];
const LEADERS: &[Post] = &[Principal, DeputyPrincipal, DisciplineDirector];
const NONE: &[Post] = &[];

/// Each relation with the posts that read the name whole, and those that read it masked; every other post reads the
/// pseudonym.
const TABLE: &[(Relation, &[Post], &[Post])] = &[
    (Relation::Handling, EVERYBODY, NONE),
    (Relation::OwnClass, &[Principal, DeputyPrincipal, DisciplineDirector, HomeroomTeacher], &[Counsellor, Staff]),
    (Relation::Counselled, &[Principal, DeputyPrincipal, DisciplineDirector, Counsellor], &[HomeroomTeacher, Staff]),
    (Relation::SharedCase, LEADERS, &[HomeroomTeacher, Counsellor, Staff]),
    (Relation::LedgerLink, LEADERS, NONE),
    (Relation::Elsewhere, LEADERS, &[HomeroomTeacher, Counsellor, Staff]),
];

/// How somebody with these posts reads the name of a pupil. `restricted`: the guardians asked for deletion and the school
/// keeps the record closed instead (个人信息保护法 art. 47), so that only the principal and who handles the matter read it.
pub fn shown(posts: &[Post], relation: Relation, restricted: bool) -> Shown {
    let Some((_, full, masked)) = TABLE.iter().find(|(of, _, _)| *of == relation) else { return Shown::Pseudonym };
    let any = |allowed: &[Post]| posts.iter().any(|post| allowed.contains(post));
    if restricted && relation != Relation::Handling && !posts.contains(&Principal) {
        return Shown::Pseudonym;
    }
    match (any(full), any(masked)) {
        (true, _) => Shown::Full,
        (false, true) => Shown::Masked,
        (false, false) => Shown::Pseudonym,
    }
}

/// The pupil's name as it is shown.
pub fn name_of(student: &Student, shown: Shown) -> String {
    match shown {
        Shown::Full => student.name.clone(),
        Shown::Masked => mask_name(&student.name),
        Shown::Pseudonym => student.pseudonym.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Term as _;

    #[test]
    fn every_relation_stands_in_the_table_once_and_no_post_twice_in_a_row() {
        assert_eq!(TABLE.len(), Relation::ALL.len());
        for relation in Relation::ALL {
            let rows: Vec<_> = TABLE.iter().filter(|(of, _, _)| *of == relation).collect();
            assert_eq!(rows.len(), 1, "{relation:?}");
            let (_, full, masked) = rows[0];
            assert!(full.iter().all(|post| !masked.contains(post)), "{relation:?}");
        }
    }

    #[test]
    fn each_post_reads_what_its_work_needs() {
        use Relation::*;
        use Shown::*;
        let table: [(Post, [Shown; 6]); 6] = [
            (Principal, [Full, Full, Full, Full, Full, Full]),
            (DeputyPrincipal, [Full, Full, Full, Full, Full, Full]),
            (DisciplineDirector, [Full, Full, Full, Full, Full, Full]),
            (HomeroomTeacher, [Full, Full, Masked, Masked, Pseudonym, Masked]),
            (Counsellor, [Full, Masked, Full, Masked, Pseudonym, Masked]),
            (Staff, [Full, Masked, Masked, Masked, Pseudonym, Masked]),
        ];
        assert_eq!(table.map(|(post, _)| post).as_slice(), Post::ALL);
        for (post, row) in table {
            let relations = [Handling, OwnClass, Counselled, SharedCase, LedgerLink, Elsewhere];
            for (relation, wanted) in relations.into_iter().zip(row) {
                assert_eq!(shown(&[post], relation, false), wanted, "{} {relation:?}", post.id());
            }
        }
    }

    #[test]
    fn several_posts_read_what_the_widest_of_them_reads_and_nobody_reads_nothing() {
        assert_eq!(shown(&[Staff, HomeroomTeacher], Relation::OwnClass, false), Shown::Full);
        assert_eq!(shown(&[Staff, Counsellor], Relation::LedgerLink, false), Shown::Pseudonym);
        for relation in Relation::ALL {
            assert_eq!(shown(&[], relation, false), Shown::Pseudonym, "{relation:?}");
        }
    }

    #[test]
    fn a_restricted_pupil_is_read_by_the_principal_and_in_the_own_matter_only() {
        for post in Post::ALL {
            for relation in Relation::ALL {
                let open = *post == Principal || relation == Relation::Handling;
                let wanted = if open { shown(&[*post], relation, false) } else { Shown::Pseudonym };
                assert_eq!(shown(&[*post], relation, true), wanted, "{} {relation:?}", post.id());
            }
        }
    }
}
