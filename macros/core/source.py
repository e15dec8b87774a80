"""Reads one YAML file into plain data and remembers where each value stands.

The dialect is YAML 1.2's core schema without its traps: ``no`` and ``2026-11-23`` are text, a key stands once,
and anchors, aliases, tags, merge keys and invisible characters are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from .characters import BLANK, IGNORABLE
from .problems import Problem

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
        problems: What was refused.
    """

    path: str
    text: str = ""
    data: Any = None
    values: dict[KeyPath, Place] = field(default_factory=dict)
    keys: dict[KeyPath, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, path: KeyPath, code: str, message: str, *, needle: str = "", nth: int = 0) -> Problem:
        """A problem at the value at ``path``, or at the ``nth`` ``needle`` inside it if that stands there verbatim."""
        place = self._nearest(path)
        line, column = place.line, place.column
        if needle:
            at = place.start - 1
            for _ in range(nth + 1):
                at = self.text.find(needle, at + 1, place.end)
                if at < 0:
                    break
            if at >= 0:
                line, column = _line_and_column(self.text, at)
        return Problem(self.path, line, column, code, message)

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
    try:
        document.data = _Builder(document).build()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        refuse(Problem(path, *_place_of(document.text, mark), "yaml-syntax", _plain_words(error)))
    except RecursionError:
        refuse(Problem(path, 1, 1, "yaml-syntax", f"nested more than {DEEPEST} levels deep"))
    return document


def read_text(path: str, raw: bytes) -> Document:
    """A document with its text only, empty if the file is too large or not UTF-8, and invisible characters reported."""
    document = Document(path)
    refuse = document.problems.append
    most = LARGEST_LOCK if path.endswith(".lock") else LARGEST_FILE
    if len(raw) > most:
        refuse(Problem(path, 1, 1, "file-too-large", f"the file has {len(raw):,} bytes; at most {most:,}"))
        return document
    try:
        document.text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        refuse(Problem(path, line, 1, "not-utf-8", "the file is not UTF-8; save it as UTF-8"))
        return document
    document.text = document.text.replace("\r\n", "\n").replace("\r", "\n")  # YAML counts each as a line
    for match in _INVISIBLE.finditer(document.text):
        line, column = _line_and_column(document.text, match.start())
        name = f"U+{ord(match.group()):04X}"
        message = f"the invisible or private character {name} is not allowed; delete it"
        refuse(Problem(path, line, column, "invisible-character", message))
    return document


def _plain_words(error: yaml.MarkedYAMLError) -> str:
    said = str(error.problem or error.context)
    if "mapping values are not allowed" in said:
        return "a colon followed by a space inside a value starts a new key; put the value in quotes or use a | block"
    if "could not find expected ':'" in said:
        return "a key without a colon, or a value that is indented too little; write 'key: value'"
    if "found character '\\t'" in said or "found a tab character" in said or "that cannot start any token" in said:
        return "a value cannot start with this character (tab, @, ` or %); indent with spaces, or quote the value"
    return f"not valid YAML: {said}"


def _line_and_column(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _place_of(text: str, mark: yaml.Mark) -> tuple[int, int]:
    """Line and column of a mark; YAML takes the end of a text without a last line end for a line of its own."""
    beyond = mark.column == 0 and mark.line > 0 and not text.endswith("\n") and mark.line > text.count("\n")
    return _line_and_column(text, len(text)) if beyond else (mark.line + 1, mark.column + 1)


class _Builder:
    """Turns YAML events into data in one pass, so that aliases and anchors are seen before they can multiply."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.events = yaml.parse(document.text, Loader=_Loader)

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
                self._refuse(event, "yaml-feature", "a second YAML document; keep one a file")
                break
        return data

    def _value(self, event: yaml.Event, path: KeyPath) -> Any:
        if len(path) > DEEPEST:
            raise yaml.MarkedYAMLError(problem=f"nested more than {DEEPEST} levels deep", problem_mark=event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, "yaml-feature", f"the alias *{event.anchor} is not allowed; write the value out")
            return None
        self._refuse_features(event)
        start = event.start_mark
        if isinstance(event, yaml.ScalarEvent):
            self._place(path, start, event.end_mark)
            self._refuse_invisible(event)
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            for inner in self.events:
                if isinstance(inner, yaml.SequenceEndEvent):
                    break
                items.append(self._value(inner, (*path, len(items))))
            self._place(path, start, inner.end_mark)
            return tuple(items)
        return self._mapping(start, path)

    def _mapping(self, start: yaml.Mark, path: KeyPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                raise yaml.MarkedYAMLError(problem="a key must be plain text", problem_mark=event.start_mark)
            self._refuse_features(event)
            self._refuse_invisible(event)
            key = event.value
            inner = (*path, key)
            mark = event.start_mark
            if key in result:
                first = self.document.keys[inner].line
                message = f"the key '{key}' stands on line {first} already; keep one of the two"
                self._refuse(event, "duplicate-key", message)
                self._value(next(self.events), (*path, f"{key} (again)"))
                continue
            self.document.keys[inner] = Place(*_place_of(self.document.text, mark), mark.index, event.end_mark.index)
            result[key] = self._value(next(self.events), inner)
        self._place(path, start, event.end_mark)
        return result

    def _place(self, path: KeyPath, start: yaml.Mark, end: yaml.Mark) -> None:
        self.document.values[path] = Place(*_place_of(self.document.text, start), start.index, end.index)

    def _refuse_features(self, event: yaml.NodeEvent) -> None:
        if event.anchor:
            self._refuse(event, "yaml-feature", f"the anchor &{event.anchor} is not allowed; delete it")
        if event.tag:
            self._refuse(event, "yaml-feature", f"the tag {event.tag} is not allowed; delete it")

    def _refuse_invisible(self, event: yaml.ScalarEvent) -> None:
        """Escapes in double quotes can write what must not stand in the file itself."""
        if found := _INVISIBLE.search(event.value):
            name = f"U+{ord(found.group()):04X}"
            message = f"the invisible or private character {name} is not allowed; delete its escape"
            self._refuse(event, "invisible-character", message)

    def _refuse(self, event: yaml.Event, code: str, message: str) -> None:
        mark = event.start_mark
        place = _place_of(self.document.text, mark)
        self.document.problems.append(Problem(self.document.path, *place, code, message))


def _scalar(event: yaml.ScalarEvent) -> Any:
    text = event.value
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text) if len(text) < 20 else text
    if _FLOAT.match(text):
        return float(text)
    return text
