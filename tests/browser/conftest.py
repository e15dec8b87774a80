from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import chromium
from tests.browser.watch import watch
from tests.projects import build, quiz_project
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
def quiz_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with the small project's data, in which alpha has a question of every type."""
    project = quiz_project(tmp_path_factory.mktemp("quiz") / "project")
    done = build(project)
    assert done.returncode == 0, done.stderr
    return project / "site"


@pytest.fixture(scope="session")
def quiz_address(quiz_site: Path) -> Iterator[str]:
    with serve(quiz_site) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, site_address: str) -> Iterator[Open]:
    """Opens a page: ``visit("concepts/dpo/", width=390, dark=True, script=False)``.

    With ``settle`` it waits until nothing is loaded any more. Nothing moves without ``motion``, so that what is seen
    has come to rest. The module ``watch`` tells what the page asked for and complained about.
    """
    contexts: list[BrowserContext] = []

    def open_page(
        path: str,
        *,
        width: int = 1280,
        dark: bool = False,
        script: bool = True,
        touch: bool = False,
        settle: bool = False,
        motion: bool = False,
        address: str = site_address,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            has_touch=touch,
            reduced_motion="no-preference" if motion else "reduce",
        )
        contexts.append(context)
        page = context.new_page()
        watch(page)
        page.goto(address + path, wait_until="networkidle" if settle else "load")
        page.evaluate("document.fonts.ready")
        return page

    yield open_page
    for context in contexts:
        context.close()
