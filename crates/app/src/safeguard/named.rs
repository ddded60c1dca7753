//! Records as one person may read them: every pupil's name whole, masked or as the pseudonym, in lists, choices, sentences
//! and in free text alike. Which it is stands in one table of `domain::masking`; what is written never goes through here.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use domain::Records;
use domain::masking::{Relation, Shown, name_of, shown};
use domain::noun::{Concern, Post, Student};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::App;
use crate::error::{Code, Result};
use crate::home::OpenHome;
use crate::rights::Right;
use crate::view::SnippetPiece;

/// How one person reads the pupils' names of one matter, or of the roster.
pub(crate) struct Named {
    /// What stands in the place of a name, by pupil, for those who are not read whole.
    pupils: HashMap<String, (Shown, String)>,
    /// The same for free text, by name.
    words: HashMap<Vec<char>, String>,
    /// With which characters those names begin.
    begins: HashSet<char>,
    /// Characters of the shortest and the longest of them.
    lengths: (usize, usize),
}

/// The person and what ties them to the matter.
struct Ties<'a> {
    me: &'a str,
    classes: HashSet<&'a str>,
    counselled: HashSet<&'a str>,
    /// None outside any matter.
    matter: Option<Relation>,
}

impl Ties<'_> {
    fn to(&self, student: &Student) -> Relation {
        match self.matter {
            Some(Relation::Handling) => Relation::Handling,
            _ if self.classes.contains(student.class_id.as_str()) => Relation::OwnClass,
            _ if self.counselled.contains(student.id.as_str()) => Relation::Counselled,
            Some(other) => other,
            None => Relation::Elsewhere,
        }
    }
}

