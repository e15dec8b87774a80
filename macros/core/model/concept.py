"""A concept and the parts that its file has."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .figures import Figure
from .questions import AnyQuestion
from .types import (
    Anchor,
    AsOf,
    Block,
    Calculation,
    Citation,
    Date,
    Id,
    Inline,
    Label,
    Name,
    Record,
    ShortInline,
    Successor,
    Tex,
    Text,
    Word,
    filled,
)

SUPPORTS, DISPUTES, BACKGROUND = STANCES = ("supports", "disputes", "background")
"""What a source may have to do with a claim; keys of the vocabulary's stances."""
ESTABLISHED, SINGLE_STUDY, CONTESTED, SUPERSEDED, UNVERIFIED = CLAIM_STATUSES = (
    "established", "single-study", "contested", "superseded", "unverified",
)  # fmt: skip
"""How well a claim may stand; keys of the vocabulary's claim_statuses."""


class Section(Record):
    """A part of the page's text under its own heading."""

    id: Id = Field(description="Permanent id, also the anchor of the heading.", examples=["how-it-works"])
    heading: Name = Field(description="Heading as readers see it.", examples=["How it works"])
    text: Block = Field(
        description="Paragraphs, lists, code; with $tex$, [[concept]] and [@source, locator].",
        examples=["The loss compares two responses, see [[rlhf]] and [@rafailov2023dpo, §4]."],
    )
    equations: tuple[Id, ...] = Field(
        (), description="Ids of the equations shown at the end of this section, in order.", examples=[["dpo-loss"]]
    )
    figures: tuple[Id, ...] = Field(
        (), description="Ids of the figures shown at the end of this section, in order.", examples=[["one-optimum"]]
    )
    calculations: tuple[Calculation, ...] = Field((), description="The arithmetic behind the section's own figures.")


class Symbol(Record):
    """One symbol of a formula."""

    symbol: Tex = Field(description="The symbol in TeX, without dollar signs.", examples=[r"\beta"])
    meaning: Inline = Field(description="What it stands for.", examples=["Weight of the KL penalty, above zero."])


class Equation(Record):
    """A formula, in words and with every symbol explained."""

    id: Id = Field(description="Permanent id within the concept.", examples=["dpo-loss"])
    name: Name = Field(description="Short name shown above the formula.", examples=["DPO loss"])
    tex: Tex = Field(description="The formula in TeX, without dollar signs.", examples=[r"a^2 + b^2 = c^2"])
    says: Inline = Field(description="The formula read aloud in one or two sentences.", examples=["Squares add up."])
    symbols: tuple[Symbol, ...] = Field(
        min_length=1, description="Every symbol that occurs.", examples=[[{"symbol": "a", "meaning": "One side."}]]
    )
    sources: tuple[Citation, ...] = Field(
        min_length=1,
        description="Where the formula comes from.",
        examples=[[{"key": "rafailov2023dpo", "at": "Eq. 7"}]],
    )


class Measurement(Record):
    """A figure of a claim that a chart can draw."""

    group: Label | None = Field(
        None, description="What the following bars have in common, if a chart needs a heading.", examples=["Humans"]
    )
    label: Label = Field(description="What was measured, above the bar.", examples=["With debate"])
    value: Annotated[str, Field(pattern=r"^[0-9][0-9,]*(\.[0-9]+)?%?$", max_length=16)] = Field(
        description="The figure as the claim's text shows it.", examples=["88%"]
    )


class Evidence(Citation):
    """A source of a claim, the place in it, and what it has to do with the claim."""

    stance: Annotated[str, Word("stances")] = Field(
        SUPPORTS, description="Whether it supports or disputes the claim; a key of stances.", examples=["disputes"]
    )
    finding: ShortInline | None = Field(
        None,
        description="What this source found, in a few words; a contested claim shows it under the source's side.",
        examples=["Level or better, in the authors' own tests."],
    )


class Replacement(Record):
    """What took the place of a superseded claim: another claim of the page, or a source."""

    claim: Id | None = Field(None, description="Id of a claim of this page.", examples=["win-rate-of-2026"])
    key: Annotated[str, Word("sources")] | None = Field(
        None, description="Key of a source, if no claim of this page says what holds now.", examples=["gao2023scaling"]
    )
    at: Annotated[str, Text("plain"), Field(max_length=80)] = Field(
        "", description="Where in the source.", examples=["§3, Table 2"]
    )


