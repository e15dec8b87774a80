"""The scheduler of reviews: how long answers last, what is due, in which order, and what menus and settings survive."""

from __future__ import annotations

import itertools
import json
import math
import os
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import yaml
from fsrs import Card, Rating, Scheduler
from fsrs.scheduler import DEFAULT_PARAMETERS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.core.model.files import VOCABULARY
from macros.core.model.questions import question_types
from tests.node import conversation
from tests.projects import ROOT

Ask = Callable[..., Any]
Event = dict[str, Any]

TABLE = ROOT / "tests/memory.json"
HISTORIES: list[dict[str, Any]] = json.loads(TABLE.read_text("utf-8"))
"""Histories of one question. An event is [learning day or moment, verdict, hints, confidence, attempt], with its
revision if that is another one. The table says on which days there were reviews, their ratings, and what is then known.
Events, days and ratings are given; UPDATE_GOLDEN=1 enters the numbers, which are those of Python's ``fsrs``."""
RETENTIONS = [0.8, 0.9, 0.97]
"""The columns of ``due``."""
LONGEST = 365
FIRST = (date(2026, 11, 1) - date(1970, 1, 1)).days
"""Learning day 0 of the table."""
TYPES = question_types()
VERDICTS = ["right", "partial", "wrong", "unknown"]
CONFIDENCE = [None, "guess", "unsure", "sure"]
STANDARD = {"retention": 0.9, "perDay": 5, "exam": None}
PAGE = (ROOT / "docs/scheduling.md").read_text("utf-8")

steady = settings(
    deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """Asks the scheduler in Node: ``ask("cards", events=[...], bank={...})``."""
    with conversation("tests/core/memory.mjs") as asking:
        yield asking


def moment(day: int, seconds: int = 0) -> str:
    """A moment in the morning of a learning day, in UTC."""
    when = datetime(2026, 11, 1, 10, tzinfo=UTC) + timedelta(days=day, seconds=seconds)
    return when.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def event(question: str, time: int | str, number: int = 0, **fields: Any) -> Event:
    """An answer, right unless ``fields`` say otherwise; ``time`` is a day of the table or a moment."""
    at = moment(time, number) if isinstance(time, int) else time
    return {
        "schema": 1, "id": f"{number:08x}", "question": question, "rev": 1, "time": at, "answer": None,
        "verdict": "right", "hints": 0, "confidence": None, "attempt": 0,
    } | fields  # fmt: skip


def bank(**concepts: str) -> dict[str, Any]:
    """A bank: ``bank(dpo="numeric recall")`` has the questions dpo.q0, a number, and dpo.q1, an open one."""
    return {
        "concepts": {
            concept: {
                "questions": {f"{concept}.q{place}": [1, kind, "recall"] for place, kind in enumerate(kinds.split())}
            }
            for concept, kinds in concepts.items()
        }
    }


def events_of(history: dict[str, Any]) -> list[Event]:
    found = []
    for number, (time, verdict, hints, confidence, attempt, *other) in enumerate(history["events"]):
        rev = other[0] if other else history["rev"]
        fields = {"verdict": verdict, "hints": hints, "confidence": confidence, "attempt": attempt, "rev": rev}
        found.append(event("a.q", time, number, **fields))
    return found


def remembered(days: list[int], ratings: list[int]) -> tuple[float, float]:
    """Stability and difficulty by Python's ``fsrs``, without its parameters for several reviews a day: they would also
    limit what a miss leaves of stability."""
    parameters = (*DEFAULT_PARAMETERS[:17], 0.0, 0.0, *DEFAULT_PARAMETERS[19:])
    scheduler = Scheduler(parameters, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card = Card()
    for day, rating in zip(days, ratings, strict=True):
        when = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(days=day)
        card, _ = scheduler.review_card(card, Rating(rating), when)
    assert card.stability
    assert card.difficulty
    return card.stability, card.difficulty


def lasts(stability: float, retention: float) -> int:
    """In how many days recall falls to ``retention``, from one to a year: the inverse of the curve of FSRS-6."""
    decay = -DEFAULT_PARAMETERS[20]
    days = stability * (retention ** (1 / decay) - 1) / (0.9 ** (1 / decay) - 1)
    return min(max(round(days), 1), LONGEST)


def test_the_table_has_the_numbers_of_another_program() -> None:
    wanted = []
    for history in HISTORIES:
        stability, difficulty = remembered(history["days"], history["ratings"])
        due = [history["days"][-1] + lasts(stability, retention) for retention in RETENTIONS]
        wanted.append(
            history | {"stability": float(f"{stability:.8g}"), "difficulty": float(f"{difficulty:.8g}"), "due": due}
        )
    if os.environ.get("UPDATE_GOLDEN"):
        lines = ",\n".join(json.dumps(history) for history in wanted)
        TABLE.write_text(f"[\n{lines}\n]\n", "utf-8")
    assert wanted == json.loads(TABLE.read_text("utf-8"))


def test_the_table_has_many_histories_of_all_types() -> None:
    assert len(HISTORIES) >= 100
    assert len({history["name"] for history in HISTORIES}) == len(HISTORIES)
    assert {history["type"] for history in HISTORIES} == set(TYPES)
    assert {rating for history in HISTORIES for rating in history["ratings"]} == {1, 2, 3, 4}


@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: history["name"])
def test_answers_last_as_long_as_the_table_says(ask: Ask, history: dict[str, Any]) -> None:
    questions = {"concepts": {"a": {"questions": {"a.q": [history["rev"], history["type"], "recall"]}}}}
    found = ask("history", events=events_of(history), bank=questions, retentions=RETENTIONS)
    card = found["card"]
    assert (found["ratings"], [day - FIRST for day in found["days"]]) == (history["ratings"], history["days"])
    assert card["stability"] == pytest.approx(history["stability"], rel=1e-5)
    assert card["difficulty"] == pytest.approx(history["difficulty"], rel=1e-5)
    assert [day - FIRST for day in found["due"]] == history["due"]
    assert (card["first"] - FIRST, card["last"] - FIRST) == (history["days"][0], history["days"][-1])
    assert card["reviews"] == len(history["ratings"])
    assert card["lapses"] == history["ratings"].count(1)
    assert card["streak"] == len(list(itertools.takewhile(lambda rating: rating > 1, reversed(history["ratings"]))))


# The page that explains the ratings


def tables(heading: str) -> Iterator[list[dict[str, str]]]:
    """The tables of the page under a heading: rows with cells by the names of the columns."""
    text = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    for found in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        names, _, *lines = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in found.splitlines()]
        yield [dict(zip(names, cells, strict=True)) for cells in lines]


