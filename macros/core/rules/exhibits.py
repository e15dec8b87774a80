"""What a question shows can be drawn: lengths agree, scales fit their numbers, lines fit a phone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..model.exhibits import (
    ChartExhibit,
    CodeExhibit,
    FormulaExhibit,
    HorizontalAxis,
    LogExhibit,
    Series,
    TableExhibit,
    VerticalAxis,
)
from ..model.library import Library
from ..source.documents import KeyPath
from ..source.problems import Problem, count

MOST_LINES = 24
MOST_COLUMNS = 76
Fault = tuple[KeyPath, str]
"""Where in an exhibit something is wrong, and what."""


def check(library: Library) -> Iterator[Problem]:
    """Yields ``exhibit``."""
    for concept_id, concept in library.concepts.items():
        document = library.document(concept_id)
        for position, question in enumerate(concept.questions):
            for path, message in faults(question.exhibit):
                yield document.problem(("questions", position, "exhibit", *path), "exhibit", message)


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
