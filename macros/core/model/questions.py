"""Self-check questions, one record for each type."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from .exhibits import AnyExhibit
from .figures import Key, Setting
from .shapes import record_types
from .types import Answer, Citation, Id, Inline, Name, Number, Record, ShortInline, Text, Word, filled

LARGEST_REVISION = 9_999


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
    place: Id | None = Field(
        None,
        description="Id of the section after which it stands; without one, two questions are placed by themselves.",
        examples=["how-it-works"],
    )
    stem: Inline = Field(description="The question.", examples=["What does a larger $\\beta$ do?"])
    exhibit: AnyExhibit | None = Field(
        None, description="What it shows to be read: a chart, a figure, a table, a log, code or a formula to complete."
    )
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
        min_length=3, max_length=5, description="The answers, one of them right; readers see them shuffled."
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


class FigureValue(Record):
    """A number that a figure gives."""

    value: Key = Field(description="The name that the model gives the number.", examples=["kl"])
    settings: tuple[Setting, ...] = Field(
        (),
        description="Parameters that stand elsewhere than in the exhibit, since readers move them.",
        examples=[[{"name": "beta", "value": 0.25}]],
    )


class NumericQuestion(KeyedQuestion):
    """A number to compute or estimate."""

    type: Literal["numeric"] = Field(description="numeric: a number.", examples=["numeric"])
    answer: Amount = Field(description="The right number.", examples=[{"value": 0.6931, "abs": 0.001}])
    check: Annotated[str, Field(pattern=r"^[A-Za-z0-9_+\-*/().,\[\] ]+$", max_length=240)] = Field(
        description="Arithmetic that gives the value, written like that of calculations; a test computes it.",
        examples=["log(2)"],
    )
    reading: FigureValue | None = Field(
        None, description="What the figure in its exhibit gives, which has to be the right number too."
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
    text: Annotated[str, Text("cloze"), filled(900)] = Field(
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
    model_answer: Annotated[str, Text("block"), filled(2400)] = Field(
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


def question_types() -> list[str]:
    """The types of questions, in order."""
    return record_types(AnyQuestion)
