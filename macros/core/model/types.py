"""What the fields of all records are made of: kinds of text, patterns, the base class, and two small records.

The records are the only description of the format: the checks, the JSON Schemas for editors and the scaffold of a new
concept are derived from them. The words that a field such as a category may hold stand in ``data/vocabulary.yml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

NOT_BLANK = r"\S"
ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
LONGEST_ID = 48
ANCHOR_PATTERN = r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*$"
LONGEST_ANCHOR = len("relation--") + 2 * LONGEST_ID
_PLACE_PATTERN = r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*(#[a-z][a-z0-9]*([-_][a-z0-9]+)*)?$"


@dataclass(frozen=True)
class Text:
    """Marks a field as text for readers.

    ``plain`` has no markup at all, ``inline`` is one paragraph with emphasis, code, ``$tex$``, ``[[concept]]`` and
    ``[@source, locator]``, ``block`` adds paragraphs, lists and code blocks, ``cloze`` is inline with gaps ``[[?id]]``,
    ``tex`` is one formula, ``verbatim`` is lines in which every character and space stays as it is.
    """

    kind: Literal["plain", "inline", "block", "cloze", "tex", "verbatim"]


@dataclass(frozen=True)
class Word:
    """Marks a field whose value is a key of the named list in the vocabulary, or of the named collection."""

    of: str


def filled(longest: int) -> Any:
    """What a text must be: not blank, and of at most so many characters."""
    return Field(min_length=1, max_length=longest, pattern=NOT_BLANK)


def _real_day(text: str) -> str:
    date.fromisoformat(text)
    return text


Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=LONGEST_ID)]
Anchor = Annotated[str, Field(pattern=ANCHOR_PATTERN, max_length=LONGEST_ANCHOR)]
Successor = Annotated[str, Field(pattern=_PLACE_PATTERN, max_length=LONGEST_ID + 1 + LONGEST_ANCHOR)]
Date = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_real_day)]
AsOf = Annotated[str, Field(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2]))?$")]
Name = Annotated[str, Text("plain"), filled(80)]
Label = Annotated[str, Text("plain"), filled(48)]
Line = Annotated[str, Text("plain"), filled(160)]
Inline = Annotated[str, Text("inline"), filled(900)]
LONGEST_TEXT = 6000
Block = Annotated[str, Text("block"), filled(LONGEST_TEXT)]
Tex = Annotated[str, Text("tex"), filled(800)]
ShortInline = Annotated[str, Text("inline"), filled(300)]
Answer = Annotated[str, Text("plain"), filled(60)]
Number = Annotated[float, Field(allow_inf_nan=False)]


class Record(BaseModel):
    """Base of all records: unknown fields are refused, nothing is converted, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True, protected_namespaces=())


class Citation(Record):
    """A source and the place in it."""

    key: Annotated[str, Word("sources")] = Field(
        description="Key of the source, which is the name of its file in data/sources.", examples=["rafailov2023dpo"]
    )
    at: Annotated[str, Text("plain"), Field(max_length=80)] = Field(
        "", description="Where in the source: section, table, figure or equation.", examples=["§4, Eq. 7"]
    )


class Calculation(Record):
    """A figure of ours with the arithmetic that gives it; a test recomputes it, and so can the reader."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=32)] = Field(
        description="Name of the result, which later calculations of the same list may use.", examples=["odds"]
    )
    expression: Annotated[str, Field(pattern=r"^[A-Za-z0-9_+\-*/().,\[\] ]+$", max_length=240)] = Field(
        description="Numbers, earlier names, + - * / ** and exp, log, log2, log10, sqrt, sigmoid, comb, sum, min, max.",
        examples=["exp(1 / 0.5)"],
    )
    result: Annotated[str, Field(pattern=r"^-?[0-9][0-9,]*(\.[0-9]+)?(e-?[0-9]+)?$", max_length=24)] | None = Field(
        None,
        description="The result as the text shows it, rounded to its last digit; left out for a step in between.",
        examples=["7.4"],
    )
