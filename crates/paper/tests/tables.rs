//! Tables: rows of any height, refusals that name record and column, a balanced structure.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops at the first surprise"
)]

#[allow(dead_code, reason = "each test file uses a part of the sample")]
mod sample;

use std::collections::BTreeSet;

use lopdf::content::Content;
use lopdf::{Document, Object, ObjectId};
use paper::PaperError;
use paper::content::{Align, Column, TableRow, TableSpec, Words};
use paper::readback::{Place, squeezed, texts};

fn spec(widths: &[f32]) -> TableSpec {
    let columns = widths.iter().enumerate().map(|(i, width_mm)| Column {
        heading: format!("栏{}", i + 1),
        width_mm: *width_mm,
        align: if i == 0 { Align::Center } else { Align::Left },
        row_head: i == 0,
    });
    TableSpec {
        form: "test".to_owned(),
        title: Words::new("表", "测试"),
        notes: vec![Words::new("说明", "测试")],
        landscape: true,
        columns: columns.collect(),
        size: 9.0,
        leading: 12.0,
    }
}

fn row(record: &str, cells: &[&str]) -> TableRow {
    TableRow { record: record.to_owned(), cells: cells.iter().map(|c| (*c).to_owned()).collect() }
}

/// A text whose every stretch of ten characters is its own, so that a lost or doubled line shows.
fn counted(characters: usize) -> String {
    (0..characters / 6).map(|i| format!("第{i:04}句")).collect()
}

#[test]
fn a_row_higher_than_several_pages_loses_and_doubles_nothing() {
    let fonts = sample::fonts();
    let (long, short) = (counted(9000), counted(600));
    let rows = [row("A", &["甲", &short, "乙"]), row("B", &["丙", &long, &short]), row("C", &["丁", "戊", "己"])];
    let pdf = paper::table_paper(&spec(&[20.0, 60.0, 30.0]), rows, &sample::meta("表"), &fonts).unwrap();
    let pages: Vec<String> =
        texts(&pdf).unwrap().into_iter().filter_map(|f| matches!(f.place, Place::Page(_)).then_some(f.text)).collect();
    assert!(pages.len() > 3, "the long row must span pages: {}", pages.len());
    assert!(pages.iter().all(|p| p.contains("栏1栏2栏3")), "the head stands on every page");
    let structure = texts(&pdf).unwrap().into_iter().find(|f| f.place == Place::Structure).unwrap().text;
    for text in [&long, &short] {
        assert!(structure.contains(&squeezed(text)), "a cell reads in one piece over page ends");
    }
    let all = pages.concat();
    for i in 0..9000 / 6 {
        assert!(all.contains(&format!("第{i:04}句")) || structure.contains(&format!("第{i:04}句")), "sentence {i}");
    }
    assert_eq!(all.matches("丁").count(), 1);
}

#[test]
fn a_character_without_glyph_refuses_the_table_and_names_record_and_column() {
    let fonts = sample::fonts();
    for bad in ['\u{10FFFF}', '\u{0}', '\u{E123}', '\u{0F40}'] {
        let rows = [row("ZG-2026-003", &["甲", "乙"]), row("ZG-2026-004", &["甲", &format!("盲区{bad}")])];
        match paper::table_paper(&spec(&[20.0, 60.0]), rows, &sample::meta("表"), &fonts) {
            Err(PaperError::MissingGlyph { character, place }) => {
                assert_eq!((character, place.as_str()), (bad, "ZG-2026-004 栏2"));
            }
            other => panic!("U+{:04X} must be refused, got {other:?}", u32::from(bad)),
        }
    }
}

#[test]
fn a_column_narrower_than_a_character_is_refused() {
    let fonts = sample::fonts();
    let made = paper::table_paper(&spec(&[20.0, 3.0]), [row("A", &["甲", "乙"])], &sample::meta("表"), &fonts);
    assert!(matches!(made, Err(PaperError::Column { column }) if column == "栏2"));
}

