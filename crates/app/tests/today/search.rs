//! The search: what is found, where, for whom; and that the words stand in no log.

use super::*;

fn found(school: &School, request: Value) -> SearchView {
    app::search::search(&school.app, &ask(request)).unwrap()
}

fn ids(view: &SearchView, kind: &str) -> Vec<String> {
    view.hits.iter().filter(|h| h.kind == kind).map(|h| h.id.clone()).collect()
}

#[test]
fn everything_is_found_with_its_place_and_only_by_those_who_see_it() {
    let school = School::new(321);
    school.principal();
    let id = school.record(school.facts(&school.pupils[1])).unwrap();
    let note = json!({ "id": id, "entry": "note", "values": { "at": ["2026-06-20T09:00:00+08:00"], "text": ["门房老人说昨晚听见玻璃弹珠滚下楼梯。"] } });
    app::handling::case_enter(&school.app, &ask(note)).unwrap();
    let hit = |words: &str| found(&school, json!({ "text": words }));
    for (words, place) in [
        ("男厕", "place"),
        ("三名同学堵住要钱", "narrative"),
        ("玻璃弹珠滚下楼梯", "event"),
        ("沈望舒", "people"),
        (id.as_str(), "number"),
    ] {
        let view = hit(words);
        let one = view.hits.iter().find(|h| h.kind == "concern").unwrap_or_else(|| panic!("{words}"));
        assert_eq!(one.id, id);
        assert!(one.place == place || words == "男厕", "{words}: {}", one.place);
        let marked: String = one.snippet.iter().filter(|p| p.hit).map(|p| p.text.as_str()).collect();
        assert_eq!(marked, words);
    }
    // People by name, initials and number.
    assert_eq!(ids(&hit("沈望舒"), "pupil"), [school.pupils[1].clone()]);
    assert_eq!(ids(&hit("sws"), "pupil"), [school.pupils[1].clone()]);
    assert_eq!(ids(&hit("2024080102"), "pupil"), [school.pupils[1].clone()]);
    assert_eq!(ids(&hit("石守田"), "staff").len(), 1);
    // Filters of concerns leave only concerns, and narrow them.
    assert_eq!(ids(&found(&school, json!({ "text": "学", "state": "open" })), "concern"), std::slice::from_ref(&id));
    assert!(found(&school, json!({ "text": "学", "state": "closed" })).hits.is_empty());
    assert!(found(&school, json!({ "text": "学", "kind": "sign" })).hits.is_empty());
    assert_eq!(
        ids(&found(&school, json!({ "text": "学", "classId": school.classes[1] })), "concern"),
        std::slice::from_ref(&id)
    );
    assert!(ids(&found(&school, json!({ "text": "学", "classId": school.classes[0] })), "concern").is_empty());
    assert!(hit("").hits.is_empty() && hit("，。").hits.is_empty());
    let long = app::search::search(&school.app, &ask(json!({ "text": "学".repeat(401) }))).unwrap_err();
    assert_eq!(faults(&long), [("text".to_owned(), "search_400".to_owned())]);

    // The homeroom teacher of the other class finds neither the case nor the pupil.
    school.log_in(&school.teacher);
    let view = found(&school, json!({ "text": "沈望舒" }));
    assert!(ids(&view, "concern").is_empty() && ids(&view, "pupil").is_empty(), "{view:?}");
    assert!(ids(&found(&school, json!({ "text": "玻璃弹珠" })), "concern").is_empty());
    assert_eq!(ids(&found(&school, json!({ "text": "梁玉珂" })), "pupil"), [school.pupils[0].clone()]);

    // The words stand in no log.
    school.principal();
    let everything = json!({ "actor": null, "action": null, "kind": null, "id": null, "from": null, "to": null, "before": null, "views": null });
    let log = app::audit::audit_page(&school.app, &ask(everything)).unwrap();
    let text = serde_json::to_string(&log).unwrap();
    assert!(!text.contains("玻璃弹珠") && !text.contains("sws"), "{text}");
}

#[test]
fn a_sealed_text_is_found_by_nobody() {
    let school = School::new(322);
    school.principal();
    let id = school.record(school.facts(&school.pupils[0])).unwrap();
    let note = json!({ "kind": "concern", "id": id, "label": "谈话记录", "text": "孩子说夜里总梦见青铜风铃在响。", "supersedes": null });
    app::sealed::sealed_write(&school.app, &ask(note)).unwrap();
    assert!(found(&school, json!({ "text": "青铜风铃" })).hits.is_empty());
}

#[test]
fn filters_are_kept_under_a_name_and_are_nobody_elses() {
    let school = School::new(323);
    school.principal();
    let save = |name: &str, query: &str| {
        app::search::view_save(&school.app, &ask(json!({ "page": "concerns", "name": name, "query": query })))
    };
    assert_eq!(save("未办结的", "state=open").unwrap().len(), 1);
    let again = save("未办结的", "state=open&kind=sign").unwrap();
    assert_eq!(
        again.iter().map(|v| (v.name.as_str(), v.query.as_str())).collect::<Vec<_>>(),
        [("未办结的", "state=open&kind=sign")]
    );
    assert_eq!(faults(&save(" ", "").unwrap_err()), [("name".to_owned(), "required_text_40".to_owned())]);
    school.log_in(&school.teacher);
    assert!(app::search::view_list(&school.app, &ask(json!({ "page": "concerns" }))).unwrap().is_empty());
    app::search::view_drop(&school.app, &ask(json!({ "id": again[0].id }))).unwrap();
    school.principal();
    assert_eq!(
        app::search::view_list(&school.app, &ask(json!({ "page": "concerns" }))).unwrap().len(),
        1,
        "nobody else drops it"
    );
    assert!(app::search::view_drop(&school.app, &ask(json!({ "id": again[0].id }))).unwrap().is_empty());
}

#[test]
fn the_list_comes_in_pages_that_miss_nothing_and_repeat_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let app = program(dir.path(), 324);
    app::home::practice_open(&app, &PasswordRequest { password: "山上种了七棵梨树和枣".into() }).unwrap();
    let page = |request: Value| app::concern::concern_list(&app, &ask(request)).unwrap();
    let all = page(json!({}));
    assert_eq!((all.rows.len(), all.next), (usize::try_from(all.total).unwrap(), None));
    for state in [json!(null), json!("open"), json!("closed")] {
        let whole = page(json!({ "state": state }));
        let mut rows = Vec::new();
        let mut after = json!(null);
        loop {
            let one = page(json!({ "state": state, "after": after, "limit": 7 }));
            assert_eq!((one.total, one.open), (whole.total, whole.open));
            rows.extend(one.rows.into_iter().map(|r| r.id));
            let Some(next) = one.next else { break };
            after = json!(next);
        }
        assert_eq!(rows, whole.rows.iter().map(|r| r.id.clone()).collect::<Vec<_>>());
    }
    let (open, closed) = (page(json!({ "state": "open" })).total, page(json!({ "state": "closed" })).total);
    assert_eq!(open + closed, all.total);
    assert_eq!(open, all.open);
}
