"""Each source is the work that the lock says: same arXiv id, title and first author."""

from __future__ import annotations

from collections.abc import Iterator

from ..library import LOCK, SOURCES, Library, read_lock_file
from ..lock import digest, read_lock
from ..problems import Problem


def check(library: Library) -> Iterator[Problem]:
    """Yields ``changed-source``, ``unlocked-source`` and ``stale-lock``."""
    text, problems = read_lock_file(library.root, LOCK)
    if problems:
        yield from problems
        return
    locked = read_lock(text)
    document = library.documents[SOURCES]
    for position, entry in enumerate(document.data if isinstance(document.data, tuple) else ()):
        key = entry.get("key") if isinstance(entry, dict) else None
        source = library.sources.get(key) if isinstance(key, str) else None
        if source is None:
            continue
        if source.key not in locked:
            message = (
                f"'{source.key}' is not in {LOCK}; compare it with the work itself, then run 'python -m macros lock'"
            )
            yield document.problem((position, "key"), "unlocked-source", message)
        elif locked[source.key] != digest(source):
            message = (
                f"the arXiv id, title or first author of '{source.key}' is not the one in {LOCK}; restore it, or, "
                f"if the work itself has it so, run 'python -m macros lock {source.key}'"
            )
            yield document.problem((position, "title"), "changed-source", message)
    for number, line in enumerate(text.splitlines(), start=1):
        key = line.split(" ")[0]
        if key not in library.source_keys:
            message = f"no source has the key '{key}'; run 'python -m macros lock'"
            yield Problem(LOCK, number, 1, "stale-lock", message)
