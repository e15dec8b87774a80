"""Tips of citations, concepts and terms: on hover, focus and tap; they can be closed and entered; else a link."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Open

FIRST = ".aa-text a.aa-cite >> nth=0"


def point_at(link: Locator) -> None:
    """Hovers once the page rests: a tip closes when the page scrolls below the pointer."""
    link.scroll_into_view_if_needed()
    link.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    link.hover()


def test_hover_shows_the_source_and_leaving_hides_it(visit: Open) -> None:
    page = visit("concepts/dpo/")
    link, tip = page.locator(FIRST), page.locator(".aa-tip")
    point_at(link)
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("Language Model is Secretly a Reward Model")
    assert link.get_attribute("aria-describedby") == tip.get_attribute("id")
    page.locator("h1").hover()
    expect(tip).to_have_count(0)


def test_the_pointer_may_enter_the_tip(visit: Open) -> None:
    page = visit("concepts/dpo/")
    page.locator(FIRST).scroll_into_view_if_needed()
    page.clock.install()
    page.locator(FIRST).hover()
    tip = page.locator(".aa-tip")
    tip.hover()
    page.clock.run_for(1000)
    expect(tip).to_be_visible()
    page.locator("h1").hover()
    page.clock.run_for(1000)
    expect(tip).to_have_count(0)


def test_focus_shows_and_escape_hides_it(visit: Open) -> None:
    page = visit("concepts/dpo/")
    page.locator(FIRST).focus()
    expect(page.locator(".aa-tip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".aa-tip")).to_have_count(0)
    assert page.locator(FIRST).get_attribute("aria-describedby") is None


def test_a_tap_shows_it_and_a_second_tap_follows_the_link(visit: Open) -> None:
    page = visit("concepts/dpo/", width=390, touch=True)
    page.locator(FIRST).tap()
    tip = page.locator(".aa-tip")
    expect(tip).to_be_visible()
    box = tip.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
    assert "#source" not in page.url
    page.locator(FIRST).tap()
    page.wait_for_url("**#source-rafailov2023dpo")


def test_without_script_it_leads_to_the_list_of_sources(visit: Open) -> None:
    page = visit("concepts/dpo/", script=False)
    page.locator(FIRST).click()
    assert page.url.endswith("#source-rafailov2023dpo")
    expect(page.locator("#source-rafailov2023dpo")).to_be_in_viewport()


def test_focus_far_down_the_page_keeps_its_tip(visit: Open) -> None:
    page = visit("concepts/dpo/", width=390)
    page.locator(".aa-claim a.aa-cite:visible").last.focus()
    expect(page.locator(".aa-tip")).to_be_visible()
    expect(page.locator(".aa-tip")).to_be_in_viewport()


TERM = ".aa-text a[data-tip] >> nth=0"


def test_a_term_is_explained_on_hover_and_focus_until_escape(visit: Open) -> None:
    page = visit("concepts/dpo/")
    link, tip = page.locator(TERM), page.locator(".aa-tip")
    point_at(link)
    expect(tip).to_have_text(str(link.get_attribute("data-tip")))
    page.locator("h1").hover()
    expect(tip).to_have_count(0)
    link.focus()
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_have_count(0)


def test_a_tap_explains_a_term_and_a_second_one_leads_to_it(visit: Open) -> None:
    page = visit("concepts/dpo/", width=390, touch=True)
    page.locator(TERM).tap()
    expect(page.locator(".aa-tip")).to_be_visible()
    assert page.url.endswith("concepts/dpo/")
    href = str(page.locator(TERM).get_attribute("href"))
    page.locator(TERM).tap()
    page.wait_for_url(f"**/{href.replace('../', '').lstrip('/')}")


def test_a_term_is_explained_once_a_section(visit: Open) -> None:
    page = visit("concepts/rlhf/", script=False)
    repeated = page.locator(".aa-text").evaluate_all(
        "all => all.flatMap(s => { const t = [...s.querySelectorAll('a[data-tip]')].map(a => a.href);"
        " return t.filter((h, i) => t.indexOf(h) !== i); })"
    )
    assert repeated == []
