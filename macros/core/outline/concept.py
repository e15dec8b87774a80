"""Where on the site things stand that the coverage of the source document points at."""

from __future__ import annotations

from ..model.library import Library
from ..text.bibliography import cited_keys


def anchors(library: Library, concept_id: str) -> set[str]:
    """All anchors of a concept's page that coverage may name."""
    return parts(library, concept_id) | {f"source-{key}" for key in cited_keys(library, concept_id)}


def parts(library: Library, concept_id: str) -> set[str]:
    """The anchors of a concept's page that belong to it alone: those of its sections, records and relations."""
    concept = library.concepts[concept_id]
    found = {section.id for section in concept.sections}
    found.update(f"eq-{equation.id}" for equation in concept.equations)
    found.update(f"chart-{chart.id}" for chart in concept.charts)
    found.update(f"claim-{claim.id}" for claim in concept.claims)
    found.update(f"misconception-{misconception.id}" for misconception in concept.misconceptions)
    found.update(f"relation-{relation.kind}-{relation.target}" for relation in concept.relations)
    found.update({"process"} if concept.process else ())
    found.update({"at-a-glance"} if concept.traits else ())
    return found
