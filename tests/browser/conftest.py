from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium
from tests.browser.contexts import Contexts, Options, Viewer
from tests.site.server import serve

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The installed Chromium. Without one the tests fail; they are never skipped."""
    path = chromium.find()
    if not path:
        pytest.fail("no Chromium found; 'make test' installs one")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path)
        yield running
        running.close()


@pytest.fixture(scope="session")
def site_address(relative_site: Path) -> Iterator[str]:
    with serve(relative_site) as address:
        yield address


@pytest.fixture(scope="session")
def quiz_address(quiz_site: Path) -> Iterator[str]:
    with serve(quiz_site) as address:
        yield address


@pytest.fixture(scope="session")
def shared_contexts(browser: Browser) -> Iterator[Contexts]:
    contexts = Contexts(browser)
    yield contexts
    contexts.close()


@pytest.fixture
def contexts(shared_contexts: Contexts) -> Iterator[Contexts]:
    """Contexts in which nothing is stored."""
    yield shared_contexts
    shared_contexts.tidy()


@pytest.fixture
def visit(contexts: Contexts, site_address: str) -> Open:
    """Opens a page: ``visit("concepts/dpo/", width=390, dark=True, script=False)``.

    With ``settle`` it waits until nothing is loaded any more. Nothing moves without ``motion``, so that what is seen
    has come to rest. The module ``watch`` tells what the page asked for and complained about.
    """

    def open_page(
        path: str,
        *,
        width: int = 1280,
        dark: bool = False,
        script: bool = True,
        touch: bool = False,
        settle: bool = False,
        motion: bool = False,
        open_to_all: bool = False,
        fresh: bool = False,
        address: str = site_address,
    ) -> Page:
        page = contexts.page(Options(script, touch, open_to_all, fresh), width=width, dark=dark, motion=motion)
        page.goto(address + path, wait_until="networkidle" if settle else "load")
        page.evaluate("document.fonts.ready")
        return page

    return open_page


@pytest.fixture(scope="session")
def viewer(browser: Browser, site_address: str) -> Iterator[Viewer]:
    """Shows pages of the site to tests that only look."""
    contexts = Contexts(browser)
    yield Viewer(contexts, site_address)
    contexts.close()
