"""Says what is wrong with text that is no YAML, and where the cause is: parsers name a later place and no cause."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import yaml

CUT = "a # after a space starts a comment and cuts this text; put the value in single quotes, or delete the comment"
BULLETS = "•◦▪‣·–—*"
"""Signs that word processors put before the entries of a list, and the one that Markdown has."""

_LINE = re.compile(
    r"(?P<indent>[ \t]*)(?P<dashes>(?:-[ \t]+)*)"
    r"(?:(?P<key>[A-Za-z_][\w-]*|\"[^\"]*\"|'[^']*'):(?:[ \t]+|$))?(?P<value>.*)"
)
_BULLET = re.compile(rf"[ \t]*([{re.escape(BULLETS)}])[ \t]")
_FIELD = re.compile(r"[ \t]*(?:-[ \t]+)*[a-z_]+")
_ESCAPE = re.compile(r"\\([\"\\]|[A-Za-z0-9]+|.)", re.DOTALL)
_COMMENT = re.compile(r"[ \t]+#")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(#.*)?")
_SIGNS = frozenset("*&!|>{[@`%,]}")
"""What no text may begin with outside quotes: each means something else, or nothing at all, to YAML."""


class Fault(NamedTuple):
    """Where the cause of an error is in the text, from 0, what to say about it, and the code of the problem."""

    start: int
    message: str
    code: str = "yaml-syntax"


def first_escape(text: str, start: int, end: int) -> Fault | None:
    """The first escape other than ``\\"`` and ``\\\\`` in the value in double quotes at ``start``, None without one."""
    found = (match for match in _ESCAPE.finditer(text, start, end) if match[1] not in '"\\')
    return next((_escape_at(match) for match in found), None)


def without_escapes(text: str) -> str:
    """A value in double quotes as its writer meant it: every backslash is kept but those before quotes and itself."""
    words = re.sub(r"[ \t]*\n[ \t]*", " ", text[1:-1])
    return _ESCAPE.sub(lambda match: match[1] if match[1] in '"\\' else match[0], words)


def comment_after(text: str, end: int) -> int | None:
    """The index of the # of a comment on the line on which a value ends at ``end``, None without one."""
    match = _COMMENT.match(text, end)
    return match.end() - 1 if match else None


def list_marker(text: str) -> str:
    """The marker with which a text begins that was meant as a list, empty if it is none."""
    match = _BULLET.match(text)
    return match[1] if match else ""


def bullet_message(marker: str) -> str:
    """What to say about a bullet where a list begins."""
    return f"'{marker}' is no list marker in YAML; write '- '"


def start_message(value: str) -> str:
    """What to say about a value that begins with a character that YAML reserves."""
    lead = value[:2] if value.startswith(("[[", "[@")) else value[:1]
    if lead in ("|", ">"):
        return f"text after {lead} begins on the next line; put a value that itself begins with {lead} in single quotes"
    return f"a value that begins with {lead} must be in single quotes or a | block"


def explain(text: str, error: yaml.MarkedYAMLError, last: tuple[int, int]) -> Fault:
    """What is wrong with a text that a YAML parser refused.

    Args:
        text: All of it.
        error: What the parser says.
        last: Start and end of the last value or key that was read before.
    """
    scene = _Scene(text, error, last)
    found = (diagnose(scene) for diagnose in _DIAGNOSES)
    return next((fault for fault in found if fault), Fault(scene.problem, f"not valid YAML: {scene.said}"))


def _escape_at(match: re.Match[str]) -> Fault:
    shown = "one at the end of a line" if match[0] == "\\\n" else match[0][:24]
    message = (
        f"a backslash in double quotes starts an escape, so {shown} would not stay as written; "
        "use single quotes or a | block"
    )
    return Fault(match.start(), message, "yaml-escape")


