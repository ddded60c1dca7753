//! The first start of a real home: school, first person, recovery code shown once and asked back.

use domain::noun::{Post, School, Staff};
use domain::{Records, SchoolCode, SchoolCodeFault, Term as _, is_person_name, normalise_name};
use vault::{AccountNo, ChosenPassword, Facts, Keyring, RecoveryCode, WeakPassword};

use super::{HomeLock, NewHome, OpenHome, look, make_home};
use crate::App;
use crate::error::{AppError, Code, Fields, Result};
use crate::fault::vault_error;
use crate::text_rule::line;
use crate::view::{ConfirmRequest, FirstStartRequest, HomeKind, RecoveryView, SessionView};

/// A home whose keys wait for the two groups.
pub(crate) struct FirstStartUnderWay {
    keyring: Keyring,
    store: store::Store,
    code: RecoveryCode,
    ask: [usize; 2],
    lock: HomeLock,
}

impl FirstStartUnderWay {
    /// The code on the screen, for its sheet.
    pub(crate) fn code_text(&self) -> zeroize::Zeroizing<String> {
        self.code.to_text()
    }
}

/// Makes the home and shows its recovery code; nothing is usable before [`first_start_confirm`]. A first start that was
/// interrupted is set aside and begins again.
///
/// # Errors
/// `InvalidFields`, `HomeExists`, `HomeDamaged`, `HomeBusy`, `DiskFull`, `CannotWrite`.
pub fn first_start_begin(app: &App, request: &FirstStartRequest) -> Result<RecoveryView> {
    let dir = app.roots.home.clone();
    let mut fields = Fields::default();
    let name = fields.need("schoolName", "school_name_4_50", line(&request.school_name, 4, 50));
    let code = match SchoolCode::parse(request.school_code.trim()) {
        Ok(code) => Some(code),
        Err(fault) => {
            let rule = match fault {
                SchoolCodeFault::NotTenDigits => "school_code_ten_digits",
                SchoolCodeFault::Province => "school_code_province",
            };
            fields.fault("schoolCode", rule);
            None
        }
    };
    let person = normalise_name(&request.person_name);
    let person = fields.need("personName", "not_a_name", is_person_name(&person).then_some(person));
    let mut posts = vec![Post::Principal];
    for id in &request.posts {
        match Post::from_id(id) {
            Some(p) if !posts.contains(&p) => posts.push(p),
            Some(_) => {}
            None => fields.fault("posts", "required_choice"),
        }
    }
    let names: Vec<&str> = person.iter().map(String::as_str).collect();
    let facts = Facts {
        names: &names,
        birthday: None,
        phones: &[],
        school_code: code.as_ref().map(SchoolCode::as_str).unwrap_or_default(),
    };
    let password = match ChosenPassword::new(&request.password, &facts) {
        Ok(password) => Some(password),
        Err(weak) => {
            fields.fault("password", password_rule(&weak));
            None
        }
    };
    fields.done()?;
    let (Some(name), Some(code), Some(person), Some(password)) = (name, code, person, password) else {
        return Err(Code::Internal.into());
    };
    *app.starting.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = None;
    crate::care::refuse_place(&dir)?;
    let lock = HomeLock::take(&dir)?;
    crate::care::remake_reserve(&dir);
    let seen = look(&dir);
    match seen.kind {
        HomeKind::None => {}
        HomeKind::Unfinished => vault::set_aside_unfinished(&dir).map_err(|e| vault_error(&dir, &e))?,
        HomeKind::Locked | HomeKind::Open => return Err(Code::HomeExists.into()),
        HomeKind::Damaged => return Err(AppError::new(Code::HomeDamaged).with("found", seen.found)),
    }
    let first_id = app.roots.uuid().to_string();
    let records = new_school(&name, &code, &person, &posts, &first_id);
    let (keyring, recovery, store) = make_home(
        app,
        &NewHome {
            dir: &dir,
            records: &records,
            first_id: &first_id,
            posts: &posts,
            password: &password,
            practice: false,
            recovery: true,
            term: None,
        },
    )?;
    let recovery = recovery.ok_or_else(|| AppError::new(Code::Internal))?;
    let ask = two_of_eight(app);
    let view = RecoveryView {
        groups: recovery.to_text().split('-').map(str::to_owned).collect(),
        ask: ask.iter().filter_map(|i| u32::try_from(*i).ok()).collect(),
        warnings: if code.known_category() { Vec::new() } else { vec!["school_code_category".to_owned()] },
    };
    *app.starting.lock().unwrap_or_else(std::sync::PoisonError::into_inner) =
        Some(FirstStartUnderWay { keyring, store, code: recovery, ask, lock });
    Ok(view)
}

/// Takes the two groups back; from then on the home is real and open.
///
/// # Errors
/// `RecoveryMismatch` (the first start stays under way), `NoFirstStart`.
pub fn first_start_confirm(app: &App, request: &ConfirmRequest) -> Result<SessionView> {
    let mut starting = app.starting.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let Some(under_way) = starting.as_ref() else { return Err(Code::NoFirstStart.into()) };
    let right = request.groups.len() == under_way.ask.len()
        && under_way.ask.iter().zip(&request.groups).all(|(i, typed)| under_way.code.has_group(i + 1, typed));
    if !right {
        return Err(Code::RecoveryMismatch.into());
    }
    let Some(mut done) = starting.take() else { return Err(Code::NoFirstStart.into()) };
    drop(starting);
    let dir = app.roots.home.clone();
    done.keyring.confirm().map_err(|e| vault_error(&dir, &e))?;
    let account = AccountNo::new(1).ok_or_else(|| AppError::new(Code::Internal))?;
    let home = OpenHome::new(app, &dir, done.keyring, done.store, account, done.lock)?;
    home.see_keys(app)?;
    app.set_open(Some(std::sync::Arc::new(home)));
    super::session(app)
}

/// A school of one person, from which everything else is recorded.
fn new_school(name: &str, code: &SchoolCode, person: &str, posts: &[Post], first_id: &str) -> Records {
    Records {
        school: Some(School {
            name: name.to_owned(),
            short: String::new(),
            school_code: code.as_str().to_owned(),
            note: String::new(),
            principal_id: first_id.to_owned(),
            class_count: 0,
            staff_total: 0,
            doc_prefix: String::new(),
            seal_note: String::new(),
        }),
        staff: vec![Staff {
            id: first_id.to_owned(),
            name: person.to_owned(),
            gender: None,
            post: posts.iter().map(|p| p.label()).collect::<Vec<_>>().join("、"),
            campaign_role: None,
            phone_masked: None,
            staff_no: None,
            left_on: None,
        }],
        ..Records::default()
    }
}

/// Two different groups of the eight, from 0, in order.
pub(crate) fn two_of_eight(app: &App) -> [usize; 2] {
    let mut bytes = [0u8; 2];
    app.roots.random().fill(&mut bytes);
    let [a, b] = bytes.map(usize::from);
    let first = a % 8;
    let second = (first + 1 + b % 7) % 8;
    [first.min(second), first.max(second)]
}

/// The stable code of a refused password.
pub(crate) fn password_rule(weak: &WeakPassword) -> &'static str {
    match weak {
        WeakPassword::TooShort { .. } => "password_too_short",
        WeakPassword::TooLong => "password_too_long",
        WeakPassword::TooSimple => "password_common",
        WeakPassword::IsName => "password_name",
        WeakPassword::IsBirthday => "password_birthday",
        WeakPassword::IsPhone => "password_phone",
        WeakPassword::IsSchoolCode => "password_school_code",
        _ => "password_weak",
    }
}
