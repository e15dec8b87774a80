"""Turns the data of a document into records, as far as its form allows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, get_origin

from pydantic import TypeAdapter, ValidationError

from ..source.documents import Document, KeyPath
from ..source.problems import Problem
from .concept import Concept
from .explain import problems_of
from .files import shape_of
from .library import Partial


def read_entries(document: Document, problems: list[Problem]) -> dict[int, Any]:
    """The entries of a file that is a list by their positions.

    Each is read on its own, so that one mistake does not hide the others.
    """
    shape = shape_of(document.path)
    if not isinstance(document.data, tuple):
        read_record(document, shape, problems)
        return {}
    inner = shape.__args__[0]
    found = {position: read_record(document, inner, problems, (position,)) for position in range(len(document.data))}
    return {position: record for position, record in found.items() if record is not None}


def read_partial(document: Document) -> Partial:
    """What can be read of a concept whose form has mistakes."""
    values: dict[str, Any] = {}
    kept: dict[str, list[int]] = {}
    lost: set[str] = set()
    wrong = _wrong_fields(document.data)
    misnamed = document.data.keys() - Concept.model_fields.keys()
    for name, info in Concept.model_fields.items():
        value = document.data.get(name)
        if get_origin(info.annotation) is tuple and isinstance(value, tuple):
            inner = getattr(info.annotation, "__args__", (None,))[0]
            records = {position: _valid(inner, entry) for position, entry in enumerate(value)}
            kept[name] = [position for position, record in records.items() if record is not None]
            values[name] = tuple(records[position] for position in kept[name])
            if len(kept[name]) < len(value):
                lost.add(name)
        elif name in document.data and name not in wrong:
            values[name] = value
        else:
            values[name] = "" if info.is_required() else info.get_default(call_default_factory=True)
            if name in document.data or misnamed:  # what is missing may stand there under another name
                lost.add(name)
    values["sections"] = values["sections"] or ()
    return Partial(Concept.model_construct(**values), _reduced(document, kept, lost), frozenset(lost))


def _wrong_fields(data: Mapping[str, Any]) -> set[str]:
    """Names of a concept's fields in which something is wrong or missing."""
    try:
        _adapter(Concept).validate_python(data)
    except ValidationError as error:
        return {str(detail["loc"][0]) for detail in error.errors(include_url=False)}
    return set()


def _reduced(document: Document, kept: Mapping[str, list[int]], lost: Collection[str]) -> Document:
    """A document with only some entries of its lists, with their places, and without other fields that are lost."""
    new: dict[KeyPath, int] = {
        (name, old): number for name, positions in kept.items() for number, old in enumerate(positions)
    }

    def moved(places: Mapping[KeyPath, Any]) -> dict[KeyPath, Any]:
        return {
            path if len(path) < 2 or path[0] not in kept else (path[0], new[path[:2]], *path[2:]): place
            for path, place in places.items()
            if len(path) < 2 or path[0] not in kept or path[:2] in new
        }

    data = {name: value for name, value in document.data.items() if name not in lost}
    data |= {name: tuple(document.data[name][old] for old in positions) for name, positions in kept.items()}
    cut = set(moved(dict.fromkeys(document.cut)))
    return Document(document.path, document.text, data, moved(document.values), moved(document.keys), cut=cut)


def _valid(shape: Any, value: Any) -> Any:
    """The value as ``shape``, or None."""
    try:
        return _adapter(shape).validate_python(value)
    except ValidationError:
        return None


def read_record(document: Document, shape: Any, problems: list[Problem], path: KeyPath = ()) -> Any:
    """The document's data at ``path`` as ``shape``, or None with what is wrong added to ``problems``."""
    data = document.data
    if data is None:
        if not document.problems:
            problems.append(Problem(document.path, 1, 1, "empty-file", "the file is empty"))
        return None
    for part in path:
        data = data[part]
    try:
        return _adapter(shape).validate_python(data)
    except ValidationError as error:
        problems.extend(problems_of(error, document, shape, path))
        return None


_adapters: dict[Any, TypeAdapter[Any]] = {}


def _adapter(shape: Any) -> TypeAdapter[Any]:
    if shape not in _adapters:
        _adapters[shape] = TypeAdapter(shape)
    return _adapters[shape]
