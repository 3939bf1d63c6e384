"""Marks, rules, limits, strips and names, each label where it collides with nothing."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

import numpy as np

from calculators.core import chart_axes, chart_data, chart_labels, chart_theme
from calculators.core.chart_canvas import Canvas
from calculators.core.chart_labels import Place
from calculators.core.chart_parts import Floats, Limit, Line, Mark, Rule, Span

_SYMBOLS: dict[str, tuple[str, float]] = {
    "here": ("circle", chart_theme.MARK_PX),
    "break_even": ("diamond", chart_theme.MARK_PX),
    "limit": ("square", chart_theme.NOTE_PX + 2),
    "note": ("circle", chart_theme.NOTE_PX),
}
_BACKGROUND_ALPHA = 0.72
_RULE_ROWS = 4
_RULE_GAP_PX = 5.0


def draw(
    canvas: Canvas,
    drawn: Sequence[tuple[Line, Floats]],
    marks: Sequence[Mark],
    rules: Sequence[Rule],
    limits: Sequence[Limit],
    spans: Sequence[Span],
) -> None:
    """Everything, what has the least freedom in placing its label first."""
    for span in spans:
        draw_span(canvas, span)
    for line, x in drawn:
        canvas.line(line, x)
    for mark in marks:
        reserve(canvas, mark)
    for rule in rules:
        keep_off(canvas, [rule.x, rule.x], canvas.y_range)
    for limit in limits:
        keep_off(canvas, canvas.x_range, [limit.y, limit.y])
    for mark in marks:
        draw_mark(canvas, mark)
    for rule in rules:
        draw_rule(canvas, rule)
    for limit in limits:
        draw_limit(canvas, limit)
    for line, x in drawn:
        draw_name(canvas, line, x)


def draw_mark(canvas: Canvas, mark: Mark) -> None:
    """Ring, diamond, square or dot with its label; at the edge with an arrow if out of view."""
    if not (np.isfinite(mark.x) and np.isfinite(mark.y)):
        return
    x, y = (
        float(canvas.place_x(np.array(mark.x))),
        float(canvas.place_y(np.array(mark.y))),
    )
    low, high = canvas.x_range
    kept_x, kept_y = float(np.clip(x, low, high)), float(np.clip(y, *canvas.y_range))
    if not low <= x <= high:
        text = f"← {mark.text}" if x < low else f"{mark.text} →"
        _label(canvas, chart_labels.along_line(*_dot(kept_x, kept_y), canvas.x_range), text, True)
        return
    symbol, size = _SYMBOLS[mark.kind]
    ring = mark.kind == "here"
    ink = canvas.theme.ink if mark.kind in ("here", "break_even") else canvas.theme.soft
    edge = {"width": 2.5, "color": ink} if ring else {"width": 2, "color": canvas.theme.page}
    canvas.data.append(
        {
            "type": "scatter",
            "mode": "markers",
            "name": mark.kind,
            "x": chart_axes.plotted(canvas.x_axis, np.array([mark.x])),
            "y": [mark.y],
            "cliponaxis": False,
            "hoverinfo": "skip",
            "marker": {
                "symbol": symbol,
                "size": size,
                "color": canvas.theme.page if ring else ink,
                "line": edge,
            },
        }
    )
    _label(canvas, chart_labels.around(kept_x, kept_y), mark.text, mark.kind != "note")


def reserve(canvas: Canvas, mark: Mark) -> None:
    """Keep labels of other things off a mark that is drawn later."""
    if np.isfinite(mark.x) and np.isfinite(mark.y):
        x, y = canvas.place_x(np.array([mark.x]))[0], canvas.place_y(np.array([mark.y]))[0]
        canvas.board.add_mark(float(x), float(y), _SYMBOLS[mark.kind][1] + 2)


def keep_off(canvas: Canvas, x: Sequence[float], y: Sequence[float]) -> None:
    """Keep labels off a rule or limit, given in values where both ends agree."""
    on_x = canvas.place_x(np.array(x)) if x[0] == x[1] else np.array(x)
    on_y = canvas.place_y(np.array(y)) if y[0] == y[1] else np.array(y)
    canvas.board.add_line(on_x, on_y)


def draw_rule(canvas: Canvas, rule: Rule) -> None:
    """Dashed vertical line, its label in the first free row at the top."""
    if not np.isfinite(rule.x):
        return
    colours = {"note": canvas.theme.faint, "limit": canvas.theme.soft, "out": canvas.theme.out}
    x = float(canvas.place_x(np.array(rule.x)))
    at = chart_axes.plotted(canvas.x_axis, np.array([rule.x]))[0]
    _shape(canvas, "line", at, at, 0, 1, yref="paper")
    canvas.layout["shapes"][-1]["line"] = {"color": colours[rule.kind], "width": 1, "dash": "dot"}
    if rule.kind != "note":
        canvas.layout["shapes"][-1]["line"] |= {"width": 1.5, "dash": "4px,3px"}
    top = canvas.y_range[1]
    places = [
        Place(x, top, side * _RULE_GAP_PX, row * chart_labels.TEXT_LINE_PX, anchor, "top")
        for row in range(_RULE_ROWS)
        for side, anchor in ((1, "left"), (-1, "right"))
    ]
    colour = canvas.theme.soft if rule.kind == "note" else colours[rule.kind]
    _label(canvas, places, rule.text, False, colour, leader=False)


def draw_limit(canvas: Canvas, limit: Limit) -> None:
    """Horizontal line, dotted for a capacity, solid for a floor."""
    if not np.isfinite(limit.y):
        return
    y = float(canvas.place_y(np.array(limit.y)))
    _shape(canvas, "line", 0, 1, limit.y, limit.y, xref="paper")
    dash = {"width": 1.25} if limit.solid else {"width": 1.5, "dash": "2px,3px"}
    canvas.layout["shapes"][-1]["line"] = {"color": canvas.theme.faint} | dash
    low, high = canvas.x_range
    if limit.text:
        places = [
            Place(low + share * (high - low), y, 0, dy, anchor, y_anchor)
            for share, anchor in ((0.01, "left"), (0.99, "right"), (0.5, "center"))
            for dy, y_anchor in ((-4, "bottom"), (4, "top"))
        ]
        _label(canvas, places, limit.text, False, canvas.theme.soft)


def draw_span(canvas: Canvas, span: Span) -> None:
    """Strip behind the lines."""
    if not (np.isfinite(span.low) and np.isfinite(span.high)):
        return
    low, high = (float(v) for v in canvas.place_x(np.array([span.low, span.high])))
    ends = chart_axes.plotted(canvas.x_axis, np.array([span.low, span.high]))
    _shape(canvas, "rect", ends[0], ends[1], 0, 1, yref="paper")
    canvas.layout["shapes"][-1] |= {"fillcolor": canvas.theme.panel, "line": {"width": 0}}
    middle, top = (
        (max(low, canvas.x_range[0]) + min(high, canvas.x_range[1])) / 2,
        canvas.y_range[1],
    )
    places = [
        Place(middle, top, 0, row * chart_labels.TEXT_LINE_PX, anchor, "top")
        for row in range(_RULE_ROWS)
        for anchor in ("center", "left", "right")
    ]
    _label(canvas, places, span.text, False, canvas.theme.soft, leader=False)


def draw_name(canvas: Canvas, line: Line, x: Floats) -> None:
    """Name of a line beside it, in its colour."""
    if not line.shown:
        return
    y = np.asarray(line.y, dtype=float)
    corners = chart_data.stairs(x, y) if line.stairs and x.size > 1 else (x, y)
    on_x, on_y = canvas.place_x(corners[0]), canvas.place_y(corners[1])
    seen = (on_y >= canvas.y_range[0]) & (on_y <= canvas.y_range[1])
    places = chart_labels.along_line(on_x[seen], on_y[seen], canvas.x_range)
    if line.stairs:
        places += chart_labels.beside_peak(on_x[seen], on_y[seen])
    _label(canvas, places, line.name, True, canvas.theme.role(line.role))


def _label(
    canvas: Canvas,
    places: Sequence[Place],
    text: str,
    bold: bool,
    colour: str | None = None,
    leader: bool = True,
) -> None:
    if not places or not text:
        return
    parts = [html.escape(part, quote=False) for part in text.split("\n")]
    place, covers = canvas.board.place(places, text.split("\n"))
    parts[0] = f"<b>{parts[0]}</b>" if bold else parts[0]
    note = chart_labels.annotation(place, "<br>".join(parts), colour or canvas.theme.ink)
    if covers:
        note["bgcolor"] = chart_theme.faded(canvas.theme.page, _BACKGROUND_ALPHA)
    if canvas.x_axis.scale == "calendar":
        note["x"] = chart_axes.date(canvas.x_axis.start, place.x)
    if leader and place.has_leader:
        _leader(canvas, place, note["x"])
    canvas.layout["annotations"].append(note)


def _leader(canvas: Canvas, place: Place, x: Any) -> None:
    """Line from a point to its label; a shape stands at values, where text stands at logarithms."""
    at = 10**place.x if canvas.x_axis.scale == "log" else x
    up = 10**place.y if canvas.y_axis.scale == "log" else place.y
    canvas.layout["shapes"].append(chart_labels.leader(place, at, up, canvas.theme.faint))


def _shape(canvas: Canvas, kind: str, x0: Any, x1: Any, y0: Any, y1: Any, **refs: str) -> None:
    ends = {"x0": x0, "x1": x1, "y0": y0, "y1": y1}
    canvas.layout["shapes"].append({"type": kind, "layer": "below"} | ends | refs)


def _dot(x: float, y: float) -> tuple[Floats, Floats]:
    return np.array([x]), np.array([y])
