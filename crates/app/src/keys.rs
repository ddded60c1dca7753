//! The school's keys as the open home holds them.

use packet::identity::Identity;
use packet::seal::AgeIdentity;
use store::identity::Issuer;

use crate::error::{AppError, Code, Result};
use crate::fault::packet_error;
use crate::home::OpenHome;

/// The signing key with the newest certificate, and who issued that.
pub(crate) fn identity(home: &OpenHome) -> Result<(Identity, Issuer)> {
    let (key, certificate) = home.read(|tx| Ok((store::identity::key(tx)?, store::identity::certificate(tx)?)))?;
    let (Some(key), Some(certificate)) = (key, certificate) else {
        return Err(AppError::new(Code::HomeDamaged).with("found", vec!["identity_missing"]));
    };
    let identity = Identity::from_der(&key, &certificate.der).map_err(packet_error)?;
    Ok((identity, certificate.issuer))
}

/// The age identity with which the school opens its own packets again.
pub(crate) fn recovery(home: &OpenHome) -> Result<AgeIdentity> {
    let kept = home.read(store::identity::recovery)?;
    let kept = kept.ok_or_else(|| AppError::new(Code::HomeDamaged).with("found", vec!["identity_missing"]))?;
    AgeIdentity::from_file(&kept.secret).map_err(packet_error)
}
