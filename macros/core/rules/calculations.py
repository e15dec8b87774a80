"""Figures of our own come out as shown, and are shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model.library import Library
from ..source.documents import Document, KeyPath
from ..source.problems import Problem
from ..text.arithmetic import CalculationError, agrees, values

HOLDERS = {"sections": "text", "claims": "text", "misconceptions": "correction"}
"""Fields of a concept whose records may have calculations, each with the text that shows the results."""


def check(library: Library) -> Iterator[Problem]:
    """Yields ``bad-expression``, ``wrong-result``, ``unshown-result`` and ``duplicate-name``."""
    for concept_id, concept in library.concepts.items():
        document = library.document(concept_id)
        for field, text in HOLDERS.items():
            for position, record in enumerate(getattr(concept, field)):
                path = (field, position, "calculations")
                yield from _check(document, path, record.calculations, getattr(record, text))


def _check(document: Document, path: KeyPath, calculations: Any, text: str) -> Iterator[Problem]:
    names: set[str] = set()
    shown = text.replace("{,}", ",")
    for position, (calculation, value) in enumerate(zip(calculations, values(calculations), strict=True)):
        at = (*path, position)
        if calculation.name in names:
            message = f"the name '{calculation.name}' is taken in this list; choose another"
            yield document.problem((*at, "name"), "duplicate-name", message)
        names.add(calculation.name)
        if isinstance(value, CalculationError):
            yield document.problem((*at, "expression"), "bad-expression", f"cannot be computed: {value}")
        elif calculation.result and not agrees(value, calculation.result):
            message = f"the expression gives {value:.8g}, not {calculation.result}; correct one of the two"
            yield document.problem((*at, "result"), "wrong-result", message)
        mantissa = (calculation.result or "").partition("e")[0]
        if mantissa.lstrip("-") not in shown:
            message = f"'{mantissa}' does not stand in the text; show it there, or delete the calculation"
            yield document.problem((*at, "result"), "unshown-result", message)
