"""JSON Schemas for editors, made from the model and the vocabulary."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from ..model.concept import Concept
from ..model.files import FOLDERS, SHAPES
from ..model.shapes import records_in
from ..model.types import Word
from ..model.vocabulary import Vocabulary

FOLDER = "data/schema"


def schemas(vocabulary: Vocabulary) -> dict[str, str]:
    """Text of each schema file by its path relative to the project's root.

    Words of the vocabulary become enumerations, so that editors can complete them. Source keys and concept ids are
    left open: they change with every contribution.
    """
    shapes: dict[str, Any] = {folder.noun: folder.shape for folder in FOLDERS.values()}
    shapes |= {Path(path).stem: shape for path, shape in SHAPES.items()}
    return {f"{FOLDER}/{name}.schema.json": _schema(name, shape, vocabulary) for name, shape in shapes.items()}


def _schema(name: str, shape: Any, vocabulary: Vocabulary) -> str:
    schema = TypeAdapter(shape).json_schema()
    for record, definition in _records(shape, schema):
        for field, info in record.model_fields.items():
            place = definition["properties"][field]
            for mark in info.metadata:
                _enumerate(place, mark, vocabulary)
            for mark in (mark for item in getattr(info.annotation, "__args__", ()) for mark in _marks(item)):
                _enumerate(place.get("items", {}), mark, vocabulary)
    if shape is Concept:
        keys = {"enum": list(vocabulary.terms("traits"))}
        schema["properties"]["traits"]["propertyNames"] = keys
    _drop_discriminators(schema)
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": f"Alignment Atlas: {name}"}
    text = json.dumps(
        head | {key: value for key, value in schema.items() if key != "title"}, indent=2, ensure_ascii=False
    )
    return text.replace('"#/$defs/', '"#/definitions/').replace('"$defs"', '"definitions"') + "\n"


def _drop_discriminators(part: Any) -> None:
    """Takes out what OpenAPI has and JSON Schema has not; each kind of question says its type itself."""
    if isinstance(part, dict):
        if isinstance(part.get("discriminator"), dict) and "oneOf" in part:
            del part["discriminator"]
        part = list(part.values())
    for inner in part if isinstance(part, list) else ():
        _drop_discriminators(inner)


def _enumerate(place: dict[str, Any], mark: Any, vocabulary: Vocabulary) -> None:
    """Adds the allowed words to the schema of a value, if the mark names a list of the vocabulary."""
    if isinstance(mark, Word) and mark.of in Vocabulary.model_fields:
        place["enum"] = list(vocabulary.terms(mark.of))


def _marks(annotation: Any) -> tuple[Any, ...]:
    return getattr(annotation, "__metadata__", ())


def _records(shape: Any, schema: dict[str, Any]) -> list[tuple[Any, dict[str, Any]]]:
    classes = {record.__name__: record for record in records_in(shape)}
    found = [(classes[name], part) for name, part in schema.get("$defs", {}).items()]
    return [*found, (shape, schema)] if isinstance(shape, type) and "properties" in schema else found
