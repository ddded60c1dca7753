//! The dry run of a table of staff. The key is 工号 where the school has one; else a name that only one person bears, and
//! the row says so.

use std::collections::HashMap;

use super::cell;
use super::code::{Fault, FaultCode, Note, WarningCode};
use super::field::Field;
use super::header::Header;
use super::outcome::{Changes, Outcome, RowPlan, Tally};
use super::pupil::shown_phone;
use super::pupil_plan::{key_of, notes_of};
use super::pupil_row::{line, phone};
use super::row::{Reading, data};
use crate::grid::Sheet;
use crate::noun::{Gender, Staff};
use crate::terms::Term as _;

/// A colleague on the roster, or one that the file brings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnownStaff {
    /// Empty for somebody who is to be added.
    pub id: String,
    /// 工号, where there is one.
    pub staff_no: Option<String>,
    /// The name.
    pub name: String,
    /// Where recorded.
    pub gender: Option<Gender>,
    /// The person's own title.
    pub post: String,
    /// The masked number.
    pub phone_masked: Option<String>,
}

impl From<&Staff> for KnownStaff {
    fn from(s: &Staff) -> Self {
        Self {
            id: s.id.clone(),
            staff_no: s.staff_no.clone(),
            name: s.name.clone(),
            gender: s.gender,
            post: s.post.clone(),
            phone_masked: s.phone_masked.clone(),
        }
    }
}

/// The dry run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffPlan {
    /// Each row of the table.
    pub rows: Vec<RowPlan<KnownStaff>>,
    /// What concerns the whole table.
    pub notes: Vec<Note>,
}

impl StaffPlan {
    /// How many rows of each kind.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally::of(&self.rows)
    }
}

/// Says, row by row, what an import of staff would do. Nobody is ever offered as gone: accounts and posts hang on people.
#[must_use]
pub fn plan_staff(known: &[KnownStaff], sheet: &Sheet, header: &Header, lacks: &dyn Fn(&str) -> String) -> StaffPlan {
    let mut rows = Vec::new();
    let mut readings = Vec::new();
    for row in data(sheet, header) {
        let mut reading = Reading::new(row, &header.mapping);
        match reading.skip(&header.mapping, &[Field::StaffNo]) {
            Some(reason) => rows.push(RowPlan::skipped(row.number, String::new(), reason)),
            None => {
                let number = reading.take(Field::StaffNo, cell::key);
                let name = reading.take(Field::Name, |t, _| cell::name(t).ok_or(FaultCode::NotAName));
                reading.printable(Field::Name, name.as_deref(), lacks);
                if name.is_none() && !reading.faults.iter().any(|f| f.field == Some(Field::Name)) {
                    reading.fault(FaultCode::NameMissing, Field::Name, "");
                }
                readings.push((reading, number, name));
            }
        }
    }
    let mut places: HashMap<String, Vec<u32>> = HashMap::new();
    for (reading, number, name) in &readings {
        if let Some(key) = number.clone().or_else(|| name.clone()) {
            places.entry(key).or_default().push(reading.number());
        }
    }
    for (mut reading, staff_no, name) in readings {
        let number = reading.number();
        let label = reading.label(Field::Name);
        let key = staff_no.clone().or_else(|| name.clone());
        if let Some(same) = key.and_then(|k| places.get(&k)).filter(|p| p.len() > 1) {
            let rows = same.iter().copied().filter(|n| *n != number).collect();
            let (code, field) = match staff_no {
                Some(_) => (FaultCode::KeyTwice, Field::StaffNo),
                None => (FaultCode::StaffNameTwice, Field::Name),
            };
            reading.faults.push(Fault { code, field: Some(field), value: label.clone(), rows });
        }
        let kept = kept(known, &mut reading, staff_no.as_deref(), name.as_deref());
        let read = KnownStaff {
            id: String::new(),
            staff_no,
            name: name.unwrap_or_default(),
            gender: reading.take(Field::Gender, |t, _| cell::gender(t).ok_or(FaultCode::NotAGender)),
            post: reading.take(Field::Post, |t, _| line(t)).unwrap_or_default(),
            phone_masked: phone(&mut reading, Field::Phone).as_deref().map(shown_phone),
        };
        if kept.is_none() && read.post.is_empty() && reading.faults.is_empty() {
            reading.fault(FaultCode::PostMissing, Field::Post, "");
        }
        rows.push(if reading.faults.is_empty() {
            done(kept, read, reading, label)
        } else {
            RowPlan::refused(number, label, reading.faults, reading.warnings)
        });
    }
    rows.sort_by_key(|r| r.number);
    StaffPlan { rows, notes: notes_of(header) }
}

