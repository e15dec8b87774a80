"""Reads everything under ``data/`` into one checked library."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any, NamedTuple, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from ..source.documents import Document, KeyPath, read, read_text
from ..source.problems import MOST_LISTED, HintedMessage, Problem, suggest, unknown
from ..source.syntax import CUT, bullet_message, list_sign, start_message
from .graph import Graph
from .records import (
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
    takes_any_words,
    takes_text,
)

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
SORTED_BY = {SOURCES: "key", GLOSSARY: "term"}
"""Files whose entries stand in alphabetical order, each with the field that decides."""
LINK = "a symbolic link; put the {} itself here"
"""What is wrong with a link, which could lead anywhere on the computer that builds the site."""
RESERVED_IDS = frozenset(
    {"index", "all", "assets", "search", "v1", "con", "nul", "aux", "prn"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(10)}
)
"""Names that addresses of the site have or might get, and those of devices, which Windows takes for no files."""


class Partial(NamedTuple):
    """A concept whose file has mistakes of form, as far as it could be read.

    Attributes:
        concept: What could be read; what is missing is empty.
        document: The file without what could not be read, so that places in the concept are places in it.
        lost: Fields of which something could not be read.
    """

    concept: Concept
    document: Document
    lost: frozenset[str]


class _Anything(Collection[str]):
    """What is thought to hold every word, since nobody knows which it holds."""

    def __contains__(self, word: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


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
        unreadable: Ids of concepts whose file or its name has problems; references to them are not reported again.
        partial: Concepts that are not among ``concepts`` because their form has mistakes, by id, as far as read.
        positions: Where the entries of a file that is a list stand in it, by its path, if some could not be read.
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
    partial: Mapping[str, Partial] = field(default_factory=dict, repr=False)
    positions: Mapping[str, tuple[int, ...]] = field(default_factory=dict, repr=False)
    _marked: dict[str, list[Marked]] = field(default_factory=dict, repr=False)

    @cached_property
    def source_keys(self) -> Collection[str]:
        """Keys of all sources in the file, also of those with problems, in its order.

        If the file cannot be read at all, every key counts as there, so that nothing that cites it is blamed.
        """
        data = self.documents[SOURCES].data
        if not isinstance(data, tuple):
            return _Anything()
        keys = [entry.get("key") for entry in data if isinstance(entry, dict)]
        return dict.fromkeys(key for key in keys if isinstance(key, str)).keys()

    @cached_property
    def concept_ids(self) -> Collection[str]:
        """Ids of all concepts, also of those whose file has problems, sorted."""
        return dict.fromkeys(sorted(self.concepts.keys() | self.unreadable)).keys()

    @cached_property
    def stray(self) -> bool:
        """Whether a relation has a kind or target that does not exist, so that relations cannot be counted."""
        kinds = self.vocabulary.terms("relation_kinds")
        return any(
            relation.kind not in kinds or relation.target not in self.concept_ids
            for concept in self.concepts.values()
            for relation in concept.relations
        )

    @cached_property
    def unsettled(self) -> frozenset[str]:
        """Ids of concepts that have an id twice, so that it is uncertain what their names stand for."""
        lists = ("sections", "equations", "claims", "charts", "misconceptions", "process", "questions")
        return frozenset(
            concept_id
            for concept_id, concept in self.concepts.items()
            for name in lists
            if len({record.id for record in getattr(concept, name)}) < len(getattr(concept, name))
        )

    @cached_property
    def _names(self) -> dict[str, str]:
        """Ids of concepts by everything that they are called, in simple letters; ids themselves come first."""
        found = {_simple(concept_id): concept_id for concept_id in self.concept_ids}
        for concept_id, concept in self.concepts.items():
            for name in (concept.title, concept.short_title or concept.title, *concept.aliases, *concept.redirects):
                found.setdefault(_simple(name), concept_id)
        return found

    def nearest_concept(self, words: str) -> str:
        """The id of the concept that goes by these words or nearly so, an empty text if there is none."""
        wanted = _simple(words)
        near = [wanted] if wanted in self._names else difflib.get_close_matches(wanted, self._names, n=1)
        return self._names[near[0]] if near else ""

    def suggest_concept(self, words: str) -> str:
        """What to write instead of the unknown concept ``words``; see :func:`.problems.suggest`."""
        if not (near := self.nearest_concept(words)):
            return suggest(words, self.concept_ids)
        title = self.concepts[near].title if near in self.concepts else near
        named = "" if _simple(title) == _simple(near) else f" ({title})"
        allowed = f" allowed: {', '.join(self.concept_ids)}" if len(self.concept_ids) <= MOST_LISTED else ""
        return f"; did you mean '{near}'{named}?{allowed}"

    def unknown_concept(self, words: str) -> str:
        """What is wrong with a name that is not the id of a concept."""
        return HintedMessage(f"unknown concept '{words}'", partial(self.suggest_concept, words))

    @cached_property
    def graph(self) -> Graph:
        """All relations, seen from both ends."""
        return Graph(self.vocabulary, self.concepts)

    def document(self, concept_id: str) -> Document:
        """The file in which a concept is written."""
        return self.documents[concept_path(concept_id)]

    def marked(self, document: Document) -> list[Marked]:
        """All marked texts of a data file but those that a comment cuts."""
        if document.path not in self._marked:
            found = marked_values(shape_of(document.path), document.data)
            self._marked[document.path] = [marked for marked in found if marked.path not in document.cut]
        return self._marked[document.path]

    def position(self, path: str, number: int) -> int:
        """Where the entry of that number, among those that could be read, stands in a file that is a list."""
        return self.positions[path][number] if path in self.positions else number

    def alone(self, concept_id: str) -> Library:
        """The library with a concept of ``partial`` as its only concept."""
        concept, document, _ = self.partial[concept_id]
        documents = {**self.documents, document.path: document}
        return replace(self, concepts={concept_id: concept}, documents=documents, _marked={})

    def drafts(self) -> Iterator[Document]:
        """The files of all concepts that are YAML at all, those with problems among them."""
        return (d for path, d in self.documents.items() if path.startswith(CONCEPTS) and isinstance(d.data, dict))

    def in_category(self, category: str) -> list[str]:
        """Ids of the concepts of a category, in order of their titles."""
        return [key for key, concept in self.concepts.items() if concept.category == category]


def _simple(words: str) -> str:
    """Words as an id would have them: small letters and digits with hyphens between."""
    return "-".join(re.findall(r"[^\W_]+", words.casefold()))


def shape_of(path: str) -> Any:
    """The type of what a data file holds."""
    return SHAPES.get(path, Concept)


def concept_path(concept_id: str) -> str:
    """Path of a concept's file, relative to the project's root."""
    return f"{CONCEPTS}/{concept_id}.yml"


def read_documents(root: Path) -> dict[str, Document]:
    """All data files by path: those named in ``SHAPES``, and what lies among the concepts, hidden files apart."""
    documents = {path: _read_data(root, path) for path in SHAPES}
    for file in sorted((root / CONCEPTS).glob("[!.]*")):
        path = f"{CONCEPTS}/{file.name}"
        problem = _file_name_problem(path, file)
        documents[path] = Document(path, problems=[problem]) if problem else _read_data(root, path)
    return documents


def read_library(root: Path) -> tuple[Library | None, list[Problem]]:
    """The records that could be read, None if the vocabulary could not, and the problems of their form."""
    documents = read_documents(root)
    problems = [problem for document in documents.values() for problem in document.problems]
    vocabulary = _record(documents[VOCABULARY], Vocabulary, problems)
    entries = {path: _entries(documents[path], problems) for path in SHAPES if path != VOCABULARY}
    concepts: dict[str, Concept] = {}
    partial: dict[str, Partial] = {}
    unreadable = set()
    for path, document in documents.items():
        if path in SHAPES:
            continue
        name = Path(path).stem
        if not is_concept_id(name):
            unreadable.add(_simple(name))
            continue
        concept = _record(document, Concept, problems)
        if concept is None or document.problems:
            unreadable.add(name)
        if concept is not None:
            concepts[name] = concept
        elif isinstance(document.data, dict):
            partial[name] = _partial(document)
    if vocabulary is None:
        return None, problems
    order = list(vocabulary.terms("categories"))
    rank = {key: position for position, key in enumerate(order)}
    ordered = sorted(concepts.items(), key=lambda item: (rank.get(item[1].category, len(rank)), item[1].title.lower()))
    return (
        Library(
            root=root,
            vocabulary=vocabulary,
            sources=_by("key", entries[SOURCES].values()),
            concepts=dict(ordered),
            glossary=_by("id", entries[GLOSSARY].values()),
            paths=tuple(entries[PATHS].values()),
            coverage=tuple(entries[COVERAGE].values()),
            exceptions=tuple(entries[EXCEPTIONS].values()),
            documents=documents,
            unreadable=frozenset(unreadable),
            partial=partial,
            positions={path: tuple(records) for path, records in entries.items()},
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
        message = LINK.format("file" if link == path else "folder")
        return Document(path, problems=[Problem(link, 1, 1, "no-file", message)])
    if not (root / path).is_file():
        return Document(path, problems=[Problem(path, 1, 1, "no-file", "the file is missing")])
    try:
        return reader(path, (root / path).read_bytes())
    except OSError as error:
        return Document(path, problems=[Problem(path, 1, 1, "no-file", f"the file cannot be read: {error.strerror}")])


def _read_data(root: Path, path: str) -> Document:
    """A data file with its texts settled.

    A number where text belongs is the text as written. A text that a comment cuts is reported and taken whole, so
    that its length is not blamed.
    """
    document = _read_file(root, path)
    shape, data = shape_of(path), document.data
    texts = {at: words for at, words in document.numbers.items() if takes_text(shape, at, data)}
    for at, comment in document.comments.items():
        if takes_any_words(shape, at, data):
            end = document.text.find("\n", comment)
            place = document.values[at]._replace(end=end if end >= 0 else len(document.text))
            document.values[at] = place
            document.cut.add(at)
            document.problems.append(Problem(path, *document.place(comment), "cut-text", CUT))
            texts[at] = document.text[place.start : place.end].strip()
    if texts:
        document.data = _with_texts(data, texts, ())
    return document


def _with_texts(data: Any, texts: Mapping[KeyPath, str], path: KeyPath) -> Any:
    """The data with other texts at some paths."""
    if isinstance(data, dict):
        return {key: _with_texts(value, texts, (*path, key)) for key, value in data.items()}
    if isinstance(data, tuple):
        return tuple(_with_texts(value, texts, (*path, position)) for position, value in enumerate(data))
    return texts.get(path, data)


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
        if is_concept_id(name := _simple(file.stem)):
            message += f"; rename it to '{name}.yml'"
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


def _entries(document: Document, problems: list[Problem]) -> dict[int, Any]:
    """The entries of a file that is a list by their positions.

    Each is read on its own, so that one mistake does not hide the others.
    """
    shape = shape_of(document.path)
    if not isinstance(document.data, tuple):
        _record(document, shape, problems)
        return {}
    inner = shape.__args__[0]
    found = {position: _record(document, inner, problems, (position,)) for position in range(len(document.data))}
    return {position: record for position, record in found.items() if record is not None}


def _partial(document: Document) -> Partial:
    """What can be read of a concept whose form has mistakes."""
    values: dict[str, Any] = {}
    kept: dict[str, list[int]] = {}
    lost: set[str] = set()
    wrong = _wrong_fields(document.data)
    misnamed = document.data.keys() - Concept.model_fields.keys()
    for name, info in Concept.model_fields.items():
        value = document.data.get(name)
        if get_origin(info.annotation) is tuple and isinstance(value, tuple):
            inner = getattr(info.annotation, "__args__", (None,))[0]
            records = {position: _valid(inner, entry) for position, entry in enumerate(value)}
            kept[name] = [position for position, record in records.items() if record is not None]
            values[name] = tuple(records[position] for position in kept[name])
            if len(kept[name]) < len(value):
                lost.add(name)
        elif name in document.data and name not in wrong:
            values[name] = value
        else:
            values[name] = "" if info.is_required() else info.get_default(call_default_factory=True)
            if name in document.data or misnamed:  # what is missing may stand there under another name
                lost.add(name)
    values["sections"] = values["sections"] or ()
    return Partial(Concept.model_construct(**values), _reduced(document, kept, lost), frozenset(lost))


def _wrong_fields(data: Mapping[str, Any]) -> set[str]:
    """Names of a concept's fields in which something is wrong or missing."""
    try:
        _adapter(Concept).validate_python(data)
    except ValidationError as error:
        return {str(detail["loc"][0]) for detail in error.errors(include_url=False)}
    return set()


