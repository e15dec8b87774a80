"""Charts of questions: what is drawn, that nothing overlaps or leaves its box, and what is said of them."""

from __future__ import annotations

import json
import re
import subprocess
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from bs4 import BeautifulSoup, Tag
from pydantic import TypeAdapter

from macros.core.drawing import plots
from macros.core.drawing.plots import WIDTH, Plot, draw_plot, draw_plots, plot_rows, plot_sentence
from macros.core.drawing.renderer import RendererMissing, node
from macros.core.model.exhibits import ChartExhibit
from tests.core.test_changes_of_fields import tuples
from tests.core.test_render import assert_recorded
from tests.projects import ROOT

LINES: dict[str, Any] = {
    "type": "chart",
    "caption": "Scores",
    "mark": "line",
    "x": {"label": "Samples", "values": [1.0, 10.0, 100.0], "log": True},
    "y": {"label": "Score"},
    "series": [{"label": "Proxy", "values": [0.5, 0.8, 1.6]}, {"label": "Human", "values": [0.5, 0.9, 0.4]}],
}
NAMES = {"label": "Model", "names": ["Base", "Tuned"]}
SIZE = 15
PROGRAM = """
const module = await import(process.argv[3]);
const [name, ...given] = JSON.parse(process.argv[4]);
console.log(JSON.stringify(module[name](...given)));
"""


class Words(NamedTuple):
    """A text of a chart and its box: what it says, left, top, right and bottom."""

    words: str
    left: float
    top: float
    right: float
    bottom: float


def chart(**changes: Any) -> ChartExhibit:
    data = LINES | changes
    for series in data["series"]:
        series["values"] = [None if value is None else float(value) for value in series["values"]]
    return TypeAdapter(ChartExhibit).validate_python(tuples(data))


