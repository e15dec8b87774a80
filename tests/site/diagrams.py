"""Reads the nodes and arrows of diagrams, from their Mermaid text and from their drawing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from bs4 import Tag

_NODE = re.compile(r'^  (\w+)(?:\(\[|\[)"(.*?)"(?:\]\)|\])(?::::[\w-]+)?$')
_ARROW = re.compile(r'^  (\w+) (?:(?:--|==) "(.*?)" )?(-->|---|==>|-\.->) (\w+)$')
_CLICK = re.compile(r'^  click (\w+) href "([^"]*)"')


@dataclass
class Arrow:
    """From one node to another, with the phrases on it and how it is drawn (``-->``, ``---``, ``==>``, ``-.->``)."""

    start: str
    end: str
    phrases: tuple[str, ...]
    look: str


@dataclass
class Drawn:
    """Labels and link targets of nodes by their name, and arrows."""

    labels: dict[str, str] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The names of the nodes that arrows join, sorted."""
        return sorted((arrow.start, arrow.end) for arrow in self.arrows)


def words(label: str) -> tuple[str, ...]:
    """The phrases of a label in Mermaid text."""
    plain = re.sub(r"#(\d+);", lambda match: chr(int(match[1])), label)
    return tuple(plain.split(",<br>"))


def read_mermaid(text: str) -> Drawn:
    """What a Mermaid text of ours says."""
    found = Drawn()
    for line in text.splitlines():
        if match := _NODE.match(line):
            found.labels[match[1]] = ", ".join(words(match[2]))
        elif match := _ARROW.match(line):
            found.arrows.append(Arrow(match[1], match[4], words(match[2]) if match[2] else (), match[3]))
        elif match := _CLICK.match(line):
            found.targets[match[1]] = match[2]
    return found


def read_svg(svg: Tag) -> Drawn:
    """What a drawing shows."""
    found = Drawn()
    for node in svg.select(".pele-node"):
        name = str(node["data-id"])
        label = node.select_one("text")
        assert label
        found.labels[name] = " ".join(" ".join(label.stripped_strings).split())
        if link := node.select_one("a"):
            found.targets[name] = unescape(str(link["href"]))
    phrases = {str(label["data-id"]): " ".join(label.stripped_strings) for label in svg.select(".pele-edge-label")}
    for edge in svg.select(".pele-edge"):
        _, start, end, _ = str(edge["data-id"]).split("_")
        said = phrases.get(str(edge["data-id"]))
        found.arrows.append(Arrow(start, end, tuple(said.split(", ")) if said else (), ""))
    return found
