"""A session: one question a screen, its keys, what it keeps, and its end.

The small project's site has a question of every type in alpha, and its own one in beta.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import COLORS, violations
from tests.browser.conftest import Open
from tests.browser.watch import complaints, requests

EVENT = "alignment-atlas.event."
ALPHA = "session/?concept=alpha&count=20"
TYPES = {
    "guess": "single", "vowels": "multiple", "share": "numeric", "alphabet": "order", "shapes": "match",
    "parts": "cloze", "tell": "recall",
}  # fmt: skip


@pytest.fixture
def ask(visit: Open, quiz_address: str) -> Callable[..., Page]:
    """Opens a session at an address, and waits for what it shows first."""

    def open_session(path: str = ALPHA, **options: Any) -> Page:
        page = visit(path, address=quiz_address, **options)
        expect(shown(page).first).to_be_visible()
        return page

    return open_session


def shown(page: Page) -> Locator:
    """The question, or what stands in its place."""
    return page.locator(".aa-practices, #session :is(.aa-question, .aa-closing, h2)")


def question(page: Page) -> Locator:
    return page.locator("#session .aa-question")


def verdict(page: Page) -> Locator:
    return question(page).locator(".aa-verdict")


def place(page: Page) -> Locator:
    return page.locator(".aa-run-head [data-place]")


def press(page: Page, name: str) -> None:
    page.locator("#session").get_by_role("button", name=name, exact=True).click()


def go_on(page: Page) -> None:
    page.locator("#session").get_by_role("button", name=re.compile("^(Continue|Finish)$")).click()


def alone(name: str) -> str:
    return f"session/?question=alpha.{name}"


def events(page: Page) -> list[dict[str, Any]]:
    entries = page.evaluate("Object.entries(localStorage)")
    return sorted((json.loads(text) for key, text in entries if key.startswith(EVENT)), key=lambda one: one["time"])


def stored(page: Page, *records: dict[str, Any]) -> None:
    for number, fields in enumerate(records, start=1):
        event = {
            "schema": 1, "id": f"{number:032x}", "rev": 1, "time": f"2026-11-20T10:00:{number:02}.000Z",
            "answer": None, "verdict": "wrong", "hints": 0, "confidence": None, "attempt": 0,
        } | fields  # fmt: skip
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"{EVENT}{event['id']}", json.dumps(event)])


@pytest.mark.parametrize(
    ("scope", "name", "count"),
    [
        ("concept=alpha", "A", 8),
        ("path=alphabet", "The alphabet in a day", 8),
        ("path=alphabet&part=1", "Part 1 of “The alphabet in a day”", 8),
        ("category=training", "Training methods", 8),
        ("type=numeric&level=apply", "Your selection", 1),
        ("standing=missed", "Missed questions", 2),
        ("standing=sure", "Sure but wrong", 1),
        ("standing=due", "Due today", 8),
        ("standing=new&count=2", "Your selection", 2),
        ("", "Mixed questions", 8),
        ("mode=interview", "Interview", 1),
        ("question=alpha.share", "One question", 1),
    ],
)
def test_a_session_of_each_scope(scope: str, name: str, count: int, ask: Callable[..., Page]) -> None:
    page = ask("quizzes/")
    stored(
        page,
        {"question": "alpha.position", "confidence": "sure"},
        {"question": "alpha.share", "verdict": "unknown"},
        {"question": "alpha.shapes", "verdict": "right"},
    )
    page.goto(page.url.replace("quizzes/", f"session/?{scope}"))
    expect(question(page)).to_be_visible()
    expect(page.locator("[data-scope]")).to_have_text(name)
    expect(place(page)).to_have_text(f"1 of {count}")
    if "due" in scope:
        assert question(page).get_attribute("data-question") == "alpha.position", "what was sure and wrong comes first"
    assert complaints(page) == []


def type_answer(page: Page, kind: str) -> None:
    """Gives the right answer by keyboard alone; the focus is in the question."""
    keys = page.keyboard
    if kind in ("single", "multiple"):
        wanted = {"single": ["About twenty-five"], "multiple": ["Alpha", "Epsilon"]}[kind]
        options = question(page).locator(".aa-option").all_inner_texts()
        for text in wanted:
            keys.press("abcdefg"[options.index(text)])
    elif kind == "numeric":
        keys.type("29.2")
    elif kind == "order":
        for place, letter in enumerate(("Alpha", "Beta", "Gamma", "Delta")):
            while (now := question(page).locator(".aa-item").all_inner_texts().index(letter)) > place:
                up = question(page).get_by_role("button", name=f"Move up: {letter}")
                tab_to(page, up)
                keys.press("Enter")
                assert question(page).locator(".aa-item").all_inner_texts().index(letter) == now - 1
    elif kind == "match":
        for label, words in (("Alpha", "The head of an ox"), ("Beta", "A house")):
            tab_to(page, question(page).get_by_label(label))
            keys.type(words)
    elif kind == "cloze":
        keys.type("alpha")
        keys.press("Tab")
        keys.type("beta")
    else:
        tab_to(page, question(page).get_by_role("textbox"))
        keys.type("To find them.")
        tab_to(page, question(page).get_by_role("button", name="Compare"))
        keys.press("Enter")
        tab_to(page, question(page).get_by_role("checkbox").first)
        keys.press("Space")


def tab_to(page: Page, target: Locator) -> None:
    """Moves the focus by Tab until it is on the target; the order of a list may have put it before."""
    for key in ("Tab", "Shift+Tab"):
        for _ in range(40):
            if target.evaluate("element => element === document.activeElement"):
                return
            page.keyboard.press(key)
    raise AssertionError(f"{target} was not reached")


@pytest.mark.parametrize(("name", "kind"), TYPES.items())
def test_each_type_by_keyboard_alone(name: str, kind: str, ask: Callable[..., Page]) -> None:
    page = ask(alone(name))
    page.evaluate("addEventListener('pointerdown', () => (window.pointed = true), true)")
    type_answer(page, kind)
    if kind == "recall":
        tab_to(page, question(page).get_by_role("button", name="Score my answer"))
        page.keyboard.press("Enter")
        expect(verdict(page)).to_have_text("Strong answer: it covers every required point and has no red flags.")
    else:
        if kind == "order":
            page.locator("#session fieldset").focus()
        page.keyboard.press({"numeric": "Enter", "cloze": "Enter", "match": "Tab"}.get(kind, "3"))
        if kind == "match":
            tab_to(page, question(page).get_by_role("button", name="Sure"))
            page.keyboard.press("Enter")
        expect(verdict(page)).to_have_text("Right.")
    [answer] = events(page)
    sure = {"numeric": "unsure", "cloze": "unsure", "recall": None}.get(kind, "sure")
    assert (answer["verdict"], answer["confidence"]) == ("right", sure)
    expect(question(page).get_by_role("button", name="Finish")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".aa-score")).to_have_text("Right on your first answer1 of 1")
    assert page.evaluate("window.pointed") is None
    assert complaints(page) == []


def tap_answer(page: Page, kind: str) -> None:
    """Gives a wrong answer by touch."""
    asked = question(page)
    if kind in ("single", "multiple"):
        asked.locator(".aa-option", has_text={"single": "About ten", "multiple": "Beta"}[kind]).tap()
    elif kind == "numeric":
        asked.get_by_role("textbox").tap()
        page.keyboard.type("70.8")
    elif kind == "order":
        first = asked.locator(".aa-item").first.inner_text()
        asked.get_by_role("button", name=f"Move down: {first}").tap()
    elif kind == "match":
        for select in asked.get_by_role("combobox").all():
            select.select_option("A door")
    elif kind == "cloze":
        for field in asked.get_by_role("textbox").all():
            field.tap()
            page.keyboard.type("omega")
    else:
        asked.get_by_role("button", name="Compare with model answer").tap()
        asked.get_by_role("button", name="Score my answer").tap()
        expect(asked.locator(".aa-note")).to_contain_text("If it covers none, press “Score my answer” again.")
        asked.get_by_role("button", name="Score my answer").tap()
        return
    asked.get_by_role("button", name="Guess").tap()


FEEDBACK = {
    "single": ["✗ Your answer", "About ten", "Few alphabets are so small.", "✓ Right answer", "Most have between"],
    "multiple": [
        "✗ Wrong, but you chose it",
        "The lips close.",
        "✓ Right, but you didn’t choose it",
        "It is sung with an open mouth.",
    ],
    "numeric": [
        "✓ Right answer",
        "29.2%",
        "calculated as 100 * 7 / 24",
        "✗ Your answer",
        "70.8",
        "Those are the conson",
    ],
    "order": ["Alpha:", "The first of all.", "you put this at ", "Delta:", "A door, the fourth."],
    "match": ["Should be: The head of an ox", "Turned over, it has horns.", "Should be: A house"],
    "cloze": ["Should be: alpha", "It comes first.", "Should be: beta", "That is the last one."],
    "recall": [
        "An order lets people find",
        "Missing: Names finding or learning",
        "Not there yet: required points are missing.",
    ],
}


@pytest.mark.parametrize(("name", "kind"), TYPES.items())
def test_each_type_by_touch_on_a_phone_with_its_feedback(name: str, kind: str, ask: Callable[..., Page]) -> None:
    page = ask(alone(name), width=390, touch=True)
    tap_answer(page, kind)
    expect(verdict(page)).not_to_be_empty()
    expect(verdict(page)).to_be_in_viewport()
    text = question(page).inner_text()
    assert [words for words in FEEDBACK[kind] if words not in text] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    small = page.locator("#session :is(button, select, input, a.aa-of, summary):visible").evaluate_all(
        "all => all.filter((one) => one.getBoundingClientRect().height < 24).map((one) => one.outerHTML)"
    )
    assert small == []
    question(page).get_by_role("button", name="Finish").tap()
    expect(page.locator(".aa-score")).to_have_text("Right on your first answer0 of 1")
    assert complaints(page) == []


def tree(page: Page) -> list[tuple[str, str]]:
    """Roles and names of what the accessibility tree has in the session, in order."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    return [
        (node["role"]["value"], " ".join(str(node.get("name", {}).get("value", "")).split()))
        for node in nodes
        if not node.get("ignored") and node["role"]["value"] not in ("InlineTextBox", "StaticText", "generic", "none")
    ]


