#!/usr/bin/env python3
"""Measures searching: what the index costs the build, its size, and how fast and well it answers.

    python3 benches/search.py [--site FOLDER | --pages 10000] [--queries 500] [--only cost ...]

It needs a release build and, for all but the cost, Chromium. It asserts nothing and prints each
figure with its limit. What the numbers mean is told in docs/benchmarks.md. Unix only.
"""

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
TODAY = "2026-11-24"
PARTS = ["cost", "size", "answers"]
SLOWER = 4  # A phone's processor against this one.
NETWORK = "Network.loadingFinished"


def figure(name, value, limit):
    print(f"{name:68}{value:>16}   {limit}")


# ---- The build ----

def build(options, site, output):
    """User seconds of a build from nothing."""
    for old in (output, site / ".minsheng"):
        shutil.rmtree(old, ignore_errors=True)
    command = [options.program, "build", "--root", site, "--output", output, "--today", TODAY]
    environment = {**os.environ, "RAYON_NUM_THREADS": "2"}
    child = subprocess.Popen([str(word) for word in command], env=environment,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{command} ended with {child.returncode}")
    return used.ru_utime


def cost(options, work, site):
    """With and without in turn, so that noise falls on both alike; the first round warms up."""
    config = site / "site.toml"
    text = config.read_text()
    took = {True: [], False: []}
    for _ in range(options.runs + 1):
        for enabled in (True, False):
            config.write_text(text if enabled else text + "\n[search]\nenabled = false\n")
            took[enabled].append(build(options, site, work / "cost"))
    config.write_text(text)
    shutil.rmtree(work / "cost")
    with_it, without = (median(took[enabled][1:]) for enabled in (True, False))
    figure("user CPU without, s", f"{without:.2f}", "")
    figure("user CPU with, s", f"{with_it:.2f}", "")
    figure("what the index adds", f"{with_it / without - 1:.0%}", "at most 60 %")


# ---- The published index ----

def size(output):
    files = {kind: [path.stat().st_size for path in (output / "search").glob(pattern)]
             for kind, pattern in (("shards", "i/*.js"), ("texts", "t/*.js"), ("head", "head.js"))}
    for kind, sizes in files.items():
        figure(f"{kind}: files", str(len(sizes)), "")
        figure(f"{kind}: KB, all and the largest", f"{sum(sizes) / 1e3:,.0f} {max(sizes) / 1e3:,.1f}",
               "largest well below 150" if kind == "shards" else "")


class Index:
    """Reads the published files as the page's script does."""

    def __init__(self, output):
        self.output = output
        self.head = self.value("head")
        fold, at = [0] * 65536, 0
        for turn, length in enumerate(self.head["letters"]):
            for unit in range(at, at + length):
                fold[unit] = unit if turn % 2 else 0
            at += length
        pairs = self.head["pairs"]
        for at in range(0, len(pairs), 2):
            fold[ord(pairs[at])] = ord(pairs[at + 1])
        self.folding, self.shards, self.lists = fold, {}, {}
        order, width = self.head["order"], self.head["width"]
        numbers = [fixed(order, at, width) for at in range(0, len(order), width)]
        # By number: title, initials, address, date and text.
        self.pages = {}
        for block in {number // 4 for number in numbers}:
            for place, *page in self.value(f"t/{block:x}"):
                self.pages[block * 4 + place] = page

    def value(self, name):
        script = (self.output / f"search/{name}.js").read_text()
        return json.loads(script[script.index(",") + 1:-2])

    def fold(self, text):
        return "".join(chr(self.folding[ord(c)]) if ord(c) < 65536 else "\0" for c in text)

    def postings(self, key):
        if key not in self.lists:
            number = (key * 0x9E3779B1 & 0xFFFFFFFF) >> (32 - self.head["bits"])
            if number not in self.shards:
                self.shards[number] = dict(self.keys(number))
            self.lists[key] = dict(self.pages_of(key, self.shards[number].get(key, b"")))
        return self.lists[key]

    def keys(self, number):
        digits, at = self.value(f"i/{number:x}"), 0
        while at < len(digits):
            key = fixed(digits, at, 3) << 16 | fixed(digits, at + 3, 3)
            length, at = group(digits, at + 6)
            yield key, digits[at:at + length]
            at += length

    def pages_of(self, key, digits):
        at = page = 0
        while at < len(digits):
            start, at = group(digits, at)
            page += start >> 2
            if not key & 0xFFFF:
                yield page, (0, 0)
            elif start & 2:
                yield page, divmod(fixed(digits, at, 3), 256)
                at += 3
            else:
                places, followers = divmod(DIGITS[digits[at]], 8)
                yield page, (1 << places, 1 << followers)
                at += 1
            page += 1

    def find(self, word):
        """The pages whose evidence says that they have a folded word."""
        found = self.postings(ord(word[0]) << 16 | ord(word[1]))
        for at in range(2, len(word)):
            more = self.postings(ord(word[at - 1]) << 16 | ord(word[at]))
            bit = 1 << ((ord(word[at]) * 0x9E37 & 0xFFFF) >> 13)
            left = {}
            for page, (places, followers) in found.items():
                if page in more and followers & bit:
                    turned = places << 1 & 255 | places >> 7
                    if turned & more[page][0]:
                        left[page] = (turned & more[page][0], more[page][1])
            found = left
        return found


DIGITS = {digit: value for value, digit in enumerate(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")}


def fixed(digits, at, count):
    value = 0
    for digit in digits[at:at + count]:
        value = value * 64 + DIGITS[digit]
    return value


def group(digits, at):
    value = shift = 0
    while True:
        digit = DIGITS[digits[at]]
        at += 1
        value |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            return value, at


# ---- The browser ----

class Browser:
    """Chromium over a pipe."""

    def __init__(self, profile):
        program = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])))
        self.process = subprocess.Popen(
            ["sh", "-c", 'exec "$@" 3<&0 4>&1 </dev/null >/dev/null 2>/dev/null', "sh", program,
             "--remote-debugging-pipe", "--headless=new", "--no-sandbox", "--disable-gpu",
             "--disable-background-networking", f"--user-data-dir={profile}", "about:blank"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.last, self.session, self.events, self.rest = 0, None, [], b""
        tab = self.call("Target.createTarget", url="about:blank")
        attached = self.call("Target.attachToTarget", targetId=tab["targetId"], flatten=True)
        self.session = attached["sessionId"]
        for domain in ("Page", "Network", "Runtime"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setFocusEmulationEnabled", enabled=True)

    def call(self, method, **parameters):
        self.last += 1
        command = {"id": self.last, "method": method, "params": parameters}
        if self.session:
            command["sessionId"] = self.session
        self.process.stdin.write(json.dumps(command).encode() + b"\0")
        self.process.stdin.flush()
        while True:
            while b"\0" not in self.rest:
                self.rest += os.read(self.process.stdout.fileno(), 1 << 16)
            text, self.rest = self.rest.split(b"\0", 1)
            message = json.loads(text)
            if message.get("id") == self.last:
                if "error" in message:
                    sys.exit(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message)

    def evaluate(self, script):
        result = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            sys.exit(f"{script}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def received(self):
        """Bytes of all answers since the last call, headers included."""
        done = [event["params"]["encodedDataLength"] for event in self.events if event.get("method") == NETWORK]
        self.events.clear()
        return sum(done)

    def end(self):
        self.call("Browser.close")
        self.process.wait()


class Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # It sends the head and the body of an answer one after the other. Without this the body waits
    # for the head to be acknowledged, some 40 ms, as no server does that people use.
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass


# From the last key to the frame that shows the first result; everything else waits for this.
WATCH = """(() => {
    let list = document.querySelector('.search-results'), since = 0;
    document.addEventListener('input', event => { since = event.timeStamp; window.took = null }, true);
    new MutationObserver(() => {
        if (list.firstChild && window.took === null) {
            window.took = -1;
            requestAnimationFrame(() => { window.took = performance.now() - since });
        }
    }).observe(list, { childList: true });
})()"""
SETTLED = """new Promise(done => { (function look() {
    let list = document.querySelector('.search-results');
    if (window.took > 0 && list.getAttribute('aria-busy') === 'false') {
        done([window.took, Array.from(list.querySelectorAll('h2 a')).map(a => a.getAttribute('href').slice(3))]);
    } else { setTimeout(look, 5) } })() })"""


def ask(browser, address, query, pause=0):
    """Opens the page anew, types the query after so many seconds, and gives the time and the first
    results."""
    browser.call("Page.navigate", url=address)
    while browser.evaluate("document.readyState === 'complete' && !!window.minsheng") is not True:
        pass
    browser.evaluate(WATCH)
    browser.evaluate("document.querySelector('#search-query').focus()")
    time.sleep(pause)
    browser.call("Input.insertText", text=query)
    return browser.evaluate(SETTLED)


def answers(options, work, output):
    index = Index(output)
    texts = {number: index.fold(page[4]) for number, page in index.pages.items()}
    titles = {number: index.fold(page[0]) for number, page in index.pages.items()}
    numbers, source = sorted(texts), random.Random(options.seed)

    def substring(length):
        while True:
            page = source.choice(numbers)
            word = source.choice(re.findall(f"[\u4e00-\u9fff]{{{length},}}", texts[page]) or [""])
            if word:
                start = source.randrange(len(word) - length + 1)
                return page, word[start:start + length]

    def having(query):
        return {number for number in numbers if query in texts[number] or query in titles[number]}

    asked = [substring(source.randint(2, 8))[1] for _ in range(options.queries)]
    found = [(index.find(query).keys(), having(query)) for query in asked]
    complete = sum(there <= told for told, there in found)
    figure(f"recall of {len(asked)} substrings of 2 to 8: every page", f"{complete / len(asked):.1%}", "100 %")
    figure("pages by evidence for each that has the substring",
           f"{sum(len(told) for told, _ in found) / sum(len(there) for _, there in found):.3f}", "")

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=output))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/search/index.html"
    browser = Browser(work / "profile")
    browser.call("Emulation.setCPUThrottlingRate", rate=SLOWER)
    # Nobody types in the moment in which a page is there; those who do wait for more of it.
    for pause, length in [(pause, length) for pause in (0, 0.5) for length in (2, 4, 6)]:
        took, sent = [], []
        for _ in range(options.timed):
            browser.call("Network.clearBrowserCache")
            browser.received()
            took.append(ask(browser, address, substring(length)[1], pause)[0])
            sent.append(browser.received() / 1e3)
        if length == 2 and pause == 0:
            figure("KB of a query of 2, page and style included: middle, most",
                   f"{median(sent):.0f} {max(sent):.0f}", "at most 300")
        when = "at once" if pause == 0 else f"{pause} s after opening"
        figure(f"ms to the first result, {length} characters, {when}: middle, most",
               f"{median(took):.0f} {max(took):.0f}", f"at most 150, CPU {SLOWER} times slower")
    browser.call("Emulation.setCPUThrottlingRate", rate=1)
    number_of = {page[2]: number for number, page in index.pages.items()}
    hit, rare, rare_hit, honest = 0, 0, 0, 0
    for page, query in [substring(6) for _ in range(options.queries)]:
        shown = [number_of[path] for path in ask(browser, address, query)[1]]
        there, there_all = page in shown, having(query)
        few = len(there_all) <= 10
        hit, rare, rare_hit = hit + there, rare + few, rare_hit + (few and there)
        honest += set(shown) <= there_all
    figure(f"source page in the first ten, {options.queries} of 6 characters",
           f"{hit / options.queries:.1%}", "at least 95 %")
    figure("of these queries stand on more than ten pages", f"{1 - rare / options.queries:.1%}", "")
    figure(f"source page in the first ten, of the {rare} others", f"{rare_hit / max(rare, 1):.1%}", "")
    figure("queries whose first ten all have the words", f"{honest / options.queries:.1%}", "100 %")
    browser.end()
    server.shutdown()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--site", type=Path, help="a site's folder; without it the corpus is made")
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--timed", type=int, default=20)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--on", default=None, help="where to work, such as /dev/shm")
    parser.add_argument("--program", type=Path, default=ROOT / "target/release/minsheng")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.on) as folder:
        work = Path(folder)
        site = work / "site"
        if options.site:
            site.mkdir()
            shutil.copytree(options.site / "content", site / "content")
            shutil.copy(options.site / "site.toml", site)
        else:
            subprocess.run([sys.executable, ROOT / "benches/corpus.py", site, str(options.pages)], check=True)
        # The corpus has no index, for the sake of the other benchmarks.
        config = site / "site.toml"
        config.write_text(config.read_text().split("[search]")[0])
        if "cost" in options.only:
            cost(options, work, site)
        output = work / "public"
        build(options, site, output)
        if "size" in options.only:
            size(output)
        if "answers" in options.only:
            answers(options, work, output)


if __name__ == "__main__":
    main()
