"""An option that names a misconception is wrong, and the misconception exists in the same concept."""

from __future__ import annotations

from collections.abc import Iterator

from ..library import Library
from ..problems import Problem, suggest


def check(library: Library) -> Iterator[Problem]:
    """Yields ``unknown-misconception`` and ``right-misconception``."""
    for concept_id, concept in library.concepts.items():
        known = [misconception.id for misconception in concept.misconceptions]
        for q, question in enumerate(concept.questions):
            for o, option in enumerate(question.options):
                if option.misconception is None:
                    continue
                path = ("questions", q, "options", o, "misconception")
                document = library.document(concept_id)
                if option.misconception not in known:
                    message = f"unknown misconception '{option.misconception}'{suggest(option.misconception, known)}"
                    yield document.problem(path, "unknown-misconception", message)
                if option.correct:
                    message = "the right answer cannot be a misconception; delete one of the two"
                    yield document.problem(path, "right-misconception", message)
