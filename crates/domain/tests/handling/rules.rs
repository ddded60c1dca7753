//! Every hard rule by its number: the sample's case passes, one changed fact stops it.

use domain::handling::rule::{r3, tier};
use domain::handling::{Checked, Obstacle, Warning, appeal, determination, investigation, measure};
use domain::noun::*;
use domain::{Records, Term as _};

use crate::world::*;

fn codes(checked: &Checked) -> Vec<&'static str> {
    checked.faults.iter().map(|(_, o)| o.code()).collect()
}

/// The faults of the determination of a case after a change.
fn judged(id: &str, change: impl FnOnce(&mut Determination)) -> Vec<&'static str> {
    let records = changed(|r| change(concern(r, id).determination.as_mut().unwrap()));
    with_case(&records, id, |case| {
        codes(&determination::check(case.concern.determination.as_ref().unwrap(), case, &[]))
    })
}

/// What stands before closing a case of the sample after a change of its records.
fn closing(id: &str, state: &str, change: impl FnOnce(&mut Records)) -> Vec<&'static str> {
    let records = changed(|r| {
        rewind(concern(r, id), state);
        change(r);
    });
    let end = if concern(&mut records.clone(), id).kind == ConcernKind::Suspected { "closed" } else { "struck_off" };
    codes_before(&records, id, end)
}

const BULLYING: &str = "GZ-2026-007";
const NOT_BULLYING: &str = "GZ-2026-003";

#[test]
fn r1_each_of_the_four_elements_must_be_met_未成年人保护法第一百三十条() {
    assert_eq!(judged(BULLYING, |_| ()), Vec::<&str>::new());
    let clear: [fn(&mut Determination); 4] = [
        |d| d.elements.between_students.met = false,
        |d| d.elements.intent.met = false,
        |d| d.elements.means.met = false,
        |d| d.elements.harm.met = false,
    ];
    for one in clear {
        assert_eq!(judged(BULLYING, one), ["r1_elements_not_met"]);
    }
    assert_eq!(judged(BULLYING, |d| d.elements.harm.text = " ".into()), ["r1_element_text_missing"]);
}

#[test]
fn r1_minutes_facts_basis_statement_and_opinion_are_written_down_未成年人学校保护规定第二十三条() {
    let cases: [(&str, fn(&mut Determination)); 6] = [
        ("r1_facts_missing", |d| d.facts = " ".into()),
        ("r1_basis_missing", |d| d.basis.clear()),
        ("r1_statement_missing", |d| d.student_statements.clear()),
        ("r1_opinion_missing", |d| d.guardian_opinions.clear()),
        ("r1_severity_missing", |d| d.severity = None),
        ("r1_tier_differs", |d| d.tier = Some(Tier::L1)),
    ];
    for (code, change) in cases {
        assert_eq!(judged(BULLYING, change), [code]);
    }
}

#[test]
fn r1_the_guardians_of_both_sides_are_invited_before_the_meeting_未成年人保护法第三十九条() {
    for n in 0..4 {
        assert_eq!(judged(BULLYING, |d| drop(d.guardians.remove(n))), ["r1_guardian_not_invited"]);
    }
    assert_eq!(judged(BULLYING, |d| d.guardians[0].notified_on = day("2026-04-17")), ["r1_guardian_invited_late"]);
    assert_eq!(judged(BULLYING, |d| d.guardians[0].notified_on = day("2026-04-16")), Vec::<&str>::new());
}

