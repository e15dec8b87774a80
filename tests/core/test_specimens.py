"""The page Components shows every kind of part that occurs, and each id once."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup

from macros.core.pages.atlas import load_atlas
from macros.core.pages.render import Renderer
from macros.core.pages.specimens import _first, _first_of_each, specimens
from tests.data.test_shipped_data import library
from tests.projects import ROOT


def test_every_status_and_every_type_that_occurs_is_shown() -> None:
    shown, concepts = specimens(library()), library().concepts.values()
    assert {claim.status for _, claim in shown.claims} == {c.status for concept in concepts for c in concept.claims}
    assert {one.type for _, one in shown.questions} == {q.type for concept in concepts for q in concept.questions}
    assert len(shown.formulas) == len(shown.charts) == len(shown.processes) == 2


def test_ids_are_unique_and_links_lead_somewhere_on_the_page() -> None:
    renderer = Renderer(load_atlas(ROOT, lambda _here, there: f"../{there}"))
    page = BeautifulSoup(renderer.fill(renderer.components("components.md")), "html.parser")
    ids = [str(element["id"]) for element in page.select("[id]")]
    assert len(ids) == len(set(ids)) > 20
    inner = [str(link["href"]) for link in page.select("a[href^='#']")]
    assert [link for link in inner if link[1:] not in {*ids, "type"}] == []


def test_every_kind_of_exhibit_is_shown(small_with_exhibits: Path) -> None:
    renderer = Renderer(load_atlas(small_with_exhibits, lambda _here, there: f"../{there}"))
    page = BeautifulSoup(renderer.fill(renderer.components("components.md")), "html.parser")
    shown = page.select("h2 ~ .aa-exhibit, .aa-exhibit:not(fieldset *)")
    assert [str(one["data-type"]) for one in shown] == ["chart", "table", "log", "code", "formula", "figure"]
    ids = [str(element["id"]) for element in page.select("[id]")]
    assert len(ids) == len(set(ids))


def test_what_has_an_id_that_is_taken_gives_way_to_the_next() -> None:
    claims = [claim for concept in library().concepts.values() for claim in concept.claims][:2]
    same = claims[1].model_copy(update={"id": claims[0].id})
    found = _first_of_each([("a", "x", claims[0]), ("b", "y", same), ("b", "z", claims[1]), ("a", "z", claims[1])])
    assert found == {"a": ("x", claims[0]), "b": ("z", claims[1])}
    assert _first([("x", ["one", "two"]), ("y", ["two"]), ("z", ["three"]), ("w", ["four"])]) == ["x", "z"]
