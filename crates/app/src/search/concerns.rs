//! Concerns that contain the words.

use domain::correction::Kind;
use domain::{Term as _, state_label};
use store::search::Filter;

use super::{Hits, shown};
use crate::App;
use crate::error::Result;
use crate::home::OpenHome;
use crate::view::{ConcernListRequest, SearchCount, SearchHit, SearchRequest};

/// The filters as the list of concerns takes them.
pub(super) fn list_request(request: &SearchRequest) -> ConcernListRequest {
    ConcernListRequest {
        text: Some(request.text.clone()),
        kind: request.kind.clone(),
        state: request.state.clone(),
        from: request.from.clone(),
        to: request.to.clone(),
        class_id: request.class_id.clone(),
        tier: request.tier.clone(),
        owner_id: request.owner_id.clone(),
        after: request.after,
        limit: request.limit,
    }
}

/// A page of them, the newest first.
pub(super) fn concerns(
    app: &App,
    home: &OpenHome,
    words: &str,
    filter: &Filter,
    (after, limit): (Option<i64>, u32),
) -> Result<Hits> {
    let found = crate::concern::found(app, home, Some(words), filter, (after, i64::from(limit)), true)?;
    let positions: Vec<i64> = found.lines.iter().map(|line| line.position).collect();
    let texts = home.read(|tx| store::search::texts(tx, &positions))?;
    let voided = crate::correction::voided_ids(home, Kind::Concern)?;
    let (named, hidden) = (crate::safeguard::Named::in_search(app, home)?, crate::safeguard::hidden(home)?);
    let hits = found.lines.into_iter().map(|line| {
        let parts = texts.iter().find(|t| t.position == line.position).map_or(&[][..], |t| t.parts.as_slice());
        let (place, mut snippet) = shown(parts, words);
        if let Some(named) = &named {
            snippet = named.pieces(snippet);
        }
        if hidden.keeps(&line.id, &line.owner_id) {
            snippet.clear();
        }
        let status_label = state_label(line.kind, &line.status).unwrap_or_default().to_owned();
        SearchHit {
            kind: "concern".to_owned(),
            title: hidden.title(&line.id, &line.owner_id, line.title),
            meta: format!("{} · {}", line.kind.label(), line.discovered_at.date()),
            status: line.status,
            status_label,
            place,
            snippet,
            voided: voided.contains(&line.id),
            id: line.id,
        }
    });
    let count = SearchCount {
        kind: "concern".to_owned(),
        total: u32::try_from(found.count.total).unwrap_or(u32::MAX),
        more: found.count.more,
    };
    Ok(Hits { hits: hits.collect(), count, next: found.next.and_then(|at| u32::try_from(at).ok()) })
}