RATINGS = {"Again": 1, "Hard": 2, "Good": 3, "Easy": 4}
SAID = {"Nothing": None, "Guess": "guess", "Think so": "unsure", "Sure": "sure"}
ANSWERS = {"Right": "right", "Partly right": "partial", "Wrong": "wrong", "I don’t know": "unknown"}
LABELS = {
    kind["label"]: kind["key"] for kind in yaml.safe_load((ROOT / VOCABULARY).read_text("utf-8"))["question_types"]
}
Case = tuple[str, int, str | None, str]


def listed(cell: str, known: dict[str, Any]) -> list[Any]:
    """What a cell stands for: "Any", "All but A", or "A, or b"."""
    if cell == "Any":
        return list(known.values())
    if cell.startswith("All but "):
        return [value for name, value in known.items() if name != cell.removeprefix("All but ")]
    names = re.split(r", or |, ", cell)
    return [known[name[0].upper() + name[1:]] for name in names]


def cases_of(row: dict[str, str]) -> Iterator[Case]:
    """Every case that a row of the page is about: verdict, hints, confidence, type."""
    kinds = listed(row["Question"], LABELS)
    hints = listed(row["Hint"], {"No": 0, "Yes": 1})
    yield from itertools.product(listed(row["Answer"], ANSWERS), hints, listed(row["You said"], SAID), kinds)


FIRST_ROWS, LATER_ROWS = tables("Ratings")
RETURNS, LEARNERS = tables("How soon a question returns")


@pytest.mark.parametrize("row", FIRST_ROWS, ids=lambda row: row["Why"])
def test_the_page_says_how_an_answer_is_rated(ask: Ask, row: dict[str, str]) -> None:
    cases = list(cases_of(row))
    assert set(ask("ratings", cases=cases)) == {RATINGS[row["Rating"]]}


def test_the_page_names_every_case_once() -> None:
    # Nobody says how sure they are of an open answer.
    wanted = [
        case for case in itertools.product(VERDICTS, [0, 1], CONFIDENCE, TYPES) if case[2:] != ("guess", "recall")
    ]
    named = Counter(case for row in FIRST_ROWS for case in cases_of(row))
    assert [case for case in wanted if named[case] != 1 and not (case[3] == "recall" and case[2])] == []
    assert len(LATER_ROWS) == 3


