//! The rules of CONTRIBUTING.md that a machine can read: size, opening, names, unfinished marks, and where wording lives.

use std::collections::BTreeSet;

use super::files::{File, with_endings};
use super::pieces::{Kind, pieces};

/// Most lines of a file before its tests.
const MOST_LINES: usize = 600;
/// Most lines of a file of commands, and of one command in it.
const MOST_COMMAND_LINES: (usize, usize) = (200, 10);
/// Words that name no duty.
const EMPTY_NAMES: [&str; 5] = ["Manager", "Helper", "Util", "Utils", "Service"];
/// Files that may print Chinese from code, each with the reason.
const WORDING_IN_CODE: [(&str, &str); 1] =
    [("crates/paper/src/text/kinsoku.rs", "sets of characters that may not begin or end a line")];

/// Fails with everything that was found, so that one run shows all there is to mend.
fn none(found: Vec<String>, rule: &str) {
    assert!(found.is_empty(), "{rule}\n  {}", found.join("\n  "));
}

fn written_by_hand() -> Vec<File> {
    with_endings(&[".rs", ".ts", ".vue", ".mjs", ".py"])
}

#[test]
fn no_file_grows_past_what_one_idea_needs() {
    let long = written_by_hand().into_iter().filter(|f| !f.is_test()).filter_map(|f| {
        let most = if f.path.contains("/commands/") { MOST_COMMAND_LINES.0 } else { MOST_LINES };
        let lines = f.without_tests().lines().count();
        (lines > most).then(|| format!("{}: {lines} of {most} lines", f.path))
    });
    none(long.collect(), "split these files by their ideas");
}

#[test]
fn a_command_of_the_shell_only_unpacks_calls_and_converts() {
    let mut long = Vec::new();
    for file in with_endings(&[".rs"]).into_iter().filter(|f| f.path.starts_with("src-tauri/src/")) {
        let mut lines = file.text.lines();
        while let Some(line) = lines.next() {
            if line.starts_with("#[tauri::command") {
                let body = lines.by_ref().skip_while(|l| !l.contains("fn ")).take_while(|l| *l != "}");
                let body: Vec<_> = body.collect();
                // The signature of a command with many arguments runs over several lines; only what follows it is work.
                let work = body.iter().skip_while(|l| !l.ends_with('{')).skip(1).count();
                if work > MOST_COMMAND_LINES.1 {
                    long.push(format!("{}: {} has {work} lines", file.path, body.first().copied().unwrap_or_default()));
                }
            }
        }
    }
    none(long, "move the work of these commands into app");
}

#[test]
fn every_rust_file_opens_by_saying_what_it_is_for() {
    let bare = with_endings(&[".rs"]).into_iter().filter(|f| !f.text.starts_with("//!")).map(|f| f.path);
    none(bare.collect(), "these files do not open with //!");
}

#[test]
fn every_rust_file_is_compiled() {
    let files = with_endings(&[".rs"]);
    let paths: BTreeSet<_> = files.iter().map(|f| f.path.as_str()).collect();
    let mut orphans = Vec::new();
    for file in &files {
        let Some((folder, name)) = file.path.rsplit_once('/') else {
            continue;
        };
        let stem = name.trim_end_matches(".rs");
        if ["lib", "main", "build", "mod", "architecture"].contains(&stem)
            || folder.ends_with("tests") && !folder.contains("src")
        {
            continue;
        }
        let parents = [
            format!("{folder}/lib.rs"),
            format!("{folder}/main.rs"),
            format!("{folder}/mod.rs"),
            format!("{folder}.rs"),
        ];
        let mut parents = parents.iter().filter(|p| paths.contains(p.as_str())).peekable();
        // A folder without a parent file holds roots that cargo finds by itself.
        if parents.peek().is_none() {
            continue;
        }
        let declared = parents.any(|p| files.iter().any(|f| f.path == *p && declares(&f.text, stem)));
        if !declared {
            orphans.push(file.path.clone());
        }
    }
    none(orphans, "no module declares these files, so nothing in them is compiled or tested");
}

fn declares(text: &str, module: &str) -> bool {
    text.lines().any(|l| l.trim().trim_end_matches(';').ends_with(&format!("mod {module}")))
}

