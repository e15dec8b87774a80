"""Builds the site with MkDocs and with ProperDocs, its fork: ``python -m tests.properdocs FOLDER``.

FOLDER holds the package ProperDocs; it runs with all other packages as they are installed. Both sites have to be the
same but for the name of the program that made them.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from macros.core.source.problems import count
from tests.projects import ROOT, build, build_environment

_MAKER = re.compile(rb'<meta name="generator" content="[^"]*">')
_MOST = 20


def main(package: Path) -> int:
    """Builds both sites and prints where they differ; the result is the exit status."""
    with TemporaryDirectory() as folder:
        usual, other = Path(folder) / "mkdocs", Path(folder) / "properdocs"
        command = [sys.executable, "-m", "properdocs", "build", "--strict", "--site-dir", str(other)]
        environment = build_environment(PYTHONPATH=str(package.resolve()))
        for done in (
            build(ROOT, usual),
            subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False),
        ):
            if done.returncode:
                print(done.stdout + done.stderr)
                return 1
        made = other / "index.html"
        if b"ProperDocs" not in made.read_bytes():
            print("the second site does not say that ProperDocs made it")
            return 1
        differing = differences(usual, other)
    for name in differing[:_MOST]:
        print(f"differs: {name}")
    print(f"{count(len(differing), 'file')} of the site made by ProperDocs differ" if differing else "the same site")
    return int(bool(differing))


def differences(one: Path, other: Path) -> list[str]:
    """The names of files that only one of two sites has, or whose bytes differ in more than who made them, sorted."""
    here, there = _files(one), _files(other)
    return sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name))


def _files(site: Path) -> dict[str, bytes]:
    files = (file for file in site.rglob("*") if file.is_file())
    return {file.relative_to(site).as_posix(): _MAKER.sub(b"", file.read_bytes()) for file in files}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
