"""Problems found in what contributors write, and how they are printed."""

from __future__ import annotations

import difflib
import heapq
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property, lru_cache
from itertools import pairwise
from operator import attrgetter

from .codes import CODES
from .printable import printable

LONGEST_MESSAGE = 700
MOST_LISTED = 30
"""The most allowed words that a message lists."""
MOST_IN_FILE = 50
"""Problems of one file that are shown; what is left out is counted."""
MOST = 500
"""Problems of all files that are shown."""


class HintedMessage(str):
    """A message whose end, what to write instead, is worked out only when it is printed.

    A damaged file can have tens of thousands of unknown words, and few of their messages are printed.

    Attributes:
        hint: Makes the end of the message.
    """

    hint: Callable[[], str]

    def __new__(cls, fault: str, hint: Callable[[], str]) -> HintedMessage:
        """``fault`` is the message without its end."""
        message = super().__new__(cls, fault)
        message.hint = hint
        return message

    def whole(self) -> str:
        """The message with its end."""
        return f"{self}{self.hint()}"


def unknown(fault: str, word: str, allowed: Collection[str]) -> str:
    """What is wrong with a word that is none of those allowed, such as "unknown level 'hard'", and what to write."""
    return HintedMessage(fault, lambda: suggest(word, allowed))


class Severity(Enum):
    """What follows from a finding. The members stand in the order in which they are printed.

    A problem fails the check. A warning asks a maintainer for a confirmation, and a notice asks nobody for anything.
    """

    PROBLEM = "problem"
    WARNING = "warning"
    NOTICE = "notice"


