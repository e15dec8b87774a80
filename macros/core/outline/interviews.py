"""Mock interviews to print: which open questions stand on the sheets of a learning path."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from ..model.library import Library
from ..model.questions import RecallQuestion
from .plans import Plan

MOST_SHEETS = 3
"""Sheets of a path, at most."""
LENGTH = 5
"""Questions of a sheet, if the path has as many."""

Item = TypeVar("Item")


class Asked(NamedTuple):
    """An open question with the id of its concept."""

    concept_id: str
    question: RecallQuestion


class Interview(NamedTuple):
    """A sheet: its number within the path, from 1, and its questions, those of early concepts first."""

    number: int
    asked: Sequence[Asked]

    @property
    def minutes(self) -> int:
        """Minutes that all its answers take, rounded up."""
        return math.ceil(sum(asked.question.seconds for asked in self.asked) / 60)


def interviews(library: Library, plan: Plan) -> list[Interview]:
    """The sheets of a path; none if it has no open question."""
    found = [
        Asked(concept_id, question)
        for concept_id in plan.concepts
        for question in library.concepts[concept_id].questions
        if isinstance(question, RecallQuestion)
    ]
    return [Interview(number, asked) for number, asked in enumerate(dealt(found), start=1)]


def dealt(items: Sequence[Item]) -> list[list[Item]]:
    """Items dealt out to sheets, each of which has some from the beginning to the end and keeps their order.

    There are as many sheets as :data:`LENGTH` items each can fill, at most :data:`MOST_SHEETS`; fewer items make one
    sheet of what there is. No item is on two sheets. If there are more than the sheets hold, those left out lie evenly
    among them: item i of m is the one in the middle of the i-th of m equal stretches.
    """
    sheets = min(MOST_SHEETS, max(1, len(items) // LENGTH))
    wanted = min(len(items), sheets * LENGTH)
    chosen = [items[(2 * place + 1) * len(items) // (2 * wanted)] for place in range(wanted)]
    return [hand for start in range(sheets) if (hand := chosen[start::sheets])]
