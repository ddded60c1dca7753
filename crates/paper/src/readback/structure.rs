//! The document in the order of its structure tree (ISO 32000-2, 14.7): one line per block, so that rows and paragraphs
//! that run over a page end are whole again.

use std::collections::{BTreeMap, HashMap, HashSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::content::deref_dict;
use super::decode::{squeezed, text_string};
use super::{Collected, Place, ReadbackError};

/// Deeper trees than this are refused; the papers have about eight levels.
const MAX_DEPTH: usize = 100;

/// Elements that stand inside a line and do not end it.
const INLINE: [&[u8]; 9] = [b"Span", b"Link", b"Em", b"Strong", b"Reference", b"Note", b"Quote", b"Code", b"Sub"];

type Marked = HashMap<ObjectId, BTreeMap<i64, String>>;

/// Reads the tree, if there is one.
pub(super) fn read(doc: &Document, marked: &Marked, found: &mut Collected) -> Result<(), ReadbackError> {
    let root = doc.catalog().ok().and_then(|catalog| deref_dict(doc, catalog.get(b"StructTreeRoot").ok()));
    let Some(kids) = root.and_then(|root| root.get(b"K").ok()) else {
        return Ok(());
    };
    let mut walk = Walk { doc, marked, seen: HashSet::new(), text: String::new() };
    walk.kids(kids, None, 0)?;
    let lines: Vec<String> = walk.text.split(BLOCK_END).map(squeezed).filter(|line| !line.is_empty()).collect();
    found.add_squeezed(Place::Structure, lines.join("\n"));
    Ok(())
}

/// Marks the end of a block while collecting; a character no text can hold.
const BLOCK_END: char = '\u{10ffff}';

struct Walk<'d> {
    doc: &'d Document,
    marked: &'d Marked,
    seen: HashSet<ObjectId>,
    text: String,
}

impl<'d> Walk<'d> {
    fn kids(&mut self, kids: &'d Object, page: Option<ObjectId>, depth: usize) -> Result<(), ReadbackError> {
        if depth > MAX_DEPTH {
            return Err(ReadbackError::TooDeep);
        }
        match kids {
            Object::Integer(number) => self.content(page, *number),
            Object::Array(list) => {
                for kid in list {
                    self.kids(kid, page, depth + 1)?;
                }
            }
            Object::Reference(id) => {
                if self.seen.insert(*id)
                    && let Ok(object) = self.doc.get_object(*id)
                {
                    self.kids(object, page, depth + 1)?;
                }
            }
            Object::Dictionary(dict) => self.element(dict, page, depth)?,
            _ => {}
        }
        Ok(())
    }

    fn element(&mut self, dict: &'d Dictionary, page: Option<ObjectId>, depth: usize) -> Result<(), ReadbackError> {
        let page = dict.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        if let Ok(Object::Integer(number)) = dict.get(b"MCID") {
            self.content(page, *number);
            return Ok(());
        }
        let role = dict.get(b"S").and_then(Object::as_name).unwrap_or_default();
        let block = !INLINE.contains(&role);
        if block {
            self.text.push(BLOCK_END);
        }
        match (dict.get(b"ActualText"), dict.get(b"K")) {
            (Ok(Object::String(bytes, _)), _) => self.text.push_str(&text_string(bytes)),
            (_, Ok(kids)) => self.kids(kids, page, depth + 1)?,
            _ => {}
        }
        if block {
            self.text.push(BLOCK_END);
        }
        Ok(())
    }

    fn content(&mut self, page: Option<ObjectId>, number: i64) {
        let text = page.and_then(|page| self.marked.get(&page)).and_then(|texts| texts.get(&number));
        if let Some(text) = text {
            self.text.push_str(text);
        }
    }
}
