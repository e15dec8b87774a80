"""One short name for all bytes of a built site, so that two builds can be compared."""

from __future__ import annotations

import gzip
import hashlib
import os
from pathlib import Path

from ..core.source.files import regular_files


def digest(folder: Path) -> str:
    """The digest of all files in a folder, such as ``sha256:`` and 64 hexadecimal digits.

    It is the SHA-256 of what ``sha256sum`` prints for the files in the order of their paths, relative to the folder.

    Raises:
        Refused: there is a symbolic link in the folder.
        OSError: something cannot be read.
    """
    paths = {os.fsencode(name): file for name, file in regular_files(folder).items()}
    lines = hashlib.sha256()
    for name, file in sorted(paths.items()):
        lines.update(hashlib.sha256(file.read_bytes()).hexdigest().encode() + b"  " + name + b"\n")
    return f"sha256:{lines.hexdigest()}"


def compress_again(file: Path) -> None:
    """Writes the ``.gz`` beside a file anew, without the time of the build in it. Without a ``.gz`` nothing is done."""
    packed = file.with_name(f"{file.name}.gz")
    if packed.is_file():
        packed.write_bytes(gzip.compress(file.read_bytes(), mtime=0))
