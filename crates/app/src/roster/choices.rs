//! The fixed sets that forms offer.

use domain::noun::{ConcernKind, Form, LedgerArea, LedgerLevel, PactLevel, Post, Role};

use crate::App;
use crate::error::Result;
use crate::view::{Choice, ChoicesView};

/// Picklists that a county may word otherwise: places, channels and sources.
#[derive(serde::Deserialize)]
pub(crate) struct Picklists {
    pub(crate) place_types: Vec<String>,
    pub(crate) channels: Vec<String>,
    pub(crate) ledger_sources: Vec<String>,
}

pub(crate) fn picklists() -> Picklists {
    serde_json::from_str(include_str!("../../../../assets/text/picklists.json")).unwrap_or(Picklists {
        place_types: Vec::new(),
        channels: Vec::new(),
        ledger_sources: Vec::new(),
    })
}

/// Every fixed set.
///
/// # Errors
/// `NotLoggedIn`.
pub fn choices(app: &App) -> Result<ChoicesView> {
    app.home()?;
    let lists = picklists();
    let plain = |words: Vec<String>| words.into_iter().map(|w| Choice { id: w.clone(), label: w }).collect();
    Ok(ChoicesView {
        kinds: Choice::all::<ConcernKind>(),
        forms: Choice::all::<Form>(),
        roles: Choice::all::<Role>(),
        place_types: plain(lists.place_types),
        channels: plain(lists.channels),
        ledger_areas: Choice::all::<LedgerArea>(),
        ledger_levels: Choice::all::<LedgerLevel>(),
        ledger_sources: plain(lists.ledger_sources),
        pact_levels: Choice::all::<PactLevel>(),
        posts: Choice::all::<Post>(),
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_picklists_are_read() {
        let lists = super::picklists();
        assert!(!lists.place_types.is_empty() && !lists.channels.is_empty() && !lists.ledger_sources.is_empty());
    }
}
