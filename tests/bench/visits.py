"""What a visit of a concept's page loads, in Chromium over gzip on this machine, and when it shows."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Error, Page, Route, sync_playwright

from tests.bench.figures import Table, kib, ratio
from tests.bench.server import Sent, serve
from tests.bench.sites import Pair, Sites
from tests.browser import chromium

SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
"""A slow phone's network: 1.6 Mbit/s down, 150 ms."""
CPU = 4
"""How many times slower the processor is, too."""
PATIENCE = 20_000
"""Milliseconds after which something that does not appear is given up."""
SEARCHES = (
    ("dialog[open] input[type=search]", "dialog[open] li a"),
    ("[data-md-component=search-query]", ".md-search-result__item a"),
)
"""Field and results of our search, and of the theme's own."""
_LARGEST = """
() => new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime))
    .observe({ type: "largest-contentful-paint", buffered: true });
})
"""

Search = Callable[[Page, str], None]


@dataclass(frozen=True)
class Visit:
    """A first visit.

    Attributes:
        size: Bytes of all bodies sent.
        requests: How many there were, those to other hosts not counted.
        elsewhere: How many requests to other hosts there were.
        search: Bytes of the search until its first result, wherever they were loaded; not a number if there is none.
        lcp: Milliseconds to the largest paint under throttling.
    """

    size: float
    requests: float
    elsewhere: float
    search: float
    lcp: float


def measure(sites: Sites, runs: int) -> Iterator[Table]:
    """First visits of a concept's page on each site."""
    rows = []
    with running() as browser:
        for pair in sites.all():
            ours, plain = (visit(browser, project, pair, runs) for project in (pair.ours, pair.plain))
            rows += [
                [pair.name, "KiB", kib(ours.size), kib(plain.size), ratio(ours.size, plain.size)],
                ["", "requests", f"{ours.requests:.0f}", f"{plain.requests:.0f}", ratio(ours.requests, plain.requests)],
                ["", "requests to other hosts", f"{ours.elsewhere:.0f}", f"{plain.elsewhere:.0f}", ""],
                ["", "KiB to the first result", kib(ours.search), kib(plain.search), ratio(ours.search, plain.search)],
                ["", "ms to LCP, slow", f"{ours.lcp:.0f}", f"{plain.lcp:.0f}", ratio(ours.lcp, plain.lcp)],
            ]
    yield Table(
        "A first visit",
        "A concept's page opened with an empty cache, served with gzip: KiB of all bodies and requests until nothing "
        "is loaded any more; requests to other hosts, which get an empty answer, so plain Material's fonts and its "
        "scripts for diagrams and formulas weigh nothing here; KiB of the search until its first result, loaded "
        "before or after it was opened; milliseconds to the largest paint with 1.6 Mbit/s, 150 ms and a processor four "
        "times slower (median).",
        ["Site", "What", "ours", "plain Material", "ratio"],
        rows,
    )


@contextmanager
def running() -> Iterator[Browser]:
    """The installed Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find())
        yield browser
        browser.close()


def visit(browser: Browser, project: Path, pair: Pair, runs: int) -> Visit:
    """What one visit loads, and the median time of its largest paint under throttling."""
    path = f"concepts/{pair.concept}/"
    with serve(project / "site") as (address, sent):
        with opened(browser) as (page, elsewhere):
            page.goto(address + path, wait_until="networkidle")
            size, requests = sent.size, len(sent)
            search = search_bytes(page, pair.word, sent, search_for)
            outside = len(elsewhere)
        times = [largest_paint(browser, address + path) for _ in range(runs)]
    return Visit(size, requests, outside, search, median(times))


def _answer(address: str) -> dict[str, Any]:
    """What stands for another host: plain Material's search does not start if Mermaid is missing."""
    stub = "window.mermaid = { initialize() {}, render: async () => ({ svg: '<svg></svg>' }) };"
    if address.endswith(".js"):
        return {"content_type": "text/javascript", "body": stub if "mermaid" in address else ""}
    return {"content_type": "text/css", "body": ""}


@contextmanager
def opened(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """An empty page that reaches this machine only, and the addresses elsewhere that it asks for."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    elsewhere: list[str] = []

    def answer(route: Route) -> None:
        elsewhere.append(route.request.url)
        route.fulfill(**_answer(route.request.url))

    context.route(lambda url: not url.startswith("http://127.0.0.1:"), answer)
    yield context.new_page(), elsewhere
    context.close()


def search_bytes(page: Page, word: str, sent: Sent, search: Search) -> float:
    """Bytes of the search until its first result: those sent after it was opened, and before that for its index.

    ``search`` opens it, types a word, and returns when a result is there.
    """
    before = len(sent)
    early = sum(size for path, size in sent if "/search" in path)
    try:
        search(page, word)
    except Error:
        return math.nan
    return early + sum(size for _, size in sent[before:])


def search_for(page: Page, word: str) -> None:
    """Opens whichever search the page has with its key, types a word and waits for the first result."""
    page.keyboard.press("/")
    fields = ", ".join(f"{field}:visible" for field, _ in SEARCHES)
    page.locator(fields).first.wait_for(timeout=PATIENCE)
    field, result = next(pair for pair in SEARCHES if page.locator(f"{pair[0]}:visible").count())
    page.locator(field).first.press_sequentially(word)
    page.locator(result).first.wait_for(timeout=PATIENCE)


def largest_paint(browser: Browser, address: str) -> float:
    """Milliseconds to the largest paint of a page under throttling."""
    with opened(browser) as (page, _):
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW)
        session.send("Emulation.setCPUThrottlingRate", {"rate": CPU})
        page.goto(address, wait_until="load", timeout=120_000)
        return page.evaluate(_LARGEST)
