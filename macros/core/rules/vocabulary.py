"""Words are defined: every category, kind, level, status, source key and concept id that a record uses exists."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from ..model.concept import CLAIM_STATUSES, STANCES
from ..model.files import VOCABULARY
from ..model.graph import REQUIRES
from ..model.library import Library
from ..model.questions import question_types
from ..model.types import Word
from ..source.documents import Document
from ..source.problems import Problem, unknown

_CODES = {"sources": "unknown-source", "concepts": "unknown-concept"}


def check(library: Library) -> Iterator[Problem]:
    """Yields ``unknown-source``, ``unknown-concept``, ``unknown-word`` and ``missing-word``."""
    if REQUIRES not in library.vocabulary.terms("relation_kinds"):
        message = f"there is no kind '{REQUIRES}', by which learning paths and maps are put in order; add it again"
        yield library.documents[VOCABULARY].key_problem(("relation_kinds",), "missing-word", message)
    for name in question_types():
        if name not in library.vocabulary.terms("question_types"):
            message = f"the question type '{name}' has no entry here, so no page could name it; add one"
            yield library.documents[VOCABULARY].key_problem(("question_types",), "missing-word", message)
    for name, keys in (("claim_statuses", CLAIM_STATUSES), ("stances", STANCES)):
        for key in keys:
            if key not in library.vocabulary.terms(name):
                message = f"there is no '{key}', by which claims are checked; add it again"
                yield library.documents[VOCABULARY].key_problem((name,), "missing-word", message)
    for path, document in library.documents.items():
        if path != VOCABULARY:
            yield from _check(library, document)
    for document in library.drafts():
        traits = document.data.get("traits")
        for key in traits if isinstance(traits, dict) else ():
            if key not in (allowed := library.vocabulary.terms("traits")):
                message = unknown(f"unknown trait '{key}'", key, allowed)
                yield document.key_problem(("traits", key), "unknown-word", message)


def _check(library: Library, document: Document) -> Iterator[Problem]:
    words: dict[str, Collection[str]] = {}
    for place, word, value in library.marked(document):
        if not isinstance(word, Word):
            continue
        if word.of not in words:
            words[word.of] = _allowed(library, word.of)
        allowed = words[word.of]
        if value not in allowed:
            code = _CODES.get(word.of, "unknown-word")
            fault = f"unknown {_noun(word.of)} '{value}'" if value else f"no {_noun(word.of)} is named"
            named = word.of == "concepts" and value
            message = library.unknown_concept(value) if named else unknown(fault, value, allowed)
            yield document.problem(place, code, message)


def _noun(collection: str) -> str:
    words = collection.replace("_", " ")
    return {"categories": "category", "entries": "kind of entry"}.get(words) or re.sub(r"(?<=s)es$|s$", "", words)


def _allowed(library: Library, name: str) -> Collection[str]:
    if name == "concepts":
        return library.concept_ids
    if name == "paths":
        return [route.id for route in library.paths]
    return library.source_keys if name == "sources" else library.vocabulary.terms(name)
