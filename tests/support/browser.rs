//! A real Chromium for the tests, driven over a pipe: no port, no driver program, no crate.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// One browser with one tab, which ends with the test.
pub struct Browser {
    process: Child,
    commands: ChildStdin,
    messages: Receiver<Value>,
    session: Option<String>,
    last: u64,
    width: u32,
    /// What happened in the tab since the last page was opened: requests, messages, loads.
    events: Vec<Value>,
    _profile: TempDir,
}

/// The pipe's ends become the two file numbers that Chromium looks for.
const START: &str = r#"exec "$@" 3<&0 4>&1 </dev/null >/dev/null 2>/dev/null"#;

const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

const MISSING: &str = "Chromium is missing. On Debian and Ubuntu: \
    apt-get install chromium fonts-noto-cjk";

/// How long the slowest answer may take: a busy machine starts Chromium in a few seconds.
const PATIENCE: Duration = Duration::from_mins(1);

impl Browser {
    /// Starts Chromium without a window; a machine without it fails the test.
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    /// Starts one that draws letters alike on every machine: grey at their edges, none of them
    /// pulled onto the grid of a screen.
    pub fn start_for_pictures() -> Self {
        Self::start_with(&[
            "--font-render-hinting=none",
            "--disable-lcd-text",
            "--force-color-profile=srgb",
            "--hide-scrollbars",
        ])
    }

    fn start_with(options: &[&str]) -> Self {
        let folders = std::env::var_os("PATH").unwrap_or_default();
        let program = NAMES.iter().find_map(|name| {
            std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|it| it.is_file())
        });
        let profile = tempfile::tempdir().expect("a folder for the profile");
        let mut process = Command::new("sh")
            .args(["-c", START, "sh"])
            .arg(program.expect(MISSING))
            .args(["--remote-debugging-pipe", "--headless=new", "--no-sandbox", "--disable-gpu"])
            .args(["--disable-background-networking", "--disable-component-update"])
            .args(["--disable-sync", "--disable-dev-shm-usage", "--no-first-run"])
            .args(options)
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .env("TMPDIR", profile.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell");
        let commands = process.stdin.take().expect("a pipe");
        let mut answers = BufReader::new(process.stdout.take().expect("a pipe"));
        let (told, messages) = channel();
        std::thread::spawn(move || {
            let mut text = Vec::new();
            while answers.read_until(0, &mut text).is_ok_and(|length| length > 0) {
                text.pop();
                let message = serde_json::from_slice(&text).expect("JSON from Chromium");
                if told.send(message).is_err() {
                    break;
                }
                text.clear();
            }
        });
        let mut browser = Self {
            process,
            commands,
            messages,
            session: None,
            last: 0,
            width: 0,
            events: Vec::new(),
            _profile: profile,
        };
        let tab = browser.call("Target.createTarget", &json!({ "url": "about:blank" }));
        let target = json!({ "targetId": tab["targetId"], "flatten": true });
        let attached = browser.call("Target.attachToTarget", &target);
        browser.session = attached["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Network", "Runtime", "Log"] {
            browser.call(&format!("{domain}.enable"), &json!({}));
        }
        // A tab in the background would get no key.
        browser.call("Emulation.setFocusEmulationEnabled", &json!({ "enabled": true }));
        browser.emulate_print(false);
        browser.resize(1280);
        browser
    }

    /// A command of the Chrome `DevTools` Protocol and its result.
    pub fn call(&mut self, method: &str, parameters: &Value) -> Value {
        self.last += 1;
        let mut command = json!({ "id": self.last, "method": method, "params": parameters });
        if let Some(session) = &self.session {
            command["sessionId"] = json!(session);
        }
        let mut bytes = command.to_string().into_bytes();
        bytes.push(0);
        self.commands.write_all(&bytes).expect("Chromium listens");
        loop {
            let mut message = self.next(method);
            if message["id"] == self.last {
                let error = &message["error"];
                // A page that is left at this moment has no answer any more.
                if error["message"].as_str().is_some_and(|said| said.contains("navigated")) {
                    return json!({});
                }
                assert!(error.is_null(), "{method}: {error}");
                return message["result"].take();
            }
            self.events.push(message);
        }
    }

