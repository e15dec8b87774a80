"""Shots until a harmful answer reaches a given log-probability, under two kinds of defense."""

from __future__ import annotations

import itertools
import math

import pytest

from tests.core.test_moving_figures import compute


def test_shots_to_reach_a_level() -> None:
    """n = (C / (L - K))^(1 / alpha): 8^2, 16^2 and 8^4 for C = 4, alpha = 0.5, K = 0.2, L = 0.7 and a factor of 2."""
    found = compute("shots-power-law", factor=2, floor=0.2)
    assert list(found["readings"].values()) == pytest.approx([64, 256, 4096])
    assert set(found["series"]["level"]["y"]) == {0.7}


def test_the_line_marks_even_odds() -> None:
    """e^-0.7 is 0.497."""
    level = compute("shots-power-law", factor=1, floor=0)["series"]["level"]["y"][0]
    assert math.exp(-level) == pytest.approx(0.50, abs=0.005)


@pytest.mark.parametrize("floor", [0, 0.3, 0.6])
@pytest.mark.parametrize("factor", [1, 1.5, 2])
def test_one_defense_multiplies_and_the_other_squares(factor: float, floor: float) -> None:
    """A factor c on C multiplies the shots by c^(1 / alpha), whatever K is; alpha / c raises them to the power of c."""
    none, larger, flatter = compute("shots-power-law", factor=factor, floor=floor)["readings"].values()
    assert none == pytest.approx((4 / (0.7 - floor)) ** 2)
    assert larger == pytest.approx(none * factor**2)
    assert flatter == pytest.approx(none**factor)


def test_the_curves_follow_the_law() -> None:
    """C n^-alpha + K (Anil et al. 2024, Eq. 1) at 1, 100, 10,000 and 1,000,000 shots."""
    found = compute("shots-power-law", factor=4, floor=0.1)["series"]
    at = found["none"]["x"]
    places = (0, 20, 40, 60)
    assert [at[place] for place in places] == pytest.approx([1, 100, 10_000, 1_000_000])
    assert [found["none"]["y"][place] for place in places] == pytest.approx([4.1, 0.5, 0.14, 0.104])
    assert [found["larger"]["y"][place] for place in places] == pytest.approx([16.1, 1.7, 0.26, 0.116])
    assert [found["flatter"]["y"][place] for place in (0, 40)] == pytest.approx([4.1, 4 / 10**0.5 + 0.1])


@pytest.mark.parametrize("factor", [1, 2])
def test_without_a_floor_the_lines_are_straight(factor: float) -> None:
    """The logarithm of C n^-alpha falls by alpha for each unit of ln n; a factor on C leaves that slope as it is."""
    found = compute("shots-power-law", factor=factor, floor=0)["series"]
    for name, slope in (("none", 0.5), ("larger", 0.5), ("flatter", 0.5 / factor)):
        one = [(math.log(n), math.log(y)) for n, y in zip(found[name]["x"], found[name]["y"], strict=True)]
        for (n, y), (next_n, next_y) in itertools.pairwise(one):
            assert (y - next_y) / (next_n - n) == pytest.approx(slope)
