"""An answer that names a misconception is wrong, and the misconception exists in the same concept."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.library import Library
from ..quiz.display import misconception_places
from ..source.problems import Problem, unknown


def check(library: Library) -> Iterator[Problem]:
    """Yields ``unknown-misconception`` and ``right-misconception``."""
    for concept_id, concept in library.concepts.items():
        known = [misconception.id for misconception in concept.misconceptions]
        for position, question in enumerate(concept.questions):
            for place in misconception_places(question):
                if place.misconception is None:
                    continue
                path = ("questions", position, *place.path)
                document = library.document(concept_id)
                if place.misconception not in known and concept_id not in library.unsettled:
                    message = unknown(f"unknown misconception '{place.misconception}'", place.misconception, known)
                    yield document.problem(path, "unknown-misconception", message)
                if place.right:
                    message = "the right answer cannot be a misconception; delete one of the two"
                    yield document.problem(path, "right-misconception", message)
