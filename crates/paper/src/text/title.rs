//! Title lines: whole words, lines of near equal length or tapering, never one lonely word (GB/T 9704-2012, 7.3.1).

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

use super::kinsoku::{not_first, not_last};

/// Words that may not begin a title line, being joined to what stands before them.
const CLINGING: [&str; 7] = ["的", "和", "与", "及", "等", "了", "之"];
/// Words before which a title parts naturally, and how much that is worth in squared em.
const TURNING: [(&str, f32); 2] = [("关于", 100.0), ("开展", 9.0)];
/// What one more line costs, in squared em.
const LINE_COST: f32 = 30.0;
/// What a waist costs, in squared em.
const WAIST_COST: f32 = 60.0;

/// Cuts a title of characters with the given widths (em) into lines no wider than `room` em. Every cut is between
/// words when the title has any that allows it, and never inside one of the phrases `whole`.
pub(crate) fn title_lines(text: &str, widths: &[f32], room: f32, whole: &[String]) -> Vec<std::ops::Range<usize>> {
    let total: f32 = widths.iter().sum();
    let count = widths.len();
    if total <= room {
        return std::iter::once(0..count).collect();
    }
    let cuts = word_cuts(text, whole);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a title has few lines")]
    let least = (total / room).ceil() as usize;
    let best =
        (least..=least + 2).filter_map(|lines| best_cut(&cuts, widths, room, lines)).min_by(|a, b| a.0.total_cmp(&b.0));
    best.map_or_else(|| plain(widths, room), |(_, ranges)| ranges)
}

/// A place between words and what it costs to part there.
struct Cut {
    at: usize,
    cost: f32,
}

fn word_cuts(text: &str, whole: &[String]) -> Vec<Cut> {
    let phrases: Vec<std::ops::Range<usize>> =
        whole.iter().flat_map(|w| text.match_indices(w.as_str()).map(|(at, _)| at..at + w.len())).collect();
    let segmenter: WordSegmenterBorrowed<'static> = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let mut cuts = Vec::new();
    for byte in segmenter.segment_str(text) {
        let (Some(head), Some(tail)) = (text.get(..byte), text.get(byte..)) else { continue };
        let (Some(before), Some(after)) = (head.chars().next_back(), tail.chars().next()) else { continue };
        if phrases.iter().any(|p| p.start < byte && byte < p.end) {
            continue;
        }
        if not_first(after) || not_last(before) || CLINGING.iter().any(|w| tail.starts_with(w)) {
            continue;
        }
        let worth = TURNING.iter().find(|(word, _)| tail.starts_with(word)).map_or(0.0, |(_, worth)| *worth);
        cuts.push(Cut { at: head.chars().count(), cost: -worth });
    }
    cuts
}

/// The cheapest way to make exactly `lines` lines, with its cost: the squared distance of each line from the mean
/// and a charge for each line, so that fewer lines win when the shape is as good.
fn best_cut(cuts: &[Cut], widths: &[f32], room: f32, lines: usize) -> Option<(f32, Vec<std::ops::Range<usize>>)> {
    let total: f32 = widths.iter().sum();
    #[allow(clippy::cast_precision_loss, reason = "a title has few lines")]
    let mean = total / lines as f32;
    let sum = |from: usize, to: usize| widths.get(from..to).unwrap_or_default().iter().sum::<f32>();
    let shape = |width: f32| (width - mean).powi(2);
    // best[i] = cheapest cost with a line ending at cut i, and the cuts that lead there.
    let mut best: Vec<Option<(f32, Vec<usize>)>> = cuts
        .iter()
        .map(|cut| {
            let width = sum(0, cut.at);
            (width <= room).then(|| (shape(width) + cut.cost, vec![cut.at]))
        })
        .collect();
    for _ in 2..lines {
        best = cuts
            .iter()
            .map(|cut| {
                let steps = best.iter().flatten().filter_map(|(cost, path)| {
                    let from = path.last().copied()?;
                    let width = sum(from, cut.at);
                    (from < cut.at && width <= room).then(|| (cost + shape(width) + cut.cost, path, cut.at))
                });
                let (cost, path, at) = steps.min_by(|a, b| a.0.total_cmp(&b.0))?;
                let mut path = path.clone();
                path.push(at);
                Some((cost, path))
            })
            .collect();
    }
    let ends = best.into_iter().flatten().filter_map(|(cost, path)| {
        let from = path.last().copied()?;
        let width = sum(from, widths.len());
        let cost = cost + waist(&path, &sum, width);
        // A last line of under four characters looks like an accident.
        (width <= room && width >= 4.0).then(|| (cost + shape(width), path))
    });
    let (cost, path) = ends.min_by(|a, b| a.0.total_cmp(&b.0))?;
    #[allow(clippy::cast_precision_loss, reason = "a title has few lines")]
    let cost = cost + LINE_COST * lines as f32;
    let mut ranges = Vec::new();
    let mut from = 0;
    for at in path.into_iter().chain([widths.len()]) {
        ranges.push(from..at);
        from = at;
    }
    Some((cost, ranges))
}

/// What a title pays for a middle line shorter than both its neighbours: it should taper or bulge, not have a waist.
fn waist(path: &[usize], sum: &impl Fn(usize, usize) -> f32, last: f32) -> f32 {
    let mut from = 0;
    let mut widths: Vec<f32> = path
        .iter()
        .map(|at| {
            let width = sum(from, *at);
            from = *at;
            width
        })
        .collect();
    widths.push(last);
    let narrow = |three: &[f32]| matches!(three, [a, b, c] if b < a && b < c);
    if widths.windows(3).any(narrow) { WAIST_COST } else { 0.0 }
}

/// The way out for a title without words: full lines.
fn plain(widths: &[f32], room: f32) -> Vec<std::ops::Range<usize>> {
    let mut ranges = Vec::new();
    let (mut from, mut width) = (0, 0.0);
    for (i, w) in widths.iter().enumerate() {
        if width + w > room && i > from {
            ranges.push(from..i);
            (from, width) = (i, 0.0);
        }
        width += w;
    }
    ranges.push(from..widths.len());
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(title: &str, room: f32) -> Vec<String> {
        let chars: Vec<char> = title.chars().collect();
        let widths = vec![1.0; chars.len()];
        let whole = ["专项治理行动".to_owned()];
        title_lines(title, &widths, room, &whole).into_iter().map(|r| chars[r].iter().collect()).collect()
    }

    #[test]
    fn a_report_title_parts_after_the_sender_and_between_words() {
        let got = lines("青坪县石湾子乡九年一贯制学校关于防范中小学生欺凌专项治理行动整治情况的报告", 20.0);
        assert_eq!(got.concat().chars().count(), 37, "nothing of the title may be lost");
        assert_eq!(
            got,
            ["青坪县石湾子乡九年一贯制学校", "关于防范中小学生欺凌专项治理行动", "整治情况的报告"],
            "the subject and the phrase stay whole, and the middle line is the widest"
        );
    }

    #[test]
    fn a_short_title_stays_on_one_line_and_one_without_words_is_filled() {
        assert_eq!(lines("反欺凌公约", 20.0), ["反欺凌公约"]);
        assert_eq!(lines(&"龘".repeat(45), 20.0).concat(), "龘".repeat(45));
    }
}