_ANNOTATIONS = {Severity.PROBLEM: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that the check found at one place.

    Attributes:
        path: File, relative to the project's root, with forward slashes.
        line: Line, counted from 1.
        column: Column in characters, counted from 1.
        code: Stable word for the kind of problem, such as ``unknown-field``.
        message: What is wrong, what is allowed and how to fix it, in one line. A :class:`HintedMessage` brings the
            last two when it is printed.
        severity: What follows from it.
    """

    path: str
    line: int
    column: int
    code: str = field(compare=False)
    message: str
    severity: Severity = field(default=Severity.PROBLEM, compare=False)

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"the problem '{self.code}' is not explained in codes.py")

    def __str__(self) -> str:
        mark = "" if self.severity is Severity.PROBLEM else f"{self.severity.value}: "
        return f"{printable(self.path)}:{self.line}:{self.column}: {mark}{self.line_of_text} [{self.code}]"

    @cached_property
    def line_of_text(self) -> str:
        """The message in one line, cut if it is very long."""
        message = self.message.whole() if isinstance(self.message, HintedMessage) else self.message
        message = printable(" ".join(message.split()))
        return message if len(message) <= LONGEST_MESSAGE else f"{message[:LONGEST_MESSAGE]}…"


class DataError(Exception):
    """The data cannot be used. ``problems`` holds every reason, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted_by_place(problems)
        super().__init__(self.report())

    def report(self) -> str:
        """The problems that are :func:`shown`, one a line, and a last line that counts all of them."""
        return "\n".join([*map(str, shown(self.problems)), summed(self.problems)])


def sorted_by_place(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems in the order of their files and places, each once."""
    return tuple(sorted(set(problems), key=attrgetter("path", "line", "column", "message")))


def with_severity(problems: Iterable[Problem], *severities: Severity) -> list[Problem]:
    """Those of the problems that have one of these severities."""
    return [problem for problem in problems if problem.severity in severities]


def summed(problems: Sequence[Problem]) -> str:
    """How many there are of each severity, such as "1 problem, 2 notices"; "no problems" if there are none of these."""
    numbers = Counter(problem.severity for problem in problems)
    others = [count(numbers[each], each.value) for each in Severity if each is not Severity.PROBLEM and numbers[each]]
    number = numbers[Severity.PROBLEM]
    return ", ".join([count(number, "problem") if number else "no problems", *others])


def shown(problems: Sequence[Problem]) -> list[Problem]:
    """The problems to print, of some that are sorted by place: first what fails, then warnings, then notices.

    Of each severity there are at most :data:`MOST_IN_FILE` in a file and :data:`MOST` in all.

    Where some are left out, a problem with the code ``more-problems`` stands at the first of these and counts them.
    If there is no room for all, each file has its first problem shown before any has its second.
    """
    return [one for severity in Severity for one in _shown(with_severity(problems, severity))]


def _shown(problems: Sequence[Problem]) -> list[Problem]:
    files: dict[str, list[Problem]] = {}
    for problem in problems:
        files.setdefault(problem.path, []).append(problem)
    ranked = [path for rank in range(MOST_IN_FILE) for path, found in files.items() if rank < len(found)]
    room = Counter(ranked[:MOST])
    chosen: list[Problem] = []
    for path, found in files.items():
        number = room[path]
        chosen += found[:number]
        if number and found[number:]:
            chosen.append(_more(found[number], f"and {len(found) - number:,} more in this file"))
    unseen = [found for path, found in files.items() if not room[path]]
    if unseen:
        number = sum(map(len, unseen))
        chosen.append(_more(unseen[0][0], f"and {number:,} more in {count(len(unseen), 'file')}, this one first"))
    return chosen


def github_annotations(problems: Sequence[Problem]) -> str:
    """Commands that make GitHub show each problem that is :func:`shown` beside its line, one a line.

    GitHub takes ten of each severity from a step. So the first problem of each file comes before the second of any, and
    shared files, whose mistakes cause others, come before concepts.
    """
    rank: Counter[tuple[Severity, str]] = Counter()
    order = {severity: position for position, severity in enumerate(Severity)}
    ranked = []
    for p in shown(problems):
        place = (order[p.severity], p.code == "more-problems", rank[p.severity, p.path], p.path.count("/"), p.path)
        ranked.append((place, p))
        rank[p.severity, p.path] += 1
    return "\n".join(
        f"::{_ANNOTATIONS[p.severity]} file={_escaped(p.path, property=True)},line={p.line},col={p.column},"
        f"title={_escaped(p.code, property=True)}::{_escaped(p.line_of_text)}"
        for _, p in sorted(ranked)
    )


def as_json(problems: Sequence[Problem]) -> str:
    """The problems that are :func:`shown` as a JSON list.

    Each is an object with path, line, column, code, severity, message and what the code means.
    """
    text = json.dumps(
        [
            {"path": p.path, "line": p.line, "column": p.column, "code": p.code, "severity": p.severity.value}
            | {"message": p.line_of_text, "means": CODES[p.code].means, "fix": CODES[p.code].fix}
            for p in shown(problems)
        ],
        indent=2,
        ensure_ascii=False,
    )
    return "".join(
        character if character.isprintable() or character == "\n" else json.dumps(character)[1:-1] for character in text
    )


def _more(first: Problem, message: str) -> Problem:
    return Problem(first.path, first.line, first.column, "more-problems", message, first.severity)


def _escaped(text: str, *, property: bool = False) -> str:
    """Text for a workflow command, as https://github.com/actions/toolkit writes it."""
    for character in "%\r\n" + (":," if property else ""):
        text = text.replace(character, f"%{ord(character):02X}")
    return printable(text)


def count(number: int, noun: str) -> str:
    """``count(1, "problem")`` is ``1 problem``; any other number takes an s."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def suggest(word: str, allowed: Iterable[str]) -> str:
    """What to write instead of ``word``: the nearest allowed word, then all of them if they are few.

    Returns an empty string when nothing is near and more than :data:`MOST_LISTED` words are allowed.
    """
    words = list(allowed)
    parts = []
    if near := difflib.get_close_matches(word, _likely(word, words), n=1, cutoff=0.6):
        parts.append(f"did you mean '{near[0]}'?")
    if len(words) <= MOST_LISTED:
        parts.append("allowed: " + ", ".join(words) if words else "none is defined yet")
    return "; " + " ".join(parts) if parts else ""


_MOST_COMPARED = 50


def _likely(word: str, words: list[str]) -> list[str]:
    """The words that are worth a close comparison, which is slow: those with the most pairs of letters in common."""
    if len(words) <= _MOST_COMPARED or len(word) > 100:
        return words if len(word) <= 100 else []
    pairs = _pairs(word)
    return heapq.nlargest(_MOST_COMPARED, words, key=lambda other: len(pairs & _pairs(other)))


@lru_cache(maxsize=10_000)
def _pairs(word: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(word)))
