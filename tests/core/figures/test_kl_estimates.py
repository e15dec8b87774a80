"""Three estimates of the KL between normal distributions (page kl-penalty)."""

from __future__ import annotations

import math

import pytest

from tests.core.test_moving_figures import compute

STEPS = 4000
FARTHEST = 12.0


@pytest.mark.parametrize(
    ("shift", "first", "second", "bias", "third"),
    [(0.1, 20.0, 1.42, 0.0025, 1.42), (1.0, 2.0, 1.73, 0.25, 1.7)],
)
def test_estimates_have_the_errors_that_schulman_prints(
    shift: float, first: float, second: float, bias: float, third: float
) -> None:
    """Schulman 2020, both tables: standard deviation and bias over the KL, for N(0, 1) and N(0.1, 1) or N(1, 1).

    The note cuts the relative bias of 0.0025, which is d^2 / 4, to 0.002. Errors have the bias in them.
    """
    kl = shift**2 / 2
    found = compute("kl-estimates", kl=kl, samples=1)["readings"]
    assert found["first_error"] == pytest.approx(first)
    assert found["third_error"] == pytest.approx(third, abs=0.0055)
    assert found["second_mean"] / kl - 1 == pytest.approx(bias)
    assert math.sqrt(found["second_error"] ** 2 - bias**2) == pytest.approx(second, abs=0.005)


@pytest.mark.parametrize("kl", [0.005, 0.1, 0.5, 1, 4])
@pytest.mark.parametrize("samples", [1, 100])
def test_errors_are_those_of_a_sum_over_the_density(kl: float, samples: int) -> None:
    """Mean and variance of each estimate by quadrature over x from N(d, 1), with log r = -d x + d^2 / 2."""
    shift = math.sqrt(2 * kl)
    moments = [[0.0, 0.0] for _ in range(3)]
    for step in range(STEPS + 1):
        # The middle lies where r^2 times the density is largest, far from d on the side of p.
        z = 2 * FARTHEST * (step / STEPS - 0.5) - shift
        weight = math.exp(-z * z / 2) / math.sqrt(2 * math.pi) * 2 * FARTHEST / STEPS
        log_ratio = -shift * (shift + z) + shift**2 / 2
        estimates = (-log_ratio, log_ratio**2 / 2, math.exp(log_ratio) - 1 - log_ratio)
        for moment, value in zip(moments, estimates, strict=True):
            moment[0] += weight * value
            moment[1] += weight * value**2
    wanted = [math.sqrt((mean - kl) ** 2 + (square - mean**2) / samples) / kl for mean, square in moments]
    found = compute("kl-estimates", kl=kl, samples=samples)
    assert found["series"]["chosen"]["y"] == pytest.approx(wanted, rel=1e-6)
    assert found["readings"]["second_mean"] == pytest.approx(moments[1][0], rel=1e-6)


def test_the_unbiased_estimates_change_places_once() -> None:
    """Their variances 2u and exp(2u) - 1 - 2u meet where exp(2u) = 1 + 4u, at a KL of 0.628."""
    low, high = 0.1, 2.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if math.exp(2 * middle) > 1 + 4 * middle else (middle, high)
    assert low == pytest.approx(0.628, abs=0.0005)
    series = compute("kl-estimates", kl=1, samples=10)["series"]
    grid, first, third = series["first"]["x"], series["first"]["y"], series["third"]["y"]
    assert [one > other for one, other in zip(first, third, strict=True)] == [at < low for at in grid]


def test_samples_leave_the_bias_of_the_half_square() -> None:
    """Its mean is u + u^2 / 2 for a normal log ratio, so the error tends to u / 2 of the KL."""
    found = compute("kl-estimates", kl=2, samples=1e12)["readings"]
    assert found["second_error"] == pytest.approx(1, abs=1e-6)
    assert found["first_error"] < 1e-5
    assert found["third_error"] < 1e-5
