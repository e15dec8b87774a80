"""Learning paths as readers follow them: parts with their concepts and minutes, and nothing left to read elsewhere."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..model.entries import Route
from ..model.library import Library
from ..model.reading_order import reading_order
from ..words.table import say
from .reading import minutes

SITTING = 75
"""Minutes of a part of a path through a category, about."""


class Stop(NamedTuple):
    """A concept on a path: its id, the minutes that its page takes, and how many questions and figures it has."""

    concept_id: str
    minutes: int
    questions: int
    figures: int


class Part(NamedTuple):
    """A day or another part of a path.

    Attributes:
        label: What it is about; "" for a part of a path through a category.
        stops: Its concepts in the order of reading.
    """

    label: str
    stops: Sequence[Stop]

    @property
    def minutes(self) -> int:
        """Minutes of all its concepts."""
        return sum(stop.minutes for stop in self.stops)

    @property
    def questions(self) -> int:
        """Questions of all its concepts."""
        return sum(stop.questions for stop in self.stops)

    @property
    def figures(self) -> int:
        """Figures of all its concepts."""
        return sum(stop.figures for stop in self.stops)

    @property
    def concepts(self) -> list[str]:
        """Ids of its concepts."""
        return [stop.concept_id for stop in self.stops]


class Plan(NamedTuple):
    """A learning path.

    Attributes:
        id: Id of the route, or key of the category.
        label: Its goal, or the category.
        description: Whom it serves, and how.
        days: Whether each part is a day.
        parts: Its parts in order.
        length_of: Id of the plan of which it is a shorter or longer form; None if it stands on its own.
    """

    id: str
    label: str
    description: str
    days: bool
    parts: Sequence[Part]
    length_of: str | None = None

    @property
    def concepts(self) -> list[str]:
        """Ids of all its concepts in order."""
        return [concept_id for part in self.parts for concept_id in part.concepts]

    @property
    def minutes(self) -> int:
        """Minutes of all its parts."""
        return sum(part.minutes for part in self.parts)

    @property
    def questions(self) -> int:
        """Questions of all its parts."""
        return sum(part.questions for part in self.parts)

    @property
    def figures(self) -> int:
        """Figures of all its concepts."""
        return sum(part.figures for part in self.parts)

    def name(self, number: int) -> str:
        """What part ``number``, counted from 1, is called: "Day 2" or "Part 2"."""
        return say("path_day", number=number) if self.days else say("path_part", number=number)

    def anchor(self, number: int) -> str:
        """Where part ``number`` stands on the page of the path: ``day-2`` or ``part-2``."""
        return f"{'day' if self.days else 'part'}-{number}"


def plans(library: Library) -> list[Plan]:
    """All learning paths: those towards goals as the file has them, then one through each category."""
    through = [
        _through(library, category.key, category.label, category.description)
        for category in library.vocabulary.categories
        if library.in_category(category.key)
    ]
    return [*(plan(library, route) for route in library.paths), *through]


def plan(library: Library, route: Route) -> Plan:
    """A route with all that its concepts require: what it leaves out comes in where it is first needed.

    Concepts that the library lacks, since their files have mistakes, are left out.
    """
    seen: set[str] = set()
    parts = []
    for step in route.steps:
        known = [concept_id for concept_id in step.concepts if concept_id in library.concepts]
        stops = [stop for concept_id in known for stop in _needed(library, concept_id, seen)]
        parts.append(Part(step.label, stops))
    return Plan(route.id, route.label, route.description, route.days, parts, route.length_of)


def lengths(found: Iterable[Plan], one: Plan) -> list[Plan]:
    """The plans that differ from ``one`` only in length, itself among them, the shortest first."""
    first = one.length_of or one.id
    return sorted(
        (other for other in found if first in (other.id, other.length_of)), key=lambda other: len(other.parts)
    )


def spoken_time(minutes: int) -> str:
    """Minutes in words: "45 minutes", "1 hour", or hours to the nearest half, "9½ hours"."""
    if minutes < 60:
        return say("time_minutes", count=minutes)
    halves = round(minutes / 30)
    return say("time_hours", count=f"{halves // 2}½" if halves % 2 else halves // 2)


def _through(library: Library, key: str, label: str, description: str) -> Plan:
    """A path through a category, in parts of about :data:`SITTING` minutes."""
    seen: set[str] = set()
    order = reading_order(library, library.in_category(key))
    stops = [stop for concept_id in order for stop in _needed(library, concept_id, seen)]
    total = sum(stop.minutes for stop in stops)
    count = max(1, round(total / SITTING))
    parts: list[list[Stop]] = [[] for _ in range(count)]
    before = 0
    for stop in stops:
        middle = before + stop.minutes / 2
        parts[min(count - 1, math.floor(middle * count / total))].append(stop)
        before += stop.minutes
    description = say("path_through", description=description)
    return Plan(key, label, description, False, [Part("", part) for part in parts if part])


def _needed(library: Library, concept_id: str, seen: set[str]) -> Iterable[Stop]:
    """The concept and all that it requires and nothing before it has, in an order of reading; adds them to ``seen``."""
    wanted, pending = {concept_id}, [concept_id]
    while pending:
        for other in library.graph.requirements(pending.pop()):
            if other not in wanted:
                wanted.add(other)
                pending.append(other)
    for needed in reading_order(library, sorted(wanted)):
        if needed not in seen and needed in library.concepts:
            seen.add(needed)
            concept = library.concepts[needed]
            yield Stop(needed, minutes(concept), len(concept.questions), len(concept.figures))
