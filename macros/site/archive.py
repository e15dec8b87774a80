"""A zip of the site that works without a server and without the network.

Browsers do not let a page that was opened from a folder read other files, but let it run scripts. So each text that our
scripts read has a script beside it that hands it over; ``parts.mjs`` loads that one instead.
"""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections.abc import Iterator
from pathlib import Path

from ..core.outline.site import QUESTION_LISTS
from ..core.source.files import Refused, regular_files, write_whole, zipped
from .search import FILES_SCRIPT, FOLDER, write_files_script

NAME = "alignment-atlas"
_FOR_SERVERS = {"404.html", "_headers", "robots.txt", "sitemap.xml", "sitemap.xml.gz"}


def write_archive(site: Path, target: Path) -> int:
    """Packs a site that was built with ``--no-directory-urls`` into a zip, and returns the number of its files.

    Raises:
        Refused: the folder holds no such site, it is damaged or has symbolic links, or the zip would lie in it.
        OSError: something cannot be read or written.
    """
    if not (site / "index.html").is_file() or (site / "map/index.html").is_file():
        raise Refused(f"{site} holds no site built with 'mkdocs build --no-directory-urls'")
    if target.resolve().is_relative_to(site.resolve()):
        raise Refused(f"{target} lies in the folder that is packed; name a place outside it")
    regular_files(site)
    try:
        write_files_script(site)
    except (EOFError, LookupError, TypeError, ValueError, zlib.error, FileNotFoundError, gzip.BadGzipFile):
        raise Refused(f"the search index in {site / FOLDER} is damaged; build the site again") from None
    texts = {_name(name): file.read_bytes() for name, file in regular_files(site).items()}
    handed = {f"{name}.js": _handed_over(name, texts[name]) for name in _read_by_scripts(texts)}
    packed = texts | handed
    for name in texts:
        if name in _FOR_SERVERS or (name.startswith(f"{FOLDER}/") and not name.endswith(FILES_SCRIPT)):
            del packed[name]
    write_whole(target, zipped({f"{NAME}/{name}": data for name, data in packed.items()}))
    return len(packed)


def _name(name: str) -> str:
    """The name of a file as text, whatever Python's locale."""
    try:
        return os.fsencode(name).decode()
    except UnicodeDecodeError:
        raise Refused(f"the name of the file {name} is not UTF-8; build the site again") from None


def _read_by_scripts(texts: dict[str, bytes]) -> Iterator[str]:
    """The data files, and the pages from which sessions and the page of practice take questions."""
    kinds = (("assets/", ".json"), ("concepts/", ".html"), (QUESTION_LISTS, ".html"))
    for name in texts:
        if any(name.startswith(start) and name.endswith(end) for start, end in kinds):
            yield name


def _handed_over(name: str, text: bytes) -> bytes:
    try:
        key, value = json.dumps(Path(name).name), json.dumps(text.decode(), ensure_ascii=False)
    except UnicodeDecodeError:
        raise Refused(f"the file {name} is not UTF-8; build the site again") from None
    return f"(globalThis.atlas_texts??={{}})[{key}]={value};\n".encode()
