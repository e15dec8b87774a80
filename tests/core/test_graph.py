from __future__ import annotations

from pathlib import Path

from macros.core.model.reading import read_library
from tests.projects import edit


def test_each_relation_is_seen_from_both_ends(small: Path) -> None:
    library, problems = read_library(small)
    assert library and not problems
    seen = {here: [(edge.phrase, edge.other) for edge in library.graph.around(here)] for here in ("alpha", "beta")}
    assert seen == {
        "alpha": [("is required by", "beta"), ("motivates", "beta"), ("contrasts with", "beta")],
        "beta": [("requires", "alpha"), ("is motivated by", "alpha"), ("contrasts with", "alpha")],
    }


def test_targets_are_only_what_the_concept_points_at(small: Path) -> None:
    library, _ = read_library(small)
    assert library
    assert library.graph.targets("beta", "requires") == ["alpha"]
    assert library.graph.targets("alpha", "requires") == []


def test_each_cycle_once(small: Path) -> None:
    edit(small, "data/concepts/alpha.yml", "kind: motivates", "kind: requires")
    library, _ = read_library(small)
    assert library
    assert list(library.graph.cycles("requires")) == [["alpha", "beta", "alpha"]]
    assert list(library.graph.cycles("is-a")) == []
