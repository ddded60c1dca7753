//! The papers of cases and of the school by the eyes of other programs: PDF/A-3a and PDF/UA-1, every word in its place.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use app::{App, KdfCost, Roots, view};
use domain::{FixedClock, Instant, Random};
use serde_json::json;

use crate::shared::{Seeded, pages, root, tool};

struct Bytes(Seeded);

impl Random for Bytes {
    fn fill(&mut self, out: &mut [u8]) {
        for byte in out {
            *byte = u8::try_from(self.0.below(256)).expect("a byte");
        }
    }
}

fn practice(dir: &Path) -> App {
    let app = App::new(Roots {
        clock: Arc::new(FixedClock(Instant::parse("2026-06-26T17:00:00+08:00").expect("an instant").at())),
        random: Mutex::new(Box::new(Bytes(Seeded::new(21)))),
        stopwatch: |work| {
            work();
            Duration::from_secs(1)
        },
        cost: Some(KdfCost::PARSE_FLOOR),
        home: dir.join("home"),
        assets: vec![root().join("assets/fonts")],
        runtime: dir.join("run"),
    });
    app::home::practice_open(&app, &ask(json!({"password": "山上种了七棵梨树和枣"}))).expect("a practice home");
    app
}

fn ask<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> T {
    serde_json::from_value(value).expect("a request")
}

fn kept(app: &App, dir: &Path, name: &str, view: &view::PaperView) -> PathBuf {
    let token = json!({ "token": view.token });
    let path = app::papers::opened_paper_print(app, &ask(token.clone())).expect("a file").path;
    let out = dir.join(format!("{name}.pdf"));
    std::fs::copy(path, &out).expect("a copy");
    app::june::paper_close(app, &ask(token)).expect("closed");
    out
}

/// One paper of each kind and edition, of the cases that have them, and the papers of the school.
fn papers() -> &'static [PathBuf] {
    static MADE: OnceLock<(tempfile::TempDir, Vec<PathBuf>)> = OnceLock::new();
    let (_, made) = MADE.get_or_init(|| {
        let dir = tempfile::tempdir().expect("a folder");
        let app = practice(dir.path());
        let mut kinds = BTreeSet::new();
        let mut all = Vec::new();
        for id in ["GZ-2026-017", "GZ-2026-010", "GZ-2026-001"] {
            for row in app::papers::case_papers(&app, &ask(json!({ "id": id }))).expect("papers") {
                let kind = row.paper.split(':').next().unwrap_or_default();
                let kind = format!("{kind}{}{}", row.paper.ends_with("+names"), row.title.starts_with("家校"));
                if row.blocked.is_empty() && kinds.insert(kind.clone()) {
                    let view = app::papers::case_paper_open(&app, &ask(json!({ "id": id, "paper": row.paper })));
                    all.push(kept(&app, dir.path(), &kind, &view.expect("a paper")));
                }
            }
        }
        for (paper, coded) in
            [("intake_blank", false), ("concern_ledger", true), ("concern_ledger", false), ("missing_reports", false)]
        {
            let request = json!({"paper": paper, "from": "2026-02-01", "to": "2026-06-26", "coded": coded});
            let view = app::papers::school_paper_open(&app, &ask(request)).expect("a paper");
            all.push(kept(&app, dir.path(), &format!("{paper}-{coded}"), &view));
        }
        (dir, all)
    });
    made
}

fn as_paths() -> Vec<&'static Path> {
    papers().iter().map(PathBuf::as_path).collect()
}

#[test]
fn verapdf_takes_each_for_pdf_a_3a_and_pdf_ua_1() {
    assert!(papers().len() >= 14, "{:?}", papers());
    tool("pdfa", &as_paths(), &[]).succeeded();
}

#[test]
fn every_word_stays_on_its_page_and_in_its_box() {
    tool("pdf_words.py", &as_paths(), &[]).succeeded();
}

#[test]
fn every_page_is_numbered_and_says_that_it_is_practice() {
    for paper in papers() {
        let all = pages(paper);
        for (number, page) in all.iter().enumerate() {
            assert!(
                page.contains(&format!("第{}页共{}页", number + 1, all.len())),
                "{} {}",
                paper.display(),
                number + 1
            );
            assert!(page.contains("演练"), "{}", paper.display());
        }
    }
}
