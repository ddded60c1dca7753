//! The notice as data: every quotation stands in its clause, the dates follow from the rules, and the outline is whole.

#[cfg(test)]
mod notice {
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::Command;

    use chrono::{Days, NaiveDate};
    use serde_json::Value;

    fn root() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
    }

    /// The only notice so far; another one needs only another file here.
    fn notice() -> Value {
        let path = root().join("assets/campaign/xingxian-2022-66.json");
        let text = fs::read_to_string(path).expect("the notice is there");
        serde_json::from_str(&text).expect("the notice is JSON")
    }

    fn text<'a>(value: &'a Value, key: &str) -> &'a str {
        value[key].as_str().unwrap_or_else(|| panic!("{key} is a text"))
    }

    fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
        value[key].as_array().unwrap_or_else(|| panic!("{key} is a list"))
    }

    /// The words of each clause, in the simplified form where the paper's own glyphs are traditional.
    fn clauses(notice: &Value) -> BTreeMap<&str, &str> {
        let words = |c| (text(c, "id"), c["simplified"].as_str().unwrap_or(text(c, "text")));
        list(notice, "clauses").iter().map(words).collect()
    }

    #[test]
    fn the_file_meets_its_schema_and_the_schema_refuses_a_fault() {
        let check = |file: &Path| {
            let done = Command::new(root().join("target/venv/bin/python"))
                .arg(root().join("tests/tools/schema_check.py"))
                .arg(root().join("assets/campaign/campaign.schema.json"))
                .arg(file)
                .output()
                .expect("the checkers are there: run scripts/setup test");
            (done.status.success(), String::from_utf8_lossy(&done.stdout).into_owned())
        };
        let (good, said) = check(&root().join("assets/campaign/xingxian-2022-66.json"));
        assert!(good, "{said}");
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut broken = notice();
        broken["phases"][0]["due"]["month"] = 13.into();
        let path = folder.path().join("broken.json");
        fs::File::create(&path).and_then(|f| Ok(serde_json::to_writer(f, &broken)?)).expect("written");
        assert!(!check(&path).0, "a thirteenth month must be refused");
    }

    #[test]
    fn every_quotation_is_in_the_words_of_its_clause() {
        let notice = notice();
        let clauses = clauses(&notice);
        let quoting = [list(&notice, "phases"), list(&notice, "duties"), std::slice::from_ref(&notice["report"])];
        for item in quoting.into_iter().flatten() {
            let (clause, quote) = (text(item, "clause"), text(item, "quote"));
            let words = clauses.get(clause).unwrap_or_else(|| panic!("no clause {clause}"));
            assert!(words.contains(quote), "clause {clause} does not say “{quote}”");
        }
        for remark in list(&notice, "remarks") {
            assert!(clauses.contains_key(text(remark, "clause")), "a remark on a clause that is not there");
        }
    }

    #[test]
    fn every_task_of_the_notice_has_a_duty() {
        let notice = notice();
        let with_duty: BTreeSet<_> = list(&notice, "duties").iter().map(|d| text(d, "clause")).collect();
        for clause in clauses(&notice).keys() {
            // The guiding thought, the aims, the introduction, the count of phases and 6.1 ask for nothing that a record could show.
            let asks = !["0.2", "1", "2", "4.0", "6.1"].contains(clause);
            assert_eq!(with_duty.contains(clause), asks, "clause {clause}");
        }
    }

    /// The day that a rule names in `year`; `others` are the last days of the phases before.
    fn day(rule: &Value, year: i32, received: NaiveDate, others: &[NaiveDate]) -> NaiveDate {
        let month = u32::try_from(rule["month"].as_u64().unwrap_or(1)).expect("a month");
        let first = NaiveDate::from_ymd_opt(year, month, 1).expect("the first of a month");
        let last = (28..=31).rev().find_map(|d| NaiveDate::from_ymd_opt(year, month, d)).expect("the end of a month");
        let third = rule["third"].as_u64().unwrap_or(1);
        match text(rule, "rule") {
            "month-end" => last,
            "third-begins" => first + Days::new((third - 1) * 10),
            "third-ends" if third == 3 => last,
            "third-ends" => first + Days::new(third * 10 - 1),
            "on-receipt" => received,
            "after-phase" => {
                let phase = usize::try_from(rule["phase"].as_u64().expect("a phase")).expect("a small number");
                others[phase - 1] + Days::new(1)
            }
            other => panic!("no rule {other}"),
        }
    }

    #[test]
    fn the_dates_of_the_notice_s_own_year_follow_from_its_rules() {
        let notice = notice();
        let issued: NaiveDate = text(&notice, "issued_on").parse().expect("a date");
        let mut ends = Vec::new();
        for (number, phase) in list(&notice, "phases").iter().enumerate() {
            assert_eq!(phase["no"], number + 1, "phases stand in order");
            let start = day(&phase["start"], 2022, issued, &ends);
            let due = day(&phase["due"], 2022, issued, &ends);
            assert_eq!(start.to_string(), text(&phase["own_year"], "start_on"), "phase {}", number + 1);
            assert_eq!(due.to_string(), text(&phase["own_year"], "due_on"), "phase {}", number + 1);
            assert!(start <= due && ends.last().is_none_or(|end| *end < start), "phases follow each other");
            ends.push(due);
        }
        assert_eq!(ends.len(), 4, "the notice says three phases and lists four");
        assert_eq!(day(&notice["report"]["due"], 2022, issued, &ends).to_string(), "2022-06-30");
    }

    #[test]
    fn the_outline_has_nine_sections_that_answer_duties() {
        let notice = notice();
        let duties: BTreeSet<_> = list(&notice, "duties").iter().map(|d| text(d, "id")).collect();
        let sections = list(&notice["report"], "sections");
        let numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
        assert_eq!(sections.len(), numerals.len());
        for (number, (section, numeral)) in sections.iter().zip(numerals).enumerate() {
            assert_eq!(section["no"], number + 1);
            assert!(text(section, "heading").starts_with(&format!("{numeral}、")));
            for duty in list(section, "duties") {
                assert!(duties.contains(duty.as_str().unwrap_or_default()), "no duty {duty}");
            }
        }
    }

    #[test]
    fn every_record_named_is_a_collection_of_a_school_file() {
        let sample = fs::read_to_string(root().join("assets/sample/school.json")).expect("the sample school is there");
        let sample: Value = serde_json::from_str(&sample).expect("the sample school is JSON");
        for duty in list(&notice(), "duties") {
            assert!(sample[text(duty, "record")].is_array(), "no collection {}", text(duty, "record"));
        }
    }
}
