"""Coverage, a verifier and a vote (page test-time-compute)."""

from __future__ import annotations

import math
from itertools import product

import pytest

from tests.core.test_moving_figures import compute


def readings(rate: float, samples: int, right: float = 0.9, wrong: float = 0.1) -> dict[str, float]:
    found: dict[str, float] = compute("repeated-samples", rate=rate, right=right, wrong=wrong, samples=samples)[
        "readings"
    ]
    return found


@pytest.mark.parametrize(
    ("samples", "covered", "verified"),
    [(1, 0.10, 0.10), (4, 0.34, 0.28), (16, 0.81, 0.48), (64, 0.999, 0.50)],
)
def test_coverage_outruns_the_verifier(samples: int, covered: float, verified: float) -> None:
    """The worked example of gaps.md, G4: p = 0.1, t = 0.9, f = 0.1."""
    found = readings(0.1, samples)
    assert found["covered"] == pytest.approx(covered, abs=0.005)
    assert found["verified"] == pytest.approx(verified, abs=0.005)


@pytest.mark.parametrize(("wrong", "precision"), [(0.1, 0.5), (0.01, 0.91), (0.001, 0.99)])
def test_the_ceiling_is_the_precision(wrong: float, precision: float) -> None:
    """p t / (p t + (1 - p) f), by Bayes' rule; the three are in gaps.md, G4."""
    found = readings(0.1, 1000, wrong=wrong)
    assert found["precision"] == pytest.approx(0.09 / (0.09 + 0.9 * wrong))
    assert found["precision"] == pytest.approx(precision, abs=0.005)
    assert found["verified"] == pytest.approx(found["precision"])


@pytest.mark.parametrize(("right", "wrong"), [(0.9, 0.1), (0.9, 0), (0.5, 0.5), (1, 1), (1, 0)])
def test_the_verifier_by_enumeration(right: float, wrong: float) -> None:
    """Three samples, each right or wrong and accepted or not; a random one of those accepted, or of all."""
    accuracy = 0.0
    for samples in product(product((True, False), repeat=2), repeat=3):
        chance = 1.0
        for is_right, is_accepted in samples:
            accepts = right if is_right else wrong
            chance *= (0.3 if is_right else 0.7) * (accepts if is_accepted else 1 - accepts)
        kept = [is_right for is_right, is_accepted in samples if is_accepted]
        kept = kept or [is_right for is_right, _ in samples]
        accuracy += chance * sum(kept) / len(kept)
    assert readings(0.3, 3, right, wrong)["verified"] == pytest.approx(accuracy)


def test_a_useless_verifier_changes_nothing() -> None:
    for samples in (1, 16, 1000):
        assert readings(0.3, samples, wrong=0.9)["verified"] == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("rate", "samples", "published"),
    [(0.6, 3, 0.648), (0.6, 5, 0.683), (0.6, 11, 0.7535), (0.6, 101, 0.979), (0.4, 11, 0.2465), (0.4, 101, 0.021)],
)  # fmt: skip
def test_the_vote_is_the_tail_of_a_binomial(rate: float, samples: int, published: float) -> None:
    """The sum over k > n/2, and as rounded in experience.md, L22, in gaps.md, G4, and on the page."""
    tail = sum(
        math.comb(samples, k) * rate**k * (1 - rate) ** (samples - k) for k in range(samples // 2 + 1, samples + 1)
    )
    found = readings(rate, samples)["voted"]
    assert found == pytest.approx(tail)
    assert found == pytest.approx(published, abs=0.0005)


@pytest.mark.parametrize("samples", [2, 4, 64])
def test_ties_are_broken_by_lot(samples: int) -> None:
    """For an even n, half the chance of a tie counts."""
    terms = [math.comb(samples, k) * 0.6**k * 0.4 ** (samples - k) for k in range(samples + 1)]
    half = samples // 2
    assert readings(0.6, samples)["voted"] == pytest.approx(sum(terms[half + 1 :]) + terms[half] / 2)


@pytest.mark.parametrize(("rate", "few", "many"), [(0.45, 0.4, 0.001), (0.55, 0.6, 0.999)])
def test_what_the_figure_tells_readers_to_look_for(rate: float, few: float, many: float) -> None:
    """By the normal approximation, 1,000 votes at 45% are sqrt(10) standard errors from a tie: 0.0008 of them win."""
    for samples, bound in ((9, few), (1000, many)):
        share = readings(rate, samples)["voted"]
        assert share < bound if rate < 0.5 else share > bound
    assert readings(0.1, 1000, wrong=0.01)["precision"] == pytest.approx(0.09 / (0.09 + 0.009))  # 91%


def test_shares_stay_between_zero_and_one() -> None:
    for rate in (0.01, 0.5, 0.9):
        series = compute("repeated-samples", rate=rate, right=0.9, wrong=0, samples=1000)["series"]
        assert all(-1e-12 <= share <= 1 + 1e-12 for one in series.values() for share in one["y"])
        places = series["covered"]["x"]
        assert (places[0], places[-1]) == (1, 1000)
        assert all(place == int(place) for place in places)
        assert {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1000} <= set(places)  # what readers can set
