"""Mermaid text of all diagrams, generated from the checked graph and the processes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model.concept import Stage
from ..model.graph import REQUIRES, Edge
from ..model.library import Library
from ..model.reading_order import reading_order
from ..text.markdown import Links
from ..words.table import say

NEIGHBORS = 8
"""The most related concepts that a neighborhood diagram shows; its table has all."""
MOST_BOXES = 150
"""The most concepts that a map draws; a larger one could not be read, and its table serves alone."""
MOST_ARROWS = 300
"""The most arrows that a map draws."""
MOST_CHARACTERS = 50_000
"""The longest Mermaid text that the renderer takes."""
LABELED = 45
"""The most pairs of concepts for which a map writes the relation on each arrow."""

_SETTINGS = """---
config:
  flowchart:
    nodeSpacing: {node}
    rankSpacing: {rank}
    wrappingWidth: {wrap}
    padding: {padding}
---
"""


@dataclass(frozen=True)
class Diagram:
    """A diagram before it is drawn.

    Attributes:
        id: Unique on its page; prefix of all element ids in the drawing.
        title: What it shows, in a few words.
        description: The same content in sentences, for those who do not see it.
        mermaid: The Mermaid text, the single source of the drawing.
    """

    id: str
    title: str
    description: str
    mermaid: str


def neighborhood(library: Library, concept_id: str, links: Links) -> Diagram | None:
    """A concept and what is related to it most strongly, read outward: this, phrase, that. None without relations.

    Concepts to which the same phrases lead share them, so that each concept stands there once.
    """
    shown, hidden = strongest(library.graph.around(concept_id))
    if not shown:
        return None
    here = links.concept_title(concept_id)
    phrases: dict[str, list[Edge]] = {}
    for edge in shown:
        phrases.setdefault(edge.other, []).append(edge)
    groups: dict[tuple[str, ...], list[str]] = {}
    for other, edges in phrases.items():
        groups.setdefault(tuple(edge.phrase for edge in edges), []).append(other)
    branches: list[str] = []
    lines: list[str] = []
    clicks: list[str] = []
    for words, others in groups.items():
        phrase = f"p{len(branches) + 1}"
        branches.append(phrase)
        lines.append(f'  {phrase}["{stacked(words)}"]:::aa-phrase')
        for other in others:
            node = f"n{len(clicks) + 1}"
            lines.append(f'  {node}["{label(links.concept_title(other))}"]')
            lines.append(f"  {phrase} {_arrow(phrases[other])} {node}")
            clicks.append(_click(node, links.concept(other), library.concepts[other].title))
    if count := len({edge.other for edge in hidden}):
        lines.append(f'  more(["{label(more_words(count))}"]):::aa-more')
        branches.append("more")
        clicks.append(_click("more", "#more-relations", say("neighborhood_all", name=here)))
    root = f'  n0(["{label(here)}"]):::aa-here'
    title = say("neighborhood_title", name=here)
    head = _head(title, sentence(shown, links))
    drawn = [f"flowchart LR\n{head}", root, *(f"  n0 --- {branch}" for branch in branches), *lines, *clicks]
    return Diagram("neighborhood", title, sentence(shown, links), _text(drawn, node=10, rank=22, wrap=110, padding=5))


def strongest(edges: Sequence[Edge]) -> tuple[list[Edge], list[Edge]]:
    """The edges of a concept, strongest kind first, that its diagram shows, and the others."""
    others = list(dict.fromkeys(edge.other for edge in edges))[:NEIGHBORS]
    return [e for e in edges if e.other in others], [e for e in edges if e.other not in others]


def more_words(count: int) -> str:
    """What stands for the concepts that a diagram leaves out."""
    return say("neighborhood_more", count=count)


def kind_map(library: Library, kind: str, links: Links) -> Diagram | None:
    """All relations of one kind, which the arrows stand for. None if there are none, or too many for a drawing."""
    edges = library.graph.edges(kind)
    if not edges:
        return None
    ends = {end for edge in edges for end in (edge.source, edge.target)}
    ids = [concept_id for concept_id in library.concepts if concept_id in ends]
    names = {concept_id: f"n{number}" for number, concept_id in enumerate(ids)}
    arrows = [f"  {names[edge.source]} {_arrow([edge])} {names[edge.target]}" for edge in edges]
    description = "; ".join(
        f"{links.concept_title(e.source)} {e.kind.label} {links.concept_title(e.target)}" for e in edges
    )
    title = say("kind_map_title", name=edges[0].kind.label)
    return _concepts(library, f"map-{kind}", title, f"{description}.", names, arrows, links)


def reading_map(library: Library, ids: Sequence[str], name: str, title: str, links: Links) -> Diagram | None:
    """Concepts with an arrow from each to those of them that require it: what to read before what.

    ``name`` becomes the diagram's id. None if there are too many for a drawing.
    """
    names = {concept_id: f"n{number}" for number, concept_id in enumerate(reading_order(library, ids))}
    pairs = [
        (other, concept_id)
        for concept_id in names
        for other in library.graph.requirements(concept_id)
        if other in names
    ]
    arrows = [f"  {names[first]} --> {names[then]}" for first, then in pairs]
    said = "; ".join(f"{links.concept_title(first)} before {links.concept_title(then)}" for first, then in pairs)
    return _concepts(library, name, title, f"{said or 'Any order'}.", names, arrows, links)


def relation_map(library: Library, ids: Iterable[str], name: str, title: str, links: Links) -> Diagram | None:
    """Concepts with all relations among them, one arrow a pair, from the one to read first to the other.

    A thick arrow leads to a concept that requires the first. Arrows carry the other phrases, if there are at most
    :data:`LABELED` arrows. ``web/scripts/relations.mjs`` writes the same
    text in the browser. ``name`` becomes the diagram's id. None if there are too many for a drawing.
    """
    inside = set(ids)
    order = {key: place for place, key in enumerate(reading_order(library, list(library.concepts))) if key in inside}
    names = {concept_id: f"n{number}" for number, concept_id in enumerate(order)}
    pairs: dict[tuple[str, str], list[Edge]] = {}
    for kind in library.vocabulary.relation_kinds:
        for edge in library.graph.edges(kind.key):
            if edge.source in order and edge.target in order:
                first = edge if order[edge.source] < order[edge.target] else edge.reversed
                pairs.setdefault((first.here, first.other), []).append(first)
    labeled = has_labels(edge for edges in pairs.values() for edge in edges)
    arrows, said = [], []
    for (here, other), edges in pairs.items():
        requires = edges[0].kind.key == REQUIRES
        phrases = [edge.phrase for edge in edges]
        line, arrow = ("==", "==>") if requires else ("--", _arrow(edges))
        words = f'{line} "{stacked(phrases[requires:])}" ' if labeled and phrases[requires:] else ""
        arrows.append(f"  {names[here]} {words}{arrow} {names[other]}")
        said.append(f"{links.concept_title(here)} {', '.join(phrases)} {links.concept_title(other)}")
    description = f"{'; '.join(said) or say('map_no_relations')}."
    return _concepts(library, name, title, description, names, arrows, links)


def has_labels(edges: Iterable[Edge]) -> bool:
    """Whether the arrows of a :func:`relation_map` of these relations carry phrases."""
    return len({frozenset((edge.source, edge.target)) for edge in edges}) <= LABELED


def process(stages: Sequence[Stage], concept_id: str, title: str) -> Diagram | None:
    """The stages of a process and the data between them; data has rounded ends. None without stages.

    Stages of the same phase look alike. A dashed arrow leads back to the stage at which the next round begins.
    """
    if not stages:
        return None
    data: dict[str, str] = {}
    for stage in stages:
        for name in (*stage.inputs, *stage.outputs):
            data.setdefault(name, f"d{len(data)}")
    numbers = {stage.id: f"s{number}" for number, stage in enumerate(stages, start=1)}
    lines = [f'  {node}(["{label(name)}"]):::aa-data' for name, node in data.items()]
    phase = 0
    for number, stage in enumerate(stages, start=1):
        phase += stage.phase is not None
        lines.append(f'  s{number}["{label(f"{number}. {stage.name}")}"]:::aa-stage-{phase % 2}')
    for stage in stages:
        lines += [f"  {data[name]} --> {numbers[stage.id]}" for name in stage.inputs]
        lines += [f"  {numbers[stage.id]} --> {data[name]}" for name in stage.outputs]
    for stage in stages:
        if stage.again in numbers:
            lines.append(f"  {numbers[stage.id]} -.-> {numbers[stage.again]}")
    name = say("process_title", name=title)
    lines = [f"flowchart TB\n{_head(name, stage_sentences(stages))}", *lines]
    text = _text(lines, node=8, rank=14, wrap=96, padding=4)
    return Diagram(f"process-{concept_id}", name, stage_sentences(stages), text)


def sentence(edges: Sequence[Edge], links: Links) -> str:
    """The edges of one concept as a sentence, such as "DPO: requires RLHF; reformulates RLHF."."""
    here = links.concept_title(edges[0].here)
    return f"{here}: " + "; ".join(f"{edge.phrase} {links.concept_title(edge.other)}" for edge in edges) + "."


def phases(stages: Sequence[Stage]) -> list[tuple[str | None, list[tuple[int, Stage]]]]:
    """The numbered stages by phase, in order; stages before the first phase, or without any, have None."""
    found: list[tuple[str | None, list[tuple[int, Stage]]]] = []
    for number, stage in enumerate(stages, start=1):
        if stage.phase is not None or not found:
            found.append((stage.phase, []))
        found[-1][1].append((number, stage))
    return found


def stage_sentences(stages: Sequence[Stage]) -> str:
    """The stages as sentences."""
    numbers = {stage.id: number for number, stage in enumerate(stages, start=1)}
    return " ".join(
        (f"{stage.phase}: " if stage.phase else "")
        + f"{number}. {stage.name}: from {', '.join(stage.inputs)} to {', '.join(stage.outputs)}"
        + (f", then again from {numbers[stage.again]}." if stage.again in numbers else ".")
        for number, stage in enumerate(stages, start=1)
    )


def label(text: str) -> str:
    """Text for use inside quotes in Mermaid: whatever could end the quotes or mean something is a number code."""
    return re.sub(r"[^\w .,'()/+=?!–—’…-]", lambda match: f"#{ord(match.group())};", " ".join(text.split()))


def stacked(phrases: Sequence[str]) -> str:
    """Phrases below each other, for use inside quotes in Mermaid."""
    return ",<br>".join(label(phrase) for phrase in phrases)


def category_class(library: Library, concept_id: str) -> str:
    """The class of a concept's node, by the place of its category in the vocabulary."""
    keys = list(library.vocabulary.terms("categories"))
    return f"aa-c{keys.index(library.concepts[concept_id].category) + 1}"


