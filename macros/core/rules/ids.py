"""Ids are unique: within their list in a concept or another file, and within each list of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model.concept import Concept
from ..model.files import COVERAGE, GLOSSARY, PATHS, RESERVED_IDS, VOCABULARY
from ..model.library import Library
from ..model.questions import AnyQuestion
from ..model.shapes import direct_records, fields_with_ids
from ..outline.concept import reserved_anchors, reserved_prefixes
from ..source.documents import Document, KeyPath
from ..source.problems import Problem

_LISTS = fields_with_ids(Concept)
_QUESTION_LISTS = sorted({name for record in direct_records(AnyQuestion) for name in fields_with_ids(record)})


def check(library: Library) -> Iterator[Problem]:
    """Yields ``duplicate-id`` and ``reserved-id``."""
    reserved, prefixes = reserved_anchors(), reserved_prefixes()
    for document in library.drafts():
        for name in _LISTS:
            yield from _repeated(document, (name,), "id")
        for position, _ in enumerate(_at(document, ("questions",))):
            for name in _QUESTION_LISTS:
                yield from _repeated(document, ("questions", position, name), "id")
        for position, section in enumerate(_at(document, ("sections",))):
            section_id = section.get("id") if isinstance(section, dict) else None
            if isinstance(section_id, str) and (section_id in reserved or section_id.startswith(prefixes)):
                message = (
                    f"'{section_id}' is, or begins like, the anchor of another part of the page; choose another id"
                )
                yield document.problem(("sections", position, "id"), "reserved-id", message)
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
