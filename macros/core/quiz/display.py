"""What a page and the rules need to know about a question beyond its fields."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol, TypeVar, assert_never

from ..model.concept import Concept
from ..model.questions import (
    Amount,
    AnyQuestion,
    ClozeQuestion,
    MatchQuestion,
    MultipleQuestion,
    NearNumber,
    NearWords,
    NumericQuestion,
    Option,
    OrderQuestion,
    RecallQuestion,
    RedFlag,
    SingleQuestion,
)
from ..source.documents import KeyPath
from ..text.arithmetic import number_words
from ..words.table import say
from .grading import key_of


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Part = TypeVar("Part", bound=_Named)


class Hinted(NamedTuple):
    """A place that may name a misconception.

    Attributes:
        path: From the question to the field.
        misconception: Id of the misconception, None if none is named.
        right: Whether the place is a right answer.
    """

    path: KeyPath
    misconception: str | None
    right: bool


def first_id(concept_id: str, concept: Concept) -> str:
    """The oldest id of a concept: names of questions begin with it, so that a rename keeps readers' progress."""
    return concept.redirects[0] if concept.redirects else concept_id


def shuffled(concept_id: str, question: AnyQuestion, parts: Sequence[Part]) -> list[Part]:
    """The parts of a question in the order shown: mixed by the permanent ids, so that it is the same in every build.

    Nobody can then learn that the right answer tends to come first, however the author wrote them. The things to put in
    order do not stand in the right order.
    """
    if getattr(question, "pin_order", False):
        return list(parts)
    mixed = sorted(parts, key=lambda part: _mixed(f"{concept_id}.{question.id}.{question.rev}.{part.id}"))
    return mixed[1:] + mixed[:1] if isinstance(question, OrderQuestion) and mixed == list(parts) else mixed


def amount(answer: Amount) -> str:
    """The right number with its unit; a share in percent too."""
    if answer.share:
        return say("answer_share", share=number_words(answer.value), percent=number_words(100 * answer.value))
    space = "" if answer.unit == "%" else " "
    return f"{number_words(answer.value)}{space}{answer.unit}".strip()


def wanted_number(answer: Amount) -> str:
    """What readers are asked to do, with the form of a share or the unit."""
    if answer.share:
        return say("ask_share")
    return say("ask_number_in", unit=answer.unit) if answer.unit else say("ask_number")


def tolerance(answer: Amount) -> str:
    """What else counts as right."""
    limit = f"{number_words((answer.rel or 0) * 100)}%" if answer.abs is None else number_words(answer.abs)
    return say("answer_tolerance", limit=limit) if limit not in ("0", "0%") else say("answer_exact")


def limits(near: NearNumber) -> str:
    """A range of wrong numbers."""
    least, most = number_words(near.least), number_words(near.most)
    return least if least == most else say("answer_range", least=least, most=most)


def duration(seconds: int) -> str:
    """A time in words: minutes if they are whole or half, else seconds."""
    if seconds % 30 or seconds < 60:
        return say("seconds", count=seconds)
    return say("minutes_long", count=f"{seconds // 60}½" if seconds % 60 else seconds // 60)


def misconception_places(question: AnyQuestion) -> Iterator[Hinted]:
    """Every place in a question that may name a misconception."""
    lists: list[tuple[KeyPath, Sequence[Option | NearNumber | NearWords | RedFlag]]]
    match question:
        case NumericQuestion():
            lists = [(("near",), question.near)]
        case ClozeQuestion():
            lists = [(("blanks", b, "near"), blank.near) for b, blank in enumerate(question.blanks)]
        case RecallQuestion():
            lists = [(("red_flags",), question.red_flags)]
        case SingleQuestion() | MultipleQuestion():
            lists = [(("options",), question.options)]
        case OrderQuestion() | MatchQuestion():
            lists = []
        case _:
            assert_never(question)
    for path, parts in lists:
        for position, part in enumerate(parts):
            where: KeyPath = (*path, position, "misconception")
            yield Hinted(where, part.misconception, getattr(part, "correct", False))


def digest(question: AnyQuestion) -> str:
    """Sixteen hexadecimal digits that change with the right answer, and with nothing else that matters to a reader.

    Only what is right counts: a new distractor or another spelling changes nothing.
    """
    key: dict[str, Any] = key_of(question)
    names = ("type", "right", "value", "unit", "order", "pairs", "must")
    kept: dict[str, Any] = {name: key[name] for name in names if name in key}
    if isinstance(question, ClozeQuestion):
        kept["blanks"] = {blank.id: blank.accept[0] for blank in question.blanks}
    for name in ("right", "must"):
        if name in kept:
            kept[name] = sorted(kept[name])
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _mixed(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
