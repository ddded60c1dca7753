//! X.501 names of the three kinds used here: school, bureau CA, receipt desk.

use der::asn1::{Any, PrintableStringRef, SetOfVec, Utf8StringRef};
use der::oid::ObjectIdentifier;
use der::{Decode, Encode};
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::name::{Name, RdnSequence, RelativeDistinguishedName};

use crate::{Error, Result};

/// commonName (X.520).
pub(crate) const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");
/// serialNumber (X.520): holds the 学校标识码.
pub(crate) const SERIAL_NUMBER: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.5");
/// organizationName (X.520).
pub(crate) const ORGANIZATION: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.10");

/// The upper bound of commonName and organizationName in characters (RFC 5280 appendix A.1).
pub const NAME_LIMIT: usize = 64;

/// CN = O = the school's name, serialNumber = its code.
pub(crate) fn school(name: &str, code: &str) -> Result<Name> {
    let name = shortened(name);
    build(&[(COMMON_NAME, utf8(&name)?), (ORGANIZATION, utf8(&name)?), (SERIAL_NUMBER, printable(code)?)])
}

/// CN = role, O = the bureau's name.
pub(crate) fn bureau(name: &str, role: &str) -> Result<Name> {
    build(&[(COMMON_NAME, utf8(&shortened(role))?), (ORGANIZATION, utf8(&shortened(name))?)])
}

fn shortened(text: &str) -> String {
    text.chars().take(NAME_LIMIT).collect()
}

fn utf8(text: &str) -> Result<Any> {
    Utf8StringRef::new(text).map(Any::from).map_err(|_| Error::Certificate)
}

fn printable(text: &str) -> Result<Any> {
    PrintableStringRef::new(text).map(Any::from).map_err(|_| Error::Certificate)
}

fn build(parts: &[(ObjectIdentifier, Any)]) -> Result<Name> {
    let mut sequence = Vec::new();
    for (oid, value) in parts {
        let mut set = SetOfVec::new();
        set.insert(AttributeTypeAndValue { oid: *oid, value: value.clone() }).map_err(|_| Error::Certificate)?;
        sequence.push(RelativeDistinguishedName::from(set));
    }
    let der = RdnSequence::from(sequence).to_der().map_err(|_| Error::Certificate)?;
    Name::from_der(&der).map_err(|_| Error::Certificate)
}

/// The only value of an attribute in a name, `None` when it is missing, repeated or no text.
pub(crate) fn value_of(name: &Name, oid: ObjectIdentifier) -> Option<String> {
    let mut found = name.iter().filter(|part| part.oid == oid);
    let value = &found.next()?.value;
    if found.next().is_some() {
        return None;
    }
    value
        .decode_as::<Utf8StringRef<'_>>()
        .map(|text| text.as_str().to_owned())
        .or_else(|_| value.decode_as::<PrintableStringRef<'_>>().map(|text| text.as_str().to_owned()))
        .ok()
}
