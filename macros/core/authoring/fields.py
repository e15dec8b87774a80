"""What contributors can write, record by record, read from the model."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from ..model.files import FOLDERS, SHAPES
from ..model.shapes import direct_records, field_order, records_in
from ..model.types import Record, Text, Word


@dataclass(frozen=True)
class FieldEntry:
    """One field of a record.

    Attributes:
        name: What is written in the file.
        description: What belongs there.
        required: Whether it may be left out.
        form: What kind of value it takes, in words.
        record: Name of the record that it holds, or nothing.
        words: The list of the vocabulary, or the collection, from which its value comes, or nothing.
        example: An example as YAML in one line, or nothing.
    """

    name: str
    description: str
    required: bool
    form: str
    record: str
    words: str
    example: str


@dataclass(frozen=True)
class RecordEntry:
    """One record with its fields; ``name`` is unique, ``heading`` is for readers."""

    name: str
    heading: str
    description: str
    fields: list[FieldEntry]


def records() -> list[RecordEntry]:
    """All records: concepts with what they hold, then sources, then those of the other files."""
    shapes = (*(folder.shape for folder in FOLDERS.values()), *SHAPES.values())
    seen = dict.fromkeys(record for shape in shapes for record in records_in(shape))
    return [
        RecordEntry(
            record.__name__.lower(),
            _words(record.__name__),
            (record.__doc__ or "").split("\n")[0],
            [_entry(name, record.model_fields[name]) for name in field_order(record)],
        )
        for record in seen
    ]


def _entry(name: str, info: FieldInfo) -> FieldEntry:
    marks = [*info.metadata, *_marks(info.annotation)]
    held = list(dict.fromkeys(direct_records(info.annotation)))
    return FieldEntry(
        name,
        info.description or "",
        info.is_required(),
        _form(info.annotation, marks),
        held[0].__name__.lower() if len(held) == 1 else "",
        next((mark.of for mark in marks if isinstance(mark, Word)), ""),
        json.dumps(info.examples[0], ensure_ascii=False) if info.examples else "",
    )


def _marks(annotation: Any) -> list[Any]:
    found = list(getattr(annotation, "__metadata__", ()))
    for argument in get_args(annotation):
        found += _marks(argument)
    return found


_FORMS = {
    "plain": "plain text",
    "inline": "text",
    "block": "paragraphs",
    "cloze": "text with gaps",
    "tex": "TeX",
    "verbatim": "lines as they are",
}


def _form(annotation: Any, marks: list[Any]) -> str:
    """The kind of value in words."""
    bare = annotation.__origin__ if hasattr(annotation, "__metadata__") else annotation
    if get_origin(bare) in (Union, UnionType):
        options = [option for option in get_args(bare) if option is not NoneType]
        if all(list(direct_records(option)) for option in options) and len(options) > 1:
            return "one of several records"
        return _form(options[0], marks)
    if get_origin(bare) is tuple:
        return f"list of {_plural(_form(get_args(bare)[0], marks))}"
    if get_origin(bare) is dict:
        return "fields with values"
    if get_origin(bare) is Literal:
        return " or ".join(str(value) for value in get_args(bare))
    if isinstance(bare, type) and issubclass(bare, Record):
        return "record"
    if any(isinstance(mark, Word) for mark in marks):
        return "word"
    if kind := next((mark.kind for mark in marks if isinstance(mark, Text)), None):
        return _FORMS[kind]
    return {bool: "true or false", int: "whole number", float: "number"}.get(bare, "text in a fixed form")


def _plural(form: str) -> str:
    return {"record": "records", "word": "words", "plain text": "plain texts", "text": "texts"}.get(form, form)


def _words(name: str) -> str:
    """Words for the name of a class: "Numeric question" for NumericQuestion."""
    parts = re.findall(r"[A-Z][a-z]+", name)
    return " ".join([parts[0], *(part.lower() for part in parts[1:])])
