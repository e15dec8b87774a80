"""Tries the site in Firefox: ``python -m tests.firefox [SITE QUIZ_SITE]`` builds both sites unless it is given them.

The first is the shipped site, the second the one with a question of every type.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from macros.core.drawing.renderer import node
from tests.firefox.hosted import Hosted
from tests.firefox.program import obtain
from tests.projects import ROOT, build, quiz_project
from tests.site.server import serve

_SUITE = Path(__file__).with_name("smoke.mjs")


def main() -> int:
    """Runs the suite; the result is the exit status."""
    parser = argparse.ArgumentParser(prog="tests.firefox", description="Try the site in Firefox.")
    parser.add_argument("sites", nargs="*", type=Path, metavar="FOLDER", help="shipped site and quiz site, built")
    sites: list[Path] = parser.parse_args().sites
    if len(sites) not in (0, 2):
        parser.error("give both folders, or none")
    firefox = obtain()
    if not firefox:
        print("Firefox is missing: install it, or set FIREFOX to the path of its program.", file=sys.stderr)
        return 1
    print(f"browser: {firefox}", flush=True)
    with ExitStack() as stack:
        shipped, quiz = sites or _built(Path(stack.enter_context(TemporaryDirectory())))
        environment = {
            "FIREFOX": firefox,
            "SITE": stack.enter_context(serve(shipped, Hosted)),
            "QUIZ_SITE": stack.enter_context(serve(quiz, Hosted)),
        }
        done = subprocess.run(
            [node(), "--test", "--test-reporter=spec", str(_SUITE)], cwd=ROOT, env=os.environ | environment, check=False
        )
    return done.returncode


def _built(folder: Path) -> tuple[Path, Path]:
    """Both sites, built in this folder."""
    shipped, project = folder / "shipped", quiz_project(folder / "project")
    for done in (build(ROOT, shipped), build(project)):
        if done.returncode:
            sys.exit(done.stderr)
    return shipped, project / "site"


if __name__ == "__main__":
    sys.exit(main())
