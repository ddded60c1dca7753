//! The search for the sample's people in files: as plain bytes in UTF-8 and UTF-16, behind escapes, and in whatever
//! compressed stream a file holds.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use flate2::read::{DeflateDecoder, GzDecoder, ZlibDecoder};
use paper::readback::{readings, squeezed};
use serde_json::Value;

use crate::shared::{files_under, list, text};

/// No stream of a program's file is longer than this when unpacked.
const MOST_UNPACKED: u64 = 32 << 20;
/// Four random bytes are any given four bytes once in 2³² places, and ciphertext of some megabytes, read in four ways, is
/// as many places: so few names of two characters in UTF-16 are chance, more are a leak.
const CHANCE: usize = 3;

/// What must not be readable.
pub struct Secrets {
    all: Vec<String>,
    by_start: HashMap<[char; 2], Vec<usize>>,
}

impl Secrets {
    pub fn new(all: impl IntoIterator<Item = String>) -> Self {
        let all: BTreeSet<String> = all.into_iter().map(|s| squeezed(&s)).filter(|s| s.chars().count() > 1).collect();
        let all: Vec<String> = all.into_iter().collect();
        let mut by_start: HashMap<[char; 2], Vec<usize>> = HashMap::new();
        for (number, secret) in all.iter().enumerate() {
            let mut chars = secret.chars();
            if let (Some(a), Some(b)) = (chars.next(), chars.next()) {
                by_start.entry([a, b]).or_default().push(number);
            }
        }
        Self { all, by_start }
    }

    /// The pupils: names and numbers.
    pub fn pupils(school: &Value) -> Self {
        let pupils = list(school, "students");
        Self::new(pupils.iter().flat_map(|s| [text(s, "name").to_owned(), text(s, "student_no").to_owned()]))
    }

    /// Everybody's name, every pupil's number, and the narrative of every concern.
    pub fn everything(school: &Value) -> Self {
        let pupils = Self::pupils(school).all;
        let people = ["staff", "externals"].into_iter().flat_map(|c| list(school, c));
        let people = people.map(|p| text(p, "name").to_owned());
        let own = [text(&school["school"], "name"), text(&school["school"], "school_code")].map(str::to_owned);
        // Half a sentence is as bad as the whole, and survives where a page of the file ends inside the text.
        let narratives = list(school, "concerns").iter().flat_map(|c| {
            let narrative: Vec<char> = text(c, "narrative").chars().collect();
            narrative.chunks(12).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>()
        });
        let narratives = narratives.filter(|part| part.chars().count() == 12);
        Self::new(pupils.into_iter().chain(people).chain(own).chain(narratives))
    }

    /// The same without one word, which stands somewhere for a reason.
    pub fn but_for(self, word: &str) -> Self {
        Self::new(self.all.into_iter().filter(|secret| secret != word))
    }

    /// The secrets in a text.
    fn hits(&self, text: &str, found: &mut BTreeSet<usize>) {
        let mut rest = text.chars();
        let mut before = None;
        while let Some(c) = rest.next() {
            if let Some(first) = before.replace(c)
                && let Some(starting) = self.by_start.get(&[first, c])
            {
                let tail = rest.as_str();
                let continues = |s: &&usize| {
                    let secret = self.all[**s].as_str();
                    let skipped = first.len_utf8() + c.len_utf8();
                    tail.starts_with(secret.split_at(skipped).1)
                };
                found.extend(starting.iter().filter(continues));
            }
        }
    }

    /// The secrets that can be read out of bytes, whatever they are.
    pub fn found_in(&self, bytes: &[u8]) -> BTreeSet<String> {
        let mut certain = BTreeSet::new();
        let mut doubtful = BTreeSet::new();
        for (number, reading) in
            readings(bytes).into_iter().chain(streams(bytes).iter().flat_map(|s| readings(s))).enumerate()
        {
            let mut found = BTreeSet::new();
            self.hits(&squeezed(&reading), &mut found);
            // The first reading is that of UTF-8, where even a short name is too long for chance.
            for hit in found {
                let short = self.all[hit].chars().count() == 2 && number > 0;
                if short {
                    doubtful.insert(hit)
                } else {
                    certain.insert(hit)
                };
            }
        }
        if doubtful.len() > CHANCE {
            certain.extend(doubtful);
        }
        certain.into_iter().map(|hit| self.all[hit].clone()).collect()
    }

    /// Fails when a file under the folder can be read.
    pub fn absent_from(&self, folder: &Path) {
        for name in files_under(folder) {
            let bytes = fs::read(folder.join(&name)).expect("a file");
            let found = self.found_in(&bytes);
            assert!(found.is_empty(), "{} of the sample's words are in {name}", found.len());
            let found = self.found_in(name.as_bytes());
            assert!(found.is_empty(), "a file is called {name}");
        }
    }
}

