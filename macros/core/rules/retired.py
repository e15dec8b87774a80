"""Former names lead to something that is there, each to one place, and no retired name is in use again."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from operator import itemgetter

from ..model.concept import Concept
from ..model.files import RESERVED_IDS
from ..model.library import Library
from ..names.lockfile import read_lock
from ..names.names import names
from ..names.renames import QUESTION, all_places, renames, retired_name, retired_parts, successors
from ..source.problems import Problem


def check(library: Library) -> Iterator[Problem]:
    """Yields ``taken-redirect``, ``reserved-id``, ``reused-name`` and ``unknown-successor``."""
    yield from _former_ids(library)
    yield from _in_use(library)
    yield from _successors(library)


def astray(library: Library, concept: Concept) -> bool:
    """Whether a relation of the concept leads nowhere, which is reported elsewhere and makes its name uncertain."""
    kinds = library.vocabulary.terms("relation_kinds")
    return any(r.kind not in kinds or r.target not in library.concept_ids for r in concept.relations)


def _former_ids(library: Library) -> Iterator[Problem]:
    owner: dict[str, str] = {}
    for field in ("redirects", "replaces"):
        for concept_id, concept in library.concepts.items():
            document = library.document(concept_id)
            seen = set[str]() if field == "redirects" else set(concept.redirects)
            for position, old in enumerate(getattr(concept, field)):
                if old in RESERVED_IDS:
                    message = f"'{old}' is reserved, so no page had this id; delete it"
                    yield document.problem((field, position), "reserved-id", message)
                elif old in library.concept_ids:
                    message = f"'{old}' is a concept itself; delete it here"
                    yield document.problem((field, position), "taken-redirect", message)
                elif owner.setdefault(old, concept_id) != concept_id:
                    message = f"'{old}' leads to '{owner[old]}' already; delete it here"
                    yield document.problem((field, position), "taken-redirect", message)
                elif old in seen:
                    yield document.problem(
                        (field, position), "taken-redirect", f"'{old}' leads here already; delete it"
                    )
                seen.add(old)


def _in_use(library: Library) -> Iterator[Problem]:
    now = names(library)
    for concept_id, concept in library.concepts.items():
        for position, part in enumerate(concept.retired):
            path, name = ("retired", position), retired_name(concept_id, concept, part.id)
            document = library.document(concept_id)
            if name in now:
                message = (
                    f"'{name}' is retired here, but still or again in use, where links and answers to it mean something"
                    " else; choose a new id there, or delete this entry if the name was never gone"
                )
                yield document.problem((*path, "id"), "reused-name", message)
            elif part.id.startswith(QUESTION):
                if part.now is not None:
                    message = "readers have answers to a question, and nothing takes their place; delete 'now'"
                    yield document.key_problem((*path, "now"), "unknown-successor", message)
            elif part.now is None:
                message = (
                    f"say where links to '{part.id}' lead now, such as now: what-it-is; an anchor of this page, a "
                    "concept, or concept#anchor"
                )
                yield document.problem((*path, "id"), "unknown-successor", message)


def _successors(library: Library) -> Iterator[Problem]:
    """Retired parts that lead nowhere. What other problems report is left to those."""
    there, renamed = all_places(library), renames(library)
    uncertain = {key for key, concept in library.concepts.items() if astray(library, concept)}
    uncertain |= library.unsettled | library.unreadable
    published = read_lock(library.published.text).entries if library.published else {}
    leads = retired_parts(library, there)
    found = successors(leads, there, renamed)
    for concept_id, concept in library.concepts.items():
        first = {part.id: position for position, part in reversed(list(enumerate(concept.retired)))}
        for part_id, position in sorted(first.items(), key=itemgetter(1)):
            part, name = concept.retired[position], f"{concept_id}#{part_id}"
            if name in found.circles:
                fault = "which leads back to it"
            elif name in found.broken and not _is_uncertain(renamed.page(leads[name]), uncertain):
                if renamed.name(leads[name]) in published:
                    continue
                fault = "which is not there"
            else:
                continue
            message = f"'{part.id}' leads to '{part.now}', {fault}; write an anchor of this page, or concept#anchor"
            yield library.document(concept_id).problem(("retired", position, "now"), "unknown-successor", message)


def _is_uncertain(place: str, uncertain: Collection[str]) -> bool:
    return place.partition("#")[0] in uncertain
