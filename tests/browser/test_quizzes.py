"""The twenty-five things that questions do in a browser, in the order of their numbers.

The site has the small project's data, in which alpha has a question of every type.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from macros.site.search import indexed
from tests.browser.axe import COLORS, violations
from tests.browser.conftest import Open
from tests.browser.watch import complaints

PATH = "concepts/alpha/"
IDS = ("guess", "position", "vowels", "share", "alphabet", "shapes", "parts", "tell")
EVENT, ASIDE = "alignment-atlas.event.", "alignment-atlas.aside."


@pytest.fixture
def alpha(visit: Open, quiz_address: str) -> Callable[..., Page]:
    """Opens the page of alpha, with all questions unfolded."""

    def open_alpha(path: str = PATH, **options: Any) -> Page:
        page = visit(path, address=quiz_address, **options)
        unfold(page)
        return page

    return open_alpha


def unfold(page: Page) -> None:
    """Opens the questions of which only a line is seen."""
    page.locator("details.aa-asked:not([open]) > summary").evaluate_all("all => all.forEach((line) => line.click())")


def reload(page: Page) -> None:
    page.reload()
    unfold(page)


def asked(page: Page, name: str) -> Locator:
    return page.locator(f"#q-{name}")


def button(question: Locator, name: str) -> Locator:
    return question.get_by_role("button", name=name)


def verdict(question: Locator) -> Locator:
    return question.locator(".aa-verdict")


def check(question: Locator) -> None:
    button(question, "Think so").click()


def events(page: Page) -> list[dict[str, Any]]:
    entries = page.evaluate("Object.entries(localStorage)")
    found = [json.loads(text) for key, text in entries if key.startswith(EVENT)]
    return sorted(found, key=lambda event: (event["time"], event["id"]))


def event(number: int = 1, **fields: Any) -> dict[str, Any]:
    return {
        "schema": 1,
        "id": f"{number:032x}",
        "question": "alpha.position",
        "rev": 1,
        "time": f"2026-11-20T10:00:{number:02}.000Z",
        "answer": "last",
        "verdict": "wrong",
        "hints": 0,
        "confidence": None,
        "attempt": 0,
    } | fields


def stored(page: Page, *records: dict[str, Any]) -> None:
    for record in records:
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [EVENT + record["id"], json.dumps(record)])


def answer_all(page: Page, *, right: bool) -> None:
    """Answers the question of each type, by pointer."""
    asked(page, "guess").get_by_label("About twenty-five" if right else "About ten").check()
    asked(page, "position").get_by_label("The first" if right else "The last").check()
    asked(page, "vowels").get_by_label("Alpha").check()
    asked(page, "vowels").get_by_label("Epsilon" if right else "Beta").check()
    asked(page, "share").get_by_role("textbox").fill("29.2" if right else "70.8")
    order_right(page)
    if not right:
        button(asked(page, "alphabet"), "Move up: Delta").click()
    for label, words in (("Alpha", "The head of an ox"), ("Beta", "A house")):
        asked(page, "shapes").get_by_label(label).select_option(words if right else "A door")
    asked(page, "parts").get_by_label("Blank 1").fill("alpha")
    asked(page, "parts").get_by_label("Blank 2").fill("beta" if right else "omega")
    asked(page, "tell").get_by_role("textbox").fill("To find them.")
    for name in IDS[:-1]:
        check(asked(page, name))
    tell = asked(page, "tell")
    button(tell, "Compare with model answer").click()
    if right:
        for box in tell.locator("[data-criterion]").get_by_role("checkbox").all():
            box.check()
    else:
        button(tell, "Score my answer").click()
    button(tell, "Score my answer").click()


def order_right(page: Page) -> None:
    question = asked(page, "alphabet")
    for place, letter in enumerate(("Alpha", "Beta", "Gamma", "Delta")):
        while items(page).index(letter) > place:
            button(question, f"Move up: {letter}").click()


def items(page: Page) -> list[str]:
    return asked(page, "alphabet").locator(".aa-item").all_inner_texts()


def focused(page: Page) -> str:
    """What has the focus, by its name, or its element's."""
    return page.evaluate(
        "(document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"
        " || document.activeElement.localName).trim()"
    )


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Moves the focus by key until it is on the target, which has to be reached."""
    for _ in range(160):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{target} was not reached")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    tab_to(page, target)
    page.keyboard.press(key)


def arrow_to(page: Page, label: str) -> None:
    while not asked(page, "guess").get_by_label(label).is_checked():
        page.keyboard.press("ArrowDown")


def order_by_keyboard(page: Page) -> None:
    alphabet = asked(page, "alphabet")
    for place, letter in enumerate(("Alpha", "Beta", "Gamma", "Delta")):
        if items(page).index(letter) > place:
            page.evaluate("document.querySelector('#q-alphabet button').focus()")
            tab_to(page, button(alphabet, f"Move up: {letter}"))
        while items(page).index(letter) > place:
            page.keyboard.press("Enter")


def test_01_all_types_by_keyboard_alone(visit: Open, quiz_address: str) -> None:
    page = visit(PATH, address=quiz_address)
    page.evaluate("addEventListener('pointerdown', () => (window.pointed = true), true)")
    tab_to(page, asked(page, "guess").get_by_role("radio").first)
    arrow_to(page, "About ten")
    press(page, button(asked(page, "guess"), "Think so"))
    expect(verdict(asked(page, "guess"))).to_contain_text("Not quite.")
    press(page, button(asked(page, "guess"), "Try again"))
    expect(verdict(asked(page, "guess"))).to_be_empty()
    page.keyboard.press("Space")
    arrow_to(page, "About twenty-five")
    press(page, button(asked(page, "guess"), "Think so"))
    expect(verdict(asked(page, "guess"))).to_contain_text("Right.")

    for name in IDS[1:]:
        press(page, asked(page, name).locator("details.aa-asked > summary"))

    vowels = asked(page, "vowels")
    press(page, button(vowels, "Hint"))
    expect(vowels.locator(".aa-hints")).to_have_text("Hint: Sing them.")
    for name in sorted(("Alpha", "Epsilon"), key=lambda n: vowels.locator(".aa-options").inner_text().index(n)):
        page.evaluate("document.querySelector('#q-vowels input').focus()")
        press(page, vowels.get_by_label(name), "Space")
    press(page, button(vowels, "Think so"))
    expect(verdict(vowels)).to_contain_text("Right.")

    tab_to(page, asked(page, "share").get_by_role("textbox"))
    page.keyboard.type("29.2")
    page.keyboard.press("Enter")
    expect(verdict(asked(page, "share"))).to_contain_text("Right.")

    order_by_keyboard(page)
    press(page, button(asked(page, "alphabet"), "Think so"))
    expect(verdict(asked(page, "alphabet"))).to_contain_text("Right.")

    for label, words in (("Alpha", "The head of an ox"), ("Beta", "A house")):
        tab_to(page, asked(page, "shapes").get_by_label(label))
        page.keyboard.type(words)
    press(page, button(asked(page, "shapes"), "Think so"))
    expect(verdict(asked(page, "shapes"))).to_contain_text("Right.")

    tab_to(page, asked(page, "parts").get_by_label("Blank 1"))
    page.keyboard.type("alpha")
    tab_to(page, asked(page, "parts").get_by_label("Blank 2"))
    page.keyboard.type("beta")
    page.keyboard.press("Enter")
    expect(verdict(asked(page, "parts"))).to_contain_text("Right.")

    tell = asked(page, "tell")
    tab_to(page, tell.get_by_role("textbox"))
    page.keyboard.type("To find them.")
    press(page, button(tell, "Compare with model answer"))
    page.evaluate("document.querySelector('#q-tell details.aa-answer summary').focus()")
    for box in tell.locator("[data-criterion]").get_by_role("checkbox").all():
        press(page, box, "Space")
    press(page, button(tell, "Score my answer"))
    expect(verdict(tell)).to_contain_text("Strong answer")
    assert page.evaluate("window.pointed") is None
    assert complaints(page) == []


def test_02_arrow_keys_choose_and_only_check_grades(alpha: Callable[..., Page]) -> None:
    page = alpha()
    question = asked(page, "position")
    question.get_by_role("radio").first.focus()
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    expect(verdict(question)).to_be_empty()
    page.keyboard.press("Enter")
    expect(verdict(question)).to_be_empty()
    assert events(page) == []
    check(question)
    expect(verdict(question)).to_have_text(re.compile(r"^(Right|Not quite)\."))
    assert len(events(page)) == 1


def test_03_enter_submits_one_question_and_makes_a_new_line_in_an_open_answer(alpha: Callable[..., Page]) -> None:
    page = alpha()
    asked(page, "share").get_by_role("textbox").fill("29.2")
    asked(page, "parts").get_by_label("Blank 1").fill("alpha")
    asked(page, "parts").get_by_label("Blank 2").fill("beta")
    asked(page, "share").get_by_role("textbox").press("Enter")
    expect(verdict(asked(page, "share"))).to_contain_text("Right.")
    assert [found["question"] for found in events(page)] == ["alpha.share"]
    asked(page, "parts").get_by_label("Blank 1").press("Enter")
    assert [found["question"] for found in events(page)] == ["alpha.share", "alpha.parts"]
    tell = asked(page, "tell").get_by_role("textbox")
    tell.focus()
    page.keyboard.type("one")
    page.keyboard.press("Enter")
    page.keyboard.type("two")
    expect(tell).to_have_value("one\ntwo")
    assert len(events(page)) == 2


def test_04_the_focus_never_falls_to_the_body(alpha: Callable[..., Page]) -> None:
    page = alpha()
    question = asked(page, "position")
    question.get_by_label("The last").check()
    for name in ("Hint", "Think so", "Try again"):
        target = button(question, name)
        target.focus()
        page.keyboard.press("Enter")
        assert focused(page) not in ("", "body"), name
        assert page.evaluate("document.activeElement !== document.body"), name
    first = asked(page, "alphabet").locator("li").first.get_by_role("button").first
    first.focus()
    page.keyboard.press("Enter")
    assert focused(page).startswith("Move up: ")
    button(asked(page, "tell"), "Compare").focus()
    page.keyboard.press("Enter")
    assert focused(page).startswith("Compare your answer with the model answer.")
    button(asked(page, "tell"), "Score my answer").focus()
    page.keyboard.press("Enter")
    assert focused(page) == "Score my answer", "with nothing selected it asks once more"
    page.keyboard.press("Enter")
    assert focused(page) == "Try again"
    button(asked(page, "shapes"), "I don’t know").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement !== document.body")


def test_05_verdicts_and_hints_are_announced_once(alpha: Callable[..., Page]) -> None:
    page = alpha()
    question = asked(page, "position")
    expect(verdict(question)).to_have_attribute("role", "status")
    expect(verdict(question)).to_be_empty()
    hints = question.locator(".aa-hints")
    expect(hints).to_have_attribute("role", "status")
    button(question, "Hint").click()
    expect(hints).to_have_text("Hint: Think of a beginning.")
    question.get_by_label("The last").check()
    check(question)
    expect(verdict(question)).to_have_text("Not quite.Right answer: The first")
    said = question.locator("[role=status]").evaluate_all("all => all.map((one) => one.textContent).join('|')")
    assert said.count("Not quite.") == 1
    assert "omega" not in said, "reasons are there to be read"
    expect(question.locator(".aa-is-wrong .aa-because")).to_contain_text("That is omega.")
    expect(question.locator(".aa-keep")).to_contain_text("Alpha begins.")


def test_06_each_question_is_a_group_named_by_its_stem(alpha: Callable[..., Page]) -> None:
    page = alpha()
    assert page.locator(".aa-question fieldset > legend").count() == len(IDS)
    legend = asked(page, "guess").locator("legend")
    expect(legend).to_contain_text("guess how many letters an alphabet has")
    expect(legend.locator("math")).to_have_count(1)
    expect(asked(page, "guess").locator("fieldset")).to_have_accessible_name(
        re.compile("how many letters .* has, n ?, give")
    )
    check(asked(page, "position"))
    asked(page, "position").get_by_label("The last").check()
    check(asked(page, "position"))
    names = page.locator("input[type=radio][name^=aa-]").evaluate_all(
        "all => all.map((one) => one.name + ' ' + one.closest('.aa-question').outerHTML.length)"
    )
    groups: dict[str, set[str]] = {name.split()[0]: set() for name in names}
    for name in names:
        groups[name.split()[0]].add(name.split()[1])
    assert len(groups) == 3
    assert all(len(owners) == 1 for owners in groups.values())


@pytest.mark.parametrize("right", [True, False], ids=["right", "wrong"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_07_axe_finds_nothing_before_and_after_answering(dark: bool, right: bool, alpha: Callable[..., Page]) -> None:
    page = alpha(dark=dark)
    rules = COLORS if dark else None
    if right:
        assert violations(page, rules) == []
    for name in ("position", "vowels", "share"):
        button(asked(page, name), "Hint").click()
    answer_all(page, right=right)
    page.locator("details.aa-answer:visible").evaluate_all("all => all.forEach((one) => (one.open = true))")
    assert violations(page, rules) == []


@pytest.mark.parametrize("right", [True, False], ids=["right", "wrong"])
def test_08_verdicts_need_no_color_and_all_fits_a_narrow_screen(right: bool, alpha: Callable[..., Page]) -> None:
    page = alpha(width=320)
    page.emulate_media(forced_colors="active")
    answer_all(page, right=right)
    for name in IDS:
        expect(verdict(asked(page, name)).locator("strong").first).to_be_visible()
    assert page.locator(".aa-mark:visible").count() >= 8
    marks = page.locator(".aa-mark:visible").all_text_contents()
    assert all(re.match(r"[✓✗] \w\w|Should be: \w|✓ A house|✓ A", text) for text in marks), marks
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    small = page.locator(
        ".aa-question :is(button, select, textarea, label:has(input), input[type=text]):visible"
    ).evaluate_all(
        "all => all.map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])"
        ".filter(([_, box]) => box.width < 24 || box.height < 24)"
    )
    assert small == []
    page.set_viewport_size({"width": 640, "height": 450})  # what 200 % makes of 1,280 pixels
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_09_without_script_everything_can_be_read(visit: Open, quiz_address: str) -> None:
    page = visit(PATH, address=quiz_address, script=False)
    unfold(page)
    assert (
        page.locator(".aa-question button, .aa-question input, .aa-question textarea, .aa-question select").count() == 0
    )
    for name in IDS:
        expect(asked(page, name).locator(".aa-stem")).to_be_visible()
    expect(asked(page, "vowels").locator(".aa-options > li")).to_have_count(4)
    for item in asked(page, "vowels").locator(".aa-options > li").all():
        expect(item).to_be_visible()
    assert asked(page, "alphabet").locator(".aa-items > li").all_inner_texts() != ["Alpha", "Beta", "Gamma", "Delta"]
    page.locator("details.aa-answer > summary").evaluate_all("all => all.length")
    for answer in page.locator("details.aa-answer > summary").all():
        answer.click()
    for words in (
        "That is omega.",
        "Every letter has one.",
        "It begins the alphabet.",
        "The lips close.",
        "29.2%",
        "Those are the consonants.",
        "A camel, third in the caravan.",
        "Turned over, it has horns.",
        "That is the last one.",
        "Takes the order for a ranking",
        "Yes, if all share it.",
    ):
        expect(page.locator("details.aa-answer").get_by_text(words).first).to_be_visible()
    for name in IDS:
        assert asked(page, name).locator("details.aa-answer a.aa-cite").count() >= 1, name


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_10_print_has_no_controls_and_the_answers_apart(script: bool, visit: Open, quiz_address: str) -> None:
    page = visit(PATH, address=quiz_address, script=script)
    page.emulate_media(media="print")
    for control in page.locator(".aa-question :is(button, select)").all():
        expect(control).to_be_hidden()
    stems = page.locator(".aa-question .aa-stem")
    answers = page.locator("details.aa-answer .aa-explain")
    assert stems.count() == answers.count() == len(IDS)
    bottom = max(box["y"] + box["height"] for stem in stems.all() if (box := stem.bounding_box()))
    for answer in answers.all():
        box = answer.bounding_box()
        assert box and box["height"] > 0 and box["y"] > bottom


def test_11_search_finds_stems_and_no_answers(quiz_site: Path) -> None:
    index = json.dumps(indexed(quiz_site))
    for stem in ("Which place does alpha take", "Choose every vowel", "Explain why alphabets have an order"):
        assert stem in index
    for answer in (
        "That is omega",
        "The lips close",
        "Those are the consonants",
        "A camel",
        "It has horns",
        "people find",
        "Takes the order for a ranking",
        "Think of a dictionary",
        "Yes, if all share it",
    ):
        assert answer not in index, answer


def test_12_a_reload_keeps_answers_drafts_and_ticks(alpha: Callable[..., Page], quiz_address: str) -> None:
    page = alpha(motion=True)
    answer_all(page, right=False)
    before = page.locator(".aa-verdict").all_text_contents()
    page.goto(quiz_address + PATH)  # after a reload the browser returns to the place
    expect(asked(page, "tell").locator(".aa-verdict")).not_to_be_empty()
    assert page.evaluate("scrollY") == 0
    unfold(page)
    assert page.locator(".aa-verdict").all_text_contents() == before
    expect(asked(page, "position").get_by_label("The last")).to_be_checked()
    expect(asked(page, "share").locator(".aa-outcome > .aa-is-wrong")).to_contain_text("70.8")
    expect(asked(page, "parts").get_by_label("Blank 2")).to_have_value("omega")
    button(asked(page, "tell"), "Try again").click()
    tell = asked(page, "tell")
    tell.get_by_role("textbox").fill("A draft")
    button(tell, "Hint").click()
    button(tell, "Compare").click()
    tell.get_by_label("Mentions numbers").check()
    reload(page)
    expect(tell.locator(".aa-mine")).to_contain_text("A draft")
    expect(tell.locator(".aa-hints")).to_have_text("Hint: Think of a dictionary.")
    expect(tell.get_by_label("Mentions numbers")).to_be_checked()
    expect(tell.get_by_label("Names finding or learning")).not_to_be_checked()
    button(tell, "Score my answer").click()
    expect(verdict(tell)).to_contain_text("Not there yet")
    moving = "document.getAnimations().filter((one) => one.effect.target.closest('.aa-question')).length"
    assert page.evaluate(moving) == 0


def change(page: Page, *pairs: tuple[str, str]) -> None:
    """Lets the page come with other text from now on, as a later edition of the site has it."""

    def answer(route: Route) -> None:
        response = route.fetch()
        text = response.text()
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new)
        route.fulfill(response=response, body=text)

    page.route("**/concepts/alpha/", answer)


def test_13_answers_stay_with_their_question_and_option(alpha: Callable[..., Page]) -> None:
    page = alpha()
    question = asked(page, "position")
    question.get_by_label("The last").check()
    check(question)
    html = question.evaluate("() => fetch(location.href).then((answer) => answer.text())")
    whole = re.search(r'<li class="aa-question" id="q-position".*?</details>\s*</li>', html, re.S)
    assert whole
    options = re.search(
        r'(<ol class="aa-options" type="A">)\s*(<li.*?</li>)\s*(<li.*?</li>)\s*(<li.*?</li>)', whole[0], re.S
    )
    assert options
    above = (
        whole[0].replace("q-position", "q-new").replace("alpha.position", "alpha.new").replace("Which", "New: which")
    )
    moved = (
        whole[0]
        .replace(options[0], options[1] + options[4] + options[3] + options[2])
        .replace("Which place", "What place")
    )
    change(page, (whole[0], above + moved))
    reload(page)
    expect(question.locator("summary.aa-stem")).to_have_text("What place does alpha take?")
    expect(question.get_by_label("The last")).to_be_checked()
    expect(question.locator(".aa-is-wrong")).to_contain_text("The last That is omega.")
    expect(verdict(asked(page, "new"))).to_be_empty()
    page.unroute_all()
    change(page, ('data-question="alpha.position" data-rev="1"', 'data-question="alpha.position" data-rev="2"'))
    reload(page)
    expect(verdict(question)).to_be_empty()
    expect(question.locator(".aa-note")).to_have_text("This question has changed since you answered it.")
    assert len(events(page)) == 1


def test_14_progress_survives_a_new_address_of_the_page(alpha: Callable[..., Page], quiz_address: str) -> None:
    page = alpha()
    asked(page, "position").get_by_label("The first").check()
    check(asked(page, "position"))
    page.route("**/concepts/first-letter/", lambda route: route.fulfill(response=route.fetch(url=quiz_address + PATH)))
    page.goto(f"{quiz_address}concepts/first-letter/")
    expect(verdict(asked(page, "position"))).to_contain_text("Right.")


SPOILT = {
    "text": "not JSON",
    "list": "[]",
    "null": "null",
    "number": "17",
    "missing": json.dumps({"schema": 1, "id": "00"}),
    "types": json.dumps(event(4, rev="one")),
    "time": json.dumps(event(5, time="yesterday")),
    "large": '"' + "x" * 2_000_000 + '"',
}


def test_15_a_corrupted_store_keeps_its_good_entries(alpha: Callable[..., Page]) -> None:
    page = alpha()
    stored(page, event(1), event(2, question="alpha.gone", verdict="right"))
    later = json.dumps({**event(3), "schema": 9})
    page.evaluate(
        "all => { for (const [key, text] of Object.entries(all)) localStorage.setItem(key, text) }",
        {f"{EVENT}{name}": text for name, text in SPOILT.items()} | {f"{EVENT}later": later},
    )
    page.evaluate("localStorage.setItem('alignment-atlas.draft.alpha.share', '{{{')")
    reload(page)
    expect(verdict(asked(page, "position"))).to_contain_text("Not quite.")
    notices = [text for text in page.locator(".aa-notice").all_inner_texts() if text]
    assert notices == [
        f"{len(SPOILT)} saved answers couldn’t be read and were set aside. The rest of your progress is safe."
    ]
    left = dict(page.evaluate("Object.entries(localStorage)"))
    assert left[f"{EVENT}later"] == later
    for name, text in SPOILT.items():
        assert left[f"{ASIDE}event.{name}"] == text
    assert {found["question"] for found in events(page) if found["schema"] == 1} == {"alpha.position", "alpha.gone"}
    reload(page)
    assert [text for text in page.locator(".aa-notice").all_inner_texts() if text] == []
    assert complaints(page) == []


@pytest.mark.parametrize(
    "spoil",
    [
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })",
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
    ],
    ids=["denied", "full"],
)
def test_16_without_storage_questions_are_graded_and_progress_can_be_saved(
    spoil: str, browser: Browser, quiz_address: str
) -> None:
    with browser.new_context() as context:
        context.add_init_script(spoil)
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(quiz_address + PATH)
        unfold(page)
        asked(page, "position").get_by_label("The first").check()
        check(asked(page, "position"))
        expect(verdict(asked(page, "position"))).to_contain_text("Right.")
        asked(page, "share").get_by_role("textbox").fill("1")
        check(asked(page, "share"))
        expect(verdict(asked(page, "share"))).to_contain_text("Not quite.")
        notices = page.locator(".aa-notice:not(:empty)")
        expect(notices).to_have_count(1)
        with page.expect_download() as download:
            notices.get_by_role("button").click()
        saved = json.loads(Path(download.value.path()).read_text("utf-8"))
        assert [found["question"] for found in saved["events"]] == ["alpha.position", "alpha.share"]
        assert [text for text in complaints if "atlas" in text or "mjs" in text] == []


def test_17_two_tabs(alpha: Callable[..., Page], quiz_address: str) -> None:
    first = alpha()
    second = first.context.new_page()
    second.goto(quiz_address + PATH)
    unfold(second)
    asked(first, "position").get_by_label("The first").check()
    check(asked(first, "position"))
    expect(verdict(asked(second, "position"))).to_contain_text("Right.")
    asked(second, "share").get_by_role("textbox").fill("29.2")
    check(asked(second, "share"))
    expect(verdict(asked(first, "share"))).to_contain_text("Right.")
    for page in (first, second):
        reload(page)
        expect(verdict(asked(page, "position"))).to_contain_text("Right.")
        expect(verdict(asked(page, "share"))).to_contain_text("Right.")
        assert len(events(page)) == 2


def bring(page: Page, name: str, text: str) -> Locator:
    page.locator("#import").set_input_files({"name": name, "mimeType": "application/json", "buffer": text.encode()})
    return page.locator("#progress [role=status]")


def test_18_export_reset_and_import(alpha: Callable[..., Page], quiz_address: str) -> None:
    page = alpha()
    asked(page, "position").get_by_label("The last").check()
    check(asked(page, "position"))
    page.goto(f"{quiz_address}quizzes/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download progress").click()
    text = Path(download.value.path()).read_text("utf-8")
    page.goto(quiz_address + PATH)
    unfold(page)
    button(asked(page, "position"), "Try again").click()
    asked(page, "position").get_by_label("The first").check()
    check(asked(page, "position"))
    newer = events(page)
    page.goto(f"{quiz_address}quizzes/")
    expect(bring(page, "old.json", text)).to_have_text("Imported 0 new entries from old.json.")
    assert events(page) == newer, "an old file does not undo newer answers"
    expect(page.locator("[data-summary]")).to_contain_text("1 right")
    for bad in ("", "{", "[]", '{"format": "other"}', text.replace('"schema": 1', '"schema": 7', 1)):
        expect(bring(page, "bad.json", bad)).to_contain_text("bad.json isn’t a progress file")
        assert events(page) == newer
    page.get_by_text("Delete progress").click()
    page.get_by_role("button", name="Delete everything").click()
    assert events(page) == []
    expect(page.locator("[data-summary]")).to_contain_text("No answers yet")
    expect(bring(page, "old.json", text)).to_have_text("Imported 1 new entry from old.json.")
    assert events(page) == json.loads(text)["events"]
    expect(bring(page, "old.json", text)).to_have_text("Imported 0 new entries from old.json.")
    assert events(page) == json.loads(text)["events"]
    page.get_by_text("Delete progress").click()
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_role("button", name="Undo").click()
    assert events(page) == json.loads(text)["events"]


def test_19_options_are_mixed_by_a_seed_and_graded_by_id(alpha: Callable[..., Page]) -> None:
    page = alpha()
    question = asked(page, "vowels")

    def order() -> list[str]:
        return question.locator(".aa-options label > span:first-of-type").all_inner_texts()

    orders = []
    for _ in range(4):
        orders.append(order())
        reload(page)
        assert order() == orders[-1], "stable across a reload"
        question.get_by_label("Alpha").check()
        question.get_by_label("Epsilon").check()
        check(question)
        expect(verdict(question)).to_contain_text("Right.")
        assert sorted(events(page)[-1]["answer"]) == ["vowel-a", "vowel-e"]
        button(question, "Try again").click()
    assert len({tuple(names) for names in orders}) > 1


@pytest.mark.parametrize(
    "text", ["<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "javascript:alert(1)"]
)
def test_20_what_readers_type_stays_text(text: str, alpha: Callable[..., Page], quiz_address: str) -> None:
    page = alpha()
    asked(page, "parts").get_by_label("Blank 1").fill(text)
    asked(page, "parts").get_by_label("Blank 2").fill(text)
    check(asked(page, "parts"))
    asked(page, "tell").get_by_role("textbox").fill(text)
    button(asked(page, "tell"), "Compare").click()
    button(asked(page, "tell"), "Score my answer").click()
    reload(page)
    expect(asked(page, "parts").get_by_label("Blank 1")).to_have_value(text)
    expect(asked(page, "tell").locator(".aa-as-typed")).to_have_text(text)
    page.goto(f"{quiz_address}quizzes/")
    log = {"format": "alignment-atlas-progress", "schema": 1, "events": [event(7, answer=text), {"id": text}, text]}
    expect(bring(page, f"{text.replace('/', '')}.json", json.dumps(log))).to_contain_text("1 new entry")
    page.goto(quiz_address + PATH)
    assert page.locator("img[src=x], article script").count() == 0
    assert complaints(page) == []


def test_21_a_translated_page_still_grades(alpha: Callable[..., Page]) -> None:
    page = alpha()
    page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const nodes = [];
          while (walker.nextNode()) if (walker.currentNode.data.trim()) nodes.push(walker.currentNode);
          for (const node of nodes) {
            if (node.parentNode.closest("script, style, option, textarea")) continue;
            const font = document.createElement("font");
            node.replaceWith(font);
            font.append(node);
          }
        }"""
    )
    answer_all(page, right=True)
    assert page.locator(".aa-question[data-verdict=right]").count() == len(IDS)
    assert complaints(page) == []


