"""Each field of the model is changed in turn, and the summary has to show its old and its new value.

The fields are found in the model, so that a new one without a case here, or one that the summary passes over, fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from macros.core.changes import compare
from macros.core.changes.answers import answer_fields, rights
from macros.core.model.concept import Concept
from macros.core.model.entries import CoveredPart, FigureException, GlossaryTerm, Route, Source
from macros.core.model.library import Library
from macros.core.model.questions import question_types
from macros.core.model.reading import read_library
from macros.core.model.types import Record
from macros.core.model.vocabulary import Vocabulary
from macros.core.quiz.display import misconception_places
from tests.hostile.corpus import whole_concept
from tests.projects import SMALL

Place = tuple[str | int, ...]

ROOTS: dict[str, Any] = {
    "concept": Concept,
    "source": Source,
    "term": GlossaryTerm,
    "route": Route,
    "part": CoveredPart,
    "exception": FigureException,
    "vocabulary": Vocabulary,
}
LOOKED_AT_FIRST = {
    ("Amount", "value"), ("Amount", "unit"), ("Amount", "abs"), ("Amount", "rel"),
    ("Blank", "accept"), ("Option", "correct"), ("Criterion", "must"), ("MatchItem", "choice"),
    ("Item", "text"), ("MatchItem", "text"), ("Choice", "text"), ("Claim", "text"), ("Claim", "status"),
    ("Source", "title"), ("Source", "arxiv"), ("Source", "doi"), ("Source", "url"),
    ("FigureException", "concept"), ("FigureException", "text"), ("FigureException", "reason"),
    ("Term", "label"), ("RelationKind", "inverse"), ("Comparison", "traits"), ("Vocabulary", "numbered_names"),
}  # fmt: skip
"""Class and field of what has to be in the first list, whichever record of the fixture has it."""
WORDS = (
    "zebra", "zebra words that nothing else has", "zebra2020new", "2001-02-03", "2001", "77%", "77", "P999",
    "10.9999/zebra", "2999.99999", "https://zebra.example/x", "zebra#zebra", "7 * 77", "zebra_key", "point",
)  # fmt: skip
"""One of them fits into every field that holds text of a certain form."""


@cache
def library() -> Library:
    """A library in which every field that may be left out is there."""
    small, problems = read_library(SMALL)
    assert small
    assert not problems
    concept = whole_concept()
    concept["questions"][1]["claims"] = ["first"]
    concept["questions"][0]["pin_order"] = True
    concept["claims"][0]["calculations"] = [{"name": "c", "expression": "1 + 1", "result": "2"}]
    concept["claims"][0]["replacement"]["claim"] = "first"
    concept["redirects"], concept["replaces"], concept["origin"] = ["aleph"], ["omega"], "doe2020alpha"
    concept["retired"] = [{"id": "claim-old", "now": "claim-first"}]
    term = small.glossary["rune"].model_copy(update={"common": True})
    source = small.sources["doe2020alpha"].model_copy(
        update={"doi": "10.1000/x", "note": "A note.", "et_al": True, "month": 5}
    )
    return replace(
        small,
        documents={},
        concepts={**small.concepts, "alpha": valid(Concept, concept)},
        sources={**small.sources, "doe2020alpha": source},
        glossary={term.id: term},
    )


def valid(shape: Any, data: Any) -> Any:
    return TypeAdapter(shape).validate_python(tuples(data))


def tuples(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: tuples(value) for key, value in data.items()}
    return tuple(tuples(item) for item in data) if isinstance(data, list | tuple) else data


def roots(found: Library) -> dict[str, Any]:
    return {
        "concept": found.concepts["alpha"],
        "source": found.sources["doe2020alpha"],
        "term": found.glossary["rune"],
        "route": found.paths[0],
        "part": found.coverage[0],
        "exception": found.exceptions[0],
        "vocabulary": found.vocabulary,
    }


def with_root(found: Library, name: str, record: Any) -> Library:
    match name:
        case "concept":
            return replace(found, concepts={**found.concepts, "alpha": record})
        case "source":
            rest = {key: source for key, source in found.sources.items() if key != "doe2020alpha"}
            return replace(found, sources={"doe2020alpha": record} | rest)
        case "term":
            return replace(found, glossary={record.id: record})
        case "route":
            return replace(found, paths=(record,))
        case "part":
            return replace(found, coverage=(record,))
        case "exception":
            return replace(found, exceptions=(record,))
        case _:
            return replace(found, vocabulary=record)


def fields_of_model() -> set[tuple[str, str]]:
    """Class and field of everything in the model that is no record itself."""
    found: set[tuple[str, str]] = set()
    pending, seen = list(ROOTS.values()), set()
    while pending:
        shape = pending.pop()
        if shape in seen:
            continue
        seen.add(shape)
        for name, field in shape.model_fields.items():
            if inner := list(records_in(field.annotation)):
                pending += inner
            elif name != "type":
                found.add((shape.__name__, name))
    return found


def records_in(annotation: Any) -> Iterator[Any]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for inner in get_args(annotation):
        yield from records_in(inner)


def leaves(record: Record, path: Place = ()) -> Iterator[tuple[str, str, Place]]:
    """Class, field and place of everything in a record that is no record itself."""
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from leaves(value, (*path, name))
        elif any(records_in(field.annotation)):
            for number, inner in enumerate(value or ()):
                yield from leaves(inner, (*path, name, number))
        elif name != "type":
            yield type(record).__name__, name, (*path, name)


def cases() -> list[tuple[str, str, str, Place]]:
    """The first record of each class that has a field, in each place of the model where the class is used."""
    found: dict[Any, tuple[str, str, str, Place]] = {}
    for root, record in roots(library()).items():
        for shape, name, path in leaves(record):
            way = tuple(part for part in path if isinstance(part, str))
            kind = path[1] if path[0] == "questions" else ""
            found.setdefault((root, shape, way, kind), (root, shape, name, path))
    return list(found.values())


def value_at(data: Any, path: Place) -> Any:
    for part in path:
        data = data[part]
    return data


def other_values(value: Any) -> Iterator[Any]:
    """Values to try in place of one."""
    match value:
        case bool():
            yield not value
        case int() | float():
            yield value + 1
            yield value / 2
        case dict():
            first, *_ = value
            yield from (value | {first: other} for other in other_values(value[first]))
        case tuple() if value and isinstance(value[0], tuple):
            yield from ((other, *value[1:]) for other in other_values(value[0]))
        case tuple() if value and isinstance(value[0], float):
            yield (value[0] + 0.125, *value[1:])
        case tuple() if value:
            yield from ((*value, word) for word in WORDS)
            yield from ((word, *value[1:]) for word in WORDS)
        case tuple():
            yield from ((word,) for word in (*WORDS, 0.125))
        case str() if len(value.split()) > 6:
            first, _, *rest = value.split(" ")
            yield " ".join([first, "zebra", *rest])
        case _:
            yield from WORDS
            yield from (True, 77, 7.5, 0.25, "", "%")


def changed(record: Any, path: Place) -> tuple[Any, Any]:
    """The record with another value at a place, and that value."""
    for value in other_values(value_at(record.model_dump(), path)):
        data = record.model_dump()
        value_at(data, path[:-1])[path[-1]] = value
        try:
            new = valid(type(record), data)
        except ValidationError:
            continue
        if new != record:
            return new, value
    raise AssertionError(f"no other value fits at {path}")


def said(value: Any) -> list[str]:
    """What a reader of the summary has to find of a value."""
    match value:
        case None | "" | ():
            return []
        case bool():
            return ["yes" if value else "no"]
        case float():
            return [f"{value:,.10f}".rstrip("0").rstrip(".")]
        case dict():
            return [words for inner in value.values() for words in said(inner)]
        case tuple():
            return [words for inner in value for words in said(inner)]
        case _:
            return [" ".join(str(value).split())]


def read(summary: str) -> str:
    """What a reader sees of a summary."""
    shown = re.sub(r"\\(.)", r"\1", summary.replace("\u200b", ""))
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def test_every_field_of_the_model_has_a_case() -> None:
    assert {(shape, name) for _, shape, name, _ in cases()} == fields_of_model()


@pytest.mark.parametrize("case", cases(), ids=lambda case: ".".join(map(str, (case[0], *case[3]))))
def test_a_changed_field_shows_both_values(case: tuple[str, str, str, Place]) -> None:
    root, shape, name, path = case
    old = library()
    record = roots(old)[root]
    new_record, new_value = changed(record, path)
    summary = compare(old, with_root(old, root, new_record))
    shown = read(summary)
    before = value_at(record.model_dump(), path)
    if (shape, name) in {("Option", "correct"), ("Criterion", "must")}:
        before, new_value = value_at(record.model_dump(), path[:-1])["text"], ()  # the answer, not "yes" and "no"
    elif isinstance(before, dict):
        before, new_value = (next(iter(side.values())) for side in (before, new_value))
    elif (shape, name) in {("Concept", "redirects"), ("Concept", "replaces")}:
        before, new_value = (), "zebra"  # those that stay are not named again
    elif (shape, name) == ("MatchItem", "choice"):
        before = next(choice.text for choice in record.questions[path[1]].choices if choice.id == before)
    if isinstance(before, str) and isinstance(new_value, str) and "zebra" in new_value and len(before.split()) > 6:
        lost = before.split()[1]
        assert f"~~{lost}~~ **zebra**" in shown or (lost in shown and "zebra" in shown.partition("”, is “")[2])
    else:
        for words in [*said(before), *said(new_value)]:
            assert words in shown, f"{words!r} is not in:\n{shown}"
    assert "Nothing that readers see" not in shown
    assert "only spaces" not in shown
    if (shape, name) in LOOKED_AT_FIRST:
        assert "Look at these first" in shown


def test_a_new_concept_shows_something_of_every_field() -> None:
    whole = library()
    old = replace(whole, concepts={key: concept for key, concept in whole.concepts.items() if key != "alpha"})
    shown = read(compare(old, whole))
    concept = whole.concepts["alpha"]
    for name in Concept.model_fields:
        value = getattr(concept, name)
        first = value[0] if isinstance(value, tuple) else value
        inner = [value_at(first.model_dump(), p) for *_, p in leaves(first)] if isinstance(first, Record) else [first]
        assert any(words in shown for part in inner for words in said(part)), name


def test_every_type_of_question_says_what_is_right() -> None:
    questions = library().concepts["alpha"].questions
    assert {question.type for question in questions} == set(question_types())
    for question in questions:
        assert all(right.words for right in rights(question)), question.type
        assert list(answer_fields(question)), question.type
        assert all(place.path for place in misconception_places(question)), question.type


def test_numbers_have_all_their_digits() -> None:
    old = library()
    alpha = old.concepts["alpha"]
    number = next(n for n, question in enumerate(alpha.questions) if question.id == "share")
    data = alpha.model_dump()
    data["questions"][number]["answer"]["value"] = 0.12345678901234
    small = with_root(old, "concept", valid(Concept, data))
    data["questions"][number]["answer"]["value"] = 1234567890.25
    large = with_root(old, "concept", valid(Concept, data))
    assert "was “0.12345678901234 V”, is “1,234,567,890.25 V”" in read(compare(small, large))
