"""Best of n by verdicts on answers and on steps."""

import itertools
import math
from typing import Any

import pytest

from tests.core.test_moving_figures import compute

SOUND = 0.85**6


def at(found: dict[str, Any], series: str, n: int) -> float:
    one = found["series"][series]
    return float(one["y"][one["x"].index(n)])


def test_luck_sets_a_ceiling_on_verdicts_on_answers() -> None:
    """Of right answers s / (s + (1 - s) g) are sound: 0.8583 for s = 0.85^6, g = 0.1; 6/7 for s = 0.6, g = 0.25."""
    for sound, luck, ceiling in [(SOUND, 0.1, 0.8583), (0.6, 0.25, 6 / 7)]:
        found = compute("step-verifiers", sound=sound, luck=luck, passed=0)["readings"]
        assert found["outcome"] == pytest.approx(ceiling, abs=5e-5)
        assert found["lucky"] == pytest.approx(1 - sound / (sound + (1 - sound) * luck))
        assert found["steps"] == pytest.approx(1)
        assert found["answer"] == pytest.approx(1)


def test_verdicts_without_errors_find_any_sound_solution() -> None:
    """1 - (1 - s)^n: 0.8948 for eight steps at 0.9 and n = 4."""
    found = compute("step-verifiers", sound=0.9**8, luck=0.25, passed=0)
    assert at(found, "steps", 4) == pytest.approx(0.8948, abs=5e-5)
    for n in (1, 2, 8, 32):
        assert at(found, "steps", n) == pytest.approx(1 - (1 - 0.9**8) ** n)


def test_verdicts_with_errors() -> None:
    """0.95 of what is good passes and 0.20 of what is bad: 0.68 and 0.80 of the picks are sound at n = 16."""
    found = compute("step-verifiers", sound=SOUND, luck=0.1, passed=0.2)
    assert at(found, "outcome", 16) == pytest.approx(0.68, abs=0.005)
    assert at(found, "steps", 16) == pytest.approx(0.80, abs=0.005)
    right = SOUND + (1 - SOUND) * 0.1
    answers = SOUND * 0.95 / (right * 0.95 + (1 - right) * 0.2)
    steps = (0.85 * 0.95 / (0.85 * 0.95 + 0.15 * 0.2)) ** 6
    assert [found["readings"][one] for one in ("outcome", "steps")] == pytest.approx([answers, steps])


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_the_pick_is_the_sum_over_all_samples(n: int) -> None:
    """Each sample is sound, lucky or wrong and passes or not; the pick is even among those that pass, or among all."""
    sound, luck, passed, good = 0.4, 0.25, 0.2, 0.95
    step = sound ** (1 / 6)
    kinds = {"sound": sound, "lucky": (1 - sound) * luck, "wrong": (1 - sound) * (1 - luck)}
    any_passes = (step * good + (1 - step) * passed) ** 6
    flawed = (any_passes - (step * good) ** 6) / (1 - sound)
    rates = {
        "outcome": {"sound": good, "lucky": good, "wrong": passed},
        "steps": {"sound": good**6, "lucky": flawed, "wrong": flawed},
    }
    found = compute("step-verifiers", sound=sound, luck=luck, passed=passed)
    for series, verdict, wanted in [
        ("outcome", "outcome", {"sound"}),
        ("steps", "steps", {"sound"}),
        ("answer", "outcome", {"sound", "lucky"}),
    ]:
        rate, total = rates[verdict], 0.0
        for samples in itertools.product(itertools.product(kinds, (True, False)), repeat=n):
            chance = math.prod(kinds[kind] * (rate[kind] if ok else 1 - rate[kind]) for kind, ok in samples)
            pool = [kind for kind, ok in samples if ok] or [kind for kind, _ in samples]
            total += chance * sum(kind in wanted for kind in pool) / len(pool)
        assert at(found, series, n) == pytest.approx(total)
