//! What a table of pupils would change, row by row.

use super::super::code::SkipReason;
use super::super::header::detect;
use super::super::outcome::Change;
use super::super::pupil::GuardianFacts;
use super::super::row::tests::sheet;
use super::*;
use crate::grid::{Cell, Marks, Row};
use crate::noun::{LeftReason, Stage};

pub(in crate::roster) fn pupil(id: &str, number: &str, name: &str) -> Pupil {
    Pupil {
        id: id.into(),
        student_no: number.into(),
        national_no: None,
        name: name.into(),
        gender: Some(Gender::Male),
        class: ClassRef::Known("c1".into()),
        birth_month: Month { year: 2013, month: 6 },
        boarding: false,
        left_behind: false,
        joined_on: None,
        village: None,
        guardian: GuardianFacts::default(),
        standing: Standing::Present,
    }
}

fn class(id: &str, grade: i64) -> Class {
    let name = ClassName { grade, class_no: 1 };
    Class {
        id: id.into(),
        name: name.canonical(),
        grade,
        class_no: 1,
        stage: Stage::Junior,
        entry_year: 2026 - grade,
        cohort: String::new(),
        enrolment: 0,
        homeroom_teacher_id: None,
        room: None,
        safety_officer_ids: Vec::new(),
        graduated_on: None,
    }
}

const RULES: Rules = Rules {
    today: match Date::from_ymd_opt(2026, 6, 26) {
        Some(day) => day,
        None => panic!("a day"),
    },
    keep_national_no: true,
    date1904: false,
};

fn run(known: &[Pupil], sheet: &Sheet, rules: &Rules) -> PupilPlan {
    let header = detect(sheet).expect("headings");
    assert_eq!(header.mapping.faults(), []);
    plan_pupils(known, &[class("c1", 7), class("c2", 8)], sheet, &header, rules, &|name| {
        name.chars().filter(|c| *c == '囗').collect()
    })
}

fn plan(known: &[Pupil], rows: &[&[&str]]) -> PupilPlan {
    run(known, &sheet(rows), &RULES)
}

fn faults(row: &RowPlan<Pupil>) -> Vec<&'static str> {
    match &row.outcome {
        Outcome::Refused(faults) => faults.iter().map(|f| f.code.id()).collect(),
        other => panic!("{other:?}"),
    }
}

fn warnings(row: &RowPlan<Pupil>) -> Vec<&'static str> {
    row.warnings.iter().map(|w| w.code.id()).collect()
}

const HEAD: &[&str] = &["学号", "姓名", "性别", "班级", "出生日期", "是否住校", "监护人", "关系", "家长电话"];

#[test]
fn rows_are_added_changed_or_left_alone() {
    let known = [pupil("s1", "20250101", "张三"), pupil("s2", "20250102", "李四")];
    let plan = plan(
        &known,
        &[
            HEAD,
            &["20250101", "张 三", "男", "七（1）班", "2013.6.3", "否", "", "", ""],
            &["20250102", "李四", "男", "初二1班", "2013年6月", "√", "李某（父亲）", "", "13900000017"],
            &["20250103", "王五", "女", "七年级1班", "41428", "", "", "", ""],
        ],
    );
    assert_eq!(plan.rows[0].outcome, Outcome::Unchanged);
    let change = |field, old: &str, new: &str| Change { field, old: old.into(), new: new.into() };
    assert_eq!(
        plan.rows[1].outcome,
        Outcome::Changed(vec![
            change(Field::Class, "七年级1班", "八年级1班"),
            change(Field::Boarding, "否", "是"),
            change(Field::GuardianName, "", "李某"),
            change(Field::GuardianRelation, "", "父亲"),
            change(Field::GuardianPhone, "", "139****0017"),
        ])
    );
    assert_eq!(plan.rows[1].target.as_ref().unwrap().id, "s2");
    assert_eq!(plan.rows[2].outcome, Outcome::Added);
    assert_eq!(warnings(&plan.rows[2]), ["serial_date"]);
    assert_eq!(plan.rows[2].warnings[0].value, "2013-06-03");
    assert_eq!((plan.left.len(), plan.new_classes.len()), (0, 0));
    let again: Vec<Pupil> = plan.rows.iter().filter_map(|r| r.target.clone()).collect();
    assert_eq!(again.iter().map(|p| p.birth_month.to_string()).collect::<Vec<_>>(), ["2013-06", "2013-06"]);
}

