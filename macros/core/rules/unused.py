"""Each source is cited somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.files import SOURCES
from ..model.library import Library
from ..source.problems import Problem
from ..text.bibliography import cited_by


def check(library: Library) -> Iterator[Problem]:
    """Yields ``unused-source``.

    Nothing is reported while a concept cannot be read or cites an unknown key: it may cite what seems unused.
    """
    used = cited_by(library)
    if library.unreadable or used.keys() - set(library.source_keys):
        return
    document = library.documents[SOURCES]
    for position, entry in enumerate(document.data if isinstance(document.data, tuple) else ()):
        key = entry.get("key") if isinstance(entry, dict) else None
        if isinstance(key, str) and key in library.sources and key not in used:
            message = f"nothing cites '{key}'; cite it, or delete the entry"
            yield document.problem((position, "key"), "unused-source", message)
