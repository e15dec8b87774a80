"""Mermaid text of a concept's diagrams, generated from the checked graph and process."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .graph import Edge
from .library import Library
from .model import Stage
from .text import Links

_SETTINGS = """---
config:
  flowchart:
    nodeSpacing: 14
    rankSpacing: {rank}
    wrappingWidth: {wrap}
    padding: 6
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
    """The concept and everything related to it, read outward: this, phrase, that. None without relations."""
    edges = library.graph.around(concept_id)
    if not edges:
        return None
    others = list(dict.fromkeys(edge.other for edge in edges))
    here = links.concept_title(concept_id)
    lines = [f'  n0(["{label(here)}"]):::aa-here']
    numbers = {other: f"n{number}" for number, other in enumerate(others, start=1)}
    lines.extend(f'  {number}["{label(links.concept_title(other))}"]' for other, number in numbers.items())
    for edge in edges:
        lines.append(f'  n0 -- "{label(edge.phrase)}" --> {numbers[edge.other]}')
    for other, number in numbers.items():
        lines.append(f'  click {number} href "{links.concept(other)}" "{label(library.concepts[other].title)}"')
    title = f"{here} and related concepts"
    return _diagram("neighborhood", "LR", title, sentence(edges, links), lines, rank=8, wrap=100)


def kind_map(library: Library, kind: str, links: Links) -> Diagram | None:
    """All relations of one kind, which the arrows stand for. None if there are none."""
    edges = library.graph.edges(kind)
    if not edges:
        return None
    ids = [concept_id for concept_id in library.concepts if any(concept_id in (e.source, e.target) for e in edges)]
    numbers = {concept_id: f"n{number}" for number, concept_id in enumerate(ids)}
    lines = [f'  {number}["{label(links.concept_title(concept_id))}"]' for concept_id, number in numbers.items()]
    arrow = "---" if edges[0].kind.symmetric else "-->"
    lines.extend(f"  {numbers[edge.source]} {arrow} {numbers[edge.target]}" for edge in edges)
    for concept_id, number in numbers.items():
        lines.append(
            f'  click {number} href "{links.concept(concept_id)}" "{label(library.concepts[concept_id].title)}"'
        )
    title = f"The relation “{edges[0].kind.label}”"
    description = "; ".join(
        f"{links.concept_title(e.source)} {e.kind.label} {links.concept_title(e.target)}" for e in edges
    )
    return _diagram(f"map-{kind}", "LR", title, f"{description}.", lines, rank=18, wrap=100)


def process(stages: Sequence[Stage], title: str) -> Diagram | None:
    """The stages of a process with what flows between them; what comes from or goes outside has rounded ends.

    None without stages.
    """
    if not stages:
        return None
    lines: list[str] = []
    maker: dict[str, str] = {}
    edges: list[str] = []
    outside: dict[str, str] = {}

    def node_outside(name: str) -> str:
        if name not in outside:
            outside[name] = f"d{len(outside)}"
            lines.append(f'  {outside[name]}(["{label(name)}"]):::aa-data')
        return outside[name]

    used = {name for stage in stages for name in stage.inputs}
    for number, stage in enumerate(stages, start=1):
        lines.append(f'  s{number}["{label(f"{number}. {stage.name}")}"]')
        for name in stage.inputs:
            if name in maker:
                edges.append(f'  {maker[name]} -- "{label(name)}" --> s{number}')
            else:
                edges.append(f"  {node_outside(name)} --> s{number}")
        maker.update((name, f"s{number}") for name in stage.outputs)
    for number, stage in enumerate(stages, start=1):
        for name in stage.outputs:
            if name not in used and maker[name] == f"s{number}":
                edges.append(f"  s{number} --> {node_outside(name)}")
    lines += edges
    return _diagram("process-diagram", "TB", f"{title}: stages", stage_sentences(stages), lines, rank=20, wrap=120)


def sentence(edges: Sequence[Edge], links: Links) -> str:
    """The edges of one concept as a sentence, such as "DPO: requires RLHF; reformulates RLHF."."""
    here = links.concept_title(edges[0].here)
    return f"{here}: " + "; ".join(f"{edge.phrase} {links.concept_title(edge.other)}" for edge in edges) + "."


def stage_sentences(stages: Sequence[Stage]) -> str:
    """The stages as sentences."""
    return " ".join(
        f"{number}. {stage.name}: from {', '.join(stage.inputs)} to {', '.join(stage.outputs)}."
        for number, stage in enumerate(stages, start=1)
    )


def label(text: str) -> str:
    """Text for use inside quotes in Mermaid: whatever could end the quotes or mean something is a number code."""
    return re.sub(r"[^\w .,'()/+=?!–—’-]", lambda match: f"#{ord(match.group())};", " ".join(text.split()))


def _diagram(
    diagram_id: str, direction: str, title: str, description: str, lines: list[str], *, rank: int, wrap: int
) -> Diagram:
    head = [f"flowchart {direction}", f"  accTitle: {label(title)}", f"  accDescr: {label(description)}"]
    text = _SETTINGS.format(rank=rank, wrap=wrap) + "\n".join([*head, *lines]) + "\n"
    return Diagram(diagram_id, title, description, text)
