"""What a record of tests says of the failure rate."""

from __future__ import annotations

import math
from statistics import NormalDist

import pytest

from tests.core.test_moving_figures import compute


def known(tests: int, failures: int, confidence: float = 0.95) -> dict[str, float]:
    found: dict[str, float] = compute("zero-failures", tests=tests, failures=failures, confidence=confidence)[
        "readings"
    ]
    return found


@pytest.mark.parametrize("tests", [20, 50, 300, 3000])
@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
def test_limits_without_a_failure(tests: int, confidence: float) -> None:
    """Exact and one-sided: (1 - p)^n = 1 - confidence. Wilson, two-sided: z^2 / (n + z^2)."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    found = known(tests, 0, confidence)
    assert found["exact"] == pytest.approx(1 - (1 - confidence) ** (1 / tests))
    assert found["wilson"] == pytest.approx(z * z / (tests + z * z))


def test_one_failure_in_n_uses_passes_n_tests_a_third_of_the_time() -> None:
    """(1 - 1/n)^n grows toward 1/e = 0.368; one failure allowed adds (1 - 1/n)^(n - 1), which makes nearly 2/e."""
    for tests in (20, 300, 3000):
        none = (1 - 1 / tests) ** tests
        assert known(tests, 0)["once"] == pytest.approx(none)
        assert 1 / 3 < none < 1 / math.e
    assert known(300, 0)["once"] == pytest.approx(0.367, abs=5e-4)
    assert known(3000, 1)["once"] == pytest.approx(2 / math.e, abs=5e-4)  # 74%


def test_what_is_marked_lies_on_the_curve() -> None:
    """The bound is where the curve meets the level, (1 - p)^300 = 0.05; the other is at 1/300."""
    series = compute("zero-failures", tests=300, failures=0, confidence=0.95)["series"]
    assert series["level"]["y"] == pytest.approx([0.05] * len(series["level"]["y"]))
    assert series["exact"]["y"] == pytest.approx([0.05])
    assert series["exact"]["x"] == pytest.approx([1 - 0.05 ** (1 / 300)])
    assert series["once"] == {"x": pytest.approx([1 / 300]), "y": pytest.approx([(299 / 300) ** 300])}


def test_published_limits() -> None:
    """
    experience.md, L13: none of 300 gives at most 0.99%, exact and one-sided; none of 50 at most 7.1% and 25 of 100
    17.5% to 34.3%, both Wilson's, two-sided. His lower end is what the upper end of the successes leaves.
    """
    assert known(300, 0)["exact"] == pytest.approx(0.0099, abs=5e-5)
    assert known(300, 0)["exact"] == pytest.approx(3 / 300, rel=0.01)  # the rule of three
    assert known(50, 0)["wilson"] == pytest.approx(0.071, abs=5e-4)
    assert known(100, 25)["wilson"] == pytest.approx(0.343, abs=5e-4)
    assert 1 - known(100, 75)["wilson"] == pytest.approx(0.175, abs=5e-4)


def test_most_of_the_difference_is_one_side_or_two() -> None:
    """For none of 300, an exact two-sided limit is 1 - 0.025^(1/300) = 1.22%, near Wilson's 1.26%."""
    two_sided = 1 - 0.025 ** (1 / 300)
    found = known(300, 0)
    assert found["wilson"] == pytest.approx(0.0126, abs=5e-5)
    assert two_sided - found["exact"] > 5 * (found["wilson"] - two_sided)


def test_ten_times_as_many_tests() -> None:
    """None of 3,000: 1 - 0.05^(1/3000) = 0.0998%; one: (1 - p)^3000 + 3000 p (1 - p)^2999 = 0.05 at 0.158%."""
    assert known(3000, 0)["exact"] == pytest.approx(0.000998, abs=5e-7)
    p = known(3000, 1)["exact"]
    assert p == pytest.approx(0.00158, abs=5e-6)
    assert (1 - p) ** 3000 + 3000 * p * (1 - p) ** 2999 == pytest.approx(0.05)


def test_limits_with_failures() -> None:
    """
    10 of 200: at most 1 - 0.917, the exact one-sided bound of the worked example. 2 of 50: Wilson's interval is
    (p + z^2 / 2n + z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n), which ends at 13.5%.
    """
    assert known(200, 10)["exact"] == pytest.approx(1 - 0.917, abs=5e-4)
    z, n, p = NormalDist().inv_cdf(0.975), 50, 0.04
    wilson = (p + z * z / (2 * n) + z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n)
    assert known(50, 2)["wilson"] == pytest.approx(wilson)
    assert known(50, 2)["wilson"] == pytest.approx(0.135, abs=5e-4)


def test_the_curve_is_the_binomial() -> None:
    found = compute("zero-failures", tests=20, failures=10, confidence=0.95)["series"]["passes"]
    for rate, chance in zip(found["x"], found["y"], strict=True):
        exact = sum(math.comb(20, k) * rate**k * (1 - rate) ** (20 - k) for k in range(11))
        assert chance == pytest.approx(exact, abs=1e-8)
