//! What 200 camera photos cost: this program cold and warm, the bare libraries, and Hugo.
//!
//! `cargo bench --bench photos -- FOLDER` makes the photos in FOLDER once (about a gigabyte) and
//! measures on every later run. Hugo is found on the PATH or named by the variable `HUGO`; without
//! it its line is left out.

mod floor;
mod measure;
mod shots;
mod site;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use measure::{Cost, measured};

/// What the cold build must reach.
const CPU_LIMIT: f64 = 110.0;
/// Its peak of memory in megabytes, on two threads.
const PEAK_LIMIT: f64 = 120.0;
/// The limits are for two threads, on however many processors.
const THREADS: usize = 2;

fn main() -> ExitCode {
    // Cargo adds `--bench`, which means nothing here.
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        // Two parts of the work are processes of their own, so that each is measured alone.
        ["floor", site, output] => floor::run(Path::new(site), Path::new(output), THREADS),
        ["shots", site] => site::make(Path::new(site)),
        [folder] => return compare(Path::new(folder)),
        _ => {
            eprintln!("cargo bench --bench photos -- FOLDER");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

/// Runs everything in turn and prints one table.
fn compare(folder: &Path) -> ExitCode {
    std::fs::create_dir_all(folder).expect("a folder for the photos");
    let folder = folder.canonicalize().expect("a folder for the photos");
    let site = folder.join("site");
    let own = std::env::current_exe().expect("this program");
    if !site::is_made(&site) {
        measured(Command::new(&own).arg("shots").arg(&site), &folder);
    }
    let photos = site::photos(&site);
    let (count, bytes) = (photos.len(), photos.iter().map(|photo| length(photo)).sum::<u64>());
    println!("{count} photos of 4000×3000, {:.1} MB each\n", megabytes(bytes) / number(count));
    println!(
        "{:34}{:>12}{:>9}{:>9}{:>10}{:>8}",
        "", "CPU/photo", "of it sys", "wall", "peak", "× floor"
    );

    let floor = measured(
        Command::new(&own).arg("floor").arg(&site).arg(emptied(&folder.join("floor"))),
        &folder,
    );
    tell("bare libraries", &floor, &floor, count);

    let output = emptied(&folder.join("public"));
    emptied(&site.join(".minsheng"));
    site::show_in(&site, &[800]);
    let more = build(&site, &output, &folder);
    tell("minsheng, cold, with 800 px too", &more, &floor, count);
    assert_eq!(site::photos_made(&folder), count * 3, "the theme asks for a third size");

    let output = emptied(&output);
    emptied(&site.join(".minsheng"));
    site::show_in(&site, &[]);
    let cold = build(&site, &output, &folder);
    tell("minsheng, cold", &cold, &floor, count);
    assert_eq!(site::photos_made(&folder), count * 2, "a cold build makes both sizes of each");

    emptied(&output);
    let warm = build(&site, &output, &folder);
    tell("minsheng, output lost, cache kept", &warm, &floor, count);
    assert_eq!(site::photos_made(&folder), 0, "a warm build makes none");

    let idle = build(&site, &output, &folder);
    tell("minsheng, nothing changed", &idle, &floor, count);

    if let Some(hugo) = hugo() {
        let root = folder.join("hugo");
        emptied(&root);
        site::make_for_hugo(&root, &site);
        let cost = measured(
            Command::new(hugo).arg("--source").arg(&root).env("GOMAXPROCS", THREADS.to_string()),
            &folder,
        );
        tell("hugo, cold", &cost, &floor, count);
    }

    let cpu = cold.cpu_each(count);
    let peak = megabytes(cold.peak);
    println!("\nlimits of the cold build: {CPU_LIMIT} ms of CPU a photo, {PEAK_LIMIT} MB at peak");
    if cpu <= CPU_LIMIT && peak <= PEAK_LIMIT { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Builds the site with the program under test.
fn build(site: &Path, output: &Path, folder: &Path) -> Cost {
    measured(
        Command::new(env!("CARGO_BIN_EXE_minsheng"))
            .args(["build", "--json", "--today", "2026-11-24", "--root"])
            .arg(site)
            .arg("--output")
            .arg(output)
            .env("RAYON_NUM_THREADS", THREADS.to_string()),
        folder,
    )
}

fn tell(name: &str, cost: &Cost, floor: &Cost, count: usize) {
    println!(
        "{name:34}{:>9.1} ms{:>6.1} ms{:>7.1} s{:>7.0} MB{:>8.2}",
        cost.cpu_each(count),
        cost.system.as_secs_f64() * 1000.0 / number(count),
        cost.wall.as_secs_f64(),
        megabytes(cost.peak),
        cost.cpu_each(count) / floor.cpu_each(count),
    );
}

/// Hugo, where this machine has it.
fn hugo() -> Option<PathBuf> {
    let named = std::env::var_os("HUGO").map(PathBuf::from);
    let hugo = named.unwrap_or_else(|| PathBuf::from("hugo"));
    let answers = Command::new(&hugo).arg("version").output();
    answers.is_ok_and(|output| output.status.success()).then_some(hugo)
}

/// The folder, with nothing in it.
fn emptied(folder: &Path) -> PathBuf {
    if folder.exists() {
        std::fs::remove_dir_all(folder).expect("a folder that can go");
    }
    std::fs::create_dir_all(folder).expect("a new folder");
    folder.to_owned()
}

fn length(file: &Path) -> u64 {
    std::fs::metadata(file).map_or(0, |metadata| metadata.len())
}

#[allow(clippy::cast_precision_loss, reason = "figures for people")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

#[allow(clippy::cast_precision_loss, reason = "figures for people")]
fn number(count: usize) -> f64 {
    count as f64
}
