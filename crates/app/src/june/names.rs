//! The search for names before anything leaves the school: a file of the packet that holds a pupil's name or number is
//! refused, and the paper that must hold names proves that the search can find them.

use std::collections::{HashMap, HashSet};

use domain::Records;
use paper::readback::{self, Place};

use crate::error::{AppError, Code, Result};

/// What must not be found: every pupil's name and number, as the search has texts, without white space.
struct Secrets(HashMap<char, Vec<String>>);

/// Shorter than this a number is too likely to be something else, such as a year.
const NUMBER_MIN: usize = 6;

impl Secrets {
    /// A pupil who shares a name with a grown-up of the roster is found by number only: the grown-up stands in the
    /// ledger by name, and rightly so.
    fn of(records: &Records) -> Self {
        let grown: HashSet<&str> = records
            .staff
            .iter()
            .map(|s| s.name.as_str())
            .chain(records.externals.iter().map(|x| x.name.as_str()))
            .collect();
        let names = records.students.iter().map(|s| s.name.as_str()).filter(|n| !grown.contains(n));
        let numbers = records.students.iter().map(|s| s.student_no.as_str()).filter(|n| n.len() >= NUMBER_MIN);
        let mut by_first: HashMap<char, Vec<String>> = HashMap::new();
        for secret in names.chain(numbers).map(readback::squeezed) {
            if let Some(first) = secret.chars().next() {
                by_first.entry(first).or_default().push(secret);
            }
        }
        Self(by_first)
    }

    /// One pass over the text: at each character only the names that begin with it are compared.
    fn hit(&self, text: &str) -> bool {
        text.char_indices().any(|(at, first)| {
            let Some(list) = self.0.get(&first) else { return false };
            text.get(at..).is_some_and(|rest| list.iter().any(|secret| rest.starts_with(secret.as_str())))
        })
    }
}

/// The bytes of a file as text. A PDF is read as UTF-8 only: what it holds in UTF-16 are its strings, which are read one by
/// one below, while a name of two characters is four bytes, which packed streams and signatures contain by mere chance.
fn raw(name: &str, bytes: &[u8]) -> Vec<String> {
    if name.ends_with(".pdf") { vec![String::from_utf8_lossy(bytes).into_owned()] } else { readback::readings(bytes) }
}

/// All readable texts of a file of the packet. The text of a page in the order it is drawn runs one cell into the next
/// and would find names that nobody wrote; the same words stand in the structure tree, block by block, and are searched
/// there.
fn texts(name: &str, bytes: &[u8]) -> Result<Vec<String>> {
    let mut all = raw(name, bytes);
    if name.ends_with(".pdf") {
        let found = readback::texts(bytes).map_err(|_| AppError::new(Code::PaperFailed).with("paper", name))?;
        all.extend(
            found.into_iter().filter(|f| !matches!(f.place, Place::Page(_) | Place::PageActual(_))).map(|f| f.text),
        );
    }
    Ok(all)
}

/// Refuses the first file that holds a pupil's name or number.
///
/// # Errors
/// `NameFound` naming the file, never the name.
pub(crate) fn refuse_names<'f>(records: &Records, files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Result<()> {
    let secrets = Secrets::of(records);
    for (name, bytes) in files {
        if texts(name, bytes)?.iter().any(|t| secrets.hit(t)) {
            return Err(AppError::new(Code::NameFound).with("file", name));
        }
    }
    Ok(())
}

/// Whether the search finds names in a paper that has them: the school's own edition of the pacts, once pupils signed.
///
/// # Errors
/// `PaperFailed` when it does not: the search would then prove nothing.
pub(crate) fn prove_search(records: &Records, school_edition: &[u8]) -> Result<()> {
    let signed = records.pacts.iter().any(|p| crate::pact::pupils_signed(p) > 0 || !p.unsigned.is_empty());
    let secrets = Secrets::of(records);
    if signed && !texts("pacts.pdf", school_edition)?.iter().any(|t| secrets.hit(t)) {
        return Err(AppError::new(Code::PaperFailed).with("paper", "pacts.pdf"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_bytes_of_a_packed_stream_are_no_name_of_two_characters() {
        let secrets = Secrets(HashMap::from([('王', vec!["王晓".to_owned()])]));
        let wide: Vec<u8> = "王晓".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let found = |name: &str, bytes: &[u8]| raw(name, bytes).iter().any(|text| secrets.hit(text));
        assert!(!found("report.pdf", &wide), "every eighth packet would be refused for such an accident");
        assert!(found("records.json", &wide));
        assert!(found("report.pdf", "王晓".as_bytes()));
    }
}
