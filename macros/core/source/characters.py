"""What Unicode lets look empty or alike, so that no name passes for another and no text hides a character."""

from __future__ import annotations

import re
import unicodedata

IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Ranges of Unicode's property Default_Ignorable_Code_Point: what a font shows as nothing at all.

https://www.unicode.org/Public/16.0.0/ucd/DerivedCoreProperties.txt
"""
BLANK = "\u2800\U0001d159"
"""Letters and symbols that are drawn as an empty space: a Braille cell without dots, a note without a head."""
NOT_SHOWN = re.compile(f"[{IGNORABLE}{BLANK}]")
"""One character that nobody can see."""
_WORD = re.compile(r"[^\W\d_]+")
_ALPHABETS = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"})
"""Scripts that share the shapes of many letters."""
_GREEK_LIKE_LATIN = frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧνο")
"""Other Greek letters stand beside Latin ones in names such as μTransfer, and nobody mistakes them."""


def name_key(name: str) -> str:
    """What two names have in common if readers take them for one.

    Compatible characters (such as full-width letters) count as the same, capitals as small letters, a run of
    spaces as one, and characters that are not shown as nothing.
    """
    plain = unicodedata.normalize("NFKC", NOT_SHOWN.sub("", name)).casefold()
    return " ".join(unicodedata.normalize("NFKC", plain).split())


def mixed_word(name: str) -> str:
    """The first word of a name with letters of two alphabets that look alike; empty if there is none."""
    for match in _WORD.finditer(unicodedata.normalize("NFKC", name)):
        word = match.group()
        found = {unicodedata.name(letter, "").split(" ")[0] for letter in word} & _ALPHABETS
        if found == {"LATIN", "GREEK"} and not _GREEK_LIKE_LATIN.intersection(word):
            continue
        if len(found) > 1:
            return word
    return ""