#[test]
fn r1_more_than_half_of_those_due_are_there_with_the_chair_未成年人学校保护规定第十九条() {
    let fewer = |n: usize, votes: i64| {
        move |d: &mut Determination| {
            d.present_ids.truncate(n);
            d.vote = Vote { in_favour: votes, against: 0, abstain: 0 };
        }
    };
    assert_eq!(judged(BULLYING, fewer(6, 6)), Vec::<&str>::new(), "6 of 10");
    assert_eq!(judged(BULLYING, fewer(5, 5)), ["r1_no_quorum"], "5 of 10 is half");
    let recused = judged(BULLYING, |d| {
        d.present_ids.truncate(6);
        d.recusals.push(Recusal { id: d.present_ids[5].clone(), reason: "亲属".into() });
        d.vote = Vote { in_favour: 5, against: 0, abstain: 0 };
    });
    assert_eq!(recused, ["r1_no_quorum_after_recusal"]);
    let chair = judged(BULLYING, |d| {
        let chair = d.chair_id.clone();
        d.present_ids.retain(|p| *p != chair);
        d.vote = Vote { in_favour: 6, against: 0, abstain: 0 };
    });
    assert_eq!(chair, ["r1_chair_absent"]);
    assert_eq!(judged(BULLYING, |d| d.present_ids[3] = "t_s01".into()), ["r1_not_a_member"]);
    assert_eq!(judged(BULLYING, |d| d.due_ids.push("t_dd".into())), ["r1_not_a_member"], "not yet a member in April");
}

#[test]
fn r1_the_votes_are_those_of_the_voters_and_more_than_half_are_in_favour_未成年人学校保护规定第十九条() {
    let vote = |f, a, n| judged(BULLYING, move |d| d.vote = Vote { in_favour: f, against: a, abstain: n });
    assert_eq!(vote(4, 2, 1), Vec::<&str>::new());
    assert_eq!(vote(3, 2, 2), ["r1_vote_not_carried"]);
    assert_eq!(vote(7, 1, 0), ["r1_vote_sum"]);
    assert_eq!(vote(8, -1, 0), ["r1_vote_sum"]);
    assert_eq!(vote(0, 0, 7), ["r1_vote_not_carried"]);
}

#[test]
fn r12_whoever_is_related_to_a_party_steps_back_未成年人学校保护规定第十九条() {
    let id = "GZ-2026-005";
    assert_eq!(judged(id, |d| d.recusals[0].reason.clear()), ["r12_recusal_without_reason"]);
    let absent = judged(id, |d| d.present_ids.retain(|p| p != "x_p1"));
    assert_eq!(absent, ["r12_recused_absent"]);
    let chair = judged(id, |d| {
        d.recusals[0].id = d.chair_id.clone();
    });
    assert_eq!(chair, ["r12_chair_recused"]);
    let records = changed(|_| ());
    with_case(&records, id, |case| {
        let d = case.concern.determination.as_ref().unwrap();
        assert_eq!(codes(&determination::check(d, case, &["x_p1"])), Vec::<&str>::new());
        assert_eq!(codes(&determination::check(d, case, &["t_zz"])), ["r12_related_not_recused"]);
    });
}

#[test]
fn r2_a_serious_case_is_not_closed_before_county_and_police_know_未成年人保护法第三十九条_治安管理处罚法第六十条() {
    let id = "GZ-2026-017";
    assert_eq!(closing(id, "tracking", |_| ()), Vec::<&str>::new());
    let none = closing(id, "tracking", |r| r.incident_reports.retain(|b| b.concern_id != "GZ-2026-017"));
    assert_eq!(none, ["r2_county_report_missing"]);
    let phone = closing(id, "tracking", |r| {
        r.incident_reports.retain(|b| b.concern_id != "GZ-2026-017" || b.mode == ReportMode::Phone)
    });
    assert_eq!(phone, ["r2_county_written_missing"]);
    let draft = closing(id, "tracking", |r| {
        r.incident_reports
            .iter_mut()
            .filter(|b| b.mode == ReportMode::Written)
            .for_each(|b| b.state = ReportState::Draft);
    });
    assert_eq!(draft, ["r2_county_written_missing"], "a draft left nowhere");
    let police = closing(id, "tracking", |r| {
        concern(r, "GZ-2026-017").police = None;
        r.incident_reports.iter_mut().for_each(|b| b.to.retain(|t| !t.contains("派出所")));
    });
    assert_eq!(police, ["r2_police_report_missing"]);
    let light = closing(BULLYING, "tracking", |r| concern(r, BULLYING).police = None);
    assert_eq!(light, Vec::<&str>::new(), "L2 owes neither");
}

