"""Which pages the menu names beside the page that is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page

FULL = 50
"""The largest section that a menu names in full. More links would outweigh the text of a page."""
AROUND = 8
"""How many neighbors a page has in the menu of a larger section; the section's own page has all."""


def nearby(section: Section, page: Page) -> Sequence[StructureItem]:
    """What the menu shows of an open section: all of it, or the page with its neighbors if the section is large.

    A section is shown in full if it has no page of its own that lists the others, or if the page lies in a section
    inside it.
    """
    children = section.children
    first = children[0]
    if len(children) <= FULL or page.parent is not section or not (isinstance(first, Page) and first.is_index):
        return children

    def beside(other: Page | None) -> TypeGuard[Page]:
        return other is not None and other.parent is section and other is not first

    shown = [page]
    while len(shown) <= AROUND // 2 and beside(before := shown[0].previous_page):
        shown.insert(0, before)
    while len(shown) <= AROUND and beside(after := shown[-1].next_page):
        shown.append(after)
    return shown
