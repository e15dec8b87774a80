"""Turns an unforeseen error of the program into a problem, so that one fault does not hide what else is wrong."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from ..drawing.renderer import RendererMissing
from ..model.files import concept_path
from ..model.library import Library
from ..source.documents import Document
from ..source.problems import DataError, Problem

_HERE = Path(__file__).resolve()
_PROJECT = _HERE.parents[3]
_LONGEST_ERROR = 200


@contextmanager
def net(problems: list[Problem], what: str, path: str = "") -> Iterator[None]:
    """Catches the error that ends the block, and adds a problem ``internal-error`` to ``problems``.

    ``what`` names the part of the program. The problem stands at the file ``path``, or else at the one that the
    program looked at, or if that cannot be told at the line of the program that failed.

    Raises:
        DataError, RendererMissing: the block raised it; commands explain these themselves.
    """
    try:
        yield
    except (DataError, RendererMissing):
        raise
    except Exception as error:  # a fault of the program may have any type
        problems.append(_problem(error, what, path))


def caught(what: str, find: Callable[[], Iterable[Problem]]) -> list[Problem]:
    """The problems that ``find`` yields, and one more if it ends in an error; see :func:`net`."""
    problems: list[Problem] = []
    with net(problems, what):
        for problem in find():
            problems.append(problem)
    return problems


def _problem(error: Exception, what: str, path: str) -> Problem:
    calls = list(traceback.walk_tb(error.__traceback__))
    path = path or next(filter(None, (_looked_at(frame) for frame, _ in reversed(calls))), "")
    code, line = _last_of_ours([(Path(frame.f_code.co_filename), line) for frame, line in calls])
    message = (
        f"{what} stopped at {code}:{line} with {type(error).__name__}: {str(error)[:_LONGEST_ERROR]}; this is a fault "
        "of the check itself: report it with this line and the file"
    )
    return Problem(path, 1, 1, "internal-error", message) if path else Problem(code, line, 1, "internal-error", message)


def _looked_at(frame: FrameType) -> str:
    """The data file that a call was about, as its variables tell; nothing if they do not."""
    names = frame.f_locals
    if isinstance(document := names.get("document"), Document):
        return document.path
    library, concept_id = names.get("library"), names.get("concept_id")
    known = isinstance(library, Library) and isinstance(concept_id, str) and concept_id in library.concept_ids
    return concept_path(str(concept_id)) if known else ""


def _last_of_ours(calls: list[tuple[Path, int]]) -> tuple[str, int]:
    """Of files and lines the last one that is in this project, outside of this file."""
    inside = [(file, line) for file, line in calls if file.is_relative_to(_PROJECT / "macros") and file != _HERE]
    if not inside:
        return calls[-1][0].name, calls[-1][1]
    file, line = inside[-1]
    return file.relative_to(_PROJECT).as_posix(), line