impl Named {
    /// How the person at the keyboard reads names: in the matter of a concern, or outside any.
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) fn of(home: &OpenHome, records: &Records, case: Option<&Concern>) -> Result<Self> {
        let mut posts = home.person.posts.clone();
        // Who was lent the reading of all records reads them as those do who have it by their post.
        if home.holds(Right::ReadRecords) && !crate::rights::may(&posts, Right::ReadRecords) {
            posts.push(Post::DeputyPrincipal);
        }
        let requests = home.read(store::safeguard::requests)?;
        let restricted = domain::privacy::restricted(&requests);
        Ok(Self::for_person(home.person_id(), &posts, records, case, |id| restricted.contains(id)))
    }

    /// How the person reads names where many matters stand side by side, as search shows them; nothing where every name is
    /// read whole, so that nothing has to be read for it.
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) fn in_search(app: &App, home: &OpenHome) -> Result<Option<Self>> {
        let closed = || home.read(|tx| Ok(!domain::privacy::restricted(&store::safeguard::requests(tx)?).is_empty()));
        let principal = home.person.posts.contains(&Post::Principal);
        if principal || (home.holds(Right::ReadRecords) && !closed()?) {
            return Ok(None);
        }
        let today = app.roots.now().date();
        let ground = home.read(|tx| store::read_ground(tx, today))?;
        Self::of(home, &ground, None).map(Some)
    }

    fn for_person(
        me: &str,
        posts: &[Post],
        records: &Records,
        case: Option<&Concern>,
        restricted: impl Fn(&str) -> bool,
    ) -> Self {
        let homeroom = posts.contains(&Post::HomeroomTeacher);
        let counsellor = posts.contains(&Post::Counsellor);
        let of_case = |concern: &str| case.is_none_or(|c| c.id == concern);
        let mut ties = Ties {
            me,
            classes: records
                .classes
                .iter()
                .filter(|c| homeroom && c.homeroom_teacher_id.as_deref() == Some(me))
                .map(|c| c.id.as_str())
                .collect(),
            counselled: records
                .counselling
                .iter()
                .filter(|c| counsellor && of_case(&c.concern_id))
                .map(|c| c.student_id.as_str())
                .collect(),
            matter: None,
        };
        ties.matter = case.map(|c| tie(records, c, &ties));
        let mut pupils = HashMap::new();
        let mut words: HashMap<Vec<char>, String> = HashMap::new();
        let mut whole: HashSet<&str> = HashSet::new();
        for student in &records.students {
            let how = shown(posts, ties.to(student), restricted(&student.id));
            if how == Shown::Full {
                whole.insert(&student.name);
                continue;
            }
            let name = name_of(student, how);
            words.insert(student.name.chars().collect(), name.clone());
            pupils.insert(student.id.clone(), (how, name));
        }
        // A text cannot tell two bearers of one name apart: where one is read whole, so is the word.
        words.retain(|name, _| name.len() > 1 && !whole.contains(name.iter().collect::<String>().as_str()));
        let begins = words.keys().filter_map(|name| name.first().copied()).collect();
        let sizes = || words.keys().map(Vec::len);
        let lengths = (sizes().min().unwrap_or(0), sizes().max().unwrap_or(0));
        Self { pupils, words, begins, lengths }
    }

    /// Whether number, birth and pseudonym of a pupil may stand beside the name.
    pub(crate) fn is_whole(&self, student: &Student) -> bool {
        !self.pupils.contains_key(&student.id)
    }

    /// The name of a pupil.
    pub(crate) fn name(&self, student: &Student) -> String {
        self.pupils.get(&student.id).map_or_else(|| student.name.clone(), |(_, name)| name.clone())
    }

    /// Free text with the names in it.
    pub(crate) fn text(&self, text: &str) -> String {
        if self.words.is_empty() {
            return text.to_owned();
        }
        let chars: Vec<char> = text.chars().collect();
        let mut out = String::with_capacity(text.len());
        let mut rest = chars.as_slice();
        while let Some((first, after)) = rest.split_first() {
            match self.at(rest, *first) {
                Some((size, name)) => {
                    out.push_str(name);
                    rest = rest.get(size..).unwrap_or_default();
                }
                None => {
                    out.push(*first);
                    rest = after;
                }
            }
        }
        out
    }

    /// What search shows of a text. A name may lie across the hit and what stands around it: then the hit is not marked.
    pub(crate) fn pieces(&self, pieces: Vec<SnippetPiece>) -> Vec<SnippetPiece> {
        let whole: String = pieces.iter().map(|p| p.text.as_str()).collect();
        let read = self.text(&whole);
        if read == whole { pieces } else { vec![SnippetPiece { text: read, hit: false }] }
    }

    /// The longest name that begins here.
    fn at(&self, rest: &[char], first: char) -> Option<(usize, &str)> {
        if !self.begins.contains(&first) {
            return None;
        }
        let (least, most) = self.lengths;
        (least..=most).rev().find_map(|size| {
            let name = self.words.get(rest.get(..size)?)?;
            Some((size, name.as_str()))
        })
    }

    /// The records of one matter as the person reads them: the roster, and of what hangs on concerns only what hangs on
    /// this one.
    ///
    /// # Errors
    /// `Internal`, which no record leads to.
    pub(crate) fn view<'a>(&self, records: &'a Records, case: &str) -> Result<Cow<'a, Records>> {
        if self.pupils.is_empty() {
            return Ok(Cow::Borrowed(records));
        }
        let mut all = records.clone();
        for student in &mut all.students {
            student.name = self.name(student);
        }
        for concern in all.concerns.iter_mut().filter(|c| c.id == case) {
            *concern = self.masked(concern)?;
        }
        macro_rules! mask {
            ($($rows:ident),+) => {$(
                all.$rows.retain(|x| x.concern_id == case);
                all.$rows = self.masked(&all.$rows)?;
            )+};
        }
        mask!(sanctions, communications, talks, counselling, counselling_refusals, family_guidance, incident_reports);
        Ok(Cow::Owned(all))
    }

    /// A value with every text in it: whatever fields it has or will have.
    fn masked<T: Serialize + DeserializeOwned>(&self, value: &T) -> Result<T> {
        let mut json = serde_json::to_value(value).map_err(|_| Code::Internal)?;
        self.mask(&mut json);
        Ok(serde_json::from_value(json).map_err(|_| Code::Internal)?)
    }

    fn mask(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.text(text),
            Value::Array(all) => all.iter_mut().for_each(|v| self.mask(v)),
            Value::Object(all) => all.values_mut().for_each(|v| self.mask(v)),
            _ => {}
        }
    }
}

