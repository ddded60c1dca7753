//! The papers by the eyes of other programs: signed whole, PDF/A and PDF/UA, tidy, and with their page numbers.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shared::{Said, pages, sample, tool};

/// Every paper of the demo whose bytes differ.
fn papers() -> [PathBuf; 4] {
    ["report.pdf", "ledger.pdf", "pacts.pdf", "packet/pacts.pdf"].map(|name| sample().path(name))
}

fn as_paths(papers: &[PathBuf; 4]) -> [&Path; 4] {
    papers.each_ref().map(PathBuf::as_path)
}

#[test]
fn pdfsig_finds_one_valid_signature_over_the_whole_of_each() {
    for paper in papers() {
        // Trust is not pdfsig's to judge: it has no store of the bureau's certificates.
        let said = Said::run(Command::new("pdfsig").arg("-nocert").arg(&paper)).succeeded().out;
        assert_eq!(said.matches("Signature #").count(), 1, "{said}");
        for line in ["Signature is Valid", "Total document signed", "ETSI.CAdES.detached", "SHA-256"] {
            assert!(said.contains(line), "no “{line}” for {}: {said}", paper.display());
        }
        assert!(!said.contains("Not total"), "{said}");
    }
}

#[test]
fn pyhanko_trusts_each_through_the_bureau_s_certificate() {
    let papers = papers();
    let trust = |ca: &Path| tool("pyhanko_check.py", &as_paths(&papers), &["--ca", &ca.to_string_lossy()]);
    trust(&sample().path("bureau/ca.pem")).succeeded();
    assert_eq!(trust(&sample().path("bureau/receipt.pem")).code, Some(1), "a receipt desk vouches for no school");
}

#[test]
fn verapdf_takes_each_for_pdf_a_3a_and_pdf_ua_1() {
    tool("pdfa", &as_paths(&papers()), &[]).succeeded();
}

#[test]
fn every_word_stays_in_its_page_its_column_and_its_row() {
    let [report, ledger, pacts, without_names] = papers();
    tool("pdf_words.py", &[&report, &pacts, &without_names], &[]).succeeded();
    // Seventeen columns have eighteen rules on each page.
    let rules = (18 * pages(&ledger).len()).to_string();
    tool("pdf_words.py", &[&ledger], &["--rules", &rules]).succeeded();
}

/// The heads of form 3.3, in their order.
const HEADS: [&str; 17] = [
    "编号",
    "排查领域",
    "问题",
    "发现日期",
    "来源",
    "等级",
    "整改措施",
    "责任领导",
    "责任人",
    "完成时限",
    "进展",
    "完成日期",
    "佐证材料",
    "验收人",
    "验收日期",
    "销号日期",
    "备注",
];

#[test]
fn every_page_of_the_ledger_has_the_head_and_its_number() {
    let pages = pages(&sample().path("ledger.pdf"));
    assert!(pages.len() >= 3, "twenty rows take some pages");
    for (number, page) in pages.iter().enumerate() {
        assert!(page.contains(&HEADS.concat()), "no head on page {}", number + 1);
        assert!(page.contains(&format!("第{}页共{}页", number + 1, pages.len())), "no number on page {}", number + 1);
    }
    let size = Said::run(Command::new("pdfinfo").arg(sample().path("ledger.pdf"))).succeeded().out;
    assert!(size.contains("841.89 x 595.276 pts (A4)"), "A4 landscape: {size}");
}

#[test]
fn the_report_s_pages_are_numbered_as_official_papers_are() {
    let pages = pages(&sample().path("report.pdf"));
    assert!(pages.len() > 3);
    for (number, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("—{}—", number + 1)), "no number on page {}", number + 1);
    }
}

#[test]
fn every_page_carries_the_audit_head_of_the_packet() {
    let head = sample().json("packet/packet.json")["audit"]["head"].as_str().expect("a head").to_owned();
    let printed = head.split_at(16).0;
    for paper in papers() {
        for (number, page) in pages(&paper).iter().enumerate() {
            assert!(page.contains(printed), "page {} of {}", number + 1, paper.display());
            assert!(page.contains("演练"), "no practice mark on page {} of {}", number + 1, paper.display());
        }
    }
}
