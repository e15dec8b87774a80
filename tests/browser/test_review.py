"""The page Review: what is due, two charts, what was sure and wrong, and the settings."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import COLORS, violations
from tests.browser.conftest import Open
from tests.browser.watch import complaints, requests

NOW = "2026-11-27T12:00:00Z"
Show = Callable[..., Page]


@pytest.fixture
def show(visit: Open, quiz_address: str) -> Show:
    """Opens the page on November 27, 2026, with these answers, each a question of alpha and more fields."""

    def open_page(*answers: dict[str, Any], **options: Any) -> Page:
        page = visit("404.html", address=quiz_address, **options)
        page.clock.set_fixed_time(NOW)
        for number, fields in enumerate(answers, start=1):
            event = {
                "schema": 1, "id": f"{number:032x}", "rev": 1, "time": f"2026-11-25T10:00:{number:02}.000Z",
                "answer": None, "verdict": "right", "hints": 0, "confidence": "unsure", "attempt": 0,
            } | fields  # fmt: skip
            page.evaluate(
                "([key, text]) => localStorage.setItem(key, text)",
                [f"alignment-atlas.event.{event['id']}", json.dumps(event)],
            )
        page.goto(f"{quiz_address}review/")
        expect(page.locator(".aa-due-now")).to_be_visible()
        return page

    return open_page


def answer(name: str, verdict: str = "right", sure: str = "unsure", **fields: Any) -> dict[str, Any]:
    return {"question": f"alpha.{name}", "verdict": verdict, "confidence": sure} | fields


LATER = "2026-11-27T11:00:00.000Z"
SOME = (
    answer("position", "wrong", "sure", answer="last"),
    answer("share", "unknown"),
    answer("vowels", time=LATER),
)


def test_what_is_due_is_counted_and_leads_to_a_session(show: Show) -> None:
    page = show(*SOME)
    expect(page.locator(".aa-due-now h2")).to_have_text(re.compile(r"^Due today\d$"))
    expect(page.locator(".aa-facts").first).to_contain_text("1 you were sure of but got wrong comes first")
    expect(page.locator(".aa-site .aa-ways .aa-due")).to_have_text("2 due")
    bars = page.get_by_role("img", name=re.compile("^Reviews due: 2 today, 0 tomorrow, 1 on "))
    expect(bars).to_be_visible()
    assert bars.locator("rect").count() == 14
    page.locator(".aa-due-now a").click()
    expect(page.locator("#session .aa-question")).to_have_attribute("data-question", "alpha.position")
    assert complaints(page) == []


def test_confident_errors_are_named_with_the_belief_behind_them(show: Show) -> None:
    page = show(*SOME)
    rows = page.locator("[data-sure] .aa-rows > li")
    expect(rows).to_have_count(1)
    expect(rows.locator("a")).to_have_text("Which place does alpha take?")
    expect(rows).to_contain_text("What you may have believed: “Alpha is the last letter.”")
    expect(rows).to_contain_text("today")
    page.locator("[data-sure]").get_by_role("link", name="Try this question again").click()
    expect(page.locator("#session .aa-question")).to_have_attribute("data-question", "alpha.position")


def test_questions_missed_on_four_days_are_named(show: Show) -> None:
    days = [answer("share", "wrong", time=f"2026-11-{day}T10:00:00.000Z") for day in (16, 18, 20)]
    page = show(*days)
    expect(page.locator("[data-leeches]")).to_be_hidden()
    page = show(*days, answer("share", "wrong", time="2026-11-23T10:00:00.000Z"))
    expect(page.locator("[data-leeches] .aa-rows a")).to_have_text(
        "Seven of 24 letters are vowels. How many percent is that?"
    )


def test_the_chart_of_confidence_needs_some_answers(show: Show) -> None:
    days = [f"2026-11-{day:02}T10:00:00.000Z" for day in range(10, 16)]
    few = [answer("share", "right", "sure", time=day) for day in days[:4]]
    expect(show(*few).locator("[data-calibration]")).to_have_text(
        re.compile("^This chart appears once you have at least 5 answers")
    )
    enough = [answer("share", "right" if number else "wrong", "sure", time=day) for number, day in enumerate(days[:5])]
    page = show(*enough)
    expect(
        page.get_by_role("img", name=re.compile("Guess too few answers, Think so too few answers, Sure 80% 4 of 5"))
    ).to_be_visible()


def test_each_concept_with_answers_has_its_stops(show: Show) -> None:
    page = show(*SOME)
    expect(page.locator("[data-concepts] .aa-rows > li")).to_have_count(1)
    expect(page.get_by_role("img", name="1 of 8 known")).to_be_visible()
    assert page.locator("[data-concepts] .aa-rows .aa-half").count() == 2


def test_settings_change_what_is_due_and_stay(show: Show) -> None:
    page = show(*SOME)
    page.get_by_text("Plan and settings").click()
    page.get_by_label("New questions a day").fill("0")
    page.get_by_label("New questions a day").press("Tab")
    expect(page.locator(".aa-due-now h2")).to_have_text("Due today2")
    page.get_by_label("Date of your interview").fill("2026-11-29")
    page.get_by_label("Date of your interview").press("Tab")
    expect(page.locator(".aa-facts").first).to_contain_text(
        "Interview on Sunday, November 29: reviews are planned around it"
    )
    page.reload()
    page.get_by_text("Plan and settings").click()
    expect(page.get_by_label("Date of your interview")).to_have_value("2026-11-29")
    assert json.loads(page.evaluate("localStorage.getItem('atlas.date')")) == {"by": "interview", "date": "2026-11-29"}
    page.evaluate('localStorage.setItem(\'atlas.review\', \'{"retention": "x", "perDay": -3}\')')
    page.reload()
    expect(page.locator(".aa-due-now")).to_be_visible()
    page.get_by_text("Plan and settings").click()
    expect(page.get_by_label("Share of answers you want to remember")).to_have_value("90")
    assert complaints(page) == []


def test_nothing_due_says_what_comes_next(show: Show) -> None:
    page = show(answer("vowels", time=LATER))
    page.get_by_text("Plan and settings").click()
    page.get_by_label("New questions a day").fill("0")
    page.get_by_label("New questions a day").press("Tab")
    expect(page.locator(".aa-due-now")).to_contain_text(re.compile(r"Nothing is due\. Next up: 1 due on \w+\."))


def test_a_new_reader_starts_with_new_questions(show: Show) -> None:
    page = show()
    expect(page.locator(".aa-due-now")).to_have_text(re.compile(r"^Due today0Start 5 questions \(about \d minutes\)$"))
    expect(page.locator(".aa-site .aa-ways .aa-due")).to_be_hidden()
    assert [url for url in requests(page) if "concepts/" in url] == []


def test_another_tab_changes_the_page(show: Show, quiz_address: str) -> None:
    page = show()
    other = page.context.new_page()
    other.goto(f"{quiz_address}session/?question=alpha.guess")
    other.get_by_role("button", name="I don’t know").click()
    expect(page.locator("[data-concepts] .aa-rows > li")).to_have_count(1)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_accessibility_rules_find_nothing(dark: bool, show: Show) -> None:
    page = show(*SOME, width=390, dark=dark)
    page.get_by_text("Plan and settings").click()
    expect(page.locator("[data-sure] .aa-rows > li")).to_have_count(1)
    assert violations(page, COLORS if dark else None) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_storage_the_page_still_works(browser: Browser, quiz_address: str) -> None:
    with browser.new_context() as context:
        context.add_init_script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
        )
        page = context.new_page()
        page.goto(f"{quiz_address}review/")
        expect(page.locator(".aa-due-now h2")).to_have_text("Due today0")


def test_kept_cards_that_are_damaged_are_computed_anew(show: Show) -> None:
    page = show(*SOME)
    kept = page.evaluate("localStorage.getItem('alignment-atlas.cards')")
    assert len(json.loads(kept)["cards"]) == 3
    for spoilt in ("{", "[]", kept.replace('"stability":', '"stable":'), kept.replace('"reviews":1', '"reviews":null')):
        page.evaluate("text => localStorage.setItem('alignment-atlas.cards', text)", spoilt)
        page.reload()
        expect(page.get_by_role("img", name="1 of 8 known")).to_be_visible()
    assert complaints(page) == []
