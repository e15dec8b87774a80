"""What a Bradley-Terry model learns from noisy labels."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import pytest

from tests.core.test_moving_figures import compute


def sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-value))


def readings(share: float, lead: float) -> Any:
    return compute("noisy-preferences", share=share, lead=lead)["readings"]


def test_the_example_on_the_page() -> None:
    """Flips of a fifth turn 0.8808, at a gap of 2, into 0.2 + 0.6 times that: 0.7285, as at a gap of 0.987."""
    found = readings(0.2, 2)["flipped"]
    assert sigmoid(2) == pytest.approx(0.8808, abs=5e-5)
    assert sigmoid(found) == pytest.approx(0.7285, abs=5e-5)
    assert found == pytest.approx(0.987, abs=5e-4)


@pytest.mark.parametrize(("gap", "chance"), [(1, 0.7311), (math.log(3), 0.75), (2, 0.8808)])
def test_without_noise_the_gap_is_learned(gap: float, chance: float) -> None:
    """The logistic function of 1, ln 3 and 2 (Bradley and Terry 1952)."""
    found = readings(0, gap)
    assert (found["flipped"], found["longer"]) == pytest.approx((gap, gap))
    assert sigmoid(found["flipped"]) == pytest.approx(chance, abs=5e-5)
    assert (found["labels"], found["reversed"]) == pytest.approx((1, 0))


@pytest.mark.parametrize("share", [0.05, 0.2, 0.45])
def test_flips_keep_the_order_and_bound_the_gap(share: float) -> None:
    """No flipped gap can exceed ln((1 - e) / e)."""
    series = compute("noisy-preferences", share=share, lead=0)["series"]
    for clean, flipped in zip(series["clean"]["y"], series["flipped"]["y"], strict=True):
        assert abs(flipped) <= abs(clean) + 1e-12
        assert abs(flipped) < math.log((1 - share) / share)
        assert clean * flipped >= 0
    assert all(one < other for one, other in pairwise(series["flipped"]["y"]))


@pytest.mark.parametrize("share", [0.05, 0.2, 0.45])
def test_a_shortcut_reverses_gaps_up_to_a_limit(share: float) -> None:
    """At the limit, s + (1 - s) sigmoid(-g) is one half."""
    limit = readings(share, 0)["reversed"]
    assert share + (1 - share) * sigmoid(-limit) == pytest.approx(0.5)
    assert readings(share, -limit)["longer"] == pytest.approx(0, abs=1e-12)
    assert readings(share, 0.01 - limit)["longer"] > 0 > readings(share, -0.01 - limit)["longer"]


def test_what_the_figure_tells_readers_to_look_for() -> None:
    found = readings(0.2, -0.25)
    assert found["flipped"] < 0 < found["longer"]


@pytest.mark.parametrize(("share", "lead"), [(0.2, 2), (0.2, -0.5), (0.45, 3)])
def test_flips_cost_labels(share: float, lead: float) -> None:
    """A share p of m labels is (p - 1/2) sqrt(m / (p (1 - p))) standard errors from a tie, which sets m."""
    chances = (sigmoid(lead), share + (1 - 2 * share) * sigmoid(lead))
    clean, noisy = ((p - 0.5) / math.sqrt(p * (1 - p)) for p in chances)
    assert readings(share, lead)["labels"] == pytest.approx((clean / noisy) ** 2)


def test_near_a_tie_flips_of_a_fifth_cost_nearly_threefold() -> None:
    """The limit is 1 / (1 - 2 e)^2 = 1 / 0.36."""
    assert readings(0.2, 0)["labels"] == pytest.approx(1 / 0.36)
