"""The records that contributors write, field by field.

These classes are the only description of the format: the checks, the JSON Schema for editors and the scaffold
of a new concept are derived from them. Which *values* a word such as a category may take stands in
``data/vocabulary.yml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Union, get_origin

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from ..source.documents import KeyPath

NOT_BLANK = r"\S"
ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
LONGEST_ID = 48
SOURCE_KEY_PATTERN = r"^[a-z]+[0-9]{4}[a-z0-9]+$"
LARGEST_REVISION = 9_999


@dataclass(frozen=True)
class Text:
    """Marks a field as text for readers.

    ``plain`` has no markup at all, ``inline`` is one paragraph with emphasis, code, ``$tex$``, ``[[concept]]`` and
    ``[@source, locator]``, ``block`` adds paragraphs, lists and code blocks, ``cloze`` is inline with gaps ``[[?id]]``,
    ``tex`` is one formula.
    """

    kind: Literal["plain", "inline", "block", "cloze", "tex"]


@dataclass(frozen=True)
class Word:
    """Marks a field whose value is a key of the named list in the vocabulary, or of the named collection."""

    of: str


def _filled(longest: int) -> Any:
    """What a text must be: not blank, and of at most so many characters."""
    return Field(min_length=1, max_length=longest, pattern=NOT_BLANK)


def _real_day(text: str) -> str:
    date.fromisoformat(text)
    return text


Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=LONGEST_ID)]
Date = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_real_day)]
AsOf = Annotated[str, Field(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2]))?$")]
Name = Annotated[str, Text("plain"), _filled(80)]
Label = Annotated[str, Text("plain"), _filled(48)]
Line = Annotated[str, Text("plain"), _filled(160)]
Inline = Annotated[str, Text("inline"), _filled(900)]
LONGEST_TEXT = 6000
Block = Annotated[str, Text("block"), _filled(LONGEST_TEXT)]
Tex = Annotated[str, Text("tex"), _filled(800)]
ShortInline = Annotated[str, Text("inline"), _filled(300)]
Answer = Annotated[str, Text("plain"), _filled(60)]
Number = Annotated[float, Field(allow_inf_nan=False)]


class Record(BaseModel):
    """Base of all records: unknown fields are refused, nothing is converted, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True, protected_namespaces=())


