//! What all pages share: the site's identity, navigation and footer. Templates see it as `site`.

use serde::Serialize;

use super::head::feed_of;
use super::picture::Size;
use super::{Link, dates, elders, map, numbered, search};
use crate::config::{Config, Entrance};
use crate::site::{Site, address};

/// The site as every page sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Portal {
    /// The site's name, such as 云溪镇民生工程.
    pub title: String,
    /// A line below the name; may be empty.
    pub subtitle: String,
    /// What the site is for; may be empty.
    pub description: String,
    /// Top columns that have pages, in order; all of them where none has.
    pub nav: Vec<NavEntry>,
    /// The name of the county's portal that hosts the site; may be empty.
    pub host_name: String,
    /// The host portal's address, absolute; may be empty.
    pub host_url: String,
    /// The host portal's header stands above ours.
    pub host_header: bool,
    /// The host portal's footer stands in place of ours.
    pub host_footer: bool,
    /// The main colour as `#0c545b`; empty where the theme's own stands.
    pub color: String,
    /// The logo, in place of the seal; `None` where none is chosen.
    pub logo: Option<Size>,
    /// Where to ask (咨询建言): its title and absolute address.
    pub consult: Option<Link>,
    /// Where to apply (办事服务): its title and absolute address.
    pub service: Option<Link>,
    /// Consultation phone (咨询电话); may be empty.
    pub phone: String,
    /// Supervision phone (监督电话); may be empty.
    pub supervision_phone: String,
    /// Lines of the footer: 主办单位, 承办单位, 联系方式 …, each already a sentence.
    pub footer_lines: Vec<String>,
    /// Filing numbers and marks with their official addresses, absolute: ICP, 公安备案, 党政机关标识, 找错.
    pub footer_links: Vec<Link>,
    /// The identity code (网站标识码); may be empty.
    pub id_code: String,
    /// A notice at the very end, such as 示例数据，均属虚构; may be empty.
    pub notice: String,
    /// Path of the style sheet.
    pub style: String,
    /// Path of the script; pages work without it.
    pub script: String,
    /// Path of the search page; empty where `site.toml` switches searching off.
    pub search: String,
    /// Path of the search page's script.
    pub search_script: String,
    /// Path of the icon in the browser's tab.
    pub icon: String,
    /// Path of the site map page.
    pub map: String,
    /// Path of the date index; empty where no page has a date.
    pub dates: String,
    /// The edition for old readers (长辈版).
    pub elders: elders::Doors,
    /// The taxonomies that have terms, each with its index.
    pub taxonomies: Vec<Link>,
    /// The site's Atom feed; empty without a `base_url`.
    pub feed: String,
}

/// A top column in the navigation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NavEntry {
    /// The column's title.
    pub title: String,
    /// The column's page.
    pub path: String,
    /// The column's folder, to be compared with the page's `column`.
    pub column: String,
}

/// What all pages share; `asset` tells where a file of the theme is in the output.
pub fn portal<'a>(site: &Site, asset: impl Fn(&str) -> &'a str) -> Portal {
    let config = &site.config;
    let (portal, footer) = (&config.portal, &config.footer);
    let entrance = |of: &Option<Entrance>| {
        of.as_ref().map(|entrance| Link::new(&entrance.title, &entrance.url))
    };
    let nav = site
        .top_columns()
        .map(|column| NavEntry {
            title: column.title.clone(),
            path: numbered(&column.path, 1),
            column: column.path.clone(),
        })
        .collect();
    let lines = [
        ("主办单位", &footer.host),
        ("承办单位", &footer.organizer),
        ("联系地址", &footer.address),
        ("联系电话", &footer.phone),
    ];
    Portal {
        title: config.title.clone(),
        subtitle: config.subtitle.clone(),
        description: config.description.clone(),
        nav,
        host_name: portal.name.clone(),
        host_url: portal.url.clone(),
        host_header: !portal.header.is_empty(),
        host_footer: !portal.footer.is_empty(),
        color: config.look.color.clone(),
        logo: logo(site),
        consult: entrance(&portal.consult),
        service: entrance(&portal.service),
        phone: footer.phone.clone(),
        supervision_phone: footer.supervision_phone.clone(),
        footer_lines: lines
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(label, value)| format!("{label}：{value}"))
            .collect(),
        footer_links: footer_links(config),
        id_code: portal.id_code.clone(),
        notice: footer.notice.clone(),
        style: asset("style.css").to_owned(),
        script: asset("site.js").to_owned(),
        search: if config.search.enabled { search::path() } else { String::new() },
        search_script: asset("search.js").to_owned(),
        icon: asset("icon.svg").to_owned(),
        map: map::PATH.to_owned(),
        dates: if site.columns[0].months.is_empty() {
            String::new()
        } else {
            dates::path(site, 0, None)
        },
        elders: elders::doors(site),
        taxonomies: site
            .taxonomies
            .iter()
            .filter(|taxonomy| !taxonomy.terms.is_empty())
            .map(|taxonomy| Link::new(taxonomy.title, numbered(taxonomy.name, 1)))
            .collect(),
        feed: feed_of(site, 0).unwrap_or_default(),
    }
}

/// The logo with its own size; a picture that cannot be shown is told elsewhere.
pub fn logo(site: &Site) -> Option<Size> {
    let named = site.config.look.logo.trim_start_matches('/');
    if named.is_empty() {
        return None;
    }
    let file = format!("static/{named}");
    let facts = site.assets.get(&file)?.picture()?;
    let path = address::static_file(&file);
    Some(Size { path, width: facts.width, height: facts.height })
}

/// The official addresses behind the footer's marks, as real sites write them.
fn footer_links(config: &Config) -> Vec<Link> {
    let (portal, footer) = (&config.portal, &config.footer);
    let mut links = Vec::new();
    if !footer.icp.is_empty() {
        links.push(Link::new(&footer.icp, "https://beian.miit.gov.cn/"));
    }
    let digits: String = footer.police.chars().filter(char::is_ascii_digit).collect();
    if !footer.police.is_empty() {
        let address =
            format!("http://www.beian.gov.cn/portal/registerSystemInfo?recordcode={digits}");
        links.push(Link::new(&footer.police, address));
    }
    if !footer.conac.is_empty() {
        let address = format!("https://bszs.conac.cn/sitename?method=show&id={}", footer.conac);
        links.push(Link::new("党政机关网站标识", address));
    }
    if !portal.id_code.is_empty() {
        let address =
            format!("https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={}", portal.id_code);
        links.push(Link::new("我为政府网站找错", address));
    }
    links
}
