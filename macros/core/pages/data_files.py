"""Files beside the pages that are made from data, and the numbers that pages name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from ..drawing.mermaid import category_class
from ..model.graph import Edge
from ..model.reading_order import reading_order, steps
from ..outline.plans import plans
from ..outline.reading import minutes
from ..outline.site import BIBTEX, MAP_PAGE, PLANS, QUESTIONS, RELATIONS, SESSION_PAGE
from ..quiz.display import first_id
from ..text.bibtex import bibtex
from ..text.markdown import searched
from .atlas import Atlas


def relation_list(atlas: Atlas) -> str:
    """Concepts in an order of reading, with all relations, as JSON: what the map draws views of.

    Addresses lead from the page of the map. A relation is the places of its kind and of its two concepts, and its
    reason in plain words.
    """
    library, links = atlas.library, atlas.links(MAP_PAGE)
    order = reading_order(library, list(library.concepts))
    places = {concept_id: place for place, concept_id in enumerate(order)}
    before = steps(library)
    concepts = [
        {
            "id": concept_id,
            "label": links.concept_title(concept_id),
            "title": library.concepts[concept_id].title,
            "aliases": library.concepts[concept_id].aliases,
            "category": library.concepts[concept_id].category,
            "level": library.concepts[concept_id].level,
            "look": category_class(library, concept_id),
            "href": links.concept(concept_id),
            "step": before[concept_id],
            "minutes": minutes(library.concepts[concept_id]),
        }
        for concept_id in order
    ]

    def reason(edge: Edge) -> str:
        return searched(edge.relation.reason, links.concept_title, block=False)

    kinds = library.vocabulary.relation_kinds
    edges = [
        (number, places[edge.source], places[edge.target], reason(edge))
        for number, kind in enumerate(kinds)
        for edge in library.graph.edges(kind.key)
    ]
    known = [kind.model_dump(include={"key", "label", "inverse", "symmetric"}) for kind in kinds]
    data = {"concepts": concepts, "kinds": known, "relations": edges}
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)


def question_list(atlas: Atlas) -> str:
    """All questions by concept, as JSON: what scripts choose and count by. Addresses lead from the top of the site.

    A concept that has questions is its name, its address, its category and each question's revision, type and level by
    the question's name. Concepts are in an order of reading. Categories
    have their labels.
    """
    links, library = atlas.links("index.md"), atlas.library
    known = {
        concept_id: {
            "title": links.concept_title(concept_id),
            "href": links.concept(concept_id),
            "category": concept.category,
            "questions": {
                f"{first_id(concept_id, concept)}.{q.id}": [q.rev, q.type, q.level] for q in concept.questions
            },
        }
        for concept_id in reading_order(library, list(library.concepts))
        if (concept := library.concepts[concept_id]).questions
    }
    categories = {category.key: category.label for category in library.vocabulary.categories}
    return json.dumps({"concepts": known, "categories": categories}, ensure_ascii=False, separators=(",", ":"))


def bibtex_file(atlas: Atlas) -> str:
    """All cited sources as BibTeX, by key."""
    return "\n".join(bibtex(key, atlas.library.sources[key]) for key in sorted(atlas.cited_by))


def figures(atlas: Atlas) -> dict[str, int]:
    """How many concepts, questions, claims and cited sources there are."""
    concepts = atlas.library.concepts.values()
    return {
        "concepts": len(concepts),
        "questions": sum(len(concept.questions) for concept in concepts),
        "claims": sum(len(concept.claims) for concept in concepts),
        "sources": len(atlas.cited_by),
    }


def plan_list(atlas: Atlas) -> str:
    """Learning paths as JSON: what leads readers from page to page. Addresses lead from the top of the site.

    A part is its label and its concepts; these have their name, address and minutes once for all paths.
    """
    links, found = atlas.links("index.md"), plans(atlas.library)
    stops = {stop.concept_id: stop for plan in found for part in plan.parts for stop in part.stops}
    return json.dumps(
        {
            "session": links.page_named(SESSION_PAGE),
            "paths": {
                plan.id: {
                    "label": plan.label,
                    "href": links.path(plan.id),
                    "days": plan.days,
                    "parts": [[part.label, part.concepts] for part in plan.parts],
                }
                for plan in found
            },
            "concepts": {
                key: [links.concept_title(key), links.concept(key), stop.minutes] for key, stop in sorted(stops.items())
            },
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


DATA_FILES: Mapping[str, Callable[[Atlas], str]] = {
    BIBTEX: bibtex_file,
    QUESTIONS: question_list,
    RELATIONS: relation_list,
    PLANS: plan_list,
}
"""Each file with what writes its text."""
