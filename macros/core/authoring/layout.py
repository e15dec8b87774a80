"""Brings data files into the agreed layout: fields in the model's order, entries of some files sorted.

Comments stay with the field or entry below them; those at the top of a file stay there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..model.files import SORTED_BY, folder_of, shape_of
from ..model.shapes import field_order, record_shape
from ..source.documents import Document, KeyPath, read


class LayoutError(ValueError):
    """A file that cannot be laid out safely; it is left as it is."""


def schema_name(path: str) -> str:
    """Name of the schema that a data file follows."""
    folder = folder_of(path)
    return folder.noun if folder else Path(path).stem


def mode_line(path: str) -> str:
    """First line of a data file, which tells editors where its schema is."""
    up = "../" if folder_of(path) else ""
    return f"# yaml-language-server: $schema={up}schema/{schema_name(path)}.schema.json"


def lay_out(path: str, text: str) -> str:
    """The text of a data file with its fields and entries in order and its first line in place.

    Raises:
        LayoutError: the file cannot be read, or its content would change.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    text = text if text.endswith("\n") else f"{text}\n"
    if not text.startswith(mode_line(path)):
        text = f"{mode_line(path)}\n{text}"
    before = read(path, text.encode())
    if before.problems:
        raise LayoutError(str(before.problems[0]))
    shape = shape_of(path)
    document, lines = before, text.removesuffix("\n").split("\n")
    for place, keys in _mappings(before.data, (), shape):
        moved = _reorder(document, lines, place, keys)
        if moved != lines:  # places have changed; reading again is what costs
            document, lines = read(path, "\n".join(moved).encode()), moved
    result = "\n".join(_sorted_lines(document, lines)) + "\n"
    if result == text:
        return result
    after = read(path, result.encode())
    if after.problems or _sorted(path, after.data) != _sorted(path, before.data) or _words(result) != _words(text):
        raise LayoutError(f"{path}: the fields or entries could not be put in order without changing the content")
    return result


def _order(path: str, entry: Any) -> str:
    """The word by which an entry of a file that is a list is sorted, empty if the entry has none."""
    return str(entry.get(SORTED_BY[path], "")).casefold() if isinstance(entry, dict) else ""


def _sorted(path: str, data: Any) -> Any:
    """The data of a file with its entries in order, if it has an order."""
    if path not in SORTED_BY or not isinstance(data, tuple):
        return data
    return tuple(sorted(data, key=lambda entry: _order(path, entry)))


def _sorted_lines(document: Document, lines: list[str]) -> list[str]:
    """The lines of a file with its entries in order, unchanged if the file has no order or no entry a line."""
    path, data = document.path, document.data
    if _sorted(path, data) == data or not all(_order(path, entry) for entry in data):
        return lines
    places = [document.values[(position,)] for position in range(len(data))]
    if {lines[place.line - 1][: place.column - 1].strip() for place in places} != {"-"}:
        return lines
    indent = lines[places[0].line - 1].index("-")
    rows = [place.line - 1 for place in places]
    top = next(row for row, line in enumerate(lines) if not line.startswith("#"))
    starts = [max(top, _with_comments(lines, row, indent)) for row in rows]
    end = _end(lines, rows[-1], indent)
    blocks = [lines[start:stop] for start, stop in zip(starts, [*starts[1:], end], strict=True)]
    pairs = sorted(zip(data, blocks, strict=True), key=lambda pair: _order(path, pair[0]))
    return [*lines[: starts[0]], *(line for _, block in pairs for line in block), *lines[end:]]


def _words(text: str) -> list[str]:
    """Everything in the lines of a file, comments too, without their order, indentation and dashes."""
    return sorted(line.lstrip(" -") for line in text.split("\n"))


def _mappings(data: Any, path: KeyPath, shape: Any) -> list[tuple[KeyPath, list[str]]]:
    """Each mapping in ``data`` with the order of its fields, inner ones first."""
    found: list[tuple[KeyPath, list[str]]] = []
    if isinstance(data, tuple):
        inner = getattr(shape, "__args__", (None,))[0]
        for position, item in enumerate(data):
            found += _mappings(item, (*path, position), inner)
    elif isinstance(data, dict) and (record := record_shape(shape, data)):
        for key, value in data.items():
            if key in record.model_fields:
                found += _mappings(value, (*path, key), record.model_fields[key].annotation)
        found.append((path, field_order(record)))
    return found


def _reorder(document: Document, lines: list[str], path: KeyPath, order: list[str]) -> list[str]:
    if document.text[document.values[path].start :].startswith("{"):
        return lines  # a mapping in braces stays as written
    keys = [(place, inner[-1]) for inner, place in document.keys.items() if inner[:-1] == path]
    keys.sort(key=lambda item: item[0].line)
    rows = [place.line for place, _ in keys]
    if len(set(rows)) < len(rows) or len({place.column for place, _ in keys}) > 1:
        return lines
    indent = keys[0][0].column - 1
    starts = [_with_comments(lines, row - 1, indent) for row in rows]
    prefix = lines[rows[0] - 1][:indent]
    if prefix.strip():  # the dash of a list stays in front of whichever field comes first
        starts[0] = rows[0] - 1
    end = _end(lines, rows[-1] - 1, indent)
    blocks = [lines[start:stop] for start, stop in zip(starts, [*starts[1:], end], strict=True)]
    blocks[0][0] = " " * indent + blocks[0][0][indent:]
    rank = {key: position for position, key in enumerate(order)}
    pairs = sorted(zip(keys, blocks, strict=True), key=lambda pair: rank.get(str(pair[0][1]), len(rank)))
    moved = [line for _, block in pairs for line in block]
    if prefix.strip():
        first = next(position for position, line in enumerate(moved) if not line.lstrip().startswith("#"))
        moved[first] = prefix + moved[first][indent:]
    return [*lines[: starts[0]], *moved, *lines[end:]]


def _with_comments(lines: list[str], row: int, indent: int) -> int:
    """First line of the comments directly above a field and indented like it; the first line of a file stays."""
    while row > 1 and lines[row - 1].startswith(" " * indent + "#"):
        row -= 1
    return row


def _end(lines: list[str], row: int, indent: int) -> int:
    """The line after the last field of a mapping, without the blank lines in between."""
    end = row + 1
    while end < len(lines):
        line = lines[end]
        depth = len(line) - len(line.lstrip())
        if line.strip() and depth <= indent and not (depth == indent and line.lstrip().startswith("- ")):
            break
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return end
