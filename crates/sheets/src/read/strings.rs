//! Texts of BIFF8 ([MS-XLS] 2.5.293, 2.5.294): one or two bytes a character, and of the shared ones each may go on in the
//! next record, which then says anew how wide its characters are.

use super::cfb::{u16_at, u32_at};
use super::error::ReadError;

/// A record and the records that continue it, read as one.
pub(super) struct Pieces<'b> {
    parts: Vec<&'b [u8]>,
    part: usize,
    at: usize,
}

impl<'b> Pieces<'b> {
    pub(super) fn new(parts: Vec<&'b [u8]>) -> Self {
        Self { parts, part: 0, at: 0 }
    }
    fn rest(&self) -> &'b [u8] {
        self.parts.get(self.part).and_then(|p| p.get(self.at..)).unwrap_or_default()
    }
    /// Goes to the next piece; `false` at the end.
    fn next(&mut self) -> bool {
        self.part = self.part.saturating_add(1);
        self.at = 0;
        self.part < self.parts.len()
    }
    /// Whether nothing is left.
    pub(super) fn is_done(&mut self) -> bool {
        while self.rest().is_empty() {
            if !self.next() {
                return true;
            }
        }
        false
    }
    fn byte(&mut self) -> Option<u8> {
        if self.is_done() {
            return None;
        }
        let byte = self.rest().first().copied()?;
        self.at = self.at.saturating_add(1);
        Some(byte)
    }
    fn two(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }
    fn skip(&mut self, mut n: usize) {
        while n > 0 && !self.is_done() {
            let here = self.rest().len().min(n);
            self.at = self.at.saturating_add(here);
            n -= here;
        }
    }
    /// Skips the eight bytes of counts that begin the shared texts and answers how many there are.
    pub(super) fn shared_count(&mut self) -> Option<u32> {
        self.skip(4);
        Some(u32::from(self.two()?) | u32::from(self.two()?) << 16)
    }
    /// The next text with its rich and phonetic parts skipped. A text that ends early is cut.
    pub(super) fn rich_text(&mut self) -> Result<String, ReadError> {
        let cut = ReadError::Truncated;
        let count = usize::from(self.two().ok_or(cut)?);
        let flags = self.byte().ok_or(cut)?;
        let runs = if flags & 8 != 0 { usize::from(self.two().ok_or(cut)?) } else { 0 };
        let extra = if flags & 4 != 0 {
            let (low, high) = (self.two().ok_or(cut)?, self.two().ok_or(cut)?);
            usize::from(low) | usize::from(high) << 16
        } else {
            0
        };
        let text = self.characters(count, flags & 1 != 0)?;
        self.skip(runs.saturating_mul(4).saturating_add(extra));
        Ok(text)
    }
    /// A text whose length is given; later pieces begin with the width of their characters.
    fn characters(&mut self, count: usize, mut wide: bool) -> Result<String, ReadError> {
        let mut units: Vec<u16> = Vec::new();
        while units.len() < count {
            if self.rest().is_empty() {
                if !self.next() {
                    return Err(ReadError::Truncated);
                }
                wide = self.byte().ok_or(ReadError::Truncated)? & 1 != 0;
            }
            let missing = count - units.len();
            let rest = self.rest();
            let taken = if wide {
                let pairs = rest.chunks_exact(2).take(missing);
                units.extend(pairs.filter_map(|p| u16_at(p, 0)));
                missing.min(rest.len() / 2) * 2
            } else {
                units.extend(rest.iter().take(missing).map(|b| u16::from(*b)));
                missing.min(rest.len())
            };
            if taken == 0 && !rest.is_empty() {
                // Half a character at the end of a piece.
                return Err(ReadError::Damaged);
            }
            self.at = self.at.saturating_add(taken);
        }
        Ok(String::from_utf16_lossy(&units))
    }
}

/// The text that begins at `at` with a count of two bytes and a byte of flags.
pub(super) fn long_text(parts: Vec<&[u8]>, at: usize) -> Result<String, ReadError> {
    let mut pieces = Pieces::new(parts);
    pieces.skip(at);
    pieces.rich_text()
}

/// The text that begins at `at` with a count of one byte and a byte of flags: names of sheets.
pub(super) fn short_text(data: &[u8], at: usize) -> Result<String, ReadError> {
    let (count, flags) = match data.get(at..) {
        Some([count, flags, ..]) => (usize::from(*count), *flags),
        _ => return Err(ReadError::Truncated),
    };
    let mut pieces = Pieces::new(vec![data]);
    pieces.skip(at.saturating_add(2));
    pieces.characters(count, flags & 1 != 0)
}

/// The number in an `RK` value ([MS-XLS] 2.5.217): 30 bits of a double or of a whole number, maybe hundredths.
pub(super) fn rk(data: &[u8], at: usize) -> Option<f64> {
    let bits = u32_at(data, at)?;
    let value = if bits & 2 != 0 {
        f64::from(i32::from_le_bytes(bits.to_le_bytes()) >> 2)
    } else {
        f64::from_bits(u64::from(bits & !3) << 32)
    };
    Some(if bits & 1 != 0 { value / 100.0 } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_on_in_the_next_record_with_another_width() {
        // Four characters: two narrow ones in the first piece, two wide ones in the second.
        let (one, two): (&[u8], &[u8]) = (&[4, 0, 0, b'a', b'b'], &[1, 0x2D, 0x4E, 0x87, 0x65]);
        assert_eq!(Pieces::new(vec![one, two]).rich_text().unwrap(), "ab中文");
        assert_eq!(Pieces::new(vec![one]).rich_text(), Err(ReadError::Truncated));
        assert_eq!(Pieces::new(vec![&[2, 0, 1, 0x2D, 0x4E, 0x87]]).rich_text(), Err(ReadError::Damaged));
    }

    #[test]
    fn packed_numbers() {
        for (bits, value) in
            [(0x3FF0_0000u32, 1.0), ((2013 << 2) | 2, 2013.0), ((150 << 2) | 3, 1.5), (0xFFFF_FFFE, -1.0)]
        {
            assert_eq!(rk(&bits.to_le_bytes(), 0), Some(value));
        }
        assert_eq!(rk(&[1, 2], 0), None);
    }
}