/// Who the row is about.
fn kept<'k>(
    known: &'k [KnownStaff],
    reading: &mut Reading<'_>,
    staff_no: Option<&str>,
    name: Option<&str>,
) -> Option<&'k KnownStaff> {
    if let Some(number) = staff_no
        && let Some(one) = known.iter().find(|s| s.staff_no.as_deref().is_some_and(|n| key_of(n) == number))
    {
        return Some(one);
    }
    // Somebody with another number is somebody else.
    let mut bearers =
        known.iter().filter(|s| Some(s.name.as_str()) == name && (staff_no.is_none() || s.staff_no.is_none()));
    match (bearers.next(), bearers.next()) {
        (Some(one), None) => {
            reading.warn(WarningCode::MatchedByName, Some(Field::Name), &one.post);
            Some(one)
        }
        (Some(_), Some(_)) => {
            reading.fault(FaultCode::StaffAmbiguous, Field::Name, name.unwrap_or_default());
            None
        }
        (None, _) => None,
    }
}

fn done(kept: Option<&KnownStaff>, read: KnownStaff, mut reading: Reading<'_>, label: String) -> RowPlan<KnownStaff> {
    let number = reading.number();
    let Some(kept) = kept else {
        return RowPlan { number, label, outcome: Outcome::Added, warnings: reading.warnings, target: Some(read) };
    };
    let mut target = kept.clone();
    let mut changes = Changes::default();
    let maybe = |t: &Option<String>| t.clone().unwrap_or_default();
    changes.take(Field::StaffNo, &mut target.staff_no, read.staff_no.map(Some), maybe);
    if changes.take(Field::Name, &mut target.name, Some(read.name), String::clone)
        && !target.name.chars().any(|c| kept.name.contains(c))
    {
        reading.warn(WarningCode::NameChanged, Some(Field::Name), &kept.name);
    }
    let gender = |g: &Option<Gender>| g.map(|g| g.label().to_owned()).unwrap_or_default();
    if changes.take(Field::Gender, &mut target.gender, read.gender.map(Some), gender) && kept.gender.is_some() {
        reading.warn(WarningCode::GenderChanged, Some(Field::Gender), &gender(&kept.gender));
    }
    changes.take(Field::Post, &mut target.post, Some(read.post).filter(|p| !p.is_empty()), String::clone);
    changes.take(Field::Phone, &mut target.phone_masked, read.phone_masked.map(Some), maybe);
    let unchanged = changes.0.is_empty();
    let outcome = if unchanged { Outcome::Unchanged } else { Outcome::Changed(changes.0) };
    RowPlan { number, label, outcome, warnings: reading.warnings, target: (!unchanged).then_some(target) }
}

#[cfg(test)]
mod tests {
    use super::super::header::detect;
    use super::super::row::tests::sheet;
    use super::*;

    fn plan(rows: &[&[&str]]) -> StaffPlan {
        let one = |id: &str, no: Option<&str>, name: &str| KnownStaff {
            id: id.into(),
            staff_no: no.map(str::to_owned),
            name: name.into(),
            post: "教师".into(),
            ..KnownStaff::default()
        };
        let known =
            [one("t1", None, "赵甲"), one("t2", Some("007"), "钱乙"), one("t3", None, "孙丙"), one("t4", None, "孙丙")];
        let sheet = sheet(rows);
        plan_staff(&known, &sheet, &detect(&sheet).unwrap(), &|_| String::new())
    }
    fn codes(row: &RowPlan<KnownStaff>) -> Vec<&'static str> {
        match &row.outcome {
            Outcome::Refused(faults) => faults.iter().map(|f| f.code.id()).collect(),
            _ => row.warnings.iter().map(|w| w.code.id()).collect(),
        }
    }

    #[test]
    fn colleagues_by_number_else_by_a_name_that_only_one_bears() {
        let plan = plan(&[
            &["工号", "姓名", "职务", "手机"],
            &["", "赵 甲", "政教主任", "13900000017"],
            &["007", "钱乙", "教师", ""],
            &["", "孙丙", "教师", ""],
            &["", "李丁", "", ""],
            &["", "周戊", "宿管", ""],
            &["", "吴己", "教师", ""],
            &["", "吴己", "厨师", ""],
            &["008", "钱乙", "门卫", ""],
        ]);
        assert_eq!(codes(&plan.rows[0]), ["matched_by_name"]);
        let Outcome::Changed(changes) = &plan.rows[0].outcome else { panic!() };
        assert_eq!(changes.iter().map(|c| c.new.as_str()).collect::<Vec<_>>(), ["政教主任", "139****0017"]);
        assert_eq!(plan.rows[1].outcome, Outcome::Unchanged);
        assert_eq!(codes(&plan.rows[2]), ["staff_ambiguous"]);
        assert_eq!(codes(&plan.rows[3]), ["post_missing"]);
        assert_eq!(plan.rows[4].outcome, Outcome::Added);
        assert_eq!((codes(&plan.rows[5]), codes(&plan.rows[6])), (vec!["staff_name_twice"], vec!["staff_name_twice"]));
        assert_eq!(plan.rows[7].outcome, Outcome::Added, "another number is another person");
    }
}
