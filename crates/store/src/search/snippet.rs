//! The place of a hit in its text, with a little around it.

use unicode_normalization::UnicodeNormalization as _;

use super::letters;

/// A piece of a text, and whether it is the hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text as it was written, on one line.
    pub text: String,
    /// Whether it is what was looked for.
    pub hit: bool,
}

/// Each letter of a text with the place of the character that it comes from. `None` where characters only together make
/// a letter, so that no place can be told.
fn placed(text: &str) -> Option<Vec<(char, usize)>> {
    let mut all = Vec::new();
    for (place, c) in text.chars().enumerate() {
        let own = std::iter::once(c).nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric());
        all.extend(own.map(|letter| (letter, place)));
    }
    all.iter().map(|(letter, _)| *letter).eq(letters::letters(text)).then_some(all)
}

/// The first hit of the words in the text with up to `around` characters on both sides; `None` where the text does not
/// contain them.
pub fn snippet(text: &str, words: &str, around: usize) -> Option<Vec<Piece>> {
    let words = letters::letters(words);
    if words.is_empty() || !letters::contains(text, &words) {
        return None;
    }
    let flat: Vec<char> = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let part = |from: usize, to: usize| -> String { flat.iter().skip(from).take(to.saturating_sub(from)).collect() };
    let piece = |text: String, hit: bool| Piece { text, hit };
    let hit = placed(text).and_then(|all| {
        let at = all.windows(words.len()).position(|run| run.iter().map(|(letter, _)| letter).eq(words.iter()))?;
        let (_, first) = all.get(at)?;
        let (_, last) = all.get(at + words.len() - 1)?;
        Some((*first, last + 1))
    });
    let Some((first, end)) = hit else { return Some(vec![piece(part(0, around * 2), false)]) };
    let from = first.saturating_sub(around);
    let to = (end + around).min(flat.len());
    let mut before = part(from, first);
    if from > 0 {
        before.insert(0, '…');
    }
    let mut after = part(end, to);
    if to < flat.len() {
        after.push('…');
    }
    let pieces = [piece(before, false), piece(part(first, end), true), piece(after, false)];
    Some(pieces.into_iter().filter(|p| !p.text.is_empty()).collect())
}

/// Whether the text contains the words, by letters.
pub fn holds(text: &str, words: &str) -> bool {
    let words = letters::letters(words);
    !words.is_empty() && letters::contains(text, &words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, words: &str, around: usize) -> Option<String> {
        let pieces = snippet(text, words, around)?;
        Some(pieces.iter().map(|p| if p.hit { format!("[{}]", p.text) } else { p.text.clone() }).collect())
    }

    #[test]
    fn the_hit_is_shown_as_it_was_written_with_what_stands_around_it() {
        assert_eq!(marked("课间在操场，张三被打。", "操场张三", 3).as_deref(), Some("课间在[操场，张三]被打。"));
        assert_eq!(marked("一二三四五六七八九", "五", 2).as_deref(), Some("…三四[五]六七…"));
        assert_eq!(marked("编号ＧＺ－2026", "gz-20", 9).as_deref(), Some("编号[ＧＺ－20]26"));
        assert_eq!(marked("甲\n乙", "甲乙", 9).as_deref(), Some("[甲 乙]"));
        assert_eq!(marked("甲乙", "丙", 9), None);
        assert_eq!(marked("甲乙", "，", 9), None);
        // An accent that is a character of its own has no place of its own.
        assert_eq!(marked("cafe\u{301} 里", "é里", 9).as_deref(), Some("cafe\u{301} 里"));
    }
}
