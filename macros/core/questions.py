"""The order in which the options of a question are shown."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from .model import Option, Question


@dataclass(frozen=True)
class ShownOption:
    """An option with the letter under which a reader sees it."""

    letter: str
    option: Option


def shown_options(concept_id: str, question: Question) -> list[ShownOption]:
    """The options in the order shown: mixed by the permanent ids, so that it is the same in every build.

    Nobody can then learn that the right answer tends to come first, however the author wrote them.
    """
    options = list(question.options)
    if not question.pin_order:
        options.sort(key=lambda option: _mixed(f"{concept_id}.{question.id}.{question.rev}.{option.id}"))
    return [ShownOption(chr(ord("A") + position), option) for position, option in enumerate(options)]


def _mixed(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
