"""Which pages a misspelt address may have meant, in Node: ``web/scripts/missing.mjs``."""

from __future__ import annotations

from typing import Any

import pytest

from tests.node import run_module

PROGRAM = """
import { readFileSync } from "node:fs";
import * as names from "./web/scripts/names.mjs";
import { nearest } from "./web/scripts/missing.mjs";
const [name, ...values] = JSON.parse(readFileSync(0, "utf-8"));
console.log(JSON.stringify({ ...names, nearest }[name](...values)));
"""
PAGES = [["dpo", "direct-preference-optimization"], ["rlhf"], ["ppo"], ["reward-hacking", ""]]


def run(*call: Any) -> Any:
    """What a function of the module returns, given as its name and arguments."""
    return run_module(PROGRAM, call)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("", "", 0), ("abc", "", 3), ("rlhf", "rhlf", 1), ("abc", "axc", 1), ("abc", "abcd", 1), ("kitten", "sitting", 3)],
)
def test_distance(one: str, other: str, expected: int) -> None:
    assert run("distance", one, other) == expected
    assert run("distance", other, one) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/atlas/concepts/rhlf/", [1]),
        ("/concepts/Reward_Hakcing/index.html", [3]),
        ("/concepts/reward-haking.html", [3]),
        ("/direct-prefrence-optimisation", [0]),
        ("/concepts/ppo", [2, 0]),
        ("/concepts/d%70o/", [0, 2]),
        ("/concepts/%E0%A4%A/", []),
        ("/nothing-like-it/", []),
        ("/", []),
    ],
)
def test_the_nearest_pages(path: str, expected: list[int]) -> None:
    assert run("nearest", path, PAGES) == expected
