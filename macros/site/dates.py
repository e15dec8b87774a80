"""When the files of the project last changed, from the history of its repository."""

from __future__ import annotations

import os
import posixpath
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from mkdocs.structure.files import File

_GIT = ("git", "-c", "core.quotePath=false", "-c", "log.showSignature=false")


def page_dates(pages: Iterable[File], docs: str, changes: Mapping[str, str]) -> dict[str, str]:
    """The date of each page by its name, such as ``concepts/dpo.md``, for pages whose source has one.

    The source is the file that the edit link opens: the data of a page made from data, the page itself otherwise.

    Args:
        pages: The pages of the site.
        docs: The folder of hand-written pages, relative to the project.
        changes: What :func:`last_changes` gives.
    """
    sources = {page.src_uri: posixpath.normpath(posixpath.join(docs, page.edit_uri or "")) for page in pages}
    return {name: changes[source] for name, source in sources.items() if source in changes}


def last_changes(root: Path) -> dict[str, str]:
    """The day of the last commit that changed each file below ``root``, by the file's path: ``{"a.md": "2026-11-23"}``.

    The day is the one on the committer's calendar, so it does not depend on where and when this runs. There are no
    dates outside a repository, without git, and in a clone without its full history, where the oldest commit that is
    there seems to have changed all files.
    """
    if not _has_history(root):
        return {}
    log = _git(root, "log", "--no-renames", "--relative", "--name-only", "--format=%x00%cs", "--", ".")
    days: dict[str, str] = {}
    for commit in log.split("\0")[1:]:
        day, *paths = commit.split("\n")
        for path in filter(None, paths):
            days.setdefault(path, day)
    return days


def change_times(root: Path, places: Iterable[str]) -> dict[str, int]:
    """When each file in some files and folders below ``root`` last changed on this branch, in seconds since 1970.

    A proposal counts from when it was merged, so that what is published later never bears an earlier time. Where
    :func:`last_changes` has no dates there are no times.
    """
    if not _has_history(root):
        return {}
    options = ("--first-parent", "-m", "--no-renames", "--relative", "--name-only", "--format=%x00%ct")
    times: dict[str, int] = {}
    for commit in _git(root, "log", *options, "--", *places).split("\0")[1:]:
        time, *paths = commit.split("\n")
        for path in filter(None, paths):
            times[path] = max(int(time), times.get(path, 0))
    return times


def _has_history(root: Path) -> bool:
    return _git(root, "rev-parse", "--is-shallow-repository").strip() == "false"


def _git(root: Path, *arguments: str) -> str:
    """What a git command prints in ``root``, with paths as Python names files; nothing if it fails."""
    try:
        done = subprocess.run([*_GIT, *arguments], cwd=root, capture_output=True, check=False)
    except OSError:
        return ""
    return "" if done.returncode else os.fsdecode(done.stdout)
