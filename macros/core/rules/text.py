"""Text can be rendered: formulas are valid TeX, and references inside text are complete and lead somewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..formulas import FormulaError, mathml
from ..library import Library
from ..model import Text
from ..problems import Problem, suggest
from ..source import Document, KeyPath
from ..text import Mention, mentions


def check(library: Library) -> Iterator[Problem]:
    """Yields ``tex-error``, ``unknown-concept``, ``unknown-source`` and ``broken-reference``."""
    for document in library.drafts():
        for path, mark, value in library.marked(document):
            if not isinstance(mark, Text):
                continue
            if mark.kind == "tex" and value:
                yield from _formula(document, path, value, value, 0)
            elif mark.kind in ("inline", "block"):
                yield from _mentions(library, document, path, mentions(value, block=mark.kind == "block"))


def _mentions(library: Library, document: Document, path: KeyPath, found: Iterator[Mention]) -> Iterator[Problem]:
    seen: Counter[str] = Counter()
    for mention in found:
        nth = seen[mention.raw]
        seen[mention.raw] += 1
        if mention.kind == "tex":
            yield from _formula(document, path, mention.value, mention.raw, nth, offset=1)
        elif mention.kind == "broken":
            message = "a reference that is not closed or misspelt; write [[concept-id|words]] or [@source-key, locator]"
            yield document.problem(path, "broken-reference", message, needle=mention.raw, nth=nth)
        elif mention.kind == "concept":
            if mention.value not in library.concept_ids:
                message = f"unknown concept '{mention.value}'{suggest(mention.value, library.concept_ids)}"
                yield document.problem(path, "unknown-concept", message, needle=mention.raw, nth=nth)
        elif mention.value not in library.source_keys:
            message = f"unknown source '{mention.value}'{suggest(mention.value, library.source_keys)}"
            yield document.problem(path, "unknown-source", message, needle=mention.raw, nth=nth)


def _formula(document: Document, path: KeyPath, tex: str, raw: str, nth: int, offset: int = 0) -> Iterator[Problem]:
    try:
        mathml(tex, display=False)
    except FormulaError as error:
        place = document.problem(path, "tex-error", f"TeX: {error}", needle=raw, nth=nth)
        column = place.column
        if document.text.count(raw) and "\n" not in raw:
            column += error.column - 1 + offset
        yield Problem(place.path, place.line, column, place.code, place.message)
