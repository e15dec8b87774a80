"""Shots until a harmful answer reaches a given log-probability, under two kinds of defense."""

from __future__ import annotations

import pytest

from tests.core.test_moving_figures import compute


def test_shots_to_reach_a_level() -> None:
    """n = (C / (L - K))^(1 / alpha): 8^2, 16^2 and 8^4 for C = 4, alpha = 0.5, K = 0.2, L = 0.7 and a factor of 2."""
    found = compute("shots-power-law", factor=2, floor=0.2)
    assert list(found["readings"].values()) == pytest.approx([64, 256, 4096])
    assert found["series"]["reached"]["x"] == pytest.approx([64, 256, 4096])
    assert found["series"]["reached"]["y"] == [0.7, 0.7, 0.7]


@pytest.mark.parametrize("floor", [0, 0.3, 0.6])
@pytest.mark.parametrize("factor", [1, 1.5, 3])
def test_one_defense_multiplies_and_the_other_squares(factor: float, floor: float) -> None:
    """A factor c on C multiplies the shots by c^(1 / alpha), whatever K is; alpha / c raises them to the power of c."""
    none, larger, flatter = compute("shots-power-law", factor=factor, floor=floor)["readings"].values()
    assert none == pytest.approx((4 / (0.7 - floor)) ** 2)
    assert larger == pytest.approx(none * factor**2)
    assert flatter == pytest.approx(none**factor)


def test_the_curves_follow_the_law() -> None:
    """C n^-alpha + K (Anil et al. 2024, Eq. 1) at 1, 100 and 10,000 shots."""
    found = compute("shots-power-law", factor=4, floor=0.1)["series"]
    at = found["none"]["x"]
    assert (at[0], at[40], at[80]) == pytest.approx((1, 100, 10_000))
    assert [found["none"]["y"][place] for place in (0, 40, 80)] == pytest.approx([4.1, 0.5, 0.14])
    assert [found["larger"]["y"][place] for place in (0, 40, 80)] == pytest.approx([16.1, 1.7, 0.26])
    assert [found["flatter"]["y"][place] for place in (0, 80)] == pytest.approx([4.1, 4 / 10**0.5 + 0.1])


def test_a_level_beyond_the_axis_has_no_point() -> None:
    """8^8 shots are far more than the 10,000 of the axis."""
    found = compute("shots-power-law", factor=4, floor=0.2)
    assert found["readings"]["flatter_shots"] == pytest.approx(8**8)
    assert found["series"]["reached"]["y"] == [0.7, 0.7, None]
