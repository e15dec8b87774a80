"""The largest, smallest and oddest values that the form of a field allows end in problems, pages or nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.core.drawing.charts import bars, chart_sentence, rows
from macros.core.model.concept import Concept
from macros.core.model.library import Library
from macros.core.model.questions import NumericQuestion
from macros.core.model.reading import read_library
from macros.core.model.shapes import field_of
from macros.core.quiz.display import amount, digest, limits, tolerance
from macros.core.rules import check
from macros.core.source.documents import read
from macros.core.source.problems import Problem
from tests.core.test_odd_data import paths, replaced
from tests.hostile.corpus import whole_concept
from tests.projects import copy_small

ALPHA = "data/concepts/alpha.yml"
DATA = whole_concept()
AS_READ = read(ALPHA, yaml.safe_dump(DATA).encode()).data
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
NUMBERS = [0, 1, -1, 10**18, 9_999, 0.0, -0.0, 5e-324, -5e-324, 1e-9, 0.999, 1.7e308, -1.7e308]
FIGURES = ["1e9999", "1e309", "1e-9999", "0e1", "-0", "9" * 16, "0.0", "1,,,", "1,.5", "0e99999999999999999999"]


def leaves(kinds: tuple[type, ...]) -> list[tuple[Any, ...]]:
    """The places of the data that hold a value of one of these kinds; truth values are no numbers."""
    found = []
    for path in paths(DATA):
        value: Any = DATA
        for part in path:
            value = value[part]
        if isinstance(value, kinds) and not isinstance(value, bool):
            found.append(path)
    return found


def pattern(path: tuple[Any, ...]) -> str:
    """The pattern of the text at a place, empty if it has none."""
    field = field_of(Concept, path, AS_READ)
    marks = field.metadata if field else ()
    found = [getattr(mark, "pattern", None) for mark in marks]
    arguments = getattr(field.annotation, "__args__", ()) if field else ()
    found += [
        getattr(note, "pattern", None)
        for inner in arguments
        for info in getattr(inner, "__metadata__", ())
        for note in getattr(info, "metadata", [info])
    ]
    return next((text for text in found if text and text != r"\S"), "")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project, of which each example changes one value."""
    return copy_small(tmp_path_factory.mktemp("extremes") / "small")


def found_with(folder: Path, path: tuple[Any, ...], value: Any) -> tuple[Library, list[Problem]]:
    """What is read and found if this value stands at a place."""
    text = yaml.dump(replaced(DATA, path, value), Dumper=DUMPER, allow_unicode=True, sort_keys=False)
    (folder / ALPHA).write_text(text, "utf-8", newline="")
    library, problems = read_library(folder)
    assert library
    return library, problems + check(library)


def assert_all_is_told(library: Library, problems: list[Problem]) -> None:
    """No rule stopped, and what a page shows of numbers can be printed."""
    assert [str(problem) for problem in problems if problem.code == "internal-error"] == []
    concept = library.concepts.get("alpha")
    if concept is None:
        return
    for chart in concept.charts:
        assert all(0 <= bar.share <= 1 for bar in bars(concept, chart))
        assert json.dumps(rows(concept, chart), allow_nan=False) and chart_sentence(concept, chart)
    for question in concept.questions:
        assert re.fullmatch("[0-9a-f]{16}", digest(question))
        if isinstance(question, NumericQuestion):
            assert amount(question.answer) and tolerance(question.answer)
            assert all(limits(near) for near in question.near)


@pytest.mark.parametrize("path", leaves((int, float)), ids=lambda path: ".".join(map(str, path)))
def test_any_number(path: tuple[Any, ...], folder: Path) -> None:
    for number in NUMBERS:
        assert_all_is_told(*found_with(folder, path, number))


PLACES = {path: pattern(path) for path in leaves((str,))}


def test_fields_with_figures_are_among_those_tried() -> None:
    names = {path[-1] for path, form in PLACES.items() if form}
    assert names >= {"id", "expression", "result", "value", "check", "as_of", "reviewed", "name"}


@pytest.mark.parametrize("name", ["result", "value"])
def test_any_figure(name: str, folder: Path) -> None:
    place = next(path for path, form in PLACES.items() if form and path[-1] == name)
    for figure in FIGURES:
        assert_all_is_told(*found_with(folder, place, figure))


@settings(
    derandomize=True, deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_text_of_the_right_form(data: st.DataObject, folder: Path) -> None:
    path = data.draw(st.sampled_from([path for path, form in PLACES.items() if form]))
    value = data.draw(st.from_regex(PLACES[path], fullmatch=True))
    assert_all_is_told(*found_with(folder, path, value))
