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
    seen = _seen[page] = _Seen()

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            seen.complaints.append(message.text)

    def on_dialog(dialog: Dialog) -> None:
        seen.complaints.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("console", on_console)
    page.on("dialog", on_dialog)


def requests(page: Page) -> list[str]:
    """The addresses that a watched page has asked for, in order."""
    return _seen[page].requests


def complaints(page: Page) -> list[str]:
    """The errors and dialogs of a watched page, in order."""
    return _seen[page].complaints
