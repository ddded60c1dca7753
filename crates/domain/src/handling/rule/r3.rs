//! R3: nobody in grades 1 to 9 is expelled or made to leave (义务教育法 art. 27; 未成年人保护法 art. 28). No sanction of the
//! program says so; this finds it in what people write.

use crate::noun::SanctionKind;
use crate::terms::Term as _;

/// The last grade of compulsory schooling.
pub const LAST_COMPULSORY_GRADE: i64 = 9;

const WORDS: &[&str] = &["开除学籍", "开除", "勒令退学", "责令退学", "劝退"];

/// How many characters before a word may hold its negation: 不得开除, 不予开除, 禁止劝退.
const REACH: usize = 4;

/// The sanctions that may be given in a grade, the lightest first; none below `discipline_min_grade`
/// (中小学教育惩戒规则 art. 10). Expulsion is never among them.
pub fn offered_sanctions(grade: i64, discipline_min_grade: i64) -> &'static [SanctionKind] {
    if grade < discipline_min_grade { &[] } else { SanctionKind::ALL }
}

/// The words of expulsion in a text that are not denied right before, each once.
pub fn expulsion_words(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in WORDS {
        let meant = text.match_indices(word).any(|(at, _)| {
            let before: Vec<char> =
                text.split_at_checked(at).map(|(b, _)| b.chars().rev().take(REACH).collect()).unwrap_or_default();
            let clause = before.iter().take_while(|c| !matches!(**c, '，' | '。' | '；' | '、'));
            !clause.into_iter().any(|c| matches!(*c, '不' | '禁' | '未'))
        });
        if meant && !found.iter().any(|f| f.contains(word)) {
            found.push((*word).to_owned());
        }
    }
    found
}

/// Whether expulsion is forbidden for a pupil of this grade; an unknown grade is taken for a compulsory one.
pub fn is_forbidden(grade: Option<i64>) -> bool {
    grade.is_none_or(|g| g <= LAST_COMPULSORY_GRADE)
}
