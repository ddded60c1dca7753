//! XML out of a packed part, under a bound of bytes: for the whole file, and for one piece of text, which would otherwise
//! be gathered in memory before anybody sees it. A document type is refused, so no entity is ever expanded.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, BufRead, Read};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::error::ReadError;

/// Most bytes of one tag or one piece of text. A cell holds at most 32,767 characters (ECMA-376 limits of the common
/// programs), at most 10 bytes each when written as references.
const PIECE: u64 = 512 << 10;

/// What stands in a part, in its order.
pub(super) enum Node<'n> {
    Open(&'n str, &'n BytesStart<'n>),
    Close(&'n str),
    Text(&'n str),
}

struct Metered<'m, R> {
    inner: R,
    left: &'m Cell<u64>,
    piece: u64,
    over: bool,
}

impl<R: BufRead> Read for Metered<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(out)?;
        self.consume(n);
        Ok(n)
    }
}

impl<R: BufRead> BufRead for Metered<'_, R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left.get() == 0 || self.piece == 0 {
            self.over = true;
            return Err(io::Error::other("over the bound"));
        }
        let most = usize::try_from(self.left.get().min(self.piece)).unwrap_or(usize::MAX);
        let data = self.inner.fill_buf()?;
        Ok(data.get(..most).unwrap_or(data))
    }
    fn consume(&mut self, n: usize) {
        self.inner.consume(n);
        let n = u64::try_from(n).unwrap_or(u64::MAX);
        self.left.set(self.left.get().saturating_sub(n));
        self.piece = self.piece.saturating_sub(n);
    }
}

/// Reads a part from its beginning to its end and hands each node to `each`, which may end the reading with an error.
/// `left` is what the whole file may still unpack to.
pub(super) fn nodes(
    part: impl Read,
    left: &Cell<u64>,
    mut each: impl FnMut(Node<'_>) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let metered = Metered { inner: io::BufReader::with_capacity(64 << 10, part), left, piece: PIECE, over: false };
    let mut reader = quick_xml::Reader::from_reader(metered);
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    let mut depth: usize = 0;
    let mut seen = false;
    loop {
        buffer.clear();
        reader.get_mut().piece = PIECE;
        let event = match reader.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(error) => {
                let over = reader.get_mut().over;
                return Err(if over { ReadError::UnpacksTooMuch } else { kind(&error) });
            }
        };
        match event {
            Event::Start(tag) => {
                (depth, seen) = (depth.saturating_add(1), true);
                // Sheets nest ten deep; the parser keeps the name of every open tag.
                if depth > 200 {
                    return Err(ReadError::Damaged);
                }
                each(Node::Open(tag.local_name().as_ref(), &tag))?;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                each(Node::Close(tag.local_name().as_ref()))?;
            }
            Event::Text(text) => each(Node::Text(&text))?,
            Event::CData(text) => each(Node::Text(&text))?,
            Event::GeneralRef(name) => {
                let referred = match &*name {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    "apos" => '\'',
                    _ => name.resolve_char_ref().ok().flatten().ok_or(ReadError::Damaged)?,
                };
                each(Node::Text(referred.encode_utf8(&mut [0; 4])))?;
            }
            Event::DocType(_) => return Err(ReadError::Damaged),
            // A file that ends inside an element was cut.
            Event::Eof if depth > 0 || !seen => return Err(ReadError::Truncated),
            Event::Eof => return Ok(()),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

fn kind(error: &quick_xml::Error) -> ReadError {
    match error {
        quick_xml::Error::Io(io) if io.kind() == io::ErrorKind::UnexpectedEof => ReadError::Truncated,
        _ => ReadError::Damaged,
    }
}

/// The value of an attribute by its local name.
pub(super) fn attribute<'a>(tag: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    let found = tag.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok()
}

/// Whether an attribute says yes.
pub(super) fn is_on(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, name).is_some_and(|v| matches!(&*v, "1" | "true" | "on"))
}
