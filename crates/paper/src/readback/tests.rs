//! Tests on small files made here; the real papers are read in the crate's `tests/`.

use lopdf::{Dictionary, IncrementalDocument, Object, Stream, dictionary};

use super::*;

const NAME: &str = "王喆𬭎";

fn utf16(text: &str) -> Object {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::string_literal(bytes)
}

/// A document with one page; glyph n of its only font is the n-th character of `alphabet`, counted from 1.
fn document(alphabet: &str, content: &str) -> Document {
    let mut doc = Document::with_version("1.7");
    let mut cmap = String::from("1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
    for (i, c) in alphabet.chars().enumerate() {
        let units: String = c.encode_utf16(&mut [0; 2]).iter().map(|u| format!("{u:04X}")).collect();
        cmap.push_str(&format!("1 beginbfchar <{:04X}> <{units}> endbfchar\n", i + 1));
    }
    let mut cmap = Stream::new(Dictionary::new(), cmap.into_bytes());
    cmap.compress().unwrap();
    let cmap = doc.add_object(cmap);
    let font = doc.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "Encoding" => "Identity-H", "ToUnicode" => cmap,
    });
    let content = doc.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
    let pages = doc.new_object_id();
    let page = doc.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "Resources" => dictionary! { "Font" => dictionary! { "F" => font } },
    });
    doc.objects.insert(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into());
    let catalog = doc.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    doc.trailer.set("Root", catalog);
    doc
}

fn saved(mut doc: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    doc.save_to(&mut bytes).unwrap();
    bytes
}

fn saved_modern(mut doc: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    doc.save_modern(&mut bytes).unwrap();
    bytes
}

fn places(pdf: &[u8], name: &str) -> Vec<Place> {
    let hits = texts(pdf).unwrap().into_iter();
    hits.filter(|f| f.text.contains(name)).map(|f| f.place).collect()
}

const EMPTY: &str = "BT /F 12 Tf ET";

#[test]
fn a_name_broken_by_runs_lines_and_fonts_is_whole_again() {
    let content = "BT /F 12 Tf <0001> Tj 0 -20 Td [<0004> -500 <0002>] TJ ET q BT /F 9 Tf (\\000\\003) Tj ET Q";
    for save in [saved, saved_modern] {
        let pdf = save(document("王喆𬭎 ", content));
        assert_eq!(places(&pdf, NAME), [Place::Page(1)]);
    }
}

#[test]
fn actual_text_replaces_what_it_encloses() {
    let content =
        "/P <</MCID 0>> BDC BT /F 12 Tf <0001> Tj /Span <</ActualText <FEFF5586>>> BDC <0002> Tj EMC <0003> Tj ET EMC";
    let pdf = saved(document("王\u{e001}𬭎", content));
    assert_eq!(places(&pdf, NAME), [Place::PageActual(1)]);
    assert_eq!(places(&pdf, "喆").last(), Some(&Place::Alternative));
}

#[test]
fn glyphs_without_characters_are_refused() {
    let unmapped = saved(document("王", "BT /F 12 Tf <0009> Tj ET"));
    assert!(matches!(texts(&unmapped), Err(ReadbackError::NoCharacters { page: 1 })));
    let fontless = saved(document("王", "BT /G 12 Tf <0001> Tj ET"));
    assert!(matches!(texts(&fontless), Err(ReadbackError::NoCharacters { page: 1 })));
}

/// Puts the name somewhere into a document.
type Hide = fn(&mut Document);

#[test]
fn every_hiding_place_is_searched() {
    let hide: [(Hide, Place); 9] = [
        (
            |doc| {
                let info = doc.add_object(dictionary! { "Title" => utf16(NAME) });
                doc.trailer.set("Info", info);
            },
            Place::Info,
        ),
        (
            |doc| {
                let xmp = "<x>&#x738B;喆&#x2CB4E;</x>".as_bytes().to_vec();
                let mut stream = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, xmp);
                stream.compress().unwrap();
                doc.add_object(stream);
            },
            Place::Metadata,
        ),
        (
            |doc| {
                let json = format!("{{\"n\":\"{NAME}\"}}").repeat(20);
                let mut stream = Stream::new(dictionary! { "Type" => "EmbeddedFile" }, json.into_bytes());
                stream.compress().unwrap();
                let file = doc.add_object(stream);
                doc.add_object(dictionary! {
                    "Type" => "Filespec", "UF" => utf16("records.json"), "EF" => dictionary! { "F" => file },
                });
            },
            Place::Attachment("records.json".into()),
        ),
        (
            |doc| {
                let inner = saved(document(NAME, "BT /F 12 Tf <0001> Tj <00020003> Tj ET"));
                let file = doc.add_object(Stream::new(Dictionary::new(), inner));
                doc.add_object(dictionary! {
                    "F" => Object::string_literal("a.pdf"), "EF" => dictionary! { "F" => file },
                });
            },
            Place::Attachment("a.pdf".into()),
        ),
        (
            |doc| {
                doc.add_object(dictionary! { "FT" => "Sig", "T" => utf16(NAME) });
            },
            Place::Field,
        ),
        (
            |doc| {
                let parent = doc.new_object_id();
                doc.add_object(dictionary! { "Title" => utf16(NAME), "Parent" => parent });
            },
            Place::Outline,
        ),
        (
            |doc| {
                doc.add_object(dictionary! { "S" => "Figure", "Alt" => utf16(NAME) });
            },
            Place::Alternative,
        ),
        (
            |doc| {
                doc.add_object(dictionary! { "Names" => vec![Object::string_literal(NAME)] });
            },
            Place::Other,
        ),
        (
            |doc| {
                doc.add_object(dictionary! {
                    "Type" => "Filespec", "F" => utf16(&format!("{NAME}.txt")),
                });
            },
            Place::AttachmentName,
        ),
    ];
    for (put, place) in hide {
        for save in [saved, saved_modern] {
            let mut doc = document("王", EMPTY);
            assert!(places(&save(doc.clone()), NAME).is_empty());
            put(&mut doc);
            let hits = places(&save(doc), NAME);
            assert!(hits.contains(&place), "{place:?}: {hits:?}");
        }
    }
}

