# ruff: noqa: E501
"""What an exhibit may not be, with what is said of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from macros.core.model.exhibits import AnyExhibit
from macros.core.rules.exhibits import faults
from tests.core.test_question_rules import ALPHA, problems
from tests.projects import edit

CHART: dict[str, Any] = {
    "type": "chart",
    "caption": "Score of two runs",
    "mark": "line",
    "x": {"label": "Step", "values": (1, 10, 100), "log": True},
    "y": {"label": "Score", "least": 0.0, "most": 1.0},
    "series": ({"label": "Run A", "values": (0.1, 0.5, None)}, {"label": "Run B", "values": (0.2, 0.3, 0.4)}),
}
BARS: dict[str, Any] = CHART | {
    "mark": "bar",
    "x": {"label": "Model", "names": ("Base", "Tuned", "Both")},
    "series": ({"label": "Flagged", "values": (0.1, 0.5, 0.2), "low": (0.0, 0.4, 0.1), "high": (0.2, 0.6, 0.3)},),
    "errors": "95% intervals",
}
TABLE: dict[str, Any] = {
    "type": "table",
    "caption": "Flags of two models",
    "columns": ("Model", "Flagged"),
    "rows": (("Base", "4%"), ("Tuned", "9%")),
}
LOG: dict[str, Any] = {"type": "log", "caption": "A log", "text": "step loss\n   0 0.693\n"}
FORMULA: dict[str, Any] = {"type": "formula", "caption": "A loss", "tex": r"L = -\log\,\square"}


def said(exhibit: dict[str, Any]) -> list[tuple[Any, str]]:
    """What is wrong with an exhibit."""
    return list(faults(TypeAdapter(AnyExhibit).validate_python(exhibit)))


@pytest.mark.parametrize("exhibit", [CHART, BARS, TABLE, LOG, LOG | {"type": "code"}, FORMULA])
def test_good_exhibits(exhibit: dict[str, Any]) -> None:
    assert said(exhibit) == []


def series(*pairs: Any, **more: Any) -> dict[str, Any]:
    """The bars with other numbers."""
    return {"series": ({"label": "Flagged", "values": pairs, **more},)}


WRONG: dict[str, tuple[dict[str, Any], Any, str]] = {
    "no axis": (CHART | {"x": {"label": "Step"}}, ("x",), "the axis has 'values' or 'names', one of the two"),
    "both axes": (
        CHART | {"x": {"label": "Step", "values": (1,), "names": ("a",)}},
        ("x",),
        "the axis has 'values' or 'names', one of the two",
    ),
    "bars over numbers": (
        CHART | {"mark": "bar"},
        ("mark",),
        "bars stand over names, not over numbers; write 'names' in 'x', or draw lines or points",
    ),
    "bars that begin above zero": (
        BARS | {"y": {"label": "Share", "least": 0.05}} | series(0.1, 0.5, 0.2) | {"errors": None},
        ("y",),
        "bars begin at 0; leave out 'log' and 'least', or draw points",
    ),
    "numbers that go back": (
        CHART | {"x": {"label": "Step", "values": (1, 100, 10)}},
        ("x", "values"),
        "each number has to be larger than the one before",
    ),
    "zero on a logarithmic scale": (
        CHART | {"x": {"label": "Step", "values": (0, 10, 100), "log": True}},
        ("x", "values"),
        "a logarithmic scale has no zero and no negative numbers",
    ),
    "zero on a vertical logarithmic scale": (
        CHART | {"y": {"label": "Score", "log": True}, "series": ({"label": "A", "values": (0, 1, 2)},)},
        ("series", 0, "values"),
        "a logarithmic scale has no zero and no negative numbers",
    ),
    "names on a logarithmic scale": (
        BARS | {"mark": "point", "x": {"label": "Model", "names": ("a", "b", "c"), "log": True}},
        ("x", "log"),
        "names have no logarithmic scale; leave out 'log'",
    ),
    "an axis upside down": (
        CHART | {"y": {"label": "Score", "least": 1, "most": 1}, "series": ({"label": "A", "values": (1, 1, 1)},)},
        ("y", "least"),
        "'least' has to be smaller than 'most'",
    ),
    "too few values": (
        CHART | {"series": ({"label": "A", "values": (0.1, 0.2)},)},
        ("series", 0, "values"),
        "2 values for 3 places along the axis; write one for each, or null",
    ),
    "nothing known": (
        CHART | {"series": ({"label": "A", "values": (None, None, None)},)},
        ("series", 0, "values"),
        "no value is known; delete the series",
    ),
    "a value outside": (
        CHART | {"series": ({"label": "A", "values": (0.1, 0.2, 1.2)},)},
        ("series", 0, "values"),
        "a value lies outside 'least' and 'most' of 'y'",
    ),
    "an error bar beside its value": (
        BARS | series(0.1, 0.5, 0.2, low=(0.0, 0.6, 0.1), high=(0.2, 0.7, 0.3)),
        ("series", 0, "low"),
        "error bars need 'low' and 'high', with each value between the two",
    ),
    "an error bar with one end": (
        BARS | series(0.1, 0.5, 0.2, low=(0.0, 0.4, 0.1)),
        ("series", 0, "low"),
        "error bars need 'low' and 'high', with each value between the two",
    ),
    "error bars of nothing": (
        BARS | series(0.1, 0.5, 0.2),
        ("errors",),
        "'errors' says what the error bars are; write both or none",
    ),
    "error bars without a word": (
        BARS | {"errors": None},
        ("series",),
        "'errors' says what the error bars are; write both or none",
    ),
    "a row that is too short": (
        TABLE | {"rows": (("Base", "4%"), ("Tuned",))},
        ("rows", 1),
        "1 cell for 2 columns; one for each",
    ),
    "too many lines": (
        LOG | {"text": "0\n" * 25},
        ("text",),
        "25 lines; at most 24, so keep those that the question needs",
    ),
    "a long line": (
        LOG | {"text": f"0\n{'x' * 77}"},
        ("text",),
        "line 2 has 77 characters; at most 76, so break or shorten it",
    ),
    "a tab": (LOG | {"text": "step\tloss"}, ("text",), "line 1 has a tab; write spaces"),
    "nothing missing": (
        FORMULA | {"tex": "a = b"},
        ("tex",),
        r"nothing is missing in it; write \square where readers have to complete it",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_faults(name: str) -> None:
    exhibit, path, message = WRONG[name]
    assert said(exhibit) == [(path, message)]


EXHIBIT = """stem: Choose every vowel.
    exhibit:
      type: table
      caption: Four letters
      columns: [Letter, Mouth]
      rows:
        - [Alpha, Open]
        - [Beta]
