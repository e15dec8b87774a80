"""Where two records are different: every field of the model, without a list of fields to forget one in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ..model.concept import Measurement, Relation, Symbol
from ..model.entries import Covered, FigureException, Step
from ..model.exhibits import Series
from ..model.figures import FigureMark, FigureReading, Parameter, Setting
from ..model.questions import FollowUp, NearNumber, NearWords
from ..model.shapes import field_order, marked_values
from ..model.types import Calculation, Citation, Record, Text, Word
from ..source.documents import KeyPath
from .markdown import code
from .words import words

Path = tuple[tuple[str, str], ...]
"""The way to a value: fields, each with the name of the record in its list, "" where there is no list."""


class Order(NamedTuple):
    """The names of records in a list, where only their order changed."""

    names: tuple[str, ...]


class Difference(NamedTuple):
    """One place where two records are different; None stands on the side that has nothing there."""

    path: Path
    before: Any
    after: Any


_SMALL = (Citation, Measurement, Calculation)
"""Records that are shown in one phrase, so that a list of them is one value."""
_NAMED_BY: Mapping[type[Record], tuple[str, ...]] = {
    Relation: ("kind", "target"),
    Symbol: ("symbol",),
    NearNumber: ("least", "most"),
    NearWords: ("text",),
    FollowUp: ("question",),
    Step: ("label",),
    Series: ("label",),
    Parameter: ("name",),
    FigureMark: ("series",),
    FigureReading: ("value",),
    Setting: ("name",),
    Covered: ("row",),
    FigureException: ("concept", "text"),
}
"""Fields by which records without an id or key are told apart."""
_PAIRED = (Symbol, NearNumber, NearWords, FollowUp, Step, Series, Parameter, FigureMark, FigureReading, Setting)
"""Records whose name is part of what they say: one that is gone and one that is new are taken for a change."""
_NOUNS = {
    "process": "stage",
    "near": "foreseen mistake",
    "further_reading": "further reading",
    "rubric": "criterion",
    "categories": "category",
    "entries": "entry kind",
    "paths": "learning path",
    "coverage": "coverage",
    "glossary": "term",
    "concept_statuses": "concept status",
    "claim_statuses": "claim status",
    "least": "least number of",
    "series": "series",
    "x": "horizontal axis",
    "y": "vertical axis",
    "arxiv": "arXiv id",
    "doi": "DOI",
    "url": "address",
    "tex": "TeX",
}


def differences(before: Record, after: Record, path: Path = ()) -> Iterator[Difference]:
    """Every difference between two records of one class, in the order of the fields."""
    for name in field_order(type(after)):
        old, new = getattr(before, name), getattr(after, name)
        if isinstance(old, str) and isinstance(new, str) and old.strip() == new.strip():
            continue
        if old == new:
            continue
        if isinstance(old, Record) and type(old) is type(new):
            yield from differences(old, new, (*path, (name, "")))
        elif isinstance(new, dict):
            for key in dict.fromkeys([*new, *old]):
                if old.get(key) != new.get(key):
                    yield Difference((*path, (name, key)), old.get(key), new.get(key))
        elif has_records(old) or has_records(new):
            yield from list_differences(old, new, (*path, (name, "")))
        else:
            yield Difference((*path, (name, "")), old, new)


def list_differences(before: Iterable[Record], after: Iterable[Record], path: Path) -> Iterator[Difference]:
    """Every difference between two lists of records: what was added, removed and changed, then another order."""
    olds, news = named(before), named(after)
    gone = [name for name in olds if name not in news]
    added = [name for name in news if name not in olds]
    pairs = {name: name for name in olds if name in news}
    pairs |= {new: old for new, old in zip(added, gone, strict=False) if isinstance(news[new], _PAIRED)}
    *ways, (field, _) = path
    for name, new in news.items():
        old = olds[pairs[name]] if name in pairs else None
        here = (*ways, (field, name))
        if old is None or type(old) is not type(new):
            yield Difference(here, old, new)
        else:
            yield from differences(old, new, here)
    for name in gone:
        if name not in pairs.values():
            yield Difference((*ways, (field, name)), olds[name], None)
    kept = tuple(name for name in olds if name in news)
    if kept != (order := tuple(name for name in news if name in olds)):
        yield Difference(path, Order(kept), Order(order))


def has_records(value: Any) -> bool:
    """Whether a value is a list of records that are compared one by one."""
    return isinstance(value, tuple) and any(isinstance(item, Record) and not isinstance(item, _SMALL) for item in value)


def leaves(record: Record, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every field of a record that says something, with the way to it.

    Fields with their default value say nothing, and those of the record's name say nothing more.
    """
    for name in field_order(type(record)):
        if name in _in_name(record):
            continue
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from leaves(value, (*path, (name, "")))
        elif has_records(value):
            for key, inner in named(value).items():
                yield from leaves(inner, (*path, (name, key)))
        elif value != type(record).model_fields[name].default and value not in ((), {}):
            yield (*path, (name, "")), value


