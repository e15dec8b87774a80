"""Features that share a plane as a polygon, against two that are kept."""

from __future__ import annotations

import math
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


@pytest.mark.parametrize("features", [5, 6, 7, 8])
def test_a_feature_alone_leaves_what_is_above_zero(features: int) -> None:
    """In the sparsest case only positive products are lost, each as its square: for two neighbors 2 cos^2(2 pi / n)."""
    found = compute("sharing-or-dropping", features=features, bias=0)["readings"]
    assert found["shared"] == pytest.approx(2 * math.cos(2 * math.pi / features) ** 2)
    assert found["dropped"] == pytest.approx(1 - 2 / features)
    assert (found["even"] > 0) == (features < 7)


def test_a_bias_trades_interference_for_signal() -> None:
    """
    A bias of -b loses b^2 (1 - b) + b^3 / 3 of a feature's own value, and leaves c^2 (1 - b / c)^3 / 3 with each
    neighbor of cosine c; as shares of the mean square 1 / 3.
    """
    b, c = 0.2, 0.5
    lost = 3 * (b * b * (1 - b) + b**3 / 3 + 2 * c * c * (1 - b / c) ** 3 / 3)
    assert compute("sharing-or-dropping", features=6, bias=-b)["readings"]["shared"] == pytest.approx(lost)


@pytest.mark.parametrize(("features", "bias"), [(3, -0.3), (5, 0), (7, -0.15), (8, -0.4)])
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
