"""What counts as right in a question, and which of its fields say it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, assert_never

from ..model.questions import (
    Amount,
    AnyQuestion,
    ClozeQuestion,
    MatchQuestion,
    MultipleQuestion,
    NumericQuestion,
    OrderQuestion,
    RecallQuestion,
    SingleQuestion,
)
from .markdown import code
from .records import Path, fields
from .words import words


class Right(NamedTuple):
    """One aspect of what counts as right.

    Attributes:
        aspect: What it is, in words.
        key: What a program compares; the same key with other words is the same answer in another wording.
        words: The answer as readers know it.
    """

    aspect: str
    key: Any
    words: list[str]


def rights(question: AnyQuestion) -> list[Right]:
    """Everything that decides whether an answer to the question is right."""
    match question:
        case SingleQuestion() | MultipleQuestion():
            right = [option for option in question.options if option.correct]
            return [_right("the right answer", sorted(o.id for o in right), [option.text for option in right])]
        case NumericQuestion():
            answer = question.answer
            value = [*words(answer.value), *words(answer.unit)]
            return [
                Right("the right number", (answer.value, answer.unit), value),
                Right("the tolerance", (answer.abs, answer.rel), words(_tolerance(answer))),
            ]
        case OrderQuestion():
            return [_right("the right order", [i.id for i in question.items], [i.text for i in question.items])]
        case MatchQuestion():
            texts = {choice.id: choice.text for choice in question.choices}
            pairs = {item.id: item.choice for item in question.items}
            said = [f"{item.text}: {texts.get(item.choice, item.choice)}" for item in question.items]
            return [_right("the right matching", pairs, said)]
        case ClozeQuestion():
            return [_right(f"what fills the gap {code(b.id)}", b.accept, list(b.accept)) for b in question.blanks]
        case RecallQuestion():
            musts = [criterion for criterion in question.rubric if criterion.must]
            return [_right("what an answer must have", sorted(c.id for c in musts), [c.text for c in musts])]
        case _:
            assert_never(question)


def answer_fields(question: AnyQuestion) -> Iterator[tuple[str, ...]]:
    """The fields that :func:`rights` shows: their differences need no line of their own."""
    match question:
        case SingleQuestion() | MultipleQuestion():
            yield ("options", "correct")
        case NumericQuestion():
            yield from (("answer", name) for name in ("value", "unit", "abs", "rel"))
        case OrderQuestion():
            yield ("items",)
        case MatchQuestion():
            yield ("items", "choice")
        case ClozeQuestion():
            yield ("blanks", "accept")
        case RecallQuestion():
            yield ("rubric", "must")
        case _:
            assert_never(question)


def words_of_right(question: AnyQuestion, path: Path) -> bool:
    """Whether a field of the question has words of what counts as right."""
    match question:
        case SingleQuestion() | MultipleQuestion():
            right = [option.id for option in question.options if option.correct]
            return fields(path) == ("options", "text") and path[0][1] in right
        case NumericQuestion():
            return False
        case OrderQuestion():
            return fields(path) == ("items", "text")
        case MatchQuestion():
            return fields(path) in (("items", "text"), ("choices", "text"))
        case ClozeQuestion():
            return False
        case RecallQuestion():
            musts = [criterion.id for criterion in question.rubric if criterion.must]
            return fields(path) == ("rubric", "text") and path[0][1] in musts
        case _:
            assert_never(question)


def _right(aspect: str, key: Any, texts: list[str]) -> Right:
    return Right(aspect, key, words(tuple(texts)))


def _tolerance(answer: Amount) -> str:
    if answer.abs is not None and answer.rel is not None:
        return f"{words(answer.abs)[0]} and {words(answer.rel)[0]} of the value"
    if answer.rel is not None:
        return f"{words(answer.rel)[0]} of the value"
    return f"{words(answer.abs)[0]} {answer.unit}" if answer.abs is not None else "none"
