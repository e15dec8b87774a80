"""Keeps the ids of questions, so that what readers have answered is never taken for an answer to something else.

Readers' browsers hold progress by a question's id and revision for years. The ledger has a line for each id that was
ever published: id, revision, and a digest of what counts as right, or the word ``retired``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from ..model.concept import Concept
from ..model.files import LEDGER
from ..model.questions import LARGEST_REVISION
from ..model.types import ID_PATTERN, LONGEST_ID
from ..quiz.display import digest, first_id
from .lockfile import LineError, Lock, checked_id, quoted, read_lock_lines

RETIRED = "retired"
_REVISION = re.compile(r"[1-9][0-9]{0,3}")
_DIGEST = re.compile(r"[0-9a-f]{12}")


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


def read_ledger(text: str) -> Lock[Line]:
    """The lines of ``data/questions.lock`` by the names of questions, such as ``dpo.what-beta-does``."""
    return read_lock_lines(LEDGER, text, _line)


def _line(words: list[str], number: int) -> Line:
    concept_id, _, question_id = words[0].partition(".")
    checked_id(concept_id, 0)
    if len(question_id) > LONGEST_ID or not re.fullmatch(ID_PATTERN, question_id):
        raise LineError(0, f"{quoted(words[0])} cannot be the name of a question, such as dpo.what-beta-does")
    if len(words) != 3:
        raise LineError(0, "a line has the name of a question, its revision, and a digest or 'retired'")
    if not _REVISION.fullmatch(words[1]) or int(words[1]) > LARGEST_REVISION:
        raise LineError(1, f"{quoted(words[1])} is no revision; revisions are numbers from 1 to {LARGEST_REVISION}")
    if words[2] != RETIRED and not _DIGEST.fullmatch(words[2]):
        raise LineError(2, f"{quoted(words[2])} is neither 'retired' nor a digest of 12 hexadecimal digits")
    return Line(int(words[1]), words[2], number)


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
