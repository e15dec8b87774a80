"""Which permanent names a library has, and what each must keep."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from ..model.concept import Claim, Concept
from ..model.entries import Source
from ..model.library import Library
from ..outline.concept import lasting_parts
from ..quiz.display import digest as question_digest
from ..quiz.display import first_id
from .lockfile import PRESENT, RETIRED, SOURCE, Line, is_question
from .renames import Renames, former_pages, renames, retired

_FORMULA = re.compile(r"(\$[^$]*\$)")
_MARKS = ".,;:!?\"'“”‘’()*_`"
"""Characters around a word that do not change what it says."""


def names(library: Library) -> dict[str, Line]:
    """What a lock says of all pages, parts, questions and sources that are there."""
    found = {f"{SOURCE}{key}": Line(source_digest(source)) for key, source in library.sources.items()}
    for concept_id, concept in library.concepts.items():
        found[concept_id] = Line(PRESENT)
        for anchor, part in sorted(lasting_parts(library, concept_id).items()):
            found[f"{concept_id}#{anchor}"] = Line(claim_digest(part.record) if part.kind == "claim" else PRESENT)
        for question in concept.questions:
            found[f"{first_id(concept_id, concept)}.{question.id}"] = Line(question_digest(question), question.rev)
    return found


def renewed(old: Mapping[str, Line], library: Library) -> dict[str, Line]:
    """The lines of a lock for a library: with what is new, and without what is retired, redirected or replaced.

    Changed claims and sources count as confirmed. What the check reports as a problem stays as it was: names that are
    gone, changed answers under an old revision, and names that are used again. Renewing the result changes nothing.
    """
    renamed, now, gone = renames(library), names(library), retired(library)
    former = former_pages(library)
    lines: dict[str, Line] = {}
    for name, line in old.items():
        here = present_name(name, line, renamed)
        if name.startswith(SOURCE) and name.removeprefix(SOURCE) not in library.source_keys:
            continue
        if here in former or is_covered(name, gone, renamed):
            continue
        if here == name or here not in lines:
            lines[here] = line._replace(number=0)
    for name, line in now.items():
        if name not in lines or not _keeps(lines[name], line):
            lines[name] = line
    return lines | dict.fromkeys([*gone - now.keys(), *former], Line(RETIRED))


def _keeps(old: Line, new: Line) -> bool:
    """Whether the lock keeps what it says of a name that says something else now."""
    return old.kept == RETIRED or (old.rev > 0 and old.rev >= new.rev)


def present_name(name: str, line: Line, renamed: Renames) -> str:
    """What a name of the lock is called now. A retired one keeps its own words, by which readers' links have it."""
    if line.kept != RETIRED:
        return renamed.name(name)
    return renamed.page(name) if "#" in name else name


def is_covered(name: str, gone: set[str], renamed: Renames) -> bool:
    """Whether the data say where a name of the lock leads: it was retired, or its whole page replaced.

    ``gone`` is what :func:`.renames.retired` returns.
    """
    page = name.partition("." if is_question(name) else "#")[0]
    return renamed.page(name) in gone or renamed.name(name) in gone or (page != name and page in renamed.replaced)


def claim_digest(claim: Claim) -> str:
    """A digest that changes with what a claim says and shows.

    That is its words, figures, status, date, setting, measurements, sources with their stances, and what replaced it.

    Spelling that changes no word, such as a comma or a capital, and the place in a source do not count.
    """
    measurements = [(measurement.label, measurement.value) for measurement in claim.measurements]
    sources = sorted({(source.key, source.stance) for source in claim.sources})
    setting = _said(claim.setting or "")
    new = claim.replacement and [claim.replacement.claim, claim.replacement.key]
    return _digest([_said(claim.text), claim.status, claim.as_of, setting, sources, measurements, new])


def source_digest(source: Source) -> str:
    """A digest that changes with the arXiv id, the words of the title and the first author."""
    return _digest([source.arxiv, _said(source.title), _said(source.authors[0])])


def dependents(concept: Concept, claim_id: str) -> list[str]:
    """What rests on a claim, in words: "the question what-beta-does", "the chart win-rates"."""
    asked = [f"the question {question.id}" for question in concept.questions if claim_id in question.claims]
    return asked + [f"the chart {chart.id}" for chart in concept.charts if claim_id in chart.claims]


def _said(text: str) -> list[str]:
    """The words of a text without capitals and without marks around them; formulas stay as they are."""
    found: list[str] = []
    for part in _FORMULA.split(text):
        if _FORMULA.fullmatch(part):
            found.append(" ".join(part.split()))
        else:
            words = (word.strip(_MARKS) for word in unicodedata.normalize("NFKC", part).casefold().split())
            found += filter(None, words)
    return found


def _digest(said: Any) -> str:
    """Sixteen hexadecimal digits that change with what they are made from."""
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:16]
