"""Say in words what changed between two copies of the project's data, as Markdown."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..core.changes import compare
from ..core.model.reading import read_library
from ..core.source.files import Refused


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the two folders."""
    parser.add_argument("before", type=Path, help="folder of the copy as it was before")
    parser.add_argument("after", type=Path, nargs="?", help="folder of the changed copy; this project by default")


def run(options: argparse.Namespace, root: Path) -> int:
    """Returns 0.

    Raises:
        Refused: a folder is no copy of the project.
    """
    folders = (options.before, options.after or root)
    for folder in folders:
        if not (folder / "data").is_dir():
            raise Refused(f"{folder} is not a copy of the project: it has no folder 'data'")
    before, after = (read_library(folder)[0] for folder in folders)
    print(compare(before, after), end="")
    return 0
