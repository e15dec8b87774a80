"""What holds on every built page: it is open to everyone, and private.

What takes long is checked on chosen pages, on which together everything occurs that occurs on any page, with the first
rows of long lists. ``make test-all`` checks all pages, whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from macros.core.outline.interviews import interviews
from macros.core.outline.plans import plan, plans
from macros.core.outline.site import asked_in
from macros.site.adapter import ROOT_PAGES
from tests.browser import axe, cover, measures
from tests.browser import contexts as shared
from tests.browser.axe import COLORS, violations
from tests.browser.conftest import Open
from tests.browser.contexts import Contexts, Viewer
from tests.browser.cover import covering_pages
from tests.browser.measures import CONTRAST, LEAST_TEXT, MISSED, OUTLINE
from tests.browser.verdicts import Verdicts, basis
from tests.browser.watch import complaints, requests
from tests.data.test_shipped_data import IDS, library
from tests.projects import ROOT
from tests.site.server import serve

WRITTEN = [path.relative_to(ROOT / "docs").as_posix() for path in sorted((ROOT / "docs").rglob("*.md"))]
PAGES = [
    "",
    "404.html",
    *(f"concepts/{concept_id}/" for concept_id in IDS),
    *(f"categories/{term.key}/" for term in library().vocabulary.categories if library().in_category(term.key)),
    *(f"cheat-sheets/{term.key}/" for term in library().vocabulary.categories if library().in_category(term.key)),
    *(f"questions/{term.key}/" for term in library().vocabulary.categories if asked_in(library(), term.key)),
    *(f"paths/{plan.id}/" for plan in plans(library())),
    *(
        f"interviews/{route.id}-{sheet.number}/"
        for route in library().paths
        for sheet in interviews(library(), plan(library(), route))
    ),
    *(f"{name.removesuffix('.md')}/" for name in [*WRITTEN, *ROOT_PAGES] if name != "index.md"),
]
ROWS = 24
"""Of a list on a chosen page, so many rows of one kind are checked in each run."""
PARTS = range(9)
"""The chosen pages are checked in so many tests, so that two workers can share them."""
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
FOLLOWS = """
(scheme) => {
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number);
  return red + green + blue < 300 === (scheme === "dark");
}
"""
"""The page has the palette that the system asks for."""
WIDTHS = (320, 390, 640, 800, 1024, 1280)
FRAME = ".md-skip, .aa-site, .aa-crumbs, .aa-toc, .aa-turn, .aa-edit, .aa-foot, .aa-filter, .aa-controls"
PAPER = "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.documentElement).colorScheme]"
Check = Callable[[Viewer, str], None]


@pytest.fixture(scope="session")
def verdicts(relative_site: Path, browser: Browser) -> Iterator[Verdicts]:
    """Which pages have passed the checks that take long, in this state, in an earlier run or in this one."""
    sources = [
        *(Path(str(module.__file__)) for module in (axe, shared, cover, measures)),
        Path(__file__),
        axe.PROGRAM,
    ]
    found = Verdicts(ROOT / ".cache/verdicts", basis(relative_site, sources, browser.version))
    yield found
    found.drop_unused()


@pytest.fixture(scope="session")
def glance(browser: Browser, site_address: str) -> Iterator[Viewer]:
    """Shows pages whose long lists are cut."""
    contexts = Contexts(browser)
    yield Viewer(contexts, site_address, ROWS)
    contexts.close()


@cache
def chosen(site: Path) -> list[str]:
    """The pages on which everything is checked in each run."""
    return covering_pages(site)


def is_accessible(viewer: Viewer, path: str) -> None:
    """All rules at both widths, which show different elements."""
    page = viewer.show(path)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], f"{path} at {width} px"


def has_accessible_colors(viewer: Viewer, path: str, width: int) -> None:
    """The rules for colors in the dark, where nothing else differs."""
    page = viewer.show(path, width=width, dark=True)
    assert page.evaluate(FOLLOWS, "dark")
    assert violations(page, COLORS) == [], f"{path} at {width} px, dark"


def has_accessible_colors_narrow(viewer: Viewer, path: str) -> None:
    """The same on a phone."""
    has_accessible_colors(viewer, path, 390)


def has_accessible_colors_wide(viewer: Viewer, path: str) -> None:
    """The same on a wide screen."""
    has_accessible_colors(viewer, path, 1280)


def is_readable_without_scripts(viewer: Viewer, path: str) -> None:
    """It fits every screen, and all text stands out in both palettes."""
    page = viewer.show(path, dark=True, script=False)
    fits_screens(page, WIDTHS)
    for width, scheme in ((1280, SCHEMES[1]), (320, SCHEMES[0])):
        page.set_viewport_size({"width": width, "height": 900})
        in_scheme(page, scheme)
        ratio, element = page.evaluate(CONTRAST, "article *")
        assert ratio >= 4.5, f"{path} at {width} px, {scheme}: {ratio:.2f}: {element}"
    assert {urlsplit(url).netloc for url in requests(page)} == {urlsplit(viewer.address).netloc}


def is_whole_on_paper(viewer: Viewer, path: str) -> None:
    """On paper all is light and open, and nothing is cut off, with scripts and without."""
    for script in (True, False):
        page = viewer.show(path, width=718, dark=True, script=script)
        page.emulate_media(media="print")
        assert page.evaluate(MISSED) == [], f"{path}, scripts: {script}"
        assert page.locator(FRAME).evaluate_all("all => all.filter((e) => e.checkVisibility()).length") == 0, path
        assert page.evaluate(PAPER) == ["rgb(255, 255, 255)", "light"], path
        ratio, element = page.evaluate(CONTRAST, "article *")
        assert ratio >= 4.5, f"{path}: {ratio:.2f}: {element}"


def is_readable_in_forced_colors(viewer: Viewer, path: str) -> None:
    """With the colors of the system, light and dark, all text stands out."""
    page = viewer.show(path)
    page.emulate_media(forced_colors="active")
    for scheme in SCHEMES:
        in_scheme(page, scheme)
        ratio, element = page.evaluate(CONTRAST, "article *")
        assert ratio >= 4.5, f"{path}, {scheme}: {ratio:.2f}: {element}"


MODES: list[Check] = [is_whole_on_paper, is_readable_in_forced_colors, is_readable_without_scripts]
DARK: list[Check] = [has_accessible_colors_narrow, has_accessible_colors_wide]
"""Like the modes, the chosen pages take turns with these in each run."""
LONG: list[Check] = [is_accessible, *MODES, *DARK]
"""Checks of a page that take long."""


def check_all(checks: Iterable[Check], path: str, viewer: Viewer, site: Path, verdicts: Verdicts) -> None:
    """Checks that take long, if a page has not passed them in its present state."""
    file = site / path
    for check in checks:

        def run(check: Check = check) -> None:
            check(viewer, path)

        run.__name__ = f"{check.__name__} {viewer.most or ''}".strip()
        verdicts.check(file / "index.html" if file.is_dir() else file, run)


def test_no_page_is_left_out(relative_site: Path) -> None:
    built = [path.relative_to(relative_site).as_posix() for path in relative_site.rglob("*.html")]
    assert sorted(path.removesuffix("index.html") for path in built) == sorted(PAGES)
    assert sorted(path for part in PARTS for path in chosen(relative_site)[part :: len(PARTS)]) == chosen(relative_site)


@pytest.mark.parametrize("part", PARTS)
def test_chosen_pages_are_accessible_and_whole(
    part: int, glance: Viewer, relative_site: Path, verdicts: Verdicts
) -> None:
    for number, path in enumerate(chosen(relative_site)):
        if number % len(PARTS) == part:
            check_all([is_accessible, MODES[number % 3], DARK[number % 2]], path, glance, relative_site, verdicts)


@pytest.mark.expensive
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_and_whole(path: str, viewer: Viewer, relative_site: Path, verdicts: Verdicts) -> None:
    check_all(LONG, path, viewer, relative_site, verdicts)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_private_and_fits_every_screen(path: str, viewer: Viewer, site_address: str) -> None:
    page = viewer.show(path)
    one, jumps, skip = page.evaluate(OUTLINE)
    assert (one, jumps, skip) == (1, [], True)
    fits_screens(page, WIDTHS)
    assert complaints(page) == []
    assert {urlsplit(url).netloc for url in requests(page)} == {urlsplit(site_address).netloc}
    assert page.context.cookies() == []


def in_scheme(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Has the system ask for a palette."""
    page.emulate_media(color_scheme=scheme)


