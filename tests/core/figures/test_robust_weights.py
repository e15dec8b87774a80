"""How hard a pair pulls in DPO and in Dr. DPO."""

import math

import pytest

from tests.core.test_moving_figures import compute


def dr_dpo(losses: list[float], softness: float) -> float:
    """The loss of a batch (Wu et al. 2024, authors' code)."""
    return -softness * math.log(sum(math.exp(-loss / softness) for loss in losses) / len(losses))


@pytest.mark.parametrize(("softness", "weight"), [(1, 0.052), (10, 0.428)])
def test_the_weight_of_a_pair_that_fits_badly(softness: float, weight: float) -> None:
    """Losses of 0.1 and 3.0; the weight is the slope of the batch's loss in the second."""
    found = compute("robust-weights", softness=softness, worse=3, better=0.1)["readings"]["weight"]
    assert found == pytest.approx(weight, abs=0.0005)
    up, down = dr_dpo([0.1, 3 + 1e-5], softness), dr_dpo([0.1, 3 - 1e-5], softness)
    assert found == pytest.approx((up - down) / 2e-5, rel=1e-6)


def test_the_order_of_pulls_turns_around() -> None:
    """DPO's own weights of 0.095 and 0.950, times 0.948 and 0.052, are 0.090 and 0.050."""
    own = [1 - math.exp(-0.1), 1 - math.exp(-3)]
    share = math.exp(-3) / (math.exp(-0.1) + math.exp(-3))
    pulls = [own[0] * (1 - share), own[1] * share]
    assert own == pytest.approx([0.095, 0.950], abs=0.0005)
    assert pulls == pytest.approx([0.090, 0.050], abs=0.0005)
    found = compute("robust-weights", softness=1, worse=3, better=0.1)["readings"]
    assert found["dpo_ratio"] == pytest.approx(own[1] / own[0])
    assert found["robust_ratio"] == pytest.approx(pulls[1] / pulls[0])


@pytest.mark.parametrize("softness", [0.5, 1, 3, 30])
def test_the_loss_that_pulls_hardest(softness: float) -> None:
    """(1 - e^-L) e^(-L / b) rises until e^L = 1 + b; at b = 1 that is ln 2, the loss of an untrained pair."""
    found = compute("robust-weights", softness=softness, worse=3, better=0.1)
    robust = found["series"]["robust"]
    highest = robust["x"][robust["y"].index(max(robust["y"]))]
    assert found["readings"]["peak"] == pytest.approx(math.log(1 + softness))
    assert highest == pytest.approx(math.log(1 + softness), abs=0.05)
    if softness == 1:  # 4 sigma(m) sigma(-m) with e^-L = sigma(m)
        right = [math.exp(-loss) for loss in robust["x"]]
        assert robust["y"] == pytest.approx([4 * one * (1 - one) for one in right])


def test_both_pull_alike_at_the_start_and_in_the_limit() -> None:
    start = compute("robust-weights", softness=0.5, worse=math.log(2), better=math.log(2))["series"]["pair"]
    assert start["y"] == pytest.approx([1, 1, 1, 1])
    found = compute("robust-weights", softness=1e9, worse=3, better=0.1)["series"]
    assert found["robust"]["y"] == pytest.approx(found["dpo"]["y"])
