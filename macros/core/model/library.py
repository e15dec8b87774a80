"""All records with the documents that they came from."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

from ..source.documents import Document
from ..source.problems import MOST_LISTED, HintedMessage, suggest
from .concept import Concept
from .entries import CoveredPart, FigureException, GlossaryTerm, Route, Source
from .files import CONCEPTS, NAMES, SOURCES, concept_path, record_name, shape_of, simplified, source_path
from .graph import Graph
from .shapes import Marked, fields_with_ids, marked_values
from .vocabulary import Vocabulary


class Partial(NamedTuple):
    """A concept whose file has mistakes of form, as far as it could be read.

    Attributes:
        concept: What could be read; what is missing is empty.
        document: The file without what could not be read, so that places in the concept are places in it.
        lost: Fields of which something could not be read.
    """

    concept: Concept
    document: Document
    lost: frozenset[str]


@dataclass(frozen=True)
class Library:
    """All records, and the documents they came from.

    Attributes:
        root: The project's folder.
        vocabulary: The words in use.
        sources: Sources by key, sorted.
        concepts: Concepts by id, in the order of the category, then of the title.
        glossary: Terms without a page of their own by id, in the order of the file.
        paths: Learning paths, in the order of the file.
        coverage: What became of the source document, in the order of the file.
        exceptions: Sentences with figures that need no source.
        documents: Documents by path.
        unreadable: Ids of concepts whose file or its name has problems; references to them are not reported again.
        partial: Concepts that are not among ``concepts`` because their form has mistakes, by id, as far as read.
        positions: Where the entries of a file that is a list stand in it, by its path, if some could not be read.
        lock: The lock of names, empty if there is none.
        published: The lock of the branch that a proposal is for, None if the library is compared with no branch.
        same_questions: Whether the library is compared with a branch and has the same questions.
    """

    root: Path
    vocabulary: Vocabulary
    sources: Mapping[str, Source]
    concepts: Mapping[str, Concept]
    glossary: Mapping[str, GlossaryTerm] = field(default_factory=dict)
    paths: tuple[Route, ...] = ()
    coverage: tuple[CoveredPart, ...] = ()
    exceptions: tuple[FigureException, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict, repr=False)
    unreadable: frozenset[str] = frozenset()
    partial: Mapping[str, Partial] = field(default_factory=dict, repr=False)
    positions: Mapping[str, tuple[int, ...]] = field(default_factory=dict, repr=False)
    lock: Document = field(default_factory=lambda: Document(NAMES), repr=False)
    published: Document | None = field(default=None, repr=False)
    same_questions: bool = False
    _marked: dict[str, list[Marked]] = field(default_factory=dict, repr=False)

    @cached_property
    def source_keys(self) -> Collection[str]:
        """Keys of all sources, also of those whose file has problems, sorted."""
        keys = (record_name(path) for path in self.documents if path.startswith(f"{SOURCES}/"))
        return dict.fromkeys(sorted(keys)).keys()

    @cached_property
    def concept_ids(self) -> Collection[str]:
        """Ids of all concepts, also of those whose file has problems, sorted."""
        return dict.fromkeys(sorted(self.concepts.keys() | self.unreadable)).keys()

    @cached_property
    def stray(self) -> bool:
        """Whether a relation has a kind or target that does not exist, so that relations cannot be counted."""
        kinds = self.vocabulary.terms("relation_kinds")
        return any(
            relation.kind not in kinds or relation.target not in self.concept_ids
            for concept in self.concepts.values()
            for relation in concept.relations
        )

    @cached_property
    def unsettled(self) -> frozenset[str]:
        """Ids of concepts that have an id twice, so that it is uncertain what their names stand for."""
        return frozenset(
            concept_id
            for concept_id, concept in self.concepts.items()
            for name in fields_with_ids(Concept)
            if len({record.id for record in getattr(concept, name)}) < len(getattr(concept, name))
        )

    @cached_property
    def _names(self) -> dict[str, str]:
        """Ids of concepts by everything that they are called, in simple letters; ids themselves come first."""
        found = {simplified(concept_id): concept_id for concept_id in self.concept_ids}
        for concept_id, concept in self.concepts.items():
            former = (*concept.redirects, *concept.replaces)
            for name in (concept.title, concept.short_title or concept.title, *concept.aliases, *former):
                found.setdefault(simplified(name), concept_id)
        return found

    def nearest_concept(self, words: str) -> str:
        """The id of the concept that goes by these words or nearly so, an empty text if there is none."""
        wanted = simplified(words)
        near = [wanted] if wanted in self._names else difflib.get_close_matches(wanted, self._names, n=1)
        return self._names[near[0]] if near else ""

    def suggest_concept(self, words: str) -> str:
        """What to write instead of the unknown concept ``words``; see :func:`.problems.suggest`."""
        if not (near := self.nearest_concept(words)):
            return suggest(words, self.concept_ids)
        title = self.concepts[near].title if near in self.concepts else near
        named = "" if simplified(title) == simplified(near) else f" ({title})"
        allowed = f" allowed: {', '.join(self.concept_ids)}" if len(self.concept_ids) <= MOST_LISTED else ""
        return f"; did you mean '{near}'{named}?{allowed}"

    def unknown_concept(self, words: str) -> str:
        """What is wrong with a name that is not the id of a concept."""
        return HintedMessage(f"unknown concept '{words}'", partial(self.suggest_concept, words))

    @cached_property
    def graph(self) -> Graph:
        """All relations, seen from both ends."""
        return Graph(self.vocabulary, self.concepts)

    def document(self, concept_id: str) -> Document:
        """The file in which a concept is written."""
        return self.documents[concept_path(concept_id)]

    def source_document(self, key: str) -> Document:
        """The file in which a source is written."""
        return self.documents[source_path(key)]

    def marked(self, document: Document) -> list[Marked]:
        """All marked texts of a data file but those that a comment cuts."""
        if document.path not in self._marked:
            found = marked_values(shape_of(document.path), document.data)
            self._marked[document.path] = [marked for marked in found if marked.path not in document.cut]
        return self._marked[document.path]

    def position(self, path: str, number: int) -> int:
        """Where the entry of that number, among those that could be read, stands in a file that is a list."""
        return self.positions[path][number] if path in self.positions else number

    def alone(self, concept_id: str) -> Library:
        """The library with a concept of ``partial`` as its only concept."""
        concept, document, _ = self.partial[concept_id]
        documents = {**self.documents, document.path: document}
        return replace(self, concepts={concept_id: concept}, documents=documents, _marked={})

    def drafts(self) -> Iterator[Document]:
        """The files of all concepts that are YAML at all, those with problems among them."""
        return (d for path, d in self.documents.items() if path.startswith(CONCEPTS) and isinstance(d.data, dict))

    def in_category(self, category: str) -> list[str]:
        """Ids of the concepts of a category, in order of the titles that lists show."""
        found = [key for key, concept in self.concepts.items() if concept.category == category]
        return sorted(found, key=lambda key: (self.concepts[key].short_title or self.concepts[key].title).casefold())