CONTROLS = {
    "single": ("radio", "About ten", 3),
    "multiple": ("checkbox", "Beta", 4),
    "numeric": ("textbox", "Give your answer in %, as a number or an expression, such as 0.2*ln 6.", 1),
    "order": ("button", "Move up: Beta", 1),
    "match": ("combobox", "Alpha", 1),
    "cloze": ("textbox", "Blank 1", 1),
    "recall": ("textbox", "Your answer (full sentences or notes)", 1),
}


@pytest.mark.parametrize(("name", "kind"), TYPES.items())
def test_each_type_in_the_accessibility_tree(name: str, kind: str, ask: Callable[..., Page]) -> None:
    page = ask(alone(name))
    role, label, count = CONTROLS[kind]
    before = tree(page)
    stem = " ".join((page.locator("#session legend").text_content() or "").split()[:4])
    assert [words for found, words in before if found == "group" and words.startswith(stem)], "the stem names the group"
    assert (role, label) in before
    assert (
        len([one for one in before if one[0] == role and (kind in ("single", "multiple") or one[1] == label)]) == count
    )
    if kind != "recall":
        assert ("group", "How sure are you? Choose one to check your answer") in before
        assert [("button", name) in before for name in ("Guess", "Think so", "Sure")] == [True] * 3
    press(page, "I don’t know")
    after = tree(page)
    statuses = page.locator("#session [role=status]").evaluate_all("all => all.map((one) => one.textContent).join('|')")
    assert statuses.count("Here’s the answer.") == 1
    assert ("button", "Finish") in after
    assert ("button", "Guess") not in after
    if kind == "single":
        assert ("radio", "✓ Right answer About twenty-five") in after


