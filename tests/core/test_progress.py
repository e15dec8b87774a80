"""The log of a reader's answers, as the browser keeps it: what holds whatever is in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.node import conversation

PREFIX, EVENT, ASIDE = "alignment-atlas.", "alignment-atlas.event.", "alignment-atlas.aside."
Ask = Callable[..., Any]

# The runs are the same each time, and as slow as the machine.
steady = settings(
    deadline=None, derandomize=True, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

names = st.sampled_from(["dpo.beta", "dpo.data", "rlhf.kl", "hhh.order"])
answers = st.one_of(st.none(), st.text(max_size=12), st.lists(st.text(max_size=4), max_size=3))
events = st.fixed_dictionaries(
    {
        "schema": st.just(1),
        "id": st.integers(0, 40).map(lambda number: f"{number:032x}"),
        "question": names,
        "rev": st.integers(1, 3),
        "time": st.integers(0, 999).map(lambda number: f"2026-11-26T10:00:00.{number:03}Z"),
        "answer": answers,
        "verdict": st.sampled_from(["right", "partial", "wrong", "unknown"]),
        "hints": st.integers(0, 3),
        "confidence": st.sampled_from([None, "guess", "unsure", "sure"]),
        "attempt": st.integers(0, 4),
    }
)
logs = st.lists(events, max_size=12, unique_by=lambda event: event["id"])
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
broken = st.one_of(
    st.text(max_size=20),
    json_values.map(json.dumps),
    st.tuples(events, st.sampled_from(["id", "question", "rev", "time", "verdict", "hints", "schema", "answer"])).map(
        lambda pair: json.dumps({key: value for key, value in pair[0].items() if key != pair[1]})
    ),
    st.tuples(events, st.sampled_from(["id", "question", "rev", "time", "verdict", "hints"]), json_values).map(
        lambda parts: json.dumps({**parts[0], parts[1]: parts[2]})[:-1]
    ),
)


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """Asks the log in Node: ``ask("import", texts=[...])``."""
    with conversation("tests/core/progress.mjs") as asking:
        yield asking


def exported(log: list[dict[str, Any]]) -> str:
    return json.dumps({"format": "alignment-atlas-progress", "schema": 1, "events": log})


def ids(log: list[dict[str, Any]]) -> set[str]:
    return {event["id"] for event in log}


@steady
@given(log=logs)
def test_what_is_imported_is_there_and_importing_it_twice_changes_nothing(ask: Ask, log: list[dict[str, Any]]) -> None:
    once = ask("import", texts=[exported(log)])
    twice = ask("import", texts=[exported(log), exported(log)])
    assert once["events"] == sorted(log, key=lambda event: (event["time"], event["id"]))
    assert twice["events"] == once["events"] == once["again"] == twice["again"]
    assert twice["results"] == [{"added": len(log), "refused": 0}, {"added": 0, "refused": 0}]


@steady
@given(first=logs, second=logs)
def test_importing_is_commutative_and_loses_nothing(
    ask: Ask, first: list[dict[str, Any]], second: list[dict[str, Any]]
) -> None:
    one = ask("import", texts=[exported(first), exported(second)])
    other = ask("import", texts=[exported(second), exported(first)])
    assert one["events"] == other["events"] == one["again"]
    assert ids(one["events"]) == ids(first) | ids(second)
    assert all(event in first or event in second for event in one["events"])


@steady
@given(first=logs, second=logs, third=logs)
def test_importing_is_associative(ask: Ask, first: list[Any], second: list[Any], third: list[Any]) -> None:
    merged = exported(ask("import", texts=[exported(second), exported(third)])["events"])
    flat = ask("import", texts=[exported(first), exported(second), exported(third)])
    assert ask("import", texts=[exported(first), merged])["events"] == flat["events"]


@steady
@given(log=logs, bad=st.lists(json_values, max_size=4))
def test_bad_events_in_an_export_are_refused_and_the_good_ones_kept(ask: Ask, log: list[Any], bad: list[Any]) -> None:
    found = ask("import", texts=[exported([*bad, *log])])
    assert ids(found["events"]) == ids(log)
    assert found["results"] == [{"added": len(log), "refused": len(bad)}]


@steady
@given(log=logs, text=st.one_of(broken, st.just("{}"), st.just('{"format": "alignment-atlas-progress", "schema": 2}')))
def test_a_text_that_is_no_export_changes_nothing(ask: Ask, log: list[Any], text: str) -> None:
    found = ask("import", texts=[exported(log), text])
    assert found["results"][1] is None
    assert ids(found["events"]) == ids(log)


@steady
@given(log=logs, bad=st.lists(broken, max_size=5))
def test_a_corrupted_log_never_loses_its_good_entries(ask: Ask, log: list[Any], bad: list[str]) -> None:
    entries = {EVENT + event["id"]: json.dumps(event) for event in log}
    spoilt = {f"{EVENT}bad{position}": text for position, text in enumerate(bad)}
    found = ask("open", entries=entries | spoilt | {"other": "stays", f"{PREFIX}draft.x": "1"})
    assert ids(found["events"]) == ids(log)
    assert found["damaged"] == len(bad)
    assert found["left"]["other"] == "stays"
    for key, text in spoilt.items():
        assert found["left"][ASIDE + key.removeprefix(PREFIX)] == text, "what cannot be read is kept aside"


def test_entries_of_a_later_version_are_left_alone(ask: Ask) -> None:
    later = json.dumps({"schema": 4, "id": "ab", "anything": True})
    found = ask("open", entries={f"{EVENT}ab": later})
    assert found == {"events": [], "damaged": 0, "lasting": True, "left": {f"{EVENT}ab": later}}


@steady
@given(log=logs, room=st.integers(0, 6))
def test_a_full_storage_still_counts_everything_while_the_page_is_open(ask: Ask, log: list[Any], room: int) -> None:
    found = ask("import", texts=[exported(log)], room=room)
    assert ids(found["events"]) == ids(log)
    assert len(found["again"]) == min(room, len(log))
    assert found["lasting"] is (len(log) <= room)


def test_without_any_storage_answers_are_counted_and_can_be_exported(ask: Ask) -> None:
    found = ask("denied")
    assert found["lasting"] is False
    assert [event["question"] for event in found["events"]] == ["a.b"]
    assert json.loads(found["exported"])["events"] == found["events"]


@steady
@given(times=st.lists(st.integers(0, 2_000_000_000_000), min_size=1, max_size=6))
def test_the_latest_answer_is_the_last_given_also_if_the_clock_is_set_back(ask: Ask, times: list[int]) -> None:
    found = ask("answer", times=times)
    assert len(found["events"]) == len(times)
    assert len({event["time"] for event in found["events"]}) == len(times)
    assert found["latest"] == found["events"][-1]


@steady
@given(first=st.lists(names, max_size=4), second=st.lists(names, max_size=4))
def test_two_tabs_keep_what_both_answer(ask: Ask, first: list[str], second: list[str]) -> None:
    found = ask("tabs", first=first, second=second)
    assert sorted(event["question"] for event in found["after"]) == sorted(first + second)
    assert found["seen"] == [found["after"], found["after"]]


def test_a_change_of_another_tab_is_taken_without_reading_the_storage_again(ask: Ask) -> None:
    found = ask("tabs", first=["dpo.beta"] * 3, second=["dpo.data"] * 2)
    assert found["seen"] == [found["after"], found["after"]]
    assert found["reads"] == 0


@steady
@given(log=logs, more=logs, gone=st.sets(st.integers(0, 40)))
def test_changes_of_another_tab_leave_what_the_storage_holds(
    ask: Ask, log: list[Any], more: list[Any], gone: set[int]
) -> None:
    """Whatever was written and removed in one frame, listeners hear of it once and it is as after a reload."""
    held = {EVENT + event["id"]: json.dumps(event) for event in log}
    changes: list[tuple[str, str | None]] = [(EVENT + event["id"], json.dumps(event)) for event in more]
    changes += [(f"{EVENT}{number:032x}", None) for number in sorted(gone)]
    after = dict(held)
    for key, text in changes:
        if text is None:
            after.pop(key, None)
        else:
            after[key] = text
    found = ask("changed", entries=held, changes=[*changes, ("other", "x"), (f"{PREFIX}draft.a.b", None)])
    assert found["events"] == ask("open", entries=after)["events"]
    assert sorted(found["latest"], key=lambda event: event["question"]) == latest_of_all(found["events"])
    assert found["told"] == bool(changes)


def latest_of_all(log: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The last event of each question, by question; ``log`` is in the order of time."""
    return sorted({event["question"]: event for event in log}.values(), key=lambda event: event["question"])


