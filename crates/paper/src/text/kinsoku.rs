//! Where a line may end: the Unicode line breaking rules (UAX #14, strict), corrected for Chinese by a table of
//! characters that may not begin or end a line (GB/T 15834-2011, 5.1) and by two openings the Unicode rules close.

use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use super::Sort;

/// May not begin a line.
const NOT_FIRST: &str = "，。、；：？！）》〉」』】〕〗〞”’％‰℃°…—～·,.;:?!)]}%";
/// May not end a line.
const NOT_LAST: &str = "（《〈「『【〔〖〝“‘([{￥$№";
/// Units that are not parted from the figure before them.
const AFTER_FIGURE: &str = "年月日号时分秒名人件项个次份处条户类张课天";

/// Whether a line may not begin with `c`.
pub(crate) fn not_first(c: char) -> bool {
    NOT_FIRST.contains(c)
}

/// Whether a line may not end with `c`.
pub(crate) fn not_last(c: char) -> bool {
    NOT_LAST.contains(c)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Finds the places where a line may end. Keeps its buffers between texts.
pub(crate) struct Breaker {
    segmenter: LineSegmenterBorrowed<'static>,
    text: String,
    starts: Vec<usize>,
}

impl Breaker {
    /// A breaker with the strict rules.
    pub fn new() -> Self {
        let mut options = LineBreakOptions::default();
        options.strictness = Some(LineBreakStrictness::Strict);
        Breaker {
            segmenter: LineSegmenter::new_for_non_complex_scripts(options),
            text: String::new(),
            starts: Vec::new(),
        }
    }

    /// Fills `allowed`: entry i tells whether a line may begin with sort i. The first entry is false.
    pub fn mark(&mut self, sorts: &[Sort], allowed: &mut Vec<bool>) {
        self.text.clear();
        self.starts.clear();
        for sort in sorts {
            self.starts.push(self.text.len());
            self.text.push(sort.character);
        }
        let mut breaks = self.segmenter.segment_str(&self.text).peekable();
        allowed.clear();
        let mut before: Option<char> = None;
        for (sort, start) in sorts.iter().zip(&self.starts) {
            while breaks.peek().is_some_and(|b| b < start) {
                breaks.next();
            }
            let unicode = breaks.peek() == Some(start);
            allowed.push(before.is_some_and(|b| may_part(b, sort.character, unicode)));
            before = Some(sort.character);
        }
    }
}

fn may_part(before: char, after: char, unicode: bool) -> bool {
    if not_first(after) || not_last(before) {
        return false;
    }
    if before.is_ascii_digit() && AFTER_FIGURE.contains(after) {
        return false;
    }
    let opens = matches!(after, '“' | '‘') && (is_han(before) || not_first(before));
    let closes = matches!(before, '”' | '’') && is_han(after);
    unicode || opens || closes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<String> {
        let sorts: Vec<Sort> =
            text.chars().map(|character| Sort { character, face: 0, alias: false, advance: 1000 }).collect();
        let mut allowed = Vec::new();
        Breaker::new().mark(&sorts, &mut allowed);
        let mut parts = vec![String::new()];
        for (sort, open) in sorts.iter().zip(allowed) {
            if open {
                parts.push(String::new());
            }
            parts.last_mut().unwrap().push(sort.character);
        }
        parts
    }

    #[test]
    fn closing_marks_stay_with_the_text_before_them_and_opening_marks_with_the_text_after_them() {
        assert_eq!(parts("甲，乙（丙）丁"), ["甲，", "乙", "（丙）", "丁"], "GB/T 15834 5.1");
        assert_eq!(parts("见《通知》。"), ["见", "《通", "知》。"]);
        assert_eq!(parts("苏丽·阿"), ["苏", "丽·", "阿"], "a middle dot may not begin a line");
        assert_eq!(parts("等——即"), ["等——", "即"], "a dash may not begin a line nor be cut");
    }

    #[test]
    fn quotation_marks_may_open_a_line_after_a_hanzi_and_close_before_one() {
        assert_eq!(parts("开展“回头看”整改"), ["开", "展", "“回", "头", "看”", "整", "改"]);
    }

    #[test]
    fn figures_are_not_cut_and_keep_their_unit() {
        assert_eq!(parts("至6月26日"), ["至", "6月", "26日"]);
        assert_eq!(parts("率98.5%。"), ["率", "98.5%。"]);
        assert_eq!(parts("共12名人"), ["共", "12名", "人"]);
    }
}
