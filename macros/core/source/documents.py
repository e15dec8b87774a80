"""Reads one YAML file into plain data and remembers where each value stands.

The dialect is YAML 1.2's core schema without its traps: ``no`` and ``2026-11-23`` are text, a key stands once,
and anchors, aliases, tags, merge keys, escapes and invisible characters are refused.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import yaml

from .characters import BLANK, IGNORABLE
from .problems import Problem
from .syntax import comment_after, explain, first_escape, without_escapes

KeyPath = tuple[str | int, ...]
"""Keys and list positions from the top of a file down to a value."""

LARGEST_FILE = 400_000
LARGEST_LOCK = 8_000_000
"""Bytes of a lock, which a command writes: a line of about 50 for each name of a site of thousands of pages."""
DEEPEST = 12

_INVISIBLE = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029{IGNORABLE}{BLANK}\ufff9-\uffff"
    "\ue000-\uf8ff\U000e0000-\U0010ffff]"
)
_CONFLICT = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?= |$)", re.MULTILINE)
"""What Git writes around two versions of the same lines."""
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Place(NamedTuple):
    """Where a value or key starts (line and column from 1) and, for values, its slice of the text."""

    line: int
    column: int
    start: int
    end: int


@dataclass
class Document:
    """One file: its data, its places and the problems met while reading.

    Attributes:
        path: File, relative to the project's root.
        text: The file as it stands.
        data: Mappings, tuples, text, numbers, booleans and None; None as a whole if the file could not be read.
        values: Place of each value by its path.
        keys: Place of each mapping key by the path of its value.
        comments: Index of the # of each comment that follows a value without quotes on its line, by the value's path.
        numbers: Numbers as they are written, by their path.
        cut: Paths of texts that a comment cuts, about which nothing else can be said; reading does not fill it, since
            it knows no fields.
        problems: What was refused.
    """

    path: str
    text: str = ""
    data: Any = None
    values: dict[KeyPath, Place] = field(default_factory=dict)
    keys: dict[KeyPath, Place] = field(default_factory=dict)
    comments: dict[KeyPath, int] = field(default_factory=dict)
    numbers: dict[KeyPath, str] = field(default_factory=dict)
    cut: set[KeyPath] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    _occurrences: dict[tuple[int, str], list[int]] = field(default_factory=dict, repr=False, compare=False)

    def problem(self, path: KeyPath, code: str, message: str, *, needle: str = "", nth: int = 0) -> Problem:
        """A problem at the value at ``path``, or at the ``nth`` ``needle`` inside it if that stands there verbatim."""
        place = self._nearest(path)
        line, column = place.line, place.column
        if needle and (at := self._occurrence(place, needle, nth)) >= 0:
            line, column = self.place(at)
        return Problem(self.path, line, column, code, message)

    def place(self, index: int) -> tuple[int, int]:
        """Line and column, from 1, of an index into the text; its end stands for what lies beyond."""
        index = min(index, len(self.text))
        line = bisect_right(self._line_starts, index)
        return line, index - self._line_starts[line - 1] + 1

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def _occurrence(self, place: Place, needle: str, nth: int) -> int:
        """Index of the ``nth`` ``needle`` at a place, -1 if there are fewer. None is looked for twice."""
        found = self._occurrences.setdefault((place.start, needle), [])
        while len(found) <= nth:
            at = self.text.find(needle, found[-1] + 1 if found else place.start, place.end)
            if at < 0:
                return -1
            found.append(at)
        return found[nth]

    def has_problem(self, path: KeyPath, code: str) -> bool:
        """Whether a problem of that code was met inside the value at ``path`` while reading."""
        if path not in self.values:
            return False
        start, end = self.place(self.values[path].start), self.place(self.values[path].end)
        return any(problem.code == code and start <= (problem.line, problem.column) < end for problem in self.problems)

    def key_problem(self, path: KeyPath, code: str, message: str) -> Problem:
        """A problem at the key whose value is at ``path``."""
        place = self.keys.get(path) or self._nearest(path)
        return Problem(self.path, place.line, place.column, code, message)

    def _nearest(self, path: KeyPath) -> Place:
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Place(1, 1, 0, len(self.text)))


def read(path: str, raw: bytes) -> Document:
    """Reads the bytes of the YAML file ``path``. Never raises: what is wrong stands in ``problems``."""
    document = read_text(path, raw)
    refuse = document.problems.append
    if document.problems:
        return document
    if conflict := _CONFLICT.search(document.text):
        message = f"'{conflict[1]}' marks a merge conflict; keep the lines that are right, and delete the markers"
        refuse(Problem(path, *document.place(conflict.start()), "conflict-marker", message))
        return document
    builder = _Builder(document)
    try:
        document.data = builder.build()
    except _RefusedError as error:
        refuse(Problem(path, *document.place(error.index), "yaml-syntax", f"not valid YAML: {error}"))
    except yaml.MarkedYAMLError as error:
        fault = explain(document.text, error, builder.last)
        line, column = document.place(fault.start)
        if (line, column) not in {(problem.line, problem.column) for problem in document.problems}:
            refuse(Problem(path, line, column, fault.code, fault.message))
    except RecursionError:
        refuse(Problem(path, 1, 1, "yaml-syntax", f"nested more than {DEEPEST} levels deep"))
    return document


def read_text(path: str, raw: bytes) -> Document:
    """A document with its text only, and invisible characters reported.

    The text is empty if the file is too large or not UTF-8. A byte order mark, which some editors write at the
    beginning, is left out.
    """
    document = Document(path)
    refuse = document.problems.append
    most = LARGEST_LOCK if path.endswith(".lock") else LARGEST_FILE
    if len(raw) > most:
        refuse(Problem(path, 1, 1, "file-too-large", f"the file has {len(raw):,} bytes; at most {most:,}"))
        return document
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        document.text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        refuse(Problem(path, line, 1, "not-utf-8", "the file is not UTF-8; save it as UTF-8"))
        return document
    document.text = document.text.replace("\r\n", "\n").replace("\r", "\n")  # YAML counts each as a line
    for match in _INVISIBLE.finditer(document.text):
        name = f"U+{ord(match.group()):04X}"
        message = f"the invisible or private character {name} is not allowed; delete it"
        refuse(Problem(path, *document.place(match.start()), "invisible-character", message))
    return document


class _RefusedError(Exception):
    """YAML that goes beyond what data files need, at an index into the text."""

    def __init__(self, index: int, message: str) -> None:
        super().__init__(message)
        self.index = index


class _Builder:
    """Turns YAML events into data in one pass, so that aliases and anchors are seen before they can multiply.

    Attributes:
        last: Start and end of the last value or key that was read.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.events = yaml.parse(document.text, Loader=_Loader)
        self.last = (0, 0)

    def build(self) -> Any:
        for event in self.events:
            if isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
                continue
            if isinstance(event, yaml.StreamEndEvent):
                return None
            data = self._value(event, ())
            break
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._refuse(_span(event)[0], "yaml-feature", "a second YAML document; keep one a file")
                break
        return data

    def _value(self, event: yaml.Event, path: KeyPath) -> Any:
        start, end = _span(event)
        if len(path) > DEEPEST:
            raise _RefusedError(start, f"nested more than {DEEPEST} levels deep")
        if isinstance(event, yaml.AliasEvent):
            message = f"the alias *{event.anchor} is not allowed; write the value out, or put it in single quotes"
            self._refuse(start, "yaml-feature", message)
            self._place(path, start, end)
            return f"*{event.anchor}"
        if isinstance(event, yaml.ScalarEvent):
            self._place(path, start, end)
            return self._scalar(event, path)
        assert isinstance(event, yaml.CollectionStartEvent), "nothing else begins a value"
        self._refuse_features(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(start, path)
        items: list[Any] = []
        for inner in self.events:
            if isinstance(inner, yaml.SequenceEndEvent):
                break
            items.append(self._value(inner, (*path, len(items))))
        self._place(path, start, _span(inner)[1])
        return tuple(items)

    def _scalar(self, event: yaml.ScalarEvent, path: KeyPath) -> Any:
        start, end = _span(event)
        text = self._text(event)
        if self._refuse_features(event):
            return self.document.text[start:end]
        if not event.implicit[0]:
            return text
        if (comment := comment_after(self.document.text, end)) is not None:
            self.document.comments[path] = comment
        value = _plain(text)
        if isinstance(value, int | float) and not isinstance(value, bool):
            self.document.numbers[path] = text
        return value

    def _mapping(self, start: int, path: KeyPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for event in self.events:
            first, end = _span(event)
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                raise _RefusedError(first, "a key must be plain text")
            self._refuse_features(event)
            key = self._text(event)
            inner = (*path, key)
            if key in result:
                line = self.document.keys[inner].line
                message = f"the key '{key}' stands on line {line} already; keep one of the two"
                self._refuse(first, "duplicate-key", message)
                self._value(next(self.events), (*path, f"{key} (again)"))
                continue
            self.document.keys[inner] = Place(*self.document.place(first), first, end)
            result[key] = self._value(next(self.events), inner)
        self._place(path, start, end)
        return result

    def _text(self, event: yaml.ScalarEvent) -> str:
        """The text of a value or key. Of one with an escape that is refused, what its writer meant."""
        text = self.document.text
        start, end = self.last = _span(event)
        if event.style != '"' or "\\" not in text[start:end]:
            return str(event.value)
        start = text.index('"', start)  # anchors and tags come before it
        if not (escape := first_escape(text, start, end)):
            return str(event.value)
        self._refuse(escape.start, escape.code, escape.message)
        return without_escapes(text[start:end])

    def _place(self, path: KeyPath, start: int, end: int) -> None:
        self.document.values[path] = Place(*self.document.place(start), start, end)

    def _refuse_features(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> bool:
        """Whether a value has an anchor or a tag, which is reported."""
        start, _ = _span(event)
        if event.anchor:
            message = f"the anchor &{event.anchor} is not allowed; delete it, or put the value in single quotes"
            self._refuse(start, "yaml-feature", message)
        if event.tag:
            message = f"the tag {event.tag} is not allowed; delete it, or put the value in single quotes"
            self._refuse(start, "yaml-feature", message)
        return bool(event.anchor or event.tag)

    def _refuse(self, index: int, code: str, message: str) -> None:
        self.document.problems.append(Problem(self.document.path, *self.document.place(index), code, message))


def _span(event: yaml.Event) -> tuple[int, int]:
    """Start and end of what an event stands for, as indexes into the text."""
    assert event.start_mark and event.end_mark, "a parser of text gives marks"
    return event.start_mark.index, event.end_mark.index


def _plain(text: str) -> Any:
    """What a value without quotes stands for."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text) if len(text) < 20 else text
    if _FLOAT.match(text):
        return float(text)
    return text
