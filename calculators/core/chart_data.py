"""Points that a line really needs: stairs written out, blurred teeth replaced by their envelope."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

MOST_POINTS = 300  # a line; it is sent and drawn again at every press of a slider
MOST_STEPS = 40  # in one view; more of them blur into a stripe
ENVELOPE_BINS = 30
STEPS_THAT_BLUR = 3  # in one bin


@dataclass(frozen=True, eq=False)
class Thinned:
    """A line that is exact up to ``cut`` (an index) and a middle line with an envelope after it."""

    x: Floats
    y: Floats
    band_x: Floats
    band_low: Floats
    band_high: Floats

    @property
    def has_band(self) -> bool:
        """Whether teeth were replaced."""
        return bool(self.band_x.size)


NOTHING = np.zeros(0)


def stairs(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Corners of stairs that hold each value until the next x."""
    corners_x: Floats = np.repeat(x, 2)[1:]
    corners_y: Floats = np.repeat(y, 2)[:-1]
    return corners_x, corners_y


def corners(x: Floats, *edges: Floats) -> tuple[Floats, ...]:
    """Points at which any of the edges of stairs changes, and the two ends."""
    changes = np.zeros(x.size, dtype=bool)
    changes[[0, -1]] = True
    for edge in edges:
        changes[1:] |= np.diff(edge) != 0
    return x[changes], *(edge[changes] for edge in edges)


def reduced(x: Floats, y: Floats, most: int = MOST_POINTS) -> tuple[Floats, Floats]:
    """At most ``most`` of the given points: the ends, and the lowest and highest of each bin."""
    if x.size <= most:
        return x, y
    finite = np.where(np.isfinite(y), y, 0.0)
    edges = np.linspace(0, x.size, most // 2).astype(int)
    kept = {0, x.size - 1}
    for first, last in zip(edges[:-1], edges[1:], strict=True):
        kept.add(int(first + np.argmin(finite[first:last])))
        kept.add(int(first + np.argmax(finite[first:last])))
    indices = np.array(sorted(kept))
    kept_x: Floats = x[indices]
    kept_y: Floats = y[indices]
    return kept_x, kept_y


def step_positions(position: Floats, y: Floats, is_stairs: bool) -> Floats:
    """Where a line jumps (stairs) or where a tooth begins (any other line)."""
    change = np.diff(np.where(np.isfinite(y), y, 0.0))
    if is_stairs:
        jumps: Floats = position[1:][change != 0]
        return jumps
    moving = change != 0
    sign, at = np.sign(change[moving]), position[1:][moving]
    teeth: Floats = at[1:][(sign[1:] > 0) & (sign[:-1] < 0)]
    return teeth


def thinned(x: Floats, y: Floats, position: Floats, is_stairs: bool) -> Thinned:
    """Line with an envelope from where its steps come too close to be told apart.

    ``position`` is x as drawn, from 0 at the left of the view to 1 at its right.
    """
    steps = step_positions(position, y, is_stairs)
    if steps.size <= MOST_STEPS or not np.all(np.isfinite(y)):
        return Thinned(*reduced(x, y), NOTHING, NOTHING, NOTHING)
    edges = np.linspace(0, 1, ENVELOPE_BINS + 1)
    crowded = np.histogram(steps, edges)[0] >= STEPS_THAT_BLUR
    if not crowded.any():
        return Thinned(*reduced(x, y), NOTHING, NOTHING, NOTHING)
    first_bin = int(np.argmax(crowded))
    exact = position <= edges[first_bin]
    exact_x, exact_y = (stairs if is_stairs else reduced)(x[exact], y[exact])
    rows = []
    for low, high in zip(edges[first_bin:-1], edges[first_bin + 1 :], strict=True):
        inside = (position > low) & (position <= high)
        if inside.any():
            ys = y[inside]
            rows.append((float(np.median(x[inside])), ys.mean(), ys.min(), ys.max()))
    middle_x, middle_y, band_low, band_high = np.array(rows, dtype=float).T
    return Thinned(
        *reduced(
            np.concatenate([exact_x, middle_x, x[-1:]]), np.concatenate([exact_y, middle_y, y[-1:]])
        ),
        middle_x,
        band_low,
        band_high,
    )
