//! What cargo says of the workspace: its members, what each depends on directly, and the licence of everything linked.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

/// The answer of `cargo metadata`, as far as it is read here.
#[derive(Deserialize)]
pub struct Metadata {
    /// Members first and, when asked for, everything they resolve to.
    pub packages: Vec<Package>,
}

/// One package.
#[derive(Deserialize)]
pub struct Package {
    pub name: String,
    pub version: String,
    /// `None` for the members of this workspace.
    pub source: Option<String>,
    pub license: Option<String>,
    pub dependencies: Vec<Dependency>,
}

/// One direct dependency, as written in the manifest.
#[derive(Deserialize)]
pub struct Dependency {
    pub name: String,
    /// `None` is a normal dependency; `dev` or `build` are the others.
    pub kind: Option<String>,
    /// Set for the members of this workspace.
    pub path: Option<PathBuf>,
}

impl Package {
    /// The names of what the package needs to be built, members of the workspace or not. What only its tests need is free.
    pub fn needs(&self) -> impl Iterator<Item = &Dependency> {
        self.dependencies.iter().filter(|d| d.kind.as_deref() != Some("dev"))
    }

    /// The members of the workspace that the package needs to be built.
    pub fn member_needs(&self) -> BTreeSet<String> {
        self.needs().filter(|d| d.path.is_some()).map(|d| d.name.clone()).collect()
    }
}

/// The root of the tree.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests crate lies one folder below the root").to_owned()
}

/// The members of the workspace only.
pub fn members() -> Vec<Package> {
    read(&["--no-deps"])
}

/// Every package that any target of any member resolves to.
pub fn everything() -> Vec<Package> {
    read(&[])
}

fn read(arguments: &[&str]) -> Vec<Package> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1"])
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: Metadata = serde_json::from_slice(&output.stdout).expect("cargo metadata writes format version 1");
    metadata.packages
}
