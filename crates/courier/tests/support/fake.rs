//! A small tus server in this process that keeps what it is sent and misbehaves where a case says so.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

/// The head of a request.
#[derive(Debug, Clone)]
pub struct Head {
    pub method: String,
    pub path: String,
    pub headers: HashMap<String, String>,
}

impl Head {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(&name.to_ascii_lowercase()).map(String::as_str)
    }

    fn length(&self) -> usize {
        self.header("content-length").and_then(|text| text.parse().ok()).unwrap_or(0)
    }
}

/// What to do with a request.
pub enum Plan {
    /// What the protocol says.
    Honest,
    /// This answer: status, headers, body. The request's body is read and dropped.
    Answer(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// Keep the first `n` bytes of the body and close without an answer.
    CutAfter(usize),
    /// Do what the protocol says and close without an answer.
    Unanswered,
}

/// A plain tus answer with this status.
pub fn status(status: u16) -> Plan {
    Plan::Answer(status, vec![("Tus-Resumable", "1.0.0".into())], Vec::new())
}

/// An upload as the server has it.
#[derive(Clone, Default)]
pub struct Upload {
    pub bytes: Vec<u8>,
    pub length: usize,
    pub metadata: String,
}

/// What the server has seen.
#[derive(Default)]
pub struct Seen {
    pub uploads: HashMap<String, Upload>,
    pub requests: Vec<Head>,
    pub receipt: Option<Vec<u8>>,
}

impl Seen {
    /// How many requests had this method.
    pub fn count(&self, method: &str) -> usize {
        self.requests.iter().filter(|head| head.method == method).count()
    }
}

/// The server. It ends with the test program.
pub struct Fake {
    pub url: String,
    seen: Arc<Mutex<Seen>>,
}

impl Fake {
    /// A server that asks `plan` about every request; `plan` also sees how many of that method came before.
    pub fn new(plan: impl FnMut(&Head, usize) -> Plan + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Seen::default()));
        let (shared, plan) = (Arc::clone(&seen), Arc::new(Mutex::new(plan)));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (shared, plan) = (Arc::clone(&shared), Arc::clone(&plan));
                thread::spawn(move || serve(stream, &shared, &plan));
            }
        });
        Self { url, seen }
    }

    /// A server that keeps to the protocol.
    pub fn honest() -> Self {
        Self::new(|_, _| Plan::Honest)
    }

    /// What it has seen.
    pub fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap()
    }

    /// The only upload.
    pub fn upload(&self) -> Upload {
        let seen = self.seen();
        assert_eq!(seen.uploads.len(), 1, "one packet makes one upload");
        seen.uploads.values().next().unwrap().clone()
    }
}

/// Serves one connection until it closes.
fn serve(stream: TcpStream, seen: &Mutex<Seen>, plan: &Mutex<impl FnMut(&Head, usize) -> Plan>) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut stream = stream;
    loop {
        let head = read_head(&mut reader)?;
        let before = {
            let mut seen = seen.lock().unwrap();
            let before = seen.count(&head.method);
            seen.requests.push(head.clone());
            before
        };
        let todo = (plan.lock().unwrap())(&head, before);
        if let Plan::CutAfter(n) = todo {
            let mut part = vec![0; n.min(head.length())];
            reader.read_exact(&mut part).ok()?;
            honest(&head, &part, &mut seen.lock().unwrap());
            return None;
        }
        let mut body = vec![0; head.length()];
        reader.read_exact(&mut body).ok()?;
        let unanswered = matches!(todo, Plan::Unanswered);
        let (status, headers, body) = match todo {
            Plan::Answer(status, headers, body) => (status, headers, body),
            _ => honest(&head, &body, &mut seen.lock().unwrap()),
        };
        if unanswered {
            return None;
        }
        let mut answer = format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\n", body.len());
        for (name, value) in headers {
            answer.push_str(&format!("{name}: {value}\r\n"));
        }
        answer.push_str("\r\n");
        stream.write_all(answer.as_bytes()).ok()?;
        if head.method != "HEAD" {
            stream.write_all(&body).ok()?;
        }
    }
}

/// Reads a request line and headers.
fn read_head(reader: &mut impl BufRead) -> Option<Head> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
    let mut words = line.split_whitespace();
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = HashMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    Some(Head { method, path, headers })
}

/// What the protocol says.
fn honest(head: &Head, body: &[u8], seen: &mut Seen) -> (u16, Vec<(&'static str, String)>, Vec<u8>) {
    let tus = ("Tus-Resumable", "1.0.0".to_owned());
    if head.path.starts_with("/receipts/") {
        return match &seen.receipt {
            Some(bytes) => (200, vec![("Content-Type", "application/jose+json".into())], bytes.clone()),
            None => (404, Vec::new(), Vec::new()),
        };
    }
    let method = head.header("x-http-method-override").unwrap_or(&head.method);
    match method {
        "OPTIONS" => (204, vec![tus, ("Tus-Version", "1.0.0".into())], Vec::new()),
        "POST" => {
            let metadata = head.header("upload-metadata").unwrap_or_default().to_owned();
            let id = metadata.split(',').next().unwrap_or_default().trim_start_matches("packetId ").to_owned();
            // The server lets the client choose: Base64 of the packet's id in the metadata, the id itself in the path.
            let id = String::from_utf8(base64(&id)).unwrap();
            let length = head.header("upload-length").and_then(|text| text.parse().ok()).unwrap_or(0);
            seen.uploads.insert(id.clone(), Upload { bytes: Vec::new(), length, metadata });
            (201, vec![tus, ("Location", format!("/files/{id}"))], Vec::new())
        }
        "HEAD" | "PATCH" => {
            let Some(upload) = seen.uploads.get_mut(head.path.trim_start_matches("/files/")) else {
                return (404, vec![tus], Vec::new());
            };
            if method == "PATCH" {
                if head.header("upload-offset") != Some(upload.bytes.len().to_string().as_str()) {
                    return (409, vec![tus], Vec::new());
                }
                upload.bytes.extend_from_slice(body);
            }
            let offset = ("Upload-Offset", upload.bytes.len().to_string());
            let length = ("Upload-Length", upload.length.to_string());
            let metadata = ("Upload-Metadata", upload.metadata.clone());
            (if method == "HEAD" { 200 } else { 204 }, vec![tus, offset, length, metadata], Vec::new())
        }
        _ => (405, vec![tus], Vec::new()),
    }
}

/// Decodes Base64 with the library the courier encodes with.
fn base64(text: &str) -> Vec<u8> {
    use base64ct::{Base64, Encoding};
    Base64::decode_vec(text).unwrap()
}
