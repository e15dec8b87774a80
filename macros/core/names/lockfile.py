"""Reads and writes ``data/names.lock``: a line for each permanent name, sorted, with single spaces between the words.

A line has a name and what it must keep:

- ``dpo -`` and ``dpo#what-it-is -``: a page and a part of it are to be there.
- ``dpo#claim-win-rate 0123456789abcdef`` and ``@rafailov2023dpo 0123456789abcdef``: a claim is to say the same, and a
  source is to be the same work. The digest tells.
- ``dpo.what-beta-does 0123456789abcdef 2``: the same is to count as right in revision 2 of a question.
- ``dpo#claim-old retired``: the name is never used again. Where it leads is written in the data.

A command writes this file, but a proposal may change it by hand, so each line is checked like any other data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..model.entries import SOURCE_KEY_PATTERN
from ..model.files import NAMES, is_concept_id
from ..model.questions import LARGEST_REVISION
from ..model.types import ANCHOR_PATTERN, ID_PATTERN, LONGEST_ANCHOR, LONGEST_ID
from ..source.problems import Problem, Severity

RETIRED = "retired"
PRESENT = "-"
SOURCE = "@"
"""What the name of a source begins with."""
REMEDY = f"restore the line from the history of {NAMES}; only a maintainer does that"
_FORM = (
    "a line reads 'NAME -', 'CLAIM DIGEST', '@SOURCE DIGEST', 'QUESTION DIGEST REVISION' or 'NAME retired', with one "
    "space between words"
)
_LONGEST = 60
_DIGEST = re.compile(r"[0-9a-f]{16}")
_REVISION = re.compile(r"[1-9][0-9]{0,3}")
_CONFLICT = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: |$)")


class Line(NamedTuple):
    """What the lock knows of a name.

    Attributes:
        kept: ``-``, ``retired``, or a digest of 16 hexadecimal digits.
        rev: The last revision of a question, 0 for other names.
        number: Number of the line, from 1.
    """

    kept: str
    rev: int = 0
    number: int = 0


@dataclass(frozen=True)
class Lock:
    """What the lock says.

    Attributes:
        entries: What the well-formed lines say, by their names.
        problems: What is wrong with the form of the file.
    """

    entries: Mapping[str, Line]
    problems: Sequence[Problem]

    @property
    def damage(self) -> list[Problem]:
        """The problems that no command can repair, so that none may write the file anew."""
        return [problem for problem in self.problems if problem.severity is Severity.PROBLEM]


def is_question(name: str) -> bool:
    """Whether a name is that of a question, such as ``dpo.what-beta-does``."""
    return "." in name and "#" not in name


def is_claim(name: str) -> bool:
    """Whether a name is that of a claim, such as ``dpo#claim-win-rate``."""
    return name.partition("#")[2].startswith("claim-")


def read_lock(text: str) -> Lock:
    """The lines of the lock by name. Never raises: what is wrong is in the result's ``problems``.

    Of two lines with the same name the first counts.
    """
    entries: dict[str, Line] = {}
    problems: list[Problem] = []
    misplaced: Problem | None = None
    previous, conflict, conflicts = "", False, False
    for number, line in enumerate(text.removesuffix("\n").split("\n") if text else (), start=1):
        if marker := _CONFLICT.match(line):
            if not conflict or marker[1].startswith("<"):
                message = (
                    f"'{marker[1]}' marks a merge conflict; take this file from the branch main as it is there, which "
                    "renews it"
                )
                problems.append(Problem(NAMES, number, 1, "conflict-marker", message))
            conflict, conflicts = not marker[1].startswith(">"), True
            continue
        words = line.split(" ")
        name = words[0]
        try:
            found = _line(words, number)
        except _LineError as error:
            column = 1 + sum(len(word) + 1 for word in words[: error.word])
            problems.append(Problem(NAMES, number, column, "lock-line", f"{error.message}; {REMEDY}"))
            continue
        if name in entries:
            if not conflicts:
                message = f"'{name}' is on line {entries[name].number} already; {REMEDY}"
                problems.append(Problem(NAMES, number, 1, "lock-line", message))
            continue
        entries[name] = found
        if name < previous and not misplaced:
            message = f"'{name}' comes before '{previous}'; nothing to do: main sorts the lines"
            misplaced = Problem(NAMES, number, 1, "unsorted-lock", message, Severity.NOTICE)
        previous = max(previous, name)
    if misplaced and not problems:
        problems.append(misplaced)
    return Lock(entries, problems)


def written(lines: Mapping[str, Line]) -> str:
    """The text of a lock with these lines."""
    return "".join(
        f"{name} {line.kept}{f' {line.rev}' if line.rev and line.kept != RETIRED else ''}\n"
        for name, line in sorted(lines.items())
    )


class _LineError(Exception):
    """A line without the form of the file; ``word`` counts from 0, and the message has no remedy."""

    def __init__(self, word: int, message: str) -> None:
        super().__init__(message)
        self.word, self.message = word, message


def _line(words: list[str], number: int) -> Line:
    name, *kept = words
    if not _is_name(name):
        raise _LineError(
            0,
            f"{_quoted(name)} cannot be the name of a page, part, question or source, such as dpo, dpo#claim-win-rate, "
            "dpo.what-beta-does or @rafailov2023dpo",
        )
    if kept == [RETIRED] and not name.startswith(SOURCE):
        return Line(RETIRED, 0, number)
    if len(kept) != (2 if is_question(name) else 1):
        raise _LineError(0, _FORM)
    if not (is_question(name) or is_claim(name) or name.startswith(SOURCE)):
        if kept[0] != PRESENT:
            raise _LineError(1, f"{_quoted(kept[0])} is neither '-' nor 'retired'")
        return Line(PRESENT, 0, number)
    if not _DIGEST.fullmatch(kept[0]):
        raise _LineError(1, f"{_quoted(kept[0])} is no digest of 16 hexadecimal digits")
    if not is_question(name):
        return Line(kept[0], 0, number)
    if not _REVISION.fullmatch(kept[1]) or int(kept[1]) > LARGEST_REVISION:
        raise _LineError(2, f"{_quoted(kept[1])} is no revision; revisions are numbers from 1 to {LARGEST_REVISION}")
    return Line(kept[0], int(kept[1]), number)


def _is_name(name: str) -> bool:
    if name.startswith(SOURCE):
        key = name.removeprefix(SOURCE)
        return len(key) <= LONGEST_ID and bool(re.fullmatch(SOURCE_KEY_PATTERN, key))
    page, hash_sign, anchor = name.partition("#")
    if hash_sign:
        return is_concept_id(page) and len(anchor) <= LONGEST_ANCHOR and bool(re.fullmatch(ANCHOR_PATTERN, anchor))
    page, point, question = name.partition(".")
    if point and (len(question) > LONGEST_ID or not re.fullmatch(ID_PATTERN, question)):
        return False
    return is_concept_id(page)


def _quoted(word: str) -> str:
    """A word of a line in quotes, cut if it is long."""
    return f"'{word}'" if len(word) <= _LONGEST else f"'{word[:_LONGEST]}…'"