@pytest.mark.parametrize("row", LATER_ROWS, ids=lambda row: row["Why"])
def test_the_page_says_which_answers_of_a_day_count(ask: Ask, row: dict[str, str]) -> None:
    before = {"Missed": "wrong", "Right": "right"}[row["Earlier that day"]]
    for verdict, hints, confidence, kind in cases_of({"Question": "Any", "Hint": "Any", "You said": "Any"} | row):
        first = event("a.q0", 0, 0, verdict=before)
        later = event("a.q0", 0, 1, verdict=verdict, hints=hints, confidence=confidence, attempt=1)
        found = ask("history", events=[first, later], bank=bank(a=kind), retentions=[0.9])
        expected = RATINGS.get(row["Effect"], {"wrong": 1, "right": 3}[before])
        assert found["ratings"] == [expected], (verdict, hints, confidence, kind)


def test_the_page_says_after_how_many_days_a_question_returns() -> None:
    for row in RETURNS:
        share, *stated = row.values()
        days = [0]
        for _ in stated:
            stability, _ = remembered(days, [3] * len(days))
            days.append(days[-1] + lasts(stability, int(share.strip("%")) / 100))
        assert [later - earlier for earlier, later in itertools.pairwise(days)] == [int(cell) for cell in stated], share


# A learner whose memory is as the model says

MANY = bank(**{f"c{number}": " ".join(TYPES[number % 2 : number % 2 + 5]) for number in range(60)})


def test_the_share_known_is_the_one_asked_for_as_the_page_says(ask: Ask) -> None:
    found = []
    for row in LEARNERS:
        asked = int(row["Share asked for"].strip("%")) / 100
        runs = [
            ask("learn", bank=MANY, settings=STANDARD | {"retention": asked}, days=60, seed=seed, start=FIRST)
            for seed in range(1, 11)
        ]
        shares = {
            key: sum(run[key]["right"] for run in runs) / sum(run[key]["count"] for run in runs)
            for key in ("all", "spaced")
        }
        reviews = sum(sum(run["asked"]) for run in runs) / len(runs) / 60
        print(f"asked {asked}: known {shares['all']:.3f}, spaced {shares['spaced']:.3f}, {reviews:.1f} reviews a day")
        assert shares["spaced"] == pytest.approx(asked, abs=0.015)
        assert asked - 0.04 < shares["all"] < asked
        found.append([row["Share asked for"], f"{shares['all']:.0%}", f"{shares['spaced']:.0%}", f"{reviews:.0f}"])
    assert found == [list(row.values()) for row in LEARNERS]


# What is due, and in which order

TODAY = FIRST + 100


def after(day: int) -> int:
    """A learning day of the table as a number."""
    return FIRST + day


def test_what_was_surely_wrong_comes_first_then_misses_then_what_has_faded_most(ask: Ask) -> None:
    questions = bank(a="single", b="single", c="single", d="single", e="single")
    log = [
        event("a.q0", 0, 1),  # due after 2 days, so it has faded most
        event("b.q0", 96, 2),
        event("c.q0", 99, 3, verdict="wrong", confidence="unsure"),
        event("d.q0", 99, 4, verdict="wrong", confidence="sure"),
        event("e.q0", 99, 5),  # due tomorrow
    ]
    found = ask("agenda", events=log, bank=questions, today=TODAY)
    assert found["due"] == ["d.q0", "c.q0", "a.q0", "b.q0"]
    assert found["sureAndWrong"] == ["d.q0"]
    assert found["forecast"] == [4, 1, *[0] * 12]
    assert found["next"] == {"day": TODAY + 1, "count": 1}


def test_a_miss_put_right_that_day_is_still_one_said_to_be_sure(ask: Ask) -> None:
    wrong = event("a.q0", 0, 1, verdict="wrong", confidence="sure")
    right = event("a.q0", 0, 2, attempt=1)
    again = event("a.q0", 1, 3)
    marks = [
        [(card["sureAndWrong"], card["missed"]) for _, card in ask("cards", events=log, bank=bank(a="single"))]
        for log in ([wrong], [wrong, right], [wrong, right, again], [again, wrong | {"time": moment(1, 9)}])
    ]
    assert marks == [[(True, True)], [(True, False)], [(False, False)], [(True, True)]]


def test_a_question_missed_on_four_days_is_a_leech(ask: Ask) -> None:
    misses = [event("a.q0", day, day * 2 + again, verdict="wrong") for day in range(4) for again in (0, 1)]
    found = [ask("agenda", events=misses[:count], bank=bank(a="single"), today=TODAY)["leeches"] for count in (6, 7)]
    assert found == [[], ["a.q0"]]


@pytest.mark.parametrize(
    ("names", "order"),
    [
        ("a1 a2 b1 c1", "a1 b1 a2 c1"),
        ("a1 b1 b2 b3", "b1 a1 b2 b3"),  # b has more than half
        ("a1 a2 a3", "a1 a2 a3"),
        ("a1 b1 c1", "a1 b1 c1"),
        ("", ""),
    ],
)
def test_questions_of_one_concept_are_kept_apart(ask: Ask, names: str, order: str) -> None:
    assert ask("interleaved", names=names.split()) == order.split()


