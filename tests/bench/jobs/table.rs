//! Tables set by `paper` and signed by `packet`, the way a school's ledger is made.

use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use packet::pades::{Signing, sign};
use paper::content::{Align, Column, LedgerContent, Meta, TableRow, TableSpec, Words};
use paper::fonts::Fonts;

use crate::rows::{Ledger, ledger_rows};
use crate::{Done, signer};

/// Sets the rows of a file that the peer reads too, and signs the paper.
pub fn table(rows: &Path, out: &Path) -> Done {
    let ledger: Ledger = serde_json::from_slice(&fs::read(rows)?)?;
    let count = ledger.rows.len();
    let column = |c: crate::rows::Column| Column {
        heading: c.head,
        width_mm: c.width_mm,
        align: if c.centre { Align::Center } else { Align::Left },
        row_head: c.row_head,
    };
    let spec = TableSpec {
        form: "bench".to_owned(),
        title: Words::new(&ledger.title, "title"),
        notes: vec![Words::new(format!("共 {count} 项"), "notes")],
        landscape: true,
        columns: ledger.columns.into_iter().map(column).collect(),
        size: ledger.size_pt,
        leading: ledger.leading_pt,
    };
    let rows =
        ledger.rows.into_iter().map(|cells| TableRow { record: cells.first().cloned().unwrap_or_default(), cells });
    let pdf = paper::table_paper(&spec, rows, &meta(&ledger.title)?, &fonts()?)?;
    put(out, &signed(&pdf)?)
}

/// Sets form 3.3 whole, all its 17 columns, and signs it.
pub fn form(school: &Path, count: usize, out: &Path) -> Done {
    let content = LedgerContent {
        title: Words::new("学生欺凌防治整改台账", "title"),
        unit: Words::new(signer::NAME, "unit"),
        as_of: signer::now()?.date_naive(),
        rows: ledger_rows(school, count)?,
    };
    let pdf = paper::ledger(&content, &meta(&content.title.text)?, &fonts()?)?;
    put(out, &signed(&pdf)?)
}

fn signed(pdf: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let signing = Signing { at: signer::now()?, name: signer::NAME, reason: "签发" };
    Ok(sign(pdf, &signer::school()?, &signing)?)
}

/// The committed faces.
pub fn fonts() -> Result<Fonts, Box<dyn Error>> {
    Ok(Fonts::find(&[PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/fonts"))])?)
}

fn meta(title: &str) -> Result<Meta, Box<dyn Error>> {
    Ok(Meta {
        title: title.to_owned(),
        school: signer::NAME.to_owned(),
        made_at: signer::now()?,
        audit_head: [0xa5; 32],
        practice: false,
        id_seed: "bench".to_owned(),
    })
}

/// Writes a file whole and waits for the disk, as the programs do.
pub fn put(path: &Path, bytes: &[u8]) -> Done {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let mut file = fs::File::create(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(fs::rename(&part, path)?)
}
