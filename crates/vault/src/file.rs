//! The keys file: its form, its hash (damage) and its MAC (changes made outside the program).
//!
//! A file is accepted only if it is byte for byte what this program would write for the same content, so no byte of it
//! escapes the hash.

use std::fmt;
use std::path::{Path, PathBuf};

use base64ct::{Base64, Encoding};
use domain::Random;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::cost::KdfCost;
use crate::derive::{Purpose, sub_key};
use crate::error::{CopyFault, VaultError};
use crate::secret::Key32;
use crate::slot::{Kind, Slot};

/// The version of the form this program reads and writes.
const VERSION: u32 = 1;
/// Longest keys file that is read, in bytes: some 250 slots take a quarter of it.
pub(crate) const MAX_BYTES: u64 = 1 << 20;

/// The number a person logs in with, 1 to 9999; written with at least two digits. Names live only in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountNo(u16);

impl AccountNo {
    /// The account with this number, if there can be one.
    #[must_use]
    pub fn new(number: u16) -> Option<Self> {
        (1..=9999).contains(&number).then_some(Self(number))
    }

    /// Reads a number as typed or stored: `1`, `01`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let plain = !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse().ok()).flatten().and_then(Self::new)
    }

    /// The number itself.
    #[must_use]
    pub fn number(self) -> u16 {
        self.0
    }
}

impl fmt::Display for AccountNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

impl Serialize for AccountNo {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for AccountNo {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom("not an account number"))
    }
}

/// One line of the login page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountView {
    /// The number to log in with.
    pub account: AccountNo,
    /// Ids of the person's posts, as given when the account was made.
    pub posts: Vec<String>,
    /// Whether the slot holds the key of the sealed texts.
    pub may_read_sealed: bool,
}

/// `N` bytes that stand in the file as Base64 (RFC 4648 section 4, padded).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Octets<const N: usize>(pub(crate) [u8; N]);

impl<const N: usize> Octets<N> {
    /// Random bytes.
    pub(crate) fn random(random: &mut dyn Random) -> Self {
        let mut bytes = [0; N];
        random.fill(&mut bytes);
        Self(bytes)
    }

    /// The Base64 text.
    pub(crate) fn text(&self) -> String {
        Base64::encode_string(&self.0)
    }
}

impl<const N: usize> Serialize for Octets<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

impl<'de, const N: usize> Deserialize<'de> for Octets<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = Base64::decode_vec(&text).map_err(|_| de::Error::custom("not Base64"))?;
        bytes.try_into().map(Self).map_err(|_| de::Error::custom("wrong length"))
    }
}

/// What the MAC covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Body {
    pub(crate) v: u32,
    pub(crate) home: Uuid,
    pub(crate) db_file: String,
    pub(crate) generation: u64,
    pub(crate) confirmed: bool,
    pub(crate) next_account: u16,
    pub(crate) next_slot: u32,
    pub(crate) cipher_salt: Octets<16>,
    pub(crate) slots: Vec<Slot>,
}

impl Body {
    /// The bytes the MAC is computed over.
    fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// The MAC under the home's data key.
    fn mac(&self, data: &Key32) -> Hmac<Sha256> {
        // HMAC takes keys of any length, so the fallback is never used; it only keeps the conversion total.
        let mut mac = Hmac::<Sha256>::new_from_slice(sub_key(data, Purpose::KeysMac).bytes())
            .unwrap_or_else(|_| <Hmac<Sha256> as KeyInit>::new(&Default::default()));
        mac.update(&self.bytes());
        mac
    }

    /// Whether the content is one this program could have written.
    fn is_sound(&self) -> bool {
        let mut accounts: Vec<_> = self.slots.iter().filter_map(|slot| slot.account).collect();
        let mut ids: Vec<_> = self.slots.iter().map(|slot| slot.id).collect();
        let passwords = accounts.len();
        accounts.sort_unstable();
        accounts.dedup();
        ids.sort_unstable();
        ids.dedup();
        self.v == VERSION
            && is_plain_file_name(&self.db_file)
            && passwords >= 1
            && accounts.len() == passwords
            && ids.len() == self.slots.len()
            && self.slots.iter().filter(|slot| slot.kind == Kind::Recovery).count() <= 1
            && self.slots.iter().all(|slot| {
                slot.cost.is_readable()
                    && (slot.kind == Kind::Password) == slot.account.is_some()
                    && slot.posts.iter().all(|post| is_plain_id(post))
            })
    }
}

/// Whether a database's file name stays inside the home on every system.
pub(crate) fn is_plain_file_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && !name.starts_with('.')
        && !name.ends_with('.')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

/// Whether a post's id is short and plain.
pub(crate) fn is_plain_id(id: &str) -> bool {
    (1..=40).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// The whole file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Envelope {
    keys: Body,
    mac: Octets<32>,
    sha256: Octets<32>,
}

