"""Notes on concepts, copies and reminders of them, and what the browser is asked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from tests.browser.axe import COLORS, violations
from tests.browser.conftest import Open
from tests.browser.watch import complaints, requests

EVENT, DRAFT = "alignment-atlas.event.", "alignment-atlas.draft."
PATH = "concepts/alpha/"
HOSTILE = '</textarea><script>alert(1)</script><img src=x onerror="alert(1)"> {{ 7*7 }} \u202e"&'
DENIED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
NOT_KEPT = "This browser can’t save your note. Copy it before you leave the page."
Show = Callable[..., Page]


def note(number: int = 1, **fields: Any) -> dict[str, Any]:
    return {
        "schema": 3, "id": f"{number:032x}", "concept": "alpha", "note": "mine", "time": "2026-11-20T10:00:00.000Z",
    } | fields  # fmt: skip


def answer(number: int, **fields: Any) -> dict[str, Any]:
    return {
        "schema": 1, "id": f"{number:032x}", "question": "alpha.share", "rev": 1, "attempt": number,
        "time": f"2026-11-20T10:{number // 60:02}:{number % 60:02}.000Z", "answer": "0.5", "verdict": "wrong",
        "hints": 0, "confidence": None,
    } | fields  # fmt: skip


@pytest.fixture
def show(visit: Open, quiz_address: str) -> Show:
    """Opens a page of the small project's site, where the log has these events."""

    def open_page(path: str, *log: dict[str, Any], **options: Any) -> Page:
        page = visit("404.html", address=quiz_address, **options)
        keep(page, *log)
        page.goto(quiz_address + path)
        return page

    return open_page


def keep(page: Page, *log: dict[str, Any]) -> None:
    entries = {f"{EVENT}{one['id']}": json.dumps(one) for one in log}
    page.evaluate("(all) => Object.entries(all).forEach(([key, text]) => localStorage.setItem(key, text))", entries)


def events(page: Page) -> list[dict[str, Any]]:
    entries = page.evaluate("Object.entries(localStorage)")
    return sorted((json.loads(text) for key, text in entries if key.startswith(EVENT)), key=lambda one: one["time"])


def notes(page: Page) -> list[str]:
    return [one["note"] for one in events(page) if one["schema"] == 3]


def fold(page: Page) -> Locator:
    return page.locator(".aa-jot")


def summary(page: Page) -> Locator:
    return fold(page).locator("summary")


def field(page: Page) -> Locator:
    """The field of the note, whose fold is opened if need be."""
    if not fold(page).evaluate("fold => fold.open"):
        summary(page).click()
    return page.get_by_role("textbox", name="Your note")


def leave(page: Page) -> None:
    field(page).evaluate("field => field.blur()")


def parts(page: Page) -> list[str]:
    return [url for url in requests(page) if "/notes." in url]


def test_a_note_is_written_when_its_field_is_left_and_is_there_after_a_reload(show: Show) -> None:
    page = show(PATH)
    expect(summary(page)).to_have_text("Your note")
    assert parts(page) == [], "a first visit loads nothing for it"
    field(page).fill("Alpha comes first.\nAlways.")
    assert notes(page) == []
    leave(page)
    assert notes(page) == ["Alpha comes first.\nAlways."]
    page.reload()
    expect(summary(page)).to_have_text("Your note: Alpha comes first. Always.")
    expect(field(page)).to_have_value("Alpha comes first.\nAlways.")
    field(page).fill("Alpha comes last.")
    leave(page)
    expect(summary(page)).to_have_text("Your note: Alpha comes last.")
    field(page).fill(" ")
    leave(page)
    expect(summary(page)).to_have_text("Your note")
    assert notes(page) == [""], "what it said before is gone"
    assert page.evaluate(f"Object.keys(localStorage).filter((key) => key.startsWith('{DRAFT}'))") == []
    assert complaints(page) == []


def test_one_event_is_written_however_much_is_typed_and_after_a_pause(show: Show) -> None:
    page = show(PATH)
    page.clock.install()
    page.reload()
    field(page).press_sequentially("typed")
    assert notes(page) == []
    page.clock.run_for(19_000)
    field(page).press_sequentially(" on")
    page.clock.run_for(19_000)
    assert notes(page) == []
    page.clock.run_for(2_000)
    assert notes(page) == ["typed on"]
    leave(page)
    assert notes(page) == ["typed on"]


def test_leaving_the_page_writes_what_was_typed(show: Show, quiz_address: str) -> None:
    page = show(PATH)
    field(page).fill("half a thought")
    page.goto(f"{quiz_address}concepts/beta/")
    assert notes(page) == ["half a thought"]
    expect(summary(page)).to_have_text("Your note")


