//! The preview: a browser shows the site as it would be published, and every edit at once.
//!
//! One thread keeps the site in step with its files (`keep`), told by the system what has changed
//! (`watch`); the server answers from what that thread last put into `Stage`, making a page when it
//! is asked for. Nothing on the disk is written through the server, and no path that a request
//! names is ever looked for on the disk: it is a key of the plan.

mod answer;
mod desk;
mod guard;
mod keep;
mod media;
mod reload;
mod server;
mod stage;
mod watch;

use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;

use crate::cache::Cache;
use crate::diagnostic::Problem;
use crate::live::{self, Live};
use stage::Stage;

/// How to preview.
#[derive(Clone, Debug)]
pub struct Options {
    /// What to show.
    pub site: live::Options,
    /// The address to listen at; loopback unless other devices shall see it.
    pub host: IpAddr,
    /// The port to begin with; where it is taken, the next free one is used.
    pub port: u16,
    /// Keep in step with the files.
    pub watch: bool,
    /// Look at all files again and again, for drives whose changes the system does not tell.
    pub poll: bool,
}

/// What is worth a line on the terminal.
#[derive(Debug)]
pub enum News<'a> {
    /// The preview can be opened at this address.
    Ready(&'a str),
    /// The port that was asked for is taken, so another one is used: those two.
    OtherPort(u16, u16),
    /// The system does not tell of changes for this reason, so the files are looked at regularly.
    Polling(&'a str),
    /// Files were changed: which, what follows, and after how many milliseconds it can be seen.
    Changed(&'a [String], &'a Effect, u128),
    /// The files are out of reach, and what was last read is still shown.
    OutOfReach,
}

/// What a change led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// These pages show something else, and lists their entries.
    Pages(Vec<String>),
    /// Anything may look different.
    Everything,
    /// There are so many errors; what was good before is still shown.
    Errors(usize),
}

/// Serves until the process is interrupted.
///
/// # Errors
///
/// A site that cannot be read at all, or an address that cannot be listened at.
pub fn serve(
    options: &Options,
    tell: &(dyn Fn(&News) + Sync),
    opened: impl FnOnce(&str),
) -> Result<(), Refused> {
    let cache = Cache::of(&options.site.root);
    let listed = live::list(&options.site).map_err(Refused::Site)?;
    let live =
        Live::read(options.site.clone(), listed, cache, &|_, _, _| {}).map_err(Refused::Site)?;
    let (listener, port) = listen(options.host, options.port).map_err(Refused::Address)?;
    if port != options.port && options.port != 0 {
        tell(&News::OtherPort(options.port, port));
    }
    let stage = Arc::new(Stage::new(&live, options.site.root.clone()));
    let address = address(options.host, port, &stage.base());
    std::thread::scope(|scope| {
        let stage = &stage;
        if options.watch {
            scope.spawn(move || keep::keep(live, options, stage, tell));
        } else {
            stage.show(&live, &[], true);
        }
        let begun = || {
            tell(&News::Ready(&address));
            opened(&address);
        };
        let served = server::run(listener, stage, begun).map_err(Refused::Address);
        stage.close();
        served
    })
}

/// Why there is no preview.
#[derive(Debug)]
pub enum Refused {
    /// The site cannot be read at all.
    Site(Vec<Problem>),
    /// The address cannot be listened at.
    Address(std::io::Error),
}

/// How many ports after the one that is asked for are tried.
const PORTS_TRIED: u16 = 100;

fn listen(host: IpAddr, port: u16) -> std::io::Result<(TcpListener, u16)> {
    let mut last = None;
    for port in port..=port.saturating_add(PORTS_TRIED) {
        match TcpListener::bind(SocketAddr::new(host, port)) {
            Ok(listener) => {
                let port = listener.local_addr()?.port();
                return Ok((listener, port));
            }
            Err(error) => last = Some(error),
        }
    }
    Err(last.unwrap_or_else(|| std::io::ErrorKind::AddrInUse.into()))
}

/// Where a browser finds the preview: for all addresses of this machine, the one by which a phone
/// in the same network reaches it.
fn address(host: IpAddr, port: u16, base: &str) -> String {
    let host = if host.is_unspecified() { own_address().unwrap_or(host) } else { host };
    format!("http://{}{base}", SocketAddr::new(host, port))
}

/// The address of this machine in its network: the one that a packet to elsewhere would carry.
/// No packet is sent.
fn own_address() -> Option<IpAddr> {
    let socket = std::net::UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_unspecified()).then_some(address)
}
