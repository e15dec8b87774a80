"""Coverage points at places that exist, has each row once, and says what replaced a statement that does not stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ..coverage import anchors
from ..library import COVERAGE, Library
from ..problems import Problem, Unknown


def check(library: Library) -> Iterator[Problem]:
    """Yields ``unknown-place``, ``repeated-row`` and ``missing-note``."""
    document = library.documents[COVERAGE]
    known = cache(lambda concept_id: dict.fromkeys(sorted(anchors(library, concept_id))))
    seen: set[str] = set()
    for p, part in enumerate(library.coverage):
        for r, row in enumerate(part.rows):
            path = (p, "rows", r)
            if row.row in seen:
                yield document.problem((*path, "row"), "repeated-row", f"the row {row.row} stands above already")
            seen.add(row.row)
            if row.verdict != "kept" and not row.note:
                message = "say in a note what the pages say instead; only a row that is 'kept' needs none"
                yield document.problem((*path, "verdict"), "missing-note", message)
            for number, place in enumerate(row.places):
                concept, _, anchor = place.partition("#")
                if concept in library.unreadable:
                    continue
                if concept not in library.concepts:
                    message = Unknown(f"unknown concept '{concept}'", concept, library.concept_ids)
                elif anchor not in known(concept):
                    message = Unknown(f"'{concept}' has no anchor '{anchor}'", anchor, known(concept))
                else:
                    continue
                yield document.problem((*path, "places", number), "unknown-place", message)
