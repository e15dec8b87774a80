"""What a visit costs: bytes and requests over a server that compresses, counted by the browser."""

from __future__ import annotations

import gzip
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from macros.core.pages.atlas import load_atlas
from macros.site.assets import math_characters, shown_characters
from tests.browser.conftest import Open
from tests.data.test_shipped_data import IDS
from tests.projects import ROOT
from tests.site.server import Compressing, serve

KIB = 1024


@pytest.fixture(scope="module")
def address(relative_site: Path) -> Iterator[str]:
    with serve(relative_site, Compressing) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 390, "height": 800}) as context:
        yield context


def cost(context: BrowserContext, url: str) -> tuple[int, int]:
    """Bytes, headers among them, and requests of a visit; what the browser has kept costs nothing."""
    page: Page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    received: dict[str, float] = {}
    session.on("Network.loadingFinished", lambda e: received.update({e["requestId"]: e["encodedDataLength"]}))
    page.goto(url, wait_until="networkidle")
    page.close()
    sent = [size for size in received.values() if size]
    return int(sum(sent)), len(sent)


def test_a_first_visit_to_the_heaviest_concept(address: str, context: BrowserContext, relative_site: Path) -> None:
    sizes = {name: (relative_site / f"concepts/{name}/index.html").stat().st_size for name in IDS}
    heaviest = max(sizes, key=lambda name: sizes[name])
    size, requests = cost(context, f"{address}concepts/{heaviest}/")
    assert size <= 88 * KIB
    assert requests <= 9


def test_a_second_page_costs_its_html_alone(address: str, context: BrowserContext, relative_site: Path) -> None:
    cost(context, f"{address}concepts/rlhf/")
    size, requests = cost(context, f"{address}concepts/lora/")
    html = gzip.compress((relative_site / "concepts/lora/index.html").read_bytes(), 6)
    assert 0 < size - len(html) < KIB / 2  # the headers
    assert requests == 1


def test_only_a_page_that_shows_rare_characters_loads_their_font(relative_site: Path, visit: Open) -> None:
    """Every page that would load it is one that needs it."""
    _, rare = math_characters(load_atlas(ROOT, lambda _here, there: there, drawn=False))
    drawn = {name: (relative_site / f"concepts/{name}/index.html").read_text("utf-8") for name in ("qlora", "lora")}
    shown = {
        name: bool(set(rare) & shown_characters("".join(re.findall(r"<math.*?</math>", html))))
        for name, html in drawn.items()
    }
    assert shown == {"qlora": True, "lora": False}
    for name, needed in shown.items():
        page = visit(f"concepts/{name}/")
        page.wait_for_function("document.fonts.status === 'loaded'")
        loaded = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
        assert any("-math-rare." in name for name in loaded) == needed, name


def test_html_of_most_concepts_is_light(relative_site: Path) -> None:
    sizes = [len(gzip.compress((relative_site / f"concepts/{name}/index.html").read_bytes(), 6)) for name in IDS]
    assert statistics.median(sizes) <= 22 * KIB


@pytest.mark.parametrize("path", ["", "concepts/rlhf/", "map/", "quizzes/", "bibliography/"])
def test_nothing_moves_while_a_page_loads(path: str, address: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.add_init_script(
        "window.shifts = []; new PerformanceObserver(list => shifts.push(...list.getEntries().map(e => e.value)))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    page.goto(address + path, wait_until="networkidle")
    assert page.evaluate("shifts") == []


def test_scripts_put_nothing_between_the_parts_of_a_page(address: str, context: BrowserContext) -> None:
    """Browsers would style the whole article anew."""
    page = context.new_page()
    page.add_init_script(
        """
        window.added = [];
        new MutationObserver((changes) => {
          if (document.readyState === "loading") return;
          const nodes = changes.flatMap((change) => [...change.addedNodes]);
          added.push(...nodes.filter((node) => node.parentElement?.matches("article")).map((node) => node.outerHTML));
        }).observe(document, { childList: true, subtree: true });
        """
    )
    page.goto(f"{address}concepts/rlhf/", wait_until="networkidle")
    expect(page.locator(".aa-live")).to_have_count(page.locator(".aa-question").count())
    assert page.evaluate("added") == []