def test_a_draft_of_a_page_that_was_killed_is_written(show: Show) -> None:
    page = show(PATH, note(note="before"))
    draft = json.dumps({"note": "before and after", "base": "before"})
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"{DRAFT}alpha", draft])
    page.reload()
    expect(summary(page)).to_have_text("Your note: before and after")
    assert notes(page) == ["before and after"]
    for spoilt in ("{", "[]", '{"note": 5, "base": ""}', '{"note": "x"}'):
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"{DRAFT}alpha", spoilt])
        page.reload()
        expect(summary(page)).to_have_text("Your note: before and after")
    assert complaints(page) == []


def test_another_tab_shows_the_note_unless_its_field_has_the_focus(show: Show) -> None:
    first = show(PATH)
    second = first.context.new_page()
    second.goto(first.url)
    field(first).fill("from the first")
    leave(first)
    expect(summary(second)).to_have_text("Your note: from the first")
    expect(field(second)).to_have_value("from the first")
    field(second).focus()
    field(first).fill("from the first again")
    leave(first)
    expect(summary(second)).to_have_text("Your note: from the first again")
    assert field(second).input_value() == "from the first"
    leave(second)
    expect(field(second)).to_have_value("from the first again")
    assert notes(second) == ["from the first again"]


def test_what_two_tabs_type_at_once_is_kept_of_both(show: Show) -> None:
    first = show(PATH, note(note="start"))
    second = first.context.new_page()
    second.goto(first.url)
    field(second).fill("start, then two")
    field(first).fill("start, then one")
    leave(first)
    expect(summary(second)).to_have_text("Your note: start, then one")
    assert field(second).input_value() == "start, then two"
    leave(second)
    expect(field(first)).to_have_value("start, then one\n\nstart, then two")


def test_what_a_note_says_stays_text(show: Show, quiz_address: str) -> None:
    page = show(PATH)
    field(page).fill(HOSTILE)
    leave(page)
    page.reload()
    expect(field(page)).to_have_value(HOSTILE)
    assert (summary(page).text_content() or "").startswith("Your note: </textarea><script>alert(1)</script>")
    page.goto(f"{quiz_address}review/")
    page.get_by_text("1 note", exact=True).click()
    expect(page.locator("[data-notes] li")).to_contain_text("</textarea><script>")
    assert page.locator("img[src=x], article script").count() == 0
    assert complaints(page) == []


BAD: dict[str, dict[str, Any]] = {
    "number": {"note": 7},
    "list": {"note": ["<b>"]},
    "long": {"note": "x" * 4_500_000},
    "concept": {"concept": "../../x"},
    "answer": {"question": "alpha.share"},
    "date": {"time": "2027-13-01T10:00:00.000Z"},
}


@pytest.mark.parametrize("name", BAD)
def test_a_damaged_note_harms_nothing(name: str, show: Show, quiz_address: str) -> None:
    page = show(PATH, note(1, concept="beta", more={"x": 1}), note(2, **BAD[name]))
    expect(summary(page)).to_have_text("Your note")
    expect(page.locator(".aa-notice").first).to_contain_text("1 saved answer couldn’t be read")
    page.goto(f"{quiz_address}review/")
    expect(page.locator("[data-notes] summary")).to_have_text("1 note")
    assert complaints(page) == []


def test_the_page_of_a_note_may_be_gone_or_renamed(show: Show, quiz_address: str) -> None:
    page = show("review/", note(1, time="2026-11-21T10:00:00.000Z"), note(2, concept="old-name", note="from before"))
    page.get_by_text("2 notes").click()
    rows = page.locator("[data-notes] li")
    expect(rows).to_have_text(["A mine", "old-name from before"])
    assert rows.locator("a").evaluate_all("all => all.map((link) => link.href)") == [
        f"{quiz_address}concepts/alpha/",
        f"{quiz_address}concepts/old-name/",
    ]
    rows.first.locator("a").click()
    expect(summary(page)).to_have_text("Your note: mine")


def test_without_notes_the_page_review_lists_none(show: Show) -> None:
    page = show("review/", note(note=""))
    expect(page.locator(".aa-due-now")).to_be_visible()
    expect(page.locator("[data-notes]")).to_be_hidden()


def test_without_storage_a_note_lasts_as_long_as_its_page(browser: Browser, quiz_address: str) -> None:
    with browser.new_context() as context:
        context.add_init_script(DENIED)
        page = context.new_page()
        page.goto(quiz_address + PATH)
        field(page).fill("fleeting")
        leave(page)
        expect(summary(page)).to_have_text("Your note: fleeting")
        expect(field(page)).to_have_value("fleeting")
        expect(field(page)).to_have_accessible_description(NOT_KEPT)
        page.reload()
        expect(summary(page)).to_have_text("Your note")


