from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from macros.core.drawing.charts import bars, chart_sentence, draw_chart, rows
from macros.core.drawing.plots import WIDTH, Rows, draw_plots, framed
from macros.core.model.concept import Concept
from macros.core.model.exhibits import ChartExhibit
from macros.core.model.reading import read_library
from tests.core.test_plots import GOOD, faults, texts
from tests.projects import ROOT, edit

ALPHA = "data/concepts/alpha.yml"


@pytest.fixture
def concept(small: Path) -> Concept:
    """A concept with a claim of three measurements in two groups, and a chart of them."""
    edit(small, ALPHA, "in 100% of alphabets", "in 100% of alphabets, 50% of songs and 2,064 <poems>")
    edit(
        small,
        ALPHA,
        'at: "§2"}]\nmisconceptions:',
        'at: "§2"}]\n    measurements:\n'
        "      - group: Written\n        label: Alphabets\n        value: 100%\n"
        "      - group: Spoken & sung\n        label: Songs <old>\n        value: 50%\n"
        "      - label: Others\n        value: 50%\n"
        "charts:\n  - id: order\n    title: Alpha first\n    quantity: Share of all\n    says: Always.\n"
        "    claims: [first]\nmisconceptions:",
    )
    library, problems = read_library(small)
    assert library and not problems
    return library.concepts["alpha"]


def test_bars_are_grouped_and_measured_by_the_largest(concept: Concept) -> None:
    found = bars(concept, concept.charts[0])
    assert [(bar.group, bar.measurement.label, bar.share) for bar in found] == [
        ("Written", "Alphabets", 1.0),
        ("Spoken & sung", "Songs <old>", 0.5),
        ("Spoken & sung", "Others", 0.5),
    ]


def test_a_whole_sets_the_scale(concept: Concept) -> None:
    chart = concept.charts[0].model_copy(update={"whole": 200.0})
    assert [bar.share for bar in bars(concept, chart)] == [0.5, 0.25, 0.25]


def test_a_chart_in_words(concept: Concept) -> None:
    said = chart_sentence(concept, concept.charts[0])
    assert said == "Share of all. Written: Alphabets 100%; Spoken & sung: Songs <old> 50%, Others 50%."


def test_a_chart_is_drawn_as_recorded(concept: Concept) -> None:
    chart = concept.charts[0]
    [plot] = draw_plots([rows(concept, chart)], ROOT)
    assert draw_chart(concept, chart, plot) == (
        '<svg class="aa-plot" viewBox="0 0 400 204" fill="currentColor" role="img"'
        ' aria-labelledby="chart-order-title" aria-describedby="chart-order-desc">'
        '<title id="chart-order-title">Alpha first</title>'
        '<desc id="chart-order-desc">Share of all. Written: Alphabets 100%; '
        "Spoken &amp; sung: Songs &lt;old&gt; 50%, Others 50%.</desc>"
        '<g class="aa-s1"><rect y="52" width="354.3" height="14"/><rect y="130" width="177.1" height="14"/>'
        '<rect y="178" width="177.1" height="14"/></g>'
        '<path stroke="currentColor" d="M.5 50v18M.5 128v18M.5 176v18"/>'
        '<text x="0" y="45">Alphabets</text><text x="0" y="123">Songs &lt;old&gt;</text>'
        '<text x="0" y="171">Others</text>'
        '<g font-weight="700"><text x="0" y="20">Written</text><text x="360.3" y="64">100%</text>'
        '<text x="0" y="98">Spoken &amp; sung</text><text x="183.1" y="142">50%</text>'
        '<text x="183.1" y="190">50%</text></g></svg>'
    )


def drawn(chart: Rows) -> Tag:
    [plot] = draw_plots([chart], ROOT)
    svg = BeautifulSoup(framed(plot, "x", "Title", "Words"), "html.parser").svg
    assert svg
    return svg


def lengths(svg: Tag) -> list[float]:
    return [float(str(bar["width"])) for bar in svg.find_all("rect")]


LONG = "Answers of the larger model, after it was trained on the answers of the smaller one, with hints"


@pytest.mark.parametrize("name", [LONG, "W" * 60, "A short one"], ids=["words", "one word", "short"])
@pytest.mark.parametrize("value", ["9", "9,999,999,999.9%"])
def test_words_stay_in_the_drawing_and_clear_of_each_other(name: str, value: str) -> None:
    svg = drawn([(name, [(name, value, 1.0), (name, value, 0.4)]), (f"{name} again", [(name, value, 0.0)])])
    assert faults(svg) == []
    bars = [(float(str(bar["y"])), length) for bar, length in zip(svg.find_all("rect"), lengths(svg), strict=True)]
    for words in texts(svg):
        beside = [length for top, length in bars if words.top < top + 14 and top < words.bottom]
        assert all(words.left >= length for length in beside)


def test_headings_and_labels_that_are_too_long_wrap() -> None:
    svg = drawn([(f"{LONG} {LONG}", [(LONG, "9%", 1.0)])])
    heading, label = [text.get_text() for text in svg.select("g text")], svg.find_all("text", recursive=False)
    assert " ".join(heading) == f"{LONG} {LONG} 9%"
    assert " ".join(text.get_text() for text in label) == LONG
    assert [len(heading) - 1, len(label)] == [5, 2]
    one = drawn([("H", [("L", "9%", 1.0)])])
    height, least = (int(str(chart["viewbox"]).split()[3]) for chart in (svg, one))
    assert height == least + (4 + 1) * 18


def test_nothing_has_no_bar_and_the_whole_has_the_longest() -> None:
    svg = drawn([("", [("None", "0%", 0.0), ("Half", "50%", 0.5), ("All", "100%", 1.0)])])
    nothing, half, whole = lengths(svg)
    assert nothing == 0 and whole == pytest.approx(2 * half, abs=0.2)
    boxes = {box.words: box for box in texts(svg)}
    assert boxes["0%"].left == 6
    assert boxes["100%"].left == pytest.approx(whole + 6, abs=0.1)
    assert boxes["100%"].right == pytest.approx(WIDTH, abs=0.1)
    assert svg.path and str(svg.path["d"]).count("M.5 ") == 3


def test_charts_of_claims_and_of_questions_are_drawn_together_in_their_order(concept: Concept) -> None:
    mixed: list[ChartExhibit | Rows] = [GOOD["bars"], rows(concept, concept.charts[0]), GOOD["two lines"]]
    assert draw_plots(mixed, ROOT) == [plot for one in mixed for plot in draw_plots([one], ROOT)]
