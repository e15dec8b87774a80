"""Small repositories for tests."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def git(folder: Path, *arguments: str, **environment: str) -> str:
    """What a git command prints in a folder, whatever the settings of who runs the tests."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    who = {f"GIT_{role}_{field}": value for role in ("AUTHOR", "COMMITTER") for field, value in _PERSON.items()}
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=clean | who | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def commit(folder: Path, moment: str) -> None:
    """Commits everything in a folder, which becomes a repository, at a moment such as ``2020-02-02T12:00:00+00:00``."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Change", GIT_COMMITTER_DATE=moment, GIT_AUTHOR_DATE=moment)


_PERSON = {"NAME": "Jane Doe", "EMAIL": "jane@example.org"}
