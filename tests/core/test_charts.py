from __future__ import annotations

from pathlib import Path

import pytest

from macros.core.drawing.charts import bars, chart_sentence, draw_chart
from macros.core.model.concept import Concept
from macros.core.model.reading import read_library
from tests.projects import edit

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
    assert draw_chart(concept, concept.charts[0]) == (
        '<svg xmlns="http://www.w3.org/2000/svg" class="aa-bars" viewBox="0 0 440 204" width="440" height="204"'
        ' font-family="sans-serif" font-size="15" role="img" aria-labelledby="chart-order-title chart-order-desc">'
        '<title id="chart-order-title">Alpha first</title>'
        '<desc id="chart-order-desc">Share of all. Written: Alphabets 100%; '
        "Spoken &amp; sung: Songs &lt;old&gt; 50%, Others 50%.</desc>"
        '<path class="aa-axis" d="M0.5,0V204"/>'
        '<text class="aa-bar-group" x="0" y="20">Written</text>'
        '<text x="0" y="45">Alphabets</text>'
        '<rect class="aa-bar" x="0" y="52" width="378" height="14"/>'
        '<text class="aa-bar-value" x="384" y="64">100%</text>'
        '<text class="aa-bar-group" x="0" y="98">Spoken &amp; sung</text>'
        '<text x="0" y="123">Songs &lt;old&gt;</text>'
        '<rect class="aa-bar" x="0" y="130" width="189" height="14"/>'
        '<text class="aa-bar-value" x="195" y="142">50%</text>'
        '<text x="0" y="171">Others</text>'
        '<rect class="aa-bar" x="0" y="178" width="189" height="14"/>'
        '<text class="aa-bar-value" x="195" y="190">50%</text></svg>'
    )
