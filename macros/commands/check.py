"""Check all data and print every problem."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from ..core.authoring.layout import LayoutError, lay_out
from ..core.drawing.renderer import is_installed
from ..core.model.library import Library
from ..core.model.reading import read_library
from ..core.pages.atlas import atlas_of
from ..core.rules import findings
from ..core.source.files import Refused
from ..core.source.problems import (
    DataError,
    Problem,
    Severity,
    as_json,
    count,
    github_annotations,
    shown,
    sorted_by_place,
    summed,
    with_severity,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds how to print what is found, and what to compare with."""
    parser.add_argument(
        "--format", choices=("text", "github", "json"), default="text", help="how to print problems; text by default"
    )
    parser.add_argument(
        "--base",
        type=Path,
        metavar="FOLDER",
        help="a copy of the branch that a proposal is for; what is published there must not get lost",
    )


def run(options: argparse.Namespace, root: Path) -> int:
    """Returns 1 if there are problems, else 0: warnings and notices fail nothing.

    Raises:
        Refused: the base is no copy of the project.
    """
    if options.base and not (options.base / "data").is_dir():
        raise Refused(f"{options.base} is not a copy of the project: it has no folder 'data'")
    drawn = is_installed(root)
    if not drawn:
        # JSON has to stay JSON, so it comes alone on the standard output.
        target = sys.stderr if options.format == "json" else sys.stdout
        print("diagrams were not checked, since the npm packages are missing; the build checks them", file=target)
    library, found = read_library(root, options.base)
    if library:
        found += findings(library)
        found += _layout(library, {problem.path for problem in found if problem.severity is Severity.PROBLEM})
    notes = with_severity(found, Severity.WARNING, Severity.NOTICE)
    problems = with_severity(found, Severity.PROBLEM)
    try:
        atlas_of(library, problems, root, lambda here, there: there, drawn=drawn)
        problems = []
    except DataError as error:
        problems = list(error.problems)
    _print(options.format, library, sorted_by_place([*problems, *notes]))
    return 1 if problems else 0


def _print(form: str, library: Library | None, found: tuple[Problem, ...]) -> None:
    if form == "json":
        print(as_json(found))
        return
    if form == "github" and found:
        print(github_annotations(found))
    for problem in shown(found):
        print(problem)
    failed = with_severity(found, Severity.PROBLEM)
    counted = f"{count(len(library.concepts), 'concept')}, {count(len(library.sources), 'source')}: " if library else ""
    print(summed(found) if failed else f"{counted}{summed(found)}")


def _layout(library: Library, wrong: Collection[str]) -> Iterator[Problem]:
    """A notice for each file that is not laid out as a command would do it, but for those with problems."""
    for path, document in library.documents.items():
        if path in wrong:
            continue
        try:
            laid_out = lay_out(path, document.text)
        except LayoutError:
            continue
        if laid_out != document.text:
            message = "fields or entries are in another order than 'make format' would write; nothing to do"
            yield Problem(path, 1, 1, "other-layout", message, Severity.NOTICE)
