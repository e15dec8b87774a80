"""What holds on every built page: it is open to everyone, and private."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest

from macros.site.adapter import ROOT_PAGES
from tests.browser.axe import COLORS, violations
from tests.browser.conftest import Open
from tests.browser.measures import CONTRAST, LEAST_TEXT, OUTLINE
from tests.browser.watch import complaints, requests
from tests.data.test_shipped_data import IDS, library
from tests.projects import ROOT

WRITTEN = [path.relative_to(ROOT / "docs").as_posix() for path in sorted((ROOT / "docs").rglob("*.md"))]
Palette = Literal["light", "dark"]
PAGES = [
    "",
    "404.html",
    *(f"concepts/{concept_id}/" for concept_id in IDS),
    *(f"categories/{term.key}/" for term in library().vocabulary.categories if library().in_category(term.key)),
    *(f"{name.removesuffix('.md')}/" for name in [*WRITTEN, *ROOT_PAGES] if name != "index.md"),
]
FOLLOWS = """
(scheme) => {
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number);
  return red + green + blue < 300 === (scheme === "dark");
}
"""
"""The page has the palette that the system asks for."""
WIDTHS = (320, 390, 640, 800, 1024, 1280)


def test_no_page_is_left_out(relative_site: Path) -> None:
    built = [path.relative_to(relative_site).as_posix() for path in relative_site.rglob("*.html")]
    assert sorted(path.removesuffix("index.html") for path in built) == sorted(PAGES)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_and_private(path: str, visit: Open, site_address: str) -> None:
    """All rules at both widths, which show different elements; in the dark only colors differ, so only their rules."""
    page = visit(path)
    found = []
    palettes: list[tuple[Palette, list[str] | None]] = [("light", None), ("dark", COLORS)]
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme, rules in palettes:
            page.emulate_media(color_scheme=scheme)
            page.wait_for_function(FOLLOWS, arg=scheme)
            found += [(width, scheme, *violation) for violation in violations(page, rules)]
    assert found == []

    one, jumps, skip = page.evaluate(OUTLINE)
    assert (one, jumps, skip) == (1, [], True)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{width}: the page scrolls sideways"

    assert complaints(page) == []
    assert {urlsplit(url).netloc for url in requests(page)} == {urlsplit(site_address).netloc}
    assert page.context.cookies() == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_can_be_read_without_scripts(path: str, visit: Open, site_address: str) -> None:
    page = visit(path, width=320, dark=True, script=False)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{width}: the page scrolls sideways"
        assert page.evaluate(LEAST_TEXT) >= 10.95, f"{width}: the text of a drawing is too small"
    contrasts: list[tuple[int, Palette]] = [(1280, "dark"), (320, "light")]
    for width, scheme in contrasts:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        ratio, element = page.evaluate(CONTRAST, "article *")
        assert ratio >= 4.5, f"{scheme}: {ratio:.2f}: {element}"
    assert {urlsplit(url).netloc for url in requests(page)} == {urlsplit(site_address).netloc}


def test_what_is_wrong_is_found(visit: Open) -> None:
    page = visit("concepts/dpo/")
    page.evaluate("""() => {
      const article = document.querySelector("article");
      document.querySelector(".md-skip").remove();
      article.querySelector("h2").outerHTML = "<h4>Deep</h4>";
      article.prepend(document.createElement("button"));
      for (const words of ["One", "Two"]) {
        const small = Object.assign(document.createElement("button"), { textContent: words });
        small.style.cssText = "display: block; height: 8px; overflow: hidden";
        article.prepend(small);
      }
      article.append(Object.assign(document.createElement("h1"), { textContent: "Again" }));
      article.style.cssText = "color: #999; min-width: 1300px";
      document.querySelector(".aa-drawing:not(.aa-for-narrow) svg").style.width = "100px";
    }""")
    assert [rule for rule, _ in violations(page)] == [
        "button-name",
        "color-contrast",
        "heading-order",
        "target-size",
    ]
    assert [rule for rule, _ in violations(page, COLORS)] == ["color-contrast"]
    one, jumps, skip = page.evaluate(OUTLINE)
    assert (one, jumps, skip) == (2, ["<h4>Deep</h4>"], False)
    assert page.evaluate("document.documentElement.scrollWidth") > 1280
    assert page.evaluate(LEAST_TEXT) < 10.95
