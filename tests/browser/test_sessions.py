"""The page of all questions: filters in the address, mixed sessions, what was missed, and marks beside concepts."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import Open
from tests.browser.watch import complaints, requests

SHOWN = ".aa-bank > li:visible"


def stored(page: Page, **verdicts: str) -> None:
    """Enters an answer for each question of alignment, named with underscores."""
    for number, (name, verdict) in enumerate(verdicts.items()):
        event = {
            "schema": 1, "id": f"{number:032x}", "question": f"alignment.{name.replace('_', '-')}", "rev": 1,
            "time": "2026-11-20T10:00:00.000Z", "answer": None, "verdict": verdict, "hints": 0, "confidence": None,
            "attempt": 0,
        }  # fmt: skip
        page.evaluate(
            "([key, text]) => localStorage.setItem(key, text)",
            [f"alignment-atlas.event.{event['id']}", json.dumps(event)],
        )


def test_filters_narrow_the_list_and_stand_in_the_address(visit: Open) -> None:
    page = visit("quizzes/")
    everything = page.locator(SHOWN).count()
    page.get_by_label("Type").select_option("recall")
    some = page.locator(SHOWN).count()
    assert 0 < some < everything
    expect(page.locator("#choose output")).to_have_text(f"{some} of {everything} questions")
    page.get_by_text("Choose concepts").click()
    page.get_by_label("DPO", exact=True).check()
    expect(page.locator(SHOWN)).to_have_count(1)
    assert page.url.endswith("?type=recall&concept=dpo")
    page.reload()
    expect(page.locator(SHOWN)).to_have_count(1)
    expect(page.get_by_label("DPO", exact=True)).to_be_checked()


def test_a_session_by_keyboard(visit: Open) -> None:
    page = visit("quizzes/?type=numeric&category=training", width=390)
    page.get_by_label("Number of questions").select_option("5")
    page.get_by_role("button", name="Start practice").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#session h2")).to_have_text("5 questions")
    expect(page.locator("#session h2")).to_be_focused()
    questions = page.locator("#session .aa-question")
    expect(questions).to_have_count(5)
    first = questions.first
    first.get_by_role("textbox").fill("-12345678")
    page.keyboard.press("Enter")
    expect(first.locator(".aa-verdict")).to_contain_text("Not quite.")
    expect(questions).to_have_count(6)
    expect(page.locator("#session ~ .aa-tally, #session .aa-tally")).to_have_text("1 of 5 answered, 0 right.")
    expect(page.locator("[data-summary]")).to_contain_text("1 missed")
    for link in first.locator("a[href]").all():
        assert "/quizzes/" not in str(link.evaluate("element => element.href")), "links lead where the page's own lead"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert complaints(page) == []


def test_what_was_missed_can_be_asked_again(visit: Open) -> None:
    page = visit("quizzes/")
    stored(page, where_the_door_was="wrong", intent_and_harm="right", worth_of_a_passed_test="unknown")
    page.reload()
    expect(page.locator("[data-summary]")).to_contain_text("3 of ")
    page.get_by_role("button", name="Retry 2 missed questions").click()
    expect(page.locator("#session .aa-question")).to_have_count(2)
    page.locator("select[name=standing]").select_option("right")
    expect(page.locator(SHOWN)).to_have_count(1)


def test_progress_is_marked_beside_concepts(visit: Open, site_address: str) -> None:
    page = visit("")
    assert not [url for url in requests(page) if "questions.json" in url]
    expect(page.locator(".aa-progress")).to_have_count(0)
    stored(page, where_the_door_was="wrong", intent_and_harm="right")
    page.reload()
    marks = page.locator("main .aa-progress")
    expect(marks.first).to_contain_text("1/7")
    page.goto(f"{site_address}concepts/hhh/")
    expect(page.locator(".aa-drawing a.aa-begun title").first).to_contain_text(": 1 of 7 questions right")


def test_without_script_each_question_leads_to_its_page(visit: Open, site_address: str) -> None:
    page = visit("quizzes/", script=False)
    expect(page.locator("#choose")).to_be_hidden()
    assert page.locator(SHOWN).count() > 250
    page.locator(".aa-bank a").first.click()
    assert "#q-" in page.url


def test_accessibility_rules_find_nothing_in_a_session(visit: Open) -> None:
    page = visit("quizzes/?concept=dpo", dark=True)
    page.get_by_role("button", name="Start practice").click()
    expect(page.locator("#session h2")).to_be_visible()
    assert violations(page) == []
