"""Nothing that others may link to disappears: pages, their parts, and what rests on a claim that changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ..model.concept import Concept
from ..model.files import IDS, RESERVED_IDS
from ..model.library import Library
from ..model.reading import read_lock_file
from ..names.anchors import (
    RETIRED,
    Name,
    dependents,
    known_names,
    names,
    present,
    read_names,
    renames,
    retired,
    successors,
)
from ..source.problems import Problem, count


def check(library: Library) -> Iterator[Problem]:
    """Yields ``taken-redirect``, ``reserved-id``, ``unlocked-id``, ``reused-id``, ``changed-claim``, ``lost-id``,
    ``unknown-successor``, ``lock-line``, ``conflict-marker`` and ``unsorted-lock``.

    Without a lock nothing counts as published. One with damaged lines is not compared with the concepts.
    """
    yield from _redirects(library)
    text, problems = read_lock_file(library.root, IDS)
    lock = read_names(text)
    yield from problems or lock.problems
    if problems or lock.damage or not lock.entries:
        return
    known, now, renamed = lock.entries, names(library), renames(library)
    here, gone = present(known, renamed), retired(known, renamed)
    of_page: dict[str, list[str]] = {concept_id: [] for concept_id in library.concepts}
    for name in now:
        of_page[name.partition("#")[0]].append(name)
    unsettled = library.unsettled | {key for key, concept in library.concepts.items() if _astray(library, concept)}
    for concept_id, concept in library.concepts.items():
        document = library.document(concept_id)
        own = of_page[concept_id]
        for name in own:
            if name in gone:
                message = f"'{name}' was retired, and links to it mean something else; choose a new id"
                yield document.problem(("title",), "reused-id", message)
        new = [name for name in own if name not in here and name not in gone]
        if new and concept_id not in unsettled:
            lacking = count(len(new), "name")
            message = f"{IDS} lacks {lacking} of this page; run 'make locks', or leave it to a maintainer"
            yield document.problem(("title",), "unlocked-id", message)
        for position, claim in enumerate(concept.claims):
            name = f"{concept_id}#claim-{claim.id}"
            rests = dependents(concept, claim.id)
            if rests and concept_id not in unsettled and name in here and here[name].state != now[name].state:
                message = (
                    f"the claim has changed, and this rests on it: {', '.join(rests)}; review it, then run "
                    f"'make locks NAMES={name}', or leave that to a maintainer"
                )
                yield document.problem(("claims", position, "text"), "changed-claim", message)
    for name, line in known.items():
        page, hash_sign, _ = renamed.name(name).partition("#")
        if line.state == RETIRED or page in unsettled or renamed.name(name) in now:
            continue
        if page in library.unreadable or (hash_sign and page not in now and (page in here or page in gone)):
            continue
        message = (
            f"'{name}' is gone, and others may link to it; restore it, add the old id to the redirects of a "
            f"renamed concept, or run 'make retire NAMES={name} FOR=NAME' with what took its place"
        )
        yield Problem(IDS, line.number, 1, "lost-id", message)
    yield from _successors(library, known, unsettled | library.unreadable)


def _successors(library: Library, known: Mapping[str, Name], uncertain: Collection[str]) -> Iterator[Problem]:
    """Retired names that lead nowhere. What other problems report is left to those."""
    renamed = renames(library)
    gone, here = retired(known, renamed), present(known, renamed)
    found = successors(gone, names(library), renamed)
    written = {line.number: name for name, line in known.items()}
    for name in (*found.broken, *found.circles):
        line = gone[name]
        old, successor = written[line.number], line.successor
        if name in found.circles:
            fault = "which leads back to it"
        elif renamed.page(successor).partition("#")[0] in uncertain or renamed.name(successor) in here:
            continue
        else:
            fault = "which is not there"
        message = f"'{old}' was retired for '{successor}', {fault}; {_LEAD.format(old)}"
        yield Problem(IDS, line.number, len(f"{old} {RETIRED} ") + 1, "unknown-successor", message)


_LEAD = "run 'make retire NAMES={} FOR=NAME' with what took its place"


def _astray(library: Library, concept: Concept) -> bool:
    """Whether a relation of the concept leads nowhere, which is reported elsewhere and makes its name uncertain."""
    kinds = library.vocabulary.terms("relation_kinds")
    return any(r.kind not in kinds or r.target not in library.concept_ids for r in concept.relations)


def _redirects(library: Library) -> Iterator[Problem]:
    owner: dict[str, str] = {}
    known = known_names(library)
    for concept_id, concept in library.concepts.items():
        document = library.document(concept_id)
        for position, old in enumerate(concept.redirects):
            path = ("redirects", position)
            if old in RESERVED_IDS:
                yield document.problem(path, "reserved-id", f"'{old}' is reserved, so no page had this id; delete it")
            elif old in library.concept_ids:
                message = f"'{old}' is a concept itself; delete it here"
                yield document.problem(path, "taken-redirect", message)
            elif owner.setdefault(old, concept_id) != concept_id:
                message = f"'{old}' leads to '{owner[old]}' already; delete it here"
                yield document.problem(path, "taken-redirect", message)
            elif old in known and known[old].state == RETIRED:
                message = f"'{old}' was retired for '{known[old].successor}', where links to it lead; delete it here"
                yield document.problem(path, "taken-redirect", message)
