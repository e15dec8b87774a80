"""Each equation is shown by exactly one section."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.library import Library
from ..source.problems import Problem, unknown


def check(library: Library) -> Iterator[Problem]:
    """Yields ``unknown-equation``, ``repeated-equation`` and ``unplaced-equation``."""
    for concept_id, concept in library.concepts.items():
        if concept_id in library.unsettled:
            continue
        document = library.document(concept_id)
        known = [equation.id for equation in concept.equations]
        placed: dict[str, str] = {}
        for s, section in enumerate(concept.sections):
            for e, equation in enumerate(section.equations):
                path = ("sections", s, "equations", e)
                if equation not in known:
                    message = unknown(f"unknown equation '{equation}'", equation, known)
                    yield document.problem(path, "unknown-equation", message)
                elif equation in placed:
                    message = f"the section '{placed[equation]}' shows '{equation}' already; delete one of the two"
                    yield document.problem(path, "repeated-equation", message)
                placed.setdefault(equation, section.id)
        for position, equation in enumerate(known):
            if equation not in placed:
                message = f"no section shows '{equation}'; add it to the equations of the section that explains it"
                yield document.problem(("equations", position, "id"), "unplaced-equation", message)
