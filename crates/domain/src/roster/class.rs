//! The dry run of a table of classes: the key is grade and number.

use std::collections::HashMap;

use super::code::{Fault, FaultCode, Note, WarningCode};
use super::field::Field;
use super::header::Header;
use super::outcome::{Changes, Outcome, RowPlan, Tally};
use super::pupil_plan::notes_of;
use super::pupil_row::{class, line};
use super::rollover::{first_grade, school_year_start};
use super::row::{Reading, data};
use crate::grid::Sheet;
use crate::noun::{Class, Staff, Stage};
use crate::roster::cell;
use crate::time::Date;
use crate::validate::ClassName;

/// A class as it would be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassDraft {
    /// Empty for a class that is to be added.
    pub id: String,
    /// The canonical name.
    pub name: String,
    /// 1 to 12.
    pub grade: i64,
    /// 1 to 99.
    pub class_no: i64,
    /// 学段 in a six-three-three school.
    pub stage: Stage,
    /// The year in which the class began grade 1, or grade 10.
    pub entry_year: i64,
    /// `2019级`.
    pub cohort: String,
    /// The id of the homeroom teacher.
    pub homeroom_teacher_id: Option<String>,
    /// The room.
    pub room: Option<String>,
}

impl ClassDraft {
    /// A class of this name in the school year that began in `school_year_start`, without teacher and room.
    #[must_use]
    pub fn new(name: &ClassName, school_year_start: i64) -> Self {
        let entry_year = school_year_start - (name.grade - first_grade(name.stage()));
        Self {
            id: String::new(),
            name: name.canonical(),
            grade: name.grade,
            class_no: name.class_no,
            stage: name.stage(),
            entry_year,
            cohort: format!("{entry_year}级"),
            homeroom_teacher_id: None,
            room: None,
        }
    }
    /// The class to keep: one of this name that was taken back is taken up again with its teacher and room, since the name
    /// is its own; otherwise a new one under the id that `id` gives.
    #[must_use]
    pub fn taken_up(self, classes: &[Class], id: impl FnOnce() -> String) -> Class {
        if let Some(old) = classes.iter().find(|c| c.name == self.name) {
            return Class { graduated_on: None, ..old.clone() };
        }
        Class {
            id: id(),
            name: self.name,
            grade: self.grade,
            class_no: self.class_no,
            stage: self.stage,
            entry_year: self.entry_year,
            cohort: self.cohort,
            enrolment: 0,
            homeroom_teacher_id: None,
            room: None,
            safety_officer_ids: Vec::new(),
            graduated_on: None,
        }
    }

    fn of(class: &Class) -> Self {
        Self {
            id: class.id.clone(),
            name: class.name.clone(),
            grade: class.grade,
            class_no: class.class_no,
            stage: class.stage,
            entry_year: class.entry_year,
            cohort: class.cohort.clone(),
            homeroom_teacher_id: class.homeroom_teacher_id.clone(),
            room: class.room.clone(),
        }
    }
}

/// The dry run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassPlan {
    /// Each row of the table.
    pub rows: Vec<RowPlan<ClassDraft>>,
    /// What concerns the whole table.
    pub notes: Vec<Note>,
}

impl ClassPlan {
    /// How many rows of each kind.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally::of(&self.rows)
    }
}

