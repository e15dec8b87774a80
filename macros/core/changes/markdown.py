"""Markdown for a comment, made of texts that strangers wrote.

Nothing in such a text becomes markup, a link, a mention or a reference to an issue, and none spans lines. GitHub looks
for mentions, issues and commits in the finished text, where entities are characters again, so a zero-width space takes
each of them apart. Backslashes and entities do the rest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from html import escape

from ..source.characters import NOT_SHOWN
from ..source.problems import count

LONGEST = 300
"""Most characters of a text that is quoted as a whole."""
MOST_NAMES = 12
"""Most names in a list before "and N more"."""

_APART = "\u200b"
_TAKEN_APART = re.compile(r"@|#(?=\w)|:(?=//)|\bwww(?=\.)|\bgh-(?=\d)|:(?=[\w+-]+:)|(?=\$)", re.IGNORECASE)
_COMMIT = re.compile(r"\b[0-9a-f]{7,}\b", re.IGNORECASE)
_MARKUP = re.compile(r"([\\`*_\[\]~$])")
_NAME = re.compile(r"[A-Za-z0-9._/#-]{1,120}( [A-Za-z0-9._/#-]{1,60})?")


def inert(text: str) -> str:
    """A text in one line in which nothing is markup and every character can be seen."""
    shown = "".join(_visible(character) for character in " ".join(text.split()))
    apart = _TAKEN_APART.sub(lambda match: match.group() + _APART, shown)
    apart = _COMMIT.sub(lambda match: re.sub("(.{6})", rf"\1{_APART}", match.group()), apart)
    return _MARKUP.sub(r"\\\1", escape(apart, quote=False))


def quoted(text: str, longest: int = LONGEST) -> str:
    """A text in quotation marks, which it cannot close itself; see :func:`inert`. Only its beginning if it is long."""
    line = " ".join(text.split())
    if not (more := len(line[longest:].split())):
        return f"“{inert(line)}”"
    return f"“{inert(line[:longest])}…” ({count(more, 'more word')})"


def code(name: str) -> str:
    """An id or path as code; a quotation if it has other characters than those."""
    return f"`{name}`" if _NAME.fullmatch(name) else quoted(name, 60)


def listed(names: Collection[str], most: int = MOST_NAMES) -> str:
    """Names in a row, the first ones if there are many."""
    shown = [code(name) for name in list(names)[:most]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def joined(parts: Iterable[str]) -> str:
    """Phrases as one list in a sentence: "a", "a and b", "a, b and c"."""
    words = list(parts)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _visible(character: str) -> str:
    """The character, or its number if nobody could see it or it would turn what follows around."""
    if unicodedata.category(character).startswith("C") or NOT_SHOWN.fullmatch(character):
        return f"[U+{ord(character):04X}]"
    return '"' if character in "“”" else character
