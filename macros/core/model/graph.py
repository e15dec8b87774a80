"""The typed relations between concepts, seen from both ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from .concept import Concept, Relation
from .vocabulary import RelationKind, Vocabulary

REQUIRES = "requires"
"""The kind of relation that orders reading: what comes first, and what a concept unlocks. A rule demands it."""


@dataclass(frozen=True)
class Edge:
    """A relation as one of its two ends sees it.

    Attributes:
        kind: The kind of the relation.
        source: Id of the concept in whose file the relation is written.
        target: Id of the concept it points at.
        here: Id of the end from which it is seen.
        relation: The record.
        position: Index of the record in the relations of ``source``.
    """

    kind: RelationKind
    source: str
    target: str
    here: str
    relation: Relation
    position: int

    @property
    def other(self) -> str:
        """Id of the far end."""
        return self.source if self.here == self.target else self.target

    @property
    def phrase(self) -> str:
        """The words between the two titles, so that "here, phrase, other" reads as a sentence."""
        return self.kind.inverse if self.here == self.target else self.kind.label

    @property
    def reversed(self) -> Edge:
        """The same relation as its far end sees it."""
        return replace(self, here=self.other)


class Graph:
    """All relations of a set of concepts. Relations of unknown kind, or to unknown concepts, are left out."""

    def __init__(self, vocabulary: Vocabulary, concepts: Mapping[str, Concept]) -> None:
        self._kinds = {kind.key: kind for kind in vocabulary.relation_kinds}
        self._order = {key: position for position, key in enumerate(self._kinds)}
        self._edges: dict[str, list[Edge]] = {key: [] for key in concepts}
        for source, concept in concepts.items():
            for position, relation in enumerate(concept.relations):
                kind = self._kinds.get(relation.kind)
                if kind is None or relation.target not in concepts or relation.target == source:
                    continue
                for here in (source, relation.target):
                    self._edges[here].append(Edge(kind, source, relation.target, here, relation, position))
        self._by_kind: dict[str, list[Edge]] = {key: [] for key in self._kinds}
        for edges in self._edges.values():
            edges.sort(key=lambda edge: (self._order[edge.kind.key], edge.here == edge.target, edge.other))
            for edge in edges:
                if edge.here == edge.source:
                    self._by_kind[edge.kind.key].append(edge)

    def around(self, concept_id: str) -> list[Edge]:
        """Edges of a concept: strongest kind first, then its own before those that point at it."""
        return self._edges[concept_id]

    def edges(self, kind: str) -> list[Edge]:
        """All relations of a kind, each once, as the end that wrote it sees it; in the order of the concepts."""
        return self._by_kind.get(kind, [])

    def targets(self, concept_id: str, kind: str) -> list[str]:
        """Ids that the concept points at with this kind."""
        return [e.target for e in self._edges[concept_id] if e.kind.key == kind and e.source == concept_id]

    def requirements(self, concept_id: str) -> list[str]:
        """Ids of the concepts to understand before this one."""
        return self.targets(concept_id, REQUIRES)

    def unlocks(self, concept_id: str) -> list[str]:
        """Ids of the concepts that require this one."""
        return [e.source for e in self._edges[concept_id] if e.kind.key == REQUIRES and e.target == concept_id]

    def cycles(self, kind: str) -> Iterator[list[str]]:
        """Each cycle that following ``kind`` runs into, as ids that end where they begin; none twice."""
        seen: set[str] = set()
        for start in self._edges:
            trail: list[str] = []
            pending = [(start, 0)]
            while pending:
                node, depth = pending.pop()
                del trail[depth:]
                if node in trail:
                    yield [*trail[trail.index(node) :], node]
                    continue
                if node in seen:
                    continue
                seen.add(node)
                trail.append(node)
                pending.extend((target, depth + 1) for target in reversed(self.targets(node, kind)))


def neighbors(edges: Iterable[Edge]) -> list[tuple[str, list[Edge]]]:
    """The concepts at the far ends of relations, as they first occur, each with all its relations."""
    found: dict[str, list[Edge]] = {}
    for edge in edges:
        found.setdefault(edge.other, []).append(edge)
    return [*found.items()]
