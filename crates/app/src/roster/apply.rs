//! Carries out a dry run, exactly as it was shown, in one transaction.

use std::collections::{BTreeSet, HashMap, HashSet};

use domain::noun::{Class, Guardian, GuardianContact, Leaving, LeftReason, Staff, Student};
use domain::roster::{
    ClassDraft, ClassRef, KnownStaff, Pupil, PupilPlan, RowPlan, Standing, school_year_start, shown_phone,
};
use domain::{ClassName, Date, Term as _, under_14};
use store::WriteTx;

use super::batch::{Changes, Kind, write};
use super::plan::{Ground, Plan, make};
use super::pseudonym::Pseudonyms;
use super::table::with_table;
use crate::App;
use crate::error::{Code, Fields, Result};
use crate::rights::Right;
use crate::view::{RosterApplyRequest, RosterDoneView};

/// What stands for the relation where the table names none.
const GUARDIAN: &str = "监护人";

/// Adds and changes what the dry run said, marks as left whom the person chose, and nobody else. Rows that need a tick and
/// have none are left alone.
///
/// # Errors
/// `RosterExpired`; `RosterChanged` when the roster is not the one of the dry run any more; `InvalidFields` for the day or
/// reason of those who left.
pub fn roster_apply(app: &App, request: &RosterApplyRequest) -> Result<RosterDoneView> {
    let home = app.home()?;
    home.require(Right::EditRoster)?;
    let today = app.roots.now().date();
    with_table(&home, &request.token, |table| {
        let ground = Ground::read(app, &home)?;
        let plan = make(app, table, &ground)?;
        if plan.digest() != request.digest {
            return Err(Code::RosterChanged.into());
        }
        let ticked: HashSet<u32> = request.confirmed.iter().copied().collect();
        let kind = |id| Kind { id, action: "roster.import", file: Some(&table.file), about: None };
        let id = table.header.as_ref().map_or("students", |h| h.mapping.kind.id());
        match &plan {
            Plan::Pupils(plan) => {
                let work = pupils(app, &ground, plan, &ticked, today, leaving(&ground, plan, request, today)?);
                write(app, &home, &kind(id), |tx, changes| work.keep(tx, changes))
            }
            Plan::Classes(plan) => {
                let rows = done(&plan.rows, &ticked);
                let classes: Vec<Class> = rows.map(|d| class(app, &ground, d)).collect();
                write(app, &home, &kind(id), |tx, changes| {
                    classes.iter().try_for_each(|c| keep_class(tx, changes, &ground, c))
                })
            }
            Plan::Staff(plan) => {
                let rows = done(&plan.rows, &ticked);
                let staff: Vec<Staff> = rows.map(|s| colleague(app, &ground, s)).collect();
                write(app, &home, &kind(id), |tx, changes| {
                    staff.iter().try_for_each(|s| match ground.records.staff.iter().find(|k| k.id == s.id) {
                        Some(old) if changes.changed(old, s) => store::table::staff::update(tx, s),
                        Some(_) => Ok(()),
                        None => {
                            changes.entered(s);
                            store::table::staff::insert(tx, s)
                        }
                    })
                })
            }
        }
    })
}

/// The rows to be done: those with a target that need no tick or have it.
fn done<'p, T>(rows: &'p [RowPlan<T>], ticked: &HashSet<u32>) -> impl Iterator<Item = &'p T> {
    let ticked = ticked.clone();
    rows.iter().filter(move |r| !r.needs_confirming() || ticked.contains(&r.number)).filter_map(|r| r.target.as_ref())
}