def test_keys_work_in_the_question_alone_and_can_be_switched_off(ask: Callable[..., Page]) -> None:
    page = ask(alone("guess"))
    page.locator(".aa-run-head [data-end]").focus()
    page.keyboard.press("a")
    page.keyboard.press("1")
    assert question(page).locator("input:checked").count() == 0
    page.locator("#session fieldset").focus()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    assert violations(page) == []
    dialog.get_by_label("Turn on shortcuts").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.locator("#session fieldset").focus()
    for key in ("a", "1", "?", "Enter"):
        page.keyboard.press(key)
    expect(dialog).to_be_hidden()
    assert question(page).locator("input:checked").count() == 0
    page.get_by_role("button", name="Keyboard shortcuts").click()
    dialog.get_by_label("Turn on shortcuts").check()
    page.keyboard.press("Escape")
    page.locator("#session fieldset").focus()
    page.keyboard.press("a")
    expect(question(page).locator("input").first).to_be_checked()
    page.keyboard.press("1")
    expect(verdict(page)).not_to_be_empty()
    assert events(page)[0]["confidence"] == "guess"


def test_digits_and_letters_typed_into_a_field_stay_there(ask: Callable[..., Page]) -> None:
    page = ask(alone("share"))
    expect(question(page).get_by_role("textbox")).to_be_focused()
    page.keyboard.type("123?")
    expect(question(page).get_by_role("textbox")).to_have_value("123?")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert events(page) == []