class Claim(Record):
    """A statement that a source has to carry: results, figures, dated facts."""

    id: Id = Field(description="Permanent id within the concept.", examples=["win-rate"])
    text: Inline = Field(description="The statement with its figures and scope.", examples=["It won 61% of pairs."])
    figure: Annotated[str, Text("inline"), filled(24)] | None = Field(
        None, description="The figure that readers should see first, written as in the text.", examples=["61%"]
    )
    question: Name | None = Field(
        None, description="What a contested claim is about, as a question.", examples=["As good as PPO?"]
    )
    status: Annotated[str, Word("claim_statuses")] = Field(
        description="How well it stands; a key of claim_statuses.", examples=["established"]
    )
    as_of: AsOf = Field(description="Year, or year and month, for which it is stated.", examples=["2023"])
    setting: ShortInline | None = Field(
        None,
        description=(
            "The condition under which its figures hold: model, data or task, what is counted, baseline; for an attack "
            "the threat model and the number of tries; for a rule or a law its version and whom it binds."
        ),
        examples=["GPT-J 6B on 500 held-out pairs; share of pairs won, judged by GPT-4."],
    )
    sources: tuple[Evidence, ...] = Field(
        min_length=1,
        description="Sources; a contested claim has one that supports and one that disputes it.",
        examples=[[{"key": "gao2023scaling", "at": "§3"}]],
    )
    replacement: Replacement | None = Field(
        None, description="What a superseded claim was replaced by.", examples=[{"claim": "win-rate-of-2026"}]
    )
    measurements: tuple[Measurement, ...] = Field((), description="Figures of the claim that a chart draws.")
    calculations: tuple[Calculation, ...] = Field((), description="Figures of the claim that follow from others.")


class Chart(Record):
    """A picture of the measurements of claims, as bars from zero."""

    id: Id = Field(description="Permanent id within the concept.", examples=["judge-accuracy"])
    title: Name = Field(description="What it shows.", examples=["Accuracy of judges, with and without debate"])
    quantity: Name = Field(description="What the length of a bar stands for.", examples=["Questions answered rightly"])
    says: ShortInline = Field(description="What to see in it, in a sentence.", examples=["Debate helps both judges."])
    whole: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = Field(
        None, description="Value of the longest possible bar, such as 100 for shares; else the largest.", examples=[100]
    )
    claims: tuple[Id, ...] = Field(
        min_length=1, description="Ids of the claims whose measurements it draws, in order.", examples=[["accuracies"]]
    )


class Misconception(Record):
    """Something people believe that is not so."""

    id: Id = Field(description="Permanent id; questions refer to it.", examples=["beta-is-a-learning-rate"])
    belief: Inline = Field(description="The belief, as somebody would say it.", examples=["Beta sets the step size."])
    correction: Inline = Field(description="What is true instead, and why.", examples=["It weights the KL term."])
    sources: tuple[Citation, ...] = Field(
        (), description="What shows it.", examples=[[{"key": "rafailov2023dpo", "at": "§4"}]]
    )
    calculations: tuple[Calculation, ...] = Field((), description="The arithmetic behind figures of its own.")


class Stage(Record):
    """One step of a process; stages stand in the order in which they happen."""

    id: Id = Field(description="Permanent id within the concept.", examples=["reward-model"])
    name: Name = Field(description="Name of the step.", examples=["Train the reward model"])
    text: Inline = Field(description="What happens in it.", examples=["Fit scores to the comparisons."])
    inputs: tuple[Name, ...] = Field(
        min_length=1,
        description="What goes in; an output of an earlier stage is written the same way.",
        examples=[["comparisons"]],
    )
    outputs: tuple[Name, ...] = Field(min_length=1, description="What comes out.", examples=[["reward model"]])
    phase: Name | None = Field(
        None, description="The phase that begins with this step, if a process has phases.", examples=["AI feedback"]
    )
    again: Id | None = Field(
        None, description="Id of the earlier step at which the process begins anew after this one.", examples=["attack"]
    )


class Relation(Record):
    """A typed link to another concept. Written in one file, shown on both pages."""

    kind: Annotated[str, Word("relation_kinds")] = Field(
        description="A key of relation_kinds; read: this concept, kind, target.", examples=["reformulates"]
    )
    target: Annotated[str, Word("concepts")] = Field(description="Id of the other concept.", examples=["rlhf"])
    reason: Inline = Field(description="Why the relation holds.", examples=["Both share one optimum."])
    sources: tuple[Citation, ...] = Field((), description="What shows it.", examples=[[{"key": "rafailov2023dpo"}]])


