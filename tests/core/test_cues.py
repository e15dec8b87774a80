"""What the form of options gives away, and when the check says so."""

from __future__ import annotations

import json
import random

import pytest

from macros.core.quiz.cues import (
    Asked,
    absolutes,
    features,
    gives_reason,
    guesses,
    hedges,
    refers_back,
    roots,
    shared,
    times_chance,
)
from tests.projects import ROOT

BEFORE = [
    Asked(one["stem"], tuple(one["options"]), one["right"])
    for one in json.loads((ROOT / "tests/bank-before-cues.json").read_text("utf-8"))
]
"""The single-choice questions of the first bank, which nobody had checked for cues."""


def test_the_guesser_finds_the_cues_of_the_first_bank() -> None:
    assert len(BEFORE) == 152
    assert round(times_chance(BEFORE, guesses(BEFORE)), 2) == 1.86


def test_without_cues_the_guesser_is_no_better_than_chance() -> None:
    ratios = []
    for seed in range(8):
        keys = random.Random(seed)
        mixed = [one._replace(right=keys.randrange(len(one.options))) for one in BEFORE]
        ratios.append(times_chance(mixed, guesses(mixed)))
    assert 0.85 < sum(ratios) / len(ratios) < 1.15
    assert max(ratios) < 1.4


def test_a_question_does_not_teach_the_guesser_its_own_answer() -> None:
    alone = Asked("Why?", ("It may be so.", "It is never so.", "It is red."), 0)
    (guess,) = guesses([alone])
    assert guess == pytest.approx((1 / 3, 1 / 3))


def test_options_that_are_alike_share_the_credit() -> None:
    same = [Asked("Why?", (f"Word{n}", f"Term{n}", f"Name{n}"), n % 3) for n in range(9)]
    assert [round(guess.credit, 6) for guess in guesses(same)] == [round(1 / 3, 6)] * 9


def test_no_question_is_no_credit() -> None:
    assert (guesses([]), times_chance([], [])) == ([], 0.0)


def test_features_are_centered() -> None:
    for asked in BEFORE[:5]:
        assert [round(sum(column), 9) for column in zip(*features(asked), strict=True)] == [0.0] * 10


@pytest.mark.parametrize(
    ("text", "hedged", "absolute", "reason"),
    [
        ("It may often help", 2, 0, False),
        ("It always helps every model", 0, 2, False),
        ("It fails because raters tire", 0, 0, True),
        ("The loss is smaller, so the model stops", 0, 0, True),
        ("It scores as well as people", 0, 0, False),
        ("So far nobody has tried", 0, 0, False),
        ("Its mayor is notable", 0, 0, False),
    ],
)
def test_cues_of_an_option(text: str, hedged: int, absolute: int, reason: bool) -> None:
    assert (hedges(text), absolutes(text), gives_reason(text)) == (hedged, absolute, reason)


def test_words_shared_with_the_stem() -> None:
    assert roots("The rewards are for it") == {"reward"}
    assert shared("Rewards rise", "What does the reward do?") == 0.5
    assert shared("it", "it") == 0.0


@pytest.mark.parametrize(
    ("items", "found"),
    [
        (("Write a draft", "Rate the draft"), (1, "the draft")),
        (("Rate the finished drafts", "Write two drafts"), (0, "the finished drafts")),
        (("Train a model", "Then test it"), (1, "Then")),
        (("Sample again", "Train on pairs"), (0, "again")),
        (("Write a draft", "Rate responses", "Train the policy"), None),
        (("Collect the labels", "Fit the reward model"), None),
        (("A set", "The set"), None),
    ],
)
def test_words_that_give_an_order_away(items: tuple[str, ...], found: tuple[int, str] | None) -> None:
    assert refers_back(items) == found
