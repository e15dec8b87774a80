"""Probabilities at a temperature, and the gradient of the soft cross-entropy."""

from __future__ import annotations

import math

import pytest

from tests.core.test_moving_figures import compute


def softened(logits: tuple[float, ...], temperature: float) -> list[float]:
    odds = [math.exp(logit / temperature) for logit in logits]
    return [one / sum(odds) for one in odds]


@pytest.mark.parametrize(("temperature", "shares"), [(2, (0.6590, 0.2424, 0.0986)), (8, (0.4165, 0.3244, 0.2590))])
def test_logits_and_temperature_scale_together(temperature: float, shares: tuple[float, ...]) -> None:
    """Logits 4, 2 and 0.2 at 2 T are logits 2, 1 and 0.1 at T, here 1 and 4."""
    found = compute("softmax-temperature", temperature=temperature, third=0.2)
    assert found["series"]["teacher"]["y"] == pytest.approx(shares, abs=6e-5)


@pytest.mark.parametrize(("temperature", "gradient"), [(1, 0.229), (5, 0.0234)])
def test_the_example_of_the_page(temperature: float, gradient: float) -> None:
    """(q - p) / T for the third class of logits 4, 2, 0 and 3, 1, 2, computed here."""
    found = compute("softmax-temperature", temperature=temperature, third=0)
    teacher, student = softened((4, 2, 0), temperature), softened((3, 1, 2), temperature)
    assert found["series"]["teacher"]["y"] == pytest.approx(teacher)
    assert found["series"]["sharp"]["y"] == pytest.approx(softened((4, 2, 0), 1))
    assert found["series"]["student"]["y"] == pytest.approx(student)
    assert found["readings"]["gradient"] == pytest.approx((student[2] - teacher[2]) / temperature)
    assert found["readings"]["gradient"] == pytest.approx(gradient, rel=5e-3)
    assert found["readings"]["first"] == pytest.approx(softened((3, 1, 2), 1)[2] - softened((4, 2, 0), 1)[2])
    assert found["readings"]["scaled"] == pytest.approx(gradient * temperature**2, rel=5e-3)


@pytest.mark.parametrize("third", [-8, 0, 1])
def test_the_scaled_gradient_nears_a_difference_of_logits(third: float) -> None:
    """(z - v) / n for logits with mean zero (Hinton et al. 2015, §2.1); within 1% at T = 1,000."""
    found = compute("softmax-temperature", temperature=1000, third=third)["readings"]
    assert found["limit"] == pytest.approx((2 - 2 - (third - (6 + third) / 3)) / 3)
    assert found["scaled"] == pytest.approx(found["limit"], rel=0.01)