def test_a_note_for_which_there_is_no_room_says_so(show: Show) -> None:
    page = show(PATH)
    expect(field(page)).to_have_accessible_description(re.compile("Only you can read it"))
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } }"
    )
    field(page).fill("one too many")
    leave(page)
    expect(fold(page).get_by_role("status")).to_have_text(NOT_KEPT)
    expect(field(page)).to_have_value("one too many")


def test_a_page_out_of_sight_writes_what_was_typed(show: Show) -> None:
    page = show(PATH)
    field(page).fill("half a thought")
    assert notes(page) == []
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert notes(page) == ["half a thought"]


def test_a_page_that_back_brings_out_of_memory_has_what_was_written_meanwhile(show: Show) -> None:
    page = show(PATH, note(1, note="old"), note(3, concept="beta"))
    expect(summary(page)).to_have_text("Your note: old")
    page.evaluate(f"localStorage.removeItem('{EVENT}{1:032x}')")
    keep(page, note(2, note="new"))
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow'))")
    expect(summary(page)).to_have_text("Your note: old")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(summary(page)).to_have_text("Your note: new")
    assert sorted(notes(page)) == ["mine", "new"]


def test_a_part_that_cannot_be_loaded_says_so_and_is_tried_again(show: Show) -> None:
    page = show(PATH)
    page.route("**/notes.*.js", lambda route: route.abort())
    summary(page).click()
    expect(fold(page)).to_contain_text("Your note couldn’t load. Try again.")
    page.unroute("**/notes.*.js")
    summary(page).click()
    summary(page).click()
    expect(page.get_by_role("textbox", name="Your note")).to_be_visible()


def test_a_note_is_written_by_keyboard_alone(show: Show) -> None:
    page = show(PATH)
    summary(page).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Your note")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.type("by keys")
    page.keyboard.press("Tab")
    assert notes(page) == ["by keys"]
    expect(summary(page)).to_have_text("Your note: by keys")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_accessibility_rules_find_nothing(dark: bool, width: int, show: Show, quiz_address: str) -> None:
    log = [answer(number) for number in range(1, 100)]
    page = show(PATH, note(500, note="A long note. " * 30), *log, dark=dark, width=width)
    expect(field(page)).to_be_visible()
    assert violations(page, COLORS if dark else None) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert summary(page).bounding_box()["height"] < 40  # type: ignore[index]
    page.goto(f"{quiz_address}review/")
    expect(page.locator(".aa-reminder button").first).to_be_visible()
    page.locator("details:not([open]) > summary:visible").evaluate_all("all => all.forEach((one) => one.click())")
    assert violations(page, COLORS if dark else None) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_and_on_paper_there_is_no_note(show: Show, visit: Open, quiz_address: str) -> None:
    expect(fold(visit(PATH, address=quiz_address, script=False))).to_be_hidden()
    page = show(PATH, note(note="private"))
    expect(summary(page)).to_have_text("Your note: private")
    page.emulate_media(media="print")
    expect(fold(page)).to_be_hidden()


def panel(page: Page) -> Locator:
    """The panel of the page Review, whose fold is opened if need be."""
    found = page.locator("#progress")
    if not found.is_visible():
        page.get_by_text("Save or load your answers").click()
    return found


