"""The bibliography names each work once, and its addresses agree with its ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from ..model.library import Library
from ..source.characters import name_key
from ..source.problems import Problem

_HOST = re.compile(r"((?!xn--)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
"""A host that readers recognize: no number, no name of this computer, no letters that only look like others."""


def check(library: Library) -> Iterator[Problem]:
    """Yields ``duplicate-source``, ``address-mismatch`` and ``address-host``."""
    seen: dict[str, str] = {}
    for key, source in library.sources.items():
        document = library.source_document(key)
        for name in ("title", "arxiv", "doi", "url"):
            value = getattr(source, name)
            taken = seen.setdefault(f"{name} {name_key(value)}", key) if value else key
            if taken != key:
                message = f"'{taken}' has the same {name}; cite that one, or correct this"
                yield document.problem((name,), "duplicate-source", message)
        host = urlsplit(source.url).netloc
        if not _HOST.fullmatch(host):
            message = f"the host '{host}' is no plain domain name like arxiv.org; give the address of the work itself"
            yield document.problem(("url",), "address-host", message, needle=host)
        if source.arxiv and "arxiv.org" in source.url and not source.url.endswith(f"/{source.arxiv}"):
            message = f"the address does not end in the arXiv id {source.arxiv}; correct one of the two"
            yield document.problem(("url",), "address-mismatch", message)