class Citation(Record):
    """A source and the place in it."""

    key: Annotated[str, Word("sources")] = Field(
        description="Key of the source in data/sources.yml.", examples=["rafailov2023dpo"]
    )
    at: Annotated[str, Text("plain"), Field(max_length=60)] = Field(
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


class Claim(Record):
    """A statement that a source has to carry: results, figures, dated facts."""

    id: Id = Field(description="Permanent id within the concept.", examples=["win-rate"])
    text: Inline = Field(description="The statement with its figures and scope.", examples=["It won 61% of pairs."])
    status: Annotated[str, Word("claim_statuses")] = Field(
        description="How well it stands; a key of claim_statuses.", examples=["established"]
    )
    as_of: AsOf = Field(description="Year, or year and month, for which it is stated.", examples=["2023"])
    sources: tuple[Citation, ...] = Field(
        min_length=1, description="Sources; a contested claim cites both sides.", examples=[[{"key": "gao2023scaling"}]]
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


class Option(Record):
    """One answer to a question, with its reason."""

    id: Id = Field(description="Permanent id within the question.", examples=["closer"])
    text: ShortInline = Field(description="The answer.", examples=["It keeps the policy closer to the reference."])
    correct: bool = Field(False, description="true on right answers, left out on the others.", examples=[True])
    why: Inline = Field(description="Why it is right or wrong.", examples=["A larger weight makes drift dearer."])
    misconception: Id | None = Field(
        None, description="The misconception of this concept that leads here.", examples=["beta-is-a-learning-rate"]
    )


class Question(Record):
    """What all self-check questions have."""

    LAST: ClassVar[tuple[str, ...]] = ("hints", "explain", "claims", "sources")
    """Fields that stand after those of the type in a file."""

    id: Id = Field(description="Permanent id, never used again.", examples=["beta-role"])
    rev: Annotated[int, Field(ge=1, le=LARGEST_REVISION)] = Field(
        1, description="Raise it when the meaning or the right answer changes.", examples=[1]
    )
    type: str = Field(description="What kind of answer is asked for.", examples=["single"])
    level: Annotated[str, Word("question_levels")] = Field(
        description="What it asks of the reader; a key of question_levels.", examples=["understand"]
    )
    before_reading: bool = Field(
        False, description="true asks it above the text, to find out what the reader believes.", examples=[True]
    )
    stem: Inline = Field(description="The question.", examples=["What does a larger $\\beta$ do?"])
    hints: tuple[Inline, ...] = Field(
        (), max_length=3, description="Help, from vague to near.", examples=[["Look at KL."]]
    )
    claims: tuple[Id, ...] = Field(
        (), description="Ids of this concept's claims that it tests.", examples=[["win-rate"]]
    )
    sources: tuple[Citation, ...] = Field(
        (),
        description="What shows the right answer, if no claim does.",
        examples=[[{"key": "rafailov2023dpo", "at": "§4"}]],
    )

    @property
    def parts(self) -> tuple[Any, ...]:
        """What readers see in mixed order: options or items, none for other types."""
        return getattr(self, "options", getattr(self, "items", ()))


class KeyedQuestion(Question):
    """A question whose answer a program can grade."""

    explain: Inline = Field(description="What to remember, right or wrong.", examples=["Beta prices distance."])


class SingleQuestion(KeyedQuestion):
    """One right answer among options."""

    type: Literal["single"] = Field(description="single: one right answer among the options.", examples=["single"])
    options: tuple[Option, ...] = Field(
        min_length=3, max_length=6, description="The answers, one of them right; readers see them shuffled."
    )
    pin_order: bool = Field(
        False, description="true keeps the options in the order written, for scales.", examples=[True]
    )


class MultipleQuestion(KeyedQuestion):
    """Any number of right answers among options; all of them have to be found."""

    type: Literal["multiple"] = Field(description="multiple: several right answers.", examples=["multiple"])
    options: tuple[Option, ...] = Field(
        min_length=3,
        max_length=7,
        description="The answers, at least one right and one wrong; readers see them shuffled.",
    )
    pin_order: bool = Field(
        False, description="true keeps the options in the order written, for scales.", examples=[True]
    )


class Amount(Record):
    """A number with the error that is allowed, limits included."""

    value: Number = Field(description="The right number.", examples=[0.6931])
    unit: Annotated[str, Text("plain"), Field(max_length=24)] = Field(
        "", description="Unit, which readers may leave out; % counts in percent.", examples=["nats"]
    )
    share: bool | None = Field(
        None,
        description="Whether a number between 0 and 1 is a share or probability, so that 62.5% is right for 0.625.",
        examples=[True],
    )
    abs: Annotated[Number, Field(ge=0)] | None = Field(None, description="Largest error in the unit.", examples=[0.001])
    rel: Annotated[Number, Field(ge=0, lt=1)] | None = Field(
        None, description="Largest error as a share of the value; instead of abs.", examples=[0.01]
    )


class NearNumber(Record):
    """A wrong number that shows what went wrong."""

    least: Number = Field(description="Lower limit, included.", examples=[0.3])
    most: Number = Field(description="Upper limit, included.", examples=[0.302])
    why: Inline = Field(description="What leads to it.", examples=["That is the decimal logarithm."])
    misconception: Id | None = Field(
        None, description="The misconception of this concept that leads here.", examples=["beta-is-a-learning-rate"]
    )


class NumericQuestion(KeyedQuestion):
    """A number to compute or estimate."""

    type: Literal["numeric"] = Field(description="numeric: a number.", examples=["numeric"])
    answer: Amount = Field(description="The right number.", examples=[{"value": 0.6931, "abs": 0.001}])
    check: Annotated[str, Field(pattern=r"^[A-Za-z0-9_+\-*/().,\[\] ]+$", max_length=240)] = Field(
        description="Arithmetic that gives the value, written like that of calculations; a test computes it.",
        examples=["log(2)"],
    )
    near: tuple[NearNumber, ...] = Field((), max_length=4, description="Wrong numbers with their reasons.")


class Item(Record):
    """Something to put in its place in an order."""

    id: Id = Field(description="Permanent id within the question.", examples=["sft"])
    text: ShortInline = Field(description="What is put in order.", examples=["Fine-tune on demonstrations."])
    why: Inline = Field(description="Why it stands at this place.", examples=["The comparisons need its samples."])


class OrderQuestion(KeyedQuestion):
    """Things to put in order."""

    type: Literal["order"] = Field(description="order: put things in order.", examples=["order"])
    items: tuple[Item, ...] = Field(
        min_length=3, max_length=7, description="The things in the right order; readers see them shuffled."
    )


class Choice(Record):
    """One of the things that may be matched."""

    id: Id = Field(description="Permanent id within the question.", examples=["log-sigmoid"])
    text: Name = Field(description="The words, without markup, as in a menu.", examples=["Log-sigmoid of the margin"])


class MatchItem(Record):
    """Something to match with one of the choices."""

    id: Id = Field(description="Permanent id within the question.", examples=["dpo"])
    text: ShortInline = Field(description="What is matched.", examples=["DPO"])
    choice: Id = Field(description="Id of the choice that belongs to it.", examples=["log-sigmoid"])
    why: Inline = Field(description="Why they belong together.", examples=["It is Bradley-Terry on implicit rewards."])


class MatchQuestion(KeyedQuestion):
    """Things to match with choices; a choice may serve several or none."""

    type: Literal["match"] = Field(description="match: choose what belongs to each thing.", examples=["match"])
    items: tuple[MatchItem, ...] = Field(min_length=2, max_length=7, description="The things.")
    choices: tuple[Choice, ...] = Field(min_length=2, max_length=7, description="What they may be matched with.")

    def choice(self, name: str) -> Choice:
        """The choice of that id."""
        return next(choice for choice in self.choices if choice.id == name)


class NearWords(Record):
    """Wrong words that show what went wrong."""

    text: Answer = Field(description="The words.", examples=["reward model"])
    why: Inline = Field(description="What is wrong with them.", examples=["It scores; nothing is kept close to it."])
    misconception: Id | None = Field(
        None, description="The misconception of this concept that leads here.", examples=["beta-is-a-learning-rate"]
    )


class Blank(Record):
    """A gap in a text."""

    id: Id = Field(description="Permanent id; the text has it as [[?id]].", examples=["ref"])
    accept: tuple[Answer, ...] = Field(
        min_length=1,
        max_length=16,
        description="Right words, the best first; capitals, hyphens and articles do not matter.",
        examples=[["reference model", "SFT model"]],
    )
    near: tuple[NearWords, ...] = Field((), max_length=4, description="Wrong words with their reasons.")
    why: Inline = Field(description="Why these words belong here.", examples=["Training starts from it."])


class ClozeQuestion(KeyedQuestion):
    """A text with gaps to fill."""

    type: Literal["cloze"] = Field(description="cloze: fill the gaps of a text.", examples=["cloze"])
    text: Annotated[str, Text("cloze"), _filled(900)] = Field(
        description="The text; [[?id]] stands for a gap.", examples=["Distance is measured to the [[?ref]]."]
    )
    blanks: tuple[Blank, ...] = Field(min_length=1, max_length=4, description="The gaps, in the order of the text.")


class Criterion(Record):
    """Something that a good answer has."""

    id: Id = Field(description="Permanent id within the question.", examples=["bradley-terry"])
    text: ShortInline = Field(description="What it is.", examples=["Names the Bradley-Terry model."])
    must: bool = Field(False, description="true if no answer is good without it.", examples=[True])


class RedFlag(Record):
    """Something that gives a misunderstanding away."""

    id: Id = Field(description="Permanent id within the question.", examples=["no-reference"])
    text: ShortInline = Field(description="What it is.", examples=["Says that DPO needs no reference model."])
    misconception: Id | None = Field(
        None, description="The misconception of this concept behind it.", examples=["beta-is-a-learning-rate"]
    )


class FollowUp(Record):
    """What an interviewer may ask next."""

    question: Inline = Field(description="The question.", examples=["What breaks with old pairs?"])
    answer: Inline = Field(description="A short answer.", examples=["They say nothing about what it writes now."])


class RecallQuestion(Question):
    """An open question as in an interview; readers compare their answer with a rubric."""

    type: Literal["recall"] = Field(description="recall: an open question.", examples=["recall"])
    seconds: Annotated[int, Field(ge=30, le=600)] = Field(description="Time for the answer.", examples=[120])
    model_answer: Annotated[str, Text("block"), _filled(2400)] = Field(
        description="A good answer, as one would say it.", examples=["DPO inverts the optimal policy."]
    )
    rubric: tuple[Criterion, ...] = Field(
        min_length=2, max_length=8, description="What a good answer has; at least one with must."
    )
    red_flags: tuple[RedFlag, ...] = Field(
        min_length=1, max_length=5, description="What gives a misunderstanding away."
    )
    follow_ups: tuple[FollowUp, ...] = Field(min_length=1, max_length=4, description="What may be asked next.")


AnyQuestion = Annotated[
    SingleQuestion
    | MultipleQuestion
    | NumericQuestion
    | OrderQuestion
    | MatchQuestion
    | ClozeQuestion
    | RecallQuestion,
    Field(discriminator="type"),
]


class Reading(Record):
    """A source worth reading next."""

    key: Annotated[str, Word("sources")] = Field(description="Key of the source.", examples=["lambert2025rlhfbook"])
    why: Inline = Field(description="What it gives the reader.", examples=["The whole pipeline with code."])


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
    origin: Annotated[str, Word("sources")] | None = Field(
        None,
        description="Source that introduced it or made it known, which gives its year on the timeline.",
        examples=["rafailov2023dpo"],
    )
    summary: Annotated[str, Text("plain"), Field(min_length=20, max_length=200)] = Field(
        description="One sentence: lists, search results and previews show it.",
        examples=["Trains a model on preference pairs directly, without a separate reward model."],
    )
    sections: tuple[Section, ...] = Field(
        min_length=1, description="The text: what it is, how it works, why it matters, what limits it."
    )
    equations: tuple[Equation, ...] = Field((), description="Formulas, the main one first; sections show them.")
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


class Source(Record):
    """A paper, report, post or data set in data/sources.yml."""

    key: Annotated[str, Field(pattern=SOURCE_KEY_PATTERN, max_length=48)] = Field(
        description="First author, year, word of the title.", examples=["rafailov2023dpo"]
    )
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

    label: Name = Field(description="Name of the part.", examples=["Day 1: preferences"])
    concepts: tuple[Annotated[str, Word("concepts")], ...] = Field(
        min_length=1, description="Ids of its concepts in the order of reading.", examples=[["rlhf", "dpo"]]
    )


class Route(Record):
    """A learning path towards a goal, in data/paths.yml. No concept comes before one that it requires."""

    id: Id = Field(description="Permanent id, also its anchor.", examples=["interview-week"])
    label: Name = Field(description="The goal.", examples=["An interview in a week"])
    description: Annotated[str, Text("plain"), Field(min_length=20, max_length=400)] = Field(
        description="Whom it serves, and how.", examples=["Two hours a day, from preferences to oversight."]
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


class Vocabulary(Record):
    """The words that data files may use, in the order in which readers see them: data/vocabulary.yml."""

    categories: tuple[Term, ...] = Field(description="Parts of the site.")
    entries: tuple[EntryKind, ...] = Field(description="How deep the page of a concept goes.")
    levels: tuple[Term, ...] = Field(description="How much a concept asks of the reader.")
    concept_statuses: tuple[Term, ...] = Field(description="Whether a concept's page is likely to change.")
    claim_statuses: tuple[Term, ...] = Field(description="How well a claim stands.")
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

    def terms(self, name: str) -> dict[str, Term]:
        """The terms of one list by key, in order. ``name`` is a field of this class."""
        return {term.key: term for term in getattr(self, name)}

    def comparison(self, key: str) -> Comparison:
        """The comparison of that key."""
        return next(comparison for comparison in self.comparisons if comparison.key == key)


class Marked(NamedTuple):
    """A text in a field that carries a mark."""

    path: KeyPath
    mark: Text | Word
    value: str


def marked_values(shape: Any, value: Any, path: KeyPath = ()) -> list[Marked]:
    """Every text in ``value`` that stands in a field marked with ``Text`` or ``Word``, in the order of the fields.

    ``value`` is a record of the type ``shape``, or the data of a file that is meant to become one: what does not have
    the shape is passed over.
    """
    found: list[Marked] = []
    _collect(found, shape, (), value, path)
    return found


def record_shape(annotation: Any, value: Any) -> type[Record] | None:
    """The record class that a value of this annotation has, None if it is no record.

    Of several classes the one whose ``type`` the value names, a record or the data of one.
    """
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, Record) else None
    members = [member for member in _members(annotation) if isinstance(member, type) and issubclass(member, Record)]
    named = value.get("type") if isinstance(value, dict) else getattr(value, "type", None)
    if len(members) < 2:
        return members[0] if members and not isinstance(value, tuple) else None
    return next((m for m in members if named in getattr(m.model_fields["type"].annotation, "__args__", ())), None)


def question_types() -> list[str]:
    """The types of questions, in order."""
    return [member.model_fields["type"].annotation.__args__[0] for member in _members(AnyQuestion)]


def field_order(shape: type[Record]) -> list[str]:
    """Names of a record's fields in the order in which files have them."""
    last = getattr(shape, "LAST", ())
    names = list(shape.model_fields)
    return [*(name for name in names if name not in last), *(name for name in last if name in names)]


def _members(annotation: Any) -> tuple[Any, ...]:
    """The classes of a union, which may carry notes; nothing for anything else."""
    union = annotation.__origin__ if hasattr(annotation, "__metadata__") else annotation
    return union.__args__ if isinstance(union, UnionType) or get_origin(union) is Union else ()


def _collect(found: list[Marked], annotation: Any, notes: Any, value: Any, path: KeyPath) -> None:
    if value is None:
        return
    if record := record_shape(annotation, value):
        for name, inner_annotation, inner_notes in _fields_with_text(record):
            inner = value.get(name) if isinstance(value, dict) else getattr(value, name, None)
            _collect(found, inner_annotation, inner_notes, inner, (*path, name))
        return
    arguments = getattr(annotation, "__args__", ())
    if isinstance(value, str):
        if get_origin(annotation) in (tuple, dict):
            return  # a text where a list belongs
        marks = [*notes, *(note for argument in arguments for note in getattr(argument, "__metadata__", ()))]
        found += [Marked(path, note, value) for note in marks if isinstance(note, Text | Word)]
    elif isinstance(value, tuple | dict) and arguments and not _members(annotation):
        inner = arguments[-1] if isinstance(value, dict) else arguments[0]
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in items:
            _collect(found, inner, getattr(inner, "__metadata__", ()), item, (*path, key))


@cache
def _fields_with_text(record: type[Record]) -> list[tuple[str, Any, Any]]:
    """Name, annotation and notes of the fields of a record in which a marked text may stand."""
    fields = [(name, info.annotation, info.metadata) for name, info in record.model_fields.items()]
    return [field for field in fields if _may_hold_text(*field[1:])]


def _may_hold_text(annotation: Any, notes: Any) -> bool:
    if any(isinstance(note, Text | Word) for note in notes):
        return True
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return True
    return any(
        _may_hold_text(inner, getattr(inner, "__metadata__", ())) for inner in getattr(annotation, "__args__", ())
    )


def field_of(shape: Any, path: KeyPath, data: Any) -> FieldInfo | None:
    """The description of the field a path in ``data`` leads to; None for list items and ways that lead nowhere."""
    return _follow(shape, path, data)[1]


def fields_of(shape: Any, path: KeyPath, data: Any) -> list[str]:
    """Names of the fields of the record at a path in ``data``, none if there is no record."""
    record = _follow(shape, path, data)[0]
    return field_order(record) if isinstance(record, type) and issubclass(record, Record) else []


def takes_text(shape: Any, path: KeyPath, data: Any) -> bool:
    """Whether the value at a path in ``data`` has to be text."""
    return _leaf(shape, path, data)[0] is str


def takes_any_words(shape: Any, path: KeyPath, data: Any) -> bool:
    """Whether the value at a path in ``data`` may be any words: neither words of a list nor of a form of their own."""
    kind, notes = _leaf(shape, path, data)
    inner = [part for note in notes for part in (note, *getattr(note, "metadata", ()))]
    patterns = {getattr(note, "pattern", None) for note in inner} - {None, NOT_BLANK}
    return kind is str and not patterns and not any(isinstance(note, Word) for note in inner)


def _leaf(shape: Any, path: KeyPath, data: Any) -> tuple[Any, list[Any]]:
    """The type of the value at a path in ``data``, None if no field is there, and what is noted of it."""
    notes: list[Any] = []
    for part in path:
        if record := record_shape(shape, data):
            field = record.model_fields.get(str(part))
            if not field:
                return None, []
            shape, notes = field.annotation, list(field.metadata)
        else:
            arguments = getattr(shape, "__args__", ())
            if not arguments or (get_origin(shape) is dict) != isinstance(part, str):
                return None, []
            shape, notes = arguments[-1 if isinstance(part, str) else 0], []
        if type(None) in (members := _members(shape)):
            shape = members[0]
        if hasattr(shape, "__metadata__") and not _members(shape):
            shape, notes = shape.__origin__, [*notes, *shape.__metadata__]
        data = _inner(data, part)
    return shape, notes


def _follow(shape: Any, path: KeyPath, data: Any) -> tuple[Any, FieldInfo | None]:
    field = None
    for part in path:
        field = getattr(record_shape(shape, data), "model_fields", {}).get(part)
        shape = field.annotation if field else getattr(shape, "__args__", (None,))[0]
        data = _inner(data, part)
    return record_shape(shape, data) or shape, field


def _inner(data: Any, part: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(part)
    return data[part] if isinstance(data, tuple) and isinstance(part, int) and part < len(data) else None
