//! Views: filters that a person keeps under a name. Nobody else sees them, and they stand in no log.

use store::saved_view::{self, SavedView};

use crate::App;
use crate::error::{Fields, Result};
use crate::home::OpenHome;
use crate::rights::Right;
use crate::text_rule::line;
use crate::view::{IdRequest, SaveViewRequest, SavedListView, ViewListRequest};

/// The pages that have views.
const PAGES: &[&str] = &["concerns", "search"];
/// Longest name, in code points.
const NAME_MAX: usize = 40;
/// Longest address.
const QUERY_MAX: usize = 2000;

fn of_page(home: &OpenHome, page: &str) -> Result<Vec<SavedListView>> {
    let views = home.read(|tx| saved_view::list(tx, home.person_id(), page))?;
    let shown = |v: SavedView| SavedListView { id: v.id.to_string(), name: v.name, query: v.query };
    Ok(views.into_iter().map(shown).collect())
}

/// The views of the person for a page, by name.
///
/// # Errors
/// Those of the store.
pub fn view_list(app: &App, request: &ViewListRequest) -> Result<Vec<SavedListView>> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    of_page(&home, &request.page)
}

/// Keeps the filters under a name, in place of those of the same name.
///
/// # Errors
/// `InvalidFields`; those of the store.
pub fn view_save(app: &App, request: &SaveViewRequest) -> Result<Vec<SavedListView>> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let mut f = Fields::default();
    let page = f.need("page", "required_choice", PAGES.iter().find(|page| **page == request.page));
    let name = f.need("name", "required_text_40", line(&request.name, 1, NAME_MAX));
    let query = f.need("query", "required_text_4000", line(&request.query, 0, QUERY_MAX));
    f.done()?;
    if let (Some(page), Some(name), Some(query)) = (page, name, query) {
        let (id, owner, at) = (app.roots.uuid(), home.person_id().to_owned(), app.roots.now());
        let new = SavedView { id, owner, page: (*page).to_owned(), name, query, at };
        home.write(|tx| saved_view::save(tx, &new))?;
    }
    of_page(&home, &request.page)
}

/// Gives up a view.
///
/// # Errors
/// Those of the store.
pub fn view_drop(app: &App, request: &IdRequest) -> Result<Vec<SavedListView>> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let page = PAGES.iter().find(|page| {
        let own = home.read(|tx| saved_view::list(tx, home.person_id(), page)).unwrap_or_default();
        own.iter().any(|v| v.id.to_string() == request.id)
    });
    home.write(|tx| saved_view::drop(tx, home.person_id(), &request.id))?;
    page.map_or(Ok(Vec::new()), |page| of_page(&home, page))
}
