"""One short name for all bytes of a built site, so that two builds can be compared."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path


def digest(folder: Path) -> str:
    """The digest of all files in a folder, such as ``sha256:`` and 64 hexadecimal digits.

    It is the SHA-256 of what ``sha256sum`` prints for the files in the order of their paths, relative to the folder.
    """
    paths = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    lines = hashlib.sha256()
    for name in sorted(paths, key=str.encode):
        lines.update(f"{hashlib.sha256(paths[name].read_bytes()).hexdigest()}  {name}\n".encode())
    return f"sha256:{lines.hexdigest()}"


def compress_again(file: Path) -> None:
    """Writes the ``.gz`` beside a file anew, without the time of the build in it. Without a ``.gz`` nothing is done."""
    packed = file.with_name(f"{file.name}.gz")
    if packed.is_file():
        packed.write_bytes(gzip.compress(file.read_bytes(), mtime=0))