def test_22_going_back_and_forth_writes_one_event_and_keys_are_ours(
    alpha: Callable[..., Page], quiz_address: str
) -> None:
    page = alpha()
    for _ in range(5):
        page.get_by_role("navigation", name="Previous and next concepts").get_by_role("link", name="Beta").click()
        page.wait_for_url("**/beta/")
        page.go_back()
        page.wait_for_url("**/alpha/")
    unfold(page)
    asked(page, "position").get_by_label("The first").check()
    check(asked(page, "position"))
    assert len(events(page)) == 1
    field = asked(page, "share").get_by_role("textbox")
    field.focus()
    page.keyboard.type("spfn/.,")
    expect(field).to_have_value("spfn/.,")
    assert urlsplit(page.url).path.endswith("/alpha/")
    assert page.get_by_role("dialog").count() == 0
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_23_our_scripts_are_small_and_keep_to_the_policy(quiz_site: Path, quiz_address: str, browser: Browser) -> None:
    for name in ("concept", "quizzes"):
        [script] = (quiz_site / "assets/scripts").glob(f"{name}.*.js")
        weight = len(gzip.compress(script.read_bytes(), 9))
        assert weight <= 25_000, weight
    with browser.new_context() as context:
        page = context.new_page()
        requests: list[str] = []
        refused: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
        page.goto(quiz_address + PATH)
        unfold(page)
        answer_all(page, right=True)
        assert page.locator(".aa-question[data-verdict=right]").count() == len(IDS)
        assert refused == []
        assert [url for url in requests if not url.startswith((quiz_address, "data:"))] == []


