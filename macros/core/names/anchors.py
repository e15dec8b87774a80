"""Keeps the names that other sites link to: those of pages, and of the parts of a page that have an anchor.

``data/ids.lock`` has a line for each name that was ever published, such as ``dpo`` or ``dpo#claim-win-rate``: the name,
then ``-``, the digest of a claim, or ``retired`` and the name of what took its place.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from ..model.concept import Claim, Concept
from ..model.files import IDS
from ..model.library import Library
from ..model.reading import read_lock_file
from ..model.types import LONGEST_ID
from ..outline.concept import lasting_parts
from .lockfile import LineError, Lock, checked_id, quoted, read_lock_lines

RETIRED = "retired"
_ANCHOR = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")
_LONGEST_ANCHOR = len("relation--") + 2 * LONGEST_ID
_DIGEST = re.compile(r"[0-9a-f]{16}")


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


def known_names(library: Library) -> Mapping[str, Name]:
    """What the lock of a library's project says, nothing if there is none."""
    return read_names(read_lock_file(library.root, IDS)[0]).entries


@lru_cache(maxsize=2)
def read_names(text: str) -> Lock[Name]:
    """The lines of ``data/ids.lock`` by name."""
    return read_lock_lines(IDS, text, _line)


def _line(words: list[str], number: int) -> Name:
    _check_name(words[0], 0)
    if len(words) != (3 if words[1:2] == [RETIRED] else 2):
        raise LineError(0, "a line reads 'NAME -', 'CLAIM DIGEST' or 'NAME retired NAME', with one space between words")
    if words[1] == RETIRED:
        _check_name(words[2], 2)
        return Name(RETIRED, words[2], number)
    is_claim = words[0].partition("#")[2].startswith("claim-")
    if words[1] != "-" and not _DIGEST.fullmatch(words[1]):
        raise LineError(1, f"{quoted(words[1])} is neither '-' nor 'retired' nor a digest of 16 hexadecimal digits")
    if is_claim == (words[1] == "-"):
        raise LineError(1, "a claim has a digest, and everything else has '-'")
    return Name(words[1], "", number)


def _check_name(name: str, word: int) -> None:
    page, hash_sign, anchor = name.partition("#")
    checked_id(page, word)
    if hash_sign and (len(anchor) > _LONGEST_ANCHOR or not _ANCHOR.fullmatch(anchor)):
        raise LineError(word, f"{quoted(anchor)} cannot be the anchor of a part of a page, such as claim-win-rate")


def names(library: Library) -> dict[str, Name]:
    """What a lock of these concepts says."""
    found = {}
    for concept_id in library.concepts:
        found[concept_id] = Name("-")
        for anchor, part in sorted(lasting_parts(library, concept_id).items()):
            found[f"{concept_id}#{anchor}"] = Name(digest(part.record) if part.kind == "claim" else "-")
    return found


def digest(claim: Claim) -> str:
    """Sixteen hexadecimal digits that change with the text, status or measurements of a claim."""
    said = [" ".join(claim.text.split()), claim.status, [(m.label, m.value) for m in claim.measurements]]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Renames:
    """Finds what a name is called now that concepts have other ids.

    Attributes:
        ids: What :func:`redirects` returns. No id is both a former and a present one, so that renaming a name twice
            gives the same as once.
        kinds: The kinds of relations. None of them is another one with more words added.
    """

    ids: Mapping[str, str]
    kinds: Collection[str]

    @cached_property
    def _kinds(self) -> list[str]:
        return sorted(self.kinds, key=len, reverse=True)

    def page(self, name: str) -> str:
        """The name with the present id of its page: ``old#x`` becomes ``new#x``."""
        concept_id, hash_sign, anchor = name.partition("#")
        return f"{self.ids.get(concept_id, concept_id)}{hash_sign}{anchor}"

    def name(self, name: str) -> str:
        """The name with present ids of its page and, if it is a relation, of the concept that it leads to."""
        page, hash_sign, anchor = self.page(name).partition("#")
        for kind in self._kinds:
            start = f"relation-{kind}-"
            if anchor.startswith(start):
                target = anchor.removeprefix(start)
                anchor = f"{start}{self.ids.get(target, target)}"
                break
        return f"{page}{hash_sign}{anchor}"


def renames(library: Library) -> Renames:
    """The renames of a library's concepts."""
    return Renames(redirects(library), library.vocabulary.terms("relation_kinds"))


def present(known: Mapping[str, Name], renamed: Renames) -> dict[str, Name]:
    """The lines of names that are not retired, by what they are called now. A line with that very name comes first."""
    found: dict[str, Name] = {}
    for name, line in known.items():
        here = renamed.name(name)
        if line.state != RETIRED and (here == name or here not in found):
            found[here] = line
    return found


def retired(known: Mapping[str, Name], renamed: Renames) -> dict[str, Name]:
    """The lines of retired names. Parts have the present id of their page, and the anchor that readers' links have."""
    return {renamed.page(name) if "#" in name else name: line for name, line in known.items() if line.state == RETIRED}


