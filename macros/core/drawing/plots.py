"""Charts of claims and of questions, and figures that readers move, as SVG; what is in them in words and as a table.

One run of Node draws all charts of the site, another one its figures.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeVar

from markupsafe import Markup, escape
from pydantic import Field, TypeAdapter

from ..model.exhibits import ChartExhibit, Series
from ..model.figures import Figure
from ..store.cache import json_form, read, write
from ..text.arithmetic import number_words
from ..words.table import PHRASES, say
from .renderer import PLOT_PACKAGES, RendererMissing, is_installed, run

_PROGRAM = Path(__file__).with_suffix(".mjs")
SCRIPTS = Path(__file__).resolve().parents[3] / "web/scripts"
"""Where the scripts are that draw; the browser has the same."""
WIDTH = 400
"""Natural width in pixels; text of 15 px is still 11 px high when that shrinks to 294."""


class Plot(NamedTuple):
    """What is drawn of a chart: the content of an ``<svg>`` without its name, and how high it is."""

    svg: Annotated[str, Field(pattern=r"^<(path|text|g)[\s>][\s\S]*>$")]
    height: Annotated[int, Field(gt=0)]


class Reading(NamedTuple):
    """A number of a figure, in words and as it is."""

    label: str
    words: str
    value: float


class Chosen(NamedTuple):
    """A parameter of a figure that readers can move, with its value in words."""

    label: str
    words: str


class Table(NamedTuple):
    """The numbers of a figure: heads of columns, and rows whose first cell names them."""

    head: list[str]
    rows: list[list[str]]


class Sketch(NamedTuple):
    """A figure at certain settings: what is drawn, and the same in words and numbers."""

    svg: Annotated[str, Field(pattern=r"^<(path|text|g)[\s>][\s\S]*>$")]
    height: Annotated[int, Field(gt=0)]
    said: str
    table: Table
    settings: list[Chosen]
    readings: list[Reading]


_PLOT, _SKETCH = TypeAdapter(Plot), TypeAdapter(Sketch)
FORM = json_form(_PLOT)
"""The form of charts in the cache."""
Rows = Sequence[tuple[str, Sequence[tuple[str, str, float]]]]
"""Bars that lie, in groups: headings, and for each bar its label, its value in words and its length up to 1."""
T = TypeVar("T")
_SAID = {"axis": "axis", "log": "log", "series": "series", "one": "single"}
_DRAWN = {"model", "parameters", "x", "y", "square", "marks", "readings"}


def draw_plots(charts: Sequence[ChartExhibit | Rows], root: Path) -> list[Plot]:
    """Draws charts, in their order. They are cached in ``.cache/plots`` under ``root``.

    Raises:
        RendererMissing: ``node_modules`` or Node itself is missing.
    """
    return _drawn([_chart_form(chart) for chart in charts], _PLOT, root)


def draw_figures(figures: Sequence[Figure], root: Path) -> list[Sketch]:
    """Draws figures as they are at first. Cached as charts are.

    Raises:
        RendererMissing: ``node_modules`` or Node itself is missing.
    """
    phrases = {key: PHRASES[f"plot_{name}"] for key, name in _SAID.items()}
    texts = [json.dumps({"figure": figure_form(figure), "phrases": phrases}) for figure in figures]
    return _drawn(texts, _SKETCH, root)


def figure_form(figure: Figure) -> dict[str, Any]:
    """What the program that draws has to know of a figure, as JSON has it."""
    return figure.model_dump(mode="json", include=_DRAWN)


def _chart_form(chart: ChartExhibit | Rows) -> str:
    if isinstance(chart, ChartExhibit):
        return chart.model_dump_json(include={"mark", "x", "y", "series"})
    return json.dumps({"rows": chart})


def _drawn(texts: Sequence[str], shape: TypeAdapter[T], root: Path) -> list[T]:
    if not texts:
        return []
    if not is_installed(root):
        raise RendererMissing("node_modules is incomplete; run 'make install' (or 'npm ci' in the environment)")
    scripts = sorted((SCRIPTS / "figures").rglob("*.mjs"))
    parts = (_PROGRAM, SCRIPTS / "words.mjs", *scripts, *(root / package for package in PLOT_PACKAGES))
    recipe, form = b"".join(file.read_bytes() for file in parts), json_form(shape)
    names = [hashlib.sha256(recipe + text.encode()).hexdigest()[:32] for text in texts]
    files = [root / ".cache" / "plots" / f"{name}.cached" for name in names]
    found = [read(file, form) for file in files]
    missing = [place for place, one in enumerate(found) if one is None]
    made = run(_PROGRAM, [json.loads(texts[place]) for place in missing], root)
    for place, one in zip(missing, made, strict=True):
        drawn = shape.validate_python(one)
        write(files[place], drawn, form)
        found[place] = drawn
    return [one for one in found if one is not None]


def draw_plot(chart: ChartExhibit, plot: Plot, name: str) -> Markup:
    """The chart as an ``<svg>``; the ids of its title and description begin with the name."""
    return framed(plot, name, chart.caption, plot_sentence(chart))


def draw_sketch(title: str, sketch: Sketch, name: str) -> Markup:
    """A figure as an ``<svg>`` with title and description, whose ids begin with the name."""
    return framed(Plot(f"<g>{sketch.svg}</g>", sketch.height), name, title, sketch.said)


def framed(plot: Plot, name: str, title: str, said: str) -> Markup:
    """What is drawn as an ``<svg>`` with a title and a description; their ids begin with the name."""
    titles = Markup('<title id="{0}-title">{1}</title><desc id="{0}-desc">{2}</desc>').format(name, title, said)
    return Markup(
        f'<svg class="aa-plot" viewBox="0 0 {WIDTH} {plot.height}" fill="currentColor" role="img"'
        f' aria-labelledby="{escape(name)}-title" aria-describedby="{escape(name)}-desc">{titles}{plot.svg}</svg>'
    )


def draw_preview(sketch: Sketch) -> Markup:
    """The figure as an ``<svg>`` that is hidden from screen readers, for a link that says what it shows."""
    return Markup(
        f'<svg class="aa-plot" viewBox="0 0 {WIDTH} {sketch.height}" fill="currentColor" aria-hidden="true">'
        f"{sketch.svg}</svg>"
    )


def figure_json(figure: Figure) -> str:
    """What the browser has to know of a figure, as JSON; an attribute that holds it has to be escaped."""
    return json.dumps(figure_form(figure), separators=(",", ":"), ensure_ascii=False)


def draw_card_plot(chart: ChartExhibit, plot: Plot) -> Markup:
    """The chart as an ``<svg>`` for a card, named by an attribute, in which no program looks for formulas."""
    return _card_drawing(f"{chart.caption}. {plot_sentence(chart)}", plot)


def draw_card_sketch(title: str, sketch: Sketch) -> Markup:
    """The figure as an ``<svg>`` for a card; see :func:`draw_card_plot`."""
    return _card_drawing(f"{title}. {sketch.said}", Plot(sketch.svg, sketch.height))


def _card_drawing(words: str, plot: Plot) -> Markup:
    name = escape(words).replace("\\", Markup("&#92;"))
    return Markup(
        f'<svg class="plot" viewBox="0 0 {WIDTH} {plot.height}" fill="currentColor" font-size="15" role="img"'
        f' aria-label="{name}">{plot.svg}</svg>'
    )


def plot_sentence(chart: ChartExhibit) -> str:
    """The axes of a chart and, of each series, the first, highest, lowest and last value."""
    x, y = chart.x, chart.y
    places = place_names(chart)
    across = say("plot_axis", label=x.label, first=places[0], last=places[-1])
    known = [value for series in chart.series for value in series.values if value is not None]
    up = say("plot_axis", label=y.label, first=number_words(min(known)), last=number_words(max(known)))
    parts = [f"{across}{say('plot_log') if x.log else ''}.", f"{up}{say('plot_log') if y.log else ''}."]
    return " ".join([*parts, *(_series_sentence(series, places) for series in chart.series)])


def place_names(chart: ChartExhibit) -> list[str]:
    """The places along the horizontal axis, in words. Years have no comma."""
    years = all(value == int(value) and 1900 <= value <= 2100 for value in chart.x.values)
    return list(chart.x.names) or [str(int(value)) if years else number_words(value) for value in chart.x.values]


def plot_rows(chart: ChartExhibit) -> Iterator[list[str]]:
    """The rows of a chart's table: a place along the horizontal axis, then the value of each series there."""
    for place, name in enumerate(place_names(chart)):
        yield [name, *(_cell(series, place) for series in chart.series)]


def _cell(series: Series, place: int) -> str:
    value = series.values[place]
    if value is None:
        return say("plot_no_value")
    low, high = (ends[place] if ends else None for ends in (series.low, series.high))
    if low is None or high is None:
        return number_words(value)
    return say("plot_value", value=number_words(value), low=number_words(low), high=number_words(high))


def _series_sentence(series: Series, places: list[str]) -> str:
    known = [(value, place) for value, place in zip(series.values, places, strict=True) if value is not None]
    highest, lowest = max(known, key=lambda pair: pair[0]), min(known, key=lambda pair: pair[0])
    if len(known) == 1:
        return say("plot_single", label=series.label, value=number_words(known[0][0]), place=known[0][1])
    (first, start), (last, end) = known[0], known[-1]
    return say(
        "plot_series",
        label=series.label,
        first=number_words(first),
        start=start,
        highest=number_words(highest[0]),
        top=highest[1],
        lowest=number_words(lowest[0]),
        bottom=lowest[1],
        last=number_words(last),
        end=end,
    )
