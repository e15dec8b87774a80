"""Where a concept stands on a learning path, and on which days its parts fall, as the browser computes both."""

from __future__ import annotations

from typing import Any

import pytest

from tests.node import run_module

WAY = {"label": "Way", "href": "paths/way/", "days": True, "parts": [["One", ["a", "b"]], ["Two", ["c"]]]}
PLACES = """
import { readFileSync } from "node:fs";
import * as plan from "./web/scripts/plan.mjs";
const { way, concepts, ids, read } = JSON.parse(readFileSync(0, "utf8"));
const plans = { paths: { way }, concepts: {} };
console.log(JSON.stringify({
  places: concepts.map((concept) => plan.placeOn(way, concept)),
  found: ids.map((id) => plan.planOf(plans, id) !== null),
  unread: plan.firstUnread(way, (concept) => read.includes(concept)),
  anchors: [plan.anchorOf(way, 2), plan.anchorOf({ ...way, days: false }, 1)],
}));
"""
SCHEDULE = """
import { readFileSync } from "node:fs";
const { zone, cases } = JSON.parse(readFileSync(0, "utf8"));
process.env.TZ = zone;
const { dayOf, schedule } = await import("./web/scripts/plan.mjs");
const written = (day) => `${day.getFullYear()}-${day.getMonth() + 1}-${day.getDate()}`;
console.log(JSON.stringify(cases.map(([by, text, count]) => {
  const day = dayOf(text);
  return day && schedule(by, day, count).map(written);
})));
"""


def asked(read: list[str], ids: list[Any] | None = None) -> Any:
    """Places of a to d, which ids name a path, and the first concept that is not read."""
    return run_module(PLACES, {"way": WAY, "concepts": list("abcd"), "ids": ids or [], "read": read})


def test_a_concept_has_a_day_a_position_and_neighbors() -> None:
    assert asked([])["places"] == [
        {"part": 1, "position": 1, "of": 2, "previous": None, "next": "b"},
        {"part": 1, "position": 2, "of": 2, "previous": "a", "next": "c"},
        {"part": 2, "position": 1, "of": 1, "previous": "b", "next": None},
        None,
    ]


def test_the_first_unread_concept_leads_on() -> None:
    assert [asked(read)["unread"] for read in ([], ["a"], ["b"], ["a", "b", "c"])] == ["a", "b", "a", None]


def test_only_the_id_of_a_path_names_one() -> None:
    assert asked([], ["way", "Way", "toString", "__proto__", "", None, 3, ["way"]])["found"] == [True] + [False] * 7


def test_days_and_parts_have_anchors() -> None:
    assert asked([])["anchors"] == ["day-2", "part-1"]


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe"])
def test_days_follow_one_another_across_months_years_and_changes_of_the_clock(zone: str) -> None:
    cases = [
        ["start", "2026-10-30", 4],
        ["start", "2027-03-13", 3],  # the clock changes in New York on the 14th
        ["interview", "2026-11-02", 3],  # and on November 1
        ["interview", "2027-01-02", 3],
        ["start", "2028-02-28", 3],
    ]
    assert run_module(SCHEDULE, {"zone": zone, "cases": cases}) == [
        ["2026-10-30", "2026-10-31", "2026-11-1", "2026-11-2"],
        ["2027-3-13", "2027-3-14", "2027-3-15"],
        ["2026-10-30", "2026-10-31", "2026-11-1"],
        ["2026-12-30", "2026-12-31", "2027-1-1"],
        ["2028-2-28", "2028-2-29", "2028-3-1"],
    ]


def test_a_date_that_does_not_exist_gives_no_days() -> None:
    cases = [["start", text, 2] for text in ("2026-02-30", "2026-13-01", "", "tomorrow", None, 5, "20260-01-01")]
    assert run_module(SCHEDULE, {"zone": "UTC", "cases": cases}) == [None] * len(cases)
