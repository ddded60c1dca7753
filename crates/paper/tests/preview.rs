//! Pages as the preview draws them, against poppler's.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should stop"
)]

mod poppler;

use std::path::Path;
use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use paper::fonts::{Face, Fonts};
use paper::preview::{Preview, PreviewError};
use poppler::{decoded, difference};

/// A4 in points.
const A4: [f32; 2] = [595.276, 841.89];

/// One A4 page with a line of text in each face, two rules, and a grey or red box.
fn sample(text: &str, colour: &str) -> Arc<[u8]> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts");
    let fonts = Fonts::find(&[folder]).unwrap();
    let mut doc = Document::with_version("1.7");
    let mut used = Dictionary::new();
    let mut content = format!("{colour} 60 60 120 40 re f 0 g 60 300 400 0.5 re f 60 120 0.5 180 re f ");
    for (line, face) in
        [Face::FangSong, Face::Kai, Face::Hei, Face::SongBold, Face::Song, Face::Rare].iter().enumerate()
    {
        let mut remapper = subsetter::GlyphRemapper::new();
        let mut x = 60.0;
        for c in text.chars() {
            let Some(glyph) = fonts.glyph(*face, c).unwrap().filter(|g| g.face == *face) else {
                continue;
            };
            let gid = remapper.remap(glyph.gid);
            let y = 760 - 40 * line;
            content.push_str(&format!("BT /F{line} 16 Tf {x} {y} Td <{gid:04X}> Tj ET "));
            x += glyph.advance * 0.016;
        }
        let program = fonts.bytes(*face).unwrap();
        let subset = subsetter::subset(&program, 0, &remapper).unwrap();
        used.set(format!("F{line}"), font(&mut doc, *face, subset));
    }
    let content = doc.add_object(Stream::new(Dictionary::new(), content.into_bytes()));
    let pages = doc.new_object_id();
    let [width, height] = A4;
    let page = doc.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), width.into(), height.into()],
        "Resources" => dictionary! { "Font" => used },
    });
    let twin = doc.get_dictionary(page).unwrap().clone();
    let twin = doc.add_object(twin);
    let root = dictionary! { "Type" => "Pages", "Kids" => vec![page.into(), twin.into()], "Count" => 2 };
    doc.objects.insert(pages, root.into());
    let catalog = doc.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    doc.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    doc.save_to(&mut bytes).unwrap();
    bytes.into()
}

fn font(doc: &mut Document, face: Face, program: Vec<u8>) -> Object {
    let cff = face == Face::FangSong;
    let kind = if cff {
        dictionary! { "Subtype" => "OpenType" }
    } else {
        Dictionary::new()
    };
    let file = doc.add_object(Stream::new(kind, program));
    let name = face.postscript_name();
    let mut descriptor = dictionary! {
        "Type" => "FontDescriptor", "FontName" => name, "Flags" => 4, "ItalicAngle" => 0, "Ascent" => 880,
        "Descent" => -120, "CapHeight" => 700, "StemV" => 80,
        "FontBBox" => vec![0.into(), (-200).into(), 1000.into(), 900.into()],
    };
    descriptor.set(if cff { "FontFile3" } else { "FontFile2" }, file);
    let descriptor = doc.add_object(descriptor);
    let mut descendant = dictionary! {
        "Type" => "Font", "BaseFont" => name, "FontDescriptor" => descriptor,
        "Subtype" => if cff { "CIDFontType0" } else { "CIDFontType2" },
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"), "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
    };
    if !cff {
        descendant.set("CIDToGIDMap", "Identity");
    }
    let descendant = doc.add_object(descendant);
    doc.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => name, "Encoding" => "Identity-H",
        "DescendantFonts" => vec![descendant.into()],
    })
    .into()
}

const TEXT: &str = "关于学校整改台账的报告（2026）—赟喆犇䶮“安苗”①";

