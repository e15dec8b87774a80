"""A contested claim cites both sides."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.library import Library
from ..source.problems import Problem


def check(library: Library) -> Iterator[Problem]:
    """Yields ``one-sided-claim``."""
    for concept_id, concept in library.concepts.items():
        for position, claim in enumerate(concept.claims):
            if claim.status == "contested" and len({citation.key for citation in claim.sources}) < 2:
                message = "a contested claim cites at least two sources, one for each side; add the other"
                path = ("claims", position, "sources")
                yield library.document(concept_id).problem(path, "one-sided-claim", message)
