//! The bureau's server of tests/bureau as a child of a test, and a line to it that can be held up.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::shared::{anmiao, files_under, root};

/// A running server; it ends with this.
pub struct Server {
    pub url: String,
    pub data: PathBuf,
    child: Child,
    // The server ends when this closes, also when the test process is killed.
    _input: Option<ChildStdin>,
}

impl Server {
    /// Starts it for the bureau in `out`, with its data in `data`.
    pub fn start(out: &Path, data: &Path, options: &[&str]) -> Self {
        let mut command = Command::new("node");
        command.arg(root().join("tests/bureau/server.mjs")).arg("--with-parent");
        command.arg("--dir").arg(out).arg("--anmiao").arg(anmiao()).arg("--data").arg(data).args(options);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("node starts");
        let mut line = String::new();
        let output = child.stdout.take().expect("its output");
        BufReader::new(output).read_line(&mut line).expect("a line");
        let said: Value = serde_json::from_str(&line).unwrap_or_else(|e| panic!("the server says {line:?}: {e}"));
        let url = said["url"].as_str().expect("its address").to_owned();
        let input = child.stdin.take();
        Self { url, data: data.to_owned(), child, _input: input }
    }

    /// The length of what was uploaded so far; `None` before an upload began.
    pub fn uploaded(&self, packet_id: &str) -> Option<u64> {
        std::fs::metadata(self.data.join("uploads").join(packet_id)).ok().map(|m| m.len())
    }

    /// The same, once the server has noticed that the line broke: a little later than it did.
    pub fn settled(&self, packet_id: &str) -> u64 {
        let mut before = None;
        loop {
            thread::sleep(Duration::from_millis(400));
            match self.uploaded(packet_id) {
                Some(now) if before == Some(now) => return now,
                now => before = now,
            }
        }
    }

    /// The receipts it has made.
    pub fn receipts(&self) -> Vec<String> {
        files_under(&self.data.join("receipts"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A line to a server: remembers the offsets that chunks were sent at, and stands still once so many bytes went through.
pub struct Line {
    pub url: String,
    offsets: Arc<Mutex<Vec<u64>>>,
    passed: Arc<AtomicUsize>,
}

impl Line {
    /// A line to `url` that carries at most `most` bytes to the server.
    pub fn to(url: &str, most: usize) -> Self {
        let target = url.strip_prefix("http://").expect("http on the loopback").to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let own = format!("http://{}", listener.local_addr().expect("an address"));
        let offsets = Arc::new(Mutex::new(Vec::new()));
        let passed = Arc::new(AtomicUsize::new(0));
        let (log, count) = (Arc::clone(&offsets), Arc::clone(&passed));
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let Ok(server) = TcpStream::connect(&target) else { continue };
                let (back_from, back_to) =
                    (server.try_clone().expect("a handle"), client.try_clone().expect("a handle"));
                let (log, count) = (Arc::clone(&log), Arc::clone(&count));
                thread::spawn(move || forward(client, server, &log, &count, most));
                thread::spawn(move || copy(back_from, back_to));
            }
        });
        Self { url: own, offsets, passed }
    }

    /// The `Upload-Offset` of every chunk, in the order in which they were sent.
    pub fn offsets(&self) -> Vec<u64> {
        self.offsets.lock().expect("the list").clone()
    }

    /// Waits until the line stands still.
    pub fn wait_until_held(&self, most: usize) {
        for _ in 0..600 {
            if self.passed.load(Ordering::SeqCst) >= most {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("{} bytes went through, not {most}", self.passed.load(Ordering::SeqCst));
    }
}

fn forward(mut from: TcpStream, mut to: TcpStream, offsets: &Mutex<Vec<u64>>, passed: &AtomicUsize, most: usize) {
    let mut buffer = [0; 4096];
    let mut head = String::new();
    while let Ok(read) = from.read(&mut buffer) {
        let left = most.saturating_sub(passed.load(Ordering::SeqCst));
        let now = read.min(left);
        head.push_str(&String::from_utf8_lossy(&buffer[..now]).to_ascii_lowercase());
        // Only the request that sends a chunk says an offset.
        if let Some((_, rest)) = head.split_once("upload-offset: ")
            && let Some((offset, rest)) = rest.split_once("\r\n")
        {
            offsets.lock().expect("the list").push(offset.parse().expect("a number"));
            head = rest.to_owned();
        }
        if now > 0 && to.write_all(&buffer[..now]).is_err() {
            return;
        }
        passed.fetch_add(now, Ordering::SeqCst);
        if read == 0 {
            let _ = to.shutdown(Shutdown::Write);
            return;
        }
        if now < read {
            // Held until the client goes away; then the server learns of it too.
            while from.read(&mut buffer).is_ok_and(|read| read > 0) {}
            let _ = to.shutdown(Shutdown::Both);
            return;
        }
    }
    let _ = to.shutdown(Shutdown::Both);
}

fn copy(mut from: TcpStream, mut to: TcpStream) {
    let _ = std::io::copy(&mut from, &mut to);
    let _ = to.shutdown(Shutdown::Both);
}

/// The address of a server that has nothing, and wants every upload sent to another machine.
pub fn elsewhere() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let own = format!("http://{}", listener.local_addr().expect("an address"));
    thread::spawn(move || {
        for client in listener.incoming().map_while(Result::ok) {
            let mut client = BufReader::new(client);
            let mut request = String::new();
            while client.read_line(&mut request).is_ok_and(|read| read > 2) {}
            let answer = if request.starts_with("POST") {
                "HTTP/1.1 201 Created\r\nTus-Resumable: 1.0.0\r\nLocation: https://example.org/files/1\r\n"
            } else {
                "HTTP/1.1 404 Not Found\r\nTus-Resumable: 1.0.0\r\n"
            };
            let _ = write!(client.get_mut(), "{answer}Content-Length: 0\r\nConnection: close\r\n\r\n");
        }
    });
    own
}
