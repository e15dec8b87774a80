"""What readers are told once they have answered, and what an answer may look like, on pages of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open

FORMULAS = re.compile(
    r'<li class="aa-question" id="([^"]+)"[^>]*data-type="(?:single|multiple|order)">.*?</fieldset>', re.DOTALL
)
SHOWN = """(question) => {
  const texts = [];
  for (const part of question.querySelectorAll(".aa-verdict, .aa-note, .aa-hints, .aa-controls, .aa-items")) {
    const copy = part.cloneNode(true);
    for (const tex of copy.querySelectorAll("annotation")) tex.remove();
    texts.push(copy.textContent, ...[...part.querySelectorAll("[aria-label]")].map((one) => one.ariaLabel));
  }
  return texts.join(" | ");
}"""
"""All words that scripts put into a question, without the TeX inside of formulas."""


def asked(page: Page, name: str) -> Locator:
    return page.locator(f"#q-{name}")


def button(question: Locator, name: str) -> Locator:
    return question.get_by_role("button", name=name, exact=True)


def number_of_events(page: Page) -> int:
    return page.evaluate("Object.keys(localStorage).filter((key) => key.includes('.event.')).length")


def in_order(question: Locator) -> list[str]:
    return question.locator(".aa-items > li").evaluate_all("all => all.map((item) => item.dataset.part)")


def places(question: Locator) -> list[str]:
    """The numbers before the things to put in order."""
    return question.locator("ol.aa-items > li").evaluate_all("all => all.map((item) => parseInt(item.innerText) + '')")


def with_formulas(site: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(site.glob("concepts/*/index.html")):
        for found in FORMULAS.finditer(file.read_text("utf-8")):
            if "<annotation" in found[0].partition("</legend>")[2]:
                yield f"concepts/{file.parent.name}/", found[1]


def test_no_words_of_a_question_have_tex(visit: Open, relative_site: Path, site_address: str) -> None:
    wanted = list(with_formulas(relative_site))
    assert len(wanted) >= 8
    page = visit("404.html")
    for path, name in wanted:
        page.goto(f"{site_address}{path}#{name}")
        question = page.locator(f"#{name}")
        if question.get_attribute("data-type") == "order":
            question.get_by_role("button", name=re.compile("^Move down")).first.click()
        else:
            question.locator("input").first.check()
        button(question, "Think so").click()
        expect(question.locator(".aa-verdict")).not_to_be_empty()
        said = question.evaluate(SHOWN)
        assert "\\" not in said, (path, name, said)
        assert not re.search(r"\w[_^]\{|\$", said), (path, name, said)


def test_a_share_may_be_given_in_percent(visit: Open) -> None:
    question = asked(visit("concepts/sandwiching/#q-gap-closed"), "gap-closed")
    expect(
        question.get_by_label(
            "Give your answer as a decimal, a percentage, or an expression, such as 0.25, 25%, or 1-3/4"
        )
    ).to_be_visible()
    for given in ("0.25", "25 %", "25%", "6/24", "25 percent"):
        question.get_by_role("textbox").fill(given)
        button(question, "Think so").click()
        expect(question.locator(".aa-verdict"), given).to_contain_text("Right.")
        button(question, "Try again").click()
        expect(question.locator(".aa-verdict"), given).to_be_empty()


def test_a_percentage_without_its_sign_is_no_attempt(visit: Open) -> None:
    page = visit("concepts/sandwiching/#q-gap-closed")
    question = asked(page, "gap-closed")
    question.get_by_role("textbox").fill("25")
    button(question, "Think so").click()
    expect(question.locator(".aa-note")).to_have_text(
        "Enter a decimal, such as 0.25, or add a percent sign, such as 25%."
    )
    expect(question.locator(".aa-verdict")).to_be_empty()
    assert number_of_events(page) == 0
    question.get_by_role("textbox").fill("25%")
    button(question, "Think so").click()
    expect(question.locator(".aa-verdict")).to_contain_text("Right.")


def test_a_foreseen_number_has_the_readers_own_number_with_its_reason(visit: Open) -> None:
    question = asked(visit("concepts/kl-penalty/#q-charge-of-a-response"), "charge-of-a-response")
    question.get_by_role("textbox").fill("1.79")
    button(question, "Think so").click()
    wrong = question.locator(".aa-outcome > .aa-is-wrong")
    expect(wrong).to_have_text(re.compile(r"^✗ Your answer1\.79: That is the sum of the log ratios"))
    expect(wrong).not_to_contain_text("1.78")
    right = question.locator(".aa-outcome > .aa-is-right")
    expect(right).to_have_text(re.compile(r"^✓ Right answer[\d.]+, calculated as "))


@pytest.mark.parametrize("width", [390, 1280])
def test_compare_shows_the_model_answer(width: int, visit: Open) -> None:
    page = visit("concepts/deceptive-alignment/#q-interview-evidence", width=width)
    question = asked(page, "interview-evidence")
    question.get_by_role("textbox").fill("What I know.")
    question.get_by_role("button", name="Compare").click()
    heading = question.locator("summary", has_text="Model answer and rubric")
    expect(question.locator(".aa-note")).to_be_focused()
    for shown in (question.locator(".aa-note"), heading, question.locator(".aa-model > p").first):
        top, bottom = shown.evaluate("one => [one.getBoundingClientRect().top, one.getBoundingClientRect().bottom]")
        assert 16 <= top < bottom <= 900


@pytest.mark.parametrize(
    ("path", "name", "fields"),
    [("kl-penalty", "whose-samples", "textbox"), ("sycophancy", "kinds-of-sycophancy", "combobox")],
)
def test_the_right_words_beside_a_wrong_answer_have_no_cross(path: str, name: str, fields: Any, visit: Open) -> None:
    question = asked(visit(f"concepts/{path}/#q-{name}"), name)
    for field in question.locator("fieldset").get_by_role(fields).all():
        if field.locator("xpath=ancestor::*[@class='aa-controls']").count():
            continue
        if fields == "textbox":
            field.fill("something else")
        else:
            field.select_option(index=1)
    button(question, "Think so").click()
    wrong = question.locator(".aa-is-wrong .aa-mark")
    assert wrong.count() >= 2
    assert all(words.startswith("Should be: ") for words in wrong.all_text_contents())
    assert "✗" not in (question.text_content() or "")
    button(question, "Try again").click()
    assert question.locator(".aa-mark").count() == 0


ORDER = "order-of-pull"


def test_an_order_has_place_numbers_and_is_not_checked_untouched(visit: Open) -> None:
    page = visit(f"concepts/reward-model/#q-{ORDER}")
    question = asked(page, ORDER)
    right = question.locator("ol.aa-reasons > li").evaluate_all("all => all.map((item) => item.dataset.part)")
    start = in_order(question)
    assert start != right
    assert places(question) == [str(place) for place in range(1, len(right) + 1)]
    button(question, "Think so").click()
    expect(question.locator(".aa-note")).to_have_text("Put the items in order first.")
    assert number_of_events(page) == 0

    question.get_by_role("button", name=re.compile("^Move down")).first.focus()
    page.keyboard.press("Enter")
    assert in_order(question) == [start[1], start[0], *start[2:]]
    assert page.evaluate("document.activeElement.ariaLabel").startswith("Move down: ")
    assert places(question) == [str(place) for place in range(1, len(right) + 1)]
    page.reload()
    assert in_order(question) == [start[1], start[0], *start[2:]], "a draft is kept"

    answered = in_order(question)
    button(question, "Think so").click()
    if question.get_attribute("data-verdict") != "right":
        shown = question.locator("ol.aa-outcome > li > strong").all_text_contents()
        assert shown == question.locator("ol.aa-reasons > li > strong").all_text_contents()
        yours = question.locator("ol.aa-outcome .aa-yours").all_text_contents()
        assert [text if text == "✓ right place" else int(text.removeprefix("you put this at ")) for text in yours] == [
            "✓ right place" if answered[place] == name else answered.index(name) + 1 for place, name in enumerate(right)
        ]
    for attempt in range(1, 6):
        button(question, "Try again").click()
        begun = in_order(question)
        assert begun != right, attempt
        button(question, "Think so").click()
        expect(question.locator(".aa-note")).to_have_text("Put the items in order first.")
        question.get_by_role("button", name=re.compile("^Move down")).first.click()
        button(question, "Think so").click()


@pytest.mark.parametrize("touch", [True, False], ids=["touch", "mouse"])
def test_no_dead_button_stays_after_a_check(touch: bool, visit: Open) -> None:
    page = visit("concepts/sandwiching/#q-gap-closed", width=390, touch=touch)
    question = asked(page, "gap-closed")
    question.get_by_role("textbox").fill("3")
    pressed = button(question, "Think so")
    if touch:
        pressed.tap()
    else:
        pressed.click()
    expect(question.locator(".aa-verdict")).to_contain_text("Not quite.")
    expect(question.locator(".aa-verdict")).to_be_in_viewport(ratio=1)
    assert question.locator("button:visible").all_inner_texts() == ["Try again"]
    assert question.locator("button[aria-disabled=true]:visible").count() == 0
    expect(button(question, "Try again")).to_be_focused()
    assert number_of_events(page) == 1


def test_the_second_press_of_two_takes_no_verdict_away(visit: Open) -> None:
    page = visit("concepts/sandwiching/#q-gap-closed")
    question = asked(page, "gap-closed")
    question.get_by_role("textbox").fill("3")
    button(question, "Think so").dblclick()
    button(question, "Try again").dispatch_event("click", {"detail": 2})
    expect(question.locator(".aa-verdict")).to_contain_text("Not quite.")
    button(question, "Try again").click()
    expect(question.locator(".aa-verdict")).to_be_empty()


def test_links_to_evidence_say_where_they_lead(visit: Open) -> None:
    page = visit("session/?question=deceptive-alignment.interview-evidence")
    page.get_by_role("button", name="I don’t know").click()
    links = page.locator("#session .aa-keep a[href*='#claim-']").all_text_contents()
    assert links[0] == "evidence in “Deceptive alignment”"
    assert links[1:] == [f"more evidence ({number})" for number in range(2, len(links) + 1)]
