"""Writes the folder ``data/`` of a pull request and of the branch that it is for, read from its merge commit.

Usage: ``python unpack_data.py REPOSITORY HEAD BEFORE [AFTER]``. REPOSITORY is a clone with the merge commit checked
out. HEAD is the last commit of the pull request. BEFORE and AFTER are folders to write: the data of the merge commit's
first parent, and those of the merge commit itself.

Files are read from git's objects and not from a working tree, so that no link is followed and no filter runs. Exits
with 1 and a reason if the merge commit is of another push, or if ``data/`` holds anything but plain files.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MOST_FILES = 20_000
MOST_BYTES = 200_000_000
_PLAIN_FILES = ("100644", "100755")
_NO_NAMES = ("", ".", "..", ".git")


class Refused(Exception):
    """Why there are no data; the message is printed."""


def unpack(repository: Path, head: str, before: Path, after: Path | None = None) -> None:
    """Writes the folders; see the module.

    Raises:
        Refused: the merge commit or its data are not as they should be.
    """
    _, *parents = _git(repository, "rev-list", "--parents", "--max-count=1", "HEAD").decode().split()
    if len(parents) != 2 or parents[1] != head:
        raise Refused(f"the merge commit does not merge {head}; the pull request has conflicts or a newer push")
    _write_data(repository, parents[0], before)
    if after:
        _write_data(repository, "HEAD", after)


def _write_data(repository: Path, commit: str, folder: Path) -> None:
    listed = _git(repository, "ls-tree", "-r", "-z", "--long", "--full-tree", commit, "--", "data").split(b"\0")[:-1]
    entries = []
    for line in listed:
        about, _, path = line.partition(b"\t")
        mode, _, digest, size = about.decode().split()
        parts = path.decode("utf-8", "backslashreplace").split("/")
        if mode not in _PLAIN_FILES or any(part.lower() in _NO_NAMES or "\\" in part for part in parts):
            raise Refused(f"{path!r} is not a plain file")
        entries.append((parts, digest, int(size)))
    if len(entries) > MOST_FILES or sum(size for _, _, size in entries) > MOST_BYTES:
        raise Refused(f"data/ is too large; at most {MOST_FILES:,} files and {MOST_BYTES:,} bytes")
    for parts, digest, _ in entries:
        file = folder.joinpath(*parts)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_git(repository, "cat-file", "blob", digest))


def _git(repository: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", "-C", str(repository), *arguments], check=True, capture_output=True).stdout


if __name__ == "__main__":
    try:
        unpack(Path(sys.argv[1]), sys.argv[2], *map(Path, sys.argv[3:]))
    except (Refused, OSError) as error:  # an OSError comes from a name that is too long, or is a file and a folder
        sys.exit(f"no data: {error}")
