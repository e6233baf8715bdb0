//! Every seed of the fuzz targets, and thousands of random changes of them, keep what the targets
//! promise. The changes are the same in every run; `docs/fuzzing.md` tells how to look for more.

use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

#[path = "support/fuzzed/mod.rs"]
mod fuzzed;

#[test]
fn front_matter_keeps_its_promises() {
    tries("front_matter", 1_500);
}

#[test]
fn lists_keep_their_promises() {
    tries("lists", 2_000);
}

#[test]
fn markdown_keeps_its_promises() {
    tries("markdown", 5_000);
}

#[test]
fn photos_keep_their_promises() {
    tries("photo", 3_000);
}

#[test]
fn site_toml_keeps_its_promises() {
    tries("site_toml", 3_000);
}

#[test]
fn words_keep_their_promises() {
    tries("words", 3_000);
}

#[test]
fn every_folder_of_seeds_has_its_target() {
    let folders: Vec<PathBuf> = entries(&seeds());
    let names: Vec<&str> = folders.iter().map(|folder| name(folder)).collect();
    let targets: Vec<&str> = fuzzed::TARGETS.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, targets);
}

/// Tries each seed of a target as it is, then `changes` random changes of them.
fn tries(target: &str, changes: usize) {
    let holds = fuzzed::target(target);
    let files = entries(&seeds().join(target));
    let inputs: Vec<Vec<u8>> =
        files.iter().map(|file| std::fs::read(file).expect("a seed")).collect();
    assert!(inputs.len() >= 10, "the seeds of {target} are gone");
    for (file, input) in files.iter().zip(&inputs) {
        let kept = catch_unwind(|| holds(input));
        assert!(kept.is_ok(), "seed {}: see above", file.display());
    }
    let mut random = Random(0x5EED);
    for _ in 0..changes {
        let input = changed(&inputs, &mut random);
        let kept = catch_unwind(|| holds(&input));
        assert!(kept.is_ok(), "a change of a seed of {target}: {}", input.escape_ascii());
    }
}

/// A seed with one to four changes, each at a place where a character or a byte begins.
fn changed(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut input = random.of(seeds).clone();
    for _ in 0..=random.below(4) {
        let (from, to) = (random.place(&input), random.place(&input));
        let piece = from.min(to)..from.max(to).min(from.min(to) + 40);
        match random.below(6) {
            // Cut off, leave out, repeat.
            0 => input.truncate(from),
            1 => drop(input.drain(piece)),
            2 => drop(input.splice(piece.end..piece.end, input[piece].repeat(1 + random.below(3)))),
            // Take a piece of another seed, beside or over.
            3 | 4 => {
                let other = random.of(seeds);
                let start = random.place(other);
                let taken = &other[start..other.len().min(start + random.below(40))];
                let over = if random.below(2) == 0 { piece.end } else { piece.start };
                drop(input.splice(over..piece.end, taken.iter().copied()));
            }
            // One byte, as a bad disk or a bad upload leaves it.
            _ if from < input.len() => input[from] = input[from].wrapping_add(random.byte()),
            _ => input.push(random.byte()),
        }
    }
    input.truncate(4096);
    input
}

/// The same numbers in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % limit
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).expect("a byte")
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// An offset; in text, one where a character begins.
    fn place(&mut self, bytes: &[u8]) -> usize {
        let at = self.below(bytes.len() + 1);
        match std::str::from_utf8(bytes) {
            Ok(text) => text.floor_char_boundary(at),
            Err(_) => at,
        }
    }
}

fn seeds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seeds")
}

/// What a folder holds, in the order of the names.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let read = std::fs::read_dir(folder).expect("a folder of seeds");
    let mut all: Vec<PathBuf> = read.map(|entry| entry.expect("an entry").path()).collect();
    all.sort();
    all
}

fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).expect("an ASCII name")
}
