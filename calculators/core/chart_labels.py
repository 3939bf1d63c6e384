"""Where a label goes: beside its line or mark, off all others, on a wide and on a narrow screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

CHART_WIDTHS_PX = (340, 750)  # of a chart on a screen of 390 and of 1,440 pixels
CHARACTER_PX = 7.0
TEXT_LINE_PX = 17.0
EDGE_PX = 2.0
CLEARANCE_PX = 3.0
LABELS_APART_PX = 8.0
LINE_GAP_PX = 6.0
LEADER_GAP_PX = 8.0  # between a point and the leader to its label
SAMPLES = 120  # of a line, evenly along its length as drawn: closer than a label is high

_OUTSIDE, _ON_LABEL, _ON_LINE_PX, _PREFERENCE = 1000.0, 300.0, 1.5, 0.6
_FRACTIONS = (0.86, 0.75, 0.64, 0.53, 0.42, 0.31, 0.2, 0.1, 0.95)
_X_SHARE = {"left": 0.0, "center": 0.5, "right": 1.0}
_Y_SHARE = {"top": 0.0, "middle": 0.5, "bottom": 1.0}
_AROUND = (
    (16, 0), (-16, 0), (0, -16), (0, 16),
    (26, -26), (-26, -26), (26, 26), (-26, 26),
    (44, -44), (-44, -44), (44, 44), (-44, 44), (0, -48), (0, 48),
    (60, -72), (-60, -72), (60, 72), (-60, 72), (0, -84), (0, 84), (0, -120), (0, 120),
)  # fmt: skip
_LEADER_FROM_PX = 20


@dataclass(frozen=True)
class Frame:
    """Plot area: ranges in axis coordinates, its pixels on each screen."""

    x_range: tuple[float, float]
    y_range: tuple[float, float]
    widths_px: tuple[float, ...]
    height_px: float

    def pixels(self, x: Floats, y: Floats) -> Floats:
        """Pixels from the top left, with screens first and (x, y) last."""
        across = (x - self.x_range[0]) / (self.x_range[1] - self.x_range[0])
        down = 1 - (y - self.y_range[0]) / (self.y_range[1] - self.y_range[0])
        wide = np.multiply.outer(np.array(self.widths_px), across)
        return np.stack([wide, np.broadcast_to(down * self.height_px, wide.shape)], axis=-1)


@dataclass(frozen=True)
class Place:
    """Candidate for a label: point in axis coordinates, offset in pixels, anchor of the text."""

    x: float
    y: float
    dx: float = 0.0
    dy: float = 0.0
    x_anchor: str = "center"
    y_anchor: str = "middle"

    @property
    def has_leader(self) -> bool:
        """Whether the text is so far from its point that a line leads to it."""
        return abs(self.dx) + abs(self.dy) > _LEADER_FROM_PX


@dataclass
class Board:
    """What already stands in the plot area, and the search for a free place."""

    frame: Frame
    _lines: list[Floats] = field(default_factory=list)
    _weights: list[Floats] = field(default_factory=list)
    _boxes: list[Floats] = field(default_factory=list)

    def add_line(self, x: Floats, y: Floats) -> None:
        """Line in axis coordinates that labels should keep off."""
        finite = np.isfinite(x) & np.isfinite(y)
        if not finite.any():
            return
        points = self.frame.pixels(x[finite], y[finite])
        along = np.cumsum(np.hypot(*np.diff(points, axis=1, prepend=points[:, :1]).T).T, axis=1)
        even = [np.linspace(0, length[-1], SAMPLES) for length in along]
        sampled = [
            np.stack([np.interp(e, a, p[:, 0]), np.interp(e, a, p[:, 1])], axis=-1)
            for e, a, p in zip(even, along, points, strict=True)
        ]
        self._lines.append(np.stack(sampled))
        self._weights.append(np.broadcast_to(along[:, -1:] / SAMPLES, (len(along), SAMPLES)))

    def add_mark(self, x: float, y: float, size_px: float) -> None:
        """Mark in axis coordinates that labels must keep off."""
        centre = self.frame.pixels(np.array([x]), np.array([y]))
        self._boxes.append(np.concatenate([centre - size_px / 2, centre + size_px / 2], axis=-1))

    def place(self, places: Sequence[Place], text_lines: Sequence[str]) -> tuple[Place, bool]:
        """Best place for a text, which is then taken, and whether it covers anything there."""
        boxes = self._text_boxes(places, text_lines)
        conflict = self._cost(boxes)
        best = int(np.argmin(conflict + _PREFERENCE * np.arange(len(places))))
        self._boxes.append(boxes[:, best : best + 1])
        if places[best].has_leader:
            self._add_leader(places[best])
        return places[best], bool(conflict[best] > 0)

    def _add_leader(self, place: Place) -> None:
        """Keep later labels off the leader of this one."""
        start = self.frame.pixels(np.array([place.x]), np.array([place.y]))
        offset = np.array([place.dx, place.dy])
        self._lines.append(start + np.linspace(0, 1, SAMPLES)[None, :, None] * offset)
        weight = np.hypot(place.dx, place.dy) / SAMPLES
        self._weights.append(np.full((len(start), SAMPLES), weight))

    def _text_boxes(self, places: Sequence[Place], text_lines: Sequence[str]) -> Floats:
        width = max(len(line) for line in text_lines) * CHARACTER_PX
        height = len(text_lines) * TEXT_LINE_PX
        anchor = self.frame.pixels(
            np.array([place.x for place in places]), np.array([place.y for place in places])
        )
        shift = np.array(
            [
                (
                    place.dx - _X_SHARE[place.x_anchor] * width,
                    place.dy - _Y_SHARE[place.y_anchor] * height,
                )
                for place in places
            ]
        )
        corner = anchor + shift
        return np.concatenate([corner, corner + np.array([width, height])], axis=-1)

    def _cost(self, boxes: Floats) -> Floats:
        """Cost of each candidate box, summed over the screens."""
        left, top, right, bottom = np.moveaxis(boxes, -1, 0)
        widths = np.array(self.frame.widths_px)[:, None]
        outside = np.maximum(EDGE_PX - left, 0) + np.maximum(right - widths - EDGE_PX, 0)
        outside += np.maximum(-top, 0) + np.maximum(bottom - self.frame.height_px, 0)
        cost = np.where(outside > 0, _OUTSIDE + outside, 0.0)
        if self._boxes:
            other = np.concatenate(self._boxes, axis=1)[:, None, :, :]
            apart = (
                (other[..., 0] >= right[..., None] + LABELS_APART_PX)
                | (other[..., 2] <= left[..., None] - LABELS_APART_PX)
                | (other[..., 1] >= bottom[..., None])
                | (other[..., 3] <= top[..., None])
            )
            cost += _ON_LABEL * np.sum(~apart, axis=-1)
        if self._lines:
            point = np.concatenate(self._lines, axis=1)[:, None, :, :]
            x, y = np.ascontiguousarray(point[..., 0]), np.ascontiguousarray(point[..., 1])
            hit = x > left[..., None] - CLEARANCE_PX
            hit &= x < right[..., None] + CLEARANCE_PX
            hit &= y > top[..., None] - CLEARANCE_PX
            hit &= y < bottom[..., None] + CLEARANCE_PX
            weight = np.concatenate(self._weights, axis=1)[:, :, None]
            cost += _ON_LINE_PX * (hit @ weight)[..., 0]
        total: Floats = np.sum(cost, axis=0)
        return total


def along_line(x: Floats, y: Floats, x_range: tuple[float, float]) -> list[Place]:
    """Candidates above and below a line, from its right end leftwards."""
    finite = np.isfinite(x) & np.isfinite(y)
    x, y = x[finite], y[finite]
    if not x.size:
        return []
    first, last = max(x[0], x_range[0]), min(x[-1], x_range[1])
    at = [first + share * (last - first) for share in _FRACTIONS]
    heights = np.interp(at, x, y)
    sides = ((-LINE_GAP_PX, "bottom"), (LINE_GAP_PX, "top"))
    return [
        Place(float(where), float(height), 0.0, dy, x_anchor, y_anchor)
        for x_anchor in ("center", "right", "left")
        for where, height in zip(at, heights, strict=True)
        for dy, y_anchor in sides
    ]


def beside_peak(x: Floats, y: Floats) -> list[Place]:
    """Candidate at the left of the last peak, for stairs whose feet lie among other lines."""
    finite = np.isfinite(x) & np.isfinite(y)
    x, y = x[finite], y[finite]
    if not x.size:
        return []
    highest = np.flatnonzero(y == y.max())
    peak = int(highest[np.diff(highest, prepend=-2) > 1][-1])
    return [Place(float(x[peak]), float(y[peak]), -LINE_GAP_PX, 0.0, "right", "top")]


def around(x: float, y: float) -> list[Place]:
    """Candidates around a mark, near ones first; far ones get a leader."""
    return [
        Place(
            x,
            y,
            dx,
            dy,
            "left" if dx > 0 else "right" if dx < 0 else "center",
            "bottom" if dy < 0 else "top" if dy > 0 else "middle",
        )
        for dx, dy in _AROUND
    ]


def annotation(place: Place, text: str, colour: str) -> dict[str, Any]:
    """Annotation for a placed label; one with an arrow of its own would take twice the time."""
    return {
        "x": place.x,
        "y": place.y,
        "xshift": place.dx,
        "yshift": -place.dy,
        "text": text,
        "xanchor": place.x_anchor,
        "yanchor": place.y_anchor,
        "align": place.x_anchor,
        "font": {"color": colour},
        "showarrow": False,
        "captureevents": False,
    }


def leader(place: Place, x: Any, y: Any, colour: str) -> dict[str, Any]:
    """Thin line from a point to its label, in pixels beside the point (x, y) of the axes.

    A path, for plotly refuses negative ends of a "line" where the axis is logarithmic.
    """
    begins = LEADER_GAP_PX / np.hypot(place.dx, place.dy)
    start, end = ((round(part * place.dx), round(-part * place.dy)) for part in (begins, 1.0))
    return {
        "type": "path",
        "path": f"M{start[0]},{start[1]}L{end[0]},{end[1]}",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": x,
        "yanchor": y,
        "line": {"color": colour, "width": 1},
    }
