"""Orders of reading, from what concepts require."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .library import Library


def reading_order(library: Library, ids: Sequence[str]) -> list[str]:
    """The concepts so that none comes before one that it requires, directly or through others; else as given."""
    wanted = set(ids)
    found: list[str] = []
    visited: set[str] = set()
    pending = [(concept_id, False) for concept_id in reversed(ids)]
    while pending:
        concept_id, done = pending.pop()
        if done and concept_id in wanted:
            found.append(concept_id)
        if done or concept_id in visited:
            continue
        visited.add(concept_id)
        pending.append((concept_id, True))
        pending += [(other, False) for other in reversed(library.graph.requirements(concept_id))]
    return found


def steps(library: Library) -> Mapping[str, int]:
    """How many concepts stand in the longest chain of prerequisites before each concept; 0 if it requires none."""
    found: dict[str, int] = {}
    for concept_id in reading_order(library, list(library.concepts)):
        required = library.graph.requirements(concept_id)
        found[concept_id] = max((found[other] + 1 for other in required if other in found), default=0)
    return found