def test_when_another_tab_clears_everything_only_what_came_after_is_left(ask: Ask) -> None:
    one, other = example(1), example(2)
    changes = [[EVENT + one["id"], json.dumps(one)], [None, None], [EVENT + other["id"], json.dumps(other)]]
    found = ask("changed", entries={EVENT + one["id"]: json.dumps(one)}, changes=changes)
    assert (found["events"], found["told"]) == ([other], 1)


def test_a_damaged_change_of_another_tab_is_counted_and_stops_no_other(ask: Ask) -> None:
    good = example(1)
    changes = [[f"{EVENT}ab", "{{{"], [EVENT + good["id"], json.dumps(good)], [f"{EVENT}cd", '{"schema": 4}']]
    found = ask("changed", entries={}, changes=changes)
    assert (found["events"], found["damaged"]) == ([good], 1)


def test_marks_of_reading_are_seen_by_other_tabs_exported_and_read_in(ask: Ask) -> None:
    found = ask("marks", marks=[["dpo", True], ["rlhf", True], ["dpo", False], ["hhh", True]])
    assert found["seen"] == [["rlhf", "hhh"]] * 4
    assert found["result"] == {"added": 4, "refused": 0}
    assert (found["answers"], found["removed"], found["left"]) == (0, 4, [])
    assert found["times"] == sorted(found["times"])


