"""Writes what search in the browser reads: the index of Pagefind, the names, and both as a script for ``file://``."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import cbor2

from .core.search import Record

FOLDER = "search"
NAMES = "names.json"
FILES_SCRIPT = "search-files.js"
_KEPT = ("pagefind.js", "pagefind-entry.json", "wasm.en.pagefind", "*.pf_meta", "index/*", "fragment/*", "filter/*")
_SIGNATURE = b"pagefind_dcd"


class IndexingError(Exception):
    """Pagefind did not do its work; the message is its own."""


def write_index(site: Path, records: Iterable[Record], names: dict[str, Any], cache: Path) -> None:
    """Writes the folder of search into a built site. The index is kept in ``cache`` by the records it was made from.

    Raises:
        IndexingError: Pagefind failed.
    """
    from pagefind_bin import get_executable

    pages = [record.html() for record in records]
    binary = Path(get_executable())
    recipe = hashlib.sha256(f"{binary.stat().st_size} {Path(__file__).stat().st_size}".encode())
    for page in pages:
        recipe.update(hashlib.sha256(page.encode()).digest())
    kept = cache / "search" / recipe.hexdigest()[:32]
    if not kept.is_dir():
        _index(binary, pages, kept)
    target = site / FOLDER
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(kept, target)
    (target / NAMES).write_text(_json(names), "utf-8")


def write_files_script(site: Path) -> None:
    """Writes names and texts of a built site as a classic script, as browsers fetch nothing for pages of ``file://``."""
    folder = site / FOLDER
    texts = indexed(site)
    found = {"names": json.loads((folder / NAMES).read_text("utf-8")), "texts": texts}
    (folder / FILES_SCRIPT).write_text(f"globalThis.atlasSearch = {_json(found)};\n", "utf-8")


def indexed(site: Path) -> list[Any]:
    """All texts in the index of a built site; see :func:`read_packed`."""
    return [read_packed(file) for file in sorted((site / FOLDER / "fragment").iterdir())]


def read_packed(file: Path) -> Any:
    """The data in a file of the index with texts: ``content``, ``meta``, ``filters``, ``anchors``."""
    data = gzip.decompress(file.read_bytes())
    return json.loads(data.removeprefix(_SIGNATURE))


def _index(binary: Path, pages: list[str], kept: Path) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent) as place:
        made, wanted = Path(place) / "made", Path(place) / "wanted"
        # Given a folder, Pagefind numbers its files as the disk happens to list them. Here the order is ours.
        added = [
            {"type": "AddFile", "index_id": 0, "file_path": None, "url": f"/{number}/", "file_contents": page}
            for number, page in enumerate(pages)  # of two with one address, Pagefind would forget the first
        ]
        begun = {"type": "NewIndex", "config": {"force_language": "en"}}
        _tell(binary, [begun, *added, {"type": "WriteFiles", "index_id": 0, "output_path": str(made)}])
        _settle(made)
        for file in sorted(file for pattern in _KEPT for file in made.glob(pattern)):
            (wanted / file.relative_to(made)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, wanted / file.relative_to(made))
        if not kept.is_dir():  # another build may have been faster
            wanted.rename(kept)


def _tell(binary: Path, messages: list[dict[str, Any]]) -> None:
    """Sends messages to Pagefind, each when the one before is answered.

    Its own Python interface does the same, and waits a tenth of a second each time.
    """
    with subprocess.Popen([binary, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin and running.stdout
        for number, message in enumerate(messages, start=1):
            sent = json.dumps({"message_id": number, "payload": message})
            running.stdin.write(base64.b64encode(sent.encode()) + b",")
            running.stdin.flush()
            answer = b""
            while not answer.endswith(b","):
                if not (more := running.stdout.read1()):
                    raise IndexingError("Pagefind ended too early")
                answer += more
            payload = json.loads(base64.b64decode(answer[:-1]))["payload"]
            if payload["type"] == "Error":
                raise IndexingError(f"Pagefind: {payload['message']}")


def _settle(index: Path) -> None:
    """Puts the filters of an index in order, which Pagefind writes in another one each time.

    Files hold ``pagefind_dcd`` and CBOR, compressed, and are named by their content. A filter is a name and a list of
    values with their pages; the fourth part of the file with metadata lists the filters, each with its file.
    """
    [meta] = index.glob("*.pf_meta")
    known = _unpacked(meta)
    for entry in known[3]:
        file = index / "filter" / f"{entry[1]}.pf_filter"
        name, values = _unpacked(file)
        file.unlink()
        packed = _packed([name, sorted(values)])
        entry[1] = f"en_{hashlib.sha256(packed).hexdigest()[:7]}"
        (index / "filter" / f"{entry[1]}.pf_filter").write_bytes(packed)
    known[3].sort()
    meta.unlink()
    packed = _packed(known)
    entries = json.loads((index / "pagefind-entry.json").read_text("utf-8"))
    entries["languages"]["en"]["hash"] = f"en_{hashlib.sha256(packed).hexdigest()[:10]}"
    (index / f"pagefind.{entries['languages']['en']['hash']}.pf_meta").write_bytes(packed)
    (index / "pagefind-entry.json").write_text(_json(entries), "utf-8")


def _unpacked(file: Path) -> Any:
    return cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(_SIGNATURE))


def _packed(data: Any) -> bytes:
    return gzip.compress(_SIGNATURE + cbor2.dumps(data), 9, mtime=0)


def _json(data: Any) -> str:
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)
