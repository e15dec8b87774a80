"""What readers see, hear and copy of formulas."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from macros.core.text.spoken import spoken
from tests.browser.conftest import Open
from tests.browser.contexts import Viewer
from tests.browser.cover import cover, features
from tests.browser.measures import LAID_OUT

NAMED = {"radio", "checkbox", "combobox", "group", "link", "button", "heading", "DisclosureTriangle"}
"""Roles whose names come from what is in them."""
WITH_FORMULAS = """
  () => [...document.querySelectorAll("label, legend, a, button, summary")].flatMap((element) => {
    const formulas = [...element.querySelectorAll("math annotation")].map((note) => note.textContent);
    return formulas.length ? [[element.tagName.toLowerCase(), formulas]] : [];
  })
"""


def names(page: Page) -> list[tuple[str, str]]:
    """Role and name of each element in the accessibility tree of the browser, off screen too."""
    page.evaluate(f"() => {{ {LAID_OUT} }}")
    tree: dict[str, Any] = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    shown = (node for node in tree["nodes"] if not node["ignored"])
    return [(node["role"]["value"], " ".join(node.get("name", {}).get("value", "").split())) for node in shown]


def shown_whole(viewer: Viewer, path: str) -> Page:
    """A page with all of its parts unfolded: what is folded is in no accessibility tree."""
    page = viewer.show(path)
    page.evaluate("for (const part of document.querySelectorAll('article details')) part.open = true")
    return page


def with_formulas_in_questions(site: Path) -> dict[str, frozenset[str]]:
    """Addresses of the pages that have formulas in the stems or options of questions, with what these consist of."""
    marked = re.compile(r"<(legend|li data-part)\b(?:(?!</legend>|</li>).)*<math(?:(?!</legend>|</li>).)*", re.DOTALL)
    found = {}
    for file in sorted(site.rglob("*.html")):
        texts = [match[0] for match in marked.finditer(file.read_text("utf-8"))]
        if texts:
            path = file.relative_to(site).as_posix().removesuffix("index.html")
            found[path] = frozenset(name for text in texts for name in features("", text))
    return found


def nameless_formulas(page: Page) -> Iterator[tuple[bool, str, list[str]]]:
    """Each element that is named by its words and has formulas: whether its name lacks one, and what they say."""
    found = [name for role, name in names(page) if role in NAMED and name]
    for element, formulas in page.evaluate(WITH_FORMULAS):
        words = [spoken(tex) for tex in formulas]
        yield not any(all(one in name for one in words) for name in found), element, words


def test_names_have_their_formulas(relative_site: Path, viewer: Viewer) -> None:
    """On a page that lists questions, and on those that have together every kind of formula in a question."""
    chosen = cover(with_formulas_in_questions(relative_site))
    found = [
        (path, *one)
        for path in ["questions/key-concepts/", *chosen]
        for one in nameless_formulas(shown_whole(viewer, path))
    ]
    assert [one for one in found if one[1]] == []
    assert len(found) > 20


@pytest.mark.expensive
def test_names_have_their_formulas_on_every_page(relative_site: Path, viewer: Viewer) -> None:
    every = with_formulas_in_questions(relative_site)
    found = [(path, *one) for path in every for one in nameless_formulas(shown_whole(viewer, path))]
    assert [one for one in found if one[1]] == []
    assert len(found) > 60


def test_a_name_without_its_formula_is_found(viewer: Viewer) -> None:
    page = shown_whole(viewer, "concepts/dpo/")
    formula = page.locator("legend math").first
    formula.evaluate("(math) => math.setAttribute('aria-label', '')")
    formula.evaluate("(math) => math.setAttribute('aria-hidden', 'true')")
    assert [element for lacks, element, _ in nameless_formulas(page) if lacks] == ["legend"]


def test_formulas_stay_formulas_for_screen_readers_that_know_them(viewer: Viewer) -> None:
    page = viewer.show("concepts/dpo/")
    roles = [role for role, _ in names(page)]
    assert roles.count("MathMLMath") > page.locator("legend math, .aa-options math").count() > 8


FORMULA = (
    '<math aria-label="pi sub theta"><semantics><msub><mi>π</mi><mi>θ</mi></msub>'
    '<annotation encoding="application/x-tex">\\pi_\\theta</annotation></semantics></math>'
)


@pytest.mark.parametrize(
    ("formula", "words"), [(FORMULA, "pi sub theta"), (FORMULA.replace(' aria-label="pi sub theta"', ""), "πθ")]
)
def test_the_buttons_of_an_order_name_its_formulas(formula: str, words: str, visit: Open, quiz_address: str) -> None:
    def answer(route: Route) -> None:
        response = route.fetch()
        item = '<li data-part="gamma">'
        body = response.text()
        assert body.count(item) == 2  # the item itself, then its reason
        route.fulfill(response=response, body=body.replace(f"{item}Gamma", f"{item}The policy {formula} as it is", 1))

    page = visit("glossary/", address=quiz_address)
    page.route("**/concepts/alpha/", answer)
    page.goto(f"{quiz_address}concepts/alpha/#q-alphabet")
    item = page.locator("#q-alphabet .aa-items > [data-part=gamma]")
    labels = item.get_by_role("button").evaluate_all("all => all.map((e) => e.getAttribute('aria-label'))")
    assert labels == [f"Move {way}: The policy {words} as it is" for way in ("up", "down")]
    by = "up" if item.get_by_role("button").first.get_attribute("aria-disabled") == "false" else "down"
    item.get_by_role("button", name=f"Move {by}").click()
    expect(page.locator("#q-alphabet .aa-note")).to_contain_text(f"The policy {words} as it is: now number ")


@pytest.mark.parametrize("path", ["concepts/", "concepts/dpo/", "contributing/", "glossary/"])
def test_the_sign_of_a_link_to_a_heading_is_in_no_name(path: str, viewer: Viewer) -> None:
    page = viewer.show(path)
    found = names(page)
    assert [name for _, name in found if "¶" in name] == []
    headings = [name for role, name in found if role == "heading"]
    assert [name for name in headings if "Link to this heading" in name] == []
    assert ("link", "Link to this heading") in found
    link = page.locator("h2 .headerlink").first
    link.focus()
    assert link.evaluate("e => [getComputedStyle(e, '::before').content, getComputedStyle(e).opacity]") == [
        '"¶" / ""',
        "1",
    ]
    assert link.evaluate("e => e.getBoundingClientRect().width") > 4


def test_every_heading_of_the_site_is_named_by_its_words(relative_site: Path) -> None:
    heading = re.compile(r'<h([1-6]) [^<>]*?(aria-label="[^"]*")?>((?:(?!</h\1>).)*)<a class="headerlink"', re.DOTALL)
    count = 0
    for file in relative_site.rglob("*.html"):
        text = file.read_text("utf-8")
        assert "¶" not in text and "&para;" not in text, file
        for _, name, words in heading.findall(text):
            count += 1
            assert name == f'aria-label="{" ".join(re.sub("<[^>]*>", "", words).split())}"'
    assert count > 600


@pytest.mark.parametrize("width", [390, 1280])
def test_formulas_are_drawn_in_their_place(width: int, viewer: Viewer) -> None:
    page = viewer.show("concepts/scaling-laws/", width=width)
    brackets = page.locator('math mo[minsize="1.623em"]')
    assert brackets.count() > 4
    heights = brackets.evaluate_all("all => all.map((e) => Math.round(e.getBoundingClientRect().height))")
    assert len(set(heights)) == 1, "a closing bracket is smaller than its opening one"

    lines = page.locator(".aa-formula").evaluate_all(
        """(all) => all.map((formula) => [...formula.children].map((part) => {
          const equals = [...part.querySelectorAll("mo")].find((sign) => sign.textContent === "=");
          return equals && Math.round(equals.getBoundingClientRect().top);
        }).filter(Boolean))"""
    )
    assert any(len(tops) > 1 for tops in lines)
    apart = [abs(one - two) for tops in lines for one, two in itertools.pairwise(tops)]
    assert [step for step in apart if 1 < step < 20] == [], "the parts of a formula are not on one line"


def test_roots_stand_on_the_line_with_no_gap(viewer: Viewer) -> None:
    page = viewer.show("concepts/superposition/")
    roots = page.locator("p msqrt:visible").evaluate_all(
        """(all) => all.map((root) => {
          const size = parseFloat(getComputedStyle(root).fontSize);
          const [box, strut] = [root, root.lastElementChild].map((e) => e.getBoundingClientRect());
          return [(box.right - strut.right) / size, (box.bottom - strut.bottom) / size];
        })"""
    )
    assert len(roots) > 1
    assert max(gap for gap, _ in roots) < 0.05
    assert max(depth for _, depth in roots) < 0.25


def test_no_line_begins_with_the_punctuation_after_a_formula(viewer: Viewer) -> None:
    for path in ("concepts/dpo/", "concepts/superposition/", "concepts/chinchilla/"):
        page = viewer.show(path, width=390)
        joined = page.locator(".aa-joined:visible")
        assert joined.count() > 3
        for width in range(300, 420, 15):
            page.set_viewport_size({"width": width, "height": 900})
            apart = joined.evaluate_all(
                """(all) => all.filter((span) => {
                  const range = document.createRange();
                  range.selectNodeContents(span);
                  range.setStartAfter(span.querySelector("math"));
                  const after = range.getBoundingClientRect();
                  return after.width && after.left < span.querySelector("math").getBoundingClientRect().right - 2;
                }).map((span) => span.textContent)"""
            )
            assert apart == [], width


SELECT = """
  ([selector, place, start, end]) => {
    const element = document.querySelectorAll(selector)[place];
    const range = document.createRange();
    range.selectNodeContents(element);
    if (start) range.setStart(element.querySelector(start).firstChild, 0);
    if (end) range.setEnd(element.querySelector(end).firstChild, 1);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    window.copied = null;
    const note = (event) => {
      const data = event.clipboardData;
      window.copied = [event.defaultPrevented, data.getData("text/plain"), data.getData("text/html")];
    };
    window.addEventListener("copy", note, { once: true });
    const before = element.innerHTML;
    document.execCommand("copy");
    return [...window.copied, before === element.innerHTML];
  }