def test_a_mark_that_is_taken_back_at_the_same_moment_counts(ask: Ask) -> None:
    assert ask("marks", marks=[["dpo", True], ["dpo", False]], now=0)["seen"] == [[]] * 4


@pytest.mark.parametrize(
    "change",
    [
        {"concept": "../x"},
        {"concept": "x" * 61},
        {"read": 1},
        {"time": "2026-02-30T10:00:00.000Z"},
        {"id": "g"},
        {"question": "a.b"},
    ],
)
def test_a_damaged_mark_is_set_aside(change: dict[str, Any], ask: Ask) -> None:
    mark: dict[str, Any] = {
        "schema": 2,
        "id": "a" * 32,
        "concept": "dpo",
        "read": True,
        "time": "2026-11-26T10:00:00.000Z",
    }
    assert ask("open", entries={EVENT + mark["id"]: json.dumps(mark)})["damaged"] == 0
    found = ask("open", entries={EVENT + mark["id"]: json.dumps(mark | change)})
    assert (found["events"], found["damaged"]) == ([], 1)


def note(number: int = 1, **fields: Any) -> dict[str, Any]:
    return {
        "schema": 3, "id": f"{number:032x}", "concept": "dpo", "note": "mine",
        "time": f"2026-11-20T10:00:{number:02}.000Z",
    } | fields  # fmt: skip


def entries_of(*log: dict[str, Any]) -> dict[str, str]:
    return {EVENT + event["id"]: json.dumps(event) for event in log}


def written(found: list[dict[str, Any]]) -> dict[str, str]:
    """Notes by concept, in the order in which the log lists them."""
    assert all(set(one) == {"concept", "note", "time"} for one in found)
    return {one["concept"]: one["note"] for one in found}


