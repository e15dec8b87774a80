from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from macros.core.model.concept import Relation
from macros.core.model.library import Library
from macros.core.model.reading import read_library
from macros.core.model.reading_order import reading_order, required_outside, steps
from macros.core.pages.tiers import MOST_STEPS, tiers


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


def with_requirements(folder: Path, needs: dict[str, str]) -> Library:
    """The small project with these concepts alone, each with the letters of those that it requires."""
    library, _ = read_library(folder)
    assert library
    one = library.concepts["alpha"]
    concepts = {
        key: one.model_copy(
            update={"title": key, "short_title": None, "relations": tuple(requires(target) for target in others)}
        )
        for key, others in needs.items()
    }
    return replace(library, concepts=concepts)


def requires(target: str) -> Relation:
    return Relation(kind="requires", target=target, reason="So.")


def test_a_step_is_the_longest_chain_before_a_concept(small: Path) -> None:
    library = with_requirements(small, {"d": "ac", "c": "b", "b": "a", "a": "", "e": ""})
    assert steps(library) == {"a": 0, "b": 1, "c": 2, "d": 3, "e": 0}


def test_steps_of_a_long_chain(small: Path) -> None:
    number = 2 * sys.getrecursionlimit()
    library, _ = read_library(small)
    assert library
    one = library.concepts["alpha"]
    chain = {
        f"c{n}": one.model_copy(update={"relations": (requires(f"c{n - 1}"),) if n else ()})
        for n in reversed(range(number))
    }
    assert steps(replace(library, concepts=chain))[f"c{number - 1}"] == number - 1


def test_all_concepts_stand_at_their_steps_and_the_last_column_has_the_rest(small: Path) -> None:
    letters = "abcdefghij"
    library = with_requirements(small, {key: letters[:place][-1:] for place, key in enumerate(letters)} | {"z": "a"})
    table = tiers(library)
    assert table.columns == [*map(str, range(MOST_STEPS)), f"{MOST_STEPS}+"]
    [(category, cells)] = table.rows
    assert category.key == library.concepts["a"].category
    assert cells == [["a"], ["b", "z"], ["c"], ["d"], ["e"], ["f"], ["g"], ["h", "i", "j"]]


def test_a_table_has_no_more_columns_than_steps(small: Path) -> None:
    assert tiers(with_requirements(small, {"a": "", "b": "a"})).columns == ["0", "1"]
    assert tiers(with_requirements(small, {})).rows == []
