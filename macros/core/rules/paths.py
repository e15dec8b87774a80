"""A learning path names a concept once and never before one that it requires, and its days take about the same time."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from ..model.files import PATHS
from ..model.library import Library
from ..outline.plans import plan
from ..source.problems import Problem, Severity

MOST_UNEVEN = 0.25
"""How far a day may be from the mean of its path, as a share of that mean."""


def check(library: Library) -> Iterator[Problem]:
    """Yields ``repeated-step``, ``path-order``, ``path-length`` and the notice ``uneven-day``."""
    document = library.documents[PATHS]
    lengths = {route.id: route.length_of for route in library.paths}
    for r, route in enumerate(library.paths):
        here = library.position(PATHS, r)
        if route.length_of and (route.length_of == route.id or lengths.get(route.length_of)):
            message = f"'{route.length_of}' is itself a form of another path; name the path that both are forms of"
            yield document.problem((here, "length_of"), "path-length", message)
        places = [
            (concept, (here, "steps", s, "concepts", c))
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
        if route.days and all(concept in library.concepts for concept in route.concepts):
            parts = plan(library, route).parts
            mean = sum(part.minutes for part in parts) / len(parts)
            for s, part in enumerate(parts):
                if abs(part.minutes - mean) > MOST_UNEVEN * mean:
                    times = f"this day takes {part.minutes} minutes, a day of this path {mean:.0f}"
                    message = f"{times}; nothing to do: a maintainer moves a concept"
                    problem = document.problem((here, "steps", s), "uneven-day", message)
                    yield dataclasses.replace(problem, severity=Severity.NOTICE)
