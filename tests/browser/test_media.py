"""Pages as the reader's system asks for them: by keyboard, without motion, in forced colors, on paper."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.contexts import Viewer
from tests.browser.measures import CONTRAST, FOCUS, MISSED
from tests.browser.test_look import ADD_STYLE

FIRST_MODES: list[tuple[int, Literal["light", "dark"]]] = [(1280, "light"), (390, "dark")]
OTHER_MODES: list[tuple[int, Literal["light", "dark"]]] = [(1280, "dark"), (390, "light")]
LONGEST = "bibliography/"
SHOWN = ["", "concepts/rlhf/", "map/", "quizzes/", LONGEST, "404.html"]


@pytest.mark.parametrize(
    "path", [pytest.param(path, marks=pytest.mark.expensive) if path == LONGEST else path for path in SHOWN]
)
def test_the_focus_can_be_seen(path: str, viewer: Viewer) -> None:
    page = viewer.show(path)
    for width, scheme in FIRST_MODES:
        assert unseen_focus(page, width, scheme) == [], (width, scheme)


@pytest.mark.expensive
@pytest.mark.parametrize("path", SHOWN)
def test_the_focus_can_be_seen_in_the_other_modes(path: str, viewer: Viewer) -> None:
    page = viewer.show(path)
    for width, scheme in OTHER_MODES:
        assert unseen_focus(page, width, scheme) == [], (width, scheme)


def unseen_focus(page: Page, width: int, scheme: Literal["light", "dark"]) -> list[str]:
    """What takes the focus of the keyboard and does not show it, at a width and in a palette."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.keyboard.press("Tab")
    found: list[str] = page.evaluate(FOCUS)
    return found


def test_an_unseen_focus_is_found(viewer: Viewer) -> None:
    page = viewer.show("404.html")
    page.keyboard.press("Tab")
    styles = ("none", "1px solid black", "2px solid #ddd", "2px solid #666")
    page.locator("article summary").click()
    page.keyboard.press("Tab")
    page.locator("article a").evaluate_all(
        "(all, styles) => styles.forEach((style, i) => all[i].style.setProperty('outline', style, 'important'))", styles
    )
    assert len(page.evaluate(FOCUS)) == 3


def test_the_first_link_leads_to_the_content(viewer: Viewer) -> None:
    for path in SHOWN:
        page = viewer.show(path)
        page.keyboard.press("Tab")
        link = page.locator(":focus")
        assert link.inner_text() == "Skip to content"
        assert link.evaluate("e => getComputedStyle(e).opacity !== '0' && e.getBoundingClientRect().top >= 0")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("Boolean(document.activeElement.closest('article'))"), path


def test_nothing_moves_for_those_who_asked_for_that(visit: Open) -> None:
    moving = """
    () => [document.documentElement, ...document.querySelectorAll("*")].filter((e) => {
      const { scrollBehavior, transitionDuration, animationName } = getComputedStyle(e);
      return scrollBehavior === "smooth" || animationName !== "none" || /[1-9]/.test(transitionDuration);
    }).length
    """
    page = visit("concepts/rlhf/", motion=True)
    page.evaluate(ADD_STYLE, "html { scroll-behavior: smooth } a { transition: color 1s }")
    assert page.evaluate(moving) > 0
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(moving) == 0


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_forced_colors_reach_drawings_and_signs(dark: bool, viewer: Viewer) -> None:
    page = viewer.show("map/", dark=dark)
    page.emulate_media(forced_colors="active")
    canvas, text, link = page.evaluate("""
      ["Canvas", "CanvasText", "LinkText"].map((color) => {
        const probe = document.body.appendChild(document.createElement("p"));
        probe.style.cssText = `color: ${color}; forced-color-adjust: none`;
        const { color: found } = getComputedStyle(probe);
        probe.remove();
        return found;
      })
    """)
    colors = "(all, name) => [...new Set(all.map((e) => getComputedStyle(e)[name]))]"
    drawing = page.locator(".aa-drawing").first
    assert drawing.locator(".pele-node rect").evaluate_all(colors, "fill") == [canvas]
    assert drawing.locator(".pele-node rect").evaluate_all(colors, "stroke") == [text]
    assert drawing.locator("a text").evaluate_all(colors, "fill") == [link]
    assert drawing.evaluate("e => getComputedStyle(e).borderColor") == text
    assert page.locator(".aa-legend").is_hidden()
    page.goto(page.url.replace("/map/", "/concepts/dpo/"))
    sign = page.locator(".aa-badge:visible").first
    assert sign.evaluate("e => getComputedStyle(e, '::before').borderTopColor") == link
    page.goto(page.url.replace("/dpo/", "/debate/"))
    assert page.locator(".aa-chart svg, .aa-chart svg *").evaluate_all(colors, "color") == [text]


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
@pytest.mark.parametrize("path", ["concepts/rlhf/", "map/"])
def test_on_paper_what_was_closed_is_open_and_dark(path: str, script: bool, viewer: Viewer) -> None:
    """What else holds on paper is checked on every kind of page."""
    page = viewer.show(path, width=718, dark=True, script=script)
    assert page.evaluate(MISSED) != []
    page.emulate_media(media="print")
    assert page.evaluate(MISSED) == []
    red, green, blue = page.evaluate("getComputedStyle(document.querySelector('article p')).color.match(/\\d+/g)")[:3]
    assert max(int(red), int(green), int(blue)) < 128
    assert page.pdf().startswith(b"%PDF")


def test_on_paper_sources_show_their_addresses(viewer: Viewer) -> None:
    page = viewer.show("concepts/rlhf/", script=False)
    source = page.locator(".aa-sources a[href^='https://arxiv.org']").first
    after = "e => getComputedStyle(e, '::after').content"
    assert source.evaluate(after) == "none"
    page.emulate_media(media="print")
    assert source.evaluate(after) == f'" <{source.get_attribute("href")}>"'
    assert page.locator(".aa-sources a.aa-small").first.evaluate(after) == "none"


@pytest.mark.parametrize("media", ["screen", "print"])
def test_questions_are_numbered(media: Literal["screen", "print"], viewer: Viewer) -> None:
    """On paper only, where answers come last together: style counts them, so that what returns after a miss has no
    number; the document does not have them."""
    page = viewer.show("concepts/dpo/", width=718)
    page.emulate_media(media=media)
    page.locator("details.aa-asked").evaluate_all("(all) => all.forEach((one) => { one.open = true; })")
    count = page.locator(".aa-question").count()
    assert count > page.locator("ol.aa-questions").count() > 2
    snapshot = page.context.new_cdp_session(page).send("DOMSnapshot.captureSnapshot", {"computedStyles": []})
    words = [snapshot["strings"][place] for place in snapshot["documents"][0]["layout"]["text"] if place >= 0]
    numbers = [word for word, after in pairwise(words) if after == ". " and word.isdigit()]
    both = [str(place) for place in range(1, count + 1) for _ in ("question", "answer")]
    assert numbers == (both if media == "print" else [])


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_text_stands_out(dark: bool, viewer: Viewer) -> None:
    for path in ("concepts/dpo/", "quizzes/"):
        ratio, element = viewer.show(path, dark=dark).evaluate(CONTRAST, "article *")
        assert ratio >= 4.5, f"{path}: {ratio:.2f}: {element}"
