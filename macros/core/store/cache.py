"""Files that builds keep for each other, each with a digest of its content in front.

The digest detects damage: a file that was cut, emptied or overwritten is made again. It does not authenticate: whoever
can write into the cache can write a digest too. So nothing in it is code that a build would run, and each kind of file
has a :class:`Form` that refuses what a build would not have written.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from ..source import files
from ..source.printable import printable, reason

_LOG = logging.getLogger(__name__)
_told: list[OSError] = []
T = TypeVar("T")


@dataclass(frozen=True)
class Form(Generic[T]):
    """How a kind of thing is written as bytes.

    Attributes:
        pack: The bytes of a thing.
        unpack: The thing that some bytes are; raises ValueError if they are none of this kind.
    """

    pack: Callable[[T], bytes]
    unpack: Callable[[bytes], T]


def json_form(shape: TypeAdapter[T]) -> Form[T]:
    """Things as JSON, which have the shape."""
    return Form(shape.dump_json, lambda data: shape.validate_json(data, strict=True))


def file_form(start: bytes) -> Form[bytes]:
    """Files such as pictures and fonts, as they are, which begin with certain bytes."""

    def unpack(data: bytes) -> bytes:
        if not data.startswith(start):
            raise ValueError("not a file of this kind")
        return data

    return Form(bytes, unpack)


def cached(file: Path, make: Callable[[], T], form: Form[T]) -> T:
    """What is cached in a file. If there is nothing, or it is damaged, what ``make`` returns is cached there."""
    found = read(file, form)
    if found is None:
        found = make()
        write(file, found, form)
    return found


def read(file: Path, form: Form[T]) -> T | None:
    """What is cached in a file, which counts as used now; None if there is nothing, or it is damaged."""
    try:
        if not file.is_file():  # nothing, or what a build would wait for
            return None
        digest, _, body = file.read_bytes().partition(b"\n")
        if digest != _digest(file, body):
            return None
        found = form.unpack(body)
    except (OSError, ValueError):
        return None
    with suppress(OSError):  # another build has just dropped it, or the disk is read-only
        file.touch()
    return found


def write(file: Path, thing: T, form: Form[T]) -> None:
    """Caches a thing. Where that fails, as on a full disk, one line says so, and the next build makes it again."""
    body = form.pack(thing)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.is_dir():  # the only thing in its place that cannot be replaced
            _delete(file)
        files.write_whole(file, _digest(file, body) + b"\n" + body)
    except OSError as error:
        _tell(file.parent, error)


def use_folder(folder: Path, most: int) -> None:
    """Makes a folder, which counts as used now, and drops those beside it but for the ``most`` used last."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.touch()
    except OSError as error:
        _tell(folder, error)
    drop_unused(folder.parent, most)


def drop_unused(folder: Path, most: int) -> None:
    """Deletes what is in a folder but for the ``most`` files and folders that were used last."""
    for old in sorted(folder.glob("*"), key=_last_use, reverse=True)[most:]:
        with suppress(OSError):
            _delete(old)


def _digest(file: Path, body: bytes) -> bytes:
    """Of the content and the place, so that a file under the name of another one counts as damaged."""
    place = f"{file.parent.name}/{file.name}\n".encode(errors="surrogateescape")
    return hashlib.sha256(place + body).hexdigest().encode()


def _delete(place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def _tell(folder: Path, error: OSError) -> None:
    """Once: a full disk would say it for every file."""
    if not _told:
        words = "%s: the cache cannot be written (%s); the build goes on without it"
        _LOG.warning(words, printable(folder), reason(error))
    _told.append(error)


def _last_use(place: Path) -> int:
    try:
        return place.stat().st_mtime_ns
    except OSError:  # another build has just dropped it
        return 0
