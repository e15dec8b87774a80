"""Ids of questions are permanent: none is used again, none disappears, and a changed answer has a new revision."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.files import LEDGER
from ..model.library import Library
from ..model.reading import read_lock_file
from ..names.questions import RETIRED, questions, read_ledger
from ..quiz.display import first_id
from ..source.documents import KeyPath
from ..source.problems import Problem

_ENTER = "run 'make locks', or leave it to a maintainer"


def check(library: Library) -> Iterator[Problem]:
    """Yields ``unlocked-question``, ``reused-question``, ``changed-answer``, ``lowered-rev``, ``lost-question``,
    ``lock-line``, ``conflict-marker`` and ``unsorted-lock``. A ledger with damaged lines is not compared."""
    text, problems = read_lock_file(library.root, LEDGER)
    lock = read_ledger(text)
    yield from problems or lock.problems
    if problems or lock.damage:
        return
    ledger = lock.entries
    now = questions(library.concepts)
    places: dict[str, tuple[str, KeyPath]] = {
        f"{first_id(key, concept)}.{question.id}": (key, ("questions", position))
        for key, concept in library.concepts.items()
        for position, question in enumerate(concept.questions)
    }
    for name, line in now.items():
        concept_id, path = places[name]
        if concept_id in library.unsettled:
            continue
        document, known, field = library.document(concept_id), ledger.get(name), "id"
        if known is None:
            code, message = "unlocked-question", f"'{name}' is not in {LEDGER}; {_ENTER}"
        elif known.digest == RETIRED:
            code = "reused-question"
            message = (
                f"'{name}' belonged to a question that was retired; readers have answers to that one: choose a new id"
            )
        elif line.rev > known.rev:
            code = "unlocked-question"
            message = f"revision {line.rev} of '{name}' is not in {LEDGER}; {_ENTER}"
        elif line.rev < known.rev:
            code, field = "lowered-rev", "rev"
            message = f"revision {line.rev} is below {known.rev}, which readers have answered; write 'rev: {known.rev}'"
        elif line.digest != known.digest:
            code = "changed-answer"
            message = (
                f"what counts as right has changed; restore it, or write 'rev: {known.rev + 1}' so that readers learn "
                "that they answered an earlier version, and run 'make locks' (or leave that to a maintainer)"
            )
        else:
            continue
        where = document.problem if field == "id" else document.key_problem
        yield where((*path, field), code, message)
    uncertain = library.unreadable | {first_id(key, library.concepts[key]) for key in library.unsettled}
    for name, line in ledger.items():
        if name not in now and line.digest != RETIRED and name.split(".")[0] not in uncertain:
            message = f"the question '{name}' is gone; restore it, or run 'make retire NAMES={name}'"
            yield Problem(LEDGER, line.number, 1, "lost-question", message)
