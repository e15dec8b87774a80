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
    """
    A root mean squared error of 0.0920 (experience.md, L11), and shares from 1.7% to 9.2%, as on the page. Int4, whose
    levels are sevenths, has 0.1078 there (a sum over cells has 0.1076), more than the 16 equal levels of the figure.
    """
    readings = found(64)["readings"]
    assert math.sqrt(readings["nf4_error"]) == pytest.approx(0.0920, abs=5e-5)
    assert readings["ratio"] == pytest.approx(readings["equal_error"] / readings["nf4_error"])
    assert readings["rarest"] == pytest.approx(0.0173, abs=5e-5)
    assert readings["commonest"] == pytest.approx(0.0924, abs=5e-5)
    beyond = [8 / 7]  # a level that no weight reaches, so that there are sixteen
    int4 = math.sqrt(simulated([one / 7 for one in range(-7, 8)] + beyond, 64)[0])
    assert int4 == pytest.approx(0.1078, abs=3e-4)
    assert int4 > math.sqrt(readings["equal_error"])


def test_equal_spacing_wins_in_the_smallest_blocks_only() -> None:
    """As sums over cells have it: 0.967 times the error of NF4 at 16, 1.19 times at 64, 1.78 times at 4,096."""
    ratios = {block: found(block)["readings"]["ratio"] for block in (16, 32, 64, 128, 256, 512, 1024, 2048, 4096)}
    assert list(ratios.values()) == sorted(ratios.values())
    assert ratios[16] < 1 < ratios[32]
    for block in (16, 64, 4096):
        summed = simulated(EQUAL, block)[0] / simulated(nf4(), block)[0]
        assert ratios[block] == pytest.approx(summed, rel=2e-3)


def test_the_levels_stand_in_two_rows_below_the_curve() -> None:
    series = found(64)["series"]
    (nf4_row,), (equal_row,) = set(series["nf4"]["y"]), set(series["equal"]["y"])
    assert equal_row < nf4_row < 0 < min(series["weights"]["y"])


def test_the_density_of_the_others() -> None:
    """All but one weight of a block lie between the ends: 1 - 1/b in all."""
    curve = found(16)["series"]["weights"]
    inner = sum(curve["y"][1:-1]) / 40
    assert inner + (curve["y"][0] + curve["y"][-1]) / 80 == pytest.approx(1 - 1 / 16, abs=1e-3)
