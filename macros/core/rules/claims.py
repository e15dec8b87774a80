"""A claim says under what condition its figures hold and where they stand, and a status has the sources it needs."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.concept import (
    CONTESTED,
    DISPUTES,
    ESTABLISHED,
    SINGLE_STUDY,
    SUPERSEDED,
    SUPPORTS,
    UNVERIFIED,
    Claim,
    Concept,
)
from ..model.library import Library
from ..source.documents import Document, KeyPath
from ..source.problems import Problem, unknown
from .figures import first_figure, numbered_names


def check(library: Library) -> Iterator[Problem]:
    """Yields ``missing-setting``, ``missing-place``, ``one-sided-claim``, ``disputed-claim``, ``replacement`` and
    ``unknown-claim``.
    """
    numbered = numbered_names(library)
    for concept_id, concept in library.concepts.items():
        document = library.document(concept_id)
        for position, claim in enumerate(concept.claims):
            path: KeyPath = ("claims", position)
            if figure := first_figure(claim.text, numbered):
                yield from _conditions(document, path, claim, figure)
            yield from _sides(document, path, claim)
            yield from _replacement(document, path, claim, concept)


def _conditions(document: Document, path: KeyPath, claim: Claim, figure: str) -> Iterator[Problem]:
    if claim.setting is None:
        message = (
            f"nothing says under what condition '{figure}' holds; add 'setting': the model, the data, what is counted, "
            "and the baseline"
        )
        yield document.problem((*path, "text"), "missing-setting", message, needle=figure)
    for position, source in enumerate(claim.sources):
        if not source.at and claim.status != UNVERIFIED:
            message = (
                f"nothing says where in this source '{figure}' stands; add 'at', such as '§4, Table 2' or 'abstract', "
                f"or set the status to '{UNVERIFIED}'"
            )
            yield document.problem((*path, "sources", position, "key"), "missing-place", message)


def _sides(document: Document, path: KeyPath, claim: Claim) -> Iterator[Problem]:
    stances = [source.stance for source in claim.sources]
    if claim.status == CONTESTED:
        for stance, what in ((SUPPORTS, "supports"), (DISPUTES, "disputes")):
            if stance not in stances:
                message = f"a contested claim has a source that {what} it; add one, or its 'stance: {stance}'"
                yield document.key_problem((*path, "sources"), "one-sided-claim", message)
    elif claim.status in (ESTABLISHED, SINGLE_STUDY) and DISPUTES in stances:
        message = f"a source disputes this claim, so it is not '{claim.status}'; write '{CONTESTED}'"
        yield document.problem((*path, "status"), "disputed-claim", message)


def _replacement(document: Document, path: KeyPath, claim: Claim, concept: Concept) -> Iterator[Problem]:
    new = claim.replacement
    if claim.status == SUPERSEDED and new is None:
        message = "a superseded claim says what replaced it; add 'replacement' with a 'claim' of this page or a 'key'"
        yield document.problem((*path, "status"), "replacement", message)
    elif new is not None and claim.status != SUPERSEDED:
        message = f"only a claim with the status '{SUPERSEDED}' has a replacement; correct the status, or delete this"
        yield document.key_problem((*path, "replacement"), "replacement", message)
    elif new is not None and (new.claim is None) == (new.key is None):
        message = "a replacement names either a 'claim' of this page or the 'key' of a source"
        yield document.key_problem((*path, "replacement"), "replacement", message)
    elif new is not None and new.claim == claim.id:
        message = "a claim cannot replace itself; name another claim of this page, or the 'key' of a source"
        yield document.problem((*path, "replacement", "claim"), "replacement", message)
    elif new is not None and new.claim is not None:
        known = [other.id for other in concept.claims]
        if new.claim not in known:
            message = unknown(f"unknown claim '{new.claim}'", new.claim, known)
            yield document.problem((*path, "replacement", "claim"), "unknown-claim", message)
