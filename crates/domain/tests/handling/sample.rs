//! The sample school decides: each recorded history is a path of the table, each step was open to the person who took it,
//! every closed concern satisfies the rules, every form passes its check.

use domain::handling::history::{self, Break};
use domain::handling::{
    Actor, Ground, Person, Settings, appeal, cases, determination, investigation, measure, report, rule, transition,
};
use domain::noun::*;

use crate::common::sample_json;
use crate::world::*;

/// The posts of the sample's people, by the words of their titles.
fn posts(id: &str) -> &'static [Post] {
    match id {
        "t_xz" => &[Post::Principal],
        "t_fxz" => &[Post::DeputyPrincipal],
        "t_zz" => &[Post::DisciplineDirector],
        "t_xl" => &[Post::Counsellor],
        _ => &[Post::Staff],
    }
}

#[test]
fn every_recorded_history_is_a_path_of_the_table() {
    for c in &sample().records.concerns {
        assert_eq!(history::breaks(c), Vec::<Break>::new(), "{}", c.id);
        let states = c.events.iter().filter(|e| e.state.is_some()).count();
        assert_eq!(history::verbs(c).len(), states - 1, "{}", c.id);
    }
}

#[test]
fn every_step_of_the_sample_was_open_to_the_person_who_took_it() {
    let records = sample().records;
    let ground = Ground::new(&records, Settings::default());
    for case in cases(&records, &ground) {
        let steps: Vec<_> = case.concern.events.iter().filter(|e| e.state.is_some()).collect();
        for pair in steps.windows(2) {
            let (from, to) = (pair[0].state.as_deref().unwrap(), pair[1].state.as_deref().unwrap());
            let step = transition::between(case.concern.kind, from, to).unwrap();
            let who = Person { id: &pair[1].actor_id, posts: posts(&pair[1].actor_id) };
            let open = step.actors().iter().any(|a: &Actor| a.holds(&case, who));
            assert!(open, "{} {} by {}", case.concern.id, step.verb.id(), who.id);
        }
    }
}

#[test]
fn every_finished_concern_satisfies_what_stands_before_its_end() {
    let records = sample().records;
    let ground = Ground::new(&records, Settings::default());
    let mut finished = 0;
    for case in cases(&records, &ground).iter().filter(|c| c.concern.closed_on.is_some()) {
        finished += 1;
        assert_eq!(rule::closing::obstacles(case), vec![], "{}", case.concern.id);
    }
    assert_eq!(finished, sample_json()["expected"]["numbers"]["closed"], "the figure of the file");
}

#[test]
fn every_determination_investigation_measure_sanction_appeal_and_review_of_the_sample_passes_its_check() {
    let records = sample().records;
    let ground = Ground::new(&records, Settings::default());
    let principal = records.school.as_ref().map(|s| s.principal_id.as_str());
    for case in cases(&records, &ground) {
        let id = &case.concern.id;
        if let Some(d) = &case.concern.determination {
            assert_eq!(determination::check(d, &case, &[]).faults, vec![], "{id}");
        }
        if let Some(i) = &case.concern.investigation {
            assert_eq!(investigation::check(i, &case, principal).faults, vec![], "{id}");
        }
        for m in &case.concern.measures {
            assert_eq!(measure::check(m, &case).faults, vec![], "{id} {:?}", m.kind);
        }
        for s in &case.sanctions {
            assert_eq!(measure::check_sanction(s, &case).faults, vec![], "{}", s.id);
            if let Some(a) = &s.appeal {
                assert_eq!(appeal::check(s, a, &case).faults, vec![], "{}", s.id);
            }
        }
        if let Some(r) = &case.concern.county_review {
            assert_eq!(appeal::check_county(r).faults, vec![], "{id}");
        }
        for r in &case.reports {
            assert_eq!(report::check(r).faults, vec![], "{}", r.id);
        }
        let closed = case.concern.status == "closed";
        assert_eq!(report::check_chain(&case.reports, closed).faults, vec![], "{id}");
    }
}

