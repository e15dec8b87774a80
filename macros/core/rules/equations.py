"""Each equation and each figure is shown by exactly one section."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.concept import Concept
from ..model.library import Library
from ..source.documents import Document
from ..source.problems import Problem, unknown


def check(library: Library) -> Iterator[Problem]:
    """Yields ``unknown-``, ``repeated-`` and ``unplaced-equation``, and the same for figures."""
    for concept_id, concept in library.concepts.items():
        if concept_id in library.unsettled:
            continue
        for noun in ("equation", "figure"):
            yield from _misplaced(library.document(concept_id), concept, noun)


def _misplaced(document: Document, concept: Concept, noun: str) -> Iterator[Problem]:
    name = f"{noun}s"
    known = [item.id for item in getattr(concept, name)]
    placed: dict[str, str] = {}
    for s, section in enumerate(concept.sections):
        for place, key in enumerate(getattr(section, name)):
            path = ("sections", s, name, place)
            if key not in known:
                message = unknown(f"unknown {noun} '{key}'", key, known)
                yield document.problem(path, f"unknown-{noun}", message)
            elif key in placed:
                message = f"the section '{placed[key]}' shows '{key}' already; delete one of the two"
                yield document.problem(path, f"repeated-{noun}", message)
            placed.setdefault(key, section.id)
    for position, key in enumerate(known):
        if key not in placed:
            message = f"no section shows '{key}'; add it to the {name} of the section that explains it"
            yield document.problem((name, position, "id"), f"unplaced-{noun}", message)
