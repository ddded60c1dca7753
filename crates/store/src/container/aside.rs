//! SHA-256 by a second thread, for bytes that a first one is hashing and writing at the same time.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use sha2::{Digest as _, Sha256};

/// Chunks that may wait to be hashed: enough to bridge a pause, little memory.
const WAITING: usize = 4;

/// A hash under way.
pub(super) struct Aside {
    to: SyncSender<Vec<u8>>,
    thread: JoinHandle<[u8; 32]>,
}

impl Aside {
    pub(super) fn begin() -> Self {
        let (to, chunks) = sync_channel::<Vec<u8>>(WAITING);
        let thread = thread::spawn(move || {
            let mut hash = Sha256::new();
            for chunk in chunks {
                hash.update(&chunk);
            }
            hash.finalize().into()
        });
        Self { to, thread }
    }

    pub(super) fn update(&self, bytes: &[u8]) {
        // The thread listens until `finish`; one that is gone has no hash to give.
        let _ = self.to.send(bytes.to_vec());
    }

    /// The hash; `None` when the thread broke.
    pub(super) fn finish(self) -> Option<[u8; 32]> {
        drop(self.to);
        self.thread.join().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_hash_of_all_chunks_in_their_order() {
        let (aside, mut whole) = (Aside::begin(), Vec::new());
        for n in 0..50u8 {
            let chunk = vec![n; 1000 + usize::from(n)];
            aside.update(&chunk);
            whole.extend(chunk);
        }
        assert_eq!(aside.finish(), Some(Sha256::digest(&whole).into()));
        assert_eq!(Aside::begin().finish(), Some(Sha256::digest([]).into()));
    }
}
