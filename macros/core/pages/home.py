"""What the home page shows of the concepts: a question, and a belief and a finding for each day of the week."""

from __future__ import annotations

from typing import NamedTuple

from ..model.concept import CONTESTED, UNVERIFIED, Claim, Misconception
from ..model.library import Library
from ..model.questions import AnyQuestion

QUERIES = ("DPO", "reward hacking", "sleeper agents", "Hubinger 2024")
"""What the home page suggests to search for."""
DAYS = 7
"""How many beliefs and findings take turns."""
_LONGEST = 260
"""Characters of a text that still reads at a glance."""


class Featured(NamedTuple):
    """What the home page features.

    Attributes:
        question: A concept's id and a question asked before reading, None if there is none.
        beliefs: Ids of concepts with one of their misconceptions, at most one a day.
        findings: Ids of concepts with one of their claims, at most one a day.
    """

    question: tuple[str, AnyQuestion] | None
    beliefs: list[tuple[str, Misconception]]
    findings: list[tuple[str, Claim]]


def featured(library: Library) -> Featured:
    """The first fitting question, beliefs and findings of concepts on learning paths, in the order of the paths."""
    ids = list(dict.fromkeys(key for route in library.paths for key in route.concepts if key in library.concepts))
    concepts = [(key, library.concepts[key]) for key in ids]
    questions = [(key, one) for key, concept in concepts for one in concept.questions if one.before_reading]
    beliefs = [(key, concept.misconceptions[0]) for key, concept in concepts if concept.misconceptions]
    findings = [
        (key, claim)
        for key, concept in concepts
        for claim in concept.claims[:2]
        if claim.figure and claim.setting and claim.status not in (CONTESTED, UNVERIFIED)
    ]
    return Featured(
        next((found for found in questions if found[1].type == "single"), None),
        [found for found in beliefs if len(found[1].correction) <= _LONGEST][:DAYS],
        _one_each([found for found in findings if len(found[1].text) <= _LONGEST])[:DAYS],
    )


def _one_each(findings: list[tuple[str, Claim]]) -> list[tuple[str, Claim]]:
    return [found for number, found in enumerate(findings) if found[0] not in {key for key, _ in findings[:number]}]
