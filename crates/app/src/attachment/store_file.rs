//! Keeps a content once, whoever attaches it, and makes a lost file of the same content again.

use std::fs::File;
use std::io::{Cursor, Read, Seek as _, SeekFrom};

use sha2::{Digest as _, Sha256};
use store::attachment::{Files, Incoming, StoredFile};
use vault::FileKey;

use crate::App;
use crate::error::{AppError, Code, Result};
use crate::fault::store_error;
use crate::home::OpenHome;

/// A content to be kept.
pub(super) enum Content<'c> {
    /// In memory.
    Bytes(&'c [u8]),
    /// A file that somebody chose.
    File(&'c mut File),
}

/// A content that lies on the disk.
pub(super) struct Kept {
    /// The name of its file.
    pub(super) id: String,
    /// Its row, where it is a new one, with the file that waits for it.
    pub(super) new: Option<(StoredFile, Incoming)>,
}

impl Content<'_> {
    fn measure(&mut self) -> std::io::Result<[u8; 32]> {
        let mut hash = Sha256::new();
        match self {
            Self::Bytes(bytes) => hash.update(bytes),
            Self::File(file) => {
                file.seek(SeekFrom::Start(0))?;
                let mut chunk = vec![0; 1 << 20];
                loop {
                    let read = match file.read(&mut chunk) {
                        Err(e) if e.kind() == std::io::ErrorKind::Interrupted => continue,
                        read => read?,
                    };
                    let Some(bytes) = chunk.get(..read).filter(|b| !b.is_empty()) else { break };
                    hash.update(bytes);
                }
            }
        }
        Ok(hash.finalize().into())
    }

    /// Encrypts it into the folder.
    fn put(&mut self, files: &Files, key: &FileKey, sha256: &[u8; 32]) -> store::Result<Incoming> {
        match self {
            Self::Bytes(bytes) => files.put(key, sha256, &mut Cursor::new(*bytes)),
            Self::File(file) => {
                file.seek(SeekFrom::Start(0)).map_err(store::Error::Io)?;
                files.put(key, sha256, file)
            }
        }
    }
}

/// Puts a content on the disk, unless it is there. The home's `attaching` is held.
///
/// # Errors
/// `CannotRead` for what the stick no longer gives, `DiskFull`, `CannotWrite`.
pub(super) fn keep(app: &App, home: &OpenHome, mut content: Content<'_>) -> Result<Kept> {
    let files = Files::of(&home.dir);
    let failed = |e: &store::Error| match e {
        // What was read the second time was something else.
        store::Error::Io(io) if io.kind() == std::io::ErrorKind::InvalidData => unreadable(),
        other => store_error(&home.dir, other),
    };
    let sha256 = content.measure().map_err(|_| unreadable())?;
    if let Some(kept) = home.read(|tx| store::attachment::by_content(tx, &sha256))? {
        if store::attachment::quick(&files, &kept).is_some() {
            // The same content under the same key is the same file, byte for byte.
            content.put(&files, &kept.key, &sha256).map_err(|e| failed(&e))?.settle();
        }
        return Ok(Kept { id: kept.id, new: None });
    }
    let key = FileKey::new(app.roots.random().as_mut());
    let incoming = content.put(&files, &key, &sha256).map_err(|e| failed(&e))?;
    let made = incoming.encrypted;
    let row = StoredFile {
        id: incoming.id().to_owned(),
        sha256,
        size: made.size,
        stored_sha256: made.stored_sha256,
        stored_size: made.stored_size,
        key,
        added_at: app.roots.now(),
    };
    Ok(Kept { id: row.id.clone(), new: Some((row, incoming)) })
}

fn unreadable() -> AppError {
    AppError::new(Code::AttachmentUnreadable)
}
