"""Serves a built site with gzip, and counts what it sends, to workers of a page too."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, AnyStr

from tests.site.server import Compressing

if TYPE_CHECKING:
    from _typeshed import SupportsRead, SupportsWrite


class Sent(list[tuple[str, int]]):
    """Path and bytes of each body sent, in order; headers are not counted."""

    @property
    def size(self) -> int:
        """Bytes in all."""
        return sum(size for _, size in self)


class _Counting(Compressing):
    def __init__(self, *arguments: object, sent: Sent, **named: object) -> None:
        self.sent = sent
        super().__init__(*arguments, **named)  # type: ignore[arg-type]

    def send_head(self) -> io.BytesIO | None:
        body = super().send_head()
        if body:
            self.sent.append((self.path, len(body.getbuffer())))
        return body

    def copyfile(self, source: SupportsRead[AnyStr], outputfile: SupportsWrite[AnyStr]) -> None:
        with suppress(ConnectionError):  # a browser that is closed no longer listens
            super().copyfile(source, outputfile)


@contextmanager
def serve(site: Path) -> Iterator[tuple[str, Sent]]:
    """The address of a site while it is served, and what has been sent so far."""
    sent = Sent()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Counting, directory=str(site), sent=sent))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", sent
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
