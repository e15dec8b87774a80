"""Finds the glossary's terms in text, and lists all names of the site in one alphabet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markdown.extensions.toc import slugify

from ..model.entries import GlossaryTerm
from ..model.library import Library


class Terms:
    """The names of the glossary's terms, to be found in text; those of common terms are left alone.

    A name with two capitals, such as AUROC, is found as written; any other in small letters or capitals.
    """

    def __init__(self, glossary: Mapping[str, GlossaryTerm]) -> None:
        marked = [(name, term) for term in glossary.values() if not term.common for name in (term.term, *term.aliases)]
        self._terms = {name.casefold(): term for name, term in marked}
        self._exact = {name for name, _ in marked if _is_acronym(name)}
        names = sorted(self._terms, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])", re.IGNORECASE)

    def find(self, text: str) -> Iterator[tuple[int, int, GlossaryTerm]]:
        """Start, end and term of each name in a text, in order."""
        if not self._terms:
            return
        for match in self._pattern.finditer(text):
            term = self._terms.get(match.group().casefold())
            if term is None:  # the pattern takes a dotless ı for an i, and casefold does not
                continue
            exact = [name for name in (term.term, *term.aliases) if name.casefold() == match.group().casefold()]
            if not self._exact.intersection(exact) or match.group() in exact:
                yield match.start(), match.end(), term


def _is_acronym(name: str) -> bool:
    return sum(character.isupper() for character in name) > 1


@dataclass(frozen=True)
class Entry:
    """A line of the glossary.

    Attributes:
        name: The name by which it is sorted.
        anchor: Id on the page; empty for a name that only leads to another.
        as_term: Id that the name of a concept would have as a term, since links outlast terms that become pages.
        concept: Id of the concept that it names or belongs to, if there is one.
        term: The term, if it is one of the glossary's.
        see: The main name, for an alias.
    """

    name: str
    anchor: str
    concept: str | None
    term: GlossaryTerm | None = None
    see: str = ""
    as_term: str = ""


def entries(library: Library) -> list[Entry]:
    """All concepts, terms and their aliases in one alphabet."""
    found = []
    taken = {f"term-{term_id}" for term_id in library.glossary}
    for concept_id, concept in library.concepts.items():
        for name in dict.fromkeys((concept.title, concept.short_title or concept.title, *concept.aliases)):
            as_term = f"term-{slugify(name, '-')}"
            main = name == concept.title
            found.append(
                Entry(
                    name,
                    anchor=f"concept-{concept_id}" if main else "",
                    concept=concept_id,
                    see="" if main else concept.title,
                    as_term="" if as_term in taken else as_term,
                )
            )
            taken.add(as_term)
    for term in library.glossary.values():
        found.append(Entry(term.term, f"term-{term.id}", term.concept, term))
        found += [Entry(alias, "", term.concept, term, see=term.term) for alias in term.aliases]
    return sorted(found, key=lambda entry: (_sort_key(entry.name), entry.name))


def _sort_key(name: str) -> str:
    return re.sub(r"[^\w ]", "", name.casefold())
