"""What the commands that write lock files share."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..core.model.files import IDS, LEDGER, LOCK
from ..core.model.reading import read_lock_file
from ..core.names.anchors import Name, read_names
from ..core.names.questions import Line, read_ledger
from ..core.names.sources import Held, read_lock
from ..core.source.problems import DataError


def read_locks(root: Path) -> tuple[Mapping[str, Held], Mapping[str, Line], Mapping[str, Name]]:
    """What the three locks say: sources, questions, and names of pages and parts.

    Raises:
        DataError: lines are damaged. Writing the file anew would lose or keep what nobody meant.
    """
    sources, ledger = read_lock(_text(root, LOCK)), read_ledger(_text(root, LEDGER))
    known = read_names(_text(root, IDS))
    if damage := [*sources.damage, *ledger.damage, *known.damage]:
        raise DataError(damage)
    return sources.entries, ledger.entries, known.entries


def _text(root: Path, path: str) -> str:
    text, problems = read_lock_file(root, path)
    if problems:
        raise DataError(problems)
    return text