/// How the person stands to the matter itself.
fn tie(records: &Records, c: &Concern, ties: &Ties<'_>) -> Relation {
    let me = ties.me;
    let chairs = || records.committees.iter().any(|x| x.hears_appeals() && x.chair_id == me);
    let handles = c.owner_id == me || c.received_by_id == me || c.reporter.staff_id.as_deref() == Some(me);
    if handles || (chairs() && records.sanctions.iter().any(|s| s.concern_id == c.id)) {
        return Relation::Handling;
    }
    let of_class = |id: &str| ties.classes.contains(id);
    let pupil = |id: &str| records.student(id).is_some_and(|s| of_class(&s.class_id));
    let shared = c.class_id.as_deref().is_some_and(of_class)
        || c.involved.iter().any(|i| pupil(&i.student_id) || ties.counselled.contains(i.student_id.as_str()))
        || !ties.counselled.is_empty();
    if shared { Relation::SharedCase } else { Relation::LedgerLink }
}

#[cfg(test)]
mod tests {
    use domain::SchoolFile;

    use super::*;

    fn sample() -> Records {
        SchoolFile::parse(include_bytes!("../../../../assets/sample/school.json")).unwrap().records
    }

    /// A case of two classes with the name of each of its pupils in its texts.
    fn matter() -> (Records, Concern, String) {
        let mut records = sample();
        let of = |records: &Records, c: &Concern| -> Vec<Student> {
            c.involved.iter().filter_map(|i| records.student(&i.student_id).cloned()).collect()
        };
        let chosen = records
            .concerns
            .iter()
            .find(|c| of(&records, c).iter().map(|s| &s.class_id).collect::<HashSet<_>>().len() > 1)
            .unwrap()
            .id
            .clone();
        let place = records.concerns.iter().position(|c| c.id == chosen).unwrap();
        let pupils = of(&records, &records.concerns[place]);
        let names = pupils.iter().map(|s| s.name.clone()).collect::<Vec<_>>().join("、");
        // Nobody of the class has the matter in hand.
        records.concerns[place].owner_id = "t_xz".to_owned();
        records.concerns[place].received_by_id = "t_xz".to_owned();
        records.concerns[place].reporter.staff_id = None;
        records.concerns[place].narrative = format!("课间{names}在走廊上。");
        records.concerns[place].events[0].text = format!("{names}到场");
        let class = pupils[0].class_id.clone();
        let teacher = records.class(&class).and_then(|c| c.homeroom_teacher_id.clone()).unwrap();
        let concern = records.concerns[place].clone();
        (records, concern, teacher)
    }

    fn named(posts: &[Post], me: &str, records: &Records, concern: &Concern) -> Named {
        Named::for_person(me, posts, records, Some(concern), |_| false)
    }

    #[test]
    fn a_homeroom_teacher_reads_the_own_pupils_whole_and_the_others_masked_everywhere() {
        let (records, concern, teacher) = matter();
        let how = named(&[Post::HomeroomTeacher], &teacher, &records, &concern);
        let seen = how.view(&records, &concern.id).unwrap();
        let case = seen.concerns.iter().find(|c| c.id == concern.id).unwrap();
        let said = serde_json::to_string(case).unwrap();
        for involved in &concern.involved {
            let student = records.student(&involved.student_id).unwrap();
            let own = records.class(&student.class_id).unwrap().homeroom_teacher_id.as_deref() == Some(&*teacher);
            assert_eq!(said.contains(&student.name), own, "{}", student.id);
            assert_eq!(seen.student(&student.id).unwrap().name == student.name, own, "{}", student.id);
            assert_eq!(how.is_whole(student), own);
        }
        assert_eq!(case.narrative.chars().count(), concern.narrative.chars().count(), "a mask is as long as its name");
    }

