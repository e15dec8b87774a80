"""Where names lead that a concept, a part of its page or a question had before: redirects, replaced, retired.

All of it is written in the files of concepts: ``redirects`` has the former ids of a concept, ``replaces`` the ids of
deleted ones whose place it took, and ``retired`` the parts and questions of its page that are gone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ..model.concept import Concept
from ..model.library import Library
from ..outline.concept import lasting_parts
from ..quiz.display import first_id

QUESTION = "q-"
"""What the anchor of a question begins with."""


@dataclass(frozen=True)
class Renames:
    """Finds what a name is called now that concepts have other ids.

    Attributes:
        ids: What :func:`redirects` returns. No id is both a former and a present one, so that renaming a name twice
            gives the same as once.
        kinds: The kinds of relations. None of them is another one with more words added.
        replaced: What :func:`replaced` returns. Relations that led to such a concept lead to the other one now.
    """

    ids: Mapping[str, str]
    kinds: Collection[str]
    replaced: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _kinds(self) -> list[str]:
        return sorted(self.kinds, key=len, reverse=True)

    def page(self, name: str) -> str:
        """The name with the present id of its page: ``old#x`` becomes ``new#x``."""
        concept_id, hash_sign, anchor = name.partition("#")
        return f"{self.ids.get(concept_id, concept_id)}{hash_sign}{anchor}"

    def name(self, name: str) -> str:
        """The name with present ids of its page and, if it is a relation, of the concept that it leads to."""
        page, hash_sign, anchor = self.page(name).partition("#")
        if target := self.target(name):
            anchor = f"{anchor.removesuffix(target)}{self.ids.get(target, self.replaced.get(target, target))}"
        return f"{page}{hash_sign}{anchor}"

    def target(self, name: str) -> str:
        """The concept to which the relation with this name leads, under the id that the name has; "" for others."""
        anchor = name.partition("#")[2]
        starts = (f"relation-{kind}-" for kind in self._kinds)
        return next((anchor.removeprefix(start) for start in starts if anchor.startswith(start)), "")


def renames(library: Library) -> Renames:
    """The renames of a library's concepts."""
    return Renames(redirects(library), library.vocabulary.terms("relation_kinds"), replaced(library))


def redirects(library: Library) -> dict[str, str]:
    """Present ids of concepts by the ids that they had. An old id that two concepts name belongs to the first.

    An id that a concept has now leads nowhere else.
    """
    return _owners(library, ((old, key) for key, concept in library.concepts.items() for old in concept.redirects))


def replaced(library: Library) -> dict[str, str]:
    """Ids of deleted concepts with those of the concepts that took their place; see :func:`redirects`."""
    former = redirects(library)
    found = _owners(library, ((old, key) for key, concept in library.concepts.items() for old in concept.replaces))
    return {old: key for old, key in found.items() if old not in former}


def _owners(library: Library, pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for old, concept_id in pairs:
        if old not in library.concept_ids:
            found.setdefault(old, concept_id)
    return found


def former_pages(library: Library) -> dict[str, str]:
    """The concepts to which pages that have moved or were deleted lead, by the ids of these."""
    return replaced(library) | redirects(library)


def retired_name(concept_id: str, concept: Concept, anchor: str) -> str:
    """The permanent name of what a page's list ``retired`` calls by its anchor, a question or another part."""
    if anchor.startswith(QUESTION):
        return f"{first_id(concept_id, concept)}.{anchor.removeprefix(QUESTION)}"
    return f"{concept_id}#{anchor}"


def retired(library: Library) -> set[str]:
    """Names of all parts and questions that are retired."""
    return {
        retired_name(key, concept, part.id) for key, concept in library.concepts.items() for part in concept.retired
    }


class Successors(NamedTuple):
    """Where names lead that were retired.

    Attributes:
        final: By retired names: the name that is there now at the end of the chain.
        broken: The names whose own successor is neither there nor retired.
        circles: For each circle of names that only lead to each other, the one that comes first.
    """

    final: Mapping[str, str]
    broken: Collection[str]
    circles: Collection[str]


def successors(leads: Mapping[str, str], there: Collection[str], renamed: Renames) -> Successors:
    """Follows each retired name to what took its place in the end.

    ``leads`` has what each name leads to, ``there`` the names of all pages and parts that are there. What leads to a
    part of a deleted page leads to the page that took its place.
    """
    final: dict[str, str | None] = {}
    broken: dict[str, None] = {}  # as a set that keeps the order
    circles: dict[str, None] = {}
    order = {name: number for number, name in enumerate(leads)}
    for start in leads:
        trail: list[str] = []
        on_trail: set[str] = set()
        name, end = start, None
        while name not in final:
            if name in on_trail:
                circles[min(trail[trail.index(name) :], key=order.__getitem__)] = None
                break
            trail.append(name)
            on_trail.add(name)
            following = _following(leads[name], leads, there, renamed)
            if following is None:
                broken[name] = None
                break
            name = following
            if name in there:
                end = name
                break
        else:
            end = final[name]
        final.update(dict.fromkeys(trail, end))
    return Successors({name: end for name, end in final.items() if end is not None}, broken.keys(), circles.keys())


def _following(name: str, leads: Mapping[str, str], there: Collection[str], renamed: Renames) -> str | None:
    """The name under which a successor is there, or retired; None if it is neither."""
    full = renamed.name(name)
    if full in there:
        return full
    retired_under = next((each for each in (renamed.page(name), full) if each in leads), None)
    return retired_under or renamed.replaced.get(name.partition("#")[0])


def all_places(library: Library) -> set[str]:
    """Names of all pages and of their parts."""
    found = set(library.concepts)
    found.update(f"{key}#{anchor}" for key in library.concepts for anchor in lasting_parts(library, key))
    return found


def retired_parts(library: Library, there: Collection[str]) -> dict[str, str]:
    """What took the place of retired parts, by their names, in the order of the concepts; ``there`` has all places.

    What stands in ``now`` without a ``#`` is a part of the same page if there is or was one, else a concept.
    """
    found: dict[str, str] = {}
    concepts = set(library.concept_ids) | former_pages(library).keys()
    for concept_id, concept in library.concepts.items():
        own = {part.id for part in concept.retired}
        for part in concept.retired:
            if part.now is None or part.id.startswith(QUESTION):
                continue
            here = f"{concept_id}#{part.now}"
            is_part = "#" not in part.now and (part.now in own or here in there or part.now not in concepts)
            found.setdefault(f"{concept_id}#{part.id}", here if is_part else part.now)
    return found


def former_parts(library: Library) -> dict[str, list[tuple[str, str]]]:
    """Anchors of retired parts with what took their place, by the concepts on whose pages they were."""
    there, renamed = all_places(library), renames(library)
    found: dict[str, list[tuple[str, str]]] = {}
    for name, end in successors(retired_parts(library, there), there, renamed).final.items():
        concept_id, _, anchor = name.partition("#")
        if name not in there and renamed.name(name) not in there:
            found.setdefault(concept_id, []).append((anchor, end))
    return found


def present(library: Library) -> Callable[[str], str]:
    """A function that says where a place such as ``dpo#claim-old`` is now; what it does not know stays as it is."""
    there, renamed = all_places(library), renames(library)
    leads = retired_parts(library, there)
    final = successors(leads, there, renamed).final

    def find(place: str) -> str:
        here = renamed.name(place)
        if here in there:
            return here
        old = final.get(renamed.page(place), final.get(here, ""))
        return old or renamed.replaced.get(place.partition("#")[0], here)

    return find
