"""What a record of tests says of the failure rate."""

from __future__ import annotations

import math
from statistics import NormalDist

import pytest

from tests.core.test_moving_figures import compute


@pytest.mark.parametrize("tests", [20, 50, 300, 3000])
@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
def test_limits_without_a_failure(tests: int, confidence: float) -> None:
    """Exact and one-sided: (1 - p)^n = 1 - confidence. Wilson, two-sided: z^2 / (n + z^2)."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    found = compute("zero-failures", tests=tests, failures=0, confidence=confidence)
    assert found["readings"]["exact"] == pytest.approx(1 - (1 - confidence) ** (1 / tests))
    assert found["readings"]["wilson"] == pytest.approx(z * z / (tests + z * z))
    assert found["readings"]["once"] == pytest.approx((1 - 1 / tests) ** tests)
    assert found["readings"]["once"] > 1 / 3
    assert found["series"]["exact"]["y"] == pytest.approx([1 - confidence])


def test_known_limits() -> None:
    """None of 300: 0.99%, exact, one-sided. None of 50: 7.1%, Wilson, two-sided, and 5.8% exact, one-sided."""
    known = compute("zero-failures", tests=300, failures=0, confidence=0.95)["readings"]
    assert known["exact"] == pytest.approx(0.0099, abs=5e-5)
    assert known["exact"] == pytest.approx(3 / 300, rel=0.01)  # the rule of three
    known = compute("zero-failures", tests=50, failures=0, confidence=0.95)["readings"]
    assert known["wilson"] == pytest.approx(0.0713, abs=5e-5)
    assert known["exact"] == pytest.approx(0.0582, abs=5e-5)


def test_limits_with_failures() -> None:
    """
    10 of 200: at most 1 - 0.917, the exact one-sided bound of the worked example. 2 of 50: Wilson's interval is
    (p + z^2 / 2n + z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n), which ends at 13.5%.
    """
    assert compute("zero-failures", tests=200, failures=10, confidence=0.95)["readings"]["exact"] == pytest.approx(
        1 - 0.917, abs=5e-4
    )
    z, n, p = NormalDist().inv_cdf(0.975), 50, 0.04
    wilson = (p + z * z / (2 * n) + z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n)
    found = compute("zero-failures", tests=50, failures=2, confidence=0.95)["readings"]["wilson"]
    assert found == pytest.approx(wilson)
    assert found == pytest.approx(0.135, abs=5e-4)


def test_the_curve_is_the_binomial() -> None:
    found = compute("zero-failures", tests=20, failures=10, confidence=0.95)["series"]["passes"]
    for rate, chance in zip(found["x"], found["y"], strict=True):
        exact = sum(math.comb(20, k) * rate**k * (1 - rate) ** (20 - k) for k in range(11))
        assert chance == pytest.approx(exact, abs=1e-8)
