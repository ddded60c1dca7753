//! What a text becomes in the index: its letters without width, case and punctuation, in neighbouring pairs.

use unicode_normalization::UnicodeNormalization as _;

/// The letters and digits of a text, NFKC and in lower case.
pub(super) fn letters(text: &str) -> Vec<char> {
    text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// The index words of several texts: every pair of neighbours, and the last letter alone.
pub(super) fn pairs<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for text in texts {
        let letters = letters(text);
        if letters.is_empty() {
            continue;
        }
        if !out.is_empty() {
            // No phrase crosses to the next text: the last letter alone stands between, and no phrase contains one.
            out.push(' ');
        }
        push_pairs(&mut out, &letters);
        if let Some(last) = letters.last() {
            if letters.len() > 1 {
                out.push(' ');
            }
            out.push(*last);
        }
    }
    out
}

fn push_pairs(out: &mut String, letters: &[char]) {
    for (n, (a, b)) in letters.iter().zip(letters.iter().skip(1)).enumerate() {
        if n > 0 {
            out.push(' ');
        }
        out.push(*a);
        out.push(*b);
    }
}

/// Whether a text contains these letters.
pub(super) fn contains(text: &str, words: &[char]) -> bool {
    letters(text).windows(words.len().max(1)).any(|part| part == words)
}

/// The query that finds exactly the texts that contain these letters; `None` for none.
pub(super) fn query(words: &[char]) -> Option<String> {
    match words {
        [] => None,
        // The pairs that begin with it, and the last letter of a text.
        [one] => Some(format!("\"{one}\" *")),
        more => {
            let mut phrase = String::from("\"");
            push_pairs(&mut phrase, more);
            phrase.push('"');
            Some(phrase)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_become_pairs_and_queries_their_phrases() {
        assert_eq!(pairs(["张三，被打"]), "张三 三被 被打 打");
        assert_eq!(pairs(["甲"]), "甲");
        assert_eq!(pairs(["甲乙", "丙"]), "甲乙 乙 丙");
        assert_eq!(pairs(["ＡＢ1"]), "ab b1 1");
        let query = |words| query(&letters(words));
        assert_eq!(query("张三被"), Some("\"张三 三被\"".to_owned()));
        assert_eq!(query("张"), Some("\"张\" *".to_owned()));
        assert_eq!(query("，。"), None);
        assert_eq!(query("\" OR *"), Some("\"or\"".to_owned()));
    }

    #[test]
    fn a_text_contains_its_own_letters_and_no_others() {
        let contains = |text, words| contains(text, &letters(words));
        assert!(contains("张三，被打", "三被"));
        assert!(contains("ＡＢ1", "b1"));
        assert!(contains("甲", "甲"));
        assert!(!contains("张三，被打", "三打"));
        assert!(!contains("甲", "甲乙"));
        assert!(!contains("甲", "，"));
    }
}
