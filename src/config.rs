//! `site.toml`: the site's name, its host portal, and the choices an office makes.

use std::collections::BTreeMap;

use chrono::FixedOffset;
use serde::Deserialize;

use crate::diagnostic::Problem;

mod problems;
pub use problems::find_key;

/// The file's name in the site's root.
pub const FILE: &str = "site.toml";

/// Everything that `site.toml` can say. Every key but `title` may be left out.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The site's name, such as 云溪镇民生工程.
    pub title: String,
    /// A line below the name.
    #[serde(default)]
    pub subtitle: String,
    /// What the site is for, for search engines and the home page.
    #[serde(default)]
    pub description: String,
    /// Keywords of the home page, for the tag `ColumnKeywords`.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// The absolute address at which the site will stand, ending in `/`; needed only by feeds,
    /// `sitemap.xml` and head metadata.
    #[serde(default)]
    pub base_url: Option<String>,
    /// The zone in which dates are meant, such as `+08:00`.
    #[serde(default = "default_zone")]
    pub zone: String,
    /// The folder in `themes/` whose files replace those of the built-in theme.
    #[serde(default = "default_theme")]
    pub theme: String,
    /// The form of page addresses: `:column`, `:slug`, `:year`, `:month`, `:day` and `:id`.
    #[serde(default = "default_permalink")]
    pub permalink: String,
    /// The host portal and the page tags that name it.
    #[serde(default)]
    pub portal: PortalConfig,
    /// Its colour and its logo.
    #[serde(default)]
    pub look: LookConfig,
    /// What stands in header and footer.
    #[serde(default)]
    pub footer: FooterConfig,
    /// How text is read and shown.
    #[serde(default)]
    pub text: TextConfig,
    /// How lists are shown.
    #[serde(default)]
    pub lists: ListConfig,
    /// How photos are published.
    #[serde(default)]
    pub photos: PhotoConfig,
    /// Whether the site can be searched.
    #[serde(default)]
    pub search: SearchConfig,
    /// What may be shown.
    #[serde(default)]
    pub privacy: PrivacyConfig,
    /// The server that the site will stand on.
    #[serde(default)]
    pub server: ServerConfig,
    /// Addresses of terms chosen by hand, where two terms read alike: `"事例" = "shili-2"`.
    #[serde(default)]
    pub term_slugs: BTreeMap<String, String>,
}

/// The county's portal that hosts the site (政府网站不单独开设专项网站).
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PortalConfig {
    /// Its official name, for the tag `SiteName`; the site's own title stands in.
    pub name: String,
    /// Its domain, for the tag `SiteDomain`.
    pub domain: String,
    /// Its identity code (网站标识码), for the tag `SiteIDCode`: `bm` and 8 digits, or 10 digits.
    pub id_code: String,
    /// Its address, for the link back.
    pub url: String,
    /// 咨询建言: where residents ask.
    pub consult: Option<Entrance>,
    /// 办事服务: where residents apply.
    pub service: Option<Entrance>,
    /// Its header as HTML, in place of ours: a file in the theme's folder; may be empty.
    pub header: String,
    /// Its footer, likewise.
    pub footer: String,
    /// The style sheet of both, which reaches no further than they do; may be empty.
    pub style: String,
}

impl PortalConfig {
    /// The site stands inside its header or footer.
    pub fn is_framed(&self) -> bool {
        !self.header.is_empty() || !self.footer.is_empty()
    }
}

/// What an office may choose of its looks without a theme of its own.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LookConfig {
    /// The main colour (主题色), such as `#9b1c1c`; that of the theme where it is empty.
    pub color: String,
    /// The logo in the header (标志): a picture in `static/`; may be empty.
    pub logo: String,
}

/// A link to the county's portal.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entrance {
    /// What the visitor reads.
    pub title: String,
    /// An absolute address.
    pub url: String,
}

/// The footer items of 政府网站发展指引.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FooterConfig {
    /// 主办单位.
    pub host: String,
    /// 承办单位.
    pub organizer: String,
    /// 联系地址.
    pub address: String,
    /// 咨询电话.
    pub phone: String,
    /// 监督电话.
    pub supervision_phone: String,
    /// ICP备案编号.
    pub icp: String,
    /// 公安机关备案号, with its 14 digits.
    pub police: String,
    /// 党政机关网站标识: the 32 hexadecimal digits of its address.
    pub conac: String,
    /// A notice at the very end.
    pub notice: String,
}

/// How text is read and shown.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TextConfig {
    /// Text pasted from WPS: every line is a paragraph of its own, indents are never code.
    pub pasted: bool,
    /// The longest summary, in 字.
    pub summary: usize,
    /// A table of contents from so many headings on.
    pub toc_from: usize,
    /// How many 字 a resident reads in a minute.
    pub words_per_minute: usize,
}

impl Default for TextConfig {
    fn default() -> Self {
        Self { pasted: false, summary: 110, toc_from: 4, words_per_minute: 300 }
    }
}

