"""Changes of one concept: what changed on its page, what a new one has, and what goes with one that is gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, cast

from ..model.concept import Claim, Concept
from ..model.library import Library
from ..model.questions import AnyQuestion, Question
from ..model.shapes import field_order, marked_values
from ..model.types import Record, Text, Word
from ..names.names import claim_digest, dependents
from ..names.renames import former_pages
from ..source.problems import count
from ..text.markdown import mentions
from .answers import Right, answer_fields, rights, words_of_right
from .kinds import (
    Added,
    AnswerChanged,
    Change,
    Changed,
    ClaimChanged,
    ConceptGone,
    Facts,
    Quoted,
    Removed,
    Reordered,
    Replaced,
    Said,
    Weight,
)
from .markdown import code, quoted
from .records import Difference, Order, differences, fields, has_records, leaves, named, place
from .words import line, words

LONGEST_TEXT = 900
"""Most characters of each text of something new or gone: all of it, but for whole sections."""


def changed_concept(was: Concept, concept: Concept, former: str = "") -> Iterator[Change]:
    """Every difference between two versions of a concept. ``former`` is its former id if it was renamed."""
    for (field, name), group in groupby(differences(was, concept), key=lambda difference: difference.path[0]):
        if field == "claims" and name:
            yield from _claim(was, concept, name, list(group))
        elif field == "questions" and name:
            yield from _question(was, concept, name, list(group))
        elif field == "redirects":
            yield from _former("former ids", [*was.redirects, *filter(None, [former])], concept.redirects)
        elif field == "replaces":
            yield from _former("ids of deleted concepts", was.replaces, concept.replaces)
        elif field == "retired":
            for difference in group:
                yield change(difference, Weight.ORDINARY if difference.before is None else Weight.NAMES)
        else:
            yield from map(change, group)


def _former(what: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    if lost := [name for name in before if name not in after]:
        yield Said(Weight.NAMES, f"{what} that no longer lead here", lost)
    if new := [name for name in after if name not in before]:
        yield Said(Weight.ORDINARY, f"{what} that lead here", new)


def _claim(was: Concept, concept: Concept, name: str, found: list[Difference]) -> Iterator[Change]:
    """The changes of one claim: a single one that names what rests on it, if it says something else."""
    if found[0].after is None and len(found[0].path) == 1:
        yield change(found[0], Weight.LOST_CLAIM)
        return
    rests = tuple(dict.fromkeys([*dependents(concept, name), *dependents(was, name)]))
    digests = [claim_digest(claim) for side in (was, concept) for claim in side.claims if claim.id == name]
    if rests and len(set(digests)) > 1:
        parts = tuple(change(difference._replace(path=difference.path[1:])) for difference in found)
        yield ClaimChanged(Weight.CLAIM, (("claims", name),), parts, rests)
    else:
        yield from map(change, found)


def _question(was: Concept, concept: Concept, name: str, found: list[Difference]) -> Iterator[Change]:
    """The changes of one question; what counts as right is told in the words of the whole answer."""
    before, after = (next((q for q in side.questions if q.id == name), None) for side in (was, concept))
    if after is None:
        yield change(found[0], Weight.QUESTION)
    elif before is None:
        yield change(found[0])
    elif before.type != after.type:
        yield change(found[0], Weight.ANSWER)
    else:
        yield from _answers(before, after)
        told = set(answer_fields(after))
        for difference in found:
            path = difference.path[1:]
            if fields(path) not in told or isinstance(difference.before or difference.after, Record):
                right = words_of_right(before, path) or words_of_right(after, path)
                yield change(difference, Weight.ANSWER if right else Weight.ORDINARY)


def _answers(before: AnyQuestion, after: AnyQuestion) -> Iterator[Change]:
    """What counts as right now, where that is something else."""
    olds, news = ({right.aspect: right for right in rights(question)} for question in (before, after))
    for aspect in dict.fromkeys([*news, *olds]):
        old, new = (side.get(aspect, Right(aspect, None, [])) for side in (olds, news))
        if old.key != new.key and old.words != new.words:
            path = (("questions", after.id),)
            yield AnswerChanged(Weight.ANSWER, path, after.stem, aspect, old.words, new.words)


def new_concept(concept: Concept) -> Iterator[Change]:
    """What a new page has: headings, claims and questions with what is right, and all else in short."""
    yield Quoted(Weight.ORDINARY, "summary", concept.summary)
    yield _facts(concept)
    for section in concept.sections:
        size = f", {count(len(str(section.text).split()), 'word')}"
        yield Quoted(Weight.ORDINARY, f"section {code(section.id)}", section.heading, more=size)
    for claim in concept.claims:
        yield Quoted(Weight.ORDINARY, f"claim {code(claim.id)}", claim.text, more=_standing(claim))
    for question in concept.questions:
        right = "; ".join(f"{one.aspect}: {quoted(line(one.words), LONGEST_TEXT)}" for one in rights(question))
        yield Quoted(Weight.ORDINARY, f"question {code(question.id)}", question.stem, more=f"; {right}")
    for name in field_order(Concept):
        value = getattr(concept, name)
        if name in ("sections", "claims", "questions") or (not has_records(value) and not isinstance(value, dict)):
            continue
        for key, inner in (value if isinstance(value, dict) else named(value)).items():
            yield Quoted(Weight.ORDINARY, place(((name, key),)), line(words(_texts(inner))), 400)
    if cited := _cited(concept):
        yield Said(Weight.ORDINARY, "cites", sorted(cited))


def _facts(concept: Concept) -> Facts:
    """The fields with one short value or a list of them, but for the title and the summary, which have their places."""
    values = [(path, value) for path, value in leaves(concept) if len(path) == 1 and not isinstance(value, dict)]
    told = ("title", "summary")
    return Facts(Weight.ORDINARY, tuple((path, line(words(v))) for path, v in values if path[0][0] not in told))


def _texts(value: Any) -> Any:
    """What a record says besides its name, as a list of values."""
    if not isinstance(value, Record):
        return value
    return tuple(inner for _, inner in leaves(value))


def _standing(claim: Claim) -> str:
    sources = quoted(line(words(claim.sources)), LONGEST_TEXT)
    setting = f"; setting: {quoted(claim.setting, LONGEST_TEXT)}" if claim.setting else ""
    return f"; {code(claim.status)}, as of {code(claim.as_of)}{setting}; sources: {sources}"


def _cited(concept: Concept) -> set[str]:
    found = set()
    for _, mark, value in marked_values(Concept, concept):
        if isinstance(mark, Word) and mark.of == "sources":
            found.add(value)
        elif isinstance(mark, Text):
            found.update(m.value for m in mentions(value, block=mark.kind == "block") if m.kind == "source")
    return found


def lost_concept(old: Library, new: Library, key: str) -> Iterator[Change]:
    """A concept that is gone, then everything that disappears with it."""
    was = old.concepts[key]
    pages = {other: concept for other, concept in old.concepts.items() if other != key}
    own = [f"{relation.kind} {relation.target}" for relation in was.relations]
    to_it = [f"{other} {r.kind}" for other, concept in pages.items() for r in concept.relations if r.target == key]
    rows = [
        row.row for part in old.coverage for row in part.rows if any(p.partition("#")[0] == key for p in row.places)
    ]
    lost: list[tuple[str, str, list[str]]] = [
        ("claim", "claims", [claim.id for claim in was.claims]),
        ("question", "questions", [question.id for question in was.questions]),
        ("relation of its own", "relations of its own", own),
        ("relation to it", "relations to it", to_it),
        ("page with a link to it", "pages with links to it", [k for k, c in pages.items() if key in _links(c)]),
        ("learning path", "learning paths with it", [route.id for route in old.paths if key in route.concepts]),
        ("comparison", "comparisons with it", list(was.comparisons)),
        ("glossary term", "glossary terms that lead to it", [k for k, t in old.glossary.items() if t.concept == key]),
        ("coverage row", "coverage rows with places on it", rows),
        ("former id", "former ids that led here", list(was.redirects)),
    ]
    counted = tuple(_counted(noun, len(names)) for noun, _, names in lost if names)
    successor = former_pages(new).get(key, "")
    yield ConceptGone(Weight.CONCEPT, key, was.title, counted, successor)
    yield Quoted(Weight.ORDINARY, "summary", was.summary)
    for _, said, names in lost:
        if names:
            yield Said(Weight.ORDINARY, said, names)


def _counted(noun: str, number: int) -> str:
    first, _, rest = noun.partition(" ")
    if number == 1 or not rest or rest in ("path", "term", "row", "id"):
        return count(number, noun)
    return f"{count(number, first)} {rest}"


def _links(concept: Concept) -> set[str]:
    """Ids of the concepts to which the texts of a concept link."""
    return {
        mention.value
        for _, mark, value in marked_values(Concept, concept)
        if isinstance(mark, Text) and mark.kind in ("inline", "block", "cloze")
        for mention in mentions(value, block=mark.kind == "block")
        if mention.kind == "concept"
    }


def change(difference: Difference, weight: Weight = Weight.ORDINARY) -> Change:
    """A difference as a change of its kind."""
    path, before, after = difference
    if isinstance(before, Order) and isinstance(after, Order):
        return Reordered(weight, path, before, after)
    if isinstance(before, Record) and isinstance(after, Record):
        return Replaced(weight, path, tuple(contents(before)), tuple(contents(after)))
    in_list = path[-1][1] != ""
    if before is None and (in_list or isinstance(after, Record)):
        return Added(weight, path, tuple(contents(after)))
    if after is None and (in_list or isinstance(before, Record)):
        return Removed(weight, path, tuple(contents(before)))
    return Changed(weight, path, words(before), words(after))


def contents(value: Any) -> Iterator[str]:
    """Everything that a new or a lost record says, each line in Markdown."""
    if not isinstance(value, Record):
        yield quoted(line(words(value)), LONGEST_TEXT)
        return
    if isinstance(value, Question):
        for right in rights(cast(AnyQuestion, value)):
            yield f"{right.aspect}: {quoted(line(right.words), LONGEST_TEXT)}"
    for first, group in groupby(leaves(value), key=lambda leaf: leaf[0][0]):
        texts = [f"{place(path[1:])} {_value(inner)}".strip() for path, inner in group]
        yield f"{place((first,))}: {'; '.join(texts)}"


def _value(value: Any) -> str:
    return quoted(line(words(value)), LONGEST_TEXT)
