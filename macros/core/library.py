"""Reads everything under ``data/`` into one checked library."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from .graph import Graph
from .model import (
    ID_PATTERN,
    LONGEST_ID,
    Concept,
    CoveredPart,
    FigureException,
    GlossaryTerm,
    Marked,
    Route,
    Source,
    Vocabulary,
    field_of,
    fields_of,
    marked_values,
    question_types,
)
from .problems import Problem, suggest
from .source import Document, KeyPath, read, read_text

VOCABULARY = "data/vocabulary.yml"
SOURCES = "data/sources.yml"
GLOSSARY = "data/glossary.yml"
PATHS = "data/paths.yml"
COVERAGE = "data/coverage.yml"
EXCEPTIONS = "data/exceptions.yml"
CONCEPTS = "data/concepts"
LOCK = "data/sources.lock"
LEDGER = "data/questions.lock"
IDS = "data/ids.lock"
SHAPES: Mapping[str, Any] = {
    VOCABULARY: Vocabulary,
    SOURCES: tuple[Source, ...],
    GLOSSARY: tuple[GlossaryTerm, ...],
    PATHS: tuple[Route, ...],
    COVERAGE: tuple[CoveredPart, ...],
    EXCEPTIONS: tuple[FigureException, ...],
}
"""What each data file holds; all others are concepts."""
RESERVED_IDS = frozenset(
    {"index", "all", "assets", "search", "v1", "con", "nul", "aux", "prn"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(10)}
)
"""Names that addresses of the site have or might get, and those of devices, which Windows takes for no files."""


@dataclass(frozen=True)
class Library:
    """All records, and the documents they came from.

    Attributes:
        root: The project's folder.
        vocabulary: The words in use.
        sources: Sources by key, in the order of the file.
        concepts: Concepts by id, in the order of the category, then of the title.
        glossary: Terms without a page of their own by id, in the order of the file.
        paths: Learning paths, in the order of the file.
        coverage: What became of the source document, in the order of the file.
        exceptions: Sentences with figures that need no source.
        documents: Documents by path.
        unreadable: Ids of concepts whose file has problems; references to them are not reported again.
    """

    root: Path
    vocabulary: Vocabulary
    sources: Mapping[str, Source]
    concepts: Mapping[str, Concept]
    glossary: Mapping[str, GlossaryTerm] = field(default_factory=dict)
    paths: tuple[Route, ...] = ()
    coverage: tuple[CoveredPart, ...] = ()
    exceptions: tuple[FigureException, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict, repr=False)
    unreadable: frozenset[str] = frozenset()
    _marked: dict[str, list[Marked]] = field(default_factory=dict, repr=False)

    @cached_property
    def source_keys(self) -> Collection[str]:
        """Keys of all sources in the file, also of those with problems, in its order."""
        data = self.documents[SOURCES].data
        entries = data if isinstance(data, tuple) else ()
        keys = [entry.get("key") for entry in entries if isinstance(entry, dict)]
        return dict.fromkeys(key for key in keys if isinstance(key, str)).keys()

    @cached_property
    def concept_ids(self) -> Collection[str]:
        """Ids of all concepts, also of those whose file has problems, sorted."""
        return dict.fromkeys(sorted(self.concepts.keys() | self.unreadable)).keys()

    @cached_property
    def graph(self) -> Graph:
        """All relations, seen from both ends."""
        return Graph(self.vocabulary, self.concepts)

    def document(self, concept_id: str) -> Document:
        """The file in which a concept is written."""
        return self.documents[concept_path(concept_id)]

    def marked(self, document: Document) -> list[Marked]:
        """All marked texts of a data file."""
        if document.path not in self._marked:
            self._marked[document.path] = marked_values(shape_of(document.path), document.data)
        return self._marked[document.path]

    def drafts(self) -> Iterator[Document]:
        """The files of all concepts that are YAML at all, those with problems among them."""
        return (d for path, d in self.documents.items() if path.startswith(CONCEPTS) and isinstance(d.data, dict))

    def in_category(self, category: str) -> list[str]:
        """Ids of the concepts of a category, in order of their titles."""
        return [key for key, concept in self.concepts.items() if concept.category == category]


def shape_of(path: str) -> Any:
    """The type of what a data file holds."""
    return SHAPES.get(path, Concept)


def concept_path(concept_id: str) -> str:
    """Path of a concept's file, relative to the project's root."""
    return f"{CONCEPTS}/{concept_id}.yml"


def read_documents(root: Path) -> dict[str, Document]:
    """All data files by path: those named in ``SHAPES``, and what lies among the concepts, hidden files apart."""
    documents = {path: _read_file(root, path) for path in SHAPES}
    for file in sorted((root / CONCEPTS).glob("[!.]*")):
        path = f"{CONCEPTS}/{file.name}"
        problem = _file_name_problem(path, file)
        documents[path] = Document(path, problems=[problem]) if problem else _read_file(root, path)
    return documents


def read_library(root: Path) -> tuple[Library | None, list[Problem]]:
    """The records that could be read, None if the vocabulary could not, and the problems of their form."""
    documents = read_documents(root)
    problems = [problem for document in documents.values() for problem in document.problems]
    vocabulary = _record(documents[VOCABULARY], Vocabulary, problems)
    entries = {path: _entries(documents[path], problems) for path in SHAPES if path != VOCABULARY}
    concepts: dict[str, Concept] = {}
    unreadable = set()
    for path, document in documents.items():
        name = Path(path).stem
        if path in SHAPES or not is_concept_id(name):
            continue
        concept = _record(document, Concept, problems)
        if concept is None or document.problems:
            unreadable.add(name)
        if concept is not None:
            concepts[name] = concept
    if vocabulary is None:
        return None, problems
    order = list(vocabulary.terms("categories"))
    rank = {key: position for position, key in enumerate(order)}
    ordered = sorted(concepts.items(), key=lambda item: (rank.get(item[1].category, len(rank)), item[1].title.lower()))
    return (
        Library(
            root=root,
            vocabulary=vocabulary,
            sources=_by("key", entries[SOURCES]),
            concepts=dict(ordered),
            glossary=_by("id", entries[GLOSSARY]),
            paths=tuple(entries[PATHS]),
            coverage=tuple(entries[COVERAGE]),
            exceptions=tuple(entries[EXCEPTIONS]),
            documents=documents,
            unreadable=frozenset(unreadable),
        ),
        problems,
    )


def read_lock_file(root: Path, path: str) -> tuple[str, list[Problem]]:
    """The text of a file that commands write, empty if there is none or it is refused, and what is wrong with it."""
    if not (root / path).exists() and not _link_in(root, path):
        return "", []
    document = _read_file(root, path, read_text)
    return document.text, document.problems


def _read_file(root: Path, path: str, reader: Callable[[str, bytes], Document] = read) -> Document:
    if link := _link_in(root, path):
        message = f"a symbolic link; put the {'file' if link == path else 'folder'} itself here"
        return Document(path, problems=[Problem(link, 1, 1, "no-file", message)])
    if not (root / path).is_file():
        return Document(path, problems=[Problem(path, 1, 1, "no-file", "the file is missing")])
    return reader(path, (root / path).read_bytes())


def _link_in(root: Path, path: str) -> str:
    """The first symbolic link on the way from the project's root to a file; it could lead anywhere on the computer."""
    parts = Path(path).parts
    ways = (Path(*parts[:count]) for count in range(1, len(parts) + 1))
    return next((way.as_posix() for way in ways if (root / way).is_symlink()), "")


