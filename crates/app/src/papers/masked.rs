//! Pupils' names in running text, in the form of official texts (张某某) or as pseudonyms: for what goes to another family, is
//! said on the telephone, or is shown to inspectors.

use std::collections::HashMap;

use domain::Records;
use domain::mask::{official_short, official_shorts};
use domain::noun::{Concern, Student};

/// From this length on a name of a pupil who is no part of the case is looked for: shorter ones are too often words.
const SURELY_A_NAME: usize = 3;

/// What stands in place of a name.
type Pair<'a> = (&'a str, String);

/// The names of a school's pupils by their first character, so that a text is gone through once.
pub(super) struct Masker<'a> {
    surely: HashMap<char, Vec<Pair<'a>>>,
}

impl<'a> Masker<'a> {
    fn new(records: &'a Records, of: impl Fn(&Student) -> String) -> Self {
        let mut surely: HashMap<char, Vec<Pair<'a>>> = HashMap::new();
        for s in records.students.iter().filter(|s| s.name.chars().count() >= SURELY_A_NAME) {
            if let Some(first) = s.name.chars().next() {
                surely.entry(first).or_default().push((s.name.as_str(), of(s)));
            }
        }
        Masker { surely }
    }

    /// Names become 张某某.
    pub(super) fn official(records: &'a Records) -> Self {
        Self::new(records, |s| official_short(&s.name))
    }

    /// Names become pseudonyms.
    pub(super) fn coded(records: &'a Records) -> Self {
        Self::new(records, |s| s.pseudonym.clone())
    }

    /// Puts the names of a case, and what are surely names of others, out of a text; `but` stays. The longest name goes
    /// first, and nothing is looked for in what was put in.
    pub(super) fn text(&self, case: &[Pair<'_>], but: Option<&str>, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let known = self.surely.get(&first).into_iter().flatten();
            let names = case.iter().chain(known.map(|p| p as &Pair<'_>));
            let found = names.filter(|(name, _)| rest.starts_with(*name)).max_by_key(|(name, short)| {
                // Of two entries of one name that of the case counts, which tells 甲 and 乙 apart.
                (name.len(), case.iter().any(|(n, s)| n == name && s == short))
            });
            match found.and_then(|(name, short)| Some((rest.strip_prefix(name)?, *name, short))) {
                Some((behind, name, short)) => {
                    out.push_str(if Some(name) == but { name } else { short });
                    rest = behind;
                }
                None => {
                    out.push(first);
                    rest = rest.strip_prefix(first).unwrap_or_default();
                }
            }
        }
        out
    }
}

/// The pupils of a case, each once.
fn pupils<'a>(records: &'a Records, concern: &Concern) -> Vec<&'a Student> {
    let mut all: Vec<&Student> = Vec::new();
    for s in concern.involved.iter().filter_map(|i| records.student(&i.student_id)) {
        if !all.iter().any(|known| known.id == s.id) {
            all.push(s);
        }
    }
    all
}

/// The pupils of a case as 张某某, told apart where two would read the same.
pub(super) fn official<'a>(records: &'a Records, concern: &Concern) -> Vec<Pair<'a>> {
    let names: Vec<&str> = pupils(records, concern).into_iter().map(|s| s.name.as_str()).collect();
    let shorts = official_shorts(&names);
    names.into_iter().zip(shorts).collect()
}

/// The pupils of a case with their pseudonyms.
pub(super) fn coded<'a>(records: &'a Records, concern: &Concern) -> Vec<Pair<'a>> {
    pupils(records, concern).into_iter().map(|s| (s.name.as_str(), s.pseudonym.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Records {
        domain::SchoolFile::parse(include_bytes!("../../../../assets/sample/school.json")).unwrap().records
    }

    #[test]
    fn the_longest_name_goes_first_and_nothing_is_replaced_twice() {
        let records = Records::default();
        let names = [("张三", "张某".to_owned()), ("张三丰", "张某某".to_owned()), ("某某", "错".to_owned())];
        let masker = Masker::official(&records);
        assert_eq!(masker.text(&names, None, "张三丰和张三在场"), "张某某和张某在场");
        assert_eq!(masker.text(&names, Some("张三"), "张三丰和张三在场"), "张某某和张三在场");
    }

    #[test]
    fn no_pupil_of_a_case_is_named_in_its_masked_narrative_but_the_one_it_goes_to() {
        let records = sample();
        let (plain, codes) = (Masker::official(&records), Masker::coded(&records));
        let mut tried = 0;
        for c in &records.concerns {
            let (short, code) = (official(&records, c), coded(&records, c));
            for s in pupils(&records, c).into_iter().filter(|s| c.narrative.contains(s.name.as_str())) {
                tried += 1;
                let name = s.name.as_str();
                assert!(!plain.text(&short, None, &c.narrative).contains(name), "{} {name}", c.id);
                assert!(!codes.text(&code, None, &c.narrative).contains(name), "{} {name}", c.id);
                assert!(codes.text(&code, None, &c.narrative).contains(&s.pseudonym), "{} {name}", c.id);
                assert!(plain.text(&short, Some(name), &c.narrative).contains(name), "{} {name}", c.id);
            }
        }
        assert!(tried > 20, "{tried}");
    }
}
