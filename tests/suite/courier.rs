//! Delivery from end to end against the npm package `@tus/server`: receipts, interruptions, and everything that a network or
//! a bureau may do wrong.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;

use packet::bureau::{Bureau, demo_term};
use packet::identity::{Identity, Request};
use packet::manifest::Manifest;
use packet::receipt::{self, Receipt, School, Verdict};
use tempfile::TempDir;

use crate::bureau::{Line, Server, elsewhere};
use crate::shared::{
    Said, Seeded, anmiao_in, at, beside, demo_command, names_in, put, sample, school_file, sealed_in, text,
};

/// A finished demo that is not yet delivered, to deliver.
struct Waiting {
    folder: TempDir,
    out: PathBuf,
}

impl Waiting {
    fn new() -> Self {
        let (folder, out) = sample().copy();
        Self { folder, out }
    }

    fn server(&self, options: &[&str]) -> Server {
        Server::start(&self.out, &self.folder.path().join("data"), options)
    }

    fn send(&self, url: &str) -> Said {
        Said::run(demo_command(&school_file(), &self.out, 1).args(["--bureau", url]))
    }
}

fn packet_id() -> String {
    text(&sample().json("packet/packet.json"), "packetId").to_owned()
}

fn size() -> u64 {
    fs::metadata(sample().sealed()).expect("the sealed file").len()
}

/// Checks that the receipt that was kept is one for the sealed file.
fn receipted(out: &Path) {
    let mut verify = anmiao_in(&beside(out));
    verify.arg("verify").arg(sealed_in(out)).arg("--key").arg(out.join("bureau/age.key"));
    verify.arg("--profile").arg(out.join("bureau/profile.jws")).arg("--receipt").arg(out.join("receipt.jws"));
    Said::run(&mut verify).succeeded();
}

#[test]
fn a_fresh_demo_is_made_uploaded_and_receipted_in_one_go() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("demo");
    let server = Server::start(&out, &folder.path().join("data"), &[]);
    let said = Said::run(demo_command(&school_file(), &out, 6).args(["--bureau", &server.url])).succeeded();
    assert_eq!(said.err, "");
    assert!(said.out.contains("已回执"), "{}", said.out);
    receipted(&out);
    let id =
        Manifest::read(&fs::read(out.join("packet/packet.json")).expect("the manifest")).expect("a manifest").packet_id;
    let arrived =
        fs::read(server.data.join("uploads").join(id.to_string())).expect("the upload, called by the packet's id");
    assert!(arrived == fs::read(sealed_in(&out)).expect("the sealed file"), "the server has the very bytes");
    // Once more: nothing is made or sent again.
    let again = Said::run(demo_command(&school_file(), &out, 6).args(["--bureau", &server.url])).succeeded();
    assert!(again.out.contains("已回执") && !again.out.contains("密码"), "{}", again.out);
    assert_eq!(server.receipts().len(), 1);
}

#[test]
fn a_demo_without_a_receipt_is_sent_later_to_another_address() {
    let waiting = Waiting::new();
    let serial = |out: &Path| {
        let profile =
            packet::profile::read(&fs::read(out.join("bureau/profile.jws")).expect("the profile")).expect("a profile");
        (profile.profile.serial, profile.profile.url)
    };
    assert_eq!(serial(&waiting.out), (1, String::new()));
    let server = waiting.server(&[]);
    waiting.send(&server.url).succeeded();
    assert_eq!(serial(&waiting.out), (2, server.url.clone()), "issued again with the next serial for the address");
    receipted(&waiting.out);
    assert_eq!(server.uploaded(&packet_id()), Some(size()));
}

