//! Finds the numbers within a cluster of figures, however its groups are set apart.

use std::ops::Range;

use super::cluster::{Cluster, Figure, Gap};
use super::{Finding, Kind, number, place, weak};

/// The most places of anything we look for: a disability certificate.
const LONGEST: usize = 20;

/// Adds what a cluster holds to the findings.
pub(super) fn find(text: &str, cluster: &Cluster, findings: &mut Vec<Finding>) {
    let first = findings.len();
    let figures = &cluster.figures;
    for stretch in stretches(figures) {
        Stretch { text, figures, groups: &stretch }.find(findings);
    }
    for run in masked_runs(figures) {
        // What a run holds beside the numbers found so far.
        let found = |at| findings[first..].iter().any(|finding| finding.span.contains(&at));
        let rest: Vec<&[Figure]> = run.split(|figure| found(figure.start)).collect();
        let signs = |part: &[Figure]| part.iter().map(|figure| figure.sign).collect::<Vec<u8>>();
        let weak = rest.into_iter().filter(|part| weak::is_weak(&signs(part)));
        findings.extend(weak.map(|part| finding(part, Kind::WeakMask)));
    }
    findings[first..].sort_by_key(|finding| finding.span.start);
}

/// Digits without a gap between them; the last group of a number may end with its `X`.
type Group = Range<usize>;

/// Groups with nothing but gaps between them. Stars and letters end a stretch.
struct Stretch<'a> {
    text: &'a str,
    figures: &'a [Figure],
    groups: &'a [Group],
}

impl Stretch<'_> {
    fn find(&self, findings: &mut Vec<Finding>) {
        let mut taken = vec![false; self.groups.len()];
        // A group that is a number by itself is one whatever its neighbours are, so that
        // `2026 13800138000` hides nothing.
        for (index, taken) in taken.iter_mut().enumerate() {
            if let Some(kind) = self.kind(index..index + 1) {
                *taken = true;
                findings.push(finding(&self.figures[self.span(index..index + 1)], kind));
            }
        }
        if taken.len() == 1 {
            return;
        }
        // Split numbers must account for all of a stretch, or columns of amounts would be joined
        // into telephones. Hyphens bind closest.
        let hyphened = |a: usize, b: usize| self.gap(b) == Gap::Hyphen && a + 1 == b;
        self.tile_each(hyphened, &mut taken, findings);
        self.tile_each(|a, b| a + 1 == b, &mut taken, findings);
        let spaced = |a: usize, b: usize| self.gap(b) == Gap::Space && a + 1 == b;
        self.tile_each(spaced, &mut taken, findings);
    }

    /// Tiles every maximal range of groups that are not taken and that `joined` holds together.
    fn tile_each(
        &self,
        joined: impl Fn(usize, usize) -> bool,
        taken: &mut [bool],
        findings: &mut Vec<Finding>,
    ) {
        let free: Vec<usize> = (0..taken.len()).filter(|index| !taken[*index]).collect();
        for range in free.chunk_by(|a, b| joined(*a, *b)).filter(|range| range.len() > 1) {
            self.tile(range[0]..range[range.len() - 1] + 1, taken, findings);
        }
    }

    /// Reads a range of groups as numbers from end to end, but for one short group before them (a
    /// serial number, a year) and one short group after a hyphen (an extension).
    fn tile(&self, range: Range<usize>, taken: &mut [bool], findings: &mut Vec<Finding>) {
        let length = range.len();
        // For each group, the number that begins there and leads to the end: (its end, its kind).
        let mut steps: Vec<Option<(usize, Kind)>> = vec![None; length];
        for at in (0..length).rev() {
            let ends = (at + 2..=length)
                .take_while(|end| self.places(range.start + at..range.start + end) <= LONGEST);
            steps[at] = ends
                .filter(|end| {
                    *end == length || steps[*end].is_some() || self.is_extension(&range, *end)
                })
                .find_map(|end| Some((end, self.kind(range.start + at..range.start + end)?)));
        }
        let serial = length > 2 && self.groups[range.start].len() <= 4;
        let Some(mut at) = (0..=usize::from(serial)).find(|at| steps[*at].is_some()) else {
            return;
        };
        while let Some(Some((end, kind))) = steps.get(at).copied() {
            let groups = range.start + at..range.start + end;
            taken[groups.clone()].fill(true);
            findings.push(finding(&self.figures[self.span(groups)], kind));
            at = end;
        }
    }

    fn is_extension(&self, range: &Range<usize>, end: usize) -> bool {
        let index = range.start + end;
        index + 1 == range.end && self.gap(index) == Gap::Hyphen && self.groups[index].len() <= 5
    }

    fn gap(&self, group: usize) -> Gap {
        self.figures[self.groups[group].start].gap
    }

    fn span(&self, groups: Range<usize>) -> Range<usize> {
        self.groups[groups.start].start..self.groups[groups.end - 1].end
    }

    fn places(&self, groups: Range<usize>) -> usize {
        self.span(groups).len()
    }

    /// What one or more neighbouring groups are, read as one number.
    fn kind(&self, groups: Range<usize>) -> Option<Kind> {
        let length = self.places(groups.clone());
        if !(number::SHORTEST..=LONGEST).contains(&length) {
            return None;
        }
        let figures = &self.figures[self.span(groups.clone())];
        let places: Vec<u8> = figures.iter().map(|figure| figure.sign).collect();
        let sizes: Vec<usize> = self.groups[groups].iter().map(ExactSizeIterator::len).collect();
        if sizes.len() > 1 && are_amounts(&places, &sizes) {
            return None;
        }
        let span = figures[0].start..figures[length - 1].end;
        if is_id(&places) && fits_id(&sizes) {
            return Some(Kind::IdNumber);
        }
        if places.contains(&b'X') {
            let doubtful = sizes.len() == 1 && number::looks_like_id(&places);
            return (doubtful && place::stands_alone(self.text, &span)).then_some(Kind::DoubtfulId);
        }
        let kind = other_kind(&places, &sizes, || place::is_account(self.text, &span))?;
        place::stands_alone(self.text, &span).then_some(kind)
    }
}

