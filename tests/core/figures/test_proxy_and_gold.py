"""The two laws of Gao et al. 2023 for the gold score."""

from __future__ import annotations

import math

import pytest

from tests.core.test_moving_figures import compute

SETTINGS = [(0.3, 0.6), (0.6, 0.3), (0.75, 0.3), (1.0, 0.2)]


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
    """Values by hand for a = 1 and b = 1/2: d - d^2 / 2 and d - d ln d / 2, at a tenth and at a hundred."""
    series = compute("proxy-and-gold", alpha=1, beta=0.5)["series"]
    assert (series["selected"]["x"][0], series["selected"]["x"][-1]) == pytest.approx((0.1, 100))
    assert (series["selected"]["y"][0], series["selected"]["y"][-1]) == pytest.approx((0.095, -4900))
    ends = (0.1 + 0.05 * math.log(10), 100 - 100 * math.log(10))
    assert (series["trained"]["y"][0], series["trained"]["y"][-1]) == pytest.approx(ends)


def test_the_example_on_the_page() -> None:
    """RL with 0.6 and 0.3 peaks at e = 2.72 with 0.82; twice the second halves best-of-n's peak and moves RL's to 1."""
    first = compute("proxy-and-gold", alpha=0.6, beta=0.3)["readings"]
    second = compute("proxy-and-gold", alpha=0.6, beta=0.6)["readings"]
    assert first["trained_peak"] == pytest.approx(2.72, abs=5e-3)
    assert first["trained_gold"] == pytest.approx(0.82, abs=5e-3)
    assert (first["selected_peak"], second["selected_peak"]) == pytest.approx((1, 0.5))
    assert second["trained_peak"] == pytest.approx(1)


def test_peaks_depend_on_the_ratio_alone() -> None:
    one = compute("proxy-and-gold", alpha=0.3, beta=0.2)["readings"]
    other = compute("proxy-and-gold", alpha=0.6, beta=0.4)["readings"]
    for name in ("selected_peak", "trained_peak"):
        assert one[name] == pytest.approx(other[name])
