"""Whatever stands in a data file, the answer is a list of problems."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.core.model import reading
from macros.core.model.files import SHAPES
from macros.core.model.reading import read_library
from macros.core.rules import check
from macros.core.source.documents import read
from tests.projects import SMALL

FILES = ["data/concepts/alpha.yml", "data/concepts/beta.yml", *SHAPES]
ODD: list[Any] = [
    *(None, 1, 1.5, True, "", "$", "[[", "x" * 7000),
    *([], [None], [[]], [{}], {}, {"id": {}}, {"key": []}, [{"id": 1}]),
]


def plain(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    return [plain(item) for item in data] if isinstance(data, tuple) else data


def paths(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from paths(value, (*path, key))


def replaced(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    data = copy.deepcopy(data)
    holder = data
    for part in path[:-1]:
        holder = holder[part]
    holder[path[-1]] = value
    return data


@pytest.mark.parametrize("path", FILES)
def test_odd_values_are_problems_and_not_errors(path: str, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other files are read once, since they are the same each time."""
    data = plain(read(path, (SMALL / path).read_bytes()).data)
    documents = reading.read_documents(small)
    monkeypatch.setattr(reading, "read_documents", lambda root: {**documents, path: reading._read_data(root, path)})
    for number, place in enumerate(paths(data)):
        for odd in ODD[number % 4 :: 4] if place else ODD:
            text = yaml.dump(replaced(data, place, odd), Dumper=yaml.CSafeDumper, sort_keys=False)
            (small / path).write_text(text, "utf-8")
            library, problems = read_library(small)
            problems += check(library) if library else []
            for problem in problems:
                assert problem.line >= 1 and problem.column >= 1 and problem.message, (place, odd)
                assert problem.code != "internal-error", (place, odd, problem)


@pytest.mark.parametrize("path", [*SHAPES, "data/concepts/alpha.yml"])
def test_a_missing_file_is_named(path: str, small: Path) -> None:
    (small / path).unlink()
    _, problems = read_library(small)
    found = [str(problem) for problem in problems]
    assert found == ([f"{path}:1:1: the file is missing [no-file]"] if "concepts" not in path else [])


def test_a_symbolic_link_is_refused(small: Path) -> None:
    file = small / "data/concepts/gamma.yml"
    file.symlink_to("/etc/hostname")
    _, problems = read_library(small)
    assert [str(p) for p in problems] == [
        "data/concepts/gamma.yml:1:1: a symbolic link; put the file itself here [no-file]"
    ]


def test_a_lock_that_is_a_link_or_not_utf_8_is_refused_unread(small: Path) -> None:
    path = "data/names.lock"
    (small / path).write_bytes(b"\xff\n")
    assert found(small) == [f"{path}:1:1: the file is not UTF-8; save it as UTF-8 [not-utf-8]"]
    (small / path).unlink()
    (small / path).symlink_to("/etc/passwd")
    assert found(small) == [f"{path}:1:1: a symbolic link; put the file itself here [no-file]"]


@pytest.mark.parametrize("name", ["data", "data/concepts"])
def test_a_folder_that_is_a_link_is_refused(name: str, small: Path) -> None:
    (small / name).rename(small / "elsewhere")
    (small / name).symlink_to(small / "elsewhere")
    assert set(found(small)) >= {f"{name}:1:1: a symbolic link; put the folder itself here [no-file]"}
    assert "\n".join(found(small)).count("[no-file]") == 1


def found(root: Path) -> list[str]:
    """The problems of a project, each once."""
    library, problems = read_library(root)
    return sorted({str(problem) for problem in [*problems, *(check(library) if library else [])]})


@pytest.mark.parametrize("text", ["[[ " * 20_000, "$a " * 20_000, "[" * 60_000])
def test_text_beyond_its_length_is_refused_unparsed(text: str, small: Path) -> None:
    path = "data/concepts/beta.yml"
    data = plain(read(path, (small / path).read_bytes()).data)
    (small / path).write_text(yaml.safe_dump(replaced(data, ("sections", 0, "text"), text), sort_keys=False), "utf-8")
    library, problems = read_library(small)
    assert library
    assert [problem.code for problem in problems + check(library)] == ["too-long"]
