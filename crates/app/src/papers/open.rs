//! The papers of a case: which there are, and each in the window.

use domain::Records;
use domain::handling::Settings;
use paper::content::{Meta, SheetContent};
use paper::fonts::Fonts;

use super::desk::Desk;
use super::kind::{KINDS, Kind};
use super::masked::Masker;
use super::words::word;
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::fault::paper_error;
use crate::home::OpenHome;
use crate::june::{Origin, open_made};
use crate::rights::Right;
use crate::view::{CasePaperRequest, CasePaperRow, IdRequest, PaperView};

fn not_found(id: &str) -> AppError {
    AppError::new(Code::NotFound).with("id", id.chars().take(40).collect::<String>())
}

/// The case with what hangs on it, as far as the person sees it; a void one has no papers.
fn records_of(app: &App, home: &OpenHome, id: &str) -> Result<(Records, Settings)> {
    let today = app.roots.now().date();
    let (mut records, settings) = home.read(|tx| {
        let mut records = store::read_case(tx, id, today)?;
        store::without_void(tx, &mut records)?;
        records.contacts = store::table::contact::list(tx)?;
        Ok((records, store::setting::handling(tx)?))
    })?;
    home.scope().retain(&mut records);
    records.concerns.retain(|c| c.id == id);
    let concern = records.concerns.first().ok_or_else(|| not_found(id))?;
    crate::safeguard::admit(app, home, id)?;
    // A paper never says more than the person who prints it may read.
    let named = crate::safeguard::Named::of(home, &records, Some(concern))?;
    Ok((named.view(&records, id)?.into_owned(), settings))
}

fn desk<'a>(
    app: &App,
    home: &'a OpenHome,
    (records, settings): &'a (Records, Settings),
    masker: &'a Masker<'a>,
    id: &str,
) -> Result<Desk<'a>> {
    let concern = records.concerns.first().ok_or_else(|| not_found(id))?;
    let (now, person) = (app.roots.now(), home.person_id());
    Ok(Desk { records, settings: *settings, concern, now, person, names: false, masker })
}

fn may_print(home: &OpenHome, kind: &Kind) -> bool {
    kind.rights.iter().any(|right| home.holds(*right))
}

/// Whether a pupil of the school stands in the paper by name.
fn names_a_pupil(records: &Records, content: &SheetContent) -> bool {
    let texts = content.values.values().chain(content.lists.values().flatten().flatten());
    let whole: String = texts.flat_map(|w| [w.text.as_str(), "\n"]).collect();
    let of_case = |id: &str| records.concerns.iter().any(|c| c.involved.iter().any(|i| i.student_id == id));
    records.students.iter().any(|s| of_case(&s.id) && whole.contains(s.name.as_str()))
}

/// Which papers the case has, the most urgent first, as far as the person may print them.
///
/// # Errors
/// `NotFound` for a case that the person does not see.
pub fn case_papers(app: &App, request: &IdRequest) -> Result<Vec<CasePaperRow>> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let case = records_of(app, &home, &request.id)?;
    let masker = Masker::official(&case.0);
    let desk = desk(app, &home, &case, &masker, &request.id)?;
    let kinds = KINDS.iter().filter(|k| k.kinds.contains(&desk.concern.kind) && may_print(&home, k));
    let rows = kinds.flat_map(|kind| (kind.offers)(&desk).into_iter().map(move |offer| (kind, offer)));
    Ok(rows
        .map(|(kind, offer)| {
            let content = offer.blocked.is_empty().then(|| (kind.fill)(&desk, &offer.row)).flatten();
            CasePaperRow {
                paper: if offer.row.is_empty() { kind.id.to_owned() } else { format!("{}:{}", kind.id, offer.row) },
                group: word("groups", kind.id),
                title: offer.title.trim().to_owned(),
                detail: offer.detail,
                names: content.is_some_and(|c| names_a_pupil(desk.records, &c)),
                blocked: offer.blocked,
            }
        })
        .collect())
}

/// Makes one of them and opens it in the window.
///
/// # Errors
/// `NotFound`; `NoRight` for a paper that the person may not print; `MissingGlyph` naming record and character.
pub fn case_paper_open(app: &App, request: &CasePaperRequest) -> Result<PaperView> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let case = records_of(app, &home, &request.id)?;
    let masker = Masker::official(&case.0);
    let desk = desk(app, &home, &case, &masker, &request.id)?;
    let (kind, row) = request.paper.split_once(':').unwrap_or((&request.paper, ""));
    let known = KINDS.iter().find(|k| k.id == kind && k.kinds.contains(&desk.concern.kind));
    let kind = known.ok_or_else(|| not_found(&request.paper))?;
    home.require_any(kind.rights)?;
    let offers = (kind.offers)(&desk);
    let offer =
        offers.iter().find(|o| o.row == row && o.blocked.is_empty()).ok_or_else(|| not_found(&request.paper))?;
    let content = (kind.fill)(&desk, row).ok_or_else(|| not_found(&request.paper))?;
    let named = names_a_pupil(desk.records, &content);
    let bytes = {
        let fonts = Fonts::find(&app.roots.assets).map_err(|_| AppError::new(Code::FontsMissing))?;
        // The title of the file is read by whoever holds it: it names the case and nobody.
        let title = format!("{} {}", offer.title.trim(), desk.concern.id);
        paper::sheet(&content, &meta(app, &home, desk.records, title)?, &fonts).map_err(paper_error)?
    };
    let origin = Origin {
        object_kind: "concern",
        object_id: desk.concern.id.clone(),
        file: file_name(&desk.concern.id, kind.id, row),
        paper: kind.id,
    };
    if named {
        home.record(app, "paper.read", "concern", &desk.concern.id, &[kind.id], |_| Ok(()))?;
    }
    open_made(app, &home, bytes.into(), origin)
}

/// A name for the system's viewer: numbers and the kind, never a pupil.
fn file_name(id: &str, kind: &str, row: &str) -> String {
    let printed = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    // Rows that are printed numbers tell two papers of one kind apart; an id of a pupil is left out.
    let row = if row.starts_with(|c: char| c.is_ascii_uppercase()) { row } else { "" };
    let name = [id, kind, row].iter().filter(|p| !p.is_empty()).copied().collect::<Vec<_>>().join("-");
    format!("{}.pdf", name.replace('_', "-").chars().filter(printed).collect::<String>())
}

/// What a paper says about itself.
pub(super) fn meta(app: &App, home: &OpenHome, records: &Records, title: String) -> Result<Meta> {
    Ok(Meta {
        title,
        school: records.school.as_ref().map(|s| s.name.clone()).unwrap_or_default(),
        made_at: app.roots.now().at(),
        audit_head: home.read(|tx| Ok(store::audit::head(tx)?.hash))?,
        practice: home.practice,
        id_seed: app.roots.uuid().to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_holds_numbers_and_the_kind_and_no_pupil() {
        assert_eq!(file_name("GZ-2026-017", "phone_script", ""), "GZ-2026-017-phone-script.pdf");
        assert_eq!(
            file_name("GZ-2026-017", "incident", "BG-2026-02+names"),
            "GZ-2026-017-incident-BG-2026-02names.pdf"
        );
        assert_eq!(file_name("GZ-2026-010", "not_bullying", "stu-c11-03"), "GZ-2026-010-not-bullying.pdf");
    }
}
