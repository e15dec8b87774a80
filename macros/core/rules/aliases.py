"""No two concepts go by the same name, and no name passes for another."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.files import concept_path
from ..model.library import Library
from ..source.characters import mixed_word, name_key
from ..source.documents import KeyPath
from ..source.problems import Problem


def check(library: Library) -> Iterator[Problem]:
    """Yields ``duplicate-name`` for a title, short title or alias that another concept has, and for an alias that only
    repeats a name, and ``mixed-alphabets``.

    A short title may be the title or an alias.
    """
    owner: dict[str, str] = {}
    for concept_id, concept in sorted(library.concepts.items()):
        document = library.document(concept_id)
        names: list[tuple[KeyPath, str]] = [(("title",), concept.title)]
        if concept.short_title:
            names.append((("short_title",), concept.short_title))
        names.extend((("aliases", position), alias) for position, alias in enumerate(concept.aliases))
        own = {name_key(concept.title)}
        for path, name in names:
            key = name_key(name)
            taken = owner.setdefault(key, concept_id)
            if taken != concept_id:
                message = f"'{name}' is a name in {concept_path(taken)} already; readers could not tell them apart"
                yield document.problem(path, "duplicate-name", message)
            elif path[0] == "aliases":
                if key in own:
                    message = f"'{name}' is the title, or an alias, of this concept already; delete it"
                    yield document.problem(path, "duplicate-name", message)
                own.add(key)
            if word := mixed_word(name):
                yield document.problem(path, "mixed-alphabets", mixed_message(word), needle=word)


def mixed_message(word: str) -> str:
    """What is wrong with a word of a name that :func:`.characters.mixed_word` found."""
    return f"'{word}' mixes letters of two alphabets that look alike; type it again in one alphabet"
