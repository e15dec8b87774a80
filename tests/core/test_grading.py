"""Both graders on the cases of ``tests/grading.json``; what a case leaves out has its least value."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import asdict
from typing import Any

import pytest

from macros.core.model.questions import question_types
from macros.core.model.reading import read_library
from macros.core.quiz.grading import grade, key_of
from tests.node import run_module
from tests.projects import ROOT

SHARED = json.loads((ROOT / "tests/grading.json").read_text("utf-8"))
CASES = SHARED["cases"]
PROGRAM = """
import { readFileSync } from "node:fs";
import { grade, learnSums } from "./web/scripts/grading.mjs";
import { workedOut } from "./web/scripts/sums.mjs";
learnSums(workedOut);
const { keys, cases } = JSON.parse(readFileSync("tests/grading.json", "utf-8"));
const graded = cases.map(({ key, answer, lenient = true }) => grade(keys[key], answer, { lenient }));
console.log(JSON.stringify(graded));
"""


def wanted(case: dict[str, Any]) -> dict[str, Any]:
    return {"verdict": case["verdict"], "problem": case.get("problem", ""), "near": case.get("near"), **_parts(case)}


def _parts(case: dict[str, Any]) -> dict[str, Any]:
    return {"parts": case.get("parts", {})}


def named(case: dict[str, Any]) -> str:
    return f"{case['key']} {json.dumps(case['answer'])}{'' if case.get('lenient', True) else ' strict'}"


def test_there_are_enough_cases_and_none_twice() -> None:
    assert len(CASES) >= 120
    assert len({named(case) for case in CASES}) == len(CASES)
    assert {SHARED["keys"][case["key"]]["type"] for case in CASES} == set(question_types())


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("web/scripts/controls.mjs", r"export const controls = \{.*\b{}\b.*\};"),
        ("web/scripts/grading.mjs", r"^  {}\(key, answer"),
        ("web/scripts/answers.mjs", r"^    {}: "),
        ("macros/core/pages/templates/questions.html.j2", r'item\.type (?:== "{}"|in \([^)]*"{}"[^)]*\))'),
    ],
)
def test_each_type_is_known_where_no_type_checker_looks(path: str, pattern: str) -> None:
    text = (ROOT / path).read_text("utf-8")
    known = [name for name in question_types() if re.search(pattern.replace("{}", name), text, re.MULTILINE)]
    assert known == question_types()


@pytest.mark.parametrize("case", CASES, ids=named)
def test_python(case: dict[str, Any]) -> None:
    found = grade(SHARED["keys"][case["key"]], case["answer"], lenient=case.get("lenient", True))
    assert asdict(found) == wanted(case)


def test_javascript() -> None:
    found = run_module(PROGRAM)
    assert [(named(case), result) for case, result in zip(CASES, found, strict=True)] == [
        (named(case), wanted(case)) for case in CASES
    ]


def test_the_key_of_each_type_grades_its_own_answer_right(small_with_questions: Any) -> None:
    library, _ = read_library(small_with_questions)
    assert library
    right: dict[str, Any] = {
        "position": "first",
        "guess": "some",
        "vowels": ["vowel-a", "vowel-e"],
        "share": "29.2 %",
        "alphabet": ["alpha", "beta", "gamma", "delta"],
        "shapes": {"ox": "head", "house": "plan"},
        "parts": {"first": "alpha", "second": "beta"},
        "tell": {"text": "", "ticks": ["finding", "numbers", "worth"], "flags": []},
    }
    questions = library.concepts["alpha"].questions
    assert {q.id: grade(key_of(q), right[q.id]).verdict for q in questions} == dict.fromkeys(right, "right")


def test_shuffling_prefers_no_place() -> None:
    program = """
    import { shuffle } from "./web/scripts/grading.mjs";
    const place = (_, n) => shuffle(["a", "b", "c", "d"], `question ${n}`).indexOf("a");
    console.log(JSON.stringify(Array.from({ length: 1200 }, place)));
    """
    counts = Counter(run_module(program))
    # Four places, 1,200 seeds: 300 each, with a standard deviation of 15.
    assert all(abs(counts[place] - 300) < 4 * 15 for place in range(4)), counts


def test_sums_wait_for_their_part() -> None:
    program = """
    import { grade, readNumber } from "./web/scripts/grading.mjs";
    const key = { type: "numeric", value: 0.5, abs: 0.01, unit: "", near: [] };
    const given = ["1/2", "1-0.5", "-0.5", "half", "0.5 nats"];
    console.log(JSON.stringify([...given.map((text) => readNumber(text, "")), grade(key, "1-0.5").problem]));
    """
    assert run_module(program) == [0.5, "sum", -0.5, "number", "unit", "sum"]
