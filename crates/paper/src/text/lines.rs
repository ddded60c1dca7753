//! Lines of one measure: greedy filling between the allowed places, with a last resort for words wider than the line.

use super::Sort;
use super::kinsoku::{not_first, not_last};

/// The measure a text is set to. All lengths in pt.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measure {
    /// Width of a full line.
    pub width: f32,
    /// Indent of the first line.
    pub indent: f32,
    /// Indent of the other lines.
    pub hang: f32,
    /// Type size.
    pub size: f32,
    /// Space added after each character; negative draws the text together.
    pub tracking: f32,
}

/// One line: sorts `start..end` of its text, spaces at its end left out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Line {
    /// First sort.
    pub start: usize,
    /// One past the last sort shown.
    pub end: usize,
    /// Width of the sorts with tracking between them, in pt.
    pub width: f32,
    /// Distance from the left edge of the measure, in pt.
    pub indent: f32,
    /// Last line of its paragraph: never stretched.
    pub last: bool,
}

fn is_space(sort: Sort) -> bool {
    matches!(sort.character, ' ' | '\u{3000}')
}

/// Whether the whole text fits on one line of the measure.
pub(crate) fn fits(sorts: &[Sort], measure: Measure) -> bool {
    natural(sorts, measure) <= measure.width - measure.indent + 0.01
}

/// Width of sorts set with the measure's tracking between them, in pt.
pub(crate) fn natural(sorts: &[Sort], measure: Measure) -> f32 {
    let glyphs: f32 = sorts.iter().map(|s| s.width(measure.size)).sum();
    #[allow(clippy::cast_precision_loss, reason = "a paragraph has few thousand characters")]
    let gaps = sorts.len().saturating_sub(1) as f32;
    glyphs + gaps * measure.tracking
}

/// Appends the lines of a paragraph to `out`. `allowed` comes from [`super::Breaker::mark`]; when it is empty the
/// text is known to fit on one line.
pub(crate) fn break_lines(sorts: &[Sort], allowed: &[bool], measure: Measure, out: &mut Vec<Line>) {
    let mut start = 0;
    let mut indent = measure.indent;
    loop {
        let rest = sorts.get(start..).unwrap_or_default();
        let room = measure.width - indent;
        let end = start + line_length(rest, allowed.get(start..).unwrap_or_default(), room, measure);
        let last = end >= sorts.len();
        let shown = sorts.get(start..end).unwrap_or_default();
        let spaces = shown.iter().rev().take_while(|s| is_space(**s)).count();
        let shown = shown.get(..shown.len() - spaces).unwrap_or_default();
        out.push(Line { start, end: start + shown.len(), width: natural(shown, measure), indent, last });
        if last {
            return;
        }
        start = end;
        indent = measure.hang;
    }
}

/// How many sorts of `rest` go on a line of `room` pt: at least one, and all of them when they fit.
fn line_length(rest: &[Sort], allowed: &[bool], room: f32, measure: Measure) -> usize {
    let mut width = 0.0;
    let mut open = 0;
    for (i, sort) in rest.iter().enumerate() {
        if i > 0 && allowed.get(i).copied().unwrap_or(false) {
            open = i;
        }
        let glyph = sort.width(measure.size);
        if width + glyph > room + 0.01 && !is_space(*sort) && i > 0 {
            return if open > 0 { open } else { forced(rest, i) };
        }
        width += glyph + measure.tracking;
    }
    rest.len()
}

/// The cut of a word that is wider than the line: after a hyphen or slash if it has one, else where it overflows, one
/// step earlier when a mark would stand on the wrong side.
fn forced(rest: &[Sort], overflow: usize) -> usize {
    let head = rest.get(..overflow).unwrap_or_default();
    if let Some(joint) = head.iter().rposition(|s| matches!(s.character, '-' | '/' | '_' | '@')) {
        return joint + 1;
    }
    let wrong = |at: usize| {
        rest.get(at).is_some_and(|s| not_first(s.character))
            || at.checked_sub(1).and_then(|b| rest.get(b)).is_some_and(|s| not_last(s.character))
    };
    (1..=overflow).rev().find(|at| !wrong(*at)).unwrap_or(overflow)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Breaker;

    fn set(text: &str, ems: f32) -> Vec<String> {
        let sorts: Vec<Sort> = text
            .chars()
            .map(|character| Sort {
                character,
                face: 0,
                alias: false,
                advance: if character.is_ascii() { 500 } else { 1000 },
            })
            .collect();
        let mut allowed = Vec::new();
        Breaker::new().mark(&sorts, &mut allowed);
        let mut lines = Vec::new();
        let measure = Measure { width: ems * 10.0, indent: 0.0, hang: 0.0, size: 10.0, tracking: 0.0 };
        break_lines(&sorts, &allowed, measure, &mut lines);
        assert!(lines.iter().all(|l| l.width <= measure.width + 0.01), "no line may leave its measure");
        lines.iter().map(|l| sorts[l.start..l.end].iter().map(|s| s.character).collect()).collect()
    }

    #[test]
    fn no_line_begins_with_a_closing_mark() {
        assert_eq!(set("一二三四五，六七", 5.0), ["一二三四", "五，六七"], "the comma takes 五 with it");
        assert_eq!(set("一二三四（五）", 5.0), ["一二三四", "（五）"]);
    }

    #[test]
    fn a_date_in_a_narrow_column_is_cut_after_a_hyphen() {
        assert_eq!(set("2026-06-12", 3.0), ["2026-", "06-12"]);
        assert_eq!(set("ZG-2026-001", 4.5), ["ZG-2026-", "001"]);
    }

    #[test]
    fn a_word_without_a_joint_is_cut_where_it_overflows_and_nothing_is_lost() {
        let text = "abcdefghijklmnop";
        let lines = set(text, 3.0);
        assert_eq!(lines.concat(), text);
        assert_eq!(lines.first().map(String::as_str), Some("abcdef"));
    }

    #[test]
    fn every_character_of_a_long_text_is_on_some_line() {
        let text = "为落实2026年6月的整改要求，学校（含宿舍）“逐项”核对；共1444人次。".repeat(9);
        for ems in [4.0, 7.0, 12.0, 28.0] {
            assert_eq!(set(&text, ems).concat(), text, "width {ems} em");
        }
    }
}
