"""Mock interviews: the way to a sheet, answers that fold, and paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from macros.core.outline.interviews import interviews
from macros.core.outline.plans import plan
from tests.browser.axe import violations
from tests.browser.conftest import Open
from tests.browser.contexts import Viewer
from tests.browser.watch import complaints
from tests.data.test_shipped_data import library

PATHS = {route.id: interviews(library(), plan(library(), route)) for route in library().paths}
WEEK = library().paths[0]
SHEETS = [f"interviews/{key}-{sheet.number}/" for key, sheets in PATHS.items() for sheet in sheets]


def sheets_of_paper(page: Page) -> int:
    """How many sheets of A4 a page takes."""
    page.emulate_media(media="print")
    return len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("script", [True, False])
def test_a_path_leads_to_its_sheets_and_back(script: bool, visit: Open) -> None:
    page = visit(f"paths/{WEEK.id}/", script=script)
    page.get_by_role("link", name="sheet 2", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Mock interview 2: {WEEK.label}")
    crumbs = page.locator(".aa-crumbs")
    assert crumbs.get_by_role("link").all_inner_texts() == ["Paths", WEEK.label]
    page.get_by_role("navigation", name="Mock interviews for this path").get_by_role("link", name="Sheet 1").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Mock interview 1: {WEEK.label}")
    expect(page.locator(".aa-lengths [aria-current]")).to_have_text("Sheet 1")
    for name in ("Print this interview", "Start an interview on screen"):
        expect(page.get_by_text(name)).to_be_visible(visible=script)
    page.get_by_role("link", name="Back to the path").click()
    page.wait_for_url(f"**/paths/{WEEK.id}/")


@pytest.mark.parametrize("script", [True, False])
def test_answers_fold_below_their_questions(script: bool, visit: Open) -> None:
    page = visit(SHEETS[0], script=script)
    for number, (concept_id, question) in enumerate(PATHS[WEEK.id][0].asked):
        asked = page.locator(".aa-interview:visible > li").nth(number)
        title = library().concepts[concept_id].short_title or library().concepts[concept_id].title
        name = asked.locator(".aa-about").get_by_role("link", name=title, exact=True)
        expect(name).to_be_hidden()
        asked.locator("summary").press("Enter")
        expect(name).to_be_visible()
        expect(asked.locator("[data-criterion]")).to_have_count(len(question.rubric))
        expect(asked.locator("[data-criterion]").first).to_be_visible()


def test_the_button_prints(visit: Open) -> None:
    page = visit(SHEETS[0])
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    page.get_by_role("button", name="Print this interview").click()
    expect(page).to_have_title("printed")
    assert complaints(page) == []


@pytest.mark.parametrize("path", SHEETS)
def test_questions_fit_a_sheet_of_paper(path: str, viewer: Viewer) -> None:
    page = viewer.show(path)
    page.evaluate("document.querySelectorAll('h2, h2 ~ *').forEach((element) => element.remove())")
    assert sheets_of_paper(page) == 1


def test_answers_begin_a_sheet_and_are_open_on_it(visit: Open) -> None:
    page = visit(SHEETS[0])
    assert sheets_of_paper(page) > 2
    page.evaluate("document.querySelectorAll('details > :not(summary)').forEach((part) => part.remove())")
    assert sheets_of_paper(page) == 2, "answers fill the other sheets"
    page.evaluate("document.querySelector('.aa-asks').remove()")
    assert sheets_of_paper(page) == 2, "questions that leave room have a sheet of their own too"


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_sheet_is_accessible(width: int, dark: bool, visit: Open) -> None:
    page = visit(SHEETS[0], width=width, dark=dark, settle=True)
    page.locator(".aa-interview:visible summary").first.click()
    assert violations(page) == []
