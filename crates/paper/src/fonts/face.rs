//! The type faces a paper is set in, and the file each one is kept in.

/// One face of the set in `assets/fonts`. GB/T 9704-2012 asks for 仿宋 in the body, 黑体 and 楷体 in the headings,
/// 小标宋 in the title and 宋体 for page numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// 仿宋, the body of a paper (FandolFang).
    FangSong,
    /// 楷体, second headings and signatures (a renamed WenKai).
    Kai,
    /// 黑体, first headings and table heads (Noto Sans SC).
    Hei,
    /// 小标宋, titles (Noto Serif SC Bold).
    SongBold,
    /// 宋体, page numbers and table text (Noto Serif SC).
    Song,
    /// The hanzi that GB 2312 lacks, in 宋体: every other face falls back to it. Never chosen by a form.
    Rare,
}

impl Face {
    /// Every face, in the order of their files.
    pub const ALL: [Face; 6] = [Face::FangSong, Face::Kai, Face::Hei, Face::SongBold, Face::Song, Face::Rare];

    /// The PostScript name a PDF shows for the face.
    #[must_use]
    pub fn postscript_name(self) -> &'static str {
        match self {
            Face::FangSong => "FandolFang-Regular",
            Face::Kai => "AnmiaoKai-Regular",
            Face::Hei => "NotoSansSC-Regular",
            Face::SongBold => "NotoSerifSC-Bold",
            Face::Song => "NotoSerifSC-Regular",
            Face::Rare => "NotoSerifSCRare-Regular",
        }
    }

    /// The name of the face's file in `assets/fonts`, as it stands in `SHA256SUMS`.
    pub(super) fn file_name(self) -> &'static str {
        match self {
            Face::FangSong => "fangsong.woff2",
            Face::Kai => "kai.woff2",
            Face::Hei => "hei.woff2",
            Face::SongBold => "song-bold.woff2",
            Face::Song => "song.woff2",
            Face::Rare => "rare.woff2",
        }
    }
}
