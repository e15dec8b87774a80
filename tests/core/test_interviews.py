"""Mock interviews: which questions stand on which sheet, and what their pages say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from macros.core.model.library import Library
from macros.core.model.questions import RecallQuestion
from macros.core.model.reading import read_library
from macros.core.outline.interviews import LENGTH, MOST_SHEETS, dealt, interviews
from macros.core.outline.plans import plan
from macros.core.pages.atlas import load_atlas
from macros.core.pages.export import relative
from macros.core.pages.render import Renderer
from macros.core.rules import check


@pytest.mark.parametrize(
    ("count", "sheets"),
    [
        (0, []),
        (1, [[0]]),
        (4, [[0, 1, 2, 3]]),
        (5, [[0, 1, 2, 3, 4]]),
        (7, [[0, 2, 3, 4, 6]]),
        (10, [[0, 2, 4, 6, 8], [1, 3, 5, 7, 9]]),
        (15, [[0, 3, 6, 9, 12], [1, 4, 7, 10, 13], [2, 5, 8, 11, 14]]),
        (28, [[0, 6, 12, 17, 23], [2, 8, 14, 19, 25], [4, 10, 15, 21, 27]]),
    ],
)
def test_questions_are_dealt_out(count: int, sheets: list[list[int]]) -> None:
    assert dealt(range(count)) == sheets


@pytest.mark.parametrize("count", range(LENGTH, 80))
def test_each_sheet_has_a_question_from_each_fifth_of_the_path(count: int) -> None:
    sheets = dealt(range(count))
    assert len(sheets) == min(MOST_SHEETS, count // LENGTH)
    for sheet in sheets:
        assert [(2 * item + 1) * LENGTH // (2 * count) for item in sheet] == list(range(LENGTH))
    asked = [item for sheet in sheets for item in sheet]
    assert len(set(asked)) == len(asked)


def library_of(small: Path) -> Library:
    library, _ = read_library(small)
    assert library
    return library


def test_a_sheet_has_the_open_questions_of_a_path_and_their_minutes(small_with_questions: Path) -> None:
    library = library_of(small_with_questions)
    [route] = library.paths
    [one] = interviews(library, plan(library, route))
    [asked] = one.asked
    assert (one.number, asked.concept_id, asked.question.id) == (1, "alpha", "tell")
    assert (asked.question.seconds, one.minutes) == (60, 1)
    longer = asked._replace(question=asked.question.model_copy(update={"seconds": 150}))
    assert one._replace(asked=[longer] * 5).minutes == 13


def test_a_path_without_open_questions_has_no_sheet(small: Path) -> None:
    library = library_of(small)
    assert interviews(library, plan(library, library.paths[0])) == []
    renderer = Renderer(load_atlas(small, relative))
    assert renderer.interviews == {"alphabet": []}
    assert "aa-interviews" not in renderer.fill(renderer.path("alphabet"))


@pytest.fixture
def renderer(small_with_questions: Path) -> Renderer:
    return Renderer(load_atlas(small_with_questions, relative))


def open_question(renderer: Renderer) -> RecallQuestion:
    """The open question of the small project."""
    [asked] = renderer.interviews["alphabet"][0].asked
    return asked.question


def soup(html: str) -> Any:
    return BeautifulSoup(html, "html.parser")


def words(element: Any) -> str:
    return " ".join(element.get_text().split())


def test_the_name_of_the_concept_stands_with_the_answer(renderer: Renderer) -> None:
    page = soup(renderer.fill(renderer.interview("alphabet", 1)))
    asks, [answer] = page.select_one("ol.aa-asks"), page.select("ol.aa-interview details")
    stem = open_question(renderer).stem
    assert [words(one) for one in page.select(".aa-stem")] == [stem, stem]
    assert answer.select_one("summary .aa-stem")
    assert not asks.select("a") and not answer.select("summary a")
    assert [(words(link), link["href"]) for link in answer.select(".aa-about a")] == [("A", "../../concepts/alpha/")]


def test_an_answer_has_all_that_it_is_compared_with(renderer: Renderer) -> None:
    question = open_question(renderer)
    page = soup(renderer.fill(renderer.interview("alphabet", 1)))
    said = words(page.select_one("ol.aa-interview details"))
    for text in (
        *(criterion.text for criterion in question.rubric),
        *(flag.text for flag in question.red_flags),
        *(text for further in question.follow_ups for text in (further.question, further.answer)),
    ):
        assert text in said
    needed = [item["data-criterion"] for item in page.select("[data-must]")]
    assert needed == [criterion.id for criterion in question.rubric if criterion.must]
    assert needed and len(needed) < len(question.rubric)
    assert page.select(".aa-explain a")


def test_a_page_leads_to_its_path_and_to_a_session_and_its_path_to_it(renderer: Renderer) -> None:
    page = soup(renderer.fill(renderer.interview("alphabet", 1)))
    links = {words(link): (link["href"], link.get("class", [])) for link in page.select(".aa-plan-start a")}
    assert links == {
        "Start an interview on screen": (
            "../../session/?mode=interview&path=alphabet&count=5",
            ["aa-button", "aa-scripted"],
        ),
        "Back to the path": ("../../paths/alphabet/", []),
    }
    assert not page.select(".aa-lengths"), "there is no other sheet"
    listed = soup(renderer.fill(renderer.path("alphabet"))).select_one(".aa-interviews")
    assert words(listed) == "Mock interviews: sheet 1"
    assert listed.a["href"] == "../../interviews/alphabet-1/"
    assert not soup(renderer.fill(renderer.path("training"))).select(".aa-interviews"), "it is a category"


def test_the_page_of_a_sheet_takes_its_address(small_with_questions: Path) -> None:
    for number in (1, 2):
        file = small_with_questions / f"docs/interviews/alphabet-{number}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("# Page\n", "utf-8")
    found = [str(problem) for problem in check(library_of(small_with_questions))]
    assert found == [
        "docs/interviews/alphabet-1.md:1:1: the page or file at this address is made from data/paths.yml; rename or "
        "delete this one [taken-page]"
    ]
