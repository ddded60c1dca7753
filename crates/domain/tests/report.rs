//! The 整治情况报告: every number traceable and right, nothing claimed that the records do not show, no pupil named.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

mod common;

use common::{sample, sample_json};
use domain::noun::{IncidentReport, Student};
use domain::report::{Cited, Report, compose};
use domain::{Date, Instant, Numbers, Records};
use serde_json::{Value, json};

fn on(records: &Records, as_of: Date) -> Report {
    compose(records, &Numbers::compute(records, as_of), as_of)
}

fn of(records: &Records) -> Report {
    on(records, sample().as_of.date())
}

fn section(report: &Report, no: usize) -> String {
    report.sections[no - 1].paragraphs.iter().map(|p| format!("{}{}", p.lead, p.text)).collect::<Vec<_>>().join("\n")
}

fn whole(report: &Report) -> String {
    let sections =
        report.sections.iter().enumerate().map(|(i, s)| format!("{}\n{}", s.heading, section(report, i + 1)));
    let head = [report.title.clone(), report.to.clone(), report.intro.clone()];
    head.into_iter().chain(sections).collect::<Vec<_>>().join("\n")
}

fn cites(list: &[Cited], key: &str, value: &Value) -> bool {
    list.iter().any(|c| c.key == key && serde_json::to_value(c.value).unwrap() == *value)
}

#[test]
fn every_expected_number_stands_in_its_section() {
    let report = of(&sample().records);
    let expected = &sample_json()["expected"]["report"];
    for key in ["doc_no", "title", "to", "closing", "signed_by"] {
        assert_eq!(serde_json::to_value(&report).unwrap()[key], expected[key], "{key}");
    }
    for (ours, wanted) in report.sections.iter().zip(expected["sections"].as_array().unwrap()) {
        assert_eq!(ours.heading, wanted["heading"]);
        let numbers: Vec<Cited> = ours.paragraphs.iter().flat_map(|p| p.numbers.clone()).collect();
        let literals: Vec<Cited> = ours.paragraphs.iter().flat_map(|p| p.literals.clone()).collect();
        for n in wanted["numbers"].as_array().unwrap() {
            let key = n["key"].as_str().unwrap();
            assert!(cites(&numbers, key, &n["value"]), "{} lacks {n}", ours.heading);
        }
        for (key, value) in wanted["literals"].as_object().unwrap() {
            assert!(cites(&literals, key, value), "{} lacks {key}", ours.heading);
        }
    }
    assert_eq!(report.sections.len(), 9);
}

/// The runs of digits in a text, without dates and document numbers, which are no counts.
fn digits(text: &str) -> Vec<String> {
    let mut rest = text.to_owned();
    for ends in ["年", "月", "日", "〕", "号"] {
        let mut kept = String::new();
        for (i, piece) in rest.split(ends).enumerate() {
            if i > 0 {
                while kept.ends_with(|c: char| c.is_ascii_digit()) {
                    kept.pop();
                }
            }
            kept.push_str(piece);
        }
        rest = kept;
    }
    let runs = rest.split(|c: char| !c.is_ascii_digit() && c != '.').filter(|r| !r.is_empty());
    runs.map(str::to_owned).collect()
}

#[test]
fn every_digit_of_a_computed_sentence_is_a_cited_number() {
    let report = of(&sample().records);
    let mut seen = 0;
    for paragraph in report.sections.iter().flat_map(|s| &s.paragraphs) {
        if paragraph.note {
            assert!(paragraph.numbers.is_empty() && paragraph.literals.is_empty());
            continue;
        }
        let mut stated = digits(&paragraph.text);
        let all = paragraph.numbers.iter().chain(&paragraph.literals);
        let mut cited: Vec<String> = all.map(|c| c.value.to_string()).collect();
        stated.sort();
        cited.sort();
        assert_eq!(stated, cited, "{}", paragraph.text);
        seen += cited.len();
    }
    assert!(seen > 90, "{seen}");
}

#[test]
fn no_pupil_and_no_text_about_one_is_in_the_report() {
    let records = sample().records;
    let report = of(&records);
    let text = whole(&report);
    let leaks = |text: &str, s: &Student| {
        [&s.name, &s.student_no, &s.id, &s.pseudonym].into_iter().any(|secret| text.contains(secret.as_str()))
    };
    assert!(!records.students.iter().any(|s| leaks(&text, s)));
    let planted = format!("{text}{}", records.students[0].name);
    assert!(records.students.iter().any(|s| leaks(&planted, s)));
    for c in &records.concerns {
        for secret in [&c.title, &c.narrative, &c.cause, &c.immediate_action, &c.place] {
            assert!(!text.contains(secret.as_str()), "{}", c.id);
        }
    }
}

