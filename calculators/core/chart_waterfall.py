"""A waterfall: an amount, what takes parts of it away one after the other, and what is left."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

import numpy as np

from calculators.core import chart_theme, words
from calculators.core.chart_parts import Chart, Floats, Text, chart_of
from calculators.core.chart_theme import Theme, ThemeName

ROW_PX = 46
BAR_SHARE = 0.38  # of a row; its name stands above the bar
NAME_UP = 0.36  # of a row above its middle
MOST_STEPS = 6
MARGIN_PX = 14
SMALLEST = 1e-9  # an axis has a length even where every bar is empty


def waterfall(
    start: tuple[str, float],
    steps: Sequence[tuple[str, float]],
    end: str,
    *,
    unit: str,
    text: Text,
    theme: ThemeName = "light",
    rows: int = 0,
    certain: bool = True,
) -> Chart:
    """Draw bars from top to bottom: the start, what each step takes away, and what is left.

    ``rows`` keeps the height of a chart whose steps come and go. Steps that are not ``certain`` are
    drawn faint.
    """
    shown = list(steps[:MOST_STEPS])
    names = [start[0], *(name for name, _ in shown), end]
    taken = np.array([size for _, size in shown])
    left = start[1] - np.cumsum(taken)
    last = float(left[-1]) if shown else start[1]
    lows = np.concatenate([[0.0], left, [0.0]])
    sizes = np.concatenate([[start[1]], taken, [last]])
    colours = chart_theme.THEMES[theme]
    step = colours.good if certain else colours.faint
    bars = _bars(lows, sizes, [colours.out, *[step] * len(shown), colours.base])
    layout = _layout(colours, float(np.max(lows + sizes)), max(len(names), rows))
    for row, (name, size) in enumerate(zip(names, sizes.tolist(), strict=True)):
        said = words.value_with_unit(size, unit)
        is_step = 0 < row < len(names) - 1
        _name(layout, colours, row, name, f"saves {said}" if is_step else said)
    table = {
        "Step": names,
        f"Size [{unit}]": sizes.tolist(),
        f"Left after it [{unit}]": [start[1], *left.tolist(), last],
    }
    return chart_of(text, {"data": [bars], "layout": layout}, table)


def _bars(lows: Floats, sizes: Floats, colours: list[str]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": sizes.tolist(),
        "base": lows.tolist(),
        "y": list(range(len(colours))),
        "marker": {"color": colours},
        "hoverinfo": "skip",
    }


def _layout(colours: Theme, top: float, rows: int) -> dict[str, Any]:
    margins = (MARGIN_PX, MARGIN_PX, 0, MARGIN_PX)
    layout = chart_theme.layout(colours, ROW_PX * rows + MARGIN_PX, margins)
    across = {"range": [0, max(top, SMALLEST)], "visible": False}
    down = {"range": [rows - 0.5, -0.5 - NAME_UP], "visible": False}
    return layout | {
        "hovermode": False,
        "bargap": 1 - BAR_SHARE,
        "xaxis": chart_theme.x_axis(colours) | across,
        "yaxis": chart_theme.y_axis(colours) | down,
    }


def _name(layout: dict[str, Any], colours: Theme, row: int, name: str, size: str) -> None:
    """Write the name of a bar above it at the left and its size at the right."""
    place = {"xref": "paper", "y": row - NAME_UP, "yanchor": "bottom", "showarrow": False}
    place |= {"yshift": -chart_theme.LABEL_PX / 2}
    for x, anchor, text, colour in (
        (0, "left", f"<b>{html.escape(name, quote=False)}</b>", colours.ink),
        (1, "right", html.escape(size, quote=False), colours.soft),
    ):
        font = {"color": colour, "size": chart_theme.LABEL_PX}
        layout["annotations"].append(
            place | {"x": x, "xanchor": anchor, "text": text, "font": font}
        )
