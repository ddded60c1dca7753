//! The numbers of the handling that no statute fixes: local custom, which a school sets as its bureau asks.

use domain::handling::Settings;

use crate::App;
use crate::error::{Fields, Result};
use crate::rights::Right;
use crate::view::{HandlingSetting, HandlingSettingsRequest, HandlingSettingsView};

/// A number: its field, how it is read and set, and its bounds, which are those of the database.
struct Number {
    field: &'static str,
    get: fn(&Settings) -> u64,
    set: fn(&mut Settings, u32),
    min: u32,
    max: u32,
}

fn whole(n: i64) -> u64 {
    u64::try_from(n).unwrap_or_default()
}

const NUMBERS: &[Number] = &[
    Number {
        field: "phoneReportMinutes",
        get: |s| whole(s.phone_report_minutes),
        set: |s, n| s.phone_report_minutes = n.into(),
        min: 10,
        max: 1440,
    },
    Number {
        field: "writtenReportHours",
        get: |s| whole(s.written_report_hours),
        set: |s, n| s.written_report_hours = n.into(),
        min: 1,
        max: 168,
    },
    Number {
        field: "followUpDays",
        get: |s| s.follow_up_days,
        set: |s, n| s.follow_up_days = n.into(),
        min: 1,
        max: 30,
    },
    Number {
        field: "disciplineMinGrade",
        get: |s| whole(s.discipline_min_grade),
        set: |s, n| s.discipline_min_grade = n.into(),
        min: 4,
        max: 7,
    },
    Number { field: "noticeDays", get: |s| s.notice_days, set: |s, n| s.notice_days = n.into(), min: 1, max: 30 },
    Number {
        field: "appealDecisionDays",
        get: |s| s.appeal_decision_days,
        set: |s, n| s.appeal_decision_days = n.into(),
        min: 1,
        max: 60,
    },
    Number {
        field: "extensionMaxDays",
        get: |s| whole(s.extension_max_days),
        set: |s, n| s.extension_max_days = n.into(),
        min: 1,
        max: 30,
    },
    Number { field: "verifyDays", get: |s| s.verify_days, set: |s, n| s.verify_days = n.into(), min: 1, max: 30 },
    Number {
        field: "internalReportHours",
        get: |s| whole(s.internal_report_hours),
        set: |s, n| s.internal_report_hours = n.into(),
        min: 1,
        max: 168,
    },
    Number {
        field: "duplicateDays",
        get: |s| whole(s.duplicate_days),
        set: |s, n| s.duplicate_days = n.into(),
        min: 0,
        max: 30,
    },
];

/// The numbers, each with what it usually is.
///
/// # Errors
/// Those of the store.
pub fn handling_settings_get(app: &App) -> Result<HandlingSettingsView> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let now = home.read(store::setting::handling)?;
    let usual = Settings::default();
    let n = |value: u64| u32::try_from(value).unwrap_or(u32::MAX);
    let settings = NUMBERS.iter().map(|number| HandlingSetting {
        field: number.field.to_owned(),
        value: n((number.get)(&now)),
        usual: n((number.get)(&usual)),
        min: number.min,
        max: number.max,
    });
    Ok(HandlingSettingsView { settings: settings.collect(), may_edit: home.holds(Right::EditSettings) })
}

/// Changes the numbers named; the others stay.
///
/// # Errors
/// `InvalidFields` for a number outside its bounds; those of the store.
pub fn handling_settings_set(app: &App, request: &HandlingSettingsRequest) -> Result<HandlingSettingsView> {
    let home = app.home()?;
    home.require(Right::EditSettings)?;
    let before = home.read(store::setting::handling)?;
    let mut new = before;
    let mut f = Fields::default();
    for (field, value) in &request.values {
        match NUMBERS.iter().find(|n| n.field == field) {
            Some(number) if (number.min..=number.max).contains(value) => (number.set)(&mut new, *value),
            Some(_) => f.fault(field, "out_of_bounds"),
            None => f.fault(field, "required_choice"),
        }
    }
    f.done()?;
    if new != before {
        home.record(app, "settings.handling", "setting", "", &["handling"], |tx| {
            store::setting::set_handling(tx, &new)
        })?;
    }
    drop(home);
    handling_settings_get(app)
}
