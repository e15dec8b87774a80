"""A link to a question shows its first line at the top of the window, on every page and at both widths."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Open

OFFSET = 24
"""The scroll margin of what has an address, 1.5rem."""
PLACES = """async ([names, still]) => {
  const rest = (name) => new Promise((resolve) => {
    let [last, same] = [NaN, 0];
    const look = () => {
      const { top } = document.getElementById(name).getBoundingClientRect();
      same = Math.abs(top - last) < 1 ? same + 1 : 0;
      last = top;
      const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
      if (same < still) requestAnimationFrame(look);
      else resolve({ name, top: Math.round(top), end });
    };
    look();
  });
  const places = [];
  for (const name of names) {
    if (location.hash !== `#${name}`) {
      const changed = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
      location.hash = name;
      await changed;
    }
    places.push(await rest(name));
  }
  return places;
}"""
"""Where each of these parts is once it was linked to and has been in one place for some frames, and whether the page
can scroll no further."""


def places(page: Page, names: list[str], still: int) -> dict[str, str]:
    """For each part that the page is asked for, the words ``at the top``, or where it is instead."""
    found = {}
    for place in page.evaluate(PLACES, [names, still]):
        good = abs(place["top"] - OFFSET) <= 2 or (place["end"] and place["top"] > OFFSET)
        found[place["name"]] = "at the top" if good else f"at {place['top']}"
    return found


def landed(page: Page, name: str = "") -> str:
    """The same for one part, else that of the address, once it has not moved for longer than the script follows it."""
    name = name or page.url.partition("#")[2]
    return places(page, [name], 15)[name]


PARTS = 6
"""In so many parts the concepts are tried: the first in each run, all in ``make test-all``."""


def questions(file: Path) -> list[str]:
    return re.findall(r'id="(q-[a-z0-9-]+)"', file.read_text("utf-8"))


@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.expensive) for part in range(1, PARTS))])
@pytest.mark.parametrize(("turn", "widths"), [(0, (390, 1280)), (1, (1280, 390))], ids=["390", "1280"])
def test_every_question_lands_at_the_top(
    turn: int, widths: tuple[int, int], part: int, relative_site: Path, site_address: str, browser: Browser
) -> None:
    # Every second concept is loaded at each width, with a link to its last question: it has the most above it that
    # changes while a page loads. Links within the page lead to every question at both widths: they find what is folded
    # and what gets its height when it comes near the screen.
    wrong: dict[tuple[str, str, int, str], str] = {}
    with browser.new_context() as context:
        page = context.new_page()
        for file in sorted(relative_site.glob("concepts/*/index.html"))[turn::2][part::PARTS]:
            *others, last = questions(file)
            address = f"concepts/{file.parent.name}/#"
            found: dict[tuple[str, int, str], str] = {}
            for width in widths:
                page.set_viewport_size({"width": width, "height": 900})
                if width == widths[0]:
                    page.goto(f"{site_address}{address}{last}")
                    found[last, width, "loaded"] = landed(page)
                for name, place in places(page, [*others, last], 1).items():
                    found[name, width, "linked"] = place
            wrong |= {(address, *how): place for how, place in found.items() if place != "at the top"}
    assert wrong == {}


def test_links_within_a_page_open_what_is_folded_and_land(visit: Open) -> None:
    page = visit("concepts/dpo/")
    question = page.locator(".aa-compact > .aa-question").first
    name, folded = question.get_attribute("id") or "", question.locator("details.aa-asked")
    assert folded.get_attribute("open") is None
    assert landed(page, name) == "at the top"
    assert folded.get_attribute("open") is not None


def scrolled_away(page: Page) -> None:
    page.mouse.move(400, 400)
    page.mouse.wheel(0, -3000)
    page.wait_for_function("document.getElementById(location.hash.slice(1)).getBoundingClientRect().top > 900")


def come_back(page: Page) -> None:
    page.goto("about:blank")
    page.go_back()


@pytest.mark.parametrize("again", [Page.reload, come_back])
def test_a_reader_who_moved_on_is_left_alone(again: Callable[[Page], object], visit: Open) -> None:
    page = visit("concepts/dpo/#q-refusals-displaced")
    assert landed(page) == "at the top"
    scrolled_away(page)
    assert landed(page) != "at the top"
    again(page)
    assert landed(page) != "at the top"
    assert landed(page, "q-fixed-pairs-reconciled") == "at the top"


def test_no_button_covers_what_a_link_leads_to(visit: Open) -> None:
    page = visit("concepts/dpo/#q-refusals-displaced", width=390)
    page.mouse.wheel(0, -200)
    assert page.get_by_text("Back to top").count() == 0
