//! How much is taken.

use domain::noun::FileKind;

/// Bytes of a file that is no recording.
const FILE: u64 = 50 << 20;
/// Bytes of a recording.
const RECORDING: u64 = 200 << 20;
/// Attachments of one record, withdrawn ones among them.
pub(super) const OF_A_RECORD: usize = 200;
/// Files chosen at once.
pub(super) const AT_ONCE: usize = 50;
/// Bytes of all attachments from which on the window warns: a backup of this size still fits a FAT32 stick, whose files end at
/// 4 GiB.
pub(super) const MANY: u64 = 2 << 30;
/// Longest edge of a picture that is kept (pixels).
pub(super) const LONG_EDGE: u32 = 2000;
/// Shortest edge of a long strip, such as the picture of a whole chat, which its longest edge must not make unreadable
/// (pixels).
pub(super) const SHORT_EDGE: u32 = 1080;
/// Longest edge of a picture in a list (pixels).
pub(super) const THUMB: u32 = 320;
/// Pixels of the largest picture that is opened: a camera of 100 million pixels, and no bomb.
pub(super) const PIXELS: u64 = 120_000_000;
/// Bytes that opening a picture may take.
pub(super) const MEMORY: u64 = 512 << 20;

/// Most bytes of a file of this kind.
pub(super) fn most(kind: FileKind) -> u64 {
    if kind.is_recording() { RECORDING } else { FILE }
}

/// A size as people read it, the next whole number up.
pub(super) fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1 << 20))
}
