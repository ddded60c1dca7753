//! Each of the steps, allowed where its facts stand and refused to a stranger.

use domain::handling::history::{self, Break};
use domain::handling::{
    Case, Ground, Obstacle, Person, Settings, TRANSITIONS, Transition, Verb, admit, cases, obstacles, offered,
};
use domain::noun::*;
use domain::{Date, Instant, Records, When};

use crate::world::*;

fn entered(c: &Concern, state: &str) -> Event {
    let on = When::On(c.discovered_at.date());
    Event {
        at: on,
        kind: EventKind::State,
        state: Some(state.to_owned()),
        actor_id: "t_zz".into(),
        text: "登记。".into(),
    }
}

/// Puts the concern into a state by way of `path`, all on the day of its discovery.
fn put(c: &mut Concern, path: &[&str]) {
    c.events = path.iter().map(|s| entered(c, s)).collect();
    c.status = path.last().unwrap().to_string();
    c.closed_on = None;
}

fn appeal(outcome: Option<AppealOutcome>, on: Date) -> Appeal {
    Appeal {
        filed_on: on,
        filed_by_relation: "母亲".into(),
        body: "学生申诉委员会".into(),
        present_ids: vec![],
        vote: Vote { in_favour: 0, against: 0, abstain: 0 },
        decided_on: outcome.map(|_| on),
        outcome,
        changed_kind: None,
        reason: None,
    }
}

fn county(outcome: Option<&str>, on: Date) -> CountyReview {
    CountyReview {
        level: "county".into(),
        applicant_relation: "父亲".into(),
        applied_on: on,
        accepted_on: Some(on),
        due_on: None,
        finished_on: outcome.map(|_| on),
        panel: vec![],
        outcome: outcome.map(str::to_owned),
        answer: None,
        student_id: "stu-c05-18".into(),
    }
}

fn turn(ground: TurnGround, at: Instant) -> Turn {
    Turn { ground, reason: "又发生了一次。".into(), concern_id: None, by: "t_zz".into(), at }
}

/// A case of the sample that has all the facts for the step, and is in the state it leads from.
fn prepared(t: &Transition) -> (Records, &'static str) {
    let id = match (t.kind, t.verb, t.from, t.to) {
        (ConcernKind::Sign, ..) => "GZ-2026-001",
        (ConcernKind::Hazard, ..) => "GZ-2026-002",
        (_, _, "ordinary_dispute", _) | (_, _, _, "ordinary_dispute") => "GZ-2026-003",
        (_, Verb::Close, "transferred", _) => "GZ-2026-024",
        _ => "GZ-2026-007",
    };
    let records = changed(|r| {
        let day = r.concerns.iter().find(|c| c.id == id).unwrap().discovered_at.date();
        let upheld = matches!(t.to, "tracking" | "closed" | "ordinary_dispute");
        if matches!(t.verb, Verb::BeginReview | Verb::EndReview) && id == "GZ-2026-007" {
            let outcome = if upheld { AppealOutcome::Upheld } else { AppealOutcome::Changed };
            sanction(r, "CF-2026-001").appeal = Some(appeal((t.verb == Verb::EndReview).then_some(outcome), day));
        }
        let c = concern(r, id);
        if matches!(t.verb, Verb::BeginReview | Verb::EndReview) && id == "GZ-2026-003" {
            c.county_review = Some(county((t.verb == Verb::EndReview).then_some("维持"), day));
        }
        match t.verb {
            Verb::Reopen => {
                let again = c.investigation.clone();
                c.begin_round(turn(TurnGround::Repeat, c.discovered_at));
                c.investigation = again;
            }
            Verb::Upgrade => c.forms = vec![Form::Verbal],
            Verb::Transfer => {
                c.transfer = Some(Transfer {
                    to: "派出所".into(),
                    reported_at: c.discovered_at,
                    accepted_on: None,
                    materials: vec![],
                });
            }
            Verb::Close if t.from == "transferred" => {
                c.review_note = Some(ReviewNote { on: day, by: "t_xz".into(), text: "反思。".into() });
            }
            _ => {}
        }
        match t.verb {
            Verb::EndReview => put(c, &["registered", if upheld { t.to } else { "handling" }, "under_review"]),
            _ => put(c, &["registered", t.from]),
        }
    });
    (records, id)
}

