"""A figure under construction: axes, traces, marks and labels as plain dictionaries."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from calculators.core import chart_axes, chart_data, chart_labels, chart_theme, words
from calculators.core.chart_axes import Axis
from calculators.core.chart_labels import Board, Frame
from calculators.core.chart_parts import Line
from calculators.core.chart_theme import Theme

Floats = npt.NDArray[np.float64]


@dataclass
class Canvas:
    """Collects traces and labels, then gives the figure."""

    theme: Theme
    x_axis: Axis
    y_axis: Axis
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    height: int
    margin_right: int = chart_theme.MARGIN_RIGHT
    data: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Set out the plot area; its margins follow from the widest tick."""
        axis = self.y_axis
        self._y_ticks = chart_axes.ticks(axis, *self.y_range, most=chart_axes.MOST_TICKS_UP)
        left = max(chart_theme.MARGIN_LEFT, chart_axes.ticks_width(self._y_ticks[1]))
        titled = bool(self.x_axis.title) and self.x_axis.scale not in ("calendar", "hours")
        self._x_ticks = chart_axes.ticks(self.x_axis, *self.x_range)
        two_lines = any("<br>" in text for text in self._x_ticks[1])
        low = chart_theme.MARGIN_BOTTOM if titled else chart_theme.MARGIN_BOTTOM_UNTITLED
        low = max(low, chart_theme.MARGIN_BOTTOM) if two_lines else low
        margins = (left, self.margin_right, chart_theme.MARGIN_TOP, low)
        self.layout = chart_theme.layout(self.theme, self.height, margins)
        widths = tuple(
            float(width - left - self.margin_right) for width in chart_labels.CHART_WIDTHS_PX
        )
        self.board = Board(
            Frame(
                self.x_range,
                self.y_range,
                widths,
                float(self.height - chart_theme.MARGIN_TOP - low),
            )
        )

    def place_x(self, x: Floats) -> Floats:
        """Coordinates along the axis: log10 on a logarithmic axis."""
        return _on_axis(self.x_axis, x)

    def place_y(self, y: Floats) -> Floats:
        """Coordinates up the axis: log10 on a logarithmic axis."""
        return _on_axis(self.y_axis, y)

    def line(self, line: Line, x: Floats) -> None:
        """Band and line; teeth that would blur become an envelope."""
        colour, y = self.theme.role(line.role), np.asarray(line.y, dtype=float)
        if line.band is not None:
            edges = (np.asarray(line.band[0], dtype=float), np.asarray(line.band[1], dtype=float))
            self.band(x, *edges, colour=colour, stairs=line.stairs)
        low, high = self.x_range
        thin = chart_data.thinned(x, y, (self.place_x(x) - low) / (high - low), line.stairs)
        if thin.has_band:
            self.band(thin.band_x, thin.band_low, thin.band_high, colour=colour, stairs=False)
        is_stairs = line.stairs and not thin.has_band
        self.trace(line.name, thin.x, thin.y, colour, line.dash or chart_theme.DASHES[line.role])
        self.data[-1]["line"]["shape"] = "hv" if is_stairs else "linear"
        corners = chart_data.stairs(thin.x, thin.y) if is_stairs else (thin.x, thin.y)
        self.board.add_line(self.place_x(corners[0]), self.place_y(corners[1]))

    def trace(self, name: str, x: Floats, y: Floats, colour: str, dash: str) -> None:
        """Bare line."""
        alone = int(np.isfinite(y).sum()) == 1
        self.data.append(
            {
                "type": "scatter",
                "mode": "lines+markers" if alone else "lines",
                "name": html.escape(name.replace("\n", " "), quote=False),
                "x": chart_axes.plotted(self.x_axis, x),
                "y": chart_axes.plotted(self.y_axis, y),
                "line": {"color": colour, "width": chart_theme.LINE_PX, "dash": dash},
                "connectgaps": False,
            }
            | self.hover(x, y)
        )

    def hover(self, x: Floats, y: Floats) -> dict[str, Any]:
        """Hover text: a number format where one fits, words for signs and billions."""
        found = self._hover(y)
        if self.x_axis.scale != "calendar" or not (x < 0).any():
            return found
        said = found["hovertemplate"]
        return found | {"hovertemplate": [said if at >= 0 else f"{said} today" for at in x]}

    def _hover(self, y: Floats) -> dict[str, Any]:
        finite = y[np.isfinite(y)]
        highest = float(np.max(np.abs(finite), initial=0.0))
        said = chart_axes.hover_format(self.y_axis, highest)
        signed = self.y_axis.is_money and bool((finite < 0).any())
        if said is None or signed:
            texts = [words.value_with_unit(value, self.y_axis.unit) for value in y.tolist()]
            return {"customdata": texts, "hovertemplate": "%{customdata}"}
        return {"hovertemplate": f"%{{y:{said}}}"}

    def band(self, x: Floats, low: Floats, high: Floats, *, colour: str, stairs: bool) -> None:
        """Area between two edges, in the hue of its line."""
        finite = np.isfinite(low) & np.isfinite(high)
        x, low, high = x[finite], low[finite], high[finite]
        if not x.size:
            return
        if stairs:
            x, low, high = chart_data.corners(x, low, high)
            (x, low), (_, high) = chart_data.stairs(x, low), chart_data.stairs(x, high)
        xs, ys = np.concatenate([x, x[::-1]]), np.concatenate([high, low[::-1]])
        self.data.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": chart_axes.plotted(self.x_axis, xs),
                "y": chart_axes.plotted(self.y_axis, ys),
                "fill": "toself",
                "fillcolor": chart_theme.faded(colour, self.theme.band_alpha),
                "line": {"width": 0},
                "hoverinfo": "skip",
            }
        )

    def figure(self) -> dict[str, Any]:
        """Plain dictionary with data and layout."""
        self.layout["xaxis"] = chart_theme.x_axis(self.theme) | self._axis(
            self.x_axis, self.x_range, self._x_ticks
        )
        self.layout["yaxis"] = chart_theme.y_axis(self.theme) | self._axis(
            self.y_axis, self.y_range, self._y_ticks
        )
        return {"data": self.data, "layout": self.layout}

    def _axis(
        self, axis: Axis, ends: tuple[float, float], ticks: tuple[list[Any], list[str]]
    ) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "tickmode": "array",
            "tickvals": ticks[0],
            "ticktext": ticks[1],
            "range": list(ends),
        }
        if axis.scale == "calendar":
            shown |= {"type": "date", "hoverformat": "%b %Y"}
            shown["range"] = [chart_axes.date(axis.start, end) for end in ends]
        else:
            shown |= {"type": "log" if axis.scale == "log" else "linear", "hoverformat": ".3~s"}
        if axis is self.x_axis and axis.scale == "hours":
            shown |= {"hoverformat": "d", "unifiedhovertitle": {"text": "%{x}:00"}}
        elif axis is self.x_axis and axis.title and axis.scale != "calendar":
            text = html.escape(axis.title, quote=False)
            shown["title"] = {"text": text, "standoff": 6, "font": {"size": chart_theme.TICK_PX}}
            shown["unifiedhovertitle"] = {"text": f"{text}: %{{x:.3~s}}"}
        return shown


def _on_axis(axis: Axis, values: Floats) -> Floats:
    if axis.scale != "log":
        return np.asarray(values, dtype=float)
    positive = np.where(np.asarray(values) > 0, values, np.nan)
    result: Floats = np.log10(positive)
    return result