#[test]
fn a_change_of_the_texts_about_pupils_changes_nothing() {
    let before = of(&sample().records);
    let mut records = sample().records;
    for c in &mut records.concerns {
        for text in [&mut c.title, &mut c.narrative, &mut c.cause, &mut c.immediate_action, &mut c.place] {
            *text = "哨兵".to_owned();
        }
    }
    records.students.iter_mut().for_each(|s| s.name = "哨兵".to_owned());
    assert_eq!(of(&records), before);
}

#[test]
fn the_principals_words_follow_the_computed_ones_and_are_theirs_alone() {
    let mut records = sample().records;
    let report = of(&records);
    for no in [4, 5, 8, 9] {
        let paragraphs = &report.sections[no - 1].paragraphs;
        assert!(paragraphs.last().unwrap().note && !paragraphs[0].note, "section {no}");
    }
    assert!(!whole(&report).contains("无迟报"), "{}", whole(&report));
    records.report_notes.clear();
    let report = of(&records);
    assert!(report.sections.iter().flat_map(|s| &s.paragraphs).all(|p| !p.note));
    for word in ["迟报", "谎报", "瞒报", "漏报"] {
        assert!(!whole(&report).contains(word), "{word}");
    }
}

#[test]
fn a_school_with_nothing_reports_zero_and_says_where_there_is_nothing() {
    let report = on(&Records::default(), "2026-06-26".parse().unwrap());
    for no in [5, 6, 7, 8, 9] {
        assert_eq!(section(&report, no), "本期无此项。", "section {no}");
    }
    assert!(section(&report, 2).contains("登记各类情况0件"), "{}", section(&report, 2));
    assert!(section(&report, 3).contains("本期无疑似欺凌事件"), "{}", section(&report, 3));
    for text in [whole(&report)] {
        for wrong in ["%", "{", "}", "，。", "，，", "：。", "、。"] {
            assert!(!text.contains(wrong), "{wrong} in {text}");
        }
    }
}

#[test]
fn a_school_with_nothing_to_report_still_reports_zero_to_its_bureau() {
    let mut records = sample().records;
    records.concerns.clear();
    records.incident_reports.clear();
    records.sanctions.clear();
    let report = of(&records);
    assert!(section(&report, 4).contains("青坪县教育科技局报告事件0件。"), "{}", section(&report, 4));
    assert!(section(&report, 4).contains("初报0次"), "{}", section(&report, 4));
    assert!(!section(&report, 4).contains("最长"), "{}", section(&report, 4));
    assert!(!section(&report, 4).contains("均已"), "{}", section(&report, 4));
    assert!(!section(&report, 3).contains("处分"), "{}", section(&report, 3));
}

#[test]
fn a_heading_that_is_left_out_leaves_no_gap_in_the_numbering() {
    let mut records = sample().records;
    records.sanctions.clear();
    records.concerns.iter_mut().for_each(|c| c.measures.clear());
    let leads = |report: &Report, no: usize| -> Vec<String> {
        report.sections[no - 1].paragraphs.iter().map(|p| p.lead.clone()).collect()
    };
    assert_eq!(leads(&of(&records), 3), ["（一）消除隐患。", "（二）调查认定。", "（三）关爱帮扶。"]);
    records.screenings.clear();
    records.self_checks.clear();
    records.surveys.clear();
    assert_eq!(leads(&of(&records), 2), [""]);
}

#[test]
fn a_school_without_campaign_or_bureau_still_has_a_title_and_a_receiver() {
    let mut records = sample().records;
    records.campaign = None;
    records.bureau = None;
    let report = of(&records);
    assert_eq!(report.title, "青坪县石湾子乡九年一贯制学校关于学生欺凌防治工作情况的报告");
    assert_eq!(report.to, "县级教育主管部门");
    assert_eq!(report.intro, "现将我校截至2026年6月26日的学生欺凌防治工作情况报告如下。");
    assert!(section(&report, 4).contains("向县级教育主管部门报告事件0件"), "{}", section(&report, 4));
}

/// A change of the records, words that must then stand in the report's section, and words that must not.
type Claim = (usize, fn(&mut Records), &'static [&'static str], &'static [&'static str]);

