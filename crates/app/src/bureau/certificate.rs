//! The school's certificate: a request to take to the bureau, and the certificate that comes back.

use packet::CertificateFlaw;
use packet::Error as PacketError;
use store::identity::Issuer;

use super::current_profile;
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::fault::packet_error;
use crate::keys;
use crate::rights::Right;
use crate::view::BureauView;

/// The PKCS#10 request (PEM) for the school's key, to be saved where the person says.
///
/// # Errors
/// Those of the store.
pub fn certificate_request(app: &App) -> Result<String> {
    let home = app.home()?;
    home.require(Right::EditBureau)?;
    let (identity, _) = keys::identity(&home)?;
    home.record(app, "certificate.request", "school", "", &[], |_| Ok(()))?;
    identity.request().map_err(packet_error)
}

/// Takes a certificate (PEM) issued by the authority of the trusted profile for the school's own key.
///
/// # Errors
/// `NoProfile`, `CertificateOtherKey`, `CertificateInvalid`.
pub fn certificate_import(app: &App, pem: &str) -> Result<BureauView> {
    let home = app.home()?;
    home.require(Right::EditBureau)?;
    let profile = current_profile(&home)?.ok_or(AppError::new(Code::NoProfile))?;
    let (identity, _) = keys::identity(&home)?;
    let now = app.roots.now();
    let taken = identity.import(pem, Some(&profile.authority), now.at()).map_err(|e| match e {
        PacketError::CertificateUse(CertificateFlaw::OtherKey) => Code::CertificateOtherKey,
        _ => Code::CertificateInvalid,
    })?;
    home.record(app, "certificate.import", "school", "", &["certificate"], |tx| {
        store::identity::add_certificate(tx, taken.certificate().der(), Issuer::Bureau, now)
    })?;
    super::bureau_get(app)
}
