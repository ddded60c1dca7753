//! Texts that a school may start a pact from.

use crate::App;
use crate::error::{Code, Result};
use crate::view::PactTemplate;

/// Every template.
///
/// # Errors
/// `NotLoggedIn`.
pub fn pact_templates(app: &App) -> Result<Vec<PactTemplate>> {
    app.home()?;
    serde_json::from_str(include_str!("../../../../assets/pacts/templates.json")).map_err(|_| Code::Internal.into())
}

#[cfg(test)]
mod tests {
    use crate::view::PactTemplate;

    #[test]
    fn every_template_has_six_articles_or_more() {
        let all: Vec<PactTemplate> =
            serde_json::from_str(include_str!("../../../../assets/pacts/templates.json")).unwrap();
        assert!(all.len() >= 4);
        for t in all {
            assert!(t.articles.len() >= 6, "{}", t.title);
        }
    }
}