def redirects(library: Library) -> dict[str, str]:
    """Present ids of concepts by the ids that they had. An old id that two concepts name belongs to the first.

    An id that a concept has now leads nowhere else.
    """
    found: dict[str, str] = {}
    for concept_id, concept in library.concepts.items():
        for old in concept.redirects:
            if old not in library.concept_ids:
                found.setdefault(old, concept_id)
    return found


def dependents(concept: Concept, claim_id: str) -> list[str]:
    """What rests on a claim, in words: "the question what-beta-does", "the chart win-rates"."""
    asked = [f"the question {question.id}" for question in concept.questions if claim_id in question.claims]
    return asked + [f"the chart {chart.id}" for chart in concept.charts if claim_id in chart.claims]


class Successors(NamedTuple):
    """Where retired names lead.

    Attributes:
        final: By retired names, as :func:`retired` has them: the name that is there now at the end of the chain.
        broken: The names whose own successor is neither there nor retired.
        circles: For each circle of names that only lead to each other, the one that is first in the lock.
    """

    final: Mapping[str, str]
    broken: Collection[str]
    circles: Collection[str]


def successors(gone: Mapping[str, Name], there: Collection[str], renamed: Renames) -> Successors:
    """Follows each retired name to what took its place in the end.

    ``gone`` is what :func:`retired` returns, ``there`` has the names of everything that is there. A part of a page that
    was retired as a whole leads to the page's successor.
    """
    final: dict[str, str | None] = {}
    broken: dict[str, None] = {}  # as a set that keeps the order
    circles: dict[str, None] = {}
    for start in gone:
        trail: list[str] = []
        on_trail: set[str] = set()
        name, end = start, None
        while name not in final:
            if name in on_trail:
                circle = trail[trail.index(name) :]
                circles[min(circle, key=lambda each: gone[each].number)] = None
                break
            trail.append(name)
            on_trail.add(name)
            following = _following(gone[name].successor, gone, there, renamed)
            if following is None:
                broken[name] = None
                break
            name = following
            if name in there:
                end = name
                break
        else:
            end = final[name]
        final.update(dict.fromkeys(trail, end))
    return Successors({name: end for name, end in final.items() if end is not None}, broken.keys(), circles.keys())


def _following(name: str, gone: Mapping[str, Name], there: Collection[str], renamed: Renames) -> str | None:
    """The successor of a name under the name by which it is there, or retired; None if it is neither."""
    full, page = renamed.name(name), renamed.page(name)
    candidates = (full, page, page.partition("#")[0])
    if full in there:
        return full
    return next((candidate for candidate in candidates if candidate in gone), None)


def former_pages(library: Library, known: Mapping[str, Name]) -> dict[str, str]:
    """What took the place of pages that have moved or were retired, by their old ids."""
    renamed = renames(library)
    final = successors(retired(known, renamed), names(library), renamed).final
    found = {name: end for name, end in final.items() if "#" not in name and name not in library.concepts}
    return found | dict(renamed.ids)


def former_parts(library: Library, known: Mapping[str, Name]) -> dict[str, list[tuple[str, str]]]:
    """Anchors of retired parts with what took their place, by the concepts on whose pages they were."""
    renamed, there = renames(library), names(library)
    found: dict[str, list[tuple[str, str]]] = {}
    for name, end in successors(retired(known, renamed), there, renamed).final.items():
        concept_id, _, anchor = name.partition("#")
        if anchor and concept_id in library.concepts and name not in there:
            found.setdefault(concept_id, []).append((anchor, end))
    return found


def renewed_names(
    old: Mapping[str, Name], library: Library, reviewed: Collection[str] = (), gone: Mapping[str, str] | None = None
) -> str:
    """The text of a lock with new names added and those of renamed concepts moved.

    A changed claim on which something rests keeps its digest unless it is among ``reviewed``. ``gone`` has the names to
    retire, each with its successor. Other names that are gone stay, and the rule ``names`` reports them. Renewing the
    result again changes nothing.
    """
    renamed = renames(library)
    lines = present(old, renamed) | {name: line for name, line in old.items() if line.state == RETIRED}
    used = retired(old, renamed)
    for name, line in names(library).items():
        known = lines.get(name)
        concept_id, _, anchor = name.partition("#")
        if name in used:
            continue
        if known is None or known.state == "-":
            lines[name] = line
        elif known.state != line.state:
            rests = dependents(library.concepts[concept_id], anchor.removeprefix("claim-"))
            if name in reviewed or not rests:
                lines[name] = line
    for name, successor in (gone or {}).items():
        lines.pop(renamed.name(name), None)
        lines[name] = Name(RETIRED, successor)
    return "".join(f"{name} {' '.join(filter(None, line[:2]))}\n" for name, line in sorted(lines.items()))
