"""What moving a figure costs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from tests.bench.figures import Table, kib
from tests.bench.server import serve
from tests.bench.sites import Sites
from tests.bench.visits import CPU, opened, running

# Moves the first slider of a figure through its values, and notes the milliseconds until the picture is laid out.
_MOVED = """
async ([place, runs]) => {
  const slider = place.querySelector("input");
  const times = [];
  for (let run = 0; run < runs; run += 1) {
    slider.value = String(run % (Number(slider.max) + 1));
    await new Promise((resolve) => requestAnimationFrame(resolve));
    let start = 0;
    requestAnimationFrame(() => { start = performance.now(); });
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((resolve) => requestAnimationFrame(() => {
      place.getBoundingClientRect();
      times.push(performance.now() - start);
      resolve();
    }));
  }
  return times;
}
"""
MOVES = 40
"""How often each figure is moved."""


def measure(sites: Sites, _runs: int) -> Iterator[Table]:
    """Times to redraw the figures of the shipped site on a slow processor, and the bytes of their code."""
    site = sites.shipped.ours / "site"
    with serve(site) as (address, sent), running() as browser, opened(browser) as (page, _elsewhere):
        times: dict[str, list[float]] = {}
        for path in with_figures(site):
            page.goto(f"{address}concepts/{path}/")
            times |= {f"{path}, {name}": found for name, found in redraws(page).items()}
        code = next(size for name, size in sent if "/figures." in name)
    order = sorted(times, key=lambda name: -median(times[name]))
    rows = [[name, f"{median(times[name]):.1f}", f"{max(times[name]):.1f}"] for name in order[:5]]
    yield Table(
        "Moving a figure",
        f"Milliseconds to draw a figure again, its table and layout included, with a processor {CPU} times slower: "
        f"the five slowest of {len(times)}, each moved {MOVES} times. Their code is {kib(code)} KiB with gzip.",
        ["Figure", "median ms", "longest"],
        rows,
    )


def with_figures(site: Path) -> list[str]:
    """Ids of the concepts whose pages have figures."""
    pages = sorted((site / "concepts").glob("*/index.html"))
    return [page.parent.name for page in pages if '<figure class="aa-moving' in page.read_text("utf-8")]


def redraws(page: Page) -> dict[str, list[float]]:
    """Milliseconds of each redrawing of each figure on the page, by the id of the figure."""
    session = page.context.new_cdp_session(page)
    found = {}
    for place in page.locator("figure.aa-moving").all():
        place.scroll_into_view_if_needed()
        place.locator("input").first.wait_for()
        session.send("Emulation.setCPUThrottlingRate", {"rate": CPU})
        found[str(place.get_attribute("id"))] = page.evaluate(_MOVED, [place.element_handle(), MOVES])
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    session.detach()
    return found