@steady
@given(concepts=st.lists(st.sampled_from("aaabcd"), max_size=12))
def test_they_follow_each_other_only_where_nothing_else_is_left(ask: Ask, concepts: list[str]) -> None:
    names = [f"{concept}{place}" for place, concept in enumerate(concepts)]
    found = ask("interleaved", names=names)
    assert sorted(found) == sorted(names)
    side_by_side = sum(one[0] == other[0] for one, other in itertools.pairwise(found))
    most = max(Counter(concepts).values(), default=0)
    assert side_by_side == max(0, 2 * most - len(names) - 1)


def test_new_questions_are_those_of_concepts_begun_by_turns_then_the_others(ask: Ask) -> None:
    questions = bank(a="single single", b="single single single", c="single single single")
    log = [event("b.q0", 0, 1), event("c.q1", 0, 2)]
    ten = STANDARD | {"perDay": 10}
    wanted = ["b.q1", "c.q0", "b.q2", "c.q2", "a.q0", "a.q1"]
    assert ask("agenda", events=log, bank=questions, today=TODAY, settings=ten)["fresh"] == wanted
    given_order = ["a.q1", "x.y", "b.q0", "b.q2", "a.q1", "a.q0"]
    found = ask("agenda", events=log, bank=questions, today=TODAY, settings=ten, fresh=given_order)
    assert found["fresh"] == ["a.q1", "b.q2", "a.q0"]


def test_new_questions_begun_today_count(ask: Ask) -> None:
    log = [event("c0.q0", 99, 1), event("c1.q0", 100, 2), event("c2.q0", 100, 3)]
    counts = {
        per_day: len(
            ask("agenda", events=log, bank=MANY, today=TODAY, settings=STANDARD | {"perDay": per_day})["fresh"]
        )
        for per_day in (0, 1, 5, 50)
    }
    assert counts == {0: 0, 1: 0, 5: 3, 50: 48}


def test_the_forecast_counts_what_is_overdue_as_due_today(ask: Ask) -> None:
    log = [event("a.q0", 0, 1), event("a.q1", 98, 2), event("a.q2", 99, 3), event("b.q0", 95, 4, confidence="sure")]
    found = ask("agenda", events=log, bank=bank(a="single single single", b="numeric"), today=TODAY)
    assert found["forecast"] == [2, 1, 0, 1, *[0] * 10]
    assert found["next"] == {"day": TODAY + 1, "count": 1}
    dates = ask("dueDays", events=log, bank=bank(a="single single single", b="numeric"), settings=STANDARD, today=TODAY)
    assert dates == {"2027-02-09": 2, "2027-02-10": 1, "2027-02-12": 1}


def test_without_answers_nothing_is_due(ask: Ask) -> None:
    found = ask("agenda", events=[], bank=bank(a="single"), today=TODAY)
    assert found == {
        "due": [], "fresh": ["a.q0"], "forecast": [0] * 14, "leeches": [], "sureAndWrong": [], "next": None,
    }  # fmt: skip
    assert ask("agenda", events=[], bank={"concepts": {}}, today=TODAY)["fresh"] == []


# The exam

EXAM = STANDARD | {"exam": TODAY + 20}


KNOWN = bank(**{f"c{number}": "numeric" for number in range(42)})
KNOWN_LOG = [
    event(f"c{number}.q0", day, 2 * number + place, confidence="sure")
    for number in range(42)
    for place, day in enumerate((number, 95))
]
"""Answers that last until long after the exam."""


def test_what_would_be_due_after_the_exam_is_spread_over_the_last_days_weakest_last(ask: Ask) -> None:
    days = ask("planned", events=KNOWN_LOG, bank=KNOWN, settings=EXAM, today=TODAY)
    assert Counter(days.values()) == dict.fromkeys(range(TODAY + 6, TODAY + 20), 3)
    stabilities = {name: card["stability"] for name, card in ask("cards", events=KNOWN_LOG, bank=KNOWN)}
    assert len(set(stabilities.values())) > 30
    ordered = sorted(days, key=lambda name: (days[name], -stabilities[name]))
    assert ordered == sorted(days, key=lambda name: -stabilities[name])


def test_days_on_which_more_is_due_get_less(ask: Ask) -> None:
    misses = [event(f"c{number}.q0", 100, number + 100, verdict="wrong") for number in range(10)]
    near = STANDARD | {"exam": TODAY + 15}
    days = ask("planned", events=[*KNOWN_LOG, *misses], bank=KNOWN, settings=near, today=TODAY)
    [full] = {days[one["question"]] for one in misses}
    others = [day for day in range(TODAY + 1, TODAY + 15) if day != full]
    assert TODAY < full < TODAY + 15
    assert Counter(days.values()) == {full: 10} | dict.fromkeys(others[:6], 3) | dict.fromkeys(others[6:], 2)


