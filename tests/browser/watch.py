"""What a page asks for and complains about while a test has it open."""

from __future__ import annotations

from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from playwright.sync_api import ConsoleMessage, Dialog, Page


@dataclass
class _Seen:
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


_seen: WeakKeyDictionary[Page, _Seen] = WeakKeyDictionary()


def watch(page: Page) -> None:
    """Keeps what the page does from now on. A dialog is dismissed and counts as a complaint."""
    _seen[page] = _Seen()

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints(page).append(message.text)

    def on_dialog(dialog: Dialog) -> None:
        complaints(page).append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("request", lambda request: requests(page).append(request.url))
    page.on("pageerror", lambda error: complaints(page).append(str(error)))
    page.on("console", on_console)
    page.on("dialog", on_dialog)


def forget(page: Page) -> None:
    """Drops what a watched page has done so far."""
    _seen[page] = _Seen()


def requests(page: Page) -> list[str]:
    """The addresses that a watched page has asked for, in order; none of a page that nobody watches."""
    return _seen.get(page, _Seen()).requests


def complaints(page: Page) -> list[str]:
    """The errors and dialogs of a watched page, in order."""
    return _seen[page].complaints
