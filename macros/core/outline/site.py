"""The names of the pages and files that the site has besides the hand-written ones."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..model.files import PATHS, VOCABULARY, concept_path
from ..model.library import Library
from ..words.table import say
from .interviews import interviews
from .plans import plan

BIBLIOGRAPHY = "bibliography.md"
BIBTEX = "bibliography.bib"
GLOSSARY_PAGE = "glossary.md"
COMPARISONS_PAGE = "comparisons.md"
FIGURES_PAGE = "figures.md"
MAP_PAGE = "map.md"
PATHS_PAGE = "paths.md"
RELATIONS_PAGE = "relations.md"
QUIZZES_PAGE = "quizzes.md"
REVIEW_PAGE = "review.md"
SESSION_PAGE = "session.md"
FRESHNESS_PAGE = "freshness.md"
CONCEPTS_PAGE = "concepts.md"
ABOUT_PAGE = "about.md"
QUESTIONS = "assets/questions.json"
RELATIONS = "assets/relations.json"
PLANS = "assets/paths.json"
DECK = "assets/alignment-atlas.apkg"
LICENSES = "assets/licenses.txt"
HEADERS = "_headers"
ROBOTS = "robots.txt"
SITE_CARD = "assets/card.png"
ROOT_PAGES: Mapping[str, tuple[str, str]] = {
    "architecture.md": ("ARCHITECTURE.md", "How Alignment Atlas turns YAML files into a site, and what belongs where."),
    "decisions.md": ("DECISIONS.md", "What was decided in building Alignment Atlas, when and why."),
    "contributing.md": ("CONTRIBUTING.md", "How to correct a page or add a concept to Alignment Atlas."),
}
"""Pages of the site that are files at the top of the project, each with its description."""
QUESTION_LISTS = "questions/"
SHEETS_PAGE = "cheat-sheet.md"
SHEETS = "cheat-sheets/"
"""Where the names of pages that list questions begin."""
INTERVIEWS = "interviews/"
"""Where the names of pages with mock interviews begin."""
_ROOT_LINK = re.compile(r"(?<=\]\()[\w./-]+\.md(?=[)#])")
MADE_FOLDERS = ("assets/cards", "assets/fonts", "assets/scripts", "assets/styles")
"""Folders of the site that hold only what the build makes."""


class Overview(NamedTuple):
    """A page about all concepts. On the site it is a page in ``docs/`` that calls a macro for what comes from data.

    Attributes:
        page: Its name, as in ``docs/``.
        title: Its title, the same as in ``docs/``.
        macro: The macro that the page calls; the renderer's method of that name prints it, given the name of the page.
    """

    page: str
    title: str
    macro: str


OVERVIEWS = (
    Overview(CONCEPTS_PAGE, "Concepts", "concepts"),
    Overview(QUIZZES_PAGE, "Practice", "quizzes"),
    Overview(SESSION_PAGE, "Practice session", "session"),
    Overview(REVIEW_PAGE, "Review", "review"),
    Overview(PATHS_PAGE, "Learning paths", "learning_paths"),
    Overview(MAP_PAGE, "Map", "concept_map"),
    Overview(RELATIONS_PAGE, "Relations by kind", "relations"),
    Overview("timeline.md", "Timeline", "timeline"),
    Overview(COMPARISONS_PAGE, "Comparisons", "comparisons"),
    Overview(FIGURES_PAGE, "Figures", "figure_gallery"),
    Overview(SHEETS_PAGE, "Cheat sheets", "cheat_sheets"),
    Overview(GLOSSARY_PAGE, "Glossary", "glossary"),
    Overview(BIBLIOGRAPHY, "Bibliography", "bibliography"),
    Overview("fields.md", "Field guide", "field_guide"),
    Overview("problems.md", "Problems", "problem_kinds"),
    Overview(FRESHNESS_PAGE, "Freshness", "freshness"),
    Overview("coverage.md", "Coverage", "coverage"),
    Overview("components.md", "Components", "components"),
    Overview("question-report.md", "Question report", "question_report"),
)
WAYS = (
    (say("way_paths"), PATHS_PAGE),
    (say("way_concepts"), CONCEPTS_PAGE),
    (say("way_compare"), COMPARISONS_PAGE),
    (say("way_figures"), FIGURES_PAGE),
    (say("way_map"), MAP_PAGE),
    (say("way_practice"), QUIZZES_PAGE),
    (say("way_review"), REVIEW_PAGE),
)
"""The ways through the site that the header of each page names."""
FOOT_PAGES = (
    (say("foot_glossary"), GLOSSARY_PAGE),
    (say("foot_timeline"), "timeline.md"),
    (say("foot_cheat_sheet"), SHEETS_PAGE),
    (say("foot_bibliography"), BIBLIOGRAPHY),
    (say("foot_about"), ABOUT_PAGE),
)
"""The pages that the foot of each page names."""
ABOUT_PAGES = (
    "architecture.md", "checks.md", "components.md", "contributing.md", "coverage.md", "decisions.md", "fields.md",
    FRESHNESS_PAGE, "problems.md", "question-report.md", "scheduling.md",
)  # fmt: skip
"""Pages about the site itself."""
MADE_FILES = (BIBTEX, QUESTIONS, RELATIONS, PLANS, HEADERS, ROBOTS, SITE_CARD, DECK, LICENSES)
"""Files of the site that are no pages and that the build makes under these names."""
MACROS = (*(overview.macro for overview in OVERVIEWS), "home", "anki_deck")
"""What hand-written pages may call for a part made from data, by the name of the renderer's method that prints it."""
OTHER_MACROS = ("figures", "atlas_page")
"""What they may call besides: the numbers of things, and the text of a page that is made from data."""


