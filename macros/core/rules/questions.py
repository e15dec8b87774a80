"""A single-choice question has exactly one right answer, and no two options that read the same."""

from __future__ import annotations

from collections.abc import Iterator

from ..library import Library
from ..problems import Problem
from ..text import plain


def check(library: Library) -> Iterator[Problem]:
    """Yields ``answer-count`` and ``duplicate-option``."""
    for concept_id, concept in library.concepts.items():
        document = library.document(concept_id)
        for q, question in enumerate(concept.questions):
            right = sum(option.correct for option in question.options)
            if right != 1:
                message = f"{right} options say 'correct: true'; a single-choice question has exactly one"
                yield document.problem(("questions", q, "id"), "answer-count", message)
            seen: dict[str, str] = {}
            for o, option in enumerate(question.options):
                words = " ".join(plain(option.text).lower().split())
                if words in seen:
                    message = f"reads the same as the option '{seen[words]}'; change one of the two"
                    yield document.problem(("questions", q, "options", o, "text"), "duplicate-option", message)
                seen.setdefault(words, option.id)
