"""Write the generated pages as Markdown for another site generator."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..core.pages.atlas import load_atlas
from ..core.pages.export import exported_pages, relative
from ..core.source.files import write_below
from ..core.source.printable import printable
from ..core.source.problems import count


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the folder."""
    parser.add_argument("folder", type=Path, help="folder to write into; files of the same name are replaced")


def run(options: argparse.Namespace, root: Path) -> int:
    """Returns 0.

    Raises:
        DataError: the data has problems.
    """
    written = 0
    for name, text in exported_pages(load_atlas(root, relative)):
        write_below(options.folder, name, text)
        written += 1
    print(f"wrote {count(written, 'file')} to {printable(options.folder)}")
    return 0