def test_on_the_day_of_the_exam_and_after_it_the_date_changes_nothing(ask: Ask) -> None:
    today = TODAY + 20
    plain = ask("planned", events=KNOWN_LOG, bank=KNOWN, settings=STANDARD, today=today)
    assert min(plain.values()) > today
    for exam in (today, today - 1, today - 400):
        given_exam = STANDARD | {"exam": exam}
        assert ask("planned", events=KNOWN_LOG, bank=KNOWN, settings=given_exam, today=today) == plain
        assert len(ask("agenda", events=[], bank=MANY, settings=given_exam, today=today)["fresh"]) == 5


@pytest.mark.parametrize(
    ("per_day", "days", "begun", "count"),
    [
        (5, 1000, 0, 5),
        (5, 30, 0, 10),
        (5, 30, 4, 6),
        (5, 10, 20, 10),
        (5, 7, 0, 43),
        (20, 30, 0, 20),
        (5, 1, 0, 300),
        (0, 1, 0, 0),
    ],
)
def test_all_new_questions_fit_in_before_the_exam(ask: Ask, per_day: int, days: int, begun: int, count: int) -> None:
    log = [event(f"c{number}.q0", 100, number) for number in range(begun)]
    given_exam = STANDARD | {"exam": TODAY + days, "perDay": per_day}
    found = ask("agenda", events=log, bank=MANY, settings=given_exam, today=TODAY)
    assert len(found["fresh"]) == count


@pytest.mark.parametrize("days", [7, 40, 60])
def test_everything_is_seen_in_the_last_two_weeks_before_the_exam(ask: Ask, days: int) -> None:
    given_exam = STANDARD | {"exam": FIRST + days}
    found = ask("learn", bank=MANY, settings=given_exam, days=days, seed=5, start=FIRST)
    last_days = found["asked"][-14:]
    print(f"exam after {days} days: {found['asked']}")
    assert len(found["last"]) == 300
    assert min(found["last"]) >= FIRST + days - 14
    if days > 14:
        assert max(last_days) <= 1.5 * sum(last_days) / 14


def test_what_was_asked_today_is_not_drawn_forward_again(ask: Ask) -> None:
    """Else each day would be filled anew while the reader answers."""
    near = STANDARD | {"exam": TODAY + 14}
    log = [one for one in KNOWN_LOG if int(one["question"][1:-3]) < 28]
    before = ask("agenda", events=log, bank=KNOWN, settings=near, today=TODAY + 3)["due"]
    done = [event(name, 103, number + 200) for number, name in enumerate(before)]
    assert len(before) == 3
    counts = [
        len(ask("agenda", events=[*log, *done], bank=KNOWN, settings=near, today=day)["due"])
        for day in (TODAY + 3, TODAY + 4)
    ]
    assert counts == [0, 3]


# Days


@pytest.mark.parametrize(
    ("zone", "times"),
    [
        # The clock is set forward at 2 a.m. on March 14, 2027, and back at 2 a.m. on November 7.
        ("America/New_York", {"2027-03-13T08:59:59Z": 12, "2027-03-13T09:00:00Z": 13, "2027-03-14T07:59:59Z": 13}),
        ("America/New_York", {"2027-03-14T08:00:00Z": 14, "2027-03-15T07:59:59Z": 14, "2027-03-15T08:00:00Z": 15}),
        ("America/New_York", {"2027-11-07T07:59:59Z": 6, "2027-11-07T08:59:59Z": 6, "2027-11-07T09:00:00Z": 7}),
        # The clock is set forward at 2 a.m. on March 28, 2027, and back at 3 a.m. on October 31.
        ("Europe/Berlin", {"2027-03-28T01:59:59Z": 27, "2027-03-28T02:00:00Z": 28, "2027-03-29T02:00:00Z": 29}),
        ("Europe/Berlin", {"2027-10-31T02:59:59Z": 30, "2027-10-31T03:00:00Z": 31, "2027-10-30T02:00:00Z": 30}),
        ("UTC", {"2027-06-01T03:59:59Z": 31, "2027-06-01T04:00:00Z": 1}),
        ("Asia/Kolkata", {"2027-06-01T22:29:59Z": 1, "2027-06-01T22:30:00Z": 2}),
        ("Pacific/Kiritimati", {"2027-06-01T13:59:59Z": 1, "2027-06-01T14:00:00Z": 2}),
    ],
)
def test_a_learning_day_begins_at_four_by_the_clock(ask: Ask, zone: str, times: dict[str, int]) -> None:
    found = ask("days", zone=zone, times=list(times))
    assert [(date(1970, 1, 1) + timedelta(days=day)).day for day in found] == list(times.values())


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia"])
def test_studying_each_evening_is_one_day_after_another_whatever_the_clock_does(ask: Ask, zone: str) -> None:
    """Also where a day was left out: on Samoa December 30, 2011, has never been."""
    start = datetime(2011, 12, 25, 6, tzinfo=UTC) if zone == "Pacific/Apia" else datetime(2027, 1, 1, 6, tzinfo=UTC)
    times = [(start + timedelta(days=day)).strftime("%Y-%m-%dT%H:%M:%S.000Z") for day in range(365)]
    log = [event("a.q0", time, number) for number, time in enumerate(times)]
    found = ask("history", zone=zone, events=log, bank=bank(a="single"), retentions=[0.9])
    steps = Counter(later - earlier for earlier, later in itertools.pairwise(found["days"]))
    assert steps == ({1: 363, 2: 1} if zone == "Pacific/Apia" else {1: 364})


