//! A real nginx on the loopback, serving a folder at the root or under a path, and a plain client.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A server that ends with the test.
pub struct Nginx {
    process: Child,
    port: u16,
    /// Its configuration and whatever it writes.
    _folder: TempDir,
}

/// What a server answers.
pub struct Answer {
    /// Such as 200.
    pub status: u16,
    /// The media type, without what follows it.
    pub kind: String,
    /// Its bytes.
    pub body: Vec<u8>,
}

impl Nginx {
    /// Serves `site` under `path`, which begins and ends with `/`.
    pub fn serve(site: &Path, path: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the server");
        let deadline = Instant::now() + Duration::from_secs(30);
        loop {
            // Another program may take the free port first; then the server ends at once.
            let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
            let port = free.local_addr().expect("its number").port();
            drop(free);
            let mut process = start(folder.path(), &settings(folder.path(), site, path, port));
            while process.try_wait().expect("a process of ours").is_none() {
                if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                    return Self { process, port, _folder: folder };
                }
                assert!(Instant::now() < deadline, "nginx does not answer");
                std::thread::sleep(Duration::from_millis(20));
            }
            assert!(Instant::now() < deadline, "nginx does not start");
        }
    }

    /// Asks for a path, which begins with `/`.
    pub fn get(&self, path: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the server");
        write!(stream, "GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n").expect("a request");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        let kind = head.lines().find_map(|line| line.strip_prefix("Content-Type: "));
        Answer {
            status: status.expect("a status"),
            kind: kind.unwrap_or_default().split(';').next().unwrap_or_default().to_owned(),
            body: bytes[end + 4..].to_vec(),
        }
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn start(folder: &Path, settings: &str) -> Child {
    let file = folder.join("nginx.conf");
    std::fs::write(&file, settings).expect("a file");
    for program in ["/usr/sbin/nginx", "nginx"] {
        let mut command = Command::new(program);
        command.arg("-p").arg(folder).arg("-c").arg(&file).args(["-e", "stderr"]);
        match command.stdin(Stdio::null()).stdout(Stdio::null()).spawn() {
            Ok(process) => return process,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => panic!("{program}: {error}"),
        }
    }
    panic!("nginx is missing: run tests/run as root, or install the package nginx-light");
}

/// A configuration that needs nothing of the system's: one process, all files in its own folder.
fn settings(folder: &Path, site: &Path, path: &str, port: u16) -> String {
    let (folder, site) = (folder.display(), site.display());
    format!(
        "daemon off; master_process off; pid {folder}/pid;
events {{ worker_connections 64; }}
http {{
  access_log off; log_not_found off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  types {{
    text/html html; text/css css; text/javascript js; text/plain txt; text/csv csv;
    text/xml xml; application/pdf pdf; application/zip zip; image/jpeg jpg; image/png png;
    image/svg+xml svg; image/gif gif; image/webp webp; image/x-icon ico;
    application/msword doc; application/vnd.ms-excel xls;
    application/vnd.openxmlformats-officedocument.wordprocessingml.document docx;
    application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx;
  }}
  default_type application/octet-stream;
  charset utf-8;
  server {{
    listen 127.0.0.1:{port};
    root {folder}/nothing;
    error_page 404 {path}404.html;
    location {path} {{ alias {site}/; index index.html; }}
  }}
}}
"
    )
}