#[test]
fn drawings_are_read_where_they_are_called_and_alone() {
    let mut doc = document(NAME, "BT /F 12 Tf <0001> Tj ET /X Do BT /F 12 Tf <0003> Tj ET");
    let page = doc.get_pages()[&1];
    let font = doc.get_dictionary(page).unwrap().get(b"Resources").unwrap().clone();
    let form = doc.add_object(Stream::new(
        dictionary! { "Subtype" => "Form", "Resources" => font },
        b"BT /F 12 Tf <0002> Tj ET".to_vec(),
    ));
    let resources = doc.get_dictionary_mut(page).unwrap().get_mut(b"Resources").unwrap();
    resources.as_dict_mut().unwrap().set("XObject", dictionary! { "X" => form });
    let pdf = saved(doc);
    assert_eq!(places(&pdf, NAME), [Place::Page(1)]);
    assert!(places(&pdf, "喆").contains(&Place::Drawing));
}

#[test]
fn a_block_torn_by_a_page_end_is_one_line_of_the_structure() {
    let content = "/TD <</MCID 0>> BDC BT /F 12 Tf <0001> Tj ET EMC /Artifact BMC BT /F 9 Tf <0004> Tj ET EMC /TD <</MCID 1>> BDC BT /F 12 Tf <0002> Tj ET EMC";
    let mut doc = document("王喆𬭎页", content);
    let first = doc.get_pages()[&1];
    let mut second = doc.get_dictionary(first).unwrap().clone();
    let text = b"/Artifact BMC BT /F 9 Tf <0004> Tj ET EMC /TD <</MCID 0>> BDC BT /F 12 Tf <0003> Tj ET EMC";
    let text = doc.add_object(Stream::new(Dictionary::new(), text.to_vec()));
    second.set("Contents", text);
    let pages = second.get(b"Parent").unwrap().as_reference().unwrap();
    let second = doc.add_object(second);
    doc.get_dictionary_mut(pages).unwrap().set("Kids", vec![first.into(), second.into()]);
    let other = doc.add_object(dictionary! { "S" => "TD", "Pg" => first, "K" => 1 });
    let torn = doc.add_object(dictionary! {
        "S" => "TD", "Pg" => first,
        "K" => vec![0.into(), dictionary! { "Type" => "MCR", "Pg" => second, "MCID" => 0 }.into()],
    });
    let root = doc.add_object(dictionary! { "Type" => "StructTreeRoot", "K" => vec![other.into(), torn.into()] });
    doc.catalog_mut().unwrap().set("StructTreeRoot", root);
    let all = texts(&saved(doc)).unwrap();
    let structure = all.iter().find(|f| f.place == Place::Structure).unwrap();
    assert_eq!(structure.text, "喆\n王𬭎");
}

#[test]
fn an_overwritten_revision_still_tells() {
    let base = saved(document(NAME, "BT /F 12 Tf <000100020003> Tj ET"));
    let previous = Document::load_mem(&base).unwrap();
    let contents = previous.get_page_contents(previous.get_pages()[&1])[0];
    let mut update = IncrementalDocument::create_from(base.clone(), previous);
    update.new_document.objects.insert(contents, Stream::new(Dictionary::new(), EMPTY.into()).into());
    let mut pdf = Vec::new();
    update.save_to(&mut pdf).unwrap();
    assert!(pdf.len() > base.len());
    assert_eq!(places(&pdf, NAME), [Place::Page(1)]);
}

#[test]
fn damage_is_refused_not_passed_over() {
    let content = "BT /F 12 Tf <0001> Tj ET";
    let whole = saved(document(NAME, content));
    assert!(texts(&whole).is_ok());
    let operators = saved(document(NAME, "BT /F 12 Tf <0001> Tj ET ) rubbish <00"));
    assert!(matches!(texts(&operators), Err(ReadbackError::Unreadable(_))));
    let mut doc = document(NAME, content);
    for object in doc.objects.values_mut() {
        if let Ok(stream) = object.as_stream_mut()
            && stream.content.starts_with(b"BT")
        {
            stream.dict.set("Filter", "FlateDecode");
        }
    }
    assert!(matches!(texts(&saved(doc)), Err(ReadbackError::Stream { .. })));
    let at = whole.windows(6).position(|w| w == b"<</Typ").unwrap();
    let mut torn = whole.clone();
    torn[at..at + 2].copy_from_slice(b">>");
    assert!(texts(&torn).is_err());
}

#[test]
fn archives_and_rubbish_are_refused_not_passed() {
    let mut doc = document("王", EMPTY);
    doc.add_object(Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"PK\x03\x04....".to_vec()));
    assert!(matches!(texts(&saved(doc)), Err(ReadbackError::Archive)));
    assert!(matches!(texts(b"%PDF-1.7 rubbish"), Err(ReadbackError::Unreadable(_))));
}
