"""Where things are found from a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from ..model.library import Library
from ..outline.concept import PREFIXES, Part
from ..outline.interviews import LENGTH
from ..outline.plans import Plan
from ..outline.site import (
    BIBLIOGRAPHY,
    COMPARISONS_PAGE,
    FRESHNESS_PAGE,
    GLOSSARY_PAGE,
    RELATIONS,
    SESSION_PAGE,
    category_page,
    concept_page,
    interview_page,
    path_page,
    questions_page,
    sheet_page,
)
from ..text.terms import Terms

Address = Callable[[str, str], str]
"""From one page to another, both named like ``concepts/dpo.md``: the address to write in a link."""


@dataclass(frozen=True)
class PageLinks:
    """Where things are found from one page; see :class:`macros.core.text.markdown.Links`.

    Attributes:
        library: All records.
        labels: Short names of the sources.
        outlines: The parts of each concept's page by anchor.
        page: The page on which the links stand.
        address: Turns a page into a link.
        glossary: Finds terms of the glossary in text.
        concept_id: The concept whose page it is. Such a page lists its sources, so that citations stay on it, and
            does not explain terms whose page it is.
    """

    library: Library
    labels: Mapping[str, str]
    outlines: Mapping[str, Mapping[str, Part]]
    page: str
    address: Address
    glossary: Terms
    concept_id: str | None = None

    def concept(self, concept_id: str) -> str:
        """Address of a concept's page."""
        return self.address(self.page, concept_page(concept_id))

    def concept_title(self, concept_id: str) -> str:
        """The concept's short title, or else its title."""
        concept = self.library.concepts[concept_id]
        return concept.short_title or concept.title

    def concept_summary(self, concept_id: str) -> str:
        """The concept's summary."""
        return self.library.concepts[concept_id].summary

    def term(self, term_id: str) -> str:
        """Address of a term in the glossary."""
        return f"{self.address(self.page, GLOSSARY_PAGE)}#term-{term_id}"

    def terms(self, text: str) -> Iterator[tuple[int, int, str, str, str]]:
        """See :meth:`macros.core.text.markdown.Links.terms`."""
        for start, end, term in self.glossary.find(text):
            if self.concept_id is None or term.concept != self.concept_id:
                yield start, end, f"term {term.id}", self.term(term.id), term.definition

    def place(self, place: str) -> str:
        """Address of a place such as ``dpo#what-it-is``, or of a page such as ``dpo``."""
        concept_id, _, anchor = place.partition("#")
        if anchor and concept_id == self.concept_id:
            return f"#{anchor}"
        return f"{self.concept(concept_id)}#{anchor}" if anchor else self.concept(concept_id)

    def place_name(self, place: str) -> str:
        """Words for a place: the concept, and the heading, or what kind of thing stands there."""
        concept_id, _, anchor = place.partition("#")
        concept = self.library.concepts[concept_id]
        if not anchor:
            return concept.title
        part = self.outlines[concept_id][anchor]
        words = self.labels[anchor.removeprefix(PREFIXES["source"])] if part.kind == "source" else part.name
        return f"{self.concept_title(concept_id)}, {words}"

    def category(self, key: str) -> str:
        """Address of a category's page."""
        return self.address(self.page, category_page(key))

    def questions(self, key: str) -> str:
        """Address of the page that lists all questions of a category."""
        return self.address(self.page, questions_page(key))

    def sheet(self, key: str) -> str:
        """Address of the cheat sheet of a category."""
        return self.address(self.page, sheet_page(key))

    def session(self, **scope: str | int) -> str:
        """Address of a session with the questions of a scope, such as ``concept="dpo"``; see
        ``web/scripts/scope.mjs``."""
        return f"{self.address(self.page, SESSION_PAGE)}?{urlencode(scope)}"

    def session_of_part(self, plan: Plan, number: int) -> str:
        """Address of a session with questions of a part of a learning path, counted from 1."""
        return self.session(path=plan.id, part=number)

    def path(self, key: str) -> str:
        """Address of a learning path."""
        return self.address(self.page, path_page(key))

    def interview(self, key: str, number: int) -> str:
        """Address of a mock interview of a learning path, by its number."""
        return self.address(self.page, interview_page(key, number))

    def interview_on_screen(self, key: str) -> str:
        """Address of a session that asks as many open questions of a learning path as a mock interview has."""
        return self.session(mode="interview", path=key, count=LENGTH)

    def on_path(self, concept_id: str, key: str) -> str:
        """Address of a concept's page for a reader who is on that learning path."""
        return f"{self.concept(concept_id)}?path={key}"

    def comparison(self, key: str) -> str:
        """Address of a comparison."""
        return f"{self.address(self.page, COMPARISONS_PAGE)}#{key}"

    def figure(self, concept_id: str, figure_id: str) -> str:
        """Address of a figure that readers can move."""
        return self.place(f"{concept_id}#{PREFIXES['figure']}{figure_id}")

    def page_named(self, name: str) -> str:
        """Address of a page named like ``map.md``."""
        return self.address(self.page, name)

    def statuses(self) -> str:
        """Address of what the statuses of claims mean."""
        return f"{self.address(self.page, FRESHNESS_PAGE)}#statuses"

    def relations(self) -> str:
        """Address of the list of relations that the map reads."""
        return self.address(self.page, RELATIONS)

    def question(self, concept_id: str, question_id: str) -> str:
        """Address of a question on the page of its concept."""
        return f"{self.concept(concept_id)}#{PREFIXES['question']}{question_id}"

    def bibliography(self, key: str) -> str:
        """Address of a source in the bibliography."""
        return f"{self.address(self.page, BIBLIOGRAPHY)}#{PREFIXES['source']}{key}"

    def source(self, key: str) -> str:
        """Address of a source in the nearest list of sources."""
        return f"#{PREFIXES['source']}{key}" if self.concept_id else self.bibliography(key)

    def source_label(self, key: str) -> str:
        """Short name of a source, such as "Gao et al. 2023"."""
        return self.labels[key]
