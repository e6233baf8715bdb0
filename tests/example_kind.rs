//! The worked example of the maintainers' handbook: one file and one template make a new kind.

mod support;

#[path = "../docs/examples/station.rs"]
mod station;

use minsheng::build::{self, Options};
use minsheng::page::Kinds;
use station::STATION;
use support::Scratch;

const TEMPLATE: &str = include_str!("../docs/examples/station.html");

const COLUMN: &str = "---\n标题：民生驿站\n类型：民生驿站\n---\n";

const PAGE: &str = "---
标题：柳塘村民生驿站
日期：2026-10-09
来源：镇民生办
地点：柳塘村村部一楼
管理员岗位：村民生专干
服务时间：周一至周五 8:30—17:30
开放日期：2026年3月2日
咨询电话：12345
---

每月15日有镇民生办的同志现场答疑。
";

/// Builds with the new kind among the others, as a program that has it would.
fn built(site: &Scratch) -> build::Report {
    let options = Options {
        root: site.root().to_owned(),
        output: site.output(),
        today: "2026-11-24".parse().ok(),
        drafts: false,
        kinds: Kinds::built_in().with(&STATION),
    };
    build::build(&options, &|_, _, _| {})
}

fn site() -> Scratch {
    Scratch::new()
        .write("site.toml", "title = \"云溪镇民生工程\"\ntheme = \"yunxi\"\n")
        .write("themes/yunxi/templates/station.html", TEMPLATE)
        .write("content/stations/_index.md", COLUMN)
        .write("content/stations/liutang.md", PAGE)
}

#[test]
fn a_kind_is_one_file_and_one_template() {
    let site = site();
    let report = built(&site);
    let codes: Vec<&str> = report.problems.iter().map(|problem| problem.rule.code).collect();
    assert_eq!(codes, ["MS0703"], "only the site's address is missing");
    let page = site.page("stations/liutang.html");
    assert!(page.contains("is-station"), "its own template: {page}");
    assert!(page.contains("<p class=\"summary\">周一至周五 8:30—17:30有人值守</p>"), "{page}");
    for fact in ["柳塘村村部一楼", "村民生专干", "2026年3月2日", "tel:12345"] {
        assert!(page.contains(fact), "{fact} is missing: {page}");
    }
}

#[test]
fn its_keys_are_held_to_their_shapes_and_its_date_is_wanted() {
    let site = site()
        .replace("content/stations/liutang.md", "开放日期：2026年3月2日", "开放日期：开春")
        .replace("content/stations/liutang.md", "管理员岗位", "管理员岗")
        .replace("content/stations/liutang.md", "\n日期：2026-10-09", "");
    let report = built(&site);
    let told: Vec<(&str, &str)> =
        report.problems.iter().map(|problem| (problem.rule.code, problem.mend.as_str())).collect();
    assert!(told.iter().any(|(code, _)| *code == "MS0103"), "{told:?}");
    assert!(told.contains(&("MS0106", "是不是 `管理员岗位`？")), "{told:?}");
    assert!(report.published.is_none());
}

#[test]
fn the_handbook_shows_this_very_example() {
    let handbook = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/maintainers.md");
    let handbook = std::fs::read_to_string(handbook).expect("the maintainers' handbook");
    for shown in [include_str!("../docs/examples/station.rs"), TEMPLATE] {
        assert!(handbook.contains(shown), "docs/maintainers.md shows another text than:\n{shown}");
    }
}
