"""The data files: their paths, what each holds, and which names a concept may have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .concept import Concept
from .entries import CoveredPart, FigureException, GlossaryTerm, Route, Source
from .types import ID_PATTERN, LONGEST_ID
from .vocabulary import Vocabulary

VOCABULARY = "data/vocabulary.yml"
SOURCES = "data/sources.yml"
GLOSSARY = "data/glossary.yml"
PATHS = "data/paths.yml"
COVERAGE = "data/coverage.yml"
EXCEPTIONS = "data/exceptions.yml"
CONCEPTS = "data/concepts"
NAMES = "data/names.lock"
SHAPES: Mapping[str, Any] = {
    VOCABULARY: Vocabulary,
    SOURCES: tuple[Source, ...],
    GLOSSARY: tuple[GlossaryTerm, ...],
    PATHS: tuple[Route, ...],
    COVERAGE: tuple[CoveredPart, ...],
    EXCEPTIONS: tuple[FigureException, ...],
}
"""What each data file holds; all others are concepts."""
SORTED_BY = {SOURCES: "key", GLOSSARY: "term"}
"""Files whose entries stand in alphabetical order, each with the field that decides."""
LINK = "a symbolic link; put the {} itself here"
"""What is wrong with a link, which could lead anywhere on the computer that builds the site."""
RESERVED_IDS = frozenset(
    {"index", "all", "assets", "search", "v1", "con", "nul", "aux", "prn"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(10)}
)
"""Names that addresses of the site have or might get, and those of devices, which Windows takes for no files."""


def shape_of(path: str) -> Any:
    """The type of what a data file holds."""
    return SHAPES.get(path, Concept)


def concept_path(concept_id: str) -> str:
    """Path of a concept's file, relative to the project's root."""
    return f"{CONCEPTS}/{concept_id}.yml"


def is_concept_id(text: str) -> bool:
    """Whether a text may be the id of a concept, and so the name of its file and page."""
    return (
        bool(re.fullmatch(ID_PATTERN, text))
        and "\n" not in text
        and len(text) <= LONGEST_ID
        and text not in RESERVED_IDS
    )


def simplified(words: str) -> str:
    """Words as an id would have them: small letters and digits with hyphens between."""
    return "-".join(re.findall(r"[^\W_]+", words.casefold()))
