//! What can only be missing later: a case of its own is entered without it, up to the step that is refused for it.

use std::collections::BTreeSet;

use domain::Records;
use domain::noun::Concern;

use super::home::{Desk, instant, sample};
use super::script::{Act, Entry, form_of};
use super::stops::Refusal::{self, Field, Rule};
use super::stops::{ON_THE_WAY, refused};
use super::translate::script;
use super::window::{Typed, fill};

/// A case entered without something, and the step that is refused for it.
struct Without {
    name: &'static str,
    concern: &'static str,
    /// Forms that are never entered.
    omit: &'static [&'static str],
    /// Fields that are left empty, by form.
    blank: &'static [(&'static str, &'static str)],
    /// The step that is refused: the one of the file, or one after all of its entries.
    at: &'static str,
    refusal: Refusal,
}

const fn without(
    name: &'static str,
    concern: &'static str,
    omit: &'static [&'static str],
    at: &'static str,
    refusal: Refusal,
) -> Without {
    Without { name, concern, omit, blank: &[], at, refusal }
}

const WITHOUT: &[Without] = &[
    without(
        "苗头没有家长沟通就销项（通知三（三））",
        "GZ-2026-001",
        &["communication"],
        "step:struck_off",
        Rule("close_no_communication"),
    ),
    without(
        "苗头没有干预就转跟踪（通知三（三））",
        "GZ-2026-001",
        &["measure"],
        "step:tracking",
        Rule("close_no_intervention"),
    ),
    without(
        "隐患没有列入台账就验收（通知三（三））",
        "GZ-2026-002",
        &["lesson"],
        "step:accepted",
        Rule("close_no_ledger"),
    ),
    without(
        "调查没有告知双方家长就提交认定（未保法39）",
        "GZ-2026-003",
        &["communication"],
        "step:pending_determination",
        Rule("investigation_guardian_not_told"),
    ),
    without(
        "R6 没有告知可以申请复查就结案（教督10号）",
        "GZ-2026-003",
        &["review_notice"],
        "step:closed",
        Rule("r6_review_notice_missing"),
    ),
    without(
        "不构成没有处理就结案（通知三（三））",
        "GZ-2026-003",
        &["measure"],
        "step:closed",
        Rule("close_no_intervention"),
    ),
    without(
        "R7 没有心理辅导就结案（未保法39）",
        "GZ-2026-005",
        &["counselling"],
        "step:closed",
        Rule("r7_victim_not_counselled"),
    ),
    without(
        "R7 没有辅导谢绝记录就结案（未保法39）",
        "GZ-2026-011",
        &["counselling_refusal"],
        "step:closed",
        Rule("r7_victim_not_counselled"),
    ),
    without("没有举一反三就结案（通知三（六））", "GZ-2026-007", &["lesson"], "step:closed", Rule("close_no_lesson")),
    without(
        "情节较重没有反思就结案（通知三（六））",
        "GZ-2026-007",
        &["review_note"],
        "step:closed",
        Rule("close_no_review_note"),
    ),
    Without {
        blank: &[("sanction", "appealNoticeOn")],
        ..without(
            "R5 没有救济告知就结案（惩戒规则17）",
            "GZ-2026-007",
            &["appeal_notice"],
            "step:closed",
            Rule("r5_appeal_notice_missing"),
        )
    },
    without(
        "R2 情节严重没有报县局就结案（未保法39、治安法60）",
        "GZ-2026-017",
        &["report_phone", "report_written"],
        "step:closed",
        Rule("r2_county_report_missing"),
    ),
    without(
        "R2 情节严重没有书面报县局就结案（通知四）",
        "GZ-2026-017",
        &["report_written"],
        "step:closed",
        Rule("r2_county_written_missing"),
    ),
    without(
        "R2 情节严重没有报公安就结案（未保法39、治安法60）",
        "GZ-2026-017",
        &["police", "report_phone", "report_written"],
        "step:closed",
        Rule("r2_police_report_missing"),
    ),
    without(
        "R7 情节严重没有心理辅导就结案（未保法39）",
        "GZ-2026-017",
        &["counselling"],
        "step:closed",
        Rule("r7_victim_not_counselled"),
    ),
    Without {
        blank: &[("police", "case"), ("step:closed", "policeOutcome")],
        ..without(
            "移送后不写公安机关的处理就结案",
            "GZ-2026-024",
            &[],
            "step:closed",
            Field("policeOutcome", "required_text_100"),
        )
    },
    without(
        "R2 移送的没有报县局就结案（未保法39）",
        "GZ-2026-024",
        &["report_phone", "report_written"],
        "step:closed",
        Rule("r2_county_report_missing"),
    ),
];

