"""Which figures need no source: the other side of the fixtures in ``test_rules``."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.core.pages.atlas import load_atlas
from macros.core.source.problems import DataError
from tests.projects import edit

ALPHA, BETA = "data/concepts/alpha.yml", "data/concepts/beta.yml"
BETA_TEXT = "Beta follows. Say that 12 letters follow."


def bare_figures(folder: Path) -> list[str]:
    """The figures that the rule complains of."""
    try:
        load_atlas(folder, lambda _here, there: there)
    except DataError as error:
        return [problem.message.split("'")[1] for problem in error.problems if problem.code == "uncited-figure"]
    return []


@pytest.mark.parametrize(
    ("text", "expression", "bare"),
    [
        ("It follows in 80% of cases.", "4 / 5", ["80%"]),
        ("It follows in 80% of cases.", "0.8", []),
        ("It follows in 80% of cases.", "80", []),
        ("It follows in 80 of 100 cases.", "0.8", ["80"]),
    ],
)
def test_a_share_in_a_calculation_carries_a_percentage(
    text: str, expression: str, bare: list[str], small: Path
) -> None:
    calculation = f"    calculations:\n      - name: share\n        expression: {expression!r}\n"
    edit(small, BETA, f"    text: {BETA_TEXT}\n", f"    text: {BETA_TEXT} {text}\n{calculation}")
    assert bare_figures(small) == bare


def test_what_is_believed_wrongly_needs_no_source_and_its_correction_does(small: Path) -> None:
    edit(small, ALPHA, "belief: Alpha is the last letter.", "belief: Alpha is the last of 26 letters.")
    assert bare_figures(small) == []
    edit(small, ALPHA, "correction: It is the first.", "correction: It is the first of 24 letters.")
    assert bare_figures(small) == ["24"]


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("It followed on July 8, 2026, at last.", []),
        ("It followed from June 25 to 28, 2026.", []),
        ("It followed on 8 July 2026.", []),
        ("It followed 8 times in July.", ["8"]),
        ("It followed in July 80 times.", ["80"]),
        ("It followed in July, 80 times.", ["80"]),
    ],
)
def test_a_date_is_no_figure(text: str, bare: list[str], small: Path) -> None:
    edit(small, BETA, f"    text: {BETA_TEXT}\n", f"    text: {BETA_TEXT} {text}\n")
    assert bare_figures(small) == bare