#[test]
fn r3_nobody_is_expelled_in_grades_one_to_nine_义务教育法第二十七条() {
    assert_eq!(judged(BULLYING, |d| d.proposed_handling.push_str("建议开除学籍。")), ["r3_expulsion"]);
    assert_eq!(judged(BULLYING, |d| d.proposed_handling.push_str("依法不得开除。")), Vec::<&str>::new());
    for (text, words) in [
        ("勒令退学", vec!["勒令退学"]),
        ("建议劝退", vec!["劝退"]),
        ("严禁劝退学生", vec![]),
        ("不认可，要求开除", vec!["开除"]),
        ("留校察看", vec![]),
    ] {
        assert_eq!(r3::expulsion_words(text), words, "{text}");
    }
    assert!(r3::is_forbidden(Some(9)) && r3::is_forbidden(None) && !r3::is_forbidden(Some(10)));
    for grade in 1..=12 {
        assert_eq!(r3::offered_sanctions(grade, 5).is_empty(), grade < 5, "grade {grade}");
    }
    assert!(SanctionKind::ALL.iter().all(|k| !k.label().contains("开除")));
}

/// The faults of a suspension of the serious case after a change.
fn suspended(change: impl FnOnce(&mut Measure, &mut Option<Tier>)) -> Vec<&'static str> {
    let records = changed(|r| {
        let c = concern(r, "GZ-2026-017");
        let m = c.measures.iter_mut().find(|m| m.kind == MeasureKind::Suspension).unwrap();
        change(m, &mut c.tier);
    });
    with_case(&records, "GZ-2026-017", |case| {
        let m = case.concern.measures.iter().find(|m| m.kind == MeasureKind::Suspension).unwrap();
        codes(&measure::check(m, case))
    })
}

#[test]
fn r4_a_suspension_lasts_seven_days_from_grade_five_with_guardian_told_and_pupil_heard_教育惩戒规则第十条第十四条() {
    assert_eq!(suspended(|_, _| ()), Vec::<&str>::new());
    assert_eq!(suspended(|m, _| m.to = Some(day("2026-06-03"))), Vec::<&str>::new(), "seven days");
    assert_eq!(suspended(|m, _| m.to = Some(day("2026-06-04"))), ["r4_suspension_too_long"], "eight days");
    assert_eq!(suspended(|m, _| m.to = None), ["r4_suspension_dates"]);
    assert_eq!(suspended(|m, _| m.student_id = Some("stu-c04-01".into())), ["r4_grade_too_low"]);
    assert_eq!(suspended(|m, _| m.student_id = Some("stu-c05-01".into())), Vec::<&str>::new(), "grade five");
    assert_eq!(suspended(|m, _| m.student_id = Some("stu-none".into())), ["r4_grade_unknown"]);
    assert_eq!(suspended(|m, _| m.guardian_notified_on = None), ["r4_guardian_not_told_before"]);
    assert_eq!(suspended(|m, _| m.guardian_notified_on = Some(day("2026-05-29"))), ["r4_guardian_not_told_before"]);
    assert_eq!(suspended(|m, _| m.statement_heard_on = None), ["r4_statement_not_heard"]);
    assert_eq!(suspended(|m, _| m.statement_heard_on = Some(day("2026-05-29"))), ["r4_statement_not_heard"]);
    assert_eq!(suspended(|_, tier| *tier = Some(Tier::L1)), ["r4_not_serious"]);
    assert_eq!(suspended(|m, _| m.student_id = None), ["student_missing"]);
}

#[test]
fn r4_a_sanction_too_needs_the_grade_and_hearing_before_it_教育惩戒规则第十条第十四条() {
    let given = |change: fn(&mut Sanction)| {
        let records = changed(|r| change(sanction(r, "CF-2026-001")));
        with_case(&records, BULLYING, |case| codes(&measure::check_sanction(case.sanctions[0], case)))
    };
    assert_eq!(given(|_| ()), Vec::<&str>::new());
    assert_eq!(given(|s| s.student_id = "stu-c03-01".into()), ["r4_grade_too_low"]);
    assert_eq!(given(|s| s.guardian_notified_on = day("2026-04-17")), ["r4_guardian_not_told_before"]);
    assert_eq!(given(|s| s.statement_heard_on = day("2026-04-17")), ["r4_statement_not_heard"]);
    assert_eq!(given(|s| s.minutes_no.clear()), ["sanction_undecided"]);
    assert_eq!(given(|s| s.appeal_notice_on = Some(day("2026-04-15"))), ["r5_appeal_notice_early"]);
}

