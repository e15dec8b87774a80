"""Print one digest of all files of a built site, to compare builds."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..core.source.files import Refused
from ..site.digest import digest


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the folder."""
    parser.add_argument("folder", type=Path, help="folder of the site, such as site")


def run(options: argparse.Namespace, _root: Path) -> int:
    """Returns 0.

    Raises:
        Refused: there is no such folder.
    """
    if not options.folder.is_dir():
        raise Refused(f"there is no folder {options.folder}; run 'make build' first")
    print(f"site digest: {digest(options.folder)}")
    return 0
