"""Renew data/names.lock: enter new names, confirm changed claims and sources. The branch main does so by itself."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..core.model.files import NAMES
from ..core.model.reading import read_library
from ..core.names.lockfile import read_lock, written
from ..core.names.names import renewed
from ..core.source.problems import DataError
from .project import write_changed


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """There are none."""


def run(_options: argparse.Namespace, root: Path) -> int:
    """Returns 0.

    Raises:
        DataError: the vocabulary cannot be read, or the lock is damaged. Writing it anew would lose or keep what nobody
            meant.
    """
    library, problems = read_library(root)
    if library is None:
        raise DataError(problems)
    lock = read_lock(library.lock.text)
    if damage := [*library.lock.problems, *lock.damage]:
        raise DataError(damage)
    return write_changed(root, {NAMES: written(renewed(lock.entries, library))}, check=False)