class Reading(Record):
    """A source worth reading next."""

    key: Annotated[str, Word("sources")] = Field(description="Key of the source.", examples=["lambert2025rlhfbook"])
    why: Inline = Field(description="What it gives the reader.", examples=["The whole pipeline with code."])


class Retired(Record):
    """A part of the page, or a question, that was published and is gone. Its id is never used again."""

    id: Anchor = Field(
        description="Anchor of the part, such as claim-win-rate, or q- and the id of a question.",
        examples=["claim-old-rate"],
    )
    now: Successor | None = Field(
        None,
        description="What took its place: an anchor of this page, a concept, or concept#anchor. A question needs none.",
        examples=["claim-win-rate"],
    )


class Concept(Record):
    """One technique or idea: a file in data/concepts/, named for its id."""

    title: Name = Field(description="Full name.", examples=["Direct preference optimization"])
    short_title: Annotated[str, Text("plain"), Field(min_length=1, max_length=28)] | None = Field(
        None, description="Name in menus and diagrams, if the title is long.", examples=["DPO"]
    )
    aliases: tuple[Name, ...] = Field((), description="Other names people search for.", examples=[["DPO"]])
    category: Annotated[str, Word("categories")] = Field(description="A key of categories.", examples=["training"])
    entry: Annotated[str, Word("entries")] = Field(
        description="A key of entries: how deep the page goes.", examples=["main"]
    )
    level: Annotated[str, Word("levels")] = Field(description="A key of levels.", examples=["intermediate"])
    status: Annotated[str, Word("concept_statuses")] = Field(
        description="A key of concept_statuses.", examples=["stable"]
    )
    reviewed: Date = Field(description="Day on which the whole page was last checked.", examples=["2026-11-23"])
    redirects: tuple[Id, ...] = Field(
        (), description="Ids that the concept had before; links to them lead here.", examples=[["direct-preferences"]]
    )
    replaces: tuple[Id, ...] = Field(
        (), description="Ids of deleted concepts whose place it took; links to them lead here.", examples=[["old-idea"]]
    )
    retired: tuple[Retired, ...] = Field(
        (), description="Parts and questions of the page that are gone; links to them lead to what took their place."
    )
    origin: Annotated[str, Word("sources")] | None = Field(
        None,
        description="Source that introduced it or made it known, which gives its year on the timeline.",
        examples=["rafailov2023dpo"],
    )
    summary: Annotated[str, Text("plain"), Field(min_length=20, max_length=200)] = Field(
        description="One sentence: lists, search results and previews show it.",
        examples=["Trains a model on preference pairs directly, without a separate reward model."],
    )
    in_short: Annotated[tuple[ShortInline, ...], Field(max_length=5)] = Field(
        (),
        description="Three to five lines that an informed person would say in an interview, nothing beyond the page.",
        examples=[["It fits the policy itself to the comparisons."]],
    )
    sections: tuple[Section, ...] = Field(
        min_length=1, description="The text: what it is, how it works, why it matters, what limits it."
    )
    equations: tuple[Equation, ...] = Field((), description="Formulas, the main one first; sections show them.")
    figures: tuple[Figure, ...] = Field((), description="Figures that readers can move; sections show them.")
    claims: tuple[Claim, ...] = Field((), description="Evidence with figures and sources, the main result first.")
    charts: tuple[Chart, ...] = Field((), description="Pictures of the measurements of claims.")
    misconceptions: tuple[Misconception, ...] = Field((), description="Beliefs to correct, the commonest first.")
    process: tuple[Stage, ...] = Field((), description="The stages of a pipeline, if there is one.")
    comparisons: tuple[Annotated[str, Word("comparisons")], ...] = Field(
        (),
        description="Comparisons in which it stands; keys of comparisons, whose traits it then states.",
        examples=[["preference-learning"]],
    )
    traits: dict[str, Annotated[str, Text("inline"), Field(min_length=1, max_length=160)]] = Field(
        default_factory=dict,
        description="Facts for comparison, by a key of traits.",
        examples=[{"label_unit": "response"}],
    )
    relations: tuple[Relation, ...] = Field((), description="Typed links to other concepts.")
    questions: tuple[AnyQuestion, ...] = Field((), description="Self-check questions.")
    further_reading: tuple[Reading, ...] = Field((), description="What to read next.")
