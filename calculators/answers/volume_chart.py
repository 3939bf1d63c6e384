"""Value and cost a month against queries a month: the size at which the same work pays."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from calculators.core import chart_theme, charts, words
from calculators.core.chart_theme import ThemeName
from calculators.core.charts import Axis, Chart, Line, Mark, Text

Curve = Callable[[NDArray[np.float64]], NDArray[np.float64]]
POINTS = 160
AROUND = 10.0  # how far around today and the break-even volume is drawn
FARTHEST = 1e6  # from today: a break-even beyond it is said, not drawn


def volume_chart(
    today: float,
    turning: float,
    value: Curve,
    cost: Curve,
    text: Text,
    theme: ThemeName,
    height: int = chart_theme.HEIGHT_MAIN,
) -> Chart | None:
    """Return both lines with today and the break-even marked; None where nothing is won."""
    if not today > 0 or not value(np.array([today]))[0] > 0:
        return None
    near = today / FARTHEST < turning < today * FARTHEST
    ends = [today, turning] if near else [today]
    queries = np.geomspace(min(ends) / AROUND, max(ends) * AROUND, POINTS)
    heights = value(np.array([today, turning if near else today])).tolist()
    marks = [Mark(x=today, y=heights[0], text="You are here", kind="here")]
    if near:
        at = f"Break-even\n{words.number(turning)}"
        marks.append(Mark(x=turning, y=heights[1], text=at, kind="break_even"))
    return charts.lines(
        queries,
        [
            Line(name="Value", y=value(queries), role="good"),
            Line(name="Cost", y=cost(queries), role="out"),
        ],
        x_axis=Axis(title="Queries a month", unit="queries/month", scale="log"),
        y_axis=Axis(unit="USD/month", scale="log"),
        text=text,
        marks=marks,
        theme=theme,
        height=height,
    )
