"""The check refuses files in ``docs/`` that would end a build."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.__main__ import main
from macros.core.atlas import load_atlas
from macros.core.problems import DataError
from tests.core.test_names import IDS, problems, rename

TAKEN = {
    "concepts/alpha.md": "data/concepts/alpha.yml",
    "concepts/alpha/index.md": "data/concepts/alpha.yml",
    "concepts/Alpha/README.md": "data/concepts/alpha.yml",
    "categories/training/index.md": "data/vocabulary.yml",
    "categories/training.md": "data/vocabulary.yml",
    "contributing.md": "CONTRIBUTING.md",
    "bibliography.bib": "data",
    "assets/questions.json": "data",
    "_headers": "data",
    "robots.txt": "data",
}


def write(root: Path, name: str, content: bytes = b"# Page\n") -> None:
    (root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
    (root / "docs" / name).write_bytes(content)


@pytest.mark.parametrize("name", TAKEN)
def test_a_file_at_the_address_of_one_that_is_made(name: str, small: Path) -> None:
    write(small, name)
    assert problems(small) == [
        f"docs/{name}:1:1: the page or file at this address is made from {TAKEN[name]}; rename or delete this one "
        "[taken-page]"
    ]


def test_a_file_in_a_folder_of_what_is_made(small: Path) -> None:
    write(small, "assets/cards/alpha.png")
    assert problems(small) == [
        "docs/assets/cards/alpha.png:1:1: everything in assets/cards is made by the build; move this file to another "
        "folder [taken-page]"
    ]


def test_a_page_at_the_address_of_a_moved_one(small: Path) -> None:
    assert main(["lock"], root=small) == 0
    rename(small, "beta", "bet", redirect=True)
    assert main(["lock"], root=small) == 0
    write(small, "concepts/beta.md")
    assert problems(small) == [
        f"docs/concepts/beta.md:1:1: the page or file at this address is made from {IDS}; rename or delete this one "
        "[taken-page]"
    ]


def test_other_files_are_no_problem(small: Path) -> None:
    for name in ("index.md", "concepts/index.md", "about/alpha.md", "assets/images/x.png", "concepts/alpha/x.png"):
        write(small, name)
    (small / "docs/folder.md").mkdir()
    assert problems(small) == []


def test_a_page_that_is_not_utf_8(small: Path) -> None:
    write(small, "one.md", b"# Page\n\n\xff\n\n```mermaid\nflowchart LR\n  a --> b\n```\n")
    assert problems(small) == ["docs/one.md:3:1: the file is not UTF-8; save it as UTF-8 [not-utf-8]"]


@pytest.fixture
def without_packages(small: Path) -> Path:
    """The small project without npm packages."""
    (small / "node_modules").unlink()
    return small


def run(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], list[str]]:
    status = main(["check", *arguments], root)
    said = capsys.readouterr()
    return status, said.out.splitlines(), said.err.splitlines()


SKIPPED = "diagrams were not checked: the npm packages are missing; run 'make install'"


def test_a_check_without_packages_says_what_it_leaves_out(
    without_packages: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    fine = "2 concepts, 2 sources: no problems"
    assert run(without_packages, capsys) == (0, [SKIPPED, fine], [])
    assert run(without_packages, capsys, "--format", "json") == (0, ["[]"], [SKIPPED])
    write(without_packages, "concepts/alpha.md")
    status, lines, _ = run(without_packages, capsys)
    assert status == 1
    assert lines[0] == SKIPPED
    assert lines[1].startswith("docs/concepts/alpha.md:1:1: ")
    assert lines[2] == "1 problem"


@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_a_check_in_a_workflow_leaves_nothing_out(
    form: str, without_packages: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    missing = "node_modules is incomplete; run 'make install' (or 'npm ci' in the environment)"
    assert run(without_packages, capsys, "--format", form) == (1, [missing], [])


def test_without_drawings_all_rules_run(without_packages: Path) -> None:
    write(without_packages, "one.md", b"# Page\n\n```mermaid\nflowchart LR\n  a --> --> b\n```\n")
    assert load_atlas(without_packages, lambda _here, there: there, drawn=False).drawings == {}
    write(without_packages, "concepts/alpha.md")
    with pytest.raises(DataError) as error:
        load_atlas(without_packages, lambda _here, there: there, drawn=False)
    assert [problem.code for problem in error.value.problems] == ["taken-page"]
