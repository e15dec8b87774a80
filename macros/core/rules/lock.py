"""Each source is the work that the lock says: same arXiv id, title and first author."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.files import LOCK
from ..model.library import Library
from ..model.reading import read_lock_file
from ..names.sources import digest, read_lock
from ..source.problems import Problem


def check(library: Library) -> Iterator[Problem]:
    """Yields ``changed-source``, ``unlocked-source``, ``stale-lock``, ``lock-line``, ``conflict-marker`` and
    ``unsorted-lock``. A lock with damaged lines is not compared with the sources."""
    text, problems = read_lock_file(library.root, LOCK)
    lock = read_lock(text)
    yield from problems or lock.problems
    if problems or lock.damage:
        return
    locked = lock.entries
    for key, source in library.sources.items():
        document = library.source_document(key)
        if key not in locked:
            message = (
                f"'{key}' is not in {LOCK}; compare it with the work itself, then run 'make locks', or leave it "
                "to a maintainer"
            )
            yield document.problem(("title",), "unlocked-source", message)
        elif locked[key].digest != digest(source):
            message = (
                f"the arXiv id, title or first author of '{key}' is not the one in {LOCK}; restore it, or, "
                f"if the work itself has it so, run 'make locks NAMES={key}' (or leave that to a maintainer)"
            )
            yield document.problem(("title",), "changed-source", message)
    for key, held in locked.items():
        if key not in library.source_keys:
            message = f"no source has the key '{key}'; run 'make locks', or leave it to a maintainer"
            yield Problem(LOCK, held.number, 1, "stale-lock", message)
