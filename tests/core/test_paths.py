from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from macros.core.model.concept import Relation
from macros.core.model.reading import read_library
from macros.core.model.reading_order import reading_order, required_outside


def test_what_is_required_comes_first(small: Path) -> None:
    library, _ = read_library(small)
    assert library
    assert reading_order(library, ["beta", "alpha"]) == ["alpha", "beta"]
    assert reading_order(library, ["beta"]) == ["beta"]


def test_what_is_needed_from_elsewhere(small: Path) -> None:
    library, _ = read_library(small)
    assert library
    assert required_outside(library, ["beta"]) == ["alpha"]
    assert required_outside(library, ["alpha", "beta"]) == []


def test_a_long_chain_is_put_in_order(small: Path) -> None:
    """Longer than the stack of calls, with each concept requiring the one before it, and given from the end."""
    library, _ = read_library(small)
    assert library
    ids = [f"c{number}" for number in range(2 * sys.getrecursionlimit())]
    one = library.concepts["beta"]
    chain = {
        key: one.model_copy(update={"relations": (Relation(kind="requires", target=before, reason="So."),)})
        for key, before in zip(ids[1:], ids, strict=False)
    }
    longer = replace(library, concepts={ids[0]: one, **chain})
    assert reading_order(longer, ids[::-1]) == ids
    assert reading_order(longer, ids[-1:]) == ids[-1:]


def test_what_does_not_depend_on_each_other_stays_as_given(small: Path) -> None:
    library, _ = read_library(small)
    assert library
    one = library.concepts["alpha"].model_copy(update={"relations": ()})
    needs = tuple(Relation(kind="requires", target=target, reason="So.") for target in ("d", "b"))
    concepts = dict.fromkeys("abcd", one) | {"e": one.model_copy(update={"relations": needs})}
    five = replace(library, concepts=concepts)
    assert reading_order(five, list("cabd")) == list("cabd")
    assert reading_order(five, list("dbca")) == list("dbca")
    assert reading_order(five, list("aecbd")) == list("abdec"), "what e requires comes in the order of the graph"
