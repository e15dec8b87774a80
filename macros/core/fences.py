"""Hand-written Mermaid diagrams in Markdown files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from .printable import reason
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


def read_fences(root: Path) -> tuple[list[Fence], list[Problem]]:
    """The Mermaid blocks of the pages in ``docs/`` and of the Markdown files at the top that become pages.

    With them comes a problem for each page that cannot be read, is not UTF-8, or has a name that cannot be shown.
    """
    fences: list[Fence] = []
    problems: list[Problem] = []
    for file in [*sorted((root / "docs").rglob("*.md")), *sorted(root.glob("*.md"))]:
        if file.is_dir():
            continue
        path = file.relative_to(root).as_posix()
        if not path.isprintable():  # what is not UTF-8, in this locale, is not either
            message = "the file's name has characters that cannot be shown; rename it, with letters from a to z"
            problems.append(Problem(path, 1, 1, "invisible-character", message))
            continue
        try:
            raw = file.read_bytes()
            text = raw.decode()
        except OSError as error:
            problems.append(Problem(path, 1, 1, "no-file", f"the file cannot be read: {reason(error)}"))
            continue
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            problems.append(Problem(path, line, 1, "not-utf-8", "the file is not UTF-8; save it as UTF-8"))
            continue
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        for match in _FENCE.finditer(text):
            indent = len(match["indent"])
            body = "".join(line[indent:] for line in match["body"].splitlines(keepends=True))
            line = text.count("\n", 0, match.start("body")) + 1
            fences.append(Fence(path, line, indent, body))
    return fences, problems
