"""Pages about all concepts and files beside the pages: what the site and an export make from data, in one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from .atlas import (
    BIBLIOGRAPHY,
    BIBTEX,
    COMPARISONS_PAGE,
    GLOSSARY_PAGE,
    MAP_PAGE,
    PATHS_PAGE,
    QUESTIONS,
    QUIZZES_PAGE,
    RELATIONS,
    RELATIONS_PAGE,
)
from .render import Renderer


class Overview(NamedTuple):
    """A page about all concepts. On the site it is a page in ``docs/`` that calls a macro for what comes from data.

    Attributes:
        page: Its name, as in ``docs/``.
        title: Its title, the same as in ``docs/``.
        render: Prints what comes from data, given the name of the page. The macro has the name of this method.
    """

    page: str
    title: str
    render: Callable[[Renderer, str], str]

    @property
    def macro(self) -> str:
        """Name of the macro that the page calls."""
        return self.render.__name__


OVERVIEWS = (
    Overview(QUIZZES_PAGE, "Quizzes", Renderer.quizzes),
    Overview(PATHS_PAGE, "Learning paths", Renderer.learning_paths),
    Overview(MAP_PAGE, "Map", Renderer.concept_map),
    Overview(RELATIONS_PAGE, "Relations by kind", Renderer.relations),
    Overview("timeline.md", "Timeline", Renderer.timeline),
    Overview(COMPARISONS_PAGE, "Comparisons", Renderer.comparisons),
    Overview("cheat-sheet.md", "Cheat sheet", Renderer.cheat_sheet),
    Overview(GLOSSARY_PAGE, "Glossary", Renderer.glossary),
    Overview(BIBLIOGRAPHY, "Bibliography", Renderer.bibliography),
    Overview("fields.md", "Field guide", Renderer.field_guide),
    Overview("problems.md", "Problems", Renderer.problem_kinds),
    Overview("coverage.md", "Coverage", Renderer.coverage),
    Overview("question-report.md", "Question report", Renderer.question_report),
)

DATA_FILES: Mapping[str, Callable[[Renderer], str]] = {
    BIBTEX: Renderer.bibtex_file,
    QUESTIONS: Renderer.question_list,
    RELATIONS: Renderer.relation_list,
}
"""What prints each file beside the pages, by its name."""