def test_notes_are_seen_by_other_tabs_exported_and_read_in_the_newest_first(ask: Ask) -> None:
    found = ask("notes", notes=[["dpo", "one"], ["rlhf", "two"], ["dpo", "three"], ["hhh", "four"]])
    for seen in found["seen"]:
        assert list(written(seen).items()) == [("hhh", "four"), ("dpo", "three"), ("rlhf", "two")]
    assert found["result"] == {"added": 3, "refused": 0}
    assert found["sizes"] == [[3, 3]] * 3
    assert len(set(found["prints"])) == 1
    assert found["draft"] is None


def test_what_a_note_said_before_is_gone(ask: Ask) -> None:
    found = ask("notes", notes=[["dpo", "secret"], ["dpo", "plain"], ["dpo", ""]])
    assert [written(seen) for seen in found["seen"]] == [{}] * 4
    assert "secret" not in json.dumps(found["left"]) and "plain" not in json.dumps(found["left"])
    assert found["sizes"] == [[1, 1]] * 3


def test_a_note_of_spaces_is_none_and_the_same_note_is_not_written_twice(ask: Ask) -> None:
    found = ask("notes", notes=[["dpo", " \n "]])
    assert (written(found["seen"][0]), found["left"]) == ({}, {})
    found = ask("notes", notes=[["dpo", "same "], ["dpo", "same "]])
    assert found["sizes"] == [[1, 1]] * 3


def test_a_note_that_a_text_knows_nothing_of_stays_in_the_log(ask: Ask) -> None:
    found = ask("notes", notes=[["dpo", "first"], ["dpo", "other", "before both"]])
    assert written(found["seen"][2]) == {"dpo": "other"}
    assert "first" in json.dumps(found["left"])
    found = ask("notes", notes=[["dpo", "first"], ["dpo", "first and other", "before both"]])
    assert len(found["left"]) == 1


@pytest.mark.parametrize("length", [20_000, 20_001])
def test_a_note_has_up_to_twenty_thousand_characters(length: int, ask: Ask) -> None:
    fits = length == 20_000
    found = ask("notes", notes=[["dpo", "x" * length]])
    assert len(found["note"]) == (length if fits else 0)
    assert (found["draft"] is None) is fits, "what cannot be kept as a note stays a draft"


def test_without_room_the_draft_stays(ask: Ask) -> None:
    found = ask("notes", notes=[["dpo", "mine"]], entries={"other": ""}, room=2)
    assert found["left"].keys() == {"other", f"{PREFIX}draft.dpo"}
    assert written(found["seen"][0]) == {"dpo": "mine"}


def test_a_note_is_after_the_one_before_whatever_the_clock_says(ask: Ask) -> None:
    ahead = note(time="2026-11-27T00:00:00.000Z", note="old")
    found = ask("notes", notes=[["dpo", "new"]], entries=entries_of(ahead), now=0)
    assert written(found["seen"][2]) == {"dpo": "new"}


@pytest.mark.parametrize(
    "change",
    [
        {"concept": "../x"},
        {"concept": ["dpo"]},
        {"note": None},
        {"note": ["<b>"]},
        {"note": "x" * 20_001},
        {"note": "x" * 5_000_000},
        {"time": "2026-02-30T10:00:00.000Z"},
        {"id": "g"},
        {"question": "a.b"},
        {"schema": "3"},
        {"schema": 2},
    ],
)
def test_a_damaged_note_is_set_aside_and_harms_no_other(change: dict[str, Any], ask: Ask) -> None:
    good, bad = note(1, concept="rlhf"), note(2) | change
    text = json.dumps(bad)
    found = ask("open", entries={EVENT + good["id"]: json.dumps(good), f"{EVENT}{2:032x}": text})
    assert (found["events"], found["damaged"], found["lasting"]) == ([good], 1, True)
    assert found["left"][f"{ASIDE}event.{2:032x}"] == text


def test_a_damaged_note_that_fills_the_storage_is_set_aside_too_or_stays(ask: Ask) -> None:
    text = json.dumps(note(note="x" * 30_000))
    entry = {EVENT + f"{1:032x}": text}
    for spare, kept in ((10, ASIDE + "event."), (0, EVENT)):
        found = ask("open", entries=entry, signs=len(text) + len(EVENT) + 32 + spare)
        assert (found["damaged"], found["lasting"]) == (1, True)
        assert found["left"] == {f"{kept}{1:032x}": text}


