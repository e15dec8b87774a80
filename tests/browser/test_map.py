"""The map: the path to a concept, views of relations, the table of all concepts; the choice in the address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from macros.core.model.reading_order import steps
from tests.browser.axe import violations
from tests.browser.conftest import Open
from tests.browser.measures import CONTRAST, LINES, OVERLAPS
from tests.browser.test_practice import stored
from tests.browser.watch import complaints, requests
from tests.data.test_shipped_data import library

VIEW = "#view-result"


def field(page: Page, name: str) -> Locator:
    """A field of the form."""
    return page.locator(f"#view [name={name}]")


def status(page: Page) -> str:
    """What is said about the view when it is drawn."""
    said = page.locator("#view [role=status]")
    expect(said).to_have_text(re.compile("relation|called|path|apart|loaded|requires"))
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
    page.keyboard.type("many-shot jailbreaking")
    page.keyboard.press("Enter")
    expect(page.locator(f"{VIEW} svg.pele")).to_be_visible()
    edges = library().graph.around("many-shot-jailbreaking")
    assert status(page) == f"{len(around('many-shot-jailbreaking'))} concepts, {len(edges)} relations."
    assert shown(page) == around("many-shot-jailbreaking")
    assert page.url.endswith("map/?around=many-shot+jailbreaking")
    expect(field(page, "around")).to_be_focused()
    page.get_by_text("Explore relations").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(field(page, "steps")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page).to_have_url(re.compile("around=many-shot\\+jailbreaking&steps=2$"))
    assert len(shown(page)) > len(around("many-shot-jailbreaking"))
    assert complaints(page) == []


def test_the_back_button_returns_to_each_view(visit: Open) -> None:
    page = visit("map/")
    page.get_by_text("Explore relations").click()
    inside = set(library().in_category("oversight"))
    contrasts = [edge for edge in library().graph.edges("contrasts-with") if {edge.source, edge.target} <= inside]
    field(page, "category").select_option("oversight")
    expect(page.locator(f"{VIEW} svg.pele")).to_be_visible()
    field(page, "kind").select_option("contrasts-with")
    expect(page).to_have_url(re.compile("category=oversight&kind=contrasts-with$"))
    expect(page.locator(f"{VIEW} svg.pele .pele-edge")).to_have_count(len(contrasts))
    page.go_back()
    expect(field(page, "kind")).to_have_value("")
    expect(field(page, "category")).to_have_value("oversight")
    assert shown(page) == inside
    page.go_back()
    expect(page.locator(VIEW)).to_be_hidden()
    page.go_forward()
    expect(page.locator(f"{VIEW} svg.pele")).to_be_visible()
    page.locator("#view [type=reset]").click()
    expect(page.locator(VIEW)).to_be_hidden()
    expect(page).to_have_url(re.compile("/map/$"))


def shortest_chain(start: str, goal: str) -> list[str]:
    """The fewest concepts from one to another, each of which requires the one before it."""
    chains = [[start]]
    for chain in chains:
        if chain[-1] == goal:
            return chain
        chains += [[*chain, other] for other in library().graph.unlocks(chain[-1])]
    return []


def required(concept_id: str) -> set[str]:
    """All that a concept requires, directly or through others."""
    direct = library().graph.requirements(concept_id)
    return {*direct, *(further for other in direct for further in required(other))}


def stops(page: Page) -> list[str]:
    """Ids of the concepts of the path, in its order."""
    links = page.locator(f"{VIEW} .aa-stop > a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return [link.rstrip("/").rpartition("/")[2] for link in links]


def marked(page: Page) -> set[str]:
    """Ids of the concepts that are marked in the table of all concepts."""
    links = page.locator("#all-concepts a[aria-current]").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return {link.rstrip("/").rpartition("/")[2] for link in links}


def test_the_path_to_a_concept_gives_the_reason_for_each_step(visit: Open) -> None:
    page = visit("map/")
    field(page, "around").fill("sft")
    field(page, "to").fill("Safety case")
    page.keyboard.press("Enter")
    expect(page.locator(f"{VIEW} svg.pele")).to_be_visible()
    chain = shortest_chain("supervised-fine-tuning", "safety-case")
    others = required("safety-case") - required("supervised-fine-tuning") - set(chain)
    assert status(page).startswith(
        f"The path has {len(chain) - 1} steps. {len(others)} other concepts are needed along the way."
    )
    assert stops(page) == chain
    assert marked(page) == set(chain)
    for here, other, said in zip(chain[:-1], chain[1:], page.locator(f"{VIEW} .aa-why").all_inner_texts(), strict=True):
        [relation] = [r for r in library().concepts[other].relations if (r.kind, r.target) == ("requires", here)]
        assert said.endswith(f" requires it: {' '.join(relation.reason.split())}")
    beside = page.locator(f"{VIEW} .aa-also a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert {link.rstrip("/").rpartition("/")[2] for link in beside} == others
    assert shown(page) == {*chain, *others}
    expect(page.locator(f"{VIEW} .aa-here")).to_have_count(len(chain))
    assert page.url.endswith("map/?around=sft&to=Safety+case")
    expect(field(page, "steps")).to_be_disabled()
    assert complaints(page) == []


def test_the_table_of_a_path_is_in_its_order(visit: Open) -> None:
    page = visit("map/?around=sft&to=safety-case")
    page.locator(VIEW).get_by_text("View as table").click()
    rows = [row.locator("th, td").all_inner_texts() for row in page.locator(f"{VIEW} tbody tr").all()]
    names = [library().concepts[key] for key in shortest_chain("supervised-fine-tuning", "safety-case")]
    titles = [concept.short_title or concept.title for concept in names]
    chained = [row[0] for row in rows if row[0] in titles and row[2] == titles[titles.index(row[0]) - 1]]
    assert chained == titles[1:]
    assert {row[1] for row in rows} == {"requires"}
    assert all(row[3] for row in rows)


@pytest.mark.parametrize(("width", "sideways"), [(1280, True), (390, False)])
def test_a_path_leads_to_the_right_or_down(width: int, sideways: bool, visit: Open) -> None:
    page = visit("map/?around=sft&to=safety-case", width=width)
    expect(page.locator(f"{VIEW} .aa-route > li")).to_have_count(5)
    boxes = page.locator(f"{VIEW} .aa-route > li").evaluate_all(
        "all => all.map((item) => item.getBoundingClientRect()).map(({ left, top }) => [left, top])"
    )
    lefts, tops = zip(*boxes, strict=True)
    assert (len(set(lefts)), len(set(tops))) == ((5, 1) if sideways else (1, 5))
    assert list(lefts if sideways else tops) == sorted(lefts if sideways else tops)
    assert page.locator(f"{VIEW} .aa-fold").evaluate("fold => fold.open") == sideways


def test_a_goal_alone_shows_all_that_it_requires_by_step(visit: Open) -> None:
    page = visit("map/?to=safety-case")
    expect(page.locator(f"{VIEW} h2")).to_have_text("What Safety case requires")
    needed = {"safety-case", *required("safety-case")}
    assert status(page).startswith(f"Safety case requires {len(needed) - 1} other concepts.")
    before = steps(library())
    assert set(stops(page)) == needed == marked(page)
    assert [before[key] for key in stops(page)] == sorted(before[key] for key in needed)
    assert page.locator(f"{VIEW} .aa-why").count() == sum(len(library().graph.requirements(key)) for key in needed)


def test_a_path_asked_for_backwards_is_turned_around(visit: Open) -> None:
    page = visit("map/?around=safety-case&to=sft")
    expect(page.locator(f"{VIEW} h2")).to_have_text("From SFT to Safety case")
    assert status(page).startswith("Safety case builds on SFT, so the path starts there.")
    assert stops(page) == shortest_chain("supervised-fine-tuning", "safety-case")


def test_without_a_chain_the_relations_between_two_concepts_are_shown(visit: Open) -> None:
    page = visit("map/?around=dpo&to=superposition&kind=detects")
    expect(page.locator(f"{VIEW} h2")).to_have_text("How DPO and Superposition are related")
    said = re.search(r"Neither requires the other.* They are (\d+) steps apart\.", status(page))
    assert said
    assert len(shown(page)) == int(said[1]) + 1
    assert {"dpo", "superposition"} <= shown(page)
    assert page.locator(f"{VIEW} .aa-here text").all_text_contents() == ["DPO", "Superposition"]
    rows = [row.locator("th, td").all_inner_texts() for row in page.locator(f"{VIEW} tbody tr").all()]
    assert (rows[0][0], rows[-1][2]) == ("DPO", "Superposition")
    assert all(row[3] for row in rows)
    assert page.locator(f"{VIEW} .aa-toggle").count() == 0


def test_two_buttons_choose_between_what_to_read_and_all_relations(visit: Open) -> None:
    page = visit("map/?around=sft&to=safety-case")
    page.get_by_role("button", name="How they are related").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"{VIEW} h2")).to_have_text("How SFT and Safety case are related")
    expect(page.get_by_role("button", name="How they are related", pressed=True)).to_be_focused()
    expect(page).to_have_url(re.compile("around=sft&to=safety-case&show=related$"))
    expect(field(page, "kind")).to_be_enabled()
    page.reload()
    expect(page.locator(f"{VIEW} h2")).to_have_text("How SFT and Safety case are related")
    page.go_back()
    expect(page.locator(f"{VIEW} h2")).to_have_text("From SFT to Safety case")
    expect(field(page, "kind")).to_be_disabled()
    page.get_by_role("button", name="How they are related").click()
    page.locator("#view [type=reset]").click()
    expect(page).to_have_url(re.compile("/map/$"))
    expect(page.locator(VIEW)).to_be_hidden()
    assert marked(page) == set()


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("around=sft&to=safety-case&show=%3Cb%3E&steps=99&kind=none", "From SFT to Safety case"),
        ("around=dpo&to=dpo&show=related", "What DPO requires"),
        ("to=alignment&to=dpo&category=%00", "What Alignment requires"),
    ],
)
def test_a_damaged_address_shows_what_is_left_of_it(query: str, title: str, visit: Open) -> None:
    page = visit(f"map/?{query}")
    expect(page.locator(f"{VIEW} h2")).to_have_text(title)
    assert stops(page)
    assert complaints(page) == []


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
        ("to=nonsense", "“nonsense” isn’t a concept here."),
        ("around=dpo&to=%3Cimg%20src%3Dx%3E", "“<img src=x>” isn’t a concept here."),
        ("kind=detects&category=conventions", "No matches."),
    ],
)
def test_a_view_that_cannot_be_drawn_says_why(query: str, said: str, visit: Open) -> None:
    page = visit(f"map/?{query}")
    expect(page.locator("#view [role=status]")).to_contain_text(said)
    assert page.locator(f"{VIEW} svg.pele").count() == 0
    assert complaints(page) == []


def test_too_large_a_view_is_only_a_table(visit: Open) -> None:
    page = visit("map/?around=rlhf&steps=3")
    expect(page.locator(VIEW)).to_contain_text("Too many relations to draw. Narrow your choice, or use the table.")
    assert page.locator(f"{VIEW} svg.pele").count() == 0
    assert page.locator(f"{VIEW} tbody tr").count() > 90
    expect(page.locator("#view [role=status]")).to_have_text(re.compile(r"^\d+ concepts, \d+ relations\.$"))


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


def test_no_view_shows_the_source_of_its_diagram(visit: Open) -> None:
    page = visit("map/?around=dpo")
    drawn = page.locator(f"{VIEW} figure.aa-diagram")
    expect(drawn.locator("svg.pele")).to_be_visible()
    assert drawn.locator("details, pre").count() == 0
    expect(drawn.locator("figcaption > .aa-hint-scroll")).to_have_attribute("aria-hidden", "true")


def test_a_failed_load_can_be_tried_again(visit: Open) -> None:
    page = visit("map/", fresh=True)
    page.get_by_text("Explore relations").click()
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


@pytest.mark.parametrize("query", ["around=sft&to=safety-case", "to=safety-case", "around=dpo&to=sft&show=related"])
@pytest.mark.parametrize(("width", "dark"), [(390, True), (1280, False)], ids=["phone-dark", "wide-light"])
def test_a_path_is_legible_and_accessible(width: int, dark: bool, query: str, visit: Open) -> None:
    page = visit(f"map/?{query}", width=width, dark=dark)
    expect(page.locator(VIEW)).to_be_visible()
    page.locator(f"{VIEW} details").evaluate_all("all => all.forEach((fold) => { fold.open = true; })")
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate(CONTRAST, f"{VIEW} *, #all-concepts *")[0] >= 4.5
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []


@pytest.mark.parametrize(("width", "dark"), [(390, True), (1280, False)], ids=["phone-dark", "wide-light"])
def test_a_view_is_as_legible_as_other_diagrams(width: int, dark: bool, visit: Open) -> None:
    page = visit("map/?around=rlhf", width=width, dark=dark)
    expect(page.locator(f"{VIEW} svg.pele")).to_be_visible()
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate(LINES)[0] >= 3
    assert page.evaluate(CONTRAST, f"{VIEW} *")[0] >= 4.5
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []


def test_without_script_there_are_all_concepts_and_diagrams_and_no_form(visit: Open) -> None:
    page = visit("map/", script=False)
    expect(page.locator("#view")).to_be_hidden()
    assert len(ids_in_table(page)) == len(library().concepts)
    for fold in page.locator(".aa-fold > summary:visible").all():
        fold.click()
    drawings = page.locator(".aa-drawing .pele")
    expect(drawings).to_have_count(1 + len(library().vocabulary.categories))
    for drawing in drawings.all():
        expect(drawing).to_be_visible()


def ids_in_table(page: Page) -> dict[str, tuple[str, int]]:
    """The category and the step of each concept in the table of all concepts, as it is seen."""
    rows = page.locator("#all-concepts tbody tr").evaluate_all(
        """(rows) => rows.flatMap((row) => [...row.cells].flatMap((cell, column) =>
          [...cell.querySelectorAll("a")].map((link) =>
            [link.getAttribute("href"), row.cells[0].firstChild.data.trim(), column - 1])))"""
    )
    return {link.rstrip("/").rpartition("/")[2]: (category, step) for link, category, step in rows}


def test_all_concepts_stand_in_their_category_at_their_step(visit: Open) -> None:
    concepts, before = library().concepts, steps(library())
    terms = library().vocabulary.terms("categories")
    expected = {key: (terms[concept.category].label, before[key]) for key, concept in concepts.items()}
    assert ids_in_table(visit("map/")) == expected


def test_on_a_phone_names_run_in_behind_their_step(visit: Open) -> None:
    page = visit("map/", width=390)
    table = page.locator("#all-concepts")
    assert table.evaluate("(table) => table.getBoundingClientRect().height") < 20 * len(library().concepts)
    places = """(lists) => lists.map((list) => [list.previousElementSibling, list.querySelector("a")]
      .map((element) => element.getBoundingClientRect()))
      .map(([step, name]) => [step.right <= name.left, Math.abs(step.bottom - name.bottom) < 8])"""
    found = table.locator("ul").evaluate_all(places)
    assert len(found) > 10
    assert all(beside and level for beside, level in found)
    heads = table.locator("thead th").first
    expect(heads).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(heads).to_be_visible()
    expect(table.locator(".aa-tier").first).to_be_hidden()


def test_progress_is_marked_on_a_path_and_in_the_table(visit: Open) -> None:
    questions = library().concepts["alignment"].questions
    page = visit("map/?to=safety-case")
    stored(page, **{question.id.replace("-", "_"): "right" for question in questions})
    page.reload()
    for place in (f"{VIEW} .aa-stop", "#all-concepts"):
        signs = page.locator(f"{place} a", has_text="Alignment").first.locator(".aa-progress")
        expect(signs).to_have_count(1)
        expect(signs).to_contain_text("✓")
    expect(page.locator(f"{VIEW} svg a.aa-done")).to_have_count(1)


def test_progress_is_marked_in_diagrams(visit: Open) -> None:
    questions = library().concepts["alignment"].questions
    page = visit("paths/interview-week/")
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
