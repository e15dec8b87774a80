"""Everything a page needs, loaded once: the checked library and its diagrams, drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..drawing.charts import rows
from ..drawing.mermaid import Diagram, kind_map, neighborhood, process, reading_map, relation_map
from ..drawing.plots import Plot, Sketch, draw_figures, draw_plots
from ..drawing.renderer import Drawing, DrawingError, draw
from ..model.exhibits import ChartExhibit, FigureExhibit
from ..model.figures import Figure
from ..model.files import VOCABULARY, concept_path
from ..model.library import Library
from ..model.questions import NumericQuestion
from ..model.reading import read_library
from ..names.renames import former_pages, former_parts
from ..outline.concept import Part, places
from ..outline.plans import plans
from ..outline.site import (
    MAP_PAGE,
    RELATIONS_PAGE,
    concept_page,
    path_page,
)
from ..rules import check
from ..rules.faults import net
from ..source.problems import DataError, Problem
from ..text.bibliography import cited_by, short_labels
from ..text.fences import Fence, fence_key, read_fences
from ..text.terms import Terms
from ..words.table import say
from .links import Address, PageLinks


@dataclass(frozen=True)
class Atlas:
    """The library with what is computed from all of it.

    Attributes:
        library: All records.
        labels: Short name of each source.
        outlines: The parts of each concept's page by anchor.
        cited_by: Ids of the concepts that cite each source.
        diagrams: Diagrams of each concept, by what they show: ``neighborhood``, ``process``.
        maps: The diagrams of more than one concept, by their id: all, those of categories, kinds of relations and
            learning paths. One that would be too large is not there.
        glossary: Finds terms of the glossary in text.
        drawings: Each diagram as SVG, by its Mermaid text.
        plots: The charts of questions as SVG.
        charts: The charts of claims as SVG, by the ids of concept and chart.
        sketches: The figures that readers can move, as they are at first and as questions show them.
        address: Turns pages into links.
        former_pages: What took the place of concepts that were renamed or retired, by their old ids.
        former_parts: Anchors of retired parts of a concept's page with what took their place.
    """

    library: Library
    labels: Mapping[str, str]
    outlines: Mapping[str, Mapping[str, Part]]
    cited_by: Mapping[str, list[str]]
    diagrams: Mapping[str, Mapping[str, Diagram]]
    maps: Mapping[str, Diagram]
    drawings: Mapping[str, Drawing]
    plots: Mapping[ChartExhibit, Plot]
    charts: Mapping[tuple[str, str], Plot]
    sketches: Mapping[Figure, Sketch]
    glossary: Terms
    address: Address
    former_pages: Mapping[str, str]
    former_parts: Mapping[str, list[tuple[str, str]]]

    def links(self, page: str, concept_id: str | None = None) -> PageLinks:
        """The links of one page, which may be that of a concept."""
        return PageLinks(self.library, self.labels, self.outlines, page, self.address, self.glossary, concept_id)


def load_atlas(root: Path, address: Address, *, drawn: bool = True) -> Atlas:
    """Reads, checks and draws everything under ``root``. If ``drawn`` is false, there are no drawings.

    Raises:
        DataError: something is wrong; it holds every problem of every file.
        RendererMissing: the diagram renderer is not installed.
    """
    library, problems = read_library(root)
    if library:
        problems += check(library)
    return atlas_of(library, problems, root, address, drawn=drawn)


def atlas_of(
    library: Library | None, found: Iterable[Problem], root: Path, address: Address, *, drawn: bool = True
) -> Atlas:
    """Draws what was read and checked under ``root``; ``found`` is what is wrong with it.

    Raises:
        DataError, RendererMissing: as :func:`load_atlas` does.
    """
    problems = list(found)
    fences = list(read_fences(root)) if drawn else []
    if problems or not library:
        _, more = _draw_all(None, [], fences, root)
        raise DataError([*problems, *more])
    labels, terms = short_labels(library.sources), Terms(library.glossary)
    outlines = {concept_id: places(library, concept_id) for concept_id in library.concepts}

    def links(page: str) -> PageLinks:
        return PageLinks(library, labels, outlines, page, address, terms)

    diagrams: dict[str, dict[str, Diagram]] = {}
    for key in library.concepts:
        with net(problems, "the diagrams of a concept", concept_path(key)):
            diagrams[key] = _diagrams(library, links(concept_page(key)), key)
    maps: dict[str, Diagram] = {}
    with net(problems, "the maps of relations", VOCABULARY):
        maps = {diagram.id: diagram for diagram in _maps(library, links) if diagram}
    drawings, more = _draw_all(library, [*diagrams.items(), (None, maps)] if drawn else [], fences, root)
    if problems or more:
        raise DataError([*problems, *more])
    plots, charts = _plots(library, root) if drawn else ({}, {})
    sketches = _sketches(library, root) if drawn else {}
    if drawn and (misread := list(_misread(library, root))):
        raise DataError(misread)
    former = former_pages(library), former_parts(library)
    drawn_things = drawings, plots, charts, sketches
    return Atlas(library, labels, outlines, cited_by(library), diagrams, maps, *drawn_things, terms, address, *former)


def _plots(library: Library, root: Path) -> tuple[dict[ChartExhibit, Plot], dict[tuple[str, str], Plot]]:
    """The charts of questions, and those of claims."""
    shown = (question.exhibit for concept in library.concepts.values() for question in concept.questions)
    asked = list(dict.fromkeys(exhibit for exhibit in shown if isinstance(exhibit, ChartExhibit)))
    charts = {
        (key, chart.id): rows(concept, chart) for key, concept in library.concepts.items() for chart in concept.charts
    }
    made = draw_plots([*asked, *charts.values()], root)
    count = len(asked)
    return dict(zip(asked, made[:count], strict=True)), dict(zip(charts, made[count:], strict=True))


def _sketches(library: Library, root: Path) -> dict[Figure, Sketch]:
    """The figures of concepts as they are at first, and as questions show them."""
    figures = [figure for concept in library.concepts.values() for figure in concept.figures]
    for concept in library.concepts.values():
        shown = (question.exhibit for question in concept.questions)
        figures += [one.shown(concept.figures) for one in shown if isinstance(one, FigureExhibit)]
    return dict(zip(figures, draw_figures(figures, root), strict=True))


def _misread(library: Library, root: Path) -> Iterator[Problem]:
    """Numbers to be read off a figure that it does not give."""
    asked = [
        (key, position, question, question.exhibit.shown(concept.figures).at(question.reading.settings))
        for key, concept in library.concepts.items()
        for position, question in enumerate(concept.questions)
        if isinstance(question, NumericQuestion) and question.reading and isinstance(question.exhibit, FigureExhibit)
    ]
    sketches = draw_figures([figure for *_, figure in asked], root)
    for (key, position, question, figure), sketch in zip(asked, sketches, strict=True):
        answer, name = question.answer, question.reading.value if question.reading else ""
        place = next(place for place, one in enumerate(figure.readings) if one.value == name)
        given = sketch.readings[place].value * (100 if answer.unit == "%" else 1)
        allowed = answer.abs if answer.abs is not None else (answer.rel or 0) * abs(answer.value)
        if abs(given - answer.value) > allowed / 2 + 1e-9 * abs(given):
            message = f"the figure gives {given:.8g}, and 'value' is further from it than half the largest error"
            path = ("questions", position, "answer", "value")
            yield library.document(key).problem(path, "wrong-result", message)


def _maps(library: Library, links: Callable[[str], PageLinks]) -> Iterator[Diagram | None]:
    on_map, on_relations = links(MAP_PAGE), links(RELATIONS_PAGE)
    yield reading_map(library, list(library.concepts), "map-all", say("map_order"), on_map)
    for category in library.vocabulary.categories:
        if ids := library.in_category(category.key):
            title = say("map_category_title", name=category.label)
            yield relation_map(library, ids, f"map-{category.key}", title, on_map)
    for plan in plans(library):
        title = say("path_title", name=plan.label)
        yield reading_map(library, plan.concepts, f"path-{plan.id}", title, links(path_page(plan.id)))
    for kind in library.vocabulary.relation_kinds:
        yield kind_map(library, kind.key, on_relations)


def _diagrams(library: Library, links: PageLinks, concept_id: str) -> dict[str, Diagram]:
    found = {
        "neighborhood": neighborhood(library, concept_id, links),
        "process": process(library.concepts[concept_id].process, concept_id, links.concept_title(concept_id)),
    }
    return {name: diagram for name, diagram in found.items() if diagram}


def _draw_all(
    library: Library | None,
    diagrams: Iterable[tuple[str | None, Mapping[str, Diagram]]],
    fences: list[Fence],
    root: Path,
) -> tuple[dict[str, Drawing], list[Problem]]:
    """All drawings by their Mermaid text, and what cannot be drawn. The diagrams of no concept are the maps."""
    wanted = [
        (owner, part, diagram.id, diagram.mermaid) for owner, of_owner in diagrams for part, diagram in of_owner.items()
    ]
    texts = [(name, text) for _, _, name, text in wanted]
    texts += [(f"fence-{number}", fence.text) for number, fence in enumerate(fences)]
    results = draw(texts, root) if texts else []
    drawings, problems = {}, []
    for (owner, part, name, text), result in zip(wanted, results, strict=False):
        if isinstance(result, Drawing):
            drawings[text] = result
        elif library:
            message = f"the diagram '{name}' cannot be drawn: {result.message}"
            document = library.document(owner) if owner else library.documents[VOCABULARY]
            place = {"process": "process", "neighborhood": "relations"}.get(part, "relation_kinds")
            problems.append(document.key_problem((place,), "mermaid-error", message))
    for fence, result in zip(fences, results[len(wanted) :], strict=True):
        if isinstance(result, DrawingError):
            line = fence.line + max(1, result.line) - 1  # 0 is the text as a whole
            column = fence.indent + max(1, result.column)
            problems.append(Problem(fence.path, line, column, "mermaid-error", f"Mermaid: {result.message}"))
        else:
            drawings[fence_key(fence.text)] = result
    return drawings, problems
