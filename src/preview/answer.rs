//! What is answered to a request for something of the site: pure HTTP semantics (RFC 9110) over
//! the bytes that the stage makes.

use std::path::PathBuf;

use super::guard;
use super::media;
use super::stage::{Scene, Shown, Stage};
use super::{desk, reload};
use crate::fingerprint::Fingerprint;
use crate::plan::Recipe;

/// A request as far as it matters.
#[derive(Clone, Debug, Default)]
pub struct Asked<'a> {
    /// The path and query.
    pub target: &'a str,
    /// `If-None-Match`.
    pub known: Option<&'a str>,
    /// `Range`.
    pub range: Option<&'a str>,
    /// `If-Range`.
    pub if_range: Option<&'a str>,
}

/// An answer, its body still whole.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The header fields.
    pub fields: Vec<(&'static str, String)>,
    /// The body.
    pub body: Body,
}

/// The body of an answer.
#[derive(Debug, PartialEq, Eq)]
pub enum Body {
    /// In memory.
    Bytes(Vec<u8>),
    /// A file of the site that is too large for that.
    File(PathBuf),
}

/// Where the preview's own pages and files are.
pub const OWN: &str = "/_preview/";

/// The answer to a request for something of the site, or of the preview.
pub fn answer(stage: &Stage, asked: &Asked) -> Answer {
    let scene = stage.scene();
    let Some(path) = guard::path(asked.target) else { return plain(400, "网址写法有误") };
    if let Some(own) = path.strip_prefix(OWN) {
        return match desk::own(&scene, own, asked.target) {
            Some((kind, bytes)) => found(bytes, kind, asked),
            None => plain(404, "没有这个页面"),
        };
    }
    let Some(file) = scene.file_at(&path) else {
        let below = format!("{path}/") == scene.base || path == "/";
        return if below { moved(302, &scene.base) } else { plain(404, "没有这个页面") };
    };
    if let Some(output) = scene.plan.outputs().get(&file) {
        return shown(stage, &scene, &file, output, asked);
    }
    if scene.plan.outputs().contains(&format!("{file}/index.html")) {
        return moved(301, &format!("{path}/"));
    }
    missing(stage, &scene)
}

fn shown(
    stage: &Stage,
    scene: &Scene,
    path: &str,
    output: &crate::plan::Output,
    asked: &Asked,
) -> Answer {
    match stage.make(scene, path, output) {
        Shown::Bytes(bytes) | Shown::Former(bytes) => {
            let kind = media::of(path);
            let bytes = if is_page(output) { reload::with_script(scene, &bytes) } else { bytes };
            found(bytes, kind, asked)
        }
        Shown::File(file) => {
            let kind = media::of(path).to_owned();
            let mut answer = Answer { status: 200, fields: Vec::new(), body: Body::File(file) };
            answer.fields.push(("content-type", kind));
            answer
        }
        Shown::Broken(problem) => {
            let page = desk::broken(&[*problem]);
            let mut answer = found(page, media::of("x.html"), &Asked::default());
            answer.status = 500;
            answer
        }
    }
}

/// Whether an output is a page that a template renders.
pub fn is_page(output: &crate::plan::Output) -> bool {
    !matches!(
        output.recipe,
        Recipe::Picture(..)
            | Recipe::File(_)
            | Recipe::Asset
            | Recipe::Feed(_)
            | Recipe::Sitemap(_)
            | Recipe::Robots
            | Recipe::Headers(_)
            | Recipe::Searched(_)
    )
}

/// The site's own page for addresses that do not exist.
fn missing(stage: &Stage, scene: &Scene) -> Answer {
    let Some(output) = scene.plan.outputs().get("404.html") else {
        return plain(404, "没有这个页面");
    };
    let mut answer = shown(stage, scene, "404.html", output, &Asked::default());
    if answer.status == 200 {
        answer.status = 404;
    }
    answer
}