/// Those who left, each as the row will be.
fn leaving(ground: &Ground, plan: &PupilPlan, request: &RosterApplyRequest, today: Date) -> Result<Vec<Student>> {
    if request.leaving.is_empty() {
        return Ok(Vec::new());
    }
    let mut fields = Fields::default();
    let on = request.left_on.as_deref().and_then(|d| d.parse::<Date>().ok());
    let on = fields.need("leftOn", "not_a_date", on);
    let reason = request.left_reason.as_deref().and_then(LeftReason::from_id);
    let reason = fields.need("leftReason", "required", reason);
    if on.is_some_and(|on| on > today) {
        fields.fault("leftOn", "in_the_future");
    }
    let offered: HashSet<&str> = plan.left.iter().map(|l| l.id.as_str()).collect();
    let chosen = || ground.records.students.iter().filter(|s| request.leaving.contains(&s.id));
    let chosen: Vec<&Student> = chosen().filter(|s| offered.contains(s.id.as_str())).collect();
    if on.is_some_and(|on| chosen.iter().any(|s| s.joined_on.is_some_and(|joined| on < joined))) {
        fields.fault("leftOn", "before_joined");
    }
    fields.done()?;
    let left = on.zip(reason).map(|(on, reason)| Leaving { on, reason });
    Ok(chosen.into_iter().map(|s| Student { left, ..s.clone() }).collect())
}

/// What an import of pupils writes.
struct Work<'g> {
    ground: &'g Ground,
    classes: Vec<Class>,
    students: Vec<Student>,
    contacts: Vec<GuardianContact>,
}

fn pupils<'g>(
    app: &App,
    ground: &'g Ground,
    plan: &PupilPlan,
    ticked: &HashSet<u32>,
    today: Date,
    leaving: Vec<Student>,
) -> Work<'g> {
    let year = school_year_start(today);
    let mut new: HashMap<String, Class> = HashMap::new();
    let mut order: Vec<Class> = Vec::new();
    let mut class_id = |class: &ClassRef| match class {
        ClassRef::Known(id) => id.clone(),
        ClassRef::New(name) => new
            .entry(name.canonical())
            .or_insert_with(|| {
                let class = class_of(app, ground, name, year);
                order.push(class.clone());
                class
            })
            .id
            .clone(),
    };
    let mut pseudonyms = Pseudonyms::of(&ground.records);
    let (known_pupils, contacts_of) = (ground.by_id(), ground.first_contacts());
    let (mut students, mut contacts) = (Vec::new(), Vec::new());
    for target in done(&plan.rows, ticked) {
        let old = known_pupils.get(target.id.as_str()).copied();
        let contact = contacts_of.get(target.id.as_str()).copied();
        let known = old.map(|s| Pupil::of(s, contact));
        let touched = known.as_ref().is_none_or(|k| k.guardian != target.guardian);
        let student = student(app, target, old, class_id(&target.class), touched, &mut pseudonyms, today);
        if touched {
            contacts.extend(guardian(app, target, &student.id, contact));
        }
        students.push(student);
    }
    students.extend(leaving);
    Work { ground, classes: order, students, contacts }
}

impl Work<'_> {
    fn keep(&self, tx: &mut WriteTx<'_>, changes: &mut Changes) -> store::Result<()> {
        self.classes.iter().try_for_each(|c| keep_class(tx, changes, self.ground, c))?;
        let old = self.ground.by_id();
        let mut counted: BTreeSet<&str> = BTreeSet::new();
        for student in &self.students {
            counted.insert(&student.class_id);
            match old.get(student.id.as_str()) {
                Some(old) => {
                    counted.insert(&old.class_id);
                    if changes.changed(*old, student) {
                        store::table::student::update(tx, student)?;
                    }
                }
                None => {
                    changes.entered(student);
                    store::table::student::insert(tx, student)?;
                }
            }
        }
        let known: HashMap<&str, &GuardianContact> = self.ground.contacts.iter().map(|c| (c.id.as_str(), c)).collect();
        for contact in &self.contacts {
            match known.get(contact.id.as_str()).copied() {
                Some(old) => {
                    if changes.changed(old, contact) {
                        store::table::guardian::update(tx, contact)?;
                    }
                }
                None => {
                    changes.entered(contact);
                    store::table::guardian::insert(tx, contact)?;
                }
            }
        }
        counted.into_iter().try_for_each(|id| store::table::class::recount(tx, id))
    }
}