def test_24_a_clock_set_back_loses_nothing_and_a_miss_returns(alpha: Callable[..., Page]) -> None:
    page = alpha()
    page.clock.set_fixed_time("2026-10-25T01:30:00Z")
    reload(page)
    question = asked(page, "position")
    question.get_by_label("The last").check()
    check(question)
    again = page.locator(".aa-again")
    expect(again.locator("summary.aa-stem")).to_have_text("Again: Which place does alpha take?")
    page.clock.set_fixed_time("2026-10-25T00:30:00Z")
    again.get_by_label("The first").check()
    button(again, "Hint").click()
    button(again, "Sure").click()
    expect(verdict(again)).to_contain_text("Right.")
    first, second = events(page)
    assert second == {
        "schema": 1,
        "id": second["id"],
        "question": "alpha.position",
        "rev": 1,
        "time": "2026-10-25T01:30:00.001Z",
        "answer": "first",
        "verdict": "right",
        "hints": 1,
        "confidence": "sure",
        "attempt": 1,
    }
    assert (first["verdict"], first["confidence"], first["hints"]) == ("wrong", "unsure", 0)
    page.clock.set_fixed_time("1999-01-01T00:00:00Z")
    reload(page)
    expect(verdict(question)).to_contain_text("Right.")
    expect(page.locator(".aa-again")).to_have_count(0)
    assert complaints(page) == []