def ask(function: str, *given: Any) -> Any:
    """What a function of the program returns."""
    program = (ROOT / "web/scripts/figures/draw.mjs").as_uri()
    arguments = ["", str(ROOT / "node_modules"), program, json.dumps([function, *given])]
    done = subprocess.run(
        [node(), "--input-type=module", "-e", PROGRAM, "--", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def drawn(exhibit: ChartExhibit) -> Tag:
    [plot] = draw_plots([exhibit], ROOT)
    svg = BeautifulSoup(draw_plot(exhibit, plot, "x-q"), "html.parser").svg
    assert svg
    return svg


def texts(svg: Tag) -> list[Words]:
    """The boxes of all texts, with widths as the program estimates them."""
    found = svg.find_all("text")
    widths = ask("widthsOf", [text.get_text() for text in found])
    boxes = []
    for text, width in zip(found, widths, strict=True):
        anchor = text.find_parent(attrs={"text-anchor": True})
        share = {"middle": 0.5, "end": 1.0}[str(anchor["text-anchor"])] if anchor else 0.0
        left, base = float(str(text["x"])) - share * width, float(str(text["y"]))
        boxes.append(Words(text.get_text(), left, base - 0.75 * SIZE, left + width, base + 0.2 * SIZE))
    return boxes


def faults(svg: Tag) -> list[str]:
    """What is wrong with how a chart looks: texts that overlap or leave the box, numbers that are none."""
    found = [
        f"{word!r} in a path" for path in svg.find_all("path") if (word := re.search("NaN|Inf|undef", str(path["d"])))
    ]
    boxes = texts(svg)
    height = float(str(svg["viewbox"]).split()[3])
    for box in boxes:
        if box.left < -1 or box.right > WIDTH + 1 or box.top < -1 or box.bottom > height + 1:
            found.append(f"{box} leaves the box, {height} high")
    for one, other in combinations(boxes, 2):
        across = min(one.right, other.right) - max(one.left, other.left)
        down = min(one.bottom, other.bottom) - max(one.top, other.top)
        if across > 0.5 and down > 0.5:
            found.append(f"{one} overlaps {other}")
    numbers = [float(n) for path in svg.find_all("path") for n in re.findall(r"[MH]\s*(-?[\d.]+)", str(path["d"]))]
    if any(not -1 <= number <= WIDTH + 1 for number in numbers):
        found.append("a line leaves the box")
    return found


LONG = "A long name that says very much of very little"
GOOD = {
    "two lines": chart(),
    "four lines that end together": chart(
        series=[{"label": f"Line {n}", "values": [n, 2 + n, 5 + n / 50]} for n in range(4)]
    ),
    "four lines that end at the same place": chart(
        series=[{"label": f"Line {n}", "values": [n, 2 + n, 0]} for n in range(4)]
    ),
    "long names of lines": chart(series=[{"label": f"{LONG} {n}", "values": [n, 2, 3 * n]} for n in range(4)]),
    "a word that fits nowhere": chart(
        y={"label": "y" * 48},
        series=[{"label": "W" * 48, "values": [1, 2, 3]}, {"label": "M" * 48, "values": [1, 2, 4]}],
    ),
    "a line that ends early": chart(
        series=[{"label": "Early", "values": [1, 2, None]}, {"label": "Late", "values": [None, 2, 3]}]
    ),
    "a single value": chart(x={"label": "n", "values": [3.0]}, series=[{"label": "A", "values": [7]}]),
    "zeros": chart(series=[{"label": "A", "values": [0, 0, 0]}]),
    "negative": chart(series=[{"label": "A", "values": [-3, -2, -0.5]}]),
    "huge": chart(series=[{"label": "A", "values": [1e300, 2e300, -1e300]}]),
    "tiny": chart(series=[{"label": "A", "values": [1e-300, 2e-300, -1e-300]}]),
    "huge and tiny on a logarithmic scale": chart(
        y={"label": "y", "log": True}, series=[{"label": "A", "values": [1e-300, 1, 1e300]}]
    ),
    "almost the same on a logarithmic scale": chart(
        y={"label": "y", "log": True}, series=[{"label": "A", "values": [9.1, 9.2, 9.3]}]
    ),
    "24 places": chart(
        x={"label": "Step", "values": [1000.0 * n for n in range(24)]},
        series=[{"label": "A", "values": [n * n for n in range(24)]}],
    ),
    "24 places on a logarithmic scale": chart(
        x={"label": "Step", "values": [2.0**n for n in range(24)], "log": True},
        series=[{"label": "A", "values": [n * n for n in range(24)]}],
    ),
    "places close to each other": chart(
        x={"label": "Step", "values": [1.0, 1.001, 1.002, 500.0, 1_000_000.0]},
        series=[{"label": "A", "values": [1, 2, 3, 4, 5]}],
    ),
    "bars": chart(mark="bar", x=NAMES, series=[{"label": "A", "values": [1, None]}, {"label": "B", "values": [-2, 3]}]),
    "twelve bars with long names": chart(
        mark="bar",
        x={"label": LONG, "names": [f"{LONG} {n:x}" for n in range(12)]},
        series=[{"label": f"{LONG} {s}", "values": [n - 3 for n in range(12)]} for s in range(4)],
    ),
    "twelve bars with short names": chart(
        mark="bar",
        x={"label": "Model", "names": [f"Model {n}" for n in range(12)]},
        series=[{"label": "A", "values": list(range(12))}],
    ),
    "points": chart(mark="point", x=NAMES, series=[{"label": f"Series {n}", "values": [n, 2 * n]} for n in range(4)]),
}


@pytest.mark.parametrize("exhibit", GOOD.values(), ids=GOOD.keys())
def test_nothing_overlaps_or_leaves_the_box(exhibit: ChartExhibit) -> None:
    assert faults(drawn(exhibit)) == []


def test_faults_would_be_found() -> None:
    [plot] = draw_plots([chart()], ROOT)
    text = re.sub(r'(<text x=)"[\d.]+"', r'\1"900"', plot.svg)
    wrong = BeautifulSoup(draw_plot(chart(), Plot(text, plot.height), "x"), "html.parser").svg
    assert wrong
    boxes = texts(wrong)
    assert all(box.right > WIDTH for box in boxes)


def test_lines_are_named_at_their_ends_where_that_is_clear() -> None:
    ends = {box.words: box for box in texts(drawn(GOOD["two lines"]))}
    assert ends["Proxy"].left > 300 and ends["Human"].top > ends["Proxy"].bottom
    for name in ("four lines that end at the same place", "long names of lines", "a line that ends early"):
        svg = drawn(GOOD[name])
        keys = [float(str(text["y"])) for text in svg.select("[class^=aa-s] > text:first-of-type")]
        label = next(box for box in texts(svg) if box.words in ("Score", "y" * 40))
        assert max(keys) < label.bottom, name


def test_lines_differ_in_dash_and_in_the_shape_of_points() -> None:
    groups = drawn(GOOD["four lines that end together"]).find_all("g", class_=re.compile(r"aa-s\d"))
    dashes = [group.find_all("path")[0].get("stroke-dasharray") for group in groups]
    assert len(set(dashes)) == 4
    points = [group.find_all("path")[-1] for group in groups]
    shapes = [(path.get("stroke-linecap"), re.sub(r"M[\d. ]+", "", str(path["d"]))) for path in points]
    assert len(set(shapes)) == 4


@pytest.mark.parametrize(("values", "joints"), [([1, 2, 3], 2), ([1, 2, None], 1), ([1, None, 3], 0)])
def test_a_gap_is_not_bridged(values: list[float | None], joints: int) -> None:
    group = drawn(chart(series=[{"label": "A", "values": values}])).find("g", class_="aa-s1")
    assert group
    curve = next(path for path in group.find_all("path") if path.get("fill") == "none" and "h30" not in path["d"])
    assert str(curve["d"]).count("L") == joints


def test_the_axis_of_bars_begins_at_zero_and_goes_below() -> None:
    words = [box.words for box in texts(drawn(GOOD["bars"]))]
    assert "0" in words and "−2" in words


@pytest.mark.parametrize(
    ("given", "ticks"),
    [
        ((1, 1000), [1, 10, 100, 1000]),
        ((0.5, 20), [0.5, 1, 2, 5, 10, 20]),
        ((1e-300, 1e300), [1e-300, 1e-200, 1e-100, 1, 1e100, 1e200, 1e300]),
        ((3, 4), [3, 4]),
    ],
)
def test_ticks_of_logarithmic_scales(given: tuple[float, float], ticks: list[float]) -> None:
    assert ask("logTicks", *given) == ticks


@pytest.mark.parametrize(
    ("numbers", "log", "words"),
    [
        ([0, 0.5, 1], False, ["0.0", "0.5", "1.0"]),
        ([-20, 0, 20], False, ["−20", "0", "20"]),
        ([1, 1024], True, ["1", "1,024"]),
        ([0.001, 0.1, 10], True, ["0.001", "0.1", "10"]),
        ([2019, 2020], False, ["2019", "2020"]),
        ([0, 2e6, 4e6], False, ["0", "2×10⁶", "4×10⁶"]),
        ([1e-9, 1e-8], True, ["10⁻⁹", "10⁻⁸"]),
        ([1000000, 1000001], False, ["10⁶", "1.000001×10⁶"]),
    ],
)
def test_numbers_along_an_axis(numbers: list[float], log: bool, words: list[str]) -> None:
    assert [tick["words"] for tick in ask("named", numbers, log)] == words


@pytest.mark.parametrize("places", [[10, 20], [10, 12], [40, 40, 40], [0, 100], [75, 74, 73]])
def test_words_at_the_ends_of_lines_stand_apart(places: list[float]) -> None:
    labels = ask("apart", [{"lines": ["A"], "at": place, "to": 0} for place in places], 0, 100)
    ends = sorted(label["to"] for label in labels)
    assert all(high - low >= 18 - 1e-9 for low, high in pairwise(ends))
    assert ends[0] >= 9 and ends[-1] <= 91


def test_too_many_words_at_one_place_do_not_fit() -> None:
    assert ask("apart", [{"lines": ["A", "B"], "at": 50, "to": 0} for _ in range(4)], 0, 100) is None


def test_hostile_text_stays_text() -> None:
    bad = '</svg><script>alert(1)</script> "&quot;{{ 7*7 }}'
    exhibit = chart(
        caption=bad, y={"label": bad[:48]}, x={"label": bad[:48], "names": [bad[:48], "b"]}, mark="bar",
        series=[{"label": bad[:48], "values": [1, 2]}],
    )  # fmt: skip
    [plot] = draw_plots([exhibit], ROOT)
    html = draw_plot(exhibit, plot, "x-q")
    page = BeautifulSoup(f"<p>{html}</p><i>after</i>", "html.parser")
    assert page.script is None
    assert html.count("<svg") == html.count("</svg>") == 1
    assert {name for element in page.find_all(True) for name in element.attrs} <= {
        "class", "viewbox", "fill", "role", "aria-labelledby", "aria-describedby", "id", "d", "stroke", "stroke-width",
        "stroke-opacity", "fill-opacity", "text-anchor", "x", "y",
    }  # fmt: skip
    assert page.title and page.title.get_text() == bad
    assert "{{ 7*7 }}" in page.svg.get_text() if page.svg else False


def test_a_chart_in_words_and_as_a_table() -> None:
    exhibit = chart(
        series=[
            {"label": "Proxy", "values": [0.5, None, 1.6], "low": [0.4, None, 1.5], "high": [0.6, None, 1.7]},
            {"label": "Human", "values": [None, 0.9, None]},
        ]
    )
    assert plot_sentence(exhibit) == (
        "Samples: 1 to 100, on a logarithmic scale. Score: 0.5 to 1.6. "
        "Proxy: first 0.5 at 1, highest 1.6 at 100, lowest 0.5 at 1, last 1.6 at 100. Human: 0.9 at 10."
    )
    assert list(plot_rows(exhibit)) == [
        ["1", "0.5 (0.4 to 0.6)", "no value"],
        ["10", "no value", "0.9"],
        ["100", "1.6 (1.5 to 1.7)", "no value"],
    ]


def test_years_have_no_comma() -> None:
    exhibit = chart(x={"label": "Year", "values": [2019.0, 2021.0]}, series=[{"label": "A", "values": [1, 2]}])
    assert [row[0] for row in plot_rows(exhibit)] == ["2019", "2021"]


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    return tmp_path


def test_the_first_and_the_last_place_are_named() -> None:
    places = [1.0, 10.0, 100.0, 1000.0, 1100.0]
    exhibit = chart(x={"label": "n", "values": places}, series=[{"label": "A", "values": [0.2, 0.3, 0.4, 0.5, 0.6]}])
    named = [box.words for box in texts(drawn(exhibit)) if box.words in ("1", "10", "100", "1,000", "1,100")]
    assert named == ["1", "100", "1,100"]


def test_a_kept_chart_equals_a_fresh_one_and_is_not_drawn_again(
    packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = draw_plots([chart(), GOOD["bars"]], packages)
    assert len(list((packages / ".cache/plots").iterdir())) == 2
    asked: list[Any] = []

    def run(_program: Path, things: list[Any], _root: Path) -> list[Any]:
        asked.extend(things)
        return []

    monkeypatch.setattr(plots, "run", run)
    assert draw_plots([chart(), GOOD["bars"]], packages) == fresh
    assert asked == []


def test_without_packages_charts_say_what_to_do_and_no_chart_needs_none(tmp_path: Path) -> None:
    assert draw_plots([], tmp_path) == []
    with pytest.raises(RendererMissing, match="run 'make install'"):
        draw_plots([chart()], tmp_path)


def test_the_program_draws_as_recorded() -> None:
    """Guards a change of its packages: look at the charts before renewing the file."""
    exhibits = [GOOD["two lines"], GOOD["bars"]]
    shown = zip(exhibits, draw_plots(exhibits, ROOT), strict=True)
    assert_recorded("plots.html", "\n".join(draw_plot(exhibit, plot, "x-q") for exhibit, plot in shown) + "\n")