def test_a_clock_that_goes_back_a_day_is_no_error(ask: Ask) -> None:
    """On Kwajalein it did in 1969: what comes later has the earlier date."""
    times = ["1969-09-30T12:30:00.000Z", "1969-09-30T13:30:00.000Z", "1969-10-05T20:00:00.000Z"]
    log = [event("a.q0", time, number) for number, time in enumerate(times)]
    days = ask("days", zone="Pacific/Kwajalein", times=times)
    found = ask("history", zone="Pacific/Kwajalein", events=log, bank=bank(a="single"), retentions=[0.9])
    assert days[1] < days[0]
    assert found["days"] == [days[0], days[2]]


def test_a_clock_set_back_makes_nothing_fail(ask: Ask) -> None:
    log = [event("a.q0", 0, 1), event("a.q1", 5, 2, verdict="wrong", confidence="sure")]
    for today in (FIRST, FIRST - 1, FIRST - 10_000, 0, -5):
        found = ask("agenda", events=log, bank=bank(a="single single"), today=today, settings=EXAM)
        assert found["due"] == []
        assert found["next"] == {"day": FIRST + 2, "count": 1}


# Whatever is in the log

names = st.sampled_from(["a.q0", "a.q1", "a.q2", "b.q0", "b.q1", "no.such", "constructor.constructor"])
moments = st.one_of(
    st.integers(0, 40).map(moment),
    st.sampled_from(["0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z", "1970-01-01T00:00:00.000Z"]),
)
answers = st.builds(
    lambda name, time, verdict, hints, confidence, attempt, rev: event(
        name, time, 0, verdict=verdict, hints=hints, confidence=confidence, attempt=attempt, rev=rev
    ),
    names, moments, st.sampled_from(VERDICTS), st.sampled_from([0, 0, 1, 1_000_000]), st.sampled_from(CONFIDENCE),
    st.sampled_from([0, 1, 1_000_000]), st.sampled_from([1, 1, 1, 2]),
)  # fmt: skip
mark = {"schema": 2, "id": "f" * 32, "concept": "a", "read": True, "time": moment(3)}
logs = st.lists(answers, max_size=25).map(
    lambda log: [*(one | {"id": f"{number:08x}"} for number, one in enumerate(log)), mark]
)
LOG_BANK = bank(a="single numeric recall", b="cloze multiple")
exams = st.sampled_from([None, *(FIRST + day for day in (-3, 0, 1, 5, 13, 14, 15, 60))])


@steady
@given(log=logs, seed=st.integers(0, 9))
def test_the_order_in_which_events_were_read_in_makes_no_difference(ask: Ask, log: list[Event], seed: int) -> None:
    mixed = random.Random(seed).sample(log, len(log))
    assert ask("cards", events=mixed, bank=LOG_BANK) == ask("cards", events=log, bank=LOG_BANK)
    assert ask("calibration", events=mixed, bank=LOG_BANK) == ask("calibration", events=log, bank=LOG_BANK)


