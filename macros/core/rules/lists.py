"""No list in the file of a concept is longer than a page can show and a build can bear."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model.library import Library
from ..source.documents import KeyPath
from ..source.problems import Problem

LONGEST_LIST = 100


def check(library: Library) -> Iterator[Problem]:
    """Yields ``too-long``."""
    for document in library.drafts():
        for path, length in _lists(document.data, ()):
            if length > LONGEST_LIST:
                where = ".".join(str(part) for part in path)
                message = f"{where}: {length} entries; at most {LONGEST_LIST}"
                yield document.key_problem(path, "too-long", message)


def _lists(data: Any, path: KeyPath) -> Iterator[tuple[KeyPath, int]]:
    """The path and length of each list in some data."""
    if isinstance(data, tuple):
        yield path, len(data)
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, tuple) else ()
    for key, value in items:
        yield from _lists(value, (*path, key))
