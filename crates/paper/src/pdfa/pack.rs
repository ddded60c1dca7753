//! Writes the file: streams as they are, everything else in object streams, a compressed cross-reference stream
//! (ISO 32000-1, 7.5.7 and 7.5.8). The file's ID is a hash of its contents, so the same paper is the same file.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

pub(crate) use super::elements::Elements;
use crate::error::PaperError;

/// Objects in one object stream: few enough that a reader opens only what it needs.
const PER_STREAM: usize = 200;

/// Where an object stands.
#[derive(Clone, Copy)]
enum Place {
    Free,
    Offset(u32),
    Packed { stream: u32, index: u16 },
}

/// The file being written.
struct Packer {
    out: Vec<u8>,
    places: Vec<Place>,
    next: u32,
    heads: Vec<u8>,
    bodies: Vec<u8>,
    packed: Vec<u32>,
}

/// The whole file. `identity` goes into its ID beside the contents.
pub(crate) fn pack(
    pdf: Document,
    elements: &Elements<'_>,
    root: ObjectId,
    identity: &[&str],
) -> Result<Vec<u8>, PaperError> {
    let mut packer = Packer {
        out: Vec::new(),
        places: vec![Place::Free; index(pdf.max_id) + 1],
        next: pdf.max_id + 1,
        heads: Vec::new(),
        bodies: Vec::new(),
        packed: Vec::new(),
    };
    packer.out.extend_from_slice(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    for ((id, _), object) in pdf.objects {
        if let Object::Stream(stream) = object {
            packer.stream(id, stream)?;
        } else {
            packer.add(id, &written(object)?)?;
        }
    }
    elements.write(root, |id, text| packer.add(id, text))?;
    packer.flush()?;
    let mut trailer = Dictionary::new();
    for key in [b"Root".as_slice(), b"Info"] {
        trailer.set(key, pdf.trailer.get(key)?.clone());
    }
    packer.close(trailer, identity)
}

fn index(id: u32) -> usize {
    usize::try_from(id).unwrap_or(usize::MAX)
}

/// An object as text. The PDF library shows its object writer only through content streams, so the object is written
/// as the operand of a nameless operator.
fn written(object: Object) -> Result<Vec<u8>, PaperError> {
    let operations = vec![Operation::new("", vec![object])];
    let mut text = Content { operations }.encode()?;
    text.truncate(text.trim_ascii_end().len());
    Ok(text)
}

fn deflate(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

impl Packer {
    fn place(&mut self, id: u32, place: Place) {
        let i = index(id);
        if self.places.len() <= i {
            self.places.resize(i + 1, Place::Free);
        }
        if let Some(slot) = self.places.get_mut(i) {
            *slot = place;
        }
    }

    /// Writes a stream, compressed if it may be and is not yet.
    fn stream(&mut self, id: u32, mut stream: Stream) -> Result<(), PaperError> {
        if stream.allows_compression && !stream.dict.has(b"Filter") {
            let content = deflate(&stream.content)?;
            if content.len() < stream.content.len() {
                stream.dict.set("Filter", "FlateDecode");
                stream.content = content;
            }
        }
        let length = i64::try_from(stream.content.len()).unwrap_or(i64::MAX);
        stream.dict.set("Length", length);
        self.place(id, Place::Offset(u32::try_from(self.out.len()).unwrap_or(u32::MAX)));
        writeln!(self.out, "{id} 0 obj")?;
        self.out.extend_from_slice(&written(Object::Dictionary(stream.dict))?);
        self.out.extend_from_slice(b"\nstream\n");
        self.out.extend_from_slice(&stream.content);
        self.out.extend_from_slice(b"\nendstream\nendobj\n");
        Ok(())
    }

    /// Puts any other object into the object stream being filled.
    fn add(&mut self, id: u32, text: &[u8]) -> Result<(), PaperError> {
        write!(self.heads, "{id} {} ", self.bodies.len())?;
        self.bodies.extend_from_slice(text);
        self.bodies.push(b'\n');
        self.packed.push(id);
        if self.packed.len() == PER_STREAM {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), PaperError> {
        if self.packed.is_empty() {
            return Ok(());
        }
        let stream_id = self.next;
        self.next += 1;
        let count = i64::try_from(self.packed.len()).unwrap_or(i64::MAX);
        for (i, id) in (0u16..).zip(std::mem::take(&mut self.packed)) {
            self.place(id, Place::Packed { stream: stream_id, index: i });
        }
        let mut content = std::mem::take(&mut self.heads);
        let first = i64::try_from(content.len()).unwrap_or(i64::MAX);
        content.append(&mut self.bodies);
        let dictionary = dictionary! {
            "Type" => "ObjStm",
            "N" => count,
            "First" => first,
        };
        self.stream(stream_id, Stream::new(dictionary, content))
    }

    /// The cross-reference stream and the end of the file.
    fn close(mut self, mut trailer: Dictionary, identity: &[&str]) -> Result<Vec<u8>, PaperError> {
        let own = self.next;
        let start = self.out.len();
        self.place(own, Place::Offset(u32::try_from(start).unwrap_or(u32::MAX)));
        let mut hash = Sha256::new();
        for part in identity {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part.as_bytes());
        }
        hash.update(&self.out);
        let id: Vec<u8> = hash.finalize().into_iter().take(16).collect();
        let id = Object::String(id, StringFormat::Hexadecimal);
        trailer.set("ID", vec![id.clone(), id]);
        trailer.set("Type", "XRef");
        trailer.set("Size", i64::from(own) + 1);
        trailer.set("W", vec![1.into(), 4.into(), 2.into()]);
        trailer.set("DecodeParms", dictionary! { "Predictor" => 12, "Columns" => 7 });
        let table = Stream::new(trailer, deflate(&self.table())?);
        let mut table = table.with_compression(false);
        table.dict.set("Filter", "FlateDecode");
        self.stream(own, table)?;
        writeln!(self.out, "startxref\n{start}\n%%EOF")?;
        Ok(self.out)
    }

    /// The entries, each row as its difference from the row above (PNG predictor Up), which compresses far better.
    fn table(&self) -> Vec<u8> {
        let mut above = [0u8; 7];
        let mut bytes = Vec::with_capacity(self.places.len() * 8);
        for place in &self.places {
            let (kind, middle, last) = match place {
                Place::Free => (0u8, 0u32, u16::MAX),
                Place::Offset(offset) => (1, *offset, 0),
                Place::Packed { stream, index } => (2, *stream, *index),
            };
            let mut row = [0u8; 7];
            let fields = [kind].into_iter().chain(middle.to_be_bytes()).chain(last.to_be_bytes());
            for (slot, byte) in row.iter_mut().zip(fields) {
                *slot = byte;
            }
            bytes.push(2);
            bytes.extend(row.iter().zip(above).map(|(now, before)| now.wrapping_sub(before)));
            above = row;
        }
        bytes
    }
}
