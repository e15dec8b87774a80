"""DPO and IPO on one pair whose labels agree, or nearly."""

import math

import pytest

from tests.core.test_moving_figures import compute


def gap(steps: int, **given: float) -> float:
    """DPO's gap after some steps."""
    dpo = compute("certain-labels", **given)["series"]["dpo"]
    return float(dpo["y"][dpo["x"].index(steps)])


@pytest.mark.parametrize("steps", [100, 1000, 10_000])
def test_dpo_grows_like_the_logarithm(steps: int) -> None:
    """Steps of one on -ln sigma(m) add sigma(-m), and m' = 1 / (1 + e^m) has the solution m + e^m = t + 1."""
    margin = 0.0
    for _ in range(steps):
        margin += 1 / (1 + math.exp(margin))
    assert margin == pytest.approx({100: 4.59, 1000: 6.91, 10_000: 9.21}[steps], abs=0.006)
    assert gap(steps, share=1, beta=1, tau=0.1) == pytest.approx(margin)
    assert gap(steps, share=1, beta=0.1, tau=0.1) == pytest.approx(10 * margin)
    assert math.exp(margin) + margin == pytest.approx(steps + 1, rel=0.03)


def test_ten_times_the_steps_add_a_constant() -> None:
    for beta in (0.1, 0.5, 1):
        added = compute("certain-labels", share=1, beta=beta, tau=0.1)["readings"]["added"]
        assert added == pytest.approx(math.log(10) / beta, rel=0.002)


@pytest.mark.parametrize("share", [0.6, 0.9, 0.99])
def test_disagreement_stops_dpo(share: float) -> None:
    """The mean loss is lowest at ln(p / (1 - p)) / beta: 21.97 at p = 0.9 and 45.95 at p = 0.99 for beta = 0.1."""
    found = compute("certain-labels", share=share, beta=0.1, tau=0.1)["readings"]
    assert found["dpo"] == pytest.approx(math.log(share / (1 - share)) / 0.1)
    assert found["added"] == pytest.approx(0, abs=0.001)


def test_ipo_stops_at_its_target() -> None:
    """1 / (2 tau) if labels agree (Azar et al. 2023, Eq. 17), else (2p - 1) / (2 tau), the mean of both targets."""
    for share, tau, stop in [(1, 0.1, 5), (1, 0.01, 50), (0.9, 0.1, 4), (0.99, 0.1, 4.9)]:
        found = compute("certain-labels", share=share, beta=0.1, tau=tau)
        assert found["readings"]["ipo"] == pytest.approx(stop)
        assert found["series"]["target"]["y"] == pytest.approx([stop] * len(found["series"]["ipo"]["y"]))
        position = 0.0
        for _ in range(10):
            position -= 2 * (position - stop) / 20
        ipo = found["series"]["ipo"]
        assert ipo["y"][ipo["x"].index(10)] == pytest.approx(position)