#[test]
fn an_upload_that_was_killed_goes_on_where_the_server_is() {
    let waiting = Waiting::new();
    let server = waiting.server(&[]);
    let mut random = Seeded::new(11);
    let mut reached = 0;
    for round in 1..=4 {
        // Each time the line stops in the middle of another chunk, and the program is killed there.
        let most = 70_000 + random.below(60_000);
        let line = Line::to(&server.url, most);
        let mut command = demo_command(&school_file(), &waiting.out, 1);
        command.args(["--bureau", &line.url]).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("anmiao starts");
        line.wait_until_held(most);
        child.kill().expect("killed");
        child.wait().expect("an end");
        let first = line.offsets().first().copied().expect("a chunk was sent");
        assert!(first >= reached, "round {round}: begins at {first}, the server had {reached}");
        assert!(round == 1 || first > 0, "round {round} begins anew");
        let now = server.settled(&packet_id());
        assert!(now > reached && now < size(), "round {round}: {now} of {}", size());
        reached = now;
    }
    let line = Line::to(&server.url, usize::MAX);
    waiting.send(&line.url).succeeded();
    assert_eq!(line.offsets().first(), Some(&reached), "goes on at the server's offset");
    assert_eq!(server.uploaded(&packet_id()), Some(size()));
    receipted(&waiting.out);
}

#[test]
fn a_line_that_is_cut_again_and_again_only_makes_it_slower() {
    let waiting = Waiting::new();
    // Less than a chunk gets through at a time, so that every chunk is cut in its middle.
    let server = waiting.server(&["--cut-after", "30000", "--cuts", "100000"]);
    waiting.send(&server.url).succeeded();
    receipted(&waiting.out);
}

/// Receipts that must not count, each with what is wrong with it.
fn false_receipts() -> Vec<(&'static str, Vec<u8>)> {
    let bureau = Bureau::open(|name| fs::read(sample().path("bureau").join(name)).ok()).expect("the bureau");
    let manifest = Manifest::read(&sample().read("packet/packet.json")).expect("a manifest");
    let right = Receipt {
        packet_id: manifest.packet_id,
        school_code: manifest.school_code.clone(),
        epoch: manifest.epoch.clone(),
        seq: manifest.seq,
        sha256: packet::encoding::sha256_hex(&fs::read(sample().sealed()).expect("the sealed file")),
        received_at: at("2026-06-26T18:00:00+08:00"),
        verdict: Verdict::Accepted,
        reasons: Vec::new(),
        school: School::Confirmed,
    };
    let mut random = Seeded::new(12);
    let term = demo_term().expect("a term");
    let stranger =
        Bureau::make_demo("他县教育局", "OTHER", "", at("2026-06-26T18:00:00+08:00"), &mut random).expect("a bureau");
    let alone = Identity::self_signed("某校", "3114999905", term, &mut random).expect("an identity");
    let request = Request::from_pem(&alone.request().expect("a request")).expect("a request");
    let issued = bureau.authority().expect("its CA").issue_school(&request, term, &mut random).expect("a certificate");
    let school =
        alone.import(&issued.to_pem().expect("PEM"), Some(bureau.certificate()), at("2026-06-26T18:00:00+08:00"));
    let school = school.expect("a school of the same CA");
    let signed = |receipt: &Receipt, by: &Identity| receipt::issue(receipt, by).expect("a receipt");
    let mut packet = right.clone();
    packet.packet_id = uuid::Uuid::from_u128(right.packet_id.as_u128() ^ 1);
    let mut file = right.clone();
    file.sha256 = "0".repeat(64);
    let mut number = right.clone();
    number.seq += 1;
    let mut code = right.clone();
    code.school_code = "3114999902".into();
    let mut changed = signed(&right, bureau.desk());
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    vec![
        ("somebody else's", signed(&right, stranger.desk())),
        ("a school's of the same CA", signed(&right, &school)),
        ("a school's own", signed(&right, &alone)),
        ("for another packet", signed(&packet, bureau.desk())),
        ("for another file", signed(&file, bureau.desk())),
        ("for another number", signed(&number, bureau.desk())),
        ("for another school", signed(&code, bureau.desk())),
        ("changed by one byte", changed),
        ("a page", b"<!doctype html><title>OK</title>".to_vec()),
        ("nothing", Vec::new()),
        ("the packet's own signature", sample().read("packet/packet.jws")),
    ]
}

#[test]
fn a_receipt_that_is_not_the_bureau_s_for_this_packet_never_counts() {
    let waiting = Waiting::new();
    let place = waiting.folder.path().join("false.jws");
    let server = waiting.server(&["--receipt", &format!("file={}", place.display())]);
    for (what, bytes) in false_receipts() {
        put(&place, bytes);
        let said = waiting.send(&server.url);
        said.refused(3);
        assert!(!said.out.contains("已回执"), "{what}: {}", said.out);
        assert!(!waiting.out.join("receipt.jws").exists(), "{what} was kept");
    }
}