"""


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("", "", ["117:11: 1 cell for 2 columns; one for each [exhibit]"]),
        (
            "type: table",
            "type: tabel",
            [
                "112:13: 'tabel' is not allowed; did you mean 'table'? allowed: chart, figure, table, log, code, formula [unknown-value]"
            ],
        ),
        (
            "      type: table\n",
            "",
            [
                "111:5: the field 'type' is missing or no text; allowed: chart, figure, table, log, code, formula [missing-field]"
            ],
        ),
        (
            "columns:",
            "colums:",
            [
                "111:5: the field 'columns' is missing; add it [missing-field]",
                "114:7: unknown field 'colums'; did you mean 'columns'? allowed: type, caption, columns, rows, sources [unknown-field]",
            ],
        ),
        (
            "[Beta]",
            "[Beta, '**Shut**']",
            [
                "117:19: '**Shut**' is markup in a field of plain text, so readers would see it as typed; "
                "write the words alone [unread-markup]"
            ],
        ),
    ],
)
def test_the_line_of_a_mistake(old: str, new: str, lines: list[str], small_with_questions: Path) -> None:
    text = EXHIBIT.replace(old, new) if old else EXHIBIT
    edit(small_with_questions, ALPHA, "stem: Choose every vowel.\n", text)
    assert problems(small_with_questions) == [f"{ALPHA}:{line}" for line in lines]


def test_a_stem_may_speak_of_its_own_table(small_with_questions: Path) -> None:
    text = EXHIBIT.replace("[Beta]", "[Beta, Shut]").replace("every vowel", "every vowel in the table")
    edit(small_with_questions, ALPHA, "stem: Choose every vowel.\n", text)
    assert problems(small_with_questions) == []
    edit(small_with_questions, ALPHA, "every vowel in the table", "every vowel on this page")
    assert [line.rsplit(" ", 1)[1] for line in problems(small_with_questions)] == ["[page-reference]"]


def test_figures_of_an_exhibit_need_no_other_source(small: Path) -> None:
    old = "    explain: Alpha begins.\n    sources:\n      - key: doe2020alpha\n"
    new = "    explain: Alpha begins 24 letters.\n    claims: [first]\n"
    edit(small, ALPHA, old, new)
    assert [line.rsplit(" ", 1)[1] for line in problems(small)] == ["[uncited-figure]"]
    log = "    exhibit:\n      type: log\n      caption: A count\n      text: letters 24\n"
    edit(small, ALPHA, new, f"{log}{new}")
    assert problems(small) == []


READING = """    reading:
      value: dimensions
      settings:
        - name: features
          value: 4
"""


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        (
            "figure: shape\n      moves",
            "figure: shap\n      moves",
            ["340:15: unknown figure 'shap'; did you mean 'shape'? allowed: shape [unknown-figure]"],
        ),
        (
            "      moves: true\n",
            "",
            ["338:7: readers see no readings of a figure that stands still; write 'moves: true' [exhibit]"],
        ),
        (READING, READING.replace("4", "4.5"), ["351:18: the slider of 'features' cannot have this value [exhibit]"]),
        (
            READING,
            READING.replace("features", "letters"),
            ["350:17: the figure has no parameter 'letters'; allowed: features [exhibit]"],
        ),
        (
            READING,
            READING.replace("dimensions", "dimension"),
            [
                "348:14: the figure shows no reading 'dimension'; did you mean 'dimensions'? allowed: dimensions [exhibit]"
            ],
        ),
        (
            "      moves: true\n",
            "      settings: [{name: features, value: 9}]\n      moves: true\n",
            ["341:42: the slider of 'features' cannot have this value [exhibit]"],
        ),
        (
            READING,
            READING.replace("4", "3"),
            [
                "343:14: the figure gives 0.66666667, and 'value' is further from it than half the largest error [wrong-result]"
            ],
        ),
        (
            "      type: figure\n      caption: Directions of letters, which you can add\n      figure: shape\n      moves: true\n",
            "      type: log\n      caption: A log\n      text: two\n",
            ["347:7: there is no figure to read it off; show one in 'exhibit', with 'type: figure' [exhibit]"],
        ),
    ],
)
def test_what_a_figure_of_a_question_may_not_be(
    small_with_exhibits: Path, old: str, new: str, lines: list[str]
) -> None:
    edit(small_with_exhibits, ALPHA, old, new)
    assert problems(small_with_exhibits) == [f"{ALPHA}:{line}" for line in lines]
