"""Holds the identity of each source fast, so that no slip changes which work a citation means.

The lock has a line for each source: its key, and a digest of its arXiv id, title and first author.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping

from .model import Source


def digest(source: Source) -> str:
    """Sixteen hexadecimal digits that change with the arXiv id, the title or the first author."""
    identity = json.dumps([source.arxiv, source.title, source.authors[0]], ensure_ascii=False)
    return hashlib.sha256(identity.encode()).hexdigest()[:16]


def read_lock(text: str) -> dict[str, str]:
    """Digests by key. Lines that have not exactly two words are passed over."""
    pairs = (line.split() for line in text.splitlines())
    return {pair[0]: pair[1] for pair in pairs if len(pair) == 2}


def renewed(old: Mapping[str, str], sources: Mapping[str, Source], confirmed: Collection[str]) -> str:
    """The text of a lock for these sources. A digest in ``old`` stays, unless its key is among ``confirmed``."""
    lines = []
    for key, source in sorted(sources.items()):
        kept = old.get(key) if key not in confirmed else None
        lines.append(f"{key} {kept or digest(source)}")
    return "\n".join(lines) + "\n"