#[test]
fn a_rejection_is_told_with_its_reason_and_stays() {
    let waiting = Waiting::new();
    let server = waiting.server(&["--receipt", "rejected=缺少公章页"]);
    let said = waiting.send(&server.url);
    assert!(said.refused(3).contains("缺少公章页"), "{}", said.all());
    receipted(&waiting.out);
    let again = waiting.send(&server.url);
    assert!(again.refused(3).contains("缺少公章页"), "what the bureau said is not unsaid: {}", again.all());
}

/// One thing that may be in the way: what answers, the exit code, and a word of the sentence.
struct InTheWay {
    what: &'static str,
    options: &'static [&'static str],
    code: i32,
    word: &'static str,
}

const IN_THE_WAY: [InTheWay; 6] = [
    InTheWay { what: "a page for everything", options: &["--mode", "html"], code: 4, word: "登录" },
    InTheWay { what: "a redirect", options: &["--mode", "redirect=http://127.0.0.1:9/x"], code: 4, word: "" },
    InTheWay { what: "a redirect elsewhere", options: &["--mode", "redirect=https://example.org/"], code: 4, word: "" },
    InTheWay { what: "no answer", options: &["--mode", "hangup"], code: 4, word: "" },
    InTheWay {
        what: "cut in every request",
        options: &["--cut-after", "200", "--cuts", "100000"],
        code: 4,
        word: "断",
    },
    InTheWay { what: "no receipt", options: &["--receipt", "none"], code: 3, word: "还没有等到回执" },
];

#[test]
fn whatever_is_in_the_way_is_said_and_the_packet_stays() {
    // Each of them waits for most of its time, so that all may wait together.
    thread::scope(|scope| {
        for case in &IN_THE_WAY {
            scope.spawn(move || {
                let waiting = Waiting::new();
                let before = names_in(&waiting.out);
                let server = waiting.server(case.options);
                let said = waiting.send(&server.url);
                let line = said.refused(case.code);
                assert!(line.contains(case.word), "{}: {line}", case.what);
                assert_eq!(names_in(&waiting.out), before, "{}", case.what);
                assert!(
                    fs::read(sealed_in(&waiting.out)).expect("sealed") == fs::read(sample().sealed()).expect("sealed")
                );
            });
        }
        scope.spawn(|| {
            let waiting = Waiting::new();
            let said = waiting.send(&elsewhere());
            assert!(said.refused(4).contains("转到别处"), "an upload's place elsewhere: {}", said.all());
        });
        scope.spawn(|| {
            let waiting = Waiting::new();
            let port = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
            let said = waiting.send(&format!("http://127.0.0.1:{port}"));
            assert!(said.refused(4).contains("连不上"), "a bureau that is off: {}", said.all());
        });
    });
}

#[test]
fn another_file_under_the_same_id_is_refused_and_the_first_one_stays() {
    let waiting = Waiting::new();
    let server = waiting.server(&[]);
    waiting.send(&server.url).succeeded();
    let second = Waiting::new();
    let bureau = Bureau::open(|name| fs::read(second.out.join("bureau").join(name)).ok()).expect("the bureau");
    let sealed = sealed_in(&second.out);
    let zip = packet::seal::unseal(&fs::read(&sealed).expect("sealed"), bureau.age(), 1 << 30).expect("opened");
    let mut again = Vec::new();
    packet::seal::seal(&zip, &[bureau.profile().recipient.clone()], &mut again).expect("sealed");
    put(&sealed, again);
    let said = second.send(&server.url);
    assert!(said.refused(4).contains("不接收"), "{}", said.all());
    assert!(!second.out.join("receipt.jws").exists(), "the receipt of the first is not one for this");
    let kept = fs::read(server.data.join("uploads").join(packet_id())).expect("the upload");
    assert!(kept == fs::read(sealed_in(&waiting.out)).expect("the sealed file"), "the first one stays");
}
