"""Each sentence with a figure cites a source, shows its arithmetic, or has an exception with a reason.

A figure is a number in digits, and a share or multiple in words ("three of four", "tenfold"). Years, dates, names such
as GPT-4 and "Stage 2", number formats such as 4-bit, a bare 0 or 1, and whole numbers below ten inside formulas are
none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import Any, NamedTuple

from ..model.concept import Concept
from ..model.files import EXCEPTIONS
from ..model.library import Library
from ..model.shapes import Marked
from ..model.types import Text
from ..source.documents import Document, KeyPath
from ..source.problems import Problem
from ..text.arithmetic import number, numbers
from ..text.markdown import Sentence, sentences
from .lists import LONGEST_LIST

_MATH = re.compile(r"\$[^$]*\$")
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"(?<![\w.,-])[-−]?\d[\d,]*(?:\.\d+)?(?:\s?%|\w+)?")
_IN_MATH = re.compile(r"(?<![\w.])\d+(?:\{?,\}?\d{3})*(?:\.\d+)?")
_POWER = re.compile(r"\^(?:\{-?\d+\}|\d(?![\d.]))")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMERAL = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_SHARES = (
    rf"\b(?:(?:{_NUMERAL}) (?:out )?of (?:the )?(?:{_NUMERAL})|(?:one|two|three) in (?:{_NUMERAL})|percent"
    rf"|(?:{_NUMERAL}|hundred)fold|(?:{_NUMERAL}) times)\b"
)
_SHARE = re.compile(_SHARES, re.IGNORECASE)
_SHARE_IN_LOWER_CASE = re.compile(_SHARES)  # four times as fast
_DAY = r"(?:[12]?\d|3[01])"
_DATE = rf"\b(?:{_MONTHS})\s{_DAY}(?: (?:to|or|and) {_DAY})?\b|\b{_DAY} (?:{_MONTHS})\b"
_HARMLESS = re.compile(rf"{_DATE}|\(\d\)|\b\d+-bits?\b|\b(?:19|20)\d\d(?:s\b|\b(?![,.]\d))")


_MISSPELT = ""
"""Stands for a concept that does not exist; its exceptions excuse all pages, so that the slip is reported alone."""


class Bare(NamedTuple):
    """A sentence with a figure that nothing carries.

    Attributes:
        path: The text that it is in.
        sentence: The sentence.
        figure: The figure.
        ahead: How often readers see the figure in that text before this sentence.
    """

    path: KeyPath
    sentence: Sentence
    figure: str
    ahead: int


def check(library: Library) -> Iterator[Problem]:
    """Yields ``uncited-figure``, ``unneeded-exception`` and ``too-long``."""
    numbered = numbered_names(library)
    exceptions = library.documents[EXCEPTIONS]
    needed: set[int] = set()
    granted: dict[str, list[int]] = {}
    for position, exception in enumerate(library.exceptions):
        known = exception.concept in library.concept_ids
        of_concept = granted.setdefault(exception.concept if known else _MISSPELT, [])
        if len(of_concept) < LONGEST_LIST:
            of_concept.append(position)
        else:
            needed.add(position)
            message = f"'{exception.concept}' has {LONGEST_LIST} exceptions above; cite sources instead"
            yield exceptions.problem((position, "concept"), "too-long", message)
    for concept_id, concept in library.concepts.items():
        document = library.document(concept_id)
        visible = cache(partial(_visible, document))
        for bare in bare_figures(concept, library.marked(document), numbered):
            excused = [
                position
                for position in (*granted.get(concept_id, ()), *granted.get(_MISSPELT, ()))
                if library.exceptions[position].text in bare.sentence.words
            ]
            needed.update(excused)
            if not excused:
                message = (
                    f"'{bare.figure}' in “{_short(bare.sentence.words)}” has no source; {_remedy(concept, bare.path)}"
                )
                places = visible(bare.path, bare.figure)
                nth = places[bare.ahead] if bare.ahead < len(places) else 0
                yield document.problem(bare.path, "uncited-figure", message, needle=bare.figure, nth=nth)
    for position, exception in enumerate(library.exceptions):
        settled = exception.concept in library.concepts and exception.concept not in library.unreadable
        if position not in needed and settled:
            message = "no sentence of that concept needs this exception any more; delete it"
            place = (library.position(EXCEPTIONS, position), "text")
            yield exceptions.problem(place, "unneeded-exception", message)


def numbered_names(library: Library) -> re.Pattern[str]:
    """A pattern for names that contain a number, such as "GPT-4" and "Stage 2"."""
    names = "|".join(map(re.escape, library.vocabulary.numbered_names))
    return re.compile(rf"\b(?:{names or '(?!)'})[ -]\d[\w.]*(?:(?:,| and| or| to) \d[\w.]*)*")


def first_figure(text: str, numbered: re.Pattern[str]) -> str:
    """The first figure of an inline text, whether or not something carries it; "" if it has none.

    ``numbered`` matches names that contain a number.
    """
    return next((figure for one in sentences(text, block=False) if (figure := _bare(one.words, numbered, set()))), "")


def bare_figures(concept: Concept, marked: Iterable[Marked], numbered: re.Pattern[str]) -> Iterator[Bare]:
    """Sentences of a concept whose figures neither a source nor a calculation carries.

    ``marked`` has the concept's texts; ``numbered`` matches names that contain a number.
    """
    for path, mark, value in marked:
        if not isinstance(mark, Text) or path[-1] == "belief":
            continue
        if not _has_figure(value) or _carried(concept, path):
            continue
        if mark.kind not in ("inline", "block") and path != ("summary",):
            continue
        own = _own_numbers(concept, path)
        before = ""
        counted: dict[str, tuple[int, int]] = {}  # how far each figure has been counted, and how often it was found
        for sentence in sentences(value, block=mark.kind == "block"):
            if not sentence.cites and (figure := _bare(sentence.words, numbered, own)):
                start, found = counted.get(figure, (0, 0))
                counted[figure] = (len(before), found + before.count(figure, start))
                yield Bare(path, sentence, figure, counted[figure][1])
            before += f"{sentence.words} "


def _has_figure(text: str) -> bool:
    return bool(_DIGIT.search(text) or _SHARE_IN_LOWER_CASE.search(text.lower()))


def _bare(words: str, numbered: re.Pattern[str], own: set[float]) -> str:
    """The first figure of a sentence that is not among ``own``, or nothing."""
    if not _has_figure(words):
        return ""
    prose = _HARMLESS.sub(" ", numbered.sub(" ", _MATH.sub(" $ ", words)))
    found = [match.group().strip() for match in _DIGITS.finditer(prose)]
    found = [figure for figure in found if figure.rstrip(",") not in ("0", "1")]
    found += [match.group() for match in _SHARE.finditer(prose)]
    for formula in _MATH.findall(words):
        inside = [match.group() for match in _IN_MATH.finditer(_POWER.sub(" ", formula))]
        found += [text for text in inside if "." in text or len(text) > 1 or f"{text}\\%" in formula]
    return next((figure for figure in found if not _among(figure, own)), "")


def _among(figure: str, own: set[float]) -> bool:
    match = re.match(r"[-−]?\d[\d,{}]*(?:\.\d+)?", figure)
    if not match:
        return False
    value = abs(number(re.sub(r"[{}]", "", match.group())))
    shares = (value, value / 100) if "%" in figure else (value,)
    return any(abs(abs(known) - share) < 1e-9 for known in own for share in shares)


def _carried(record: Any, path: KeyPath) -> bool:
    """Whether a record on the way to the text names its sources, is itself a reference to one, or is a question about
    an exhibit, whose figures are sourced or made up."""
    for part in path:
        record = record[part] if isinstance(part, int) or isinstance(record, dict) else getattr(record, part)
        if getattr(record, "sources", ()) or getattr(record, "exhibit", None) or hasattr(record, "key"):
            return True
    return False


def _remedy(concept: Concept, path: KeyPath) -> str:
    """What would carry a figure at this place, and what would not."""
    if path == ("summary",):
        return "a summary cites nothing, so leave the figure out"
    ways = ["cite one in the same sentence with [@key]"]
    if path[0] == "questions":
        ways.append("name one in the 'sources' of the question, since its 'claims' and 'check' do not count")
        ways.append("show the numbers in its 'exhibit'")
    elif len(path) > 1 and isinstance(path[1], int):
        record = getattr(concept, str(path[0]))[path[1]]
        noun = str(path[0]).removesuffix("s")
        if hasattr(record, "sources"):
            ways.append(f"name one in the 'sources' of the {noun}")
        if hasattr(record, "calculations"):
            ways.append(f"add the arithmetic that gives it to the 'calculations' of the {noun}")
    return f"{', '.join(ways)}, or leave the figure out"


def _own_numbers(concept: Concept, path: KeyPath) -> set[float]:
    """The numbers of the calculations beside a text."""
    if len(path) < 2 or not isinstance(path[1], int):
        return set()
    record = getattr(concept, str(path[0]))[path[1]]
    return numbers(getattr(record, "calculations", ()))


def _visible(document: Document, path: KeyPath, figure: str) -> list[int]:
    """Which of the places where a figure stands in the text of the file readers see: those outside of citations."""
    start, end = document.values[path][2:]
    raw = document.text[start:end]
    prose = re.sub(r"\[@[^\]]*\]", lambda match: "\0" * len(match.group()), raw)
    places = [match.start() for match in re.finditer(re.escape(figure), raw)]
    return [nth for nth, place in enumerate(places) if prose.startswith(figure, place)]


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
