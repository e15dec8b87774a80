"""What a proposal changes, in words: two data trees compared, for those who decide about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from .library import Library
from .model import (
    AnyQuestion,
    ClozeQuestion,
    Concept,
    MatchQuestion,
    MultipleQuestion,
    NumericQuestion,
    OrderQuestion,
    RecallQuestion,
    Record,
    Relation,
    SingleQuestion,
    Source,
)
from .names import dependents, redirects
from .problems import count

LONGEST = 300
"""Most characters of a text that is shown in a comparison."""


def compare(old: Library, new: Library) -> str:
    """The changes from one library to another as Markdown that runs nothing and mentions nobody.

    What needs a second look stands first: answer keys that changed, claims on which something rests, what is gone and
    sources that became another work.
    """
    now = redirects(new)
    before = {now.get(key, key) if now.get(key) in new.concepts else key: key for key in old.concepts}
    looks: list[str] = []
    parts: list[str] = []
    pages: set[str] = set()
    for key in [*new.concepts, *(key for key in before if key not in new.concepts)]:
        lines = list(_concept(old, new, key, before.get(key), looks))
        if lines:
            parts.append("\n".join(lines))
            pages.add(f"concepts/{key}")
    for title, lines in _others(old, new, looks):
        parts.append("\n".join([f"## {title}", "", *lines]))
    pages |= {f"concepts/{key}" for key in _neighbors(old, new, before)}
    if not parts:
        return "# What this proposal changes\n\nNothing that readers see.\n"
    text = ["# What this proposal changes", ""]
    if looks:
        text += ["Look at these first:", "", *(f"- {line}" for line in looks), ""]
    text += ["\n\n".join(parts), ""]
    if pages:
        text += ["## Pages of concepts that change", "", ", ".join(f"`{page}`" for page in sorted(pages)), ""]
    return "\n".join(text)


def right_answer(question: AnyQuestion) -> str:
    """What counts as right, in words."""
    match question:
        case SingleQuestion() | MultipleQuestion():
            return "; ".join(option.text for option in question.options if option.correct)
        case NumericQuestion():
            return f"{question.answer.value:g} {question.unit or ''}".strip()
        case OrderQuestion():
            return ", then ".join(item.text for item in question.items)
        case MatchQuestion():
            choices = {choice.id: choice.text for choice in question.choices}
            return "; ".join(f"{item.text}: {choices.get(item.choice, item.choice)}" for item in question.items)
        case ClozeQuestion():
            return "; ".join(" or ".join(blank.answers) for blank in question.blanks)
        case RecallQuestion():
            return "; ".join(criterion.text for criterion in question.rubric if criterion.must)


def quoted(text: str) -> str:
    """A text as a quotation that is safe in Markdown: no markup, no mention of a person, of bounded length."""
    line = " ".join(text.split())
    line = line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
    line = re.sub(r"([\\`*_{}\[\]()|~$])", r"\\\1", escape(line, quote=False))
    return f"“{line.replace('@', '&#64;').replace('://', ':&#47;/')}”"


def _concept(old: Library, new: Library, key: str, old_key: str | None, looks: list[str]) -> Iterator[str]:
    """The lines about one concept, none if it is the same."""
    if key not in new.concepts:
        gone = old.concepts[old_key or key]
        looks.append(f"the concept {quoted(gone.title)} (`{key}`) is gone")
        yield f"## {quoted(gone.title)} (`{key}`), removed"
        return
    concept = new.concepts[key]
    if old_key is None:
        yield f"## {quoted(concept.title)} (`{key}`), new"
        yield ""
        yield f"- {quoted(concept.summary)}"
        for name in ("sections", "claims", "relations", "questions"):
            if found := len(getattr(concept, name)):
                yield f"- {count(found, name.removesuffix('s'))}"
        return
    lines = list(_changes(old, old.concepts[old_key], new, concept, key, looks))
    if old_key != key:
        lines.insert(0, f"- renamed from `{old_key}`, which leads here")
    if lines:
        yield f"## {quoted(concept.title)} (`{key}`), changed"
        yield ""
        yield from lines


_LISTS = {
    "sections": "section",
    "equations": "equation",
    "charts": "chart",
    "misconceptions": "misconception",
    "process": "stage",
}


def _changes(old: Library, was: Concept, new: Library, concept: Concept, key: str, looks: list[str]) -> Iterator[str]:
    for name in Concept.model_fields:
        before, after = getattr(was, name), getattr(concept, name)
        if before != after and name not in (*_LISTS, "claims", "relations", "questions", "redirects"):
            if isinstance(after, str) and isinstance(before, str):
                yield f"- {name}: was {quoted(before)}, is {quoted(after)}"
            elif isinstance(after, str):
                yield f"- {name}: {quoted(after)}"
            else:
                yield f"- {name} changed"
    for name, noun in _LISTS.items():
        for record, before, after in _by_id(getattr(was, name), getattr(concept, name)):
            yield f"- {noun} `{record}` {_verb(before, after)}{_extent(before, after)}"
    for record, before, after in _by_id(was.claims, concept.claims):
        yield from _claim(key, concept, record, before, after, looks)
    yield from _relations(old, was, new, concept)
    for record, before, after in _by_id(was.questions, concept.questions):
        yield from _question(key, record, before, after, looks)


def _claim(key: str, concept: Concept, name: str, before: Any, after: Any, looks: list[str]) -> Iterator[str]:
    if after is None:
        looks.append(f"the claim `{name}` of `{key}` is gone: {quoted(before.text)}")
        yield f"- claim `{name}` removed: {quoted(before.text)}"
    elif before is None:
        yield f"- claim `{name}` added: {quoted(after.text)}"
    else:
        if before.text != after.text:
            yield f"- claim `{name}`: was {quoted(before.text)}, is {quoted(after.text)}"
        if before.status != after.status:
            yield f"- claim `{name}`: was {before.status}, is {after.status}"
        if before.sources != after.sources:
            yield f"- claim `{name}`: other sources"
        if before.measurements != after.measurements or before.as_of != after.as_of:
            yield f"- claim `{name}`: other measurements or date"
        if (rests := dependents(concept, name)) and before != after:
            looks.append(f"the claim `{name}` of `{key}` changed, and this rests on it: {', '.join(rests)}")


def _relations(old: Library, was: Concept, new: Library, concept: Concept) -> Iterator[str]:
    def said(library: Library, relation: Relation) -> str:
        kind = library.vocabulary.terms("relation_kinds").get(relation.kind)
        other = library.concepts.get(relation.target)
        return f"{kind.label if kind else relation.kind} {quoted(other.title if other else relation.target)}"

    before = {(r.kind, redirects(new).get(r.target, r.target)): r for r in was.relations}
    after = {(r.kind, r.target): r for r in concept.relations}
    for pair in [*after, *(pair for pair in before if pair not in after)]:
        if pair not in before:
            yield f"- relation added: {said(new, after[pair])}, since {quoted(after[pair].reason)}"
        elif pair not in after:
            yield f"- relation removed: {said(old, before[pair])}"
        elif before[pair].reason != after[pair].reason:
            yield f"- relation {said(new, after[pair])}: the reason is now {quoted(after[pair].reason)}"


def _question(key: str, name: str, before: Any, after: Any, looks: list[str]) -> Iterator[str]:
    if after is None:
        yield f"- question `{name}` removed: {quoted(before.stem)}"
        return
    if before is None:
        yield f"- question `{name}` added: {quoted(after.stem)}; right: {quoted(right_answer(after))}"
        return
    old_answer, new_answer = right_answer(before), right_answer(after)
    if old_answer != new_answer:
        looks.append(f"the right answer to `{key}.{name}` was {quoted(old_answer)} and is {quoted(new_answer)}")
        yield f"- question `{name}`: right was {quoted(old_answer)}, is {quoted(new_answer)}"
    if before.stem != after.stem:
        yield f"- question `{name}`: was {quoted(before.stem)}, is {quoted(after.stem)}"
    elif old_answer == new_answer:
        yield f"- question `{name}` changed"


def _others(old: Library, new: Library, looks: list[str]) -> Iterator[tuple[str, list[str]]]:
    sources = []
    for key, before, after in _by_key(old.sources, new.sources):
        name = after or before
        sources.append(f"- `{key}` {_verb(before, after)}: {quoted(name.title)}")
        if before and after and _identity(before) != _identity(after):
            looks.append(f"the source `{key}` is another work now: {quoted(before.title)}, {quoted(after.title)}")
    if sources:
        yield "Sources", sources
    terms = [f"- `{key}` {_verb(a, b)}" for key, a, b in _by_key(old.glossary, new.glossary)]
    if terms:
        yield "Glossary", terms
    for title, before, after in (("Learning paths", old.paths, new.paths), ("Coverage", old.coverage, new.coverage)):
        if lines := [f"- `{key}` {_verb(a, b)}" for key, a, b in _by_id(before, after)]:
            yield title, lines
    words = [
        f"- {name}"
        for name in type(new.vocabulary).model_fields
        if getattr(old.vocabulary, name) != getattr(new.vocabulary, name)
    ]
    if words:
        looks.append("the vocabulary changed, which every page uses")
        yield "Vocabulary", words
    if old.exceptions != new.exceptions:
        yield "Exceptions", ["- sentences whose figures need no source changed"]


def _identity(source: Source) -> tuple[Any, ...]:
    return source.arxiv, source.doi, source.title, source.authors[:1]


def _neighbors(old: Library, new: Library, before: Mapping[str, str]) -> Iterator[str]:
    """Concepts on whose pages relations appear or disappear that another file states."""
    for key, concept in new.concepts.items():
        was = old.concepts.get(before.get(key, key))
        changed = set(concept.relations) ^ set(was.relations if was else ())
        yield from (relation.target for relation in changed if relation.target in new.concepts)


def _by_id(before: Sequence[Any], after: Sequence[Any]) -> Iterator[tuple[str, Any, Any]]:
    return _by_key({record.id: record for record in before}, {record.id: record for record in after})


def _by_key(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Key, old and new record of each that differs; None where there is none."""
    for key in [*after, *(key for key in before if key not in after)]:
        if before.get(key) != after.get(key):
            yield key, before.get(key), after.get(key)


def _verb(before: Any, after: Any) -> str:
    return "added" if before is None else "removed" if after is None else "changed"


def _extent(before: Record | None, after: Record | None) -> str:
    """How much longer or shorter a text became."""
    text, was = getattr(after, "text", None), getattr(before, "text", None)
    if text is None or was is None or text == was:
        return ""
    more = len(text.split()) - len(was.split())
    words = count(abs(more), "word")
    return f", {words} {'longer' if more > 0 else 'shorter'}" if more else ", as long as before"