#[test]
fn every_step_is_open_to_the_director_once_its_facts_stand_and_to_no_stranger() {
    for t in TRANSITIONS {
        let (records, id) = prepared(t);
        with_case(&records, id, |case| {
            let at = When::At(now());
            assert_eq!(admit(case, t.to, at, DIRECTOR, now()), Ok(t), "{t:?}");
            assert_eq!(admit(case, t.to, at, PRINCIPAL, now()), Ok(t), "{t:?}");
            let stranger = Person { id: "t_ct2", posts: &[Post::Staff] };
            let refused = admit(case, t.to, at, stranger, now()).unwrap_err();
            assert!(matches!(refused.as_slice(), [Obstacle::NotYours { .. }]), "{t:?}: {refused:?}");
        });
    }
}

#[test]
fn a_step_outside_the_table_before_the_last_step_or_after_the_clock_is_refused() {
    let (records, id) = prepared(&TRANSITIONS[0]);
    with_case(&records, id, |case| {
        let refused =
            |to, at| admit(case, to, at, DIRECTOR, now()).unwrap_err().iter().map(Obstacle::code).collect::<Vec<_>>();
        assert_eq!(refused("struck_off", When::At(now())), ["not_a_step"]);
        let early = case.concern.discovered_at.date().pred_opt().unwrap();
        assert_eq!(refused("verifying", When::On(early)), ["before_last_step"]);
        assert_eq!(refused("verifying", When::On(day("2026-06-27"))), ["in_the_future"]);
        assert_eq!(refused("verifying", When::At(at("2026-06-26T17:00:01+08:00"))), ["in_the_future"]);
        assert!(admit(case, "verifying", When::On(day("2026-06-26")), DIRECTOR, now()).is_ok(), "the day itself");
    });
}

#[test]
fn the_steps_of_the_sample_are_admitted_in_the_order_of_their_events() {
    let records = sample().records;
    let ground = Ground::new(&records, Settings::default());
    for case in cases(&records, &ground) {
        for (i, event) in case.concern.events.iter().enumerate().skip(1) {
            let Some(to) = &event.state else { continue };
            let mut before = case.concern.clone();
            before.events.truncate(i);
            before.status = before.events.iter().rev().find_map(|e| e.state.clone()).unwrap();
            let until = event.at.date();
            let appeals: Vec<Sanction> = case.sanctions.iter().map(|s| as_of(s, until)).collect();
            // The county's answer is not there yet on the day it takes the matter up.
            if to == "under_review" {
                before.county_review.as_mut().into_iter().for_each(|r| r.finished_on = None);
            }
            let mut then: Case<'_> = case.with(&before);
            then.sanctions = appeals.iter().collect();
            let moment = match event.at {
                When::At(t) => t,
                When::On(_) => now(),
            };
            let who = PRINCIPAL;
            assert!(
                admit(&then, to, event.at, who, moment).is_ok(),
                "{} → {to}: {:?}",
                before.id,
                admit(&then, to, event.at, who, moment)
            );
        }
    }
}

/// The sanction as it stood before the end of a day.
fn as_of(s: &Sanction, day: Date) -> Sanction {
    let mut s = s.clone();
    if let Some(a) = s.appeal.as_mut().filter(|a| a.decided_on.is_some_and(|d| d > day)) {
        a.decided_on = None;
        a.outcome = None;
    }
    s
}

#[test]
fn an_offered_step_that_is_not_allowed_is_shown_with_its_reason_and_its_basis() {
    let records = sample().records;
    with_case(&records, "GZ-2026-026", |case| {
        let steps = offered(case, DIRECTOR, now().date());
        assert_eq!(steps.iter().map(|s| s.verb).collect::<Vec<_>>(), [Verb::SubmitForDetermination, Verb::Transfer]);
        let submit = &steps[0];
        let codes: Vec<&str> = submit.allowed.as_ref().unwrap_err().iter().map(Obstacle::code).collect();
        assert_eq!(codes, ["investigation_unfinished", "investigation_no_finding"]);
        assert!(submit.is_fillable(), "both are typed with the step");
        assert!(!submit.legal_basis.is_empty());
    });
    with_case(&records, "GZ-2026-021", |case| {
        let close = offered(case, DIRECTOR, now().date()).into_iter().find(|s| s.verb == Verb::Close).unwrap();
        let codes: Vec<&str> = close.allowed.as_ref().unwrap_err().iter().map(Obstacle::code).collect();
        assert_eq!(codes, ["close_no_lesson", "close_no_review_note"]);
        assert!(close.warnings.iter().any(|w| w.code() == "appeal_window_open"), "{:?}", close.warnings);
    });
}

