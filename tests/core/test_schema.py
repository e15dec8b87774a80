from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from check_jsonschema.cli.main_command import main as check_jsonschema
from click.testing import CliRunner

from macros.core.authoring.layout import schema_name
from macros.core.authoring.schema import FOLDER, schemas
from macros.core.model.files import SHAPES
from macros.core.model.reading import read_documents, read_library
from tests.core.test_odd_data import plain
from tests.node import run_module
from tests.projects import ROOT, SMALL

AJV = """
import Ajv from "ajv";
import {readFileSync} from "node:fs";
const found = [];
for (const [name, {schema, data}] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  let validate;
  try {
    validate = new Ajv({strict: true, unicodeRegExp: true}).compile(schema);
  } catch (error) {
    found.push([name, "", error.message]);
    continue;
  }
  for (const [path, value] of Object.entries(data))
    if (!validate(value)) found.push([name, path, ...validate.errors.map((e) => `${e.instancePath} ${e.message}`)]);
}
console.log(JSON.stringify(found));
"""


def of_schemas() -> dict[str, dict[str, Any]]:
    """Each shipped schema, by its name, with the data of the files that it describes, by their path.

    The data is as our reader has it: in a file of ours, a day is text.
    """
    found: dict[str, dict[str, Any]] = {}
    for path, document in read_documents(ROOT).items():
        name = schema_name(path)
        if name not in found:
            schema = json.loads((ROOT / FOLDER / f"{name}.schema.json").read_text("utf-8"))
            found[name] = {"schema": schema, "data": {}}
        found[name]["data"][path] = plain(document.data)
    return found


def test_ajv_compiles_the_schemas_in_unicode_mode_and_accepts_all_data() -> None:
    assert len(of_schemas()) == len(list((ROOT / FOLDER).glob("*.json"))) == 7
    assert run_module(AJV, of_schemas()) == []


def test_ajv_is_asked_what_it_can_refuse() -> None:
    """The test above would see a pattern that only our own reader takes, and data of the wrong form."""
    found = run_module(
        AJV,
        {
            "pattern": {"schema": {"type": "string", "pattern": '\\"'}, "data": {}},
            "data": {"schema": {"type": "array", "items": {"type": "string"}}, "data": {"f": [1]}},
        },
    )
    assert [row[0] for row in found] == ["pattern", "data"]
    assert "Invalid escape" in found[0][2]
    assert found[1][1:] == ["f", "/0 must be string"]


@pytest.mark.parametrize("name", ["concept", "source", *(Path(path).stem for path in SHAPES)])
def test_check_jsonschema_accepts_the_schemas_and_all_data(name: str, tmp_path: Path) -> None:
    files = []
    for path, data in of_schemas()[name]["data"].items():
        files.append(tmp_path / f"{Path(path).stem}.json")
        files[-1].write_text(json.dumps(data), "utf-8")
    schema = str(ROOT / FOLDER / f"{name}.schema.json")
    for arguments in (["--check-metaschema", schema], ["--schemafile", schema, *map(str, files)]):
        done = CliRunner().invoke(check_jsonschema, ["--no-cache", *arguments])
        assert done.exit_code == 0, done.output


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
        for record in [schema.get("items", schema), *schema.get("definitions", {}).values()]:
            for name, field in record.get("properties", {}).items():
                assert field.get("description"), name
