"""An old address leads to the new one, with the part of the page that was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from macros.site.search import indexed
from tests.browser.conftest import Open
from tests.browser.watch import complaints
from tests.core.test_names import rename
from tests.projects import build, edit, quiz_project
from tests.site.server import serve


@pytest.fixture(scope="module")
def moved_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site on which alpha became aleph, and its misconception was retired for another."""
    project = quiz_project(tmp_path_factory.mktemp("moved") / "project")
    rename(project, "alpha", "aleph", redirect=True)
    edit(project, "data/concepts/aleph.yml", "  - id: last\n    belief", "  - id: the-end\n    belief")
    text = (project / "data/concepts/aleph.yml").read_text("utf-8")
    text = text.replace("misconception: last", "misconception: the-end")
    (project / "data/concepts/aleph.yml").write_text(text, "utf-8")
    edit(project, "data/coverage.yml", "misconception-last", "misconception-the-end")
    entry = "retired:\n  - id: misconception-last\n    now: misconception-the-end\n"
    edit(project, "data/concepts/aleph.yml", "summary:", f"{entry}summary:")
    done = build(project, SITE_URL="https://example.org/")
    assert done.returncode == 0, done.stderr
    return project / "site"


@pytest.fixture(scope="module")
def moved_address(moved_site: Path) -> Iterator[str]:
    with serve(moved_site) as address:
        yield address


def test_an_old_address_leads_to_the_heading_on_the_new_page(visit: Open, moved_address: str) -> None:
    page = visit("concepts/alpha/#evidence", address=moved_address)
    page.wait_for_url(f"{moved_address}concepts/aleph/#evidence")
    expect(page.locator("#evidence")).to_be_in_viewport()
    assert complaints(page) == []


@pytest.mark.parametrize(
    ("fragment", "kept"),
    [
        ("", ""),
        ("#", ""),
        ("#%", "#%"),
        ("#%E0%A4%A", "#%E0%A4%A"),
        ("#<img>", "#%3Cimg%3E"),
        ("#a#b?c", "#a#b?c"),
        ("#//example.org/", "#//example.org/"),
    ],
)
def test_any_fragment_leads_to_the_new_page(fragment: str, kept: str, visit: Open, moved_address: str) -> None:
    page = visit(f"concepts/alpha/{fragment}", address=moved_address)
    page.wait_for_url(f"{moved_address}concepts/aleph/**")
    assert page.url == f"{moved_address}concepts/aleph/{kept}"
    expect(page.locator("h1")).to_have_text("Alpha")
    assert complaints(page) == []


def test_without_script_there_is_a_link(visit: Open, moved_address: str) -> None:
    page = visit("concepts/alpha/#evidence", address=moved_address, script=False)
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    page.locator("article").get_by_role("link", name="Alpha").click()
    assert page.url == f"{moved_address}concepts/aleph/"


def test_a_retired_part_leads_to_what_took_its_place(visit: Open, moved_address: str) -> None:
    page = visit("concepts/alpha/#misconception-last", address=moved_address)
    page.wait_for_url(f"{moved_address}concepts/aleph/#misconception-last")
    note = page.locator("#misconception-last")
    expect(note).to_be_in_viewport()
    note.get_by_role("link").click()
    page.wait_for_url(f"{moved_address}concepts/aleph/#misconception-the-end")


def test_a_moved_page_is_neither_searched_nor_linked(visit: Open, moved_site: Path, moved_address: str) -> None:
    page = visit("", address=moved_address)
    assert page.locator("a[href*='concepts/alpha']").count() == 0
    texts = indexed(moved_site)
    assert "concepts/aleph/" in [text["meta"]["url"] for text in texts]
    assert "concepts/alpha/" not in str(texts)
    sitemap = page.request.get(f"{moved_address}sitemap.xml").text()
    assert "https://example.org/concepts/aleph/" in sitemap
    assert "concepts/alpha/" not in sitemap
