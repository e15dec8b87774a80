"""Ids are unique: within their list in a concept, within the sources and within each list of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model.files import COVERAGE, GLOSSARY, PATHS, RESERVED_IDS, SOURCES, VOCABULARY
from ..model.library import Library
from ..source.documents import Document, KeyPath
from ..source.problems import Problem

RESERVED = frozenset(
    {
        "at-a-glance",
        "concept",
        "check-yourself",
        "evidence",
        "further-reading",
        "misconceptions",
        "more-relations",
        "process",
        "relations",
        "sources",
        "stages",
    }
)
RESERVED_PREFIXES = (
    "chart-",
    "claim-",
    "eq-",
    "misconception-",
    "neighborhood-",
    "process-",
    "q-",
    "relation-",
    "source-",
)
_LISTS = ("sections", "equations", "claims", "charts", "misconceptions", "process", "questions")


def check(library: Library) -> Iterator[Problem]:
    """Yields ``duplicate-id`` and ``reserved-id``."""
    for document in library.drafts():
        for name in _LISTS:
            yield from _repeated(document, (name,), "id")
        yield from _repeated(document, ("retired",), "id")
        for position, _ in enumerate(_at(document, ("questions",))):
            for name in ("options", "items", "choices", "blanks", "rubric", "red_flags"):
                yield from _repeated(document, ("questions", position, name), "id")
        for position, section in enumerate(_at(document, ("sections",))):
            section_id = section.get("id") if isinstance(section, dict) else None
            if isinstance(section_id, str) and (section_id in RESERVED or section_id.startswith(RESERVED_PREFIXES)):
                message = (
                    f"'{section_id}' is, or begins like, the anchor of another part of the page; choose another id"
                )
                yield document.problem(("sections", position, "id"), "reserved-id", message)
    yield from _repeated(library.documents[SOURCES], (), "key")
    for path in (GLOSSARY, PATHS, COVERAGE):
        yield from _repeated(library.documents[path], (), "id")
    for position, route in enumerate(_at(library.documents[PATHS], ())):
        route_id = route.get("id") if isinstance(route, dict) else None
        if isinstance(route_id, str) and route_id in library.vocabulary.terms("categories"):
            message = f"'{route_id}' is a category, whose own path has this anchor on the same page; choose another id"
            yield library.documents[PATHS].problem((position, "id"), "reserved-id", message)
    yield from _vocabulary(library)


def _vocabulary(library: Library) -> Iterator[Problem]:
    document, kinds = library.documents[VOCABULARY], library.vocabulary.terms("relation_kinds")
    for position, category in enumerate(_at(document, ("categories",))):
        name = category.get("key") if isinstance(category, dict) else None
        if isinstance(name, str) and (name in RESERVED_IDS or name in kinds):
            message = f"'{name}' is reserved, or a kind of relations, so that it would name two things; choose another"
            yield document.problem(("categories", position, "key"), "reserved-id", message)
    for position, kind in enumerate(_at(document, ("relation_kinds",))):
        name = kind.get("key") if isinstance(kind, dict) else None
        shorter = isinstance(name, str) and next((key for key in kinds if name.startswith(f"{key}-")), "")
        if shorter:
            message = f"'{name}' begins like the kind '{shorter}', so that an anchor could mean both; choose another"
            yield document.problem(("relation_kinds", position, "key"), "reserved-id", message)
    for name in type(library.vocabulary).model_fields:
        yield from _repeated(document, (name,), "key")


def _at(document: Document, path: KeyPath) -> tuple[Any, ...]:
    """The list at a path, an empty one if there is none."""
    value = document.data
    for part in path:
        value = value.get(part) if isinstance(value, dict) else value[part] if isinstance(part, int) else None
    return value if isinstance(value, tuple) else ()


def _repeated(document: Document, path: KeyPath, name: str) -> Iterator[Problem]:
    first: dict[Any, int] = {}
    for position, item in enumerate(_at(document, path)):
        value = item.get(name) if isinstance(item, dict) else None
        if not isinstance(value, str):
            continue
        if value in first:
            line = document.values[(*path, first[value], name)].line
            message = f"the {name} '{value}' is taken by line {line}; choose another"
            yield document.problem((*path, position, name), "duplicate-id", message)
        first.setdefault(value, position)
