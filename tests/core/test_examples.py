"""The examples of the page *Problems* are what they say: each has the one problem under which it stands."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from textwrap import dedent, indent

import pytest
from bs4 import BeautifulSoup

from macros.__main__ import main
from macros.core.model.reading import read_library
from macros.core.pages.atlas import load_atlas
from macros.core.pages.render import Renderer
from macros.core.rules import findings
from macros.core.source.codes import CODES
from macros.core.source.examples import EXAMPLES, Example
from macros.core.source.problems import Severity, with_severity
from tests.core.test_rules import report
from tests.projects import SMALL, copy_small, edit

WITHOUT = {
    # what no lines of a file show
    "no-file", "file-name", "file-too-large", "empty-file", "not-utf-8", "taken-page",
    # both sides would look alike
    "invisible-character", "mixed-alphabets",
    # about the check itself
    "more-problems", "internal-error",
    # over two files, whole entries or the whole question bank
    "unlisted-page", "longest-is-key", "shortest-is-key", "uneven-cue", "guessed", "key-place", "unused-source",
    # about a file that only commands write
    "lock-line", "unsorted-lock", "changed-lock",
    # notices, after which there is nothing to do
    "new-name", "lost-source", "other-layout", "uneven-day",
}  # fmt: skip
OF_PROPOSALS = {"changed-source", "changed-answer", "lowered-rev", "lost-name", "changed-claim"}
"""What is wrong only after something else was published."""
GAMMA = "data/concepts/gamma.yml"
NEW_FILES = [code for code, example in EXAMPLES.items() if example.path.startswith("docs/")]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small project with a question of every type and a third page, which has what the examples need."""
    folder = copy_small(tmp_path / "project")
    questions = (SMALL / "all_types.yml").read_text("utf-8")
    edit(folder, "data/concepts/alpha.yml", "further_reading:", f"{questions}further_reading:")
    shutil.copy(SMALL / "gamma.yml", folder / GAMMA)
    (folder / "docs").mkdir()
    return folder


def put(folder: Path, path: str, good: str, new: str) -> None:
    """Writes lines in the place of the good ones, with the indent of those; a new file has these lines only."""
    if not (folder / path).exists():
        edit(folder, path, "", new)
        return
    text = (folder / path).read_text("utf-8")
    shifts = [" " * width for width in range(0, 13, 2)]
    found = [shift for shift in shifts for _ in re.finditer(f"^{re.escape(indent(good, shift))}$", text, re.MULTILINE)]
    assert len(found) == 1, f"{good!r} stands {len(found)} times in {path}"
    block = re.compile(f"^{re.escape(indent(good, found[0]))}$", re.MULTILINE)
    (folder / path).write_text(block.sub(lambda _: indent(new, found[0]), text), "utf-8")


def codes(folder: Path) -> list[str]:
    """The codes of a project's problems, drawings included."""
    return [line.rpartition("[")[2].removesuffix("]") for line in report(folder)[:-1]]


def codes_of_proposal(folder: Path, base: Path) -> list[str]:
    """The codes of the problems and warnings of a project that is proposed for another."""
    library, found = read_library(folder, base)
    assert library
    return [one.code for one in with_severity([*found, *findings(library)], Severity.PROBLEM, Severity.WARNING)]


@pytest.mark.parametrize("code", [code for code in EXAMPLES if code not in OF_PROPOSALS])
def test_an_example_has_the_problem_under_which_it_stands(code: str, project: Path) -> None:
    path, good, bad = EXAMPLES[code]
    put(project, path, good, bad)
    assert codes(project) == [code]


@pytest.mark.parametrize("code", sorted(OF_PROPOSALS))
def test_an_example_of_a_proposal_has_the_problem_under_which_it_stands(
    code: str, project: Path, tmp_path: Path
) -> None:
    assert main(["lock"], root=project) == 0
    base = shutil.copytree(project, tmp_path / "base", symlinks=True)
    assert codes_of_proposal(project, base) == []
    path, good, bad = EXAMPLES[code]
    put(project, path, good, bad)
    assert codes_of_proposal(project, base) == [code]


def test_what_the_examples_say_to_write_has_no_problem(project: Path) -> None:
    assert codes(project) == []


@pytest.mark.parametrize("code", NEW_FILES)
def test_what_an_example_says_to_write_into_a_new_file_has_no_problem(code: str, project: Path) -> None:
    path, good, _ = EXAMPLES[code]
    put(project, path, "", good)
    assert codes(project) == []


def test_each_code_has_an_example_or_a_reason_for_none() -> None:
    assert CODES.keys() - EXAMPLES.keys() == WITHOUT
    assert not EXAMPLES.keys() - CODES.keys()


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_can_be_read_at_a_glance(code: str) -> None:
    _, *sides = EXAMPLES[code]
    for lines in sides:
        assert lines == dedent(lines).strip("\n"), "it has no indent of its own"
        assert len(lines.split("\n")) <= 8
        assert max(map(len, lines.split("\n"))) <= 72
    assert sides[0] != sides[1]


def test_the_page_shows_both_sides_of_an_example_as_they_are_written(small: Path) -> None:
    renderer = Renderer(load_atlas(small, lambda _here, there: there))
    page = BeautifulSoup(renderer.fill(renderer.problem_kinds("problems.md")), "html.parser")
    shown = {}
    for entry in page.select(".aa-codes > div"):
        labels = [label.get_text() for label in entry.select(".aa-example p")]
        path, *sides = [code.get_text() for code in entry.select(".aa-example code")] or [""]
        if path:
            assert labels == [f"For example, in {path}:", "Instead of", "Write"]
            bad, good = sides
            shown[entry["id"]] = Example(path, good, bad)
    assert shown == EXAMPLES
    assert "&lt;b&gt;camel&lt;/b&gt;" in str(page)
