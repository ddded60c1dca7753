//! On what each purpose rests, and whose guardians have not consented to what needs it.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use domain::noun::{Class, Post, Student};
use domain::privacy::{self, Consent, ConsentAnswer, ConsentWay, Decision, LegalBasis, Purpose};
use domain::{Date, Records, Term as _};

use crate::App;
use crate::audit::record_because;
use crate::error::{AppError, Code, Fields, Result};
use crate::home::OpenHome;
use crate::rights::Right;
use crate::text_rule::{date, line};
use crate::view::{
    Choice, ConsentLine, ConsentRequest, ConsentRow, PrivacyBasisRequest, PrivacyView, PurposeDecision, PurposeRow,
};

/// Longest name of a guardian, in code points.
const GUARDIAN_MAX: usize = 100;
/// Who looks after the consents of every pupil, and of the own class.
const RIGHTS: &[Right] = &[Right::EditRoster, Right::ReadOwnClass];

#[derive(Default, serde::Deserialize)]
struct Words {
    /// What stands in lists in the place of the title of a case marked as sensitive.
    hidden_title: String,
    purposes: BTreeMap<String, PurposeWords>,
}

#[derive(Default, serde::Deserialize)]
struct PurposeWords {
    what: String,
    law: String,
}

fn table() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| serde_json::from_str(include_str!("../../../../assets/text/privacy.json")).unwrap_or_default())
}

fn words(purpose: Purpose) -> Option<&'static PurposeWords> {
    table().purposes.get(purpose.id())
}

/// What stands in the place of the title of a case that is not told about.
pub(super) fn hidden_title() -> String {
    table().hidden_title.clone()
}

/// What stands about it in the database.
struct Kept {
    records: Records,
    decisions: Vec<Decision>,
    /// By pupil, oldest first.
    consents: HashMap<String, Vec<Consent>>,
}

impl Kept {
    fn of(&self, student: &Student) -> &[Consent] {
        self.consents.get(&student.id).map(Vec::as_slice).unwrap_or_default()
    }
}

fn kept(app: &App, home: &OpenHome) -> Result<Kept> {
    let today = app.roots.now().date();
    home.read(|tx| {
        let mut consents: HashMap<String, Vec<Consent>> = HashMap::new();
        for one in store::safeguard::answers(tx)? {
            consents.entry(one.student_id.clone()).or_default().push(one);
        }
        Ok(Kept { records: store::read_ground(tx, today)?, decisions: store::safeguard::decisions(tx)?, consents })
    })
}

/// Whether the consents of this pupil are the person's to look after.
fn is_mine(home: &OpenHome, records: &Records, student: &Student) -> bool {
    let mine = |c: &Class| c.homeroom_teacher_id.as_deref() == Some(home.person_id());
    home.holds(Right::EditRoster)
        || (home.person.posts.contains(&Post::HomeroomTeacher) && records.class(&student.class_id).is_some_and(mine))
}

/// Every purpose with its basis, and the pupils whose consents the person looks after: those with something missing first.
///
/// # Errors
/// `NoRight`.
pub fn privacy_get(app: &App) -> Result<PrivacyView> {
    let home = app.home()?;
    home.require_any(RIGHTS)?;
    let today = app.roots.now().date();
    let kept = kept(app, &home)?;
    let mine: Vec<&Student> =
        kept.records.students.iter().filter(|s| s.is_here(today) && is_mine(&home, &kept.records, s)).collect();
    let mut rows: Vec<ConsentRow> = mine.iter().map(|s| row(&kept, s, today)).collect();
    let lacking = |purpose: Purpose| rows.iter().filter(|r| r.missing.iter().any(|c| c.id == purpose.id())).count();
    let purposes: Vec<PurposeRow> = Purpose::ALL.iter().map(|p| purpose_row(&kept, *p, lacking(*p))).collect();
    rows.sort_by_key(|r| r.missing.is_empty());
    Ok(PrivacyView {
        missing: u32::try_from(rows.iter().filter(|r| !r.missing.is_empty()).count()).unwrap_or(u32::MAX),
        purposes,
        pupils: rows,
        answers: Choice::all::<ConsentAnswer>(),
        ways: [ConsentWay::Paper, ConsentWay::Spoken].map(Choice::of).to_vec(),
        bases: Choice::all::<LegalBasis>(),
        may_decide: home.holds(Right::EditSettings),
        may_answer_requests: home.holds(Right::EditRoster),
    })
}

fn purpose_row(kept: &Kept, purpose: Purpose, missing: usize) -> PurposeRow {
    let basis = privacy::basis(purpose, &kept.decisions);
    let said = words(purpose);
    let decided = kept.decisions.iter().rev().find(|d| d.purpose == purpose).map(|d| PurposeDecision {
        reason: d.reason.clone(),
        by: kept.records.person_name(&d.by).unwrap_or_default().to_owned(),
        at: d.at.to_string(),
    });
    PurposeRow {
        id: purpose.id().to_owned(),
        label: purpose.label().to_owned(),
        what: said.map(|w| w.what.clone()).unwrap_or_default(),
        law: said.map(|w| w.law.clone()).unwrap_or_default(),
        basis: basis.id().to_owned(),
        basis_label: basis.label().to_owned(),
        usual: basis == purpose.usual_basis(),
        decided,
        missing: u32::try_from(missing).unwrap_or(u32::MAX),
    }
}

