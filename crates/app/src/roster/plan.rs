//! The dry run of an import: what the chosen table would do to the roster as it stands now. Nothing is written.

use std::collections::HashMap;

use domain::Records;
use domain::noun::{Class, GuardianContact, Student};
use domain::roster::{
    ClassPlan, Kind, KnownStaff, Pupil, PupilPlan, Rules, StaffPlan, Tally, plan_classes, plan_guardians, plan_pupils,
    plan_staff,
};

use super::say;
use super::table::{OpenTable, with_table};
use crate::App;
use crate::error::{Code, Result};
use crate::home::OpenHome;
use crate::rights::Right;
use crate::view::{RosterLeaver, RosterPlanRequest, RosterPlanView, RosterRow, RosterTally};

/// Most rows that one answer carries.
const ROWS_MAX: usize = 5000;

/// The dry run of one kind of table.
#[derive(Debug)]
pub(super) enum Plan {
    /// Pupils, or whom to call for them.
    Pupils(PupilPlan),
    Classes(ClassPlan),
    Staff(StaffPlan),
}

/// The roster that a plan was made against.
pub(super) struct Ground {
    pub(super) records: Records,
    pub(super) contacts: Vec<GuardianContact>,
}

impl Ground {
    pub(super) fn read(app: &App, home: &OpenHome) -> Result<Self> {
        let today = app.roots.now().date();
        let (records, contacts) =
            home.read(|tx| Ok((store::read_ground(tx, today)?, store::table::guardian::list(tx)?)))?;
        Ok(Self { records, contacts })
    }

    /// Whom an import changes, by the pupil: the first contact that still holds.
    pub(super) fn first_contacts(&self) -> HashMap<&str, &GuardianContact> {
        let mut first: HashMap<&str, &GuardianContact> = HashMap::new();
        for contact in self.contacts.iter().filter(|c| c.until_on.is_none()) {
            first.entry(contact.student_id.as_str()).or_insert(contact);
        }
        first
    }

    /// Everybody who is or was a pupil, by id.
    pub(super) fn by_id(&self) -> HashMap<&str, &Student> {
        self.records.students.iter().map(|s| (s.id.as_str(), s)).collect()
    }

    /// The classes of the running school year.
    pub(super) fn classes(&self, today: domain::Date) -> Vec<Class> {
        self.records.classes.iter().filter(|c| c.is_here(today)).cloned().collect()
    }

    fn pupils(&self) -> Vec<Pupil> {
        let first = self.first_contacts();
        self.records.students.iter().map(|s| Pupil::of(s, first.get(s.id.as_str()).copied())).collect()
    }
}

/// What the table would do.
pub(super) fn make(app: &App, table: &OpenTable, ground: &Ground) -> Result<Plan> {
    if !table.faults().is_empty() {
        return Err(Code::RosterExpired.into());
    }
    let (Some(sheet), Some(header)) = (table.sheet(), &table.header) else {
        return Err(Code::RosterExpired.into());
    };
    // A face that cannot be read shows nothing, which the first paper would say too.
    let lacks = |name: &str| table.fonts.missing(name).unwrap_or_default().into_iter().collect::<String>();
    let today = app.roots.now().date();
    let rules = Rules { today, keep_national_no: true, date1904: table.grid.date1904 };
    Ok(match header.mapping.kind {
        Kind::Guardians => Plan::Pupils(plan_guardians(&ground.pupils(), sheet, header, &lacks)),
        Kind::Classes => {
            Plan::Classes(plan_classes(&ground.classes(today), &ground.records.staff, sheet, header, today))
        }
        Kind::Staff => {
            let known: Vec<KnownStaff> = ground.records.staff.iter().map(KnownStaff::from).collect();
            Plan::Staff(plan_staff(&known, sheet, header, &lacks))
        }
        _ => Plan::Pupils(plan_pupils(&ground.pupils(), &ground.classes(today), sheet, header, &rules, &lacks)),
    })
}

impl Plan {
    /// Tells one plan from another: what was shown is what is done.
    pub(super) fn digest(&self) -> String {
        packet::encoding::sha256_hex(format!("{self:?}").as_bytes())
    }

    fn tally(&self) -> (Tally, usize) {
        match self {
            Self::Pupils(plan) => (plan.tally(), plan.left.len()),
            Self::Classes(plan) => (plan.tally(), 0),
            Self::Staff(plan) => (plan.tally(), 0),
        }
    }

    fn notes(&self) -> Vec<String> {
        let notes = match self {
            Self::Pupils(plan) => &plan.notes,
            Self::Classes(plan) => &plan.notes,
            Self::Staff(plan) => &plan.notes,
        };
        notes.iter().map(|n| domain::roster::words().sentence(n.id()).to_owned()).collect()
    }

    fn rows(&self) -> Vec<RosterRow> {
        match self {
            Self::Pupils(plan) => plan.rows.iter().map(say::row).collect(),
            Self::Classes(plan) => plan.rows.iter().map(say::row).collect(),
            Self::Staff(plan) => plan.rows.iter().map(say::row).collect(),
        }
    }
}

/// Says, row by row, what an import would do.
///
/// # Errors
/// `RosterExpired` when another table was chosen since or a column is missing.
pub fn roster_plan(app: &App, request: &RosterPlanRequest) -> Result<RosterPlanView> {
    let home = app.home()?;
    home.require(Right::EditRoster)?;
    with_table(&home, &request.token, |table| {
        let ground = Ground::read(app, &home)?;
        let plan = make(app, table, &ground)?;
        let (tally, left) = plan.tally();
        let n = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let fits = |row: &RosterRow| match request.show.as_deref() {
            None | Some("") => true,
            Some("to_confirm") => row.confirm,
            Some("warned") => !row.warnings.is_empty(),
            Some(outcome) => row.outcome == outcome,
        };
        let rows: Vec<RosterRow> = plan.rows().into_iter().filter(fits).collect();
        let (leavers, new_classes) = match &plan {
            Plan::Pupils(plan) => {
                (leavers(&ground, plan), plan.new_classes.iter().map(domain::ClassName::canonical).collect())
            }
            _ => (Vec::new(), Vec::new()),
        };
        Ok(RosterPlanView {
            digest: plan.digest(),
            kind: table.header.as_ref().map_or(Kind::Students, |h| h.mapping.kind).id().to_owned(),
            file_name: table.file.clone(),
            tally: RosterTally {
                added: n(tally.added),
                changed: n(tally.changed),
                unchanged: n(tally.unchanged),
                returned: n(tally.returned),
                refused: n(tally.refused),
                skipped: n(tally.skipped),
                to_confirm: n(tally.to_confirm),
                left: n(left),
            },
            notes: plan.notes(),
            new_classes,
            total: n(rows.len()),
            rows: rows.into_iter().take(ROWS_MAX).collect(),
            leavers,
        })
    })
}

fn leavers(ground: &Ground, plan: &PupilPlan) -> Vec<RosterLeaver> {
    let class = |id: &str| ground.records.class(id).map(|c| c.name.clone()).unwrap_or_default();
    let leaver = |l: &domain::roster::Leaver| RosterLeaver {
        id: l.id.clone(),
        student_no: l.student_no.clone(),
        name: l.name.clone(),
        class_name: class(&l.class_id),
    };
    plan.left.iter().map(leaver).collect()
}