def test_fields_that_nobody_knows_stay_and_are_not_shown(ask: Ask) -> None:
    odd = note(more={"read": True}, read=True, __proto__="x")
    found = ask("notes", notes=[], entries=entries_of(odd))
    assert written(found["seen"][3]) == {"dpo": "mine"}
    assert json.loads(found["left"][EVENT + odd["id"]]) == odd
    assert ask("marks", marks=[["dpo", False]])["seen"] == [[]] * 4


def test_importing_an_older_note_changes_nothing(ask: Ask) -> None:
    old, new = note(1, note="old"), note(2, note="new")
    found = ask("import", texts=[exported([new]), exported([old])])
    assert found["results"] == [{"added": 1, "refused": 0}] * 2
    entries = entries_of(*found["again"])
    assert written(ask("notes", notes=[], entries=entries)["seen"][0]) == {"dpo": "new"}


def test_a_listener_that_fails_stops_no_other(ask: Ask) -> None:
    assert ask("listeners") == {"told": 1, "events": 1}


NOW = 1_795_737_600_000  # 2026-11-27T00:00:00Z
DATES = {
    "2026-11-27T00:00:00.000Z": True,
    "2026-11-28T00:00:00.000Z": True,
    "2024-02-29T12:00:00.000Z": True,
    "0001-01-01T00:00:00.000Z": True,
    "2026-11-28T00:00:00.001Z": False,  # more than a day ahead
    "2027-11-27T00:00:00.000Z": False,
    "9999-12-31T23:59:59.999Z": False,
    "2026-02-30T10:00:00.000Z": False,
    "2025-02-29T10:00:00.000Z": False,
    "2026-04-31T10:00:00.000Z": False,
    "2026-13-01T10:00:00.000Z": False,
    "2026-11-20T24:00:00.000Z": False,
    "2026-11-20T10:60:00.000Z": False,
    "2026-11-20T10:00:60.000Z": False,
    "+010000-01-01T00:00:00.000Z": False,
    "-000001-01-01T00:00:00.000Z": False,
    "2026-11-20T10:00:00Z": False,
    "2026-11-20 10:00:00.000Z": False,
    "2026-11-20T10:00:00.000z": False,
}


def example(number: int = 1, **fields: Any) -> dict[str, Any]:
    return {
        "schema": 1, "id": f"{number:032x}", "question": "a.b", "rev": 1, "time": "2026-11-20T10:00:00.000Z",
        "answer": "x", "verdict": "wrong", "hints": 0, "confidence": None, "attempt": 0,
    } | fields  # fmt: skip


@pytest.mark.parametrize("date", DATES)
def test_only_dates_that_exist_and_are_not_ahead_are_imported(ask: Ask, date: str) -> None:
    found = ask("import", texts=[exported([example(time=date)])], now=NOW)
    assert found["results"] == [{"added": int(DATES[date]), "refused": int(not DATES[date])}]


@pytest.mark.parametrize("clock", ["2026-11-27", "2020-01-01", "1970-01-01"])
def test_entries_dated_in_the_future_are_dated_anew_in_the_same_order(ask: Ask, clock: str) -> None:
    """Also when the clock is wrong: nothing is lost and the order of answers stays."""
    dates = ["2019-01-01", "2026-11-20", "2026-11-21", "2998-01-01", "9999-12-31"]
    log = [example(number, time=f"{date}T23:59:59.999Z") for number, date in enumerate(dates, 1)]
    now = int(datetime.fromisoformat(f"{clock}T00:00:00Z").timestamp() * 1000)
    entries = {EVENT + event["id"]: json.dumps(event) for event in log}
    found = ask("open", entries=entries, now=now)
    assert [event["id"] for event in found["events"]] == [event["id"] for event in log]
    assert found["damaged"] == 0
    assert all(event["time"][:10] <= clock for event in found["events"])
    assert {key: json.loads(text) for key, text in found["left"].items()} == {
        EVENT + event["id"]: event for event in found["events"]
    }


