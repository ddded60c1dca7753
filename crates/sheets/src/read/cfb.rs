//! The streams of a compound file ([MS-CFB]), as far as a workbook needs them: those that lie directly in its root. A chain
//! of sectors is followed at most as far as the file has sectors, so a ring ends and nothing grows beyond the file's size.

use super::error::ReadError;

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const MAX_REGULAR: u32 = 0xFFFF_FFFA;
const NO_STREAM: u32 = 0xFFFF_FFFF;
const ENTRY: usize = 128;
const MINI_SECTOR: usize = 64;

/// The two bytes at `at`, little endian.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

/// The four bytes at `at`, little endian.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

#[derive(Debug)]
struct Entry {
    name: String,
    start: u32,
    size: usize,
    left: u32,
    right: u32,
    child: u32,
}

impl Entry {
    fn of(bytes: &[u8]) -> Option<Self> {
        let length = usize::from(u16_at(bytes, 64)?.min(64)).saturating_sub(2) / 2;
        let units: Vec<u16> = (0..length).filter_map(|i| u16_at(bytes, i * 2)).collect();
        Some(Self {
            name: String::from_utf16_lossy(&units),
            start: u32_at(bytes, 116)?,
            size: usize::try_from(u32_at(bytes, 120)?).ok()?,
            left: u32_at(bytes, 68)?,
            right: u32_at(bytes, 72)?,
            child: u32_at(bytes, 76)?,
        })
    }
}

/// An opened compound file.
#[derive(Debug)]
pub(super) struct Compound<'b> {
    bytes: &'b [u8],
    sector: usize,
    fat: Vec<u32>,
    mini_cutoff: usize,
    mini_fat: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<Entry>,
}

impl<'b> Compound<'b> {
    /// Reads the header, the tables of sectors and the directory.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, ReadError> {
        let head = |at| u32_at(bytes, at).ok_or(ReadError::Truncated);
        let shift = u16_at(bytes, 30).ok_or(ReadError::Truncated)?;
        if bytes.len() < 512 {
            return Err(ReadError::Truncated);
        }
        let sector = match shift {
            9 => 512,
            12 => 4096,
            _ => return Err(ReadError::Damaged),
        };
        let mut file = Self {
            bytes,
            sector,
            fat: Vec::new(),
            mini_cutoff: usize::try_from(head(56)?).unwrap_or(4096),
            mini_fat: Vec::new(),
            mini_stream: Vec::new(),
            entries: Vec::new(),
        };
        let mut places: Vec<u32> = (0..109).filter_map(|i| u32_at(bytes, 76 + i * 4)).collect();
        let mut next = head(68)?;
        for _ in 0..file.sectors() {
            if next >= MAX_REGULAR {
                break;
            }
            let mut list = words(file.sector_at(next)?);
            next = list.pop().ok_or(ReadError::Damaged)?;
            places.append(&mut list);
        }
        for place in places.into_iter().filter(|p| *p < MAX_REGULAR).take(file.sectors()) {
            let table = words(file.sector_at(place)?);
            file.fat.extend(table);
        }
        let directory = file.chain(head(48)?, usize::MAX)?;
        file.entries = directory.chunks_exact(ENTRY).filter_map(Entry::of).collect();
        let root = file.entries.first().ok_or(ReadError::Damaged)?;
        if root.start < MAX_REGULAR && root.size > 0 {
            file.mini_stream = file.chain(root.start, root.size)?;
            file.mini_fat = words(&file.chain(head(60)?, usize::MAX)?);
        }
        Ok(file)
    }

    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector
    }

    /// The sector; the last one of a file may be shorter.
    fn sector_at(&self, index: u32) -> Result<&'b [u8], ReadError> {
        let start = usize::try_from(index).ok().and_then(|i| i.checked_add(1)?.checked_mul(self.sector));
        let start = start.ok_or(ReadError::Damaged)?;
        let end = start.saturating_add(self.sector).min(self.bytes.len());
        self.bytes.get(start..end).filter(|s| !s.is_empty()).ok_or(ReadError::Truncated)
    }

    fn chain(&self, start: u32, size: usize) -> Result<Vec<u8>, ReadError> {
        let mut out = Vec::new();
        let mut next = start;
        for _ in 0..=self.sectors() {
            if next >= MAX_REGULAR || out.len() >= size {
                out.truncate(size);
                return Ok(out);
            }
            out.extend_from_slice(self.sector_at(next)?);
            let at = usize::try_from(next).map_err(|_| ReadError::Damaged)?;
            next = self.fat.get(at).copied().ok_or(ReadError::Damaged)?;
        }
        // More links than sectors: a ring.
        Err(ReadError::Damaged)
    }

    fn mini_chain(&self, start: u32, size: usize) -> Result<Vec<u8>, ReadError> {
        let mut out = Vec::new();
        let mut next = start;
        for _ in 0..=self.mini_stream.len() / MINI_SECTOR {
            if next == END_OF_CHAIN || next >= MAX_REGULAR || out.len() >= size {
                out.truncate(size);
                return Ok(out);
            }
            let at = usize::try_from(next).map_err(|_| ReadError::Damaged)?;
            let from = at.checked_mul(MINI_SECTOR).ok_or(ReadError::Damaged)?;
            let to = from.saturating_add(MINI_SECTOR).min(self.mini_stream.len());
            out.extend_from_slice(self.mini_stream.get(from..to).ok_or(ReadError::Truncated)?);
            next = self.mini_fat.get(at).copied().ok_or(ReadError::Damaged)?;
        }
        Err(ReadError::Damaged)
    }

    /// The entries that lie directly in the root; objects embedded in a document lie deeper.
    fn top(&self) -> Vec<&Entry> {
        let mut seen = vec![false; self.entries.len()];
        let mut open: Vec<u32> = self.entries.first().map(|root| root.child).into_iter().collect();
        let mut found = Vec::new();
        while let Some(id) = open.pop() {
            if id == NO_STREAM {
                continue;
            }
            let Some(at) = usize::try_from(id).ok() else { continue };
            let (Some(entry), Some(seen)) = (self.entries.get(at), seen.get_mut(at)) else { continue };
            if !std::mem::replace(seen, true) {
                found.push(entry);
                open.extend([entry.left, entry.right]);
            }
        }
        found
    }

    /// Whether the root holds this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.top().iter().any(|e| e.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream of the root; `None` where there is none of this name.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let top = self.top();
        let Some(entry) = top.iter().find(|e| e.name.eq_ignore_ascii_case(name)) else { return Ok(None) };
        let bytes = if entry.size < self.mini_cutoff {
            self.mini_chain(entry.start, entry.size)?
        } else {
            self.chain(entry.start, entry.size)?
        };
        if bytes.len() < entry.size { Err(ReadError::Truncated) } else { Ok(Some(bytes)) }
    }
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|c| c.try_into().ok().map(u32::from_le_bytes)).collect()
}
