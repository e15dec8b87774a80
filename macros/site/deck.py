"""The deck for Anki as it is published: with the addresses of the site, dated from the history of the project."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ..core.deck.listing import listing
from ..core.deck.notes import notes
from ..core.deck.package import PROGRAM, package
from ..core.deck.places import Places
from ..core.model.files import CONCEPTS, SOURCES
from ..core.pages.atlas import Atlas
from .dates import change_times
from .metadata import Publication


class Deck(NamedTuple):
    """The deck in both forms: a package to import, and text to compare."""

    package: bytes
    text: str


def deck(atlas: Atlas, site: Publication, root: Path) -> Deck:
    """All questions of the project at ``root`` as cards."""
    made = notes(Places(atlas.library, atlas.labels, site.url_of, atlas.plots, atlas.sketches))
    categories = atlas.library.vocabulary.categories
    changes = change_times(root, (CONCEPTS, SOURCES, *PROGRAM))
    return Deck(package(made, categories, changes, site.url), listing(made, categories))
