"""Money out by part, stacked, against money in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from calculators.core import chart_axes, chart_marks, chart_theme
from calculators.core.chart_axes import Axis
from calculators.core.chart_canvas import Canvas
from calculators.core.chart_parts import Chart, Floats, Line, Mark, Text, chart_of, columns, floats
from calculators.core.chart_theme import ThemeName

MOST_PARTS = 5
REST = "Other"
LABEL_GAP_PX = 16.0
LONGEST_LABEL_LINE = 13
LABEL_MARGIN_PX = 16


def stacked(
    x: Any,
    parts: Mapping[str, Any],
    revenue: Any = None,
    *,
    text: Text,
    x_axis: Axis,
    y_axis: Axis | None = None,
    marks: Sequence[Mark] = (),
    theme: ThemeName = "light",
    height: int = chart_theme.HEIGHT_MAIN,
) -> Chart:
    """Money out by part, the largest at the bottom, against money in; marks on the total."""
    at, y_axis = floats(x), y_axis or Axis(unit="USD/month")
    areas = _largest({name: floats(values) for name, values in parts.items()})
    total = np.sum(list(areas.values()), axis=0) if areas else np.zeros_like(at)
    incoming = [] if revenue is None else [Line(name="Revenue", y=floats(revenue), role="good")]
    labels = [_wrapped(name) for name in areas]
    longest = max((len(part) for label in labels for part in label.split("<br>")), default=0)
    canvas = Canvas(
        theme=chart_theme.THEMES[theme],
        x_axis=x_axis,
        y_axis=y_axis,
        x_range=chart_axes.view(x_axis, [at], tight=True),
        y_range=chart_axes.view(y_axis, [total, *(line.y for line in incoming)], tight=False),
        height=height,
        margin_right=int(longest * chart_axes.TICK_CHARACTER_PX) + LABEL_MARGIN_PX,
    )
    _fill(canvas, at, areas, np.isfinite(total))
    for line in incoming:
        canvas.line(line, at)
        chart_marks.draw_name(canvas, line, at)
    for mark in marks:
        chart_marks.draw_mark(canvas, mark)
    _name_parts(canvas, areas, labels)
    table = [Line(name=name, y=values) for name, values in parts.items()]
    drawn = [*table, Line(name="Total", y=total), *incoming]
    return chart_of(text, canvas.figure(), columns(x_axis, y_axis, drawn, [at] * len(drawn)))


def _fill(canvas: Canvas, at: Floats, areas: Mapping[str, Floats], drawable: Any) -> None:
    """Areas on top of each other in one hue, the largest palest."""
    colours = canvas.theme
    for (name, values), alpha in zip(areas.items(), chart_theme.STACK_ALPHAS, strict=False):
        canvas.trace(name, at[drawable], values[drawable], colours.page, "solid")
        fill = chart_theme.faded(colours.out, alpha)
        canvas.data[-1] |= {"stackgroup": "out", "fillcolor": fill}
        canvas.data[-1]["line"]["width"] = 1


def _name_parts(canvas: Canvas, areas: Mapping[str, Floats], labels: Sequence[str]) -> None:
    """Names at the right, at the middle of each area where it ends, pushed apart to be legible."""
    low, high = canvas.y_range
    pixel = (high - low) / canvas.board.frame.height_px
    bottom, below = 0.0, low
    for values, label in zip(areas.values(), labels, strict=True):
        last = values[np.isfinite(values)][-1:]
        share = float(last[0]) if last.size else 0.0
        half = LABEL_GAP_PX * (label.count("<br>") + 1) / 2 * pixel
        middle = max(bottom + share / 2, below + half)
        below, bottom = middle + half, bottom + share
        canvas.layout["annotations"].append(
            {
                "xref": "paper",
                "x": 1,
                "xanchor": "left",
                "xshift": 8,
                "y": middle,
                "yanchor": "middle",
                "text": label,
                "align": "left",
                "showarrow": False,
                "font": {"color": canvas.theme.soft},
            }
        )


def _largest(parts: Mapping[str, Floats]) -> dict[str, Floats]:
    """Parts by size, at most five, the smallest ones together as the rest."""
    size = {name: float(np.sum(y[np.isfinite(y)])) for name, y in parts.items()}
    names = sorted((name for name in parts if size[name] > 0), key=lambda name: -size[name])
    if len(names) <= MOST_PARTS:
        return {name: parts[name] for name in names}
    kept, rest = names[: MOST_PARTS - 1], names[MOST_PARTS - 1 :]
    others = np.sum([parts[name] for name in rest], axis=0)
    return {name: parts[name] for name in kept} | {REST: others}


def _wrapped(name: str) -> str:
    """Name in two lines where one would take too much of a narrow chart."""
    rows = [""]
    for word in name.split():
        if rows[-1] and len(rows[-1]) + 1 + len(word) > LONGEST_LABEL_LINE:
            rows.append(word)
        else:
            rows[-1] = f"{rows[-1]} {word}".strip()
    return "<br>".join(rows)
