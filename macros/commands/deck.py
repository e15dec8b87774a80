"""Write all questions as a deck for Anki, and the same as text."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..core.outline.site import DECK
from ..core.source.files import Refused, write_below
from ..core.source.printable import printable

TEXT = "alignment-atlas-deck.txt"
"""Name of the text."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the folder."""
    parser.add_argument("folder", type=Path, help="folder to write into; files of the same name are replaced")


def run(options: argparse.Namespace, root: Path) -> int:
    """Returns 0.

    Raises:
        DataError: the data has problems.
        Refused: MkDocs cannot use its configuration.
    """
    from mkdocs.config import load_config
    from mkdocs.exceptions import ConfigurationError

    from ..core.drawing.renderer import is_installed
    from ..core.pages.atlas import load_atlas
    from ..site.adapter import address_of, publication
    from ..site.deck import deck

    try:
        config = load_config(str(root / "mkdocs.yml"))
    except ConfigurationError as error:
        raise Refused(str(error)) from None
    made = deck(load_atlas(root, address_of(config), drawn=is_installed(root)), publication(config), root)
    for name, data in ((Path(DECK).name, made.package), (TEXT, made.text.encode())):
        write_below(options.folder, name, data)
        print(f"wrote {printable(options.folder / name)}")
    return 0
