"""Which questions a session asks, and in which order."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from tests.node import run_module

PROGRAM = """
import { readFileSync } from "node:fs";
import { choose, scopeOf, within } from "./web/scripts/scope.mjs";
const { wanted, known, seed } = JSON.parse(readFileSync(0, "utf-8"));
const scope = scopeOf(new URLSearchParams(wanted));
const all = { ...known, latest: new Map(Object.entries(known.latest)) };
const shown = { ...scope, count: Number.isFinite(scope.count) ? scope.count : "all" };
console.log(JSON.stringify({ scope: shown, within: within(scope, all), chosen: choose(scope, all, seed) }));
"""


def concept(category: str, **questions: str) -> dict[str, Any]:
    """A concept with a question of each name, of the type given."""
    return {
        "title": "",
        "href": "",
        "category": category,
        "questions": {name.replace("__", "."): [1, kind, "recall"] for name, kind in questions.items()},
    }


BANK = {
    "concepts": {
        "a": concept("x", a__1="single", a__2="numeric", a__3="recall"),
        "b": concept("x", b__1="single", b__2="recall"),
        "c": concept("y", c__1="single", c__2="recall"),
        "d": concept("y", d__1="recall"),
    },
    "categories": {"x": "X", "y": "Y"},
}
PLANS = {"session": "", "concepts": {}, "paths": {"p": {"parts": [["", ["c", "a"]], ["", ["d"]]], "label": "P"}}}


def asked(wanted: str, seed: str = "1", **known: Any) -> Any:
    given = {"bank": BANK, "plans": PLANS, "latest": {}, "due": [], "fresh": [], "sure": [], "done": []} | known
    return run_module(PROGRAM, {"wanted": wanted, "known": given, "seed": seed})


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("concept=a", ["a.1", "a.2", "a.3"]),
        ("concept=a&concept=d", ["a.1", "a.2", "a.3", "d.1"]),
        ("concept=gone", []),
        ("category=y", ["c.1", "c.2", "d.1"]),
        ("category=x&type=single", ["a.1", "b.1"]),
        ("path=p", ["c.1", "c.2", "a.1", "a.2", "a.3", "d.1"]),
        ("path=p&part=2", ["d.1"]),
        ("path=p&part=7", []),
        ("path=gone&type=numeric", ["a.2"]),
        ("path=constructor&type=numeric", ["a.2"]),
        ("mode=interview&path=p", ["c.2", "a.3", "d.1"]),
        ("question=b.2&type=single", ["b.2"]),
        ("question=b.9", []),
        ("standing=missed", ["a.1"]),
        ("standing=right", ["b.1"]),
        ("standing=new&category=x", ["a.2", "a.3", "b.2"]),
        ("standing=changed", ["c.1"]),
        ("standing=due", ["c.2", "a.1", "d.1"]),
        ("standing=due&category=y", ["c.2", "d.1"]),
        ("standing=sure", ["a.1"]),
        ("standing=odd&category=y", ["c.1", "c.2", "d.1"]),
    ],
)
def test_the_questions_of_a_scope(wanted: str, names: list[str]) -> None:
    latest = {
        "a.1": {"rev": 1, "verdict": "wrong"},
        "b.1": {"rev": 1, "verdict": "right"},
        "c.1": {"rev": 2, "verdict": "right"},
    }
    assert asked(wanted, latest=latest, due=["c.2", "a.1"], fresh=["d.1"], sure=["a.1"])["within"] == names


@pytest.mark.parametrize(
    ("wanted", "count"),
    [("", 10), ("count=3", 3), ("count=", "all"), ("count=-1", 10), ("count=x", 10), ("count=2.7", 2),
     ("standing=due", "all"), ("standing=due&count=4", 4), ("mode=interview", 5)],
)  # fmt: skip
def test_how_many_are_asked(wanted: str, count: int | str) -> None:
    assert asked(wanted)["scope"]["count"] == count


def test_what_was_missed_comes_before_what_is_new_and_that_before_what_is_known() -> None:
    right, wrong = {"rev": 1, "verdict": "right"}, {"rev": 1, "verdict": "wrong"}
    latest = {"a.1": right, "a.2": wrong, "b.1": wrong, "c.1": right}
    for seed in "123456":
        assert asked("count=1", seed, latest=latest, sure=["b.1"])["chosen"] == ["b.1"]
        assert set(asked("count=2", seed, latest=latest, sure=["b.1"])["chosen"]) == {"b.1", "a.2"}
        assert not {"a.1", "c.1"} & set(asked("count=6", seed, latest=latest, sure=["b.1"])["chosen"])
        assert len(asked("count=", seed, latest=latest)["chosen"]) == 8


def test_what_was_seen_today_waits_for_what_is_new() -> None:
    wrong = {"rev": 1, "verdict": "wrong"}
    for seed in "123":
        known = {"latest": {"a.1": wrong, "b.1": wrong}, "sure": ["a.1"], "done": ["a.1"]}
        assert "b.1" in asked("count=1", seed, **known)["chosen"]
        assert "a.1" not in asked("count=7", seed, **known)["chosen"]


def test_the_same_seed_gives_the_same_questions_and_another_one_others() -> None:
    chosen = [asked("count=4", seed)["chosen"] for seed in "aabcdefg"]
    assert chosen[0] == chosen[1]
    assert len({tuple(names) for names in chosen}) > 4


def test_two_questions_of_a_concept_do_not_follow_each_other_as_long_as_there_are_others() -> None:
    for seed in "123456":
        names = asked("type=single&type=recall&count=6", seed)["chosen"]
        pairs = [(one[0], other[0]) for one, other in pairwise(names)]
        same = [place for place, (one, other) in enumerate(pairs) if one == other]
        assert all(place >= len(pairs) - 2 for place in same), names


def test_what_is_due_keeps_its_order() -> None:
    assert asked("standing=due&count=2", due=["c.2", "a.1", "b.1"], fresh=["d.1"])["chosen"] == ["c.2", "a.1"]


def test_an_interview_is_spread_along_the_path() -> None:
    assert asked("mode=interview&path=p&count=3")["chosen"] == ["c.2", "a.3", "d.1"]
    for seed in "123":
        first, last = asked("mode=interview&count=2", seed)["chosen"]
        assert first in ("a.3", "b.2")
        assert last in ("c.2", "d.1")
