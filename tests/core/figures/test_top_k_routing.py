"""The gates of a router that keeps the k largest logits."""

import math

import pytest

from tests.core.test_moving_figures import compute


def test_the_softmax_over_the_kept() -> None:
    """Logits 2, 1, 0.5, -1 with two kept: e / (1 + e) and the rest; 0.609 and 0.224 over all."""
    found = compute("top-k-routing", kept=2, logit=2)
    first = math.e / (1 + math.e)
    assert found["series"]["gates"]["y"] == pytest.approx([first, 1 - first, 0, 0])
    assert found["series"]["gates"]["y"][:2] == pytest.approx([0.7311, 0.2689], abs=5e-5)
    odds = [math.exp(one) for one in (2, 1, 0.5, -1)]
    assert found["series"]["all"]["y"] == pytest.approx([one / sum(odds) for one in odds])
    assert found["series"]["all"]["y"][:2] == pytest.approx([0.609, 0.224], abs=5e-4)


def test_one_kept_expert_has_a_gate_without_slope() -> None:
    """e^v / e^v = 1 for any v, until another logit is larger."""
    for logit in (1.25, 2, 4):
        found = compute("top-k-routing", kept=1, logit=logit)
        assert found["series"]["gates"]["y"] == [1, 0, 0, 0]
        assert found["readings"]["gate_slope"] == 0
        share = math.exp(logit) / sum(math.exp(one) for one in (logit, 1, 0.5, -1))
        assert found["readings"]["share"] == pytest.approx(share)
        assert found["readings"]["share_slope"] == pytest.approx(share * (1 - share))
    assert compute("top-k-routing", kept=1, logit=0.75)["series"]["gates"]["y"] == [0, 1, 0, 0]


def test_the_slope_is_the_derivative() -> None:
    """The difference quotient of the series, at steps of 1e-5."""
    for kept in (2, 3, 4):
        found = compute("top-k-routing", kept=kept, logit=2)["readings"]
        up, down = (compute("top-k-routing", kept=kept, logit=2 + step) for step in (1e-5, -1e-5))
        for slope, series in (("gate_slope", "gates"), ("share_slope", "all")):
            rise = up["series"][series]["y"][0] - down["series"][series]["y"][0]
            assert found[slope] == pytest.approx(rise / 2e-5, rel=1e-6)
