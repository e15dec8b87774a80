"""Stems that are alike are found without comparing each with all others."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.core.model.questions import Option, SingleQuestion
from macros.core.model.reading import read_library
from macros.core.quiz.bank import Bank, pairs_alike

WORDS = st.frozensets(st.sampled_from("abcdefghijkl"), max_size=12)


@given(st.lists(WORDS, max_size=12), st.sampled_from([0.5, 0.6, 0.8, 0.9, 1.0]))
def test_each_set_is_found_with_the_first_that_is_like_it(sets: list[frozenset[str]], least: float) -> None:
    shares = {
        (b, a): len(sets[a] & sets[b]) / max(1, len(sets[a] | sets[b])) for a, b in combinations(range(len(sets)), 2)
    }
    pairs = sorted(pair for pair, share in shares.items() if share >= least)
    first = dict(reversed(pairs))
    assert list(pairs_alike(sets, least)) == [(b, first[b], shares[b, first[b]]) for b in sorted(first)]


def test_a_thousand_equal_sets_are_not_a_million_pairs() -> None:
    assert len(list(pairs_alike([frozenset("abcd")] * 1000, 0.8))) == 999


def test_at_the_limit() -> None:
    sets = [frozenset("abcd"), frozenset("abcde"), frozenset("abcdef"), frozenset(), frozenset()]
    assert list(pairs_alike(sets, 0.8)) == [(1, 0, 0.8), (2, 1, 5 / 6)]


@pytest.mark.parametrize(
    ("texts", "longest", "shortest"),
    [  # the right option first; of three options chance picks each once in three
        (["aa", "b", "c"], 3.0, 0.0),
        (["a", "bb", "cc"], 0.0, 3.0),
        (["aa", "bb", "c"], 1.5, 0.0),
        (["a", "b", "cc"], 0.0, 1.5),
        (["a", "b", "c"], 1.5, 1.5),
        (["aa", "b", "ccc"], 0.0, 0.0),
    ],
)
def test_the_longest_and_the_shortest_with_ties(texts: list[str], longest: float, shortest: float, small: Path) -> None:
    library, _ = read_library(small)
    assert library
    alpha = library.concepts["alpha"]
    (question,) = alpha.questions
    assert isinstance(question, SingleQuestion)
    options = tuple(Option(id=f"o{n}", text=text, why="So.", correct=n == 0) for n, text in enumerate(texts))
    asked = alpha.model_copy(update={"questions": (question.model_copy(update={"options": options}),)})
    bank = Bank(replace(library, concepts={"alpha": asked}))
    assert (bank.longest_ratio(), bank.shortest_ratio()) == (longest, shortest)
