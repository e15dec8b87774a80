"""Reads the lock files in ``data/``: one line for each name, sorted, with single spaces between the words.

Commands write these files, but a proposal may change them by hand, so each line is checked like any other data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..model.files import is_concept_id
from ..source.problems import Problem

Entry = TypeVar("Entry")

REMEDY = "restore the line from the history, or delete it and run 'make locks'"
_LONGEST = 60
_CONFLICT = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: |$)")


class LineError(Exception):
    """A line that is not in the form of its file.

    Attributes:
        word: Which of its words is wrong, from 0.
        message: What is wrong with that word, without the remedy.
    """

    def __init__(self, word: int, message: str) -> None:
        super().__init__(message)
        self.word, self.message = word, message


@dataclass(frozen=True)
class Lock(Generic[Entry]):
    """What a lock file says.

    Attributes:
        entries: What the well-formed lines say, by their names.
        problems: What is wrong with the form of the file.
    """

    entries: Mapping[str, Entry]
    problems: Sequence[Problem]

    @property
    def damage(self) -> list[Problem]:
        """The problems that no command can repair, so that none may write the file anew."""
        return [problem for problem in self.problems if problem.code != "unsorted-lock"]


def read_lock_lines(path: str, text: str, entry: Callable[[list[str], int], Entry]) -> Lock[Entry]:
    """Reads the text of the lock file ``path``. Never raises: what is wrong is in the result's ``problems``.

    ``entry`` turns the words of a line and its number into what they mean, or raises :class:`LineError`. Of two lines
    with the same name the first counts.
    """
    entries: dict[str, Entry] = {}
    numbers: dict[str, int] = {}
    problems: list[Problem] = []
    misplaced: Problem | None = None
    previous, conflict, conflicts = "", False, False
    for number, line in enumerate(text.removesuffix("\n").split("\n") if text else (), start=1):
        if marker := _CONFLICT.match(line):
            if not conflict or marker[1].startswith("<"):
                message = (
                    f"'{marker[1]}' marks a merge conflict; keep the lines of both sides, delete the markers, then run "
                    "'make locks'"
                )
                problems.append(Problem(path, number, 1, "conflict-marker", message))
            conflict, conflicts = not marker[1].startswith(">"), True
            continue
        words = line.split(" ")
        name = words[0]
        try:
            found = entry(words, number)
        except LineError as error:
            column = 1 + sum(len(word) + 1 for word in words[: error.word])
            problems.append(Problem(path, number, column, "lock-line", f"{error.message}; {REMEDY}"))
            continue
        if name in entries:
            if not conflicts:
                message = f"'{name}' is on line {numbers[name]} already; delete one of the two lines"
                problems.append(Problem(path, number, 1, "lock-line", message))
            continue
        entries[name], numbers[name] = found, number
        if name < previous and not misplaced:
            message = f"'{name}' comes before '{previous}'; run 'make locks', which sorts the lines"
            misplaced = Problem(path, number, 1, "unsorted-lock", message)
        previous = max(previous, name)
    if misplaced and not problems:
        problems.append(misplaced)
    return Lock(entries, problems)


def checked_id(text: str, word: int) -> str:
    """The text, which is the ``word``-th of a line, if it may be the id of a concept.

    Raises:
        LineError: it may not.
    """
    if not is_concept_id(text):
        message = f"{quoted(text)} cannot be an id (up to 48 small letters, digits and hyphens, not a reserved name)"
        raise LineError(word, message)
    return text


def quoted(word: str) -> str:
    """A word of a line in quotes, cut if it is long."""
    return f"'{word}'" if len(word) <= _LONGEST else f"'{word[:_LONGEST]}…'"
