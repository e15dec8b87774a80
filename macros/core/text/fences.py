"""Hand-written Mermaid diagrams in Markdown files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

_FENCE = re.compile(
    r"^(?P<indent>[ \t]*)(?P<marks>`{3,}|~{3,})[ \t]*mermaid[^\n]*\n(?P<body>.*?)^[ \t]*(?P=marks)[ \t]*$",
    re.MULTILINE | re.DOTALL,
)


def fence_key(text: str) -> str:
    """What the Mermaid text of a block has in common with the same text as Python-Markdown writes it into HTML."""
    return unescape(text).expandtabs(4).strip()


@dataclass(frozen=True)
class Fence:
    """A ``mermaid`` code block.

    Attributes:
        path: The file, relative to the project's root.
        line: Line of the file on which the Mermaid text begins, from 1.
        indent: Characters of indentation taken off each line.
        text: The Mermaid text.
    """

    path: str
    line: int
    indent: int
    text: str


def written_pages(root: Path) -> list[Path]:
    """The pages in ``docs/`` and the Markdown files at the top, some of which become pages."""
    return [file for file in (*sorted((root / "docs").rglob("*.md")), *sorted(root.glob("*.md"))) if file.is_file()]


def written_text(file: Path) -> str:
    """The text of a hand-written page with \n at its line ends.

    Characters that are not UTF-8 are replaced. A file that cannot be read is empty. The rule ``pages`` reports both.
    """
    try:
        text = file.read_bytes().decode(errors="replace")
    except OSError:
        return ""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_fences(root: Path) -> Iterator[Fence]:
    """The Mermaid blocks of all hand-written pages."""
    for file in written_pages(root):
        yield from fences_of(file.relative_to(root).as_posix(), written_text(file))


def fences_of(path: str, text: str) -> Iterator[Fence]:
    """The Mermaid blocks of the page ``path``."""
    for match in _FENCE.finditer(text):
        indent = len(match["indent"])
        body = "".join(line[indent:] for line in match["body"].splitlines(keepends=True))
        line = text.count("\n", 0, match.start("body")) + 1
        yield Fence(path, line, indent, body)
