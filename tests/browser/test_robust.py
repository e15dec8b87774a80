"""One part never stops another: damaged addresses, answers, elements and files harm only themselves.

Readers are told what does not work. The site has the small project's data, in which alpha has a question of every type.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Open
from tests.browser.test_quizzes import (
    ASIDE,
    EVENT,
    IDS,
    PATH,
    answer_all,
    asked,
    bring,
    button,
    event,
    stored,
    unfold,
    verdict,
)
from tests.browser.watch import complaints

PAGES = {
    "home": "",
    "concept": PATH,
    "category": "categories/training/",
    "map": "map/",
    "quizzes": "quizzes/",
    "bibliography": "bibliography/",
    "glossary": "glossary/",
    "comparisons": "comparisons/",
    "missing": "404.html",
}
FIRST = ("concept", "quizzes", "map", "bibliography", "missing")
"""Pages with scripts of their own, which are tried in each run; the others are in ``make test-all``."""
FRAGMENTS = (
    "%", "%E0%A4%A", "%00", '"><x>', "a" * 10_000, "q-missing", "q-vowels%", "%u0041", "%FF%FE", "../x", "[", ":target",
    "__proto__", "constructor", "0", "%20", "\U0001f4a5", "<script>alert(1)</script>", "javascript:alert(1)", "#",
    "?a=b",
)  # fmt: skip
QUERIES = "?concept=%&concept=%E0%A4%A&year=%&type=__proto__&around=%&steps=-1&count=x&level[]=1&=&&standing=%00"
GO_ON = """async (fragments) => {
  for (const fragment of fragments) {
    const heard = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
    const before = location.href;
    location.hash = fragment;
    if (location.href !== before) await heard;
  }
}"""


def works(page: Page) -> None:
    """Palette, menu of small screens, and search do what they should."""
    page.get_by_role("radio", name="Dark").check()
    assert page.evaluate("document.documentElement.dataset.mdColorScheme") == "slate"
    page.keyboard.press("/")
    search = page.get_by_role("dialog", name="Search")
    search.get_by_role("searchbox").fill("beta")
    expect(search.locator("li").first).to_contain_text("Beta")
    search.get_by_role("button", name="Close").click()
    expect(search).to_be_hidden()
    page.set_viewport_size({"width": 390, "height": 900})
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("navigation", name="Menu").get_by_role("link", name="Practice")).to_be_visible()


@pytest.mark.parametrize(
    "name", [name if name in FIRST else pytest.param(name, marks=pytest.mark.expensive) for name in PAGES]
)
def test_no_fragment_stops_a_page(name: str, visit: Open, quiz_address: str) -> None:
    page = visit(f"{PAGES[name]}{QUERIES}#%", address=quiz_address)
    page.evaluate(GO_ON, FRAGMENTS)
    if name == "concept":
        assert page.locator(".aa-question.aa-live").count() == len(IDS)
        unfold(page)
        answer_all(page, right=True)
        assert page.locator(".aa-question[data-verdict=right]").count() == len(IDS)
    if name == "quizzes":
        page.get_by_label("A", exact=True).check()
        page.get_by_role("button", name="Start practice").click()
        expect(page.locator("[data-place]")).to_have_text("1 of 8")
        page.go_back()
    if name == "bibliography":
        page.get_by_label("Year").select_option(index=1)
        expect(page.locator("form output")).to_contain_text(" of ")
    if name == "map":
        page.locator("[name=around]").fill("Alpha")
        page.locator("[name=around]").press("Enter")
        expect(page.locator("#view-result svg").first).to_be_visible()
    works(page)
    assert complaints(page) == []


# What somebody may have put in the place of an answer, and the questions to which it can be one.
ODD: dict[str, tuple[Any, set[str]]] = {
    "number": (5, set()),
    "negative": (-1.5, set()),
    "truth": (True, set()),
    "empty text": ("", {"share"}),
    "unknown id": ("gone-id", {"share"}),
    "name of a property": ("constructor", {"share"}),
    "long text": ("x" * 10_000, {"share"}),
    "empty list": ([], {"vowels"}),
    "list of null": ([None], set()),
    "list of records": ([{}], set()),
    "list of lists": ([["vowel-a"]], set()),
    "unknown ids": (["gone-id"], set()),
    "repeated ids": (["alpha", "alpha", "beta", "gamma"], set()),
    "incomplete order": (["alpha", "beta"], set()),
    "empty record": ({}, set()),
    "unknown names": ({"gone": "head", "constructor": "plan"}, set()),
    "records in records": ({"first": {}, "second": {}}, set()),
    "numbers in a record": ({"text": 5, "ticks": 5, "flags": 5}, set()),
    "deep": (json.loads("[" * 50 + "]" * 50), set()),
}


ANSWERED = ("number", "unknown id", "repeated ids", "records in records")
"""After these the questions are also answered, in each run; after all others in ``make test-all``."""


def odd_events(answer: Any) -> list[dict[str, Any]]:
    return [event(number, question=f"alpha.{name}", answer=answer) for number, name in enumerate(IDS, 1)]


def set_aside(page: Page, name: str, address: str) -> None:
    """Puts an odd answer in the place of the answer and the draft of every question, and opens their page.

    Questions that can have it as an answer show their verdict; the others are as if nobody had answered them.
    """
    answer, takers = ODD[name]
    page.goto(f"{address}404.html")
    page.evaluate("localStorage.clear()")
    stored(page, *odd_events(answer))
    for question in IDS:
        draft = json.dumps({"rev": 1, "attempt": 0, "answer": answer, "hints": 0, "confidence": "", "compared": False})
        page.evaluate(
            "([key, text]) => localStorage.setItem(key, text)", [f"alignment-atlas.draft.alpha.{question}", draft]
        )
    page.goto(f"{address}{PATH}#check-yourself")
    shown = {question for question in IDS if verdict(asked(page, question)).text_content()}
    assert shown == takers, name
    left = len(IDS) - len(takers)
    notice = f"{left} saved answers couldn’t be read and were set aside. The rest of your progress is safe."
    assert [text for text in page.locator(".aa-notice").all_inner_texts() if text] == [notice], name
    assert sum(key.startswith(ASIDE) for key, _ in page.evaluate("Object.entries(localStorage)")) == left, name
    assert page.locator(".aa-question.aa-live:not(.aa-again)").count() == len(IDS), name


@pytest.mark.parametrize("turn", range(2))
def test_an_odd_answer_is_set_aside(turn: int, visit: Open, quiz_address: str) -> None:
    page = visit("404.html", address=quiz_address)
    for name in list(ODD)[turn::2]:
        set_aside(page, name, quiz_address)
    assert complaints(page) == []


@pytest.mark.parametrize(
    "name", [name if name in ANSWERED else pytest.param(name, marks=pytest.mark.expensive) for name in ODD]
)
def test_after_an_odd_answer_a_question_can_be_answered(name: str, visit: Open, quiz_address: str) -> None:
    page = visit("404.html", address=quiz_address)
    set_aside(page, name, quiz_address)
    unfold(page)
    for question in ODD[name][1]:
        button(asked(page, question), "Try again").click()
    answer_all(page, right=True)
    for question in IDS:
        expect(asked(page, question)).to_have_attribute("data-verdict", "right")
    page.reload()
    assert [text for text in page.locator(".aa-notice").all_inner_texts() if text] == []
    assert page.locator(".aa-question[data-verdict=right]").count() == len(IDS)
    assert complaints(page) == []


@pytest.mark.parametrize(
    "odd", [odd if odd in IDS[::3] else pytest.param(odd, marks=pytest.mark.expensive) for odd in IDS]
)
def test_an_odd_answer_harms_no_other_question(odd: str, visit: Open, quiz_address: str) -> None:
    page = visit(f"{PATH}#check-yourself", address=quiz_address)
    unfold(page)
    answer_all(page, right=False)
    words = {name: verdict(asked(page, name)).text_content() for name in IDS}
    [(key, text)] = [
        (key, text)
        for key, text in page.evaluate("Object.entries(localStorage)")
        if key.startswith(EVENT) and json.loads(text)["question"] == f"alpha.{odd}"
    ]
    spoilt = json.dumps(json.loads(text) | {"answer": [{}]})
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, spoilt])
    page.reload()
    unfold(page)
    assert {name: verdict(asked(page, name)).text_content() for name in IDS} == words | {odd: ""}
    assert complaints(page) == []


def exported(records: list[Any]) -> str:
    return json.dumps({"format": "alignment-atlas-progress", "schema": 1, "events": records})


COUNTED = """() => {
  window.reads = 0;
  for (const name of ["getItem", "key"]) {
    const own = Storage.prototype[name];
    Storage.prototype[name] = function (...given) { window.reads += 1; return own.apply(this, given); };
  }
}"""


def test_an_import_in_one_tab_reaches_another_without_a_read_of_the_storage(visit: Open, quiz_address: str) -> None:
    page = visit(f"{PATH}#check-yourself", address=quiz_address)
    page.evaluate(COUNTED)
    other = page.context.new_page()
    other.goto(f"{quiz_address}quizzes/")
    many = [event(number, question="alpha.gone") for number in range(1, 59)]
    odd = [{**record, "id": f"{'f' * 24}{number:08x}"} for number, record in enumerate(odd_events([{}]))]
    last = event(59, answer="first", verdict="right", attempt=1)
    expect(bring(other, "many.json", exported([*many, *odd, last]))).to_have_text(
        "Imported 67 new entries from many.json."
    )
    expect(verdict(asked(page, "position"))).to_contain_text("Right.")
    expect(page.locator(".aa-notice:not(:empty)")).to_contain_text("8 saved answers couldn’t be read")
    other.get_by_text("Delete progress").click()
    other.get_by_role("button", name="Delete everything").click()
    expect(verdict(asked(page, "position"))).to_be_empty()
    other.get_by_role("button", name="Undo").click()
    expect(verdict(asked(page, "position"))).to_contain_text("Right.")
    # What is shown anew asks for the draft of its question, once each time.
    assert page.evaluate("window.reads") <= 3 * len(IDS)
    other.evaluate("localStorage.clear()")
    expect(verdict(asked(page, "position"))).to_be_empty()
    assert complaints(page) == []


def test_answers_from_the_future_are_not_imported_and_freeze_no_question(visit: Open, quiz_address: str) -> None:
    page = visit("quizzes/", address=quiz_address)
    future = event(1, time="9999-12-31T23:59:59.999Z")
    said = bring(page, "future.json", exported([future, event(2, time="2026-02-30T10:00:00.000Z")]))
    expect(said).to_have_text(
        "Imported 0 new entries from future.json. Skipped 2 entries that are damaged or dated in the future."
    )
    stored(page, future)
    page.goto(f"{quiz_address}{PATH}#check-yourself")
    unfold(page)
    question = asked(page, "position")
    expect(verdict(question)).to_contain_text("Not quite.")
    button(question, "Try again").click()
    question.get_by_label("The first").check()
    button(question, "Think so").click()
    page.reload()
    expect(verdict(question)).to_contain_text("Right.")
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
def test_without_storage_an_import_counts_and_says_that_it_does_not_last(
    spoil: str, browser: Browser, quiz_address: str
) -> None:
    with browser.new_context() as context:
        context.add_init_script(spoil)
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{quiz_address}quizzes/")
        expect(bring(page, "one.json", exported([event()]))).to_have_text(
            "Imported 1 new entry from one.json."
            " This browser can’t save them. They will be lost when you leave the page."
        )
        expect(page.locator("[data-summary]")).to_contain_text("1 missed")
        expect(page.get_by_role("link", name="Missed questions")).to_have_text("Missed questions 1 question")
        page.get_by_text("Delete progress").click()
        page.get_by_role("button", name="Delete everything").click()
        expect(page.locator("[data-summary]")).to_contain_text("No answers yet")
        assert errors == []


def spoil_page(page: Page, path: str, pattern: str) -> None:
    """Lets a page come without what the pattern finds."""

    def answer(route: Route) -> None:
        response = route.fetch()
        text, number = re.subn(pattern, "", response.text(), flags=re.S)
        assert number, f"{pattern} is not on {path}"
        route.fulfill(response=response, body=text)

    page.route(f"**/{path}", answer)


# What is missing in which page, the error in the console, and where readers find which words.
MISSING = [
    (PATH, ' id="palette"', "palette: Error: there is no #palette", "", ""),
    (PATH, ' id="menu"', None, "", ""),
    (PATH, "aa-search-open", None, "", ""),
    (PATH, 'class="aa-toc"', None, "", ""),
    (
        "bibliography/",
        ' id="sources"',
        "filter: Error: there is no #sources",
        "form output",
        "This list can’t be filtered right now. Reload the page to try again.",
    ),
    (
        "map/",
        ' name="steps"',
        "map: Error: there is no [name=steps]",
        "#view [role=status]",
        "The map can’t be filtered right now. Reload the page to try again.",
    ),
    ("quizzes/", ' id="export"', "panel: Error: A question has no #export", "#choose output", ""),
    (
        PATH,
        '<p class="aa-tally"></p>',
        "quiz: TypeError: ",
        ".aa-notice >> nth=0",
        "These questions can’t be graded right now. Reload the page to try again, or open the answers below.",
    ),
    (
        PATH,
        r'(?<=data-question="alpha.shapes" data-rev="1" data-type=")match',
        "question alpha.shapes: TypeError: ",
        "#q-shapes .aa-note",
        "This question can’t be graded right now. The answer is below.",
    ),
]


@pytest.mark.parametrize(("path", "pattern", "error", "place", "words"), MISSING)
def test_what_is_missing_harms_only_itself(
    path: str, pattern: str, error: str | None, place: str, words: str, visit: Open, quiz_address: str
) -> None:
    page = visit("glossary/", address=quiz_address)
    spoil_page(page, path, pattern)
    page.goto(f"{quiz_address}{path}#check-yourself")
    if place:
        expect(page.locator(place)).to_have_text(words)
    if path == PATH and "aa-tally" not in pattern:
        names = [name for name in IDS if name not in place]
        for name in names:
            expect(asked(page, name)).to_have_class(re.compile("aa-live"))
        unfold(page)
        asked(page, "position").get_by_label("The first").check()
        button(asked(page, "position"), "Think so").click()
        expect(verdict(asked(page, "position"))).to_contain_text("Right.")
        expect(page.locator(".aa-tally").last).to_contain_text(f"1 of {len(names) - 1} answered")
    if "palette" not in pattern:
        page.get_by_role("radio", name="Dark").check()
        expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "slate")
    found = complaints(page)
    assert (len(found), [text[: len(error)] for text in found]) == (1, [error]) if error else found == []


def test_search_that_cannot_be_loaded_says_so_and_can_be_tried_again(visit: Open, quiz_address: str) -> None:
    page = visit(PATH, address=quiz_address, fresh=True)
    page.route("**/search-dialog.*.js", lambda route: route.abort())
    opener = page.locator(".aa-search-open")
    opener.click()
    said = page.get_by_role("dialog", name="Search")
    expect(said).to_contain_text("Search couldn’t load. Reload the page, or use the glossary.")
    page.keyboard.press("/")
    expect(said).to_have_count(1)
    said.get_by_role("button", name="Close").click()
    expect(opener).to_be_focused()
    assert all("search" in text or "ERR_FAILED" in text for text in complaints(page))
    page.unroute_all()
    opener.click()
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_marks_that_cannot_be_fetched_leave_the_rest_of_a_page(visit: Open, quiz_address: str) -> None:
    page = visit("", address=quiz_address, fresh=True)
    page.route("**/questions.json", lambda route: route.abort())
    stored(page, event(question="alpha.guess", answer="few"))
    page.reload()
    expect(verdict(asked(page, "guess"))).to_contain_text("Not quite.")
    assert [text for text in complaints(page) if text.startswith("marks of progress: ")]
    page.unroute_all()
    button(asked(page, "guess"), "Try again").click()
    button(asked(page, "guess"), "I don’t know").click()
    expect(page.locator(".aa-concepts .aa-progress").first).to_contain_text(f"0/{len(IDS)}")
