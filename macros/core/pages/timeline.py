"""When techniques and their most cited sources appeared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model.library import Library

CITED = 4
"""The least number of concepts on whose pages a source stands that the timeline names without being an origin."""


@dataclass(frozen=True)
class Year:
    """What appeared in a year.

    Attributes:
        year: The year.
        origins: Ids of concepts by the key of the source that introduced them, in the order of the bibliography.
        sources: Keys of other sources that many pages cite.
    """

    year: int
    origins: dict[str, list[str]]
    sources: list[str]


def timeline(library: Library, cited_by: Mapping[str, list[str]]) -> list[Year]:
    """The years in which something appeared, the earliest first.

    ``cited_by`` has the ids of the concepts on whose pages each source stands.
    """
    origins: dict[str, list[str]] = {}
    for concept_id, concept in library.concepts.items():
        if concept.origin and concept.origin in library.sources:
            origins.setdefault(concept.origin, []).append(concept_id)
    years: dict[int, Year] = {}
    for key, source in library.sources.items():
        year = years.setdefault(source.year, Year(source.year, {}, []))
        if key in origins:
            year.origins[key] = origins[key]
        elif len(cited_by.get(key, ())) >= CITED:
            year.sources.append(key)
    return [years[number] for number in sorted(years) if years[number].origins or years[number].sources]
