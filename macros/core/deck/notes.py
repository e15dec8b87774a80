"""Questions as Anki's notes: what their fields say, in HTML that needs nothing but Anki.

A question is one note with one card, gaps to fill included, so that its name in the atlas is that of its note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from ..drawing.plots import draw_card_plot, draw_card_sketch, plot_rows
from ..model.concept import Concept
from ..model.exhibits import FigureExhibit
from ..model.figures import Figure
from ..model.files import concept_path, source_path
from ..model.questions import AnyQuestion
from ..model.reading_order import reading_order
from ..model.types import Citation
from ..quiz.display import amount, duration, first_id, limits, shuffled, tolerance, wanted_number
from ..text.markdown import Dialect, citation, render_block, render_inline, without_links
from ..words.table import say
from ..words.templates import environment
from .places import Places

NAME = "alignment-atlas"
"""What permanent names begin with, since those of all decks of a collection share one space."""
FIELDS = ("Name", "Front", "Hint", "Back", "Concept", "Sources", "Link")
"""The fields of a note, in order. Anki updates no note whose fields were renamed, added or removed."""
TEMPLATES = Path(__file__).resolve().parent / "templates"

_OPEN, _CLOSE = "\ue005", "\ue006"
"""Around the TeX of a formula, until what contributors typed can no longer be taken for the start of one."""
CARD = Dialect(lambda tex: f"{_OPEN}{escape(tex)}{_CLOSE}", frozenset({"http", "https"}))
"""HTML for cards: formulas are TeX, which Anki's MathJax sets, and addresses are absolute."""
_FORMULA = re.compile(rf"{_OPEN}([^{_CLOSE}]*){_CLOSE}|\\(?=[()\[\]])")
"""A formula, or what MathJax would take for the start or end of one."""
_LIKE_TAG = re.compile(r"\[(?=/?(?:sound:|anki:|latex\]|\$))", re.IGNORECASE)
"""The start of what Anki would play, speak, or hand to LaTeX."""
_UNSEEN = re.compile(r" (?=</?(?:li|ol|p|pre|ul)\b|</b>)")
"""Space before a block or at its end."""
_CODE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
_DRAWING = re.compile(r"<svg.*?</svg>", re.DOTALL)


@dataclass(frozen=True)
class Note:
    """A question as a note.

    Attributes:
        name: The permanent name of the question, such as ``dpo.beta-role``; Anki's browser sorts by it.
        front: What is asked, as HTML.
        hint: Its hints, as HTML, shown when asked for; may be empty.
        back: The answer with its reasons, as HTML.
        concept: The concept, as HTML.
        sources: What shows the answer, as HTML; may be empty.
        link: A link to the question on the site, as HTML; empty if nobody knows the address.
        category: Key of the concept's category.
        tags: By category, concept, type and level.
        files: The data files that it is made from.
    """

    name: str
    front: str
    hint: str
    back: str
    concept: str
    sources: str
    link: str
    category: str
    tags: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def guid(self) -> str:
        """By which Anki knows the note again."""
        return f"{NAME}.{self.name}"

    @property
    def fields(self) -> list[str]:
        """The values of :data:`FIELDS`."""
        return [getattr(self, field.lower()) for field in FIELDS]


def notes(places: Places) -> list[Note]:
    """A note for each question, in an order of reading."""
    concepts = places.library.concepts
    return [note for key in reading_order(places.library, list(concepts)) for note in _of_concept(key, places)]


def field(html: str) -> str:
    """HTML of :data:`CARD` as a field has it: in one line, with formulas in ``\\(…\\)``.

    What contributors typed that MathJax or Anki would take for their own appears as typed.
    """
    html = _CODE.sub(_kept, html)
    html = re.sub(r"[ \t\n\r]+", " ", html).strip()
    html = _DRAWING.sub(lambda match: re.sub(r"\\(?=[()\[\]])", r"<tspan>\\</tspan>", match[0]), html)
    # MathJax sees no delimiter in a backslash and a bracket that stand in two elements.
    html = _FORMULA.sub(lambda match: f"\\({match[1]}\\)" if match[1] else r"<span>\</span>", html)
    return _UNSEEN.sub("", _LIKE_TAG.sub("&#91;", html))