/// The version of any keys file, read before anything else is required of it.
#[derive(Deserialize)]
struct AnyVersion {
    keys: AnyBody,
}

/// See [`AnyVersion`].
#[derive(Deserialize)]
struct AnyBody {
    v: u32,
}

/// A keys file that is intact but still locked. Nothing in it is a secret.
#[derive(Debug, Clone)]
pub struct KeysFile {
    pub(crate) dir: PathBuf,
    pub(crate) body: Body,
    pub(crate) mac: Octets<32>,
    /// Whether it was read from somewhere else than its home, so that nothing may be written for it.
    pub(crate) elsewhere: bool,
}

impl KeysFile {
    /// Reads a keys file from bytes, such as the copy inside a backup. It writes nothing into `dir` until
    /// [`Keyring::adopt`](crate::Keyring::adopt) puts it into a home.
    ///
    /// # Errors
    /// [`CopyFault::Damaged`] or [`CopyFault::Newer`].
    pub fn from_bytes(dir: &Path, bytes: &[u8]) -> Result<Self, CopyFault> {
        Ok(Self { elsewhere: true, ..Self::parse(dir, bytes)? })
    }

    /// Reads one of the two copies of a home.
    pub(crate) fn parse(dir: &Path, bytes: &[u8]) -> Result<Self, CopyFault> {
        match serde_json::from_slice::<AnyVersion>(bytes) {
            Ok(any) if any.keys.v > VERSION => return Err(CopyFault::Newer(any.keys.v)),
            Ok(_) => {}
            Err(_) => return Err(CopyFault::Damaged),
        }
        let envelope: Envelope = serde_json::from_slice(bytes).map_err(|_| CopyFault::Damaged)?;
        let file = Self { dir: dir.to_path_buf(), body: envelope.keys, mac: envelope.mac, elsewhere: false };
        if file.body.is_sound() && file.to_bytes() == bytes { Ok(file) } else { Err(CopyFault::Damaged) }
    }

    /// The exact bytes of the file, for a backup.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let envelope = Envelope { keys: self.body.clone(), mac: self.mac, sha256: Octets(self.digest()) };
        let mut bytes = serde_json::to_vec_pretty(&envelope).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// SHA-256 over content and MAC. The database keeps it with the generation, so an older keys file put back is noticed.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        Sha256::new().chain_update(self.body.bytes()).chain_update(self.mac.0).finalize().into()
    }

    /// A file with its MAC made under the home's data key.
    pub(crate) fn sealed(dir: &Path, body: Body, data: &Key32) -> Self {
        let mac = Octets(body.mac(data).finalize().into_bytes().into());
        Self { dir: dir.to_path_buf(), body, mac, elsewhere: false }
    }

    /// Whether the MAC holds under the home's data key.
    pub(crate) fn is_authentic(&self, data: &Key32) -> bool {
        self.body.mac(data).verify_slice(&self.mac.0).is_ok()
    }

    /// The home's id, which the database repeats.
    #[must_use]
    pub fn home(&self) -> Uuid {
        self.body.home
    }

    /// The database's file name inside the home.
    #[must_use]
    pub fn db_file(&self) -> &str {
        &self.body.db_file
    }

    /// Counts the writes of this file.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.body.generation
    }

    /// Whether the first start was finished: until then nobody may log in, and the first start begins again.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        self.body.confirmed
    }

    /// Whether there is a recovery slot.
    #[must_use]
    pub fn has_recovery(&self) -> bool {
        self.body.slots.iter().any(|slot| slot.kind == Kind::Recovery)
    }

    /// The accounts the login page shows, by number.
    #[must_use]
    pub fn accounts(&self) -> Vec<AccountView> {
        let mut accounts: Vec<_> = self
            .body
            .slots
            .iter()
            .filter_map(|slot| {
                let account = slot.account?;
                Some(AccountView { account, posts: slot.posts.clone(), may_read_sealed: slot.sealed.is_some() })
            })
            .collect();
        accounts.sort_by_key(|view| view.account);
        accounts
    }

    /// The cost of an account's slot, so that a weak one made on another machine can be made again.
    ///
    /// # Errors
    /// [`VaultError::NoSuchAccount`].
    pub fn cost_of(&self, account: AccountNo) -> Result<KdfCost, VaultError> {
        let slot = self.body.slots.iter().find(|slot| slot.account == Some(account));
        slot.map(|slot| slot.cost).ok_or(VaultError::NoSuchAccount)
    }

    /// The first content of a new home.
    pub(crate) fn new_body(home: Uuid, db_file: &str, cipher_salt: Octets<16>) -> Body {
        Body {
            v: VERSION,
            home,
            db_file: db_file.to_owned(),
            generation: 1,
            confirmed: false,
            next_account: 1,
            next_slot: 1,
            cipher_salt,
            slots: Vec::new(),
        }
    }
}
