//! Makes the June packet: numbers → papers → signatures → packet → seal → outbox, all or nothing.

use std::sync::PoisonError;

use domain::Records;
use domain::noun::PacketKind;
use domain::numbers::{Numbers, WorkStatistics};
use packet::build::{Draft, Packet};
use packet::identity::Identity;
use packet::manifest::{Audit, Edition, Kind};
use packet::open::NamedFile;
use packet::pades::{Signing, sign};
use packet::profile::BureauProfile;
use packet::seal::seal;
use paper::content::Meta;
use paper::fonts::Fonts;
use store::outbox::{NewPacket, SealedFile};

use super::clear::cleared;
use super::contents;
use super::names::{prove_search, refuse_names};
use super::records_json::records_json;
use crate::App;
use crate::bureau::current_profile;
use crate::error::{AppError, Code, Result};
use crate::fault::{packet_error, paper_error};
use crate::home::OpenHome;
use crate::keys;
use crate::rights::Right;
use crate::view::{JuneView, PaperRow};

/// Names of the school's own papers beside the packet's files.
pub(crate) const SCHOOL_PACTS: &str = "school/pacts.pdf";

/// A packet as it was made and stands in the outbox.
pub(crate) struct MadePacket {
    pub(crate) packet: Packet,
    /// The pacts with signature sheets and names; they stay in the school.
    pub(crate) school_pacts: Vec<u8>,
    /// The sealed file, once there is a bureau to address, and its name.
    pub(crate) sealed: Option<Vec<u8>>,
    pub(crate) sealed_name: String,
}

/// Makes the packet and puts it in the outbox.
///
/// # Errors
/// `MissingGlyph`, `NameFound`, `FontsMissing`, `PaperFailed`, `DiskFull`; then nothing was kept.
pub fn june_make(app: &App) -> Result<JuneView> {
    let home = app.home()?;
    home.require(Right::SignPackets)?;
    let made = make_packet(app, &home)?;
    let words = contents::words()?;
    let paper = |id: &str, title: &str, bytes: &[u8]| PaperRow {
        id: id.to_owned(),
        title: title.to_owned(),
        pages: paper::preview::Preview::open(bytes.into()).map_or(0, |p| u32::try_from(p.page_count()).unwrap_or(0)),
        sha256: packet::encoding::sha256_hex(bytes),
    };
    let file = |name: &str| made.packet.file(name).unwrap_or_default();
    Ok(JuneView {
        packet_id: made.packet.manifest.packet_id.to_string(),
        file_name: made.sealed_name.clone(),
        papers: vec![
            paper("report", &words.report_title, file("report.pdf")),
            paper("ledger", &words.ledger_title, file("ledger.pdf")),
            paper("pacts", &words.pacts_title, &made.school_pacts),
        ],
        addressed: made.sealed.is_some(),
    })
}

/// Everything of a packet that does not change while it is made.
struct Ground<'a> {
    app: &'a App,
    home: &'a OpenHome,
    records: Records,
    numbers: Numbers,
    statistics: WorkStatistics,
    identity: Identity,
    packet_id: uuid::Uuid,
    audit: store::audit::Head,
    fonts: Fonts,
}

/// A packet that nobody has searched and nobody has kept.
pub(super) struct Drafted {
    pub(super) packet: Packet,
    pub(super) records: Records,
    school_pacts: Vec<u8>,
    place: store::outbox::Place,
}

/// Makes papers and packet as they would be now.
pub(super) fn drafted(app: &App, home: &OpenHome) -> Result<Drafted> {
    draft(app, home, app.roots.uuid())
}

fn draft(app: &App, home: &OpenHome, packet_id: uuid::Uuid) -> Result<Drafted> {
    let now = app.roots.now();
    let fonts = Fonts::find(&app.roots.assets).map_err(|_| AppError::new(Code::FontsMissing))?;
    let (records, place, audit) = home
        .read(|tx| Ok((store::read_all(tx, now.date())?, store::outbox::next_place(tx)?, store::audit::head(tx)?)))?;
    let school = records.school.clone().ok_or_else(|| AppError::new(Code::JuneBlocked))?;
    let (identity, _) = keys::identity(home)?;
    let numbers = Numbers::compute(&records, now.date());
    let statistics = WorkStatistics::fill(&records, &numbers);
    let ground = Ground { app, home, records, numbers, statistics, identity, packet_id, audit, fonts };
    let (attachments, school_pacts) = ground.papers()?;
    let draft = Draft {
        packet_id,
        kind: Kind::CampaignReport,
        school_code: school.school_code.clone(),
        school_name: school.name.clone(),
        epoch: place.epoch.clone(),
        seq: u32::try_from(place.seq).unwrap_or(u32::MAX),
        prev_sha256: place.prev_sha256.clone(),
        created_at: now.at(),
        edition: Edition::Pseudonymous,
        test: home.practice,
        audit: Audit { count: ground.audit.count, head: packet::encoding::hex(&ground.audit.hash) },
        period: None,
        campaign: ground.records.campaign.as_ref().map(|c| c.name.clone()),
    };
    let packet = packet::build::packet(draft, attachments, &ground.identity).map_err(packet_error)?;
    Ok(Drafted { packet, records: ground.records, school_pacts, place })
}

