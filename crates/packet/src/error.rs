//! Why something could not be made or read. No variant holds a secret, a name or a narrative.

/// What went wrong while making, reading or importing. Judgements about somebody else's packet are not errors but
/// [`crate::verify::Reason`]s.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A private key could not be read (PKCS#8, RFC 5958) or is not on P-256.
    #[error("the private key cannot be read")]
    Key,
    /// A certificate could not be read, or its DER is not the canonical encoding (RFC 5280).
    #[error("the certificate cannot be read")]
    Certificate,
    /// The certificate is well formed but not fit for its purpose.
    #[error("the certificate is not fit for its purpose: {0}")]
    CertificateUse(CertificateFlaw),
    /// A PKCS#10 request (RFC 2986) could not be read or is not signed by its own key.
    #[error("the certificate request cannot be read or is not signed by its key")]
    Request,
    /// A JWS is not written exactly as this crate writes it (RFC 7515, flattened).
    #[error("the JWS is not in the one accepted form: {0}")]
    JwsForm(JwsFlaw),
    /// The signature of a JWS does not match.
    #[error("the JWS signature does not match")]
    JwsSignature,
    /// A PDF could not be read or changed.
    #[error("the PDF cannot be read")]
    Pdf,
    /// A PDF that is to be signed is signed already.
    #[error("the PDF is signed already")]
    PdfSigned,
    /// A CMS signature needs more room than the file reserves.
    #[error("the signature does not fit into the space reserved for it")]
    SignatureTooLarge,
    /// The signature of a PDF is not in the one accepted form.
    #[error("the PDF signature is not in the accepted form: {0}")]
    PdfSignature(crate::pades::Flaw),
    /// A value that belongs into `packet.json` is not acceptable; the field is named.
    #[error("{0} of the packet is not acceptable")]
    Manifest(&'static str),
    /// JSON that is not valid, or that repeats a key.
    #[error("the JSON is not valid")]
    Json,
    /// A ZIP that is broken, too large, or holds a name that is not allowed.
    #[error("the ZIP is not acceptable: {0}")]
    Zip(crate::open::ZipFlaw),
    /// An age recipient or identity could not be read.
    #[error("the age key cannot be read")]
    AgeKey,
    /// The file is not an age file.
    #[error("the file is not sealed")]
    NotSealed,
    /// The identity given does not open the sealed file.
    #[error("the key does not open this file")]
    WrongAgeKey,
    /// The sealed file is cut off or was changed.
    #[error("the sealed file is damaged")]
    SealBroken,
    /// The unsealed content is larger than the limit.
    #[error("the sealed file is larger than allowed")]
    TooLarge,
    /// Writing the sealed file failed; the kind of the operating system's error.
    #[error("writing failed: {0:?}")]
    Write(std::io::ErrorKind),
    /// A bureau profile is not acceptable.
    #[error("the bureau profile is not acceptable: {0}")]
    Profile(crate::profile::Flaw),
    /// A receipt is not acceptable.
    #[error("the receipt is not acceptable: {0}")]
    Receipt(crate::receipt::Flaw),
    /// A file that a bureau's folder must hold is missing or unreadable.
    #[error("the bureau folder lacks a readable {0}")]
    BureauFile(&'static str),
    /// A date lies outside what X.509 can say (1970 to 9999).
    #[error("the date cannot be written into a certificate")]
    Date,
}

/// Why a well-formed certificate is not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CertificateFlaw {
    /// Its key is not the key that asks for it.
    #[error("it belongs to another key")]
    OtherKey,
    /// Its `serialNumber` (2.5.4.5) is not the school's code.
    #[error("it names another school")]
    OtherSchool,
    /// Key usage, basic constraints or extended key usage do not suit.
    #[error("its usage does not suit")]
    Usage,
    /// The CA given did not issue it.
    #[error("the bureau did not issue it")]
    OtherIssuer,
    /// It is not valid at the time given.
    #[error("it is not valid at this time")]
    Expired,
    /// Its key is not on the curve P-256.
    #[error("its key is not a P-256 key")]
    Curve,
}

/// How a JWS differs from the one accepted spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JwsFlaw {
    /// The file is not `{"protected":"…","signature":"…"}` (with `payload` first where it is carried).
    #[error("the file holds other bytes than its three values")]
    Layout,
    /// A value is not canonical base64url without padding (RFC 4648 section 5).
    #[error("a value is not canonical base64url")]
    Base64,
    /// The protected header is not JSON, lacks a member or repeats one.
    #[error("the header is not acceptable")]
    Header,
    /// `alg` is not ES256, the only algorithm that fits a P-256 key.
    #[error("the algorithm is not ES256")]
    Algorithm,
    /// `typ` is not the one expected here.
    #[error("the type is another one")]
    Type,
    /// A member that changes how a JWS is read or whom it trusts: `crit`, `b64`, `jku`, `jwk`, `x5u`, `zip`.
    #[error("the header holds a member that is refused")]
    Member,
    /// `x5c` does not hold exactly one readable certificate, or `x5t#S256` is not its hash.
    #[error("the certificate in the header is not acceptable")]
    Certificate,
}
