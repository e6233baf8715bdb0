//! Photos of a camera's size, from the folder of an album to the published site.

#[path = "support/preview.rs"]
mod preview;
mod support;

use std::collections::BTreeMap;

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use preview::Preview;
use support::Scratch;

const ALBUM: &str = "---\n标题: 街头宣传日\n日期: 2026-10-24\n---\n\n记录这一天。\n";

/// What a camera writes and nobody may read.
const SECRET: &str = "SERIAL-8842";

/// Twelve megapixels, red above and blue below, as a camera turned to `orientation` stores them.
fn shot(orientation: u8, in_passes: bool) -> Vec<u8> {
    let row = |paint: [u8; 3]| {
        let shades = (0..500_u32).map(|x| u8::try_from(x / 10).expect("a shade"));
        let pixels: Vec<u8> =
            shades.flat_map(|shade| paint.map(|paint| paint.saturating_sub(shade))).collect();
        pixels.repeat(8)
    };
    let pixels = [row([230, 30, 30]).repeat(1500), row([30, 30, 230]).repeat(1500)].concat();
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, 90);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_progressive(in_passes);
    let exif = [b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", &[orientation][..]].concat();
    let exif = [&exif, b"\0\0\0\0\0\0".as_slice(), SECRET.as_bytes()].concat();
    encoder.add_exif_metadata(&exif).expect("a small block");
    encoder.add_app_segment(13, format!("Photoshop 3.0\0{SECRET}").into_bytes()).expect("small");
    encoder.add_icc_profile(&[SECRET.as_bytes(), &[0; 200]].concat()).expect("a small block");
    encoder.encode(&pixels, 4000, 3000, ColorType::Rgb).expect("a picture in memory");
    let comment = [b"\xFF\xFE\0\x0D", SECRET.as_bytes()].concat();
    jpeg.splice(2..2, comment);
    jpeg
}

/// The codes of the segments before the pixels: with the pixels of our own encoder, all there are.
fn segments(jpeg: &[u8]) -> Vec<u8> {
    let mut codes = Vec::new();
    let mut at = 2;
    while codes.last() != Some(&0xDA) {
        assert_eq!(jpeg[at], 0xFF);
        codes.push(jpeg[at + 1]);
        at += 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
    }
    codes
}

/// Whether each corner is more red than blue, in reading order.
fn redness(jpeg: &[u8]) -> (u16, u16, [bool; 4]) {
    let mut decoder = jpeg_decoder::Decoder::new(jpeg);
    let pixels = decoder.decode().expect("a sound JPEG");
    let info = decoder.info().expect("a header");
    let is_red = |x: u16, y: u16| {
        let at = (usize::from(y) * usize::from(info.width) + usize::from(x)) * 3;
        pixels[at] > pixels[at + 2]
    };
    let (right, low) = (info.width - 9, info.height - 9);
    (info.width, info.height, [is_red(8, 8), is_red(right, 8), is_red(8, low), is_red(right, low)])
}

fn tells(bytes: &[u8]) -> bool {
    bytes.windows(SECRET.len()).any(|part| part == SECRET.as_bytes())
}

#[test]
fn camera_photos_come_out_in_all_sizes_upright_and_bare() {
    let site = Scratch::new()
        .write("content/gallery/_index.md", "---\n标题: 图看民生\n栏目类型: gallery\n---\n")
        .write("content/gallery/day/index.md", ALBUM)
        .write("content/gallery/day/level.jpg", shot(1, true))
        .write("content/gallery/day/turned.jpg", shot(6, false))
        .build();
    assert_eq!(site.report().published.as_ref().map(|published| published.photos), Some(6));
    let files = site.files();
    let upright = [true, true, false, false];
    // Turned clockwise, what was above is at the right.
    let turned = [false, true, false, true];
    for (name, expected) in [
        ("level-400", (400, 300, upright)),
        ("level-800", (800, 600, upright)),
        ("level-1600", (1600, 1200, upright)),
        ("turned-400", (400, 533, turned)),
        ("turned-800", (800, 1067, turned)),
        ("turned-1600", (1500, 2000, turned)),
    ] {
        let jpeg = &files[&format!("gallery/day/{name}.jpg")];
        assert_eq!(redness(jpeg), expected, "{name}");
        // JFIF, tables, frame and scan; no EXIF, no profile, no comment.
        let described = segments(jpeg);
        let needed = [0xE0, 0xDB, 0xC0, 0xC4, 0xDA];
        assert!(described.iter().all(|code| needed.contains(code)), "{name}: {described:x?}");
    }
    assert!(!files.values().any(|bytes| tells(bytes)));
    let again = site.remove("public").build();
    assert_eq!(again.report().published.as_ref().map(|published| published.photos), Some(0));
}

