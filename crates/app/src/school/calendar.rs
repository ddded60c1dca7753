//! The table of 法定节假日 and 调休 by year: the clock of the fifteen workdays for an appeal (中小学教育惩戒规则 art. 17) goes
//! by it.

use std::collections::BTreeMap;

use chrono::Datelike as _;
use domain::noun::Holiday;
use domain::{Date, Records};
use store::table::calendar::{self, Edition};

use crate::App;
use crate::error::{Fields, Result};
use crate::home::OpenHome;
use crate::rights::Right;
use crate::text_rule::{date, line};
use crate::view::{CalendarView, CalendarYearRequest, CalendarYearView, HolidayRow};

/// Most holidays of a year.
const HOLIDAYS: usize = 20;
/// Most makeup workdays of a year.
const MAKEUP: usize = 20;
/// Longest holiday, in days.
const LONGEST: i64 = 15;

/// Every year that is known, and this one.
///
/// # Errors
/// Those of the store.
pub fn calendar_get(app: &App) -> Result<CalendarView> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let this_year = app.roots.now().date().year();
    let (own, set, records) = home.read(|tx| {
        let records = Records { staff: store::table::staff::list(tx)?, ..Records::default() };
        Ok((calendar::entered(tx)?, calendar::editions(tx)?, records))
    })?;
    let blank = |year: i32| CalendarYearView {
        year,
        holidays: Vec::new(),
        makeup_workdays: Vec::new(),
        note: String::new(),
        set_by: String::new(),
        set_at: None,
    };
    let mut years: BTreeMap<i32, CalendarYearView> = BTreeMap::from([(this_year, blank(this_year))]);
    if let Some(own) = own {
        for h in &own.holidays {
            years.entry(h.first.year()).or_insert_with(|| blank(h.first.year())).holidays.push(row(h));
        }
        for day in &own.makeup_workdays {
            years.entry(day.year()).or_insert_with(|| blank(day.year())).makeup_workdays.push(day.to_string());
        }
        years.values_mut().filter(|y| !y.holidays.is_empty()).for_each(|y| y.note.clone_from(&own.note));
    }
    for edition in set {
        let view = CalendarYearView {
            year: edition.year,
            holidays: edition.holidays.iter().map(row).collect(),
            makeup_workdays: edition.makeup_workdays.iter().map(Date::to_string).collect(),
            note: edition.note,
            set_by: records.person_name(&edition.by).unwrap_or_default().to_owned(),
            set_at: Some(edition.at.to_string()),
        };
        years.insert(edition.year, view);
    }
    let may_edit = home.holds(Right::EditSettings);
    Ok(CalendarView { years: years.into_values().collect(), this_year, may_edit })
}

fn row(h: &Holiday) -> HolidayRow {
    HolidayRow { name: h.name.clone(), first: h.first.to_string(), last: h.last.to_string() }
}

/// Sets the holidays and makeup workdays of one year.
///
/// # Errors
/// `InvalidFields` with `holidays.<row>.<column>` or `makeup.<row>`; those of the store.
pub fn calendar_set(app: &App, request: &CalendarYearRequest) -> Result<CalendarView> {
    let home = app.home()?;
    home.require(Right::EditSettings)?;
    let edition = checked(app, &home, request)?;
    let id = edition.year.to_string();
    home.record(app, "calendar.set", "calendar", &id, &["holidays", "makeup_workdays"], |tx| {
        calendar::set_year(tx, &edition)
    })?;
    drop(home);
    calendar_get(app)
}

fn checked(app: &App, home: &OpenHome, request: &CalendarYearRequest) -> Result<Edition> {
    let mut f = Fields::default();
    let year = request.year;
    if !(1990..=2099).contains(&year) {
        f.fault("year", "not_a_year");
    }
    if request.holidays.len() > HOLIDAYS || request.makeup_workdays.len() > MAKEUP {
        f.fault("year", "too_many_days");
    }
    let mut holidays: Vec<Holiday> = Vec::new();
    for (n, h) in request.holidays.iter().enumerate().take(HOLIDAYS) {
        let name = f.need(&format!("holidays.{n}.name"), "required_text_40", line(&h.name, 1, 40));
        let first = f.need(&format!("holidays.{n}.first"), "not_a_date", date(&h.first));
        let last = f.need(&format!("holidays.{n}.last"), "not_a_date", date(&h.last));
        let (Some(name), Some(first), Some(last)) = (name, first, last) else { continue };
        if first.year() != year {
            f.fault(&format!("holidays.{n}.first"), "another_year");
        } else if last < first {
            f.fault(&format!("holidays.{n}.last"), "before_start");
        } else if (last - first).num_days() >= LONGEST {
            f.fault(&format!("holidays.{n}.last"), "holiday_too_long");
        } else if holidays.iter().any(|o| first <= o.last && o.first <= last) {
            f.fault(&format!("holidays.{n}.first"), "day_twice");
        } else {
            holidays.push(Holiday { name, first, last });
        }
    }
    let mut makeup: Vec<Date> = Vec::new();
    for (n, text) in request.makeup_workdays.iter().enumerate().take(MAKEUP) {
        let field = format!("makeup.{n}");
        let Some(day) = f.need(&field, "not_a_date", date(text)) else { continue };
        if day.year() != year {
            f.fault(&field, "another_year");
        } else if !matches!(day.weekday(), chrono::Weekday::Sat | chrono::Weekday::Sun) {
            f.fault(&field, "not_a_weekend");
        } else if makeup.contains(&day) || holidays.iter().any(|h| h.first <= day && day <= h.last) {
            f.fault(&field, "day_twice");
        } else {
            makeup.push(day);
        }
    }
    let note = f.need("note", "required_text_100", line(&request.note, 0, 100));
    f.done()?;
    makeup.sort();
    holidays.sort_by_key(|h| h.first);
    Ok(Edition {
        id: app.roots.uuid(),
        year,
        holidays,
        makeup_workdays: makeup,
        note: note.unwrap_or_default(),
        by: home.person_id().to_owned(),
        at: app.roots.now(),
    })
}
