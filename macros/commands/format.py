"""Put the fields of all data files in order."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..core.authoring.layout import LayoutError, lay_out
from ..core.model.reading import read_documents
from ..core.source.printable import printable
from .project import write_changed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds ``--check``."""
    parser.add_argument("--check", action="store_true", help="change nothing, name the files that would change")


def run(options: argparse.Namespace, root: Path) -> int:
    """Returns 1 if a file cannot be laid out, or with ``--check`` is out of date, else 0."""
    wanted, status = {}, 0
    for path, document in read_documents(root).items():
        try:
            if document.problems:
                raise LayoutError(str(document.problems[0]))
            wanted[path] = lay_out(path, document.text)
        except LayoutError as error:
            print(printable(error))
            status = 1
    return max(status, write_changed(root, wanted, check=options.check))
