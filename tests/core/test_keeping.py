"""When readers are reminded of a copy, when the browser is asked, and what becomes of a note changed twice."""

from __future__ import annotations

from typing import Any

import pytest

from tests.node import run_module

# Opens a log with so many answers, does one thing after the other, and tells after each whether a copy is due, and what
# is kept about copies.
COPIES = """
import { readFileSync } from "node:fs";
const { kept, steps } = JSON.parse(readFileSync(0, "utf-8"));
const map = new Map(kept === null ? [] : [["atlas.saved", kept]]);
globalThis.WORDS = {};
globalThis.HTMLScriptElement = class {};
globalThis.localStorage = {
  get length() { return map.size; },
  key: (place) => [...map.keys()][place],
  getItem: (key) => map.get(key) ?? null,
  setItem: (key, value) => map.set(key, value),
  removeItem: (key) => map.delete(key),
};
globalThis.document = { createElement: () => ({ click() {} }) };
globalThis.setTimeout = () => {};
URL.createObjectURL = () => "";
const { persistAfter, reminderDue, saveCopy } = await import("./web/scripts/keeping.mjs");
const { openLog } = await import("./web/scripts/progress.mjs");
const log = openLog(() => localStorage);
let asked = 0;
Object.defineProperty(globalThis, "navigator", { value: { storage: { persist: async () => (asked += 1) } } });
const answer = () => log.append({ question: "a.b", rev: 1, answer: "x", verdict: "right" });
const actions = {
  answer,
  mark: () => log.mark("a", true),
  save: () => saveCopy(log),
  clear: () => log.clear(),
  persist: () => persistAfter(log),
  answers: () => { answer(); persistAfter(log); },
};
const due = [];
for (const [name, times] of steps) {
  for (let time = 0; time < times; time += 1) actions[name]();
  due.push(reminderDue(log));
}
console.log(JSON.stringify({ due, asked, kept: map.get("atlas.saved"), flag: map.get("atlas.persist") ?? null }));
"""
CHECKED = """
import { readFileSync } from "node:fs";
globalThis.WORDS = {};
globalThis.HTMLScriptElement = class {};
const { copiesOf } = await import("./web/scripts/keeping.mjs");
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf-8")).map((value) => copiesOf(value, 50))));
"""
NOTES = """
import { readFileSync } from "node:fs";
globalThis.WORDS = {};
globalThis.HTMLScriptElement = class {};
const { draftOf, firstWords, joined } = await import("./web/scripts/notes.mjs");
const { both, lines, drafts } = JSON.parse(readFileSync(0, "utf-8"));
const kept = both.map((given) => joined(...given));
console.log(JSON.stringify({ joined: kept, lines: lines.map(firstWords), drafts: drafts.map(draftOf) }));
"""


def after(*steps: tuple[str, int], kept: str | None = None) -> Any:
    return run_module(COPIES, {"kept": kept, "steps": steps})


def test_a_copy_is_due_after_a_hundred_events_and_again_after_the_next_hundred() -> None:
    steps = [("answer", 98), ("mark", 1), ("answer", 1), ("save", 1), ("answer", 99), ("mark", 1)]
    found = after(*steps)
    assert found["due"] == [False, False, True, False, False, True]
    assert found["kept"] == '{"saved":100,"later":0}'


def test_what_was_put_off_counts_like_a_copy() -> None:
    found = after(("answer", 149), ("answer", 1), kept='{"saved": 20, "later": 50}')
    assert found["due"] == [False, True]
    found = after(("answer", 120), ("answer", 80), ("clear", 1), ("answer", 99), ("answer", 1))
    assert found["due"] == [True, True, False, False, True]


def test_after_all_is_deleted_a_copy_is_due_after_a_hundred_again() -> None:
    found = after(("answer", 150), ("save", 1), ("clear", 1), ("answer", 99), ("answer", 1))
    assert found["due"] == [True, False, False, False, True]


@pytest.mark.parametrize("kept", ["{", "[]", "7", "null", '"x"', '{"saved": "many", "later": -5}', '{"saved": null}'])
def test_what_is_kept_about_copies_may_be_damaged(kept: str) -> None:
    assert after(("answer", 99), ("answer", 1), kept=kept)["due"] == [False, True]


def test_numbers_of_copies_are_whole_and_not_more_than_there_is() -> None:
    given = [{"saved": 12.5, "later": 70}, {"saved": 50, "later": -1}, {"saved": "9"}, [], None]
    zero = {"saved": 0, "later": 0}
    assert run_module(CHECKED, given) == [{"saved": 12, "later": 50}, {"saved": 50, "later": 0}, zero, zero, zero]


def test_the_browser_is_asked_once_after_ten_answers() -> None:
    assert after(("mark", 20), ("answers", 9))["asked"] == 0
    found = after(("mark", 20), ("answers", 10))
    assert (found["asked"], found["flag"]) == (1, "asked"), "before the browser answers"
    assert after(("answers", 40), ("persist", 1))["asked"] == 1


def test_a_note_that_was_changed_in_two_places_has_both() -> None:
    long = "x" * 11_000
    both = {
        ("a", "a b", "a"): "a b",
        ("a", "a", "c"): "c",
        ("a", "a", ""): "",
        ("a", "a b", "a c"): "a c\n\na b",
        ("a", "a b", ""): "a b",
        ("a", "", "a c"): "a c",
        ("a", "a b c", "a b"): "a b c",
        ("", long, f"y{long[1:]}"): long,
    }
    assert run_module(NOTES, {"both": list(both), "lines": [], "drafts": []})["joined"] == list(both.values())


def test_the_first_words_of_a_note_are_one_line() -> None:
    lines = {
        " \n one\n\n two ": "one two",
        "x" * 60: "x" * 60,
        "x" * 61: "x" * 60 + "…",
        "word " * 20: "word " * 11 + "word…",
        "😀" * 61: "😀" * 60 + "…",
        "one" + " " * 700 + "two": "one two",
        "": "",
    }
    found = run_module(NOTES, {"both": [], "lines": list(lines), "drafts": []})["lines"]
    assert found == list(lines.values())


def test_a_damaged_draft_of_a_note_counts_as_none() -> None:
    good = {"note": "a", "base": ""}
    bad: list[Any] = [None, [], "x", {}, {"note": "a"}, {"note": 1, "base": ""}, {"note": "x" * 20_001, "base": ""}]
    assert run_module(NOTES, {"both": [], "lines": [], "drafts": [good, *bad]})["drafts"] == [good, *[None] * len(bad)]
