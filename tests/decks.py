"""Decks for tests, and a collection of Anki's own program that imports them."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from anki.collection import Card, Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest, ImportCsvRequest
from anki.notes import Note as AnkiNote

from macros.core.deck.listing import listing
from macros.core.deck.notes import FIELDS, Note, notes
from macros.core.deck.package import package
from macros.core.deck.places import Places
from macros.core.model.library import Library
from macros.core.model.reading import read_library
from macros.core.pages.atlas import load_atlas
from macros.core.text.bibliography import short_labels

SITE = "https://example.org/atlas/"


def published(page: str) -> str:
    """Where a page is, on a site with an address."""
    return f"{SITE}{page.removesuffix('.md')}/"


def unpublished(_page: str) -> str:
    """Where a page is, on a site without an address."""
    return ""


def places(root: Path) -> Places:
    """The data under ``root``, whose site has an address."""
    library, problems = read_library(root)
    assert library and not problems
    return places_of(library)


def places_of(library: Library) -> Places:
    """A library whose site has an address."""
    return Places(library, short_labels(library.sources), published)


def drawn_places(root: Path) -> Places:
    """The same, with the charts of questions."""
    atlas = load_atlas(root, lambda _here, there: there)
    return Places(atlas.library, atlas.labels, published, atlas.plots, atlas.sketches)


def write(root: Path, target: Path, changes: Mapping[str, int] | None = None) -> list[Note]:
    """Writes the deck of the data under ``root``, or its text if the name ends so, and returns its notes."""
    found = places(root)
    made, categories = notes(found), found.library.vocabulary.categories
    if target.suffix == ".txt":
        target.write_text(listing(made, categories), "utf-8")
    else:
        target.write_bytes(package(made, categories, changes or {}, SITE))
    return made


def stored(file: Path) -> dict[str, dict[str, str]]:
    """The fields of all notes of a deck by their names, by the names of the questions, without Anki."""
    with zipfile.ZipFile(file) as archive, closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(archive.read("collection.anki2"))
        rows = [str(fields).split("\x1f") for (fields,) in database.execute("SELECT flds FROM notes")]
    return {row[0]: dict(zip(FIELDS, row, strict=True)) for row in rows}


class Anki:
    """A collection."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection

    def load(self, file: Path) -> tuple[int, int, int]:
        """Imports a deck as the dialog proposes it: how many notes are new, changed, and as they were."""
        if file.suffix == ".txt":
            metadata = self.collection.get_csv_metadata(path=str(file), delimiter=None)
            log = self.collection.import_csv(ImportCsvRequest(path=str(file), metadata=metadata)).log
        else:
            request = ImportAnkiPackageRequest(package_path=str(file), options=ImportAnkiPackageOptions())
            log = self.collection.import_anki_package(request).log
        refused = (
            log.conflicting,
            log.missing_notetype,
            log.missing_deck,
            log.empty_first_field,
            log.first_field_match,
        )
        assert not any(refused)
        return len(log.new), len(log.updated), len(log.duplicate)

    def counts(self) -> tuple[int, int]:
        """The numbers of notes and of cards."""
        return self.collection.note_count(), self.collection.card_count()

    def notes(self) -> dict[str, AnkiNote]:
        """All notes, by their guids."""
        found = [self.collection.get_note(key) for key in self.collection.find_notes("")]
        return {note.guid: note for note in found}

    def card(self, name: str) -> Card:
        """The only card of the question with that name."""
        [card] = self.notes()[f"alignment-atlas.{name}"].cards()
        return card

    def deck_of(self, name: str) -> str:
        """Name of the deck in which that card is."""
        return self.collection.decks.name(self.card(name).did)


@contextmanager
def opened(file: Path) -> Iterator[Anki]:
    """A collection in a file, new if there is none."""
    collection = Collection(str(file))
    try:
        yield Anki(collection)
    finally:
        collection.close()
