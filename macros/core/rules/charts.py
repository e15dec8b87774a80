"""Charts draw measurements of claims of their concept, and a measurement stands in the text of its claim."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.library import Library
from ..source.problems import Problem, unknown


def check(library: Library) -> Iterator[Problem]:
    """Yields ``unshown-value``, ``unknown-claim``, ``nothing-measured`` and ``undrawn-measurements``."""
    for concept_id, concept in library.concepts.items():
        document = library.document(concept_id)
        claims = {claim.id: claim for claim in concept.claims}
        for c, claim in enumerate(concept.claims):
            for m, measurement in enumerate(claim.measurements):
                if not _stands(measurement.value, claim.text):
                    message = (
                        f"'{measurement.value}' does not stand in the text of the claim; "
                        "a measurement repeats a figure of the text, written the same way"
                    )
                    yield document.problem(("claims", c, "measurements", m, "value"), "unshown-value", message)
            if claim.figure and (lost := [one for one in numbers_in(claim.figure) if not _mentions(one, claim.text)]):
                message = f"'{lost[0]}' does not stand in the text of the claim; a figure repeats what the text says"
                yield document.problem(("claims", c, "figure"), "unshown-value", message)
            if claim.measurements and not any(claim.id in chart.claims for chart in concept.charts):
                message = f"no chart draws these; name '{claim.id}' in a chart's claims, or delete them"
                yield document.key_problem(("claims", c, "measurements"), "undrawn-measurements", message)
        for position, chart in enumerate(concept.charts):
            for n, name in enumerate(chart.claims):
                path = ("charts", position, "claims", n)
                if name not in claims and concept_id in library.unsettled:
                    continue
                if name not in claims:
                    message = unknown(f"unknown claim '{name}'", name, claims)
                    yield document.problem(path, "unknown-claim", message)
                elif not claims[name].measurements:
                    message = f"the claim '{name}' has no measurements; add some to it"
                    yield document.problem(path, "nothing-measured", message)


def numbers_in(figure: str) -> list[str]:
    """The numbers of a figure such as "74.4 → 33.4%", each as it is written there."""
    return re.findall(r"\d[\d,]*(?:\.\d+)?", figure)


def _mentions(number: str, text: str) -> bool:
    return re.search(rf"(?<![\d.,]){re.escape(number)}(?!\d|[.,]\d)", text) is not None


def _stands(value: str, text: str) -> bool:
    return re.search(rf"(?<![\d.,]){re.escape(value)}(?![\d%]|[.,]\d)", text.replace("\\%", "%")) is not None