/// The records with this concern alone, under the numbers that a new home gives out.
fn alone(id: &str) -> Records {
    let all = &sample().file.records;
    let mut records = all.clone();
    let first = "GZ-2026-001".to_owned();
    records.concerns.retain(|c| c.id == id);
    for Concern { id, .. } in &mut records.concerns {
        id.clone_from(&first);
    }
    macro_rules! keep {
        ($($collection:ident $prefix:literal),*) => {$(
            records.$collection.retain(|x| x.concern_id == id);
            for (n, x) in records.$collection.iter_mut().enumerate() {
                x.concern_id.clone_from(&first);
                x.id = format!(concat!($prefix, "-2026-{:03}"), n + 1);
            }
        )*};
    }
    keep!(sanctions "CF", communications "GT", talks "TH", counselling_refusals "XJ", family_guidance "JT");
    records.counselling.retain(|x| x.concern_id == id);
    records.incident_reports.retain(|x| x.concern_id == id);
    records.counselling.iter_mut().for_each(|x| x.concern_id.clone_from(&first));
    records.incident_reports.iter_mut().for_each(|x| x.concern_id.clone_from(&first));
    records
}

fn try_without(one: &Without) -> Result<(), String> {
    let records = alone(one.concern);
    let mut desk = Desk::new();
    let after = |typed: Typed| Act::Form { entry: one.at.to_owned(), typed };
    let mut entries = script(&records, |_| true);
    // Sealed notes hang on numbers of their own and stop nothing.
    entries.retain(|e| !matches!(e.act, Act::Seal { .. }) && !one.omit.contains(&e.form()));
    if !entries.iter().any(|e| e.form() == one.at) {
        let reached = |text: &str| (text.to_owned(), vec!["办理完毕，予以结案。".to_owned()]);
        let (clock, concern) = (instant("2026-06-26T16:00:00+08:00"), "GZ-2026-001".to_owned());
        entries.push(Entry { clock, who: "t_zz".to_owned(), concern, act: after(vec![reached("text")]) });
    }
    for mut entry in entries {
        let form = entry.form().to_owned();
        if let Act::Form { typed, .. } = &mut entry.act {
            for (_, field) in one.blank.iter().filter(|(of, _)| *of == form) {
                typed.retain(|(name, _)| name != field);
                typed.push(((*field).to_owned(), Vec::new()));
            }
        }
        if form == one.at {
            desk.go(entry.clock);
            let Act::Form { typed, .. } = &entry.act else { unreachable!("a form") };
            return refused(desk.at(&entry.who), &entry.concern, &form, typed, one.name, one.refusal);
        }
        entry.enter(&mut desk);
    }
    Err(format!("{}: {} was never tried", one.name, one.at))
}

#[test]
fn each_rule_stops_the_step_that_it_stands_before() {
    let wrong: Vec<String> = WITHOUT.iter().filter_map(|one| try_without(one).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_names_of_the_stops_are_their_own() {
    let names = ON_THE_WAY.iter().map(|s| s.name).chain(WITHOUT.iter().map(|w| w.name));
    let different: BTreeSet<&str> = names.clone().collect();
    assert_eq!(different.len(), names.count());
}

/// Keeps the checks of the window in use here too: a form that may be entered takes the answers of the file.
#[test]
fn the_window_does_not_take_what_a_form_does_not_offer() {
    let mut desk = Desk::new();
    let records = alone("GZ-2026-001");
    let mut entries = script(&records, |_| true).into_iter();
    let first = entries.next().expect("a concern");
    first.enter(&mut desk);
    let form = form_of(desk.at("t_zz"), "GZ-2026-001", "measure").expect("a form");
    let bad = vec![("kind".to_owned(), vec!["expulsion".to_owned()])];
    assert!(std::panic::catch_unwind(|| fill(&form, &bad)).is_err());
}
