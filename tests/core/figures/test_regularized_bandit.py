"""DPO on its way to the optimum of RL with a KL penalty (page kl-penalty)."""

from __future__ import annotations

import math

import pytest

from tests.core.test_moving_figures import compute

REFERENCE = (0.5, 0.3, 0.2)
REWARDS = (0, 1, 2)
RATE = 2.0


def descended(beta: float, steps: int) -> list[float]:
    """Gradient descent on the expected DPO loss, by differences, with a step of RATE / beta^2.

    Of two draws i and j, i is preferred with s(r_i - r_j), else j, so the loss is the sum of -2 p_i p_j s(r_i - r_j)
    log s(beta (z_i - z_j)) over i and j, where z is the log-ratio to the reference and s the sigmoid (Rafailov et al.
    2023, Eq. 7).
    """

    def sigmoid(value: float) -> float:
        return 1 / (1 + math.exp(-value))

    def loss(shift: list[float]) -> float:
        return -2 * sum(
            REFERENCE[one] * REFERENCE[two] * sigmoid(REWARDS[one] - REWARDS[two])
            * math.log(sigmoid(beta * (shift[one] - shift[two])))
            for one in range(3)
            for two in range(3)
        )  # fmt: skip

    shift = [0.0, 0.0, 0.0]
    for _ in range(steps):
        slope = []
        for place in range(3):
            ends = [[one + sign * (place == other) for other, one in enumerate(shift)] for sign in (1e-5, -1e-5)]
            slope.append((loss(ends[0]) - loss(ends[1])) / 2e-5)
        shift = [one - RATE / beta**2 * down for one, down in zip(shift, slope, strict=True)]
    odds = [share * math.exp(one) for share, one in zip(REFERENCE, shift, strict=True)]
    return [one / sum(odds) for one in odds]


@pytest.mark.parametrize("beta", [0.5, 1, 3])
@pytest.mark.parametrize("steps", [1, 5, 20])
def test_steps_are_those_of_the_loss_of_dpo(beta: float, steps: int) -> None:
    found = compute("regularized-bandit", beta=beta, steps=steps)["series"]["dpo"]["y"]
    assert found == pytest.approx(descended(beta, steps), abs=1e-6)


def test_after_twenty_steps_dpo_is_near_the_optimum() -> None:
    """The optimum is the reference times exp(r / beta), normalized."""
    odds = [share * math.exp(reward) for share, reward in zip(REFERENCE, REWARDS, strict=True)]
    gaps = [abs(one / sum(odds) - now) for one, now in zip(odds, descended(1, 20), strict=True)]
    assert max(gaps) < 0.014
    assert compute("regularized-bandit", beta=1, steps=20)["readings"]["distance"] == pytest.approx(max(gaps), abs=1e-6)
