"""The sites that are measured: the shipped one and generated ones, each with its text in plain Material."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.bench.plain import plain_project
from tests.generated import generate_site
from tests.projects import build_environment, copy_project

SMALL, SIZES = 25, (250, 1000)
"""Numbers of generated concepts: for bytes only, and for all measurements."""


@dataclass(frozen=True)
class Cost:
    """What a command took, with all processes that it started.

    Attributes:
        cpu: Seconds of CPU time, user and system.
        memory: The most bytes in memory of any one of the processes.
    """

    cpu: float
    memory: float


_LAUNCH = """
import json, resource, subprocess, sys
code = subprocess.call(sys.argv[2:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(sys.argv[1], "w") as file:
    json.dump([used.ru_utime + used.ru_stime, used.ru_maxrss], file)
sys.exit(code)
"""
"""Runs a command from a small process, since a new one counts the memory of the one it was started from as its own."""


def run(project: Path, *command: str) -> Cost:
    """The cost of one strict build, or of another Python command, in a project.

    Raises:
        subprocess.CalledProcessError: it failed; what it printed is part of the error.
    """
    arguments = [sys.executable, "-m", *(command or ("mkdocs", "build", "--strict", "--quiet"))]
    log, costs = project / ".bench.log", project / ".bench.json"
    launcher = [sys.executable, "-E", "-S", "-c", _LAUNCH, str(costs), *arguments]
    with log.open("wb") as output:
        code = subprocess.call(launcher, cwd=project, env=build_environment(), stdout=output, stderr=output)
    text = log.read_text("utf-8", "replace")
    cpu, memory = json.loads(costs.read_text("utf-8"))
    log.unlink()
    costs.unlink()
    if code:
        raise subprocess.CalledProcessError(code, arguments, text)
    return Cost(cpu, memory * (1 if sys.platform == "darwin" else 1024))


@dataclass(frozen=True)
class Pair:
    """A site, and plain Material with the same text; both have been built.

    Attributes:
        name: What the tables call it.
        ours: The project of ours.
        plain: The project of plain Material.
        concept: Id of the concept whose page is visited.
        word: What is searched for.
    """

    name: str
    ours: Path
    plain: Path
    concept: str
    word: str


class Sites:
    """All sites, each made when it is first asked for, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pairs: dict[int, Pair] = {}

    @cached_property
    def shipped(self) -> Pair:
        """The shipped site."""
        project = copy_project(self._folder / "shipped")
        return self._pair(project, "shipped", "dpo", "reward")

    def generated(self, number: int) -> Pair:
        """A site with so many generated concepts. The page visited has the same relations on all."""
        if number not in self._pairs:
            project = generate_site(self._folder / str(number), number)
            self._pairs[number] = self._pair(project, f"{number:,} generated", "bibababa", "alpha")
        return self._pairs[number]

    def all(self) -> list[Pair]:
        """The shipped site and the generated ones of all sizes."""
        return [self.shipped, *(self.generated(number) for number in SIZES)]

    def _pair(self, project: Path, name: str, concept: str, word: str) -> Pair:
        (project / ".cache").unlink()  # what is kept is part of what is measured
        run(project)
        plain = plain_project(project / "site", project.with_name(f"{project.name}-plain"))
        run(plain)
        return Pair(name, project, plain, concept, word)


def move_away(place: Path) -> None:
    """Takes a folder that builds made out of their way.

    It is not deleted: a file system that has just deleted thousands of files may take its time to write new ones, which
    would count for the next build.
    """
    if place.exists():
        place.rename(Path(tempfile.mkdtemp(dir=place.parents[1])) / place.name)


def edit_concept(pair: Pair) -> None:
    """Changes a word in the summary of the concept of our project whose page is visited."""
    file = pair.ours / f"data/concepts/{pair.concept}.yml"
    text, number = re.subn(r"^(summary:(?: >-\n)?.*\w)", r"\1y", file.read_text("utf-8"), count=1, flags=re.MULTILINE)
    assert number == 1, f"{file} has no summary"
    file.write_text(text, "utf-8")
