"""The levels of NF4 and equally spaced ones, on normal weights in blocks."""

from __future__ import annotations

import math
from bisect import bisect
from itertools import pairwise
from statistics import NormalDist
from typing import Any

import pytest

from tests.core.test_moving_figures import compute

NORMAL = NormalDist()
EQUAL = [2 * place / 15 - 1 for place in range(16)]


def nf4() -> list[float]:
    """Quantiles of a normal distribution, eight on the right and seven on the left of zero, divided by the outermost.

    The outermost probability is the mean of 1 - 1/30 and 1 - 1/32, as in the implementation by the authors of QLoRA.
    """
    end = 1 - (1 / 30 + 1 / 32) / 2
    right = [NORMAL.inv_cdf(0.5 + (end - 0.5) * place / 8) for place in range(1, 9)]
    left = [-NORMAL.inv_cdf(0.5 + (end - 0.5) * place / 7) for place in range(7, 0, -1)]
    return [one / right[-1] for one in (*left, 0, *right)]


def simulated(levels: list[float], block: int) -> tuple[float, list[float]]:
    """Mean squared error and the share of each level, by summing over the largest weight and the others.

    The others are cut off at the largest, t, which has the density 2 b f(t) P(|x| < t)^(b - 1). The largest itself
    falls on an outermost level without error.
    """
    edges = [(one + other) / 2 for one, other in pairwise(levels)]
    places = [(place + 0.5) / 500 - 1 for place in range(1000)]
    nearest = [bisect(edges, place) for place in places]
    error, shares = 0.0, [0.0] * 16
    for step in range(1, 140):
        t = step / 20
        chance = 2 * block * NORMAL.pdf(t) * (2 * NORMAL.cdf(t) - 1) ** (block - 2) / 20
        if chance < 1e-9:
            continue
        for place, level in zip(places, nearest, strict=True):
            mass = chance * (block - 1) / block * NORMAL.pdf(t * place) * t / 500
            shares[level] += mass
            error += mass * (t * (place - levels[level])) ** 2
    for level in (0, 15):
        shares[level] += 1 / (2 * block)
    return error, shares


def found(block: int) -> Any:
    return compute("nf4-levels", block=block)


def test_the_levels_are_quantiles() -> None:
    """Both sets, to the digits that the model keeps."""
    series = found(64)["series"]
    assert series["nf4"]["x"] == pytest.approx(nf4(), abs=1e-6)
    assert series["equal"]["x"] == pytest.approx(EQUAL)


@pytest.mark.parametrize("block", [16, 64, 1024])
def test_errors_and_shares_agree_with_a_sum_over_cells(block: int) -> None:
    readings = found(block)["readings"]
    error, shares = simulated(nf4(), block)
    assert sum(shares) == pytest.approx(1, abs=1e-4)
    assert readings["nf4_error"] == pytest.approx(error, rel=0.005)
    assert readings["equal_error"] == pytest.approx(simulated(EQUAL, block)[0], rel=0.005)
    assert readings["rarest"] == pytest.approx(min(shares), rel=0.02)
    assert readings["commonest"] == pytest.approx(max(shares), rel=0.02)


def test_blocks_of_64() -> None:
    """A root mean squared error of 0.0920, and shares from 1.7% to 9.2%, as in simulations with normal weights."""
    readings = found(64)["readings"]
    assert math.sqrt(readings["nf4_error"]) == pytest.approx(0.0920, abs=5e-5)
    assert readings["rarest"] == pytest.approx(0.0173, abs=5e-5)
    assert readings["commonest"] == pytest.approx(0.0924, abs=5e-5)


def test_equal_spacing_wins_in_the_smallest_blocks_only() -> None:
    gains = [found(block)["readings"] for block in (16, 32, 64, 128, 256, 512, 1024, 2048, 4096)]
    ratios = [one["equal_error"] / one["nf4_error"] for one in gains]
    assert ratios == sorted(ratios)
    assert ratios[0] < 1 < ratios[1]


def test_the_density_of_the_others() -> None:
    """All but one weight of a block lie between the ends: 1 - 1/b in all."""
    curve = found(16)["series"]["weights"]
    inner = sum(curve["y"][1:-1]) / 40
    assert inner + (curve["y"][0] + curve["y"][-1]) / 80 == pytest.approx(1 - 1 / 16, abs=1e-3)
