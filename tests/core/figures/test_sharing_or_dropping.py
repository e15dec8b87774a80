"""Features that share a plane as a polygon, against two that are kept."""

from __future__ import annotations

import math
import operator
from random import Random
from typing import Any

import pytest

from tests.core.test_moving_figures import compute

DRAWS = 20000


def losses(found: dict[str, Any], name: str) -> list[tuple[float, float]]:
    one = found["series"][name]
    return list(zip(one["x"], one["y"], strict=True))


def test_four_features_are_two_antipodal_pairs() -> None:
    """
    A pair that is present together gives x and y the outputs max(x - y, 0) and max(y - x, 0), so both errors are
    min(x, y) and the loss is 2 E[min^2] = 1 / 3. Two pairs lose 2 p^2 / 3 of 4 p / 3, a share of p / 2. Dropping
    loses two variances p / 3 - p^2 / 4, a share of (1 - 3 p / 4) / 2, so the two are even at p = 4 / 7.
    """
    found = compute("sharing-or-dropping", features=4, bias=0)
    for p, loss in losses(found, "shared"):
        assert loss == pytest.approx(p / 2)
    for p, loss in losses(found, "dropped"):
        assert loss == pytest.approx((1 - 3 * p / 4) / 2)
    assert found["readings"]["even"] == pytest.approx(4 / 7)


def test_three_features_lose_nothing_while_they_are_alone() -> None:
    """
    All products are -1 / 2. With t the size of the interference, a feature that is present loses t^2 - 2 t^3 / 3 on
    average: E = 1 / 12 - 1 / 48 = 1 / 16 with t = x / 2 of one other, and 7 / 24 - 1 / 8 = 1 / 6 with t = (x + y) / 2
    of both. The share lost is 3 (2 p (1 - p) / 16 + p^2 / 6).
    """
    found = compute("sharing-or-dropping", features=3, bias=0)
    for p, loss in losses(found, "shared"):
        assert loss == pytest.approx(3 * (2 * p * (1 - p) / 16 + p * p / 6))
    assert found["readings"]["even"] == pytest.approx((math.sqrt(0.625**2 + 1 / 6) - 0.625) / 0.25)


def when_alone(found: dict[str, Any]) -> float:
    """The loss as presence goes to zero: a polynomial through the rarest six places, of degree five or nearly so."""
    places = losses(found, "shared")[:6]
    return sum(loss * math.prod(other / (other - p) for other, _ in places if other != p) for p, loss in places)


@pytest.mark.parametrize("features", [5, 6, 7, 8])
def test_a_feature_alone_leaves_what_is_above_zero(features: int) -> None:
    """Only positive products are lost then, each as its square: for two neighbors 2 cos^2(2 pi / n)."""
    found = compute("sharing-or-dropping", features=features, bias=0)
    assert when_alone(found) == pytest.approx(2 * math.cos(2 * math.pi / features) ** 2, abs=1e-5)
    assert (found["readings"]["even"] > 0) == (features < 7)


@pytest.mark.parametrize(("features", "bias"), [(3, 0), (5, 0), (6, -0.2), (8, -0.3)])
def test_readings_are_the_left_ends_of_the_curves(features: int, bias: float) -> None:
    """At a presence of 1%; dropping loses n - 2 variances of n mean squares, (1 - 2 / n) (1 - 0.0075)."""
    found = compute("sharing-or-dropping", features=features, bias=bias)
    assert losses(found, "shared")[0] == pytest.approx((0.01, found["readings"]["shared"]))
    assert losses(found, "dropped")[0] == pytest.approx((0.01, found["readings"]["dropped"]))
    assert found["readings"]["dropped"] == pytest.approx((1 - 2 / features) * 0.9925)


def test_a_bias_trades_interference_for_signal() -> None:
    """
    A bias of -b loses b^2 (1 - b) + b^3 / 3 of a feature's own value, and leaves c^2 (1 - b / c)^3 / 3 with each
    neighbor of cosine c; as shares of the mean square 1 / 3.
    """
    b, c = 0.2, 0.5
    lost = 3 * (b * b * (1 - b) + b**3 / 3 + 2 * c * c * (1 - b / c) ** 3 / 3)
    assert when_alone(compute("sharing-or-dropping", features=6, bias=-b)) == pytest.approx(lost, abs=1e-5)


@pytest.mark.parametrize("features", [3, 4])
def test_without_positive_products_a_bias_only_costs(features: int) -> None:
    """Their cosines are at most zero, so what a negative bias takes from a feature alone buys nothing."""
    found = [compute("sharing-or-dropping", features=features, bias=-bias / 10) for bias in range(5)]
    alone = [one["readings"]["shared"] for one in found]
    assert alone == sorted(alone)
    assert all(one["readings"]["even"] < found[0]["readings"]["even"] for one in found[1:])


def test_a_positive_bias_would_help_common_features() -> None:
    """
    Five features that are always present, drawn: about 51% are lost without a bias and 29% with one of 0.4. Dropping
    loses the variance, 1 / 12, of three out of five, as a share of the mean square 1 / 3: 15%.
    """
    random = Random(0)
    products = [math.cos(2 * math.pi * place / 5) for place in range(5)]
    inputs = [[random.random() for _ in products] for _ in range(DRAWS)]
    for bias, share in ((0, 0.51), (0.4, 0.29)):
        heres = [(x[0], sum(map(operator.mul, products, x))) for x in inputs]
        drawn = 3 * sum((one - max(here + bias, 0)) ** 2 for one, here in heres) / DRAWS
        found = compute("sharing-or-dropping", features=5, bias=bias)
        assert losses(found, "shared")[-1][1] == pytest.approx(drawn, abs=0.01)
        assert losses(found, "shared")[-1][1] == pytest.approx(share, abs=0.005)
    assert losses(found, "dropped")[-1][1] == pytest.approx(0.15)


@pytest.mark.parametrize(("features", "bias"), [(3, -0.3), (5, 0), (7, -0.15), (8, -0.3)])
def test_the_loss_is_that_of_the_toy_model(features: int, bias: float) -> None:
    """Sampled: x' = ReLU(W'Wx + b) with sparse uniform x (Elhage et al. 2022), at three of the places."""
    random = Random(0)
    shared = losses(compute("sharing-or-dropping", features=features, bias=bias), "shared")
    products = [math.cos(2 * math.pi * place / features) for place in range(features)]
    for p, loss in (shared[30], shared[45], shared[60]):
        total = 0.0
        for _ in range(DRAWS):
            x = [random.random() if random.random() < p else 0.0 for _ in range(features)]
            here = sum(products[place] * one for place, one in enumerate(x))
            total += (x[0] - max(here + bias, 0)) ** 2
        assert 3 * total / DRAWS / p == pytest.approx(loss, abs=0.03)