@steady
@given(log=logs, exam=exams, retention=st.floats(0.8, 0.97), day=st.integers(-3, 60))
def test_whatever_was_answered_the_numbers_are_sound(
    ask: Ask, log: list[Event], exam: int | None, retention: float, day: int
) -> None:
    given_settings = {"retention": retention, "perDay": 3, "exam": exam}
    cards = dict(ask("cards", events=log, bank=LOG_BANK, retention=retention))
    known = {name for concept in LOG_BANK["concepts"].values() for name in concept["questions"]}
    assert set(cards) == {one["question"] for one in log if one.get("rev") == 1} & known
    for card in cards.values():
        assert all(math.isfinite(card[key]) for key in ("stability", "difficulty", "last", "due"))
        assert 0 < card["stability"] <= 36_500
        assert 1 <= card["difficulty"] <= 10
        assert card["last"] < card["due"] <= card["last"] + LONGEST
        assert card["first"] <= card["last"]
        assert 0 <= card["streak"] <= card["reviews"] - card["lapses"]
    today = FIRST + day
    planned = ask("planned", events=log, bank=LOG_BANK, settings=given_settings, today=today)
    for name, due in planned.items():
        if exam and exam > today and cards[name]["due"] >= exam and cards[name]["last"] < exam - 14:
            assert max(today, exam - 14) <= due < exam
        else:
            assert due == cards[name]["due"]
    found = ask("agenda", events=log, bank=LOG_BANK, settings=given_settings, today=today)
    assert sorted(found["due"]) == sorted(name for name, due in planned.items() if due <= today)
    assert set(found["fresh"]).isdisjoint(cards)
    assert found["forecast"][0] == len(found["due"])
    assert sum(found["forecast"]) == sum(due < today + 14 for due in planned.values())
    assert ask("remember", events=log, bank=LOG_BANK) == {"same": True}


def test_an_edited_question_resets_itself_alone(ask: Ask) -> None:
    log = [event("a.q0", day, day) for day in (0, 3)] + [event("a.q1", day, day + 10) for day in (0, 3)]
    before = dict(ask("cards", events=log, bank=bank(a="single single")))
    edited = bank(a="single single")
    edited["concepts"]["a"]["questions"]["a.q0"][0] = 2
    after_edit = dict(ask("cards", events=log, bank=edited))
    assert after_edit == {"a.q1": before["a.q1"]}
    assert ask("agenda", events=log, bank=edited, today=TODAY)["fresh"] == ["a.q0"]


def test_calibration_counts_first_answers_that_somebody_was_sure_of(ask: Ask) -> None:
    log = [
        event("a.q0", 0, 1, confidence="sure"),
        event("a.q0", 0, 2, confidence="sure", verdict="wrong", attempt=1),  # not the first of its day
        event("a.q0", 5, 3, confidence="sure", verdict="partial"),
        event("a.q1", 0, 4, confidence="guess"),
        event("a.q1", 1, 5, confidence="unsure", verdict="unknown"),
        event("a.q1", 2, 6),
        event("a.q2", 0, 7, confidence="sure"),  # an open answer
        event("b.q0", 0, 8, confidence="guess", rev=2),
        event("no.such", 0, 9, confidence="guess"),
    ]
    assert ask("calibration", events=log, bank=LOG_BANK) == {
        "guess": {"right": 1, "count": 1},
        "unsure": {"right": 0, "count": 1},
        "sure": {"right": 1, "count": 2},
    }


def test_ten_thousand_answers_are_computed_fast(ask: Ask) -> None:
    numbers = random.Random(3)
    questions = [name for concept in MANY["concepts"].values() for name in concept["questions"]]
    log = [
        event(numbers.choice(questions), numbers.randrange(300), number, verdict=numbers.choice(VERDICTS))
        for number in range(10_000)
    ]
    fastest = ask("speed", events=log, bank=MANY, today=after(300))
    print(f"10,000 answers: {fastest:.1f} ms")
    assert fastest < 100


# What the browser keeps

HOSTILE = [
    None, True, 3, -1, 1.5, "x", [], [1], {}, "1970-01-01", 1e308, {"2026-11-01": "5"}, {"2026-11-01": [5]},
    {"2026-11-01": -5, "2026-11-02": 0.5, "__proto__": 9, "0": 3, "2026-11-1": 4, " 2026-11-01": 4}, {"a": {"b": 1}},
]  # fmt: skip


def test_the_menu_counts_only_counts_of_dates(ask: Ask) -> None:
    assert ask("dueToday", caches=HOSTILE, now=moment(10)) == [0] * len(HOSTILE)
    caches = [
        {"2026-11-01": 2, "2026-11-11": 3, "2026-11-12": 4, "1970-01-01": 1},
        {"2026-11-11": 10**300, "2026-11-10": 1},
        {"2026-11-11": 4, "2026-11-10": "4"},
    ]
    assert ask("dueToday", caches=caches, now=moment(10)) == [6, 100_000, 4]


def test_the_menu_counts_by_learning_days(ask: Ask) -> None:
    caches = [{"2026-11-11": 3}]
    night = {"2026-11-11T08:59:59.999Z": 0, "2026-11-11T09:00:00.000Z": 3}
    found = [ask("dueToday", zone="America/New_York", caches=caches, now=now) for now in night]
    assert found == [[count] for count in night.values()]