/// What was asked for, or only that it is still the same, or the part of it that was asked for.
fn found(bytes: Vec<u8>, kind: &str, asked: &Asked) -> Answer {
    let tag = format!("\"{}\"", Fingerprint::of_bytes(&bytes).hex());
    let mut fields = vec![
        ("content-type", kind.to_owned()),
        ("etag", tag.clone()),
        ("cache-control", "no-cache".to_owned()),
        ("accept-ranges", "bytes".to_owned()),
    ];
    let is_known = |known: &str| {
        known
            .split(',')
            .map(|tag| tag.trim().trim_start_matches("W/"))
            .any(|t| t == tag || t == "*")
    };
    if asked.known.is_some_and(is_known) {
        return Answer { status: 304, fields, body: Body::Bytes(Vec::new()) };
    }
    let fresh = asked.if_range.is_none_or(|of| of == tag);
    match asked.range.filter(|_| fresh).map(|range| part(range, bytes.len())) {
        Some(Part::Of(start, end)) => {
            fields.push(("content-range", format!("bytes {start}-{}/{}", end - 1, bytes.len())));
            Answer { status: 206, fields, body: Body::Bytes(bytes[start..end].to_vec()) }
        }
        Some(Part::Beyond) => {
            fields.push(("content-range", format!("bytes */{}", bytes.len())));
            Answer { status: 416, fields, body: Body::Bytes(Vec::new()) }
        }
        Some(Part::Whole) | None => Answer { status: 200, fields, body: Body::Bytes(bytes) },
    }
}

/// What a `Range` asks for.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    /// These bytes, the end not among them.
    Of(usize, usize),
    /// Bytes that there are not.
    Beyond,
    /// Several parts, or what cannot be understood: a server may answer with the whole.
    Whole,
}

fn part(range: &str, len: usize) -> Part {
    let Some((from, to)) = range.strip_prefix("bytes=").and_then(|range| range.split_once('-'))
    else {
        return Part::Whole;
    };
    let number = |text: &str| text.trim().parse::<usize>();
    match (number(from), number(to)) {
        (Ok(from), Ok(to)) if from <= to && from < len => {
            Part::Of(from, to.saturating_add(1).min(len))
        }
        (Ok(from), Err(_)) if to.trim().is_empty() && from < len => Part::Of(from, len),
        (Err(_), Ok(last)) if from.trim().is_empty() && last > 0 && len > 0 => {
            Part::Of(len.saturating_sub(last), len)
        }
        (Ok(from), Ok(to)) if from > to => Part::Whole,
        (Ok(_), Ok(_)) => Part::Beyond,
        (Ok(_), Err(_)) if to.trim().is_empty() => Part::Beyond,
        (Err(_), Ok(_)) if from.trim().is_empty() => Part::Beyond,
        _ => Part::Whole,
    }
}

fn moved(status: u16, to: &str) -> Answer {
    let to = percent_encoding::utf8_percent_encode(to, PATH).to_string();
    Answer { status, fields: vec![("location", to)], body: Body::Bytes(Vec::new()) }
}

/// What a path in a header field may not hold.
const PATH: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'#')
    .add(b'%');

/// A line of text.
pub fn plain(status: u16, text: &str) -> Answer {
    let fields = vec![("content-type", media::of("x.txt").to_owned())];
    Answer { status, fields, body: Body::Bytes(format!("{text}\n").into_bytes()) }
}

#[cfg(test)]
mod tests {
    use super::{Part, part};

    #[test]
    fn ranges_are_read_as_the_norm_has_them() {
        for (range, wanted) in [
            ("bytes=0-3", Part::Of(0, 4)),
            ("bytes=4-", Part::Of(4, 10)),
            ("bytes=-3", Part::Of(7, 10)),
            ("bytes=-30", Part::Of(0, 10)),
            ("bytes=8-99", Part::Of(8, 10)),
            ("bytes=10-", Part::Beyond),
            ("bytes=12-13", Part::Beyond),
            ("bytes=-0", Part::Beyond),
            ("bytes=5-4", Part::Whole),
            ("bytes=0-1,4-5", Part::Whole),
            ("bytes=a-b", Part::Whole),
            ("lines=0-1", Part::Whole),
        ] {
            assert_eq!(part(range, 10), wanted, "{range}");
        }
        assert_eq!(part("bytes=0-", 0), Part::Beyond);
        assert_eq!(part("bytes=0-18446744073709551615", 10), Part::Of(0, 10));
    }
}