#[test]
fn r5_each_sanction_has_its_notice_of_appeal_before_the_close_教育惩戒规则第十七条() {
    let codes = closing(BULLYING, "tracking", |r| sanction(r, "CF-2026-002").appeal_notice_on = None);
    assert_eq!(codes, ["r5_appeal_notice_missing"]);
}

#[test]
fn r6_not_bullying_needs_reasons_an_unmet_element_and_a_notice_of_review_教督2017第10号() {
    assert_eq!(judged(NOT_BULLYING, |_| ()), Vec::<&str>::new());
    assert_eq!(judged(NOT_BULLYING, |d| d.not_bullying_reasons = Some(" ".into())), ["r6_reasons_missing"]);
    let all = judged(NOT_BULLYING, |d| {
        d.elements.intent.met = true;
        d.elements.means.met = true;
    });
    assert_eq!(all, ["r6_all_elements_met"]);
    assert_eq!(judged(NOT_BULLYING, |d| d.tier = Some(Tier::L1)), ["r1_severity_without_bullying"]);
    let notice = closing(NOT_BULLYING, "ordinary_dispute", |r| {
        concern(r, NOT_BULLYING).determination.as_mut().unwrap().review_notice_on = None;
    });
    assert_eq!(notice, ["r6_review_notice_missing"]);
}

#[test]
fn r7_the_victim_is_counselled_or_refused_it_before_the_close_未成年人保护法第三十九条() {
    let codes = closing(BULLYING, "tracking", |r| r.counselling.retain(|c| c.concern_id != BULLYING));
    assert_eq!(codes, ["r7_victim_not_counselled"]);
    assert_eq!(closing("GZ-2026-011", "tracking", |_| ()), Vec::<&str>::new(), "a refusal is enough");
    let codes = closing("GZ-2026-011", "tracking", |r| r.counselling_refusals.clear());
    assert_eq!(codes, ["r7_victim_not_counselled"]);
    let codes = closing(NOT_BULLYING, "ordinary_dispute", |r| r.counselling.clear());
    assert_eq!(codes, Vec::<&str>::new(), "no bullying, no duty");
}

#[test]
fn a_sign_is_struck_off_with_report_communication_cause_intervention_and_outcome_专项治理通知三之二() {
    let id = "GZ-2026-001";
    let cases: [(&str, fn(&mut Records)); 5] = [
        ("close_internal_report", |r| concern(r, "GZ-2026-001").internal_reported_at = at("2026-03-11T10:00:00+08:00")),
        ("close_no_communication", |r| r.communications.retain(|k| k.concern_id != "GZ-2026-001")),
        ("close_no_cause", |r| concern(r, "GZ-2026-001").cause = " ".into()),
        ("close_no_intervention", |r| concern(r, "GZ-2026-001").measures.clear()),
        ("close_no_outcome", |r| concern(r, "GZ-2026-001").result = None),
    ];
    assert_eq!(closing(id, "tracking", |_| ()), Vec::<&str>::new());
    for (code, change) in cases {
        assert_eq!(closing(id, "tracking", change), [code]);
    }
    let alone = closing(id, "tracking", |r| {
        concern(r, id).involved.clear();
        r.communications.retain(|k| k.concern_id != id);
    });
    assert_eq!(alone, Vec::<&str>::new(), "no pupil named, nobody to speak with");
}

