"""Every mutant can be tried, and the runner tells what was noticed from what was not; ``make mutants`` tries them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutants import Mutant, Result, check_tests, problem, read_mutants, run, run_all

MUTANTS = read_mutants()
PATCH = "Breaks: Twice is thrice.\nTests: {tests}\n\n--- a/twice.py\n+++ b/twice.py\n@@ -1,2 +1,{lines} @@\n"


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.path.stem)
def test_a_mutant_applies_and_names_tests(mutant: Mutant) -> None:
    assert problem(mutant) == ""


def test_no_mutant_is_there_twice() -> None:
    numbers = [mutant.path.name.split("-")[0] for mutant in MUTANTS]
    assert len(set(numbers)) == len(numbers)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one function."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "twice.py").write_text("def twice(n):\n    return 2 * n\n", "utf-8")
    (folder / "test_twice.py").write_text(
        "from twice import twice\n\ndef test_two():\n    assert twice(2) == 4\n\n"
        "def test_zero():\n    assert twice(0) == 0\n",
        "utf-8",
    )
    return folder


def mutant(folder: Path, change: str, tests: str = "test_twice.py") -> Mutant:
    """A mutant with this body of a diff."""
    patches = folder.parent / "patches"
    patches.mkdir(exist_ok=True)
    (patches / "1-thrice.patch").write_text(PATCH.format(tests=tests, lines=1 + change.count("\n+")) + change, "utf-8")
    (found,) = read_mutants(patches)
    return found


THRICE = " def twice(n):\n-    return 2 * n\n+    return 3 * n\n"


def test_what_the_tests_notice_is_killed(project: Path) -> None:
    before = sorted((file.name, file.read_bytes()) for file in project.iterdir())
    thrice = mutant(project, THRICE)
    assert thrice.breaks == "Twice is thrice."
    assert list(run_all([thrice], project)) == [(thrice, Result("killed", "test_twice.py::test_two"))]
    assert sorted((file.name, file.read_bytes()) for file in project.iterdir()) == before


def test_a_folder_named_as_one_that_was_made_is_copied(project: Path) -> None:
    for folder in (project / "inner/site", project / "site"):
        folder.mkdir(parents=True)
        (folder / "two.py").write_text("TWO = 2\n", "utf-8")
    test = "from pathlib import Path\n\ndef test_two():\n    assert {}\n"
    there, gone = "Path('inner/site/two.py').exists()", "not Path('site').exists()"
    (project / "test_twice.py").write_text(test.format(f"{there} and {gone}"), "utf-8")
    assert check_tests([mutant(project, THRICE)], project) == ""


def test_what_the_tests_miss_survives(project: Path) -> None:
    assert run(mutant(project, THRICE, "test_twice.py::test_zero"), project) == Result("survived")


@pytest.mark.parametrize(
    ("change", "tests", "said"),
    [
        (THRICE.replace("2 * n", "2 + n"), "test_twice.py", "does not apply: error: patch failed: twice.py:1"),
        (THRICE.replace("3 * n", "3 *"), "test_twice.py", "twice.py is no Python any more: invalid syntax"),
        (f"{THRICE}+1 / 0\n", "test_twice.py", "ZeroDivisionError"),
        (THRICE, "test_thrice.py", "there is no test test_thrice.py"),
        (THRICE, "test_twice.py::test_three", "there is no test test_twice.py::test_three"),
    ],
)
def test_what_cannot_be_tried_is_no_kill(change: str, tests: str, said: str, project: Path) -> None:
    state, words = run(mutant(project, change, tests), project)
    assert state == "error" and said in words


def test_tests_that_fail_already_are_said(project: Path) -> None:
    thrice = mutant(project, THRICE)
    assert check_tests([thrice], project) == ""
    (project / "twice.py").write_text("def twice(n):\n    return 4 * n\n", "utf-8")
    assert "FAILED test_twice.py::test_two" in check_tests([thrice], project)


def test_a_patch_without_a_header_is_said(project: Path) -> None:
    path = mutant(project, THRICE).path
    path.write_text(path.read_text("utf-8").replace("Breaks: ", ""), "utf-8")
    with pytest.raises(ValueError, match=r"1-thrice\.patch: begin with the lines"):
        read_mutants(path.parent)