def concept_page(concept_id: str) -> str:
    """Name of a concept's page."""
    return f"concepts/{concept_id}.md"


def category_page(key: str) -> str:
    """Name of a category's page."""
    return f"categories/{key}/index.md"


def path_page(key: str) -> str:
    """Name of a learning path's page; ``key`` is the id of a path or the key of a category."""
    return f"paths/{key}.md"


def questions_page(key: str) -> str:
    """Name of the page that lists all questions of a category."""
    return f"{QUESTION_LISTS}{key}.md"


def sheet_page(key: str) -> str:
    """Name of the page with the cheat sheet of a category."""
    return f"{SHEETS}{key}.md"


def asked_in(library: Library, key: str) -> list[str]:
    """Ids of the concepts of a category that have questions."""
    return [concept_id for concept_id in library.in_category(key) if library.concepts[concept_id].questions]


def interview_page(key: str, number: int) -> str:
    """Name of the page with a mock interview: ``key`` is the id of a path, ``number`` that of the sheet, from 1."""
    return f"{INTERVIEWS}{key}-{number}.md"


def made_pages(library: Library, former: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each page that is made from data or from a file at the top of the project, with the file that it is made from.

    ``former`` has the ids of concepts that were renamed or deleted, with the concept to which a page at the old address
    leads.
    """
    for category in library.vocabulary.categories:
        if library.in_category(category.key):
            yield category_page(category.key), VOCABULARY
            yield path_page(category.key), VOCABULARY
            yield sheet_page(category.key), VOCABULARY
        if asked_in(library, category.key):
            yield questions_page(category.key), VOCABULARY
    for route in library.paths:
        yield path_page(route.id), PATHS
        for interview in interviews(library, plan(library, route)):
            yield interview_page(route.id, interview.number), PATHS
    for concept_id in library.concepts:
        yield concept_page(concept_id), concept_path(concept_id)
    for old, concept_id in former.items():
        yield concept_page(old), concept_path(concept_id)
    for page, (path, _description) in ROOT_PAGES.items():
        yield page, path


def address_key(name: str) -> str:
    """What pages or files of the same address have in common, such as ``a.md``, ``a/index.md`` and ``A/README.md``."""
    folder, file = posixpath.split(name.casefold())
    if not file.endswith(".md"):
        return name.casefold()
    stem = file.removesuffix(".md")
    return folder if stem in ("index", "readme") else posixpath.join(folder, stem)


def on_site(target: str) -> str:
    """What a link in a file at the top of the project, such as ``docs/fields.md``, is called on the site."""
    of_root = {path: page for page, (path, _description) in ROOT_PAGES.items()}
    return of_root.get(target, target.removeprefix("docs/"))


def root_page_text(text: str) -> str:
    """The text of a file at the top of the project with its links as the site has them."""
    return _ROOT_LINK.sub(lambda match: on_site(match.group()), text)
