//! 升级 on 1 September: what each class becomes. The grade follows from the year of entry, so running it twice changes
//! nothing, and a year that was forgotten is caught up.

use chrono::Datelike as _;

use crate::noun::{Class, LeftReason, Stage};
use crate::time::Date;
use crate::validate::ClassName;

/// The year in which the school year of `day` began: it runs from 1 September to 31 August.
#[must_use]
pub fn school_year_start(day: Date) -> i64 {
    i64::from(day.year()) - i64::from(day.month() < 9)
}

/// The grade in which a cohort entered: a nine-year school counts from grade 1, a senior school from grade 10.
pub(super) const fn first_grade(stage: Stage) -> i64 {
    match stage {
        Stage::Primary | Stage::Junior => 1,
        Stage::Senior => 10,
    }
}

/// What a class becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The next grade, or a later one where years were forgotten.
    Promoted {
        /// The new grade.
        grade: i64,
        /// The new canonical name.
        name: String,
        /// The stage of the new grade.
        stage: Stage,
    },
    /// 毕业: its pupils are marked [`LeftReason::Graduated`] and the class is put away under a name that no running class
    /// has. Nothing is deleted.
    Graduates {
        /// The name it is kept under.
        archived_name: String,
        /// The first day on which the pupils are no longer there: 1 September of the year they finished.
        left_on: Date,
        /// Always [`LeftReason::Graduated`].
        reason: LeftReason,
    },
}

/// A class and its step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassStep {
    /// The id of the class.
    pub class_id: String,
    /// Its name now.
    pub from: String,
    /// What it becomes.
    pub step: Step,
}

/// What the year's turn would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rollover {
    /// The year in which the school year began.
    pub school_year: i64,
    /// From the highest grade down, so that done one after the other no two classes ever share a name.
    pub steps: Vec<ClassStep>,
    /// Ids of classes whose grade lies above what their year of entry gives; a person has to look.
    pub unclear: Vec<String>,
}

