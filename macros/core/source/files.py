"""Files written whole or not at all, and none of them beyond the folder that was named."""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import NoReturn

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time that each file of a zip bears: the earliest that the format can name."""


class Refused(ValueError):
    """What was asked for would do harm or makes no sense; the message says why, in one line."""


def write_whole(file: Path, data: bytes) -> None:
    """Writes a file in a folder that is there. Whoever reads it, even after a failure, sees all of it or what was.

    Raises:
        OSError: it cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=file.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as opened:
                opened.write(data)
            temporary.chmod(_mode(file))
            temporary.replace(file)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:  # which names the temporary file, or none
        raise OSError(error.errno, error.strerror, str(file)) from None


def write_below(folder: Path, name: str, content: str | bytes) -> None:
    """Writes a file, named like ``concepts/dpo.md``, below a folder, with the folders on the way to it.

    Raises:
        Refused: the file, or a folder on the way to it, is a symbolic link, which could lead anywhere.
        OSError: it cannot be written.
    """
    place = folder
    for part in PurePosixPath(name).parts:
        place /= part
        if place.is_symlink():
            raise _link(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place, content.encode() if isinstance(content, str) else content)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as a zip. The same files give the same bytes: they stand in the order of their names, and bear one time."""
    packing = io.BytesIO()
    with zipfile.ZipFile(packing, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, files[name])
    return packing.getvalue()


def regular_files(folder: Path) -> dict[str, Path]:
    """All files below a folder, by their path in it with forward slashes.

    Raises:
        Refused: there is a symbolic link, which could lead anywhere.
        OSError: a folder cannot be read.
    """
    found = {}
    for at, folders, names in os.walk(folder, onerror=_fail):
        for name in (*folders, *names):
            place = Path(at, name)
            if place.is_symlink():
                raise _link(place)
            if place.is_file():
                found[place.relative_to(folder).as_posix()] = place
    return found


def _link(place: Path) -> Refused:
    return Refused(f"{place} is a symbolic link; delete it, or put the file or folder itself there")


def _mode(file: Path) -> int:
    """The permissions of a file, or those of a new one."""
    try:
        return file.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _fail(error: OSError) -> NoReturn:
    raise error
