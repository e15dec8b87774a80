"""Remembers which pages have passed a check that takes long, so that it runs again only if something has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

MOST = 4_000
"""Verdicts that are kept: those of some dozens of states of the site."""


@dataclass(frozen=True)
class Verdicts:
    """Verdicts in a folder, each an empty file whose name is the digest of all that it depends on.

    Only passes are remembered. A file that is lost costs one run of its check.

    Attributes:
        folder: Where the files are.
        basis: What all verdicts depend on: digests of the sources of the checks and of what pages load, the browser.
    """

    folder: Path
    basis: str

    def check(self, page: Path, check: Callable[[], None]) -> bool:
        """Runs a check of a page, a built file, unless it has passed before; whether it was run.

        Raises:
            AssertionError: the check does not hold.
        """
        depends = [self.basis, check.__name__, digest([page])]
        file = self.folder / hashlib.sha256(json.dumps(depends).encode()).hexdigest()
        if known := file.exists():
            file.touch()  # counts as used
        else:
            check()
            self.folder.mkdir(parents=True, exist_ok=True)
            file.touch()
        return not known

    def drop_unused(self, most: int = MOST) -> None:
        """Deletes all verdicts but for those used last."""
        for file in sorted(self.folder.glob("*"), key=lambda file: file.stat().st_mtime_ns, reverse=True)[most:]:
            file.unlink(missing_ok=True)


def digest(files: Iterable[Path]) -> str:
    """The digest of the contents of files, in the order of their paths."""
    return hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in sorted(files))).hexdigest()


def basis(site: Path, sources: Iterable[Path], browser: str) -> str:
    """What verdicts on the pages of a site depend on besides the pages themselves.

    Args:
        site: The built site, whose pages load its styles, scripts and fonts.
        sources: The files that the checks consist of.
        browser: Its version.
    """
    loaded = (file for file in (site / "assets").rglob("*") if file.suffix in (".css", ".js", ".woff2"))
    return " ".join([digest(loaded), digest(sources), browser])
