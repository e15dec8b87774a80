"""Files that builds keep for each other."""

from __future__ import annotations

import tempfile
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
