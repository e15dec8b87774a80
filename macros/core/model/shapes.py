"""Finds the fields and marked texts of records, and of data that is meant to become one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from ..source.documents import KeyPath
from .types import NOT_BLANK, Record, Text, Word


class Marked(NamedTuple):
    """A text in a field that carries a mark."""

    path: KeyPath
    mark: Text | Word
    value: str


def marked_values(shape: Any, value: Any, path: KeyPath = ()) -> list[Marked]:
    """Every text in ``value`` that stands in a field marked with ``Text`` or ``Word``, in the order of the fields.

    ``value`` is a record of the type ``shape``, or the data of a file that is meant to become one: what does not have
    the shape is passed over.
    """
    found: list[Marked] = []
    _collect(found, shape, (), value, path)
    return found


def record_shape(annotation: Any, value: Any) -> type[Record] | None:
    """The record class that a value of this annotation has, None if it is no record.

    Of several classes the one whose ``type`` the value names, a record or the data of one.
    """
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, Record) else None
    members = [
        member for member in union_members(annotation) if isinstance(member, type) and issubclass(member, Record)
    ]
    named = value.get("type") if isinstance(value, dict) else getattr(value, "type", None)
    if len(members) < 2:
        return members[0] if members and not isinstance(value, tuple) else None
    return next((m for m in members if named in getattr(m.model_fields["type"].annotation, "__args__", ())), None)


def direct_records(annotation: Any) -> Iterator[type[Record]]:
    """The classes of the records that a value of this annotation may be or have as its items."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
        return
    for argument in (*get_args(annotation), *get_args(getattr(annotation, "__origin__", None))):
        yield from direct_records(argument)


def records_in(shape: Any) -> list[type[Record]]:
    """The classes of all records that a value of this type may hold, at any depth, each before those inside it."""
    seen: dict[type[Record], None] = {}

    def collect(annotation: Any) -> None:
        for record in direct_records(annotation):
            if record not in seen:
                seen[record] = None
                for name in field_order(record):
                    collect(record.model_fields[name].annotation)

    collect(shape)
    return list(seen)


def fields_with_ids(shape: type[Record]) -> list[str]:
    """Names of a record's fields that are lists of records with an ``id``, which has to be unique in the list."""
    return [
        name
        for name, info in shape.model_fields.items()
        if get_origin(info.annotation) is tuple
        and any("id" in record.model_fields for record in direct_records(info.annotation))
    ]


def field_order(shape: type[Record]) -> list[str]:
    """Names of a record's fields in the order in which files have them."""
    last = getattr(shape, "LAST", ())
    names = list(shape.model_fields)
    return [*(name for name in names if name not in last), *(name for name in last if name in names)]


def union_members(annotation: Any) -> tuple[Any, ...]:
    """The classes of a union, which may carry notes and be part of another; nothing for anything else."""
    union = annotation.__origin__ if hasattr(annotation, "__metadata__") else annotation
    if not (isinstance(union, UnionType) or get_origin(union) is Union):
        return ()
    return tuple(inner for member in union.__args__ for inner in union_members(member) or (member,))


def _collect(found: list[Marked], annotation: Any, notes: Any, value: Any, path: KeyPath) -> None:
    if value is None:
        return
    if record := record_shape(annotation, value):
        for name, inner_annotation, inner_notes in _fields_with_text(record):
            inner = value.get(name) if isinstance(value, dict) else getattr(value, name, None)
            _collect(found, inner_annotation, inner_notes, inner, (*path, name))
        return
    arguments = getattr(annotation, "__args__", ())
    if isinstance(value, str):
        if get_origin(annotation) in (tuple, dict):
            return  # a text where a list belongs
        marks = [*notes, *(note for argument in arguments for note in getattr(argument, "__metadata__", ()))]
        found += [Marked(path, note, value) for note in marks if isinstance(note, Text | Word)]
    elif isinstance(value, tuple | dict) and arguments and not union_members(annotation):
        inner = arguments[-1] if isinstance(value, dict) else arguments[0]
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in items:
            _collect(found, inner, getattr(inner, "__metadata__", ()), item, (*path, key))


