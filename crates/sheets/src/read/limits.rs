//! How much a file may ask for.

/// What a reader may spend on one file. Whoever calls chooses; the default fits a school of 5,000 pupils many times over
/// and a machine with 4 GB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file itself.
    pub bytes: usize,
    /// Bytes that all parts of an .xlsx together unpack to.
    pub unpacked: u64,
    /// Rows with text, of all sheets together.
    pub rows: usize,
    /// The last column that may hold text; 1 is column A.
    pub columns: u32,
    /// Cells with text, of all sheets together.
    pub cells: usize,
    /// UTF-8 bytes of all different texts together.
    pub text: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 32 << 20, unpacked: 512 << 20, rows: 100_000, columns: 256, cells: 4_000_000, text: 64 << 20 }
    }
}
