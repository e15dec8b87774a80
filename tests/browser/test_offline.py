"""The zip of the site, opened from a folder with the network off."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.site.archive import NAME, write_archive
from tests.projects import ROOT, build


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the unpacked zip."""
    place = tmp_path_factory.mktemp("offline")
    done = build(ROOT, place / "site", "--no-directory-urls")
    assert done.returncode == 0, done.stderr
    write_archive(place / "site", place / "site.zip")
    with zipfile.ZipFile(place / "site.zip") as archive:
        archive.extractall(place)
    return (place / NAME).as_uri() + "/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page without network that fails the test if it complains or a request fails.

    Requests that end because the reader left the page are no failures.
    """
    complaints: list[str] = []
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "requestfailed",
            lambda request: complaints.append(request.url) if request.failure != "net::ERR_ABORTED" else None,
        )
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
        )
        yield page
        assert complaints == []


def test_pages_lead_to_pages(folder: str, page: Page) -> None:
    page.goto(f"{folder}index.html")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Map").click()
    expect(page).to_have_url(f"{folder}map.html")
    page.locator(".aa-drawing a:visible", has_text="RLHF").first.click()
    expect(page).to_have_url(f"{folder}concepts/rlhf.html")
    assert page.locator(".aa-drawing svg.pele:visible").first.bounding_box()


def test_a_question_is_graded_and_kept(folder: str, page: Page) -> None:
    page.goto(f"{folder}concepts/dpo.html")
    question = page.locator(".aa-question[data-type=single]:visible").first
    question.get_by_role("radio").first.check()
    question.get_by_role("button", name="Think so").click()
    expect(question.locator(".aa-verdict")).to_be_visible()
    page.goto(f"{folder}categories/training/index.html")
    expect(page.locator(".aa-progress").first).to_be_visible()


def test_a_mixed_session_reads_the_pages(folder: str, page: Page) -> None:
    page.goto(f"{folder}quizzes.html")
    page.locator("#training summary").click()
    expect(page.locator("#training .aa-bank > li").first).to_be_visible()
    page.get_by_role("button", name="Start practice").click()
    names = []
    for number in (1, 2):
        expect(page.locator("[data-place]")).to_have_text(f"{number} of 10")
        names.append(page.locator(".aa-session > .aa-question").get_attribute("data-question"))
        page.get_by_role("button", name="I don’t know").click()
        expect(page.locator(".aa-when")).to_have_text("Comes back tomorrow.")
        page.get_by_role("button", name="Continue").click()
    expect(page.locator("[data-place]")).to_have_text("3 of 10")
    page.go_back()
    expect(page.locator(".aa-session > .aa-question")).to_have_attribute("data-question", names[1] or "")
    page.goto(f"{folder}review.html")
    expect(page.locator("[data-concepts] .aa-rows > li").first).to_be_visible()


def test_the_map_draws_a_view(folder: str, page: Page) -> None:
    page.goto(f"{folder}map.html?around=rlhf")
    expect(page.locator("#view-result svg.pele")).to_be_visible()


def test_search_finds_a_term(folder: str, page: Page) -> None:
    page.goto(f"{folder}concepts/dpo.html")
    page.keyboard.press("/")
    page.get_by_role("searchbox", name="Search").fill("bradley-terry")
    page.get_by_role("dialog").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(rf"{folder}\S+#\S+"))


def test_a_site_for_a_server_is_refused(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    for name in ("index.html", "map/index.html"):
        (tmp_path / name).write_text("", "utf-8")
    with pytest.raises(ValueError, match="holds no site built with 'mkdocs build --no-directory-urls'"):
        write_archive(tmp_path, tmp_path / "site.zip")
