//! Holds the tree against ARCHITECTURE.md and CONTRIBUTING.md: who may use whom, where the heavy libraries live, how
//! files are named, opened and bounded, and which licences the programs may carry.

#[cfg(test)]
#[path = "architecture/arrows.rs"]
mod arrows;
#[cfg(test)]
#[path = "architecture/clauses.rs"]
mod clauses;
#[cfg(test)]
#[path = "architecture/files.rs"]
mod files;
#[cfg(test)]
#[path = "architecture/glossary.rs"]
mod glossary;
#[cfg(test)]
#[path = "architecture/licences.rs"]
mod licences;
#[cfg(test)]
#[path = "architecture/metadata.rs"]
mod metadata;
#[cfg(test)]
#[path = "architecture/pieces.rs"]
mod pieces;
#[cfg(test)]
#[path = "architecture/style.rs"]
mod style;