#[test]
fn importing_the_same_file_twice_changes_nothing_the_second_time() {
    let rows: &[&[&str]] = &[
        HEAD,
        &["1001", "张三", "男", "七年级1班", "2013-06-03", "是", "张某", "父亲", "13900000017"],
        &["1002", "李四", "女", "八年级1班", "2012-06-03", "否", "", "", ""],
    ];
    let mut known: Vec<Pupil> = plan(&[], rows).rows.into_iter().filter_map(|r| r.target).collect();
    for (n, pupil) in known.iter_mut().enumerate() {
        pupil.id = format!("s{n}");
    }
    let second = plan(&known, rows);
    assert!(second.rows.iter().all(|r| r.outcome == Outcome::Unchanged), "{:?}", second.rows);
    assert_eq!(second.left, []);
}

#[test]
fn a_blank_cell_never_empties_what_is_kept() {
    let mut kept = pupil("s1", "1001", "张三");
    kept.village = Some("上庄村".into());
    kept.boarding = true;
    let plan = plan(
        &[kept],
        &[&["学号", "姓名", "性别", "班级", "出生日期", "是否住校", "村"], &["1001", "", "—", "", "", "/", ""]],
    );
    assert_eq!(plan.rows[0].outcome, Outcome::Unchanged);
}

#[test]
fn numbers_in_the_notation_of_1_23e17_are_refused_in_words() {
    let plan = plan(&[], &[HEAD, &["1.40123E+17", "张三", "男", "七年级1班", "2013-06-03"]]);
    assert_eq!(faults(&plan.rows[0]), ["number_lost_digits"]);
    let mut lost = sheet(&[HEAD, &["140123201306030000", "张三", "男", "七年级1班", "2013-06-03"]]);
    lost.rows[1].cells[0].marks = Marks::LOST_DIGITS;
    assert_eq!(faults(&run(&[], &lost, &RULES).rows[0]), ["number_lost_digits"]);
}

#[test]
fn a_number_twice_in_the_file_refuses_all_its_rows_and_names_the_others() {
    let plan = plan(
        &[pupil("s1", "1001", "张三")],
        &[
            HEAD,
            &["1001", "张三", "男", "七年级1班", "2013-06-03"],
            &["1002", "李四", "男", "七年级1班", "2013-07-03"],
            &["1001", "赵六", "男", "七年级1班", "2013-06-03"],
        ],
    );
    assert_eq!((faults(&plan.rows[0]), faults(&plan.rows[2])), (vec!["key_twice"], vec!["key_twice"]));
    assert!(matches!(&plan.rows[0].outcome, Outcome::Refused(f) if f[0].rows == [4]));
    assert!(matches!(&plan.rows[2].outcome, Outcome::Refused(f) if f[0].rows == [2]));
    assert_eq!(plan.rows[1].outcome, Outcome::Added);
    assert_eq!(plan.left, [], "a pupil whose row is refused is in the file all the same");
}

#[test]
fn two_numbers_of_two_pupils_are_refused() {
    let mut first = pupil("s1", "1001", "张三");
    first.national_no = Some("L149901201306120427".into());
    let second = pupil("s2", "1002", "李四");
    let head: &[&str] = &["学籍号", "学号", "姓名", "班级", "出生日期"];
    let known = [first, second];
    let both = plan(&known, &[head, &["L149901201306120427", "1002", "李四", "七年级1班", "2013-06-03"]]);
    assert_eq!(faults(&both.rows[0]), ["keys_disagree"]);
    assert_eq!(both.left, [], "neither of the two is offered as gone");
    // The 学籍号 alone finds the pupil, and a new 校内学号 has to be confirmed.
    let renumbered = plan(
        &known,
        &[head, &["l149901201306120427", "1009", "张三", "七年级1班", "2013-06-03"], &["", "1002", "李四", "", ""]],
    );
    assert_eq!(warnings(&renumbered.rows[0]), ["student_no_changed"]);
    assert!(renumbered.rows[0].needs_confirming());
    assert_eq!(renumbered.rows[0].target.as_ref().unwrap().id, "s1");
}