    /// Waits until an event has happened since the last page was opened.
    pub fn wait_for(&mut self, event: &str) {
        while !self.events.iter().any(|message| message["method"] == event) {
            let message = self.next(event);
            self.events.push(message);
        }
    }

    fn next(&mut self, awaited: &str) -> Value {
        let message = self.messages.recv_timeout(PATIENCE);
        message.unwrap_or_else(|_| panic!("no answer to {awaited}"))
    }

    /// Opens a page and waits until it has loaded.
    pub fn open(&mut self, address: &str) {
        // The end of loading that is waited for must not be that of the page before.
        self.wait_until("document.readyState === 'complete'");
        self.events.clear();
        let result = self.call("Page.navigate", &json!({ "url": address }));
        assert!(result["errorText"].is_null(), "{address}: {}", result["errorText"]);
        self.wait_for("Page.loadEventFired");
    }

    /// Gives the window another width in CSS pixels; narrow ones are phones, with a finger.
    pub fn resize(&mut self, width: u32) {
        self.resize_to(width, 760);
    }

    /// The same, with another height.
    pub fn resize_to(&mut self, width: u32, height: u32) {
        self.width = width;
        let phone = width < 700;
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone });
        self.call("Emulation.setDeviceMetricsOverride", &metrics);
        self.call("Emulation.setTouchEmulationEnabled", &json!({ "enabled": phone }));
    }

    /// Lets pages run scripts, or not, from the next one on. Ours run all the same.
    pub fn allow_scripts(&mut self, allowed: bool) {
        self.call("Emulation.setScriptExecutionDisabled", &json!({ "value": !allowed }));
    }

    /// Shows the page as it is printed, or on the screen again.
    pub fn emulate_print(&mut self, printed: bool) {
        let media = if printed { "print" } else { "" };
        // Nothing slides or fades, so that what is seen does not depend on when.
        let still = json!([{ "name": "prefers-reduced-motion", "value": "reduce" }]);
        self.call("Emulation.setEmulatedMedia", &json!({ "media": media, "features": still }));
    }

    /// The value of a script expression in the page; a promise is waited for.
    pub fn evaluate(&mut self, expression: &str) -> Value {
        let asked =
            json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let mut result = self.call("Runtime.evaluate", &asked);
        assert!(result["exceptionDetails"].is_null(), "{expression}: {result:#}");
        result["result"]["value"].take()
    }

    /// Waits until a script expression is true.
    pub fn wait_until(&mut self, expression: &str) {
        for _ in 0..200 {
            if self.evaluate(expression) == true {
                return;
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        panic!("never true: {expression}");
    }

    /// Presses and releases a key, named as scripts name it.
    pub fn press(&mut self, key: &str) {
        let (code, text) = match key {
            "Tab" => (9, ""),
            "Enter" => (13, "\r"),
            "Escape" => (27, ""),
            " " => (32, " "),
            "End" => (35, ""),
            "Home" => (36, ""),
            "ArrowLeft" => (37, ""),
            "ArrowRight" => (39, ""),
            "ArrowUp" => (38, ""),
            "ArrowDown" => (40, ""),
            _ => panic!("no such key: {key}"),
        };
        let mut stroke = json!({ "key": key, "code": key, "windowsVirtualKeyCode": code });
        stroke["type"] = json!(if text.is_empty() { "rawKeyDown" } else { "keyDown" });
        stroke["text"] = json!(text);
        self.call("Input.dispatchKeyEvent", &stroke);
        stroke["type"] = json!("keyUp");
        stroke["text"] = json!("");
        self.call("Input.dispatchKeyEvent", &stroke);
    }

    /// What scripts, the style sheet and the network complained of since the page was opened.
    pub fn complaints(&self) -> Vec<String> {
        let complaint = |message: &Value| {
            let parameters = &message["params"];
            match message["method"].as_str()? {
                "Runtime.consoleAPICalled" => Some(parameters["args"].to_string()),
                "Runtime.exceptionThrown" => Some(parameters["exceptionDetails"].to_string()),
                "Log.entryAdded" => Some(parameters["entry"].to_string()),
                _ => None,
            }
        };
        self.events.iter().filter_map(complaint).collect()
    }

    /// The addresses that were asked for since the page was opened.
    pub fn requests(&self) -> Vec<String> {
        let sent = |message: &&Value| message["method"] == "Network.requestWillBeSent";
        let address =
            |message: &Value| message["params"]["request"]["url"].as_str().map(str::to_owned);
        self.events.iter().filter(sent).filter_map(address).collect()
    }

    /// The page as PDF.
    pub fn print(&mut self) -> Vec<u8> {
        self.print_sheets("")
    }

    /// Some sheets of it, as `1` or `2-3`.
    pub fn print_sheets(&mut self, which: &str) -> Vec<u8> {
        let asked = json!({ "preferCSSPageSize": true, "pageRanges": which });
        let result = self.call("Page.printToPDF", &asked);
        decoded(&result["data"])
    }

    /// Waits until nothing on the page will change by itself: photos far below are there, fonts
    /// too, no caret blinks, and what scripts have changed is drawn.
    pub fn settle(&mut self) {
        self.evaluate(
            "(async () => { \
                document.activeElement?.blur(); \
                let pictures = Array.from(document.images).filter(i => i.src); \
                await Promise.all(pictures.map(i => { i.loading = 'eager'; return i.decode() })); \
                await document.fonts.ready; \
                for (let i = 0; i < 2; i++) { await new Promise(requestAnimationFrame) } })()",
        );
    }

    /// Keeps a picture of the whole page, photos far below included, as PNG.
    pub fn photograph(&mut self, file: &Path) {
        let bytes = self.captured(u32::MAX, &json!({ "format": "png" }));
        std::fs::write(file, bytes).expect("a picture");
    }

    /// A small picture of the page down to a height, as WebP: half the size of a JPEG of letters.
    pub fn picture(&mut self, tallest: u32) -> Vec<u8> {
        self.captured(tallest, &json!({ "format": "webp", "quality": 50 }))
    }

    fn captured(&mut self, tallest: u32, format: &Value) -> Vec<u8> {
        let size = self.call("Page.getLayoutMetrics", &json!({}))["cssContentSize"].take();
        let height = size["height"].as_f64().expect("a number").min(f64::from(tallest));
        let clip = json!({ "x": 0, "y": 0, "width": self.width, "height": height, "scale": 1 });
        let mut asked = format.clone();
        asked["clip"] = clip;
        asked["captureBeyondViewport"] = json!(true);
        let result = self.call("Page.captureScreenshot", &asked);
        decoded(&result["data"])
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Asked to go, it takes its processes and files with it; only a browser that hangs is killed.
        let _ = self.commands.write_all(b"{\"id\":0,\"method\":\"Browser.close\"}\0");
        for _ in 0..100 {
            if !matches!(self.process.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Bytes from Base64, as the protocol sends them.
fn decoded(text: &Value) -> Vec<u8> {
    let sextet = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let text = text.as_str().expect("Base64").trim_end_matches('=').as_bytes();
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    for four in text.chunks(4) {
        let bits = four.iter().fold(0_u32, |bits, c| bits << 6 | u32::from(sextet(*c)));
        let bits = bits << (6 * (4 - four.len()));
        bytes.extend(&bits.to_be_bytes()[1..four.len()]);
    }
    bytes
}
