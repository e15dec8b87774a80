"""The summary of a proposal: what has to be looked at first, then every change by concept and file."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.files import VOCABULARY
from ..model.library import Library
from ..source.problems import count
from .find import Section, find
from .kinds import Change, Weight
from .markdown import code, listed

LONGEST_SUMMARY = 60_000
"""Most bytes of a summary; a comment on GitHub takes 65,536 characters."""
LONGEST_ITEM = 6_000
"""Bytes of one change from which on the list below it is cut."""
SMALLEST_SHARE = 1_500
"""Bytes that a section gets at least, as long as there is room."""
MOST_PASSED_OVER = 20
"""Changes too long for the room that is left, after which a list ends."""
MOST_PAGES = 60
_KEPT_FOR_ENDS = 6_000
"""Bytes kept for the list of pages and for lines that count what was left out."""

_TITLE = "# What this proposal changes"


def compare(old: Library | None, new: Library | None) -> str:
    """The changes from one library to another as Markdown that runs nothing, mentions nobody and has bounded length.

    What needs a second look comes first, in the order of :class:`.kinds.Weight`. That list takes the room it needs.
    Then each section gets an equal share of what is left, and says how much of it did not fit. None stands for a
    library that could not be read because its vocabulary has mistakes.
    """
    if old is None or new is None:
        when = "" if old is not None else " as it was before the proposal"
        return f"{_TITLE}\n\n{code(VOCABULARY)}{when} has mistakes, so nothing can be compared; see the check.\n"
    found = find(old, new)
    blocks = [_TITLE]
    if found.unreadable:
        files = listed(found.unreadable)
        blocks.append(f"These files have mistakes, and what cannot be read is not compared; see the check: {files}.")
    elif not found.sections:
        blocks.append("Nothing that readers see.")
    if found.followed > 0:
        blocks.append(f"Not listed: {count(found.followed, 'reference')} that only follow renamed concepts.")
    room = LONGEST_SUMMARY - _KEPT_FOR_ENDS - _size("\n\n".join(blocks))
    if first := _first(found.sections):
        items, room = _fitting(first, room)
        blocks += ["Look at these first:", "\n".join(items)]
    rest = [section for section in found.sections if _ordinary(section)]
    for number, section in enumerate(rest):
        heading = f"## {section.title}"
        if room < SMALLEST_SHARE:
            left = sum(len(_ordinary(other)) for other in rest[number:])
            blocks.append(f"And {count(left, 'more change')} in {count(len(rest) - number, 'more section')}.")
            break
        share = max(room // (len(rest) - number), SMALLEST_SHARE)
        items, unused = _fitting([("", change) for change in _ordinary(section)], share - _size(heading))
        blocks += [heading, "\n".join(items)]
        room -= share - unused
    if found.pages:
        pages = [f"concepts/{page}" for page in found.pages]
        blocks += ["## Pages of concepts that change", listed(pages, MOST_PAGES)]
    return "\n\n".join(blocks) + "\n"


def _first(sections: Sequence[Section]) -> list[tuple[str, Change]]:
    """What has to be looked at first, each with what it is about."""
    looks = [
        (section.about, change) for section in sections for change in section.changes if change.weight < Weight.ORDINARY
    ]
    return sorted(looks, key=lambda look: look[1].weight)


def _ordinary(section: Section) -> list[Change]:
    return [change for change in section.changes if change.weight == Weight.ORDINARY]


def _fitting(changes: Sequence[tuple[str, Change]], room: int) -> tuple[list[str], int]:
    """The changes that fit into the room as items of a list, and the room that is left.

    Changes are put into words only as long as there is room, so that a proposal with very many costs no more time.
    """
    items: list[str] = []
    passed_over = 0
    for about, change in changes:
        item = _item(f"{about}: {change.explain()}" if about else change.explain())
        if _size(item) <= room:
            items.append(item)
            room -= _size(item)
        else:
            passed_over += 1
        if passed_over >= MOST_PASSED_OVER:
            break
    if left := len(changes) - len(items):
        items.append(f"- and {count(left, 'more change')}")
    return items, room


def _item(text: str) -> str:
    head, *below = text.split("\n")
    lines, room = [f"- {head}"], LONGEST_ITEM - _size(head)
    for number, line in enumerate(below):
        room -= _size(line)
        if room < 0:
            lines.append(f"  - and {count(len(below) - number, 'more line')}")
            break
        lines.append(line)
    return "\n".join(lines)


def _size(text: str) -> int:
    return len(text.encode()) + 2
