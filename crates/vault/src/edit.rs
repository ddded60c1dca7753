//! Changing the slots of an unlocked home. Each change is one new generation of the file, on disk before it returns.

use domain::Random;

use crate::cost::KdfCost;
use crate::disk;
use crate::error::VaultError;
use crate::file::{AccountNo, Body, KeysFile, is_plain_id};
use crate::keyring::Keyring;
use crate::password::ChosenPassword;
use crate::recovery::RecoveryCode;
use crate::secret::Key32;
use crate::slot::{Kind, Label, Slot};

/// An account to make.
pub struct NewAccount<'a> {
    /// Ids of the person's posts, shown on the login page: letters, digits, `-` and `_`, at most 40 of them.
    pub posts: &'a [String],
    /// Whether the slot gets the key of the sealed texts (校长 and 心理教师).
    pub may_read_sealed: bool,
    /// The person's password.
    pub password: &'a ChosenPassword,
}

impl Keyring {
    /// Ends the first start: from now on people may log in. Does nothing when it is ended already.
    ///
    /// # Errors
    /// [`VaultError::Write`].
    pub fn confirm(&mut self) -> Result<(), VaultError> {
        if self.file.is_confirmed() {
            return Ok(());
        }
        let mut body = self.file.body.clone();
        body.confirmed = true;
        self.commit(body)
    }

    /// Adds an account under the next number; numbers are never used again.
    ///
    /// # Errors
    /// [`VaultError::SealedKeyNotHeld`], [`VaultError::Cost`], [`VaultError::BadValue`], [`VaultError::Memory`],
    /// [`VaultError::Write`].
    pub fn add_account(
        &mut self,
        account: &NewAccount<'_>,
        cost: KdfCost,
        random: &mut dyn Random,
    ) -> Result<AccountNo, VaultError> {
        let mut body = self.file.body.clone();
        let sealed = self.sealed_for(account.may_read_sealed)?;
        let number = push_account(&mut body, account, cost, &self.data, sealed, random)?;
        self.commit(body)?;
        Ok(number)
    }

    /// Gives an account a new password (and the present cost). It keeps its posts, and the key of the sealed texts if it
    /// had it.
    ///
    /// # Errors
    /// [`VaultError::NoSuchAccount`], [`VaultError::SealedKeyNotHeld`] and those of [`Keyring::add_account`].
    pub fn replace_password(
        &mut self,
        account: AccountNo,
        password: &ChosenPassword,
        cost: KdfCost,
        random: &mut dyn Random,
    ) -> Result<(), VaultError> {
        let mut body = self.file.body.clone();
        let (home, id) = (body.home, take_slot_id(&mut body)?);
        let slot = find(&mut body, account)?;
        let sealed = self.sealed_for(slot.sealed.is_some())?;
        let posts = slot.posts.clone();
        let label = Label { home, id, kind: Kind::Password, account: Some(account), posts: &posts };
        *slot = Slot::make(&label, password.0.as_bytes(), cost, &self.data, sealed, random)?;
        self.commit(body)
    }

    /// Changes the posts the login page shows for an account.
    ///
    /// # Errors
    /// [`VaultError::NoSuchAccount`], [`VaultError::BadValue`], [`VaultError::Write`].
    pub fn set_posts(&mut self, account: AccountNo, posts: &[String]) -> Result<(), VaultError> {
        check_posts(posts)?;
        let mut body = self.file.body.clone();
        find(&mut body, account)?.posts = posts.to_vec();
        self.commit(body)
    }

    /// Takes the key of the sealed texts out of an account's slot, when the person leaves the post that needed it.
    ///
    /// # Errors
    /// [`VaultError::NoSuchAccount`], [`VaultError::Write`].
    pub fn withdraw_sealed(&mut self, account: AccountNo) -> Result<(), VaultError> {
        let mut body = self.file.body.clone();
        find(&mut body, account)?.sealed = None;
        self.commit(body)
    }

