//! What a browser finds in a published file: tags with their attributes, links, places.

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// In small letters.
    pub name: String,
    /// In their order, values as meant, without entities.
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// All start tags of a page. Comments and the text of scripts hold none.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut all = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (tag, after) = tag(rest);
            rest = after;
            if tag.name == "script" || tag.name == "style" {
                rest = rest.split_once("</").map_or("", |(_, after)| after);
            }
            all.push(tag);
        }
    }
    all
}

fn tag(text: &str) -> (Tag, &str) {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(text.len());
    let name = text[..end].to_lowercase();
    let mut rest = &text[end..];
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return (Tag { name, attributes }, after);
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/'))
            .unwrap_or(rest.len());
        if end == 0 {
            return (Tag { name, attributes }, "");
        }
        let key = rest[..end].to_lowercase();
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            (value, rest) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    after[1..].split_once(quote).unwrap_or((&after[1..], ""))
                }
                _ => after.split_at(
                    after.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(after.len()),
                ),
            };
        }
        attributes.push((key, meant(value)));
    }
}

/// A value without its entities, those that the program and its theme write.
fn meant(value: &str) -> String {
    let mut text = value.to_owned();
    for (entity, sign) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'")]
    {
        text = text.replace(entity, sign);
    }
    text.replace("&#x2F;", "/").replace("&amp;", "&")
}

/// Every address that a page loads or leads to, as written; those of other hosts too.
pub fn links(html: &str) -> Vec<String> {
    let mut all = Vec::new();
    for tag in tags(html) {
        for (name, value) in &tag.attributes {
            match (tag.name.as_str(), name.as_str()) {
                ("base", _) => {}
                (_, "href" | "src" | "poster" | "action" | "data") => all.push(value.clone()),
                (_, "srcset" | "imagesrcset") => {
                    let each = value.split(',').filter_map(|one| one.split_whitespace().next());
                    all.extend(each.map(str::to_owned));
                }
                ("meta", "content") if tag.get("http-equiv") == Some("refresh") => {
                    all.extend(value.split_once("url=").map(|(_, url)| url.to_owned()));
                }
                _ => {}
            }
        }
    }
    all
}

/// Every address that a style sheet loads.
pub fn style_links(css: &str) -> Vec<String> {
    let each = css.split("url(").skip(1).filter_map(|rest| rest.split_once(')'));
    each.map(|(url, _)| url.trim_matches(['"', '\'', ' ']).to_owned()).collect()
}

/// Whether an address has a scheme or names a host, so that it leads out of the site or to no page.
pub fn leads_out(link: &str) -> bool {
    let scheme = link.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    });
    scheme || link.starts_with("//")
}

/// The path that a relative link means, seen from the page at `from`, and the place behind `#`.
/// `None` where it leads above the site's root.
pub fn resolve(from: &str, link: &str) -> Option<(String, String)> {
    let (path, place) = link.split_once('#').unwrap_or((link, ""));
    if path.is_empty() {
        return Some((from.to_owned(), place.to_owned()));
    }
    let mut names: Vec<&str> = from.split('/').collect();
    names.pop();
    for name in path.split('/') {
        match name {
            "." => {}
            ".." => {
                names.pop()?;
            }
            name => names.push(name),
        }
    }
    Some((names.join("/"), place.to_owned()))
}
