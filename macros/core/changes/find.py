"""Finds what is different between two libraries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..model.files import (
    COVERAGE,
    EXCEPTIONS,
    GLOSSARY,
    NAMES,
    PATHS,
    VOCABULARY,
    folder_of,
    record_name,
)
from ..model.library import Library
from ..model.types import Record
from ..names.lockfile import RETIRED, SOURCE, read_lock
from ..names.names import is_covered, source_digest
from ..names.renames import Renames, former_pages, replaced, retired
from .concepts import change, changed_concept, lost_concept, new_concept
from .kinds import Change, OtherWork, Renamed, Said, VocabularyChanged, Weight
from .markdown import code, quoted
from .records import Difference, differences, list_differences, name_of, named, with_ids


@dataclass
class Section:
    """The changes of one concept or one other file.

    Attributes:
        title: Heading, as Markdown.
        about: What its changes are about, as Markdown, for the list of what to look at first; "" if they say it.
        changes: The changes in the order of the model.
        page: Id of the concept, "" for other files.
    """

    title: str
    about: str = ""
    changes: list[Change] = field(default_factory=list)
    page: str = ""


@dataclass
class Found:
    """All differences between two libraries.

    Attributes:
        unreadable: Paths of files with mistakes, whose contents are not compared.
        sections: What changed, by concept and file.
        pages: Ids of the concepts whose pages change.
        followed: How many links and other references only follow a renamed concept.
    """

    unreadable: list[str]
    sections: list[Section]
    pages: list[str]
    followed: int


def find(old: Library, new: Library) -> Found:
    """Every difference between two libraries, both as they were read."""
    now = _renames(old, new)
    renamed = Renames(now, new.vocabulary.terms("relation_kinds"), replaced(new))
    present = Renames(now, renamed.kinds).name
    before, followed = _with_ids(old, now, present)
    after, already = _with_ids(new, now, present)
    former = {key: was for was, key in now.items()}
    sections = [_concept(before, after, key, former.get(key, "")) for key in _keys(before, after)]
    sections += [_exceptions(before, after), _sources(before, after)]
    for title, path, one, other in (
        ("Glossary", GLOSSARY, before.glossary.values(), after.glossary.values()),
        ("Learning paths", PATHS, before.paths, after.paths),
        ("Coverage", COVERAGE, before.coverage, after.coverage),
    ):
        found = _entries(before, after, path, one, other)
        sections.append(Section(title, changes=[change(difference) for difference in found]))
    sections += [_vocabulary(before, after), _lock(old, new, renamed)]
    sections = [section for section in sections if section.changes]
    pages = {section.page for section in sections if section.page} | set(_neighbors(before, after))
    unreadable = [path for library in (old, new) for path in _files_with_mistakes(library)]
    return Found(list(dict.fromkeys(unreadable)), sections, sorted(pages), followed - already)


def _renames(old: Library, new: Library) -> dict[str, str]:
    """Present ids of concepts by the ids they had, for those that only have another id now."""
    found: dict[str, str] = {}
    for key, concept in new.concepts.items():
        for former in concept.redirects:
            there = former in new.concept_ids or former not in old.concepts or key in old.concept_ids
            if not there and former not in found and key not in found.values():
                found[former] = key
    return found


def _with_ids(library: Library, now: Mapping[str, str], present: Callable[[str], str]) -> tuple[Library, int]:
    """The library with the present ids of concepts, and how many references to concepts that changed."""
    if not now:
        return library, 0
    number = 0

    def renamed(record: Any) -> Any:
        nonlocal number
        changed, more = with_ids(record, now)
        number += more
        return changed

    def moved_row(row: Any) -> Any:
        nonlocal number
        places = tuple(present(name) for name in row.places)
        number += sum(a != b for a, b in zip(places, row.places, strict=True))
        return row.model_copy(update={"places": places})

    coverage = (
        part.model_copy(update={"rows": tuple(moved_row(row) for row in part.rows)}) for part in library.coverage
    )
    return (
        replace(
            library,
            concepts={now.get(key, key): renamed(concept) for key, concept in library.concepts.items()},
            glossary={key: renamed(term) for key, term in library.glossary.items()},
            paths=tuple(renamed(route) for route in library.paths),
            coverage=tuple(coverage),
            exceptions=tuple(renamed(exception) for exception in library.exceptions),
        ),
        number,
    )


def _keys(old: Library, new: Library) -> list[str]:
    """Ids of the concepts to compare: not those of which one side cannot be read."""
    unread = (old.unreadable - old.concepts.keys()) | (new.unreadable - new.concepts.keys())
    return [key for key in dict.fromkeys([*new.concepts, *old.concepts]) if key not in unread]


def _files_with_mistakes(library: Library) -> Iterator[str]:
    names = library.concepts.keys() | library.sources.keys()
    for path, document in library.documents.items():
        data = document.data
        if folder_of(path):
            read = record_name(path) in names
        else:
            read = path == VOCABULARY or (isinstance(data, tuple) and len(data) == len(_records(library, path)))
        if document.problems or not read:
            yield path


def _records(library: Library, path: str) -> tuple[Any, ...]:
    return {
        GLOSSARY: tuple(library.glossary.values()),
        PATHS: library.paths,
        COVERAGE: library.coverage,
        EXCEPTIONS: library.exceptions,
    }[path]


def _unread(library: Library, path: str) -> set[str] | None:
    """Names of entries of a file that could not be read, None if nothing of it could."""
    document = library.documents.get(path)
    if document is None:
        return set()
    if not isinstance(document.data, tuple):
        return None
    read = {name_of(record) for record in _records(library, path)}
    raw = (entry for entry in document.data if isinstance(entry, dict))
    names = {str(entry.get("id") or entry.get("key") or f"{entry.get('concept')} {entry.get('text')}") for entry in raw}
    return names - read


def _entries(
    old: Library, new: Library, path: str, before: Iterable[Record], after: Iterable[Record]
) -> Iterator[Difference]:
    """The differences of a file of entries, without those that are only missing because they cannot be read."""
    name = path.removeprefix("data/").removesuffix(".yml")
    return _readable(old, new, path, list_differences(before, after, ((name, ""),)))


def _readable(old: Library, new: Library, path: str, found: Iterable[Difference]) -> Iterator[Difference]:
    unread_before, unread_after = _unread(old, path), _unread(new, path)
    if unread_before is None or unread_after is None:
        return
    for difference in found:
        hidden = unread_after if difference.after is None else unread_before if difference.before is None else set()
        if difference.path[0][1] not in hidden or len(difference.path) > 1:
            yield difference


def _concept(old: Library, new: Library, key: str, former: str) -> Section:
    was, concept, name = old.concepts.get(key), new.concepts.get(key), code(key)
    if concept is None:
        gone = old.concepts[key]
        return Section(f"{quoted(gone.title)} ({name}), removed", "", list(lost_concept(old, new, key)), key)
    if was is None:
        return Section(f"{quoted(concept.title)} ({name}), new", name, list(new_concept(concept)), key)
    changes = list(changed_concept(was, concept, former))
    if former:
        changes.insert(0, Renamed(Weight.ORDINARY, former))
    return Section(f"{quoted(concept.title)} ({name}), changed", name, changes, key)


def _exceptions(old: Library, new: Library) -> Section:
    olds, news = named(old.exceptions), named(new.exceptions)
    found = (Difference((("exceptions", key),), olds.get(key), news.get(key)) for key in dict.fromkeys([*news, *olds]))
    differing = (difference for difference in found if difference.before != difference.after)
    changes = [change(difference, Weight.EXCEPTION) for difference in _readable(old, new, EXCEPTIONS, differing)]
    return Section("Exceptions", changes=changes)


_IDENTITY = ("title", "arxiv", "doi", "url")


def _sources(old: Library, new: Library) -> Section:
    changes: list[Change] = []
    works: list[Change] = []
    for key in dict.fromkeys([*new.sources, *old.sources]):
        was, source, path = old.sources.get(key), new.sources.get(key), (("sources", key),)
        if was and source:
            found = list(differences(was, source))
            others = [difference for difference in found if not _is_identity(difference)]
            changes += (change(difference._replace(path=(*path, *difference.path))) for difference in others)
            if parts := tuple(change(difference) for difference in found if difference not in others):
                weight = Weight.WORK if source_digest(was) != source_digest(source) else Weight.ADDRESS
                works.append(OtherWork(weight, path, source.title, parts))
        elif key not in (new if was else old).source_keys:  # else its file is there, but cannot be read
            changes.append(change(Difference(path, was, source)))
    return Section("Sources", changes=[*changes, *works])


def _is_identity(difference: Difference) -> bool:
    name = difference.path[0][0]
    first_author = name == "authors" and difference.before[:1] != difference.after[:1]
    return name in _IDENTITY or first_author


def _vocabulary(old: Library, new: Library) -> Section:
    changes = [change(difference) for difference in differences(old.vocabulary, new.vocabulary)]
    first = [VocabularyChanged(Weight.VOCABULARY, len(changes))] if changes else []
    return Section("Vocabulary", changes=[*first, *changes])


def _lock(old: Library, new: Library, renamed: Renames) -> Section:
    """Lines of the lock that are gone, or say no longer that a name was retired, without a word in the data."""
    before, after = (read_lock(library.lock.text).entries for library in (old, new))
    told, former = retired(new), former_pages(new)
    gone = [
        name
        for name in before
        if not name.startswith(SOURCE) and name not in after and renamed.name(name) not in after
        if name not in former and not is_covered(name, told, renamed)
    ]
    revived = [name for name, line in before.items() if line.kept == RETIRED and after.get(name, line).kept != RETIRED]
    changes: list[Change] = []
    if gone:
        changes.append(Said(Weight.NAMES, f"{code(NAMES)} has no line any more for", gone))
    if revived:
        changes.append(Said(Weight.NAMES, f"{code(NAMES)} no longer has as retired", revived))
    return Section("Lock of names", changes=changes)


def _neighbors(old: Library, new: Library) -> Iterator[str]:
    """Concepts on whose pages relations appear or disappear that another file states."""
    for key in _keys(old, new):
        sides = [set(library.concepts[key].relations) if key in library.concepts else set() for library in (old, new)]
        yield from (relation.target for relation in sides[0] ^ sides[1] if relation.target in new.concepts)