    /// Removes an account. Whoever copied the file before can still open that copy with the old password.
    ///
    /// # Errors
    /// [`VaultError::NoSuchAccount`], [`VaultError::LastAccount`], [`VaultError::Write`].
    pub fn remove_account(&mut self, account: AccountNo) -> Result<(), VaultError> {
        let mut body = self.file.body.clone();
        find(&mut body, account)?;
        body.slots.retain(|slot| slot.account != Some(account));
        if body.slots.iter().all(|slot| slot.account.is_none()) {
            return Err(VaultError::LastAccount);
        }
        self.commit(body)
    }

    /// Makes a new recovery code; the old one opens nothing from then on.
    ///
    /// # Errors
    /// [`VaultError::SealedKeyNotHeld`]: the recovery slot always holds both keys; and those of [`Keyring::add_account`].
    pub fn replace_recovery(&mut self, cost: KdfCost, random: &mut dyn Random) -> Result<RecoveryCode, VaultError> {
        let mut body = self.file.body.clone();
        let sealed = self.sealed_for(true)?;
        let code = push_recovery(&mut body, cost, &self.data, sealed, random)?;
        self.commit(body)?;
        Ok(code)
    }

    /// The key of the sealed texts where it is wanted.
    fn sealed_for(&self, wanted: bool) -> Result<Option<&Key32>, VaultError> {
        match (wanted, &self.sealed) {
            (false, _) => Ok(None),
            (true, Some(key)) => Ok(Some(key)),
            (true, None) => Err(VaultError::SealedKeyNotHeld),
        }
    }

    /// Writes the next generation; memory follows only when the disk has it.
    fn commit(&mut self, mut body: Body) -> Result<(), VaultError> {
        body.generation = body.generation.saturating_add(1);
        let file = KeysFile::sealed(&self.file.dir, body, &self.data);
        disk::write_both(&file, Some(&self.file))?;
        self.file = file;
        self.settled();
        Ok(())
    }
}

/// Appends a password slot under the next account number.
pub(crate) fn push_account(
    body: &mut Body,
    account: &NewAccount<'_>,
    cost: KdfCost,
    data: &Key32,
    sealed: Option<&Key32>,
    random: &mut dyn Random,
) -> Result<AccountNo, VaultError> {
    check_posts(account.posts)?;
    let number = AccountNo::new(body.next_account).ok_or(VaultError::BadValue)?;
    let id = take_slot_id(body)?;
    let label = Label { home: body.home, id, kind: Kind::Password, account: Some(number), posts: account.posts };
    let slot = Slot::make(&label, account.password.0.as_bytes(), cost, data, sealed, random)?;
    body.next_account = body.next_account.saturating_add(1);
    body.slots.push(slot);
    Ok(number)
}

/// Replaces the recovery slot, or makes the first one.
pub(crate) fn push_recovery(
    body: &mut Body,
    cost: KdfCost,
    data: &Key32,
    sealed: Option<&Key32>,
    random: &mut dyn Random,
) -> Result<RecoveryCode, VaultError> {
    let code = RecoveryCode::make(random);
    let id = take_slot_id(body)?;
    let label = Label { home: body.home, id, kind: Kind::Recovery, account: None, posts: &[] };
    let slot = Slot::make(&label, &code.secret(), cost, data, sealed, random)?;
    body.slots.retain(|slot| slot.kind != Kind::Recovery);
    body.slots.push(slot);
    Ok(code)
}

/// A slot id that no slot of this home ever had.
fn take_slot_id(body: &mut Body) -> Result<u32, VaultError> {
    let id = body.next_slot;
    body.next_slot = id.checked_add(1).ok_or(VaultError::BadValue)?;
    Ok(id)
}

/// The password slot of an account.
fn find(body: &mut Body, account: AccountNo) -> Result<&mut Slot, VaultError> {
    body.slots.iter_mut().find(|slot| slot.account == Some(account)).ok_or(VaultError::NoSuchAccount)
}

/// Refuses posts that the file would not read back.
fn check_posts(posts: &[String]) -> Result<(), VaultError> {
    if posts.iter().all(|post| is_plain_id(post)) { Ok(()) } else { Err(VaultError::BadValue) }
}
