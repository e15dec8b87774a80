"""A link to a question shows its first line below the header, on every page and at both widths."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Open

OFFSET = 90
"""The scroll margin of a question, 4.5rem."""
REST = """(still) => new Promise((resolve) => {
  let [last, same] = [NaN, 0];
  const look = () => {
    const { top } = document.getElementById(location.hash.slice(1)).getBoundingClientRect();
    same = Math.abs(top - last) < 1 ? same + 1 : 0;
    last = top;
    const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
    if (same < still) requestAnimationFrame(look);
    else resolve({ top: Math.round(top), end });
  };
  look();
})"""
"""Where the target is once it has been in one place for some frames, and whether the page can scroll no further."""
HOP = """async (id) => {
  const changed = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
  location.hash = id;
  await changed;
}"""


def landed(page: Page, still: int) -> str:
    """The words ``below the header``, or where the target is instead."""
    found = page.evaluate(REST, still)
    good = abs(found["top"] - OFFSET) <= 2 or (found["end"] and found["top"] > OFFSET)
    return "below the header" if good else f"at {found['top']}"


def questions(file: Path) -> list[str]:
    return re.findall(r'id="(q-[a-z0-9-]+)"', file.read_text("utf-8"))


@pytest.mark.parametrize("width", [390, 1280])
def test_every_question_lands_below_the_header(
    width: int, relative_site: Path, site_address: str, browser: Browser
) -> None:
    wrong: dict[str, str] = {}
    with browser.new_context(viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        for turn, file in enumerate(sorted(relative_site.glob("concepts/*/index.html"))):
            # The last question has the most above it that changes while the page loads. Each of the others is reached
            # by a link within the page, at one width, to save time.
            *others, last = questions(file)
            for name in [last, *(others if turn % 2 == (width == 390) else [])]:
                address = f"concepts/{file.parent.name}/#{name}"
                if name == last:
                    page.goto(site_address + address)
                else:
                    page.evaluate(HOP, name)
                place = landed(page, 15 if name == last else 2)
                if place != "below the header":
                    wrong[address] = place
    assert wrong == {}


def test_links_within_a_page_open_what_is_folded_and_land(visit: Open) -> None:
    page = visit("concepts/dpo/")
    folded = page.locator("details.aa-before")
    name = folded.locator(".aa-question").first.get_attribute("id")
    assert folded.get_attribute("open") is None
    page.evaluate(HOP, name)
    assert folded.get_attribute("open") is not None
    assert landed(page, 20) == "below the header"


def scrolled_away(page: Page) -> None:
    page.mouse.move(400, 400)
    page.mouse.wheel(0, -3000)
    page.wait_for_function("document.getElementById(location.hash.slice(1)).getBoundingClientRect().top > 900")


def come_back(page: Page) -> None:
    page.goto("about:blank")
    page.go_back()


@pytest.mark.parametrize("again", [Page.reload, come_back])
def test_a_reader_who_moved_on_is_left_alone(again: Callable[[Page], object], visit: Open) -> None:
    page = visit("concepts/dpo/#q-loss-at-start")
    assert landed(page, 20) == "below the header"
    scrolled_away(page)
    assert landed(page, 20) != "below the header"
    again(page)
    assert landed(page, 20) != "below the header"
    page.evaluate(HOP, "q-stale-pairs")
    assert landed(page, 20) == "below the header"


def test_no_button_covers_what_a_link_leads_to(visit: Open) -> None:
    page = visit("concepts/dpo/#q-loss-at-start", width=390)
    page.mouse.wheel(0, -200)
    assert page.get_by_text("Back to top").count() == 0
