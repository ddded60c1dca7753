//! The sample school as content of the three forms, mapped the way a caller would.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate};
use paper::content::*;
use paper::fonts::Fonts;
use serde_json::Value;

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub fn fonts() -> Fonts {
    Fonts::find(&[root().join("assets/fonts")]).expect("the fonts are committed")
}

pub fn school() -> Value {
    let text = std::fs::read_to_string(root().join("assets/sample/school.json")).expect("the sample is committed");
    serde_json::from_str(&text).expect("the sample is JSON")
}

pub fn meta(title: &str) -> Meta {
    Meta {
        title: title.to_owned(),
        school: "青坪县石湾子乡九年一贯制学校".to_owned(),
        made_at: DateTime::parse_from_rfc3339("2026-06-26T17:00:00+08:00").unwrap(),
        audit_head: [0xa5; 32],
        practice: false,
        id_seed: "sample".to_owned(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn day(value: &Value) -> Option<NaiveDate> {
    value.as_str().and_then(|t| t.parse().ok())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn person(school: &Value, id: &Value) -> (String, String) {
    for (collection, title) in [("staff", "post"), ("externals", "role")] {
        if let Some(p) = list(&school[collection]).iter().find(|p| p["id"] == *id) {
            return (text(&p["name"]), text(&p[title]));
        }
    }
    (String::new(), String::new())
}

fn progress(item: &Value) -> String {
    let last = list(&item["progress"]).last().map(|p| format!("{}：{}", text(&p["on"]), text(&p["text"])));
    [Some(text(&item["status_label"])), last].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

pub fn ledger(school: &Value) -> LedgerContent {
    let rows = list(&school["ledger"]).iter().map(|item| LedgerRow {
        id: text(&item["id"]),
        area: text(&item["area"]),
        problem: text(&item["problem"]),
        found_on: day(&item["found_on"]),
        origin: text(&item["source"]),
        level: text(&item["level"]),
        measures: text(&item["measures"]),
        leader: person(school, &item["leader_id"]).0,
        owner: person(school, &item["owner_id"]).0,
        deadline: day(&item["deadline"]),
        extended_to: day(&item["extension"]["approved_on"]).and(day(&item["extension"]["new_deadline"])),
        progress: progress(item),
        completed_on: day(&item["completed_on"]),
        evidence: list(&item["evidence"]).iter().map(|e| text(&e["name"])).collect::<Vec<_>>().join("；"),
        verifier: person(school, &item["verifier_id"]).0,
        verified_on: day(&item["verified_on"]),
        closed_on: day(&item["closed_on"]),
        remark: text(&item["remark"]),
    });
    LedgerContent {
        title: Words::new("青坪县石湾子乡九年一贯制学校学生欺凌防治整改台账", "学校"),
        unit: Words::new("青坪县石湾子乡九年一贯制学校", "学校"),
        as_of: NaiveDate::from_ymd_opt(2026, 6, 26).unwrap(),
        rows: rows.collect(),
    }
}

pub fn pacts(school: &Value) -> PactsContent {
    let students = list(&school["students"]);
    let pupil = |id: &Value| {
        let s = students.iter().find(|s| s["id"] == *id).expect("a pupil of the school");
        (text(&s["student_no"]), text(&s["name"]))
    };
    let pacts = list(&school["pacts"]).iter().map(|pact| {
        let id = text(&pact["id"]);
        let words = |key: &str, field: &str| Words::new(text(&pact[key]), format!("{id} {field}"));
        let signatories = list(&pact["signatories"]).iter().map(|s| {
            let is_pupil = s["type"] == "student";
            let (number, name) = if is_pupil {
                pupil(&s["id"])
            } else {
                let (name, post) = person(school, &s["id"]);
                (post, name)
            };
            Signatory {
                number,
                name,
                pupil: is_pupil,
                signed_on: day(&s["signed_on"]),
                guardian_signed: s["guardian_signed"] == true,
            }
        });
        let unsigned = list(&pact["unsigned"]).iter().map(|u| {
            let (number, name) = pupil(&u["student_id"]);
            Unsigned { number, name, reason: text(&u["reason"]) }
        });
        Pact {
            title: words("title", "标题"),
            preamble: words("preamble", "前言"),
            articles: list(&pact["articles"]).iter().map(|a| Words::new(text(a), format!("{id} 条款"))).collect(),
            adoption: words("adoption", "通过方式"),
            adopted_on: day(&pact["adopted_on"]),
            effective_on: day(&pact["effective_on"]),
            with_guardians: pact["level"] == "class",
            signatories: signatories.collect(),
            unsigned: unsigned.collect(),
            note: None,
            id,
        }
    });
    PactsContent { pacts: pacts.collect() }
}

/// The report worded as the sample's own report is.
pub fn report(school: &Value) -> ReportContent {
    let worded = &school["expected"]["report"];
    let w = |value: &Value, source: &str| Words::new(text(value), source);
    let sections = list(&worded["sections"])
        .iter()
        .map(|s| Section { heading: w(&s["heading"], "报告"), paragraphs: vec![w(&s["text"], "报告")] });
    let groups: [(&str, &[&str]); 9] = [
        ("基本情况", &["班级数", "学生数", "排查人数"]),
        ("关注记录", &["苗头", "隐患", "疑似"]),
        ("认定", &["认定", "轻微", "较重", "严重", "移送"]),
        ("形式", &["肢体", "言语", "财物", "社交", "网络"]),
        ("处置", &["处分人次", "综评记录", "训诫", "心理辅导人次"]),
        ("报告", &["报警数", "报县局数"]),
        ("整改", &["台账", "销号", "逾期"]),
        ("公约", &["公约校级", "公约年级", "公约班级"]),
        ("培训和安全员", &["培训次数", "培训人次", "安全员"]),
    ];
    let form = &school["expected"]["form_3_11"];
    let groups = groups.iter().map(|(name, keys)| StatGroup {
        name: Words::new(*name, "统计表"),
        items: keys
            .iter()
            .map(|key| StatItem { label: Words::new(*key, "统计表"), value: form[*key].to_string() })
            .collect(),
    });
    let rows = ledger(school).rows.into_iter().filter(|r| r.closed_on.is_none()).map(|r| OpenItem {
        id: r.id,
        problem: r.problem,
        measures: r.measures,
        owner: r.owner,
        deadline: r.deadline,
        extended_to: r.extended_to,
        progress: r.progress,
    });
    let list_rows = pacts(school).pacts.into_iter().zip(list(&school["pacts"])).map(|(p, raw)| PactLine {
        id: p.id,
        level: text(&raw["level_label"]),
        title: p.title.text,
        articles: u32::try_from(p.articles.len()).unwrap(),
        effective_on: p.effective_on,
        signed: u32::try_from(p.signatories.len()).unwrap(),
        unsigned: u32::try_from(p.unsigned.len()).unwrap(),
    });
    let titles = list(&worded["attachments"]);
    ReportContent {
        sender: w(&worded["signed_by"], "学校"),
        number: Some(w(&worded["doc_no"], "发文字号")),
        title: w(&worded["title"], "标题"),
        to: w(&worded["to"], "主送"),
        intro: vec![w(&worded["intro"], "报告")],
        sections: sections.collect(),
        closing: w(&worded["closing"], "报告"),
        contact: None,
        statistics: Statistics { title: w(&titles[0], "附件"), groups: groups.collect() },
        open_items: OpenItems { title: w(&titles[1], "附件"), rows: rows.collect() },
        pacts: PactList { title: w(&titles[2], "附件"), rows: list_rows.collect() },
    }
}
