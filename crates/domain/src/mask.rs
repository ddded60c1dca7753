//! How a name or number is shown to people who need not know it (domain rules 5). Length leaks through a mask, so what
//! leaves the school carries pseudonyms instead.

use std::collections::HashMap;

/// Surnames of two characters in use; a name beginning with one keeps both.
const COMPOUND_SURNAMES: &[&str] = &[
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "长孙", "司徒", "夏侯",
    "端木", "百里", "呼延", "轩辕", "独孤", "南宫", "西门", "东郭", "公冶", "澹台", "濮阳", "淳于", "单于", "太史",
    "申屠", "公羊", "赫连", "钟离", "闻人", "闾丘", "司空", "万俟", "拓跋", "第五",
];

/// The heavenly stems that tell bearers of one surname apart in official texts.
const STEMS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];

/// Splits a name without middle dot into surname and given name, by code points.
fn split(name: &str) -> (String, Vec<char>) {
    let chars: Vec<char> = name.chars().collect();
    let compound = chars.len() > 2 && COMPOUND_SURNAMES.iter().any(|s| name.starts_with(s));
    let surname = chars.iter().take(if compound { 2 } else { 1 }).collect();
    (surname, chars.into_iter().skip(if compound { 2 } else { 1 }).collect())
}

fn stars(n: usize) -> String {
    "*".repeat(n)
}

/// The name with all but its surname and, from three characters on, its last character starred: `张*`, `张*三`,
/// `欧阳*`, `欧阳*静`, `张**三`, `苏****格`. Of a name with a middle dot the first part stays: `李娜·**`.
/// A single character is starred whole.
pub fn mask_name(name: &str) -> String {
    if let Some((first, rest)) = name.split_once('·') {
        let rest: String = rest.chars().map(|c| if c == '·' { c } else { '*' }).collect();
        return format!("{first}·{rest}");
    }
    let n = name.chars().count();
    if n < 2 {
        return stars(n);
    }
    if n >= 5 {
        let ends = name.chars().next().zip(name.chars().last());
        return ends.map(|(first, last)| format!("{first}{}{last}", stars(n - 2))).unwrap_or_default();
    }
    let (surname, given) = split(name);
    match given.split_last() {
        Some((last, hidden)) if !hidden.is_empty() => format!("{surname}{}{last}", stars(hidden.len())),
        _ => format!("{surname}{}", stars(given.len())),
    }
}

/// The first three and the last four digits of a mobile number; any other text is starred whole.
pub fn mask_mobile(number: &str) -> String {
    let digits: Vec<char> = number.chars().collect();
    if digits.len() != 11 || !digits.iter().all(char::is_ascii_digit) {
        return stars(digits.len());
    }
    let keep = |i: usize, c: char| if (3..7).contains(&i) { '*' } else { c };
    digits.into_iter().enumerate().map(|(i, c)| keep(i, c)).collect()
}

/// The form of official texts: 张某 for two characters, 张某某 for more.
pub fn official_short(name: &str) -> String {
    let (surname, given) = official_parts(name);
    format!("{surname}{}", "某".repeat(given.clamp(1, 2)))
}

fn official_parts(name: &str) -> (String, usize) {
    let (surname, given) = split(name.split('·').next().unwrap_or(name));
    let rest = name.split_once('·').map_or(0, |(_, rest)| rest.chars().count());
    (surname, given.len() + rest)
}

/// The short forms of the persons of one text, in their order. Where two would read the same, each bearer of that
/// surname is told apart by 甲, 乙, … (薛某甲, 薛某乙); after 癸 by numbers.
pub fn official_shorts(names: &[&str]) -> Vec<String> {
    let mut bearers: HashMap<String, usize> = HashMap::new();
    for name in names {
        *bearers.entry(official_short(name)).or_default() += 1;
    }
    let doubled: Vec<String> = names
        .iter()
        .filter(|n| bearers.get(&official_short(n)).is_some_and(|count| *count > 1))
        .map(|n| official_parts(n).0)
        .collect();
    let mut used: HashMap<String, usize> = HashMap::new();
    names
        .iter()
        .map(|name| {
            let (surname, _) = official_parts(name);
            if !doubled.contains(&surname) {
                return official_short(name);
            }
            let place = used.entry(surname.clone()).or_default();
            let letter = STEMS.get(*place).map_or_else(|| (*place + 1).to_string(), |s| (*s).to_owned());
            *place += 1;
            format!("{surname}某{letter}")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_given_name_is_ever_shown_whole() {
        for (name, masked) in [
            ("", ""),
            ("张", "*"),
            ("欧阳", "欧*"),
            ("阿依古丽·买买提·吐尔逊", "阿依古丽·***·***"),
            ("欧阳修文静", "欧***静"),
        ] {
            assert_eq!(mask_name(name), masked, "{name}");
        }
        assert_eq!(mask_mobile("0399-1234567"), "************");
    }

    #[test]
    fn bearers_of_one_surname_are_told_apart_only_where_they_would_read_the_same() {
        assert_eq!(official_shorts(&["张三", "张小三"]), ["张某", "张某某"]);
        assert_eq!(official_shorts(&["张大三", "李四", "张小三"]), ["张某甲", "李某", "张某乙"]);
        assert_eq!(official_shorts(&["张三", "张大三", "张小三"]), ["张某甲", "张某乙", "张某丙"]);
        let many = official_shorts(&["薛家豪"; 11]);
        assert_eq!((many[9].as_str(), many[10].as_str()), ("薛某癸", "薛某11"));
        assert_eq!(official_short("李娜·艾山"), "李某某");
    }
}
