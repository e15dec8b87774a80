"""Nothing that others may link to disappears: pages, their parts, and what rests on a claim that changes."""

from __future__ import annotations

from collections.abc import Iterator

from ..library import IDS, Library, read_lock_file
from ..model import Concept
from ..names import RETIRED, dependents, moved, names, read_names, redirects
from ..problems import Problem, count


def check(library: Library) -> Iterator[Problem]:
    """Yields ``taken-redirect``, ``unlocked-id``, ``reused-id``, ``changed-claim`` and ``lost-id``.

    Without a lock nothing counts as published.
    """
    yield from _redirects(library)
    text, problems = read_lock_file(library.root, IDS)
    yield from problems
    known = read_names(text)
    if not known:
        return
    ids = redirects(library)
    now = names(library)
    of_page: dict[str, list[str]] = {concept_id: [] for concept_id in library.concepts}
    for name in now:
        of_page[name.partition("#")[0]].append(name)
    unsettled = library.unsettled | {key for key, concept in library.concepts.items() if _astray(library, concept)}
    present = {moved(name, ids): line for name, line in known.items() if line.state != RETIRED}
    for concept_id, concept in library.concepts.items():
        document = library.document(concept_id)
        own = of_page[concept_id]
        for name in own:
            if name in known and known[name].state == RETIRED:
                message = f"'{name}' was retired, and links to it mean something else; choose a new id"
                yield document.problem(("title",), "reused-id", message)
        new = [name for name in own if name not in present and name not in known]
        if new and concept_id not in unsettled:
            message = f"{IDS} lacks {count(len(new), 'name')} of this page; run 'python -m macros lock'"
            yield document.problem(("title",), "unlocked-id", message)
        for position, claim in enumerate(concept.claims):
            name = f"{concept_id}#claim-{claim.id}"
            rests = dependents(concept, claim.id)
            if rests and concept_id not in unsettled and name in present and present[name].state != now[name].state:
                message = (
                    f"the claim has changed, and this rests on it: {', '.join(rests)}; review it, then run "
                    f"'python -m macros lock {name}'"
                )
                yield document.problem(("claims", position, "text"), "changed-claim", message)
    for name, line in known.items():
        here = moved(name, ids)
        page, hash_sign, _ = here.partition("#")
        if page in unsettled:
            continue
        if line.state == RETIRED or here in now or page in library.unreadable or (hash_sign and page not in now):
            continue
        message = (
            f"'{name}' is gone, and others may link to it; restore it, add the old id to the redirects of a "
            f"renamed concept, or run 'python -m macros retire {name} --for NAME' with what took its place"
        )
        yield Problem(IDS, line.number, 1, "lost-id", message)


def _astray(library: Library, concept: Concept) -> bool:
    """Whether a relation of the concept leads nowhere, which is reported elsewhere and makes its name uncertain."""
    kinds = library.vocabulary.terms("relation_kinds")
    return any(r.kind not in kinds or r.target not in library.concept_ids for r in concept.relations)


def _redirects(library: Library) -> Iterator[Problem]:
    owner: dict[str, str] = {}
    for concept_id, concept in library.concepts.items():
        for position, old in enumerate(concept.redirects):
            taken = old if old in library.concept_ids else owner.setdefault(old, concept_id)
            if taken != concept_id or old in library.concept_ids:
                where = "is a concept itself" if old in library.concept_ids else f"leads to '{taken}' already"
                message = f"'{old}' {where}; delete it here"
                yield library.document(concept_id).problem(("redirects", position), "taken-redirect", message)
