"""Nothing in ``docs/`` has the address of something that the build makes or leads elsewhere; its pages can be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..model.files import LINK
from ..model.library import Library
from ..names.renames import former_pages
from ..outline.site import MADE_FILES, MADE_FOLDERS, ROOT_PAGES, address_key, made_pages
from ..source.documents import read_text
from ..source.printable import reason
from ..source.problems import Problem
from ..text.fences import written_pages


def check(library: Library) -> Iterator[Problem]:
    """Yields ``taken-page``, and ``invisible-character``, ``no-file`` and ``not-utf-8`` for hand-written pages."""
    former = former_pages(library)
    made = {address_key(page): source for page, source in made_pages(library, former)}
    made |= {address_key(file): "data" for file in MADE_FILES}
    docs = library.root / "docs"
    for file in sorted(docs.rglob("*")):
        name = file.relative_to(docs).as_posix()
        path = f"docs/{name}"
        if file.is_symlink():
            yield Problem(path, 1, 1, "no-file", LINK.format("folder" if file.is_dir() else "file"))
            continue
        if not file.is_file():
            continue
        folder = next((folder for folder in MADE_FOLDERS if name.casefold().startswith(f"{folder}/")), "")
        if source := made.get(address_key(name), ""):
            message = f"the page or file at this address is made from {source}; rename or delete this one"
            yield Problem(path, 1, 1, "taken-page", message)
        elif folder:
            message = f"everything in {folder} is made by the build; move this file to another folder"
            yield Problem(path, 1, 1, "taken-page", message)
    for file in written_pages(library.root):
        if not file.is_symlink():
            yield from _readable(file.relative_to(library.root).as_posix(), file)
    for path, _ in ROOT_PAGES.values():
        if (library.root / path).is_symlink():
            yield Problem(path, 1, 1, "no-file", LINK.format("file"))


def _readable(path: str, file: Path) -> Iterator[Problem]:
    if not path.isprintable():  # what is not UTF-8, in this locale, is not either
        message = "the file's name has characters that cannot be shown; rename it, with letters from a to z"
        yield Problem(path, 1, 1, "invisible-character", message)
        return
    try:
        document = read_text(path, file.read_bytes())
    except OSError as error:
        yield Problem(path, 1, 1, "no-file", f"the file cannot be read: {reason(error)}")
        return
    yield from (problem for problem in document.problems if problem.code == "not-utf-8")
