"""What readers type and what they must find: ``tests/queries.yml``, answered from a built site in Node."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.site.search import FOLDER, write_files_script
from tests.node import run_program
from tests.projects import ROOT

QUERIES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/queries.yml").read_text("utf-8"))
ENOUGH = 0.95


@pytest.fixture(scope="module")
def answers(relative_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[dict[str, Any]]]:
    """The answers to queries, from the index or, with ``files``, as a copy opened as files ranks them."""
    site = tmp_path_factory.mktemp("queries")
    shutil.copytree(relative_site / FOLDER, site / FOLDER)
    write_files_script(site)
    (site / FOLDER / "package.json").write_text(
        '{"type": "module"}', "utf-8"
    )  # for Node, which loads Pagefind's script

    def answer(*queries: str, files: bool = False) -> list[dict[str, Any]]:
        given = {"folder": str(site / FOLDER), "files": files, "queries": queries}
        found: list[dict[str, Any]] = run_program("tests/queries.mjs", given)
        return found

    return answer


def satisfied(wanted: dict[str, Any], answer: dict[str, Any]) -> bool:
    """Whether an answer begins with what is wanted, and says that the site lacks a term just when it does."""

    def listed(address: str) -> bool:
        if address.endswith("*"):
            return any(one.startswith(address[:-1]) for one in answer["first"])
        return address in answer["first"]

    return (
        (not wanted.get("find") or any(map(listed, wanted["find"])))
        and all(map(listed, wanted.get("both", [])))
        and bool(answer["missing"]) == wanted.get("missing", False)
    )


@pytest.mark.parametrize("files", [False, pytest.param(True, marks=pytest.mark.expensive)], ids=["index", "files"])
def test_readers_find_what_they_ask_for(files: bool, answers: Callable[..., list[dict[str, Any]]]) -> None:
    found = answers(*(wanted["query"] for wanted in QUERIES), files=files)
    failed = [wanted["query"] for wanted, answer in zip(QUERIES, found, strict=True) if not satisfied(wanted, answer)]
    assert failed == [wanted["query"] for wanted in QUERIES if "fails" in wanted]
    assert len(failed) <= (1 - ENOUGH) * len(QUERIES)


def test_there_are_many_queries_and_each_wants_something() -> None:
    asked = [wanted["query"] for wanted in QUERIES]
    assert len(asked) == len(set(asked)) >= 120
    assert all({"find", "both", "missing"} & wanted.keys() for wanted in QUERIES)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"first": ["a/"], "missing": ""}, True),
        ({"first": ["a/#x"], "missing": ""}, False),
        ({"first": ["b/#x"], "missing": ""}, True),
        ({"first": ["a/"], "missing": "term"}, False),
        ({"first": [], "missing": ""}, False),
    ],
)
def test_an_answer_that_misses_is_noticed(answer: dict[str, Any], expected: bool) -> None:
    assert satisfied({"find": ["a/", "b/*"]}, answer) is expected


def test_a_query_of_anything_is_answered(answers: Callable[..., list[dict[str, Any]]]) -> None:
    hostile = [
        "<img src=x onerror=alert(1)>", '"', '""', "../../etc/passwd", "%00%ff", "\\", "\\\\{{}}", "vs", "x vs", "(((",
        "__proto__", "constructor vs toString", "\ud7ff\u202e", "a" * 5000, "w " * 3000, "*.*", "$&", "?", " ",
    ]  # fmt: skip
    for files in (False, True):
        assert len(answers(*hostile, files=files)) == len(hostile)
