"""What is published stays: names that others link to, what counts as right, claims on which something rests, sources.

A library that is compared with the lock of a branch (``published``) breaks the rule with problems and warnings. Without
one, the same findings about the working copy's own lock are notices, so that drafts may change freely.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from ..model.concept import Concept
from ..model.files import NAMES, concept_path
from ..model.library import Library
from ..names.lockfile import RETIRED, SOURCE, Line, is_question, read_lock
from ..names.names import dependents, is_covered, names, present_name, source_digest
from ..names.renames import QUESTION, Renames, former_pages, renames, retired
from ..outline.concept import lasting_parts
from ..quiz.display import first_id
from ..source.problems import Problem, Severity, count
from .retired import astray

LABEL = "reviewed"
"""The label with which a maintainer confirms what the warnings of a proposal name."""
_CONFIRM = f"a maintainer {{}} and adds the label '{LABEL}'"


def check(library: Library) -> Iterator[Problem]:
    """Yields ``new-name``, ``reused-name``, ``changed-claim``, ``changed-answer``, ``lowered-rev``, ``lost-name``,
    ``changed-source``, ``lost-source``, ``changed-lock``, ``lock-line``, ``conflict-marker`` and ``unsorted-lock``.

    Without a lock nothing counts as published. One with damaged lines is not compared with the data.
    """
    document = library.published or library.lock
    lock = read_lock(document.text)
    yield from lock.problems
    if library.published and library.published.text != library.lock.text:
        message = f"leave {NAMES} out of the proposal, as it is on the branch that it is for; main renews it"
        line = _first_difference(library.published.text, library.lock.text)
        yield Problem(NAMES, line, 1, "changed-lock", message)
    if document.problems or lock.damage or not lock.entries:
        return
    for problem in _Comparison(library, lock.entries).findings():
        yield problem if library.published else dataclasses.replace(problem, severity=Severity.NOTICE)


def _first_difference(one: str, other: str) -> int:
    """Number of the line of ``other`` from which two texts differ, at most that of its last line."""
    ones, others = one.splitlines(), other.splitlines()
    same = next((n for n, pair in enumerate(zip(ones, others, strict=False)) if pair[0] != pair[1]), len(others))
    return min(same + 1, max(len(others), 1))


class _Comparison:
    """A library beside the lock of what is published."""

    def __init__(self, library: Library, known: Mapping[str, Line]) -> None:
        self.library, self.known = library, known
        self.renamed: Renames = renames(library)
        self.now, self.gone, self.former = names(library), retired(library), former_pages(library)
        self.here: dict[str, Line] = {}
        for name, line in known.items():
            present = present_name(name, line, self.renamed)
            if present == name or present not in self.here:
                self.here[present] = line
        self.unsettled = library.unsettled | {
            key for key, concept in library.concepts.items() if astray(library, concept)
        }
        self.first = {first_id(key, concept): key for key, concept in library.concepts.items()}

    def findings(self) -> Iterator[Problem]:
        """Everything that is new, changed or gone, with the severity that it has in a proposal."""
        for concept_id, concept in self.library.concepts.items():
            if concept_id not in self.unsettled:
                yield from self._page(concept_id, concept)
                yield from self._claims(concept_id, concept)
            if concept_id not in self.library.unsettled:
                yield from self._questions(concept_id, concept)
        yield from self._sources()
        yield from self._lost()

    def _page(self, concept_id: str, concept: Concept) -> Iterator[Problem]:
        document = self.library.document(concept_id)
        own = [concept_id, *(f"{concept_id}#{anchor}" for anchor in sorted(lasting_parts(self.library, concept_id)))]
        for name in own:
            if name in self.here and self.here[name].kept == RETIRED and name not in self.gone:
                message = f"'{name}' was retired, and links to it mean something else; choose a new id"
                yield document.problem(("title",), "reused-name", message)
        asked = [f"{first_id(concept_id, concept)}.{question.id}" for question in concept.questions]
        new = [name for name in (*own, *asked) if name not in self.here]
        if new:
            message = f"this page has {count(len(new), 'new name')}; nothing to do: main enters them in {NAMES}"
            yield _as(Severity.NOTICE, document.problem(("title",), "new-name", message))

    def _claims(self, concept_id: str, concept: Concept) -> Iterator[Problem]:
        for position, claim in enumerate(concept.claims):
            name = f"{concept_id}#claim-{claim.id}"
            known, rests = self.here.get(name), dependents(concept, claim.id)
            if rests and known and known.kept not in (RETIRED, self.now[name].kept):
                message = (
                    f"the claim has changed, and this rests on it: {', '.join(rests)}; correct what is wrong there "
                    f"now; then {_CONFIRM.format('reads both')}"
                )
                problem = self.library.document(concept_id).problem(
                    ("claims", position, "text"), "changed-claim", message
                )
                yield _as(Severity.WARNING, problem)

    def _questions(self, concept_id: str, concept: Concept) -> Iterator[Problem]:
        document = self.library.document(concept_id)
        for position, question in enumerate(concept.questions):
            name, path = f"{first_id(concept_id, concept)}.{question.id}", ("questions", position)
            line, known = self.now[name], self.here.get(name)
            if known is None or name in self.gone:
                continue
            if known.kept == RETIRED:
                message = f"'{name}' belonged to a retired question, to which readers have answers; choose a new id"
                yield document.problem((*path, "id"), "reused-name", message)
            elif line.rev < known.rev:
                message = (
                    f"revision {line.rev} is below {known.rev}, which readers have answered; write 'rev: {known.rev}'"
                )
                yield document.key_problem((*path, "rev"), "lowered-rev", message)
            elif line.rev == known.rev and line.kept != known.kept:
                message = (
                    f"what counts as right has changed; restore it, or write 'rev: {known.rev + 1}' so that readers "
                    "learn that they answered an earlier version"
                )
                yield document.problem((*path, "id"), "changed-answer", message)

    def _sources(self) -> Iterator[Problem]:
        for key, source in self.library.sources.items():
            document, known = self.library.source_document(key), self.known.get(f"{SOURCE}{key}")
            if known is None:
                message = f"the source '{key}' is new; nothing to do: main enters it in {NAMES}"
                yield _as(Severity.NOTICE, document.problem(("title",), "new-name", message))
            elif known.kept != source_digest(source):
                message = (
                    f"the arXiv id, title or first author of '{key}' has changed; restore it if it was a slip; "
                    f"otherwise {_CONFIRM.format('compares it with the work itself')}"
                )
                yield _as(Severity.WARNING, document.problem(("title",), "changed-source", message))
        for name, line in self.known.items():
            if name.startswith(SOURCE) and name.removeprefix(SOURCE) not in self.library.source_keys:
                message = f"the source '{name.removeprefix(SOURCE)}' is gone; nothing to do: main drops this line"
                yield Problem(NAMES, line.number, 1, "lost-source", message, Severity.NOTICE)

    def _lost(self) -> Iterator[Problem]:
        for name, line in self.known.items():
            present = present_name(name, line, self.renamed)
            if name.startswith(SOURCE) or present in self.now or present in self.former:
                continue
            page, target = self._page_of(name), self.renamed.target(name)
            if is_covered(name, self.gone, self.renamed) or page in self.unsettled | self.library.unreadable:
                continue
            if page in self.library.concepts:
                if not self._is_lost_page(target):
                    yield self._lost_part(page, name, line)
            elif not self.library.unreadable and not self._goes_with_page(name):
                yield self._lost_page(name, line)

    def _page_of(self, name: str) -> str:
        """The concept on whose page a name is, or was."""
        if is_question(name):
            first = name.partition(".")[0]
            return self.first.get(first, self.renamed.page(first))
        return self.renamed.page(name).partition("#")[0]

    def _is_lost_page(self, concept_id: str) -> bool:
        """Whether a page is gone without a word, so that a relation to it is gone for the same reason."""
        return concept_id in self.known and concept_id not in self.library.concept_ids and concept_id not in self.former

    def _goes_with_page(self, name: str) -> bool:
        """Whether a name is part of a page that is reported itself."""
        page = name.partition("." if is_question(name) else "#")[0]
        return page != name and page in self.known

    def _lost_part(self, page: str, name: str, line: Line) -> Problem:
        document, path = self.library.document(page), concept_path(page)
        if is_question(name):
            anchor, now = f"{QUESTION}{name.partition('.')[2]}", ""
            said = f"the question '{name}' is gone"
        else:
            anchor = name.partition("#")[2]
            now = f", now: {self._likely(page, anchor)}"
            said = f"'{name}' is gone, and others may link to it"
        if line.kept == RETIRED:
            said = f"'{name}' was retired, and its entry is gone"
        message = f"{said}; restore it, or add to {path}: retired: [{{id: {anchor}{now}}}]"
        if now.endswith("ANCHOR"):
            message += ", with the part of the page that took its place"
        field = "retired" if ("retired",) in document.keys else "title"
        return document.key_problem((field,), "lost-name", message)

    def _likely(self, page: str, anchor: str) -> str:
        """The new part that probably took the place of one that is gone: the only one of its kind."""
        new = [
            other
            for other in sorted(lasting_parts(self.library, page))
            if f"{page}#{other}" not in self.here and _kind(other) == _kind(anchor)
        ]
        return new[0] if len(new) == 1 else "ANCHOR"

    def _lost_page(self, name: str, line: Line) -> Problem:
        if "#" in name or is_question(name):
            message = f"'{name}' is gone with its page, of which {NAMES} has no line; {_RESTORE}"
        else:
            said = f"the concept '{name}' is gone, and others may link to it; restore it"
            if line.kept == RETIRED:
                said = f"links to the former concept '{name}' lead nowhere now; restore its entry"
            message = (
                f"{said}; or, if it has another id now, add "
                f"to its file: redirects: [{name}]; or, if another concept took its place, add to that one's file: "
                f"replaces: [{name}]"
            )
        return Problem(NAMES, line.number, 1, "lost-name", message)


_RESTORE = "a maintainer restores the page, or the line from the history"
_KINDS = ("chart", "claim", "eq", "misconception", "relation")


def _kind(anchor: str) -> str:
    """What an anchor belongs to; "" for sections and the like."""
    first, hyphen, _ = anchor.partition("-")
    return first if hyphen and first in _KINDS else ""


def _as(severity: Severity, problem: Problem) -> Problem:
    return dataclasses.replace(problem, severity=severity)
