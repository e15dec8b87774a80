"""Figures can be drawn: they name what their model needs and gives, and their axes fit what stands on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from ..model.figures import Figure, FigureAxis, Parameter
from ..model.library import Library
from ..model.vocabulary import FigureModel
from ..source.documents import KeyPath
from ..source.problems import Problem, unknown

MOST_VALUES = 201
"""The most values that a parameter can have."""
NAMELESS = ("arrow", "cell")
"""Marks that need no name in the key."""
Fault = tuple[KeyPath, str]
"""Where in a figure something is wrong, and what."""


def check(library: Library) -> Iterator[Problem]:
    """Yields ``bad-figure``."""
    models = {model.key: model for model in library.vocabulary.figure_models}
    for concept_id, concept in library.concepts.items():
        for position, figure in enumerate(concept.figures):
            if figure.model in models:
                for path, message in faults(figure, models[figure.model]):
                    place = ("figures", position, *path)
                    yield library.document(concept_id).problem(place, "bad-figure", message)


def faults(figure: Figure, model: FigureModel) -> Iterator[Fault]:
    """What is wrong with a figure, with the path to it from there."""
    names = [parameter.name for parameter in figure.parameters]
    for place, name in enumerate(names):
        if name not in model.parameters:
            yield ("parameters", place, "name"), unknown(f"the model has no parameter '{name}'", name, model.parameters)
        elif name in names[:place]:
            yield ("parameters", place, "name"), f"'{name}' stands there twice; delete one of the two"
    if lost := [name for name in model.parameters if name not in names]:
        message = f"the model needs the parameter '{lost[0]}'; add it, with one value if readers may not set it"
        yield ("parameters",), message
    for place, parameter in enumerate(figure.parameters):
        for path, message in _parameter(parameter):
            yield ("parameters", place, *path), message
    drawn = ((("marks", place, "series"), mark.series) for place, mark in enumerate(figure.marks))
    yield from _named(drawn, "series", model.series)
    given = ((("readings", place, "value"), reading.value) for place, reading in enumerate(figure.readings))
    yield from _named(given, "reading", model.readings)
    marks = [mark.mark for mark in figure.marks]
    if "cell" in marks and len(marks) > 1:
        yield ("marks",), "a heat map stands alone; give it a figure of its own"
    for place, mark in enumerate(figure.marks):
        if mark.mark not in NAMELESS and not mark.label:
            yield ("marks", place, "mark"), f"'{mark.mark}' needs a label, so that readers can tell what it is"
    for name, axis in (("x", figure.x), ("y", figure.y)):
        for key, message in _axis(axis, figure.square and marks != ["cell"]):
            yield ((name, key) if key else (name,)), message


def _named(found: Iterable[tuple[KeyPath, str]], noun: str, known: tuple[str, ...]) -> Iterator[Fault]:
    for path, name in found:
        if name not in known:
            yield path, unknown(f"the model has no {noun} '{name}'", name, known)


def _parameter(parameter: Parameter) -> Iterator[Fault]:
    equal = (parameter.least, parameter.most, parameter.step)
    if parameter.values:
        if any(value is not None for value in equal):
            yield ("values",), "write either 'values' or 'least', 'most' and 'step'"
        elif not all(one < other for one, other in pairwise(parameter.values)):
            yield ("values",), "each value must be larger than the one before"
        elif not parameter.takes(parameter.start):
            yield ("start",), "the value at first must be one of 'values'"
        return
    least, most, step = equal
    if least is None or most is None or step is None:
        yield (), "write 'least', 'most' and 'step', or all 'values'"
    elif step <= 0 or most <= least:
        yield ("step",), "'most' must be larger than 'least', and 'step' above zero"
    elif not parameter.takes(most) or (most - least) / step >= MOST_VALUES:
        yield ("step",), f"steps must lead from 'least' to 'most', and be fewer than {MOST_VALUES}"
    elif not parameter.takes(parameter.start):
        yield ("start",), "the value at first must be one that the slider can have"


def _axis(axis: FigureAxis, square: bool) -> Iterator[tuple[str, str]]:
    if axis.least is not None and axis.most is not None and axis.least >= axis.most:
        yield "most", "'most' must be larger than 'least'"
    if axis.log and any(end is not None and end <= 0 for end in (axis.least, axis.most)):
        yield "log", "a logarithmic axis begins and ends above zero"
    if square and (axis.least is None or axis.most is None):
        yield "", "a square figure needs 'least' and 'most' on both axes"