@dataclass(frozen=True)
class _Line:
    """A line of the text, taken apart; ``start`` is its index."""

    start: int
    text: str
    indent: int
    dashes: str
    key: str
    value: str

    @property
    def content(self) -> int:
        """The column of what follows the indent and the dashes of list entries, from 0."""
        return self.indent + len(self.dashes)

    @property
    def value_at(self) -> int:
        """The index of the value in the text."""
        return self.start + len(self.text) - len(self.value)

    @property
    def structural(self) -> bool:
        """Whether a field or an entry of a list begins on the line."""
        return bool(self.key or self.dashes)


class _Scene:
    """The text around an error."""

    def __init__(self, text: str, error: yaml.MarkedYAMLError, last: tuple[int, int]) -> None:
        self.text, self.last = text, last
        self.context, self.said = error.context or "", str(error.problem or error.context)
        opened, problem = error.context_mark, error.problem_mark or error.context_mark
        self.problem = min(problem.index, len(text)) if problem else 0
        started = bool(opened) and re.search(r"scanning|flow", self.context)
        self.at = min(opened.index, len(text)) if opened and started else self.problem
        """Where what could not be read begins."""

    def line(self, index: int) -> _Line:
        """The line on which an index lies."""
        start = self.text.rfind("\n", 0, index) + 1
        end = self.text.find("\n", index)
        words = self.text[start : end if end >= 0 else None]
        match = _LINE.fullmatch(words)
        assert match, "the pattern takes any line"
        return _Line(
            start=start,
            text=words,
            indent=len(match["indent"]),
            dashes=match["dashes"],
            key=match["key"] or "",
            value=match["value"],
        )

    def number(self, index: int) -> int:
        """The number of the line on which an index lies, from 1."""
        return self.text.count("\n", 0, index) + 1

    def above(self, line: _Line) -> Iterator[_Line]:
        """The lines above one from the nearest on, without blank ones and comments."""
        while line.start:
            line = self.line(line.start - 1)
            if line.text.strip() and not line.text.lstrip().startswith("#"):
                yield line


def _escape(scene: _Scene) -> Fault | None:
    if "quoted scalar" not in scene.context or not re.search(r"escape|hex", scene.said):
        return None
    index = scene.text.rfind("\\", 0, scene.problem + 1)
    match = _ESCAPE.match(scene.text, max(index, 0))
    return _escape_at(match) if match else None


def _open_quote(scene: _Scene) -> Fault | None:
    if "quoted scalar" not in scene.context:
        return None
    quote = scene.text[scene.at : scene.at + 1]
    return Fault(scene.at, f"the {quote} that opens here is never closed; close it, or use a | block")


def _after_quote(scene: _Scene) -> Fault | None:
    """Words behind a closing quote: a quoted word begins the value, or an apostrophe ended it."""
    start, end = scene.last
    quote = scene.text[start : start + 1]
    if quote not in ('"', "'") or end - start < 2 or end > scene.problem or scene.text[end : scene.problem].strip(" "):
        return None
    if "\n" in scene.text[start:end]:
        line = scene.number(end - 1)
        return Fault(start, f"the {quote} that opens here is closed only on line {line}; close it where the value ends")
    if quote == '"':
        message = 'a value that begins with " ends at the next "; put the whole value in single quotes or a | block'
        return Fault(start, message)
    return Fault(end - 1, "this ' ends a value in single quotes; write '' for an apostrophe, or use a | block")


def _tab(scene: _Scene) -> Fault | None:
    line = scene.line(scene.problem)
    indent = line.text[: line.indent]
    if "\t" in indent:
        return Fault(line.start + indent.index("\t"), "a tab cannot indent; use spaces")
    if scene.text[scene.problem : scene.problem + 1] == "\t":
        return Fault(scene.problem, "a value cannot begin with a tab; use a space")
    return None


def _bullet(scene: _Scene) -> Fault | None:
    line = scene.line(scene.at)
    if not (marker := list_marker(line.text)):
        return None
    for other in scene.above(line):
        if list_marker(other.text) != marker or other.indent != line.indent:
            break
        line = other
    return Fault(line.start + line.indent, bullet_message(marker))