def _reduced(document: Document, kept: Mapping[str, list[int]], lost: Collection[str]) -> Document:
    """A document with only some entries of its lists, with their places, and without other fields that are lost."""
    new: dict[KeyPath, int] = {
        (name, old): number for name, positions in kept.items() for number, old in enumerate(positions)
    }

    def moved(places: Mapping[KeyPath, Any]) -> dict[KeyPath, Any]:
        return {
            path if len(path) < 2 or path[0] not in kept else (path[0], new[path[:2]], *path[2:]): place
            for path, place in places.items()
            if len(path) < 2 or path[0] not in kept or path[:2] in new
        }

    data = {name: value for name, value in document.data.items() if name not in lost}
    data |= {name: tuple(document.data[name][old] for old in positions) for name, positions in kept.items()}
    cut = set(moved(dict.fromkeys(document.cut)))
    return Document(document.path, document.text, data, moved(document.values), moved(document.keys), cut=cut)


def _valid(shape: Any, value: Any) -> Any:
    """The value as ``shape``, or None."""
    try:
        return _adapter(shape).validate_python(value)
    except ValidationError:
        return None


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
    holders = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    fields = cache(lambda place: fields_of(shape, place, data))
    for detail in details:
        inner = _data_path(detail["loc"], data)
        path = (*base, *inner)
        where = ".".join(str(part) for part in path) or "the file"
        if detail["type"] == "string_pattern_mismatch" and document.has_problem(path, "yaml-escape"):
            continue  # the pattern may refuse the backslash that is reported
        if detail["type"] == "extra_forbidden":
            message = unknown(f"unknown field '{path[-1]}'", str(path[-1]), fields(inner[:-1]))
            yield document.key_problem(path, "unknown-field", message)
        elif detail["type"] == "missing":
            yield document.key_problem(path[:-1], "missing-field", f"the field '{path[-1]}' is missing; add it")
        elif detail["type"] == "union_tag_not_found":
            message = f"the field 'type' is missing or no text; allowed: {', '.join(question_types())}"
            yield document.key_problem(path, "missing-field", message)
        elif detail["type"] == "union_tag_invalid":
            word = detail["ctx"]["tag"]
            message = unknown(f"'{word}' is not allowed", word, question_types())
            yield document.problem((*path, "type"), "unknown-value", message)
        elif sign := _mistaken(detail, document, path):
            yield document.problem(path, "wrong-type", f"{where}: {sign}")
        elif detail["type"] != "too_short" or detail["loc"] not in holders:
            # pydantic does not count bad entries, which are reported, so that a list with some may seem too short
            field = field_of(shape, inner, data) if detail["type"] == "string_pattern_mismatch" else None
            code, message = _explain(detail, field)
            yield document.problem(path, code, f"{where}: {message}")


def _mistaken(detail: ErrorDetails, document: Document, path: KeyPath) -> str:
    """What to say about text that reads as a list or mapping, or a list with signs of its own; nothing about others."""
    value = detail["input"]
    if detail["type"] == "string_type" and isinstance(value, tuple | dict) and path in document.values:
        written = document.text[document.values[path].start :][:2]
        return start_message(written) if written.startswith(("[", "{")) else ""
    if detail["type"] == "tuple_type" and isinstance(value, str) and (sign := list_sign(value)):
        return bullet_message(sign)
    return ""


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
        fix = "; put the value in single quotes" if kind == "string_type" and _is_scalar(detail["input"]) else ""
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
