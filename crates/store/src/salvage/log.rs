//! The pages in a log that a crash left beside a database (<https://www.sqlite.org/fileformat2.html#walformat>). SQLite
//! reads a log only through the first page of its database; without that page the log is read here.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, ErrorKind, Read as _};
use std::path::Path;

use crate::error::{Error, Result};

/// Bytes of a page, as everywhere in this program.
pub(super) const PAGE: usize = 4096;
/// Bytes before the first frame.
const HEAD: usize = 32;
/// Bytes before the page in a frame.
const FRAME: usize = 24;

/// What was committed into a log.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Committed {
    /// The newest place of each page in the log: bytes from its beginning.
    pub(super) pages: BTreeMap<u32, u64>,
    /// Pages of the database after the last commit; 0 when nothing was committed.
    pub(super) size: u32,
}

/// Reads a log up to its last commit. A frame that is torn, or left over from an earlier run of the log, ends it.
///
/// # Errors
/// [`Error::Io`]; that there is no log is none.
pub(super) fn committed(path: &Path) -> Result<Committed> {
    let mut log = match File::open(path) {
        Ok(file) => BufReader::new(file),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Committed::default()),
        Err(error) => return Err(Error::Io(error)),
    };
    let mut found = Committed::default();
    let mut head = [0; HEAD];
    if !fill(&mut log, &mut head)? {
        return Ok(found);
    }
    let words = words(&head, true);
    let &[magic, _, page, _, salt_1, salt_2, sum_1, sum_2] = words.as_slice() else { return Ok(found) };
    let big = magic & 1 == 1;
    let mut sum = head.get(..FRAME).map_or((0, 0), |first| sums(first, big, (0, 0)));
    if magic | 1 != 0x377f_0683 || page as usize != PAGE || sum != (sum_1, sum_2) {
        return Ok(found);
    }
    let mut open = BTreeMap::new();
    let mut at = HEAD as u64;
    let mut frame = [0; FRAME + PAGE];
    while fill(&mut log, &mut frame)? {
        let (front, content) = frame.split_at(FRAME);
        let words = self::words(front, true);
        let &[number, size, one, two, sum_1, sum_2] = words.as_slice() else { break };
        sum = sums(content, big, front.get(..8).map_or(sum, |first| sums(first, big, sum)));
        if (one, two) != (salt_1, salt_2) || sum != (sum_1, sum_2) || number == 0 {
            break;
        }
        open.insert(number, at + FRAME as u64);
        if size > 0 {
            found.pages.append(&mut open);
            found.size = size;
        }
        at += frame.len() as u64;
    }
    Ok(found)
}

/// Fills the buffer; no when the file ends before.
fn fill(log: &mut BufReader<File>, buffer: &mut [u8]) -> Result<bool> {
    match log.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(Error::Io(error)),
    }
}

fn words(bytes: &[u8], big: bool) -> Vec<u32> {
    let (words, _) = bytes.as_chunks::<4>();
    words.iter().map(|word| if big { u32::from_be_bytes(*word) } else { u32::from_le_bytes(*word) }).collect()
}

/// The running checksum of section 4.2 of the format.
fn sums(bytes: &[u8], big: bool, before: (u32, u32)) -> (u32, u32) {
    let words = words(bytes, big);
    let (pairs, _) = words.as_chunks::<2>();
    pairs.iter().fold(before, |(one, two), [a, b]| {
        let one = one.wrapping_add(*a).wrapping_add(two);
        (one, two.wrapping_add(*b).wrapping_add(one))
    })
}