/// Works out the year's turn. `classes` are those that run (graduated ones left out); `last_grade` is the school's
/// highest: 9 for a nine-year school, 6 for a primary school.
#[must_use]
pub fn rollover(classes: &[Class], last_grade: i64, today: Date) -> Rollover {
    let year = school_year_start(today);
    let mut steps = Vec::new();
    let mut unclear = Vec::new();
    for class in classes {
        let first = first_grade(class.stage);
        let grade = year - class.entry_year + first;
        if grade < class.grade {
            unclear.push(class.id.clone());
        }
        if grade <= class.grade {
            continue;
        }
        let step = if grade > last_grade {
            let finished = class.entry_year + last_grade - first + 1;
            let left_on = i32::try_from(finished).ok().and_then(|y| Date::from_ymd_opt(y, 9, 1)).unwrap_or(today);
            Step::Graduates {
                archived_name: format!("{}级{}班", class.entry_year, class.class_no),
                left_on,
                reason: LeftReason::Graduated,
            }
        } else {
            let name = ClassName { grade, class_no: class.class_no };
            Step::Promoted { grade, name: name.canonical(), stage: name.stage() }
        };
        steps.push((class.grade, ClassStep { class_id: class.id.clone(), from: class.name.clone(), step }));
    }
    steps.sort_by_key(|(grade, _)| std::cmp::Reverse(*grade));
    Rollover { school_year: year, steps: steps.into_iter().map(|(_, s)| s).collect(), unclear }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(id: &str, grade: i64, entry_year: i64) -> Class {
        let name = ClassName { grade, class_no: 1 };
        Class {
            id: id.into(),
            name: name.canonical(),
            grade,
            class_no: 1,
            stage: name.stage(),
            entry_year,
            cohort: format!("{entry_year}级"),
            enrolment: 0,
            homeroom_teacher_id: None,
            room: None,
            safety_officer_ids: Vec::new(),
            graduated_on: None,
        }
    }

    #[test]
    fn every_class_goes_up_once_on_the_first_of_september() {
        let classes: Vec<Class> = (1..=9).map(|g| class(&format!("c{g}"), g, 2026 - g)).collect();
        let before = rollover(&classes, 9, "2026-08-31".parse().unwrap());
        assert_eq!((before.steps.len(), before.unclear.len()), (0, 0), "nothing before the day");
        let plan = rollover(&classes, 9, "2026-09-01".parse().unwrap());
        assert_eq!(plan.steps.len(), 9);
        let Step::Graduates { archived_name, left_on, reason } = &plan.steps[0].step else { panic!() };
        assert_eq!(
            (archived_name.as_str(), left_on.to_string().as_str(), *reason),
            ("2017级1班", "2026-09-01", LeftReason::Graduated)
        );
        assert_eq!(
            plan.steps[3].step,
            Step::Promoted { grade: 7, name: "七年级1班".into(), stage: Stage::Junior },
            "from primary to junior"
        );
        // Done in this order, no name is ever taken.
        let mut names: Vec<String> = classes.iter().map(|c| c.name.clone()).collect();
        let mut done = classes.clone();
        for step in &plan.steps {
            let to = match &step.step {
                Step::Promoted { name, grade, stage } => {
                    let one = done.iter_mut().find(|c| c.id == step.class_id).unwrap();
                    (one.grade, one.stage) = (*grade, *stage);
                    name
                }
                Step::Graduates { archived_name, .. } => {
                    done.retain(|c| c.id != step.class_id);
                    archived_name
                }
            };
            assert!(!names.contains(to), "{to}");
            *names.iter_mut().find(|n| **n == step.from).unwrap() = to.clone();
        }
        assert_eq!(rollover(&done, 9, "2026-09-02".parse().unwrap()).steps, [], "twice does nothing");
    }

    #[test]
    fn a_forgotten_year_is_caught_up_and_a_grade_too_high_is_for_a_person() {
        let plan = rollover(&[class("a", 8, 2018), class("b", 3, 2025)], 9, "2028-03-01".parse().unwrap());
        let Step::Graduates { left_on, .. } = &plan.steps[0].step else { panic!() };
        assert_eq!(left_on.to_string(), "2027-09-01", "the year they finished, not the year it was noticed");
        assert_eq!(plan.unclear, Vec::<String>::new());
        assert_eq!(plan.steps.len(), 1, "grade 3 is right for entry in 2025");
        let high = rollover(&[class("c", 9, 2020)], 9, "2026-09-01".parse().unwrap());
        assert_eq!(high.unclear, ["c"]);
        let senior = rollover(&[class("d", 10, 2025)], 12, "2026-09-01".parse().unwrap());
        assert!(matches!(&senior.steps[0].step, Step::Promoted { name, .. } if name == "高二1班"));
        let primary = rollover(&[class("e", 6, 2020)], 6, "2026-09-01".parse().unwrap());
        assert!(matches!(&primary.steps[0].step, Step::Graduates { .. }));
    }

    #[test]
    fn leaving_and_coming_back() {
        use super::super::pupil::{Pupil, Standing, StandingFault};
        let mut pupil = super::super::pupil_plan::tests::pupil("s1", "20250101", "张三");
        let day = |d: &str| d.parse::<Date>().unwrap();
        pupil.joined_on = Some(day("2025-09-01"));
        let today = day("2026-06-26");
        let leave = |p: &mut Pupil, on: &str| p.leave(day(on), LeftReason::Transferred, today);
        assert_eq!(leave(&mut pupil, "2026-06-27"), Err(StandingFault::InFuture));
        assert_eq!(leave(&mut pupil, "2025-08-31"), Err(StandingFault::TooEarly));
        assert_eq!(pupil.come_back(today, today), Err(StandingFault::Present));
        assert_eq!(leave(&mut pupil, "2026-03-01"), Ok(()));
        assert_eq!(leave(&mut pupil, "2026-03-02"), Err(StandingFault::LeftAlready));
        assert_eq!(pupil.come_back(day("2026-02-01"), today), Err(StandingFault::TooEarly));
        assert_eq!(pupil.come_back(day("2026-05-01"), today), Ok(()));
        assert_eq!(pupil.standing, Standing::Present);
    }
}
