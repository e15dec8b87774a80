"""What a question shows can be drawn: lengths agree, scales fit their numbers, lines fit a phone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ..model.exhibits import (
    ChartExhibit,
    CodeExhibit,
    FigureExhibit,
    FormulaExhibit,
    HorizontalAxis,
    LogExhibit,
    Series,
    TableExhibit,
    VerticalAxis,
)
from ..model.figures import Figure, Setting
from ..model.library import Library
from ..model.questions import AnyQuestion, NumericQuestion
from ..source.documents import KeyPath
from ..source.problems import Problem, count, unknown

MOST_LINES = 24
MOST_COLUMNS = 76
Fault = tuple[KeyPath, str]
"""Where in an exhibit something is wrong, and what."""


def check(library: Library) -> Iterator[Problem]:
    """Yields ``exhibit`` and ``unknown-figure``."""
    for concept_id, concept in library.concepts.items():
        document = library.document(concept_id)
        for position, question in enumerate(concept.questions):
            here = ("questions", position)
            for path, message in faults(question.exhibit):
                yield document.problem((*here, "exhibit", *path), "exhibit", message)
            figures = {figure.id: figure for figure in concept.figures}
            if isinstance(question.exhibit, FigureExhibit) and question.exhibit.figure not in figures:
                message = unknown(f"unknown figure '{question.exhibit.figure}'", question.exhibit.figure, figures)
                yield document.problem((*here, "exhibit", "figure"), "unknown-figure", message)
            else:
                for path, message in _moved(question, figures):
                    yield document.problem((*here, *path), "exhibit", message)


def faults(exhibit: object) -> Iterator[Fault]:
    """What is wrong with an exhibit, with the path to it from there."""
    match exhibit:
        case ChartExhibit():
            yield from _chart(exhibit)
        case TableExhibit():
            for row, cells in enumerate(exhibit.rows):
                if len(cells) != len(exhibit.columns):
                    message = f"{count(len(cells), 'cell')} for {count(len(exhibit.columns), 'column')}; one for each"
                    yield ("rows", row), message
        case LogExhibit() | CodeExhibit():
            lines = exhibit.text.rstrip("\n").split("\n")
            if len(lines) > MOST_LINES:
                yield ("text",), f"{len(lines)} lines; at most {MOST_LINES}, so keep those that the question needs"
            for number, line in enumerate(lines, start=1):
                if len(line) > MOST_COLUMNS:
                    yield (
                        ("text",),
                        f"line {number} has {len(line)} characters; at most {MOST_COLUMNS}, so break or shorten it",
                    )
                if "\t" in line:
                    yield ("text",), f"line {number} has a tab; write spaces"
        case FormulaExhibit():
            if "\\square" not in exhibit.tex:
                yield ("tex",), r"nothing is missing in it; write \square where readers have to complete it"


def _moved(question: AnyQuestion, figures: Mapping[str, Figure]) -> Iterator[Fault]:
    exhibit = question.exhibit
    reading = question.reading if isinstance(question, NumericQuestion) else None
    if not isinstance(exhibit, FigureExhibit):
        if reading:
            yield ("reading",), "there is no figure to read it off; show one in 'exhibit', with 'type: figure'"
        return
    figure = figures[exhibit.figure]
    for path, message in _settings(exhibit.settings, figure):
        yield ("exhibit", "settings", *path), message
    if not reading:
        return
    for path, message in _settings(reading.settings, figure):
        yield ("reading", "settings", *path), message
    known = [one.value for one in figure.readings]
    if reading.value not in known:
        yield ("reading", "value"), unknown(f"the figure shows no reading '{reading.value}'", reading.value, known)
    elif not exhibit.moves:
        yield ("exhibit",), "readers see no readings of a figure that stands still; write 'moves: true'"


def _settings(settings: Sequence[Setting], figure: Figure) -> Iterator[Fault]:
    parameters = {parameter.name: parameter for parameter in figure.parameters}
    for position, setting in enumerate(settings):
        if setting.name not in parameters:
            message = unknown(f"the figure has no parameter '{setting.name}'", setting.name, parameters)
            yield (position, "name"), message
        elif not parameters[setting.name].takes(setting.value):
            yield (position, "value"), f"the slider of '{setting.name}' cannot have this value"


def _chart(chart: ChartExhibit) -> Iterator[Fault]:
    x, y = chart.x, chart.y
    if bool(x.values) == bool(x.names):
        yield ("x",), "the axis has 'values' or 'names', one of the two"
        return
    yield from _horizontal(x)
    if chart.mark == "bar" and not x.names:
        yield ("mark",), "bars stand over names, not over numbers; write 'names' in 'x', or draw lines or points"
    if chart.mark == "bar" and (y.log or (y.least or 0) > 0):
        yield ("y",), "bars begin at 0; leave out 'log' and 'least', or draw points"
    if y.least is not None and y.most is not None and y.least >= y.most:
        yield ("y", "least"), "'least' has to be smaller than 'most'"
    for position, series in enumerate(chart.series):
        for path, message in _series(series, y, len(x.values or x.names)):
            yield ("series", position, *path), message
    if bool(chart.errors) != any(series.low or series.high for series in chart.series):
        yield ("errors",) if chart.errors else ("series",), "'errors' says what the error bars are; write both or none"


def _horizontal(x: HorizontalAxis) -> Iterator[Fault]:
    if not all(a < b for a, b in pairwise(x.values)):
        yield ("x", "values"), "each number has to be larger than the one before"
    if x.log and any(value <= 0 for value in x.values):
        yield ("x", "values"), "a logarithmic scale has no zero and no negative numbers"
    if x.log and x.names:
        yield ("x", "log"), "names have no logarithmic scale; leave out 'log'"


def _series(series: Series, y: VerticalAxis, places: int) -> Iterator[Fault]:
    lists: dict[str, Sequence[float | None]] = {"values": series.values, "low": series.low, "high": series.high}
    for field, numbers in lists.items():
        if numbers and len(numbers) != places:
            given, wanted = count(len(numbers), "value"), count(places, "place")
            yield (field,), f"{given} for {wanted} along the axis; write one for each, or null"
    known = [value for numbers in lists.values() for value in numbers if value is not None]
    if not known:
        yield ("values",), "no value is known; delete the series"
    if y.log and any(value <= 0 for value in known):
        yield ("values",), "a logarithmic scale has no zero and no negative numbers"
    if any((y.least is not None and v < y.least) or (y.most is not None and v > y.most) for v in known):
        yield ("values",), "a value lies outside 'least' and 'most' of 'y'"
    if not _holds(series):
        yield ("low",), "error bars need 'low' and 'high', with each value between the two"


def _holds(series: Series) -> bool:
    """Whether each value stands between the ends of its error bar, and has both or none."""
    if bool(series.low) != bool(series.high):
        return False
    for low, value, high in zip(series.low, series.values, series.high, strict=False):
        if low is None and high is None:
            continue
        if low is None or value is None or high is None or not low <= value <= high:
            return False
    return True
