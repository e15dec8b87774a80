"""A learning path names a concept once, and never before one that it requires."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.files import PATHS
from ..model.library import Library
from ..source.problems import Problem


def check(library: Library) -> Iterator[Problem]:
    """Yields ``repeated-step`` and ``path-order``."""
    document = library.documents[PATHS]
    for r, route in enumerate(library.paths):
        places = [
            (concept, (library.position(PATHS, r), "steps", s, "concepts", c))
            for s, step in enumerate(route.steps)
            for c, concept in enumerate(step.concepts)
        ]
        last = {concept: position for position, (concept, _) in enumerate(places)}
        before: set[str] = set()
        for position, (concept, path) in enumerate(places):
            if concept in before:
                yield document.problem(path, "repeated-step", f"'{concept}' stands in this path already; delete one")
                continue
            required = library.graph.requirements(concept) if concept in library.concepts else []
            for other in required:
                if last.get(other, -1) >= position and other not in before:
                    message = f"'{concept}' requires '{other}', which comes later; move '{other}' up"
                    yield document.problem(path, "path-order", message)
            before.add(concept)
