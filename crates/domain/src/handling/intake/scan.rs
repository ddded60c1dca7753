//! Finds in a text what looks like an identity card number or a telephone number, so that the writer is warned; the number
//! is never repeated.

use unicode_normalization::UnicodeNormalization as _;

use crate::validate_ids::{NumberFault, check_identity_card, is_landline, is_mobile};

/// Runs of digits, with `X` where one may end, each without the single spaces and hyphens that people put inside; full
/// width digits count.
fn runs(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut run = String::new();
    let mut gap = false;
    for c in text.nfkc().chain(['。']) {
        match c {
            '0'..='9' => {
                run.push(c);
                gap = false;
            }
            'x' | 'X' if run.len() == 17 && !gap => run.push('X'),
            ' ' | '-' | '—' if !run.is_empty() && !gap => gap = true,
            _ => {
                if !run.is_empty() {
                    all.push(std::mem::take(&mut run));
                }
                gap = false;
            }
        }
    }
    all
}

fn windows(run: &str, length: usize) -> impl Iterator<Item = &str> {
    (0..=run.len().saturating_sub(length)).filter_map(move |at| run.get(at..at + length))
}

/// Whether 18 characters of the text have the form of an identity card number, be its check character right or wrong.
pub fn has_identity_number(text: &str) -> bool {
    let looks = |t: &str| matches!(check_identity_card(t), Ok(_) | Err(NumberFault::CheckCharacter));
    runs(text).iter().any(|run| windows(run, 18).any(looks))
}

/// Whether the text has a mobile number, or a landline number with its area code.
pub fn has_phone_number(text: &str) -> bool {
    let mobile = |run: &String| run.len() == 11 && is_mobile(run);
    let prefixed = |run: &String| run.strip_prefix("86").is_some_and(|r| r.len() == 11 && is_mobile(r));
    if runs(text).iter().any(|r| mobile(r) || prefixed(r)) {
        return true;
    }
    let folded: String = text.nfkc().collect();
    folded
        .split(|c: char| !c.is_ascii_digit() && c != '-')
        .map(|w| w.trim_matches('-'))
        .any(|w| w.len() >= 10 && is_landline(w))
}
