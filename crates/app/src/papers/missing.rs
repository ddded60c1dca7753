//! 漏报周清单: every report that should have been made and was not, by the end of a week, as rows for the window and for paper
//! (the notice 三（四）: 不得漏报).

use chrono::{Datelike as _, Days};
use domain::handling::report::{Missing, weekly};
use domain::handling::{Ground, cases, words::word as rule_word};
use domain::{Date, Instant, Term as _, When};
use paper::content::TableRow;

use super::words::{said, word};
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::home::OpenHome;
use crate::rights::Right;
use crate::view::{MissingReportRow, MissingReportsRequest, MissingReportsView};

/// The Monday and the Sunday of the week that holds a day.
fn week_of(day: Date) -> Option<(Date, Date)> {
    let first = day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))?;
    Some((first, first.checked_add_days(Days::new(6))?))
}

/// The list of the week that holds `day`; today's week where none is given.
///
/// # Errors
/// `InvalidFields` for what is no day.
pub(super) fn of_week(app: &App, home: &OpenHome, day: Option<&str>) -> Result<MissingReportsView> {
    let now = app.roots.now();
    let wrong = || {
        AppError::new(Code::InvalidFields).with("fields", serde_json::json!([{"field": "week", "code": "not_a_date"}]))
    };
    let day = match day {
        None | Some("") => now.date(),
        Some(text) => text.parse::<Date>().map_err(|_| wrong())?,
    };
    let (first, last) = week_of(day).ok_or_else(wrong)?;
    let (mut records, settings) =
        home.read(|tx| Ok((store::read_open(tx, now.date())?, store::setting::handling(tx)?)))?;
    home.scope().retain(&mut records);
    let ground = Ground::new(&records, settings);
    let cases = cases(&records, &ground);
    let title = |id: &str| records.concerns.iter().find(|c| c.id == id).map(|c| c.title.clone()).unwrap_or_default();
    let rows = weekly(&cases, first).into_iter().map(|m| row(&m, &title(&m.owed.concern_id), now)).collect();
    Ok(MissingReportsView { first: first.to_string(), last: last.to_string(), rows })
}

fn row(m: &Missing, title: &str, now: Instant) -> MissingReportRow {
    let o = &m.owed;
    let receiver = rule_word("receivers", o.to.id()).unwrap_or(o.to.id());
    MissingReportRow {
        concern_id: o.concern_id.clone(),
        title: title.to_owned(),
        kind: format!("{}（{}）", o.kind.label(), o.mode.label()),
        receiver: receiver.to_owned(),
        since: o.since.to_string(),
        due: o.due.map(|d| d.to_string()),
        late_hours: u32::try_from(o.delay_minutes(now) / 60).unwrap_or(0),
        this_week: m.this_week,
        basis: o.basis.iter().map(|b| b.label()).collect::<Vec<_>>().join("；"),
    }
}

/// The weekly list against 漏报, for whoever reports incidents.
///
/// # Errors
/// `NoRight`, `InvalidFields`.
pub fn missing_reports(app: &App, request: &MissingReportsRequest) -> Result<MissingReportsView> {
    let home = app.home()?;
    home.require(Right::ReportIncident)?;
    of_week(app, &home, request.week.as_deref())
}

/// The same rows for paper.
pub(super) fn rows(view: &MissingReportsView) -> Vec<TableRow> {
    let told = |text: &str| match When::parse(text) {
        Some(When::At(at)) => at.at().format("%Y-%m-%d\n%H:%M").to_string(),
        Some(When::On(day)) => day.to_string(),
        None => String::new(),
    };
    let late = |hours: u32| match hours {
        0 => String::new(),
        h if h < 48 => said("words", "late_hours", &[("n", &h.to_string())]),
        h => said("words", "late_days", &[("n", &(h / 24).to_string())]),
    };
    let row = |(i, r): (usize, &MissingReportRow)| TableRow {
        record: r.concern_id.clone(),
        cells: vec![
            (i + 1).to_string(),
            r.concern_id.clone(),
            r.kind.clone(),
            r.receiver.clone(),
            told(&r.since),
            r.due.as_deref().map(told).unwrap_or_default(),
            late(r.late_hours),
            word("words", if r.this_week { "this_week" } else { "before" }),
        ],
    };
    view.rows.iter().enumerate().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_goes_from_monday_to_sunday() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        for any in ["2026-06-22", "2026-06-25", "2026-06-28"] {
            assert_eq!(week_of(day(any)), Some((day("2026-06-22"), day("2026-06-28"))), "{any}");
        }
    }
}
