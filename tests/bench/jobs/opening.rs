//! From a closed file to the first page of its concerns: the store's, and the peers' of the same rows.

use std::path::Path;

use store::Store;
use store::search::{Filter, Wanted};

use crate::commits::timed;
use crate::school::{AT_ONCE, DATABASE, School, say, unlocked};
use crate::{Done, rows_plain};

/// The concerns' rows in a plain database.
const PLAIN: &str = "plain.db";
/// The same under a key.
const CIPHER: &str = "cipher.db";
/// Everything in the store, in a plain database.
const WHOLE: &str = "whole.db";

/// Copies the rows of every concern into databases beside the store, and everything into another.
pub fn peers(folder: &Path) -> Done {
    let here = School::open(folder)?;
    let raw = here.raw()?;
    let mut statement = raw.prepare("SELECT id FROM concern ORDER BY position")?;
    let ids = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    for (name, key) in [(PLAIN, None), (CIPHER, Some(here.keyring.db_key()))] {
        let mut peer = rows_plain::create(&folder.join(name), &raw, key.as_ref())?;
        for ids in ids.chunks(AT_ONCE) {
            let tx = peer.transaction()?;
            for id in ids {
                rows_plain::put(&tx, &rows_plain::rows_of(&raw, id)?)?;
            }
            tx.commit()?;
        }
    }
    Ok(rows_plain::export(&raw, &folder.join(WHOLE))?)
}

/// Opens the store and reads the newest fifty concerns, and so the peers in turns; prints the milliseconds without the key
/// derivation.
pub fn first_page(folder: &Path, rounds: usize) -> Done {
    let keyring = unlocked(folder)?;
    let key = keyring.db_key();
    let (mut ours, mut plain, mut cipher, mut whole) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        // Closing is not measured: the connection outlives its measurement.
        let mut store = None;
        ours.push(timed(|| {
            let opened = store.insert(Store::open(&folder.join(DATABASE), &key, keyring.home())?);
            let filter = Filter::default();
            let wanted = Wanted { words: None, filter: &filter, sight: None, corrected: &[] };
            let page = opened.read(|tx| store::search::page(tx, &wanted, None, 50))?;
            if page.len() == 50 { Ok(()) } else { Err("no first page".into()) }
        })?);
        drop(store);
        for (times, name, key) in
            [(&mut plain, PLAIN, None), (&mut cipher, CIPHER, Some(&key)), (&mut whole, WHOLE, None)]
        {
            let mut conn = None;
            times.push(timed(|| {
                let opened = conn.insert(rows_plain::open(&folder.join(name), key)?);
                if rows_plain::first_page(opened)? == 50 { Ok(()) } else { Err("no first page of a peer".into()) }
            })?);
        }
    }
    say(&serde_json::json!({ "ours": ours, "plain": plain, "cipher": cipher, "whole": whole }))
}

/// Unlocks and opens once: what the operating system counts for this process is the cost of a login.
pub fn unlock(folder: &Path) -> Done {
    Ok(School::open(folder)?.store.close()?)
}
