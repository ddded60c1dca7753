//! Changes of concerns, of what followed and of the reports about them.

use domain::noun::*;

use crate::change::*;

pub fn cases() -> Vec<Case> {
    let mut cases = vec![
        case(
            "a hazard is recorded",
            |r| twin(&mut r.concerns, |c| c.id == "GZ-2026-013", |_| ()),
            &["concerns", "by_kind.隐患点", "by_status.hazard.整改中", "by_result.隐患属实，列入整改", "by_form.肢体"],
        ),
        case(
            "an incident was a sign",
            |r| concern(r, "GZ-2026-030").kind = ConcernKind::Sign,
            &[
                "by_kind.疑似欺凌事件",
                "by_kind.苗头迹象",
                "by_status.suspected.初核",
                "by_status.sign.初核",
                "suspected_open_undecided",
            ],
        ),
        case(
            "a sign again",
            |r| concern(r, "GZ-2026-015").status = "intervening".into(),
            &["by_status.sign.跟踪", "by_status.sign.干预中"],
        ),
        case(
            "a sign is followed",
            |r| concern(r, "GZ-2026-001").status = "tracking".into(),
            &["by_status.sign.已销项", "by_status.sign.跟踪"],
        ),
        case(
            "a hazard is accepted",
            |r| concern(r, "GZ-2026-013").status = "accepted".into(),
            &["by_status.hazard.整改中", "by_status.hazard.已验收"],
        ),
        case(
            "a hazard comes back",
            |r| concern(r, "GZ-2026-002").status = "rectifying".into(),
            &["by_status.hazard.整改中", "by_status.hazard.已销项"],
        ),
        case(
            "a case is a dispute",
            |r| concern(r, "GZ-2026-003").status = "ordinary_dispute".into(),
            &["by_status.suspected.已结案", "by_status.suspected.转一般纠纷"],
        ),
        case(
            "a case is handled",
            |r| concern(r, "GZ-2026-021").status = "handling".into(),
            &["by_status.suspected.跟踪帮扶", "by_status.suspected.处置中"],
        ),
        case(
            "a transfer ends",
            |r| concern(r, "GZ-2026-024").status = "closed".into(),
            &["by_status.suspected.已移送公安", "by_status.suspected.已结案"],
        ),
        case(
            "an investigation ends",
            |r| concern(r, "GZ-2026-026").status = "pending_determination".into(),
            &["by_status.suspected.调查中", "by_status.suspected.待认定"],
        ),
        case(
            "a sign excluded",
            |r| concern(r, "GZ-2026-001").result = Some(ConcernResult::Excluded),
            &["by_result.苗头属实，已干预", "by_result.排除欺凌因素"],
        ),
        case("a hazard unconfirmed", |r| concern(r, "GZ-2026-013").result = None, &["by_result.隐患属实，列入整改"]),
        case(
            "bullying it was not",
            |r| concern(r, "GZ-2026-005").result = Some(ConcernResult::NotBullying),
            &["by_result.构成学生欺凌", "by_result.不构成学生欺凌", "bullying", "not_bullying"],
        ),
        case(
            "a transfer undone",
            |r| concern(r, "GZ-2026-024").result = Some(ConcernResult::Bullying),
            &["by_result.移送公安机关处置", "by_result.构成学生欺凌", "transferred", "bullying"],
        ),
        case(
            "an undecided case excluded",
            |r| concern(r, "GZ-2026-027").result = Some(ConcernResult::Excluded),
            &["by_result.排除欺凌因素", "suspected_open_undecided"],
        ),
        case(
            "a sign is closed",
            |r| concern(r, "GZ-2026-015").closed_on = Some(day("2026-06-26")),
            &["closed", "signs_struck"],
        ),
        case(
            "a hazard is closed",
            |r| concern(r, "GZ-2026-013").closed_on = Some(day("2026-06-26")),
            &["closed", "hazards_struck"],
        ),
        case(
            "a case is closed",
            |r| concern(r, "GZ-2026-027").closed_on = Some(day("2026-06-26")),
            &["closed", "suspected_closed"],
        ),
        case(
            "a review changes",
            |r| concern(r, "GZ-2026-010").county_review.as_mut().unwrap().outcome = Some("变更".into()),
            &["county_reviews_upheld"],
        ),
        case("no investigation", |r| concern(r, "GZ-2026-026").investigation = None, &["investigations"]),
        case(
            "an investigation a day late",
            |r| {
                let i = concern(r, "GZ-2026-003").investigation.as_mut().unwrap();
                i.finished_on = i.due_on.succ_opt()
            },
            &["investigations_on_time"],
        ),
        case(
            "an investigation on its last day",
            |r| {
                let i = concern(r, "GZ-2026-003").investigation.as_mut().unwrap();
                i.finished_on = Some(i.due_on)
            },
            &[],
        ),
        case("a narrative", |r| concern(r, "GZ-2026-003").narrative.push('。'), &[]),
        case(
            "a sanction is added",
            |r| twin(&mut r.sanctions, |s| s.id == "CF-2026-008", |_| ()),
            &["sanctions", "sanctions_by_kind.警告"],
        ),
        case(
            "a sanction weighs less",
            |r| sanction(r, "CF-2026-001").effective_kind = SanctionKind::Warning,
            &["sanctions_by_kind.警告", "sanctions_by_kind.严重警告"],
        ),
        case(
            "a sanction weighs more",
            |r| sanction(r, "CF-2026-005").effective_kind = SanctionKind::Probation,
            &["sanctions_by_kind.记过", "sanctions_by_kind.留校察看"],
        ),
        case("a sanction as first decided", |r| sanction(r, "CF-2026-001").kind = SanctionKind::Warning, &[]),
        case(
            "an appeal upheld",
            |r| sanction(r, "CF-2026-003").appeal.as_mut().unwrap().outcome = Some(AppealOutcome::Upheld),
            &["sanctions_changed"],
        ),
        case("no admonition", |r| unmeasure(r, MeasureKind::Admonition), &["admonitions"]),
        case("no quality record", |r| unmeasure(r, MeasureKind::QualityRecord), &["quality_records"]),
        case("no suspension", |r| unmeasure(r, MeasureKind::Suspension), &["suspensions"]),
        case("no police warning", |r| unmeasure(r, MeasureKind::PoliceWarning), &["police_warnings"]),
        case("another measure", |r| unmeasure(r, MeasureKind::Apology), &[]),
        case("a session more", |r| twin(&mut r.counselling, |_| true, |_| ()), &["counselling"]),
        case(
            "a session of another pupil",
            |r| {
                let once = only_once(r.counselling.iter().map(|c| &c.student_id));
                let other = r.counselling.iter().find(|c| c.student_id != once).unwrap().student_id.clone();
                r.counselling.iter_mut().find(|c| c.student_id == once).unwrap().student_id = other;
            },
            &["counselling_students"],
        ),
        case("no refusal", |r| drop(r.counselling_refusals.pop()), &["counselling_refusals"]),
        case("no guidance", |r| drop(r.family_guidance.pop()), &["family_guidance"]),
        case("one more call", |r| twin(&mut r.communications, |_| true, |_| ()), &["communications"]),
        case(
            "a call to another family",
            |r| {
                let once = only_once(r.communications.iter().map(|c| &c.student_id));
                let other = r.communications.iter().find(|c| c.student_id != once).unwrap().student_id.clone();
                r.communications.iter_mut().find(|c| c.student_id == once).unwrap().student_id = other;
            },
            &["communication_households"],
        ),
        case("a talk less", |r| drop(r.talks.pop()), &["talks"]),
        case("a follow-up less", |r| drop(r.incident_reports.pop()), &["incident_reports", "reports_followup"]),
        case(
            "a first report was final",
            |r| report(r, "BG-2026-02").kind = ReportType::Final,
            &["reports_first", "reports_final"],
        ),
        case(
            "a follow-up was a first one",
            |r| report(r, "BG-2026-06").kind = ReportType::First,
            &["reports_first", "reports_followup"],
        ),
        case(
            "a report of another case",
            |r| report(r, "BG-2026-06").concern_id = "GZ-2026-030".into(),
            &["reported_county"],
        ),
        case(
            "that report to the city alone",
            |r| {
                let b = report(r, "BG-2026-06");
                b.concern_id = "GZ-2026-030".into();
                b.to = vec!["岚川市教育局（由县局转报）".into()];
            },
            &[],
        ),
        case(
            "the police are called",
            |r| concern(r, "GZ-2026-014").police.as_mut().unwrap().kind = PoliceKind::Called,
            &["police_called"],
        ),
        case(
            "the city is told",
            |r| concern(r, "GZ-2026-017").report_level = Some(ReportLevel::City),
            &["reported_city"],
        ),
        case(
            "the first call came later",
            |r| {
                let b = report(r, "BG-2026-01");
                b.sent_at = later(b.sent_at, 10)
            },
            &["first_report_max_minutes"],
        ),
        case(
            "the first call less than a minute later",
            |r| {
                let b = report(r, "BG-2026-01");
                b.sent_at = domain::Instant::from_ms(b.sent_at.ms() + 59_000).unwrap()
            },
            &[],
        ),
        case(
            "the paper came later",
            |r| {
                let b = report(r, "BG-2026-02");
                b.sent_at = later(b.sent_at, 10)
            },
            &[],
        ),
    ];
    for (form, key) in [
        (Form::Physical, "by_form.肢体"),
        (Form::Verbal, "by_form.言语"),
        (Form::Property, "by_form.财物"),
        (Form::Social, "by_form.社交排挤"),
        (Form::Cyber, "by_form.网络"),
    ] {
        cases.push(case("a form is added", move |r| concern(r, "GZ-2026-015").forms.push(form), &[key]));
    }
    for (severity, key) in [
        (Severity::Light, "by_severity.情节轻微"),
        (Severity::Moderate, "by_severity.情节较重"),
        (Severity::Serious, "by_severity.实施暴力、情节严重"),
        (Severity::Criminal, "by_severity.涉嫌违法犯罪"),
    ] {
        cases.push(case("a severity is found", move |r| concern(r, "GZ-2026-027").severity = Some(severity), &[key]));
    }
    cases
}
