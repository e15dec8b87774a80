"""A concept whose file has mistakes of form is checked as far as it could be read, so that one run shows all."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.library import Library
from ..source.problems import Problem
from . import (
    bank,
    calculations,
    charts,
    claims,
    comparisons,
    dates,
    equations,
    exhibits,
    figures,
    misconceptions,
    models,
    process,
    questions,
    relations,
)

RULES = (
    dates,
    claims,
    equations,
    calculations,
    figures,
    charts,
    models,
    process,
    misconceptions,
    questions,
    exhibits,
    bank,
    relations,
    comparisons,
)
"""Rules that look at one concept at a time; the others would take what could not be read for missing."""
OF_ALL = frozenset({"longest-is-key", "shortest-is-key", "uneven-cue", "guessed", "key-place"})
"""Codes of problems that these rules find in all concepts together."""
RESTS_ON = {
    "unknown-equation": "equations",
    "unplaced-equation": "sections",
    "unknown-figure": "figures",
    "unplaced-figure": "sections",
    "unknown-claim": "claims",
    "undrawn-measurements": "charts",
    "unknown-stage": "process",
    "unknown-misconception": "misconceptions",
    "missing-trait": "traits",
}
"""Codes of problems that may not be there if something of a field could not be read."""


def check(library: Library) -> Iterator[Problem]:
    """Yields what the rules for one concept yield, but nothing that may follow from the mistakes of form."""
    for concept_id, (_, document, lost) in library.partial.items():
        alone = library.alone(concept_id)
        for rule in RULES:
            for problem in rule.check(alone):
                uncertain = problem.code in OF_ALL or RESTS_ON.get(problem.code) in lost
                if problem.path == document.path and not uncertain:
                    yield problem
