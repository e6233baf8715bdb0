//! The real preview server on the loopback, with a plain client.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// A preview that ends with the test.
pub struct Preview {
    process: Child,
    port: u16,
    /// What it printed.
    lines: Arc<Mutex<Vec<String>>>,
}

/// What a server answers.
#[derive(Debug)]
pub struct Answer {
    /// Such as 200.
    pub status: u16,
    /// The header fields, names in small letters.
    pub fields: Vec<(String, String)>,
    /// Its bytes.
    pub body: Vec<u8>,
}

/// How long anything may take on a busy machine before the test fails.
const PATIENCE: Duration = Duration::from_secs(30);

impl Preview {
    /// Serves a site at a free port, for a day that never changes.
    pub fn of(root: &Path, more: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_minsheng"))
            .args(["serve", "--today", "2026-11-24", "--root"])
            .arg(root)
            .args(if more.contains(&"--port") { &[][..] } else { &["--port", "0"] })
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the program");
        let lines = Arc::new(Mutex::new(Vec::new()));
        let out = BufReader::new(process.stdout.take().expect("a pipe"));
        let told = lines.clone();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                told.lock().expect("no panic").push(line);
            }
        });
        let mut preview = Self { process, port: 0, lines };
        let address = preview.said("http://");
        let after = address.split("http://127.0.0.1:").nth(1).expect("an address");
        let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
        preview.port = digits.parse().expect("a port");
        preview
    }

    /// The first line that contains a text, waited for.
    pub fn said(&self, text: &str) -> String {
        wait(&format!("a line with {text}"), || {
            let lines = self.lines.lock().expect("no panic");
            lines.iter().find(|line| line.contains(text)).cloned()
        })
    }

    /// Reads no more lines, as long as what this returns is kept.
    pub fn unread(&self) -> MutexGuard<'_, Vec<String>> {
        self.lines.lock().expect("no panic")
    }

    /// How many lines it has printed.
    pub fn lines(&self) -> usize {
        self.lines.lock().expect("no panic").len()
    }

    /// The address of a path for a browser.
    pub fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The port it listens at.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Asks for a path with more header fields.
    pub fn ask(&self, method: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        let host = format!("127.0.0.1:{}", self.port);
        if !fields.iter().any(|(name, _)| *name == "Host") {
            let _ = write!(request, "Host: {host}\r\n");
        }
        for (name, value) in fields {
            let _ = write!(request, "{name}: {value}\r\n");
        }
        request.push_str("\r\n");
        self.send(request.as_bytes())
    }

    /// Sends bytes as they are, and reads what comes back.
    pub fn send(&self, bytes: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the server");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        // A server that has had enough closes while we still write.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let Some(end) = answer.windows(4).position(|four| four == b"\r\n\r\n") else {
            return Answer { status: 0, fields: Vec::new(), body: answer };
        };
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        let fields = head.lines().skip(1).filter_map(|line| line.split_once(": "));
        Answer {
            status: status.unwrap_or(0),
            fields: fields.map(|(n, v)| (n.to_lowercase(), v.to_owned())).collect(),
            body: answer[end + 4..].to_vec(),
        }
    }

    /// Asks for a path.
    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// Waits until a page shows a text.
    pub fn shows(&self, path: &str, text: &str) {
        wait(&format!("{path} to show {text}"), || {
            self.get(path).text().contains(text).then_some(())
        });
    }

    /// Waits until a page does not show a text any more.
    pub fn hides(&self, path: &str, text: &str) {
        wait(&format!("{path} to hide {text}"), || {
            (!self.get(path).text().contains(text)).then_some(())
        });
    }

    /// Waits until a path is answered with a status.
    pub fn answers(&self, path: &str, status: u16) {
        wait(&format!("{path} to answer {status}"), || {
            (self.get(path).status == status).then_some(())
        });
    }

    /// Whether it still runs.
    pub fn is_alive(&mut self) -> bool {
        self.process.try_wait().expect("a process of ours").is_none()
    }

    /// Interrupts it as Ctrl-C does; whether it ended well.
    #[cfg(unix)]
    pub fn interrupt(mut self) -> bool {
        let id = self.process.id().to_string();
        Command::new("kill").args(["-INT", &id]).status().expect("kill");
        wait("the end", || self.process.try_wait().expect("a process of ours")).success()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header field; empty where there is none.
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(of, _)| of == name).map_or("", |(_, value)| value)
    }
}

/// Tries until there is a value.
pub fn wait<T>(what: &str, mut attempt: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(value) = attempt() {
            return value;
        }
        assert!(started.elapsed() < PATIENCE, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