/// Says, row by row, what an import of classes would do. A teacher is named by the name; one that nobody or several
/// have is left out with a warning.
#[must_use]
pub fn plan_classes(classes: &[Class], staff: &[Staff], sheet: &Sheet, header: &Header, today: Date) -> ClassPlan {
    let year = school_year_start(today);
    let mut rows = Vec::new();
    let mut readings = Vec::new();
    for row in data(sheet, header) {
        let mut reading = Reading::new(row, &header.mapping);
        match reading.skip(&header.mapping, &[Field::Class, Field::Grade]) {
            Some(reason) => rows.push(RowPlan::skipped(row.number, String::new(), reason)),
            None => {
                let name = class(&mut reading, year);
                if name.is_none() && reading.faults.is_empty() {
                    reading.fault(FaultCode::ClassMissing, Field::Class, "");
                }
                readings.push((reading, name));
            }
        }
    }
    let mut places: HashMap<(i64, i64), Vec<u32>> = HashMap::new();
    for (reading, name) in &readings {
        if let Some(name) = name {
            places.entry((name.grade, name.class_no)).or_default().push(reading.number());
        }
    }
    for (mut reading, name) in readings {
        let number = reading.number();
        let label = name.as_ref().map_or_else(|| reading.label(Field::Class), ClassName::canonical);
        let same = name.as_ref().and_then(|n| places.get(&(n.grade, n.class_no))).filter(|p| p.len() > 1);
        if let Some(same) = same {
            let rows = same.iter().copied().filter(|n| *n != number).collect();
            let (field, value) = (Some(Field::Class), label.clone());
            reading.faults.push(Fault { code: FaultCode::ClassTwice, field, value, rows });
        }
        let teacher = teacher(&mut reading, staff);
        let room = reading.take(Field::Room, |t, _| line(t));
        let Some(name) = name.filter(|_| reading.faults.is_empty()) else {
            rows.push(RowPlan::refused(number, label, reading.faults, reading.warnings));
            continue;
        };
        let kept = classes.iter().find(|c| c.grade == name.grade && c.class_no == name.class_no);
        let mut target = kept.map_or_else(|| ClassDraft::new(&name, year), ClassDraft::of);
        let mut changes = Changes::default();
        let maybe = |t: &Option<String>| t.clone().unwrap_or_default();
        let name_of = |id: &Option<String>| {
            staff.iter().find(|s| Some(&s.id) == id.as_ref()).map(|s| s.name.clone()).unwrap_or_default()
        };
        changes.take(Field::HomeroomTeacher, &mut target.homeroom_teacher_id, teacher.map(Some), name_of);
        changes.take(Field::Room, &mut target.room, room.map(Some), maybe);
        let outcome = match kept {
            None => Outcome::Added,
            Some(_) if changes.0.is_empty() => Outcome::Unchanged,
            Some(_) => Outcome::Changed(changes.0),
        };
        let target = (outcome != Outcome::Unchanged).then_some(target);
        rows.push(RowPlan { number, label, outcome, warnings: reading.warnings, target });
    }
    rows.sort_by_key(|r| r.number);
    ClassPlan { rows, notes: notes_of(header) }
}

fn teacher(reading: &mut Reading<'_>, staff: &[Staff]) -> Option<String> {
    let (text, _) = reading.get(Field::HomeroomTeacher)?;
    let name = cell::name(text);
    let mut bearers = staff.iter().filter(|s| Some(&s.name) == name.as_ref());
    match (bearers.next(), bearers.next()) {
        (Some(one), None) => Some(one.id.clone()),
        _ => {
            reading.warn(WarningCode::TeacherUnknown, Some(Field::HomeroomTeacher), text);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::header::detect;
    use super::super::row::tests::sheet;
    use super::*;

    fn staff(id: &str, name: &str) -> Staff {
        Staff {
            id: id.into(),
            name: name.into(),
            gender: None,
            post: "教师".into(),
            campaign_role: None,
            phone_masked: None,
            staff_no: None,
            left_on: None,
        }
    }

    fn plan(rows: &[&[&str]]) -> ClassPlan {
        let kept = Class {
            id: "c1".into(),
            name: "七年级1班".into(),
            grade: 7,
            class_no: 1,
            stage: Stage::Junior,
            entry_year: 2019,
            cohort: "2019级".into(),
            enrolment: 0,
            homeroom_teacher_id: Some("t1".into()),
            room: Some("东101".into()),
            safety_officer_ids: Vec::new(),
            graduated_on: None,
        };
        let staff = [staff("t1", "赵甲"), staff("t2", "钱乙"), staff("t3", "孙丙"), staff("t4", "孙丙")];
        let sheet = sheet(rows);
        let header = detect(&sheet).unwrap();
        plan_classes(&[kept], &staff, &sheet, &header, "2026-06-26".parse().unwrap())
    }

    #[test]
    fn classes_are_added_changed_and_refused() {
        let plan = plan(&[
            &["班级", "班主任", "教室"],
            &["初一（1）班", "钱 乙", "东101"],
            &["八年级1班", "孙丙", ""],
            &["七2班", "", ""],
            &["九年级1班", "", ""],
            &["九年级1班", "", ""],
            &["合计", "5", ""],
        ]);
        assert_eq!(
            plan.rows[0].outcome,
            Outcome::Changed(vec![super::super::Change {
                field: Field::HomeroomTeacher,
                old: "赵甲".into(),
                new: "钱乙".into()
            }])
        );
        let added = plan.rows[1].target.as_ref().unwrap();
        assert_eq!((added.entry_year, added.cohort.as_str(), &added.homeroom_teacher_id), (2018, "2018级", &None));
        assert_eq!(plan.rows[1].warnings[0].code, WarningCode::TeacherUnknown);
        assert!(matches!(&plan.rows[2].outcome, Outcome::Refused(f) if f[0].code == FaultCode::NotAClass));
        assert!(matches!(&plan.rows[3].outcome, Outcome::Refused(f) if f[0].rows == [6]));
        let tally = plan.tally();
        assert_eq!((tally.added, tally.changed, tally.refused, tally.skipped), (1, 1, 3, 1));
    }
}