    #[test]
    fn leaders_and_whoever_handles_the_matter_read_it_as_it_was_written() {
        let (records, concern, _) = matter();
        for (posts, me) in [
            (&[Post::Principal][..], "t_xz"),
            (&[Post::DeputyPrincipal], "t_anybody"),
            (&[Post::DisciplineDirector], "t_anybody"),
            (&[Post::Staff], concern.owner_id.as_str()),
        ] {
            let how = named(posts, me, &records, &concern);
            let seen = how.view(&records, &concern.id).unwrap();
            assert_eq!(seen.concerns.iter().find(|c| c.id == concern.id), Some(&concern), "{me}");
        }
    }

    #[test]
    fn who_only_mends_a_thing_reads_pseudonyms() {
        let (records, concern, _) = matter();
        let how = named(&[Post::Staff], "t_somebody", &records, &concern);
        let seen = how.view(&records, &concern.id).unwrap();
        let said = serde_json::to_string(seen.concerns.iter().find(|c| c.id == concern.id).unwrap()).unwrap();
        for involved in &concern.involved {
            let student = records.student(&involved.student_id).unwrap();
            assert!(!said.contains(&student.name) && said.contains(&student.pseudonym), "{}", student.id);
        }
    }

    #[test]
    fn a_name_that_two_pupils_bear_is_hidden_only_where_neither_is_read_whole() {
        let (mut records, concern, teacher) = matter();
        let (own, other) = {
            let is_own =
                |s: &&Student| records.class(&s.class_id).unwrap().homeroom_teacher_id.as_deref() == Some(&*teacher);
            let own = records.students.iter().position(|s| is_own(&s)).unwrap();
            (own, records.students.iter().position(|s| !is_own(&s)).unwrap())
        };
        records.students[other].name = records.students[own].name.clone();
        let twin = records.students[own].name.clone();
        let how = named(&[Post::HomeroomTeacher], &teacher, &records, &concern);
        assert_eq!(how.text(&format!("{twin}说")), format!("{twin}说"));
        assert_ne!(how.name(&records.students[other]), twin, "the pupil's own line is masked all the same");
    }

    #[test]
    fn the_longest_name_wins_and_what_is_no_name_stays() {
        let (mut records, _, _) = matter();
        records.students[0].name = "王小明".to_owned();
        records.students[1].name = "王小".to_owned();
        let how = Named::for_person("t_no", &[Post::Staff], &records, None, |_| false);
        assert_eq!(how.text("王小明和王小在王家"), "王*明和王*在王家");
        assert_eq!(how.text(""), "");
    }

    #[test]
    fn pipl_47_a_closed_pupil_is_a_pseudonym_to_everybody_but_the_principal_and_who_handles_the_matter() {
        let (records, concern, teacher) = matter();
        let closed = concern.involved[0].student_id.clone();
        let student = records.student(&closed).unwrap();
        let read = |posts: &[Post], me: &str| {
            Named::for_person(me, posts, &records, Some(&concern), |id| id == closed).name(student)
        };
        assert_eq!(read(&[Post::Principal], "t_xz"), student.name);
        assert_eq!(read(&[Post::Staff], &concern.owner_id), student.name);
        assert_eq!(read(&[Post::DisciplineDirector], "t_anybody"), student.pseudonym);
        assert_eq!(read(&[Post::HomeroomTeacher], &teacher), student.pseudonym);
    }
}
