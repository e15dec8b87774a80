"""Sources as BibTeX."""

from __future__ import annotations

import re

from .model import Source

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {sign: f"\\{sign}" for sign in "#$%&_"}


def bibtex(source: Source) -> str:
    """The source as one BibTeX entry, with its key. Titles keep their capitals; signs that TeX reads are escaped."""
    fields = {
        "title": f"{{{_text(source.title)}}}",
        "author": " and ".join([*map(_author, source.authors), *(["others"] if source.et_al else [])]),
        "year": str(source.year),
        **_venue(source),
    }
    if source.arxiv:
        fields |= {"eprint": source.arxiv, "archiveprefix": "arXiv"}
    if source.doi:
        fields["doi"] = _text(source.doi)
    fields["url"] = re.sub(r"[%#&{}\\]", lambda match: f"\\{match.group()}", source.url)
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@{_type(source)}{{{source.key},", *lines, "}"]) + "\n"


def _type(source: Source) -> str:
    if source.kind == "report":
        return "techreport"
    if source.kind != "paper" or source.venue.startswith("arXiv"):
        return "misc"
    return "inproceedings" if re.search(r"\b(19|20)\d\d\b", source.venue) else "article"


def _venue(source: Source) -> dict[str, str]:
    name = {"techreport": "institution", "inproceedings": "booktitle", "article": "journal"}.get(_type(source))
    return {name or "howpublished": _text(source.venue)}


def _author(name: str) -> str:
    """A person's name, or an organization's in braces, so that it is not taken apart."""
    if name.startswith("{") and name.endswith("}"):
        return f"{{{_text(name[1:-1])}}}"
    return re.sub(r"\band\b", "{and}", _text(name))


def _text(text: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in " ".join(text.split()))
