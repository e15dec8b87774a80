"""Sources as BibTeX.

Text is escaped for TeX. ``doi``, ``eprint`` and ``url`` are written as they are: biblatex and importers read them
verbatim, and BibTeX styles print them with ``\\url``, which does so too. The model keeps braces and backslashes, which
would need an escape even there, out of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ..model.entries import Source

_NAMED = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",  # BibTeX counts braces, also those after a backslash
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
}
_IN_TEXT = _NAMED | {character: f"\\{character}" for character in "#$%&_"}
_IN_NAMES = _NAMED | {character: f"{{\\{character}}}" for character in "#$%&_"} | {",": "{,}"}
"""In names each escape is in braces: bibtexparser drops the backslash with which a name begins."""
_YEAR = r"((?:19|20)\d\d)"


class _Place(NamedTuple):
    """Where a source appeared.

    Attributes:
        type: The type of its entry.
        field: The field that names the venue.
        venue: What that field says.
        year: Year of this edition.
        note: What else the data says of its editions.
    """

    type: str
    field: str
    venue: str
    year: int
    note: str = ""


def bibtex(key: str, source: Source) -> str:
    """The source as one BibTeX entry under its key. Titles keep their capitals.

    The year is that of the venue, if the venue has one: an entry says where to find what was published there. The
    preprint is named by ``eprint``.
    """
    place = _place(source)
    fields = {
        "title": f"{{{_text(source.title)}}}",
        "author": " and ".join([*map(_author, source.authors), *(["others"] if source.et_al else [])]),
        "year": str(place.year),
        place.field: _text(place.venue),
    }
    if place.note:
        fields["note"] = _text(place.note)
    if source.arxiv:
        fields |= {"eprint": source.arxiv, "archiveprefix": "arXiv"}
    if source.doi:
        fields["doi"] = source.doi
    fields["url"] = source.url
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@{place.type}{{{key},", *lines, "}"]) + "\n"


def _place(source: Source) -> _Place:
    if source.kind == "report":
        return _Place("techreport", "institution", source.venue, source.year)
    parts = source.venue.split("; ")
    for part in parts if source.kind != "blog" else ():
        if year := _year_of_conference(part):
            others = [other for other in parts if other != part and not other.startswith("arXiv")]
            return _Place("inproceedings", "booktitle", part, year, "; ".join(others))
    if source.kind != "paper" or source.venue.startswith("arXiv"):
        return _Place("misc", "howpublished", source.venue, source.year)
    if source.venue.startswith("in "):
        return _Place("incollection", "booktitle", source.venue.removeprefix("in "), source.year)
    volume = re.search(rf", {_YEAR}$", source.venue)
    return _Place("article", "journal", source.venue, int(volume[1]) if volume else source.year)


def _year_of_conference(venue: str) -> int | None:
    """The year of a conference such as "ICLR 2024" or "NIPS 2014 Deep Learning Workshop", None for other venues."""
    found = re.match(rf"(?!arXiv)[^(),]*? {_YEAR}\b", venue)
    return int(found[1]) if found else None


def _author(name: str) -> str:
    """A person's name, or an organization's in braces, so that it is not taken apart.

    Of a person's name, what would end it or turn its parts round is in braces: "and", "others" and commas.
    """
    if name.startswith("{") and name.endswith("}"):
        return f"{{{_text(name[1:-1])}}}"
    words = _text(name, _IN_NAMES)
    return re.sub(r"\band\b|^others$", lambda match: f"{{{match.group()}}}", words, flags=re.IGNORECASE)


def _text(text: str, escapes: Mapping[str, str] = _IN_TEXT) -> str:
    return "".join(escapes.get(character, character) for character in " ".join(text.split()))
