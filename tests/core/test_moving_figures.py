"""Figures that readers move: what is wrong with one, and what their models compute.

The numbers of a model come from a paper or a closed form that is named beside them, never from the program itself.
"""

from __future__ import annotations

import math
import shutil
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from pydantic import TypeAdapter

from macros.core.drawing.plots import Sketch, draw_figures
from macros.core.model.exhibits import FigureExhibit
from macros.core.model.figures import Figure, Setting
from macros.core.model.reading import read_library
from macros.core.pages.atlas import load_atlas
from macros.core.pages.render import Renderer
from macros.core.rules import check
from macros.core.rules.models import faults
from macros.core.source.problems import HintedMessage
from tests.core.test_changes_of_fields import tuples
from tests.hostile.corpus import figure as whole_figure
from tests.node import run_module
from tests.projects import ROOT, SMALL, edit

MODELS = """
import { readFileSync } from "node:fs";
import { MODELS } from "./web/scripts/figures/models.mjs";
const [name, given] = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(name ? MODELS[name](given) : Object.keys(MODELS)));
"""
LIBRARY = read_library(ROOT)[0]
assert LIBRARY
FIGURES = [
    pytest.param(figure, id=f"{key}-{figure.id}")
    for key, concept in LIBRARY.concepts.items()
    for figure in concept.figures
]


def figure_of(**changes: Any) -> Figure:
    return TypeAdapter(Figure).validate_python(tuples(whole_figure() | changes))


def compute(model: str, **given: float) -> Any:
    """What a model makes of numbers."""
    return run_module(MODELS, [model, given])


def parameter(**changes: Any) -> dict[str, Any]:
    """The first parameter of the whole figure, with changes; None takes a field away."""
    first = whole_figure()["parameters"][0] | changes
    return {key: value for key, value in first.items() if value is not None}


BETA = whole_figure()["parameters"][1]
WRONG: dict[str, tuple[dict[str, Any], Any, str]] = {
    "unknown parameter": (
        {"parameters": [parameter(), BETA, BETA | {"name": "gamma"}]},
        ("parameters", 2, "name"),
        "the model has no parameter 'gamma'; allowed: alpha, beta",
    ),
    "parameter twice": (
        {"parameters": [parameter(), BETA, BETA]},
        ("parameters", 2, "name"),
        "'beta' stands there twice; delete one of the two",
    ),
    "no parameter": (
        {"parameters": [parameter()]},
        ("parameters",),
        "the model needs the parameter 'beta'; add it, with one value if readers may not set it",
    ),
    "steps and values": (
        {"parameters": [parameter(values=[1.0]), BETA]},
        ("parameters", 0, "values"),
        "write either 'values' or 'least', 'most' and 'step'",
    ),
    "values in no order": (
        {"parameters": [parameter(), BETA | {"values": [0.5, 0.25]}]},
        ("parameters", 1, "values"),
        "each value must be larger than the one before",
    ),
    "start that is no value": (
        {"parameters": [parameter(), BETA | {"start": 0.3}]},
        ("parameters", 1, "start"),
        "the value at first must be one of 'values'",
    ),
    "no values": (
        {"parameters": [parameter(step=None), BETA]},
        ("parameters", 0),
        "write 'least', 'most' and 'step', or all 'values'",
    ),
    "step of zero": (
        {"parameters": [parameter(step=0.0), BETA]},
        ("parameters", 0, "step"),
        "'most' must be larger than 'least', and 'step' above zero",
    ),
    "steps that miss the end": (
        {"parameters": [parameter(step=0.4), BETA]},
        ("parameters", 0, "step"),
        "steps must lead from 'least' to 'most', and be fewer than 201",
    ),
    "too many steps": (
        {"parameters": [parameter(step=0.001), BETA]},
        ("parameters", 0, "step"),
        "steps must lead from 'least' to 'most', and be fewer than 201",
    ),
    "start between steps": (
        {"parameters": [parameter(start=1.1), BETA]},
        ("parameters", 0, "start"),
        "the value at first must be one that the slider can have",
    ),
    "unknown series": (
        {"marks": [{"series": "select", "mark": "curve", "label": "L"}]},
        ("marks", 0, "series"),
        "the model has no series 'select'; did you mean 'selected'? allowed: selected, trained, peaks",
    ),
    "unknown reading": (
        {"readings": [{"value": "peak", "label": "R", "digits": 2}]},
        ("readings", 0, "value"),
        "the model has no reading 'peak'; "
        "allowed: selected_peak, selected_gold, trained_peak, trained_gold",
    ),
    "heat map with others": (
        {"marks": [{"series": "selected", "mark": "cell"}, {"series": "peaks", "mark": "point", "label": "P"}]},
        ("marks",),
        "a heat map stands alone; give it a figure of its own",
    ),
    "curve without a name": (
        {"marks": [{"series": "selected", "mark": "curve"}]},
        ("marks", 0, "mark"),
        "'curve' needs a label, so that readers can tell what it is",
    ),
    "axis that runs backwards": (
        {"y": {"label": "Y", "least": 2.0, "most": 1.0}},
        ("y", "most"),
        "'most' must be larger than 'least'",
    ),
    "logarithm of nothing": (
        {"x": {"label": "X", "least": 0.0, "most": 1.0, "log": True}},
        ("x", "log"),
        "a logarithmic axis begins and ends above zero",
    ),
    "square without ends": ({"y": {"label": "Y"}}, ("y",), "a square figure needs 'least' and 'most' on both axes"),
}  # fmt: skip


