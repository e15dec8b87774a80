"""A figure that readers can move: what it draws of a model, its parameters and what to see in it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field

from .types import Citation, Id, Label, Line, Number, Record, ShortInline, Text, Word

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=32)]
"""A name that the model's program uses."""
Unit = Annotated[str, Text("plain"), Field(max_length=24)]


class Parameter(Record):
    """A number that readers set."""

    name: Key = Field(description="The name by which the model knows it.", examples=["beta"])
    label: Label = Field(description="What readers see beside the slider.", examples=["KL weight β"])
    unit: Unit = Field("", description="Unit behind the number; % shows a share of 0.25 as 25%.", examples=["nats"])
    least: Number | None = Field(None, description="The smallest value, if steps are equal.", examples=[0])
    most: Number | None = Field(None, description="The largest value, if steps are equal.", examples=[1])
    step: Number | None = Field(None, description="From one value to the next, if steps are equal.", examples=[0.05])
    values: Annotated[tuple[Number, ...], Field(max_length=60)] = Field(
        (), description="All values in rising order, if steps are not equal.", examples=[[1, 2, 5, 10]]
    )
    start: Number = Field(description="The value at first.", examples=[1])

    def takes(self, value: float) -> bool:
        """Whether its slider can have the value."""
        if self.values or self.least is None or self.most is None or not self.step:
            return value in self.values
        steps = (value - self.least) / self.step
        return self.least <= value <= self.most and math.isfinite(steps) and abs(steps - round(steps)) < 1e-6


class Setting(Record):
    """A parameter of a figure at one of its values."""

    name: Key = Field(description="The name of a parameter of the figure.", examples=["beta"])
    value: Number = Field(description="A value that its slider can have.", examples=[0.5])


class FigureAxis(Record):
    """An axis of a figure."""

    label: Label = Field(description="What stands along the axis, with its unit.", examples=["Responses drawn (n)"])
    least: Number | None = Field(None, description="Where it begins; left out if the numbers decide.", examples=[0])
    most: Number | None = Field(None, description="Where it ends; left out if the numbers decide.", examples=[1])
    unit: Literal["", "%"] = Field("", description="% names a share of 0.25 along the axis as 25%.", examples=["%"])
    log: bool = Field(False, description="true draws the numbers on a logarithmic scale.", examples=[True])


class FigureMark(Record):
    """One series of the model as the figure draws it."""

    series: Key = Field(description="The name that the model gives the series.", examples=["gold"])
    mark: Literal["curve", "line", "point", "here", "bar", "rule", "arrow", "cell"] = Field(
        description=(
            "curve: a line; line: a line with its points; point; here: points that the settings choose, in black; bar; "
            "rule: upright lines; arrow: vectors from zero; "
            "cell: a heat map, which stands alone."
        ),
        examples=["curve"],
    )
    label: Annotated[str, Text("plain"), Field(max_length=48)] = Field(
        "", description="What the key calls it; only arrows and cells can do without.", examples=["True quality"]
    )


class FigureReading(Record):
    """A number of the model that stands in words under the figure."""

    value: Key = Field(description="The name that the model gives the number.", examples=["kl"])
    label: Label = Field(description="What it is.", examples=["KL from the reference"])
    digits: Annotated[int, Field(ge=1, le=8)] = Field(
        3, description="Significant digits; those before the point are all shown.", examples=[2]
    )
    unit: Unit = Field("", description="Unit behind the number; % shows a share of 0.25 as 25%.", examples=["nats"])


class Figure(Record):
    """A picture that a pure function draws, at build time and again whenever a reader moves a slider."""

    id: Id = Field(description="Permanent id within the concept.", examples=["one-optimum"])
    title: Line = Field(
        description="The one thing that it shows, as a claim.", examples=["Heavy tails turn the curve around"]
    )
    plots: Line = Field(description="What is drawn.", examples=["True quality of the best of n responses"])
    model: Annotated[str, Word("figure_models")] = Field(
        description="The function that computes it; a key of figure_models.", examples=["regularized-bandit"]
    )
    parameters: Annotated[tuple[Parameter, ...], Field(min_length=1, max_length=4)] = Field(
        description="What readers can move, the most important first."
    )
    x: FigureAxis = Field(description="The horizontal axis; of a heat map, what its columns are.")
    y: FigureAxis = Field(description="The vertical axis; of a heat map, what its rows are.")
    square: bool = Field(
        False,
        description="true draws both axes to one scale, as vectors need it; give both axes ends.",
        examples=[True],
    )
    marks: Annotated[tuple[FigureMark, ...], Field(min_length=1, max_length=4)] = Field(
        description="The series that are drawn, the most important first."
    )
    readings: Annotated[tuple[FigureReading, ...], Field(max_length=6)] = Field(
        (), description="Numbers in words under the figure."
    )
    look_for: ShortInline = Field(
        description="What to move and what to see then, in a sentence or two.",
        examples=["Lower β: the policy moves to the best response."],
    )
    not_shown: ShortInline = Field(
        description="What it leaves out, so that nobody reads more into it.",
        examples=["How hard a learned reward is to trust far from its data."],
    )
    sources: tuple[Citation, ...] = Field(
        min_length=1,
        description="Where the formula comes from.",
        examples=[[{"key": "rafailov2023dpo", "at": "Eq. 4"}]],
    )

    def at(self, settings: Iterable[Setting]) -> Figure:
        """The figure with other values at first. Settings of parameters that it lacks change nothing."""
        values = {setting.name: setting.value for setting in settings}
        moved = (
            parameter.model_copy(update={"start": values.get(parameter.name, parameter.start)})
            for parameter in self.parameters
        )
        return self.model_copy(update={"parameters": tuple(moved)})
