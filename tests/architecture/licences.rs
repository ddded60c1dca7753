//! The licence of every crate that is linked into a program, held against the allow list of deny.toml.

use std::collections::BTreeSet;
use std::fs;

use super::metadata::{everything, root};

/// The strings of the list `key = [ … ]` in deny.toml.
fn list(key: &str) -> BTreeSet<String> {
    let document = fs::read_to_string(root().join("deny.toml")).expect("deny.toml is there");
    let (_, rest) =
        document.split_once(&format!("\n{key} = [")).unwrap_or_else(|| panic!("deny.toml has no list {key}"));
    let inside = rest.split(']').next().unwrap_or_default();
    let lines = inside.lines().map(|l| l.split('#').next().unwrap_or_default());
    lines.flat_map(|l| l.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Whether an SPDX expression can be met by the allowed licences alone. The old `/` is read as OR.
fn met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<_> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    let met = any(&mut rest, allowed);
    met && rest.is_empty()
}

fn any(rest: &mut &[&str], allowed: &BTreeSet<String>) -> bool {
    let mut met = all(rest, allowed);
    while let [word, after @ ..] = *rest
        && *word == "OR"
    {
        *rest = after;
        met |= all(rest, allowed);
    }
    met
}

fn all(rest: &mut &[&str], allowed: &BTreeSet<String>) -> bool {
    let mut met = one(rest, allowed);
    while let [word, after @ ..] = *rest
        && *word == "AND"
    {
        *rest = after;
        met &= one(rest, allowed);
    }
    met
}

fn one(rest: &mut &[&str], allowed: &BTreeSet<String>) -> bool {
    match *rest {
        ["(", after @ ..] => {
            *rest = after;
            let met = any(rest, allowed);
            *rest = rest.strip_prefix(&[")"]).unwrap_or_default();
            met
        }
        // An exception only widens what its licence permits.
        [licence, "WITH", _, after @ ..] | [licence, after @ ..] => {
            *rest = after;
            allowed.contains(*licence)
        }
        [] => false,
    }
}

#[test]
fn every_linked_crate_has_a_licence_that_deny_toml_allows() {
    let allowed = list("allow");
    assert!(!allowed.iter().any(|l| l.contains("GPL")), "the programs carry no GPL, LGPL or AGPL code");
    let refused: Vec<_> = everything()
        .into_iter()
        .filter(|p| p.license.as_deref().is_none_or(|l| !met(l, &allowed)))
        .map(|p| format!("{} {}: {}", p.name, p.version, p.license.as_deref().unwrap_or("no licence")))
        .collect();
    assert!(refused.is_empty(), "not allowed by deny.toml: {refused:#?}");
}

#[test]
fn every_crate_comes_from_the_registry() {
    let elsewhere: Vec<_> = everything()
        .into_iter()
        .filter(|p| p.source.as_deref().is_some_and(|s| s != "registry+https://github.com/rust-lang/crates.io-index"))
        .map(|p| p.name)
        .collect();
    assert!(elsewhere.is_empty(), "from elsewhere than crates.io: {elsewhere:?}");
}

#[test]
fn expressions_are_read_as_spdx_says() {
    let allowed: BTreeSet<_> = ["MIT", "Apache-2.0", "ISC"].map(str::to_owned).into();
    for good in ["MIT", "GPL-3.0 OR MIT", "Apache-2.0 WITH LLVM-exception", "(GPL-2.0 OR ISC) AND MIT", "Unlicense/MIT"]
    {
        assert!(met(good, &allowed), "{good}");
    }
    for bad in ["GPL-3.0-only", "MIT AND GPL-3.0-only", "(MIT OR ISC) AND AGPL-3.0", "", "MIT ISC"] {
        assert!(!met(bad, &allowed), "{bad}");
    }
}
