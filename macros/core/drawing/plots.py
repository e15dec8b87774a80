"""Charts that questions show, as SVG, as a sentence and as a table; one run of Node draws all of the site."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

from markupsafe import Markup, escape
from pydantic import Field, TypeAdapter

from ..model.exhibits import ChartExhibit, Series
from ..store.cache import json_form, read, write
from ..text.arithmetic import number_words
from ..words.table import say
from .renderer import PLOT_PACKAGES, RendererMissing, is_installed, run

_PROGRAM = Path(__file__).with_suffix(".mjs")
WIDTH = 400
"""Natural width in pixels; text of 15 px is still 11 px high when that shrinks to 294."""


class Plot(NamedTuple):
    """What is drawn of a chart: the content of an ``<svg>`` without its name, and how high it is."""

    svg: Annotated[str, Field(pattern=r"^<(path|text|g)[\s>][\s\S]*>$")]
    height: Annotated[int, Field(gt=0)]


FORM = json_form(TypeAdapter(Plot))
"""The form of charts in the cache."""


def draw_plots(charts: Sequence[ChartExhibit], root: Path) -> list[Plot]:
    """Draws charts, in their order. They are cached in ``.cache/plots`` under ``root``.

    Raises:
        RendererMissing: ``node_modules`` or Node itself is missing.
    """
    if not charts:
        return []
    if not is_installed(root):
        raise RendererMissing("node_modules is incomplete; run 'make install' (or 'npm ci' in the environment)")
    recipe = b"".join(file.read_bytes() for file in (_PROGRAM, *(root / package for package in PLOT_PACKAGES)))
    texts = [chart.model_dump_json(include={"mark", "x", "y", "series"}) for chart in charts]
    names = [hashlib.sha256(recipe + text.encode()).hexdigest()[:32] for text in texts]
    files = [root / ".cache" / "plots" / f"{name}.cached" for name in names]
    found = [read(file, FORM) for file in files]
    missing = [place for place, plot in enumerate(found) if plot is None]
    made = run(_PROGRAM, [json.loads(texts[place]) for place in missing], root)
    for place, one in zip(missing, made, strict=True):
        plot = Plot(one["svg"], one["height"])
        write(files[place], plot, FORM)
        found[place] = plot
    return [plot for plot in found if plot is not None]


def draw_plot(chart: ChartExhibit, plot: Plot, name: str) -> Markup:
    """The chart as an ``<svg>``; the ids of its title and description begin with the name."""
    title = Markup('<title id="{}-title">{}</title>').format(name, chart.caption)
    said = Markup('<desc id="{}-desc">{}</desc>').format(name, plot_sentence(chart))
    return Markup(
        f'<svg class="aa-plot" viewBox="0 0 {WIDTH} {plot.height}" fill="currentColor" role="img"'
        f' aria-labelledby="{escape(name)}-title" aria-describedby="{escape(name)}-desc">{title}{said}{plot.svg}</svg>'
    )


def draw_card_plot(chart: ChartExhibit, plot: Plot) -> Markup:
    """The chart as an ``<svg>`` for a card, named by an attribute, in which no program looks for formulas."""
    name = escape(f"{chart.caption}. {plot_sentence(chart)}").replace("\\", Markup("&#92;"))
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
