//! Sealing a packet with age v1 (X25519): readable by the bureau and by the school's own recovery key, by nobody else.
//!
//! age hides who sent a file and proves nothing about it; that is the task of the signature inside.

use std::io::{Read, Write};
use std::str::FromStr;

use age::secrecy::ExposeSecret;
use age::{DecryptError, Decryptor, Encryptor};
use bech32::{Bech32, Hrp};
use domain::Random;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

use crate::encoding::hex;
use crate::{Error, Result};

/// The first line of every age file.
const MAGIC: &[u8] = b"age-encryption.org/v1\n";

/// Whether bytes begin like an age file.
pub fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// To whom a packet is sealed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recipient(age::x25519::Recipient);

impl FromStr for Recipient {
    type Err = Error;

    /// Reads `age1…`.
    fn from_str(text: &str) -> Result<Self> {
        age::x25519::Recipient::from_str(text).map(Self).map_err(|_| Error::AgeKey)
    }
}

impl std::fmt::Display for Recipient {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(formatter)
    }
}

/// The secret half: opens what was sealed to it.
#[derive(Clone)]
pub struct AgeIdentity(age::x25519::Identity);

impl std::fmt::Debug for AgeIdentity {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("AgeIdentity")
    }
}

impl AgeIdentity {
    /// A new identity from 32 random bytes.
    pub fn generate(random: &mut dyn Random) -> Result<Self> {
        let mut secret = Zeroizing::new([0u8; 32]);
        random.fill(secret.as_mut_slice());
        Self::from_secret(&secret)
    }

    /// The identity of 32 secret bytes, for example a sub-key of the school's vault: the same bytes give the same
    /// identity.
    pub fn from_secret(secret: &[u8; 32]) -> Result<Self> {
        let prefix = Hrp::parse("age-secret-key-").map_err(|_| Error::AgeKey)?;
        let mut text = bech32::encode::<Bech32>(prefix, secret).map_err(|_| Error::AgeKey)?;
        text.make_ascii_uppercase();
        let identity = age::x25519::Identity::from_str(&text).map(Self).map_err(|_| Error::AgeKey);
        text.zeroize();
        identity
    }

    /// Reads an identity file: lines beginning with `#` are comments, the first other line is `AGE-SECRET-KEY-1…`.
    pub fn from_file(text: &str) -> Result<Self> {
        let line =
            text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#')).ok_or(Error::AgeKey)?;
        age::x25519::Identity::from_str(line).map(Self).map_err(|_| Error::AgeKey)
    }

    /// The identity as a file that the `age` program reads, wiped when dropped.
    pub fn to_file(&self) -> Zeroizing<String> {
        let recipient = self.recipient();
        let secret = self.0.to_string();
        Zeroizing::new(format!("# public key: {recipient}\n{}\n", secret.expose_secret()))
    }

    /// The public half.
    pub fn recipient(&self) -> Recipient {
        Recipient(self.0.to_public())
    }
}

/// What stands in the outbox about a sealed file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// SHA-256 of the sealed file, 64 hexadecimal digits. A receipt must name it.
    pub sha256: String,
    /// Its length in bytes.
    pub size: u64,
}

/// Seals `plain` to all recipients into `out`. Every call gives other bytes, so a sealed file is kept and never made
/// again for a second try.
pub fn seal(plain: &[u8], recipients: &[Recipient], out: &mut dyn Write) -> Result<Sealed> {
    let list = recipients.iter().map(|recipient| &recipient.0 as &dyn age::Recipient);
    let encryptor = Encryptor::with_recipients(list).map_err(|_| Error::AgeKey)?;
    let failed = |error: std::io::Error| Error::Write(error.kind());
    let mut counted = Counted { out, hash: Sha256::new(), size: 0 };
    let mut writer = encryptor.wrap_output(&mut counted).map_err(failed)?;
    writer.write_all(plain).map_err(failed)?;
    writer.finish().map_err(failed)?;
    counted.flush().map_err(failed)?;
    Ok(Sealed { sha256: hex(&counted.hash.finalize()), size: counted.size })
}

/// Opens a sealed file. At most `limit` bytes of content are read.
///
/// Fails with [`Error::NotSealed`], [`Error::WrongAgeKey`], [`Error::SealBroken`] (any changed or missing byte behind
/// the first line, except one inside the stanza of the very key used, which reads like a wrong key) or
/// [`Error::TooLarge`].
pub fn unseal(sealed: &[u8], identity: &AgeIdentity, limit: u64) -> Result<Zeroizing<Vec<u8>>> {
    if !is_sealed(sealed) {
        return Err(Error::NotSealed);
    }
    let refused = |error: DecryptError| match error {
        DecryptError::NoMatchingKeys => Error::WrongAgeKey,
        _ => Error::SealBroken,
    };
    let decryptor = Decryptor::new_buffered(sealed).map_err(refused)?;
    let reader = decryptor.decrypt(std::iter::once(&identity.0 as &dyn age::Identity)).map_err(refused)?;
    let mut plain = Zeroizing::new(Vec::new());
    reader.take(limit.saturating_add(1)).read_to_end(&mut plain).map_err(|_| Error::SealBroken)?;
    if plain.len() as u64 > limit {
        return Err(Error::TooLarge);
    }
    Ok(plain)
}

struct Counted<'a> {
    out: &'a mut dyn Write,
    hash: Sha256,
    size: u64,
}

impl Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.out.write(bytes)?;
        let (done, _) = bytes.split_at_checked(written).unwrap_or((bytes, &[]));
        self.hash.update(done);
        self.size += done.len() as u64;
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}
