"""Chooses a few pages of a site on which everything occurs that occurs on any of its pages."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

VALUED = frozenset(
    {"aria-current", "aria-expanded", "aria-hidden", "aria-live", "aria-pressed", "data-type", "role", "scope", "type"}
)
"""Attributes whose value makes a difference to what is checked; of all others, the name does."""
COLORED = frozenset({"a", "button", "code", "input", "option", "select", "summary", "textarea", "th"})
"""Elements that have colors of their own without a class; all others look like what they stand in."""
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})


def features(path: str, html: str) -> frozenset[str]:
    """What occurs on a page: its kind, elements, components, what each component stands in, and states.

    A component is an element with its classes, or with colors of its own. ``a.aa-cite`` in ``li.aa-claim`` and in
    ``p.aa-note`` are two features, since what is behind a text decides whether it can be read; parts of a line
    (``span``) count once, wherever they are. States are attributes, such as ``open`` or ``aria-current``.

    Args:
        path: Address of the page in the site, such as ``concepts/dpo/``.
        html: The page.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return frozenset(reader.found | {f"page {kind(path)}"})


def kind(path: str) -> str:
    """The folder of a page that is one of many of its kind, or the page itself: ``concepts/*`` or ``map/``."""
    folder, slash, name = path.partition("/")
    return f"{folder}/*" if name else f"{folder}{slash}"


def cover(pages: Mapping[str, frozenset[str]]) -> list[str]:
    """A few pages, nearly the fewest, that have together all features that any page has, sorted.

    Each step takes the page with the most features that are still missing; of equals, the first by name. A page that
    later ones make needless is dropped.
    """
    missing: frozenset[str] = frozenset().union(*pages.values())
    chosen: list[str] = []
    while missing:
        best = max(sorted(pages), key=lambda path: len(pages[path] & missing))
        chosen.append(best)
        missing -= pages[best]
    for path in list(chosen):
        if pages[path] <= frozenset().union(*(pages[other] for other in chosen if other != path)):
            chosen.remove(path)
    return sorted(chosen)


def covering_pages(site: Path) -> list[str]:
    """The addresses of pages of a built site that have together all features that any of its pages has."""
    paths = {file: file.relative_to(site).as_posix().removesuffix("index.html") for file in site.rglob("*.html")}
    return cover({path: features(path, file.read_text("utf-8")) for file, path in paths.items()})


class _Reader(HTMLParser):
    """Collects the features of a page while it reads it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: set[str] = set()
        self._open: list[tuple[str, str]] = [("", "page")]
        """Each element that is open, with the component that it is or stands in."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = (given.pop("class", None) or "").split()
        name, around = ".".join([tag, *sorted(classes)]), self._open[-1][1]
        component = bool(classes) or tag in COLORED
        self.found |= {name, f"{around} > {name}"} if component and tag != "span" else {name}
        self.found |= {f"{tag}[{key}={value}]" if key in VALUED else f"{tag}[{key}]" for key, value in given.items()}
        if tag not in VOID:
            self._open.append((tag, name if component else around))

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                return