/// How lists are shown.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ListConfig {
    /// Items on a page of a list.
    pub page_size: usize,
    /// Newest items of each column on the home page.
    pub home: usize,
    /// Newest albums on the home page.
    pub home_albums: usize,
    /// Related pages below a page.
    pub related: usize,
    /// A column with fewer pages, all years together, has year pages only; albums have months too.
    pub months_from: usize,
    /// Entries of a feed.
    pub feed: usize,
}

impl Default for ListConfig {
    fn default() -> Self {
        Self { page_size: 20, home: 6, home_albums: 4, related: 5, months_from: 12, feed: 20 }
    }
}

/// How photos are published.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PhotoConfig {
    /// Widths in pixels, smallest first; a photo is never enlarged.
    pub widths: Vec<u32>,
    /// Publish the originals of albums too, without their metadata.
    pub originals: bool,
}

impl Default for PhotoConfig {
    fn default() -> Self {
        Self { widths: vec![400, 1600], originals: false }
    }
}

/// Whether the site can be searched.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SearchConfig {
    /// Publish the search page and its index.
    pub enabled: bool,
}

impl Default for SearchConfig {
    fn default() -> Self {
        Self { enabled: true }
    }
}

/// What may be shown.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PrivacyConfig {
    /// Office numbers that may be published, in any spelling.
    pub office_phones: Vec<String>,
}

/// The server that the site will stand on.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ServerConfig {
    /// For which servers files with security headers are written into the output.
    pub headers: Vec<Server>,
}

/// A web server for which header files can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Server {
    /// nginx.
    Nginx,
    /// Apache.
    Apache,
    /// Microsoft's Internet Information Services.
    Iis,
    /// Caddy.
    Caddy,
}

impl Config {
    /// The zone in which dates are meant; Beijing time where the text could not be read, which
    /// [`parse`] has reported.
    pub fn zone(&self) -> FixedOffset {
        crate::date::zone(&self.zone).unwrap_or_else(beijing)
    }

    /// The address before paths from the site's root, where it is known.
    pub fn base(&self) -> Option<&str> {
        self.base_url.as_deref().filter(|url| !url.is_empty())
    }
}

/// What may stand behind a colon in `permalink`.
pub const PERMALINK_WORDS: [&str; 6] = ["column", "slug", "year", "month", "day", "id"];

fn beijing() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).expect("eight hours are a possible offset")
}

fn default_zone() -> String {
    "+08:00".to_owned()
}

fn default_theme() -> String {
    "default".to_owned()
}

fn default_permalink() -> String {
    "/:column/:slug.html".to_owned()
}

/// Reads the text of `site.toml`.
///
/// # Errors
///
/// All problems that stand in the way, each with its place.
pub fn parse(text: &str) -> Result<Config, Vec<Problem>> {
    let mut config: Config =
        toml::from_str(text).map_err(|error| vec![problems::unread(&error, text)])?;
    if let Some(url) = &mut config.base_url
        && !url.is_empty()
        && !url.ends_with('/')
    {
        url.push('/');
    }
    let problems = problems::values(&config, text);
    if problems.is_empty() { Ok(config) } else { Err(problems) }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_title_is_enough() {
        let config = parse("title = \"云溪镇民生工程\"").unwrap();
        assert_eq!(config.permalink, "/:column/:slug.html");
        assert_eq!(config.photos.widths, [400, 1600]);
    }

    #[test]
    fn addresses_stay_in_the_site() {
        for line in [
            "[term_slugs]\n\"事例\" = \"../../evil\"",
            "permalink = \"/:colunm/:slug.html\"",
            "permalink = \"/：column/:slug.html\"",
            "permalink = \"/./:slug.html\"",
            "[portal]\nurl = \"https://a.cn/\\\"><script>\"",
            "[portal]\nheader = \"county/header.html\"",
        ] {
            let problems = parse(&format!("title = \"甲\"\n{line}")).unwrap_err();
            assert_eq!(problems[0].rule.code, "MS0704", "{line}");
            assert!(problems[0].place.as_ref().unwrap().quote.is_some(), "{line}");
        }
        assert!(parse("title = \"甲\"\npermalink = \"/:column/:year/:id-:slug.html\"").is_ok());
    }

    #[test]
    fn a_problem_has_its_line() {
        let problems = parse("title = \"甲\"\nbase_ulr = \"https://a.cn\"").unwrap_err();
        assert_eq!(problems[0].place.as_ref().unwrap().quote.as_ref().unwrap().line, 2);
    }

    #[test]
    fn full_width_quotes_are_explained() {
        let problems = parse("title = “云溪镇”").unwrap_err();
        assert_eq!(problems[0].rule.code, "MS0701");
    }

    #[test]
    fn every_bad_value_is_told_in_one_run() {
        let text = "title = \"甲\"\nzone = \"火星\"\nbase_url = \"www.a.cn\"";
        assert_eq!(parse(text).unwrap_err().len(), 2);
    }
}