fn other_kind(places: &[u8], sizes: &[usize], account: impl Fn() -> bool) -> Option<Kind> {
    let whole = sizes.len() == 1;
    let card = (16..=19).contains(&places.len()) && number::is_luhn(places) && places[0] != b'0';
    if card && fits_card(sizes) && (places.starts_with(b"62") || account()) {
        return Some(Kind::BankCard);
    }
    let id = number::looks_like_id(places) || number::looks_like_old_id(places);
    if whole && id && !number::is_time_stamp(places) {
        return Some(Kind::DoubtfulId);
    }
    if number::is_mobile(without_country(places)) && fits_mobile(sizes) {
        return Some(Kind::Mobile);
    }
    let area = number::area_code(places)?;
    (whole || sizes[0] == area && fits_landline(&sizes[1..])).then_some(Kind::Landline)
}

/// Whether this is a citizen's number, or one with the two figures (kind 1 to 7, degree 1 to 4)
/// that make it the number of a disability certificate.
fn is_id(places: &[u8]) -> bool {
    match places {
        [id @ .., b'1'..=b'7', b'1'..=b'4'] if id.len() == 18 => number::is_id(id),
        _ => number::is_id(places),
    }
}

/// A mobile telephone without `86`, `0086` or the `0` once dialled before it.
fn without_country(places: &[u8]) -> &[u8] {
    let prefixes: [&[u8]; 3] = [b"0086", b"86", b"0"];
    let bare = prefixes.iter().find_map(|prefix| places.strip_prefix(*prefix));
    bare.filter(|bare| bare.len() == 11).unwrap_or(places)
}

/// Groups that end where the parts of a citizen's number do (province, city, county, year, month,
/// day, serial number), or that are all of one size.
fn fits_id(sizes: &[usize]) -> bool {
    let mut cut = 0;
    let parts = sizes.iter().all(|size| {
        cut += size;
        matches!(cut, 2 | 4 | 6 | 10 | 12 | 14 | 17 | 18 | 20)
    });
    parts || are_even(sizes)
}

