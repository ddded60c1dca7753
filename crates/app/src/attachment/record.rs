//! The record that attachments belong to, as far as the person may see it.

use std::sync::Arc;

use domain::Records;
use domain::correction::{Kind, is_finished};
use domain::handling::DutyCode;
use store::attachment::{Attachment, Holder};

use super::not_found;
use crate::App;
use crate::correction::voided_ids;
use crate::error::Result;
use crate::home::OpenHome;
use crate::rights::Right;
use crate::safeguard::Named;
use crate::view::Choice;

/// See the file's head.
pub(super) struct Record {
    pub(super) holder: Holder,
    pub(super) id: String,
    /// Whether it takes no attachment and loses none.
    pub(super) finished: bool,
    /// Whether footage and other evidence of it is still to be secured, which an attachment may do.
    pub(super) evidence_due: bool,
    /// The numbers of its entries, with their words.
    pub(super) entries: Vec<Choice>,
    pub(super) records: Records,
    /// How the person reads pupils' names in what others have typed.
    pub(super) named: Named,
}

impl Record {
    /// The record of this kind and number.
    ///
    /// # Errors
    /// `NotFound`, also for one that the person does not see.
    pub(super) fn seen(app: &App, home: &OpenHome, kind: &str, id: &str) -> Result<Self> {
        let holder = Holder::from_id(kind).ok_or_else(|| not_found(id))?;
        let today = app.roots.now().date();
        // The case with what hangs on it, and the ledger: what a list of pictures needs, and not the thousands of others.
        let (mut records, settings) =
            home.read(|tx| Ok((store::read_case(tx, id, today)?, store::setting::handling(tx)?)))?;
        home.scope().retain(&mut records);
        let of = match holder {
            Holder::Concern => Kind::Concern,
            Holder::Ledger => Kind::Ledger,
        };
        let concern = records.concerns.iter().find(|c| holder == Holder::Concern && c.id == id);
        if concern.is_some() {
            crate::safeguard::admit(app, home, id)?;
        }
        let named = Named::of(home, &records, concern)?;
        let ended = is_finished(&records, of, id).ok_or_else(|| not_found(id))?;
        let finished = ended || voided_ids(home, of)?.contains(id);
        let evidence_due = holder == Holder::Concern && !finished && {
            let due = domain::handling::duties(&records, app.roots.now(), settings, None);
            due.iter().any(|d| d.what == DutyCode::VideoEvidence && d.id == id)
        };
        let entries = if holder == Holder::Concern { entries(&records, id) } else { Vec::new() };
        Ok(Self { holder, id: id.to_owned(), finished, evidence_due, entries, records, named })
    }

    /// The name of a person.
    pub(super) fn name(&self, id: &str) -> String {
        self.records.person_name(id).unwrap_or_default().to_owned()
    }

    /// Whether the person may withdraw an attachment: who added it, or who handles records of this kind.
    pub(super) fn may_withdraw(&self, home: &OpenHome, attachment: &Attachment) -> bool {
        let handles = match self.holder {
            Holder::Concern => Right::HandleConcern,
            Holder::Ledger => Right::RecordLedger,
        };
        !self.finished
            && attachment.withdrawn.is_none()
            && home.holds(Right::RecordConcern)
            && (attachment.by == home.person_id() || home.holds(handles))
    }
}

/// An attachment with its record.
///
/// # Errors
/// `NotFound`, also for a record that the person does not see.
pub(super) fn attachment(app: &App, home: &Arc<OpenHome>, id: &str) -> Result<(Record, Attachment)> {
    let found = home.read(|tx| store::attachment::get(tx, id))?.ok_or_else(|| not_found("attachment"))?;
    let record = Record::seen(app, home, found.holder.id(), &found.record).map_err(|_| not_found("attachment"))?;
    Ok((record, found))
}

/// The entries of a case that a file may belong to.
fn entries(records: &Records, id: &str) -> Vec<Choice> {
    let words = crate::handling::entry_title;
    let choice = |no: &str, entry: &str| Choice { id: no.to_owned(), label: format!("{} {no}", words(entry)) };
    let talks = records.talks.iter().filter(|x| x.concern_id == id).map(|x| choice(&x.id, "talk"));
    let told = records.communications.iter().filter(|x| x.concern_id == id).map(|x| choice(&x.id, "communication"));
    let sanctions = records.sanctions.iter().filter(|x| x.concern_id == id).map(|x| choice(&x.id, "sanction"));
    let reports = records.incident_reports.iter().filter(|x| x.concern_id == id);
    let reports = reports.map(|x| choice(&x.id, if x.fields.is_some() { "report_written" } else { "report_phone" }));
    talks.chain(told).chain(sanctions).chain(reports).collect()
}
