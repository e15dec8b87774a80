"""No two concepts go by the same name."""

from __future__ import annotations

from collections.abc import Iterator

from ..library import Library, concept_path
from ..problems import Problem


def check(library: Library) -> Iterator[Problem]:
    """Yields ``duplicate-name`` for a title, short title or alias that another concept has."""
    owner: dict[str, str] = {}
    for concept_id, concept in sorted(library.concepts.items()):
        names = [(("title",), concept.title)]
        if concept.short_title:
            names.append((("short_title",), concept.short_title))
        names.extend((("aliases", position), alias) for position, alias in enumerate(concept.aliases))
        for path, name in names:
            taken = owner.setdefault(name.casefold(), concept_id)
            if taken != concept_id:
                message = f"'{name}' is a name in {concept_path(taken)} already; readers could not tell them apart"
                yield library.document(concept_id).problem(path, "duplicate-name", message)