def saved(page: Page, name: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return Path(download.value.path()).read_text("utf-8")


def load(page: Page, text: str) -> None:
    file: FilePayload = {"name": "old.json", "mimeType": "application/json", "buffer": text.encode()}
    page.locator("#import").set_input_files(file)


def test_notes_are_saved_deleted_restored_and_loaded(show: Show) -> None:
    page = show("review/", note(1, note="to keep"), answer(2, verdict="right"))
    expect(panel(page).locator("[data-summary]")).to_have_text("1 of 8 questions answered, 1 right, 0 missed.")
    before = events(page)
    text = saved(page, "Download progress")
    assert sorted(one["id"] for one in json.loads(text)["events"]) == sorted(one["id"] for one in before)
    panel(page).get_by_text("Delete progress").click()
    panel(page).get_by_role("button", name="Delete everything").click()
    expect(page.locator("[data-notes]")).to_be_hidden()
    expect(panel(page).locator("[data-summary]")).to_have_text("No answers yet on this device.")
    assert events(page) == []
    panel(page).get_by_role("button", name="Undo").click()
    expect(panel(page).locator("[role=status]")).to_have_text("Progress restored.")
    assert events(page) == before
    panel(page).get_by_text("Delete progress").click()
    panel(page).get_by_role("button", name="Delete everything").click()
    load(page, text)
    expect(panel(page).locator("[role=status]")).to_have_text("Imported 2 new entries from old.json.")
    assert events(page) == before
    page.get_by_text("1 note", exact=True).click()
    expect(page.locator("[data-notes] li")).to_have_text("A to keep")
    load(page, "{")
    expect(panel(page).locator("[role=status]")).to_contain_text("old.json isn’t a progress file")
    assert complaints(page) == []


def test_anonymous_answers_have_no_note_and_no_date(show: Show) -> None:
    page = show("review/", note(1, note="Ada"), answer(2, answer="0.25"), answer(3, answer="Ada"))
    panel(page).get_by_text("Share your answers with a study").click()
    expect(panel(page)).to_contain_text("It contains no names, dates, notes, or other text you typed.")
    text = saved(page, "Download anonymous answers")
    assert [one["answer"] for one in json.loads(text)["answers"]] == ["0.25", None]
    assert not re.search(r"Ada|2026|0{31}", text)


def reminder(page: Page) -> Locator:
    return page.locator(".aa-reminder")


@pytest.mark.parametrize("button", ["Save a copy", "Not now"])
def test_after_a_hundred_events_readers_are_reminded_of_a_copy(button: str, show: Show) -> None:
    log = [answer(number) for number in range(1, 200)]
    page = show("review/", *log[:99])
    expect(page.locator(".aa-due-now")).to_be_visible()
    expect(reminder(page)).to_be_empty()
    keep(page, log[99])
    page.reload()
    expect(reminder(page)).to_contain_text("100 of your answers, notes, and reading marks")
    if button == "Save a copy":
        assert len(json.loads(saved(page, button))["events"]) == 100
        expect(reminder(page)).to_have_text("Saved as alignment-atlas-progress.json.")
    else:
        page.get_by_role("button", name=button).click()
        expect(reminder(page)).to_have_text("You’ll be asked again after 100 more answers, notes, or reading marks.")
    expect(reminder(page).locator("p")).to_be_focused()
    keep(page, *log[100:])
    page.reload()
    expect(page.locator(".aa-due-now")).to_be_visible()
    expect(reminder(page)).to_be_empty()
    keep(page, answer(200))
    page.reload()
    count = 100 if button == "Save a copy" else 200
    expect(reminder(page)).to_contain_text(f"{count} of your answers")


def test_a_session_ends_with_the_reminder(show: Show) -> None:
    log = [answer(number) for number in range(1, 100)]
    page = show("session/?question=alpha.guess", *log)
    page.get_by_role("button", name="I don’t know").click()
    page.get_by_role("button", name="Finish").click()
    expect(page.locator(".aa-closing .aa-reminder")).to_contain_text("100 of your answers")


def test_what_was_loaded_from_a_file_needs_no_copy(show: Show) -> None:
    log = [answer(number) for number in range(1, 151)]
    page = show("review/")
    text = json.dumps({"format": "alignment-atlas-progress", "schema": 1, "events": log})
    panel(page)
    load(page, text)
    expect(panel(page).locator("[role=status]")).to_contain_text("150 new entries")
    page.reload()
    expect(page.locator(".aa-due-now")).to_be_visible()
    expect(reminder(page)).to_be_empty()


STUBS = {
    "Promise.resolve(true)": "granted",
    "Promise.resolve(false)": "denied",
    "Promise.reject(new TypeError('no'))": "denied",
    "": "unsupported",
}
"""What a browser answers, empty for one that cannot be asked, with what is kept of it."""


@pytest.mark.parametrize("path", ["session/?question=alpha.guess", PATH])
@pytest.mark.parametrize("stub", STUBS)
def test_the_browser_is_asked_once_after_ten_answers(stub: str, path: str, browser: Browser, quiz_address: str) -> None:
    with browser.new_context() as context:
        persist = f"persist: () => (sessionStorage.asked += 1, {stub})" if stub else ""
        context.add_init_script(
            f"Object.defineProperty(Navigator.prototype, 'storage', {{ get: () => ({{ {persist} }}) }})"
        )
        page = context.new_page()
        failed: list[str] = []
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.goto(f"{quiz_address}404.html")
        keep(page, *(answer(number) for number in range(1, 9)))
        page.evaluate("sessionStorage.asked = ''")
        page.goto(quiz_address + path)
        once, said = int(bool(stub)), STUBS[stub]
        for count, flag in ((0, None), (once, said), (once, said)):
            question = page.locator(".aa-question[data-question='alpha.guess']").first
            question.get_by_role("button", name="I don’t know").click()
            expect(question.locator(".aa-when")).not_to_be_empty()
            assert page.evaluate("[sessionStorage.asked, localStorage['atlas.persist']]") == ["1" * count, flag]
            if path == PATH:
                question.get_by_role("button", name="Try again").click()
            else:
                page.goto(quiz_address + path)
        assert failed == []