def fits_screens(page: Page, widths: Iterable[int]) -> None:
    """At none of the widths the page scrolls sideways or the text of a drawing is too small."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        scrolled, least = page.evaluate(f"() => [document.documentElement.scrollWidth, ({LEAST_TEXT.strip()})()]")
        assert scrolled <= width, f"{width}: the page scrolls sideways"
        assert least >= 10.95, f"{width}: the text of a drawing is too small"


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
      document.querySelector("#process ~ .aa-diagram svg").style.width = "100px";
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
    with pytest.raises(AssertionError, match="the page scrolls sideways"):
        fits_screens(page, [1280])
    assert page.evaluate(LEAST_TEXT) < 10.95
    assert page.evaluate(CONTRAST, "article *")[0] < 4.5


BAD: dict[Check, str] = {
    is_accessible: "<button></button>",
    is_whole_on_paper: '<style>#cut { width: 2000px }</style><pre id="cut">Words</pre>',
    has_accessible_colors_narrow: '<p style="color: #777; background: #888">Words</p>',
    has_accessible_colors_wide: '<p style="color: #777; background: #888">Words</p>',
    is_readable_without_scripts: '<p style="color: #777; background: #888">Words</p>',
    is_readable_in_forced_colors: '<p style="forced-color-adjust: none; color: #777; background: #888">Words</p>',
}


@pytest.mark.parametrize("check", LONG)
def test_each_check_finds_what_is_wrong(check: Check, contexts: Contexts, relative_site: Path, tmp_path: Path) -> None:
    """On a page that has passed, with what is wrong in it and without the policy, which would not let it in."""
    whole = (relative_site / "404.html").read_text("utf-8")
    open_to_all, found = re.subn('<meta http-equiv="Content-Security-Policy"[^>]*>', "", whole)
    assert (found, open_to_all.count("</article>")) == (1, 1)
    (tmp_path / "bad.html").write_text(open_to_all.replace("</article>", f"{BAD[check]}</article>"), "utf-8")
    (tmp_path / "good.html").write_text(open_to_all, "utf-8")
    (tmp_path / "assets").symlink_to(relative_site / "assets")
    with serve(tmp_path) as address:
        viewer = Viewer(contexts, address)
        check(viewer, "good.html")
        with pytest.raises(AssertionError):
            check(viewer, "bad.html")
