from __future__ import annotations

import json

from macros.core.library import read_library
from macros.core.schema import schemas
from tests.projects import ROOT, SMALL


def test_the_shipped_schemas_are_current() -> None:
    library, _ = read_library(ROOT)
    assert library
    for path, text in schemas(library.vocabulary).items():
        assert (ROOT / path).read_text("utf-8") == text, "run 'make format'"


def test_words_of_the_vocabulary_are_offered() -> None:
    library, _ = read_library(SMALL)
    assert library
    schema = json.loads(schemas(library.vocabulary)["data/schema/concept.schema.json"])
    assert schema["properties"]["category"]["enum"] == list(library.vocabulary.terms("categories"))
    assert schema["definitions"]["Relation"]["properties"]["kind"]["enum"][0] == "requires"
    assert "trained_object" in schema["properties"]["traits"]["propertyNames"]["enum"]


def test_every_field_is_described() -> None:
    library, _ = read_library(SMALL)
    assert library
    for text in schemas(library.vocabulary).values():
        schema = json.loads(text)
        for record in [schema.get("items", schema), *schema["definitions"].values()]:
            for name, field in record.get("properties", {}).items():
                assert field.get("description"), name
