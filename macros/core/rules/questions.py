"""A question has an answer that can be found, and says what shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ..model.library import Library
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
from ..model.shapes import marked_values
from ..model.types import Calculation, Text
from ..quiz.grading import grade, key_of, plain_words
from ..source.documents import Document, KeyPath
from ..source.problems import Problem, unknown
from ..text.arithmetic import CalculationError, values
from ..text.markdown import mentions, plain


def check(library: Library) -> Iterator[Problem]:
    """Yields ``answer-count``, ``duplicate-option``, ``uncited-question``, ``unknown-claim``, ``unknown-choice``,
    ``tolerance``, ``bad-expression``, ``wrong-result``, ``share``, ``near-right``, ``gaps`` and
    ``page-reference``."""
    for concept_id, concept in library.concepts.items():
        document = library.document(concept_id)
        claims = [claim.id for claim in concept.claims]
        if concept_id in library.unsettled:  # an id that seems to be missing may be the one that another has taken
            claims += [claim for question in concept.questions for claim in question.claims]
        for position, question in enumerate(concept.questions):
            path: KeyPath = ("questions", position)
            yield from _references(document, path, question)
            yield from _evidence(document, path, question, claims)
            match question:
                case SingleQuestion() | MultipleQuestion():
                    yield from _options(document, path, question)
                case NumericQuestion():
                    yield from _numeric(document, path, question)
                case OrderQuestion():
                    yield from _repeated(document, (*path, "items"), question.items)
                case MatchQuestion():
                    yield from _match(document, path, question)
                case ClozeQuestion():
                    yield from _cloze(document, path, question)
                case RecallQuestion():
                    if not any(criterion.must for criterion in question.rubric):
                        message = "no criterion has 'must: true'; mark those without which no answer is good"
                        yield document.key_problem((*path, "rubric"), "answer-count", message)


_THING = r"(?:page|section|sidebar|sketch|table|diagram|chart|worked example)"
PAGE_REFERENCE = re.compile(
    # "in the sketch", "this page", "the example above"
    rf"\b(?:in|on|from|of|by|see|under) (?:the|this|that|our) {_THING}\b"
    r"|\bthis (?:page|section|site|atlas)\b"
    rf"|\b(?:{_THING}|example|formula|equation|text|list|figure|claim|definition|section) (?:above|below)\b"
    rf"|\b(?:see|shown|described|explained|mentioned|defined|given|noted|listed|discussed) (?:above|below)\b"
    rf"|\b(?<!of )the above\b|\b(?<!from )(?<!of the )(?:above|below)(?=[.,;:?!)]|$)"
    rf"|\b(?:earlier|previous|next|following) {_THING}\b"
    # "its two neighbors" of a map of concepts
    rf"|\bits (?:\w+ )?neighbou?rs?\b",
    re.IGNORECASE,
)
"""Words that mean a place on a page, which readers of a question in a session or in search do not have before them."""


EXHIBIT_REFERENCE = re.compile(r"\b(?:table|diagram|chart|text|formula|figure|list)\b", re.IGNORECASE)
"""Words for what a question shows itself, if it has an exhibit."""


def _references(document: Document, path: KeyPath, question: AnyQuestion) -> Iterator[Problem]:
    for place, mark, value in marked_values(type(question), question):
        if not isinstance(mark, Text) or mark.kind == "verbatim":
            continue
        words = " ".join(value.split())
        if (found := PAGE_REFERENCE.search(words)) and not (question.exhibit and EXHIBIT_REFERENCE.search(found[0])):
            message = f"'{found[0]}' has no meaning where the question is asked without its page; say what is meant"
            yield document.problem((*path, *place), "page-reference", message, needle=found[0])


def _evidence(document: Document, path: KeyPath, question: AnyQuestion, claims: list[str]) -> Iterator[Problem]:
    if not question.claims and not question.sources:
        message = "nothing shows the right answer; name claims of this concept or sources"
        yield document.problem((*path, "id"), "uncited-question", message)
    for position, claim in enumerate(question.claims):
        if claim not in claims:
            message = unknown(f"unknown claim '{claim}'", claim, claims)
            yield document.problem((*path, "claims", position), "unknown-claim", message)


def _options(document: Document, path: KeyPath, question: SingleQuestion | MultipleQuestion) -> Iterator[Problem]:
    right = sum(option.correct for option in question.options)
    if question.type == "single" and right != 1:
        message = f"{right} options say 'correct: true'; a single-choice question has exactly one"
        yield document.problem((*path, "id"), "answer-count", message)
    elif right in (0, len(question.options)):
        message = f"{right} options say 'correct: true'; at least one is right and at least one is wrong"
        yield document.problem((*path, "id"), "answer-count", message)
    yield from _repeated(document, (*path, "options"), question.options)


def _numeric(document: Document, path: KeyPath, question: NumericQuestion) -> Iterator[Problem]:
    answer = question.answer
    if (answer.abs is None) == (answer.rel is None):
        message = "the answer has 'abs' or 'rel', one of the two, as its largest error"
        yield document.key_problem((*path, "answer"), "tolerance", message)
        return
    value = values([Calculation(name="value", expression=question.check)])[0]
    allowed = answer.abs if answer.abs is not None else (answer.rel or 0) * abs(answer.value)
    if isinstance(value, CalculationError):
        yield document.problem((*path, "check"), "bad-expression", f"cannot be computed: {value}")
    elif abs(value - answer.value) > allowed / 2 + 1e-9 * abs(value):
        message = f"'check' gives {value:.8g}, and 'value' is further from it than half the largest error"
        yield document.problem((*path, "answer", "value"), "wrong-result", message)
    yield from _share(document, path, answer)
    # 62.5 for a share of 0.625 is no mistake: readers are asked for the other form.
    forms = [1.0, 100.0] if answer.share else [1.0]
    for position, near in enumerate(question.near):
        right = [(form * (answer.value - allowed), form * (answer.value + allowed)) for form in forms]
        if near.least > near.most or any(near.least <= most and near.most >= least for least, most in right):
            message = "'least' is above 'most', or a right answer lies between them; correct the limits"
            yield document.problem((*path, "near", position, "least"), "near-right", message)


def _share(document: Document, path: KeyPath, answer: Amount) -> Iterator[Problem]:
    between = not answer.unit and 0 <= answer.value <= 1
    if answer.share and not between:
        message = "'share: true' is for a number from 0 to 1 without a unit; delete 'share' or correct the answer"
        yield document.problem((*path, "answer", "share"), "share", message)
    elif answer.share is None and between and 0 < answer.value < 1:
        message = (
            "a number between 0 and 1; add 'share: true' if percent is right too, as for a probability, "
            "else 'share: false'"
        )
        yield document.problem((*path, "answer", "value"), "share", message)


def _match(document: Document, path: KeyPath, question: MatchQuestion) -> Iterator[Problem]:
    known = [choice.id for choice in question.choices]
    for position, item in enumerate(question.items):
        if item.choice not in known:
            message = unknown(f"unknown choice '{item.choice}'", item.choice, known)
            yield document.problem((*path, "items", position, "choice"), "unknown-choice", message)
    yield from _repeated(document, (*path, "items"), question.items)
    yield from _repeated(document, (*path, "choices"), question.choices)


def _cloze(document: Document, path: KeyPath, question: ClozeQuestion) -> Iterator[Problem]:
    gaps = [mention.value for mention in mentions(question.text, block=False) if mention.kind == "blank"]
    blanks = [blank.id for blank in question.blanks]
    if gaps != blanks:
        shown = ", ".join(gaps) or "none"
        message = f"the gaps of the text are {shown}, the blanks {', '.join(blanks)}; they need the same ids and order"
        yield document.problem((*path, "text"), "gaps", message)
    key = key_of(question)
    for b, blank in enumerate(question.blanks):
        for position, near in enumerate(blank.near):
            one = {"type": "cloze", "blanks": {blank.id: key["blanks"][blank.id] | {"near": []}}}
            if not plain_words(near.text) or grade(one, {blank.id: near.text}).verdict == "right":
                message = "these words are accepted as right, or are none; change one of the two"
                yield document.problem((*path, "blanks", b, "near", position, "text"), "near-right", message)
        for position, words in enumerate(blank.accept):
            if not plain_words(words):
                message = "there are no words in it; write what a reader may type"
                yield document.problem((*path, "blanks", b, "accept", position), "gaps", message)


def _repeated(document: Document, path: KeyPath, parts: Sequence[Any]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for position, part in enumerate(parts):
        words = " ".join(plain(part.text).lower().split())
        if words in seen:
            message = f"reads the same as '{seen[words]}'; change one of the two"
            yield document.problem((*path, position, "text"), "duplicate-option", message)
        seen.setdefault(words, part.id)
