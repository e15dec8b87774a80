"""PPO's clipped term against the ratio (page ppo)."""

from __future__ import annotations

import pytest

from tests.core.test_moving_figures import compute


@pytest.mark.parametrize(
    ("ratio", "good", "bad"),
    [(1.5, (1.2, 0), (-1.5, -1)), (0.5, (0.5, 1), (-0.8, 0)), (1.0, (1.0, 1), (-1.0, -1))],
)
def test_the_clip_works_on_one_side(ratio: float, good: tuple[float, float], bad: tuple[float, float]) -> None:
    """min(rA, clip(r, 0.8, 1.2) A) by hand (Schulman et al. 2017, Eq. 7); the page has twice 1.2 and -1.5."""
    found = compute("clipped-objective", ratio=ratio, epsilon=0.2)["readings"]
    assert (found["good_value"], found["good_slope"]) == pytest.approx(good)
    assert (found["bad_value"], found["bad_slope"]) == pytest.approx(bad)


@pytest.mark.parametrize("epsilon", [0.05, 0.2, 0.4])
def test_the_term_is_the_smaller_of_two(epsilon: float) -> None:
    series = compute("clipped-objective", ratio=1, epsilon=epsilon)["series"]
    for name, advantage in (("good", 1), ("bad", -1)):
        wanted = [min(at * advantage, min(max(at, 1 - epsilon), 1 + epsilon) * advantage) for at in series[name]["x"]]
        assert series[name]["y"] == pytest.approx(wanted)
    assert series["edges"]["x"] == pytest.approx([1 - epsilon, 1 + epsilon])


@pytest.mark.parametrize("epsilon", [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4])
def test_an_edge_counts_as_clipped(epsilon: float) -> None:
    """Rounding must not decide: the slider can stand on an edge."""
    upper = compute("clipped-objective", ratio=round(1 + epsilon, 2), epsilon=epsilon)["readings"]
    lower = compute("clipped-objective", ratio=round(1 - epsilon, 2), epsilon=epsilon)["readings"]
    assert (upper["good_slope"], upper["bad_slope"]) == (0, -1)
    assert (lower["good_slope"], lower["bad_slope"]) == (1, 0)
