"""How pages look and read where the screen, the paper or a reader's own program sets the terms."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.contexts import Viewer
from tests.browser.measures import CONTRAST, LAID_OUT
from tests.projects import ROOT

READABILITY = ROOT / "node_modules/@mozilla/readability/Readability.js"
DARK_READER = ROOT / "node_modules/darkreader/darkreader.js"
KINDS = [
    "",
    "404.html",
    "bibliography/",
    "categories/oversight/",
    "cheat-sheet/",
    "cheat-sheets/training/",
    "comparisons/",
    "concepts/dpo/",
    "concepts/rlhf/",
    "coverage/",
    "glossary/",
    "interviews/interview-week-1/",
    "map/",
    "paths/",
    "paths/interview-week/",
    "quizzes/",
    "relations/",
    "timeline/",
]
"""A page of each kind."""
TABLES = [
    "architecture/",
    "comparisons/",
    "concepts/best-of-n/",
    "concepts/chinchilla/",
    "concepts/constitutional-ai/",
    "concepts/dpo/",
    "concepts/kl-penalty/",
    "concepts/rlhf/",
    "concepts/scaling-laws/",
    "concepts/superposition/",
    "coverage/",
    "fields/",
    "map/",
    "question-report/",
    "relations/",
]
"""Pages with tables of every kind, and with the longest words."""
OPEN_ALL = "() => document.querySelectorAll('article details').forEach((details) => { details.open = true; })"

# Words and identifiers in tables that go on in the next line without a hyphen.
BROKEN_WORDS = """
() => {
  const range = document.createRange();
  const found = [];
  for (const cell of document.querySelectorAll("article :is(td, th)")) {
    const unseen = cell.closest("thead")?.getBoundingClientRect().width <= 1;
    if (unseen || !cell.checkVisibility()) continue;
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      if (text.parentElement.closest("math, svg")) continue;
      for (const word of text.data.matchAll(/[\\p{L}\\p{N}_]+/gu)) {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].filter((box) => box.width).map((box) => box.top));
        if (lines.size > 1) found.push(word[0]);
      }
    }
  }
  return found;
}
"""

# What reaches beyond the screen and is in nothing that scrolls.
BEYOND = f"""
() => {{
  {LAID_OUT}
  const holds = (element) => {{
    if (!element || element === document.body) return false;
    const style = getComputedStyle(element);
    return style.overflowX !== "visible" || style.position === "fixed" || holds(element.parentElement);
  }};
  const edge = document.documentElement.clientWidth + 0.5;
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > edge)
    .filter((element) => !holds(element.parentElement))
    .map((element) => element.outerHTML.slice(0, 100));
}}
"""

# The least spacing that a page has to bear: https://www.w3.org/TR/WCAG22/#text-spacing
SPACING = """
* { letter-spacing: 0.12em !important; line-height: 1.5 !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""

Inject = Callable[..., Page]
ADD_STYLE = """(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets.push(sheet);
}"""
"""Adds a style sheet as the browser's own tools do, which the policy of a page does not keep out."""


@pytest.fixture
def open_to_all(visit: Open) -> Inject:
    """Opens a page that lets scripts and styles of others in, as programs of readers do."""
    return partial(visit, open_to_all=True)


@pytest.mark.parametrize("path", TABLES)
def test_no_word_of_a_table_is_broken(path: str, viewer: Viewer) -> None:
    page = viewer.show(path)
    page.evaluate(OPEN_ALL)
    for width in (1280, 768, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(BROKEN_WORDS) == [], width


def test_broken_words_are_found(open_to_all: Inject) -> None:
    page = open_to_all("concepts/rlhf/")
    page.evaluate(OPEN_ALL)
    page.add_style_tag(
        content="#stages th:first-child { max-width: 4em; overflow-wrap: anywhere; word-break: break-all }"
    )
    assert page.evaluate(BROKEN_WORDS) != []


@pytest.mark.parametrize("path", KINDS)
def test_a_page_is_as_narrow_as_its_screen(path: str, viewer: Viewer) -> None:
    page = viewer.show(path, width=240)
    page.evaluate(OPEN_ALL)
    assert page.evaluate(BEYOND) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 240
    page.set_viewport_size({"width": 320, "height": 900})
    page.evaluate(ADD_STYLE, SPACING)
    assert page.evaluate("getComputedStyle(document.body).wordSpacing") != "0px"
    assert page.evaluate(BEYOND) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_what_is_too_wide_is_found(open_to_all: Inject) -> None:
    page = open_to_all("concepts/dpo/", width=240)
    page.add_style_tag(content=".md-typeset .aa-ask > .aa-label { width: 300px !important }")
    [found, *_] = page.evaluate(BEYOND)
    assert found.startswith('<p class="aa-label">')
    assert page.evaluate("document.documentElement.scrollWidth") > 240


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_dark_reader_leaves_the_palette_alone(dark: bool, open_to_all: Inject) -> None:
    """Its library is the program that its extension runs in a page; both obey the lock."""
    page = open_to_all("concepts/dpo/", dark=dark)
    labels = page.locator(".aa-drawing").first.locator("svg text")
    fills = "(all) => all.map((label) => getComputedStyle(label).fill)"
    before = labels.evaluate_all(fills)
    page.add_script_tag(path=DARK_READER)
    page.evaluate("DarkReader.enable({})")
    assert page.locator("html[data-darkreader-mode]").count() == 0
    assert labels.evaluate_all(fills) == before
    assert page.evaluate(CONTRAST, ".aa-drawing svg text")[0] >= 4.5


def test_dark_reader_would_act_without_the_lock(open_to_all: Inject) -> None:
    page = open_to_all("concepts/dpo/")
    page.locator("meta[name=darkreader-lock]").evaluate("(meta) => meta.remove()")
    page.add_script_tag(path=DARK_READER)
    page.evaluate("DarkReader.enable({})")
    assert page.locator("html[data-darkreader-mode]").count() == 1


def test_the_color_scheme_is_that_of_the_palette(viewer: Viewer) -> None:
    scheme = "getComputedStyle(document.documentElement).colorScheme"
    page = viewer.show("concepts/dpo/", dark=True)
    assert page.locator("meta[name=color-scheme]").get_attribute("content") == "light dark"
    assert page.evaluate(scheme) == "dark"
    page.evaluate("document.documentElement.dataset.mdColorScheme = 'default'")
    assert page.evaluate(scheme) == "light"
    page.emulate_media(color_scheme="light")
    page.evaluate("document.documentElement.dataset.mdColorScheme = 'slate'")
    assert page.evaluate(scheme) == "dark"


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_on_paper_all_answers_of_a_page_come_last(script: bool, viewer: Viewer) -> None:
    page = viewer.show("concepts/dpo/", width=718, script=script)
    before = page.locator(".aa-head .aa-ask .aa-question")
    assert before.count() == 1
    page.emulate_media(media="print")
    tops = "(all) => all.map((element) => element.getBoundingClientRect().top)"
    questions = page.locator(".aa-question .aa-stem").evaluate_all(tops)
    answers = page.locator(".aa-answer").evaluate_all(tops)
    assert len(questions) == len(answers) > 3
    assert questions == sorted(questions)
    assert answers == sorted(answers)
    text = page.locator("article > :is(h2, .aa-text, .aa-sources)").evaluate_all(tops)
    assert max(*questions, *text) < answers[0]
    assert before.locator(".aa-answer").evaluate("(answer) => answer.checkVisibility({contentVisibilityAuto: true})")


def test_on_paper_the_answers_of_a_session_follow_its_questions(viewer: Viewer) -> None:
    page = viewer.show("quizzes/", width=718)
    page.get_by_role("button", name="Start practice").click()
    page.locator(".aa-session .aa-answer").first.wait_for(state="attached")
    page.emulate_media(media="print")
    heading = "(list) => { const style = getComputedStyle(list, '::before'); return [style.content, style.order]; }"
    assert page.locator(".aa-session").evaluate(heading) == ['"Answers"', "1"]
    tops = "(all) => all.map((element) => element.getBoundingClientRect().top)"
    questions = page.locator(".aa-session legend").evaluate_all(tops)
    assert max(questions) < page.locator(".aa-session .aa-answer").evaluate_all(tops)[0]


@pytest.mark.parametrize("path", ["concepts/dpo/", "concepts/rlhf/", "concepts/scaling-laws/"])
def test_reader_modes_skip_the_hints_of_diagrams(path: str, open_to_all: Inject) -> None:
    page = open_to_all(path)
    assert "Scroll sideways to see more" in page.locator("article").evaluate("(article) => article.textContent")
    page.add_script_tag(path=READABILITY)
    text = page.evaluate("new Readability(document.cloneNode(true)).parse().textContent")
    assert "Scroll sideways to see more" not in text
    assert page.locator(".aa-summary").inner_text() in text


def test_only_long_lists_are_laid_out_lazily(viewer: Viewer) -> None:
    """Pictures of a whole article have all of it, and its scroll bar does not jump."""
    lazy = """
      [...new Set([...document.querySelectorAll("article *")]
        .filter((element) => getComputedStyle(element).contentVisibility === "auto")
        .map((element) => element.className || element.parentElement.className))]
    """
    lists = ("concepts/dpo/", "map/", "questions/training/", "bibliography/")
    found = {path: viewer.show(path).evaluate(lazy) for path in lists}
    assert found == {
        "concepts/dpo/": [],
        "map/": [],
        "questions/training/": ["aa-bank-part"],
        "bibliography/": ["aa-sources aa-long"],
    }
