"""Coverage points at places that are there or lead on, has each row once, and says what is said instead."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

from ..model.files import COVERAGE
from ..model.library import Library
from ..names.renames import present
from ..outline.concept import places
from ..source.problems import Problem, unknown


def check(library: Library) -> Iterator[Problem]:
    """Yields ``unknown-place``, ``repeated-row`` and ``missing-note``."""
    document = library.documents[COVERAGE]
    known = cache(partial(_linkable, library))
    now = present(library)
    seen: set[str] = set()
    for p, covered in enumerate(library.coverage):
        for r, row in enumerate(covered.rows):
            path = (library.position(COVERAGE, p), "rows", r)
            if row.row in seen:
                yield document.problem((*path, "row"), "repeated-row", f"the row {row.row} stands above already")
            seen.add(row.row)
            if row.verdict != "kept" and not row.note:
                message = "say in a note what the pages say instead; only a row that is 'kept' needs none"
                yield document.problem((*path, "verdict"), "missing-note", message)
            for number, place in enumerate(row.places):
                concept, _, anchor = now(place).partition("#")
                unsettled = concept in library.unsettled or (library.stray and anchor.startswith("relation-"))
                if concept in library.unreadable or unsettled:
                    continue
                if concept not in library.concepts:
                    message = library.unknown_concept(concept)
                elif anchor and anchor not in known(concept):
                    message = unknown(f"'{concept}' has no anchor '{anchor}'", anchor, known(concept))
                else:
                    continue
                yield document.problem((*path, "places", number), "unknown-place", message)


def _linkable(library: Library, concept_id: str) -> dict[str, None]:
    """The anchors of a page that coverage may name: what stays, and its sources."""
    found = places(library, concept_id).items()
    return dict.fromkeys(sorted(anchor for anchor, part in found if part.permanent or part.kind == "source"))
