//! Why a file cannot be read as a table.

/// What a file is that is no spreadsheet, as far as its bytes tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Foreign {
    /// A document of Word or WPS 文字, .docx or .doc.
    Document,
    /// Slides, .pptx or .ppt.
    Slides,
    /// An archive with something else inside.
    Archive,
    /// A binary workbook, .xlsb.
    BinaryWorkbook,
    /// An OpenDocument file, .ods and its like.
    OpenDocument,
    /// A compound file with something else inside, such as an old .et, .mdb or .msg.
    Compound,
    /// A web page, which some systems export under the name .xls.
    WebPage,
    /// An XML file, for example the `XML 表格 2003`.
    Xml,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// Bytes that are no text in UTF-8, UTF-16 or GB 18030.
    Binary,
}

impl Foreign {
    /// The stable name, for the sentence that the window shows.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Slides => "slides",
            Self::Archive => "archive",
            Self::BinaryWorkbook => "binary_workbook",
            Self::OpenDocument => "open_document",
            Self::Compound => "compound",
            Self::WebPage => "web_page",
            Self::Xml => "xml",
            Self::Pdf => "pdf",
            Self::Picture => "picture",
            Self::Binary => "binary",
        }
    }

    /// What the first bytes say, when they are those of a known kind that is neither archive nor compound file.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        const PICTURES: [&[u8]; 6] = [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"BM", b"II*\0", b"MM\0*"];
        const ARCHIVES: [&[u8]; 3] = [b"Rar!", b"7z\xBC\xAF", b"\x1F\x8B"];
        if bytes.starts_with(b"%PDF") {
            return Some(Self::Pdf);
        }
        if bytes.starts_with(b"{\\rtf") {
            return Some(Self::Document);
        }
        // `BM` alone may begin a text; a bitmap has its size in the next four bytes.
        let bitmap = bytes.starts_with(b"BM") && bytes.get(2..6).is_none_or(|s| s.iter().all(|b| *b >= 0x20));
        if PICTURES.iter().any(|p| bytes.starts_with(p)) && !bitmap {
            return Some(Self::Picture);
        }
        if ARCHIVES.iter().any(|p| bytes.starts_with(p)) {
            return Some(Self::Archive);
        }
        let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let head: String = body
            .iter()
            .skip_while(|b| b.is_ascii_whitespace())
            .take(600)
            .map(|b| char::from(b.to_ascii_lowercase()))
            .collect();
        if !head.starts_with('<') {
            return None;
        }
        let page = ["<html", "<!doctype html", "<table", "<meta", "<head"].iter().any(|t| head.contains(t));
        let xml = head.starts_with("<?xml") && !page;
        match (page, xml) {
            (true, _) => Some(Self::WebPage),
            (_, true) => Some(Self::Xml),
            _ => None,
        }
    }
}

/// Why a file cannot be read. Nothing of what stands in the file is repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// Something else, whatever its name ends in.
    #[error("not a spreadsheet")]
    NotASpreadsheet {
        /// What it is.
        found: Foreign,
    },
    /// Encrypted: an `EncryptedPackage` ([MS-OFFCRYPTO] 2.3), a `FilePass` record or an encrypted archive.
    #[error("protected by a password")]
    PasswordProtected,
    /// The end is missing, as after an interrupted copy.
    #[error("the end of the file is missing")]
    Truncated,
    /// Contradicts its own format.
    #[error("the file is damaged")]
    Damaged,
    /// More rows with text than allowed.
    #[error("more than {max} rows")]
    TooManyRows {
        /// The bound.
        max: usize,
    },
    /// Text beyond the last allowed column.
    #[error("more than {max} columns")]
    TooManyColumns {
        /// The bound.
        max: u32,
    },
    /// The file has more bytes than allowed.
    #[error("more than {max} bytes")]
    TooLarge {
        /// The bound in bytes.
        max: usize,
    },
    /// Unpacks to more than allowed, or holds more cells or text than a roster can: an archive made to fill memory.
    #[error("unpacks to too much")]
    UnpacksTooMuch,
    /// No cell holds anything.
    #[error("nothing in it")]
    Empty,
    /// Excel 95 or older.
    #[error("a format older than Excel 97")]
    OldFormat,
}

impl ReadError {
    /// The stable code, for the sentence that the window shows.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotASpreadsheet { .. } => "not_a_spreadsheet",
            Self::PasswordProtected => "password_protected",
            Self::Truncated => "file_truncated",
            Self::Damaged => "file_damaged",
            Self::TooManyRows { .. } => "too_many_rows",
            Self::TooManyColumns { .. } => "too_many_columns",
            Self::TooLarge { .. } => "file_too_large",
            Self::UnpacksTooMuch => "unpacks_too_much",
            Self::Empty => "file_empty",
            Self::OldFormat => "old_format",
        }
    }
}
