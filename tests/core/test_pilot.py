"""Answers for a study: what the file has, and what must never be in it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.node import run_module

PROGRAM = """
import { readFileSync } from "node:fs";
import { anonymous } from "./web/scripts/pilot.mjs";
import { isEvent } from "./web/scripts/progress.mjs";
const { events, bank } = JSON.parse(readFileSync(0, "utf-8"));
console.log(JSON.stringify({ text: anonymous(events, bank), known: events.every(isEvent) }));
"""
TYPES = ("single", "multiple", "numeric", "order", "match", "cloze", "recall", "later")
BANK = {"concepts": {"a": {"questions": {f"a.{kind}": [2, kind, "recall"] for kind in TYPES}}}, "categories": {}}
NAME = "Ada Lovelace"


def answer(kind: str, given: Any, number: int = 1, **fields: Any) -> dict[str, Any]:
    return {
        "schema": 1, "id": f"{number:08x}{'c0ffee' * 4}", "question": f"a.{kind}", "rev": 2,
        "time": "2026-11-20T10:00:00.000Z", "answer": given, "verdict": "wrong", "hints": 1, "confidence": "sure",
        "attempt": 0,
    } | fields  # fmt: skip


def exported(*events: dict[str, Any]) -> list[dict[str, Any]]:
    found = run_module(PROGRAM, {"events": events, "bank": BANK})
    assert found["known"], "the log would hold these events"
    assert found["text"].endswith("}\n")
    data = json.loads(found["text"])
    assert {key: data[key] for key in data if key != "answers"} == {"format": "alignment-atlas-pilot", "schema": 1}
    return list(data["answers"])


def told(kind: str, given: Any, **fields: Any) -> Any:
    [one] = exported(answer(kind, given, **fields))
    return one["answer"]


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("single", "b-2"),
        ("multiple", ["a", "c"]),
        ("multiple", []),
        ("order", ["c", "a", "b"]),
        ("match", {"one": "x", "two": "y"}),
        ("numeric", "0.25"),
        ("numeric", " 1/4 "),
        ("numeric", "2.5e-1"),
        ("numeric", "25%"),
    ],
)
def test_what_was_chosen_is_told(kind: str, given: Any) -> None:
    assert told(kind, given) == given


def test_an_answer_has_these_fields_and_no_more() -> None:
    assert exported(answer("single", "a", extra=NAME)) == [
        {
            "question": "a.single", "rev": 2, "verdict": "wrong", "answer": "a", "hints": 1, "confidence": "sure",
            "attempt": 0, "day": 0,
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("single", NAME),
        ("single", [NAME]),
        ("multiple", ["a", NAME]),
        ("multiple", "a"),
        ("order", [["a"]]),
        ("match", {"one": NAME}),
        ("match", {NAME: "x"}),
        ("match", ["x"]),
        ("numeric", NAME),
        ("numeric", f"25 {NAME}"),
        ("numeric", "1" * 25),
        ("numeric", 7),
        ("cloze", {"one": "policy"}),
        ("cloze", "policy"),
        ("later", "policy"),
        ("later", {"one": "policy"}),
        ("recall", {"text": NAME, "ticks": [NAME], "flags": []}),
        ("recall", {"text": NAME, "flags": []}),
        ("recall", NAME),
        ("single", None),
    ],
)
def test_what_was_typed_is_not(kind: str, given: Any) -> None:
    assert told(kind, given) is None


def test_of_an_open_answer_only_the_ticks_are_told() -> None:
    given = {"text": NAME, "ticks": ["first"], "flags": ["vague"], "name": NAME}
    assert told("recall", given) == {"ticks": ["first"], "flags": ["vague"]}


def test_an_answer_whose_type_is_not_known_is_not_told() -> None:
    assert told("single", "word", rev=1) is None, "another revision may have been of another type"
    assert told("single", "word", question="b.gone") is None
    assert told("single", "word", question="a.constructor") is None


def test_days_count_from_the_first_answer_and_order_tells_no_more() -> None:
    events = [
        answer("single", "a", 1, time="2026-11-22T10:00:05.000Z"),
        answer("single", "c", 2, time="2026-11-20T10:00:09.000Z", attempt=1),
        answer("single", "b", 3, time="2026-11-20T10:00:05.000Z"),
        answer("multiple", ["b"], 4, time="2026-11-20T23:00:00.000Z"),
        answer("single", "d", 5, time="2026-11-22T09:59:59.999Z"),
    ]
    found = exported(*events)
    assert [(one["question"], one["answer"], one["day"]) for one in found] == [
        ("a.multiple", ["b"], 0),
        ("a.single", "b", 0),
        ("a.single", "c", 0),
        ("a.single", "d", 1),
        ("a.single", "a", 2),
    ]
    assert exported(*events[::-1]) == found


def test_without_answers_the_file_is_empty() -> None:
    assert exported() == []


def test_nothing_that_names_the_reader_is_in_the_file() -> None:
    mark = {"schema": 2, "id": "ab" * 16, "concept": "dpo", "read": True, "time": "2026-10-20T10:00:00.000Z"}
    note = {"schema": 3, "id": "cd" * 16, "concept": "rlhf", "note": f"{NAME} says", "time": "2026-10-21T10:00:00.000Z"}
    events = [mark, note]
    givens: list[Any] = [NAME, [NAME], {NAME: NAME}, {"text": NAME, "ticks": ["x"], "flags": []}]
    for number, (kind, given) in enumerate(((kind, given) for kind in TYPES for given in givens), start=1):
        events.append(answer(kind, given, number, reader=NAME, time=f"2026-11-{number % 28 + 1:02}T10:11:12.345Z"))
    found = run_module(PROGRAM, {"events": events, "bank": BANK})
    text = found["text"]
    assert len(json.loads(text)["answers"]) == len(events) - 2
    assert not re.search(r"Ada|Lovelace|says|dpo|rlhf|c0ffee|abab|cdcd|\d{4}-\d\d|10:11|345", text)
