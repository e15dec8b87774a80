"""Nothing is dated later than today: a claim is stated for a time that has come, and a page was checked before now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from ..model.library import Library
from ..source.documents import KeyPath
from ..source.problems import Problem


def check(library: Library) -> Iterator[Problem]:
    """Yields ``future-date``."""
    latest = (now() + timedelta(days=1)).date().isoformat()  # it is tomorrow already for some contributors
    for concept_id, concept in library.concepts.items():
        dates: dict[KeyPath, str] = {("reviewed",): concept.reviewed}
        dates |= {("claims", position, "as_of"): claim.as_of for position, claim in enumerate(concept.claims)}
        for path, day in dates.items():
            if day > latest[: len(day)]:
                message = f"{day} has not come yet; correct the date"
                yield library.document(concept_id).problem(path, "future-date", message)


def now() -> datetime:
    """The present time."""
    return datetime.now(UTC)