/// Makes the packet of an open home and keeps it in its outbox, in one transaction with its audit row.
pub(crate) fn make_packet(app: &App, home: &OpenHome) -> Result<MadePacket> {
    // Numbers of packets have no gap, so only one is made at a time. A poisoned lock guards nothing but the order.
    let _one_at_a_time = home.making.lock().unwrap_or_else(PoisonError::into_inner);
    let now = app.roots.now();
    let packet_id = app.roots.uuid();
    home.record(app, "june.prepare", "packet", &packet_id.to_string(), &[], |_| Ok(()))?;
    let Drafted { packet, records, school_pacts, place } = draft(app, home, packet_id)?;
    let files = packet.files.iter().map(|f| (f.name.as_str(), f.bytes.as_slice()));
    refuse_names(&records, files, &cleared(home)?)?;
    prove_search(&records, &school_pacts)?;

    let profile = current_profile(home)?;
    let sealed = profile.map(|p| seal_to(home, &packet, &p)).transpose()?;
    let sealed_name = packet.sealed_name();
    let mut files: Vec<(&str, &[u8])> = packet.files.iter().map(|f| (f.name.as_str(), f.bytes.as_slice())).collect();
    files.push((SCHOOL_PACTS, &school_pacts));
    let manifest_sha256 = packet.manifest_sha256();
    let entry = NewPacket {
        packet_id,
        kind: PacketKind::CampaignReport,
        edition: domain::noun::Edition::Pseudonymous,
        epoch: &place.epoch,
        seq: place.seq,
        prev_sha256: place.prev_sha256.as_deref(),
        manifest_sha256: &manifest_sha256,
        file_name: &sealed_name,
        created_at: now,
        test: home.practice,
        files: &files,
        sealed: sealed.as_deref().map(|bytes| SealedFile { bytes }),
    };
    home.record(app, "june.make", "packet", &packet_id.to_string(), &["packet", "papers"], |tx| {
        store::outbox::enqueue(tx, &entry)
    })?;
    Ok(MadePacket { packet, school_pacts, sealed, sealed_name })
}

/// Seals a packet to the bureau and to the school itself.
pub(crate) fn seal_to(home: &OpenHome, packet: &Packet, profile: &BureauProfile) -> Result<Vec<u8>> {
    let own = keys::recovery(home)?;
    let zip = packet.zip().map_err(packet_error)?;
    let mut sealed = Vec::with_capacity(zip.len() + 1024);
    seal(&zip, &[profile.recipient.clone(), own.recipient()], &mut sealed).map_err(packet_error)?;
    Ok(sealed)
}

impl Ground<'_> {
    /// The packet's files in their order, and the school's own edition of the pacts.
    fn papers(&self) -> Result<(Vec<NamedFile>, Vec<u8>)> {
        let now = self.app.roots.now();
        let words = contents::words()?;
        let report = domain::report::compose(&self.records, &self.numbers, now.date());
        let records_bytes = records_json(&self.records, &self.numbers, &self.statistics)?;
        let content = contents::report(&self.records, &report, &self.statistics, &words);
        let report_pdf = paper::report(&content, &self.meta(&report.title), Some(&records_bytes), &self.fonts)
            .map_err(paper_error)?;
        let content = contents::ledger(&self.records, now.date(), &words);
        let ledger_pdf = paper::ledger(&content, &self.meta(&words.ledger_title), &self.fonts).map_err(paper_error)?;
        let content = contents::pacts(&self.records, now.date(), &words);
        let meta = self.meta(&words.pacts_title);
        let edition = |edition| paper::pacts(&content, edition, &meta, &self.fonts).map_err(paper_error);
        let packet_pacts = self.signed(&edition(paper::content::Edition::Packet)?)?;
        let school_pacts = self.signed(&edition(paper::content::Edition::School)?)?;
        let files = vec![
            NamedFile::new("records.json", records_bytes),
            NamedFile::new("report.pdf", self.signed(&report_pdf)?),
            NamedFile::new("ledger.pdf", self.signed(&ledger_pdf)?),
            NamedFile::new("pacts.pdf", packet_pacts),
        ];
        Ok((files, school_pacts))
    }

    fn meta(&self, title: &str) -> Meta {
        Meta {
            title: title.to_owned(),
            school: self.records.school.as_ref().map(|s| s.name.clone()).unwrap_or_default(),
            made_at: self.app.roots.now().at(),
            audit_head: self.audit.hash,
            practice: self.home.practice,
            id_seed: self.packet_id.to_string(),
        }
    }

    fn signed(&self, pdf: &[u8]) -> Result<Vec<u8>> {
        let name = self.records.school.as_ref().map(|s| s.name.as_str()).unwrap_or_default();
        let signing = Signing { at: self.app.roots.now().at(), name, reason: &contents::words()?.signing_reason };
        sign(pdf, &self.identity, &signing).map_err(|_| AppError::new(Code::PaperFailed))
    }
}
