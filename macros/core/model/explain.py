"""Says in words, with a place, what pydantic found wrong with the form of a record."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from ..source.documents import Document, KeyPath
from ..source.problems import Problem, unknown
from ..source.syntax import bullet_message, list_marker, start_message
from .shapes import field_of, fields_of, types_at


def problems_of(error: ValidationError, document: Document, shape: Any, base: KeyPath) -> Iterable[Problem]:
    """What is wrong with the document's data at ``base``, which should have had the type ``shape``."""
    data = document.data
    for part in base:
        data = data[part]
    details = error.errors(include_url=False, include_context=True)
    holders = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    fields = cache(lambda place: fields_of(shape, place, data))
    for detail in details:
        inner = _data_path(detail["loc"], data)
        path = (*base, *inner)
        where = ".".join(str(part) for part in path) or "the file"
        if detail["type"] == "string_pattern_mismatch" and document.has_problem(path, "yaml-escape"):
            continue  # the pattern may refuse the backslash that is reported
        if detail["type"] == "extra_forbidden":
            message = unknown(f"unknown field '{path[-1]}'", str(path[-1]), fields(inner[:-1]))
            yield document.key_problem(path, "unknown-field", message)
        elif detail["type"] == "missing":
            yield document.key_problem(path[:-1], "missing-field", f"the field '{path[-1]}' is missing; add it")
        elif detail["type"] == "union_tag_not_found":
            allowed = types_at(shape, inner, data)
            message = f"the field 'type' is missing or no text; allowed: {', '.join(allowed)}"
            yield document.key_problem(path, "missing-field", message)
        elif detail["type"] == "union_tag_invalid":
            word = detail["ctx"]["tag"]
            message = unknown(f"'{word}' is not allowed", word, types_at(shape, inner, data))
            yield document.problem((*path, "type"), "unknown-value", message)
        elif mistake := _mistaken(detail, document, path):
            yield document.problem(path, "wrong-type", f"{where}: {mistake}")
        elif detail["type"] != "too_short" or detail["loc"] not in holders:
            # pydantic does not count bad entries, which are reported, so that a list with some may seem too short
            field = field_of(shape, inner, data) if detail["type"] == "string_pattern_mismatch" else None
            code, message = _explain(detail, field)
            yield document.problem(path, code, f"{where}: {message}")


def _mistaken(detail: ErrorDetails, document: Document, path: KeyPath) -> str:
    """What to say about text that reads as a list or mapping, or a list with other markers; nothing about the rest."""
    value = detail["input"]
    if detail["type"] == "string_type" and isinstance(value, tuple | dict) and path in document.values:
        written = document.text[document.values[path].start :][:2]
        return start_message(written) if written.startswith(("[", "{")) else ""
    if detail["type"] == "tuple_type" and isinstance(value, str) and (marker := list_marker(value)):
        return bullet_message(marker)
    return ""


def _data_path(location: Iterable[str | int], data: Any) -> KeyPath:
    """The path of an error in the data; pydantic adds the type of a question and marks keys."""
    path: list[str | int] = []
    for part in location:
        if part == "[key]" or (isinstance(data, dict) and part not in data and part == data.get("type")):
            continue
        path.append(part)
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, tuple) and isinstance(part, int) and part < len(data):
            data = data[part]
    return tuple(path)


_TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping of keys to values",
    "model_type": "a mapping of fields",
}


def _explain(detail: ErrorDetails, field: FieldInfo | None) -> tuple[str, str]:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in _TYPES:
        fix = "; put the value in single quotes" if kind == "string_type" and _is_scalar(detail["input"]) else ""
        return "wrong-type", f"expected {_TYPES[kind]}, got {_type_name(detail['input'])}{fix}"
    if kind == "string_too_long":
        length = len(detail["input"])
        return "too-long", f"{length} characters; at most {context['max_length']}, so shorten or split it"
    if kind in ("string_too_short", "too_short"):
        unit = "character" if kind == "string_too_short" else "entry"
        unit = unit if context["min_length"] == 1 else unit.replace("entry", "entrie") + "s"
        return "too-short", f"too little; at least {context['min_length']} {unit}"
    if kind == "too_long":
        return "too-long", f"{context['actual_length']} entries; at most {context['max_length']}"
    if kind == "string_pattern_mismatch":
        example = f"; write it like '{field.examples[0]}'" if field and field.examples else ""
        return "bad-format", f"'{detail['input'][:60]}' does not have the right form{example}"
    if kind == "literal_error":
        return "unknown-value", f"'{detail['input']}' is not allowed; allowed: {context['expected']}"
    return "bad-value", str(detail["msg"])


def _is_scalar(value: Any) -> bool:
    return isinstance(value, int | float | bool)


def _type_name(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    names = {int: "a number", float: "a number", str: "text", tuple: "a list", dict: "a mapping", type(None): "nothing"}
    return names.get(type(value), "something else")
