"""One normal distribution fitted to a mixture of two, by forward and by reverse KL."""

from __future__ import annotations

import math
from statistics import NormalDist

import pytest

from tests.core.test_moving_figures import compute

STEP = 0.02


def fits(distance: float, weight: float) -> tuple[NormalDist, NormalDist]:
    found = compute("kl-directions", distance=distance, weight=weight)["readings"]
    return (
        NormalDist(found["forward_mean"], found["forward_sd"]),
        NormalDist(found["reverse_mean"], found["reverse_sd"]),
    )


def reverse_kl(fit: NormalDist, distance: float, weight: float) -> float:
    """KL of a normal distribution from the mixture, by quadrature."""
    right, left = NormalDist(distance / 2), NormalDist(-distance / 2)
    places = (fit.mean + fit.stdev * STEP * place for place in range(-400, 401))
    return sum(
        fit.stdev * STEP * fit.pdf(x) * math.log(fit.pdf(x) / (weight * right.pdf(x) + (1 - weight) * left.pdf(x)))
        for x in places
    )


@pytest.mark.parametrize(("distance", "weight"), [(0, 0.5), (3, 0.8), (6, 0.6), (8, 0.95)])
def test_forward_kl_matches_moments(distance: float, weight: float) -> None:
    """Mean (2w - 1) d / 2; variance 1 within the peaks and w (1 - w) d^2 between them."""
    forward, _ = fits(distance, weight)
    assert forward.mean == pytest.approx((2 * weight - 1) * distance / 2)
    assert forward.variance == pytest.approx(1 + weight * (1 - weight) * distance**2)


@pytest.mark.parametrize(("distance", "weight"), [(2, 0.5), (3.5, 0.8), (4.5, 0.65), (5, 0.6), (5.5, 0.6), (6, 0.5)])
def test_no_neighbor_has_a_smaller_reverse_kl(distance: float, weight: float) -> None:
    """Neither a step of 0.03 in mean or standard deviation nor the fit of forward KL or one peak does better."""
    forward, reverse = fits(distance, weight)
    least = reverse_kl(reverse, distance, weight)
    others = [
        NormalDist(reverse.mean + shift, reverse.stdev + more)
        for shift, more in ((0.03, 0), (-0.03, 0), (0, 0.03), (0, -0.03))
    ]
    for other in (*others, forward, NormalDist(distance / 2), NormalDist(-distance / 2)):
        assert least < reverse_kl(other, distance, weight)


def test_reverse_kl_covers_close_peaks_and_settles_on_a_far_one() -> None:
    """Where peaks hardly overlap, one of them with weight w is -ln w away, which is less than for any other fit."""
    assert fits(0, 0.7)[1].stdev == pytest.approx(1)
    assert fits(3, 0.5)[1].mean == pytest.approx(0, abs=1e-9)
    assert fits(3, 0.5)[1].stdev > 1.5
    assert fits(5, 0.6)[1].stdev == pytest.approx(2.36, abs=0.005)
    assert fits(5.5, 0.6)[1].stdev == pytest.approx(1.04, abs=0.005)
    far = fits(8, 0.7)[1]
    assert far.mean == pytest.approx(4, abs=1e-3)
    assert far.stdev == pytest.approx(1, abs=1e-3)
    assert reverse_kl(far, 8, 0.7) == pytest.approx(-math.log(0.7), abs=1e-3)
