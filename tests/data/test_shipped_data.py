"""What the shipped data has to fulfil beyond the rules, one case a concept."""

from __future__ import annotations

from functools import cache

import pytest

from macros.core.library import Library, read_library
from macros.core.rules import check
from macros.core.schema import schemas
from tests.projects import ROOT

IDS = sorted(path.stem for path in (ROOT / "data/concepts").glob("*.yml"))


@cache
def library() -> Library:
    found, problems = read_library(ROOT)
    assert found and not problems
    return found


def test_the_rules_find_nothing() -> None:
    assert check(library()) == []


def test_the_first_concepts_are_there() -> None:
    assert {"rlhf", "dpo", "constitutional-ai", "rlaif", "process-reward-models"} <= set(IDS)


@pytest.mark.parametrize("concept_id", IDS)
def test_a_concept_explains_itself(concept_id: str) -> None:
    concept = library().concepts[concept_id]
    headings = {section.id for section in concept.sections}
    assert {"what-it-is", "how-it-works", "why-it-matters", "limitations"} <= headings
    assert concept.claims and concept.misconceptions
    assert library().graph.around(concept_id)
    assert len(concept.questions) >= 4


@pytest.mark.parametrize("concept_id", IDS)
def test_the_right_answer_is_rarely_the_longest(concept_id: str) -> None:
    questions = library().concepts[concept_id].questions
    longest = 0
    for question in questions:
        right = next(option for option in question.options if option.correct)
        longest += all(len(right.text) > len(option.text) for option in question.options if option is not right)
    assert longest <= len(questions) / 2


@pytest.mark.parametrize("concept_id", IDS)
def test_every_file_names_its_schema(concept_id: str) -> None:
    first = library().document(concept_id).text.split("\n", 1)[0]
    assert first == "# yaml-language-server: $schema=../schema/concept.schema.json"
    assert "data/schema/concept.schema.json" in schemas(library().vocabulary)
