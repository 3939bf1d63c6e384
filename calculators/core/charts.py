"""Charts that state a finding: plain plotly dictionaries with the table behind them.

Everything drawn is computed elsewhere; a chart adds no arithmetic that has a meaning. Points at
infinity are left out, and the caller's reading says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from calculators.core import chart_axes, chart_marks, chart_theme
from calculators.core.chart_axes import Axis
from calculators.core.chart_canvas import Canvas
from calculators.core.chart_parts import (
    Chart,
    Floats,
    Limit,
    Line,
    Mark,
    Rule,
    Span,
    Text,
    chart_of,
    columns,
    floats,
)
from calculators.core.chart_stack import stacked
from calculators.core.chart_theme import ThemeName

__all__ = ["Axis", "Chart", "Limit", "Line", "Mark", "Rule", "Span", "Text"]
__all__ += ["break_even", "cash", "day", "lines", "stacked"]

MOST_LINES = 5
BELOW_FLOOR = 0.32  # of the height above the floor: what follows after the cash is gone
BAND_ABOVE = 1.4  # of the highest line: a band may leave the view, a line may not


def lines(
    x: Any,
    drawn: Sequence[Line],
    *,
    x_axis: Axis,
    y_axis: Axis,
    text: Text,
    marks: Sequence[Mark] = (),
    rules: Sequence[Rule] = (),
    limits: Sequence[Limit] = (),
    spans: Sequence[Span] = (),
    theme: ThemeName = "light",
    height: int = chart_theme.HEIGHT_MAIN,
) -> Chart:
    """Up to five named lines over a quantity, months or hours, with bands, marks, rules, limits."""
    if len(drawn) > MOST_LINES:
        raise ValueError(f"{len(drawn)} lines; more than {MOST_LINES} cannot be told apart")
    xs = [floats(x if line.x is None else line.x) for line in drawn]
    for line, one in zip(drawn, xs, strict=True):
        _check(line, one)
    points = [mark for mark in marks if np.isfinite(mark.x) and np.isfinite(mark.y)]
    canvas = Canvas(
        theme=chart_theme.THEMES[theme],
        x_axis=x_axis,
        y_axis=y_axis,
        x_range=chart_axes.view(x_axis, xs, tight=True),
        y_range=chart_axes.view(y_axis, _heights(drawn, points, limits), tight=False),
        height=height,
    )
    chart_marks.draw(canvas, list(zip(drawn, xs, strict=True)), points, rules, limits, spans)
    return chart_of(text, canvas.figure(), columns(x_axis, y_axis, drawn, xs))


def break_even(
    volume: Any,
    revenue: Any,
    total_cost: Any,
    *,
    crossing: Mark | None,
    here: Mark | None,
    text: Text,
    x_axis: Axis,
    y_axis: Axis | None = None,
    capacity: Rule | None = None,
    stairs: bool = True,
    theme: ThemeName = "light",
    height: int = chart_theme.HEIGHT_MAIN,
) -> Chart:
    """Revenue and total cost over volume, with the break-even and where we are."""
    marks = [replace(crossing, kind="break_even")] if crossing else []
    marks += [replace(here, kind="here")] if here else []
    return lines(
        volume,
        [
            Line(name="Revenue", y=revenue, role="good"),
            Line(name="Total cost", y=total_cost, role="out", stairs=stairs),
        ],
        x_axis=x_axis,
        y_axis=y_axis or Axis(unit="USD/month"),
        text=text,
        marks=marks,
        rules=[capacity] if capacity else [],
        theme=theme,
        height=height,
    )


def cash(
    months: Any,
    committed: Any,
    *,
    text: Text,
    start: str,
    planned: Any = None,
    planned_name: str = "With planned rounds",
    band: tuple[Any, Any] | None = None,
    floor: float = 0.0,
    cash_out: Mark | None = None,
    here: Mark | None = None,
    theme: ThemeName = "light",
    height: int = chart_theme.HEIGHT_MAIN,
) -> Chart:
    """Cash today and at the end of each month: committed, planned rounds, eight of ten draws."""
    drawn = [Line(name="Committed", y=committed, band=band)]
    if planned is not None:
        drawn.append(Line(name=planned_name, y=planned, role="alt"))
    levels = np.concatenate([floats(line.y) for line in drawn])
    levels = levels[np.isfinite(levels)]
    top, bottom = np.max(levels, initial=floor), np.min(levels, initial=floor)
    cut = floor - BELOW_FLOOR * (top - floor)
    clipped = top > floor and bottom < cut
    marks = [replace(cash_out, kind="break_even")] if cash_out else []
    marks += [replace(here, kind="here")] if here else []
    return lines(
        months,
        drawn,
        x_axis=Axis(title="Month", scale="calendar", start=start),
        y_axis=Axis(unit="USD", below_zero="short", low=float(cut) if clipped else None),
        text=text,
        marks=marks,
        limits=[Limit(y=floor, text="Floor" if floor > 0 else "", solid=True)],
        theme=theme,
        height=height,
    )


def day(
    hours: Any,
    load: Any,
    machines: Sequence[Line],
    *,
    text: Text,
    y_axis: Axis,
    load_name: str = "Load",
    theme: ThemeName = "light",
    height: int = chart_theme.HEIGHT_SECOND,
) -> Chart:
    """Load as an area and machines as stairs over the 24 hours of a day."""
    hours = floats(hours)
    closed = np.append(hours, chart_axes.HOURS_OF_A_DAY)

    def to_midnight(y: Any) -> Floats:
        values = np.broadcast_to(floats(y), hours.shape)
        return np.append(values, values[-1:])

    drawn = [replace(line, y=to_midnight(line.y), stairs=True) for line in machines]
    asked = Line(name=load_name, y=to_midnight(load), role="base", stairs=True)
    chart = lines(
        closed,
        [asked, *drawn],
        x_axis=Axis(title="Hour", unit="h", scale="hours", low=0.0, high=24.0),
        y_axis=y_axis,
        text=text,
        theme=theme,
        height=height,
    )
    colour = chart_theme.THEMES[theme].base
    area = {"fill": "tozeroy", "fillcolor": chart_theme.faded(colour, 0.13)}
    chart.figure["data"][0] |= area
    chart.figure["data"][0]["line"]["width"] = 1.25
    rows = {name: values[: hours.size] for name, values in chart.columns.items()}
    return replace(chart, columns=rows)


def _heights(drawn: Sequence[Line], marks: Sequence[Mark], limits: Sequence[Limit]) -> list[Floats]:
    """Values that the vertical axis must show; bands as far as the lines stay legible."""
    heights = [floats(line.y) for line in drawn]
    heights += [np.array([mark.y]) for mark in marks]
    heights += [np.array([limit.y]) for limit in limits]
    finite = np.concatenate([y[np.isfinite(y)] for y in heights]) if heights else np.zeros(1)
    highest = BAND_ABOVE * float(np.max(finite, initial=0.0))
    bands = [floats(edge) for line in drawn for edge in (line.band or ())]
    if highest > 0:
        heights += [np.minimum(band, highest) for band in bands]
    return heights


def _check(line: Line, x: Floats) -> None:
    y = floats(line.y)
    if y.shape != x.shape:
        raise ValueError(f"{line.name}: {y.size} values at {x.size} places")
    if np.isnan(y).any():
        raise ValueError(f"{line.name}: NaN is a defect of the computation behind it")
