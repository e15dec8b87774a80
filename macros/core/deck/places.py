"""Where the things on a card lead, and what is drawn on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ..drawing.plots import Plot, Sketch
from ..model.exhibits import ChartExhibit
from ..model.figures import Figure
from ..model.library import Library
from ..outline.concept import PREFIXES
from ..outline.site import concept_page


@dataclass(frozen=True)
class Places:
    """Absolute addresses, since a card stands on no page; see :class:`macros.core.text.markdown.Links`.

    Attributes:
        library: All records.
        labels: Short names of the sources.
        url_of: Gives the absolute address of a page such as ``concepts/dpo.md``; nothing if nobody knows it.
        plots: The charts of questions as SVG; of one that is not drawn, a card has the table alone.
        sketches: The figures of questions; of one that is not drawn, a card has the caption alone.
    """

    library: Library
    labels: Mapping[str, str]
    url_of: Callable[[str], str]
    plots: Mapping[ChartExhibit, Plot] = field(default_factory=dict)
    sketches: Mapping[Figure, Sketch] = field(default_factory=dict)

    def concept(self, concept_id: str) -> str:
        """Address of a concept's page, or nothing."""
        return self.url_of(concept_page(concept_id))

    def part(self, concept_id: str, kind: str, name: str) -> str:
        """Address of a record on a concept's page, or nothing; ``kind`` is a key of ``PREFIXES``."""
        address = self.concept(concept_id)
        return f"{address}#{PREFIXES[kind]}{name}" if address else ""

    def concept_title(self, concept_id: str) -> str:
        """The concept's short title, or else its title."""
        concept = self.library.concepts[concept_id]
        return concept.short_title or concept.title

    def concept_summary(self, concept_id: str) -> str:
        """The concept's summary."""
        return self.library.concepts[concept_id].summary

    def terms(self, _text: str) -> Iterable[tuple[int, int, str, str, str]]:
        """None: cards explain no terms."""
        return ()

    def source(self, key: str) -> str:
        """Address at which a source was published."""
        return self.library.sources[key].url

    def source_label(self, key: str) -> str:
        """Short name of a source, such as "Gao et al. 2023"."""
        return self.labels[key]
