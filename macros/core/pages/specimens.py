"""A specimen of each component, taken from the concepts, for the page Components."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from ..model.concept import Claim
from ..model.exhibits import AnyExhibit
from ..model.library import Library
from ..model.questions import AnyQuestion


class Specimens(NamedTuple):
    """What the page Components shows. Each specimen stands with the id of its concept.

    Attributes:
        claims: A claim of each status that occurs.
        questions: A question of each type that occurs.
        formulas: Ids of up to two concepts with several formulas.
        charts: Ids of up to two concepts with charts.
        processes: Ids of up to two concepts with stages.
        exhibits: The first exhibit of each type that occurs, with the id of its concept.
    """

    claims: list[tuple[str, Claim]]
    questions: list[tuple[str, AnyQuestion]]
    formulas: list[str]
    charts: list[str]
    processes: list[str]
    exhibits: list[tuple[str, AnyExhibit]]


MOST = 2
Shown = TypeVar("Shown", Claim, AnyQuestion)


def specimens(library: Library) -> Specimens:
    """The first of each kind, in the order of the vocabulary and the concepts."""
    concepts = library.concepts.items()
    claims = _first_of_each((claim.status, key, claim) for key, concept in concepts for claim in concept.claims)
    questions = _first_of_each((one.type, key, one) for key, concept in concepts for one in concept.questions)
    shown = [(key, one.exhibit) for key, concept in concepts for one in concept.questions if one.exhibit]
    statuses = library.vocabulary.terms("claim_statuses")
    types = library.vocabulary.terms("question_types")
    return Specimens(
        [claims[status] for status in statuses if status in claims],
        [questions[kind] for kind in types if kind in questions],
        _first((key, [one.id for one in concept.equations[:2]]) for key, concept in concepts if concept.equations[1:]),
        _first((key, [concept.charts[0].id]) for key, concept in concepts if concept.charts),
        [key for key, concept in concepts if concept.process][:MOST],
        [next(one for one in shown if one[1].type == kind) for kind in dict.fromkeys(one.type for _, one in shown)],
    )


def _first_of_each(records: Iterable[tuple[str, str, Shown]]) -> dict[str, tuple[str, Shown]]:
    """By each kind its first record with its concept. No two have the same id, since all stand on one page."""
    found: dict[str, tuple[str, Shown]] = {}
    for kind, key, record in records:
        if kind not in found and all(record.id != other.id for _, other in found.values()):
            found[kind] = key, record
    return found


def _first(parts: Iterable[tuple[str, list[str]]]) -> list[str]:
    """The first concepts of whose parts no two have the same id."""
    found: list[str] = []
    taken: set[str] = set()
    for key, ids in parts:
        if len(found) < MOST and not taken & set(ids):
            found.append(key)
            taken |= set(ids)
    return found
