"""A process begins anew only at an earlier stage, or at the same one."""

from __future__ import annotations

from collections.abc import Iterator

from ..library import Library
from ..problems import Problem, suggest


def check(library: Library) -> Iterator[Problem]:
    """Yields ``unknown-stage``."""
    for concept_id, concept in library.concepts.items():
        earlier: list[str] = []
        for position, stage in enumerate(concept.process):
            earlier.append(stage.id)
            if stage.again is not None and stage.again not in earlier:
                message = f"no stage up to this one is called '{stage.again}'{suggest(stage.again, earlier)}"
                path = ("process", position, "again")
                yield library.document(concept_id).problem(path, "unknown-stage", message)
