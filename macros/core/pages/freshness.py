"""How new the evidence of each page is, how well its claims stand, and when somebody last read the whole page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from ..model.concept import BACKGROUND, Claim, Concept
from ..model.entries import Source
from ..model.library import Library

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
LONGEST_WITHOUT_REVIEW = timedelta(days=183)


class Month(NamedTuple):
    """When something was published; what sorts later is newer.

    Attributes:
        year: The year.
        month: 1 to 12, or 0 if only the year is known.
    """

    year: int
    month: int

    def __str__(self) -> str:
        return f"{MONTHS[self.month - 1]} {self.year}" if self.month else str(self.year)

    @property
    def machine_readable(self) -> str:
        """As HTML's ``time`` wants it: ``2026-11``, or the year alone."""
        return f"{self.year}-{self.month:02}" if self.month else str(self.year)


class Age(NamedTuple):
    """How current a page is.

    Attributes:
        concept_id: Whose page it is.
        evidence: Month of the newest source that a claim cites for its content; None if no claim cites one.
        reviewed: Day of the last review, such as 2026-11-30.
        statuses: How many claims have each status.
    """

    concept_id: str
    evidence: Month | None
    reviewed: str
    statuses: Counter[str]


def published(source: Source) -> Month:
    """When a source came out: the month that its record or, in the same year, its arXiv id names; else the year."""
    if source.month:
        return Month(source.year, source.month)
    if source.arxiv and 2000 + int(source.arxiv[:2]) == source.year:
        return Month(source.year, int(source.arxiv[2:4]))
    return Month(source.year, 0)


def newest_evidence(concept: Concept, sources: Mapping[str, Source]) -> Month | None:
    """Month of the newest source that supports or disputes a claim of the page; None if there is none."""
    keys = {
        source.key for claim in concept.claims for source in claim.sources if source.stance != BACKGROUND
    } & sources.keys()
    return max((published(sources[key]) for key in keys), default=None)


def ages(library: Library) -> list[Age]:
    """How current each page is, that with the oldest evidence first."""
    found = [
        Age(
            concept_id,
            newest_evidence(concept, library.sources),
            concept.reviewed,
            Counter(claim.status for claim in concept.claims),
        )
        for concept_id, concept in library.concepts.items()
    ]
    return sorted(found, key=lambda age: (age.evidence or Month(0, 0), age.reviewed, age.concept_id))


def median_evidence(found: list[Age]) -> Month | None:
    """The month such that half of the pages have evidence from it or later; None if there is no page or evidence.

    ``found`` is what :func:`ages` returns.
    """
    return found[len(found) // 2].evidence if found else None


def overdue(library: Library, today: date) -> list[tuple[str, str]]:
    """Ids of the concepts whose pages nobody has reviewed for half a year, and the days of their last reviews."""
    last = (today - LONGEST_WITHOUT_REVIEW).isoformat()
    found = [(concept.reviewed, key) for key, concept in library.concepts.items() if concept.reviewed < last]
    return [(key, reviewed) for reviewed, key in sorted(found)]


def claims_with(library: Library, status: str) -> list[tuple[str, Claim]]:
    """The claims that have a status, each with the id of its concept, in the order of the pages."""
    claims = ((key, claim) for key, concept in library.concepts.items() for claim in concept.claims)
    return [(key, claim) for key, claim in claims if claim.status == status]