/// A site with a photo of 1800 × 1200 pixels full of lines, of which each way of scaling makes other
/// bytes; the theme asks for 800 pixels besides these widths.
fn lined(widths: &str) -> Scratch {
    let line = |y: u32| (0..1800_u32).flat_map(move |x| [x * 7 + y, x * y / 5, y * 11 + x / 3]);
    let pixels: Vec<u8> = (0..1200).flat_map(line).map(|value| value.to_le_bytes()[0]).collect();
    let mut jpeg = Vec::new();
    let encoder = Encoder::new(&mut jpeg, 90);
    encoder.encode(&pixels, 1800, 1200, ColorType::Rgb).expect("a picture in memory");
    Scratch::new()
        .write("site.toml", settings(widths))
        .write("content/gallery/_index.md", "---\n标题: 图看民生\n栏目类型: gallery\n---\n")
        .write("content/gallery/day/index.md", ALBUM)
        .write("content/gallery/day/a.jpg", jpeg)
}

fn settings(widths: &str) -> String {
    format!("title = \"云溪镇民生工程\"\n[photos]\nwidths = [{widths}]\n")
}

fn photos(site: &Scratch) -> BTreeMap<String, Vec<u8>> {
    site.files().into_iter().filter(|(path, _)| minsheng::asset::extension(path) == "jpg").collect()
}

#[test]
fn a_size_has_the_same_bytes_whatever_earlier_runs_left() {
    let site = lined("400, 1600").build();
    let whole = photos(&site);
    let names: Vec<&str> = whole.keys().map(String::as_str).collect();
    assert_eq!(names, ["gallery/day/a-1600.jpg", "gallery/day/a-400.jpg", "gallery/day/a-800.jpg"]);
    let cache = site.root().join(".minsheng/photos");
    let mut site = site;
    for gone in [&["400"][..], &["800"], &["400", "1600"]] {
        for entry in cache.read_dir().expect("a cache") {
            let path = entry.expect("a file").path();
            // The width stands behind the fingerprint.
            let width = path.to_str().and_then(|name| name.rsplit('/').next()?.split('-').nth(1));
            if width.is_some_and(|width| gone.contains(&width)) {
                std::fs::remove_file(path).expect("a file that can go");
            }
        }
        site = site.remove("public").build();
        let made = site.report().published.as_ref().map(|published| published.photos);
        assert_eq!(made, Some(gone.len()));
        assert!(photos(&site) == whole, "without {gone:?}");
    }
    let preview = Preview::of(site.root(), &[]);
    for (path, bytes) in &whole {
        assert!(preview.get(&format!("/{path}")).body == *bytes, "{path} in the preview");
    }
    drop(preview);
    let site = site.remove(".minsheng").remove("public").write(".minsheng", "").build();
    assert!(photos(&site) == whole, "without a cache");
    let site = site.remove(".minsheng");
    // A preview that begins with the smallest.
    let preview = Preview::of(site.root(), &[]);
    let first = "gallery/day/a-400.jpg";
    assert!(preview.get(&format!("/{first}")).body == whole[first], "the preview by itself");
}

#[test]
fn a_site_with_other_widths_is_as_one_built_from_nothing() {
    for (before, after) in [("400, 1600", "400"), ("400", "400, 1600"), ("400, 1600", "500, 1600")]
    {
        let edited = lined(before).build().write("site.toml", settings(after)).build();
        let fresh = lined(after).build();
        assert!(photos(&edited) == photos(&fresh), "[{before}] to [{after}]");
    }
    // Only what follows from another largest size is made anew.
    let site = lined("400, 1600").build().write("site.toml", settings("300, 400, 1600")).build();
    assert_eq!(site.report().published.as_ref().map(|published| published.photos), Some(1));
}

#[test]
fn an_original_is_bare_however_large_its_file_is() {
    // More behind the picture than is held in memory of other files.
    let mut large = shot(1, false);
    large.resize(65 << 20, 0);
    let site = Scratch::new()
        .write("site.toml", "title = \"云溪镇民生工程\"\n[photos]\noriginals = true\n")
        .write("content/gallery/_index.md", "---\n标题: 图看民生\n栏目类型: gallery\n---\n")
        .write("content/gallery/day/index.md", ALBUM)
        .write("content/gallery/day/large.jpg", large)
        .build();
    let original = &site.files()["gallery/day/large.jpg"];
    assert!(original.len() < 8 << 20, "nothing behind the picture is published");
    assert!(!tells(original));
}