#[test]
fn a_school_that_does_not_keep_national_numbers_still_finds_by_them() {
    let rules = Rules { keep_national_no: false, ..RULES };
    let mut kept = pupil("s1", "1001", "张三");
    kept.national_no = Some("L149901201306120427".into());
    let table = sheet(&[
        &["学籍号", "姓名", "班级", "出生日期"],
        &["L149901201306120427", "张三", "七年级1班", "2013-06-03"],
        &["L149901201306120428", "李四", "七年级1班", "2013-06-03"],
    ]);
    let plan = run(&[kept], &table, &rules);
    assert_eq!(plan.rows[0].outcome, Outcome::Unchanged);
    assert_eq!(faults(&plan.rows[1]), ["student_no_missing"]);
    let kept = run(&[], &table, &RULES);
    assert_eq!(kept.rows[1].target.as_ref().unwrap().student_no, "L149901201306120428");
}

#[test]
fn twins_and_namesakes_are_warned_of_and_never_merged() {
    let known = [pupil("s1", "1001", "张三")];
    let plan = plan(
        &known,
        &[
            HEAD,
            &["1001", "张三", "男", "七年级1班", "2013-06-03"],
            &["1002", "张三", "男", "七年级1班", "2013-06-13"],
            &["1003", "王五", "女", "七年级1班", "2013-06-03"],
            &["1004", "王五", "女", "八年级1班", "2013-06-03"],
            &["1005", "王五", "女", "八年级1班", "2012-06-03"],
        ],
    );
    assert_eq!(plan.rows[1].outcome, Outcome::Added);
    assert_eq!(
        (warnings(&plan.rows[1]), plan.rows[1].warnings[0].ids.as_slice()),
        (vec!["same_name_and_birth"], ["s1".to_owned()].as_slice())
    );
    assert_eq!(plan.rows[2].warnings[0].rows, [5]);
    assert_eq!(plan.rows[3].warnings[0].rows, [4]);
    assert_eq!(warnings(&plan.rows[4]), Vec::<&str>::new());
    assert!(plan.rows.iter().all(|r| !r.needs_confirming()));
}

#[test]
fn implausible_changes_have_to_be_confirmed() {
    let known = [pupil("s1", "1001", "张三"), pupil("s2", "1002", "李小四"), pupil("s3", "1003", "王五")];
    let plan = plan(
        &known,
        &[
            HEAD,
            &["1001", "赵六", "女", "七年级1班", "2012-01-03"],
            &["1002", "李晓四", "男", "七年级1班", "2013-06-03"],
            &["1003", "王五", "男", "三年级1班", "2013-06-03"],
        ],
    );
    assert_eq!(warnings(&plan.rows[0]), ["name_changed", "gender_changed", "birth_changed"]);
    assert!(plan.rows[0].needs_confirming());
    assert_eq!(warnings(&plan.rows[1]), Vec::<&str>::new(), "a corrected character is a plain change");
    assert_eq!(warnings(&plan.rows[2]), ["grade_jump", "new_class"]);
    assert_eq!(plan.tally().to_confirm, 2);
    assert_eq!(plan.new_classes, [ClassName { grade: 3, class_no: 1 }]);
}

