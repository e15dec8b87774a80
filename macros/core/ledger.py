"""Keeps the ids of questions, so that what readers have answered is never taken for an answer to something else.

Readers' browsers hold progress by a question's id and revision for years. The ledger has a line for each id that was
ever published: id, revision, and a digest of what counts as right, or the word ``retired``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from .model import Concept
from .questions import digest, first_id

RETIRED = "retired"


class Line(NamedTuple):
    """What the ledger knows of a question.

    Attributes:
        rev: Its last revision.
        digest: What :func:`.questions.digest` gave for it, or ``retired``.
        number: Number of the line, from 1.
    """

    rev: int
    digest: str
    number: int = 0


def read_ledger(text: str) -> dict[str, Line]:
    """Lines by id, such as ``dpo.what-beta-does``. Lines of another form are passed over."""
    lines = {}
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split()
        if len(words) == 3 and words[1].isdecimal() and words[1].isascii():
            lines[words[0]] = Line(int(words[1]), words[2], number)
    return lines


def questions(concepts: Mapping[str, Concept]) -> dict[str, Line]:
    """What a ledger of these concepts' questions says."""
    return {
        f"{first_id(key, concept)}.{question.id}": Line(question.rev, digest(question))
        for key, concept in concepts.items()
        for question in concept.questions
    }


def renewed_ledger(old: Mapping[str, Line], concepts: Mapping[str, Concept], retired: Collection[str] = ()) -> str:
    """The text of a ledger with new questions and raised revisions added; ids in ``retired`` are retired.

    What the rule ``ledger`` reports as a mistake (a lost id, a changed answer, a lowered revision) stays as it was.
    """
    now = questions(concepts)
    lines = dict(old)
    for name, line in now.items():
        if name not in old or (old[name].digest != RETIRED and old[name].rev < line.rev):
            lines[name] = line
    for name in retired:
        lines[name] = Line(old[name].rev, RETIRED)
    return "".join(f"{name} {line.rev} {line.digest}\n" for name, line in sorted(lines.items()))
