"""Bar charts of what claims measured, as SVG that fits a phone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from ..model.concept import Chart, Claim, Concept, Measurement
from ..text.arithmetic import number

WIDTH = 440
"""Natural width in pixels; text of 15 px is still 11 px high when that shrinks to the 332 px that a small phone has."""
_TEXT, _BAR, _GAP, _HEADING = 15, 14, 12, 30
_VALUE = 62  # room for the longest value behind a bar


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


def draw_chart(concept: Concept, chart: Chart) -> Markup:
    """The chart as an ``<svg>`` whose colors come from CSS; the words are in it, so it can stand alone."""
    parts: list[str] = []
    y = 0
    for group, members in _groups(bars(concept, chart)):
        if group:
            y += _HEADING
            parts.append(f'<text class="aa-bar-group" x="0" y="{y - 10}">{escape(group)}</text>')
        for bar in members:
            length = round(bar.share * (WIDTH - _VALUE), 1)
            parts.append(f'<text x="0" y="{y + _TEXT}">{escape(bar.measurement.label)}</text>')
            y += _TEXT + 7
            parts.append(f'<rect class="aa-bar" x="0" y="{y}" width="{length:g}" height="{_BAR}"/>')
            value = escape(bar.measurement.value)
            parts.append(f'<text class="aa-bar-value" x="{length + 6:g}" y="{y + _BAR - 2}">{value}</text>')
            y += _BAR + _GAP
    axis = f'<path class="aa-axis" d="M0.5,0V{y}"/>'
    name = f"chart-{chart.id}"
    return Markup(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="aa-bars" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}"'
        f' height="{y}" font-family="sans-serif" font-size="{_TEXT}" role="img"'
        f' aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(chart.title)}</title>'
        f'<desc id="{name}-desc">{escape(chart_sentence(concept, chart))}</desc>{axis}{"".join(parts)}</svg>'
    )


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
