"""The chance of a catch before the harm is done, by audit budget."""

from __future__ import annotations

from statistics import NormalDist

import pytest

from tests.core.test_moving_figures import compute

NORMAL = NormalDist()


@pytest.mark.parametrize("separation", [0, 1.5, 4])
@pytest.mark.parametrize("needed", [1, 20])
@pytest.mark.parametrize("budget", [0.0001, 0.002, 0.05])
def test_outcomes_of_an_attempt(separation: float, needed: int, budget: float) -> None:
    """
    The threshold is the score that a share b of honest actions exceeds, so attacks exceed it with Phi(d' - z) where z
    = Phi^-1(1 - b). Auditors recognize 90%; what exceeds the threshold for 5% is replaced. Of catch and success,
    success comes first m times in a row with (p_s / (p_s + p_c))^m, and p_s / p_c successes are expected before the
    catch.
    """
    audited, suspicious = (1 - NORMAL.cdf(NORMAL.inv_cdf(1 - share) - separation) for share in (budget, 0.05))
    caught, succeeds = 0.9 * audited, 1 - suspicious + 0.1 * audited
    found = compute("audit-budget", budget=budget, separation=separation, needed=needed)
    readings = found["readings"]
    assert readings["caught"] == pytest.approx(caught)
    assert readings["replaced"] == pytest.approx(suspicious - audited, abs=1e-9)
    assert readings["succeeds"] == pytest.approx(succeeds)
    assert readings["intime"] == pytest.approx(1 - (succeeds / (succeeds + caught)) ** needed)
    assert readings["first"] == pytest.approx(succeeds / caught)
    assert found["series"]["here"]["y"][1] == pytest.approx(1 - (1 - caught) ** needed)


@pytest.mark.parametrize("separation", [0, 2, 4])
def test_one_success_has_a_curve_of_its_own(separation: float) -> None:
    """For a harm that takes one success the chance is p_c / (p_s + p_c), however many another takes."""
    three, one = (compute("audit-budget", budget=0.002, separation=separation, needed=n)["series"] for n in (3, 1))
    audited, suspicious = (1 - NORMAL.cdf(NORMAL.inv_cdf(1 - share) - separation) for share in (0.0001, 0.05))
    caught, succeeds = 0.9 * audited, 1 - suspicious + 0.1 * audited
    assert three["once"]["y"] == one["both"]["y"]
    assert three["once"]["y"][0] == pytest.approx(caught / (succeeds + caught))


def test_a_blind_monitor_audits_at_random() -> None:
    """Without separation an audit of 5% sees 5% of the attacks: 4.5% are caught, and nothing is left to replace."""
    found = compute("audit-budget", budget=0.05, separation=0, needed=1)["readings"]
    assert found["caught"] == pytest.approx(0.045)
    assert found["intime"] == pytest.approx(0.045)


@pytest.mark.parametrize("separation", [0, 2, 4])
def test_more_budget_and_more_acts_help(separation: float) -> None:
    """Audits turn replaced attempts into catches, so both curves rise; they meet where all of the 5% is audited."""
    one, ten = (compute("audit-budget", budget=0.002, separation=separation, needed=n)["series"] for n in (1, 10))
    for name in ("both", "audits"):
        assert one[name]["y"] == sorted(one[name]["y"])
        assert all(few < many for few, many in zip(one[name]["y"], ten[name]["y"], strict=True))
    assert one["both"]["y"][-1] == pytest.approx(one["audits"]["y"][-1])
