//! The filter of the page and of the export.

use chrono::{Days, NaiveTime};
use domain::{Date, Instant, beijing};

use crate::error::{Fields, Result};
use crate::text_rule::date;
use crate::view::AuditPageRequest;

/// A filter that passed every check.
pub(super) struct Wanted {
    actor: Option<String>,
    action: Option<String>,
    views: bool,
    kind: Option<String>,
    id: Option<String>,
    from: Option<Instant>,
    to: Option<Instant>,
}

impl Wanted {
    /// Checks the request.
    ///
    /// # Errors
    /// `InvalidFields` for a day that is none, or a last day before the first.
    pub(super) fn read(request: &AuditPageRequest) -> Result<Self> {
        let mut f = Fields::default();
        let given = |text: &Option<String>| text.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned);
        let mut day =
            |field: &str, text: &Option<String>| given(text).and_then(|t| f.need(field, "not_a_date", date(&t)));
        let (from, to) = (day("from", &request.from), day("to", &request.to));
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            f.fault("to", "before_start");
        }
        f.done()?;
        Ok(Self {
            actor: given(&request.actor),
            action: given(&request.action),
            views: request.views.unwrap_or(false),
            kind: given(&request.kind),
            id: given(&request.id),
            from: from.and_then(start),
            // The last millisecond of the day, so that the day itself is in whichever way the end is taken.
            to: to.and_then(|d| start(d.checked_add_days(Days::new(1))?)).and_then(|t| Instant::from_ms(t.ms() - 1)),
        })
    }

    /// As the store takes it.
    pub(super) fn filter(&self) -> store::audit::Filter<'_> {
        store::audit::Filter {
            actor: self.actor.as_deref(),
            action: self.action.as_deref(),
            actions: if self.views { crate::safeguard::VIEWS } else { &[] },
            object_kind: self.kind.as_deref(),
            object_id: self.id.as_deref(),
            from: self.from,
            to: self.to,
        }
    }
}

/// The first moment of a civil day at the school.
fn start(day: Date) -> Option<Instant> {
    day.and_time(NaiveTime::MIN).and_local_timezone(beijing()).single().map(Instant::new)
}