#[test]
fn names_say_what_a_thing_does() {
    let mut empty = Vec::new();
    for file in written_by_hand() {
        let stem = file.path.rsplit('/').next().and_then(|n| n.split('.').next()).unwrap_or_default();
        if EMPTY_NAMES.iter().any(|n| stem.eq_ignore_ascii_case(n) || stem.eq_ignore_ascii_case(&format!("{n}s"))) {
            empty.push(file.path.clone());
        }
        for (number, line) in file.text.lines().enumerate() {
            let mut words = line
                .split_whitespace()
                .skip_while(|w| ["pub", "pub(crate)", "pub(super)", "export", "default", "abstract"].contains(w));
            let keyword = words.next().unwrap_or_default();
            if !["struct", "enum", "trait", "type", "union", "class", "interface"].contains(&keyword) {
                continue;
            }
            let name: String =
                words.next().unwrap_or_default().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if EMPTY_NAMES.iter().any(|n| name.ends_with(n) || name.starts_with(n)) {
                empty.push(format!("{}:{}: {name}", file.path, number + 1));
            }
        }
    }
    none(empty, "name these after what they do");
}

#[test]
fn nothing_unfinished_is_left_behind() {
    // Put together here, so that this file does not find itself.
    let marks = [["TO", "DO"], ["FIX", "ME"], ["XX", "X:"], ["HA", "CK:"]].map(|m| m.concat());
    let mut found = Vec::new();
    for file in with_endings(&[".rs", ".ts", ".vue", ".mjs", ".py", ".sh", ".sql", ".toml", ".md", ".css"]) {
        for (number, line) in file.text.lines().enumerate() {
            if marks.iter().any(|m| line.contains(m.as_str())) {
                found.push(format!("{}:{}", file.path, number + 1));
            }
        }
    }
    none(found, "an unfinished thought belongs in an issue");
}

#[test]
fn the_tree_stands_alone() {
    let outside = [["../", "shared/"], ["/wo", "rk/"], ["findings", "/"]].map(|m| m.concat());
    let mut found = Vec::new();
    for file in with_endings(&["" /* every name */]) {
        // `shared` is also a folder of the window's own sources.
        if file.path.ends_with(".lock") || file.path.ends_with("package-lock.json") {
            continue;
        }
        for (number, line) in file.text.lines().enumerate() {
            let window = file.path.starts_with("ui/src/");
            if outside.iter().skip(usize::from(window)).any(|m| line.contains(m.as_str())) {
                found.push(format!("{}:{}", file.path, number + 1));
            }
        }
    }
    none(found, "nothing here may point outside the tree");
}

#[test]
fn only_the_backend_folder_of_the_window_talks_to_the_shell() {
    let found = with_endings(&[".ts", ".vue", ".mjs"]).into_iter().filter(|f| {
        f.path.starts_with("ui/src/") && !f.path.starts_with("ui/src/backend/") && f.text.contains("@tauri-apps")
    });
    none(found.map(|f| f.path).collect(), "these import @tauri-apps outside ui/src/backend");
}

#[test]
fn the_wording_of_papers_lives_in_assets() {
    let mut found = Vec::new();
    for file in with_endings(&[".rs"]).into_iter().filter(|f| f.path.starts_with("crates/") && !f.is_test()) {
        if WORDING_IN_CODE.iter().any(|(path, _)| file.path == *path) {
            continue;
        }
        for piece in pieces(file.without_tests()).into_iter().filter(|p| p.kind == Kind::Text && is_wording(&p.text)) {
            found.push(format!("{}:{}: {}", file.path, piece.line, piece.text.chars().take(30).collect::<String>()));
        }
    }
    none(found, "sentences for people belong in assets/text, where they can be read and corrected without a compiler");
}

/// Whether a literal is a sentence rather than a term: terms (labels, ids that are Chinese) are part of the rules.
fn is_wording(text: &str) -> bool {
    let han = text.chars().filter(|c| ('\u{3400}'..='\u{9fff}').contains(c)).count();
    han > 16 || han > 1 && text.contains(['，', '。', '；', '！', '？'])
}

#[test]
fn a_sentence_is_told_from_a_term() {
    assert!(is_wording("密码不对，请再输入一次。"));
    assert!(!is_wording("已完成待验收") && !is_wording("wrong password, try again") && !is_wording("，"));
}
