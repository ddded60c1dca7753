//! A JWS has one accepted spelling; every other one that some reader might accept is refused.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test fails by panicking")]

mod common;

use common::*;
use packet::JwsFlaw;
use packet::encoding::{base64, base64url};
use packet::identity::Identity;
use packet::{Error, jws};

const PAYLOAD: &[u8] = b"{\"a\":1}\n";

fn header(identity: &Identity) -> String {
    let der = identity.certificate().der();
    format!(
        r#"{{"alg":"ES256","typ":"anmiao-packet+jws","x5c":["{}"],"x5t#S256":"{}"}}"#,
        base64(der),
        base64url(&packet::encoding::sha256(der))
    )
}

/// A JWS with any header, rightly signed.
fn with_header(header: &str, identity: &Identity) -> Vec<u8> {
    let protected = base64url(header.as_bytes());
    let message = format!("{protected}.{}", base64url(PAYLOAD));
    let signature = base64url(&identity.key().sign_raw(message.as_bytes()));
    format!(r#"{{"protected":"{protected}","signature":"{signature}"}}"#).into_bytes()
}

fn flaw(jws: &[u8]) -> JwsFlaw {
    match jws::verify_detached(jws::TYP_PACKET, jws, PAYLOAD) {
        Err(Error::JwsForm(flaw)) => flaw,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_signed_is_verified_and_later_members_are_ignored() {
    let school = world(51).school;
    let ours = jws::sign_detached(jws::TYP_PACKET, PAYLOAD, &school);
    assert_eq!(ours, with_header(&header(&school), &school), "the header is written in one way");
    let read = jws::verify_detached(jws::TYP_PACKET, &ours, PAYLOAD).unwrap();
    assert_eq!(read.certificate, *school.certificate());
    let later = header(&school).replacen('{', r#"{"later":{"a":[1]},"#, 1);
    assert!(jws::verify_detached(jws::TYP_PACKET, &with_header(&later, &school), PAYLOAD).is_ok());
    assert_eq!(jws::verify_detached(jws::TYP_PACKET, &ours, b"{\"a\":2}\n"), Err(Error::JwsSignature));
    let carrying = jws::sign_carrying(jws::TYP_RECEIPT, PAYLOAD, &school);
    assert_eq!(jws::verify_carrying(jws::TYP_RECEIPT, &carrying).unwrap().payload, PAYLOAD);
}

#[test]
fn headers_that_change_the_meaning_are_refused_though_rightly_signed() {
    let school = world(52).school;
    let header = header(&school);
    for member in [
        r#""crit":["exp"]"#,
        r#""crit":[]"#,
        r#""b64":true"#,
        r#""b64":false"#,
        r#""jwk":{}"#,
        r#""jku":"https://x""#,
        r#""x5u":"https://x""#,
        r#""zip":"DEF""#,
    ] {
        let changed = header.replacen('{', &format!("{{{member},"), 1);
        assert_eq!(flaw(&with_header(&changed, &school)), JwsFlaw::Member, "{member}");
    }
    for algorithm in ["none", "HS256", "ES384", "RS256", "es256", "EdDSA", ""] {
        let changed = header.replace("ES256", algorithm);
        assert_eq!(flaw(&with_header(&changed, &school)), JwsFlaw::Algorithm, "{algorithm}");
    }
    let cases = [
        (header.replace("anmiao-packet+jws", "anmiao-receipt+jws"), JwsFlaw::Type),
        (header.replace("anmiao-packet+jws", "Anmiao-packet+jws"), JwsFlaw::Type),
        (header.replacen('{', r#"{"alg":"ES256","#, 1), JwsFlaw::Header),
        (header.replacen('{', r#"{"x":1,"x":1,"#, 1), JwsFlaw::Header),
        (header.replace(r#""alg":"ES256","#, ""), JwsFlaw::Header),
        (header.replace(r#""x5c":[""#, r#""x5c":["AA==",""#), JwsFlaw::Certificate),
        (header.replace(r#""x5t#S256":""#, r#""x5t#S256":"A"#), JwsFlaw::Certificate),
        (format!("{header} x"), JwsFlaw::Header),
        (format!("[{header}]"), JwsFlaw::Header),
    ];
    for (changed, expected) in cases {
        assert_eq!(flaw(&with_header(&changed, &school)), expected, "{changed}");
    }
}

#[test]
fn other_spellings_of_the_same_values_are_refused() {
    let school = world(53).school;
    let ours = String::from_utf8(jws::sign_detached(jws::TYP_PACKET, PAYLOAD, &school)).unwrap();
    let value: serde_json::Value = serde_json::from_str(&ours).unwrap();
    let (protected, signature) = (value["protected"].as_str().unwrap(), value["signature"].as_str().unwrap());
    let spellings = [
        format!("{ours}\n"),
        format!(" {ours}"),
        format!("\u{feff}{ours}"),
        ours.replace("\":\"", "\": \""),
        format!(r#"{{"signature":"{signature}","protected":"{protected}"}}"#),
        format!(r#"{{"protected":"{protected}","signature":"{signature}","header":{{}}}}"#),
        format!(r#"{{"protected":"{protected}","protected":"{protected}","signature":"{signature}"}}"#),
        format!(r#"{{"payload":"","protected":"{protected}","signature":"{signature}"}}"#),
        format!(r#"{{"protected":"{protected}","signature":"{signature}=="}}"#),
        format!(r#"{{"protected":"{protected}=","signature":"{signature}"}}"#),
        ours.replacen("\"protected\"", "\"\\u0070rotected\"", 1),
        format!("{protected}..{signature}"),
    ];
    for spelling in spellings {
        assert!(
            matches!(jws::verify_detached(jws::TYP_PACKET, spelling.as_bytes(), PAYLOAD), Err(Error::JwsForm(_))),
            "{spelling}"
        );
    }
    // 64 bytes end in a base64url digit with four unused bits; every other value of them reads as the same bytes.
    let last = signature.chars().last().unwrap();
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let index = alphabet.find(last).unwrap();
    assert_eq!(index % 16, 0, "what we write is canonical");
    for other in 1..16 {
        let tail = alphabet.chars().nth(index + other).unwrap();
        let changed = format!("{}{tail}", &signature[..signature.len() - 1]);
        assert_eq!(flaw(ours.replace(signature, &changed).as_bytes()), JwsFlaw::Base64);
    }
}
