"""How many flags are right where bad cases are rare."""

from __future__ import annotations

import math
from statistics import NormalDist

import pytest

from tests.core.test_moving_figures import compute

NORMAL = NormalDist()


@pytest.mark.parametrize(("base", "precision"), [(0.5, 0.988), (0.01, 0.457), (0.001, 0.077)])
def test_an_auroc_of_99_percent_is_not_enough(base: float, precision: float) -> None:
    """AUROC 0.99 is d' = 3.29; at 1% false alarms it catches 83.2%, and Bayes' rule gives the rest."""
    found = compute("rare-positives", alarms=0.01, auroc=0.99, base=base)["readings"]
    assert found["hits"] == pytest.approx(0.8324, abs=5e-5)
    assert found["precision"] == pytest.approx(precision, abs=5e-4)
    assert found["wrong"] == pytest.approx((1 - base) * 0.01 / (base * found["hits"]))


def test_how_far_a_better_probe_helps() -> None:
    """d' = sqrt 2 * 1.2816 = 1.8124 at AUROC 0.9, and Phi(1.8124 - 2.3263) = 0.3036; by Bayes' rule 2.9% and 9.1%."""
    found = compute("rare-positives", alarms=0.01, auroc=0.9, base=0.001)["readings"]
    assert found["hits"] == pytest.approx(0.3036, abs=5e-5)
    assert found["precision"] == pytest.approx(0.0003036 / (0.0003036 + 0.00999), abs=5e-6)
    assert found["ceiling"] == pytest.approx(0.001 / (0.001 + 0.00999))


@pytest.mark.parametrize("auroc", [0.7, 0.7602, 0.9214, 0.999])
@pytest.mark.parametrize("alarms", [0.0001, 0.1])
def test_hits_are_those_of_two_normals(auroc: float, alarms: float) -> None:
    """AUROC = Phi(d' / sqrt 2), so d' = 1 has 0.7602 and d' = 2 has 0.9214; hits = Phi(d' + z) at the rate Phi(z)."""
    apart = math.sqrt(2) * NORMAL.inv_cdf(auroc)
    if auroc in (0.7602, 0.9214):
        assert apart == pytest.approx(1 if auroc < 0.8 else 2, abs=5e-4)
    hits = NORMAL.cdf(apart + NORMAL.inv_cdf(alarms))
    found = compute("rare-positives", alarms=alarms, auroc=auroc, base=0.01)
    assert found["readings"]["hits"] == pytest.approx(hits, rel=1e-9)
    for name, caught in (("right", hits), ("ceiling", 1)):
        one = found["series"][name]
        assert one["y"] == pytest.approx([rate * caught / (rate * caught + (1 - rate) * alarms) for rate in one["x"]])
