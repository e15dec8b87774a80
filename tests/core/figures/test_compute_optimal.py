"""The best split of a training budget by three sets of constants."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import pytest

from tests.core.test_moving_figures import compute

GOPHER = 5.76e23
FITS = {
    "published": (1.69, 406.4, 410.7, 0.34, 0.28),
    "unrounded": (1.69, 406.4, 410.7, 0.3392, 0.2849),
    "refit": (1.8172, 482.01, 2085.43, 0.3478, 0.3658),
}
"""Hoffmann et al. 2022, Eq. 10; its exponents less rounded; Besiroglu et al. 2024."""


def found(budget: float) -> Any:
    return compute("compute-optimal", compute=budget)


def loss(fit: str, parameters: float, tokens: float) -> float:
    floor, size, data, a, b = FITS[fit]
    return floor + float(size / parameters**a + data / tokens**b)


def split(budget: float, ratio: float) -> tuple[float, float]:
    """Parameters and tokens, with 6 operations for each pair of them."""
    parameters = math.sqrt(budget / 6 / ratio)
    return parameters, ratio * parameters


def test_ratios_at_the_budget_of_gopher() -> None:
    """93, 59 and 18 as on the page; 32B on 3.0T for the published constants and 72B on 1.33T for the refit."""
    best = found(GOPHER)["readings"]
    assert [round(best[name]) for name in FITS] == [93, 59, 18]
    assert split(GOPHER, best["published"]) == pytest.approx((32.2e9, 2.98e12), rel=2e-3)
    assert split(GOPHER, best["refit"]) == pytest.approx((72.2e9, 1.33e12), rel=2e-3)


@pytest.mark.parametrize("budget", [1e18, GOPHER, 1e26])
@pytest.mark.parametrize("fit", FITS)
def test_nothing_beats_the_best_ratio(fit: str, budget: float) -> None:
    """The optimal sizes are G (C / 6)^a and (C / 6)^b / G with G = (alpha A / (beta B))^(1 / (alpha + beta)) (§3.3)."""
    _, size, data, a, b = FITS[fit]
    parameters = (a * size / (b * data)) ** (1 / (a + b)) * (budget / 6) ** (b / (a + b))
    best = found(budget)["readings"][fit]
    assert best == pytest.approx(budget / 6 / parameters**2)
    lowest = loss(fit, *split(budget, best))
    assert lowest < loss(fit, *split(budget, 1.05 * best))
    assert lowest < loss(fit, *split(budget, best / 1.05))


@pytest.mark.parametrize("fit", FITS)
def test_curves_are_the_loss_above_its_lowest(fit: str) -> None:
    result = found(GOPHER)
    lowest = loss(fit, *split(GOPHER, result["readings"][fit]))
    curve = result["series"][fit]
    assert curve["y"] == pytest.approx([loss(fit, *split(GOPHER, one)) - lowest for one in curve["x"]], abs=1e-9)
    assert min(curve["y"]) >= 0
    assert result["series"]["lowest"] == {"x": [result["readings"][one] for one in FITS], "y": [0, 0, 0]}


def test_published_losses_of_gopher_and_chinchilla() -> None:
    """The published constants give Gopher, 280B on 300B tokens, 1.993, and Chinchilla, 70B on 1.4T, 1.937."""
    assert loss("published", 280e9, 300e9) == pytest.approx(1.993, abs=5e-4)
    assert loss("published", 70e9, 1.4e12) == pytest.approx(1.937, abs=5e-4)


def test_the_fits_agree_at_a_small_budget_and_part() -> None:
    budgets = [1e18, 1e19, 1e20, 1e21, 1e22, 1e23, GOPHER, 1e24, 1e25, 1e26]
    best = [found(budget)["readings"] for budget in budgets]
    assert round(best[0]["published"]) == round(best[0]["refit"]) == 26
    assert all(one["published"] < other["published"] for one, other in pairwise(best))
    assert all(one["refit"] > other["refit"] for one, other in pairwise(best))


def test_the_valley_is_flat() -> None:
    """By the refit, the published ratio of 93 adds 0.0066 nats at the budget of Gopher."""
    best = found(GOPHER)["readings"]
    lost = loss("refit", *split(GOPHER, best["published"])) - loss("refit", *split(GOPHER, best["refit"]))
    assert best["lost"] == pytest.approx(lost, abs=5e-6)
    assert best["lost"] == pytest.approx(0.0066, abs=5e-5)
