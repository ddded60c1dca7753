//! The dry run of a table of pupils. A pupil is found by 学籍号 or 校内学号 and by nothing else.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::code::{Fault, FaultCode, Note, Warning, WarningCode};
use super::field::Field;
use super::header::Header;
use super::outcome::{Changes, Outcome, RowPlan, Tally};
use super::pupil::{ClassRef, Pupil, Standing, shown_phone};
use super::pupil_row::{PupilRow, read};
use super::rollover::school_year_start;
use super::row::{Reading, data};
use crate::grid::Sheet;
use crate::noun::{Class, Gender};
use crate::terms::Term as _;
use crate::time::{Date, Month};
use crate::validate::ClassName;

/// What a plan depends on besides roster and file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// The civil date of the import.
    pub today: Date,
    /// Whether the school keeps 学籍号. Where it does not, the number only finds pupils that have it.
    pub keep_national_no: bool,
    /// `Grid::date1904` of the file.
    pub date1904: bool,
}

/// A pupil of a class in the file who is not in the file: offered as 标记离校, never done by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaver {
    /// The id of the pupil.
    pub id: String,
    /// 校内学号.
    pub student_no: String,
    /// The name.
    pub name: String,
    /// The class the pupil is in.
    pub class_id: String,
}

/// The dry run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PupilPlan {
    /// Each row of the table.
    pub rows: Vec<RowPlan<Pupil>>,
    /// Pupils that may have left.
    pub left: Vec<Leaver>,
    /// Classes that the rows to be done need, in the order of grades.
    pub new_classes: Vec<ClassName>,
    /// What concerns the whole table.
    pub notes: Vec<Note>,
}

impl PupilPlan {
    /// How many rows of each kind.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally::of(&self.rows)
    }
}

/// The key of a number: letters count as upper case.
pub(super) fn key_of(number: &str) -> String {
    number.trim().to_ascii_uppercase()
}

/// The pupils by their numbers.
pub(super) struct Known<'k> {
    pupils: &'k [Pupil],
    by_student: HashMap<String, usize>,
    by_national: HashMap<String, usize>,
    /// Numbers that begin with zeros, without them.
    stripped: HashSet<String>,
}

/// Whom a row is about.
pub(super) enum Found<'k> {
    Pupil(&'k Pupil),
    Nobody,
    Two,
}

impl<'k> Known<'k> {
    pub(super) fn new(pupils: &'k [Pupil]) -> Self {
        let mut known =
            Self { pupils, by_student: HashMap::new(), by_national: HashMap::new(), stripped: HashSet::new() };
        for (at, pupil) in pupils.iter().enumerate() {
            known.by_student.insert(key_of(&pupil.student_no), at);
            if let Some(number) = &pupil.national_no {
                known.by_national.insert(key_of(number), at);
            }
            if pupil.student_no.starts_with('0') {
                known.stripped.insert(key_of(pupil.student_no.trim_start_matches('0')));
            }
        }
        known
    }
    /// By either number. A 学籍号 is looked for among 校内学号 too: a school without numbers of its own has it there.
    pub(super) fn find(&self, row: &PupilRow) -> Found<'k> {
        let national = row.national_no.as_ref();
        let by_national = national.and_then(|n| self.by_national.get(n).or_else(|| self.by_student.get(n)));
        let by_student = row.student_no.as_ref().and_then(|n| self.by_student.get(n));
        match (by_national, by_student) {
            (Some(a), Some(b)) if a != b => Found::Two,
            (Some(at), _) | (None, Some(at)) => self.pupils.get(*at).map_or(Found::Nobody, Found::Pupil),
            (None, None) => Found::Nobody,
        }
    }
    /// Whether the number is that of a pupil without its first zeros.
    pub(super) fn lost_zeros(&self, row: &PupilRow) -> bool {
        row.student_no.as_ref().is_some_and(|n| self.stripped.contains(n))
    }
}

/// The other rows with one of the numbers of each row.
pub(super) fn twice<'r>(rows: impl Iterator<Item = (u32, &'r PupilRow)>) -> HashMap<u32, Vec<u32>> {
    let mut places: HashMap<(u8, &str), Vec<u32>> = HashMap::new();
    for (number, row) in rows {
        for (kind, key) in [(0, &row.national_no), (1, &row.student_no)] {
            if let Some(key) = key {
                places.entry((kind, key)).or_default().push(number);
            }
        }
    }
    let mut others: HashMap<u32, Vec<u32>> = HashMap::new();
    for rows in places.values().filter(|r| r.len() > 1) {
        for row in rows {
            others.entry(*row).or_default().extend(rows.iter().filter(|o| *o != row));
        }
    }
    for rows in others.values_mut() {
        rows.sort_unstable();
        rows.dedup();
    }
    others
}

