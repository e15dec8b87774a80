"""The two laws of Gao et al. 2023 for the gold score."""

from __future__ import annotations

import math

import pytest

from tests.core.test_moving_figures import compute

SETTINGS = [(0.3, 0.6), (0.6, 0.3), (0.65, 0.2), (0.75, 0.3)]


@pytest.mark.parametrize(("alpha", "beta"), SETTINGS)
def test_peaks_are_where_the_derivatives_vanish(alpha: float, beta: float) -> None:
    """The slopes are a - 2 b d and a - b ln d - b; nothing on the curves is higher."""
    found = compute("proxy-and-gold", alpha=alpha, beta=beta)
    selected, trained = found["series"]["peaks"]["x"]
    assert alpha - 2 * beta * selected == pytest.approx(0)
    assert alpha - beta * math.log(trained) - beta == pytest.approx(0)
    heights = found["series"]["peaks"]["y"]
    assert heights == pytest.approx([alpha**2 / (4 * beta), beta * trained])
    for name, height in zip(("selected", "trained"), heights, strict=True):
        highest = max(found["series"][name]["y"])
        assert highest <= height + 1e-12
        assert highest == pytest.approx(height, rel=5e-3)


def test_the_laws_themselves() -> None:
    """Values by hand for a = 1 and b = 1/2: d - d^2 / 2 and d - d ln d / 2, at a tenth and at twenty."""
    series = compute("proxy-and-gold", alpha=1, beta=0.5)["series"]
    assert (series["selected"]["x"][0], series["selected"]["x"][-1]) == pytest.approx((0.1, 20))
    assert (series["selected"]["y"][0], series["selected"]["y"][-1]) == pytest.approx((0.095, -180))
    ends = (0.1 + 0.05 * math.log(10), 20 - 10 * math.log(20))
    assert (series["trained"]["y"][0], series["trained"]["y"][-1]) == pytest.approx(ends)


def test_the_example_on_the_page() -> None:
    """RL with 0.6 and 0.3 peaks at e = 2.72 with 0.82; twice the second halves best-of-n's peak and moves RL's to 1."""
    first = compute("proxy-and-gold", alpha=0.6, beta=0.3)["readings"]
    second = compute("proxy-and-gold", alpha=0.6, beta=0.6)["readings"]
    assert first["trained_peak"] == pytest.approx(2.72, abs=5e-3)
    assert first["trained_gold"] == pytest.approx(0.82, abs=5e-3)
    assert (first["selected_peak"], second["selected_peak"]) == pytest.approx((1, 0.5))
    assert second["trained_peak"] == pytest.approx(1)


def test_equal_steps_of_the_ratio_add_a_half_or_multiply_by_e() -> None:
    """With a = 0.6, b = 0.6, 0.3 and 0.2 make the ratios 1, 2 and 3: peaks at half of that, and at 1, e and e^2."""
    for ratio, beta in ((1, 0.6), (2, 0.3), (3, 0.2)):
        found = compute("proxy-and-gold", alpha=0.6, beta=beta)["readings"]
        assert found["selected_peak"] == pytest.approx(ratio / 2)
        assert found["trained_peak"] == pytest.approx(math.e ** (ratio - 1))


def test_peaks_depend_on_the_ratio_alone() -> None:
    one = compute("proxy-and-gold", alpha=0.3, beta=0.2)["readings"]
    other = compute("proxy-and-gold", alpha=0.6, beta=0.4)["readings"]
    for name in ("selected_peak", "trained_peak"):
        assert one[name] == pytest.approx(other[name])
