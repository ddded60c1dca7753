//! Reading a profile, comparing its fingerprint, trusting it.

use std::sync::PoisonError;

use packet::Error as PacketError;
use packet::identity::same_fingerprint;
use packet::profile::{BureauProfile, Flaw};
use store::identity::Issuer;
use store::profile::AcceptedProfile;

use crate::App;
use crate::error::{AppError, Code, Result};
use crate::fault::packet_error;
use crate::home::OpenHome;
use crate::keys;
use crate::rights::Right;
use crate::view::{AcceptProfileRequest, BureauView, CertificateView, ProfileView};

fn profile_error(e: PacketError) -> AppError {
    match e {
        PacketError::Profile(Flaw::Fingerprint) => Code::FingerprintDiffers.into(),
        PacketError::Profile(Flaw::OtherAuthority) => Code::ProfileOtherAuthority.into(),
        PacketError::Profile(Flaw::NotNewer) => Code::ProfileOlder.into(),
        _ => Code::ProfileInvalid.into(),
    }
}

fn view(p: &BureauProfile) -> Result<ProfileView> {
    Ok(ProfileView {
        name: p.profile.name.clone(),
        code: p.profile.code.clone(),
        url: p.profile.url.clone(),
        fingerprint: p.fingerprint().map_err(packet_error)?,
        serial: u32::try_from(p.profile.serial).unwrap_or(u32::MAX),
        issued_at: p.profile.issued_at.to_rfc3339(),
    })
}

/// The profile trusted now.
pub(crate) fn current_profile(home: &OpenHome) -> Result<Option<BureauProfile>> {
    let kept = home.read(store::profile::current)?;
    kept.map(|k| packet::profile::read(&k.jws).map_err(packet_error)).transpose()
}

/// The page 设置 → 教育局.
///
/// # Errors
/// Those of the store.
pub fn bureau_get(app: &App) -> Result<BureauView> {
    let home = app.home()?;
    home.require(Right::ReadRecords)?;
    let (identity, issuer) = keys::identity(&home)?;
    let certificate = identity.certificate();
    let not_after = domain::Instant::from_ms(certificate.not_after_unix().saturating_mul(1000));
    let pending = home.pending_profile.lock().unwrap_or_else(PoisonError::into_inner).clone();
    Ok(BureauView {
        profile: current_profile(&home)?.map(|p| view(&p)).transpose()?,
        certificate: CertificateView {
            kind: if issuer == Issuer::Itself { "self" } else { "bureau" }.to_owned(),
            fingerprint: identity.fingerprint().map_err(packet_error)?,
            not_after: not_after.map(|t| t.date().to_string()).unwrap_or_default(),
        },
        pending: pending
            .map(|b| packet::profile::read(&b).map_err(profile_error).and_then(|p| view(&p)))
            .transpose()?,
    })
}

/// Reads a profile file and keeps it aside; nothing is trusted yet. A later profile is refused here already when
/// another authority signed it or it is not newer.
///
/// # Errors
/// `ProfileInvalid`, `ProfileOtherAuthority`, `ProfileOlder`.
pub fn profile_read(app: &App, bytes: &[u8]) -> Result<ProfileView> {
    let home = app.home()?;
    home.require(Right::EditBureau)?;
    let read = match current_profile(&home)? {
        Some(current) => packet::profile::accept_next(bytes, &current),
        None => packet::profile::read(bytes),
    }
    .map_err(profile_error)?;
    *home.pending_profile.lock().unwrap_or_else(PoisonError::into_inner) = Some(bytes.to_vec());
    view(&read)
}

/// Trusts the profile that was read, when the fingerprint compared is its own. Packets that were made before and not
/// sent are sealed to the bureau now.
///
/// # Errors
/// `FingerprintDiffers`, `ProfileInvalid` when none was read.
pub fn profile_accept(app: &App, request: &AcceptProfileRequest) -> Result<BureauView> {
    let home = app.home()?;
    home.require(Right::EditBureau)?;
    let bytes = home.pending_profile.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let bytes = bytes.ok_or(AppError::new(Code::ProfileInvalid))?;
    let read = packet::profile::read(&bytes).map_err(profile_error)?;
    if !same_fingerprint(&request.fingerprint, &read.fingerprint().map_err(packet_error)?) {
        return Err(Code::FingerprintDiffers.into());
    }
    accept(app, &home, &bytes)?;
    *home.pending_profile.lock().unwrap_or_else(PoisonError::into_inner) = None;
    bureau_get(app)
}

/// Keeps a profile as the trusted one, by the rules of first and later trust.
pub(crate) fn accept(app: &App, home: &OpenHome, bytes: &[u8]) -> Result<()> {
    let read = match current_profile(home)? {
        Some(current) => packet::profile::accept_next(bytes, &current),
        None => packet::profile::read(bytes),
    }
    .map_err(profile_error)?;
    let now = app.roots.now();
    let accepted = AcceptedProfile {
        serial: i64::try_from(read.profile.serial).unwrap_or(i64::MAX),
        fingerprint: read.fingerprint().map_err(packet_error)?,
        jws: bytes.to_vec(),
        accepted_at: now,
        accepted_by: Some(home.person_id().to_owned()),
    };
    home.record(app, "bureau.trust", "bureau", "", &["profile"], |tx| store::profile::accept(tx, &accepted))?;
    crate::outbox::address_waiting(app, home, &read)
}