def _kept(code: re.Match[str]) -> str:
    """A block of code in one line, with all its breaks and spaces."""
    line = code[0].strip().replace("\n", "&#10;").replace("\t", "&#9;")
    return re.sub(" {2,}", lambda spaces: "&#32;" * len(spaces[0]), line)


def _of_concept(concept_id: str, places: Places) -> Iterator[Note]:
    concept = places.library.concepts[concept_id]
    start = first_id(concept_id, concept)
    for question in concept.questions:
        name, cited = f"{start}.{question.id}", _cited(question, concept)
        values = _values(concept_id, concept, question, places)
        yield Note(
            name=name,
            front=field(_template("front").render(values, text=lambda text: without_links(_inline(text, places)))),
            hint=field(Markup("<br>").join(without_links(_inline(hint, places)) for hint in question.hints)),
            back=field(_template("back").render(values, text=lambda text: _inline(text, places))),
            concept=field(_linked(concept.title, places.concept(concept_id))),
            sources=field(Markup("; ").join(citation(key, at, places) for key, at in cited)),
            link=field(_linked(say("deck_question"), address))
            if (address := places.part(concept_id, "question", question.id))
            else "",
            category=concept.category,
            tags=tuple(
                f"{NAME}::{kind}::{word}"
                for kind, word in (
                    ("category", concept.category),
                    ("concept", concept_id),
                    ("type", question.type),
                    ("level", question.level),
                )
            ),
            files=(concept_path(concept_id), *sorted({source_path(key) for key in _named(question, concept)})),
        )


def _values(concept_id: str, concept: Concept, question: AnyQuestion, places: Places) -> dict[str, Any]:
    """What both templates show."""
    start = first_id(concept_id, concept)
    shown = shuffled(start, question, question.parts)
    return {
        "id": concept_id,
        "item": question,
        "figure": _figure(question, concept),
        "places": places,
        "shown": shown,
        "choices": shuffled(start, question, getattr(question, "choices", ())),
        "ranked": sorted(enumerate(shown, start=1), key=lambda pair: not getattr(pair[1], "correct", False)),
        "cite": lambda citations: Markup("; ").join(citation(one.key, one.at, places) for one in citations),
        "formula": lambda tex: Markup(CARD.formula(f"\\displaystyle {tex}")),
        "prose": lambda text: render_block(text, places, dialect=CARD),
    }


def _cited(question: AnyQuestion, concept: Concept) -> list[tuple[str, str]]:
    """Key and place of each source of a question, those of the claims that it tests included, each once."""
    tested = [claim for claim in concept.claims if claim.id in question.claims]
    citations: list[Citation] = [*question.sources, *(source for claim in tested for source in claim.sources)]
    return list(dict.fromkeys((citation.key, citation.at) for citation in citations))


def _named(question: AnyQuestion, concept: Concept) -> list[str]:
    """Keys of all sources that a card names."""
    shown = question.exhibit.sources if question.exhibit else ()
    drawn = figure.sources if (figure := _figure(question, concept)) else ()
    return [key for key, _ in _cited(question, concept)] + [citation.key for citation in (*shown, *drawn)]


def _figure(question: AnyQuestion, concept: Concept) -> Figure | None:
    """The figure that a question shows, if it shows one."""
    exhibit = question.exhibit
    return exhibit.shown(concept.figures) if isinstance(exhibit, FigureExhibit) else None


def _inline(text: str, places: Places) -> Markup:
    return render_inline(text, places, dialect=CARD)


def _linked(words: str, address: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, words) if address else escape(words)


@lru_cache(maxsize=2)
def _template(name: str) -> Any:
    templates = environment(TEMPLATES)
    templates.globals.update(
        amount=amount,
        draw_plot=draw_card_plot,
        draw_sketch=draw_card_sketch,
        duration=duration,
        limits=limits,
        plot_rows=plot_rows,
        tolerance=tolerance,
        wanted_number=wanted_number,
    )
    return templates.get_template(f"{name}.html.j2")
