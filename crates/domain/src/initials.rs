//! Initials of pinyin for finding people by a few letters: 张伟 by `zw`. Every reading of a character counts (单 is `d`, `c`
//! and `s`), so a name is found however its bearer says it.

use pinyin::ToPinyinMulti as _;

/// The initials of a character's readings, lower case, each once; a Latin letter or digit stands for itself, and a
/// character without known reading has none.
fn initials_of(c: char) -> Vec<char> {
    if c.is_ascii_alphanumeric() {
        return vec![c.to_ascii_lowercase()];
    }
    let mut found: Vec<char> = Vec::new();
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        let first = reading.plain().chars().next().filter(char::is_ascii_lowercase);
        found.extend(first.filter(|f| !found.contains(f)));
    }
    found
}

/// Every way to write the initials of a name, at most `most`; middle dots and space count for nothing. A character without
/// known reading stands as itself.
#[must_use]
pub fn initials(name: &str, most: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    for c in name.chars().filter(|c| !c.is_whitespace() && *c != '·') {
        let mut readings = initials_of(c);
        if readings.is_empty() {
            readings.push(c);
        }
        all = all
            .iter()
            .flat_map(|before| readings.iter().map(move |r| format!("{before}{r}")))
            .take(most.max(1))
            .collect();
    }
    all
}

/// Whether `typed` letters are the initials of a run of characters in the name: `zw`, `w` and `z` find 张伟, `wz` does not.
#[must_use]
pub fn initials_match(name: &str, typed: &str) -> bool {
    let typed: Vec<char> = typed.trim().chars().map(|c| c.to_ascii_lowercase()).collect();
    if typed.is_empty() || !typed.iter().all(char::is_ascii_alphanumeric) {
        return false;
    }
    let letters: Vec<Vec<char>> = name.chars().filter(|c| !c.is_whitespace() && *c != '·').map(initials_of).collect();
    letters.windows(typed.len()).any(|run| run.iter().zip(&typed).all(|(readings, t)| readings.contains(t)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reading_finds_the_name() {
        for (name, typed, found) in [
            ("张伟", "zw", true),
            ("张伟", "ZW", true),
            ("张伟", "w", true),
            ("张伟", "wz", false),
            ("张伟", "zwx", false),
            ("单雄", "sx", true),
            ("单雄", "dx", true),
            ("解国栋", "xgd", true),
            ("解国栋", "jgd", true),
            ("李娜·艾山", "lnas", true),
            ("欧阳文静", "oywj", true),
            ("吕堃", "lk", true),
            ("张伟", "", false),
            ("张伟", "张", false),
        ] {
            assert_eq!(initials_match(name, typed), found, "{name} {typed}");
        }
    }

    #[test]
    fn all_ways_to_write_initials_are_bounded() {
        let ways = initials("单解", 64);
        assert!(ways.contains(&"sx".to_owned()) && ways.contains(&"dj".to_owned()), "{ways:?}");
        assert_eq!(initials(&"单".repeat(20), 64).len(), 64);
        assert_eq!(initials("", 64), [""]);
        assert!(initials("万𬱖", 8).iter().all(|i| i.starts_with(['w', 'm'])));
    }
}
