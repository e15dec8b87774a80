"""A rate per token and exact match on whole answers."""

from __future__ import annotations

import math

import pytest

from tests.core.test_moving_figures import compute


def size_of(rate: float, exponent: float) -> float:
    """Where exp(-N^-k) is this rate."""
    return (-math.log(rate)) ** (-1 / exponent)


@pytest.mark.parametrize(("rate", "tokens", "matched"), [(0.9, 5, 0.5905), (0.9, 20, 0.1216), (0.99, 20, 0.8179)])
def test_exact_match_is_a_power_of_the_rate(rate: float, tokens: int, matched: float) -> None:
    """p^T: 0.9^5, 0.9^20 and 0.99^20."""
    found = compute("emergence-by-metric", tokens=tokens, exponent=0.5, size=size_of(rate, 0.5))["readings"]
    assert found["right"] == pytest.approx(rate)
    assert found["matched"] == pytest.approx(matched, abs=5e-5)
    assert found["wrong"] == pytest.approx(tokens * (1 - rate))


def test_the_example_of_the_page() -> None:
    """exp(-N^-0.5) at sizes 4 to 1,024, and its 20th power, exp(-20 N^-0.5)."""
    for size, root in ((4, 2), (16, 4), (64, 8), (256, 16), (1024, 32)):
        found = compute("emergence-by-metric", tokens=20, exponent=0.5, size=size)
        assert found["readings"]["right"] == pytest.approx(math.exp(-1 / root))
        assert found["readings"]["matched"] == pytest.approx(math.exp(-20 / root))
        assert found["series"]["here"] == {
            "x": [size, size],
            "y": [pytest.approx(math.exp(-n / root)) for n in (1, 20)],
        }


def test_half_of_the_answers_match() -> None:
    """T N^-k = ln 2 has the solution N = (T / ln 2)^(1 / k)."""
    found = compute("emergence-by-metric", tokens=20, exponent=0.7, size=1)
    half = found["readings"]["half"]
    assert half == pytest.approx((20 / math.log(2)) ** (1 / 0.7))
    assert found["series"]["half"] == {"x": [half], "y": [0.5]}
    assert compute("emergence-by-metric", tokens=20, exponent=0.7, size=half)["readings"]["matched"] == pytest.approx(
        0.5
    )


def test_what_lies_beyond_the_axis_is_not_drawn() -> None:
    """With 100 tokens and an exponent of 0.3 half of the answers match at a size of 16 million."""
    found = compute("emergence-by-metric", tokens=100, exponent=0.3, size=1)
    assert found["readings"]["half"] == pytest.approx((100 / math.log(2)) ** (1 / 0.3))
    assert found["series"]["half"] == {}


def test_longer_answers_shift_the_same_curve() -> None:
    """exp(-T N^-k) at T^(1 / k) N is exp(-N^-k): on a logarithmic axis exact match is the curve of one token, moved."""
    found = compute("emergence-by-metric", tokens=100, exponent=0.5, size=1)["series"]
    moved = found["exact"]["y"][80:]  # the axis has 20 points for a factor of ten, and 100^2 is four of these
    assert moved == pytest.approx(found["token"]["y"][:21])
