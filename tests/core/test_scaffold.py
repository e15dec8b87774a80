"""The first version of a new concept's file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from macros.core.authoring.layout import lay_out
from macros.core.authoring.scaffold import scaffold, with_all_fields
from macros.core.model.concept import Concept
from macros.core.model.files import concept_path
from macros.core.model.questions import AnyQuestion, SingleQuestion
from macros.core.model.reading import read_library
from macros.core.model.shapes import field_order, fields_of
from macros.core.rules import check
from macros.core.source.documents import read
from tests.projects import ROOT

PATH = concept_path("reward-model")


@pytest.fixture(scope="module")
def text() -> str:
    library, _ = read_library(ROOT)
    assert library
    return scaffold("reward-model", library.vocabulary)


def uncommented(text: str) -> str:
    """The text with all its optional fields: every line but the first without its # and the space behind it."""
    first, rest = text.split("\n", 1)
    return f"{first}\n" + re.sub(r"^( *)# ", r"\1", rest, flags=re.MULTILINE)


def test_every_optional_field_is_a_comment_that_can_be_taken_away(text: str) -> None:
    document = read(PATH, uncommented(text).encode())
    assert document.problems == []
    unknown = [
        path
        for path in document.keys
        if path[0] != "traits" and path[-1] not in fields_of(Concept, path[:-1], document.data)
    ]
    assert unknown == []
    assert set(Concept.model_fields) - set(document.data) == {"redirects", "replaces", "retired"}


@pytest.mark.parametrize("name", ["traits", "claims", "questions", "relations", "equations", "process", "comparisons"])
def test_one_field_alone_can_be_uncommented(name: str, text: str) -> None:
    block = re.search(rf"^# {name}:.*\n(#( .*)?\n)*?(?=^(# ?[a-z_]+:|##|[a-z]|\Z))", text, re.MULTILINE)
    assert block
    document = read(PATH, text.replace(block[0], re.sub(r"^# ", "", block[0], flags=re.MULTILINE)).encode())
    assert document.problems == []
    assert name in document.data


def test_the_layout_leaves_a_new_file_alone(text: str) -> None:
    assert lay_out(PATH, text) == text
    assert lay_out(PATH, uncommented(text)) == uncommented(text)


def test_the_example_is_a_whole_question_whose_source_has_to_be_replaced(text: str, small: Path) -> None:
    data = read(PATH, uncommented(text).encode()).data
    (question,) = data["questions"]
    assert isinstance(TypeAdapter[AnyQuestion](AnyQuestion).validate_python(question), SingleQuestion)
    example = text[text.index("# questions:") : text.index("# further_reading:")]
    beta = small / "data/concepts/beta.yml"
    written = beta.read_text("utf-8") + re.sub(r"^# ", "", example, flags=re.MULTILINE)
    beta.write_text(written, "utf-8")
    library, problems = read_library(small)
    assert library
    line, column = next(
        (number, words.index("key-of-a-source") + 1)
        for number, words in enumerate(written.split("\n"), start=1)
        if "key-of-a-source" in words
    )
    assert [str(problem) for problem in [*problems, *check(library)]] == [
        f"data/concepts/beta.yml:{line}:{column}: unknown source 'key-of-a-source'; "
        "allowed: doe2020alpha, roe2021beta [unknown-source]"
    ]


def test_no_text_field_has_a_comment_beside_it_that_would_cut_what_is_written_there(text: str) -> None:
    beside = re.findall(r"^[# ]*(?:- )?([a-z_]+): .*  # ", uncommented(text), re.MULTILINE)
    assert set(beside) == {"category", "entry", "level", "status", "comparisons", "kind"}


def test_a_field_that_nobody_wrote_into_the_scaffold_is_there_all_the_same(text: str) -> None:
    for line, hint in (
        ("# short_title: ''", "short_title"),
        ("# charts:", "charts"),
        ("# further_reading:", "further_reading"),
    ):
        block = re.search(rf"^(##.*\n)*{re.escape(line)}\n(#   .*\n)*", text, re.MULTILINE)
        assert block
        filled = with_all_fields(text.replace(block[0], ""))
        empty = "''" if hint == "short_title" else "[]"
        assert f"## {Concept.model_fields[hint].description}\n# {hint}: {empty}\n" in filled
        assert read(PATH, uncommented(filled).encode()).problems == []
        order = re.findall(r"^(?:# )?([a-z_]+):", filled, re.MULTILINE)
        assert order == [name for name in field_order(Concept) if name in order]