#[test]
fn the_clocks_agree_with_the_figures_of_the_file() {
    let file = sample();
    let numbers = &sample_json()["expected"]["numbers"];
    let today = file.as_of.date();
    let clocks: Vec<_> = file
        .records
        .concerns
        .iter()
        .filter_map(|c| Some((c.id.as_str(), investigation::clock(c.investigation.as_ref()?, today))))
        .collect();
    assert_eq!(clocks.len(), numbers["investigations"]);
    assert_eq!(clocks.iter().filter(|(_, c)| c.on_time()).count(), numbers["investigations_on_time"]);
    let due_today: Vec<&str> =
        clocks.iter().filter(|(_, c)| !c.finished && c.due() == today).map(|(id, _)| *id).collect();
    assert_eq!(serde_json::to_value(due_today).unwrap(), sample_json()["expected"]["investigations_due_today"]);

    let ground = Ground::new(&file.records, Settings::default());
    let all = cases(&file.records, &ground);
    let deadlines: serde_json::Map<String, serde_json::Value> = all
        .iter()
        .flat_map(|case| {
            case.sanctions.iter().map(|s| (s.id.clone(), rule::r5::deadline(case, s).unwrap().to_string().into()))
        })
        .collect();
    assert_eq!(serde_json::Value::Object(deadlines), sample_json()["expected"]["appeal_deadlines"]);
}

#[test]
fn only_the_warnings_that_the_sample_deserves_are_said() {
    let records = sample().records;
    let ground = Ground::new(&records, Settings::default());
    let mut said = Vec::new();
    for case in cases(&records, &ground) {
        if let Some(d) = &case.concern.determination {
            said.extend(
                determination::check(d, &case, &[])
                    .warnings
                    .into_iter()
                    .map(|(_, w)| (case.concern.id.clone(), w.code())),
            );
        }
        for m in &case.concern.measures {
            said.extend(
                measure::check(m, &case).warnings.into_iter().map(|(_, w)| (case.concern.id.clone(), w.code())),
            );
        }
        for s in &case.sanctions {
            if let Some(a) = &s.appeal {
                said.extend(appeal::check(s, a, &case).warnings.into_iter().map(|(_, w)| (s.id.clone(), w.code())));
            }
        }
        if let Some(closed) = case.concern.closed_on {
            let closing = rule::closing::warnings(&case, closed);
            said.extend(closing.into_iter().map(|w| (case.concern.id.clone(), w.code())));
        }
    }
    said.sort();
    said.dedup();
    let expected = [
        ("GZ-2026-003", "guardian_absent"),
        ("GZ-2026-005", "same_surname"),
        ("GZ-2026-007", "moderate_with_injury"),
        ("GZ-2026-007", "no_family_guidance"),
        ("GZ-2026-011", "guardian_absent"),
        ("GZ-2026-014", "moderate_with_injury"),
    ];
    assert_eq!(said, expected.map(|(id, code)| (id.to_owned(), code)));
}

#[test]
fn a_pupil_seen_before_is_shown_with_what_was_found_then() {
    let mut records = sample().records;
    let before = domain::handling::repeat::prior;
    with_case(&records, "GZ-2026-017", |case| assert_eq!(before(&records, case), vec![]));
    let actor = concern(&mut records, "GZ-2026-017").involved.iter().find(|i| i.role == Role::Actor).unwrap().clone();
    concern(&mut records, "GZ-2026-007").involved.push(actor.clone());
    with_case(&records, "GZ-2026-017", |case| {
        let found = before(&records, case);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].concern_id.as_str(), found[0].student_id.as_str()),
            ("GZ-2026-007", actor.student_id.as_str())
        );
        assert_eq!((found[0].result, found[0].tier), (ConcernResult::Bullying, Some(Tier::L2)));
    });
    with_case(&records, "GZ-2026-005", |case| assert_eq!(before(&records, case), vec![], "a later one is not earlier"));
}
