"""Pages cached between builds, for as long as nothing that any of them is made from has changed."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from .cache import json_form, read, use_folder, write

MOST = 4
"""How many states of the project are cached, so that a look at another branch costs nothing."""
_PACKAGES = ("pele", "d3-array")
"""The npm packages that draw."""
_INPUTS = (
    "data",
    "macros",
    "web/scripts/figures",
    "web/scripts/pele.mjs",
    "web/scripts/words.mjs",
    "web/words.json",
    *(f"node_modules/{name}/package.json" for name in _PACKAGES),
)


class Fragment(NamedTuple):
    """A page of Markdown with placeholders.

    Attributes:
        text: The Markdown.
        start: Number of its first placeholder.
        blocks: The rendered HTML for its placeholders, in their order.
    """

    text: str
    start: int
    blocks: Sequence[str]


FORM = json_form(TypeAdapter(Fragment))
"""The form of pages in the cache."""


@dataclass(frozen=True)
class PageCache:
    """The pages of one state of the project, each in a file of ``folder``."""

    folder: Path

    def get(self, name: str) -> Fragment | None:
        """The page of that name; None if there is none, or it is damaged."""
        return read(self.folder / name, FORM)

    def put(self, name: str, fragment: Fragment) -> None:
        """Caches a page. Where that fails, as on a full disk, it is rendered again in the next build."""
        write(self.folder / name, fragment, FORM)


def page_cache(root: Path, addresses: str) -> PageCache:
    """The cache of the project at ``root`` as it is now, in ``.cache/pages``; older states are dropped.

    ``addresses`` stands for the way in which pages link to each other.
    """
    cache = PageCache(root / ".cache" / "pages" / state(root, addresses))
    use_folder(cache.folder, MOST)
    return cache


def state(root: Path, addresses: str) -> str:
    """A digest of everything that pages are made from: all data, the program with its templates, Python, all packages.

    It is coarse on purpose: a page shows names and summaries of others, and no list of what it shows could go stale.
    """
    found = hashlib.sha256(f"{addresses}\n{sys.version}\n".encode())
    for package in sorted(f"{package.name} {package.version}\n" for package in distributions()):
        found.update(package.encode())
    for name in _INPUTS:
        place = root / name
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.is_file() and "__pycache__" not in file.parts:
                digest = hashlib.sha256(file.read_bytes()).hexdigest().encode()
                found.update(os.fsencode(file.relative_to(root).as_posix()) + b" " + digest + b"\n")
    return found.hexdigest()[:32]