/// Groups as embossed: by four, or six and the rest.
fn fits_card(sizes: &[usize]) -> bool {
    matches!(sizes, [_] | [6, _]) || matches!(sizes[0], 1 | 4) && are_even(sizes)
}

fn fits_mobile(sizes: &[usize]) -> bool {
    let sizes = match sizes {
        // `86` or `0086` as a group of its own.
        [2 | 4, rest @ ..] if rest.iter().sum::<usize>() == 11 => rest,
        _ => sizes,
    };
    let by_one = sizes.len() == 11;
    by_one
        || matches!(
            sizes,
            [_] | [3 | 5, 4, 4] | [3 | 5, 8] | [7 | 9, 4] | [3, 3, 5] | [4, 3, 4] | [4, 4, 3]
        )
}

fn fits_landline(local: &[usize]) -> bool {
    matches!(local, [7 | 8] | [3 | 4, 4])
}

/// Whether all groups but a shorter last one have the same size.
fn are_even(sizes: &[usize]) -> bool {
    let (Some(first), Some(last)) = (sizes.first(), sizes.last()) else {
        return false;
    };
    last <= first && sizes[..sizes.len() - 1].iter().all(|size| size == first)
}

/// Whether every longer group ends in `00`: rounded sums side by side, and hardly ever a number.
fn are_amounts(places: &[u8], sizes: &[usize]) -> bool {
    let mut end = 0;
    sizes.iter().all(|size| {
        end += size;
        *size < 3 || *size == 3 && end == 3 || places[..end].ends_with(b"00")
    }) && sizes.iter().any(|size| *size > 3)
}

/// The stretches of a cluster, each a list of its groups.
fn stretches(figures: &[Figure]) -> Vec<Vec<Group>> {
    let mut stretches: Vec<Vec<Group>> = Vec::new();
    let mut groups: Vec<Group> = Vec::new();
    for (index, figure) in figures.iter().enumerate() {
        let digit = figure.sign.is_ascii_digit();
        if digit || ends_with_check(figures, &groups, index) {
            match groups.last_mut() {
                Some(group) if figure.gap == Gap::None => group.end = index + 1,
                _ => groups.push(index..index + 1),
            }
        }
        if !digit && !groups.is_empty() {
            stretches.push(std::mem::take(&mut groups));
        }
    }
    stretches.push(groups);
    stretches
}

/// Whether the figure at `index` is an `X` that makes the groups before it a citizen's number.
fn ends_with_check(figures: &[Figure], groups: &[Group], index: usize) -> bool {
    let joined = |figure: &Figure| figure.gap == Gap::None;
    let mut places = 0;
    figures[index].sign == b'X'
        && !figures.get(index + 1).is_some_and(|next| joined(next) && next.sign != b'*')
        && groups.iter().rev().take(17).any(|group| {
            places += group.len();
            places == 17
        })
}

/// What may be a masked number: each run without gaps that has a hidden place, and then all of a
/// short cluster, for `341221 1990**** 1234`.
fn masked_runs(figures: &[Figure]) -> impl Iterator<Item = &[Figure]> {
    let masked = figures.iter().any(|figure| !figure.sign.is_ascii_digit());
    let runs = figures.chunk_by(|_, next| next.gap == Gap::None);
    let whole = (figures.len() <= LONGEST).then_some(figures);
    runs.chain(whole).filter(move |_| masked)
}

fn finding(figures: &[Figure], kind: Kind) -> Finding {
    let places: Vec<u8> = figures.iter().map(|figure| figure.sign).collect();
    let places = if kind == Kind::Mobile { without_country(&places) } else { &places };
    Finding {
        span: figures[0].start..figures[figures.len() - 1].end,
        kind,
        digits: places.iter().map(|place| char::from(*place)).collect(),
    }
}
