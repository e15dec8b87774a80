"""Values as words, and what is different between two of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import chain, groupby
from typing import Any, NamedTuple

from ..model.types import Record
from ..source.problems import count
from .markdown import inert, quoted

ENTRY, PARAGRAPH = "\n", "\n\n"
"""Words that stand between the entries of a list and between paragraphs; no text has them, since it is split there."""
_SHOWN = {ENTRY: "·", PARAGRAPH: "¶"}

SHORT = 70
"""Most characters of values that are shown whole, one after the other."""
CONTEXT = 8
"""Words shown before and after a change."""
LONGEST_CHANGE = 2400
"""Most characters of the changed words of one text."""
MOST_PAIRS = 40_000
"""Most pairs of words that are compared; beyond that sentences are compared first."""

Words = Sequence[str]


class Edit(NamedTuple):
    """A run of words that both texts have, or words of the one in the place of words of the other."""

    before: Words
    after: Words
    same: bool


def words(value: Any) -> list[str]:
    """A value of a field as words, none for what is empty. Numbers have all their digits."""
    match value:
        case None:
            return []
        case bool():
            return ["yes" if value else "no"]
        case int():
            return [str(value)]
        case float():
            return [f"{value:,}".removesuffix(".0")]
        case str():
            return _between(PARAGRAPH, (part.split() for part in re.split(r"\n\s*\n", value.strip())))
        case Record():
            return flat(value)
        case dict():
            return _between(ENTRY, ([f"{key}:", *words(inner)] for key, inner in value.items()))
        case _:
            return _between(ENTRY, (words(inner) for inner in value))


def flat(record: Record) -> list[str]:
    """A small record, such as a citation, in one phrase: "doe2020alpha, §1"."""
    values = [words(getattr(record, name)) for name in type(record).model_fields]
    return ", ".join(line(value) for value in values if value).split()


def both(before: Words, after: Words, short: int = SHORT) -> str:
    """The two sides of a change: each as a whole if it is short, else the changed words with some around them."""
    if before == after:
        return "only spaces or line breaks changed"
    if not before:
        return f"was empty, is {quoted(line(after), LONGEST_CHANGE)}"
    if not after:
        return f"was {quoted(line(before), LONGEST_CHANGE)}, is empty"
    if max(len(line(before)), len(line(after))) <= short:
        return f"was {quoted(line(before), short)}, is {quoted(line(after), short)}"
    return f"“{marked(before, after)}”"


def marked(before: Words, after: Words) -> str:
    """The changed words, ~~old~~ and **new**, with some words around each change."""
    edits = _edits(before, after)
    parts: list[str] = []
    length = 0
    for number, edit in enumerate(edits):
        if edit.same:
            parts.append(_around(edit.after, first=number == 0, last=number == len(edits) - 1))
            continue
        if length >= LONGEST_CHANGE:
            hidden = sum(len(more.before) + len(more.after) for more in edits[number:] if not more.same)
            return " ".join([*parts, f"… and {count(hidden, 'more changed word')}"])
        for sign, run in (("~~", edit.before), ("**", edit.after)):
            if run:
                text = line(run)
                room = max(LONGEST_CHANGE - length, SHORT)
                more = len(text[room:].split())
                parts.append(
                    f"{sign}{inert(text[:room])}{sign}" + (f" … and {count(more, 'more word')}" if more else "")
                )
                length += min(len(text), room)
    return " ".join(parts)


def line(run: Words) -> str:
    """Words as one line of text."""
    return " ".join(_SHOWN.get(word, word) for word in run)


def _between(separator: str, runs: Iterable[Sequence[str]]) -> list[str]:
    found: list[str] = []
    for run in runs:
        found += [separator, *run] if found else run
    return found


def _around(run: Words, *, first: bool, last: bool) -> str:
    """What is shown of words that stayed: those near a change."""
    most = CONTEXT if first or last else 2 * CONTEXT
    if len(run) <= most:
        return inert(line(run))
    end = [] if last else list(run[-CONTEXT:])
    start = [] if first else list(run[:CONTEXT])
    return inert(line([*start, "…", *end]))


def _edits(before: Words, after: Words) -> list[Edit]:
    edits = _sides(before, after, by_sentence=True)
    joined: list[Edit] = []
    for number, edit in enumerate(edits):
        lonely = edit.same and len(edit.after) == 1 and 0 < number < len(edits) - 1
        if joined and not joined[-1].same and (lonely or not edit.same):
            last = joined.pop()
            edit = Edit([*last.before, *edit.before], [*last.after, *edit.after], False)  # noqa: PLW2901
        joined.append(edit)
    return joined


def _sides(before: Words, after: Words, *, by_sentence: bool) -> list[Edit]:
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    middle = [Edit(old, new, False)]
    if old and new and len(old) * len(new) <= MOST_PAIRS:
        middle = [Edit(old[a:b], new[c:d], same == "equal") for same, a, b, c, d in _matched(old, new)]
    elif by_sentence:
        olds, news = _sentences(old), _sentences(new)
        if len(olds) * len(news) <= MOST_PAIRS:
            middle = []
            for same, a, b, c, d in _matched(olds, news):
                run, other = [*chain(*olds[a:b])], [*chain(*news[c:d])]
                middle += [Edit(run, other, True)] if same == "equal" else _sides(run, other, by_sentence=False)
    whole = [Edit(before[:start], after[:start], True), *middle, Edit(*_ends(before, after, end), True)]
    return [edit for edit in whole if edit.before or edit.after]


def _ends(before: Words, after: Words, length: int) -> tuple[Words, Words]:
    return before[len(before) - length :], after[len(after) - length :]


def _matched(before: Sequence[Any], after: Sequence[Any]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()


def _sentences(run: Words) -> list[tuple[str, ...]]:
    """The words in groups that end with a sentence or a paragraph."""
    number = 0
    numbered = []
    for word in run:
        numbered.append((number, word))
        number += word == PARAGRAPH or word.endswith((".", "!", "?"))
    return [tuple(word for _, word in group) for _, group in groupby(numbered, key=lambda pair: pair[0])]
