"""What division by the standard deviation does to prompts (page group-based-policy-optimization)."""

from __future__ import annotations

import math
from itertools import product
from statistics import fmean, pstdev

import pytest

from tests.core.test_moving_figures import compute

RATES = (0.02, 0.1, 0.5, 0.9)


@pytest.mark.parametrize(("group", "weights"), [(8, (2.57, 2.33, 1.86, 2.33)), (64, (5.86, 3.25, 1.98, 3.25))])
def test_weights_of_finite_groups(group: int, weights: tuple[float, ...]) -> None:
    """E[s] / (p (1 - p)) as in corrections-2.md, on points 1, G2 and G10 of gaps.md; at most sqrt(G - 1)."""
    for rate, weight in zip(RATES, weights, strict=True):
        found = compute("group-advantage", rate=rate, group=group)["readings"]
        assert found["divided"] == pytest.approx(weight, abs=0.005)
        assert found["divided"] < math.sqrt(group - 1)


@pytest.mark.parametrize("group", [2, 4, 8])
@pytest.mark.parametrize("rate", [0.02, 0.3, 0.5, 0.99])
def test_weights_are_those_of_the_gradient(group: int, rate: float) -> None:
    """The mean of A_i times the derivative of the log-probability of r_i in p, over all groups of rewards."""
    divided = plain = silent = 0.0
    for rewards in product((0, 1), repeat=group):
        chance = math.prod(rate if reward else 1 - rate for reward in rewards)
        mean, spread = fmean(rewards), pstdev(rewards)
        scores = [1 / rate if reward else -1 / (1 - rate) for reward in rewards]
        slope = fmean((reward - mean) * score for reward, score in zip(rewards, scores, strict=True))
        plain += chance * slope
        divided += chance * slope / spread if spread else 0
        silent += 0 if spread else chance
    found = compute("group-advantage", rate=rate, group=group)["readings"]
    assert found["divided"] == pytest.approx(divided)
    assert found["plain"] == pytest.approx(plain)
    assert found["silent"] == pytest.approx(silent)


def test_two_responses_weigh_all_prompts_alike() -> None:
    """s is 1/2 with probability 2p (1 - p), so the weight is 1 (Wu et al. 2025, App. C.1)."""
    series = compute("group-advantage", rate=0.5, group=2)["series"]
    assert series["divided"]["y"] == pytest.approx([1] * 99)
    assert series["plain"]["y"] == pytest.approx([0.5] * 99)


def test_larger_groups_favor_the_extremes_more() -> None:
    found = {group: compute("group-advantage", rate=0.02, group=group) for group in (2, 4, 8, 16, 32, 64)}
    relative = [one["readings"]["relative"] for one in found.values()]
    assert relative == sorted(relative)
    silent = [one["readings"]["silent"] for one in found.values()]
    assert silent == sorted(silent, reverse=True)
    for one in found.values():
        below, above = one["series"]["divided"]["y"], one["series"]["limit"]["y"]
        assert all(low < high for low, high in zip(below, above, strict=True))


@pytest.mark.parametrize(("rate", "group", "silent"), [(0.02, 8, 0.851), (0.02, 64, 0.274), (0.5, 8, 0.008)])
def test_silent_groups(rate: float, group: int, silent: float) -> None:
    """p^G + (1 - p)^G; the three are in the page's worked example."""
    found = compute("group-advantage", rate=rate, group=group)["readings"]["silent"]
    assert found == pytest.approx(rate**group + (1 - rate) ** group)
    assert found == pytest.approx(silent, abs=0.0005)
