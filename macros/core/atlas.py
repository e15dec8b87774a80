"""Everything a page needs, loaded once: the checked library and its diagrams, drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .bibliography import cited_by, short_labels
from .diagrams import Diagram, neighborhood, process
from .drawing import Drawing, DrawingError, draw
from .fences import Fence, read_fences
from .library import Library, read_library
from .problems import DataError, Problem
from .rules import check

Address = Callable[[str, str], str]
"""From one page to another, both named like ``concepts/dpo.md``: the address to write in a link."""


@dataclass(frozen=True)
class PageLinks:
    """Where things are found from one page; see :class:`macros.core.text.Links`.

    Attributes:
        library: All records.
        labels: Short names of the sources.
        page: The page on which the links stand.
        address: Turns a page into a link.
        own_sources: Whether the page lists its sources itself, so that citations stay on it.
    """

    library: Library
    labels: Mapping[str, str]
    page: str
    address: Address
    own_sources: bool = False

    def concept(self, concept_id: str) -> str:
        """Address of a concept's page."""
        return self.address(self.page, concept_page(concept_id))

    def concept_title(self, concept_id: str) -> str:
        """The concept's short title, or else its title."""
        concept = self.library.concepts[concept_id]
        return concept.short_title or concept.title

    def category(self, key: str) -> str:
        """Address of a category's page."""
        return self.address(self.page, category_page(key))

    def bibliography(self, key: str) -> str:
        """Address of a source in the bibliography."""
        return f"{self.address(self.page, BIBLIOGRAPHY)}#source-{key}"

    def source(self, key: str) -> str:
        """Address of a source in the nearest list of sources."""
        return f"#source-{key}" if self.own_sources else self.bibliography(key)

    def source_label(self, key: str) -> str:
        """Short name of a source, such as "Gao et al. 2023"."""
        return self.labels[key]


BIBLIOGRAPHY = "bibliography.md"


def concept_page(concept_id: str) -> str:
    """Name of a concept's page."""
    return f"concepts/{concept_id}.md"


def category_page(key: str) -> str:
    """Name of a category's page."""
    return f"categories/{key}/index.md"


@dataclass(frozen=True)
class Atlas:
    """The library with what is computed from all of it.

    Attributes:
        library: All records.
        labels: Short name of each source.
        cited_by: Ids of the concepts that cite each source.
        diagrams: Diagrams of each concept, by their id (``neighborhood``, ``process-diagram``).
        drawings: Each diagram as SVG, by its Mermaid text.
        address: Turns pages into links.
    """

    library: Library
    labels: Mapping[str, str]
    cited_by: Mapping[str, list[str]]
    diagrams: Mapping[str, Mapping[str, Diagram]]
    drawings: Mapping[str, Drawing]
    address: Address

    def links(self, page: str, *, own_sources: bool = False) -> PageLinks:
        """The links of one page."""
        return PageLinks(self.library, self.labels, page, self.address, own_sources)


def load_atlas(root: Path, address: Address) -> Atlas:
    """Reads, checks and draws everything under ``root``.

    Raises:
        DataError: something is wrong; it holds every problem of every file.
        RendererMissing: the diagram renderer is not installed.
    """
    library, problems = read_library(root)
    if library:
        problems += check(library)
    fences = list(read_fences(root))
    if problems or not library:
        _, more = _draw_all(None, {}, fences, root)
        raise DataError([*problems, *more])
    labels = short_labels(library.sources)
    diagrams = {key: _diagrams(library, labels, key, address) for key in library.concepts}
    drawings, problems = _draw_all(library, diagrams, fences, root)
    if problems:
        raise DataError(problems)
    return Atlas(library, labels, cited_by(library), diagrams, drawings, address)


def _diagrams(library: Library, labels: Mapping[str, str], concept_id: str, address: Address) -> dict[str, Diagram]:
    links = PageLinks(library, labels, concept_page(concept_id), address)
    concept = library.concepts[concept_id]
    found = [neighborhood(library, concept_id, links), process(concept.process, links.concept_title(concept_id))]
    return {diagram.id: diagram for diagram in found if diagram}


def _draw_all(
    library: Library | None, diagrams: Mapping[str, Mapping[str, Diagram]], fences: list[Fence], root: Path
) -> tuple[dict[str, Drawing], list[Problem]]:
    wanted = [(owner, diagram) for owner, of_concept in diagrams.items() for diagram in of_concept.values()]
    texts = [(diagram.id, diagram.mermaid) for _, diagram in wanted] + [("fence", fence.text) for fence in fences]
    results = draw(texts, root)
    drawings, problems = {}, []
    for (owner, diagram), result in zip(wanted, results, strict=False):
        if isinstance(result, DrawingError) and library:
            message = f"the diagram '{diagram.id}' cannot be drawn: {result.message}"
            place = library.document(owner).key_problem
            problems.append(
                place(("process" if diagram.id == "process-diagram" else "relations",), "mermaid-error", message)
            )
        elif isinstance(result, Drawing):
            drawings[diagram.mermaid] = result
    for fence, result in zip(fences, results[len(wanted) :], strict=True):
        if isinstance(result, DrawingError):
            line, column = fence.line + result.line - 1, fence.indent + result.column
            problems.append(Problem(fence.path, line, column, "mermaid-error", f"Mermaid: {result.message}"))
    return drawings, problems
