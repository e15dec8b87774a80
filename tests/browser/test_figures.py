"""Figures that readers move: what the browser draws is what the build drew, by key, by touch and from an address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from macros.core.drawing.plots import Sketch, draw_figures
from macros.core.model.figures import Parameter, Setting
from macros.core.model.reading import read_library
from tests.browser.axe import violations
from tests.browser.conftest import Open
from tests.browser.contexts import Viewer
from tests.browser.watch import complaints, requests
from tests.projects import ROOT
from tests.site.server import serve

LIBRARY = read_library(ROOT)[0]
assert LIBRARY
FIGURES = {
    f"{key}-{figure.id}": (key, figure) for key, concept in LIBRARY.concepts.items() for figure in concept.figures
}
PAGE, FIGURE = "concepts/kl-penalty/", "figure-one-optimum"
# What a figure shows, apart from how its markup is written.
SHOWN = """
(place) => [
  place.querySelector("svg > g").innerHTML,
  place.querySelector("desc").textContent,
  place.querySelector("svg").getAttribute("viewBox"),
  [...place.querySelectorAll(".aa-readings dd")].map((one) => one.textContent),
  [...place.querySelectorAll(".aa-sliders :is(output, .aa-setting)")].map((one) => one.textContent),
  [...place.querySelectorAll("tr")].map((row) => [...row.cells].map((cell) => cell.textContent)),
]
"""
PARSED = """
(svg) => {
  const whole = `<svg xmlns="http://www.w3.org/2000/svg">${svg}</svg>`;
  const parsed = new DOMParser().parseFromString(whole, "image/svg+xml");
  return document.importNode(parsed.documentElement, true).innerHTML;
}
"""
# Sets sliders by the places of their values, as a reader would, and waits for the picture.
SET = """
async (place, places) => {
  for (const [id, at] of Object.entries(places)) {
    const slider = document.getElementById(id);
    slider.value = String(at);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  }
  for (let frames = 0; frames < 2; frames += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
}
"""


def values(parameter: Parameter) -> list[float]:
    """All values that a parameter can have."""
    if parameter.values:
        return list(parameter.values)
    assert parameter.least is not None and parameter.most is not None and parameter.step
    steps = round((parameter.most - parameter.least) / parameter.step)
    return [parameter.least + step * parameter.step for step in range(steps + 1)]


def shown(page: Page, sketch: Sketch) -> list[Any]:
    """What a figure has to show."""
    rows = [sketch.table.head, *sketch.table.rows]
    box = f"0 0 400 {sketch.height}"
    readings, settings = [one.words for one in sketch.readings], [one.words for one in sketch.settings]
    return [page.evaluate(PARSED, sketch.svg), sketch.said, box, readings, settings, rows]


def moving(page: Page, figure: str = FIGURE) -> Locator:
    """A figure whose sliders are there."""
    place = page.locator(f"#{figure}")
    place.scroll_into_view_if_needed()
    expect(place.get_by_role("slider").first).to_be_visible()
    return place


@pytest.mark.parametrize("name", FIGURES)
def test_the_browser_draws_what_the_build_draws(name: str, viewer: Viewer) -> None:
    """At the settings of the page and at three others: all sliders at their first, their last and a middle value."""
    key, figure = FIGURES[name]
    parameters = [parameter for parameter in figure.parameters if len(values(parameter)) > 1]
    places = [
        {parameter.name: at(len(values(parameter))) for parameter in parameters}
        for at in (lambda _count: 0, lambda count: count - 1, lambda count: count // 3)
    ]
    others = [
        figure.at(Setting(name=one.name, value=values(one)[place[one.name]]) for one in parameters) for place in places
    ]
    printed, *moved = draw_figures([figure, *others], ROOT)
    page = viewer.show(f"concepts/{key}/", script=False)
    assert page.locator(f"#figure-{figure.id}").evaluate(SHOWN) == shown(page, printed)
    page = viewer.show(f"concepts/{key}/")
    place = moving(page, f"figure-{figure.id}")
    assert place.evaluate(SHOWN) == shown(page, printed)
    for setting, sketch in zip(places, moved, strict=True):
        place.evaluate(SET, {f"{figure.id}.{name}": at for name, at in setting.items()})
        assert place.evaluate(SHOWN) == shown(page, sketch)
    assert complaints(page) == []


def test_keys_move_a_figure_and_the_address_keeps_it(visit: Open) -> None:
    page = visit(f"{PAGE}?path=core")
    place = moving(page)
    slider = place.get_by_role("slider", name="Weight of the KL penalty")
    before = place.locator("svg > g").inner_html()
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "0.7")
    expect(place.locator("output").first).to_have_text("0.7")
    assert place.locator("svg > g").inner_html() != before
    assert page.url.endswith("?path=core&one-optimum.beta=0.7")
    page.keyboard.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "0.1")
    expect(page).to_have_url(f"{page.url.split('?')[0]}?path=core&one-optimum.beta=0.1")


def test_a_finger_moves_a_figure(visit: Open) -> None:
    page = visit(PAGE, width=390, touch=True)
    place = moving(page)
    slider = place.get_by_role("slider").first
    box = slider.bounding_box()
    assert box and box["height"] >= 24
    page.touchscreen.tap(box["x"] + box["width"] - 8, box["y"] + box["height"] / 2)
    expect(slider).to_have_attribute("aria-valuetext", "10")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize(
    ("asked", "said"),
    [("0.5", "0.5"), ("0.52", "0.5"), ("1e999", "1"), ("", "0.1"), ("constructor", "1"), ("<img src=x>", "1")],
)
def test_an_address_sets_a_figure_to_what_it_can_have(asked: str, said: str, visit: Open) -> None:
    page = visit(f"{PAGE}?one-optimum.beta={asked}#{FIGURE}")
    expect(moving(page).get_by_role("slider").first).to_have_attribute("aria-valuetext", said)
    assert complaints(page) == []


def test_reset_brings_back_the_figure_and_the_address(visit: Open) -> None:
    page = visit(f"{PAGE}?one-optimum.beta=0.5&three-estimates.kl=1")
    place = moving(page)
    place.get_by_role("button", name="Reset").click()
    expect(place.get_by_role("slider").first).to_have_attribute("aria-valuetext", "1")
    assert page.url.endswith("?three-estimates.kl=1")


def test_without_scripts_a_figure_stands_as_it_is_at_first(visit: Open) -> None:
    page = visit(PAGE, script=False)
    place = page.locator(f"#{FIGURE}")
    expect(place.get_by_role("slider")).to_have_count(0)
    expect(place.locator(".aa-sliders > div").first).to_have_text("Weight of the KL penalty, β 1")
    expect(place.locator("svg")).to_be_visible()
    expect(place.locator(".aa-readings dd").first).not_to_be_empty()
    place.locator("summary").click()
    expect(place.locator("table")).to_be_visible()


def test_figures_are_whole_on_paper_and_without_controls(visit: Open) -> None:
    page = visit(PAGE, width=718, dark=True)
    place = moving(page)
    page.emulate_media(media="print")
    expect(place.locator("input, button").first).to_be_hidden()
    expect(place.locator(".aa-sliders")).to_contain_text("Steps of DPO20")
    expect(place.locator("table")).to_be_visible()
    assert place.evaluate("(e) => getComputedStyle(e).breakInside") == "avoid"
    assert place.locator("svg").evaluate("(e) => getComputedStyle(e).color") == "rgb(26, 28, 32)"


def test_forced_colors_reach_figures(visit: Open) -> None:
    page = visit("concepts/superposition/")
    moving(page, "figure-polygon")
    page.emulate_media(forced_colors="active")
    colors = page.locator(".aa-plot, .aa-plot :is(g, rect)").evaluate_all(
        "(all) => [...new Set(all.map((e) => getComputedStyle(e).color))]"
    )
    assert colors == [page.locator("body").evaluate("(e) => getComputedStyle(e).color")]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", [PAGE, "concepts/superposition/", "figures/"])
def test_figures_break_no_rule_for_accessibility(path: str, width: int, dark: bool, visit: Open) -> None:
    page = visit(path, width=width, dark=dark, open_to_all=True)
    for place in page.locator("figure.aa-moving").all():
        moving(page, str(place.get_attribute("id")))
        place.locator("details").evaluate("(one) => { one.open = true; }")
    assert violations(page) == []
    assert complaints(page) == []


def test_the_code_of_figures_comes_when_one_is_near(visit: Open) -> None:
    page = visit(PAGE, settle=True, fresh=True)
    assert [one for one in requests(page) if "/figures." in one] == []
    moving(page)
    assert len([one for one in requests(page) if "/figures." in one]) == 1


def test_nothing_moves_by_itself(visit: Open) -> None:
    page = visit(PAGE, motion=True)
    place = moving(page)
    assert place.evaluate("(e) => e.getAnimations({ subtree: true }).length") == 0
    assert place.evaluate(
        "(e) => [...e.querySelectorAll('*')].every((one) => getComputedStyle(one).transitionDuration === '0s')"
    )


@pytest.fixture(scope="session")
def exhibits(exhibit_site: Path) -> Iterator[str]:
    with serve(exhibit_site) as found:
        yield found


def test_a_figure_of_a_question_moves_in_a_session(visit: Open, exhibits: str) -> None:
    page = visit("session/?question=alpha.moving", address=exhibits, width=390)
    place = page.locator("#session .aa-moving")
    slider = place.get_by_role("slider", name="Letters")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(place.locator(".aa-readings dd")).to_have_text("0.500")
    assert "features" not in page.url
    page.keyboard.press("1")
    expect(page.locator("#session [data-verdict]")).to_have_count(0)
    page.get_by_role("textbox").fill("0.5")
    page.get_by_role("button", name="Sure").click()
    expect(page.locator("#session [data-verdict]")).to_have_attribute("data-verdict", "right")
    assert complaints(page) == []


def test_a_figure_that_stands_still_has_no_sliders(visit: Open, exhibits: str) -> None:
    page = visit("session/?question=alpha.still", address=exhibits)
    expect(page.get_by_role("img", name="Directions of three letters")).to_be_visible()
    expect(page.get_by_role("slider")).to_have_count(0)