#[test]
fn pupils_missing_from_their_class_are_offered_and_others_are_not() {
    let mut elsewhere = pupil("s3", "1003", "王五");
    elsewhere.class = ClassRef::Known("c2".into());
    let mut gone = pupil("s4", "1004", "赵六");
    gone.standing = Standing::Left { on: "2026-01-01".parse().unwrap(), reason: LeftReason::Transferred };
    let known = [pupil("s1", "1001", "张三"), pupil("s2", "1002", "李四"), elsewhere, gone];
    let part = plan(&known, &[HEAD, &["1001", "张三", "男", "七年级1班", "2013-06-03"]]);
    let left: Vec<&str> = part.left.iter().map(|l| l.id.as_str()).collect();
    assert_eq!(left, ["s2"], "of the class in the file, not of others, and not who left before");
    assert_eq!(part.notes, [Note::ManyMissing]);
    let unsure = plan(
        &known,
        &[
            HEAD,
            &["1001", "张三", "男", "七年级1班", "2013-06-03"],
            &["1.2E+9", "李四", "男", "七年级1班", "2013-06-03"],
        ],
    );
    assert!(unsure.notes.contains(&Note::MissingUnsure));
    let back = plan(&known, &[HEAD, &["1004", "赵六", "男", "八年级1班", "2013-06-03"]]);
    assert!(matches!(&back.rows[0].outcome, Outcome::Returned(changes) if changes.len() == 1));
    assert_eq!(back.rows[0].target.as_ref().unwrap().standing, Standing::Present);
}

#[test]
fn every_way_to_be_wrong_has_its_code() {
    let row = |cells: [&'static str; 5]| {
        let table = [HEAD, &cells[..]];
        faults(&plan(&[pupil("s0", "0123", "钱七")], &table).rows[0])
    };
    for (cells, codes) in [
        (["", "张三", "男", "七年级1班", "2013-06-03"], vec!["number_missing"]),
        (["1001", "", "男", "七年级1班", "2013-06-03"], vec!["name_missing"]),
        (["1001", "张3", "男", "七年级1班", "2013-06-03"], vec!["not_a_name"]),
        (["1001", "张三", "M1", "七年级1班", "2013-06-03"], vec!["not_a_gender"]),
        (["1001", "张三", "男", "七2班", "2013-06-03"], vec!["not_a_class"]),
        (["1001", "张三", "男", "", "2013-06-03"], vec!["class_missing"]),
        (["1001", "张三", "男", "七年级1班", ""], vec!["birth_missing"]),
        (["1001", "张三", "男", "七年级1班", "03/06/2013"], vec!["date_ambiguous"]),
        (["1001", "张三", "男", "七年级1班", "13.6.3"], vec!["year_two_digits"]),
        (["1001", "张三", "男", "七年级1班", "2027-01-01"], vec!["date_in_future"]),
        (["1001", "张三", "男", "七年级1班", "1970-01-01"], vec!["age_out_of_bounds"]),
        (["123", "张三", "男", "七年级1班", "2013-06-03"], vec!["leading_zero_lost"]),
        (["11010519491231002X", "张三", "男", "七年级1班", "2013-06-03"], vec!["identity_card_as_number"]),
        (["10-01", "张三", "?", "", "2013"], vec!["not_a_student_no", "not_a_gender", "not_a_date", "class_missing"]),
    ] {
        assert_eq!(row(cells), codes, "{cells:?}");
    }
    let card = plan(&[], &[HEAD, &["11010519491231002X", "张三", "男", "七年级1班", "2013-06-03"]]);
    assert!(!format!("{:?}", card.rows).contains("1101051949"), "the number of a card is not repeated");
}

#[test]
fn rows_that_are_no_pupils_are_skipped_with_the_reason() {
    let plan = plan(
        &[],
        &[
            &["某校学生名册"],
            &["序号", "学号", "姓名", "班级", "出生日期", "身份证号"],
            &["1", "1001", "张三", "七年级1班", "2013-06-03", "11010519491231002X"],
            &["2"],
            &[],
            &["序号", "学号", "姓名", "班级", "出生日期", "身份证号"],
            &["3", "1002", "李四", "七年级1班", "2013-06-03"],
            &["合计", "", "2人"],
            &["填表人：王五", "", "", "审核："],
        ],
    );
    let skipped: Vec<(u32, SkipReason)> = plan
        .rows
        .iter()
        .filter_map(|r| if let Outcome::Skipped(reason) = r.outcome { Some((r.number, reason)) } else { None })
        .collect();
    assert_eq!(
        skipped,
        [
            (4, SkipReason::BlankRow),
            (6, SkipReason::RepeatedHeader),
            (8, SkipReason::TotalsRow),
            (9, SkipReason::RemarkRow)
        ]
    );
    assert_eq!(plan.tally().added, 2);
    assert_eq!(plan.notes, [Note::IdentityCardIgnored]);
}

