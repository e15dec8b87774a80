"""Problems found in what contributors write, and how they are printed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

LONGEST_MESSAGE = 700


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong at one place.

    Attributes:
        path: File, relative to the project's root, with forward slashes.
        line: Line, counted from 1.
        column: Column in characters, counted from 1.
        code: Stable word for the kind of problem, such as ``unknown-field``.
        message: What is wrong, what is allowed and how to fix it, in one line.
    """

    path: str
    line: int
    column: int
    code: str = field(compare=False)
    message: str

    def __str__(self) -> str:
        message = " ".join(self.message.split())
        message = message if len(message) <= LONGEST_MESSAGE else f"{message[:LONGEST_MESSAGE]}…"
        return f"{self.path}:{self.line}:{self.column}: {message} [{self.code}]"


class DataError(Exception):
    """The data cannot be used. ``problems`` holds every reason, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(self.report())

    def report(self) -> str:
        """All problems, one a line, and a last line that counts them."""
        lines = [str(problem) for problem in self.problems]
        lines.append(count(len(lines), "problem"))
        return "\n".join(lines)


def count(number: int, noun: str) -> str:
    """``count(1, "problem")`` is ``1 problem``; any other number takes an s."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def suggest(word: str, allowed: Iterable[str]) -> str:
    """What to write instead of ``word``: the nearest allowed word, then all of them if they are few.

    Returns an empty string when nothing is near and more than 24 words are allowed.
    """
    words = list(allowed)
    parts = []
    if near := difflib.get_close_matches(word, words, n=1, cutoff=0.6):
        parts.append(f"did you mean '{near[0]}'?")
    if len(words) <= 24:
        parts.append("allowed: " + ", ".join(words) if words else "none is defined yet")
    return "; " + " ".join(parts) if parts else ""
