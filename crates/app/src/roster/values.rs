//! The rows of the roster as named values, so that a change is kept value by value and can be taken back the same way.

use domain::noun::{Class, GuardianContact, Leaving, LeftReason, Staff, Student};
use domain::{Date, Month, Term};

/// The name of a value and the value, as text.
pub(super) type Value = (&'static str, Option<String>);

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn shown<T: ToString>(value: Option<T>) -> Option<String> {
    value.map(|v| v.to_string())
}

fn id<T: Term>(value: Option<T>) -> Option<String> {
    value.map(|v| v.id().to_owned())
}

fn flag(value: bool) -> Option<String> {
    some(if value { "1" } else { "0" })
}

/// A row of the roster.
pub(super) trait Named {
    /// The table.
    const OBJECT: &'static str;
    /// The row's id.
    fn id(&self) -> &str;
    /// Its values in the order in which they are kept.
    fn values(&self) -> Vec<Value>;
    /// Sets one value; `None` when the text is not one of this field.
    fn put(&mut self, field: &str, value: Option<&str>) -> Option<()>;
}

impl Named for Student {
    const OBJECT: &'static str = "student";
    fn id(&self) -> &str {
        &self.id
    }
    fn values(&self) -> Vec<Value> {
        vec![
            ("student_no", some(&self.student_no)),
            ("national_no", self.national_no.clone()),
            ("name", some(&self.name)),
            ("gender", id(self.gender)),
            ("class_id", some(&self.class_id)),
            ("birth_month", shown(Some(self.birth_month))),
            ("boarding", flag(self.boarding)),
            ("left_behind", flag(self.left_behind)),
            ("joined_on", shown(self.joined_on)),
            ("village", self.village.clone()),
            ("guardian_relation", self.guardian.as_ref().map(|g| g.relation.clone())),
            ("guardian_phone_masked", self.guardian.as_ref().map(|g| g.phone_masked.clone())),
            ("left_on", shown(self.left.map(|l| l.on))),
            ("left_reason", id(self.left.map(|l| l.reason))),
        ]
    }
    fn put(&mut self, field: &str, value: Option<&str>) -> Option<()> {
        match field {
            "student_no" => self.student_no = value?.to_owned(),
            "national_no" => self.national_no = value.map(str::to_owned),
            "name" => self.name = value?.to_owned(),
            "gender" => self.gender = value.and_then(Term::from_id),
            "class_id" => self.class_id = value?.to_owned(),
            "birth_month" => self.birth_month = Month::parse(value?)?,
            "boarding" => self.boarding = value? == "1",
            "left_behind" => self.left_behind = value? == "1",
            "joined_on" => self.joined_on = day(value)?,
            "village" => self.village = value.map(str::to_owned),
            "guardian_relation" | "guardian_phone_masked" => {
                let mut guardian = self
                    .guardian
                    .take()
                    .unwrap_or_else(|| domain::noun::Guardian { relation: String::new(), phone_masked: String::new() });
                // Both are there or neither is.
                let Some(value) = value else { return Some(()) };
                let place =
                    if field == "guardian_relation" { &mut guardian.relation } else { &mut guardian.phone_masked };
                value.clone_into(place);
                self.guardian = Some(guardian);
            }
            "left_on" => {
                let reason = self.left.map_or(LeftReason::Transferred, |l| l.reason);
                self.left = day(value)?.map(|on| Leaving { on, reason });
            }
            "left_reason" => {
                if let (Some(left), Some(reason)) = (&mut self.left, value) {
                    left.reason = LeftReason::from_id(reason)?;
                }
            }
            _ => return None,
        }
        Some(())
    }
}

/// A day, or none; a text that is no day is told apart from no day.
fn day(value: Option<&str>) -> Option<Option<Date>> {
    match value {
        Some(text) => text.parse().ok().map(Some),
        None => Some(None),
    }
}

impl Named for Class {
    const OBJECT: &'static str = "class";
    fn id(&self) -> &str {
        &self.id
    }
    fn values(&self) -> Vec<Value> {
        vec![
            ("name", some(&self.name)),
            ("grade", shown(Some(self.grade))),
            ("stage", id(Some(self.stage))),
            ("homeroom_teacher_id", self.homeroom_teacher_id.clone()),
            ("room", self.room.clone()),
            ("graduated_on", shown(self.graduated_on)),
        ]
    }
    fn put(&mut self, field: &str, value: Option<&str>) -> Option<()> {
        match field {
            "name" => self.name = value?.to_owned(),
            "grade" => self.grade = value?.parse().ok()?,
            "stage" => self.stage = Term::from_id(value?)?,
            "homeroom_teacher_id" => self.homeroom_teacher_id = value.map(str::to_owned),
            "room" => self.room = value.map(str::to_owned),
            "graduated_on" => self.graduated_on = day(value)?,
            _ => return None,
        }
        Some(())
    }
}

impl Named for Staff {
    const OBJECT: &'static str = "staff";
    fn id(&self) -> &str {
        &self.id
    }
    fn values(&self) -> Vec<Value> {
        vec![
            ("staff_no", self.staff_no.clone()),
            ("name", some(&self.name)),
            ("gender", id(self.gender)),
            ("post", some(&self.post)),
            ("phone_masked", self.phone_masked.clone()),
            ("left_on", shown(self.left_on)),
        ]
    }
    fn put(&mut self, field: &str, value: Option<&str>) -> Option<()> {
        match field {
            "staff_no" => self.staff_no = value.map(str::to_owned),
            "name" => self.name = value?.to_owned(),
            "gender" => self.gender = value.and_then(Term::from_id),
            "post" => self.post = value?.to_owned(),
            "phone_masked" => self.phone_masked = value.map(str::to_owned),
            "left_on" => self.left_on = day(value)?,
            _ => return None,
        }
        Some(())
    }
}

impl Named for GuardianContact {
    const OBJECT: &'static str = "guardian";
    fn id(&self) -> &str {
        &self.id
    }
    fn values(&self) -> Vec<Value> {
        vec![
            ("name", self.name.clone()),
            ("relation", some(&self.relation)),
            ("phone", self.phone.clone()),
            ("until_on", shown(self.until_on)),
        ]
    }
    fn put(&mut self, field: &str, value: Option<&str>) -> Option<()> {
        match field {
            "name" => self.name = value.map(str::to_owned),
            "relation" => self.relation = value?.to_owned(),
            "phone" => self.phone = value.map(str::to_owned),
            "until_on" => self.until_on = day(value)?,
            _ => return None,
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use domain::SchoolFile;

    use super::*;

    const SAMPLE: &[u8] = include_bytes!("../../../../assets/sample/school.json");

    /// Every value of `from` put into `into` makes it the same.
    fn round<T: Named>(from: &T, into: &mut T) {
        for (field, value) in from.values() {
            assert_eq!(into.put(field, value.as_deref()), Some(()), "{field}");
        }
        assert_eq!(from.values(), into.values());
    }

    #[test]
    fn every_value_is_taken_back_as_it_was() {
        let records = SchoolFile::parse(SAMPLE).unwrap().records;
        let mut left = records.students[0].clone();
        left.left = Some(Leaving { on: "2026-03-01".parse().unwrap(), reason: LeftReason::Suspended });
        left.guardian = None;
        for pair in records.students.windows(2) {
            round(&pair[0], &mut pair[1].clone());
            round(&left, &mut pair[1].clone());
            round(&pair[1], &mut left.clone());
        }
        round(&records.classes[0], &mut records.classes[1].clone());
        round(&records.staff[0], &mut records.staff[1].clone());
        assert_eq!(left.put("pseudonym", Some("x")), None, "a pseudonym never changes");
        assert_eq!(left.put("left_on", Some("soon")), None);
    }
}
