"""The page Practice: ways to practice, a choice of questions, lists of all of them, and marks beside concepts."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import Open
from tests.browser.watch import complaints, requests
from tests.data.test_shipped_data import library

OUTPUT = "#choose output"


REVISIONS = {question.id: question.rev for question in library().concepts["alignment"].questions}
OF_ALIGNMENT = len(REVISIONS)
OPEN_ON_DPO = f"{sum(question.type == 'recall' for question in library().concepts['dpo'].questions)} questions match"


def stored(page: Page, **verdicts: str) -> None:
    """Enters an answer for each question of alignment, named with underscores."""
    for number, (name, verdict) in enumerate(verdicts.items()):
        enter(page, number, name.replace("_", "-"), verdict)


def enter(page: Page, number: int, name: str, verdict: str, confidence: str | None = None, attempt: int = 0) -> None:
    event = {
        "schema": 1, "id": f"{number:032x}", "question": f"alignment.{name}", "rev": REVISIONS.get(name, 1),
        "time": f"2026-11-20T10:0{attempt}:00.000Z", "answer": None, "verdict": verdict, "hints": 0,
        "confidence": confidence, "attempt": attempt,
    }  # fmt: skip
    page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)",
        [f"alignment-atlas.event.{event['id']}", json.dumps(event)],
    )


def test_the_ways_lead_to_sessions(visit: Open) -> None:
    page = visit("quizzes/")
    assert not [url for url in requests(page) if "questions.json" in url], "nothing is loaded before it is needed"
    names = page.locator(".aa-practices > li:visible b").all_text_contents()
    assert names == ["Mixed questions", "Review", "New questions", "Interview", "A learning path"]
    page.get_by_role("link", name="Mixed questions").click()
    expect(page.locator("#session .aa-question")).to_be_visible()
    expect(page.locator("[data-place]")).to_have_text("1 of 10")


def test_ways_count_what_was_missed(visit: Open) -> None:
    page = visit("quizzes/")
    stored(page, intent_and_harm="right", which_test_to_run="unknown")
    enter(page, 2, "perfect-reward-left-open", "wrong", "sure")
    page.reload()
    missed = page.get_by_role("link", name="Missed questions")
    expect(missed).to_have_text("Missed questions 2 questions")
    expect(page.get_by_role("link", name="Sure but wrong")).to_have_text("Sure but wrong 1 question")
    expect(page.locator("[data-summary]")).to_have_text(
        re.compile(r"^3 of \d+ questions answered, 1 right, 2 missed\.$")
    )
    missed.click()
    expect(page.locator("[data-place]")).to_have_text("1 of 2")


def test_a_way_counts_what_its_session_asks(visit: Open) -> None:
    """An error that was corrected the same day is still asked, as it is on the page Review."""
    page = visit("quizzes/")
    enter(page, 0, "perfect-reward-left-open", "wrong", "sure")
    enter(page, 1, "perfect-reward-left-open", "right", "guess", attempt=1)
    page.reload()
    sure = page.get_by_role("link", name="Sure but wrong")
    expect(sure).to_have_text("Sure but wrong 1 question")
    expect(page.get_by_role("link", name="Missed questions")).to_be_hidden()
    sure.click()
    expect(page.locator("[data-place]")).to_have_text("1 of 1")


def test_ways_follow_what_is_deleted_and_restored(visit: Open) -> None:
    page = visit("quizzes/")
    enter(page, 0, "perfect-reward-left-open", "wrong", "sure")
    page.reload()
    missed = page.get_by_role("link", name="Missed questions")
    new, review = (page.get_by_role("link", name=name).last for name in ("New questions", "Review"))
    expect(new).to_have_text(re.compile(r"^New questions \d+ questions$"))
    expect(review).to_have_text("Review 1 due")
    page.get_by_text("Delete progress").click()
    page.get_by_role("button", name="Delete everything").click()
    for gone in (missed, page.get_by_role("link", name="Sure but wrong")):
        expect(gone).to_be_hidden()
    expect(new).to_have_text("New questions Ten questions you haven’t answered")
    expect(review).to_have_text("Review Questions that are due today")
    page.get_by_role("button", name="Undo").click()
    expect(missed).to_have_text("Missed questions 1 question")
    assert complaints(page) == []


def test_without_the_schedule_ways_still_count(visit: Open) -> None:
    page = visit("quizzes/", fresh=True)
    page.route("**/schedule.*.js", lambda route: route.abort())
    enter(page, 0, "perfect-reward-left-open", "wrong", "sure")
    page.reload()
    expect(page.get_by_role("link", name="Missed questions")).to_have_text("Missed questions 1 question")
    expect(page.get_by_role("link", name="Sure but wrong")).to_be_hidden()


def test_a_choice_says_how_many_fit_and_leads_to_a_session(visit: Open) -> None:
    page = visit("quizzes/")
    expect(page.locator(OUTPUT)).to_be_empty()
    page.get_by_label("Type").select_option("recall")
    expect(page.locator(OUTPUT)).to_have_text(re.compile(r"^\d+ questions match$"))
    page.get_by_text("Choose concepts").click()
    page.get_by_label("DPO", exact=True).check()
    expect(page.locator(OUTPUT)).to_have_text(OPEN_ON_DPO)
    page.locator("select[name=standing]").select_option("missed")
    expect(page.locator(OUTPUT)).to_have_text("No questions match your choices.")
    start = page.get_by_role("button", name="Start practice")
    expect(start).to_have_attribute("aria-disabled", "true")
    start.dispatch_event("click")
    assert "/quizzes/" in page.url
    page.locator("select[name=standing]").select_option("")
    start.click()
    expect(page.locator("[data-scope]")).to_have_text("DPO")
    assert "?type=recall&concept=dpo&count=10&id=" in page.url, "an empty field does not stand in the address"


def test_a_choice_is_counted_again_when_another_tab_answers(visit: Open) -> None:
    page = visit("quizzes/")
    page.locator("select[name=standing]").select_option("missed")
    expect(page.locator(OUTPUT)).to_have_text("No questions match your choices.")
    other = page.context.new_page()
    other.goto(page.url)
    stored(other, perfect_reward_left_open="wrong")
    expect(page.locator(OUTPUT)).to_have_text("1 question matches")
    other.close()
    page.get_by_role("button", name="Start practice").click()
    expect(page.locator("[data-place]")).to_have_text("1 of 1")


def test_a_choice_is_counted_again_for_who_comes_back(visit: Open) -> None:
    page = visit("quizzes/")
    page.get_by_label("Type").select_option("recall")
    page.get_by_role("button", name="Start practice").click()
    expect(page.locator("#session .aa-question")).to_be_visible()
    page.go_back()
    if "/quizzes/" not in page.url:
        page.go_back()
    expect(page.get_by_label("Type")).to_have_value("recall")
    expect(page.locator(OUTPUT)).to_have_text(re.compile(r"^\d+ questions match$"))


def test_what_cannot_be_counted_is_said_and_locks_nothing(visit: Open) -> None:
    page = visit("quizzes/", fresh=True)
    stored(page, perfect_reward_left_open="wrong")
    page.route("**/questions.json", lambda route: route.abort())
    page.reload()
    expect(page.locator("[data-summary]")).to_have_text(
        "The summary of your progress couldn’t load. Reload the page to try again."
    )
    page.get_by_label("Type").select_option("recall")
    expect(page.locator(OUTPUT)).to_have_text("The number of matching questions couldn’t load. You can start anyway.")
    page.unroute_all()
    page.get_by_role("button", name="Start practice").click()
    expect(page.locator("#session .aa-question")).to_be_visible()


def test_an_address_fills_the_form(visit: Open) -> None:
    page = visit("quizzes/?type=recall&concept=dpo&count=zz&level=%00")
    expect(page.locator(OUTPUT)).to_have_text(OPEN_ON_DPO)
    expect(page.get_by_label("DPO", exact=True)).to_be_checked()
    expect(page.get_by_label("Level")).to_have_value("")
    assert complaints(page) == []


def test_an_address_with_a_day_of_a_path_leads_on(visit: Open) -> None:
    page = visit("quizzes/?path=interview-week&part=2")
    page.get_by_role("link", name="Day 2 of “An interview in a week”").click()
    expect(page.locator("#session .aa-question")).to_be_visible()
    assert "session/?path=interview-week&part=2" in page.url


def test_a_category_is_loaded_when_it_is_opened(visit: Open) -> None:
    page = visit("quizzes/")
    stored(page, perfect_reward_left_open="wrong")
    page.reload()
    fold = page.locator("#conventions")
    expect(fold.locator(".aa-bank")).to_have_count(0)
    fold.locator("summary").click()
    expect(fold.locator(".aa-bank > li").first).to_be_visible()
    count = fold.locator("summary .aa-small").text_content()
    assert fold.locator(".aa-bank > li").count() == int(re.sub(r"\D", "", count or ""))
    expect(fold.locator("[data-standing=missed]")).to_contain_text("✗ missed")
    first = fold.get_by_role("heading", level=3).first
    expect(first.locator(".aa-progress")).to_have_text(f"0/{OF_ALIGNMENT} right")
    for link in fold.locator(".aa-bank a").all()[:4]:
        assert re.search(r"/(concepts/[a-z-]+/#q-|session/\?question=)", str(link.evaluate("element => element.href")))
    alone = fold.get_by_role("link", name="Practice only this question").first
    expect(alone).to_have_accessible_description(re.compile("^Suppose a team had a reward"))
    assert violations(page) == []
    alone.click()
    expect(page.locator("[data-scope]")).to_have_text("One question")


def test_a_category_that_cannot_be_loaded_says_so(visit: Open) -> None:
    page = visit("quizzes/", fresh=True)
    page.route("**/questions/training/", lambda route: route.abort())
    page.goto(f"{page.url}#training")
    expect(page.locator("#training [role=status]")).to_have_text(
        "The questions couldn’t load. Open them with the link above."
    )
    expect(page.locator("#training").get_by_role("link", name="Questions: Training methods")).to_be_visible()
    page.unroute_all()
    for _ in range(2):
        page.locator("#training summary").click()
    expect(page.locator("#training .aa-bank > li").first).to_be_visible()
    expect(page.locator("#training [role=status]")).to_have_count(0)


def test_the_list_of_a_category_is_a_page_of_its_own(visit: Open) -> None:
    page = visit("questions/conventions/")
    stored(page, intent_and_harm="right")
    page.reload()
    expect(page.get_by_role("heading", name="Alignment").first).to_contain_text(f"1/{OF_ALIGNMENT}")
    expect(page.locator("[data-standing=right]")).to_contain_text("✓ right")
    assert violations(page) == []
    page = visit("questions/training/", script=False)
    assert page.locator(".aa-bank > li").count() > 50
    expect(page.get_by_role("link", name="Practice only this question")).to_have_count(0)
    page.locator(".aa-bank a").first.click()
    assert "#q-" in page.url


def test_without_script_each_category_leads_to_its_questions(visit: Open) -> None:
    page = visit("quizzes/", script=False)
    for hidden in ("#choose", ".aa-practices", "#progress"):
        expect(page.locator(hidden)).to_be_hidden()
    page.locator("#training summary").click()
    page.get_by_role("link", name="Questions: Training methods").click()
    assert page.locator(".aa-bank > li").count() > 50


def test_progress_is_marked_beside_concepts(visit: Open, site_address: str) -> None:
    page = visit("")
    assert not [url for url in requests(page) if "questions.json" in url]
    expect(page.locator(".aa-progress")).to_have_count(0)
    stored(page, perfect_reward_left_open="wrong", intent_and_harm="right")
    page.reload()
    marks = page.locator("main .aa-progress")
    expect(marks.first).to_contain_text(f"1/{OF_ALIGNMENT}")
    page.goto(f"{site_address}concepts/hhh/")
    expect(page.locator(".aa-drawing a.aa-begun title").first).to_contain_text(f": 1 of {OF_ALIGNMENT} questions right")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_accessibility_rules_find_nothing(dark: bool, visit: Open) -> None:
    page = visit("quizzes/?concept=dpo", dark=dark, width=390)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