def _file_name_problem(path: str, file: Path) -> Problem | None:
    if file.suffix != ".yml" or file.is_dir():
        return Problem(path, 1, 1, "file-name", "only concepts live here, each in a file <id>.yml")
    if not is_concept_id(file.stem):
        message = "the file name is the concept's id: up to 48 small letters, digits and hyphens, not a reserved name"
        return Problem(path, 1, 1, "file-name", message)
    return None


def is_concept_id(text: str) -> bool:
    """Whether a text may be the id of a concept, and so the name of its file and page."""
    return (
        bool(re.fullmatch(ID_PATTERN, text))
        and "\n" not in text
        and len(text) <= LONGEST_ID
        and text not in RESERVED_IDS
    )


def _entries(document: Document, problems: list[Problem]) -> list[Any]:
    """The entries of a file that is a list, each read on its own, so that one mistake does not hide the others."""
    shape = shape_of(document.path)
    if not isinstance(document.data, tuple):
        _record(document, shape, problems)
        return []
    inner = shape.__args__[0]
    found = (_record(document, inner, problems, (position,)) for position in range(len(document.data)))
    return [record for record in found if record is not None]


def _by(name: str, records: Iterable[Any]) -> dict[str, Any]:
    """The records by one of their fields; of several with the same value the first."""
    found: dict[str, Any] = {}
    for record in records:
        found.setdefault(getattr(record, name), record)
    return found


