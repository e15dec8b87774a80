"""Files that builds keep for each other."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def write_whole(file: Path, data: bytes) -> None:
    """Writes a file that other builds may read and write at the same time: they see all of it or nothing.

    Raises:
        OSError: it cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as temporary:
        temporary.write(data)
    Path(temporary.name).replace(file)


def kept(file: Path, make: Callable[[], bytes]) -> bytes:
    """What is kept in a file, which counts as used now; if it is not there, what ``make`` returns is kept there.

    Raises:
        OSError: it cannot be written.
    """
    with suppress(OSError):  # not there, or another build has just dropped it
        data = file.read_bytes()
        file.touch()
        return data
    data = make()
    write_whole(file, data)
    return data


def drop_unused(folder: Path, most: int) -> None:
    """Deletes what is in a folder but for the ``most`` files and folders that were used last."""
    for old in sorted(folder.glob("*"), key=_last_use, reverse=True)[most:]:
        if old.is_dir():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.unlink(missing_ok=True)


def _last_use(place: Path) -> int:
    try:
        return place.stat().st_mtime_ns
    except OSError:  # another build has just dropped it
        return 0
