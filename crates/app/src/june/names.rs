//! The search for names before anything leaves the school: a file of the packet that holds a pupil's name or number is
//! refused, and the paper that must hold names proves that the search can find them.
//!
//! A pupil may be called by an ordinary word, such as 安全 or 高兴. Whoever signs may then confirm that the word is no name
//! in a text, and that holds for exactly this text: one line of one paper or one value of a document, whole. Any other text
//! with the word in it, and the same text with one character changed, is refused again.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use domain::Records;
use paper::readback::{self, Place};
use sha2::{Digest as _, Sha256};

use crate::error::{AppError, Code, Result};

/// Shorter than this a number is too likely to be something else, such as a year.
const NUMBER_MIN: usize = 6;
/// Separates the digests of confirmed texts from all others.
const DOMAIN: &[u8] = b"anmiao-no-name-v1";

/// A confirmed text: the pupil, and what stands in `name_clearance`.
pub(super) type Cleared = HashSet<(String, [u8; 32])>;

/// A word that must not be found, as the search has texts, without white space.
struct Secret {
    word: String,
    number: bool,
    /// Everybody who is called so.
    students: BTreeSet<String>,
}

/// What must not be found: every pupil's name and number.
struct Secrets {
    all: Vec<Secret>,
    by_first: HashMap<char, Vec<usize>>,
}

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
        let named = records.students.iter().filter(|s| !grown.contains(s.name.as_str()));
        let numbers = |s: &'_ domain::noun::Student| [Some(s.student_no.clone()), s.national_no.clone()];
        let numbered = records.students.iter().flat_map(|s| numbers(s).into_iter().flatten().map(move |n| (s, n)));
        let numbered: Vec<(&domain::noun::Student, String)> = numbered.filter(|(_, n)| n.len() >= NUMBER_MIN).collect();
        let mut words: BTreeMap<(String, bool), BTreeSet<String>> = BTreeMap::new();
        let both = named.map(|s| (s, &s.name, false)).chain(numbered.iter().map(|(s, n)| (*s, n, true)));
        for (student, text, number) in both {
            words.entry((readback::squeezed(text), number)).or_default().insert(student.id.clone());
        }
        Self::from(words.into_iter().map(|((word, number), students)| Secret { word, number, students }).collect())
    }

    fn from(all: Vec<Secret>) -> Self {
        let mut by_first: HashMap<char, Vec<usize>> = HashMap::new();
        for (at, secret) in all.iter().enumerate() {
            if let Some(first) = secret.word.chars().next() {
                by_first.entry(first).or_default().push(at);
            }
        }
        Self { all, by_first }
    }

    /// Every place at which a word begins, in one pass over the text: at each character only the words that begin with it
    /// are compared.
    fn hits<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize, &'a Secret)> + 'a {
        text.char_indices().flat_map(move |(at, first)| {
            let list = self.by_first.get(&first).map(Vec::as_slice).unwrap_or_default();
            list.iter().filter_map(move |index| {
                let secret = self.all.get(*index)?;
                text.get(at..)?.starts_with(secret.word.as_str()).then_some((at, *index, secret))
            })
        })
    }

    fn hit(&self, text: &str) -> bool {
        self.hits(text).next().is_some()
    }
}

/// A text of a file, without white space.
enum Text {
    /// One line of a paper or one value of a document: what a person can read whole and confirm.
    Line { text: String, escaped: String },
    /// A whole stream or file, which contains such lines among other bytes.
    Whole(String),
}

impl Text {
    /// A line; `escaped` is how JSON writes it.
    fn line(text: &str) -> Self {
        let quoted = serde_json::Value::from(text).to_string();
        let inner = quoted.strip_prefix('"').and_then(|q| q.strip_suffix('"')).unwrap_or_default();
        Self::Line { text: readback::squeezed(text), escaped: readback::squeezed(inner) }
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
fn texts(name: &str, bytes: &[u8]) -> Result<Vec<Text>> {
    let mut all: Vec<Text> = raw(name, bytes).iter().map(|text| Text::Whole(readback::squeezed(text))).collect();
    if !name.ends_with(".pdf") {
        document(bytes, &mut all);
        return Ok(all);
    }
    for found in readback::texts(bytes).map_err(|_| AppError::new(Code::PaperFailed).with("paper", name))? {
        match found.place {
            Place::Page(_) | Place::PageActual(_) => {}
            Place::Structure => all.extend(found.text.lines().map(Text::line)),
            Place::Attachment(_) => {
                document(found.text.as_bytes(), &mut all);
                all.push(Text::Whole(found.text));
            }
            Place::Metadata | Place::Drawing => all.push(Text::Whole(found.text)),
            _ => all.push(Text::line(&found.text)),
        }
    }
    Ok(all)
}

/// The names and values of a JSON document, if it is one.
fn document(bytes: &[u8], all: &mut Vec<Text>) {
    fn walk(value: &serde_json::Value, all: &mut Vec<Text>) {
        match value {
            serde_json::Value::String(text) => all.push(Text::line(text)),
            serde_json::Value::Array(list) => list.iter().for_each(|v| walk(v, all)),
            serde_json::Value::Object(map) => {
                for (key, value) in map {
                    all.push(Text::line(key));
                    walk(value, all);
                }
            }
            _ => {}
        }
    }
    if let Ok(value) = serde_json::from_slice(bytes) {
        walk(&value, all);
    }
}

/// What is kept of a text in which a word was confirmed to be no name.
fn digest(word: &str, text: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in [DOMAIN, word.as_bytes(), text.as_bytes()] {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// A word that was found, and where.
pub(super) struct Found {
    pub(super) word: String,
    pub(super) number: bool,
    pub(super) students: BTreeSet<String>,
    pub(super) places: Vec<FoundAt>,
    /// Whether it also stands where no line can be confirmed.
    pub(super) elsewhere: bool,
}

/// One line with the word in it.
pub(super) struct FoundAt {
    pub(super) file: String,
    pub(super) text: String,
    pub(super) digest: [u8; 32],
}

/// Searches files. Answers every word that was found and not confirmed, with the first file that holds it.
///
/// # Errors
/// `PaperFailed` for a file that cannot be searched.
pub(super) fn search<'f>(
    records: &Records,
    files: impl IntoIterator<Item = (&'f str, &'f [u8])>,
    cleared: &Cleared,
) -> Result<Vec<(String, Found)>> {
    let secrets = Secrets::of(records);
    let files = files.into_iter().map(|(name, bytes)| Ok((name, texts(name, bytes)?))).collect::<Result<Vec<_>>>()?;
    let mut found: BTreeMap<usize, (String, Found)> = BTreeMap::new();
    // The lines that hold a word: what else holds it must hold one of them whole.
    let mut lines: HashMap<usize, BTreeSet<(&str, &str)>> = HashMap::new();
    let mut seen: HashSet<(usize, [u8; 32])> = HashSet::new();
    for (name, texts) in &files {
        for text in texts {
            let Text::Line { text, escaped } = text else { continue };
            for (_, index, secret) in secrets.hits(text) {
                lines.entry(index).or_default().insert((text, escaped));
                let digest = digest(&secret.word, text);
                let is_cleared = secret.students.iter().all(|s| cleared.contains(&(s.clone(), digest)));
                if !is_cleared && seen.insert((index, digest)) {
                    let at = FoundAt { file: (*name).to_owned(), text: text.clone(), digest };
                    entry(&mut found, index, secret, name).places.push(at);
                }
            }
        }
    }
    for (name, texts) in &files {
        for text in texts {
            let Text::Whole(text) = text else { continue };
            for (at, index, secret) in secrets.hits(text) {
                let covers = |line: &str| covers(line, &secret.word, text, at);
                let known = lines.get(&index);
                if !known.is_some_and(|known| known.iter().any(|(line, escaped)| covers(line) || covers(escaped))) {
                    entry(&mut found, index, secret, name).elsewhere = true;
                }
            }
        }
    }
    Ok(found.into_values().collect())
}

fn entry<'m>(
    found: &'m mut BTreeMap<usize, (String, Found)>,
    index: usize,
    secret: &Secret,
    file: &str,
) -> &'m mut Found {
    let new = || Found {
        word: secret.word.clone(),
        number: secret.number,
        students: secret.students.clone(),
        places: Vec::new(),
        elsewhere: false,
    };
    &mut found.entry(index).or_insert_with(|| (file.to_owned(), new())).1
}

/// Whether the word at this place of a text is the word of a line that stands there whole.
fn covers(line: &str, word: &str, text: &str, at: usize) -> bool {
    line.match_indices(word).any(|(offset, _)| {
        at.checked_sub(offset).and_then(|begin| text.get(begin..)).is_some_and(|rest| rest.starts_with(line))
    })
}

/// Refuses files that hold a pupil's name or number.
///
/// # Errors
/// `NameFound` naming the first file and how many words were found, never a name.
pub(super) fn refuse_names<'f>(
    records: &Records,
    files: impl IntoIterator<Item = (&'f str, &'f [u8])>,
    cleared: &Cleared,
) -> Result<()> {
    let found = search(records, files, cleared)?;
    match found.first() {
        Some((file, _)) => Err(AppError::new(Code::NameFound).with("file", file.clone()).with("words", found.len())),
        None => Ok(()),
    }
}

