"""Holds the identity of each source fast, so that no slip changes which work a citation means.

The lock has a line for each source: its key, and a digest of its arXiv id, title and first author.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from ..model.entries import SOURCE_KEY_PATTERN, Source
from ..model.files import LOCK
from .lockfile import LineError, Lock, quoted, read_lock_lines

_DIGEST = re.compile(r"[0-9a-f]{16}")


class Held(NamedTuple):
    """What the lock knows of a source.

    Attributes:
        digest: What :func:`digest` gave for it.
        number: Number of the line, from 1.
    """

    digest: str
    number: int = 0


def digest(source: Source) -> str:
    """Sixteen hexadecimal digits that change with the arXiv id, the title or the first author."""
    identity = json.dumps([source.arxiv, source.title, source.authors[0]], ensure_ascii=False)
    return hashlib.sha256(identity.encode()).hexdigest()[:16]


def read_lock(text: str) -> Lock[Held]:
    """The lines of ``data/sources.lock`` by key."""
    return read_lock_lines(LOCK, text, _held)


def _held(words: list[str], number: int) -> Held:
    if len(words[0]) > 48 or not re.fullmatch(SOURCE_KEY_PATTERN, words[0]):
        raise LineError(0, f"{quoted(words[0])} cannot be the key of a source, such as rafailov2023dpo")
    if len(words) != 2:
        raise LineError(0, "a line has a key and a digest, with one space between them")
    if not _DIGEST.fullmatch(words[1]):
        raise LineError(1, f"{quoted(words[1])} is no digest of 16 hexadecimal digits")
    return Held(words[1], number)


def renewed(
    old: Mapping[str, Held], sources: Mapping[str, Source], confirmed: Collection[str], keys: Collection[str]
) -> str:
    """The text of a lock for these sources. A digest in ``old`` stays, unless its key is among ``confirmed``.

    ``keys`` are those of all sources. The line of one that cannot be read stays as it is.
    """
    lines = {key: old[key].digest for key in keys if key in old}
    lines |= {key: digest(source) for key, source in sources.items() if key in confirmed or key not in old}
    return "".join(f"{key} {line}\n" for key, line in sorted(lines.items()))