#[test]
fn formulas_errors_hidden_rows_and_merged_classes() {
    let mut table = sheet(&[
        HEAD,
        &["1001", "张三", "男", "七年级1班", "2013-06-03"],
        &["1002", "李四", "男", "七年级1班", "2013-06-03"],
        &["1003", "#N/A", "男", "七年级1班", "2013-06-03"],
        &["1004", "王五", "男", "七年级1班", "2013-06-03"],
    ]);
    table.rows[1].hidden = true;
    table.rows[1].cells[1].marks = Marks::FORMULA;
    table.rows[2].cells[3].marks = Marks::FILLED;
    table.rows[3].cells[1].marks = Marks::ERROR;
    table.rows[4].cells[4] = Cell { column: 5, text: "".into(), marks: Marks::FORMULA };
    // A row that holds nothing but the fill of a merged column.
    let fill = Cell { column: 4, text: "七年级1班".into(), marks: Marks::FILLED };
    table.rows.push(Row { number: 6, hidden: false, cells: vec![fill] });
    let plan = run(&[], &table, &RULES);
    assert_eq!(warnings(&plan.rows[0]), ["hidden_row", "formula"]);
    assert_eq!(plan.rows[1].outcome, Outcome::Added, "a merged class counts for each of its rows");
    assert_eq!(faults(&plan.rows[2]), ["cell_error"]);
    assert_eq!(faults(&plan.rows[3]), ["formula_without_value"]);
    assert_eq!(plan.rows[4].outcome, Outcome::Skipped(SkipReason::BlankRow));
}

#[test]
fn guardians_change_only_their_own_fields_and_add_nobody() {
    let known = [pupil("s1", "1001", "张三")];
    let table = sheet(&[
        &["学号", "学生姓名", "父亲姓名", "父亲电话", "母亲姓名", "母亲电话"],
        &["1001", "张三", "", "", "李某", "13900000017"],
        &["1002", "李四", "李某", "", "", ""],
    ]);
    let header = detect(&table).unwrap();
    assert_eq!(header.mapping.kind, super::super::Kind::Guardians);
    let plan = super::super::plan_guardians(&known, &table, &header, &|_| String::new());
    let target = plan.rows[0].target.as_ref().unwrap();
    assert_eq!(target.guardian.relation.as_deref(), Some("母亲"));
    assert_eq!(target.guardian.phone.as_deref(), Some("13900000017"));
    assert_eq!(faults(&plan.rows[1]), ["unknown_key"]);
}

#[test]
fn five_thousand_rows_against_five_thousand_pupils_stay_linear() {
    let known: Vec<Pupil> =
        (0..5000).map(|n| pupil(&format!("s{n}"), &format!("{:08}", 10_000_000 + n), "张三")).collect();
    let numbers: Vec<String> = known.iter().map(|p| p.student_no.clone()).collect();
    let rows: Vec<Vec<&str>> = std::iter::once(HEAD.to_vec())
        .chain(numbers.iter().map(|n| vec![n.as_str(), "张三", "男", "七年级1班", "2013-06-03"]))
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let plan = plan(&known, &rows);
    assert_eq!(plan.tally().unchanged, 5000);
}

#[test]
fn a_name_that_no_font_shows_is_refused_with_its_character() {
    let plan = plan(&[], &[HEAD, &["1001", "王囗", "男", "七年级1班", "2013-06-03", "", "", "", ""]]);
    assert_eq!(faults(&plan.rows[0]), ["glyph_missing"]);
    let Outcome::Refused(all) = &plan.rows[0].outcome else { panic!() };
    assert_eq!(all[0].value, "囗");
}
