"""What several commands do with the project: read it whole, and write only the files that change."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..core.model.library import Library
from ..core.model.reading import read_library
from ..core.source.files import write_below
from ..core.source.printable import printable_lines
from ..core.source.problems import DataError


def read_project(root: Path) -> Library:
    """Everything that could be read of the data under ``root``.

    Raises:
        DataError: the vocabulary cannot be read, so nothing else can be.
    """
    library, problems = read_library(root)
    if library is None:
        raise DataError(problems)
    return library


def say(text: str) -> None:
    """Prints lines that may hold contributors' text."""
    print(printable_lines(text))


def write_changed(root: Path, wanted: Mapping[str, str], *, check: bool) -> int:
    """Writes those of the files that have another text now, or with ``check`` only names them.

    Returns the exit status: 1 if ``check`` found a file that is out of date, else 0.
    """
    changed = 0
    for path, text in wanted.items():
        file = root / path
        if file.exists() and file.read_text("utf-8") == text:
            continue
        changed += 1
        if check:
            print(f"{path} is out of date; run 'make format'")
        else:
            write_below(root, path, text)
            print(f"wrote {path}")
    return 1 if check and changed else 0
