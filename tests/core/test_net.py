"""A fault of the program is a problem among the others, and stops none of them from being found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.core.drawing.renderer import RendererMissing
from macros.core.model.files import GLOSSARY
from macros.core.model.library import Library
from macros.core.pages import atlas
from macros.core.pages.atlas import load_atlas
from macros.core.rules import charts, unused
from macros.core.rules.faults import net
from macros.core.source.documents import Document
from macros.core.source.problems import DataError, Problem
from tests.projects import edit

LEVEL = "data/concepts/beta.yml:5:8: unknown level 'hard'; allowed: introductory, intermediate, advanced [unknown-word]"
FAULT = "this is a fault of the check itself: report it with this line and the file [internal-error]"


def checked(root: Path) -> list[str]:
    """The lines that the check prints; places in the program without their line."""
    with pytest.raises(DataError) as raised:
        load_atlas(root, lambda _here, there: there)
    return [re.sub(r"(\.py):\d+", r"\1:N", line) for line in raised.value.report().splitlines()]


def by_concept(library: Library) -> Iterator[Problem]:
    for concept_id, concept in library.concepts.items():
        if concept.title == "Beta":
            yield library.document(concept_id).problem(("title",), "bad-value", "found before")
            raise OverflowError("int too large\nto convert")


def by_document(library: Library) -> Iterator[Problem]:
    yield from within(library.documents[GLOSSARY])


def within(document: Document) -> Iterator[Problem]:
    nothing: dict[str, list[Problem]] = {}
    yield from nothing[document.path]


def nowhere(library: Library) -> Iterator[Problem]:
    raise RecursionError(f"{len(library.concepts)} {'x' * 900}")


@pytest.mark.parametrize(
    ("broken", "lines"),
    [
        (
            by_concept,
            [
                "data/concepts/beta.yml:1:1: the rule 'charts' stopped at test_net.py:N with OverflowError: int too "
                f"large to convert; {FAULT}",
                "data/concepts/beta.yml:2:8: found before [bad-value]",
                LEVEL,
            ],
        ),
        (
            by_document,
            [
                LEVEL,
                "data/glossary.yml:1:1: the rule 'charts' stopped at test_net.py:N with KeyError: "
                f"'data/glossary.yml'; {FAULT}",
            ],
        ),
    ],
)
def test_a_rule_that_stops_is_a_problem_at_the_file_that_it_read(
    broken: Callable[[Library], Iterator[Problem]], lines: list[str], small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(small, "data/concepts/beta.yml", "level: intermediate", "level: hard")
    monkeypatch.setattr(charts, "check", broken)
    assert checked(small)[:-1] == lines


def test_a_rule_that_stops_before_any_file_is_a_problem_at_the_line_that_failed(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unused, "cited_by", nowhere)
    (line, number) = checked(small)
    assert number == "1 problem"
    place, message = line.split(": ", 1)
    assert place == "macros/core/rules/unused.py:N:1"
    assert message.startswith("the rule 'unused' stopped at macros/core/rules/unused.py:N with RecursionError: 2 xxx")
    assert message.endswith(FAULT)
    assert len(message) < 500


def test_the_check_prints_it_and_ends_as_with_any_problem(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(charts, "check", by_concept)
    assert main(["check", "--format", "json"], small) == 1
    assert '"code": "internal-error"' in capsys.readouterr().out


def test_a_diagram_that_cannot_be_made_is_a_problem_of_its_file(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(library: Library, concept_id: str, _links: object) -> None:
        raise ZeroDivisionError(f"{len(library.concepts)} {concept_id}")

    monkeypatch.setattr(atlas, "neighborhood", broken)
    monkeypatch.setattr(atlas, "kind_map", broken)
    found = checked(small)
    assert [line.split(" with ")[0] for line in found[:-1]] == [
        "data/concepts/alpha.yml:1:1: the diagrams of a concept stopped at macros/core/pages/atlas.py:N",
        "data/concepts/beta.yml:1:1: the diagrams of a concept stopped at macros/core/pages/atlas.py:N",
        "data/vocabulary.yml:1:1: the maps of relations stopped at macros/core/pages/atlas.py:N",
    ]


@pytest.mark.parametrize("error", [RendererMissing("no Node"), DataError([]), KeyboardInterrupt()])
def test_what_commands_explain_themselves_passes_through(error: BaseException) -> None:
    with pytest.raises(type(error)), net([], "nothing"):
        raise error


def test_a_page_that_is_not_utf_8_is_a_problem(small: Path) -> None:
    (small / "docs").mkdir()
    (small / "docs/a.md").write_bytes(b"\xff")
    (small / "docs/b.md").write_text("```mermaid\nnonsense\n```\n", "utf-8")
    found = checked(small)
    assert found[0] == "docs/a.md:1:1: the file is not UTF-8; save it as UTF-8 [not-utf-8]"
    assert found[1].startswith("docs/b.md:2:1: Mermaid: ")


def test_a_file_that_cannot_be_opened_is_a_problem(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "beta.yml":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert "data/concepts/beta.yml:1:1: the file cannot be read: Permission denied [no-file]" in checked(small)
