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

    /// Gives an existing account number a slot, in place of the one it has or after it lost it.
    ///
    /// # Errors
    /// [`VaultError::NoSuchAccount`] for a number that was never given out, and those of [`Keyring::add_account`].
    pub fn put_password(
        &mut self,
        account: AccountNo,
        new: &NewAccount<'_>,
        cost: KdfCost,
        random: &mut dyn Random,
    ) -> Result<(), VaultError> {
        check_posts(new.posts)?;
        let mut body = self.file.body.clone();
        if account.number() >= body.next_account {
            return Err(VaultError::NoSuchAccount);
        }
        let sealed = self.sealed_for(new.may_read_sealed)?;
        let id = take_slot_id(&mut body)?;
        let label = Label { home: body.home, id, kind: Kind::Password, account: Some(account), posts: new.posts };
        let slot = Slot::make(&label, new.password.0.as_bytes(), cost, &self.data, sealed, random)?;
        body.slots.retain(|slot| slot.account != Some(account));
        body.slots.push(slot);
        self.commit(body)
    }

    /// Takes the next account number without a slot, so that the database can know the account before it can open
    /// anything; numbers are never used again.
    ///
    /// # Errors
    /// [`VaultError::BadValue`] when all numbers are taken; [`VaultError::Write`].
    pub fn reserve_account(&mut self) -> Result<AccountNo, VaultError> {
        let mut body = self.file.body.clone();
        let number = AccountNo::new(body.next_account).ok_or(VaultError::BadValue)?;
        body.next_account = body.next_account.saturating_add(1);
        self.commit(body)?;
        Ok(number)
    }

    /// Whether a password opens an account's slot, for a person who is logged in and confirms something grave.
    ///
    /// # Errors
    /// [`VaultError::NoSuchAccount`], [`VaultError::WrongPassword`], [`VaultError::Memory`].
    pub fn opens(&self, account: AccountNo, password: &str) -> Result<(), VaultError> {
        let slot = self.file.body.slots.iter().find(|slot| slot.account == Some(account));
        let slot = slot.ok_or(VaultError::NoSuchAccount)?;
        slot.open(self.file.body.home, crate::password::prepared(password).as_bytes()).map(drop)
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

    /// Puts the key of the sealed texts into an account's slot, for a person who came to need it. That person types the own
    /// password here, beside somebody who holds the key: the slot opens with that password only, and a key that could be
    /// left for them without it would have to be left under something that others in the school can exchange.
    ///
    /// # Errors
    /// [`VaultError::SealedKeyNotHeld`], [`VaultError::NoSuchAccount`], [`VaultError::WrongPassword`],
    /// [`VaultError::Memory`], [`VaultError::Write`].
    pub fn hand_over_sealed(
        &mut self,
        account: AccountNo,
        password: &str,
        random: &mut dyn Random,
    ) -> Result<(), VaultError> {
        let mut body = self.file.body.clone();
        let home = body.home;
        let sealed = self.sealed.as_ref().ok_or(VaultError::SealedKeyNotHeld)?;
        let secret = crate::password::prepared(password);
        find(&mut body, account)?.take_sealed(home, secret.as_bytes(), sealed, random)?;
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

    /// Makes a recovery code that opens nothing yet, to be shown and typed back before [`Keyring::commit_recovery`].
    ///
    /// # Errors
    /// [`VaultError::SealedKeyNotHeld`]: the recovery slot always holds both keys.
    pub fn prepare_recovery(&self, random: &mut dyn Random) -> Result<RecoveryCode, VaultError> {
        self.sealed_for(true)?;
        Ok(RecoveryCode::make(random))
    }

    /// Puts a prepared code in force; the old one opens nothing from then on.
    ///
    /// # Errors
    /// [`VaultError::SealedKeyNotHeld`] and those of [`Keyring::add_account`].
    pub fn commit_recovery(
        &mut self,
        code: &RecoveryCode,
        cost: KdfCost,
        random: &mut dyn Random,
    ) -> Result<(), VaultError> {
        let mut body = self.file.body.clone();
        let sealed = self.sealed_for(true)?;
        push_code(&mut body, code, cost, &self.data, sealed, random)?;
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
        if self.file.elsewhere {
            // Keys out of a backup are changed only once they stand in a home.
            return Err(VaultError::BadValue);
        }
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
    push_code(body, &code, cost, data, sealed, random)?;
    Ok(code)
}

/// Puts the slot of a code in place of the recovery slot there is.
fn push_code(
    body: &mut Body,
    code: &RecoveryCode,
    cost: KdfCost,
    data: &Key32,
    sealed: Option<&Key32>,
    random: &mut dyn Random,
) -> Result<(), VaultError> {
    let id = take_slot_id(body)?;
    let label = Label { home: body.home, id, kind: Kind::Recovery, account: None, posts: &[] };
    let slot = Slot::make(&label, &code.secret(), cost, data, sealed, random)?;
    body.slots.retain(|slot| slot.kind != Kind::Recovery);
    body.slots.push(slot);
    Ok(())
}

/// A slot id that no slot of this home ever had.
pub(crate) fn take_slot_id(body: &mut Body) -> Result<u32, VaultError> {
    let id = body.next_slot;
    body.next_slot = id.checked_add(1).ok_or(VaultError::BadValue)?;
    Ok(id)
}

/// The password slot of an account.
pub(crate) fn find(body: &mut Body, account: AccountNo) -> Result<&mut Slot, VaultError> {
    body.slots.iter_mut().find(|slot| slot.account == Some(account)).ok_or(VaultError::NoSuchAccount)
}

/// Refuses posts that the file would not read back.
fn check_posts(posts: &[String]) -> Result<(), VaultError> {
    if posts.iter().all(|post| is_plain_id(post)) { Ok(()) } else { Err(VaultError::BadValue) }
}
