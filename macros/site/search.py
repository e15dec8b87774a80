"""Writes what search in the browser reads: the index of Pagefind, the names, and both as a script for ``file://``."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Annotated, Any

import cbor2
from pydantic import AfterValidator, ConfigDict, StringConstraints, TypeAdapter

from ..core.pages.records import ABOUT, Record
from ..core.store.cache import cached, drop_unused, json_form

FOLDER = "search"
NAMES = "names.json"
DETAILS = "about"
"""The folder with what is shown of concepts and terms that are found by name, a file for each."""
FILES_SCRIPT = "search-files.js"
MOST = 4
"""How many states of the index are cached."""
_ENTRY = "pagefind-entry.json"
_PUBLISHED = (
    "pagefind.js",
    _ENTRY,
    "wasm.en.pagefind",
    "*.pf_meta",
    "index/*",
    "fragment/*",
    "filter/*",
)
_SIGNATURE = b"pagefind_dcd"
_Name = Annotated[str, StringConstraints(pattern=r"^((index|fragment|filter)/)?[A-Za-z][A-Za-z0-9_.-]*$")]


def _whole(files: dict[str, bytes]) -> dict[str, bytes]:
    if _ENTRY not in files:
        raise ValueError(f"an index without {_ENTRY}")
    return files


FORM = json_form(
    TypeAdapter(
        Annotated[dict[_Name, bytes], AfterValidator(_whole)],
        config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64"),
    )
)
"""The form of the files of an index, by path, in the cache."""


class IndexingError(Exception):
    """Pagefind did not do its work; the message is its own."""


def write_index(
    site: Path,
    records: Iterable[Record],
    names: dict[str, Any],
    cache: Path,
    details: Mapping[str, object] = MappingProxyType({}),
) -> None:
    """Writes the folder of search into a built site. The index is cached in ``cache`` by the records it was made from.

    ``details`` has what is shown of names, by the names of files. The names get ``unasked``, the texts about the site,
    so that a browser can leave them out without loading a filter.

    Raises:
        IndexingError: Pagefind failed.
    """
    from pagefind_bin import get_executable

    pages = [record.html() for record in records]
    binary = Path(get_executable())
    recipe = hashlib.sha256(f"{binary.stat().st_size} {Path(__file__).stat().st_size}".encode())
    for page in pages:
        recipe.update(hashlib.sha256(page.encode()).digest())
    file = cache / "search" / f"{recipe.hexdigest()[:32]}.cached"
    files = cached(file, lambda: _index(binary, pages), FORM)
    drop_unused(file.parent, MOST)
    target = site / FOLDER
    shutil.rmtree(target, ignore_errors=True)
    written = {**files, NAMES: _json({**names, "unasked": _texts_about_the_site(files)}).encode()}
    written |= {f"{DETAILS}/{name}.json": _json(about).encode() for name, about in details.items()}
    for path, content in written.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(content)


def write_files_script(site: Path) -> None:
    """Writes names, details and texts of a built site as a classic script, as browsers fetch nothing for pages of ``file://``."""
    folder = site / FOLDER
    texts = indexed(site)
    details = {file.stem: json.loads(file.read_text("utf-8")) for file in sorted((folder / DETAILS).glob("*.json"))}
    found = {"names": json.loads((folder / NAMES).read_text("utf-8")), "details": details, "texts": texts}
    (folder / FILES_SCRIPT).write_text(f"globalThis.atlasSearch = {_json(found)};\n", "utf-8")


def indexed(site: Path) -> list[Any]:
    """All texts in the index of a built site; see :func:`read_packed`."""
    return [read_packed(file) for file in sorted((site / FOLDER / "fragment").iterdir())]


def read_packed(file: Path) -> Any:
    """The data in a file of the index with texts: ``content``, ``meta``, ``filters``, ``anchors``."""
    return _read(file.read_bytes())


def _read(content: bytes) -> Any:
    return json.loads(gzip.decompress(content).removeprefix(_SIGNATURE))


def _index(binary: Path, pages: list[str]) -> dict[str, bytes]:
    """The files of the index by path."""
    # Given a folder, Pagefind numbers its files as the disk happens to list them. Here the order is ours.
    added = [
        {"type": "AddFile", "index_id": 0, "file_path": None, "url": f"/{number}/", "file_contents": page}
        for number, page in enumerate(pages)  # of two with one address, Pagefind would forget the first
    ]
    begun = {"type": "NewIndex", "config": {"force_language": "en"}}
    # Told to write its files, Pagefind may end before the disk has them all.
    answer = _told(binary, [begun, *added, {"type": "GetFiles", "index_id": 0}])
    files = {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}
    _settle(files)
    wanted = (path for path in sorted(files) if any(PurePosixPath(path).match(pattern) for pattern in _PUBLISHED))
    return {path: files[path] for path in wanted}


def _told(binary: Path, messages: list[dict[str, Any]]) -> dict[str, Any]:
    """Sends messages to Pagefind, each when the one before is answered, and returns the last answer.

    Its own Python interface does the same, and waits a tenth of a second each time.
    """
    with subprocess.Popen([binary, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin and isinstance(running.stdout, io.BufferedReader)
        payload: dict[str, Any] = {}
        for number, message in enumerate(messages, start=1):
            sent = json.dumps({"message_id": number, "payload": message})
            running.stdin.write(base64.b64encode(sent.encode()) + b",")
            running.stdin.flush()
            answer = bytearray()
            while not answer.endswith(b","):
                if not (more := running.stdout.read1()):
                    raise IndexingError("Pagefind ended too early")
                answer += more
            payload = json.loads(base64.b64decode(answer[:-1]))["payload"]
            if payload["type"] == "Error":
                raise IndexingError(f"Pagefind: {payload['message']}")
    return payload


def _texts_about_the_site(files: dict[str, bytes]) -> list[str]:
    """The names of the texts that are searched only if somebody chooses their kind."""
    texts = {PurePosixPath(path).stem: content for path, content in files.items() if path.startswith("fragment/")}
    return [name for name, text in sorted(texts.items()) if ABOUT in _read(text)["filters"]["kind"]]


def _settle(files: dict[str, bytes]) -> None:
    """Puts the filters of an index in order, which Pagefind writes in another one each time.

    Files hold ``pagefind_dcd`` and CBOR, compressed, and are named by their content. A filter is a name and a list of
    values with their pages; the fourth part of the file with metadata lists the filters, each with its file.
    """
    [meta] = (path for path in files if path.endswith(".pf_meta"))
    known = _unpacked(files.pop(meta))
    for entry in known[3]:
        name, values = _unpacked(files.pop(f"filter/{entry[1]}.pf_filter"))
        packed = _packed([name, sorted(values)])
        entry[1] = f"en_{hashlib.sha256(packed).hexdigest()[:7]}"
        files[f"filter/{entry[1]}.pf_filter"] = packed
    known[3].sort()
    packed = _packed(known)
    entries = json.loads(files[_ENTRY])
    entries["languages"]["en"]["hash"] = f"en_{hashlib.sha256(packed).hexdigest()[:10]}"
    files[f"pagefind.{entries['languages']['en']['hash']}.pf_meta"] = packed
    files[_ENTRY] = _json(entries).encode()


def _unpacked(content: bytes) -> Any:
    return cbor2.loads(gzip.decompress(content).removeprefix(_SIGNATURE))


def _packed(data: Any) -> bytes:
    return gzip.compress(_SIGNATURE + cbor2.dumps(data), 9, mtime=0)


def _json(data: Any) -> str:
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)
