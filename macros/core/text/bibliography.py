"""How sources are named, in short and in full, and who cites them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..model.concept import Relation
from ..model.entries import Source
from ..model.library import Library
from ..model.shapes import Marked, marked_values
from ..model.types import Text, Word
from .markdown import mentions

_PARTICLES = {"van", "von", "de", "der", "den", "di", "da", "del", "la", "le", "el", "al", "ter", "ten"}


def short_labels(sources: Mapping[str, Source]) -> dict[str, str]:
    """Short name of each source by key: "Gao et al. 2023", with a letter where two would be the same."""
    labels = {key: f"{_people(source)} {source.year}" for key, source in sources.items()}
    groups: dict[str, list[str]] = {}
    for key, words in labels.items():
        groups.setdefault(words, []).append(key)
    for words, keys in groups.items():
        if len(keys) > 1:
            labels.update((key, words + _letters(position)) for position, key in enumerate(keys))
    return labels


def _letters(position: int) -> str:
    """a to z, then aa, ab and so on."""
    more, last = divmod(position, 26)
    return (_letters(more - 1) if more else "") + chr(ord("a") + last)


def author_line(source: Source) -> str:
    """The authors as listed: up to six names, then "and others"."""
    names = [_organization(name) or name for name in source.authors]
    if source.et_al or len(names) > 6:
        return ", ".join(names[:6]) + " and others"
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def cited_keys(library: Library, concept_id: str) -> set[str]:
    """Keys of all sources on a concept's page: in its fields, inside its text, and in relations that point at it."""
    keys = set(_keys(library.marked(library.document(concept_id))))
    for edge in library.graph.around(concept_id):
        if edge.source != concept_id:
            keys.update(_keys(marked_values(Relation, edge.relation)))
    return keys


def cited_by(library: Library) -> dict[str, list[str]]:
    """Ids of the concepts on whose pages each source stands, by key, for sources that are cited.

    A source that only the glossary cites has an empty list.
    """
    result: dict[str, list[str]] = {}
    for concept_id in library.concepts:
        for key in cited_keys(library, concept_id):
            result.setdefault(key, []).append(concept_id)
    for term in library.glossary.values():
        for citation in term.sources:
            result.setdefault(citation.key, [])
    return result


def _keys(marked: Iterable[Marked]) -> Iterator[str]:
    for _, mark, value in marked:
        if isinstance(mark, Word) and mark.of == "sources":
            yield value
        elif isinstance(mark, Text) and mark.kind in ("inline", "block", "cloze"):
            yield from (m.value for m in mentions(value, block=mark.kind == "block") if m.kind == "source")


def _people(source: Source) -> str:
    names = [_family(name) for name in source.authors]
    if source.et_al or len(names) > 2:
        return f"{names[0]} et al."
    return " and ".join(names)


def _family(name: str) -> str:
    """The family name, as it comes last; an organization is kept whole."""
    if organization := _organization(name):
        return organization
    words = name.split()
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return " ".join(words[start:])


def _organization(name: str) -> str:
    """The name of an organization, which is written in braces; nothing for a person."""
    return name[1:-1] if name.startswith("{") and name.endswith("}") else ""
