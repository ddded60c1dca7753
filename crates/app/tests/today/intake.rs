//! The intake: what is refused beside its field, what is only said, and who may enter what.

use super::*;

#[test]
fn the_facts_are_kept_apart_and_each_as_it_was_typed() {
    let school = School::new(311);
    school.principal();
    let mut facts = school.facts(&school.pupils[0]);
    facts["internalReportedAt"] = json!("2026-06-19T11:00:00+08:00");
    facts["reporterKind"] = json!("guardian");
    facts["reporterStudentId"] = json!(school.pupils[0]);
    facts["reporterRelation"] = json!("祖母");
    facts["outsiders"] = json!([{ "description": "穿蓝色校服的男生", "identity": "外校学生（河口小学）·实施" }]);
    facts["how"] = json!("祖母打电话到门房。");
    facts["involved"] = json!([
        { "studentId": school.pupils[0], "role": "victim" }, { "studentId": school.pupils[1], "role": "actor" },
        { "studentId": school.pupils[1], "role": "witness" },
    ]);
    let id = school.record(facts).unwrap();
    let seen = app::concern::concern_get(&school.app, &IdRequest { id: id.clone() }).unwrap();
    assert_eq!(seen.occurred_from, "2026-06-19", "a day stays a day");
    assert_eq!(seen.learned_at, "2026-06-19T10:05:00+08:00");
    assert_eq!(seen.recorded_at, "2026-06-20T09:30:00+08:00");
    assert_eq!(seen.involved.len(), 3, "one pupil in two roles is two lines");
    assert_eq!(seen.outsiders, ["穿蓝色校服的男生"]);
    let first = seen.chronology.last().unwrap();
    assert_eq!((first.at.as_str(), first.text.as_str()), ("2026-06-19T10:05:00+08:00", "祖母打电话到门房。"));
    // Nobody was named: whoever is in charge of discipline is.
    assert_eq!(seen.owner, "高怀瑾");
}

#[test]
fn every_limit_is_answered_beside_its_field_and_nothing_is_kept() {
    let school = School::new(312);
    school.principal();
    let with = |change: &dyn Fn(&mut Value)| {
        let mut facts = school.facts(&school.pupils[0]);
        change(&mut facts);
        faults(&school.record(facts).unwrap_err())
    };
    let one = |field: &str, code: &str| vec![(field.to_owned(), code.to_owned())];
    assert_eq!(with(&|f| f["narrative"] = json!("太短")), one("narrative", "narrative_20_4000"));
    assert_eq!(with(&|f| f["narrative"] = json!("字".repeat(4001))), one("narrative", "narrative_20_4000"));
    assert_eq!(with(&|f| f["place"] = json!("地".repeat(101))), one("place", "required_text_100"));
    assert_eq!(with(&|f| f["placeType"] = json!("月球")), one("placeType", "required_choice"));
    assert_eq!(with(&|f| f["learnedAt"] = json!("2026-06-21T00:00:00+08:00")), one("learnedAt", "in_the_future"));
    assert_eq!(
        with(&|f| f["learnedAt"] = json!("2026-06-18T00:00:00+08:00")),
        one("learnedAt", "learned_before_occurred")
    );
    assert_eq!(
        with(&|f| f["internalReportedAt"] = json!("2026-06-19T10:00:00+08:00")),
        one("internalReportedAt", "reported_before_learned")
    );
    assert_eq!(with(&|f| f["forms"] = json!([])), one("forms", "forms_needed"));
    assert_eq!(with(&|f| f["involved"] = json!([])), one("involved", "person_needed"));
    assert_eq!(with(&|f| f["title"] = json!("梁玉珂被打")), one("title", "title_names_pupil"));
    assert_eq!(
        with(&|f| f["outsiders"] = json!([{ "description": "", "identity": "" }])),
        one("outsiders", "required_text_100")
    );
    assert_eq!(with(&|f| f["reporterKind"] = json!("student")), one("reporter", "unknown_person"));
    let list = app::concern::concern_list(&school.app, &ask(json!({}))).unwrap();
    assert_eq!(list.total, 0);
}

#[test]
fn warnings_and_doubles_are_said_and_stop_nobody() {
    let school = School::new(313);
    school.principal();
    let first = school.record(school.facts(&school.pupils[0])).unwrap();
    let mut facts = school.facts(&school.pupils[0]);
    facts["narrative"] = json!("家长打来电话，号码 139 1234 0017，身份证 11010519491231002X，说孩子被人要钱。");
    facts["immediateAction"] = json!("让三名同学罚跪反省。");
    facts["outsiders"] = json!([{ "description": "骑车的青年，电话13912340017", "identity": "校外人员" }]);
    let check = |facts: &Value| app::concern::concern_check(&school.app, &ask(facts.clone())).unwrap();
    let said = check(&facts);
    let of =
        |field: &str| said.warnings.iter().filter(|w| w.field == field).map(|w| w.text.clone()).collect::<Vec<_>>();
    assert_eq!(of("narrative").len(), 2, "{:?}", said.warnings);
    assert!(of("narrative").iter().all(|text| !text.contains("0017")), "the number is not repeated");
    assert!(of("immediateAction")[0].contains("罚跪"));
    assert_eq!(of("outsiders").len(), 1);
    assert_eq!(said.duplicates.iter().map(|d| d.id.as_str()).collect::<Vec<_>>(), [first.as_str()]);
    let second = school.record(facts.clone()).unwrap();
    assert_ne!(first, second, "a warning stops nobody");
    // Another pupil, another kind of place: no double.
    let mut other = school.facts(&school.pupils[1]);
    other["placeType"] = json!("操场");
    assert!(check(&other).duplicates.is_empty());
    // What is half typed is looked at as far as it goes.
    let half = json!({ "kind": "", "title": null, "occurredFrom": "", "occurredTo": null, "learnedAt": "", "place": "", "placeType": "",
        "channel": "", "forms": [], "involved": [], "narrative": "13912340017", "immediateAction": "", "ownerId": "", "classId": null });
    assert_eq!(check(&half).warnings.len(), 1);
    // A double that the person does not see is not named.
    school.log_in(&school.teacher);
    let mut theirs = school.facts(&school.pupils[1]);
    theirs["involved"] = json!([{ "studentId": school.pupils[1], "role": "victim" }]);
    school.principal();
    let hidden = school.record(theirs.clone()).unwrap();
    school.log_in(&school.teacher);
    assert!(check(&theirs).duplicates.iter().all(|d| d.id != hidden));
}

#[test]
fn a_homeroom_teacher_takes_down_for_the_own_class_and_anybody_what_was_seen() {
    let school = School::new(314);
    school.log_in(&school.teacher);
    let mut told = school.facts(&school.pupils[1]);
    told["reporterKind"] = json!("anonymous");
    assert_eq!(
        faults(&school.record(told.clone()).unwrap_err()),
        [("involved".to_owned(), "pupil_of_own_class".to_owned())]
    );
    told["classId"] = json!(school.classes[1]);
    assert_eq!(faults(&school.record(told.clone()).unwrap_err()), [("classId".to_owned(), "not_own_class".to_owned())]);
    told["classId"] = json!(school.classes[0]);
    told["involved"] = json!([{ "studentId": school.pupils[0], "role": "victim" }]);
    school.record(told).unwrap();
    // What was seen may be of any class.
    school.record(school.facts(&school.pupils[1])).unwrap();
    school.log_in(&school.caretaker);
    let mut call = school.facts(&school.pupils[1]);
    call["reporterKind"] = json!("guardian");
    school.record(call).unwrap();
}