"""


def copied(page: Page, selector: str, place: int = 0, start: str = "", end: str = "") -> tuple[bool, str, str]:
    """Whether our script filled the clipboard, and the text and the HTML of it, after the copy of an element."""
    ours, text, html, unchanged = page.evaluate(SELECT, [selector, place, start, end])
    assert unchanged
    return ours, text, html


def test_what_is_copied_has_the_tex_of_formulas(viewer: Viewer) -> None:
    page = viewer.show("concepts/superposition/")
    worked = page.locator("p:has(msqrt)").first
    worked.evaluate("e => (e.id = 'worked')")
    ours, text, html = copied(page, "#worked")
    assert ours
    assert r"of about $1/\sqrt{m}=0.031$ in size," in text
    assert r"is about $\sqrt{k/m}$: 0.125 for 16" in text
    assert "<math" in html and "<annotation" in html

    ours, text, _ = copied(page, ".aa-formula")
    assert ours
    assert [line for line in text.split("\n") if line][:2] == [r"$$h=W\,x,$$", r"$$x'=\mathrm{ReLU}(W^{\top}h+b),$$"]


def test_a_formula_that_is_selected_in_part_is_copied_whole(viewer: Viewer) -> None:
    page = viewer.show("concepts/superposition/")
    page.locator("p:has(msqrt)").first.evaluate("e => (e.id = 'worked')")
    _, text, _ = copied(page, "#worked", start="msqrt mi")
    assert text.startswith(r"$1/\sqrt{m}=0.031$ in size")
    _, text, html = copied(page, "#worked", end="msqrt mi")
    assert text.endswith(r"of about $1/\sqrt{m}=0.031$")
    assert html.count("</math>") == 2
    page.locator(".aa-formula math").first.evaluate("e => (e.id = 'one')")
    assert copied(page, "#one", start="mi", end="mo")[1] == r"$$h=W\,x,$$"


def test_other_selections_are_left_to_the_browser(viewer: Viewer) -> None:
    page = viewer.show("concepts/superposition/")
    assert copied(page, ".aa-summary") == (False, "", "")
    assert copied(page, "h2") == (False, "", "")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('h2'))")
    assert "¶" not in page.evaluate("getSelection().toString()")


def test_links_in_what_is_copied_lead_to_the_same_place(viewer: Viewer, site_address: str) -> None:
    page = viewer.show("concepts/dpo/")
    page.locator("section p:has(math):has(a[href]), p:has(math):has(a[href])").first.evaluate("e => (e.id = 'linked')")
    links = re.findall('href="([^"]*)"', copied(page, "#linked")[2])
    assert links
    assert [link for link in links if not link.startswith(site_address)] == []


def test_copying_works_in_a_file(relative_site: Path, visit: Open) -> None:
    page = visit("", script=True)
    page.goto((relative_site / "concepts/superposition/index.html").as_uri())
    page.locator("p:has(msqrt)").first.evaluate("e => (e.id = 'worked')")
    assert r"$1/\sqrt{m}=0.031$" in copied(page, "#worked")[1]