def test_the_concept_is_named_once_the_question_is_answered(ask: Callable[..., Page], quiz_address: str) -> None:
    page = ask("session/?type=numeric")
    expect(question(page).locator(".aa-of")).to_be_hidden()
    assert "Alpha" not in page.locator("#session").inner_text()
    press(page, "I don’t know")
    expect(question(page).locator(".aa-of")).to_have_text("A: Misconceptions")
    for link in question(page).locator("a[href]:visible").all():
        assert str(link.evaluate("element => element.href")).startswith(quiz_address), (
            "links lead where the page's own lead"
        )


def test_a_reload_and_the_way_back_keep_the_place(ask: Callable[..., Page]) -> None:
    page = ask()
    names = []
    for number in (1, 2):
        names.append(question(page).get_attribute("data-question"))
        press(page, "I don’t know")
        expect(place(page)).to_have_text(f"{number} of 8")
        press(page, "Continue")
    expect(place(page)).to_have_text("3 of 8")
    third = question(page).get_attribute("data-question")
    address = page.url
    page.reload()
    expect(question(page)).to_have_attribute("data-question", third or "")
    expect(verdict(page)).to_be_empty()
    assert page.url == address
    page.go_back()
    expect(question(page)).to_have_attribute("data-question", names[1] or "")
    expect(verdict(page)).to_have_text(re.compile("^Here’s the answer"))
    page.go_back()
    expect(question(page)).to_have_attribute("data-question", names[0] or "")
    page.go_forward()
    page.go_forward()
    expect(question(page)).to_have_attribute("data-question", third or "")
    assert len(events(page)) == 2
    expect(page.locator(".aa-stops .aa-missed")).to_have_count(2)


def test_a_link_can_be_followed_and_returned_from(ask: Callable[..., Page]) -> None:
    page = ask()
    press(page, "I don’t know")
    name = question(page).get_attribute("data-question")
    question(page).locator(".aa-keep a.aa-cite").first.click()
    page.wait_for_url("**/concepts/alpha/**")
    page.go_back()
    expect(question(page)).to_have_attribute("data-question", name or "")
    expect(verdict(page)).to_have_text(re.compile("^Here’s the answer"))
    press(page, "Continue")
    expect(place(page)).to_have_text("2 of 8")


