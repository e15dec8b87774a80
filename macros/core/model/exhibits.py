"""What a question shows to be read: a chart, a figure, a table, a log, code, or a formula to complete."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from .figures import Figure, Setting
from .types import Citation, Id, Label, Line, Number, Record, Tex, Text, filled

MOST_POINTS = 24
"""The most points along the horizontal axis of a chart."""

Cell = Annotated[str, Text("plain"), filled(80)]


class Exhibit(Record):
    """What all exhibits have."""

    LAST: ClassVar[tuple[str, ...]] = ("sources",)
    """Fields that stand after those of the type in a file."""
    IS_DATA: ClassVar[bool] = True
    """Whether it shows results, which come from a source or are illustrative."""

    type: str = Field(description="What kind of exhibit it is.", examples=["chart"])
    caption: Line = Field(
        description="What it shows and of which run or study, without saying what follows.",
        examples=["Proxy score and human rating of the best of n responses"],
    )
    sources: tuple[Citation, ...] = Field(
        (),
        description="Where its figures come from; without any, readers are told that it is illustrative.",
        examples=[[{"key": "rafailov2023dpo", "at": "§4, Table 1"}]],
    )


class HorizontalAxis(Record):
    """The horizontal axis of a chart, with numbers or with names."""

    label: Label = Field(description="What stands along the axis, with its unit.", examples=["Responses drawn (n)"])
    values: Annotated[tuple[Number, ...], Field(max_length=MOST_POINTS)] = Field(
        (), description="Numbers along the axis, each larger than the one before.", examples=[[1, 4, 16, 64]]
    )
    names: Annotated[tuple[Label, ...], Field(max_length=12)] = Field(
        (), description="Names along the axis, instead of numbers.", examples=[["Base", "Tuned"]]
    )
    log: bool = Field(False, description="true draws the numbers on a logarithmic scale.", examples=[True])


class VerticalAxis(Record):
    """The vertical axis of a chart."""

    label: Label = Field(description="What stands along the axis, with its unit.", examples=["Mean score"])
    least: Number | None = Field(None, description="Where it begins, if not near the smallest value.", examples=[0])
    most: Number | None = Field(None, description="Where it ends, if not near the largest value.", examples=[1])
    log: bool = Field(False, description="true draws the numbers on a logarithmic scale.", examples=[True])


class Series(Record):
    """One line, one set of points, or the bars of one color."""

    label: Label = Field(description="What it is, as the chart names it.", examples=["Human rating"])
    values: tuple[Number | None, ...] = Field(
        min_length=1,
        max_length=MOST_POINTS,
        description="Its values, one for each place along the horizontal axis; null where none was measured.",
        examples=[[0.5, 0.8, 0.9, 0.7]],
    )
    low: tuple[Number | None, ...] = Field(
        (), max_length=MOST_POINTS, description="Lower ends of error bars.", examples=[[0.4, 0.7, 0.8, 0.6]]
    )
    high: tuple[Number | None, ...] = Field(
        (), max_length=MOST_POINTS, description="Upper ends of error bars.", examples=[[0.6, 0.9, 1.0, 0.8]]
    )


class ChartExhibit(Exhibit):
    """Numbers as lines, points or bars; readers can open the same numbers as a table."""

    type: Literal["chart"] = Field(description="chart: lines, points or bars.", examples=["chart"])
    mark: Literal["line", "point", "bar"] = Field(
        description="How values are drawn: line, point or bar; bars need names along the axis.", examples=["line"]
    )
    x: HorizontalAxis = Field(description="The horizontal axis.")
    y: VerticalAxis = Field(description="The vertical axis.")
    series: tuple[Series, ...] = Field(min_length=1, max_length=4, description="What is drawn.")
    errors: Line | None = Field(
        None, description="What the error bars are; needed if there are any.", examples=["95% confidence intervals"]
    )


class TableExhibit(Exhibit):
    """Rows and columns; the first column says what each row is."""

    type: Literal["table"] = Field(description="table: rows and columns.", examples=["table"])
    columns: tuple[Label, ...] = Field(
        min_length=2, max_length=6, description="Heads of the columns.", examples=[["Model", "Flagged"]]
    )
    rows: tuple[tuple[Cell, ...], ...] = Field(
        min_length=1,
        max_length=12,
        description="The rows, with a cell for each column; the first cell names the row.",
        examples=[[["Base", "4%"], ["Tuned", "9%"]]],
    )


class LogExhibit(Exhibit):
    """Lines of a log or a transcript, as a program printed them."""

    type: Literal["log"] = Field(description="log: lines as a program printed them.", examples=["log"])
    text: Annotated[str, Text("verbatim"), filled(1600)] = Field(
        description="The lines; write them after | so that breaks and spaces stay.",
        examples=["step loss\n   0 0.693\n 100 0.505"],
    )


class CodeExhibit(Exhibit):
    """A short piece of code or pseudocode."""

    IS_DATA: ClassVar[bool] = False

    type: Literal["code"] = Field(description="code: code or pseudocode.", examples=["code"])
    text: Annotated[str, Text("verbatim"), filled(1600)] = Field(
        description="The code; write it after | so that breaks and spaces stay.",
        examples=["margin = beta * (logp - logp_ref)\nloss = -log_sigmoid(margin)"],
    )


class FormulaExhibit(Exhibit):
    """A formula of which a part is missing."""

    IS_DATA: ClassVar[bool] = False

    type: Literal["formula"] = Field(description="formula: a formula to complete.", examples=["formula"])
    tex: Tex = Field(
        description=r"The formula in TeX, without dollar signs, with \square where something is missing.",
        examples=[r"L = -\log \sigma(\beta\,\square)"],
    )


class FigureExhibit(Exhibit):
    """A figure of this concept at settings of its own."""

    IS_DATA: ClassVar[bool] = False

    type: Literal["figure"] = Field(description="figure: a figure of this concept.", examples=["figure"])
    figure: Id = Field(description="Id of one of this concept's figures.", examples=["one-optimum"])
    settings: tuple[Setting, ...] = Field(
        (), description="Parameters that begin elsewhere than on the page.", examples=[[{"name": "beta", "value": 0.5}]]
    )
    moves: bool = Field(
        False,
        description="true gives readers the sliders and the readings, for what they are to find by moving it.",
        examples=[True],
    )

    def shown(self, figures: Iterable[Figure]) -> Figure:
        """The figure among those of the concept, at the settings of the exhibit.

        One that stands still has no points that show the settings, since readers see none.

        Raises:
            StopIteration: the concept has no such figure.
        """
        figure = next(figure for figure in figures if figure.id == self.figure).at(self.settings)
        if self.moves:
            return figure
        marks = tuple(mark for mark in figure.marks if mark.mark != "here")
        return figure.model_copy(update={"marks": marks or figure.marks})


AnyExhibit = Annotated[
    ChartExhibit | FigureExhibit | TableExhibit | LogExhibit | CodeExhibit | FormulaExhibit, Field(discriminator="type")
]
