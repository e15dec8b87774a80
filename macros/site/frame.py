"""What stands around the text of a page: the ways through the site, breadcrumbs, and the pages before and after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from ..core.model.library import Library
from ..core.model.reading_order import reading_order
from ..core.outline.plans import Plan
from ..core.outline.site import (
    ABOUT_PAGES,
    CONCEPTS_PAGE,
    FOOT_PAGES,
    INTERVIEWS,
    PATHS_PAGE,
    QUESTION_LISTS,
    QUIZZES_PAGE,
    REVIEW_PAGE,
    SESSION_PAGE,
    SHEETS,
    SHEETS_PAGE,
    WAYS,
    category_page,
    concept_page,
    path_page,
)
from ..core.pages.render import for_theme
from ..core.words.table import say


class Place(NamedTuple):
    """A link of the frame.

    Attributes:
        label: Its words as HTML, since the theme prints them as they are.
        url: Where it leads, from the top of the site; "" for a name without a link.
        current: Whether the page that shows it is part of what it leads to.
        note: Where it stands on the path that the site proposes, such as "Day 2 · 27 min"; "" for other pages.
        counted: Whether it shows how many questions are due.
    """

    label: str
    url: str = ""
    current: bool = False
    note: str = ""
    counted: bool = False


class Frame:
    """The frames of all pages of a site. ``plans`` has its learning paths; without scripts, the first one leads on."""

    def __init__(self, library: Library, plans: Sequence[Plan], files: Files) -> None:
        self._library = library
        self._urls = {file.src_uri: file.url for file in files}
        self._labels = {plan.id: plan.label for plan in plans}
        first = plans[:1]
        self._notes = {
            stop.concept_id: say("path_place", part=plan.name(number), minutes=say("minutes", count=stop.minutes))
            for plan in first
            for number, part in enumerate(plan.parts, 1)
            for stop in part.stops
        }
        self._order = in_sequence(library, list(self._notes))

    @property
    def session(self) -> str:
        """Where questions are asked one at a time, from the top of the site; "" for a site without it."""
        return self._urls.get(SESSION_PAGE, "")

    @property
    def review(self) -> str:
        """Where readers see what is due, from the top of the site; "" for a site without it."""
        return self._urls.get(REVIEW_PAGE, "")

    @property
    def practice(self) -> str:
        """Where readers choose what to practice, from the top of the site; "" for a site without it."""
        return self._urls.get(QUIZZES_PAGE, "")

    def ways(self, page: Page | None) -> list[Place]:
        """The ways in the header."""
        here = page.file.src_uri if page else ""
        inside = CONCEPTS_PAGE if here.startswith(("concepts/", "categories/")) else here
        inside = QUIZZES_PAGE if here.startswith(QUESTION_LISTS) else inside
        inside = PATHS_PAGE if here.startswith(("paths/", INTERVIEWS)) else inside
        known = [(label, name) for label, name in WAYS if name in self._urls]
        return [
            Place(for_theme(label), self._urls[name], name == inside, counted=name == REVIEW_PAGE)
            for label, name in known
        ]

    def foot(self) -> list[Place]:
        """The links below a page."""
        return [Place(for_theme(label), self._urls[name]) for label, name in FOOT_PAGES if name in self._urls]

    def crumbs(self, page: Page | None) -> list[Place]:
        """The way down to a page, itself last; nothing for pages to which the header leads."""
        here = page.file.src_uri if page else ""
        title = str(page.title) if page else ""
        concept = self._library.concepts.get(here.removeprefix("concepts/").removesuffix(".md"))
        if here.startswith("concepts/") and concept:
            label = self._library.vocabulary.terms("categories")[concept.category].label
            home = Place(for_theme(label), self._urls[category_page(concept.category)])
            return [Place(for_theme(say("way_concepts")), self._urls[CONCEPTS_PAGE]), home, Place(title)]
        if here.startswith("categories/"):
            return [Place(for_theme(say("way_concepts")), self._urls[CONCEPTS_PAGE]), Place(title)]
        if here.startswith("paths/"):
            return [Place(for_theme(say("way_paths")), self._urls[PATHS_PAGE]), Place(title)]
        key, _, number = here.removeprefix(INTERVIEWS).removesuffix(".md").rpartition("-")
        if here.startswith(INTERVIEWS) and key in self._labels:
            home = Place(for_theme(self._labels[key]), self._urls[path_page(key)])
            sheet = Place(for_theme(say("interview_sheet", number=number)))
            return [Place(for_theme(say("way_paths")), self._urls[PATHS_PAGE]), home, sheet]
        if here.startswith(QUESTION_LISTS):
            label = self._library.vocabulary.terms("categories")[
                here.removeprefix(QUESTION_LISTS).removesuffix(".md")
            ].label
            return [Place(for_theme(say("way_practice")), self._urls[QUIZZES_PAGE]), Place(for_theme(label))]
        if here.startswith(SHEETS):
            label = self._library.vocabulary.terms("categories")[here.removeprefix(SHEETS).removesuffix(".md")].label
            return [Place(for_theme(say("foot_cheat_sheet")), self._urls[SHEETS_PAGE]), Place(for_theme(label))]
        if here in ABOUT_PAGES:
            return [Place(for_theme(say("foot_about")), self._urls["about.md"]), Place(title)]
        return []

    def turn(self, page: Page | None) -> tuple[Place | None, Place | None]:
        """The concepts before and after the one of a page."""
        here = page.file.src_uri if page else ""
        concept_id = here.removeprefix("concepts/").removesuffix(".md")
        if not here.startswith("concepts/") or concept_id not in self._order:
            return None, None
        place = self._order.index(concept_id)
        before = self._order[place - 1] if place else None
        after = self._order[place + 1] if place + 1 < len(self._order) else None
        return self._concept(before), self._concept(after)

    def _concept(self, concept_id: str | None) -> Place | None:
        if concept_id is None:
            return None
        concept = self._library.concepts[concept_id]
        label = for_theme(concept.short_title or concept.title)
        return Place(label, self._urls[concept_page(concept_id)], note=self._notes.get(concept_id, ""))


def in_sequence(library: Library, first: Sequence[str]) -> list[str]:
    """All concepts in an order in which they can be read: those of the first learning path, then the rest."""
    rest = [key for category in library.vocabulary.categories for key in library.in_category(category.key)]
    return [*first, *(key for key in reading_order(library, rest) if key not in first)]