fn student(
    app: &App,
    target: &Pupil,
    old: Option<&Student>,
    class_id: String,
    guardian_touched: bool,
    pseudonyms: &mut Pseudonyms,
    today: Date,
) -> Student {
    let told = target.guardian.phone.as_deref().filter(|_| guardian_touched).map(|phone| Guardian {
        relation: target.guardian.relation.clone().unwrap_or_else(|| GUARDIAN.to_owned()),
        phone_masked: shown_phone(phone),
    });
    Student {
        id: old.map_or_else(|| app.roots.uuid().to_string(), |s| s.id.clone()),
        student_no: target.student_no.clone(),
        national_no: target.national_no.clone(),
        name: target.name.clone(),
        gender: target.gender,
        class_id,
        birth_month: target.birth_month,
        boarding: target.boarding,
        left_behind: target.left_behind,
        focus_care: old.is_some_and(|s| s.focus_care),
        joined_on: target.joined_on,
        village: target.village.clone(),
        guardian: told.or_else(|| old.and_then(|s| s.guardian.clone())),
        pseudonym: old.map_or_else(|| pseudonyms.next(app), |s| s.pseudonym.clone()),
        under14: under_14(target.birth_month, today),
        left: match target.standing {
            Standing::Present => None,
            Standing::Left { on, reason } => Some(Leaving { on, reason }),
        },
    }
}

/// Whom to call, where the table says anything of them. A masked number is none that can be called.
fn guardian(app: &App, target: &Pupil, student_id: &str, old: Option<&GuardianContact>) -> Option<GuardianContact> {
    let facts = &target.guardian;
    let phone = facts.phone.clone().filter(|p| !p.contains("**"));
    if facts.name.is_none() && facts.relation.is_none() && phone.is_none() {
        return None;
    }
    Some(GuardianContact {
        id: old.map_or_else(|| app.roots.uuid().to_string(), |c| c.id.clone()),
        student_id: student_id.to_owned(),
        name: facts.name.clone(),
        relation: facts.relation.clone().unwrap_or_else(|| GUARDIAN.to_owned()),
        phone,
        until_on: None,
    })
}

/// A class that the table brings.
fn class_of(app: &App, ground: &Ground, name: &ClassName, year: i64) -> Class {
    ClassDraft::new(name, year).taken_up(&ground.records.classes, || app.roots.uuid().to_string())
}

fn class(app: &App, ground: &Ground, draft: &ClassDraft) -> Class {
    let kept = ground.records.class(&draft.id).cloned();
    let name = ClassName { grade: draft.grade, class_no: draft.class_no };
    let year = school_year_start(app.roots.now().date());
    let class = kept.unwrap_or_else(|| class_of(app, ground, &name, year));
    Class { homeroom_teacher_id: draft.homeroom_teacher_id.clone(), room: draft.room.clone(), ..class }
}

fn keep_class(tx: &mut WriteTx<'_>, changes: &mut Changes, ground: &Ground, class: &Class) -> store::Result<()> {
    match ground.records.class(&class.id) {
        Some(old) if changes.changed(old, class) => store::table::class::update(tx, class),
        Some(_) => Ok(()),
        None => {
            changes.entered(class);
            store::table::class::insert(tx, class)
        }
    }
}

fn colleague(app: &App, ground: &Ground, target: &KnownStaff) -> Staff {
    let old = ground.records.staff.iter().find(|s| s.id == target.id);
    Staff {
        id: old.map_or_else(|| app.roots.uuid().to_string(), |s| s.id.clone()),
        name: target.name.clone(),
        gender: target.gender,
        post: target.post.clone(),
        campaign_role: old.and_then(|s| s.campaign_role.clone()),
        phone_masked: target.phone_masked.clone(),
        staff_no: target.staff_no.clone(),
        // Somebody who is in the table again is here again.
        left_on: None,
    }
}
