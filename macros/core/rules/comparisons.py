"""A comparison names traits that exist, and a concept that stands in it states all of them."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.files import VOCABULARY
from ..model.library import Library
from ..source.problems import Problem, unknown


def check(library: Library) -> Iterator[Problem]:
    """Yields ``unknown-word`` in the vocabulary, and ``missing-trait`` at the concept's comparison.

    A trait that is unknown is reported as such, and may be the one that seems to be missing.
    """
    traits = library.vocabulary.terms("traits")
    wanted = {comparison.key: comparison.traits for comparison in library.vocabulary.comparisons}
    for c, comparison in enumerate(library.vocabulary.comparisons):
        for t, trait in enumerate(comparison.traits):
            if trait not in traits:
                message = unknown(f"unknown trait '{trait}'", trait, traits)
                yield library.documents[VOCABULARY].problem(("comparisons", c, "traits", t), "unknown-word", message)
    for concept_id, concept in library.concepts.items():
        for position, key in enumerate(concept.comparisons):
            missing = [trait for trait in wanted.get(key, ()) if trait in traits and trait not in concept.traits]
            if missing and concept.traits.keys() <= traits.keys():
                message = f"a concept in '{key}' states all its traits; missing here: {', '.join(missing)}"
                yield library.document(concept_id).problem(("comparisons", position), "missing-trait", message)
