//! Judging PDFs: one on its own, or those of a packet.

use super::reason::LONE_PAPER;
use super::report::{JudgedBy, Report, Subject};
use super::{Question, Reason, trust};
use crate::manifest::is_school_code;
use crate::pades::{self, Flaw, SignedPdf};

/// Judges a signed PDF on its own: at the time asked for, else at its `/M`. A receipt in the question is not looked
/// at, since receipts answer packets.
pub fn paper(pdf: &[u8], question: &Question) -> Report {
    let mut report = Report::of(Subject::Paper, Reason::Genuine);
    if let Err(reason) = judge(pdf, question, &mut report) {
        report.reason = reason;
    }
    report
}

fn judge(pdf: &[u8], question: &Question, report: &mut Report) -> Result<(), Reason> {
    if !pades::claims_signature(pdf) {
        return Err(if pdf.starts_with(b"%PDF") { Reason::Unsigned } else { Reason::NotOurs });
    }
    let signed = intact(pdf, LONE_PAPER)?;
    let leaf = &signed.certificate;
    let code = leaf.school_code().filter(|code| is_school_code(code)).ok_or(Reason::NoSchool)?;
    report.signer = Some((code, leaf.common_name().unwrap_or_default()));
    report.fingerprint = leaf.fingerprint().ok();
    let judged = match question.at {
        Some(at) => (at, JudgedBy::At),
        None => (signed.at, JudgedBy::SignedAt),
    };
    report.judged = Some(judged);
    trust::judge(leaf, question, judged.0)
}

/// Checks a PDF's signature without asking whom to believe.
pub(super) fn intact(pdf: &[u8], path: &str) -> Result<SignedPdf, Reason> {
    let path = path.to_owned();
    pades::verify(pdf).map_err(|flaw| match flaw {
        Flaw::NotSigned if !pades::claims_signature(pdf) => Reason::PaperUnsigned { path },
        Flaw::Digest | Flaw::Signature => Reason::PaperChanged { path },
        Flaw::Tail | Flaw::Range => Reason::PaperExtended { path },
        Flaw::Second => Reason::PaperSecondSignature { path },
        _ => Reason::PaperForm { path },
    })
}
