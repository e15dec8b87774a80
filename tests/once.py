"""What takes long to make is made once for all workers of a run."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that all workers of a run share, filled by the first that asks for it while the others wait.

    Args:
        factory: Where the run keeps its files; each worker of pytest-xdist has a folder in that of the run.
        name: What the folder is called there.
        make: Fills the folder, which is empty. If it fails, whoever asks next tries again.
    """
    own = factory.getbasetemp()
    run = own.parent if own.name.startswith("popen-") else own
    folder, done = run / name, run / f"{name}.done"
    with (run / f"{name}.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # closing the file lets it go, and so does the end of a worker
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder
