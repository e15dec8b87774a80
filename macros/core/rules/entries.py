"""A page goes as deep as its kind of entry promises."""

from __future__ import annotations

from collections.abc import Iterator

from ..bibliography import cited_keys
from ..library import Library
from ..model import Concept
from ..problems import Problem, count


def check(library: Library) -> Iterator[Problem]:
    """Yields ``missing-section``, ``thin-entry`` and ``no-example``.

    Relations and sources may stand in other files, so they are not counted while one of these cannot be read.
    """
    kinds = {kind.key: kind for kind in library.vocabulary.entries}
    for concept_id, concept in library.concepts.items():
        if not (kind := kinds.get(concept.entry)):
            continue
        document = library.document(concept_id)
        ids = [section.id for section in concept.sections]
        for section in kind.sections:
            if section not in ids:
                message = f"the section '{section}' is missing; such a page has {', '.join(kind.sections)}"
                yield document.key_problem(("sections",), "missing-section", message)
        for what, least in kind.least.items():
            have = _count(library, concept_id, concept, what)
            elsewhere = what in ("relations", "sources") and library.unreadable
            if have < least and not elsewhere:
                found = count(have, what.replace("_", " ").removesuffix("s"))
                message = f"{found}; an entry of the kind '{kind.key}' has at least {least}"
                yield document.key_problem(("entry",), "thin-entry", message)
        if kind.example and not any(section.calculations for section in concept.sections):
            message = "a worked example is missing: a section with calculations that a reader can recompute"
            yield document.key_problem(("entry",), "no-example", message)


def _count(library: Library, concept_id: str, concept: Concept, what: str) -> int:
    if what == "sources":
        return len(cited_keys(library, concept_id))
    if what == "relations":
        return len(library.graph.around(concept_id))
    if what == "question_types":
        return len({question.type for question in concept.questions})
    if what == "recall_questions":
        return sum(question.type == "recall" for question in concept.questions)
    return len(getattr(concept, what))