/// Says, row by row, what an import would do.
///
/// `known` is everybody on the roster, those who left included; `classes` those of the running school year; `lacks` answers
/// the characters of a name that no font has.
#[must_use]
pub fn plan_pupils(
    known: &[Pupil],
    classes: &[Class],
    sheet: &Sheet,
    header: &Header,
    rules: &Rules,
    lacks: &dyn Fn(&str) -> String,
) -> PupilPlan {
    let mapping = &header.mapping;
    let year = school_year_start(rules.today);
    let index = Known::new(known);
    let mut rows: Vec<RowPlan<Pupil>> = Vec::new();
    let mut readings: Vec<(Reading<'_>, PupilRow)> = Vec::new();
    for row in data(sheet, header) {
        let mut reading = Reading::new(row, mapping);
        match reading.skip(mapping, &[Field::StudentNo, Field::NationalNo]) {
            Some(reason) => rows.push(RowPlan::skipped(row.number, String::new(), reason)),
            None => {
                let read = read(&mut reading, rules.today, year, rules.date1904);
                reading.printable(Field::Name, read.name.as_deref(), lacks);
                reading.printable(Field::GuardianName, read.guardian.name.as_deref(), lacks);
                readings.push((reading, read));
            }
        }
    }
    let doubles = twice(readings.iter().map(|(reading, row)| (reading.number(), row)));
    let mut seen: HashSet<&str> = HashSet::new();
    let mut unsure = false;
    for (mut reading, row) in readings {
        if reading.faults.is_empty() && row.national_no.is_none() && row.student_no.is_none() {
            reading.fault(FaultCode::NumberMissing, Field::StudentNo, "");
        }
        unsure |= row.national_no.is_none() && row.student_no.is_none();
        if let Some(others) = doubles.get(&reading.number()) {
            let value = row.student_no.clone().unwrap_or_default();
            let fault = Fault { code: FaultCode::KeyTwice, field: Some(Field::StudentNo), value, rows: others.clone() };
            reading.faults.push(fault);
        }
        let found = index.find(&row);
        match found {
            // Whatever else is wrong with the row, the pupil is in the file.
            Found::Pupil(pupil) => {
                seen.insert(&pupil.id);
            }
            Found::Two => {
                let value = row.student_no.clone().unwrap_or_default();
                reading.fault(FaultCode::KeysDisagree, Field::StudentNo, &value);
                let both = [&row.national_no, &row.student_no];
                for key in both.into_iter().flatten() {
                    let places = [index.by_national.get(key), index.by_student.get(key)];
                    seen.extend(places.into_iter().flatten().filter_map(|at| known.get(*at)).map(|p| p.id.as_str()));
                }
            }
            Found::Nobody if index.lost_zeros(&row) => {
                let value = row.student_no.clone().unwrap_or_default();
                reading.fault(FaultCode::LeadingZeroLost, Field::StudentNo, &value);
                unsure = true;
            }
            Found::Nobody => {}
        }
        rows.push(match found {
            Found::Pupil(pupil) => changed(pupil, reading, row, classes, rules),
            _ => added(reading, row, classes, rules),
        });
    }
    rows.sort_by_key(|r| r.number);
    namesakes(&mut rows, known);
    let left = leavers(known, &rows, &seen);
    let mut notes = notes_of(header);
    if left.len() * 3 > seen.len() + left.len() {
        notes.push(Note::ManyMissing);
    }
    if unsure && !left.is_empty() {
        notes.push(Note::MissingUnsure);
    }
    let mut new_classes: Vec<ClassName> = Vec::new();
    for target in rows.iter().filter_map(|r| r.target.as_ref()) {
        if let ClassRef::New(name) = &target.class
            && !new_classes.contains(name)
        {
            new_classes.push(name.clone());
        }
    }
    new_classes.sort_by_key(|c| (c.grade, c.class_no));
    PupilPlan { rows, left, new_classes, notes }
}

/// What the columns themselves give to say.
pub(super) fn notes_of(header: &Header) -> Vec<Note> {
    let columns = &header.mapping.columns;
    let mut notes = Vec::new();
    if columns.iter().any(|c| c.field == Some(Field::IdentityCard)) {
        notes.push(Note::IdentityCardIgnored);
    }
    if columns.iter().any(|c| c.hidden && c.field.is_some_and(|f| f != Field::IdentityCard)) {
        notes.push(Note::HiddenColumnRead);
    }
    notes
}

fn class_ref(name: &ClassName, classes: &[Class]) -> ClassRef {
    let there = classes.iter().find(|c| c.grade == name.grade && c.class_no == name.class_no);
    there.map_or_else(|| ClassRef::New(name.clone()), |c| ClassRef::Known(c.id.clone()))
}

fn class_text(class: &ClassRef, classes: &[Class]) -> String {
    match class {
        ClassRef::Known(id) => classes.iter().find(|c| c.id == *id).map(|c| c.name.clone()).unwrap_or_default(),
        ClassRef::New(name) => name.canonical(),
    }
}

fn added(mut reading: Reading<'_>, row: PupilRow, classes: &[Class], rules: &Rules) -> RowPlan<Pupil> {
    let number = reading.number();
    let label = row.name.clone().unwrap_or_else(|| reading.label(Field::Name));
    let at_fault = |reading: &Reading<'_>, field| reading.faults.iter().any(|f| f.field == Some(field));
    for (field, there, code) in [
        (Field::Name, row.name.is_some(), FaultCode::NameMissing),
        (Field::Class, row.class.is_some(), FaultCode::ClassMissing),
        (Field::Birth, row.birth.is_some(), FaultCode::BirthMissing),
    ] {
        if !there && !at_fault(&reading, field) {
            reading.fault(code, field, "");
        }
    }
    let student_no = match (&row.student_no, &row.national_no) {
        (Some(number), _) => Some(number.clone()),
        (None, Some(number)) if rules.keep_national_no => Some(number.clone()),
        (None, Some(_)) => {
            if !at_fault(&reading, Field::StudentNo) {
                reading.fault(FaultCode::StudentNoMissing, Field::StudentNo, "");
            }
            None
        }
        (None, None) => None,
    };
    let class = row.class.as_ref().map(|c| class_ref(c, classes));
    if let (Some(ClassRef::New(name)), true) = (&class, reading.faults.is_empty()) {
        reading.warn(WarningCode::NewClass, Some(Field::Class), &name.canonical());
    }
    let whole = (student_no, row.name, class, row.birth);
    let (Some(student_no), Some(name), Some(class), Some(birth_month)) = whole else {
        return RowPlan::refused(number, label, reading.faults, reading.warnings);
    };
    if !reading.faults.is_empty() {
        return RowPlan::refused(number, label, reading.faults, reading.warnings);
    }
    let target = Pupil {
        id: String::new(),
        student_no,
        national_no: row.national_no.filter(|_| rules.keep_national_no),
        name,
        gender: row.gender,
        class,
        birth_month,
        boarding: row.boarding.unwrap_or(false),
        left_behind: row.left_behind.unwrap_or(false),
        joined_on: row.joined_on,
        village: row.village,
        guardian: row.guardian,
        standing: Standing::Present,
    };
    RowPlan { number, label, outcome: Outcome::Added, warnings: reading.warnings, target: Some(target) }
}

fn changed(kept: &Pupil, mut reading: Reading<'_>, row: PupilRow, classes: &[Class], rules: &Rules) -> RowPlan<Pupil> {
    let number = reading.number();
    let label = row.name.clone().unwrap_or_else(|| kept.name.clone());
    if !reading.faults.is_empty() {
        return RowPlan::refused(number, label, reading.faults, reading.warnings);
    }
    let mut target = kept.clone();
    let mut changes = Changes::default();
    let plain = |t: &String| t.clone();
    let maybe = |t: &Option<String>| t.clone().unwrap_or_default();
    if changes.take(Field::StudentNo, &mut target.student_no, row.student_no, plain) {
        reading.warn(WarningCode::StudentNoChanged, Some(Field::StudentNo), &kept.student_no);
    }
    let national = row.national_no.filter(|n| rules.keep_national_no && *n != kept.student_no);
    if changes.take(Field::NationalNo, &mut target.national_no, national.map(Some), maybe) && kept.national_no.is_some()
    {
        reading.warn(WarningCode::NationalNoChanged, Some(Field::NationalNo), "");
    }
    let name = target.name.clone();
    if changes.take(Field::Name, &mut target.name, row.name, plain) && !target.name.chars().any(|c| name.contains(c)) {
        reading.warn(WarningCode::NameChanged, Some(Field::Name), &name);
    }
    let gender = |g: &Option<Gender>| g.map(|g| g.label().to_owned()).unwrap_or_default();
    if changes.take(Field::Gender, &mut target.gender, row.gender.map(Some), gender) && kept.gender.is_some() {
        reading.warn(WarningCode::GenderChanged, Some(Field::Gender), &gender(&kept.gender));
    }
    if let Some(name) = &row.class {
        let class = class_ref(name, classes);
        let moved = changes.take(Field::Class, &mut target.class, Some(class), |c| class_text(c, classes));
        let from = match &kept.class {
            ClassRef::Known(id) => classes.iter().find(|c| c.id == *id).map(|c| c.grade),
            ClassRef::New(name) => Some(name.grade),
        };
        if moved && from.is_some_and(|from| !(0..=1).contains(&(name.grade - from))) {
            reading.warn(WarningCode::GradeJump, Some(Field::Class), &class_text(&kept.class, classes));
        }
        if let ClassRef::New(name) = &target.class {
            reading.warn(WarningCode::NewClass, Some(Field::Class), &name.canonical());
        }
    }
    if changes.take(Field::Birth, &mut target.birth_month, row.birth, Month::to_string) {
        reading.warn(WarningCode::BirthChanged, Some(Field::Birth), &kept.birth_month.to_string());
    }
    let yes = |b: &bool| if *b { "是" } else { "否" }.to_owned();
    changes.take(Field::Boarding, &mut target.boarding, row.boarding, yes);
    changes.take(Field::LeftBehind, &mut target.left_behind, row.left_behind, yes);
    let day = |d: &Option<Date>| d.map(|d| d.to_string()).unwrap_or_default();
    changes.take(Field::JoinedOn, &mut target.joined_on, row.joined_on.map(Some), day);
    changes.take(Field::Village, &mut target.village, row.village.map(Some), maybe);
    guardian_changes(&mut changes, &mut target, row.guardian);
    let outcome = match target.standing {
        Standing::Left { .. } => {
            target.standing = Standing::Present;
            Outcome::Returned(changes.0)
        }
        Standing::Present if changes.0.is_empty() => Outcome::Unchanged,
        Standing::Present => Outcome::Changed(changes.0),
    };
    let target = (outcome != Outcome::Unchanged).then_some(target);
    RowPlan { number, label, outcome, warnings: reading.warnings, target }
}

/// Takes over what the row says of the guardian.
pub(super) fn guardian_changes(changes: &mut Changes, target: &mut Pupil, row: super::pupil::GuardianFacts) {
    let maybe = |t: &Option<String>| t.clone().unwrap_or_default();
    let kept = &mut target.guardian;
    changes.take(Field::GuardianName, &mut kept.name, row.name.map(Some), maybe);
    changes.take(Field::GuardianRelation, &mut kept.relation, row.relation.map(Some), maybe);
    // A file whose numbers are masked says nothing new of a number that is known whole.
    let known = kept.phone.as_deref().map(shown_phone);
    let phone = row.phone.filter(|new| !(new.contains("**") && Some(new) == known.as_ref()));
    let shown = |t: &Option<String>| t.as_deref().map(shown_phone).unwrap_or_default();
    changes.take(Field::GuardianPhone, &mut kept.phone, phone.map(Some), shown);
}

/// Warns of a name and month of birth that stand under two numbers, in the file or on the roster.
fn namesakes(rows: &mut [RowPlan<Pupil>], known: &[Pupil]) {
    let mut on_roster: HashMap<(&str, Month), Vec<&Pupil>> = HashMap::new();
    for pupil in known {
        on_roster.entry((pupil.name.as_str(), pupil.birth_month)).or_default().push(pupil);
    }
    let mut in_file: BTreeMap<(String, Month), Vec<u32>> = BTreeMap::new();
    for row in rows.iter() {
        if let Some(target) = &row.target {
            in_file.entry((target.name.clone(), target.birth_month)).or_default().push(row.number);
        }
    }
    for row in rows.iter_mut() {
        let Some(target) = &row.target else { continue };
        let same = in_file.get(&(target.name.clone(), target.birth_month));
        let others: Vec<u32> = same.into_iter().flatten().copied().filter(|n| *n != row.number).take(20).collect();
        let there = on_roster.get(&(target.name.as_str(), target.birth_month));
        let ids: Vec<String> =
            there.into_iter().flatten().filter(|p| p.id != target.id).map(|p| p.id.clone()).take(20).collect();
        if !others.is_empty() || !ids.is_empty() {
            row.warnings.push(Warning {
                code: WarningCode::SameNameAndBirth,
                field: Some(Field::Name),
                value: target.birth_month.to_string(),
                rows: others,
                ids,
            });
        }
    }
}

fn leavers(known: &[Pupil], rows: &[RowPlan<Pupil>], seen: &HashSet<&str>) -> Vec<Leaver> {
    let classes_of_seen = known.iter().filter(|p| seen.contains(p.id.as_str())).map(|p| &p.class);
    let covered: HashSet<&str> = rows
        .iter()
        .filter_map(|r| r.target.as_ref().map(|t| &t.class))
        .chain(classes_of_seen)
        .filter_map(|c| if let ClassRef::Known(id) = c { Some(id.as_str()) } else { None })
        .collect();
    known
        .iter()
        .filter(|p| p.standing == Standing::Present && !seen.contains(p.id.as_str()))
        .filter_map(|p| match &p.class {
            ClassRef::Known(id) if covered.contains(id.as_str()) => Some(Leaver {
                id: p.id.clone(),
                student_no: p.student_no.clone(),
                name: p.name.clone(),
                class_id: id.clone(),
            }),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
pub(in crate::roster) mod tests;
