"""The notes as a package that Anki imports, the same bytes each time.

Anki knows a note again by its guid, and takes the text of a package if that is dated later than its own; cards keep
their schedule and the deck in which they are. So each note bears the time of the last change of what it is made from.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import genanki
from markupsafe import escape

from ..model.vocabulary import Term
from ..source.files import zipped
from ..words.table import say
from .notes import FIELDS, NAME, Note

TITLE = "Alignment Atlas"
"""Name of the note type and of the deck that holds those of the categories."""
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
STYLE = Path(__file__).resolve().parent / "card.css"
PROGRAM = (
    "macros/core/deck",
    "macros/core/drawing/plots.mjs",
    "macros/core/drawing/plots.py",
    "macros/core/text/markdown.py",
)
"""Files and folders of the program that shape every note."""
FIRST = 1_796_000_000
"""When the first deck was made, in seconds since 1970; what has no later change bears this time."""
_VERSION = slice(96, 100)
"""Where a database names the release of SQLite that wrote it: https://www.sqlite.org/fileformat2.html"""


class _Dated(genanki.Note):  # type: ignore[misc]
    """A note that bears a time of its own, in seconds since 1970."""

    changed: int

    def write_to_db(self, cursor: Any, _timestamp: float, deck_id: int, id_gen: Any) -> None:
        super().write_to_db(cursor, self.changed, deck_id, id_gen)


def package(notes: Sequence[Note], categories: Sequence[Term], changes: Mapping[str, int], address: str = "") -> bytes:
    """The deck as an ``.apkg`` file: a deck for each category that has notes, new cards in the order of the notes.

    Args:
        notes: What it holds.
        categories: All categories.
        changes: When each file of the project last changed, in seconds since 1970; files may be missing.
        address: Where the site is published, if anybody knows.
    """
    shaped = latest(changes, PROGRAM)
    model = genanki.Model(
        stable_id("note type"),
        TITLE,
        fields=[{"name": field} for field in FIELDS],
        templates=[{"name": "Card", "qfmt": _front(), "afmt": _back()}],
        css=STYLE.read_text("utf-8"),
    )
    decks = [genanki.Deck(stable_id("deck"), TITLE, _about(len(notes), address))]
    for category in categories:
        deck = genanki.Deck(stable_id(f"deck {category.key}"), deck_name(category.label))
        for place, note in enumerate(notes):
            if note.category == category.key:
                made = _Dated(model, note.fields, guid=note.guid, tags=note.tags, due=place)
                made.changed = max(shaped, latest(changes, note.files))
                deck.add_note(made)
        decks += [deck] if deck.notes else []
    with closing(sqlite3.connect(":memory:")) as database:
        genanki.Package(decks).write_to_db(database.cursor(), shaped, itertools.count(1000 * FIRST))
        database.commit()
        data = bytearray(database.serialize())
    data[_VERSION] = bytes(4)
    return zipped({"collection.anki2": bytes(data), "media": json.dumps({}).encode()})


def latest(changes: Mapping[str, int], places: Sequence[str]) -> int:
    """When the last of some files, or of what is in some folders, changed; :data:`FIRST` if nobody knows."""
    times = [time for file, time in changes.items() if any(f"{file}/".startswith(f"{place}/") for place in places)]
    return max([FIRST, *times])


def stable_id(name: str) -> int:
    """The number by which Anki knows a deck or note type, from a name that stays."""
    return 1 << 30 | int.from_bytes(hashlib.sha256(f"{NAME} {name}".encode()).digest()[:4]) >> 2


def deck_name(label: str) -> str:
    """The deck of a category. Two colons would begin a deck within it, and Anki takes no quotation marks."""
    return "::".join((TITLE, " ".join(re.sub('[":]+', " ", label).split())))


def _front() -> str:
    return "{{Front}}{{#Hint}}<p class=hint>{{hint:Hint}}</p>{{/Hint}}"


def _back() -> str:
    sources = escape(say("deck_sources", sources="{{Sources}}"))
    credit = f'{TITLE} · <a href="{LICENSE}">CC BY 4.0</a>'
    return (
        "{{FrontSide}}<hr id=answer>{{Back}}<footer><p>{{Concept}}{{#Link}} · {{Link}}{{/Link}}</p>"
        f"{{{{#Sources}}}}<p>{sources}</p>{{{{/Sources}}}}<p>{credit}</p></footer>"
    )


def _about(count: int, address: str) -> str:
    """The description of the deck, as HTML."""
    site = f' <a href="{escape(address)}">{escape(address)}</a>' if address else ""
    return f"{escape(say('deck_about', count=count, name=TITLE))}{site}"
