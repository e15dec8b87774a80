"""Text from anywhere, made safe for terminals and logs."""

from __future__ import annotations

import os


def printable(text: object) -> str:
    r"""The text in one line, with control, invisible and undecodable characters as escapes (``\x1b``).

    Names of files and arguments may hold what moves the cursor, colors the terminal or begins a line of its own.
    """
    line = str(text)
    if line.isprintable():
        return line
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in line
    )


def printable_lines(text: str) -> str:
    """The same for a text of several lines."""
    return "\n".join(map(printable, text.split("\n")))


def failure(error: OSError, command: str) -> str:
    """What could not be read or written and why, in one line: ``site/index.html: No space left on device``.

    Where the error names no file, as for the command's output, the command stands in its place.
    """
    name = os.fsdecode(error.filename) if isinstance(error.filename, bytes) else error.filename
    return f"{printable(command if name is None else name)}: {reason(error)}"


def reason(error: OSError) -> str:
    """Why the system refused, such as ``No space left on device``."""
    return printable(error.strerror or error)
