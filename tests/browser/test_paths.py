"""Learning paths: from page to page, marks of reading, days, and what another tab does."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from macros.core.outline.plans import plans
from tests.browser.axe import violations
from tests.browser.conftest import Open
from tests.browser.watch import complaints
from tests.data.test_shipped_data import library

WEEK = plans(library())[0]
DAYS = [part.concepts for part in WEEK.parts]
ON_WEEK = f"?path={WEEK.id}"


def here(page: Page) -> str:
    """The concept of a page, by its address."""
    return re.findall(r"/concepts/([a-z-]+)/", page.url)[0]


@pytest.mark.parametrize("script", [True, False])
def test_next_links_lead_from_home_to_the_end_of_the_second_day(script: bool, visit: Open) -> None:
    page = visit("", width=390, script=script)
    page.get_by_role("link", name="Start day 1").click()
    walked = [here(page)]
    for _ in [*DAYS[0], *DAYS[1]][1:]:
        foot = page.get_by_role("navigation", name="Previous and next")
        following = foot.get_by_role("link", name=re.compile("^Next"))
        if script:  # the bar of the path loads a moment later, and renews the link
            expect(following).to_have_attribute("href", re.compile(re.escape(ON_WEEK) + "$"))
        following.click()
        page.wait_for_load_state()
        walked.append(here(page))
    assert walked == [*DAYS[0], *DAYS[1]]
    if script:
        assert page.url.endswith(ON_WEEK)
        expect(page.locator(".aa-path-name")).to_have_text(f"{WEEK.label} Day 2 · {len(DAYS[1])} of {len(DAYS[1])}")


def test_home_continues_after_what_was_marked_as_read(visit: Open) -> None:
    page = visit(f"concepts/{DAYS[0][0]}/{ON_WEEK}")
    page.get_by_role("button", name="Mark as read").first.click()
    expect(page.get_by_role("button", name="✓ Read")).to_have_count(2)
    page = visit("")
    title = library().concepts[DAYS[0][1]].short_title or library().concepts[DAYS[0][1]].title
    go_on = page.get_by_role("link", name=f"Continue day 1: {title}")
    expect(page.locator(f"[data-stop={DAYS[0][0]}]")).to_have_class("aa-read")
    go_on.click()
    page.wait_for_load_state()
    assert here(page) == DAYS[0][1]
    page = visit(f"paths/{WEEK.id}/")
    expect(page.locator("details.aa-day[open]")).to_have_count(1)
    expect(page.locator(f"li[data-concept={DAYS[0][0]}]")).to_contain_text("✓ Read")
    expect(page.locator("#continue")).to_have_text(f"Continue day 1: {title}")
    assert complaints(page) == []


def test_a_day_has_its_quiz(visit: Open) -> None:
    page = visit(f"paths/{WEEK.id}/")
    page.get_by_role("link", name="Quiz this day").nth(1).click()
    expect(page.locator("[data-scope]")).to_have_text(f"Day 2 of “{WEEK.label}”")
    expect(page.locator("[data-place]")).to_have_text("1 of 10")
    page.get_by_role("link", name="End").click()
    page.wait_for_url(f"**/paths/{WEEK.id}/*")


def test_the_last_concept_of_a_day_leads_to_its_quiz(visit: Open) -> None:
    page = visit(f"concepts/{DAYS[0][-1]}/{ON_WEEK}")
    expect(page.locator(".aa-path-mark")).to_contain_text("That’s the end of day 1.")
    page.locator(".aa-path-mark").get_by_role("link", name="Quiz this day").click()
    expect(page.locator("[data-scope]")).to_have_text(f"Day 1 of “{WEEK.label}”")
    page = visit(f"concepts/{DAYS[0][0]}/{ON_WEEK}")
    expect(page.locator(".aa-path-mark")).to_have_text("Mark as read")


def test_each_tab_keeps_its_own_path(visit: Open) -> None:
    other = next(plan for plan in plans(library()) if plan.id == "inside-the-model")
    shared = next(concept for concept in other.concepts if concept in WEEK.concepts)
    first = visit(f"concepts/{shared}/{ON_WEEK}", fresh=True)
    second = first.context.new_page()
    second.goto(first.url.replace(WEEK.id, other.id))
    expect(second.locator(".aa-path-name")).to_contain_text(other.label)
    first.goto(first.url.partition("?")[0])
    expect(first.locator(".aa-path-name")).to_contain_text(WEEK.label)
    first.get_by_role("button", name="Mark as read").first.click()
    expect(second.get_by_role("button", name="✓ Read")).to_have_count(2)
    second.close()


def test_marks_can_be_read_in(visit: Open, tmp_path: Path) -> None:
    mark = {"schema": 2, "id": "a" * 32, "concept": DAYS[0][0], "read": True, "time": "2026-11-20T10:00:00.000Z"}
    file = tmp_path / "progress.json"
    file.write_text(json.dumps({"format": "alignment-atlas-progress", "schema": 1, "events": [mark]}), "utf-8")
    page = visit("quizzes/")
    page.locator("#import").set_input_files(file)
    expect(page.locator("#progress [role=status]")).not_to_be_empty()
    page = visit(f"paths/{WEEK.id}/")
    expect(page.locator(f"li[data-concept={DAYS[0][0]}]")).to_have_class("aa-read")


def test_a_date_gives_each_day_one_and_the_browser_keeps_it(visit: Open) -> None:
    page = visit(f"paths/{WEEK.id}/")
    expect(page.get_by_label("Plan by")).to_have_value("interview")
    page.get_by_label("Date", exact=True).fill("2027-03-03")
    dates = page.locator(".aa-date")
    said = ["Wed, Feb 24", "Thu, Feb 25", "Fri, Feb 26", "Sat, Feb 27", "Sun, Feb 28", "Mon, Mar 1", "Tue, Mar 2"]
    expect(dates).to_have_text([f"{day} ·" for day in said])
    expect(page.locator("#dates output")).to_have_text("From Wed, Feb 24 to Tue, Mar 2.")
    page.reload()
    expect(dates).to_have_text([f"{day} ·" for day in said])
    page.goto(page.url.replace(f"paths/{WEEK.id}/", ""))
    expect(page.locator(".aa-days .aa-date")).to_have_text([f"{day} ·" for day in said])
    page.go_back()
    page.get_by_label("Plan by").select_option("start")
    expect(dates.first).to_have_text("Wed, Mar 3 ·")
    page.get_by_label("Plan by").select_option("interview")
    page.get_by_label("Date", exact=True).fill("2020-03-03")
    expect(page.locator("#dates output")).to_contain_text("would have started on Tue, Feb 25")
    page.get_by_role("button", name="Clear date").click()
    expect(dates).to_have_text([""] * len(said))
    page.reload()
    expect(page.get_by_label("Date", exact=True)).to_have_value("")


@pytest.mark.parametrize("id_", ["nowhere", "__proto__", "%3Cimg%20src=x%3E", "%E0%A4%A"])
def test_a_path_that_is_not_there_leaves_the_page_as_it_is(id_: str, visit: Open) -> None:
    page = visit(f"concepts/dpo/?path={id_}", settle=True)
    expect(page.locator(".aa-path-place")).to_be_empty()
    expect(page.locator(".aa-path-place")).to_be_hidden()
    assert complaints(page) == []


def test_damaged_storage_is_harmless(visit: Open) -> None:
    page = visit(f"paths/{WEEK.id}/")
    for value in ("{{", "[]", "3", '{"by": 1, "date": "2026-99-99"}'):
        page.evaluate("value => { localStorage['atlas.date'] = value; localStorage['atlas.path'] = value; }", value)
        page.reload(wait_until="networkidle")
        expect(page.get_by_label("Date", exact=True)).to_have_value("")
        assert complaints(page) == []
    assert complaints(visit("", settle=True)) == []


def test_a_page_off_the_path_leads_back_and_the_path_can_be_left(visit: Open) -> None:
    off = next(key for key in library().concepts if key not in WEEK.concepts)
    page = visit(f"concepts/{off}/{ON_WEEK}")
    bar = page.get_by_role("navigation", name="Learning path")
    first = library().concepts[DAYS[0][0]]
    expect(bar).to_contain_text(f"Back to {first.short_title or first.title}")
    bar.get_by_role("button", name="Leave path").click()
    expect(bar).to_be_hidden()
    assert "path=" not in page.url


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_plan_and_the_bar_are_accessible(width: int, dark: bool, visit: Open) -> None:
    for path in (f"paths/{WEEK.id}/", f"concepts/dpo/{ON_WEEK}"):
        page = visit(path, width=width, dark=dark, settle=True)
        assert violations(page) == [], path


def test_a_link_in_the_text_leads_back_to_where_the_path_was_left(visit: Open) -> None:
    left, later = DAYS[0][1], DAYS[5][1]
    page = visit(f"concepts/{left}/{ON_WEEK}")
    expect(page.get_by_role("navigation", name="Learning path")).to_contain_text(f"2 of {len(DAYS[0])}")
    title = library().concepts[left].short_title or library().concepts[left].title
    for off in (later, next(key for key in library().concepts if key not in WEEK.concepts)):
        page.goto(page.url.partition("/concepts/")[0] + f"/concepts/{off}/")
        for place in ("Learning path", "Previous and next"):
            expect(page.get_by_role("navigation", name=place).get_by_role("link", name=title)).to_be_visible()
            expect(page.get_by_role("navigation", name=place).get_by_role("link", name="Next")).to_have_count(0)
    page.get_by_role("navigation", name="Learning path").get_by_role("link", name=f"Back to {title}").click()
    page.wait_for_url(f"**/concepts/{left}/{ON_WEEK}")
    expect(page.get_by_role("navigation", name="Learning path").get_by_role("link", name="Next")).to_be_visible()
    page.goto(page.url.replace(left, DAYS[0][2]).partition("?")[0])
    expect(page.get_by_role("navigation", name="Learning path").get_by_role("link", name="Next")).to_be_visible()
