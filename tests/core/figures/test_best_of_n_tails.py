"""The best of n by a proxy whose errors are normal or heavy-tailed."""

from __future__ import annotations

import math
from itertools import pairwise
from statistics import NormalDist
from typing import Any

import pytest

from tests.core.test_moving_figures import compute

NORMAL = NormalDist()
LARGEST = {2: 1 / math.sqrt(math.pi), 3: 1.5 / math.sqrt(math.pi), 4: 1.0294, 16: 1.7660, 64: 2.3437, 256: 2.8269}
"""Expected largest of n standard normal numbers: closed forms for two and three, then as in published tables."""


def readings(n: int, spread: float, freedom: float) -> Any:
    return compute("best-of-n-tails", n=n, spread=spread, freedom=freedom)["readings"]


def largest(n: int) -> float:
    """The same by quadrature of x d(F^n)."""
    places = [0.005 * step - 8 for step in range(3201)]
    powers = [NORMAL.cdf(place) ** n for place in places]
    return sum((b - a) * (x + y) / 2 for (a, b), (x, y) in zip(pairwise(powers), pairwise(places), strict=True))


def best_by_cubic_tails(numbers: tuple[int, ...], spread: float) -> list[float]:
    """The winner's quality with errors of three degrees of freedom, without Stein's lemma.

    It is n times the integral of g F^(n - 1), with g the mean of quality times density at a proxy and F the mean of the
    closed distribution of Student's t: 1/2 + (u / (1 + u^2) + atan u) / pi at u = error / (scale sqrt 3).
    """
    across = [0.1 * step - 7 for step in range(141)]
    weights = [0.1 * NORMAL.pdf(one) for one in across]
    total = [0.0] * len(numbers)
    for step in range(601):
        place = 0.025 * step - 7.5
        proxy = math.sinh(place)
        reached = density = 0.0
        for quality, weight in zip(across, weights, strict=True):
            u = (proxy - quality) / spread  # the scale is spread / sqrt 3
            reached += weight * (0.5 + (u / (1 + u * u) + math.atan(u)) / math.pi)
            density += weight * quality * 2 / (math.pi * spread * (1 + u * u) ** 2)
        for order, n in enumerate(numbers):
            total[order] += 0.025 * math.cosh(place) * n * density * reached ** (n - 1)
    return total


@pytest.mark.parametrize("n", LARGEST)
@pytest.mark.parametrize("spread", [0.5, 2])
def test_with_normal_errors_a_fixed_share_of_the_largest_is_quality(n: int, spread: float) -> None:
    """E[V | V + E] = (V + E) / (1 + s^2), so that the winner's quality is the largest over the root of 1 + s^2."""
    assert largest(n) == pytest.approx(LARGEST[n], abs=6e-5)
    found = readings(n, spread, 3)
    assert found["none"] == pytest.approx(LARGEST[n], abs=2e-4)
    assert found["light"] == pytest.approx(LARGEST[n] / math.hypot(1, spread), abs=2e-4)


def test_with_normal_errors_quality_never_falls() -> None:
    series = compute("best-of-n-tails", n=1, spread=2, freedom=3)["series"]
    for name, size in (("none", 1), ("light", math.sqrt(5))):
        values = series[name]["y"]
        assert values[0] == 0
        assert all(one < other for one, other in pairwise(values))
        assert values[-1] == pytest.approx(largest(16384) / size, abs=2e-3)


@pytest.mark.parametrize("spread", [0.5, 1, 2])
def test_heavy_tails_agree_with_another_quadrature(spread: float) -> None:
    numbers = (1, 4, 64, 1024, 16384)
    found = [readings(n, spread, 3)["heavy"] for n in numbers]
    assert found == pytest.approx(best_by_cubic_tails(numbers, spread), abs=2e-3)


def test_heavy_tails_turn_the_curve_around() -> None:
    """A simulation with plain Student's t of three degrees, whose variance is 3, found these values within 0.02."""
    drawn = {4: 0.61, 16: 0.87, 64: 0.79, 256: 0.55, 1024: 0.36}
    for n, value in drawn.items():
        assert readings(n, math.sqrt(3), 3)["heavy"] == pytest.approx(value, abs=0.02)


def test_while_quality_falls_the_proxy_score_climbs() -> None:
    found = [readings(n, 1, 3) for n in (64, 1024, 16384)]
    assert found[0]["heavy"] > found[1]["heavy"] > found[2]["heavy"]
    assert found[0]["proxy"] < found[1]["proxy"] < found[2]["proxy"]


@pytest.mark.parametrize("spread", [0.7, 1, 2])
def test_the_best_number_has_two_right_digits(spread: float) -> None:
    """The peak by the other quadrature, at three degrees of freedom, lies within half a unit of the second digit."""
    best = readings(64, spread, 3)["best"]
    numbers = tuple(range(10, 100))
    qualities = best_by_cubic_tails(numbers, spread)
    assert abs(best - numbers[qualities.index(max(qualities))]) <= 1


@pytest.mark.parametrize("spread", [0.7, 1, 2])
def test_lighter_tails_move_the_peak_outward(spread: float) -> None:
    peaks = [readings(64, spread, freedom)["best"] for freedom in (3, 4, 5, 6, 8, 10)]
    assert all(one < other for one, other in pairwise([*peaks, 16384]))


def test_many_degrees_of_freedom_are_normal() -> None:
    found = readings(64, 1, 1e5)
    assert found["heavy"] == pytest.approx(found["light"], abs=1e-3)


def test_one_response_is_an_average_one() -> None:
    found = readings(1, 1, 3)
    assert (found["light"], found["heavy"], found["proxy"]) == pytest.approx((0, 0, 0))