#[test]
fn a_hazard_is_accepted_when_its_items_are_completed_and_struck_off_when_they_are_专项治理通知三之二() {
    let id = "GZ-2026-002";
    let change = |f: fn(&mut LedgerItem)| {
        closing(id, "accepted", |r| f(r.ledger.iter_mut().find(|l| l.id == "ZG-2026-003").unwrap()))
    };
    assert_eq!(change(|_| ()), Vec::<&str>::new());
    assert_eq!(change(|l| l.status = LedgerStatus::AwaitingVerify), ["close_ledger_not_struck_off"]);
    assert_eq!(change(|l| (l.status, l.completed_on) = (LedgerStatus::InProgress, None)), ["close_ledger_open"]);
    let none = |lesson: Option<Lesson>| {
        let records = changed(|r| {
            r.ledger.iter_mut().for_each(|l| l.concern_ids.clear());
            let c = concern(r, id);
            c.ledger_ids.clear();
            c.lesson = lesson;
            rewind(c, "rectifying");
        });
        codes_before(&records, id, "accepted")
    };
    assert_eq!(none(None), ["close_no_ledger"]);
    assert_eq!(none(Some(Lesson { ledger_ids: None, reason: Some("当场消除。".into()) })), Vec::<&str>::new());
}

#[test]
fn an_incident_is_closed_with_its_lesson_and_from_moderate_on_with_a_review_note_专项治理通知三之二三之六() {
    let lesson = closing("GZ-2026-005", "tracking", |r| concern(r, "GZ-2026-005").lesson = None);
    assert_eq!(lesson, ["close_no_lesson"]);
    let blank = closing("GZ-2026-005", "tracking", |r| {
        concern(r, "GZ-2026-005").lesson = Some(Lesson { ledger_ids: None, reason: Some(" ".into()) });
    });
    assert_eq!(blank, ["close_no_lesson"]);
    let linked = closing(BULLYING, "tracking", |r| concern(r, BULLYING).lesson = None);
    assert_eq!(linked, Vec::<&str>::new(), "the link lives on the ledger item");
    assert_eq!(closing(BULLYING, "tracking", |r| concern(r, BULLYING).review_note = None), ["close_no_review_note"]);
    let light = closing("GZ-2026-005", "tracking", |r| concern(r, "GZ-2026-005").review_note = None);
    assert_eq!(light, Vec::<&str>::new());
    let pending = closing("GZ-2026-014", "tracking", |r| {
        let a = sanction(r, "CF-2026-003").appeal.as_mut().unwrap();
        (a.decided_on, a.outcome) = (None, None);
    });
    assert_eq!(pending, ["close_review_pending"]);
}

#[test]
fn a_case_handed_over_is_closed_once_the_police_are_done_and_the_victim_cared_for_专项治理通知三之三() {
    let id = "GZ-2026-024";
    let note = |r: &mut Records| {
        concern(r, "GZ-2026-024").review_note =
            Some(ReviewNote { on: day("2026-06-25"), by: "t_xz".into(), text: "反思。".into() });
    };
    assert_eq!(closing(id, "transferred", |_| ()), ["close_no_review_note"]);
    assert_eq!(closing(id, "transferred", note), Vec::<&str>::new());
    let codes = closing(id, "transferred", |r| {
        note(r);
        concern(r, id).police.as_mut().unwrap().case = None;
        r.counselling.retain(|c| c.concern_id != id);
    });
    assert_eq!(codes, ["close_no_police_outcome", "r7_victim_not_counselled"]);
}

#[test]
fn both_sides_guardians_are_told_before_it_goes_to_the_committee_未成年人保护法第三十九条() {
    let submit = |change: fn(&mut Records)| {
        let records = changed(|r| {
            rewind(concern(r, "GZ-2026-027"), "investigating");
            change(r);
        });
        codes_before(&records, "GZ-2026-027", "pending_determination")
    };
    assert_eq!(submit(|_| ()), Vec::<&str>::new());
    assert_eq!(
        submit(|r| r.communications.retain(|k| k.student_id != "stu-c09-06")),
        ["investigation_guardian_not_told"]
    );
    assert_eq!(submit(|r| concern(r, "GZ-2026-027").finding = None), ["investigation_no_finding"]);
    assert_eq!(submit(|r| concern(r, "GZ-2026-027").investigation = None), ["investigation_missing"]);
}

