//! Where names are and where they must not be: none in the packet, none readable at home or in any folder that a program
//! leaves things in; and the search finds them where they are.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use paper::readback;

use crate::search::Secrets;
use crate::shared::{FOLDERS, beside, files_under, list, names_in, pages, put, sample, school, text};

/// What a closed home may hold.
const HOME: [&str; 4] = ["app.lock", "keys.json", "keys.json.bak", "school.db"];

#[test]
fn a_closed_home_holds_only_known_files_and_no_readable_word() {
    let home = sample().path("home");
    let known: BTreeSet<String> = HOME.map(str::to_owned).into();
    assert_eq!(files_under(&home).into_iter().collect::<BTreeSet<_>>(), known);
    Secrets::everything(school()).absent_from(&home);
    for (variable, folder) in FOLDERS {
        let left = names_in(&beside(&sample().out).join(folder));
        assert!(left.is_empty(), "{variable} holds {left:?}");
    }
}

#[test]
fn no_file_of_the_packet_and_no_part_of_the_seal_names_a_pupil() {
    let pupils = Secrets::pupils(school());
    pupils.absent_from(&sample().path("packet"));
    for name in files_under(&sample().path("packet")).iter().filter(|n| n.ends_with(".pdf")) {
        let texts = readback::texts(&sample().read(&format!("packet/{name}"))).expect("every text can be read back");
        for found in texts {
            assert!(pupils.found_in(found.text.as_bytes()).is_empty(), "a name in {name}: {:?}", found.place);
        }
        // A second reader: what pdftotext sees, page by page and across the pages.
        let text = pages(&sample().path(&format!("packet/{name}"))).concat();
        assert!(pupils.found_in(text.as_bytes()).is_empty(), "a name in the text of {name}");
    }
    assert!(pupils.found_in(&fs::read(sample().sealed()).expect("the sealed file")).is_empty());
}

#[test]
fn no_narrative_and_no_other_free_text_about_a_pupil_is_in_the_packet() {
    let free = list(school(), "concerns").iter().flat_map(|concern| {
        ["narrative", "immediate_action", "cause", "finding"]
            .into_iter()
            .filter_map(|key| concern[key].as_str())
            .filter(|text| text.chars().count() >= 12)
            .map(str::to_owned)
    });
    let free: Vec<String> = free.collect();
    assert!(free.len() > 50, "the sample has narratives");
    let free = Secrets::new(free);
    for name in files_under(&sample().path("packet")) {
        let bytes = sample().read(&format!("packet/{name}"));
        assert!(free.found_in(&bytes).is_empty(), "free text in {name}");
        if name.ends_with(".pdf") {
            for found in readback::texts(&bytes).expect("every text can be read back") {
                assert!(free.found_in(found.text.as_bytes()).is_empty(), "free text in {name}");
            }
        }
    }
}

#[test]
fn the_school_s_own_pacts_are_found_by_the_same_search() {
    let pupils = Secrets::pupils(school());
    let paper = sample().read("pacts.pdf");
    let mut found = BTreeSet::new();
    for text in readback::texts(&paper).expect("every text can be read back") {
        found.extend(pupils.found_in(text.text.as_bytes()));
    }
    let signed = list(school(), "pacts").iter().flat_map(|p| list(p, "signatories")).filter(|s| s["type"] == "student");
    for signatory in signed {
        let pupil = list(school(), "students").iter().find(|s| s["id"] == signatory["id"]).expect("a pupil");
        assert!(found.contains(text(pupil, "name")), "a pupil who signed is not found");
    }
    assert!(pupils.found_in(&paper).is_empty(), "glyph ids hide names from a search of the bytes");
}

#[test]
fn the_search_finds_copies_in_every_guise() {
    let secrets = Secrets::everything(school());
    let folder = tempfile::tempdir().expect("a temporary folder");
    let plain = fs::read(crate::shared::school_file()).expect("the sample school");
    let words = String::from_utf8(plain.clone()).expect("text");
    let little: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut shifted = vec![0x00];
    shifted.extend(words.encode_utf16().flat_map(u16::to_be_bytes));
    let mut gzip = GzEncoder::new(vec![1, 2, 3], Compression::default());
    gzip.write_all(&plain).expect("compressed");
    let mut zlib = ZlibEncoder::new(vec![9], Compression::fast());
    zlib.write_all(&little).expect("compressed");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("copy", zip::write::SimpleFileOptions::default()).expect("a file in a ZIP");
    zip.write_all(&plain).expect("compressed");
    let zip = zip.finish().expect("a ZIP").into_inner();
    let all = [plain, little, shifted, gzip.finish().expect("gzip"), zlib.finish().expect("zlib"), zip];
    for (number, bytes) in all.iter().enumerate() {
        let found = secrets.found_in(bytes);
        assert!(found.len() > 700, "guise {number}: only {} are found", found.len());
    }
    // A database that forgot its key.
    let path = folder.path().join("plain.db");
    let open = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE | rusqlite::OpenFlags::SQLITE_OPEN_CREATE;
    let database = rusqlite::Connection::open_with_flags(&path, open).expect("a database");
    database.execute_batch("CREATE TABLE student (name TEXT)").expect("a table");
    for pupil in list(school(), "students").iter().take(50) {
        database.execute("INSERT INTO student VALUES (?1)", [text(pupil, "name")]).expect("a row");
    }
    drop(database);
    assert!(secrets.found_in(&fs::read(&path).expect("the database")).len() > 40);
    // One name alone, in a file of its own.
    let one = folder.path().join("note.txt");
    put(&one, text(&list(school(), "students")[0], "name"));
    assert_eq!(secrets.found_in(&fs::read(one).expect("the note")).len(), 1);
}
