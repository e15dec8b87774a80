"""A process begins anew only at an earlier stage, or at the same one."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.library import Library
from ..source.problems import Problem, unknown
from .lists import LONGEST_LIST


def check(library: Library) -> Iterator[Problem]:
    """Yields ``unknown-stage``."""
    for concept_id, concept in library.concepts.items():
        earlier: list[str] = []
        for position, stage in enumerate(concept.process[:LONGEST_LIST]):  # a longer list is a problem of its own
            earlier.append(stage.id)
            if stage.again is not None and stage.again not in earlier:
                message = unknown(f"no stage up to this one is called '{stage.again}'", stage.again, tuple(earlier))
                path = ("process", position, "again")
                yield library.document(concept_id).problem(path, "unknown-stage", message)
