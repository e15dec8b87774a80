"""A page goes as deep as its kind of entry promises."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.concept import Concept
from ..model.library import Library
from ..source.problems import Problem, count
from ..text.bibliography import cited_keys


def check(library: Library) -> Iterator[Problem]:
    """Yields ``missing-section`` and ``thin-entry``, each once for a page.

    Relations and sources may stand in other files, so they are not counted while one of these cannot be read, nor are
    relations while one of them leads nowhere.
    """
    kinds = {kind.key: kind for kind in library.vocabulary.entries}
    for concept_id, concept in library.concepts.items():
        if not (kind := kinds.get(concept.entry)):
            continue
        document = library.document(concept_id)
        ids = [section.id for section in concept.sections]
        missing = [section for section in kind.sections if section not in ids]
        if missing and concept_id not in library.unsettled:
            sections = "section" if len(missing) == 1 else "sections"
            message = (
                f"an entry of the kind '{kind.key}' lacks the {sections} {', '.join(missing)}; add what is missing"
            )
            yield document.key_problem(("sections",), "missing-section", message)
        thin = []
        for what, least in kind.least.items():
            have = _count(library, concept_id, concept, what)
            uncertain = (what in ("relations", "sources") and library.unreadable) or (
                what == "relations" and library.stray
            )
            if have < least and not uncertain:
                wanted = count(least, "line") + " 'in_short'" if what == "in_short" else _words(least, what)
                thin.append(f"{wanted} (has {have})")
        if kind.example and not any(section.calculations for section in concept.sections):
            thin.append("a worked example, which is a section with calculations (has none)")
        if thin:
            message = f"an entry of the kind '{kind.key}' needs at least {', '.join(thin)}"
            yield document.key_problem(("entry",), "thin-entry", message)


def _words(number: int, what: str) -> str:
    return count(number, what.replace("_", " ").removesuffix("s"))


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