#[test]
fn no_sentence_claims_more_than_the_records_show() {
    fn written(r: &mut Records) -> &mut IncidentReport {
        r.incident_reports.iter_mut().find(|b| b.id == "BG-2026-02").unwrap()
    }
    let claims: &[Claim] = &[
        (1, |_| (), &["各岗位均已签字", "2026年6月9日调整充实", "社区代表"], &[]),
        (1, |r| r.responsibility_list[3].signed_on = None, &[], &["均已签字"]),
        (1, |r| drop(r.committees[0].compositions.remove(0)), &["2026年6月9日成立"], &["调整充实"]),
        (1, |r| r.campaign.as_mut().unwrap().phases[0].done_on = None, &[], &["制定完成"]),
        (2, |_| (), &["有效率98.5%"], &["待补查"]),
        (2, |r| r.surveys[1].due = 0, &[], &["有效率", "不记名"]),
        (2, |r| r.screenings.retain(|s| s.makeup_of.is_none()), &["尚有1人待补查"], &["补查后"]),
        (2, |r| r.concerns.iter_mut().for_each(|c| c.forms.clear()), &[], &["表现形式"]),
        (3, |_| (), &["其余1件中，正在调查1件、6月26日期满1件、申请延期待批1件"], &["超期完成"]),
        (
            3,
            |r| r.concerns[25].investigation.as_mut().unwrap().finished_on = Some("2026-06-27".parse().unwrap()),
            &["超期完成1件"],
            &["正在调查", "期满"],
        ),
        (4, |_| (), &["书面初报均在发现后24小时内报出", "均已同时联系公安机关", "均未办结"], &["超过24小时"]),
        (
            4,
            |r| {
                let b = written(r);
                b.sent_at = Instant::from_ms(b.sent_at.ms() + 86_400_000).unwrap()
            },
            &["书面初报超过24小时的1件"],
            &["均在"],
        ),
        (4, |r| r.incident_reports.retain(|b| b.id != "BG-2026-02"), &["尚未书面报告的1件"], &["均在"]),
        (4, |r| r.concerns[16].police = None, &[], &["公安"]),
        (4, |r| r.concerns[16].closed_on = Some("2026-06-25".parse().unwrap()), &[], &["未办结"]),
        (5, |_| (), &["销号率55.0%", "逾期未完成3项"], &[]),
        (
            5,
            |r| {
                r.ledger.clear();
                r.report_notes.clear()
            },
            &["本期无此项。"],
            &["销号率"],
        ),
        (6, |_| (), &["补测全部合格", "由45.4%提高到91.7%"], &[]),
        (6, |r| r.trainings[8].passed = Some(8), &["补训9人次"], &["全部合格"]),
        (6, |r| r.surveys[2].channel_known = Some(10), &["前次为45.4%"], &["提高"]),
        (6, |r| r.surveys[2].channel_known = None, &["知晓率为45.4%"], &["提高", "前次"]),
        (6, |r| r.surveys.clear(), &[], &["知晓率"]),
        (7, |_| (), &["每班设学生安全员2名、共24名", "校内渠道均经测试"], &["尚未列入"]),
        (7, |r| r.classes[0].safety_officer_ids.clear(), &["设学生安全员22名"], &["每班"]),
        (7, |r| r.emergency_channels[0].last_tested_on = None, &[], &["均经测试"]),
        (7, |r| drop(r.pacts[3].unsigned.pop()), &["另有1人尚未列入签名表"], &[]),
        (8, |_| (), &["2件事件", "未落实到位1件"], &[]),
        (
            8,
            |r| {
                r.lookback.clear();
                r.inspections.clear();
                r.report_notes.clear()
            },
            &["本期无此项。"],
            &["回头看"],
        ),
        (9, |_| (), &["逾期未完成的整改事项3项", "待认定事项1件", "心理健康教师1名"], &[]),
    ];
    for (i, (no, change, there, not_there)) in claims.iter().enumerate() {
        let mut records = sample().records;
        change(&mut records);
        let text = section(&of(&records), *no);
        for words in *there {
            assert!(text.contains(words), "claim {i}: {words} in {text}");
        }
        for words in *not_there {
            assert!(!text.contains(words), "claim {i}: no {words} in {text}");
        }
    }
}

#[test]
fn the_sample_report_reads_well() {
    let text = whole(&of(&sample().records));
    for wrong in ["{", "}", "，。", "，，", "。。", "、。", "，、", "null"] {
        assert!(!text.contains(wrong), "{wrong} in {text}");
    }
    let report = serde_json::to_value(of(&sample().records)).unwrap();
    assert_eq!(report["attachments"], json!(["学生欺凌防治工作统计表", "整改台账（未销号事项）", "反欺凌公约一览表"]));
}
