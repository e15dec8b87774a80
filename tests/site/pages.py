"""Reads built pages as a browser without scripts would see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup, Tag


@dataclass
class Page:
    """One built HTML file."""

    path: Path
    soup: BeautifulSoup = field(init=False)

    def __post_init__(self) -> None:
        self.soup = BeautifulSoup(self.path.read_text("utf-8"), "html.parser")

    @property
    def article(self) -> Tag:
        """The content without the frame around it."""
        found = self.soup.select_one("article") or self.soup.body
        assert found
        return found

    def text(self) -> str:
        """The words of the content with single spaces."""
        return " ".join(self.article.get_text(" ").split())

    def ids(self) -> list[str]:
        """All element ids."""
        return [str(element["id"]) for element in self.soup.select("[id]")]

    def links(self) -> list[str]:
        """Targets of all links and images, SVG links among them."""
        return [str(element.get("href") or element.get("src")) for element in self.soup.select("[href], [src]")]


@cache
def read_page(path: Path) -> Page:
    """One built HTML file, read once; nobody may change it."""
    return Page(path)


@cache
def pages(site: Path) -> list[Page]:
    """All HTML files of a built site."""
    return [read_page(path) for path in sorted(site.rglob("*.html"))]