def test_a_draft_survives_a_reload(ask: Callable[..., Page]) -> None:
    page = ask(alone("share"))
    question(page).get_by_role("textbox").fill("12")
    press(page, "Hint")
    page.reload()
    expect(question(page).get_by_role("textbox")).to_have_value("12")
    expect(question(page).locator(".aa-hints")).to_have_text("Hint: Divide first.")


def test_two_tabs_show_one_session(ask: Callable[..., Page]) -> None:
    first = ask()
    second = first.context.new_page()
    second.goto(first.url)
    expect(question(second)).to_have_attribute("data-question", question(first).get_attribute("data-question") or "")
    press(first, "I don’t know")
    expect(verdict(second)).to_have_text(re.compile("^Here’s the answer"))
    expect(second.locator(".aa-stops .aa-missed")).to_have_count(1)
    press(second, "Continue")
    press(second, "I don’t know")
    press(first, "Continue")
    expect(verdict(first)).to_have_text(re.compile("^Here’s the answer"))
    assert len(events(first)) == 2


SPOILT = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"


def test_without_storage_a_session_lasts_as_long_as_its_page(browser: Browser, quiz_address: str) -> None:
    with browser.new_context() as context:
        context.add_init_script(SPOILT)
        page = context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(f"{quiz_address}{ALPHA}")
        order = []
        for _ in range(8):
            order.append(question(page).get_attribute("data-question"))
            press(page, "I don’t know")
            go_on(page)
        expect(page.locator(".aa-score")).to_have_text("Right on your first answer0 of 8")
        expect(page.locator(".aa-notice:not(:empty)")).to_have_count(1)
        page.go_back()
        expect(question(page)).to_have_attribute("data-question", order[-1] or "")
        page.goto(re.sub(r"at=\d+", "at=1", page.url))
        expect(question(page)).to_have_attribute("data-question", order[0] or "")
        assert problems == []


def test_the_end_says_what_to_keep_and_asks_again(ask: Callable[..., Page]) -> None:
    page = ask()
    asked = []
    for _ in range(8):
        name = (question(page).get_attribute("data-question") or "").partition(".")[2]
        asked.append(name)
        if name == "guess":
            question(page).get_by_label("About ten").check()
            press(page, "Sure")
        elif name == "position":
            question(page).get_by_label("The first").check()
            press(page, "Think so")
        elif name == "tell":
            press(page, "Compare with model answer")
            question(page).get_by_label("Names finding or learning").check()
            press(page, "Score my answer")
        else:
            press(page, "I don’t know")
        go_on(page)
    expect(page.locator(".aa-score")).to_have_text("Right on your first answer2 of 8")
    expect(page.locator(".aa-facts")).to_contain_text("Sure: 0 of 1 right")
    expect(page.locator(".aa-facts")).to_contain_text("Think so: 1 of 1 right")
    keepers = page.locator(".aa-keepers > li")
    expect(keepers).to_have_count(6)
    expect(keepers.first).to_contain_text("Alphabets write single sounds")
    expect(keepers.first).to_contain_text("Sure but wrong.")
    expect(keepers.first.locator("a")).to_be_visible()
    expect(page.locator(".aa-closing")).to_contain_text("Questions coming back: 6 tomorrow, 2 on ")
    assert violations(page) == []
    old = page.url
    press(page, "Try these 6 again")
    expect(place(page)).to_have_text("1 of 6")
    expect(verdict(page)).to_be_empty()
    assert page.url != old
    page.go_back()
    expect(page.locator(".aa-score")).to_have_text("Right on your first answer2 of 8")
    assert complaints(page) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_accessibility_rules_find_nothing_in_any_state(width: int, dark: bool, ask: Callable[..., Page]) -> None:
    page = ask(width=width, dark=dark)
    rules = COLORS if dark else None
    for number in range(8):
        assert violations(page, rules) == [], number
        name = (question(page).get_attribute("data-question") or "").partition(".")[2]
        if name == "tell":
            press(page, "Compare with model answer")
            assert violations(page, rules) == []
            press(page, "Score my answer")
            press(page, "Score my answer")
            press(page, "Show the answer")
        elif name in TYPES:
            answer_wrong(page, TYPES[name])
        else:
            press(page, "I don’t know")
        assert violations(page, rules) == [], name
        go_on(page)
    expect(page.locator(".aa-score")).to_be_visible()
    assert violations(page, rules) == []


