//! Every cell and every article is on the paper, whole: also a cell longer than a page, and characters that few fonts have;
//! a character that no font has is refused by name.

use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::shared::{
    Demo, Said, changed_school, demo_command, list, names_in, pages, sample, school, squeezed, text, tool,
};

/// What of `cell` is missing from the pages. A cell may go on from one page to the next, and nowhere else.
fn missing<'c>(cell: &'c str, pages: &[&str]) -> &'c str {
    // Cuts the cell where the page no longer goes on with it.
    let cut = |page: &str, cell: &'c str| {
        let ends: Vec<usize> = cell.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        // A shorter beginning of a beginning that is there is there too, so the longest one is found by halving.
        let count = ends.partition_point(|end| page.contains(cell.split_at(*end).0));
        cell.split_at(count.checked_sub(1).map_or(0, |last| ends[last]))
    };
    for (number, first) in pages.iter().enumerate() {
        if first.contains(cell) {
            return "";
        }
        // Fewer characters than a line of the narrowest column are too likely to be part of something else.
        let (start, mut rest) = cut(first, cell);
        if start.chars().count() < 2 {
            continue;
        }
        for page in &pages[number + 1..] {
            rest = cut(page, rest).1;
        }
        if rest.is_empty() {
            return rest;
        }
    }
    cell
}

#[test]
fn the_search_for_split_cells_finds_what_is_there_and_misses_what_is_not() {
    let pages = ["甲乙丙丁戊", "己庚辛", "壬癸"];
    for there in ["乙丙", "丁戊己庚", "丙丁戊己庚辛壬"] {
        assert_eq!(missing(there, &pages), "", "{there}");
    }
    for gone in ["乙丁", "丁戊己辛", "丙丁戊己庚辛壬子", "丁戊辛己", "子"] {
        assert_eq!(missing(gone, &pages), gone);
    }
}

fn person(school: &Value, id: &Value) -> String {
    let people = list(school, "staff").iter().chain(list(school, "externals"));
    people.filter(|p| p["id"] == *id).map(|p| text(p, "name").to_owned()).next().unwrap_or_default()
}

/// The texts of a row of form 3.3 by the table of the form, without white space; empty ones are printed as a dash.
fn cells(school: &Value, row: &Value) -> Vec<String> {
    let plain = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let mut cells: Vec<String> = ["id", "area", "problem", "found_on", "source", "level", "measures", "deadline"]
        .map(plain)
        .into_iter()
        .chain(["status_label", "completed_on", "verified_on", "closed_on", "remark"].map(plain))
        .chain(["leader_id", "owner_id", "verifier_id"].map(|key| person(school, &row[key])))
        .chain(list(row, "evidence").iter().map(|e| text(e, "name").to_owned()))
        .collect();
    if let Some(last) = list(row, "progress").last() {
        cells.push(text(last, "text").to_owned());
    }
    if row["extension"]["approved_on"].is_string() {
        cells.push(text(&row["extension"], "new_deadline").to_owned());
    }
    cells.iter().map(|cell| squeezed(cell)).filter(|cell| !cell.is_empty()).collect()
}

/// The first cell that does not stand, whole, between the number of its row and that of the next one.
fn missing_cell(school: &Value, demo: &Demo) -> Option<String> {
    let pages = pages(&demo.path("ledger.pdf"));
    let whole = pages.join("\u{c}");
    let mut rest = whole.as_str();
    let rows = list(school, "ledger");
    for (number, row) in rows.iter().enumerate() {
        let at = rest.find(text(row, "id")).unwrap_or_else(|| panic!("no row {}", text(row, "id")));
        rest = rest.split_at(at).1;
        let end = rows.get(number + 1).and_then(|next| rest.find(text(next, "id"))).unwrap_or(rest.len());
        let parts: Vec<&str> = rest.split_at(end).0.split('\u{c}').collect();
        if let Some(cell) = cells(school, row).iter().find(|cell| !missing(cell, &parts).is_empty()) {
            return Some(format!("{}: {cell}", text(row, "id")));
        }
    }
    None
}

#[test]
fn every_cell_of_the_ledger_is_in_its_row() {
    assert_eq!(missing_cell(school(), sample()), None);
    // One other character, or two cells that changed places, would be seen.
    let mut other = school().clone();
    other["ledger"][7]["measures"] = json!(text(&school()["ledger"][7], "measures").replacen('，', "；", 1));
    assert!(missing_cell(&other, sample()).is_some_and(|m| m.starts_with("ZG-2026-008: ")));
    let mut swapped = school().clone();
    for key in ["problem", "measures"] {
        swapped["ledger"][3][key] = school()["ledger"][4][key].clone();
        swapped["ledger"][4][key] = school()["ledger"][3][key].clone();
    }
    assert!(missing_cell(&swapped, sample()).is_some_and(|m| m.starts_with("ZG-2026-004: ")));
}

/// The first text of a pact that does not stand, whole, in the paper at `name`.
fn missing_article(school: &Value, demo: &Demo, name: &str) -> Option<String> {
    let pages = pages(&demo.path(name));
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let texts = list(school, "pacts").iter().flat_map(|pact| {
        let articles = list(pact, "articles").iter().map(|article| article.as_str().expect("a text"));
        articles.chain(["title", "preamble"].map(|key| text(pact, key))).map(squeezed)
    });
    texts.into_iter().find(|text| !missing(text, &pages).is_empty())
}

