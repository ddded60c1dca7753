//! The practice home: the sample school with keys of its own, separate from the real home and marked 演练 everywhere.

use std::path::Path;

use domain::noun::Post;
use domain::{Records, SchoolFile};
use packet::identity::Term;
use vault::{ChosenPassword, Facts};

use super::{HomeLock, NewHome, PRACTICE_DIR, look, make_home};
use crate::App;
use crate::error::{AppError, Code, Fields, Result};
use crate::fault::vault_error;
use crate::view::{HomeKind, LoginRequest, PasswordRequest, SessionView};

/// The sample school that the program brings along.
const SAMPLE: &[u8] = include_bytes!("../../../../assets/sample/school.json");

/// Makes the practice home the first time, opens it every time. It asks only for its principal's password.
///
/// # Errors
/// `InvalidFields` for a weak password, `WrongPassword` when the home is there and opens with another, `HomeDamaged`.
pub fn practice_open(app: &App, request: &PasswordRequest) -> Result<SessionView> {
    let dir = app.roots.home.join(PRACTICE_DIR);
    crate::care::refuse_place(&dir)?;
    let seen = look(&dir);
    match seen.kind {
        HomeKind::Locked | HomeKind::Open => {}
        HomeKind::Damaged => return Err(AppError::new(Code::HomeDamaged).with("found", seen.found)),
        HomeKind::None | HomeKind::Unfinished => {
            let file = SchoolFile::parse(SAMPLE)?;
            let lock = HomeLock::take(&dir)?;
            if seen.kind == HomeKind::Unfinished {
                vault::set_aside_unfinished(&dir).map_err(|e| vault_error(&dir, &e))?;
            }
            make_practice_home(app, &dir, &file.records, &request.password, None)?;
            drop(lock);
        }
    }
    let account = "01".to_owned();
    let password = request.password.clone();
    super::login(app, &LoginRequest { account, password, practice: true, clock_accepted: true })
}

/// Makes a confirmed practice home in a folder whose lock is held.
///
/// # Errors
/// As [`make_home`], and `InvalidFields` for a weak password.
pub(crate) fn make_practice_home(
    app: &App,
    dir: &Path,
    records: &Records,
    password: &str,
    term: Option<Term>,
) -> Result<()> {
    let school = records.school.as_ref().ok_or_else(|| AppError::new(Code::Internal))?;
    let name = records.person_name(&school.principal_id).unwrap_or_default();
    let facts = Facts { names: &[name], birthday: None, phones: &[], school_code: &school.school_code };
    let password = ChosenPassword::new(password, &facts).map_err(|weak| {
        let mut fields = Fields::default();
        fields.fault("password", super::first_start::password_rule(&weak));
        fields.done().err().unwrap_or_else(|| Code::Internal.into())
    })?;
    let (mut keyring, _, store) = make_home(
        app,
        &NewHome {
            dir,
            records,
            first_id: &school.principal_id,
            posts: &[Post::Principal],
            password: &password,
            practice: true,
            recovery: false,
            term,
        },
    )?;
    drop(store);
    keyring.confirm().map_err(|e| vault_error(dir, &e))
}