def model_of(key: str) -> Any:
    assert LIBRARY
    return LIBRARY.vocabulary.terms("figure_models")[key]


def test_a_whole_figure_is_right() -> None:
    figure = figure_of()
    assert list(faults(figure, model_of(figure.model))) == []


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_a_figure(name: str) -> None:
    changes, path, message = WRONG[name]
    figure = figure_of(**changes)
    found = [
        (place, said.whole() if isinstance(said, HintedMessage) else said)
        for place, said in faults(figure, model_of(figure.model))
    ]
    assert found == [(path, message)]


GAMMA = "data/concepts/gamma.yml"


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("start: 5", "start: 9", ["33:16: the value at first must be one that the slider can have [bad-figure]"]),
        (
            "figures: [shape]",
            "figures: [shap, shape]",
            ["17:15: unknown figure 'shap'; did you mean 'shape'? allowed: shape [unknown-figure]"],
        ),
        (
            "figures: [shape]",
            "figures: [shape, shape]",
            ["17:22: the section 'what-it-is' shows 'shape' already; delete one of the two [repeated-figure]"],
        ),
        (
            "    figures: [shape]\n",
            "",
            ["22:9: no section shows 'shape'; add it to the figures of the section that explains it [unplaced-figure]"],
        ),
    ],
)
def test_a_problem_of_a_figure_has_its_place(small: Path, old: str, new: str, lines: list[str]) -> None:
    shutil.copy(SMALL / "gamma.yml", small / GAMMA)
    edit(small, GAMMA, old, new)
    library, found = read_library(small)
    assert library
    printed = [str(problem) for problem in [*found, *check(library)] if "figure]" in str(problem)]
    assert printed == [f"{GAMMA}:{line}" for line in lines]


NUMERALS = """
import { readFileSync } from "node:fs";
import { numeral } from "./web/scripts/figures/show.mjs";
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map((one) => numeral(one))));
"""


def test_numbers_have_three_digits_and_all_before_the_point() -> None:
    numbers = {
        0: "0", 1e-13: "0", 0.5: "0.500", -0.30902: "−0.309", 0.99996: "1.00", 1: "1", 12: "12", 12.34: "12.3",
        1024: "1,024", 6879.8: "6,880", 0.000187: "0.000187", 0.0000663: "0.0000663", 6.63e-6: "6.63×10⁻⁶",
        5.76e23: "5.76×10²³",
    }  # fmt: skip
    assert run_module(NUMERALS, list(numbers)) == list(numbers.values())


def sketch_of(**changes: Any) -> Sketch:
    """The whole figure, drawn."""
    plain = {"square": False, "x": {"label": "X", "least": 0.25, "most": 64.0}, "y": {"label": "Y"}}
    [sketch] = draw_figures([figure_of(**(plain | changes))], ROOT)
    return sketch


def test_a_table_leaves_out_what_lies_beyond_the_axis_and_knows_percent() -> None:
    axes = {"x": {"label": "X", "least": 0.25, "most": 2.0}, "y": {"label": "Y", "unit": "%"}}
    table = sketch_of(**axes).table
    assert table.head == ["X", "L"]
    assert all(0.25 <= float(row[0]) <= 2 and row[1].endswith("%") for row in table.rows)
    assert "Infinity" not in str(table)


def test_marks_without_a_height_have_only_a_place() -> None:
    marks = [
        {"series": "selected", "mark": "curve", "label": "L"},
        {"series": "peaks", "mark": "rule", "label": "R"},
    ]
    sketch = sketch_of(marks=marks)
    assert {row[2] for row in sketch.table.rows} == {"", "•"}
    assert sketch.said.endswith("R: 2 to 20.1.")


def test_a_figure_that_stands_still_shows_no_setting() -> None:
    marks = [
        {"series": "selected", "mark": "curve", "label": "L"},
        {"series": "peaks", "mark": "here", "label": "Your setting"},
    ]
    figure = figure_of(marks=marks)
    still = {"type": "figure", "caption": "C", "figure": figure.id, "settings": ({"name": "beta", "value": 0.5},)}
    shown = {
        moves: TypeAdapter(FigureExhibit).validate_python(still | {"moves": moves}).shown([figure])
        for moves in (True, False)
    }
    assert [mark.mark for mark in shown[True].marks] == ["curve", "here"]
    assert [mark.mark for mark in shown[False].marks] == ["curve"]
    assert [one.start for one in shown[True].parameters] == [1, 0.5]


