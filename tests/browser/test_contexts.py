"""What one test leaves in the browser, no other test finds."""

from __future__ import annotations

import pytest

from tests.browser.contexts import Contexts, Options, Viewer
from tests.browser.watch import complaints, requests

LEAVE = """async () => {
  localStorage.setItem("left", "1");
  sessionStorage.setItem("left", "1");
  document.cookie = "left=1";
  await caches.open("left");
  await new Promise((done) => { indexedDB.open("left").onsuccess = done; });
}"""
FOUND = """async () => [
  localStorage.length, sessionStorage.length, document.cookie, await caches.keys(), await indexedDB.databases(),
]"""
NOTHING = [0, 0, "", [], []]


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
def test_what_is_stored_is_deleted(closed: bool, contexts: Contexts, quiz_address: str) -> None:
    page = contexts.page(Options(), width=390, dark=True)
    page.goto(f"{quiz_address}404.html")
    page.evaluate(LEAVE)
    assert page.evaluate(FOUND) != NOTHING
    other = page.context.new_page()
    other.goto(f"{quiz_address}404.html")
    assert other.evaluate("localStorage.left") == "1", "pages of one test share what they store"
    if closed:
        page.close()
        other.close()
    contexts.tidy()
    assert page.is_closed() and other.is_closed()
    again = contexts.page(Options())
    again.goto(f"{quiz_address}404.html")
    assert again.evaluate(FOUND) == NOTHING
    assert again.evaluate("[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]") == [1280, False]


def test_a_fresh_context_is_used_once(contexts: Contexts) -> None:
    first = contexts.page(Options(fresh=True)).context
    assert contexts.page(Options(fresh=True)).context == first, "by all pages of a test"
    contexts.tidy()
    assert contexts.page(Options(fresh=True)).context != first
    shared = contexts.page(Options()).context
    contexts.tidy()
    assert contexts.page(Options()).context == shared


def test_a_clock_that_was_set_goes_right_again(contexts: Contexts, quiz_address: str) -> None:
    page = contexts.page(Options())
    page.clock.set_fixed_time("1999-01-01T00:00:00Z")
    page.goto(f"{quiz_address}404.html")
    assert page.evaluate("new Date().getFullYear()") == 1999
    contexts.tidy()
    again = contexts.page(Options())
    again.goto(f"{quiz_address}404.html")
    assert again.evaluate("new Date().getFullYear()") > 1999


def test_a_viewer_forgets_the_page_before(viewer: Viewer) -> None:
    page = viewer.show("404.html", width=390, dark=True)
    page.emulate_media(media="print", forced_colors="active")
    page.evaluate("console.error('bad')")
    page.evaluate("document.body.remove(); localStorage.setItem('left', '1')")
    assert complaints(page) == ["bad"]
    assert viewer.show("map/") == page
    assert complaints(page) == []
    assert [url for url in requests(page) if "404" in url] == []
    assert [url for url in requests(page) if url.endswith("/map/")]
    media = ["print", "(forced-colors: active)", "(prefers-color-scheme: dark)", "(width: 390px)"]
    assert page.evaluate("(media) => media.filter((query) => matchMedia(query).matches)", media) == []
    assert page.evaluate("localStorage.length") == 0
    assert page.locator("article").count() == 1
