//! The arrows between the crates and the one home of each heavy library, compared with the tables of ARCHITECTURE.md.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::metadata::{members, root};

/// Libraries that talk HTTP. The one that is used has its home in the document; none of the others may appear at all.
const HTTP_CLIENTS: [&str; 9] = ["attohttpc", "awc", "curl", "hyper", "isahc", "minreq", "reqwest", "surf", "ureq"];

/// Rows of the table under `heading`: first cell → the names in back quotes of the second.
fn table(heading: &str) -> BTreeMap<String, BTreeSet<String>> {
    let document = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md is there");
    let (_, section) = document
        .split_once(&format!("\n## {heading}\n"))
        .unwrap_or_else(|| panic!("ARCHITECTURE.md has no section “{heading}”"));
    let section = section.split("\n## ").next().unwrap_or(section);
    let rows: BTreeMap<_, _> = section
        .lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix("| `")?.split('|');
            let name = cells.next()?.trim().trim_end_matches('`').to_owned();
            Some((name, quoted(cells.next()?)))
        })
        .collect();
    assert!(!rows.is_empty(), "the section “{heading}” of ARCHITECTURE.md has no table that can be read");
    rows
}

/// The names that stand in back quotes.
fn quoted(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_arrow_is_in_the_document_and_every_documented_crate_exists() {
    let allowed = table("Arrows");
    let members = members();
    let names: BTreeSet<_> = members.iter().map(|p| p.name.clone()).collect();
    let documented: BTreeSet<_> = allowed.keys().cloned().collect();
    assert_eq!(names, documented, "the arrows table must name exactly the members of the workspace");
    for package in &members {
        let allowed = &allowed[&package.name];
        for need in package.member_needs() {
            assert!(
                allowed.contains(&need),
                "{} uses {need}: no such arrow in ARCHITECTURE.md. Move the code to the crate that may see both, \
                 or argue the new arrow there first.",
                package.name
            );
        }
    }
}

#[test]
fn the_documented_arrows_make_no_circle_and_nothing_uses_the_tests() {
    let allowed = table("Arrows");
    for (name, uses) in &allowed {
        assert!(!uses.contains("anmiao-tests"), "{name} must not use the tests");
        let mut seen = BTreeSet::new();
        let mut next: Vec<_> = uses.iter().collect();
        while let Some(used) = next.pop() {
            assert_ne!(used, name, "{name} reaches itself through the arrows of ARCHITECTURE.md");
            if seen.insert(used) {
                next.extend(allowed.get(used).into_iter().flatten());
            }
        }
    }
}

#[test]
fn each_heavy_library_stays_in_its_one_crate() {
    let homes = table("One home each");
    for library in ["tauri", "rusqlite", "printpdf", "hayro", "reqwest"] {
        assert!(homes.contains_key(library), "ARCHITECTURE.md must say where {library} lives");
    }
    for package in members() {
        for need in package.needs().filter(|d| d.path.is_none()) {
            // A plugin of the shell belongs where the shell belongs.
            let library = if need.name.starts_with("tauri") { "tauri" } else { &need.name };
            match homes.get(library) {
                Some(home) => assert!(
                    home.contains(&package.name),
                    "{} depends on {}, which may only be named by {home:?}",
                    package.name,
                    need.name
                ),
                None => assert!(
                    !HTTP_CLIENTS.contains(&library),
                    "{} depends on {}: the network is reached through courier only",
                    package.name,
                    need.name
                ),
            }
        }
    }
}

#[test]
fn every_choice_of_a_library_is_explained() {
    let choices = table("Dependencies");
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the root manifest is there");
    let (_, section) = manifest.split_once("[workspace.dependencies]\n").expect("the workspace names its dependencies");
    let section = section.split("\n[").next().unwrap_or(section);
    let names = section.lines().filter(|l| !l.contains("path =")).filter_map(|l| Some(l.split_once(" = ")?.0));
    let unexplained: Vec<_> = names.filter(|name| !choices.contains_key(*name)).collect();
    assert!(unexplained.is_empty(), "no line in ARCHITECTURE.md, “Dependencies”, for {unexplained:?}");
}