#[test]
fn a_measure_above_its_tier_is_a_warning_and_no_stop_专项治理通知三之三() {
    for (kind, lowest) in [
        (MeasureKind::Criticism, Tier::L1),
        (MeasureKind::WarningTalk, Tier::L1),
        (MeasureKind::PublicService, Tier::L1),
        (MeasureKind::Admonition, Tier::L2),
        (MeasureKind::PoliceWarning, Tier::L2),
        (MeasureKind::QualityRecord, Tier::L2),
        (MeasureKind::Suspension, Tier::L2),
        (MeasureKind::Transfer, Tier::L4),
    ] {
        assert_eq!(tier::lowest(kind), lowest, "{kind:?}");
        for t in Tier::ALL {
            assert_eq!(tier::offered(*t).contains(&kind), *t >= lowest, "{kind:?} at {t:?}");
        }
    }
    let records = changed(|r| concern(r, BULLYING).tier = Some(Tier::L1));
    with_case(&records, BULLYING, |case| {
        let m = case.concern.measures.iter().find(|m| m.kind == MeasureKind::PoliceWarning).unwrap();
        let checked = measure::check(m, case);
        assert!(checked.is_sound());
        assert!(matches!(checked.warnings.as_slice(), [("kind", Warning::MeasureAboveTier { .. })]));
    });
    let severities: Vec<Tier> = Severity::ALL.iter().map(|s| tier::of(*s)).collect();
    assert_eq!(severities, Tier::ALL);
}

#[test]
fn a_note_in_the_quality_record_needs_the_committee_and_no_teacher_punishes_bodies_教育惩戒规则第十二条() {
    let records = changed(|r| {
        let m = concern(r, "GZ-2026-017").measures.iter_mut().find(|m| m.kind == MeasureKind::QualityRecord).unwrap();
        m.minutes_no = None;
        m.text = "记入综评，罚跪一小时。".into();
        m.on = day("2026-05-01");
    });
    with_case(&records, "GZ-2026-017", |case| {
        let m = case.concern.measures.iter().find(|m| m.kind == MeasureKind::QualityRecord).unwrap();
        let checked = measure::check(m, case);
        assert_eq!(codes(&checked), ["before_discovery", "measure_quality_record_undecided"]);
        assert_eq!(checked.warnings, [("text", Warning::ForbiddenPunishment { words: vec!["罚跪".into()] })]);
    });
}

#[test]
fn an_investigation_has_ten_natural_days_and_an_extension_its_own_basis_教督2017第10号() {
    let check = |change: fn(&mut Investigation)| {
        let records = changed(|r| change(concern(r, "GZ-2026-026").investigation.as_mut().unwrap()));
        with_case(&records, "GZ-2026-026", |case| {
            codes(&investigation::check(case.concern.investigation.as_ref().unwrap(), case, Some("t_xz")))
        })
    };
    assert_eq!(check(|_| ()), Vec::<&str>::new());
    assert_eq!(check(|i| i.due_on = day("2026-06-27")), ["investigation_due_differs"]);
    assert_eq!(check(|i| i.member_ids.clear()), ["investigation_no_members"]);
    assert_eq!(
        check(|i| i.started_on = day("2026-06-15")),
        ["investigation_before_discovery", "investigation_due_differs"]
    );
    assert_eq!(check(|i| i.finished_on = Some(day("2026-06-15"))), ["ends_before_start"]);
    assert_eq!(check(|i| i.extension.as_mut().unwrap().days = 11), ["extension_days"]);
    assert_eq!(check(|i| i.extension.as_mut().unwrap().basis.clear()), ["extension_no_basis"]);
    assert_eq!(check(|i| i.extension.as_mut().unwrap().reason.clear()), ["extension_no_reason"]);
    assert_eq!(check(|i| i.extension.as_mut().unwrap().approved_by = Some("t_xz".into())), ["extension_approval"]);
    let by = |who: &'static str| {
        let records = changed(|r| {
            let e = concern(r, "GZ-2026-026").investigation.as_mut().unwrap().extension.as_mut().unwrap();
            (e.approved_on, e.approved_by) = (Some(day("2026-06-26")), Some(who.into()));
        });
        with_case(&records, "GZ-2026-026", |case| {
            let i = case.concern.investigation.as_ref().unwrap();
            (codes(&investigation::check(i, case, Some("t_xz"))), investigation::clock(i, day("2026-07-08")))
        })
    };
    assert_eq!(by("t_fxz").0, ["extension_approval"]);
    let (faults, clock) = by("t_xz");
    assert_eq!(faults, Vec::<&str>::new());
    assert_eq!((clock.first, clock.due(), clock.late_days), (day("2026-06-26"), day("2026-07-06"), 12));
}

