//! The site that is measured: twenty galleries of ten photos, and the same for Hugo.

use std::fs;
use std::path::{Path, PathBuf};

use super::{measure, shots};

const GALLERIES: usize = 20;
const PHOTOS: usize = 10;

/// Written last, so that a site half made is made again.
const DONE: &str = "done";

/// Whether the site was made to its end.
pub fn is_made(site: &Path) -> bool {
    site.join(DONE).exists()
}

/// Makes the site with all its photos, every one different.
pub fn make(site: &Path) {
    let album = site.join("content/gallery");
    fs::create_dir_all(&album).expect("a folder");
    fs::write(site.join("site.toml"), "title = \"云溪镇民生工程\"\n").expect("a file");
    fs::write(album.join("_index.md"), "---\n标题: 图看民生\n栏目类型: gallery\n---\n")
        .expect("a file");
    for shot in 0..PHOTOS {
        eprintln!("photo {} of {PHOTOS}", shot + 1);
        let photo = shots::Camera::developed(shot);
        for gallery in 0..GALLERIES {
            let folder = album.join(format!("g{gallery:02}"));
            fs::create_dir_all(&folder).expect("a folder");
            let number = gallery * PHOTOS + shot;
            fs::write(folder.join(format!("{shot:02}.jpg")), photo.taken(number)).expect("a photo");
        }
    }
    for gallery in 0..GALLERIES {
        let folder = album.join(format!("g{gallery:02}"));
        let day = gallery + 1;
        let page = format!("---\n标题: 第{day}次街头宣传\n日期: 2026-10-{day:02}\n---\n\n记录。\n");
        fs::write(folder.join("index.md"), page).expect("a page");
        let captions: Vec<String> =
            (0..PHOTOS).map(|shot| format!("{shot:02}.jpg：宣传台前第{shot}张")).collect();
        fs::write(folder.join("图说.txt"), captions.join("\n")).expect("captions");
    }
    fs::write(site.join(DONE), "").expect("a mark");
}

/// Lets the theme ask for these widths besides those of `site.toml`.
pub fn show_in(site: &Path, widths: &[u32]) {
    let theme = site.join("themes/default");
    fs::create_dir_all(&theme).expect("a folder");
    fs::write(theme.join("theme.toml"), format!("photo_widths = {widths:?}\n")).expect("a file");
}

/// The photos of the site, in their order.
pub fn photos(site: &Path) -> Vec<PathBuf> {
    (0..GALLERIES * PHOTOS)
        .map(|number| {
            let (gallery, shot) = (number / PHOTOS, number % PHOTOS);
            site.join(format!("content/gallery/g{gallery:02}/{shot:02}.jpg"))
        })
        .collect()
}

/// How many sizes the last build says that it made.
pub fn photos_made(folder: &Path) -> usize {
    let said = fs::read_to_string(measure::said(folder)).expect("what the build said");
    let report: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let made = &report["published"]["photos"];
    made.as_u64().and_then(|made| usize::try_from(made).ok()).expect("a count of photos")
}

/// The same photos in a site of Hugo's that makes the same sizes and nothing else.
pub fn make_for_hugo(root: &Path, site: &Path) {
    fs::create_dir_all(root.join("layouts")).expect("a folder");
    fs::write(
        root.join("hugo.toml"),
        "title = 'x'\nbaseURL = 'https://example.org/'\ndisableKinds = ['taxonomy', 'term', \
         'rss', 'sitemap', '404']\n[imaging]\nresampleFilter = 'CatmullRom'\n[imaging.jpeg]\nquality = 82\n",
    )
    .expect("a file");
    let page = "{{ range .Resources.ByType \"image\" }}\
                <img src=\"{{ (.Resize \"1600x\").RelPermalink }}\" \
                srcset=\"{{ (.Resize \"400x\").RelPermalink }}\">{{ end }}";
    for layout in ["single.html", "list.html", "home.html"] {
        fs::write(root.join("layouts").join(layout), page).expect("a layout");
    }
    copy(&site.join("content"), &root.join("content"));
}

/// Hard links: a second gigabyte of the same photos would be nobody's gain.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else if fs::hard_link(entry.path(), &target).is_err() {
            fs::copy(entry.path(), &target).expect("a copy");
        }
    }
}
