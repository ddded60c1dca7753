//! What an attachment is, told from its first bytes and never from its name.

use crate::terms::terms;

terms! {
    /// The kinds of file that are taken.
    FileKind in "file_kind" by id {
        Jpeg = "jpeg", Png = "png", Webp = "webp", Heic = "heic", Gif = "gif", Bmp = "bmp", Tiff = "tiff",
        Pdf = "pdf", Office = "office", OldOffice = "old_office",
        Mp3 = "mp3", M4a = "m4a", Aac = "aac", Amr = "amr", Wav = "wav", Ogg = "ogg", Flac = "flac",
        Video = "video",
    }
}

/// How much of a file [`FileKind::of`] looks at (bytes).
pub const SNIFFED: usize = 16 << 10;

impl FileKind {
    /// The kind of a file by its first [`SNIFFED`] bytes; none for a program, a bare text, an archive and whatever else is no
    /// photograph, scan, document or recording.
    #[must_use]
    pub fn of(head: &[u8]) -> Option<Self> {
        let at = |place: usize, bytes: &[u8]| head.get(place..).is_some_and(|rest| rest.starts_with(bytes));
        let brand = head.get(8..12).filter(|_| at(4, b"ftyp"));
        let within = |bytes: &[u8]| head.windows(bytes.len()).any(|found| found == bytes);
        Some(match () {
            () if at(0, &[0xff, 0xd8, 0xff]) => Self::Jpeg,
            () if at(0, b"\x89PNG\r\n\x1a\n") => Self::Png,
            () if at(0, b"RIFF") && at(8, b"WEBP") => Self::Webp,
            () if at(0, b"GIF87a") || at(0, b"GIF89a") => Self::Gif,
            () if at(0, b"BM") && at(6, &[0, 0, 0, 0]) => Self::Bmp,
            () if at(0, b"II*\0") || at(0, b"MM\0*") => Self::Tiff,
            () if at(0, b"%PDF-") => Self::Pdf,
            () if at(0, &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) => Self::OldOffice,
            () if at(0, b"PK\x03\x04") && (within(b"[Content_Types].xml") || within(b"docProps/")) => Self::Office,
            () if at(0, b"#!AMR") => Self::Amr,
            () if at(0, b"RIFF") && at(8, b"WAVE") => Self::Wav,
            () if at(0, b"RIFF") && at(8, b"AVI ") => Self::Video,
            () if at(0, b"OggS") => Self::Ogg,
            () if at(0, b"fLaC") => Self::Flac,
            () if at(0, &[0x1a, 0x45, 0xdf, 0xa3]) || at(0, &[0, 0, 1, 0xba]) => Self::Video,
            () if at(0, b"ID3") => Self::Mp3,
            // ADTS (ISO/IEC 13818-7, 6.2) has layer 00, MPEG audio (ISO/IEC 11172-3, 2.4.1.3) has another one.
            () if at(0, &[0xff, 0xf1]) || at(0, &[0xff, 0xf9]) => Self::Aac,
            () if head.first() == Some(&0xff) && matches!(head.get(1), Some(0xfa | 0xfb | 0xf2 | 0xf3)) => Self::Mp3,
            () => match brand? {
                b"heic" | b"heix" | b"heif" | b"mif1" | b"msf1" | b"avif" => Self::Heic,
                b"M4A " | b"M4B " => Self::M4a,
                _ => Self::Video,
            },
        })
    }

    /// A photograph or scan that is scaled down and shown.
    #[must_use]
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Webp)
    }

    /// A recording of sound.
    #[must_use]
    pub fn is_sound(self) -> bool {
        matches!(self, Self::Mp3 | Self::M4a | Self::Aac | Self::Amr | Self::Wav | Self::Ogg | Self::Flac)
    }

    /// A recording of sound or pictures, which may be larger than other files.
    #[must_use]
    pub fn is_recording(self) -> bool {
        self == Self::Video || self.is_sound()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_told_from_the_bytes() {
        let zip = |name: &str| [b"PK\x03\x04\x14\0\0\0\x08\0".as_slice(), name.as_bytes()].concat();
        let cases: &[(&[u8], Option<FileKind>)] = &[
            (&[0xff, 0xd8, 0xff, 0xe1, 0, 0], Some(FileKind::Jpeg)),
            (b"\x89PNG\r\n\x1a\n....", Some(FileKind::Png)),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Some(FileKind::Webp)),
            (b"RIFF\x10\0\0\0WAVEfmt ", Some(FileKind::Wav)),
            (b"\0\0\0\x18ftypheic\0\0\0\0", Some(FileKind::Heic)),
            (b"\0\0\0\x18ftypM4A \0\0\0\0", Some(FileKind::M4a)),
            (b"\0\0\0\x18ftypmp42\0\0\0\0", Some(FileKind::Video)),
            (b"%PDF-1.7\n", Some(FileKind::Pdf)),
            (b"#!AMR\n\x3c", Some(FileKind::Amr)),
            (b"ID3\x04\0", Some(FileKind::Mp3)),
            (&[0xff, 0xfb, 0x90, 0], Some(FileKind::Mp3)),
            (&[0xff, 0xf1, 0x50, 0], Some(FileKind::Aac)),
            (&zip("[Content_Types].xml"), Some(FileKind::Office)),
            (&zip("photos/1.jpg"), None),
            (b"MZ\x90\0\x03", None),
            (b"\x7fELF\x02", None),
            (b"#!/bin/sh\n", None),
            (b"<html><script>", None),
            (b"", None),
            (&[0xff], None),
        ];
        for (bytes, kind) in cases {
            assert_eq!(FileKind::of(bytes), *kind, "{bytes:?}");
        }
    }
}
