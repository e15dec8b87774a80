"""The search dialog: by key, pointer and touch, and what it loads."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.axe import violations
from tests.browser.conftest import Open
from tests.browser.watch import complaints, requests


def of_search(page: Page) -> list[str]:
    """The addresses that were asked for and belong to search."""
    return [url for url in requests(page) if "/search/" in url or "search-dialog" in url]


def opened(page: Page) -> Locator:
    """The dialog, opened with its key."""
    page.keyboard.press("/")
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog).to_be_visible()
    return dialog


def asked(page: Page, query: str) -> Locator:
    """The links of the results for a query, when there are some."""
    page.get_by_role("searchbox", name="Search").fill(query)
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(re.compile(r"results?$"))
    return page.get_by_role("dialog").get_by_role("listitem").get_by_role("link")


def test_nothing_is_fetched_before_it_is_opened(visit: Open) -> None:
    page = visit("concepts/dpo/", settle=True)
    assert of_search(page) == []
    opened(page)
    asked(page, "reward")
    assert len(of_search(page)) > 2


def test_a_phrase_leads_to_its_section(visit: Open, site_address: str) -> None:
    page = visit("")
    opened(page)
    found = asked(page, "implicit reward")
    expect(found.first.locator("mark").first).to_have_text(re.compile("reward", re.IGNORECASE))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"{site_address}(?:concepts|bibliography|glossary)/\S*#\S+"))
    anchor = page.url.partition("#")[2]
    expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()
    assert complaints(page) == []


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("dpo", "Direct preference optimization"),
        ("RLHF", "Reinforcement learning from human feedback"),
        ("sycophancey", "Sycophancy"),
        ("reward hcaking", "Reward hacking"),
        ("constitutonal ai", "Constitutional AI"),
    ],
)
def test_abbreviations_and_slips_find_their_concept(query: str, title: str, visit: Open) -> None:
    page = visit("")
    opened(page)
    asked(page, query)
    names = page.locator(".aa-search-title")
    assert title in [names.nth(place).inner_text() for place in range(min(3, names.count()))]


def test_results_are_narrowed_by_kind_and_category(visit: Open) -> None:
    page = visit("")
    dialog = opened(page)
    asked(page, "reward")
    for field, value, part in (
        ("Kind", "source", "Source"),
        ("Kind", "concept", ""),
        ("Category", "evaluation", "Evaluation methods"),
    ):
        dialog.get_by_label(field).select_option(value)
        expect(dialog.get_by_role("status")).to_have_text(re.compile(r"^\d+ results?$"))
        kinds = page.locator(".aa-search-kind")
        expect(kinds.first).to_contain_text(part)
        assert all(part in words for words in kinds.all_inner_texts())


def titles(page: Page) -> list[str]:
    return page.locator(".aa-search-title").all_inner_texts()


def test_pages_about_the_site_are_found_when_asked_for(visit: Open) -> None:
    page = visit("")
    dialog = opened(page)
    asked(page, "architecture")
    assert "Architecture" not in titles(page)
    dialog.get_by_label("Kind").select_option("about")
    expect(dialog.get_by_role("link", name="Architecture").first).to_be_visible()
    assert set(page.locator(".aa-search-kind").all_inner_texts()) == {"About this site"}


def test_two_concepts_are_compared(visit: Open, site_address: str) -> None:
    page = visit("")
    dialog = opened(page)
    page.get_by_role("searchbox", name="Search").fill("difference between RLHF and RLAIF")
    expect(dialog.get_by_role("status")).to_contain_text("two entries and how they relate")
    struck = dialog.get_by_role("status").locator("s").all_inner_texts()
    assert struck == ["difference", "between", "and"]
    assert titles(page)[:3] == ["RLHF and RLAIF side by side", "RLHF", "RLAIF"]
    assert page.locator(".aa-search-kind").first.inner_text() == "Comparison"
    one, other = (page.locator(".aa-search-both a").nth(place).bounding_box() for place in (0, 1))
    assert one and other and one["y"] == other["y"] and one["x"] < other["x"]
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site_address}comparisons/#preference-learning")


def test_both_names_of_a_comparison_stay_though_no_text_has_both(visit: Open) -> None:
    page = visit("")
    dialog = opened(page)
    page.get_by_role("searchbox", name="Search").fill("qlora vs sandwiching")
    expect(dialog.get_by_role("status")).to_contain_text("two entries and how they relate")
    assert dialog.get_by_role("status").locator("s").all_inner_texts() == ["vs"]
    assert titles(page)[:3] == ["QLoRA", "Sandwiching", "From QLoRA to Sandwiching"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_label("From", exact=True)).to_have_value("Quantized low-rank adaptation")


def test_a_contested_claim_answers_which_is_better(visit: Open) -> None:
    page = visit("")
    dialog = opened(page)
    page.get_by_role("searchbox", name="Search").fill("is dpo better than ppo")
    first = dialog.get_by_role("listitem").first
    expect(first).to_contain_text("Contested")
    expect(first.get_by_role("link")).to_have_attribute("href", re.compile(r"/concepts/dpo/#claim-"))


def test_a_name_shows_its_summary_and_a_slip_what_it_was_taken_for(visit: Open) -> None:
    page = visit("")
    dialog = opened(page)
    expect(asked(page, "how does constitutionl ai work").first).to_contain_text("Trains a model to be harmless")
    assert dialog.get_by_role("status").locator("s").all_inner_texts() == ["how", "does", "constitutionl", "work"]
    expect(dialog.get_by_role("status")).to_contain_text("constitutional")


def test_what_the_site_lacks_is_said_with_what_is_near_and_without_the_missing_words(visit: Open) -> None:
    page = visit("")
    dialog = opened(page)
    page.get_by_role("searchbox", name="Search").fill("lottery ticket hypothesis")
    expect(dialog.get_by_role("status")).to_contain_text("No page mentions “lottery ticket hypothesis”.")
    expect(dialog).to_contain_text("Results without “lottery ticket”:")
    expect(dialog.get_by_role("link", name="Propose")).to_have_count(0)  # this site has no repository


def test_a_missing_term_can_be_proposed_where_there_is_a_repository(visit: Open) -> None:
    page = visit("", fresh=True)

    def with_repository(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "propose": "https://github.com/owner/name/issues/new"})

    page.route("**/search/names.json", with_repository)
    opened(page)
    page.get_by_role("searchbox", name="Search").fill('gr&okking" <b>')
    link = page.get_by_role("dialog").get_by_role("link", name="Propose")
    expect(link).to_have_attribute(
        "href", re.compile("^https://github.com/owner/name/issues/new[?]template=concept.yml&")
    )
    assert parse_qs(urlsplit(link.get_attribute("href") or "").query)["name"] == ['gr&okking" <b']
    said = page.get_by_role("dialog").get_by_role("status").locator("b")
    expect(said).to_have_text('No page mentions “gr&okking" <b”.')


def test_partial_matches_are_marked_and_few(visit: Open) -> None:
    page = visit("")
    dialog = opened(page)
    page.get_by_role("searchbox", name="Search").fill("distillery")
    expect(dialog).to_contain_text(re.compile("No page mentions “distillery”"))
    expect(dialog).to_contain_text("Partial matches:")
    partial = dialog.locator(".aa-search-told:has-text('Partial matches:') + ol > li")
    assert 0 < partial.count() <= 6  # parts of three texts


def test_recent_searches_are_offered_and_cleared(visit: Open) -> None:
    page = visit("", fresh=True)
    page.evaluate("localStorage['atlas-search-recent'] = JSON.stringify(['<b>bold</b>', 7])")
    opened(page)
    asked(page, "kl penalty").first.click()
    page.wait_for_url("**/concepts/kl-penalty/")
    dialog = opened(page)
    offered = dialog.get_by_role("listitem").get_by_role("button")
    expect(offered).to_have_text(["kl penalty", "<b>bold</b>"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("status")).to_have_text(re.compile("results$"))
    expect(page.get_by_role("searchbox", name="Search")).to_have_value("kl penalty")
    page.get_by_role("searchbox", name="Search").fill("")
    dialog.get_by_role("button", name="Clear").click()
    expect(offered).to_have_count(0)
    expect(page.get_by_role("searchbox", name="Search")).to_be_focused()
    assert page.evaluate("localStorage['atlas-search-recent']") is None
    assert complaints(page) == []


def test_more_results_that_fail_to_load_can_be_asked_for_again(visit: Open) -> None:
    page = visit("", fresh=True)
    dialog = opened(page)
    found = asked(page, "reward")
    state = dialog.get_by_role("status")
    words, before = state.inner_text(), found.all_inner_texts()
    page.route("**/search/fragment/*", lambda route: route.abort())
    more = dialog.get_by_role("button", name="Show more results")
    more.click()
    expect(state).to_have_text("Couldn’t load more results. Try again.")
    assert found.all_inner_texts() == before
    expect(more).to_be_focused()
    page.unroute_all()
    more.click()
    expect(found.nth(len(before))).to_be_focused()
    assert found.all_inner_texts()[: len(before)] == before
    expect(state).to_have_text(words)


@pytest.mark.parametrize("files", ["fragment/*", "index/*"])
def test_a_search_that_fails_can_be_tried_again(files: str, visit: Open) -> None:
    page = visit("", fresh=True)
    page.route(f"**/search/{files}", lambda route: route.abort())
    dialog = opened(page)
    page.get_by_role("searchbox", name="Search").fill("reward")
    expect(dialog.get_by_role("status")).to_have_text("Search couldn’t load. Try again.")
    page.unroute_all()
    assert asked(page, "reward model").count() > 8


def test_the_keyboard_does_everything(visit: Open) -> None:
    page = visit("concepts/dpo/")
    page.get_by_role("button", name="Search").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("searchbox", name="Search")).to_be_focused()
    found = asked(page, "reward")
    page.keyboard.press("ArrowDown")
    expect(found.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(found.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox", name="Search")).to_be_focused()
    page.keyboard.press("Escape")
    if page.get_by_role("dialog").is_visible():  # the first one may only empty the field
        page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Search")).to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_the_key_is_a_letter_in_fields(visit: Open) -> None:
    page = visit("map/")
    page.get_by_label("From", exact=True).press("/")
    expect(page.get_by_label("From", exact=True)).to_have_value("/")
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (390, False), (390, True)])
def test_the_dialog_is_accessible(width: int, dark: bool, visit: Open) -> None:
    page = visit("concepts/dpo/", width=width, dark=dark)
    dialog = opened(page)
    for query, said in (
        ("reward model", "results"),
        ("rlhf vs rlaif", "relate"),
        ("lottery ticket hypothesis", "No page"),
    ):
        page.get_by_role("searchbox", name="Search").fill(query)
        expect(dialog.get_by_role("status")).to_contain_text(said)
        assert violations(page) == [], query
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.get_by_role("dialog").evaluate("e => e.scrollWidth <= e.clientWidth")
    assert complaints(page) == []


def test_it_works_by_touch(visit: Open, site_address: str) -> None:
    page = visit("", width=390, touch=True)
    page.get_by_role("button", name="Search").tap()
    asked(page, "dpo").first.tap()
    expect(page).to_have_url(f"{site_address}concepts/dpo/")


def test_it_opens_where_storage_is_denied(visit: Open) -> None:
    page = visit("")
    denied = "{ get() { throw new DOMException('denied', 'SecurityError'); } }"
    page.evaluate(f"Object.defineProperty(window, 'localStorage', {denied})")
    opened(page)
    asked(page, "reward")
    assert complaints(page) == []


def test_without_scripts_there_is_no_button(visit: Open) -> None:
    assert visit("", script=False).locator(".aa-search-open").is_hidden()
