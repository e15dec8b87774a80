"""Bar charts of what claims measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..model.concept import Chart, Claim, Concept, Measurement
from ..text.arithmetic import number
from .plots import Plot, Rows, framed


@dataclass(frozen=True)
class Bar:
    """One measurement in a chart.

    Attributes:
        group: What it has in common with the following bars; the same for all bars of a group.
        measurement: Label and value.
        claim: The claim that has the measurement.
        share: Length of the bar, from 0 to 1.
    """

    group: str
    measurement: Measurement
    claim: Claim
    share: float


def bars(concept: Concept, chart: Chart) -> list[Bar]:
    """The bars of a chart in order. Claims that do not exist are passed over."""
    found = [(measurement, claim) for claim in drawn_claims(concept, chart) for measurement in claim.measurements]
    whole = chart.whole or max((magnitude(measurement) for measurement, _ in found), default=1) or 1
    group = ""
    result = []
    for measurement, claim in found:
        group = measurement.group or group
        result.append(Bar(group, measurement, claim, min(1.0, magnitude(measurement) / whole)))
    return result


def drawn_claims(concept: Concept, chart: Chart) -> list[Claim]:
    """The claims whose measurements a chart draws, in order. Those that do not exist are passed over."""
    claims = {claim.id: claim for claim in concept.claims}
    return [claims[name] for name in chart.claims if name in claims]


def magnitude(measurement: Measurement) -> float:
    """The value as a number: 25 for "25%"."""
    return number(measurement.value.removesuffix("%"))


def rows(concept: Concept, chart: Chart) -> Rows:
    """What the program that draws has to know of a chart."""
    return [
        (group, [(bar.measurement.label, bar.measurement.value, bar.share) for bar in members])
        for group, members in _groups(bars(concept, chart))
    ]


def draw_chart(concept: Concept, chart: Chart, plot: Plot) -> Markup:
    """The chart as an ``<svg>`` with its title and, as its description, its data."""
    return framed(plot, f"chart-{chart.id}", chart.title, chart_sentence(concept, chart))


def chart_sentence(concept: Concept, chart: Chart) -> str:
    """The data of a chart as a sentence."""
    parts = []
    for group, members in _groups(bars(concept, chart)):
        values = ", ".join(f"{bar.measurement.label} {bar.measurement.value}" for bar in members)
        parts.append(f"{group}: {values}" if group else values)
    return f"{chart.quantity}. {'; '.join(parts)}."


def _groups(found: list[Bar]) -> Iterator[tuple[str, list[Bar]]]:
    for start, bar in enumerate(found):
        if start == 0 or found[start - 1].group != bar.group:
            end = next((i for i in range(start, len(found)) if found[i].group != bar.group), len(found))
            yield bar.group, found[start:end]
