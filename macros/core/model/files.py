"""The data files: their paths, what each holds, and which names concepts and sources may have."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from .concept import Concept
from .entries import LONGEST_KEY, SOURCE_KEY_PATTERN, CoveredPart, FigureException, GlossaryTerm, Route, Source
from .types import ID_PATTERN, LONGEST_ID, Record
from .vocabulary import Vocabulary

VOCABULARY = "data/vocabulary.yml"
GLOSSARY = "data/glossary.yml"
PATHS = "data/paths.yml"
COVERAGE = "data/coverage.yml"
EXCEPTIONS = "data/exceptions.yml"
CONCEPTS = "data/concepts"
NAMES = "data/names.lock"
SOURCES = "data/sources"
SHAPES: Mapping[str, Any] = {
    VOCABULARY: Vocabulary,
    GLOSSARY: tuple[GlossaryTerm, ...],
    PATHS: tuple[Route, ...],
    COVERAGE: tuple[CoveredPart, ...],
    EXCEPTIONS: tuple[FigureException, ...],
}
"""What each of these data files holds; all others are in one of :data:`FOLDERS`."""
SORTED_BY = {GLOSSARY: "term"}
"""Files whose entries stand in alphabetical order, each with the field that decides."""
LINK = "a symbolic link; put the {} itself here"
"""What is wrong with a link, which could lead anywhere on the computer that builds the site."""
RESERVED_IDS = frozenset(
    {"index", "all", "assets", "search", "v1", "con", "nul", "aux", "prn"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(10)}
)
"""Names that addresses of the site have or might get, and those of devices, which Windows takes for no files."""


def concept_path(concept_id: str) -> str:
    """Path of a concept's file, relative to the project's root."""
    return f"{CONCEPTS}/{concept_id}.yml"


def source_path(key: str) -> str:
    """Path of a source's file, relative to the project's root."""
    return f"{SOURCES}/{key}.yml"


def is_concept_id(text: str) -> bool:
    """Whether a text may be the id of a concept, and so the name of its file and page."""
    return (
        bool(re.fullmatch(ID_PATTERN, text))
        and "\n" not in text
        and len(text) <= LONGEST_ID
        and text not in RESERVED_IDS
    )


def is_source_key(text: str) -> bool:
    """Whether a text may be the key of a source, and so the name of its file."""
    return bool(re.fullmatch(SOURCE_KEY_PATTERN, text)) and "\n" not in text and len(text) <= LONGEST_KEY


def simplified(words: str) -> str:
    """Words as an id would have them: small letters and digits with hyphens between."""
    return "-".join(re.findall(r"[^\W_]+", words.casefold()))


def simplified_key(words: str) -> str:
    """Words as the key of a source would have them: small letters and digits only."""
    return simplified(words).replace("-", "")


@dataclass(frozen=True)
class Folder:
    """A folder that holds one record a file, each in a file that is named for it.

    Attributes:
        noun: What a record of the folder is called; so is its schema.
        shape: The type of its records.
        name: What the name of a file is called.
        form: What such a name may consist of, in words.
        is_name: Whether a text may be such a name.
        simplified: A text as such a name would have it.
    """

    noun: str
    shape: type[Record]
    name: str
    form: str
    is_name: Callable[[str], bool]
    simplified: Callable[[str], str]


FOLDERS: Mapping[str, Folder] = {
    CONCEPTS: Folder(
        "concept",
        Concept,
        "id",
        f"up to {LONGEST_ID} small letters, digits and hyphens, not a reserved name",
        is_concept_id,
        simplified,
    ),
    SOURCES: Folder(
        "source",
        Source,
        "key",
        f"up to {LONGEST_KEY} small letters and digits, like rafailov2023dpo",
        is_source_key,
        simplified_key,
    ),
}
"""The folders of data files, by their paths."""


def record_name(path: str) -> str:
    """The id or key of the record in a file of one of the folders: the file's name, or what that should be."""
    folder, name = FOLDERS[path.rpartition("/")[0]], PurePosixPath(path).stem
    return name if folder.is_name(name) else folder.simplified(name)


def folder_of(path: str) -> Folder | None:
    """The folder in which a data file is, None if it is in no folder of its kind."""
    return FOLDERS.get(path.rpartition("/")[0])


def shape_of(path: str) -> Any:
    """The type of what a data file holds."""
    folder = folder_of(path)
    return folder.shape if folder else SHAPES[path]
