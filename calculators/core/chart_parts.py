"""What a chart is made of: its words, lines, marks, rules, limits, and the table behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

import numpy as np
import numpy.typing as npt

from calculators.core import words
from calculators.core.chart_axes import Axis
from calculators.core.chart_theme import Role

Floats = npt.NDArray[np.float64]
MarkKind = Literal["here", "break_even", "limit", "note"]
RuleKind = Literal["note", "limit", "out"]


@dataclass(frozen=True, kw_only=True)
class Text:
    """Words of a chart: the finding, what is drawn in which unit, one sentence as reading."""

    title: str
    subtitle: str
    reading: str
    alt: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Chart:
    """A figure with its words and the table behind it."""

    title: str
    subtitle: str
    figure: dict[str, Any]
    reading: str
    alt: str
    columns: dict[str, Sequence[Any]]


@dataclass(frozen=True, kw_only=True)
class Line:
    """Line with its name written beside it; ``band`` is (low, high) around it."""

    name: str
    y: Any
    role: Role = "base"
    stairs: bool = False
    dash: str | None = None  # None = the dash of the role
    band: tuple[Any, Any] | None = None
    x: Any = None  # None = the x of the chart
    shown: bool = True  # whether the name stands beside the line


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Marked point; the first line of ``text`` is bold, further lines follow after a newline."""

    x: float
    y: float
    text: str
    kind: MarkKind = "note"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Dashed vertical line with its label at the top."""

    x: float
    text: str
    kind: RuleKind = "note"


@dataclass(frozen=True, kw_only=True)
class Limit:
    """Horizontal line that should not be crossed: capacity, or a floor of cash when ``solid``."""

    y: float
    text: str = ""
    solid: bool = False


@dataclass(frozen=True, kw_only=True)
class Span:
    """Vertical strip between two x with a label at its top, for where most draws cross."""

    low: float
    high: float
    text: str


def columns(
    x_axis: Axis, y_axis: Axis, drawn: Sequence[Line], xs: Sequence[Floats]
) -> dict[str, Sequence[Any]]:
    """Table behind the lines: one column of x for each set of x, units in the heads."""
    table: dict[str, Sequence[Any]] = {}
    unit = f" [{y_axis.unit}]" if y_axis.unit else ""
    for line, x in zip(drawn, xs, strict=True):
        name = line.name.replace("\n", " ")
        head = x_axis.title or "x"
        head += f" [{x_axis.unit}]" if x_axis.unit else ""
        if line.x is not None:
            head = f"{head}, {name}"
        table[head] = _x_column(x_axis, x)
        table[f"{name}{unit}"] = floats(line.y).tolist()
        for edge, values in zip(("low", "high"), line.band or (), strict=False):
            table[f"{name}, {edge}{unit}"] = floats(values).tolist()
    return table


def _x_column(axis: Axis, x: Floats) -> Sequence[Any]:
    if axis.scale != "calendar":
        return cast("list[float]", x.tolist())
    return [
        words.calendar_month(axis.start, value) if value >= 0 else "Today" for value in x.tolist()
    ]


def floats(values: Any) -> Floats:
    """One-dimensional array of numbers."""
    return np.atleast_1d(np.asarray(values, dtype=float))


def chart_of(text: Text, figure: dict[str, Any], table: dict[str, Sequence[Any]]) -> Chart:
    """Figure and table under their words."""
    return Chart(
        title=text.title,
        subtitle=text.subtitle,
        figure=figure,
        reading=text.reading,
        alt=text.alt or f"{text.title}. {text.reading}",
        columns=table,
    )
