"""Following an acyclic kind of relation never leads back: what you need first cannot need you first."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.library import Library
from ..source.problems import Problem


def check(library: Library) -> Iterator[Problem]:
    """Yields ``relation-cycle``, at the relation that closes the cycle."""
    for kind in library.vocabulary.relation_kinds:
        if not kind.acyclic:
            continue
        for cycle in library.graph.cycles(kind.key):
            start = min(range(len(cycle) - 1), key=lambda i: cycle[i])
            ring = [*cycle[start:-1], *cycle[:start], cycle[start]]
            owner, target = ring[-2], ring[-1]
            relations = library.concepts[owner].relations
            position = next(i for i, r in enumerate(relations) if (r.kind, r.target) == (kind.key, target))
            message = f"'{kind.label}' leads in a circle: {' → '.join(ring)}; delete or change one of these relations"
            yield library.document(owner).problem(("relations", position, "target"), "relation-cycle", message)
