"""Add new sources, questions and names to the locks, and drop deleted sources."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..core.model.files import IDS, LEDGER, LOCK
from ..core.names.anchors import names, renewed_names
from ..core.names.questions import renewed_ledger
from ..core.names.sources import renewed
from ..core.source.files import Refused
from .locks import read_locks
from .project import read_project, write_changed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the names of what was reviewed."""
    parser.add_argument(
        "keys",
        nargs="*",
        metavar="NAME",
        help="a source whose arXiv id, title or first author you corrected, or a changed claim, such as "
        "dpo#claim-win-rate, whose questions and charts you reviewed",
    )


def run(options: argparse.Namespace, root: Path) -> int:
    """Returns 0.

    Raises:
        DataError: a lock is damaged.
        Refused: a name is neither a source nor a claim.
    """
    library = read_project(root)
    sources, ledger, known = read_locks(root)
    if unknown := [key for key in options.keys if key not in library.sources and key not in names(library)]:
        raise Refused(f"neither a source nor a claim is called '{unknown[0]}'")
    locks = {
        LOCK: renewed(sources, library.sources, options.keys, library.source_keys),
        LEDGER: renewed_ledger(ledger, library.concepts),
        IDS: renewed_names(known, library, options.keys),
    }
    return write_changed(root, locks, check=False)
