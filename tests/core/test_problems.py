"""Which problems are shown, and how, where there are more than anybody could read."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.core.model.reading import read_library
from macros.core.rules import check
from macros.core.source import problems
from macros.core.source.problems import (
    MOST,
    MOST_IN_FILE,
    DataError,
    Problem,
    as_json,
    github_annotations,
    suggest,
    unknown,
)
from tests.projects import ROOT

BETA = "data/concepts/beta.yml"


def many(path: str, number: int) -> list[Problem]:
    """Problems on the first lines of a file."""
    return [Problem(path, line, 1, "unknown-field", f"unknown field 'k{line}'") for line in range(1, number + 1)]


def test_what_is_left_out_of_a_file_is_counted_in_every_format() -> None:
    error = DataError([*many("data/b.yml", 52), *many("data/a.yml", 2)])
    lines = [f"data/a.yml:{n}:1: unknown field 'k{n}' [unknown-field]" for n in (1, 2)]
    lines += [f"data/b.yml:{n}:1: unknown field 'k{n}' [unknown-field]" for n in range(1, 51)]
    assert error.report().splitlines() == [
        *lines,
        "data/b.yml:51:1: and 2 more in this file [more-problems]",
        "54 problems",
    ]
    annotations = github_annotations(error.problems).splitlines()
    assert len(annotations) == 53
    assert annotations[:4] == [
        f"::error file=data/{name}.yml,line={n},col=1,title=unknown-field::unknown field 'k{n}'"
        for n in (1, 2)
        for name in "ab"
    ]
    assert annotations[-1] == "::error file=data/b.yml,line=51,col=1,title=more-problems::and 2 more in this file"
    listed = json.loads(as_json(error.problems))
    assert len(listed) == 53
    assert {name: listed[-1][name] for name in ("path", "line", "code", "message")} == {
        "path": "data/b.yml",
        "line": 51,
        "code": "more-problems",
        "message": "and 2 more in this file",
    }


def test_as_many_as_fit_are_shown_without_a_word() -> None:
    assert len(DataError(many("data/b.yml", MOST_IN_FILE)).report().splitlines()) == MOST_IN_FILE + 1


def test_no_file_takes_the_room_of_another() -> None:
    files = 2 * MOST // MOST_IN_FILE
    error = DataError(p for n in range(files) for p in many(f"data/{n:02}.yml", MOST_IN_FILE))
    lines = error.report().splitlines()
    assert len(lines) == MOST + files + 1
    assert lines[26:28] == [
        "data/01.yml:1:1: unknown field 'k1' [unknown-field]",
        "data/01.yml:2:1: unknown field 'k2' [unknown-field]",
    ]
    assert lines[25] == "data/00.yml:26:1: and 25 more in this file [more-problems]"
    assert lines[-1] == f"{files * MOST_IN_FILE} problems"


def test_files_for_which_no_room_is_left_are_counted() -> None:
    lines = DataError(p for n in range(MOST + 3) for p in many(f"data/{n:03}.yml", 2)).report().splitlines()
    assert lines[-2:] == ["data/500.yml:1:1: and 6 more in 3 files, this one first [more-problems]", "1006 problems"]
    assert len(lines) == 2 * MOST + 2


def test_annotations_begin_with_files_on_which_others_rest() -> None:
    found = DataError([*many("data/concepts/a.yml", 60), *many("data/concepts/b.yml", 1), *many("data/z.yml", 2)])
    files = [re.findall("file=([^,]*)", line)[0] for line in github_annotations(found.problems).splitlines()]
    assert files[:5] == [
        "data/z.yml",
        "data/concepts/a.yml",
        "data/concepts/b.yml",
        "data/z.yml",
        "data/concepts/a.yml",
    ]


def test_the_page_about_problems_names_the_limits() -> None:
    text = " ".join((ROOT / "docs/problems.md").read_text("utf-8").split())
    assert f"the first {MOST_IN_FILE} of a file and {MOST} in all" in text


def test_words_are_compared_only_for_messages_that_are_shown(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def counted(word: str, allowed: object) -> str:
        asked.append(word)
        return "; counted"

    monkeypatch.setattr(problems, "suggest", counted)
    file = small / BETA
    file.write_text(file.read_text("utf-8") + "".join(f"k{n}: 1\n" for n in range(1000)), "utf-8")
    assert main(["check", "--format", "github"], small) == 1
    assert len(asked) == MOST_IN_FILE


def test_of_many_words_few_are_compared_closely(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    near = problems.difflib.get_close_matches

    def counted(word: str, words: list[str], n: int, cutoff: float) -> list[str]:
        compared.append(len(words))
        return near(word, words, n, cutoff)

    monkeypatch.setattr(problems.difflib, "get_close_matches", counted)
    words = [f"author{year}{letter}title" for year in range(1990, 2027) for letter in "abcdefghij"]
    assert suggest("autor2013dtitle", words) == "; did you mean 'author2013dtitle'?"
    assert suggest("x" * 400_000, words) == ""
    assert compared == [50, 0]


def test_a_message_is_told_from_another_without_what_to_write_instead() -> None:
    places = [Problem("f.yml", 1, 1, "unknown-word", unknown("unknown level 'x'", "x", list(words))) for words in "ab"]
    assert len(set(places)) == 1
    assert str(places[0]) == "f.yml:1:1: unknown level 'x'; allowed: a [unknown-word]"


@pytest.mark.parametrize("text", ["[[a" * 300, "[@ " * 300, "[[x]] " * 300])
def test_no_place_in_a_text_is_looked_for_twice(text: str, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = small / BETA
    file.write_text(file.read_text("utf-8").replace("text: Beta follows. Say", f"text: '{text}'\n    #"), "utf-8")
    library, _ = read_library(small)
    assert library
    found = [p for p in check(library) if p.path == BETA and p.code in ("broken-reference", "unknown-concept")]
    assert len(found) == 300
    held = library.documents[BETA]._occurrences
    assert sum(map(len, held.values())) == 300
