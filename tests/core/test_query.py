"""What queries mean, and which ones are kept, in Node: ``web/scripts/query.mjs`` and ``web/scripts/recent.mjs``."""

from __future__ import annotations

from typing import Any

import pytest

from tests.node import run_module

UNDERSTAND = """
import { readFileSync } from "node:fs";
import { understand } from "./web/scripts/query.mjs";
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf-8")).map(understand)));
"""
RECENT = """
import { readFileSync } from "node:fs";
import { openRecent } from "./web/scripts/recent.mjs";
const { kept, added, clear } = JSON.parse(readFileSync(0, "utf-8"));
const stored = new Map(kept === null ? [] : [["atlas-search-recent", kept]]);
const recent = openRecent(() => ({
  getItem: (key) => stored.get(key) ?? null,
  setItem: (key, value) => stored.set(key, value),
  removeItem: (key) => stored.delete(key),
}));
for (const query of added) recent.add(query);
if (clear) recent.clear();
console.log(JSON.stringify([recent.get(), stored.size]));
"""
DENIED = """
import { openRecent } from "./web/scripts/recent.mjs";
const denied = openRecent(() => { throw new DOMException("denied", "SecurityError"); });
const setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
const full = openRecent(() => ({ getItem: () => null, setItem, removeItem() {} }));
for (const recent of [denied, full]) {
  recent.add("dpo");
  recent.clear();
}
console.log(JSON.stringify([denied.get(), full.get()]));
"""


def understood(*queries: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run_module(UNDERSTAND, queries)
    return found


@pytest.mark.parametrize(
    ("query", "words", "dropped"),
    [
        ("how does RLHF work", ["rlhf"], ["how", "does", "work"]),
        ("What is RLHF?", ["rlhf"], ["What", "is"]),
        ("What’s a reward model?", ["reward", "model"], ["What’s", "a"]),
        ("how do you detect sleeper agents", ["detect", "sleeper", "agents"], ["how", "do", "you"]),
        ("reward reward", ["reward"], []),
        ("what is it", ["what", "is", "it"], []),
        ("β", ["beta"], []),
        ("π_ref", ["pi_ref"], []),
        (r"\pi_{\mathrm{ref}}", ["pi_ref"], []),
        ("$\\beta$ of DPO", ["beta", "dpo"], ["of"]),
        ("Gallé", ["galle"], []),
        ("pass@k 61%", ["pass@k", "61%"], []),
        ("?!", [], []),
        ("", [], []),
    ],
)
def test_fillers_drop_out(query: str, words: list[str], dropped: list[str]) -> None:
    (found,) = understood(query)
    assert (found["kind"], found["words"], found["dropped"]) == ("plain", words, dropped)


@pytest.mark.parametrize(
    ("query", "sides", "judged"),
    [
        ("DPO vs PPO", ["DPO", "PPO"], False),
        ("dpo vs. ppo?", ["dpo", "ppo?"], False),
        ("DPO versus PPO", ["DPO", "PPO"], False),
        ("dpo or ppo", ["dpo", "ppo"], False),
        ("compare lora and qlora", ["lora", "qlora"], False),
        ("difference between RLHF and RLAIF", ["RLHF", "RLAIF"], False),
        ("what is the difference between outer and inner alignment", ["outer", "inner alignment"], False),
        ("how do dpo and ppo differ", ["how do dpo", "ppo"], False),
        ("is dpo better than ppo", ["is dpo", "ppo"], True),
        ("which is better, dpo or ppo", ["which is better, dpo", "ppo"], True),
    ],
)
def test_two_things_are_compared(query: str, sides: list[str], judged: bool) -> None:
    (found,) = understood(query)
    assert (found["kind"], found["sides"], found["judged"]) == ("versus", sides, judged)


def test_a_comparison_with_one_side_compares_nothing() -> None:
    for found in understood("dpo vs", "vs dpo", "vs", "features and neurons", "dpo better than"):
        assert (found["kind"], found["sides"]) == ("plain", [])


def test_a_question_of_few_words_asks_for_a_term() -> None:
    terms = [found["term"] for found in understood("grokking", "What is “mixture of depths”?", "why is the sky blue")]
    assert terms == ["grokking", "mixture of depths", ""]


def test_long_queries_are_cut_and_read_at_once() -> None:
    (letters, words) = understood("a" * 10_000, "w " * 10_000)
    assert len(letters["text"]) == 200
    assert len(words["tokens"]) == 16


def kept(stored: str | None, *added: str, clear: bool = False) -> tuple[list[str], int]:
    """The recent queries that are offered, and how many things are stored."""
    found, size = run_module(RECENT, {"kept": stored, "added": added, "clear": clear})
    return found, size


def test_recent_queries_are_kept_once_the_newest_first() -> None:
    assert kept(None, "dpo", "kl", " DPO ")[0] == ["DPO", "kl"]
    assert kept(None, *(f"q{number}" for number in range(9)))[0] == ["q8", "q7", "q6", "q5", "q4", "q3"]
    assert kept(None, "", " ") == ([], 0)
    assert kept('["dpo"]', clear=True) == ([], 0)


@pytest.mark.parametrize(
    ("stored", "offered"),
    [
        ("{", []),
        ("null", []),
        ('{"length": 2}', []),
        ('"dpo"', []),
        ('[1, null, {}, ["a"], "dpo", "dpo", ""]', ["dpo"]),
        ('["<img src=x onerror=alert(1)>"]', ["<img src=x onerror=alert(1)>"]),
    ],
)
def test_damaged_queries_are_not_offered(stored: str, offered: list[str]) -> None:
    assert kept(stored)[0] == offered
    assert kept(stored, "kl")[0] == ["kl", *offered]


def test_stored_queries_are_cut() -> None:
    assert kept('["' + "a" * 5000 + '"]')[0] == ["a" * 200]


def test_storage_that_is_denied_or_full_keeps_nothing() -> None:
    assert run_module(DENIED) == [[], []]