/// Whether the search finds names in a paper that has them: the school's own edition of the pacts, once pupils signed.
///
/// # Errors
/// `PaperFailed` when it does not: the search would then prove nothing.
pub(super) fn prove_search(records: &Records, school_edition: &[u8]) -> Result<()> {
    let signed = records.pacts.iter().any(|p| crate::pact::pupils_signed(p) > 0 || !p.unsigned.is_empty());
    let secrets = Secrets::of(records);
    let hit = |text: &Text| match text {
        Text::Line { text, .. } | Text::Whole(text) => secrets.hit(text),
    };
    if signed && !texts("pacts.pdf", school_edition)?.iter().any(hit) {
        return Err(AppError::new(Code::PaperFailed).with("paper", "pacts.pdf"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets(words: &[&str]) -> Secrets {
        let one =
            |word: &&str| Secret { word: (*word).to_owned(), number: false, students: [(*word).to_owned()].into() };
        Secrets::from(words.iter().map(one).collect())
    }

    #[test]
    fn four_bytes_of_a_packed_stream_are_no_name_of_two_characters() {
        let secrets = secrets(&["王晓"]);
        let wide: Vec<u8> = "王晓".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let found = |name: &str, bytes: &[u8]| raw(name, bytes).iter().any(|text| secrets.hit(text));
        assert!(!found("report.pdf", &wide), "every eighth packet would be refused for such an accident");
        assert!(found("records.json", &wide));
        assert!(found("report.pdf", "王晓".as_bytes()));
    }

    #[test]
    fn a_word_counts_as_confirmed_only_inside_the_whole_line() {
        let text = "前面消防安全检查后面安全";
        let at = |n: usize| text.match_indices("安全").nth(n).unwrap().0;
        assert!(covers("消防安全检查", "安全", text, at(0)));
        assert!(!covers("消防安全检查", "安全", text, at(1)), "the same word somewhere else");
        assert!(!covers("消防安全检查。", "安全", text, at(0)), "and not where the line goes on otherwise");
        assert!(!covers("", "安全", text, at(0)));
    }

    #[test]
    fn every_word_that_begins_in_a_text_is_found_also_when_they_overlap() {
        let secrets = secrets(&["安全", "安全感", "全感"]);
        let found: Vec<&str> = secrets.hits("有安全感").map(|(_, _, s)| s.word.as_str()).collect();
        assert_eq!(found.len(), 3, "{found:?}");
    }

    #[test]
    fn a_line_is_known_as_json_writes_it() {
        let Text::Line { text, escaped } = Text::line("“安全” \"出口\"\n第二行") else { panic!("a line") };
        assert_eq!((text.as_str(), escaped.as_str()), ("“安全”\"出口\"第二行", "“安全”\\\"出口\\\"\\n第二行"));
    }
}
