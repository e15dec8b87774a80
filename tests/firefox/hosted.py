"""Serves a built site as hosts do, with the headers of its file ``_headers`` and its own page for missing addresses."""

from __future__ import annotations

import io
import re
from http import HTTPStatus
from pathlib import Path

from tests.site.server import Compressing


def headers_for(path: str, text: str) -> list[tuple[str, str]]:
    """The headers that a file ``_headers`` gives to an address, in order.

    A line that is not indented is a pattern, in which ``*`` stands for anything; the lines below it are its headers.
    """
    found: list[tuple[str, str]] = []
    applies = False
    for line in text.splitlines():
        if line[:1].isspace():
            name, _, value = line.strip().partition(": ")
            if applies:
                found.append((name, value))
        else:
            applies = bool(re.fullmatch(re.escape(line).replace(r"\*", ".*"), path))
    return found


class Hosted(Compressing):
    """A host that reads ``_headers``."""

    def end_headers(self) -> None:
        text = (Path(self.directory) / "_headers").read_text("utf-8")
        for name, value in headers_for(self.path.partition("?")[0], text):
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.copyfile(io.BytesIO(body), self.wfile)
