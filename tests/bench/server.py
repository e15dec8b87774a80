"""Serves a built site with gzip, and counts what it sends, to workers of a page too."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from tests.site.server import Handler

_PACKED = (".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt")


class Sent(list[tuple[str, int]]):
    """Path and bytes of each body sent, in order; headers are not counted."""

    @property
    def size(self) -> int:
        """Bytes in all."""
        return sum(size for _, size in self)


class _Gzip(Handler):
    def __init__(self, *arguments: object, sent: Sent, **named: object) -> None:
        self.sent = sent
        super().__init__(*arguments, **named)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return
        body = file.read_bytes()
        packed = file.suffix in _PACKED and "gzip" in self.headers.get("Accept-Encoding", "")
        if packed:
            body = gzip.compress(body, 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.sent.append((self.path, len(body)))
        with suppress(ConnectionError):  # a browser that is closed no longer listens
            self.wfile.write(body)


@contextmanager
def serve(site: Path) -> Iterator[tuple[str, Sent]]:
    """The address of a site while it is served, and what has been sent so far."""
    sent = Sent()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Gzip, directory=str(site), sent=sent))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", sent
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
