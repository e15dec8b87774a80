"""Finds a Chromium for the browser tests, or installs one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_NAMES = (
    "chromium-headless-shell", "chrome-headless-shell",  # without the frame of a window, which costs half of the time
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge",
)  # fmt: skip
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)


def find() -> str | None:
    """Path of an installed browser: ``CHROMIUM`` in the environment, one on the path, or Playwright's own."""
    if chosen := os.environ.get("CHROMIUM"):
        return chosen
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    for place in _PLACES:
        if Path(place).exists():
            return place
    return _playwright_own()


def obtain() -> str | None:
    """Path of a browser, installed if there was none; None if that failed."""
    if found := find():
        return found
    _run([sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"])
    if found := find():
        return found
    if sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get"):
        _run(["apt-get", "update", "-qq"])
        _run(
            [
                "apt-get",
                "install",
                "-y",
                "-qq",
                "--no-install-recommends",
                "chromium-headless-shell",
                "fonts-liberation",
            ]
        )
        if not find():  # older releases have none
            _run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"])
    return find()


def _playwright_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and Path(path).exists() else None


def _run(command: list[str]) -> None:
    print("+", " ".join(command), flush=True)
    subprocess.run(command, check=False)


if __name__ == "__main__":
    browser = obtain()
    if not browser:
        sys.exit("The browser tests need Chromium or Chrome: install one, or set CHROMIUM to the path of its program.")
    print(f"browser: {browser}")
