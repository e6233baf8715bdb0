//! The server: reads requests, guards the preview, and writes answers.

use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::channel::Channel;
use http_body_util::{BodyExt as _, Full, combinators::BoxBody};
use hyper::body::{Bytes, Incoming};
use hyper::header::{HOST, HeaderName, HeaderValue, IF_NONE_MATCH, IF_RANGE, RANGE};
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::Semaphore;

use super::answer::{Answer, Asked, Body, OWN, answer, plain};
use super::stage::Stage;
use super::{guard, reload};

/// So long a browser may take to send its request.
const PATIENCE: Duration = Duration::from_secs(10);

/// The longest request head; a browser's is a hundredth of it.
const LONGEST_HEAD: usize = 64 << 10;

/// So many connections at one time; each open tab holds one or two.
const CONNECTIONS: usize = 256;

/// So often a waiting page is told that the server is still there.
const STILL_HERE: Duration = Duration::from_secs(15);

/// Serves until the process is interrupted. `begun` is called once an interruption is heard, so that
/// who is told of the preview can end it.
///
/// # Errors
///
/// What the system refuses at the start.
pub fn run(listener: TcpListener, stage: &Arc<Stage>, begun: impl FnOnce()) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let places = Arc::new(Semaphore::new(CONNECTIONS));
        // One for all turns: a new one would not hear what came between two of them. It begins to
        // listen when it is first asked.
        let mut interrupted = std::pin::pin!(tokio::signal::ctrl_c());
        tokio::select! {
            biased;
            _ = &mut interrupted => return Ok(()),
            () = std::future::ready(()) => begun(),
        }
        loop {
            tokio::select! {
                _ = &mut interrupted => return Ok(()),
                accepted = listener.accept() => {
                    // A connection that is gone before it is taken is no concern of ours.
                    let Ok((stream, _)) = accepted else { continue };
                    let Ok(place) = places.clone().try_acquire_owned() else { continue };
                    let stage = stage.clone();
                    tokio::spawn(async move {
                        let service = service_fn(|request| respond(stage.clone(), request));
                        // A broken connection is the browser's to notice.
                        let _ = hyper::server::conn::http1::Builder::new()
                            .timer(TokioTimer::new())
                            .header_read_timeout(PATIENCE)
                            .max_buf_size(LONGEST_HEAD)
                            .serve_connection(TokioIo::new(stream), service)
                            .await;
                        drop(place);
                    });
                }
            }
        }
    })
}

type Sent = Response<BoxBody<Bytes, Infallible>>;

async fn respond(stage: Arc<Stage>, request: Request<Incoming>) -> Result<Sent, Infallible> {
    let text = |name: HeaderName| {
        request.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
    };
    // HTTP/1.0 needs no `Host`; no browser speaks it.
    if !text(HOST).is_some_and(|host| guard::is_ours(&host)) {
        return Ok(sent(plain(403, "只能用本机的地址访问预览"), false));
    }
    let head = request.method() == Method::HEAD;
    if request.method() != Method::GET && !head {
        let mut refused = plain(405, "预览只供查看");
        refused.fields.push(("allow", "GET, HEAD".to_owned()));
        return Ok(sent(refused, false));
    }
    let target = request.uri().path_and_query().map_or("/", |target| target.as_str()).to_owned();
    if guard::path(&target).is_some_and(|path| path == format!("{OWN}events")) && !head {
        return Ok(events(stage, target));
    }
    let (known, range, if_range) = (text(IF_NONE_MATCH), text(RANGE), text(IF_RANGE));
    let made = tokio::task::spawn_blocking(move || {
        let asked = Asked {
            target: &target,
            known: known.as_deref(),
            range: range.as_deref(),
            if_range: if_range.as_deref(),
        };
        whole(answer(&stage, &asked))
    });
    let made = made.await.unwrap_or_else(|_| plain(500, "这个页面没有生成出来"));
    Ok(sent(made, head))
}

/// An answer with its bytes in memory.
fn whole(answer: Answer) -> Answer {
    match answer.body {
        Body::Bytes(_) => answer,
        Body::File(path) => match std::fs::read(path) {
            Ok(bytes) => Answer { body: Body::Bytes(bytes), ..answer },
            Err(_) => plain(404, "文件已经不在了"),
        },
    }
}

fn sent(answer: Answer, head: bool) -> Sent {
    let bytes = match answer.body {
        Body::Bytes(bytes) => bytes,
        Body::File(_) => Vec::new(),
    };
    let length = bytes.len();
    let body = if head { Bytes::new() } else { Bytes::from(bytes) };
    let mut response = Response::new(Full::new(body).boxed());
    *response.status_mut() = hyper::StatusCode::from_u16(answer.status).unwrap_or_default();
    let headers = response.headers_mut();
    let fixed = [("x-content-type-options", "nosniff"), ("referrer-policy", "same-origin")];
    let fields = answer.fields.iter().map(|(name, value)| (*name, value.as_str()));
    for (name, value) in fields.chain(fixed) {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    if answer.status != 304 {
        headers.insert("content-length", length.into());
    }
    response
}

/// A stream of events (WHATWG server-sent events) until the page is closed or the server ends.
fn events(stage: Arc<Stage>, target: String) -> Sent {
    let (mut out, body) = Channel::<Bytes, Infallible>::new(4);
    let (send, mut receive) = tokio::sync::mpsc::channel(4);
    tokio::spawn(reload::events(stage, target, send));
    tokio::spawn(async move {
        // A browser comes back soon when the server was started anew.
        let mut next = "retry: 500\n\n".to_owned();
        while out.send_data(Bytes::from(next)).await.is_ok() {
            next = match tokio::time::timeout(STILL_HERE, receive.recv()).await {
                Ok(Some(events)) => events,
                Ok(None) => return,
                Err(_) => ": still here\n\n".to_owned(),
            };
        }
    });
    let mut response = Response::new(body.boxed());
    let headers = response.headers_mut();
    headers.insert("content-type", HeaderValue::from_static("text/event-stream; charset=utf-8"));
    headers.insert("cache-control", HeaderValue::from_static("no-store"));
    response
}
