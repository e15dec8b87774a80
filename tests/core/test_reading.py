"""How long pages take, which questions stand in their text, which symbols are new, and what the home page features."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.core.model.concept import Concept, Equation, Misconception, Section, Symbol
from macros.core.model.graph import neighbors
from macros.core.model.library import Library
from macros.core.model.reading import read_library
from macros.core.model.types import Citation
from macros.core.outline.concept import asked_at_end, new_symbols
from macros.core.outline.reading import minutes, placed
from macros.core.pages.home import DAYS, featured
from tests.projects import ROOT, edit

ALPHA = "data/concepts/alpha.yml"


def read(folder: Path) -> Library:
    library, _ = read_library(folder)
    assert library
    return library


@pytest.fixture
def concept(small_with_questions: Path) -> Concept:
    """A concept with questions of all types, whose sections are those of a main entry."""
    alpha = read(small_with_questions).concepts["alpha"]
    sections = [Section(id=name, heading=name, text="Words.") for name in ("how-it-works", "worked-example")]
    return alpha.model_copy(update={"sections": tuple(sections)})


def ids(found: dict[str, list[str]] | object, concept: Concept) -> dict[str, list[str]]:
    return {section: [question.id for question in asked] for section, asked in placed(concept).items()}


def test_minutes_are_words_formulas_and_questions(concept: Concept) -> None:
    bare = concept.model_copy(
        update={"summary": "One.", "claims": (), "misconceptions": (), "equations": (), "questions": ()}
    )
    assert minutes(bare) == 1
    words = Section(id="long", heading="Long", text="word " * 400)
    assert minutes(bare.model_copy(update={"sections": (words,)})) == 3  # 401 words
    more = {"equations": concept.equations[:1], "questions": concept.questions[:4]}
    assert minutes(bare.model_copy(update=more)) == 5


def test_two_questions_stand_in_the_text_by_themselves(concept: Concept) -> None:
    """A number after the worked example, and the first closed one after "How it works"."""
    assert ids({}, concept) == {"worked-example": ["share"], "how-it-works": ["position"]}
    left = [question.id for question in asked_at_end(concept)]
    assert "share" not in left and "position" not in left and "tell" in left


def test_a_question_that_names_its_place_replaces_the_choice(concept: Concept) -> None:
    asked = tuple(
        question.model_copy(update={"place": "how-it-works"}) if question.id == "shapes" else question
        for question in concept.questions
    )
    assert ids({}, concept.model_copy(update={"questions": asked})) == {"how-it-works": ["shapes"]}


def test_symbols_are_explained_once_in_the_same_words(concept: Concept) -> None:
    def equation(name: str, *symbols: tuple[str, str]) -> Equation:
        listed = tuple(Symbol(symbol=symbol, meaning=meaning) for symbol, meaning in symbols)
        return Equation(id=name, name=name, tex="x", says="x", symbols=listed, sources=(Citation(key="doe2020alpha"),))

    equations = (
        equation("last", ("x", "Input."), ("b", "Bias.")),
        equation("first", ("x", "Input."), ("y", "Output.")),
        equation("second", ("x", "Another input."), ("y", "Output.")),
    )
    sections = (Section(id="a", heading="A", text="A.", equations=("first", "second")),)
    found = new_symbols(concept.model_copy(update={"equations": equations, "sections": sections}))
    assert {key: [one.symbol for one in new] for key, new in found.items()} == {
        "last": ["x", "b"],
        "first": ["y"],
        "second": ["x"],
    }


def test_a_neighbor_has_all_its_relations(small: Path) -> None:
    library = read(small)
    found = neighbors(library.graph.around("alpha"))
    assert [(other, len(edges)) for other, edges in found] == [("beta", 3)]


def test_the_home_page_features_one_of_each_concept_and_day() -> None:
    library = read(ROOT)
    shown = featured(library)
    assert shown.question and shown.question[1].before_reading
    assert len(shown.beliefs) == len(shown.findings) == DAYS
    assert len({key for key, _ in shown.findings}) == DAYS
    assert all(claim.figure and claim.setting for _, claim in shown.findings)


def test_long_corrections_are_not_featured(small: Path) -> None:
    edit(small, ALPHA, "correction: It is the first.", f"correction: {'It is the first. ' * 20}")
    assert isinstance(read(small).concepts["alpha"].misconceptions[0], Misconception)
    assert "alpha" not in [key for key, _ in featured(read(small)).beliefs]
