//! Completes the catalog and the pages, then packs the file.

use chrono::{DateTime, FixedOffset};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::attach::{Attachment, attach};
use super::metadata::{Facts, text};
use super::pack::{Elements, pack};
use crate::error::PaperError;
use crate::ink::Sheets;
use crate::ink::press::press;
use crate::ink::sheets::OutlineEntry;

/// sRGB (IEC 61966-2-1) as an ICC v2 profile, made by `assets/icc/make_srgb.py`.
const SRGB: &[u8] = include_bytes!("../../../../assets/icc/srgb.icc");

/// What a finished file says about itself.
pub(crate) struct Claim<'a> {
    /// Name of the form, part of the file's identity.
    pub form: &'a str,
    /// Title of the paper.
    pub title: &'a str,
    /// The school.
    pub author: &'a str,
    /// When the file is made.
    pub made_at: DateTime<FixedOffset>,
    /// Where the file belongs; together with form and contents it makes the file's ID.
    pub id_seed: &'a str,
    /// The file it carries.
    pub attachment: Option<Attachment<'a>>,
}

/// Turns sheets into the bytes of a finished file. The same sheets and claim give the same bytes.
pub(crate) fn finish(sheets: Sheets<'_>, claim: &Claim<'_>) -> Result<Vec<u8>, PaperError> {
    debug_assert!(sheets.balanced(), "every tagged part is closed");
    let Sheets { case, mut pages, tree, outline, .. } = sheets;
    let owners: Vec<Vec<u32>> = pages.iter_mut().map(|page| std::mem::take(&mut page.owners)).collect();
    let mut pdf = press(&case, pages)?;
    drop(case);
    pdf.version = "1.7".to_owned();
    let page_ids: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    let catalog_id = pdf.trailer.get(b"Root").and_then(Object::as_reference)?;
    let mut catalog = pdf.get_dictionary(catalog_id)?.clone();

    let facts = Facts { title: claim.title, author: claim.author, made_at: claim.made_at };
    let info = pdf.trailer.get(b"Info").and_then(Object::as_reference)?;
    pdf.objects.insert(info, Object::Dictionary(facts.info()));
    let xmp = pdf.add_object(facts.xmp());
    catalog.set("Metadata", xmp);
    set_intent(&mut pdf, &mut catalog);
    catalog.set("Lang", Object::string_literal("zh-CN"));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.remove(b"PageLayout");
    if let Some(file) = claim.attachment {
        attach(&mut pdf, &mut catalog, file, claim.made_at);
    }
    if !outline.is_empty() {
        let root = set_outline(&mut pdf, &outline, &page_ids);
        catalog.set("Outlines", root);
        catalog.set("PageMode", "UseOutlines");
    }

    for (key, id) in (0i64..).zip(&page_ids) {
        let page = pdf.get_object_mut(*id).and_then(Object::as_dict_mut)?;
        page.set("StructParents", key);
        page.set("Tabs", "S");
        page.remove(b"Annots");
        page.remove(b"TrimBox");
        page.remove(b"CropBox");
    }
    // Elements are numbered after all other objects and written straight into the file: a long ledger has tens of
    // thousands, too many to keep as objects.
    let root_id = pdf.new_object_id();
    let parent_tree_id = pdf.new_object_id();
    let first = pdf.max_id + 1;
    let elements = Elements { tree: &tree, first, pages: &page_ids };
    pdf.max_id += elements.count();
    let mut numbers = Vec::with_capacity(owners.len() * 2);
    for (key, page) in (0i64..).zip(owners) {
        let list: Vec<Object> = page.into_iter().map(|node| Object::Reference(elements.id(node))).collect();
        numbers.push(Object::Integer(key));
        numbers.push(Object::Reference(pdf.add_object(list)));
    }
    pdf.objects.insert(parent_tree_id, Object::Dictionary(dictionary! { "Nums" => numbers }));
    let next = i64::try_from(page_ids.len()).unwrap_or(i64::MAX);
    let root = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => elements.id(0),
        "ParentTree" => parent_tree_id,
        "ParentTreeNextKey" => next,
    };
    pdf.objects.insert(root_id, Object::Dictionary(root));
    catalog.set("StructTreeRoot", root_id);
    pdf.objects.insert(catalog_id, Object::Dictionary(catalog));
    pack(pdf, &elements, root_id, &[claim.form, claim.id_seed])
}

fn set_intent(pdf: &mut Document, catalog: &mut Dictionary) {
    let profile = pdf.add_object(Stream::new(dictionary! { "N" => 3 }, SRGB.to_vec()));
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB IEC61966-2.1"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    };
    catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
}

/// A flat outline.
fn set_outline(pdf: &mut Document, entries: &[OutlineEntry], pages: &[ObjectId]) -> ObjectId {
    let root = pdf.new_object_id();
    let ids: Vec<ObjectId> = entries.iter().map(|_| pdf.new_object_id()).collect();
    for (i, entry) in entries.iter().enumerate() {
        let Some(id) = ids.get(i) else { continue };
        let mut item = dictionary! { "Title" => text(&entry.title), "Parent" => root };
        if let Some(page) = pages.get(entry.page) {
            let target =
                vec![Object::Reference(*page), "XYZ".into(), Object::Null, entry.top.round().into(), Object::Null];
            item.set("Dest", target);
        }
        if let Some(previous) = i.checked_sub(1).and_then(|p| ids.get(p)) {
            item.set("Prev", *previous);
        }
        if let Some(next) = ids.get(i + 1) {
            item.set("Next", *next);
        }
        pdf.objects.insert(*id, Object::Dictionary(item));
    }
    let count = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    let mut dictionary = dictionary! { "Type" => "Outlines", "Count" => count };
    if let (Some(first), Some(last)) = (ids.first(), ids.last()) {
        dictionary.set("First", *first);
        dictionary.set("Last", *last);
    }
    pdf.objects.insert(root, Object::Dictionary(dictionary));
    root
}