#[test]
fn a_review_that_upholds_goes_back_to_where_it_was_and_one_that_changes_goes_on() {
    let back = TRANSITIONS.iter().find(|t| t.verb == Verb::EndReview && t.to == "tracking").unwrap();
    let (records, id) = prepared(back);
    assert_eq!(codes_before(&records, id, "closed"), ["review_upheld_returns"]);
    let on = TRANSITIONS.iter().find(|t| t.verb == Verb::EndReview && t.to == "handling").unwrap();
    let (records, id) = prepared(on);
    assert_eq!(codes_before(&records, id, "tracking"), ["review_changed_goes_on"]);
    assert_eq!(codes_before(&records, id, "pending_determination"), Vec::<&str>::new());
    let begin = TRANSITIONS.iter().find(|t| t.verb == Verb::BeginReview && t.from == "handling").unwrap();
    let (mut records, id) = prepared(begin);
    let c = concern(&mut records, id);
    c.events.push(entered(c, "under_review"));
    c.status = "under_review".into();
    assert_eq!(codes_before(&records, id, "handling"), ["review_undecided"]);
    sanction(&mut records, "CF-2026-001").appeal = None;
    rewind(concern(&mut records, id), "handling");
    assert_eq!(codes_before(&records, id, "under_review"), ["review_nothing_pending"]);
}

#[test]
fn a_new_round_needs_a_new_investigation_and_a_new_determination() {
    let records = changed(|r| {
        let c = concern(r, "GZ-2026-005");
        let mut again = c.events[0].clone();
        again.at = When::On(day("2026-06-20"));
        again.state = Some("investigating".into());
        c.events.push(again.clone());
        c.status = "investigating".into();
        c.closed_on = None;
    });
    let codes = codes_before(&records, "GZ-2026-005", "pending_determination");
    assert_eq!(codes, ["investigation_missing"], "the old one ended in March");
    let records = changed(|r| {
        let c = concern(r, "GZ-2026-005");
        let mut again = c.events[0].clone();
        again.at = When::On(day("2026-06-20"));
        again.state = Some("pending_determination".into());
        c.events.push(again);
        c.status = "pending_determination".into();
    });
    assert_eq!(codes_before(&records, "GZ-2026-005", "handling"), ["r1_determination_missing"]);
}

#[test]
fn an_upgraded_sign_keeps_its_number_and_its_history_stays_a_path() {
    let mut c = sample().records.concerns.iter().find(|c| c.id == "GZ-2026-028").unwrap().clone();
    for state in ["upgraded", "registered", "investigating"] {
        let mut next = c.events[0].clone();
        next.at = When::On(day("2026-06-25"));
        next.state = Some(state.into());
        c.events.push(next);
    }
    c.kind = ConcernKind::Suspected;
    c.status = "investigating".into();
    assert_eq!(history::breaks(&c), vec![]);
    assert_eq!(history::unknown_state(&c), None);
    c.kind = ConcernKind::Sign;
    assert!(history::breaks(&c).iter().any(|b| matches!(b, Break::NotAStep(_))), "a sign is never investigated");
}

#[test]
fn each_break_of_a_history_is_found() {
    let sound = sample().records.concerns.iter().find(|c| c.id == "GZ-2026-001").unwrap().clone();
    let broken = |change: &dyn Fn(&mut Concern)| {
        let mut c = sound.clone();
        change(&mut c);
        history::breaks(&c)
    };
    assert_eq!(broken(&|c| drop(c.events.remove(0))), [Break::Beginning]);
    assert_eq!(broken(&|c| drop(c.events.remove(1))), [Break::NotAStep(1)]);
    assert_eq!(broken(&|c| c.events[1].at = When::On(day("2026-03-01"))), [Break::Order(1)]);
    assert_eq!(broken(&|c| c.status = "tracking".into()), [Break::Status, Break::ClosedOn]);
    assert_eq!(broken(&|c| c.closed_on = Some(day("2026-04-04"))), [Break::ClosedOn]);
}

/// The closed case of bullying, opened again on this ground.
fn opened_again(ground: TurnGround) -> Records {
    changed(|r| {
        let c = concern(r, "GZ-2026-007");
        let day = c.discovered_at;
        let (began, member) = (c.investigation.as_ref().unwrap().clone(), "t_zz".to_owned());
        c.begin_round(turn(ground, now()));
        c.investigation = Some(Investigation { finished_on: None, member_ids: vec![member], ..began });
        put(c, &["registered", "tracking", "closed", "investigating"]);
        c.closed_on = None;
        assert!(c.discovered_at == day && c.round() == 2);
    })
}

