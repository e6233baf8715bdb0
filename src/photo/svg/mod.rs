//! SVG: a drawing, reduced to what draws.
//!
//! An SVG that is opened by itself is a document with all the powers of a page,
//! and one saved by a drawing program names the author's folders. So nothing
//! stays because it is not known to do harm; it stays because it draws.

mod harmless;
mod size;

use super::{Header, Refusal};
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, Reader, Writer, XmlVersion};

/// No drawing nests deeper; a bomb does.
const MAX_DEPTH: usize = 1000;

/// Whether the first element of these bytes is `svg`.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    // Most files that are no SVG are no text either: look at the first letter
    // before reading megabytes.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    bytes.starts_with(b"<") && text(bytes).is_ok_and(|text| root(text).is_ok())
}

/// Reads the size from the root element.
pub(super) fn header(bytes: &[u8]) -> Result<Header, Refusal> {
    let root = root(text(bytes)?)?;
    let value = |name: &str| {
        let attribute =
            root.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
        plain(&attribute)
    };
    let (width, height) = size::of(
        value("width").as_deref(),
        value("height").as_deref(),
        value("viewBox").as_deref(),
    );
    Ok(Header { width, height, ..Header::default() })
}

/// Writes the drawing anew, with what [`harmless`] lets pass.
pub(super) fn stripped(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let text = text(bytes)?;
    root(text)?;
    let mut reader = NsReader::from_str(text);
    let mut drawing = Writer::new(Vec::with_capacity(bytes.len()));
    let mut write = |event: Event<'_>| drawing.write_event(event).map_err(|error| damaged(&error));
    // How deep the reader is, and how deep it is in something dropped.
    let (mut depth, mut dropped) = (0_usize, 0_usize);
    let mut has_root = false;
    // A style sheet is judged when all of it was read, in however many pieces.
    let mut sheet: Option<(BytesStart, String)> = None;
    loop {
        let event = reader.read_event().map_err(|error| damaged(&error))?;
        let is_root = depth == 0 && matches!(event, Event::Start(_) | Event::Empty(_));
        if is_root && std::mem::replace(&mut has_root, true) {
            return Err(Refusal::unreadable("SVG 有两个根元素"));
        }
        match event {
            Event::Start(element) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(Refusal::unreadable("SVG 嵌套过深"));
                }
                match kept(&reader, &element)? {
                    Some(kept) if dropped == 0 && sheet.is_none() => {
                        if is_sheet(&element) {
                            sheet = Some((kept.into_owned(), String::new()));
                        } else {
                            write(Event::Start(kept))?;
                        }
                    }
                    _ => dropped += 1,
                }
            }
            Event::End(end) => {
                depth =
                    depth.checked_sub(1).ok_or_else(|| Refusal::unreadable("SVG 标签不成对"))?;
                if dropped > 0 {
                    dropped -= 1;
                    continue;
                }
                if let Some((start, css)) = sheet.take() {
                    write(Event::Start(start))?;
                    write(Event::Text(BytesText::new(&harmless::sheet(&css))))?;
                }
                write(Event::End(BytesEnd::new(end.name().as_ref().to_owned())))?;
            }
            Event::Empty(element) => {
                if let Some(kept) = kept(&reader, &element)?
                    && dropped == 0
                    && sheet.is_none()
                {
                    write(Event::Empty(kept))?;
                }
            }
            Event::Eof if depth > 0 => return Err(Refusal::unreadable("SVG 文件不完整")),
            Event::Eof => break,
            // Text outside the root is white space at best. Comments,
            // instructions, declarations and DOCTYPE with its entities end here.
            other => {
                if depth > 0
                    && dropped == 0
                    && let Some(text) = characters(other)
                {
                    match &mut sheet {
                        Some((_, css)) => css.push_str(&text),
                        None => write(Event::Text(BytesText::new(&text)))?,
                    }
                }
            }
        }
    }
    let drawing = drawing.into_inner();
    if drawing.is_empty() {
        return Err(Refusal::unreadable("SVG 的根元素不属于 SVG 命名空间"));
    }
    Ok(drawing)
}

/// The element with its harmless attributes, unless it must go.
///
/// A damaged attribute refuses the drawing: browsers show nothing of such a
/// file, and the reader knows no namespace that is named behind the damage.
fn kept<'a>(
    reader: &NsReader<&[u8]>,
    element: &BytesStart<'a>,
) -> Result<Option<BytesStart<'a>>, Refusal> {
    let resolver = reader.resolver();
    let (namespace, name) = resolver.resolve_element(element.name());
    let name = name.as_ref();
    let is_plain = harmless::name(element.name().as_ref());
    if !is_plain || !harmless::namespace(&namespace) || !harmless::element(name) {
        return Ok(None);
    }
    let mut kept = BytesStart::new(element.name().as_ref().to_owned());
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|error| damaged(&error))?;
        let key = attribute.key;
        // One with an entity of the file's own goes.
        let Some(value) = plain(&attribute).filter(|_| harmless::name(key.as_ref())) else {
            continue;
        };
        if key.as_namespace_binding().is_some() {
            if harmless::binding(&value) {
                kept.push_attribute((key.as_ref(), value.as_str()));
            }
            continue;
        }
        let (namespace, local) = resolver.resolve_attribute(key);
        if harmless::moves_a_reference(name, local.as_ref(), &value) {
            return Ok(None);
        }
        let namespace = match namespace {
            ResolveResult::Bound(namespace) => Some(namespace.0),
            ResolveResult::Unbound => None,
            ResolveResult::Unknown(_) => continue,
        };
        if harmless::attribute(namespace, local.as_ref(), &value) {
            kept.push_attribute((key.as_ref(), value.as_str()));
        }
    }
    Ok(Some(kept))
}

/// The characters that an event stands for, if it is text of any sort. An
/// entity that is not XML's own was defined in the DOCTYPE and went with it.
fn characters(event: Event) -> Option<String> {
    match event {
        Event::Text(text) => Some(text.xml10_content().into_owned()),
        Event::CData(data) => Some(data.xml10_content().into_owned()),
        Event::GeneralRef(reference) => {
            let escaped = format!("&{};", reference.into_inner());
            quick_xml::escape::unescape(&escaped).ok().map(std::borrow::Cow::into_owned)
        }
        _ => None,
    }
}

/// The value of an attribute as a browser reads it.
fn plain(attribute: &Attribute) -> Option<String> {
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

fn is_sheet(element: &BytesStart) -> bool {
    element.local_name().as_ref() == "style"
}

/// The first element, if it is `svg`.
fn root(text: &str) -> Result<BytesStart<'_>, Refusal> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element))
                if element.local_name().as_ref() == "svg" =>
            {
                return Ok(element);
            }
            Ok(Event::Start(_) | Event::Empty(_) | Event::End(_) | Event::Eof) => {
                return Err(Refusal::Unsupported);
            }
            Err(error) => return Err(damaged(&error)),
            Ok(_) => {}
        }
    }
}

fn text(bytes: &[u8]) -> Result<&str, Refusal> {
    let text =
        std::str::from_utf8(bytes).map_err(|_| Refusal::unreadable("SVG 不是 UTF-8 编码"))?;
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text))
}

fn damaged(_: &impl std::fmt::Display) -> Refusal {
    Refusal::unreadable("SVG 的 XML 有错误")
}
