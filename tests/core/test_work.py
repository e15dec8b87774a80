"""Hostile data does not make the check do work that grows with the square of its size: calls are counted, not time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.core.model.reading import read_library
from macros.core.rules import check, figures
from macros.core.source.documents import read
from macros.core.source.problems import Problem
from macros.core.text import markdown as text
from macros.core.text.markdown import mentions
from tests.core.test_odd_data import plain, replaced

BETA = "data/concepts/beta.yml"


def counted(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> list[tuple[Any, ...]]:
    """The arguments of each call of a function from now on."""
    calls: list[tuple[Any, ...]] = []
    function: Callable[..., Any] = getattr(module, name)

    def called(*arguments: Any) -> Any:
        calls.append(arguments)
        return function(*arguments)

    monkeypatch.setattr(module, name, called)
    return calls


def problems_with(root: Path, place: tuple[Any, ...], value: Any) -> list[Problem]:
    """What is found if a value stands at a place of beta."""
    data = replaced(plain(read(BETA, (root / BETA).read_bytes()).data), place, value)
    (root / BETA).write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")
    library, problems = read_library(root)
    assert library
    return problems + check(library)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("$a " * 1900, []),
        ("$a " * 1900 + "$b$5", []),
        ("$a\\" * 1900 + "$ ", []),
        ("$a $b " * 500 + "$c$", ["a $b " * 500 + "$c"]),
    ],
)
def test_the_dollar_that_closes_a_formula_is_looked_for_once(
    typed: str, found: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = counted(monkeypatch, text, "_closing")
    formulas = [mention.value.strip() for mention in mentions(f"{typed} ", block=True) if mention.kind == "tex"]
    assert len(formulas) == len(found)
    assert len(calls) <= 2


def test_dollars_are_paired_as_before() -> None:
    cases = {
        "$a$ and $b$": ["a", "b"],
        "$a $b$": ["a $b"],
        "$a$5 $b$": ["5 $b"],
        "5$ and $a$": ["a"],
        r"\$a $b$": ["b"],
        r"$a\$b$": [r"a\$b"],
        "$a *b $c$*": ["a *b $c"],
        "$a\n\n$b$": ["b"],
        "$$ $a$": ["a"],
    }
    for typed, found in cases.items():
        assert [mention.value for mention in mentions(typed, block=True) if mention.kind == "tex"] == found, typed


def test_places_of_a_figure_are_looked_for_once_in_a_text(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = counted(monkeypatch, figures, "_visible")
    found = problems_with(small, ("sections", 0, "text"), "It is 37. " * 500)
    places = [(p.line, p.column) for p in found if p.code == "uncited-figure"]
    assert len(places) == len(set(places)) == 500
    assert len(calls) == 1


def test_exceptions_beyond_the_hundredth_of_a_concept_are_not_compared(small: Path) -> None:
    text_of = "".join(f"- concept: beta\n  text: It is 37 or {n}\n  reason: R.\n" for n in range(102))
    (small / "data/exceptions.yml").write_text(text_of, "utf-8")
    found = [str(p) for p in problems_with(small, ("sections", 0, "text"), "It is 99.") if "exceptions" in p.path]
    assert len([line for line in found if line.endswith("[unneeded-exception]")]) == 100
    assert [line for line in found if line.endswith("[too-long]")] == [
        f"data/exceptions.yml:{line}:12: 'beta' has 100 exceptions above; cite sources instead [too-long]"
        for line in (301, 304)
    ]


def test_a_process_is_followed_as_far_as_a_list_may_be_long(small: Path) -> None:
    stages = [
        {"id": f"s{n}", "name": "N", "text": "T.", "inputs": ["a"], "outputs": ["b"], "again": "nowhere"}
        for n in range(150)
    ]
    codes = [problem.code for problem in problems_with(small, ("process",), stages)]
    assert codes.count("unknown-stage") == 100
    assert codes.count("too-long") == 1


def test_steps_of_a_path_are_compared_with_those_that_came_before(small: Path) -> None:
    concepts = "".join(f"        - {name}\n" for name in ["beta", "alpha", *["beta"] * 300])
    (small / "data/paths.yml").write_text(
        "- id: way\n  label: Way\n  description: Says something to somebody.\n  steps:\n"
        f"    - label: L\n      concepts:\n{concepts}",
        "utf-8",
    )
    library, _ = read_library(small)
    assert library
    found = [str(problem) for problem in check(library) if problem.path == "data/paths.yml"]
    assert found[0] == ("data/paths.yml:7:11: 'beta' requires 'alpha', which comes later; move 'alpha' up [path-order]")
    assert [line.rpartition("[")[2] for line in found[1:]] == ["repeated-step]"] * 300


def test_a_bad_list_is_not_called_too_short_for_its_bad_entries(small: Path) -> None:
    equations = [
        {"id": f"e{n}", "name": "N", "tex": "a", "says": "S.", "symbols": [1] if n % 2 else [], "sources": []}
        for n in range(60)
    ]
    found = [p for p in problems_with(small, ("equations",), equations) if p.code in ("too-short", "wrong-type")]
    assert [p.code for p in found].count("wrong-type") == 30
    assert [p.code for p in found].count("too-short") == 90