fn row(kept: &Kept, student: &Student, today: Date) -> ConsentRow {
    let missing = privacy::missing(student, &kept.decisions, kept.of(student), today);
    let said = kept.of(student).iter().rev();
    ConsentRow {
        student_id: student.id.clone(),
        name: student.name.clone(),
        class_name: kept.records.class(&student.class_id).map(|c| c.name.clone()).unwrap_or_default(),
        under14: domain::under_14(student.birth_month, today),
        missing: missing.into_iter().map(Choice::of).collect(),
        answers: said.map(|c| line_of(&kept.records, c)).collect(),
    }
}

fn line_of(records: &Records, c: &Consent) -> ConsentLine {
    ConsentLine {
        purpose: c.purpose.map(|p| p.label().to_owned()),
        answer: c.answer.id().to_owned(),
        answer_label: c.answer.label().to_owned(),
        guardian: c.guardian.clone(),
        way: c.way.label().to_owned(),
        on: c.answered_on.map(|d| d.to_string()),
        by: c.by.as_deref().and_then(|id| records.person_name(id)).map(str::to_owned),
    }
}

/// Decides on what a purpose rests from now on.
///
/// # Errors
/// `NoRight`, `InvalidFields`.
pub fn privacy_basis_set(app: &App, request: &PrivacyBasisRequest) -> Result<PrivacyView> {
    let home = app.home()?;
    home.require(Right::EditSettings)?;
    let mut f = Fields::default();
    let purpose = f.need("purpose", "required_choice", Purpose::from_id(&request.purpose));
    let basis = f.need("basis", "required_choice", LegalBasis::from_id(&request.basis));
    let why = f.need("reason", "reason_4_400", line(&request.reason, 4, 400));
    f.done()?;
    let (Some(purpose), Some(basis), Some(why)) = (purpose, basis, why) else { return Err(Code::Internal.into()) };
    let at = app.roots.now();
    let new = Decision { purpose, basis, reason: why.clone(), by: home.person_id().to_owned(), at };
    record_because(app, &home, "privacy.basis", "purpose", purpose.id(), &["legal_basis"], &why, |tx| {
        store::safeguard::decide(tx, &new)
    })?;
    drop(home);
    privacy_get(app)
}

/// Keeps what a pupil's guardians answered.
///
/// # Errors
/// `NoRight`; `NotFound` for a pupil whose consents are not the person's to look after; `InvalidFields`.
pub fn consent_add(app: &App, request: &ConsentRequest) -> Result<PrivacyView> {
    let home = app.home()?;
    home.require_any(RIGHTS)?;
    let now = app.roots.now();
    let kept = kept(app, &home)?;
    let student = kept
        .records
        .student(&request.student_id)
        .filter(|s| is_mine(&home, &kept.records, s))
        .ok_or_else(|| AppError::new(Code::NotFound).with("id", "student"))?;
    let mut f = Fields::default();
    let purpose = match request.purpose.as_deref().filter(|p| !p.is_empty()) {
        Some(id) => f.need("purpose", "required_choice", Purpose::from_id(id)).map(Some),
        None => Some(None),
    };
    let answer = f.need("answer", "required_choice", ConsentAnswer::from_id(&request.answer));
    let way = ConsentWay::from_id(&request.way).filter(|w| *w != ConsentWay::File);
    let way = f.need("way", "required_choice", way);
    let guardian = f.need("guardian", "required_text_100", line(&request.guardian, 1, GUARDIAN_MAX));
    let on = f.need("answeredOn", "not_a_date", date(&request.answered_on));
    if on.is_some_and(|day| day > now.date()) {
        f.fault("answeredOn", "in_the_future");
    }
    if answer == Some(ConsentAnswer::Withdrawn) {
        let before = |p: Purpose| privacy::answer(&student.id, p, kept.of(student)).map(|c| c.answer);
        let asked = purpose.flatten().map_or(Purpose::ALL.to_vec(), |p| vec![p]);
        if !asked.into_iter().any(|p| before(p) == Some(ConsentAnswer::Given)) {
            f.fault("answer", "nothing_to_withdraw");
        }
    }
    f.done()?;
    let (Some(purpose), Some(answer), Some(way), Some(guardian), Some(on)) = (purpose, answer, way, guardian, on)
    else {
        return Err(Code::Internal.into());
    };
    let new = Consent {
        student_id: student.id.clone(),
        purpose,
        answer,
        guardian: Some(guardian),
        way,
        answered_on: Some(on),
        by: Some(home.person_id().to_owned()),
        at: now,
    };
    home.record(app, "consent.answer", "student", &new.student_id, &["purpose", "consent"], |tx| {
        store::safeguard::answer(tx, &new)
    })?;
    drop(home);
    privacy_get(app)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_purpose_says_what_it_is_and_which_law_it_rests_on() {
        for purpose in Purpose::ALL {
            let said = words(*purpose).unwrap_or_else(|| panic!("{}", purpose.id()));
            assert!(!hidden_title().is_empty() && !said.what.is_empty() && said.law.contains('《'), "{}", purpose.id());
        }
    }
}
