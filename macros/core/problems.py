"""Problems found in what contributors write, and how they are printed."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from .codes import CODES
from .printable import printable

LONGEST_MESSAGE = 700
MOST_LISTED = 24
"""The most allowed words that a message lists."""


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

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"the problem '{self.code}' is not explained in codes.py")

    def __str__(self) -> str:
        return f"{printable(self.path)}:{self.line}:{self.column}: {self.line_of_text} [{self.code}]"

    @property
    def line_of_text(self) -> str:
        """The message in one line, cut if it is very long."""
        message = printable(" ".join(self.message.split()))
        return message if len(message) <= LONGEST_MESSAGE else f"{message[:LONGEST_MESSAGE]}…"


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


def github_annotations(problems: Iterable[Problem]) -> str:
    """Commands that make GitHub show each problem beside its line, one a line."""
    return "\n".join(
        f"::error file={_escaped(p.path, property=True)},line={p.line},col={p.column},"
        f"title={_escaped(p.code, property=True)}::{_escaped(p.line_of_text)}"
        for p in problems
    )


def as_json(problems: Iterable[Problem]) -> str:
    """The problems as a JSON list of objects with path, line, column, code, message and what the code means."""
    text = json.dumps(
        [
            {"path": p.path, "line": p.line, "column": p.column, "code": p.code, "message": p.line_of_text}
            | {"means": CODES[p.code].means, "mend": CODES[p.code].mend}
            for p in problems
        ],
        indent=2,
        ensure_ascii=False,
    )
    return "".join(sign if sign.isprintable() or sign == "\n" else json.dumps(sign)[1:-1] for sign in text)


def _escaped(text: str, *, property: bool = False) -> str:
    """Text for a workflow command, as https://github.com/actions/toolkit writes it."""
    for sign in "%\r\n" + (":," if property else ""):
        text = text.replace(sign, f"%{ord(sign):02X}")
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
    if near := difflib.get_close_matches(word, words, n=1, cutoff=0.6):
        parts.append(f"did you mean '{near[0]}'?")
    if len(words) <= MOST_LISTED:
        parts.append("allowed: " + ", ".join(words) if words else "none is defined yet")
    return "; " + " ".join(parts) if parts else ""
