"""Orders of reading, from what concepts require."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .library import Library


def reading_order(library: Library, ids: Sequence[str]) -> list[str]:
    """The concepts so that none comes before one that it requires, directly or through others; else as given."""
    wanted = set(ids)
    found: dict[str, None] = {}
    visited: set[str] = set()

    def visit(concept_id: str) -> None:
        if concept_id in visited:
            return
        visited.add(concept_id)
        for other in library.graph.targets(concept_id, "requires"):
            visit(other)
        if concept_id in wanted:
            found[concept_id] = None

    for concept_id in ids:
        visit(concept_id)
    return list(found)


def required_outside(library: Library, ids: Iterable[str]) -> list[str]:
    """Concepts that some of these require directly and that are not among them, in order of first need."""
    inside = set(ids)
    needed = (other for concept_id in ids for other in library.graph.targets(concept_id, "requires"))
    return list(dict.fromkeys(other for other in needed if other not in inside))
