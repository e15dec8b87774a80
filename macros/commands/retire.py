"""Retire the ids of what was deleted, so that none is used again."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..core.model.files import IDS, LEDGER
from ..core.names.anchors import names, renames, renewed_names
from ..core.names.questions import questions, renewed_ledger
from ..core.source.files import Refused
from .locks import read_locks
from .project import read_project, write_changed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the names and their successor."""
    parser.add_argument(
        "names",
        nargs="+",
        metavar="NAME",
        help="a question (dpo.what-beta-does), a concept (dpo) or a part of its page (dpo#claim-win-rate) that is gone",
    )
    parser.add_argument(
        "--for", dest="successor", metavar="NAME", help="the concept or part of a page that took the place of these"
    )


def run(options: argparse.Namespace, root: Path) -> int:
    """Returns 0.

    Raises:
        DataError: a lock is damaged.
        Refused: a name is unknown or still in use, or a successor is missing.
    """
    library, (_, ledger, known) = read_project(root), read_locks(root)
    there, now, renamed = questions(library.concepts), names(library), renames(library)
    asked = [name for name in options.names if "." in name]
    linked = {name: options.successor for name in options.names if "." not in name}
    for name in options.names:
        if name not in ledger and name not in known:
            raise Refused(f"neither {LEDGER} nor {IDS} has '{name}'")
        if name in there or renamed.name(name) in now:
            raise Refused(f"'{name}' is still there; delete it first")
    if linked and options.successor not in now:
        raise Refused(
            "say which concept or part of a page took its place: make retire NAMES=dpo#claim-old FOR=dpo#claim-new"
        )
    locks = {
        LEDGER: renewed_ledger(ledger, library.concepts, asked),
        IDS: renewed_names(known, library, gone=linked),
    }
    return write_changed(root, locks, check=False)
