//! A verified backup on a stick, and what one would do by hand for the same.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Instant as Stopwatch;

use app::{App, KdfCost, Roots};
use domain::FixedClock;
use vault::DbKey;

use crate::commits::timed;
use crate::school::{Counting, DATABASE, PASSWORD, now, say, unlocked};
use crate::{Done, rows_plain};

/// Makes `rounds` backups of the practice home in `folder` into `stick`, as the window does, and as many by hand; prints
/// the milliseconds of each.
pub fn usb(folder: &Path, stick: &Path, rounds: usize) -> Done {
    let app = App::new(Roots {
        clock: Arc::new(FixedClock(now()?.at())),
        random: Mutex::new(Box::new(Counting(5))),
        stopwatch: |work| {
            let began = Stopwatch::now();
            work();
            began.elapsed()
        },
        cost: Some(KdfCost::FLOOR),
        home: folder.to_owned(),
        assets: Vec::new(),
        runtime: folder.join("run"),
    });
    let request = serde_json::json!({ "account": "01", "password": PASSWORD, "practice": true, "clockAccepted": true });
    app::home::login(&app, &serde_json::from_value(request)?).map_err(told)?;
    let home = folder.join("practice");
    let key = unlocked(&home)?.db_key();
    let (mut ours, mut peer) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let mut made = String::new();
        ours.push(timed(|| {
            made = app::care::backup_usb(&app, stick).map_err(told)?.file_name;
            Ok(())
        })?);
        let file = stick.join(made);
        if fs::metadata(&file)?.len() < fs::metadata(home.join(DATABASE))?.len() / 2 {
            return Err("the backup is too small to be one".into());
        }
        fs::remove_file(file)?;
        let (copy, out) = (home.join("by-hand.db"), stick.join("by-hand.db"));
        peer.push(timed(|| by_hand(&home.join(DATABASE), &key, &copy, &out))?);
        fs::remove_file(copy)?;
        fs::remove_file(out)?;
    }
    say(&serde_json::json!({ "ours": ours, "peer": peer }))
}

/// `sqlcipher_export` into a new file, `cipher_integrity_check` of that, `cp`, and `sha256sum` of what was copied.
fn by_hand(database: &Path, key: &DbKey, copy: &Path, out: &Path) -> Done {
    fs::File::create(copy)?;
    let conn = rows_plain::encrypted(database, key)?;
    let name = copy.to_str().ok_or("no UTF-8 path")?;
    conn.execute("ATTACH DATABASE ?1 AS copy KEY ?2", [name, key.pragma_value().as_str()])?;
    conn.query_row("SELECT sqlcipher_export('copy')", [], |_| Ok(()))?;
    conn.execute_batch("DETACH DATABASE copy")?;
    drop(conn);
    let conn = rows_plain::encrypted(copy, key)?;
    if conn.prepare("PRAGMA cipher_integrity_check")?.exists([])? {
        return Err("a page of the copy does not hold".into());
    }
    drop(conn);
    for words in
        [["cp".as_ref(), copy.as_os_str(), out.as_os_str()].as_slice(), &["sha256sum".as_ref(), out.as_os_str()]]
    {
        let (program, arguments) = words.split_first().ok_or("no program")?;
        if !Command::new(program).args(arguments).stdout(Stdio::null()).status()?.success() {
            return Err("a program of the peer failed".into());
        }
    }
    Ok(())
}

fn told(error: app::AppError) -> Box<dyn Error> {
    format!("{:?}", error.code).into()
}
