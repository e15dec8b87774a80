"""Which pages the menu names beside the page that is open."""

from __future__ import annotations

from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page

FULL = 50
"""The largest section that a menu names in full. More links would outweigh the text of a page."""
AROUND = 8
"""How many neighbors a page has in the menu of a larger section; the section's own page has all."""


def nearby(section: Section, page: Page) -> list:
    """What the menu shows of an open section: all of it, or the page with its neighbors if the section is large.

    A section is shown in full if it has no page of its own that lists the others, or if the page lies in a section
    inside it.
    """
    children = section.children
    if len(children) <= FULL or page.parent is not section or not children[0].is_page or not children[0].is_index:
        return children

    def beside(other: Page | None) -> bool:
        return other is not None and other.parent is section and other is not children[0]

    shown = [page]
    while len(shown) <= AROUND // 2 and beside(shown[0].previous_page):
        shown.insert(0, shown[0].previous_page)
    while len(shown) <= AROUND and beside(shown[-1].next_page):
        shown.append(shown[-1].next_page)
    return shown
