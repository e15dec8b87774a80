"""The table of phrases, ``web/words.json``.

A phrase may have placeholders such as ``{name}``. One that depends on a number has two forms, ``one`` and ``many``, and
the number is its ``count``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

TABLE = Path(__file__).resolve().parents[3] / "web" / "words.json"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")

Phrase = str | Mapping[str, str]
"""Text, or the forms ``one`` and ``many``."""

PHRASES: Mapping[str, Phrase] = json.loads(TABLE.read_text("utf-8"))
"""All phrases by key."""


def say(key: str, /, **values: object) -> str:
    """The phrase of a key as plain text, with values for its placeholders.

    Raises:
        KeyError: there is no such phrase, or a placeholder has no value.
    """
    return _PLACEHOLDER.sub(lambda match: str(values[match[1]]), form(PHRASES[key], values))


def form(phrase: Phrase, values: Mapping[str, object]) -> str:
    """The form of a phrase that fits the ``count`` among the values.

    Raises:
        KeyError: a phrase with two forms has no ``count``.
    """
    return phrase if isinstance(phrase, str) else phrase["one" if values["count"] == 1 else "many"]


def placeholders(phrase: Phrase) -> set[str]:
    """The names of the values that a phrase needs."""
    if isinstance(phrase, str):
        return set(_PLACEHOLDER.findall(phrase))
    return {"count"}.union(*(_PLACEHOLDER.findall(text) for text in phrase.values()))
