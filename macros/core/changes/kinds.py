"""The kinds of changes. Each explains itself in one line of Markdown and says how much it weighs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar

from ..source.problems import count
from .markdown import code, joined, listed, quoted
from .records import Order, Path, place
from .words import Words, both, words

_CONFIRM = "**a maintainer confirms:** "
SHORT_ANSWER = 200
"""Most characters of right answers that are shown whole."""


class Weight(IntEnum):
    """How much a second look at a change matters; the lowest number is looked at first.

    ``CLAIM`` and ``WORK`` are what the check warns of, and what a maintainer has to confirm.
    """

    CLAIM = 1
    WORK = 2
    EXCEPTION = 3
    QUESTION = 4
    ANSWER = 5
    LOST_CLAIM = 6
    CONCEPT = 7
    ADDRESS = 8
    NAMES = 9
    VOCABULARY = 10
    ORDINARY = 11


@dataclass(frozen=True)
class Change(ABC):
    """One change of a proposal.

    Attributes:
        kind: Stable word for the kind of change.
        weight: What is below ``ORDINARY`` is among what to look at first.
    """

    kind: ClassVar[str]
    weight: Weight

    @abstractmethod
    def explain(self) -> str:
        """The change in Markdown that is safe to publish: a line, and at most one list below it."""


@dataclass(frozen=True)
class Changed(Change):
    """A value that became another one."""

    kind: ClassVar[str] = "changed"
    path: Path
    before: Words
    after: Words

    def explain(self) -> str:  # noqa: D102
        return f"{place(self.path)}: {both(self.before, self.after)}"


@dataclass(frozen=True)
class Added(Change):
    """Something new, with what it says."""

    kind: ClassVar[str] = "added"
    path: Path
    contents: tuple[str, ...]

    def explain(self) -> str:  # noqa: D102
        return below(f"{place(self.path)} added", self.contents)


@dataclass(frozen=True)
class Removed(Change):
    """Something that is gone, with what it said."""

    kind: ClassVar[str] = "removed"
    path: Path
    contents: tuple[str, ...]

    def explain(self) -> str:  # noqa: D102
        return below(f"{place(self.path)} removed", self.contents)


@dataclass(frozen=True)
class Replaced(Change):
    """Something that became another kind of thing, such as a question of another type."""

    kind: ClassVar[str] = "replaced"
    path: Path
    before: tuple[str, ...]
    after: tuple[str, ...]

    def explain(self) -> str:  # noqa: D102
        sides = (*(f"was: {text}" for text in self.before), *(f"is: {text}" for text in self.after))
        return below(f"{place(self.path)} replaced", sides)


@dataclass(frozen=True)
class Reordered(Change):
    """The same things in another order."""

    kind: ClassVar[str] = "reordered"
    path: Path
    before: Order
    after: Order

    def explain(self) -> str:  # noqa: D102
        sides = both(words(self.before.names), words(self.after.names), SHORT_ANSWER)
        return f"{place(self.path)} in another order: {sides}"


@dataclass(frozen=True)
class AnswerChanged(Change):
    """Something else counts as right."""

    kind: ClassVar[str] = "answer"
    path: Path
    stem: str
    aspect: str
    before: Words
    after: Words

    def explain(self) -> str:  # noqa: D102
        sides = both(self.before, self.after, SHORT_ANSWER)
        return f"{place(self.path)}, {quoted(self.stem, 120)}: {self.aspect} {_verb(sides)}"


@dataclass(frozen=True)
class ClaimChanged(Change):
    """A claim on which something rests says something else."""

    kind: ClassVar[str] = "claim"
    path: Path
    changes: tuple[Change, ...]
    rests: tuple[str, ...]

    def explain(self) -> str:  # noqa: D102
        said = "; ".join(change.explain() for change in self.changes)
        return f"{_CONFIRM}{place(self.path)}: {said}. This rests on it: {', '.join(self.rests)}"


@dataclass(frozen=True)
class OtherWork(Change):
    """A source that may be another work now."""

    kind: ClassVar[str] = "work"
    path: Path
    title: str
    changes: tuple[Change, ...]

    def explain(self) -> str:  # noqa: D102
        said = "; ".join(change.explain() for change in self.changes)
        mark = _CONFIRM if self.weight == Weight.WORK else ""
        return f"{mark}{place(self.path)}, {quoted(self.title, 120)}, may be another work now: {said}"


@dataclass(frozen=True)
class ConceptGone(Change):
    """A concept that is gone, and where its address leads."""

    kind: ClassVar[str] = "concept"
    name: str
    title: str
    lost: tuple[str, ...]
    successor: str

    def explain(self) -> str:  # noqa: D102
        where = f"its address leads to {code(self.successor)}" if self.successor else "its address leads nowhere"
        with_it = f", and with it {joined(self.lost)}" if self.lost else ""
        return f"the concept {quoted(self.title)} ({code(self.name)}) is gone{with_it}; {where}"


@dataclass(frozen=True)
class Said(Change):
    """A fact with names, such as the pages that lose a relation."""

    kind: ClassVar[str] = "said"
    words: str
    names: Sequence[str]

    def explain(self) -> str:  # noqa: D102
        return f"{self.words}: {listed(self.names)}"


@dataclass(frozen=True)
class Quoted(Change):
    """A text of something new or gone, after what it is; ``more`` is Markdown."""

    kind: ClassVar[str] = "quoted"
    words: str
    text: str
    longest: int = 900
    more: str = ""

    def explain(self) -> str:  # noqa: D102
        return f"{self.words}: {quoted(self.text, self.longest)}{self.more}"


@dataclass(frozen=True)
class Facts(Change):
    """Short values of something new, each with the field that has it."""

    kind: ClassVar[str] = "facts"
    values: tuple[tuple[Path, str], ...]

    def explain(self) -> str:  # noqa: D102
        return ", ".join(f"{place(path)} {code(value)}" for path, value in self.values)


@dataclass(frozen=True)
class Renamed(Change):
    """A concept that has another id; the old one leads here."""

    kind: ClassVar[str] = "renamed"
    before: str

    def explain(self) -> str:  # noqa: D102
        return f"renamed from {code(self.before)}, which leads here"


@dataclass(frozen=True)
class VocabularyChanged(Change):
    """Words that every page uses have changed."""

    kind: ClassVar[str] = "vocabulary"
    changes: int

    def explain(self) -> str:  # noqa: D102
        return f"the vocabulary, which every page uses, has {count(self.changes, 'change')}; see below"


def below(words: str, lines: Sequence[str]) -> str:
    """A line with more lines in a list below it; a single one stands beside it."""
    return f"{words}: {lines[0]}" if len(lines) == 1 else "\n  - ".join([words, *lines])


def _verb(sides: str) -> str:
    return sides if sides.startswith("was ") else f"was changed: {sides}"