stamps = st.one_of(
    st.sampled_from(list(DATES)), st.datetimes().map(lambda date: f"{date.isoformat(timespec='milliseconds')}Z")
)
numbers = st.one_of(
    st.integers(0, 4), st.sampled_from([-1, 1_000_000, 1_000_001, 2**53, 10**308, 1.5]), json_values
)  # fmt: skip
odd_events = st.builds(
    lambda number, time, hints, attempt, answer: example(
        number, time=time, hints=hints, attempt=attempt, answer=answer
    ),
    st.integers(0, 9),
    stamps,
    numbers,
    numbers,
    json_values,
)
clocks = st.one_of(
    st.integers(0, 2_000_000_000_000),
    st.sampled_from([-1, -62_200_000_000_000, 253_402_300_799_999, 253_402_300_800_000, 8_640_000_000_000_000]),
)
typed = st.one_of(
    answers,
    st.sampled_from(["x" * 19_998, "x" * 19_999, "\n" * 30_000, "\U0001f600" * 11_000, "\ud83d"]),
    st.fixed_dictionaries({"text": st.sampled_from(["", "x" * 50_000]), "ticks": st.just(["a"])}),
)


@steady
@given(
    log=st.lists(st.one_of(odd_events, events.map(lambda event: event | {"question": "a.b"})), max_size=6),
    now=clocks,
    answer=typed,
    hints=st.sampled_from([-5, 0, 2, 2_000_000, 0.5]),
    attempt=st.sampled_from([-1, 0, 3, 10**308]),
    confidence=st.sampled_from([None, "sure", "", "certain"]),
)
def test_what_is_written_can_be_read_again_and_is_the_latest(
    ask: Ask, log: list[Any], now: int, answer: Any, hints: float, attempt: float, confidence: str | None
) -> None:
    """Whatever the clock and the storage say."""
    given = {
        "question": "a.b", "rev": 1, "answer": answer, "verdict": "right", "hints": hints, "attempt": attempt,
        "confidence": confidence,
    }  # fmt: skip
    entries = {EVENT + event["id"]: json.dumps(event) for event in log}
    found = ask("record", entries=entries, now=now, given=given)
    assert found["written"]["verdict"] == "right"
    assert found["again"] == found["written"] != found["before"]
    assert found["damaged"] == 0, "what was damaged was set aside the first time"
    assert all(found["readable"])
    if len(json.dumps(answer)) < 15_000:
        assert found["written"]["answer"] == answer


def test_answers_that_do_not_fit_their_question_are_set_aside_alone(ask: Ask) -> None:
    log = [
        example(1, answer="good"),
        example(2, answer=["good"]),
        example(3, answer="bad", rev=2),
        example(4, answer="bad", question="a.c"),
        example(5, answer=None, verdict="unknown"),
    ]
    entries = {EVENT + event["id"]: json.dumps(event) for event in log}
    draft = {"rev": 1, "attempt": 1, "hints": 0, "answer": "bad"}
    found = ask("expect", entries=entries | {f"{PREFIX}draft.a.b": json.dumps(draft)}, allowed=["good", None])
    assert ids(found["events"]) == {event["id"] for event in log} - {log[1]["id"]}
    assert (found["damaged"], found["draft"]) == (1, None)
    assert json.loads(found["left"][f"{ASIDE}event.{log[1]['id']}"]) == log[1]


DRAFTS = {
    "whole": ({"rev": 1, "attempt": 1, "hints": 1, "answer": "good"}, True),
    "negative": ({"rev": 1, "attempt": 1, "hints": -5, "answer": "good"}, False),
    "text": ({"rev": 1, "attempt": "1", "hints": 1, "answer": "good"}, False),
    "list": ([1], False),
    "null": (None, False),
    "no hints": ({"rev": 1, "attempt": 1, "answer": "good"}, False),
}


