"""How long a page takes, and which of its questions stand in its text."""

from __future__ import annotations

import math
from collections.abc import Mapping

from ..model.concept import Concept
from ..model.questions import AnyQuestion

WORDS_A_MINUTE = 200
MINUTES_A_FORMULA = 0.75
MINUTES_A_QUESTION = 1
HOW, EXAMPLE = "how-it-works", "worked-example"
"""Sections after which a question stands unless the page says otherwise."""
_OPEN = "recall"
"""Questions that readers answer aloud stay at the end of the page."""


def minutes(concept: Concept) -> int:
    """Minutes to read a page and answer its questions, rounded up.

    Words at 200 a minute, three quarters of a minute a formula, a minute a question.
    """
    texts = [concept.summary, *concept.in_short, *(section.text for section in concept.sections)]
    texts += [claim.text for claim in concept.claims]
    texts += [f"{one.belief} {one.correction}" for one in concept.misconceptions]
    words = sum(len(str(text).split()) for text in texts)
    formulas, questions = len(concept.equations), len(concept.questions)
    return math.ceil(words / WORDS_A_MINUTE + MINUTES_A_FORMULA * formulas + MINUTES_A_QUESTION * questions)


def placed(concept: Concept) -> Mapping[str, list[AnyQuestion]]:
    """The questions that stand in the text, by the id of the section that they follow.

    Without a ``place`` of any question, the first closed one follows "How it works" and the next one, a number if there
    is one, the worked example.
    """
    sections = [section.id for section in concept.sections]
    asked = [question for question in concept.questions if not question.before_reading]
    if any(question.place for question in asked):
        found: dict[str, list[AnyQuestion]] = {}
        for question in asked:
            if question.place in sections:
                found.setdefault(str(question.place), []).append(question)
        return found
    closed = [question for question in asked if question.type != _OPEN]
    found = {}
    if EXAMPLE in sections and closed:
        number = next((question for question in closed if question.type == "numeric"), None)
        found[EXAMPLE] = [number or closed[-1]]
    if HOW in sections and (left := [question for question in closed if question not in found.get(EXAMPLE, [])]):
        found[HOW] = [left[0]]
    return found
