"""What questions show: on pages, in sessions, by keyboard, in forced colors, on paper and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import Open
from tests.browser.watch import complaints
from tests.site.server import serve

PAGE = "concepts/alpha/"
TYPES = {"lines": "chart", "bars": "chart", "table": "table", "log": "log", "code": "code", "formula": "formula"}
TYPES |= {"still": "figure", "moving": "figure"}
OPEN = "(all) => all.forEach((one) => { one.open = true; })"
WIDE = "document.documentElement.scrollWidth - innerWidth"
# The boxes of all texts of a chart, and the chart's own, as they are on the screen.
BOXES = """
(svg) => {
  const box = (e) => ["left", "top", "right", "bottom"].map((side) => e.getBoundingClientRect()[side]);
  return [box(svg), [...svg.querySelectorAll("text")].map((text) => [text.textContent, ...box(text)])];
}
"""


@pytest.fixture(scope="session")
def address(exhibit_site: Path) -> Iterator[str]:
    with serve(exhibit_site) as found:
        yield found


def opened(visit: Open, address: str, **options: Any) -> Page:
    """The page with all its questions and their tables open."""
    page = visit(PAGE, address=address, **options)
    page.locator(".aa-asked, .aa-exhibit details").evaluate_all(OPEN)
    expect(page.locator(".aa-exhibit")).to_have_count(len(TYPES))
    return page


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_exhibits_fit(width: int, visit: Open, address: str) -> None:
    page = opened(visit, address, width=width)
    assert page.evaluate(WIDE) <= 0
    for chart in page.locator(".aa-plot").all():
        [left, top, right, bottom], texts = chart.evaluate(BOXES)
        assert (right - left) / 400 * 15 >= 11
        for name, *box in texts:
            assert box[0] >= left - 1 and box[1] >= top - 1 and box[2] <= right + 1 and box[3] <= bottom + 1, name
        for (one, *a), (other, *b) in combinations(texts, 2):
            across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
            assert across < 1 or down < 4, f"{one} and {other} overlap"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_exhibits_break_no_rule_for_accessibility(width: int, dark: bool, visit: Open, address: str) -> None:
    page = opened(visit, address, width=width, dark=dark, open_to_all=True)
    assert violations(page) == []
    assert complaints(page) == []


def test_a_chart_has_a_name_and_a_description(visit: Open, address: str) -> None:
    page = opened(visit, address)
    chart = page.get_by_role("img", name="Errors of two scribes by letters copied")
    expect(chart).to_have_accessible_description(
        "Letters copied (n): 1 to 1,024, on a logarithmic scale. Errors in a hundred letters: 0.36 to 1.9. "
        "Quill: first 0.5 at 1, highest 1.64 at 1,024, lowest 0.5 at 1, last 1.64 at 1,024. "
        "Reed pen: first 0.5 at 1, highest 0.94 at 16, lowest 0.36 at 1,024, last 0.36 at 1,024. "
        "Brush: first 0.45 at 1, highest 0.9 at 1,024, lowest 0.45 at 1, last 0.9 at 1,024. "
        "Stylus on wax: first 1.9 at 1, highest 1.9 at 1, lowest 1.05 at 1,024, last 1.05 at 1,024."
    )
    expect(page.locator("#q-formula math").first).to_have_accessible_name(
        "cap L equals minus log sigma open paren beta blank close paren"
    )


def test_a_table_opens_by_keyboard(visit: Open, address: str) -> None:
    page = visit(PAGE, address=address, width=390)
    page.locator("#q-lines > .aa-asked").evaluate("(one) => { one.open = true; }")
    table = page.locator("#q-lines .aa-exhibit table")
    expect(table).to_be_hidden()
    page.locator("#q-lines .aa-exhibit summary").focus()
    page.keyboard.press("Enter")
    expect(table).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_accessible_name("Errors of two scribes by letters copied: table")


@pytest.mark.parametrize("name", TYPES)
def test_a_session_shows_the_exhibit_also_with_the_verdict(name: str, visit: Open, address: str) -> None:
    page = visit(f"session/?question=alpha.{name}", address=address, width=390)
    exhibit = page.locator("#session .aa-exhibit")
    expect(exhibit).to_be_visible()
    assert exhibit.get_attribute("data-type") == TYPES[name]
    assert page.evaluate(WIDE) <= 0
    below = page.locator("#session legend + .aa-exhibit")
    expect(below).to_have_count(1)
    page.get_by_role("button", name="I don’t know").click()
    expect(page.locator("#session [data-verdict]")).to_have_count(1)
    expect(exhibit).to_be_visible()
    assert page.evaluate(WIDE) <= 0
    assert complaints(page) == []


def test_a_verdict_stands_between_exhibit_and_answers(visit: Open, address: str) -> None:
    page = visit("session/?question=alpha.lines", address=address, width=390)
    page.locator("#session .aa-options label").first.click()
    page.keyboard.press("3")
    order = page.locator("#session fieldset > *").evaluate_all("(all) => all.map((one) => one.className)")
    assert order.index("aa-exhibit") < order.index("aa-verdict") < order.index("aa-options")
    expect(page.locator("#session .aa-verdict")).to_be_in_viewport()


def test_the_keys_of_a_session_leave_the_table_alone(visit: Open, address: str) -> None:
    page = visit("session/?question=alpha.lines", address=address)
    page.locator("#session .aa-exhibit summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#session .aa-exhibit table")).to_be_visible()
    expect(page.locator("#session [data-verdict]")).to_have_count(0)


def test_forced_colors_reach_charts(visit: Open, address: str) -> None:
    page = opened(visit, address)
    page.emulate_media(forced_colors="active")
    colors = page.locator(".aa-plot, .aa-plot g").evaluate_all(
        "(all) => [...new Set(all.map((e) => getComputedStyle(e).color))]"
    )
    text = page.locator("body").evaluate("(e) => getComputedStyle(e).color")
    assert colors == [text]


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_exhibits_are_whole_on_paper(script: bool, visit: Open, address: str) -> None:
    page = visit(PAGE, address=address, width=718, script=script, dark=True)
    page.emulate_media(media="print")
    for exhibit in page.locator(".aa-exhibit").all():
        expect(exhibit).to_be_visible()
        assert exhibit.evaluate("(e) => getComputedStyle(e).breakInside") == "avoid"
        cut = exhibit.locator("pre, .aa-scroll, .aa-formula").evaluate_all(
            "(all) => all.filter((e) => e.scrollWidth > e.clientWidth + 1).length"
        )
        assert cut == 0
    for table in page.locator(".aa-exhibit table").all():
        expect(table).to_be_visible()


def test_without_scripts_exhibits_open_with_their_questions(visit: Open, address: str) -> None:
    page = visit(PAGE, address=address, width=390, script=False)
    expect(page.locator("#q-log pre")).to_be_hidden()
    page.locator("#q-log > .aa-asked > summary").click()
    expect(page.locator("#q-log pre")).to_be_visible()
    expect(page.locator("#q-log pre")).to_contain_text("</pre><script>alert(1)</script> {{ 7*7 }}")