def _concepts(
    library: Library,
    name: str,
    title: str,
    description: str,
    names: Mapping[str, str],
    arrows: list[str],
    links: Links,
) -> Diagram | None:
    """A diagram of concepts, each a link and in the look of its category. None if it would be too large."""
    if len(names) > MOST_BOXES or len(arrows) > MOST_ARROWS:
        return None
    lines = [f"flowchart LR\n{_head(title, description)}"]
    for concept_id, node in names.items():
        lines.append(f'  {node}["{label(links.concept_title(concept_id))}"]:::{category_class(library, concept_id)}')
    lines += arrows
    for concept_id, node in names.items():
        lines.append(_click(node, links.concept(concept_id), library.concepts[concept_id].title))
    text = _text(lines, node=10, rank=20, wrap=100, padding=4)
    return Diagram(name, title, description, text) if len(text) <= MOST_CHARACTERS else None


def _arrow(edges: Iterable[Edge]) -> str:
    """A plain line if every relation reads the same from both ends."""
    return "---" if all(edge.kind.symmetric for edge in edges) else "-->"


def _click(node: str, address: str, words: str) -> str:
    return f'  click {node} href "{address}" "{label(words)}"'


def _head(title: str, description: str) -> str:
    return f"  accTitle: {label(title)}\n  accDescr: {label(description)}"


def _text(lines: Iterable[str], **settings: int) -> str:
    return _SETTINGS.format(**settings) + "\n".join(lines) + "\n"