#[test]
fn a_closed_case_is_opened_only_with_its_ground_and_a_new_investigation_school_23() {
    let reopen = |change: fn(&mut Concern)| {
        let records = changed(|r| {
            let c = concern(r, "GZ-2026-007");
            put(c, &["registered", "closed"]);
            change(c);
        });
        with_case(&records, "GZ-2026-007", |case| {
            let refused = admit(case, "investigating", When::At(now()), DIRECTOR, now()).err().unwrap_or_default();
            refused.iter().map(Obstacle::code).collect::<Vec<_>>()
        })
    };
    assert_eq!(reopen(|_| {}), ["reopening_ground_missing", "investigation_missing"], "the old investigation is over");
    assert_eq!(reopen(|c| c.begin_round(turn(TurnGround::Repeat, c.discovered_at))), ["investigation_missing"]);
    let with = |c: &mut Concern, ground| {
        let i = c.investigation.clone();
        c.begin_round(turn(ground, c.discovered_at));
        c.investigation = i;
    };
    // An appeal takes a case to its review, never straight into an investigation.
    assert_eq!(
        reopen(|c| {
            let i = c.investigation.clone();
            c.begin_round(turn(TurnGround::Appeal, c.discovered_at));
            c.investigation = i;
        }),
        ["reopening_ground_missing"]
    );
    let mut c = sample().records.concerns.remove(6);
    with(&mut c, TurnGround::NewFacts);
    assert_eq!(
        (c.round(), c.result),
        (2, c.earlier[0].result),
        "new facts leave the decision standing until the next one"
    );
}

#[test]
fn another_round_is_judged_by_what_was_done_in_it_r2_r7() {
    let records = opened_again(TurnGround::Repeat);
    let codes = |records: &Records| {
        with_case(records, "GZ-2026-007", |case| {
            let t = TRANSITIONS.iter().find(|t| t.verb == Verb::Close && t.from == "tracking").unwrap();
            obstacles(case, t).iter().map(Obstacle::code).collect::<Vec<_>>()
        })
    };
    let all = codes(&records);
    for code in ["close_no_intervention", "r7_victim_not_counselled", "close_no_lesson", "close_no_review_note"] {
        assert!(all.contains(&code), "{code}: {all:?}");
    }
    // What was done before it happened again is not of this round; facts that nobody knew hurt nobody again.
    let known = codes(&opened_again(TurnGround::NewFacts));
    assert!(!known.contains(&"r7_victim_not_counselled"), "{known:?}");
    with_case(&records, "GZ-2026-007", |case| {
        assert!(case.determination().is_none() && case.concern.determinations().count() == 1);
        assert_eq!(case.concern.last_investigation(), case.concern.investigation.as_ref());
    });
}

#[test]
fn a_revoked_determination_begins_a_round_without_a_result_and_leaves_the_old_minutes_readable() {
    let records = changed(|r| {
        let c = concern(r, "GZ-2026-007");
        c.begin_round(turn(TurnGround::Appeal, now()));
        put(c, &["registered", "handling", "under_review", "pending_determination"]);
        c.closed_on = None;
    });
    with_case(&records, "GZ-2026-007", |case| {
        let c = case.concern;
        assert_eq!((c.result, c.severity, c.tier), (None, None, None));
        let past = &c.earlier[0];
        assert_eq!(past.result, Some(ConcernResult::Bullying));
        assert!(past.determination.is_some() && c.determination.is_none());
        let t = TRANSITIONS.iter().find(|t| t.verb == Verb::FindBullying).unwrap();
        assert_eq!(obstacles(case, t).iter().map(Obstacle::code).collect::<Vec<_>>(), ["r1_determination_missing"]);
    });
    // A supplementary investigation is finished before the committee meets again.
    let mut records = records;
    let c = concern(&mut records, "GZ-2026-007");
    c.investigation = c.earlier[0].investigation.clone();
    c.investigation.as_mut().unwrap().finished_on = None;
    with_case(&records, "GZ-2026-007", |case| {
        let t = TRANSITIONS.iter().find(|t| t.verb == Verb::FindBullying).unwrap();
        assert_eq!(obstacles(case, t).iter().map(Obstacle::code).collect::<Vec<_>>(), ["investigation_unfinished"]);
    });
}
