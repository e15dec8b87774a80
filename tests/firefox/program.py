"""Finds a Firefox, or installs Debian's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_NAMES = ("firefox-esr", "firefox")
_PLACES = (
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    r"C:\Program Files\Mozilla Firefox\firefox.exe",
)


def find() -> str | None:
    """Path of an installed Firefox: ``FIREFOX`` in the environment, or the first in the usual places."""
    if chosen := os.environ.get("FIREFOX"):
        return chosen
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    return next((place for place in _PLACES if Path(place).exists()), None)


def obtain() -> str | None:
    """Path of a Firefox, installed if there was none and apt-get can install one; None if that failed."""
    if found := find():
        return found
    if sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "firefox-esr"],
        ):
            print("+", " ".join(command), flush=True)
            subprocess.run(command, check=False)
    return find()