@cache
def _fields_with_text(record: type[Record]) -> list[tuple[str, Any, Any]]:
    """Name, annotation and notes of the fields of a record in which a marked text may stand."""
    fields = [(name, info.annotation, info.metadata) for name, info in record.model_fields.items()]
    return [field for field in fields if _may_hold_text(*field[1:])]


def _may_hold_text(annotation: Any, notes: Any) -> bool:
    if any(isinstance(note, Text | Word) for note in notes):
        return True
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return True
    return any(
        _may_hold_text(inner, getattr(inner, "__metadata__", ())) for inner in getattr(annotation, "__args__", ())
    )


def field_of(shape: Any, path: KeyPath, data: Any) -> FieldInfo | None:
    """The description of the field a path in ``data`` leads to; None for list items and ways that lead nowhere."""
    return _follow(shape, path, data)[1]


def fields_of(shape: Any, path: KeyPath, data: Any) -> list[str]:
    """Names of the fields of the record at a path in ``data``, none if there is no record."""
    record = _follow(shape, path, data)[0]
    return field_order(record) if isinstance(record, type) and issubclass(record, Record) else []


def types_at(shape: Any, path: KeyPath, data: Any) -> list[str]:
    """The words that ``type`` may hold in the record at a path in ``data``, if records there have several types."""
    return record_types(_follow(shape, path, data)[0])


def record_types(annotation: Any) -> list[str]:
    """The words by which the records of a union are told apart, in order."""
    members = [member for member in union_members(annotation) if member is not type(None)]
    return [member.model_fields["type"].annotation.__args__[0] for member in members]


def takes_text(shape: Any, path: KeyPath, data: Any) -> bool:
    """Whether the value at a path in ``data`` has to be text."""
    return _leaf(shape, path, data)[0] is str


def takes_any_words(shape: Any, path: KeyPath, data: Any) -> bool:
    """Whether the value at a path in ``data`` may be any words: neither words of a list nor of a form of their own."""
    kind, notes = _leaf(shape, path, data)
    inner = [part for note in notes for part in (note, *getattr(note, "metadata", ()))]
    patterns = {getattr(note, "pattern", None) for note in inner} - {None, NOT_BLANK}
    return kind is str and not patterns and not any(isinstance(note, Word) for note in inner)


def _leaf(shape: Any, path: KeyPath, data: Any) -> tuple[Any, list[Any]]:
    """The type of the value at a path in ``data``, None if no field is there, and what is noted of it."""
    notes: list[Any] = []
    for part in path:
        if record := record_shape(shape, data):
            field = record.model_fields.get(str(part))
            if not field:
                return None, []
            shape, notes = field.annotation, list(field.metadata)
        else:
            arguments = getattr(shape, "__args__", ())
            if not arguments or (get_origin(shape) is dict) != isinstance(part, str):
                return None, []
            shape, notes = arguments[-1 if isinstance(part, str) else 0], []
        if len(members := union_members(shape)) == 2 and type(None) in members:
            shape = members[0]
        if hasattr(shape, "__metadata__") and not union_members(shape):
            shape, notes = shape.__origin__, [*notes, *shape.__metadata__]
        data = _inner(data, part)
    return shape, notes


def _follow(shape: Any, path: KeyPath, data: Any) -> tuple[Any, FieldInfo | None]:
    field = None
    for part in path:
        field = getattr(record_shape(shape, data), "model_fields", {}).get(part)
        shape = field.annotation if field else getattr(shape, "__args__", (None,))[0]
        data = _inner(data, part)
    return record_shape(shape, data) or shape, field


def _inner(data: Any, part: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(part)
    return data[part] if isinstance(data, tuple) and isinstance(part, int) and part < len(data) else None