#[test]
fn an_appeal_is_decided_by_its_own_committee_and_never_makes_it_worse_教育惩戒规则第十七条() {
    let check = |change: fn(&mut Appeal)| {
        let records = changed(|r| change(sanction(r, "CF-2026-003").appeal.as_mut().unwrap()));
        with_case(&records, "GZ-2026-014", |case| {
            let s = case.sanctions.iter().find(|s| s.id == "CF-2026-003").unwrap();
            let checked = appeal::check(s, s.appeal.as_ref().unwrap(), case);
            let mut all = codes(&checked);
            all.extend(checked.warnings.iter().map(|(_, w)| w.code()));
            all
        })
    };
    assert_eq!(check(|_| ()), Vec::<&str>::new());
    assert_eq!(check(|a| a.filed_on = day("2026-05-14")), ["appeal_before_decision"]);
    assert_eq!(check(|a| a.changed_kind = Some(SanctionKind::Demerit)), ["appeal_heavier"]);
    assert_eq!(check(|a| a.changed_kind = None), ["appeal_changed_kind_missing"]);
    assert_eq!(check(|a| a.reason = None), ["appeal_reason_missing"]);
    assert_eq!(check(|a| a.outcome = None), ["appeal_outcome_missing"]);
    assert_eq!(check(|a| a.vote.in_favour = 4), ["appeal_vote_sum"]);
    let few = check(|a| {
        a.present_ids.truncate(3);
        a.vote = Vote { in_favour: 3, against: 0, abstain: 0 };
    });
    assert_eq!(few, ["appeal_no_quorum"], "3 of 6 is half");
    assert_eq!(check(|a| a.present_ids[1] = "t_s01".into()), ["appeal_not_a_member"]);
    let late = check(|a| {
        a.filed_on = day("2026-06-06");
        a.decided_on = Some(day("2026-06-08"));
    });
    assert_eq!(late, ["appeal_late"], "a warning: the school may still take it");
}

#[test]
fn a_review_by_the_county_has_fifteen_days_from_acceptance_教督2017第10号() {
    let review = || sample_review();
    let check = |change: fn(&mut CountyReview)| {
        let mut r = review();
        change(&mut r);
        codes(&appeal::check_county(&r))
    };
    assert_eq!(check(|_| ()), Vec::<&str>::new());
    assert_eq!(check(|r| r.due_on = Some(day("2026-05-24"))), ["county_due_differs"]);
    assert_eq!(check(|r| r.applied_on = day("2026-05-09")), ["county_accepted_early"]);
    assert_eq!(check(|r| r.outcome = None), ["county_outcome_missing"]);
    assert_eq!(check(|r| r.finished_on = Some(day("2026-05-07"))), ["ends_before_start"]);
    let mut late = review();
    late.finished_on = Some(day("2026-05-24"));
    assert_eq!(
        appeal::check_county(&late).warnings,
        [("finished_on", Warning::CountyReviewLate { due: day("2026-05-23") })]
    );
}

fn sample_review() -> CountyReview {
    let records = sample().records;
    records.concerns.iter().find(|c| c.id == "GZ-2026-010").unwrap().county_review.clone().unwrap()
}

#[test]
fn what_a_wrong_determination_answers_carries_its_legal_basis() {
    let o = Obstacle::ElementsNotMet { elements: vec!["intent".into()] };
    assert_eq!(o.basis().iter().map(|b| b.label()).collect::<Vec<_>>(), ["《未成年人保护法》第一百三十条第三项"]);
    assert_eq!(o.args(), [("elements", vec!["intent".to_owned()])]);
}