/// Words in every spelling in which bytes may hold them. Unlike [`Secrets`], which reads bytes as text, this looks for the
/// bytes themselves, wherever they stand: also for GB18030, which reads nearly anything as something.
pub struct Spellings {
    /// What is looked for: the word, the name of the spelling, the bytes.
    all: Vec<(String, &'static str, Vec<u8>)>,
    by_start: HashMap<[u8; 3], Vec<usize>>,
    /// Whether any spelling begins with these two bytes.
    begins: Vec<bool>,
}

/// A spelling of fewer bytes is chance in the ciphertext of a home.
const LEAST: usize = 6;

impl Spellings {
    /// The names of the spellings, in the order of [`Self::of`].
    pub const NAMES: [&str; 7] = ["UTF-8", "UTF-16LE", "UTF-16BE", "GB18030", "JSON", "URL", "hexadecimal"];

    /// One word in every spelling; those that are the same as an earlier one, as GB18030 of a Latin word is, stand there
    /// twice.
    pub fn of(word: &str) -> [Vec<u8>; 7] {
        let utf8 = word.as_bytes().to_vec();
        let little = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let (national, _, lossy) = encoding_rs::GB18030.encode(word);
        assert!(!lossy, "GB18030 has every character");
        let json = word.encode_utf16().map(|unit| match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
            _ => format!("\\u{unit:04x}"),
        });
        let url = word.bytes().map(|byte| match byte.is_ascii_alphanumeric() {
            true => char::from(byte).to_string(),
            false => format!("%{byte:02X}"),
        });
        let hexadecimal: String = word.bytes().map(|byte| format!("{byte:02x}")).collect();
        [
            utf8,
            little,
            big,
            national.into_owned(),
            json.collect::<String>().into(),
            url.collect::<String>().into(),
            hexadecimal.into(),
        ]
    }

    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut new = Self { all: Vec::new(), by_start: HashMap::new(), begins: vec![false; 1 << 16] };
        for word in words {
            for (name, bytes) in Self::NAMES.into_iter().zip(Self::of(word)) {
                assert!(bytes.len() >= LEAST, "{name} of a word is too short to be more than chance");
                let [a, b, c] = [bytes[0], bytes[1], bytes[2]];
                new.begins[usize::from(u16::from_be_bytes([a, b]))] = true;
                new.by_start.entry([a, b, c]).or_default().push(new.all.len());
                new.all.push((word.to_owned(), name, bytes));
            }
        }
        new
    }

    /// The words in the bytes and in every stream that is packed in them, with their spellings. The words stay untold where
    /// only the number counts.
    pub fn found_in(&self, bytes: &[u8]) -> BTreeSet<(&str, &'static str)> {
        let mut found = BTreeSet::new();
        for bytes in std::iter::once(bytes).chain(streams(bytes).iter().map(Vec::as_slice)) {
            for (at, three) in bytes.windows(3).enumerate() {
                let [a, b, c] = [three[0], three[1], three[2]];
                if !self.begins[usize::from(u16::from_be_bytes([a, b]))] {
                    continue;
                }
                for number in self.by_start.get(&[a, b, c]).into_iter().flatten() {
                    let (word, name, spelling) = &self.all[*number];
                    if bytes[at..].starts_with(spelling) {
                        found.insert((word.as_str(), *name));
                    }
                }
            }
        }
        found
    }
}

/// Every zlib, gzip or ZIP stream that begins anywhere in the bytes.
fn streams(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut streams = Vec::new();
    let mut keep = |reader: &mut dyn Read| {
        let mut unpacked = Vec::new();
        // What was unpacked before an error counts too: a torn stream still says what it says.
        let _ = reader.take(MOST_UNPACKED).read_to_end(&mut unpacked);
        if unpacked.len() > 3 {
            streams.push(unpacked);
        }
    };
    for at in 0..bytes.len() {
        let from = &bytes[at..];
        match from {
            [0x1f, 0x8b, 8, ..] => keep(&mut GzDecoder::new(Cursor::new(from))),
            [0x78, flags, ..] if (0x7800 + u32::from(*flags)) % 31 == 0 => {
                keep(&mut ZlibDecoder::new(Cursor::new(from)))
            }
            [b'P', b'K', 3, 4, head @ ..] if head.len() > 26 => {
                let length = |at: usize| usize::from(u16::from_le_bytes([head[at], head[at + 1]]));
                let data = from.get(30 + length(22) + length(24)..).unwrap_or_default();
                keep(&mut DeflateDecoder::new(Cursor::new(data)));
            }
            _ => {}
        }
    }
    streams
}
