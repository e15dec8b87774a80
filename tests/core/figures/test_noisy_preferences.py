"""What a Bradley-Terry model learns from noisy labels."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import pytest

from tests.core.test_moving_figures import compute


def sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-value))


def readings(share: float, gap: float) -> Any:
    return compute("noisy-preferences", share=share, gap=gap)["readings"]


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
    assert found["reversed"] == pytest.approx(0)


@pytest.mark.parametrize("share", [0.05, 0.2, 0.45])
def test_flips_keep_the_order_and_bound_the_gap(share: float) -> None:
    """No flipped gap can exceed ln((1 - e) / e)."""
    series = compute("noisy-preferences", share=share, gap=0)["series"]
    for clean, flipped in zip(series["clean"]["y"], series["flipped"]["y"], strict=True):
        assert abs(flipped) <= abs(clean) + 1e-12
        assert abs(flipped) < math.log((1 - share) / share)
        assert clean * flipped >= 0
    assert all(one < other for one, other in pairwise(series["flipped"]["y"]))


@pytest.mark.parametrize("share", [0.05, 0.2, 0.45])
def test_a_shortcut_reverses_gaps_up_to_a_limit(share: float) -> None:
    """At the limit, s + (1 - s) sigmoid(g) is one half."""
    limit = readings(share, 0)["reversed"]
    assert share + (1 - share) * sigmoid(limit) == pytest.approx(0.5)
    assert readings(share, limit)["longer"] == pytest.approx(0, abs=1e-12)
    assert readings(share, limit + 0.01)["longer"] > 0 > readings(share, limit - 0.01)["longer"]


@pytest.mark.parametrize(
    ("share", "flipped", "longer", "limit"), [(0.2, -0.150, 0.202, -0.511), (0.45, -0.0249, 0.804, -2.30)]
)
def test_what_the_figure_tells_readers_to_look_for(share: float, flipped: float, longer: float, limit: float) -> None:
    """At a gap of -0.25: log odds of s + (1 - 2 s) p and of s + (1 - s) p, with p = 1 / (1 + e^0.25) = 0.4378."""
    found = readings(share, -0.25)
    p = 1 / (1 + math.exp(0.25))
    for name, rounded, chance in (
        ("flipped", flipped, share + (1 - 2 * share) * p),
        ("longer", longer, share + (1 - share) * p),
    ):
        assert found[name] == pytest.approx(math.log(chance / (1 - chance)))
        assert found[name] == pytest.approx(rounded, abs=5e-4)
    assert found["reversed"] == pytest.approx(limit, abs=5e-3)


@pytest.mark.parametrize(("gap", "changed"), [(-0.25, 0.11), (2, 0.024)])
def test_a_shortcut_changes_labels_that_the_shorter_would_get(gap: float, changed: float) -> None:
    """That is a fifth of sigmoid(-g), by which the share that goes to the longer grows; random flips change a fifth."""
    clean, found = sigmoid(gap), readings(0.2, gap)
    assert sigmoid(found["longer"]) - clean == pytest.approx(0.2 * sigmoid(-gap))
    assert sigmoid(found["longer"]) - clean == pytest.approx(changed, abs=0.005)