def _record(document: Document, shape: Any, problems: list[Problem], path: KeyPath = ()) -> Any:
    """The document's data at ``path`` as ``shape``, or None with what is wrong added to ``problems``."""
    data = document.data
    if data is None:
        if not document.problems:
            problems.append(Problem(document.path, 1, 1, "empty-file", "the file is empty"))
        return None
    for part in path:
        data = data[part]
    try:
        return _adapter(shape).validate_python(data)
    except ValidationError as error:
        problems.extend(_problems_of(error, document, shape, path))
        return None


_adapters: dict[Any, TypeAdapter[Any]] = {}


def _adapter(shape: Any) -> TypeAdapter[Any]:
    if shape not in _adapters:
        _adapters[shape] = TypeAdapter(shape)
    return _adapters[shape]


def _problems_of(error: ValidationError, document: Document, shape: Any, base: KeyPath) -> Iterable[Problem]:
    data = document.data
    for part in base:
        data = data[part]
    details = error.errors(include_url=False, include_context=True)
    for detail in details:
        inner = _data_path(detail["loc"], data)
        path = (*base, *inner)
        where = ".".join(str(part) for part in path) or "the file"
        if detail["type"] == "extra_forbidden":
            message = f"unknown field '{path[-1]}'{suggest(str(path[-1]), fields_of(shape, inner[:-1], data))}"
            yield document.key_problem(path, "unknown-field", message)
        elif detail["type"] == "missing":
            yield document.key_problem(path[:-1], "missing-field", f"the field '{path[-1]}' is missing; add it")
        elif detail["type"] == "union_tag_not_found":
            message = f"the field 'type' is missing or no text; allowed: {', '.join(question_types())}"
            yield document.key_problem(path, "missing-field", message)
        elif detail["type"] == "union_tag_invalid":
            word = detail["ctx"]["tag"]
            message = f"'{word}' is not allowed{suggest(word, question_types())}"
            yield document.problem((*path, "type"), "unknown-value", message)
        elif detail["type"] != "too_short" or not _has_bad_entry(detail, details):
            code, message = _explain(detail, field_of(shape, inner, data))
            yield document.problem(path, code, f"{where}: {message}")


def _has_bad_entry(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Whether a list seems too short because pydantic does not count its bad entries, which are reported."""
    start = detail["loc"]
    return any(len(other["loc"]) > len(start) and other["loc"][: len(start)] == start for other in details)


def _data_path(location: Iterable[str | int], data: Any) -> KeyPath:
    """The path of an error in the data; pydantic adds the type of a question and marks keys."""
    path: list[str | int] = []
    for part in location:
        if part == "[key]" or (isinstance(data, dict) and part not in data and part == data.get("type")):
            continue
        path.append(part)
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, tuple) and isinstance(part, int) and part < len(data):
            data = data[part]
    return tuple(path)


_TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping of keys to values",
    "model_type": "a mapping of fields",
}


def _explain(detail: ErrorDetails, field: FieldInfo | None) -> tuple[str, str]:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in _TYPES:
        fix = "; put the value in quotes" if kind == "string_type" and _is_scalar(detail["input"]) else ""
        return "wrong-type", f"expected {_TYPES[kind]}, got {_type_name(detail['input'])}{fix}"
    if kind == "string_too_long":
        length = len(detail["input"])
        return "too-long", f"{length} characters; at most {context['max_length']}, so shorten or split it"
    if kind in ("string_too_short", "too_short"):
        unit = "character" if kind == "string_too_short" else "entry"
        unit = unit if context["min_length"] == 1 else unit.replace("entry", "entrie") + "s"
        return "too-short", f"too little; at least {context['min_length']} {unit}"
    if kind == "too_long":
        return "too-long", f"{context['actual_length']} entries; at most {context['max_length']}"
    if kind == "string_pattern_mismatch":
        example = f"; write it like '{field.examples[0]}'" if field and field.examples else ""
        return "bad-format", f"'{detail['input'][:60]}' does not have the right form{example}"
    if kind == "literal_error":
        return "unknown-value", f"'{detail['input']}' is not allowed; allowed: {context['expected']}"
    return "bad-value", str(detail["msg"])


def _is_scalar(value: Any) -> bool:
    return isinstance(value, int | float | bool)


def _type_name(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    names = {int: "a number", float: "a number", str: "text", tuple: "a list", dict: "a mapping", type(None): "nothing"}
    return names.get(type(value), "something else")
