"""Break-even: every point of a scale at which a margin changes sign, and the month of payback."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calculators.core.inputs import Numeric
from calculators.core.units import monthly_rate, ratio_or_never

Array = NDArray[np.float64]
Margin = Callable[[Array], Array]

NOISE = 2e-9  # relative; a stair built with `whole_up` jumps up to one part in 1e9 after its edge
LOG_REACH = 1e-9  # a logarithmic scale from zero starts at this part of its end
PARTS = 64  # of a bracket, all of them evaluated by one call
ROUNDS = 5  # each divides the bracket by 64: from a step of the grid to one part in 1e10
HALFWAY = 2  # rounds; what follows tells a jump from a root
MEETS = 1e-9  # a margin below this part of its size nearby is zero
BALANCED = 1e-12
JUMPS = 0.5  # a step keeps its height while the bracket shrinks; no continuous margin does
STEEP = 1e-3  # of a margin's size: no continuous margin climbs it within noise
RECENT = 16  # grids that are kept
BEYOND = 10.0  # times the end of a scale
POINTS_BEYOND = 24
NEARBY = 8  # points on either side that tell the size of a margin


@dataclass(frozen=True, kw_only=True)
class Crossing:
    """Where a margin changes sign: above zero it holds, at zero and below it does not."""

    value: float  # on the scale; of a jump the first point after it
    kind: Literal["meets", "jumps"]  # passes through zero, or leaps over it at a stair
    direction: Literal[-1, 1]  # 1: the margin becomes positive here; -1: it ceases to be


def crossings(
    margin: Margin,
    low: float,
    high: float,
    breakpoints: Sequence[float] | Array = (),
    points: int = 160,
    log: bool = True,
) -> list[Crossing]:
    """Every change of sign of margin(x) for low < x ≤ high, in rising order; none: an empty list.

    Between neighbouring points of the grid one change is found where there are one or three, none
    where there are two: hand over the breakpoints (next machine, edge of a tier), and the grid sees
    both sides of each. A margin that is zero over an interval crosses at that end beside which
    it is positive. It may be inf; NaN is refused. Two changes within 4 parts in 1e9 are noise and
    cancel.
    """
    return scanned(margin, low, high, breakpoints, points, log).crossings


@dataclass(frozen=True, kw_only=True, eq=False)
class Scan:
    """A margin over a scale, its values on the grid that was looked at, and its crossings."""

    margin: Margin
    grid: Array  # rising; holds every breakpoint within the scale
    values: Array

    @cached_property
    def crossings(self) -> list[Crossing]:
        """Every crossing, located when somebody first asks."""
        return _crossings_on(self.margin, self.grid, self.values)

    @cached_property
    def beyond(self) -> Array:
        """The margin above the scale, at some values up to ten times its end."""
        values = self.grid[-1] * np.geomspace(1.0, BEYOND, POINTS_BEYOND + 1)[1:]
        return np.broadcast_to(self.margin(values), values.shape)

    def may_cross(self, low: float, high: float) -> bool:
        """Whether the sign changes between two values, as far as the grid tells."""
        first, last = np.searchsorted(self.grid, [low, high])
        holds = self.values[max(first - 1, 0) : last + 1] > 0
        return bool(np.any(holds[1:] != holds[:-1]))


def scanned(
    margin: Margin,
    low: float,
    high: float,
    breakpoints: Sequence[float] | Array = (),
    points: int = 160,
    log: bool = True,
    also: float = np.nan,
) -> Scan:
    """Return the margin on its grid, and what ``crossings`` returns once it is asked for.

    ``also``: a value that the grid must hold.
    """
    edges = np.asarray(breakpoints, dtype=np.float64)
    grid = _grid(low, high, edges.tobytes(), also, points, log)
    values = _evaluated(margin, grid)
    return Scan(margin=margin, grid=grid, values=values)


def _crossings_on(margin: Margin, grid: Array, values: Array) -> list[Crossing]:
    holds = values > 0
    left = np.flatnonzero(holds[1:] != holds[:-1])
    if left.size == 0:
        return []
    around = left[:, np.newaxis] + np.arange(-NEARBY, NEARBY + 2)
    sizes = np.abs(values[np.minimum(np.maximum(around, 0), grid.size - 1)])
    scale = np.where(np.isfinite(sizes), sizes, 0.0).max(axis=-1)
    # Beside a breakpoint the grid itself has already narrowed a step to within noise.
    height = np.abs(values[left]) + np.abs(values[left + 1])
    narrow = grid[left + 1] - grid[left] <= 2 * NOISE * np.abs(grid[left + 1])
    step = narrow & (height >= STEEP * scale)
    root, meets = _on_straight_line(grid, values, left, scale)
    at = np.where(meets, root, grid[left + 1])
    within = ~(step | meets)
    if within.any():
        below, above = left[within], left[within] + 1
        ends = grid[below], grid[above], values[below], values[above], holds[above]
        at[within], meets[within] = _located(margin, *ends, scale[within])
    found = [
        Crossing(
            value=float(value),
            kind="meets" if meeting else "jumps",
            direction=1 if rising else -1,
        )
        for value, meeting, rising in zip(at, meets, holds[left + 1], strict=True)
        if value > grid[0]
    ]
    return _without_noise(found)


@lru_cache(maxsize=RECENT)
def _grid(
    low: float, high: float, breakpoints: bytes, also: float, points: int, log: bool
) -> Array:
    """Return the points that are looked at; several decisions on one scale share them."""
    if not (np.isfinite(low) and np.isfinite(high) and low < high):
        raise ValueError(f"The scale must run from a lower to a higher value, not {low} to {high}.")
    if log and low >= 0:
        start = low if low > 0 else high * LOG_REACH
        grid = np.exp(np.linspace(np.log(start), np.log(high), points))
    else:
        grid = np.linspace(low, high, points)
    edges = np.frombuffer(breakpoints, dtype=np.float64)
    edges = edges[(edges >= low) & (edges <= high)]
    noise = NOISE * np.abs(edges)
    beside = [np.nextafter(edges, end) for end in (-np.inf, np.inf)]
    sides = [edges - noise, *beside, edges, edges + noise] if edges.size else []
    inside = [also] if low < also < high else []
    grid = np.concatenate([[low, high, *inside], grid, *sides])
    grid = np.unique(np.minimum(np.maximum(grid, low), high))
    grid.flags.writeable = False
    return grid


def _evaluated(margin: Margin, x: Array) -> Array:
    values = np.broadcast_to(margin(x.ravel()), x.size).reshape(x.shape)
    unknown = np.isnan(values)
    if unknown.any():
        raise ValueError(f"The margin is not a number at {x[unknown][0]}.")
    return values


def _located(
    margin: Margin,
    low: Array,
    high: Array,
    at_low: Array,
    at_high: Array,
    rising: NDArray[np.bool_],
    scale: Array,
) -> tuple[Array, NDArray[np.bool_]]:
    """Return where each bracket changes sign and whether the margin meets zero there."""
    rows, parts = np.arange(low.size), np.linspace(0.0, 1.0, PARTS + 1)
    at, meets, halfway = high, np.full(low.shape, False), np.full(low.shape, np.inf)
    for turn in range(ROUNDS + 1):
        x = np.expand_dims(low, -1) + np.expand_dims(high - low, -1) * parts
        x[:, -1] = high
        guess = _straight_line(low, high, at_low, at_high)
        values = _evaluated(margin, np.concatenate([x, np.expand_dims(guess, -1)], axis=-1))
        root = _is_root(values[:, -1], at_low, at_high, scale) & ~meets
        at, meets = np.where(root, guess, at), meets | root
        if meets.all() or turn == ROUNDS:
            break
        # The first part that ends on the other side; the last part always does.
        part = np.argmax((values[:, 1:-1] > 0) == np.expand_dims(rising, -1), axis=-1)
        low, high = x[rows, part], x[rows, part + 1]
        at_low, at_high = values[rows, part], values[rows, part + 1]
        if turn == HALFWAY - 1:
            halfway = np.abs(at_low) + np.abs(at_high)
    height = np.abs(at_low) + np.abs(at_high)
    closes = np.isfinite(height) & ((height <= MEETS * scale) | (height < JUMPS * halfway))
    nearest = np.where(np.abs(at_low) < np.abs(at_high), low, high)
    at = np.where(meets, at, np.where(closes, nearest, high))
    return at, meets | closes


def _on_straight_line(
    grid: Array, values: Array, left: NDArray[np.intp], scale: Array
) -> tuple[Array, NDArray[np.bool_]]:
    """Return the root of each bracket, and whether the margin is straight around it.

    Most margins are: then the two points before it and the two after it lie on one line.
    """
    around = np.clip(left[:, np.newaxis] + np.arange(-1, 3), 0, grid.size - 1)
    x, y = grid[around], values[around]
    with np.errstate(invalid="ignore"):  # an infinite margin lies on no line
        slope = (y[:, 2] - y[:, 1]) / (x[:, 2] - x[:, 1])
        off = np.abs(y - (y[:, 1:2] + slope[:, np.newaxis] * (x - x[:, 1:2]))).max(axis=-1)
    inside = (left > 0) & (left + 2 < grid.size) & (y[:, 1] != 0) & (y[:, 2] != 0)
    straight: NDArray[np.bool_] = inside & (off <= BALANCED * scale)
    return _straight_line(x[:, 1], x[:, 2], y[:, 1], y[:, 2]), straight


def _is_root(values: Array, at_low: Array, at_high: Array, scale: Array) -> NDArray[np.bool_]:
    """Whether margins are zero where a straight line between the ends of a bracket says so.

    With a zero on one side it cannot tell the edge of a step from a root.
    """
    found: NDArray[np.bool_] = (np.abs(values) <= BALANCED * scale) & (at_low != 0) & (at_high != 0)
    return found


def _straight_line(low: Array, high: Array, at_low: Array, at_high: Array) -> Array:
    height = np.abs(at_low) + np.abs(at_high)
    usable = np.isfinite(height) & (height > 0)
    share = np.abs(np.where(usable, at_low, 0.0)) / np.where(usable, height, 1.0)
    return np.clip(low + share * (high - low), low, high)


def _without_noise(found: list[Crossing]) -> list[Crossing]:
    kept: list[Crossing] = []
    for crossing in found:
        if kept and crossing.value - kept[-1].value <= 2 * NOISE * abs(crossing.value):
            kept.pop()
        else:
            kept.append(crossing)
    return kept


def payback_months(upfront: Numeric, monthly_saving: Numeric) -> Numeric:
    """Months until savings have repaid the outlay, K / s; never (inf) when s ≤ 0.

    Nothing to repay: 0 if anything is saved. Money received first (K < 0): 0. For constant savings.
    """
    months = np.maximum(ratio_or_never(upfront, monthly_saving), 0.0)
    payback: Numeric = np.where(np.less(upfront, 0), 0.0, months)[()]
    return payback


def discounted_payback_months(
    upfront: Numeric, monthly_saving: Numeric, discount_rate: Numeric
) -> Numeric:
    """Months until discounted savings have repaid the outlay, discount rate per year.

    n = −ln(1 − K·i / s) / ln(1 + i) with i the monthly rate; never when K·i ≥ s, for then interest
    outruns the saving. i = 0: K / s. For constant savings at the end of each month and r > −1.
    """
    undiscounted = payback_months(upfront, monthly_saving)
    rate = monthly_rate(discount_rate)
    finite = np.where(np.isinf(undiscounted), 0.0, undiscounted)
    interest_share = finite * rate
    ends = np.isfinite(undiscounted) & (interest_share < 1)
    growth = np.log1p(np.where(np.equal(rate, 0), 1.0, rate))
    months = -np.log1p(-np.where(ends, interest_share, 0.0)) / growth
    months = np.where(np.equal(rate, 0), finite, months)
    payback: Numeric = np.where(ends, months, np.inf)[()]
    return payback
