"""Pack a site built with --no-directory-urls into a zip."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..core.source.printable import printable
from ..core.source.problems import count
from ..site.archive import write_archive


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the folder and the zip."""
    parser.add_argument("folder", type=Path, help="folder of the site")
    parser.add_argument("target", type=Path, help="the zip to write")


def run(options: argparse.Namespace, _root: Path) -> int:
    """Returns 0."""
    files = write_archive(options.folder, options.target)
    print(f"packed {count(files, 'file')} into {printable(options.target)}")
    return 0
