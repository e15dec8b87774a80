"""What a reader sees: on a phone, in the dark, without scripts."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.conftest import Open
from tests.browser.contexts import Viewer
from tests.browser.measures import CONTRAST, LINES, OVERLAPS
from tests.browser.watch import complaints, requests
from tests.data.test_shipped_data import IDS, library

MODES = [
    pytest.param(width, dark, script, id=f"{width}-{'dark' if dark else 'light'}-{'script' if script else 'plain'}")
    for width, dark, script in product((390, 1280), (False, True), (True, False))
]


EVERY_MODE = "rlhf"
"""The page that is looked at in every mode. The others take turns, and all are in every mode in ``make test-all``."""
CASES = [
    pytest.param(
        concept_id,
        *mode.values,
        id=f"{concept_id}-{mode.id}",
        marks=() if concept_id == EVERY_MODE or position == number % len(MODES) else pytest.mark.expensive,
    )
    for number, concept_id in enumerate(IDS)
    for position, mode in enumerate(MODES)
]

# Sizes of all formulas, of all drawings that are shown with their smallest text, and of all tables with the number of
# their captions.
SIZES = """
() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const size = (element) => { const box = element.getBoundingClientRect(); return [box.width, box.height]; };
  const drawings = all(".aa-canvas > svg:first-child, .aa-chart svg").filter((svg) => svg.checkVisibility());
  const least = (svg) => Math.min(...[...svg.querySelectorAll("text")]
    .map((text) => parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a));
  return {
    formulas: all("article math").map(size),
    drawings: drawings.map((svg) => [...size(svg), least(svg)]),
    // A wide table of an exhibit scrolls in its region.
    tables: all("article table").map((table) => [
      size(table.closest(".aa-exhibit .aa-scroll") ?? table)[0], table.querySelectorAll("caption").length,
    ]),
  };
}
"""

# Unfolds all arithmetic and gives every question up, as a reader does with a click each. What stays out of sight then.
ANSWERED = """
async (script) => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  for (const summary of all("details.aa-calculations > summary, details.aa-asked > summary")) summary.click();
  const questions = all("li.aa-question:not(.aa-again)");
  for (const question of questions) {
    const button = all("button", question).find((one) => one.textContent === "I don’t know");
    (script ? button : question.querySelector(".aa-answer summary")).click();
  }
  if (script) await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const unseen = (element) => !element?.checkVisibility();
  const right = (question) => question.querySelector(".aa-answer .aa-right").textContent.trim().startsWith("Right.");
  return [
    ...all("details.aa-calculations").filter((details) => unseen(details.querySelector("td"))),
    ...questions.filter((question) => all(".aa-explain", question).every(unseen)),
    ...questions.filter((one) => ["single", "multiple"].includes(one.dataset.type) && !right(one)),
  ].map((element) => element.outerHTML.slice(0, 100));
}
"""


@pytest.mark.parametrize(("concept_id", "width", "dark", "script"), CASES)
def test_text_formulas_diagrams_tables_and_answers_can_be_read(
    concept_id: str, width: int, dark: bool, script: bool, viewer: Viewer
) -> None:
    page = viewer.show(f"concepts/{concept_id}/", width=width, dark=dark, script=script)
    assert complaints(page) == []

    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, background[4:-1].split(",")[:3])) < 300) == dark, background
    ratio, element = page.evaluate(CONTRAST, "article *")
    assert ratio >= 4.5, f"{ratio:.2f}: {element}"

    page.evaluate("for (const part of document.querySelectorAll('article details.aa-fold')) part.open = true")
    record, sizes = library().concepts[concept_id], page.evaluate(SIZES)
    visible = [size for size in sizes["formulas"] if size[0] > 2 and size[1] > 5]
    assert len(visible) >= sum(len(equation.symbols) for equation in record.equations)
    assert not visible or page.evaluate("document.fonts.ready.then((fonts) => fonts.check('20px \"STIX Two Math\"'))")
    assert sizes["drawings"]
    assert [one for one in sizes["drawings"] if one[0] <= 200 or one[1] <= 60 or one[2] < 10.95] == []
    assert [one for one in sizes["tables"] if one[0] > width or one[1] != 1] == []

    assert page.locator("details.aa-answer").count() == len(record.questions)
    assert page.evaluate(ANSWERED, script) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page scrolls sideways"
    ratio, element = page.evaluate(CONTRAST, ".aa-question *, .aa-calculations *")
    assert ratio >= 4.5, f"{ratio:.2f}: {element}"


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_question_is_given_up_and_arithmetic_unfolded_by_pointer(script: bool, viewer: Viewer) -> None:
    page = viewer.show(f"concepts/{EVERY_MODE}/", width=390, script=script)
    page.locator("details.aa-calculations summary").first.click()
    assert page.locator("details.aa-calculations td").first.is_visible()
    question = page.locator("#check-yourself ~ ol > li.aa-question").first
    question.locator("details.aa-asked > summary").click()
    if script:
        question.get_by_role("button", name="I don’t know").click()
    else:
        question.locator(".aa-answer summary").click()
    assert question.locator(".aa-keep .aa-explain" if script else ".aa-answer .aa-explain").is_visible()


def test_an_answer_that_stays_folded_is_found(viewer: Viewer) -> None:
    page = viewer.show(f"concepts/{EVERY_MODE}/", script=False)
    hide = "element => { element.style.display = 'none'; }"
    page.locator("details.aa-calculations td").first.evaluate(hide)
    question = page.locator("li.aa-question[data-type=single]").last
    question.locator(".aa-explain").first.evaluate(hide)
    arithmetic, answer, *more = page.evaluate(ANSWERED, False)
    assert "aa-calculations" in arithmetic
    assert str(question.get_attribute("id")) in answer
    assert more in ([], [answer])


PAGES = ["map/", "relations/", "paths/interview-week/", "comparisons/"]
DRAWN = [f"concepts/{concept_id}/" for concept_id in IDS] + PAGES
PARTS = range(5)
"""Pages with drawings are looked at in so many tests, so that two workers can share them."""


@pytest.mark.parametrize("part", PARTS)
def test_diagrams_are_whole_and_their_lines_can_be_seen(part: int, viewer: Viewer) -> None:
    """On every page with a drawing, in both layouts, since neither depends on the width of the screen."""
    found = []
    for path in DRAWN[part :: len(PARTS)]:
        page = viewer.show(path, script=False)
        page.evaluate("document.querySelectorAll('.aa-drawing').forEach(e => { e.style.display = 'block' })")
        assert page.locator(".aa-drawing .pele, .aa-drawing .aa-plot").count(), path
        found += [(path, overlap) for overlap in page.evaluate(OVERLAPS)]
        for scheme in ("default", "slate"):
            page.evaluate("name => document.documentElement.setAttribute('data-md-color-scheme', name)", scheme)
            lines, texts = page.evaluate(LINES), page.evaluate(CONTRAST, ".aa-drawing text")
            found += [(path, scheme, *lines)] if lines[0] < 3 else []
            found += [(path, scheme, *texts)] if texts[0] < 4.5 else []
    assert found == []


def test_a_wide_drawing_scrolls_and_says_so(viewer: Viewer) -> None:
    page = viewer.show("map/", width=390)
    drawing = page.get_by_role("region", name="Reading order: diagram")
    assert drawing.evaluate("e => e.scrollWidth > e.clientWidth")
    assert page.get_by_text("Scroll sideways to see more").first.is_visible()
    drawing.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.scrollLeft > 0")


@pytest.mark.parametrize("path", ["map/", "relations/", "paths/", "concepts/rlhf/"])
def test_drawings_fit_on_paper(path: str, viewer: Viewer) -> None:
    page = viewer.show(path, width=794, script=False)
    page.emulate_media(media="print")
    too_wide = "all => all.filter(e => e.scrollWidth > e.clientWidth).map(e => e.getAttribute('aria-label'))"
    assert page.locator(".aa-drawing:visible").evaluate_all(too_wide) == []
    assert page.get_by_text("Scroll sideways to see more").first.is_hidden()


def test_with_a_repository_nothing_is_asked_of_its_host_and_its_links_are_accessible(
    shipped_site: Path, visit: Open
) -> None:
    from tests.site.server import serve

    with serve(shipped_site) as address:
        page = visit("concepts/dpo/", address=address, settle=True)
        assert {urlsplit(url).netloc for url in requests(page)} == {urlsplit(address).netloc}
        assert page.get_by_role("link", name="Suggest a change").count() == 1
        assert violations(page) == []


def test_a_node_of_a_diagram_is_a_link(visit: Open, site_address: str) -> None:
    page = visit("concepts/dpo/")
    page.get_by_text("View as diagram").click()
    page.locator(".aa-drawing a:visible", has_text="RLHF").click()
    assert page.url == f"{site_address}concepts/rlhf/"


def test_diagram_nodes_and_answers_are_reached_by_keyboard(viewer: Viewer) -> None:
    page = viewer.show("concepts/dpo/")
    page.get_by_text("View as diagram").focus()
    page.keyboard.press("Enter")
    page.locator(".aa-drawing a:visible", has_text="RLHF").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/concepts/rlhf/")
    page.get_by_role("button", name="I don’t know").first.focus()
    page.keyboard.press("Enter")
    question = page.locator(".aa-question[data-verdict]")
    expect(question.locator(".aa-is-right .aa-because")).to_be_visible()


def test_the_hand_written_diagram_needs_no_script(viewer: Viewer) -> None:
    page = viewer.show("architecture/", script=False)
    box = page.locator("figure .aa-drawing svg.pele").bounding_box()
    assert box and box["width"] > 200 and box["height"] > 200


def test_hostile_text_does_nothing(hostile_site: Path, visit: Open) -> None:
    from tests.hostile.corpus import PAYLOADS
    from tests.site.server import serve

    with serve(hostile_site) as address:
        page = visit("404.html", address=address)
        for name in PAYLOADS:
            page.goto(f"{address}concepts/zz-{name}/")
            page.wait_for_load_state("networkidle" if name in ("image", "picture") else "load")
            assert complaints(page) == [], name
            assert {urlsplit(url).netloc for url in requests(page)} == {urlsplit(address).netloc}, name
