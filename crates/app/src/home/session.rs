//! Who is logged in, to what, and what the top bar says.

use domain::Term as _;
use domain::noun::Campaign;

use crate::App;
use crate::error::Result;
use crate::rights::Right;
use crate::view::{CampaignView, FaultView, OutboxCounts, SessionView};

/// The session as the window shows it.
///
/// # Errors
/// `NotLoggedIn`.
pub fn session(app: &App) -> Result<SessionView> {
    let home = app.home()?;
    let today = app.roots.now().date();
    let (school, campaign, bureau, counts, recovery_due, settings) = home.read(|tx| {
        Ok((
            store::table::school::get(tx)?,
            store::table::campaign::get(tx)?,
            store::profile::current(tx)?,
            store::outbox::counts(tx)?,
            store::care::recovery_due(tx)?.is_some(),
            store::setting::get(tx)?,
        ))
    })?;
    let bureau = bureau.and_then(|kept| packet::profile::read(&kept.jws).ok()).map(|p| p.profile.name);
    let n = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    let counts = OutboxCounts {
        queued: n(counts.queued),
        uploading: n(counts.uploading),
        uploaded: n(counts.uploaded),
        carried: n(counts.carried),
        receipted: n(counts.receipted),
        returned: n(counts.returned),
        quarantined: n(counts.quarantined),
    };
    let mut alarms = home.alarms().clone();
    alarms.extend(crate::care::alarms(app, &home));
    if crate::people::holds_sealed(&home.person.posts) && !home.keyring().may_read_sealed() {
        alarms.push(FaultView::new("sealed_missing"));
    }
    Ok(SessionView {
        person_id: home.person.id.clone(),
        person_name: home.person.name.clone(),
        posts: home.person.posts.iter().map(|p| p.id().to_owned()).collect(),
        school_name: school.as_ref().map(|s| s.name.clone()).unwrap_or_default(),
        school_code: school.map(|s| s.school_code).unwrap_or_default(),
        practice: home.practice,
        today: today.to_string(),
        campaign: campaign.and_then(|c| next_phase(&c, today)),
        bureau,
        outbox: counts,
        account: home.account.to_string(),
        rights: Right::all().filter(|right| home.holds(*right)).map(|right| right.id().to_owned()).collect(),
        must_change_password: home.must_change(),
        // A practice home has no recovery code.
        recovery_due: recovery_due && !home.practice && home.holds(Right::RenewRecovery),
        lock_after_minutes: i32::try_from(settings.lock_after_minutes).unwrap_or(10),
        alarms,
        backup: crate::care::due(app, &home)?,
    })
}

/// The first phase that is not done, with the days to its last day (negative once it is past).
fn next_phase(campaign: &Campaign, today: domain::Date) -> Option<CampaignView> {
    let phase = campaign.phases.iter().find(|p| p.done_on.is_none())?;
    Some(CampaignView {
        name: campaign.name.clone(),
        next_date: phase.due_on.to_string(),
        next_label: phase.name.clone(),
        days: i32::try_from(phase.due_on.signed_duration_since(today).num_days()).unwrap_or(0),
    })
}
