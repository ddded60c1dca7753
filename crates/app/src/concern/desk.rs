//! Who sits at the form of a new concern, and what this person may enter: a homeroom teacher what others tell of the own
//! class and what was seen anywhere; a call may reach any other member of staff, so nobody else is bound.

use domain::Records;
use domain::noun::{Post, Reporter, ReporterKind};

use crate::error::Result;
use crate::home::OpenHome;
use crate::rights::Right;

/// The person at the form.
pub(super) struct Desk {
    /// The staff id.
    pub(super) person: String,
    /// Who is in charge of a concern for which nobody is named.
    pub(super) in_charge: String,
    /// Whether everything may be entered.
    handles: bool,
    /// Whether there is an own class.
    teaches: bool,
}

impl Desk {
    /// Finds out.
    ///
    /// # Errors
    /// Those of the store.
    pub(super) fn new(home: &OpenHome) -> Result<Self> {
        let person = home.person_id().to_owned();
        let accounts = home.read(store::account::list)?;
        let with = |post: Post| accounts.iter().find(|a| !a.disabled && a.posts.contains(&post));
        let in_charge = with(Post::DisciplineDirector).or_else(|| with(Post::Principal)).map(|a| a.staff_id.clone());
        let handles = home.holds(Right::HandleConcern);
        let teaches = home.holds(Right::ReadOwnClass);
        Ok(Self { in_charge: in_charge.unwrap_or_else(|| person.clone()), person, handles, teaches })
    }

    /// The classes of which the person is the homeroom teacher.
    fn own<'r>(&self, records: &'r Records) -> Vec<&'r str> {
        let mine = |teacher: Option<&str>| self.teaches && teacher == Some(self.person.as_str());
        let classes = records.classes.iter().filter(|c| mine(c.homeroom_teacher_id.as_deref()));
        classes.map(|c| c.id.as_str()).collect()
    }

    /// The fields that go beyond what the person may enter, each with its rule.
    pub(super) fn beyond(
        &self,
        records: &Records,
        class: Option<&str>,
        pupils: &[&str],
        reporter: Option<&Reporter>,
    ) -> Vec<(&'static str, &'static str)> {
        let mut all = Vec::new();
        if self.handles || !self.teaches {
            return all;
        }
        // What somebody saw may be of any class; what others tell a homeroom teacher is of the own class.
        let seen = |r: &Reporter| r.kind == ReporterKind::Staff && r.staff_id.as_deref() == Some(self.person.as_str());
        if reporter.is_none_or(seen) {
            return all;
        }
        let own = self.own(records);
        let of_own = |id: &&str| records.student(id).is_some_and(|s| own.contains(&s.class_id.as_str()));
        if class.is_some_and(|id| !own.contains(&id)) {
            all.push(("classId", "not_own_class"));
        }
        if class.is_none() && !pupils.is_empty() && !pupils.iter().any(of_own) {
            all.push(("involved", "pupil_of_own_class"));
        }
        all
    }
}