def answer_wrong(page: Page, kind: str) -> None:
    asked = question(page)
    if kind in ("single", "multiple"):
        asked.locator(".aa-option", has_text={"single": "About ten", "multiple": "Beta"}[kind]).click()
    elif kind == "order":
        asked.get_by_role("button", name="Move down").first.click()
    elif kind == "match":
        for select in asked.get_by_role("combobox").all():
            select.select_option("A door")
    else:
        for field in asked.get_by_role("textbox").all():
            field.fill("70.8" if kind == "numeric" else "omega")
    press(page, "Think so")


def test_an_interview_asks_what_comes_next_before_the_model_answer(ask: Callable[..., Page]) -> None:
    page = ask("session/?mode=interview")
    expect(page.locator("[role=timer]")).to_have_text(re.compile(r"^(1:00|0:5\d)$"))
    expect(page.locator(".aa-model")).to_be_hidden()
    press(page, "I’m done")
    expect(page.locator(".aa-asked-next")).to_have_text("Follow-up 1 of 1Would any order do?")
    expect(page.locator(".aa-asked-next")).to_be_focused()
    expect(page.locator(".aa-model")).to_be_hidden()
    press(page, "Show the answer")
    press(page, "Compare with model answer")
    expect(page.locator(".aa-model")).to_be_visible()
    expect(page.locator(".aa-mine")).to_be_hidden()
    question(page).get_by_label("Names finding or learning").check()
    press(page, "Score my answer")
    expect(verdict(page)).to_contain_text("Strong answer")
    expect(page.locator(".aa-asked-next")).to_have_count(0)


def test_a_question_that_cannot_be_loaded_stops_no_other(ask: Callable[..., Page]) -> None:
    page = ask("quizzes/")
    page.route("**/concepts/alpha/", lambda route: route.abort())
    page.goto(page.url.replace("quizzes/", ALPHA))
    expect(page.get_by_role("alert")).to_have_text("This question couldn’t load.")
    page.unroute_all()
    press(page, "Try again")
    expect(question(page)).to_be_visible()


def test_what_an_address_says_is_checked(ask: Callable[..., Page]) -> None:
    for odd in ("id=../../x&at=-3", "at=1e9", "count=-1", "concept=%00&count=zz", "path=__proto__&part=x", "id=%ff"):
        page = ask(f"session/?{odd}")
        expect(shown(page).first).to_be_visible()
        assert complaints(page) == [], odd
    page = ask("session/?question=alpha.gone")
    expect(page.locator("#session h2")).to_have_text("No questions match your choices.")
    page = ask("quizzes/")
    for value in ("{", "null", '{"started":1,"asked":[[1,2],["alpha.share"],["alpha.share",-1]]}'):
        page.evaluate("value => localStorage.setItem('alignment-atlas.session.0000000a', value)", value)
        page.goto(re.sub(r"(quizzes|session)/.*", "session/?id=0000000a", page.url))
        expect(question(page)).to_be_visible()
    expect(place(page)).to_have_text("1 of 1")
    assert complaints(page) == []


def test_nothing_is_sent_and_answers_are_counted_in_the_menu(ask: Callable[..., Page], quiz_address: str) -> None:
    page = ask(alone("guess"))
    press(page, "I don’t know")
    assert [url for url in requests(page) if not url.startswith(quiz_address)] == []
    due = page.evaluate("Object.values(JSON.parse(localStorage.getItem('alignment-atlas.due')))")
    assert due == [1]
