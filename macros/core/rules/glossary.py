"""No term has the name of a concept or of another term."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.files import GLOSSARY, concept_path
from ..model.library import Library
from ..source.characters import mixed_word, name_key
from ..source.problems import Problem
from .aliases import mixed_message


def check(library: Library) -> Iterator[Problem]:
    """Yields ``duplicate-name`` and ``mixed-alphabets``."""
    document = library.documents[GLOSSARY]
    owner = {
        name_key(name): concept_path(concept_id)
        for concept_id, concept in library.concepts.items()
        for name in (concept.title, concept.short_title or concept.title, *concept.aliases)
    }
    for position, entry in enumerate(document.data if isinstance(document.data, tuple) else ()):
        key = entry.get("id") if isinstance(entry, dict) else None
        term = library.glossary.get(key) if isinstance(key, str) else None
        if term is None:
            continue
        names = [(("term",), term.term), *((("aliases", n), alias) for n, alias in enumerate(term.aliases))]
        own: set[str] = set()
        for path, name in names:
            key, here = name_key(name), f"the term '{term.id}'"
            taken = owner.setdefault(key, here)
            if taken != here:
                message = f"'{name}' is a name in {taken} already; readers could not tell them apart"
                yield document.problem((position, *path), "duplicate-name", message)
            elif key in own:
                message = f"'{name}' is a name of this term already; delete it"
                yield document.problem((position, *path), "duplicate-name", message)
            own.add(key)
            if word := mixed_word(name):
                yield document.problem((position, *path), "mixed-alphabets", mixed_message(word), needle=word)