#[test]
fn characters_that_share_a_glyph_keep_their_identity() {
    let fonts = sample::fonts();
    // One glyph of the rare face shows both 瑨 (U+7468) and 𤨁 (U+24A01): ToUnicode can only name one of them.
    let text = "王瑨与王𤨁—“引号”·①㛃䶮𬭎";
    let pdf = paper::table_paper(&spec(&[20.0, 60.0]), [row("A", &["甲", text])], &sample::meta("表"), &fonts).unwrap();
    let structure = texts(&pdf).unwrap().into_iter().find(|f| f.place == Place::Structure).unwrap().text;
    assert!(structure.contains(text), "{structure}");
}

fn number(object: &Object) -> i64 {
    object.as_i64().unwrap()
}

/// Walks the structure tree; collects (page, MCID) of every mark and checks each parent.
fn walk(pdf: &Document, id: ObjectId, parent: ObjectId, marks: &mut BTreeSet<(ObjectId, i64)>) {
    let element = pdf.get_dictionary(id).unwrap();
    assert_eq!(element.get(b"P").unwrap().as_reference().unwrap(), parent, "every element points at its parent");
    let page = element.get(b"Pg").and_then(Object::as_reference).ok();
    let kids = match element.get(b"K") {
        Ok(Object::Array(kids)) => kids.clone(),
        Ok(kid) => vec![kid.clone()],
        Err(_) => Vec::new(),
    };
    for kid in kids {
        match kid {
            Object::Integer(mcid) => assert!(marks.insert((page.unwrap(), mcid)), "a mark belongs to one element"),
            Object::Reference(child) => walk(pdf, child, id, marks),
            Object::Dictionary(mark) => {
                let page = mark.get(b"Pg").unwrap().as_reference().unwrap();
                assert!(marks.insert((page, number(mark.get(b"MCID").unwrap()))), "a mark belongs to one element");
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn every_mark_of_every_page_is_in_the_tree_once_and_all_content_is_marked() {
    let fonts = sample::fonts();
    let long = counted(4000);
    let rows = (0..40).map(|i| row("A", &["甲", if i == 7 { &long } else { "乙" }, "丙"]));
    let bytes = paper::table_paper(&spec(&[20.0, 60.0, 30.0]), rows, &sample::meta("表"), &fonts).unwrap();
    let pdf = Document::load_mem(&bytes).unwrap();
    let root_id = pdf.catalog().unwrap().get(b"StructTreeRoot").unwrap().as_reference().unwrap();
    let root = pdf.get_dictionary(root_id).unwrap();
    let mut marks = BTreeSet::new();
    walk(&pdf, root.get(b"K").unwrap().as_reference().unwrap(), root_id, &mut marks);
    let parents = pdf.get_dictionary(root.get(b"ParentTree").unwrap().as_reference().unwrap()).unwrap();
    let numbers = parents.get(b"Nums").unwrap().as_array().unwrap();
    let mut seen = BTreeSet::new();
    for (key, page_id) in pdf.get_pages().into_values().enumerate() {
        let page = pdf.get_dictionary(page_id).unwrap();
        assert_eq!(number(page.get(b"StructParents").unwrap()), key as i64);
        let owners = pdf.get_object(numbers[2 * key + 1].as_reference().unwrap()).unwrap().as_array().unwrap();
        let content = Content::decode(&pdf.get_page_content(page_id)).unwrap();
        let (mut depth, mut mcids) = (0, 0);
        for operation in content.operations {
            match operation.operator.as_str() {
                "BDC" => {
                    depth += 1;
                    if let Ok(mcid) = operation.operands[1].as_dict().unwrap().get(b"MCID") {
                        assert_eq!(depth, 1, "tagged parts do not nest");
                        assert_eq!(number(mcid), mcids, "numbers of a page go up one by one");
                        seen.insert((page_id, mcids));
                        mcids += 1;
                    }
                }
                "EMC" => depth -= 1,
                "Tj" | "TJ" | "S" => assert!(depth > 0, "content outside any part"),
                _ => {}
            }
            assert!(depth >= 0, "a part is closed once");
        }
        assert_eq!(depth, 0, "every part of the page is closed");
        assert_eq!(owners.len() as i64, mcids, "the parent tree knows every part");
    }
    assert_eq!(seen, marks, "tree and pages agree");
}
