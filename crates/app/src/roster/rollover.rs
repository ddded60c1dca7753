//! 升级 on 1 September: what each class becomes, shown first and then done in one transaction.

use domain::noun::{Class, Leaving, Stage, Student};
use domain::roster::{Rollover, Step, rollover, school_year_start};
use domain::{Date, Records, Term as _};

use super::batch::{Kind, write};
use crate::App;
use crate::error::{Code, Result};
use crate::rights::Right;
use crate::view::{RolloverRequest, RolloverStep, RolloverView, RosterDoneView};

/// The last grade of a senior school, of one with junior classes, and of a primary school.
const LAST: [i64; 3] = [12, 9, 6];
/// The first two digits of the 学校标识码 of a primary school.
const PRIMARY: &str = "21";

/// What the turn of the school year would do as of today; no steps before 1 September or once it is done.
///
/// # Errors
/// Those of the store.
pub fn rollover_view(app: &App) -> Result<RolloverView> {
    let home = app.home()?;
    home.require(Right::EditRoster)?;
    let today = app.roots.now().date();
    let records = home.ground(app)?;
    Ok(view(&records, &turn(&records, today), today))
}

/// Does what was shown.
///
/// # Errors
/// `RosterChanged` when the roster is not the one that was shown any more.
pub fn rollover_apply(app: &App, request: &RolloverRequest) -> Result<RosterDoneView> {
    let home = app.home()?;
    home.require(Right::EditRoster)?;
    let today = app.roots.now().date();
    let records = home.ground(app)?;
    let plan = turn(&records, today);
    if plan.steps.is_empty() || digest(&plan, &records, today) != request.digest {
        return Err(Code::RosterChanged.into());
    }
    let kind = Kind { id: "rollover", action: "roster.rollover", file: None, about: None };
    write(app, &home, &kind, |tx, changes| {
        // From the highest grade down: the name that a class takes is free by then.
        for step in &plan.steps {
            let Some(old) = records.class(&step.class_id) else { continue };
            let new = stepped(&records, old, &step.step);
            if changes.changed(old, &new) {
                store::table::class::update(tx, &new)?;
            }
            let Step::Graduates { left_on, reason, .. } = &step.step else { continue };
            for pupil in here(&records, &step.class_id, today) {
                let gone = Student { left: Some(Leaving { on: *left_on, reason: *reason }), ..pupil.clone() };
                changes.changed(pupil, &gone);
                store::table::student::update(tx, &gone)?;
            }
            store::table::class::recount(tx, &step.class_id)?;
        }
        Ok(())
    })
}

/// The classes that run, each with the last grade of its own school: a senior class does not leave after grade 9.
fn turn(records: &Records, today: Date) -> Rollover {
    let [senior, junior, primary] = LAST;
    let classes: Vec<Class> = records.classes.iter().filter(|c| c.is_here(today)).cloned().collect();
    let code = records.school.as_ref().map(|s| s.school_code.as_str()).unwrap_or_default();
    let only_primary = code.starts_with(PRIMARY) && classes.iter().all(|c| c.stage == Stage::Primary);
    let (high, others): (Vec<Class>, Vec<Class>) = classes.into_iter().partition(|c| c.stage == Stage::Senior);
    let mut all = rollover(&high, senior, today);
    let below = rollover(&others, if only_primary { primary } else { junior }, today);
    all.steps.extend(below.steps);
    all.unclear.extend(below.unclear);
    all
}

/// The name that a class is put away under. A senior class may have had the same one before.
fn archived(records: &Records, class_id: &str, name: &str) -> String {
    let taken = records.classes.iter().any(|c| c.id != class_id && c.name == name);
    let stage = records.class(class_id).filter(|_| taken).map(|c| c.stage.label());
    stage.map_or_else(|| name.to_owned(), |stage| format!("{name}（{stage}）"))
}

fn stepped(records: &Records, old: &Class, step: &Step) -> Class {
    match step {
        Step::Promoted { grade, name, stage } => {
            Class { grade: *grade, name: name.clone(), stage: *stage, ..old.clone() }
        }
        Step::Graduates { archived_name, left_on, .. } => {
            Class { name: archived(records, &old.id, archived_name), graduated_on: Some(*left_on), ..old.clone() }
        }
    }
}

fn here<'r>(records: &'r Records, class_id: &str, today: Date) -> impl Iterator<Item = &'r Student> {
    records.students.iter().filter(move |s| s.class_id == class_id && s.is_here(today))
}

fn digest(plan: &Rollover, records: &Records, today: Date) -> String {
    let pupils: Vec<usize> = plan.steps.iter().map(|s| here(records, &s.class_id, today).count()).collect();
    packet::encoding::sha256_hex(format!("{plan:?} {pupils:?}").as_bytes())
}

fn view(records: &Records, plan: &Rollover, today: Date) -> RolloverView {
    let step = |s: &domain::roster::ClassStep| {
        let pupils = u32::try_from(here(records, &s.class_id, today).count()).unwrap_or(u32::MAX);
        let (to, graduates) = match &s.step {
            Step::Promoted { name, .. } => (name.clone(), false),
            Step::Graduates { archived_name, .. } => (archived(records, &s.class_id, archived_name), true),
        };
        RolloverStep { class_id: s.class_id.clone(), from: s.from.clone(), to, graduates, pupils }
    };
    let name = |id: &String| records.class(id).map(|c| c.name.clone()).unwrap_or_default();
    RolloverView {
        digest: digest(plan, records, today),
        school_year: i32::try_from(school_year_start(today)).unwrap_or_default(),
        steps: plan.steps.iter().map(step).collect(),
        unclear: plan.unclear.iter().map(name).collect(),
    }
}

#[cfg(test)]
mod tests {
    use domain::SchoolFile;

    use super::*;

    const SAMPLE: &[u8] = include_bytes!("../../../../assets/sample/school.json");

    #[test]
    fn a_class_is_put_away_under_a_name_of_its_own() {
        let mut records = SchoolFile::parse(SAMPLE).unwrap().records;
        let last = records.classes.iter().find(|c| c.grade == 9).unwrap().clone();
        assert_eq!(archived(&records, &last.id, "2017级1班"), "2017级1班");
        records.classes[0].name = "2017级1班".to_owned();
        assert_eq!(archived(&records, &last.id, "2017级1班"), "2017级1班（初中）");
    }

    #[test]
    fn a_primary_school_ends_with_grade_six_and_another_one_goes_on() {
        let mut records = SchoolFile::parse(SAMPLE).unwrap().records;
        let day = "2026-09-01".parse().unwrap();
        let leaving = |records: &Records| {
            let of = |s: &&domain::roster::ClassStep| matches!(s.step, Step::Graduates { .. });
            turn(records, day).steps.iter().filter(of).filter_map(|s| records.class(&s.class_id)).map(|c| c.grade).max()
        };
        assert_eq!(leaving(&records), Some(9));
        records.classes.retain(|c| c.stage == Stage::Primary);
        assert_eq!(leaving(&records), None, "a nine-year school whose junior classes are not entered yet");
        if let Some(school) = &mut records.school {
            school.school_code = "2114999902".to_owned();
        }
        assert_eq!(leaving(&records), Some(6));
    }
}
