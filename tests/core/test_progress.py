"""The log of a reader's answers, as the browser keeps it: what holds whatever is in it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.projects import ROOT

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
    with subprocess.Popen(
        ["node", "tests/core/progress.mjs"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as program:
        asked, answered = program.stdin, program.stdout
        assert asked and answered

        def answer(action: str, **given: Any) -> Any:
            print(json.dumps({"action": action, **given}), file=asked, flush=True)
            return json.loads(answered.readline())

        yield answer
        asked.close()


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
    later = json.dumps({"schema": 2, "id": "ab", "anything": True})
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
