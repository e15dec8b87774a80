"""Each source is cited somewhere."""

from __future__ import annotations

from collections.abc import Iterator

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
    for key in library.sources:
        if key not in used:
            message = f"nothing cites '{key}'; cite it, or delete the file"
            yield library.source_document(key).problem(("title",), "unused-source", message)