@pytest.mark.parametrize(
    ("text", "dates", "count", "deny", "before", "after_it"),
    [
        (None, {"1999-01-01": 2}, 2, False, [None, None], ["2 due", "2 due"]),
        ('{"1999-01-01": 1}', {}, 1, False, ["1 due"], [None]),
        ('{"1999-01-01": 1, "9998-01-01": 7}', None, 1, False, ["1 due"], ["1 due"]),
        ('{"1999', {"1999-01-01": 3}, 0, False, [], []),
        ("[" * 100_000, None, 1, False, [None], [None]),
        ('{"1999-01-01": 1}', {"1999-01-01": 3}, 1, True, [None], [None]),
    ],
)
def test_the_menu_shows_the_count_where_there_is_a_place(
    ask: Ask, text: str | None, dates: Any, count: int, deny: bool, before: Any, after_it: Any
) -> None:
    found = ask("menu", text=text, dates=dates, count=count, deny=deny)
    assert found == {"before": before, "after": after_it}


DATE = '{"by": "interview", "date": "2026-12-05"}'
INTERVIEW = (date(2026, 12, 5) - date(1970, 1, 1)).days


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ({}, STANDARD),
        ({"atlas.review": '{"retention": 0.85, "perDay": 12}'}, STANDARD | {"retention": 0.85, "perDay": 12}),
        ({"atlas.review": '{"retention": 0.5, "perDay": -3}'}, STANDARD | {"retention": 0.8, "perDay": 0}),
        ({"atlas.review": '{"retention": 1, "perDay": 1e9}'}, STANDARD | {"retention": 0.97, "perDay": 50}),
        ({"atlas.review": '{"retention": "0.85", "perDay": 7.4}'}, STANDARD | {"perDay": 7}),
        ({"atlas.review": '{"retention": null, "perDay": [5], "exam": 20000}'}, STANDARD),
        ({"atlas.review": '{"retention": 1e999}'}, STANDARD),
        *(({"atlas.review": text}, STANDARD) for text in ("", "null", "[0.8]", "0.8", '"x"', "{{", "[" * 100_000)),
        ({"atlas.date": DATE}, STANDARD | {"exam": INTERVIEW}),
        ({"atlas.date": DATE.replace("interview", "start")}, STANDARD),
        *(
            ({"atlas.date": text}, STANDARD)
            for text in (
                "",
                "3",
                "[]",
                '{"by": "interview"}',
                DATE.replace("12-05", "02-30"),
                DATE.replace('"2026-12-05"', "5"),
            )
        ),
    ],
)
@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Pacific/Kiritimati"])
def test_each_setting_is_checked_on_its_own(ask: Ask, zone: str, kept: dict[str, str], read: dict[str, Any]) -> None:
    assert ask("settings", zone=zone, entries=kept)["read"] == read


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ({"retention": 0.95, "perDay": 10}, {"retention": 0.95, "perDay": 10}),
        ({"retention": 7, "perDay": -1, "exam": 3, "more": "x"}, {"retention": 0.97, "perDay": 0}),
        ({}, {"retention": 0.9, "perDay": 5}),
    ],
)
def test_settings_are_checked_when_they_are_written(ask: Ask, written: dict[str, Any], kept: dict[str, Any]) -> None:
    found = ask("settings", entries={"atlas.date": DATE}, written=written)
    assert json.loads(found["kept"]) == kept
    assert found["again"] == kept | {"exam": INTERVIEW}


@pytest.mark.parametrize(
    "hostile",
    [None, 3, "x", [], {"retention": "x", "perDay": None, "exam": "2026"}, {"exam": TODAY + 0.5}, {"exam": 1e300}],
)
def test_settings_from_anywhere_are_checked_where_they_are_used(ask: Ask, hostile: Any) -> None:
    log = [event("a.q0", 0, 1)]
    given_settings = {"settings": hostile, "today": TODAY, "events": log, "bank": bank(a="single")}
    assert ask("planned", **given_settings) == {"a.q0": FIRST + 2}


def test_a_day_is_named_as_people_name_it(ask: Ask) -> None:
    wanted = {
        -9: "today", 0: "today", 1: "tomorrow", 2: "on Thursday", 6: "on Monday", 7: "in 7 days", 30: "in 30 days",
        31: "in a month", 45: "in a month", 46: "in 2 months", 365: "in 12 months",
    }  # fmt: skip
    tuesday = INTERVIEW + 3
    for zone in ("UTC", "America/New_York", "Pacific/Kiritimati"):
        assert ask("when", zone=zone, counts=list(wanted), today=tuesday) == list(wanted.values())
