"""All concepts by category and by the longest chain of prerequisites before each."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.library import Library
from ..model.reading_order import steps
from ..model.vocabulary import Term

MOST_STEPS = 7
"""The last column has all concepts with so many steps or more: nine columns of names fit beside each other."""


@dataclass(frozen=True)
class Tiers:
    """The table of all concepts.

    Attributes:
        columns: The step of each column, such as ``3``; the last one may be ``7+``.
        rows: Categories that have concepts, each with the ids of its concepts in each column, in order of their titles.
    """

    columns: list[str]
    rows: list[tuple[Term, list[list[str]]]]


def tiers(library: Library) -> Tiers:
    """All concepts by category and step."""
    column = {concept_id: min(number, MOST_STEPS) for concept_id, number in steps(library).items()}
    numbers = range(max(column.values(), default=0) + 1)
    rows = []
    for category in library.vocabulary.categories:
        if ids := library.in_category(category.key):
            rows.append((category, [[key for key in ids if column[key] == number] for number in numbers]))
    return Tiers([_column_name(number) for number in numbers], rows)


def _column_name(number: int) -> str:
    return f"{number}+" if number == MOST_STEPS else str(number)
