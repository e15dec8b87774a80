"""Mutants: small mistakes that the tests have to notice, each a patch with the tests that are meant for it.

A patch begins with two lines, ``Breaks:`` with a sentence, and ``Tests:`` with test files or node ids; a diff follows.
Nothing is changed in the project itself: each mutant lives in a copy, without what earlier builds left in ``.cache``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple

from tests.projects import MADE, ROOT

FOLDER = Path(__file__).resolve().parent
WORKERS = 2
SECONDS = 300
"""The longest that the tests of one mutant may take."""
_LINKED = (".venv", "node_modules")
_HEADER = re.compile(r"Breaks: (?P<breaks>[A-Z].*\.)\nTests: (?P<tests>\S+(?: \S+)*)\n\n---? ")


class Mutant(NamedTuple):
    """A patch.

    Attributes:
        path: Where it is.
        breaks: What it breaks, in a sentence.
        tests: The test files or node ids that are meant to notice.
    """

    path: Path
    breaks: str
    tests: tuple[str, ...]


class Result(NamedTuple):
    """What became of a mutant.

    Attributes:
        state: ``killed`` if its tests fail, ``survived`` if they pass, ``error`` if it could not be tried.
        words: The first test that failed, or what is wrong.
    """

    state: Literal["killed", "survived", "error"]
    words: str = ""


def read_mutants(folder: Path = FOLDER) -> list[Mutant]:
    """All patches of a folder, by name.

    Raises:
        ValueError: a patch has no header.
    """
    found = []
    for path in sorted(folder.glob("*.patch")):
        header = _HEADER.match(path.read_text("utf-8"))
        if not header:
            raise ValueError(f"{path.name}: begin with the lines 'Breaks: …' and 'Tests: …', and an empty line")
        found.append(Mutant(path, header["breaks"], tuple(header["tests"].split())))
    return found


def problem(mutant: Mutant, root: Path = ROOT) -> str:
    """Why a mutant cannot be tried, without trying it; nothing if it can."""
    for test in mutant.tests:
        name, *inner = test.split("::")
        file = root / name
        if not file.is_file() or (inner and f"def {inner[-1].partition('[')[0]}(" not in file.read_text("utf-8")):
            return f"there is no test {test}"
    done = _apply(mutant, root, "--check")
    return f"does not apply: {done.stderr.strip()}" if done.returncode else ""


def check_tests(mutants: Sequence[Mutant], root: Path = ROOT) -> str:
    """What the tests of all mutants say without any of them; nothing if they pass."""
    tests = dict.fromkeys(test for mutant in mutants for test in mutant.tests)
    with _copy(root) as folder:
        status, said = _pytest(folder, tuple(tests))
    return "" if status == 0 else said


def run(mutant: Mutant, root: Path = ROOT) -> Result:
    """Tries one mutant in a copy of the project."""
    if wrong := problem(mutant, root):
        return Result("error", wrong)
    with _copy(root) as folder:
        _apply(mutant, folder)
        for name in re.findall(r"^\+\+\+ b/(\S+\.py)$", mutant.path.read_text("utf-8"), re.MULTILINE):
            try:
                compile((folder / name).read_text("utf-8"), name, "exec")
            except SyntaxError as error:
                return Result("error", f"{name} is no Python any more: {error}")
        status, said = _pytest(folder, mutant.tests)
    failed = re.search(r"^FAILED (.+?)(?: - |$)", said, re.MULTILINE)
    if status == 1 and failed:
        return Result("killed", failed[1])
    return Result("survived") if status == 0 else Result("error", said)


def run_all(mutants: Sequence[Mutant], root: Path = ROOT) -> Iterator[tuple[Mutant, Result]]:
    """Tries mutants, some at a time; what became of each, in order."""
    with ThreadPoolExecutor(WORKERS) as pool:
        yield from zip(mutants, pool.map(lambda mutant: run(mutant, root), mutants), strict=True)


@contextmanager
def _copy(root: Path) -> Iterator[Path]:
    """A copy of the project's files as they are now, with the installed packages linked into it."""
    with tempfile.TemporaryDirectory(prefix="mutant-") as name:
        folder = Path(name) / "project"
        shutil.copytree(root, folder, ignore=partial(_not_copied, root))
        for linked in _LINKED:
            if (root / linked).exists():
                (folder / linked).symlink_to((root / linked).resolve(), target_is_directory=True)
        yield folder


def _not_copied(root: Path, folder: str, names: list[str]) -> set[str]:
    """What was made in the project; deeper folders may have such names, as ``macros/site`` has."""
    return {name for name in names if name == "__pycache__" or (name in MADE and Path(folder) == root)}


def _apply(mutant: Mutant, root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "apply", *options, str(mutant.path)],
        cwd=root,
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(root.parent), "LC_ALL": "C"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _pytest(folder: Path, tests: Sequence[str]) -> tuple[int, str]:
    """Exit status and output of pytest in a folder."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--color=no", *tests],
            cwd=folder,
            env={name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return 2, f"the tests took more than {SECONDS} seconds"
    return done.returncode, f"{done.stdout}{done.stderr}"