NO_NUMBER = (
    "Enter a number, such as 0.25, 1/4, 25%, or 2.5e-1, or an expression, such as 0.2*ln 6. Write ln, log2, or log10."
)
NUMBERS = [
    ("29.2", "Right."),
    (" 29.2 % ", "Right."),
    ("2.92e1", "Right."),
    ("292/10", "Right."),
    ("28.7", "Right."),
    ("29.7", "Right."),
    ("28.69", "Not quite."),
    ("29.71", "Not quite."),
    ("\u221229.2", "Not quite."),
    ("29,2", "Use a period for decimals, and commas only between thousands."),
    ("", "Answer the question first."),
    ("20+9.2", "Right."),
    ("100*(1 - 0.708) %", "Right."),
    ("20 ln e + 9.2", "Right."),
    ("20*ln 2", "Not quite."),
    ("abc", NO_NUMBER),
    ("log 29", NO_NUMBER),
    ("1-", NO_NUMBER),
    ("29.2 nats", "Leave out the unit, or use the one the question asks for."),
]


def test_25_numbers_as_people_type_them(alpha: Callable[..., Page]) -> None:
    page = alpha()
    question = asked(page, "share")
    graded = 0
    for text, words in NUMBERS:
        question.get_by_role("textbox").fill(text)
        check(question)
        if words in ("Right.", "Not quite."):
            graded += 1
            expect(verdict(question), text).to_contain_text(words)
            button(question, "Try again").click()
        else:
            expect(question.locator(".aa-note"), text).to_have_text(words)
        expect(verdict(question), text).to_be_empty()
        assert len(events(page)) == graded, text