def _cut(scene: _Scene) -> Fault | None:
    """A comment amid a text of several lines, or before the bracket that closes a list."""
    start, end = scene.last
    comment = comment_after(scene.text, end)
    plain = scene.text[start : start + 1] not in ('"', "'", "|", ">")
    if comment is None or not plain or "\n" not in scene.text[end : scene.problem]:
        return None
    goes_on = not scene.line(scene.problem).structural or "flow" in scene.context
    return Fault(comment, CUT, "cut-text") if goes_on else None


def _start(scene: _Scene) -> Fault | None:
    """A value that begins with a character that YAML reserves, on the line of the error."""
    line = scene.line(scene.at)
    value = line.value
    refused = scene.text[scene.at : scene.at + 1]
    if "cannot start any token" in scene.said and not value.startswith("[@"):
        return Fault(scene.at, start_message(refused))
    if value.startswith(("- ", "? ", ": ")) or value in ("-", "?", ":"):
        return Fault(line.value_at, start_message(value))
    if value[:1] not in _SIGNS or _BLOCK_HEADER.fullmatch(value):
        return None
    if value[0] in "[{" and not value.startswith("[@") and not _after_bracket(value):
        return None
    return Fault(line.value_at, start_message(value))


def _after_bracket(value: str) -> str:
    """What follows the bracket that closes the first one of a value, nothing if it stays open."""
    depth = 0
    for index, character in enumerate(value):
        depth += (character in "[{") - (character in "]}")
        if not depth:
            return value[index + 1 :].partition(" #")[0].strip()
    return ""


def _open_bracket(scene: _Scene) -> Fault | None:
    if "flow" not in scene.context:
        return None
    character = scene.text[scene.at : scene.at + 1]
    closing = {"[": "]", "{": "}"}.get(character, "]")
    message = (
        f"the {character} that opens here is not closed, or a value in it needs quotes; write {closing}, "
        "and put values with , : # or quotes in single quotes"
    )
    return Fault(scene.at, message)


def _colon(scene: _Scene) -> Fault | None:
    if "mapping values are not allowed" not in scene.said:
        return None
    line = scene.line(scene.problem)
    if _FIELD.fullmatch(line.text[: scene.problem - line.start]) and line.start:
        return Fault(line.start + line.indent, _differently(scene, scene.last[0]))
    message = (
        "a colon followed by a space inside a value starts a new key; put the value in single quotes or use a | block"
    )
    return Fault(scene.problem, message)


def _indentation(scene: _Scene) -> Fault | None:
    if "block" not in scene.context and "<document start>" not in scene.said:
        return None
    line = scene.line(scene.problem)
    others = list(scene.above(line))
    other = next((o for o in others if _alike(line, o)), next((o for o in others if o.structural), None))
    if other is None or line.indent == (other.indent if line.dashes else other.content):
        return None
    return Fault(line.start + line.indent, _differently(scene, other.start))


def _alike(line: _Line, other: _Line) -> bool:
    """Whether both lines begin an entry of a list, a field or neither, so that they should be indented alike."""
    if line.dashes:
        return bool(other.dashes)
    return bool(other.key) if line.key else True


def _differently(scene: _Scene, index: int) -> str:
    number = scene.number(index)
    return f"indented differently from line {number}; give lines that belong together the same indent"


def _no_colon(scene: _Scene) -> Fault | None:
    if "simple key" not in scene.context:
        return None
    line = scene.line(scene.at)
    if match := re.match(r"([a-z_]+):\S", line.value):
        return Fault(line.value_at + match.end(1), f"a space is missing after the colon of '{match[1]}'; add it")
    message = "a key without a colon, or a value that is indented too little; write 'key: value'"
    return Fault(scene.at, message)


_DIAGNOSES: tuple[Callable[[_Scene], Fault | None], ...] = (
    _escape,
    _open_quote,
    _after_quote,
    _tab,
    _bullet,
    _cut,
    _start,
    _open_bracket,
    _colon,
    _indentation,
    _no_colon,
)
"""What may be wrong, the surest first."""