#[test]
fn a_header_that_claims_too_much_is_an_error_and_nothing_is_published() {
    let claims = |width: u16, height: u16| {
        let [w0, w1] = width.to_be_bytes();
        let [h0, h1] = height.to_be_bytes();
        [
            b"\xFF\xD8\xFF\xC0\0\x11\x08".as_slice(),
            &[h0, h1, w0, w1],
            b"\x03\x01\x22\0\x02\x11\x01\x03\x11\x01\xFF\xDA\0\x02\0\0",
        ]
        .concat()
    };
    let site = Scratch::new()
        .write("content/gallery/_index.md", "---\n标题: 图看民生\n栏目类型: gallery\n---\n")
        .write("content/gallery/day/index.md", ALBUM)
        .write("content/gallery/day/all.jpg", claims(65_535, 65_535))
        .write("content/gallery/day/large.jpg", claims(20_000, 10_000))
        .write("content/gallery/day/phone.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
        .try_build();
    let messages = site.messages();
    for told in [
        "`all.jpg`（图片太大：65535×65535 像素",
        "`large.jpg`（图片太大：20000×10000 像素",
        "用看图软件把长边缩小到 8000 像素以内",
        "`phone.heic`（这是 HEIC 或 AVIF 图片",
        "兼容性最佳",
    ] {
        assert!(messages.contains(told), "{told} is missing in:\n{messages}");
    }
    assert!(site.report().published.is_none());
    assert!(!site.output().exists());
}

/// A theme with a picture that no address can name, and style sheets that lead to it.
fn dressed() -> Scratch {
    Scratch::new()
        .write("content/a.md", "---\n标题: 甲\n日期: 2026-10-24\n来源: 镇民生办\n---\n\n正文。\n")
        .write("static/图标.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>")
        .write("themes/default/assets/图/底.jpg", shot(6, false))
        .write("themes/default/assets/icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"><metadata>SERIAL-8842</metadata></svg>")
        .write(
            "themes/default/assets/style.css",
            "@import \"打印/纸.css\" print;\n/* 底 */ body { background: url(图/底.jpg) }\n\
             .a { background: url('%E5%9B%BE/%E5%BA%95.jpg?a#b') }\n\
             .b { background: url(../图标.svg); mask: url(#b) }\n",
        )
        .write("themes/default/assets/打印/纸.css", "body { background: url(../图/底.jpg) }\n")
}

#[test]
fn pictures_of_a_theme_are_bare_and_its_style_sheets_lead_to_them() {
    let files = dressed().build().files();
    assert!(!files.values().any(|bytes| tells(bytes)), "a picture tells who took it");
    assert!(files.keys().all(|path| path.is_ascii()), "{:?}", files.keys());
    let find = |start: &str, end: &str| {
        let is_it = |path: &&String| path.starts_with(start) && path.ends_with(end);
        files.keys().find(is_it).unwrap_or_else(|| panic!("no {start}…{end}")).clone()
    };
    let picture = find("assets/tu/di.", ".jpg");
    let (width, height, upright) = redness(&files[&picture]);
    assert_eq!((width, height, upright), (3000, 4000, [false, true, false, true]));
    let print = find("assets/dayin/zhi.", ".css");
    let text = |path: &str| String::from_utf8(files[path].clone()).expect("text");
    let beside = picture.trim_start_matches("assets/");
    assert_eq!(text(&print), format!("body {{ background: url(\"../{beside}\") }}\n"));
    assert_eq!(
        text(&find("assets/style.", ".css")),
        format!(
            "@import \"{}\" print;\n/* 底 */ body {{ background: url(\"{beside}\") }}\n\
             .a {{ background: url(\"{beside}?a#b\") }}\n\
             .b {{ background: url(\"../tubiao.svg\"); mask: url(#b) }}\n",
            print.trim_start_matches("assets/")
        )
    );
    // What is built in is published to the byte.
    let script =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/assets/site.js"));
    assert_eq!(files[&find("assets/site.", ".js")], script.expect("a script"));
    let site = dressed().remove("themes/default/assets/style.css").build();
    let style =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/assets/style.css"));
    assert!(site.files().values().any(|bytes| style.as_ref().is_ok_and(|style| style == bytes)));
}
