//! What `minsheng new` writes: a draft of its kind, at a place and with a title that the site reads
//! as they were meant.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::markdown::Scratch;
use crate::page::{self, Keys, Kind, Kinds, Page, Reading};
use crate::site::{Column, Connections, Placed, Site, address};
use crate::slug;
use crate::source::Text;

/// The path and the text of a new document. Where the name that its title gives is one that the
/// site needs for itself, the day stands behind it, as a clerk would tell two papers apart.
pub fn draft(site: &Site, column: &Column, title: &str) -> (String, String) {
    let kinds = Kinds::built_in();
    let reading = Reading {
        config: &site.config,
        kinds: &kinds,
        zone: site.config.zone(),
        today: site.today,
        drafts: true,
    };
    let text = document(column.kind, title, &reading);
    let name = slug::slug(title);
    let path = path(column, &name);
    let page = read(&path, &text, column.kind, &reading);
    if name == INDEX || page.is_some_and(|page| is_reserved(site, column, page)) {
        return (self::path(column, &format!("{name}-{}", site.today)), text);
    }
    (path, text)
}

/// A document of this name would turn the column's folder into its own.
const INDEX: &str = "index";

/// Where a document of this name lies: an album has a folder, for its photos.
fn path(column: &Column, name: &str) -> String {
    if column.kind.album {
        format!("content/{}/{name}/index.md", column.folder)
    } else {
        format!("content/{}/{name}.md", column.folder)
    }
}

/// Whether a page would take an address that an index needs: the very rule that a build applies.
fn is_reserved(site: &Site, column: &Column, page: Arc<Page>) -> bool {
    let path = address::page(&site.config, column, &page);
    let links = Connections::default();
    let placed = Placed { page, column: 0, path, links, terms: Vec::new(), explains: None };
    !address::check(&[], &[Arc::new(placed)]).is_empty()
}

/// The text of a new document, with its title written in the plainest of the ways in which it is
/// read back as it was given.
fn document(kind: &'static Kind, title: &str, reading: &Reading) -> String {
    let [plain, others @ ..] = ways(title).map(|value| filled_in(kind, &value));
    let is_read =
        |text: &String| read("", text, kind, reading).is_some_and(|page| page.title == title);
    if is_read(&plain) {
        return plain;
    }
    others.into_iter().find(is_read).unwrap_or(plain)
}

/// The ways to write a value: as it is, in quotes of either sort, and as a block of its own, in
/// which nothing has another meaning.
fn ways(value: &str) -> [String; 4] {
    let escaped = value.replace('\\', "\\\\").replace('"', "\\\"");
    let doubled = value.replace('\'', "''");
    [value.to_owned(), format!("\"{escaped}\""), format!("'{doubled}'"), format!("|-\n  {value}")]
}

/// What a build would make of a document.
fn read(path: &str, text: &str, kind: &'static Kind, reading: &Reading) -> Option<Arc<Page>> {
    let text = Text { text: text.to_owned(), legacy: false };
    page::read(path, &text, kind, reading, &mut Scratch::default()).page
}

/// Keys that every document needs, before those that it may have.
const NEEDED: [&str; 3] = ["title", "date", "source"];

/// The text of a draft, so that what is not filled in yet stops no build. Each key has its hint on
/// the line above: behind a key it would be published as soon as someone takes away a space.
fn filled_in(kind: &'static Kind, title: &str) -> String {
    let fields = Keys::new(kind.keys());
    let mut text = String::from("---\n");
    for field in NEEDED.into_iter().filter_map(|key| fields.find(key)) {
        let value = if field.key == "title" { title } else { "" };
        let _ = writeln!(text, "# {}\n{}：{value}", field.note, field.names[0]);
    }
    text.push_str("# 写完以后把“是”改成“否”，才会发布\n草稿：是\n\n# 下面的按需要填写，写在冒号后面；不需要的留空\n");
    let others = fields
        .iter()
        .filter(|field| !NEEDED.contains(&field.key) && !["draft", "kind"].contains(&field.key));
    for field in others {
        let _ = writeln!(text, "# {}\n{}：", field.note, field.names[0]);
    }
    text.push_str("---\n\n");
    text.push_str(kind.starter);
    text
}

#[cfg(test)]
mod tests {
    use super::{document, read};
    use crate::config::Config;
    use crate::page::{Kinds, Reading};

    #[test]
    fn a_title_is_read_back_as_it_was_given() {
        let config: Config = toml::from_str("title = \"甲\"").unwrap();
        let kinds = Kinds::built_in();
        let reading = Reading {
            config: &config,
            kinds: &kinds,
            zone: config.zone(),
            today: chrono::NaiveDate::default(),
            drafts: true,
        };
        let titles = "云溪镇：新路通车¦医保: 怎么缴¦{{ x }}¦{x}¦[通知]关于双节¦[通知]¦null¦~¦true¦0123\
            ¦2026-4-2¦a # b¦甲 #乙 \"丙\"¦\"甲\" # '乙'¦#1 工程¦*重要¦&x¦!x¦%x¦@x¦`x`¦|¦>¦|-¦>- x¦- 甲¦-甲\
            ¦-¦---¦——¦...¦? 甲¦?¦甲:¦甲：¦: 甲¦,¦'甲'¦'¦\"¦\"甲\"¦“甲”¦“甲”和“乙”¦甲\\乙¦\"甲\\n\
            ¦甲  乙¦😀¦标题：甲¦日期: x¦{{% x %}}¦<b>甲</b>¦甲\u{a0}乙¦'甲' # \"乙\": {丙}";
        for title in titles.split('¦') {
            let text = document(kinds.fallback(), title, &reading);
            let page = read("content/a.md", &text, kinds.fallback(), &reading);
            assert_eq!(page.map(|page| page.title.clone()).as_deref(), Some(title), "{text}");
        }
        let plain = document(kinds.fallback(), "云溪镇召开推进会", &reading);
        assert!(plain.contains("\n标题：云溪镇召开推进会\n"), "{plain}");
        let quoted = document(kinds.fallback(), "{{ x }}", &reading);
        assert!(quoted.contains("\n标题：\"{{ x }}\"\n"), "{quoted}");
    }
}
