"""The map's views: around a concept, on the way between two, by category, kind and level; state in the address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import Open
from tests.browser.measures import CONTRAST, LINES, OVERLAPS
from tests.browser.test_sessions import stored
from tests.browser.watch import complaints, requests
from tests.data.test_shipped_data import library

VIEW = "#view-result"


def field(page: Page, name: str) -> Locator:
    """A field of the form."""
    return page.locator(f"#view [name={name}]")


def status(page: Page) -> str:
    """What is said about the view when it is drawn."""
    said = page.locator("#view [role=status]")
    expect(said).to_have_text(re.compile("concept|called|begins|loaded"))
    return said.inner_text()


def shown(page: Page) -> set[str]:
    """Ids of the concepts in the picture."""
    links = page.locator(f"{VIEW} svg.pele a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return {link.rstrip("/").rpartition("/")[2] for link in links}


def around(concept_id: str) -> set[str]:
    return {concept_id, *(edge.other for edge in library().graph.around(concept_id))}


def test_nothing_is_loaded_before_a_choice(visit: Open) -> None:
    page = visit("map/", settle=True)
    assert not [url for url in requests(page) if "pele/" in url or "relations.json" in url]
    expect(page.locator(VIEW)).to_be_hidden()
    assert complaints(page) == []


def test_around_a_concept_by_keyboard(visit: Open) -> None:
    page = visit("map/")
    field(page, "around").focus()
    page.keyboard.type("safety case")
    page.keyboard.press("Enter")
    expect(page.locator(f"{VIEW} svg.pele")).to_be_visible()
    edges = library().graph.around("safety-case")
    assert status(page) == f"{len(around('safety-case'))} concepts, {len(edges)} relations."
    assert shown(page) == around("safety-case")
    assert page.url.endswith("map/?around=safety+case")
    expect(field(page, "around")).to_be_focused()
    page.keyboard.press("Tab")
    expect(field(page, "steps")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page).to_have_url(re.compile("around=safety\\+case&steps=2$"))
    assert len(shown(page)) > len(around("safety-case"))
    assert complaints(page) == []


def test_the_back_button_returns_to_each_view(visit: Open) -> None:
    page = visit("map/")
    field(page, "category").select_option("conventions")
    expect(page.locator(f"{VIEW} svg.pele")).to_be_visible()
    field(page, "kind").select_option("motivates")
    expect(page).to_have_url(re.compile("category=conventions&kind=motivates$"))
    expect(page.locator(f"{VIEW} svg.pele .pele-edge")).to_have_count(1)
    page.go_back()
    expect(field(page, "kind")).to_have_value("")
    expect(field(page, "category")).to_have_value("conventions")
    assert shown(page) == set(library().in_category("conventions"))
    page.go_back()
    expect(page.locator(VIEW)).to_be_hidden()
    page.go_forward()
    expect(page.locator(f"{VIEW} svg.pele")).to_be_visible()
    page.locator("#view [type=reset]").click()
    expect(page.locator(VIEW)).to_be_hidden()
    expect(page).to_have_url(re.compile("/map/$"))


def test_the_way_between_two_concepts(visit: Open) -> None:
    page = visit("map/")
    field(page, "around").fill("direct preference optimization")
    field(page, "to").fill("Superposition")
    page.keyboard.press("Enter")
    expect(page.locator(f"{VIEW} svg.pele")).to_be_visible()
    steps = re.match(r"The path has (\d+) steps\.", status(page))
    assert steps
    places = shown(page)
    assert len(places) == int(steps[1]) + 1
    assert {"dpo", "superposition"} <= places
    expect(page.locator(f"{VIEW} .aa-here")).to_have_count(2)
    expect(field(page, "steps")).to_be_disabled()


def test_a_shared_address_shows_the_same_view(visit: Open) -> None:
    page = visit("map/?around=dpo&level=intermediate")
    expect(page.locator(f"{VIEW} svg.pele")).to_be_visible()
    expect(field(page, "around")).to_have_value("dpo")
    concepts = library().concepts
    expected = {key for key in around("dpo") if key == "dpo" or concepts[key].level == "intermediate"}
    assert shown(page) == expected
    rows = page.locator(f"{VIEW} tbody tr")
    arrows = page.locator(f"{VIEW} svg.pele .pele-edge").count()
    pairs = {frozenset(row.locator("a").all_inner_texts()) for row in rows.all()}
    assert arrows == len(pairs)
    assert (
        page.locator(f"{VIEW} figcaption")
        .inner_text()
        .startswith("DPO and concepts within 1 step, intermediate level.")
    )


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("around=nonsense", "“nonsense” isn’t a concept here."),
        ("to=dpo", "Choose the concept where the path starts, too."),
        ("around=dpo&to=%3Cimg%20src%3Dx%3E", "“<img src=x>” isn’t a concept here."),
        ("kind=detects&category=conventions", "No matches."),
        ("around=rlhf&steps=3", "Too many relations to draw. Narrow your choice, or use the table."),
    ],
)
def test_a_view_that_cannot_be_drawn_says_why(query: str, said: str, visit: Open) -> None:
    page = visit(f"map/?{query}")
    expect(page.locator("#view [role=status]")).to_contain_text(said)
    assert page.locator(f"{VIEW} svg.pele").count() == 0
    assert complaints(page) == []


def test_a_view_that_fails_says_so_and_the_next_is_drawn(visit: Open) -> None:
    page = visit("map/?category=training")
    expect(page.locator(f"{VIEW} svg.pele")).to_be_visible()
    page.evaluate(
        """() => {
          const { prototype } = DOMParser;
          const own = prototype.parseFromString;
          prototype.parseFromString = () => { prototype.parseFromString = own; throw new Error("spoilt"); };
        }"""
    )
    field(page, "category").select_option("conventions")
    said = page.locator("#view [role=status]")
    expect(said).to_have_text("This view couldn’t be drawn. Try another choice.")
    expect(page.locator(VIEW)).to_be_hidden()
    [complaint] = complaints(page)
    assert complaint.startswith("map: Error: spoilt")
    field(page, "category").select_option("evaluation")
    expect(page.locator(f"{VIEW} svg.pele")).to_be_visible()
    expect(said).to_have_text(re.compile(r"^\d+ concepts, \d+ relations\.$"))


AROUND_PICTURE = """(figure) => {
  const attributes = (selector, names) =>
    [...figure.querySelectorAll(selector)].map((e) => names.map((name) => e.getAttribute(name)));
  return [
    attributes(":scope > figcaption > .aa-hint-scroll", ["aria-hidden"]),
    attributes(":scope > details", ["class"]),
    attributes(":scope > details > pre", ["translate"]),
    attributes(":scope > details > pre > code", ["translate"]),
  ];
}"""


def test_what_stands_around_a_view_is_marked_as_around_other_diagrams(visit: Open) -> None:
    page = visit("map/?around=dpo")
    drawn = page.locator(f"{VIEW} figure.aa-diagram")
    expect(drawn).to_be_visible()
    hints, *text = drawn.evaluate(AROUND_PICTURE)
    assert [hints, *text] == [[["true"]], [["aa-supplemental"]], [["no"]], [["no"]]]
    built = page.locator("figure.aa-diagram").evaluate_all(
        f"(all) => all.filter((figure) => !figure.closest('{VIEW}')).map({AROUND_PICTURE})"
    )
    assert [one for one in built if one != [hints, [], [], []]] == [], (
        "only a view has its text: it is on no other page"
    )
    assert built


def test_a_failed_load_can_be_tried_again(visit: Open) -> None:
    page = visit("map/", fresh=True)
    page.route("**/relations.json", lambda route: route.abort())
    field(page, "category").select_option("training")
    expect(page.locator("#view [role=status]")).to_have_text("The map couldn’t load. Choose again to retry.")
    page.unroute("**/relations.json")
    field(page, "category").select_option("evaluation")
    expect(page.locator(f"{VIEW} svg.pele")).to_be_visible()


def test_by_touch_on_a_phone(visit: Open, site_address: str) -> None:
    page = visit("map/", width=390, touch=True)
    field(page, "around").tap()
    page.keyboard.type("lora")
    page.keyboard.press("Enter")
    expect(page.locator(f"{VIEW} svg.pele")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(f"{VIEW} svg.pele a", has_text="QLoRA").tap()
    page.wait_for_url(f"{site_address}concepts/qlora/")


@pytest.mark.parametrize(("width", "dark"), [(390, True), (1280, False)], ids=["phone-dark", "wide-light"])
def test_a_view_is_as_legible_as_other_diagrams(width: int, dark: bool, visit: Open) -> None:
    page = visit("map/?around=rlhf", width=width, dark=dark)
    expect(page.locator(f"{VIEW} svg.pele")).to_be_visible()
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate(LINES)[0] >= 3
    assert page.evaluate(CONTRAST, f"{VIEW} *")[0] >= 4.5
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []


def test_without_script_there_are_all_maps_and_no_form(visit: Open) -> None:
    page = visit("map/", script=False)
    expect(page.locator("#view")).to_be_hidden()
    drawings = page.locator(".aa-drawing .pele")
    expect(drawings).to_have_count(1 + len(library().vocabulary.categories))
    for drawing in drawings.all():
        assert drawing.is_visible()


def test_progress_is_marked_in_diagrams(visit: Open) -> None:
    questions = library().concepts["alignment"].questions
    page = visit("paths/")
    stored(page, **{question.id.replace("-", "_"): "right" for question in questions[1:]})
    page.reload()
    box = page.locator(".aa-drawing a.aa-begun", has_text="Alignment").first
    count = len(questions)
    expect(box.locator("title")).to_have_text(f"Alignment: {count - 1} of {count} questions right")
    stored(page, **{question.id.replace("-", "_"): "right" for question in questions})
    page.reload()
    box = page.locator(".aa-drawing a.aa-done", has_text="Alignment").first
    expect(box.locator("title")).to_have_text(f"Alignment: {count} of {count} questions right")
    expect(box.locator(".aa-progress")).to_have_text("✓")
    assert page.evaluate(CONTRAST, ".aa-drawing .aa-progress text")[0] >= 4.5
