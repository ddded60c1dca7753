//! The kept inputs of `fuzz/corpus`: what once broke a reader, or might. They are given to the readers by every `make test`;
//! a file `good-…` must be accepted, `refused-…` must be refused, and none may panic or break what a reader asserts.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

#[cfg(test)]
#[path = "fuzz/readers.rs"]
mod readers;

#[cfg(test)]
mod replayed {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::readers::{self, Verdict};

    /// A folder of the corpus, its reader, and how many inputs at least it accepts and refuses.
    type Kept = (&'static str, fn(&[u8]) -> Verdict, usize, usize);

    /// Every reader that needs nothing but the bytes.
    const KEPT: &[Kept] = &[
        ("keys", readers::keys, 1, 15),
        ("backup-head", readers::backup_head, 2, 25),
        ("backup", backup, 1, 5),
        ("school", readers::school, 2, 12),
        ("zip", readers::zip, 1, 3),
        ("manifest", readers::manifest, 1, 3),
        ("profile", readers::bureau_profile, 1, 3),
        ("checkpoint", readers::checkpoint, 1, 3),
        ("certificate", readers::certificate, 1, 3),
        ("request", readers::request, 1, 3),
        ("age-key", readers::age_key, 1, 3),
        ("recovery", readers::recovery, 1, 3),
        ("pages", readers::pages, 1, 3),
        ("words", readers::words, 1, 3),
    ];

    fn corpus() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus")
    }

    fn names(folder: &Path) -> BTreeSet<String> {
        let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
        fs::read_dir(folder).unwrap().map(name).collect()
    }

    fn backup(bytes: &[u8]) -> Verdict {
        readers::backup(tempfile::tempdir().unwrap().path(), bytes)
    }

    #[test]
    fn every_kept_input_is_read_as_its_name_says() {
        let folders: BTreeSet<String> = KEPT.iter().map(|kept| kept.0.to_owned()).collect();
        assert_eq!(names(&corpus()), folders, "a folder that no reader is given");
        let mut wrong = Vec::new();
        for (folder, reader, good, refused) in KEPT {
            let mut seen = (0, 0);
            for name in names(&corpus().join(folder)) {
                let verdict = reader(&fs::read(corpus().join(folder).join(&name)).unwrap());
                *(if verdict == Verdict::Good { &mut seen.0 } else { &mut seen.1 }) += 1;
                let expected = if verdict == Verdict::Good { "good-" } else { "refused-" };
                if !name.starts_with(expected) {
                    wrong.push(format!("{folder}/{name}: {verdict:?}"));
                }
            }
            if seen.0 < *good || seen.1 < *refused {
                wrong.push(format!("{folder} holds only {seen:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn every_reader_has_a_program_under_libfuzzer() {
        let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz");
        let programs = names(&fuzz.join("fuzz_targets"));
        let manifest = fs::read_to_string(fuzz.join("Cargo.toml")).unwrap();
        for (name, ..) in KEPT {
            assert!(programs.contains(&format!("{name}.rs")), "fuzz/fuzz_targets has no {name}");
        }
        for program in programs {
            let name = program.trim_end_matches(".rs");
            assert!(manifest.contains(&format!("\nname = \"{name}\"\n")), "fuzz/Cargo.toml does not build {name}");
        }
    }

    #[test]
    fn a_backup_of_a_later_program_is_told_from_a_broken_one() {
        let found = store::container::parse_head(&fs::read(corpus().join("backup-head/refused-newer-format")).unwrap());
        assert!(matches!(found, Err(store::Error::TooNew { found: 3, known: 2 })), "{found:?}");
    }

    #[test]
    fn the_whole_sample_school_is_accepted() {
        assert_eq!(readers::school(include_bytes!("../assets/sample/school.json")), Verdict::Good);
    }
}
