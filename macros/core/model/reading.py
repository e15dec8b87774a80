"""Reads everything under ``data/`` into one library. Nothing else in this package opens files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from ..source.documents import Document, KeyPath, read, read_text
from ..source.problems import Problem
from ..source.syntax import CUT
from .concept import Concept
from .entries import Source
from .files import (
    CONCEPTS,
    COVERAGE,
    EXCEPTIONS,
    FOLDERS,
    GLOSSARY,
    LINK,
    NAMES,
    PATHS,
    SHAPES,
    VOCABULARY,
    Folder,
    folder_of,
    record_name,
    shape_of,
)
from .library import Library, Partial
from .shapes import takes_any_words, takes_text
from .validation import read_entries, read_partial, read_record
from .vocabulary import Vocabulary


def read_documents(root: Path) -> dict[str, Document]:
    """All data files by path: those named in ``SHAPES``, and what lies in ``FOLDERS``, hidden files apart."""
    documents = {path: _read_data(root, path) for path in SHAPES}
    for where, folder in FOLDERS.items():
        for file in sorted((root / where).glob("[!.]*")):
            path = f"{where}/{file.name}"
            problem = _file_name_problem(path, file, folder)
            documents[path] = Document(path, problems=[problem]) if problem else _read_data(root, path)
    return documents


def read_library(root: Path, base: Path | None = None) -> tuple[Library | None, list[Problem]]:
    """The records that could be read, None if the vocabulary could not, and the problems of their form.

    ``base`` is a folder with the data of the branch that a proposal is for; of these only the lock is read, and the
    questions of files that are not the same here.
    """
    documents = read_documents(root)
    lock, published = _read_lock(root), _read_lock(base) if base else None
    texts = [lock, published] if published else [lock]
    problems = [problem for document in (*documents.values(), *texts) for problem in document.problems]
    vocabulary = read_record(documents[VOCABULARY], Vocabulary, problems)
    entries = {path: read_entries(documents[path], problems) for path in SHAPES if path != VOCABULARY}
    sources: dict[str, Source] = {}
    concepts: dict[str, Concept] = {}
    partial: dict[str, Partial] = {}
    unreadable = set()
    for path, document in documents.items():
        folder = folder_of(path)
        if not folder:
            continue
        name, record = record_name(path), read_record(document, folder.shape, problems)
        if isinstance(record, Source):
            sources[name] = record
        elif isinstance(record, Concept):
            concepts[name] = record
        if folder.shape is not Concept:
            continue
        if record is None or document.problems:
            unreadable.add(name)
        if record is None and isinstance(document.data, dict):
            partial[name] = read_partial(document)
    if vocabulary is None:
        return None, problems
    order = list(vocabulary.terms("categories"))
    rank = {key: position for position, key in enumerate(order)}
    ordered = sorted(concepts.items(), key=lambda item: (rank.get(item[1].category, len(rank)), item[1].title.lower()))
    return (
        Library(
            root=root,
            vocabulary=vocabulary,
            sources=sources,
            concepts=dict(ordered),
            glossary=_by("id", entries[GLOSSARY].values()),
            paths=tuple(entries[PATHS].values()),
            coverage=tuple(entries[COVERAGE].values()),
            exceptions=tuple(entries[EXCEPTIONS].values()),
            documents=documents,
            unreadable=frozenset(unreadable),
            partial=partial,
            positions={path: tuple(records) for path, records in entries.items()},
            lock=lock,
            published=published,
            same_questions=base is not None and _questions_beside(root, base) == _questions_beside(base, root),
        ),
        problems,
    )


def _questions_beside(root: Path, other: Path) -> list[str]:
    """The questions in the files of concepts that are not the same in the other folder, sorted."""
    found: list[str] = []
    for file in sorted((root / CONCEPTS).glob("[!.]*.yml")):
        path = f"{CONCEPTS}/{file.name}"
        if _read_file(root, path, read_text).text == _read_file(other, path, read_text).text:
            continue
        data = _read_file(root, path).data
        questions = data.get("questions") if isinstance(data, dict) else data
        found += map(repr, questions if isinstance(questions, tuple) else (questions,))
    return sorted(found)


def _read_lock(root: Path) -> Document:
    """The lock of names, which is text and no YAML; empty if there is none."""
    if not (root / NAMES).exists() and not _link_in(root, NAMES):
        return Document(NAMES)
    return _read_file(root, NAMES, read_text)


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


def _file_name_problem(path: str, file: Path, folder: Folder) -> Problem | None:
    if file.suffix != ".yml" or file.is_dir():
        return Problem(path, 1, 1, "file-name", f"only {folder.noun}s live here, each in a file <{folder.name}>.yml")
    if not folder.is_name(file.stem):
        message = f"the file name is the {folder.noun}'s {folder.name}: {folder.form}"
        if folder.is_name(name := folder.simplified(file.stem)):
            message += f"; rename it to '{name}.yml'"
        return Problem(path, 1, 1, "file-name", message)
    return None


def _by(name: str, records: Iterable[Any]) -> dict[str, Any]:
    """The records by one of their fields; of several with the same value the first."""
    found: dict[str, Any] = {}
    for each in records:
        found.setdefault(getattr(each, name), each)
    return found
