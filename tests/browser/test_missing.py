"""An address that does not exist leads on to the pages it may have meant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.watch import complaints
from tests.site.server import Handler, serve


class WithMissingPage(Handler):
    """Answers with the page for missing addresses, as hosts do."""

    def translate_path(self, path: str) -> str:
        found = super().translate_path(path)
        return found if Path(found).exists() else super().translate_path("/404.html")


@pytest.fixture(scope="module")
def address(relative_site: Path) -> Iterator[str]:
    with serve(relative_site, WithMissingPage) as address:
        yield address


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("concepts/rhlf/", "rlhf"), ("reward-haking", "reward-hacking"), ("direct-preference-optimisation/", "dpo")],
)
def test_the_page_that_was_meant_comes_first(visit: Open, address: str, typed: str, meant: str) -> None:
    page = visit(typed, address=address)
    first = page.locator("#nearest a").first
    expect(first).to_be_visible()
    first.click()
    assert page.url == f"{address}concepts/{meant}/"
    assert complaints(page) == []


def test_nothing_is_suggested_where_nothing_is_near(visit: Open, address: str) -> None:
    page = visit("qqqqqqqqqqqqqqqqq/", address=address)
    expect(page.locator("#nearest")).to_be_hidden()


def test_without_scripts_all_pages_are_listed(visit: Open, address: str) -> None:
    page = visit("concepts/rhlf/", address=address, script=False)
    expect(page.locator("#nearest")).to_be_hidden()
    page.get_by_text("All pages", exact=True).click()
    expect(page.locator("#pages a[href='/concepts/rlhf/']")).to_be_visible()
