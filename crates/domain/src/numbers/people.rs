//! Numbers of pupils, staff and bodies.

use super::answer::{count, distinct};
use super::rows::{Row as _, count_all, count_where, entries};
use super::{Definition, Unit::Count};
use crate::noun::{Committee, Composition};
use crate::records::Records;
use crate::time::under_14;

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition::new("students", Count, |s| count_where(&s.records.students, |p| p.is_here(s.as_of))),
    Definition::new("classes", Count, |s| count_where(&s.records.classes, |c| c.is_here(s.as_of))),
    Definition::new("boarding", Count, |s| count_where(&s.records.students, |p| p.is_here(s.as_of) && p.boarding)),
    Definition::new("left_behind", Count, |s| {
        count_where(&s.records.students, |p| p.is_here(s.as_of) && p.left_behind)
    }),
    Definition::new("under14", Count, |s| {
        count_where(&s.records.students, |p| p.is_here(s.as_of) && under_14(p.birth_month, s.as_of))
    }),
    Definition::new("staff", Count, |s| count_where(&s.records.staff, |p| p.left_on.is_none_or(|day| s.as_of < day))),
    Definition::new("committee_members", Count, |s| {
        let members = governing_board(s.records).and_then(|(c, latest)| Some((c, latest?)));
        count(
            members
                .into_iter()
                .flat_map(|(c, latest)| (0..latest.member_ids.len()).map(move |i| c.row().part("member_ids", i))),
        )
    }),
    Definition::new("posts", Count, |s| count_all(&s.records.responsibility_list)),
    Definition::new("posts_staff", Count, |s| {
        distinct(entries(s.records.responsibility_list.iter(), "holder_ids", |d| &d.holder_ids))
    }),
    Definition::new("safety_officers", Count, |s| {
        let here = s.records.classes.iter().filter(|c| c.is_here(s.as_of));
        count(entries(here, "safety_officer_ids", |c| &c.safety_officer_ids).map(|(row, _)| row))
    }),
];

/// The 学生欺凌治理委员会 (未成年人学校保护规定 art. 19) and its latest composition.
pub fn governing_board(records: &Records) -> Option<(&Committee, Option<&Composition>)> {
    let board = records.committees.iter().find(|c| c.name.contains("治理委员会"))?;
    Some((board, board.compositions.iter().max_by_key(|c| c.from_on)))
}
