from __future__ import annotations

from macros.core.authoring.fields import FieldEntry, records
from macros.core.model.concept import Concept
from macros.core.model.shapes import field_order


def test_every_record_and_field_is_described() -> None:
    found = records()
    assert found[0].heading == "Concept"
    assert [field.name for field in found[0].fields] == field_order(Concept)
    assert len({record.name for record in found}) == len(found)
    names = {record.name for record in found}
    assert {"claim", "chart", "numericquestion", "source", "route", "glossaryterm", "figureexception"} <= names
    for record in found:
        assert record.description.endswith("."), record.name
        for field in record.fields:
            assert field.description, (record.name, field.name)
            assert not field.record or field.record in names


def test_what_a_field_takes_is_said_in_words() -> None:
    fields = {(record.name, field.name): field for record in records() for field in record.fields}
    assert fields["claim", "status"] == FieldEntry(
        "status", "How well it stands; a key of claim_statuses.", True, "word", "", "claim_statuses", '"established"'
    )
    assert fields["concept", "aliases"].form == "list of plain texts"
    assert fields["concept", "claims"].form == "list of records"
    assert fields["concept", "claims"].record == "claim"
    assert fields["concept", "questions"].form == "list of one of several records"
    assert fields["concept", "traits"].form == "fields with values"
    assert fields["equation", "tex"].form == "TeX"
    assert fields["chart", "whole"].form == "number"
    assert fields["chart", "whole"].required is False
    assert fields["source", "year"].form == "whole number"
    assert fields["option", "correct"].form == "true or false"
    assert fields["singlequestion", "type"].form == "single"
