"""Serves a built site on a free port of this machine."""

from __future__ import annotations

import gzip
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Handler(SimpleHTTPRequestHandler):
    """Quiet, and with the header that lets linkchecker run at full speed."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".mjs": "text/javascript", ".woff2": "font/woff2"}

    def end_headers(self) -> None:
        self.send_header("LinkChecker", "1")
        super().end_headers()

    def log_message(self, *_arguments: object) -> None:
        pass


class Compressing(Handler):
    """Sends text compressed with gzip at its usual level to those that ask for it, as hosts do."""

    def send_head(self) -> io.BytesIO | None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return None
        kind, body = self.guess_type(path), path.read_bytes()
        text = kind.startswith("text/") or kind in ("application/json", "application/xml", "image/svg+xml")
        text = text and "gzip" in self.headers.get("Accept-Encoding", "")
        body = gzip.compress(body, 6, mtime=0) if text else body
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if text:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        return io.BytesIO(body)


@contextmanager
def serve(site: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """The address of the site while it is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
