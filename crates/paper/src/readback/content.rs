//! Runs the text operators of a content stream and collects what they show, in order.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::ReadbackError;
use super::decode::text_string;
use super::expand::expanded;
use super::tounicode::ToUnicode;

/// Drawings inside drawings; the papers have one level.
const MAX_DRAWINGS: usize = 12;

/// What a page or drawing shows.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// All glyphs as characters, in order.
    pub(super) glyphs: String,
    /// The same with each `ActualText` in place of what it encloses.
    pub(super) actual: String,
    /// Texts by marked-content number, with `ActualText` in place.
    pub(super) marked: BTreeMap<i64, String>,
    /// Each `ActualText`, `Alt` and `E` of marked content.
    pub(super) alternatives: Vec<String>,
}

/// Reads content streams of one document, keeping the maps of fonts it has met.
pub(super) struct Reader<'d> {
    doc: &'d Document,
    fonts: HashMap<ObjectId, Rc<Option<ToUnicode>>>,
}

/// Marked content that is open: its number and whether an `ActualText` already stands for it.
struct Open {
    number: Option<i64>,
    replaced: bool,
}

impl<'d> Reader<'d> {
    pub(super) fn new(doc: &'d Document) -> Reader<'d> {
        Reader { doc, fonts: HashMap::new() }
    }

    /// Runs a content stream with its resources; `page` (from 1) is named in errors.
    pub(super) fn run(
        &mut self,
        content: &[u8],
        resources: &[&'d Dictionary],
        page: usize,
        shown: &mut Shown,
    ) -> Result<(), ReadbackError> {
        self.run_at(content, resources, page, shown, &mut Vec::new(), 0)
    }

    fn run_at(
        &mut self,
        content: &[u8],
        resources: &[&'d Dictionary],
        page: usize,
        shown: &mut Shown,
        open: &mut Vec<Open>,
        depth: usize,
    ) -> Result<(), ReadbackError> {
        if depth > MAX_DRAWINGS {
            return Err(ReadbackError::TooDeep);
        }
        let content = Content::decode_strict(content).map_err(ReadbackError::Unreadable)?;
        let outer = open.len();
        let mut font: Rc<Option<ToUnicode>> = Rc::new(None);
        let mut saved = Vec::new();
        for operation in &content.operations {
            let operands = operation.operands.as_slice();
            match (operation.operator.as_str(), operands) {
                ("q", _) => saved.push(Rc::clone(&font)),
                ("Q", _) => font = saved.pop().unwrap_or(font),
                ("Tf", [Object::Name(name), ..]) => font = self.font(name, resources)?,
                ("gs", [Object::Name(name)]) => {
                    let state = self.resource(b"ExtGState", name, resources);
                    if let Some(Object::Array(pair)) =
                        state.and_then(|(_, s)| s.as_dict().ok()).and_then(|s| s.get(b"Font").ok())
                        && let Some(Object::Reference(id)) = pair.first()
                    {
                        font = self.font_of(*id)?;
                    }
                }
                ("Tj" | "'", [Object::String(bytes, _)]) | ("\"", [_, _, Object::String(bytes, _)]) => {
                    show(&font, bytes, page, shown, open)?;
                }
                ("TJ", [Object::Array(parts)]) => {
                    for part in parts {
                        if let Object::String(bytes, _) = part {
                            show(&font, bytes, page, shown, open)?;
                        }
                    }
                }
                ("BMC", _) => open.push(Open { number: None, replaced: is_replaced(open) }),
                ("BDC", [_, properties]) => self.begin(properties, resources, shown, open),
                ("EMC", _) if open.len() > outer => {
                    open.pop();
                }
                ("Do", [Object::Name(name)]) => {
                    self.draw(name, resources, page, shown, open, depth)?;
                }
                _ => {}
            }
        }
        open.truncate(outer);
        Ok(())
    }

    fn begin(&self, properties: &Object, resources: &[&'d Dictionary], shown: &mut Shown, open: &mut Vec<Open>) {
        let dict = match properties {
            Object::Dictionary(dict) => Some(dict),
            Object::Name(name) => self.resource(b"Properties", name, resources).and_then(|(_, o)| o.as_dict().ok()),
            _ => None,
        };
        let number = dict.and_then(|d| d.get(b"MCID").ok()).and_then(|n| n.as_i64().ok());
        let mut replaced = is_replaced(open);
        for key in [&b"ActualText"[..], b"Alt", b"E"] {
            let Some(Object::String(bytes, _)) = dict.and_then(|d| d.get(key).ok()) else {
                continue;
            };
            let text = text_string(bytes);
            if key == b"ActualText" && !replaced {
                shown.actual.push_str(&text);
                let owner = number.or_else(|| innermost(open));
                if let Some(owner) = owner {
                    shown.marked.entry(owner).or_default().push_str(&text);
                }
                replaced = true;
            }
            shown.alternatives.push(text);
        }
        open.push(Open { number, replaced });
    }

    fn draw(
        &mut self,
        name: &[u8],
        resources: &[&'d Dictionary],
        page: usize,
        shown: &mut Shown,
        open: &mut Vec<Open>,
        depth: usize,
    ) -> Result<(), ReadbackError> {
        let Some((id, Object::Stream(stream))) = self.resource(b"XObject", name, resources) else {
            return Ok(());
        };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Form") {
            return Ok(());
        }
        let content = expanded(stream, id.unwrap_or_default())?;
        let own = deref_dict(self.doc, stream.dict.get(b"Resources").ok());
        let mut inner: Vec<&Dictionary> = own.into_iter().collect();
        // A drawing without resources uses those of the page (ISO 32000-2, 7.8.3).
        inner.extend(resources);
        self.run_at(&content, &inner, page, shown, open, depth + 1)
    }

    fn resource(
        &self,
        kind: &[u8],
        name: &[u8],
        resources: &[&'d Dictionary],
    ) -> Option<(Option<ObjectId>, &'d Object)> {
        resources.iter().find_map(|dict| {
            let entry = deref_dict(self.doc, dict.get(kind).ok())?.get(name).ok()?;
            self.doc.dereference(entry).ok()
        })
    }

    fn font(&mut self, name: &[u8], resources: &[&'d Dictionary]) -> Result<Rc<Option<ToUnicode>>, ReadbackError> {
        let entry = resources.iter().find_map(|dict| {
            let fonts = deref_dict(self.doc, dict.get(b"Font").ok())?;
            fonts.get(name).ok()
        });
        match entry {
            Some(Object::Reference(id)) => self.font_of(*id),
            Some(Object::Dictionary(dict)) => Ok(Rc::new(self.parse_font(dict)?)),
            _ => Ok(Rc::new(None)),
        }
    }

    fn font_of(&mut self, id: ObjectId) -> Result<Rc<Option<ToUnicode>>, ReadbackError> {
        if let Some(known) = self.fonts.get(&id) {
            return Ok(Rc::clone(known));
        }
        let map = match self.doc.get_dictionary(id) {
            Ok(dict) => self.parse_font(dict)?,
            Err(_) => None,
        };
        let map = Rc::new(map);
        self.fonts.insert(id, Rc::clone(&map));
        Ok(map)
    }

    fn parse_font(&self, font: &Dictionary) -> Result<Option<ToUnicode>, ReadbackError> {
        let composite = font.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Type0");
        let found = font.get(b"ToUnicode").and_then(|o| self.doc.dereference(o));
        let Ok((id, Object::Stream(stream))) = found else {
            return Ok(None);
        };
        let cmap = expanded(stream, id.unwrap_or_default())?;
        Ok(Some(ToUnicode::parse(&cmap, if composite { 2 } else { 1 })))
    }
}

/// Text that was shown goes to the page and to the innermost numbered mark.
fn show(
    font: &Option<ToUnicode>,
    bytes: &[u8],
    page: usize,
    shown: &mut Shown,
    open: &[Open],
) -> Result<(), ReadbackError> {
    if bytes.is_empty() {
        return Ok(());
    }
    let text = font.as_ref().and_then(|font| font.text(bytes)).ok_or(ReadbackError::NoCharacters { page })?;
    shown.glyphs.push_str(&text);
    if !is_replaced(open) {
        shown.actual.push_str(&text);
        if let Some(number) = innermost(open) {
            shown.marked.entry(number).or_default().push_str(&text);
        }
    }
    Ok(())
}

fn is_replaced(open: &[Open]) -> bool {
    open.last().is_some_and(|mark| mark.replaced)
}

fn innermost(open: &[Open]) -> Option<i64> {
    open.iter().rev().find_map(|mark| mark.number)
}

/// A dictionary that may stand behind a reference.
pub(super) fn deref_dict<'d>(doc: &'d Document, object: Option<&'d Object>) -> Option<&'d Dictionary> {
    let (_, object) = doc.dereference(object?).ok()?;
    object.as_dict().ok()
}
