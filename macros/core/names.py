"""Keeps the names that other sites link to: those of pages, and of the parts of a page that have an anchor.

``data/ids.lock`` has a line for each name that was ever published, such as ``dpo`` or ``dpo#claim-win-rate``: the name,
then ``-``, the digest of a claim, or ``retired`` and the name of what took its place.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from typing import NamedTuple

from .coverage import parts
from .library import IDS, Library, read_lock_file
from .model import Claim, Concept

RETIRED = "retired"


class Name(NamedTuple):
    """What the lock knows of a name.

    Attributes:
        state: ``-``, a digest, or ``retired``.
        successor: The name that took the place of a retired one.
        number: Number of the line, from 1.
    """

    state: str
    successor: str = ""
    number: int = 0


def known_names(library: Library) -> dict[str, Name]:
    """What the lock of a library's project says, nothing if there is none."""
    return read_names(read_lock_file(library.root, IDS)[0])


def read_names(text: str) -> dict[str, Name]:
    """Lines by name. Lines of another form are passed over."""
    found = {}
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split()
        if len(words) == 2 or (len(words) == 3 and words[1] == RETIRED):
            found[words[0]] = Name(words[1], words[2] if len(words) == 3 else "", number)
    return found


def names(library: Library) -> dict[str, Name]:
    """What a lock of these concepts says."""
    found = {}
    for concept_id, concept in library.concepts.items():
        digests = {f"claim-{claim.id}": digest(claim) for claim in concept.claims}
        found[concept_id] = Name("-")
        for anchor in sorted(parts(library, concept_id)):
            found[f"{concept_id}#{anchor}"] = Name(digests.get(anchor, "-"))
    return found


def digest(claim: Claim) -> str:
    """Sixteen hexadecimal digits that change with the text, status or measurements of a claim."""
    said = [" ".join(claim.text.split()), claim.status, [(m.label, m.value) for m in claim.measurements]]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:16]


def moved(name: str, now: Mapping[str, str]) -> str:
    """A name with the ids that concepts have now: ``old#x`` becomes ``new#x``, also in the name of a relation.

    ``now`` is what :func:`redirects` returns.
    """
    concept_id, hash_sign, anchor = name.partition("#")
    if anchor.startswith("relation-"):
        old = next((old for old in now if anchor.endswith(f"-{old}")), None)
        anchor = f"{anchor.removesuffix(old)}{now[old]}" if old else anchor
    return f"{now.get(concept_id, concept_id)}{hash_sign}{anchor}"


def redirects(library: Library) -> dict[str, str]:
    """Present ids of concepts by the ids that they had. An old id that two concepts name belongs to the first."""
    found: dict[str, str] = {}
    for concept_id, concept in library.concepts.items():
        for old in concept.redirects:
            found.setdefault(old, concept_id)
    return found


def dependents(concept: Concept, claim_id: str) -> list[str]:
    """What rests on a claim, in words: "the question what-beta-does", "the chart win-rates"."""
    asked = [f"the question {question.id}" for question in concept.questions if claim_id in question.claims]
    return asked + [f"the chart {chart.id}" for chart in concept.charts if claim_id in chart.claims]


def former_pages(library: Library, known: Mapping[str, Name]) -> dict[str, str]:
    """What took the place of pages that have moved or were retired, by their old ids."""
    gone = {name: line.successor for name, line in known.items() if line.state == RETIRED and "#" not in name}
    now = redirects(library)
    return {name: moved(successor, now) for name, successor in (gone | now).items()}


def former_parts(library: Library, known: Mapping[str, Name]) -> dict[str, list[tuple[str, str]]]:
    """Anchors of retired parts with what took their place, by the concepts on whose pages they stood."""
    now = redirects(library)
    found: dict[str, list[tuple[str, str]]] = {}
    for name, line in known.items():
        concept_id, _, anchor = moved(name, now).partition("#")
        if line.state == RETIRED and anchor:
            found.setdefault(concept_id, []).append((anchor, moved(line.successor, now)))
    return found


def renewed_names(
    old: Mapping[str, Name], library: Library, reviewed: Collection[str] = (), gone: Mapping[str, str] | None = None
) -> str:
    """The text of a lock with new names added and those of renamed concepts moved.

    A changed claim on which something rests keeps its digest unless it is among ``reviewed``. ``gone`` has the names to
    retire, each with its successor. Other names that are gone stay, and the rule ``names`` reports them.
    """
    ids = redirects(library)
    lines = {moved(name, ids) if line.state != RETIRED else name: line for name, line in old.items()}
    for name, line in names(library).items():
        known = lines.get(name)
        concept_id, _, anchor = name.partition("#")
        if known is None or known.state == "-":
            lines[name] = line
        elif known.state not in (RETIRED, line.state):
            rests = dependents(library.concepts[concept_id], anchor.removeprefix("claim-"))
            if name in reviewed or not rests:
                lines[name] = line
    for name, successor in (gone or {}).items():
        lines[name] = Name(RETIRED, successor)
    return "".join(f"{name} {' '.join(filter(None, line[:2]))}\n" for name, line in sorted(lines.items()))
