"""Contexts and pages of a browser that tests share, since a new one costs more than most tests do in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from tests.browser.measures import SHORTEN
from tests.browser.watch import forget, requests, watch


@dataclass(frozen=True)
class Options:
    """What cannot change while a context is open; width, palette and motion can, so each page has its own.

    Attributes:
        script: Whether pages run their scripts.
        touch: Whether there is a touchscreen.
        open_to_all: Whether pages let in the scripts and styles of others, as programs of readers do.
        fresh: Whether the browser has kept no file of an earlier test.
    """

    script: bool = True
    touch: bool = False
    open_to_all: bool = False
    fresh: bool = False


@dataclass
class Contexts:
    """One context for each set of options. What a test leaves in it is deleted before the next test.

    A test that changes a context itself, say by ``add_init_script``, opens one of its own.
    """

    browser: Browser
    _open: dict[Options, BrowserContext] = field(default_factory=dict)
    _pages: dict[Options, list[Page]] = field(default_factory=dict)

    def page(self, options: Options, *, width: int = 1280, dark: bool = False, motion: bool = False) -> Page:
        """A new page, which is watched."""
        if options not in self._open:
            self._open[options] = self.browser.new_context(
                viewport={"width": 1280, "height": 900},
                reduced_motion="reduce",
                java_script_enabled=options.script,
                has_touch=options.touch,
                bypass_csp=options.open_to_all,
            )
        page = self._open[options].new_page()
        self._pages.setdefault(options, []).append(page)
        watch(page)
        present(page, width=width, dark=dark, motion=motion)
        return page

    def tidy(self) -> None:
        """Closes all pages and deletes what they stored. A context that is fresh, or whose clock was set, is closed."""
        for options, made in self._pages.items():
            context = self._open[options]
            if options.fresh or any(page.evaluate("'__pwClock' in globalThis") for page in context.pages):
                self._open.pop(options).close()
                continue
            addresses = [url for page in made for url in (page.url, *requests(page))]
            session = context.new_cdp_session(context.pages[0] if context.pages else context.new_page())
            _clear(session, *addresses)
            context.clear_cookies()
            for page in context.pages:
                page.close()
        self._pages.clear()

    def close(self) -> None:
        """Closes all contexts."""
        for context in self._open.values():
            context.close()
        self._open.clear()
        self._pages.clear()


@dataclass
class Viewer:
    """Shows one page of a site after the other in the same tab, for tests that look at many pages.

    Pages find nothing stored. A test that changes the tab itself, say by ``route`` or ``on``, opens one of its own.

    Attributes:
        contexts: Where the tabs are.
        address: That of the site.
        most: Of a list or a table, so many rows of one kind stay on the page; all of them if it is 0.
    """

    contexts: Contexts
    address: str
    most: int = 0
    _tabs: dict[bool, tuple[Page, CDPSession]] = field(default_factory=dict)

    def show(self, path: str, *, width: int = 1280, dark: bool = False, script: bool = True) -> Page:
        """The page at a path, loaded anew, with its fonts; what was watched of the page before is forgotten."""
        if script not in self._tabs or self._tabs[script][0].is_closed():
            page = self.contexts.page(Options(script=script))
            self._tabs[script] = page, page.context.new_cdp_session(page)
        page, session = self._tabs[script]
        page.goto("about:blank")
        _clear(session, self.address)
        forget(page)
        present(page, width=width, dark=dark)
        page.goto(self.address + path)
        page.evaluate("document.fonts.ready")
        if self.most:
            page.evaluate(SHORTEN, self.most)
        return page


def present(page: Page, *, width: int = 1280, dark: bool = False, motion: bool = False) -> None:
    """Gives a page the screen that a reader has, and no printer and no forced colors."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(
        media="screen",
        color_scheme="dark" if dark else "light",
        reduced_motion="no-preference" if motion else "reduce",
        forced_colors="none",
    )


def _clear(session: CDPSession, *addresses: str) -> None:
    """Deletes what pages at these addresses stored."""
    for origin in {_origin(url) for url in addresses} - {""}:
        session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})


def _origin(url: str) -> str:
    """What storage belongs to; an empty text for pages without any."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "file") else ""