#[test]
fn pages_look_as_poppler_draws_them() {
    let pdf = sample(TEXT, "0.6 g");
    let preview = Preview::open(Arc::clone(&pdf)).unwrap();
    let (here, colour) = decoded(&preview.page_png(0, 96.0).unwrap());
    assert_eq!(colour, png::ColorType::Grayscale, "a page without colour is grey");
    let there = poppler::pages(&pdf, 96).remove(0);
    assert!(here.width.abs_diff(there.width) <= 1 && here.height.abs_diff(there.height) <= 1);
    let same = difference(&here, &there);
    assert!(same < 9.0, "the pages differ by {same} grey levels in a square");
    let wrong = TEXT.replace('校', "一");
    let wrong = difference(&here, &poppler::pages(&sample(&wrong, "0.6 g"), 96)[0]);
    assert!(wrong > 18.0, "one wrong character must stand out, but differs by {wrong} only");
}

#[test]
fn pages_are_counted_measured_and_drawn_again_alike() {
    let pdf = sample("安苗", "1 0 0 rg");
    let preview = Preview::open(pdf).unwrap();
    assert_eq!(preview.page_count(), 2);
    let (width, height) = preview.page_size_pt(1).unwrap();
    assert!((width - A4[0]).abs() < 0.01 && (height - A4[1]).abs() < 0.01);
    let page = preview.page_png(1, 72.0).unwrap();
    assert_eq!(page, preview.page_png(1, 72.0).unwrap());
    assert_eq!(decoded(&page).1, png::ColorType::Rgb, "red is kept");
    assert_eq!(preview.page_size_pt(2), None);
    assert_eq!(preview.page_png(2, 72.0), Err(PreviewError::NoSuchPage { page: 2 }));
    for dpi in [0.0, -1.0, f32::NAN, f32::INFINITY, 5000.0] {
        assert_eq!(preview.page_png(0, dpi), Err(PreviewError::Size { page: 0 }));
    }
}

#[test]
fn a_visible_change_is_found() {
    let one = Preview::open(sample("安苗", "0.6 g")).unwrap();
    let same = Preview::open(sample("安苗", "0.6 g")).unwrap();
    let other = Preview::open(sample("安苗", "0.5 g")).unwrap();
    assert_eq!(one.first_difference(&same, 72.0), Ok(None));
    assert_eq!(one.first_difference(&other, 72.0), Ok(Some(0)));
}

#[test]
fn a_page_that_cannot_be_drawn_completely_is_not_shown() {
    let pdf = sample("安苗", "0.6 g");
    let mut doc = Document::load_mem(&pdf).unwrap();
    for object in doc.objects.values_mut() {
        if let Ok(stream) = object.as_stream_mut()
            && stream.content.starts_with(b"OTTO")
        {
            stream.set_content(b"not a font".to_vec());
        }
    }
    let mut bytes = Vec::new();
    doc.save_to(&mut bytes).unwrap();
    let preview = Preview::open(bytes.into()).unwrap();
    assert_eq!(preview.page_png(0, 72.0), Err(PreviewError::Incomplete { page: 0 }));
}

#[test]
fn what_is_no_pdf_is_refused() {
    for bytes in [&b""[..], b"no PDF", b"%PDF-1.7\n%%EOF"] {
        assert_eq!(Preview::open(bytes.into()).err(), Some(PreviewError::Unreadable));
    }
}

#[test]
fn a_document_may_be_asked_from_many_threads() {
    let preview = Arc::new(Preview::open(sample("安苗", "0.6 g")).unwrap());
    let workers: Vec<_> = (0..4)
        .map(|_| {
            let preview = Arc::clone(&preview);
            std::thread::spawn(move || preview.page_png(0, 72.0).unwrap())
        })
        .collect();
    let pages: Vec<_> = workers.into_iter().map(|w| w.join().unwrap()).collect();
    assert!(pages.windows(2).all(|pair| pair[0] == pair[1]));
}
