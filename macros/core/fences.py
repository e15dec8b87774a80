"""Hand-written Mermaid diagrams in Markdown files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .problems import Problem

_FENCE = re.compile(
    r"^(?P<indent>[ \t]*)(?P<marks>`{3,}|~{3,})[ \t]*mermaid[^\n]*\n(?P<body>.*?)^[ \t]*(?P=marks)[ \t]*$",
    re.MULTILINE | re.DOTALL,
)


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


def read_fences(root: Path, problems: list[Problem]) -> Iterator[Fence]:
    """The Mermaid blocks of the pages in ``docs/`` and of the Markdown files at the top that become pages.

    Files that cannot be read are added to ``problems``.
    """
    for file in [*sorted((root / "docs").rglob("*.md")), *sorted(root.glob("*.md"))]:
        path = file.relative_to(root).as_posix()
        try:
            text = file.read_text("utf-8")
        except UnicodeDecodeError:
            problems.append(Problem(path, 1, 1, "not-utf-8", "the file is not UTF-8; save it as UTF-8"))
            continue
        except OSError as error:
            problems.append(Problem(path, 1, 1, "no-file", f"the file cannot be read: {error.strerror}"))
            continue
        for match in _FENCE.finditer(text):
            indent = len(match["indent"])
            body = "".join(line[indent:] for line in match["body"].splitlines(keepends=True))
            line = text.count("\n", 0, match.start("body")) + 1
            yield Fence(path, line, indent, body)
