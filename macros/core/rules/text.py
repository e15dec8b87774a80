"""Text can be rendered: formulas are valid TeX, and references inside text are complete and lead somewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..model.library import Library
from ..model.types import LONGEST_TEXT, Text
from ..source.documents import Document, KeyPath
from ..source.problems import Problem, unknown
from ..text.formulas import FormulaError, mathml
from ..text.markdown import Mention, mentions

_NAMED = re.compile(r"\[\[(?P<name>[^\[\]|]+)(?P<words>(?:\|[^\[\]|]+)?)\]\]")
MOST_MENTIONS = 300
"""The most references and formulas in one text; finding the place of each one takes longer the more there are."""


def check(library: Library) -> Iterator[Problem]:
    """Yields ``tex-error``, ``unknown-concept``, ``unknown-source``, ``broken-reference`` and ``too-long``."""
    for document in library.drafts():
        for path, mark, value in library.marked(document):
            if not isinstance(mark, Text):
                continue
            if len(value) > LONGEST_TEXT:
                continue  # too long to be worth parsing, and reported as such
            if mark.kind == "tex" and value:
                yield from _formula(document, path, value)
            elif mark.kind in ("inline", "block", "cloze"):
                found = mentions(value, block=mark.kind == "block")
                yield from _mentions(library, document, path, found, gaps=mark.kind == "cloze")


def _mentions(
    library: Library, document: Document, path: KeyPath, found: Iterable[Mention], *, gaps: bool
) -> Iterator[Problem]:
    seen: Counter[str] = Counter()
    for mention in found:
        if seen.total() == MOST_MENTIONS:
            message = f"more than {MOST_MENTIONS} references and formulas in one text; split it"
            yield document.problem(path, "too-long", message)
            return
        needle = mention.value if mention.kind == "broken" else mention.raw
        nth = seen[needle]
        seen[needle] += 1
        if mention.kind == "tex":
            yield from _formula(document, path, mention.value, nth=nth, inline=True)
        elif mention.kind == "broken":
            message = f"a reference that is not closed or misspelt; {_meant(library, mention.value)}"
            yield document.problem(path, "broken-reference", message, needle=needle, nth=nth)
        elif mention.kind == "blank" and not gaps:
            message = "a gap may stand only in the text of a question of the type cloze; delete it"
            yield document.problem(path, "broken-reference", message, needle=needle, nth=nth)
        elif mention.kind == "concept" and mention.value not in library.concept_ids:
            message = library.unknown_concept(mention.value)
            yield document.problem(path, "unknown-concept", message, needle=needle, nth=nth)
        elif mention.kind == "source" and mention.value not in library.source_keys:
            message = unknown(f"unknown source '{mention.value}'", mention.value, library.source_keys)
            yield document.problem(path, "unknown-source", message, needle=needle, nth=nth)


def _meant(library: Library, begun: str) -> str:
    """What to write instead of a reference, given how it begins: it may name a concept by its title or in capitals."""
    link = _NAMED.match(begun)
    if link and (near := library.nearest_concept(link["name"])):
        return f"did you mean [[{near}{link['words']}]]?"
    return "write [[concept-id|words]] or [@source-key, locator]"


def _formula(document: Document, path: KeyPath, tex: str, *, nth: int = 0, inline: bool = False) -> Iterator[Problem]:
    try:
        mathml(tex, display=False)
    except FormulaError as error:
        before = tex[: error.column - 1]
        line = tex.split("\n")[before.count("\n")]
        column = len(before) - before.rfind("\n") - 1 - (len(line) - len(line.lstrip()))
        needle = f"${tex}$" if inline and "\n" not in tex else line.strip()
        start = document.problem(path, "tex-error", f"TeX: {error}")
        place = document.problem(path, "tex-error", f"TeX: {error}", needle=needle, nth=nth)
        if place != start or document.text[document.values[path].start :].startswith(needle):
            column += inline and "\n" not in tex
            place = replace(place, column=place.column + max(column, 0))
        yield place
