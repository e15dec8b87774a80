"""Sources, and the entries of the data files that are lists: terms, learning paths, coverage, exceptions."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .types import Citation, Id, Line, Name, Record, Text, Word

SOURCE_KEY_PATTERN = r"^[a-z]+[0-9]{4}[a-z0-9]+$"
"""First author, year, word of the title."""
LONGEST_KEY = 48


class Source(Record):
    """A paper, report, post or data set: a file in data/sources/, named for its key."""

    title: Annotated[str, Text("plain"), Field(min_length=1, max_length=300)] = Field(
        description="Title as published.", examples=["Language Models are Few-Shot Learners"]
    )
    authors: tuple[Line, ...] = Field(
        min_length=1,
        description="Authors in order, given name first; an organization of several words in braces.",
        examples=[["Tom B. Brown", "Benjamin Mann"]],
    )
    et_al: bool = Field(description="true if the list of authors is cut.", examples=[False])
    year: Annotated[int, Field(ge=1900, le=2100)] = Field(description="Year of first publication.", examples=[2020])
    month: Annotated[int, Field(ge=1, le=12)] | None = Field(
        None, description="Month of first publication, if known; an arXiv id says it too.", examples=[5]
    )
    venue: Line = Field(description="Conference, journal or publisher.", examples=["NeurIPS 2020"])
    kind: Annotated[str, Word("source_kinds")] = Field(description="A key of source_kinds.", examples=["paper"])
    arxiv: Annotated[str, Field(pattern=r"^[0-9]{4}\.[0-9]{4,5}$")] | None = Field(
        None, description="arXiv id without version.", examples=["2305.18290"]
    )
    doi: Annotated[str, Field(pattern=r'^10\.[0-9]{4,9}/[^\s"{}\\]+$', max_length=120)] | None = Field(
        None, description="DOI without the address in front.", examples=["10.1109/5.771073"]
    )
    url: Annotated[str, Field(pattern=r"""^https://[a-z0-9.-]+(/[^\s<>"'{}\\^`|]*)?$""", max_length=300)] = Field(
        description="Address, https only.", examples=["https://arxiv.org/abs/2305.18290"]
    )
    note: Annotated[str, Text("plain"), Field(max_length=300)] = Field(
        "", description="What a reader has to know about editions.", examples=["Version 1 had another title."]
    )


class GlossaryTerm(Record):
    """A term without a page of its own, in data/glossary.yml."""

    id: Id = Field(description="Permanent id, also its anchor in the glossary.", examples=["goodharts-law"])
    term: Name = Field(description="The term; pages mark its first use in a section.", examples=["Goodhart's law"])
    aliases: tuple[Name, ...] = Field((), description="Other ways to write it.", examples=[["Goodhart effect"]])
    definition: Annotated[str, Text("plain"), Field(min_length=20, max_length=300)] = Field(
        description="What it means, in a sentence or two.",
        examples=["A measure that becomes a target stops being a good measure."],
    )
    concept: Annotated[str, Word("concepts")] | None = Field(
        None, description="Id of the concept whose page says more.", examples=["reward-overoptimization"]
    )
    sources: tuple[Citation, ...] = Field(
        (), description="Where it comes from.", examples=[[{"key": "gao2023scaling"}]]
    )
    common: bool = Field(
        False,
        description="true if the word is too common or has too many senses to be marked on pages.",
        examples=[True],
    )


class Step(Record):
    """A part of a learning path."""

    label: Name = Field(description="Name of the part.", examples=["Preferences"])
    concepts: tuple[Annotated[str, Word("concepts")], ...] = Field(
        min_length=1, description="Ids of its concepts in the order of reading.", examples=[["rlhf", "dpo"]]
    )


class Route(Record):
    """A learning path towards a goal, in data/paths.yml. No concept comes before one that it requires.

    Its page also has what its concepts require and the file leaves out.
    """

    id: Id = Field(description="Permanent id, also the address of its page.", examples=["interview-week"])
    label: Name = Field(description="The goal.", examples=["An interview in a week"])
    description: Annotated[str, Text("plain"), Field(min_length=20, max_length=400)] = Field(
        description="Whom it serves, and how.", examples=["Two hours a day, from preferences to oversight."]
    )
    days: bool = Field(False, description="true if each part is a day, so that readers can give them dates.")
    length_of: Annotated[str, Word("paths")] | None = Field(
        None,
        description="Id of the path of which this one is a shorter or longer form; readers can switch between them.",
        examples=["interview-week"],
    )
    steps: tuple[Step, ...] = Field(min_length=1, description="The parts in order.")

    @property
    def concepts(self) -> list[str]:
        """Ids of all its concepts in order."""
        return [concept_id for step in self.steps for concept_id in step.concepts]


class Covered(Record):
    """A statement, formula, paper or map edge of the source document, and what became of it."""

    row: Annotated[str, Field(pattern=r"^(C?[0-9]+\.[0-9]+|[FMP][0-9]+)$")] = Field(
        description="Its number: C1.1 and 1.1 are statements, F formulas, P papers, M map edges.", examples=["C1.1"]
    )
    says: Annotated[str, Text("plain"), Field(min_length=8, max_length=200)] = Field(
        description="What the source document says, in our words.", examples=["DPO needs no separate reward model."]
    )
    verdict: Annotated[str, Word("verdicts")] = Field(
        description="What became of it; a key of verdicts.", examples=["sharpened"]
    )
    places: tuple[Annotated[str, Field(pattern=r"^[a-z0-9-]+#[A-Za-z0-9-]+$")], ...] = Field(
        min_length=1,
        description="Concept and anchor: a section, eq-, claim-, misconception-, source- or relation-kind-target.",
        examples=[["dpo#what-it-is", "dpo#claim-win-rate"]],
    )
    note: Annotated[str, Text("plain"), Field(max_length=300)] = Field(
        "", description="What the pages say instead, where the statement does not stand.", examples=["Only up to Z."]
    )


class CoveredPart(Record):
    """A part of the source document, in data/coverage.yml."""

    id: Id = Field(description="Permanent id, also its anchor.", examples=["dpo"])
    heading: Name = Field(description="Name of the part.", examples=["Direct preference optimization"])
    rows: tuple[Covered, ...] = Field(min_length=1, description="What stands in it, in order.")


class FigureException(Record):
    """A sentence with a figure that no source has to carry: data/exceptions.yml."""

    concept: Annotated[str, Word("concepts")] = Field(description="Id of the concept.", examples=["dpo"])
    text: Annotated[str, Field(min_length=8, max_length=200)] = Field(
        description="Words of the sentence, as readers see them.", examples=["Say that 40% of pairs are flipped"]
    )
    reason: Line = Field(description="Why it needs no source.", examples=["A made-up case, marked as one."])
