"""Runs our scripts in Node, as a browser would run them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from macros.core.drawing.renderer import node
from tests.projects import ROOT


def run_module(program: str, given: Any = None) -> Any:
    """What a module prints as JSON, run at the project's root with ``given`` as JSON on its standard input."""
    return _run(["--input-type=module", "-e", program], given)


def run_program(path: str, given: Any = None) -> Any:
    """The same for a module in a file, by its path from the project's root."""
    return _run([path], given)


def _run(arguments: list[str], given: Any) -> Any:
    done = subprocess.run(
        [node(), *arguments],
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@contextmanager
def conversation(path: str) -> Iterator[Callable[..., Any]]:
    """Asks a module, by its path from the root, that answers each line of JSON: ``ask("import", texts=[...])``."""
    with subprocess.Popen(
        [node(), path], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as program:
        asked, answered = program.stdin, program.stdout
        assert asked and answered

        def ask(action: str, **given: Any) -> Any:
            print(json.dumps({"action": action, **given}), file=asked, flush=True)
            return json.loads(answered.readline())

        yield ask
        asked.close()
