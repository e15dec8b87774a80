"""A relation leads to another concept and is written once, at one of its ends."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.library import Library
from ..source.problems import Problem


def check(library: Library) -> Iterator[Problem]:
    """Yields ``self-relation`` and ``duplicate-relation``."""
    symmetric = {kind.key for kind in library.vocabulary.relation_kinds if kind.symmetric}
    first: dict[tuple[str, str, str], tuple[str, int]] = {}
    for concept_id, concept in sorted(library.concepts.items()):
        document = library.document(concept_id)
        for position, relation in enumerate(concept.relations):
            path = ("relations", position, "target")
            if relation.target == concept_id:
                message = "a concept cannot be related to itself; name another target"
                yield document.problem(path, "self-relation", message)
                continue
            ends = (concept_id, relation.target)
            key = (relation.kind, *(sorted(ends) if relation.kind in symmetric else ends))
            if key in first:
                owner, at = first[key]
                other = library.document(owner)
                line = other.values[("relations", at, "target")].line
                message = f"this relation stands in {other.path}:{line} already; write it once"
                yield document.problem(path, "duplicate-relation", message)
            first.setdefault(key, (concept_id, position))