@pytest.mark.parametrize("name", DRAFTS)
def test_a_damaged_draft_counts_as_none(ask: Ask, name: str) -> None:
    draft, whole = DRAFTS[name]
    found = ask("expect", entries={f"{PREFIX}draft.a.b": json.dumps(draft)}, allowed=["good"])
    assert found["draft"] == (draft if whole else None)


def many(count: int = 1_000) -> dict[str, str]:
    """Entries of so many answers to ten questions."""
    found = {}
    for number in range(count):
        one: dict[str, Any] = {
            "schema": 1, "id": f"{number * 7919 + 1:08x}", "question": f"a.q{number % 10}", "rev": 1,
            "time": f"2026-11-{number % 20 + 1:02}T10:{number // 60 % 60:02}:{number % 60:02}.000Z", "answer": "x",
            "verdict": "right", "hints": 0, "confidence": None, "attempt": number // 10,
        }  # fmt: skip
        found[EVENT + one["id"]] = json.dumps(one)
    return found


ANSWERED = {"question": "a.q3", "rev": 1, "answer": "y", "verdict": "wrong", "attempt": 200}


def summarized(ask: Ask, entries: dict[str, str], **given: Any) -> Any:
    defaults: dict[str, Any] = {"changes": {}, "summary": None, "given": None, "pauses": False, "note": None}
    return ask("summary", entries=entries, **(defaults | given))


@pytest.mark.parametrize("pauses", [True, False])
def test_many_answers_are_read_from_a_summary_and_then_whole(pauses: bool, ask: Ask) -> None:
    entries = many()
    plain = summarized(ask, many(999))
    assert plain["reads"] == 999 + 1, "few answers need none"
    got = summarized(ask, entries, given=ANSWERED, pauses=pauses)
    assert got["reads"] == 2
    newest: dict[str, Any] = {}
    for one in sorted(map(json.loads, entries.values()), key=lambda one: (one["time"], one["id"])):
        newest[one["question"]] = one
    assert {one["question"]: one for one in got["known"]} == newest
    assert (got["latest"]["verdict"], got["events"], got["then"]) == ("wrong", 1_001, 2)
    assert {one["question"]: one["verdict"] for one in got["last"]}["a.q3"] == "wrong"
    assert got["print"] is True


@pytest.mark.parametrize("pauses", [True, False])
def test_notes_and_their_number_are_known_from_the_summary(pauses: bool, ask: Ask) -> None:
    entries = many() | entries_of(note(1, note="old"), note(2, concept="rlhf"))
    got = summarized(ask, entries, note=["dpo", "new"], pauses=pauses)
    assert (got["reads"], got["size"]) == (2, 1_002)
    assert written(got["notes"]) == {"dpo": "old", "rlhf": "mine"}
    assert (written(got["noted"]), got["events"], got["then"]) == ({"dpo": "new", "rlhf": "mine"}, 1_002, 2)
    assert got["print"] is True


def test_a_summary_of_other_answers_or_a_damaged_one_does_not_count(ask: Ask) -> None:
    entries = many()
    first, last = next(iter(entries)), json.loads(list(entries.values())[-1])
    newer = last | {"id": "f" * 32, "time": "2026-11-26T00:00:00.000Z", "verdict": "wrong"}
    changed: list[dict[str, str | None]] = [
        {first: None},
        {EVENT + newer["id"]: json.dumps(newer)},
        {first: None, EVENT + newer["id"]: json.dumps(newer)},
    ]
    for changes in changed:
        got = summarized(ask, entries, changes=changes)
        assert got["reads"] > 900
        assert got["events"] == 1_000 - (first in changes) + (len(changes) - (first in changes))
        verdicts = {one["question"]: one["verdict"] for one in got["known"]}
        assert verdicts[last["question"]] == ("wrong" if EVENT + newer["id"] in changes else "right")
    for summary in ("", "{", "[]", "null", '{"count": 1000, "sum": 0, "newest": []}', '{"count": 1000}'):
        assert summarized(ask, entries, summary=summary)["reads"] > 900, summary