def test_overviews_lead_to_figures(small_with_exhibits: Path) -> None:
    renderer = Renderer(load_atlas(small_with_exhibits, lambda _here, there: f"../{there}"))
    gallery = BeautifulSoup(renderer.fill(renderer.figure_gallery("figures.md")), "html.parser")
    [card] = gallery.select(".aa-gallery > li")
    link = card.a
    assert link and link["href"] == "../concepts/alpha.md#figure-shape"
    assert link.get_text().endswith("Letters share a plane")
    assert [str(svg["aria-hidden"]) for svg in card.select("svg")] == ["true"]
    concept_map = BeautifulSoup(renderer.fill(renderer.concept_map("map.md")), "html.parser")
    assert "1 idea has a figure that you can move: Figures" in concept_map.get_text()
    path = BeautifulSoup(renderer.fill(renderer.path("training")), "html.parser")
    assert [item.get_text() for item in path.select(".aa-facts a")] == ["1 figure"]


def test_the_vocabulary_lists_the_models() -> None:
    assert LIBRARY
    assert run_module(MODELS, ["", {}]) == sorted(LIBRARY.vocabulary.terms("figure_models"))


@pytest.mark.parametrize("figure", FIGURES)
def test_a_model_gives_what_the_vocabulary_says(figure: Figure) -> None:
    model = model_of(figure.model)
    found = compute(figure.model, **{one.name: one.start for one in figure.parameters})
    assert tuple(found["series"]) == model.series
    assert tuple(found.get("readings", {})) == model.readings


def test_the_penalized_optimum_is_the_closed_form() -> None:
    """pi* is proportional to pi_ref exp(r / beta), and the objective is beta ln Z (Rafailov et al. 2023, App. A.1)."""
    reference, rewards = (0.5, 0.3, 0.2), (0, 1, 2)
    for beta in (0.25, 1, 10):
        weights = [share * math.exp(reward / beta) for share, reward in zip(reference, rewards, strict=True)]
        found = compute("regularized-bandit", beta=beta, steps=0)
        assert found["series"]["best"]["y"] == pytest.approx([one / sum(weights) for one in weights])
        assert found["readings"]["objective"] == pytest.approx(beta * math.log(sum(weights)))
        assert found["series"]["dpo"]["y"] == pytest.approx(reference)


def test_dpo_reaches_the_penalized_optimum() -> None:
    for beta in (0.1, 1, 10):
        assert compute("regularized-bandit", beta=beta, steps=200)["readings"]["distance"] < 1e-5


def test_the_laws_of_proxy_and_gold_have_their_peaks() -> None:
    """d (a - b d) peaks at a / 2b with a^2 / 4b; d (a - b ln d) at exp(a / b - 1) with b times that."""
    found = compute("proxy-and-gold", alpha=1, beta=0.2)["readings"]
    assert found["selected_peak"] == pytest.approx(2.5)
    assert found["selected_gold"] == pytest.approx(1.25)
    assert found["trained_peak"] == pytest.approx(math.exp(4))
    assert found["trained_gold"] == pytest.approx(0.2 * math.exp(4))


@pytest.mark.parametrize(("features", "dimensions"), [(3, 2 / 3), (5, 0.4), (6, 1 / 3)])
def test_features_of_a_polygon_share_two_dimensions(features: int, dimensions: float) -> None:
    """2 / n for a regular polygon (Elhage et al. 2022, "Uniform superposition")."""
    found = compute("polygon", features=features)
    assert found["readings"]["dimensions"] == pytest.approx(dimensions)
    assert found["readings"]["neighbor"] == pytest.approx(math.cos(2 * math.pi / features))
    for one, row in zip(range(features), found["series"]["products"]["cells"], strict=True):
        across, up = found["series"]["directions"]["x"], found["series"]["directions"]["y"]
        assert row == pytest.approx([across[one] * a + up[one] * b for a, b in zip(across, up, strict=True)])


@pytest.mark.parametrize("figure", FIGURES)
def test_each_figure_can_be_drawn_at_every_end(figure: Figure) -> None:
    shown = [figure]
    for one in figure.parameters:
        values = [value for value in (*one.values, one.least, one.most) if value is not None]
        shown += [figure.at([Setting(name=one.name, value=end)]) for end in (min(values), max(values))]
    sketches: list[Sketch] = draw_figures(shown, ROOT)
    for sketch in sketches:
        assert "NaN" not in sketch.svg
        assert "Infinity" not in sketch.svg
        assert all("NaN" not in cell for row in sketch.table.rows for cell in row)
        assert all(math.isfinite(reading.value) for reading in sketch.readings)
