"""The words that data files may use as values."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .figures import Key
from .types import Id, Name, Record, Text


class Term(Record):
    """A word of the vocabulary."""

    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*$", max_length=48)] = Field(
        description="What data files write.", examples=["training"]
    )
    label: Name = Field(description="What readers see.", examples=["Training methods"])
    description: Annotated[str, Text("plain"), Field(min_length=1, max_length=400)] = Field(
        description="What it means.", examples=["Ways to change what a model does."]
    )


class EntryKind(Term):
    """How deep the page of a concept goes."""

    sections: tuple[Id, ...] = Field((), description="Ids of sections that every such page has.", examples=[["limits"]])
    least: dict[
        Literal[
            "in_short",
            "claims",
            "misconceptions",
            "relations",
            "sources",
            "traits",
            "further_reading",
            "questions",
            "question_types",
            "recall_questions",
        ],
        Annotated[int, Field(ge=1)],
    ] = Field(
        default_factory=dict,
        description="The least number of things on a page; relations count from both ends, sources everywhere.",
        examples=[{"claims": 3}],
    )
    example: bool = Field(False, description="true if a worked example with calculations is needed.", examples=[True])


class RelationKind(Term):
    """A kind of relation between two concepts."""

    inverse: Name = Field(description="Label read from the target.", examples=["is required by"])
    symmetric: bool = Field(False, description="true if it reads the same from both sides.", examples=[True])
    acyclic: bool = Field(False, description="true if following it may never lead back.", examples=[True])


class Comparison(Term):
    """A table that compares concepts by some of their traits."""

    traits: tuple[Annotated[str, Field(max_length=48)], ...] = Field(
        min_length=2, description="Keys of traits, in the order of the columns.", examples=[["label_unit", "main_cost"]]
    )


class FigureModel(Term):
    """A function that figures draw: ``web/scripts/figures/models/`` has its program."""

    parameters: tuple[Key, ...] = Field(min_length=1, description="Numbers that it needs.", examples=[["beta"]])
    series: tuple[Key, ...] = Field(min_length=1, description="Series that it gives.", examples=[["gold", "proxy"]])
    readings: tuple[Key, ...] = Field((), description="Numbers that it gives.", examples=[["kl"]])


class Vocabulary(Record):
    """The words that data files may use, in the order in which readers see them: data/vocabulary.yml."""

    categories: tuple[Term, ...] = Field(description="Parts of the site.")
    entries: tuple[EntryKind, ...] = Field(description="How deep the page of a concept goes.")
    levels: tuple[Term, ...] = Field(description="How much a concept asks of the reader.")
    concept_statuses: tuple[Term, ...] = Field(description="Whether a concept's page is likely to change.")
    claim_statuses: tuple[Term, ...] = Field(description="How well a claim stands.")
    stances: tuple[Term, ...] = Field(description="What a source has to do with a claim.")
    question_levels: tuple[Term, ...] = Field(description="What a question asks of the reader.")
    question_types: tuple[Term, ...] = Field(description="Names for the types of questions.")
    source_kinds: tuple[Term, ...] = Field(description="Kinds of sources.")
    traits: tuple[Term, ...] = Field(description="Questions by which concepts are compared.")
    comparisons: tuple[Comparison, ...] = Field(description="Tables that compare concepts.")
    verdicts: tuple[Term, ...] = Field(description="What became of a statement of the source document.")
    numbered_names: tuple[Annotated[str, Field(max_length=40)], ...] = Field(
        description="Words before a number that make it a name, not a figure.", examples=[["Claude", "Stage"]]
    )
    relation_kinds: tuple[RelationKind, ...] = Field(description="Kinds of relations, the strongest first.")
    figure_models: tuple[FigureModel, ...] = Field(description="What figures can compute.")

    def terms(self, name: str) -> dict[str, Term]:
        """The terms of one list by key, in order. ``name`` is a field of this class."""
        return {term.key: term for term in getattr(self, name)}

    def comparison(self, key: str) -> Comparison:
        """The comparison of that key."""
        return next(comparison for comparison in self.comparisons if comparison.key == key)