def place(path: Path) -> str:
    """The way to a value in words: "question `position`, option `first`, why"."""
    return ", ".join(_step(field, name) for field, name in path)


def fields(path: Path) -> tuple[str, ...]:
    """The names of the fields on the way."""
    return tuple(field for field, _ in path)


def name_of(record: Record) -> str:
    """What a record is called among those of its list."""
    own = "id" if hasattr(record, "id") else "key"
    by = _NAMED_BY.get(type(record), (own,))
    return " ".join(" ".join(words(getattr(record, field))) for field in by)


def with_ids(record: Any, now: Mapping[str, str]) -> tuple[Any, int]:
    """A record in which concepts have the ids that they have now, and how many references that changed."""
    texts = {key: _renamed(str(value), mark, now) for key, mark, value in marked_values(type(record), record)}
    changed = {key: value for key, value in texts.items() if value is not None}
    return (_replaced(record, changed), len(changed)) if changed else (record, 0)


def _renamed(text: str, mark: Text | Word, now: Mapping[str, str]) -> str | None:
    """The text with present ids, None if that is the same."""
    if isinstance(mark, Word):
        return now.get(text) if mark.of == "concepts" else None
    new = text
    for old, present in now.items():
        new = new.replace(f"[[{old}]]", f"[[{present}]]").replace(f"[[{old}|", f"[[{present}|")
    return new if new != text else None


def _replaced(value: Any, changed: Mapping[KeyPath, str]) -> Any:
    if () in changed:
        return changed[()]
    inner: dict[str | int, dict[KeyPath, str]] = {}
    for (first, *rest), text in changed.items():
        inner.setdefault(first, {})[tuple(rest)] = text
    if isinstance(value, Record):
        return value.model_copy(update={str(n): _replaced(getattr(value, str(n)), c) for n, c in inner.items()})
    if isinstance(value, dict):
        return value | {key: _replaced(value[key], rest) for key, rest in inner.items()}
    return tuple(_replaced(item, inner[n]) if n in inner else item for n, item in enumerate(value))


def named(records: Iterable[Record]) -> dict[str, Record]:
    """The records of a list by their names, with a number where two have the same."""
    found: dict[str, Record] = {}
    for record in records:
        name, number = name_of(record), 1
        while (key := name if number == 1 else f"{name} ({number})") in found:
            number += 1
        found[key] = record
    return found


def _in_name(record: Record) -> tuple[str, ...]:
    """Fields of a record that its name in :func:`place` has, whole and as they are."""
    by = tuple(name for name in _NAMED_BY.get(type(record), ("id", "key")) if hasattr(record, name))
    return by if by and code(name_of(record)).startswith("`") else ()


def _step(field: str, name: str) -> str:
    if field == "exceptions":
        return f"exception for {code(name.partition(' ')[0])}"
    noun = _NOUNS.get(field) or field.replace("_", " ")
    if not name:
        return field if field == "least" else noun
    noun = _NOUNS.get(field) or noun.removesuffix("s")
    return f"{noun} {code(name)}"