#[test]
fn every_article_is_in_both_editions_and_every_signatory_in_one() {
    let mut other = school().clone();
    other["pacts"][5]["articles"][0] = json!("这一条不在公约里。");
    for name in ["packet/pacts.pdf", "pacts.pdf"] {
        assert_eq!(missing_article(school(), sample(), name), None, "{name}");
        assert_eq!(missing_article(&other, sample(), name).as_deref(), Some("这一条不在公约里。"));
    }
    let text = pages(&sample().path("pacts.pdf")).concat();
    for pact in list(school(), "pacts") {
        for signatory in list(pact, "signatories") {
            let pupil = list(school(), "students").iter().find(|s| s["id"] == signatory["id"]);
            let name = pupil
                .map_or_else(|| person(school(), &signatory["id"]), |s| s["name"].as_str().expect("a name").to_owned());
            assert!(text.contains(&name), "{name} signed {}", pact["id"]);
        }
    }
}

/// Four thousand characters in which no eight repeat, so that a lost line cannot hide behind another.
fn long_text(head: &str) -> String {
    let digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let mut text = head.to_owned();
    for number in 0.. {
        let number: String =
            format!("{number:04}").chars().map(|d| digits[d.to_digit(10).expect("a digit") as usize]).collect();
        text.push_str(&format!("第{number}处查看过，"));
        if text.chars().count() >= 4000 {
            break;
        }
    }
    text.chars().take(4000).collect()
}

fn demo_of(change: impl FnOnce(&mut Value)) -> (TempDir, PathBuf, Said) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = changed_school(folder.path(), change);
    let out = folder.path().join("demo");
    let said = Said::run(&mut demo_command(&file, &out, 3));
    (folder, out, said)
}

/// Characters of names that ordinary fonts lack: CJK extensions A and C, and a late one of the first block.
const RARE: [&str; 3] = ["䶮", "㛃", "𬱖"];

#[test]
fn long_cells_run_over_pages_without_loss_and_rare_characters_are_printed() {
    let mut changed = school().clone();
    let problem = long_text("问题：");
    let measures = long_text("措施：");
    changed["ledger"][2]["problem"] = json!(problem);
    changed["ledger"][2]["measures"] = json!(measures);
    changed["ledger"][19]["measures"] = json!(measures);
    let signing = list(&changed["pacts"][5], "signatories").iter().filter(|s| s["type"] == "student");
    let signing: Vec<Value> = signing.map(|s| s["id"].clone()).take(RARE.len()).collect();
    assert_eq!(signing.len(), RARE.len(), "the pact has pupils who signed");
    let mut names = Vec::new();
    for (id, character) in signing.iter().zip(RARE) {
        let pupils = changed["students"].as_array_mut().expect("a list");
        let pupil = pupils.iter_mut().find(|s| s["id"] == *id).expect("the pupil");
        let name = format!("王{character}");
        pupil["name"] = json!(name);
        names.push(name);
    }
    let (_keep, out, said) = demo_of(|school| *school = changed.clone());
    let demo = Demo { out, said: said.succeeded() };
    assert_eq!(missing_cell(&changed, &demo), None);
    let count = pages(&demo.path("ledger.pdf")).len();
    assert!(count > pages(&sample().path("ledger.pdf")).len() + 3, "the long cells take pages: {count}");
    for (number, page) in pages(&demo.path("ledger.pdf")).iter().enumerate() {
        assert!(page.contains(&format!("第{}页共{count}页", number + 1)), "page {}", number + 1);
        assert!(page.contains("编号排查领域问题发现日期"), "no head on page {}", number + 1);
    }
    let rules = (18 * count).to_string();
    tool("pdf_words.py", &[&demo.path("ledger.pdf")], &["--rules", &rules]).succeeded();
    let text = pages(&demo.path("pacts.pdf")).concat();
    for name in names {
        assert!(text.contains(&name), "{name} is not on the signature sheet");
    }
    tool("pdfa", &[&demo.path("ledger.pdf"), &demo.path("pacts.pdf")], &[]).succeeded();
}

/// Checks that the demo is refused for a character, named with its place, and leaves nothing.
fn refused_for(character: &str, place: &str, change: impl FnOnce(&mut Value)) {
    let (_keep, out, said) = demo_of(change);
    let line = said.refused(1);
    assert!(line.contains(character) && line.contains(place), "{line}");
    let codepoint = format!("U+{:04X}", u32::from(character.chars().next().expect("a character")));
    assert!(line.contains(&codepoint), "{line}");
    assert_eq!(said.out, "");
    assert_eq!(names_in(&out), Vec::<String>::new(), "nothing is left at its final name");
}

#[test]
fn a_character_without_a_glyph_is_refused_by_name_and_record() {
    refused_for("😀", "ZG-2026-003", |school| school["ledger"][2]["problem"] = json!("墙上画着😀，没有擦"));
    refused_for("\u{e000}", "GY-06", |school| {
        let id = text(&school["pacts"][5], "id").to_owned();
        assert_eq!(id, "GY-06");
        school["pacts"][5]["articles"][1] = json!("不给别人起\u{e000}号。");
    });
}
