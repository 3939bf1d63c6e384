"""Own machines over the months: ordered, in service, at the end of their life, bought again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calculators.choices.cloud_vs_onprem_inputs import Ownership
from calculators.core.inputs import Monthly, Numeric, YesNo, pick
from calculators.core.units import over_months


@dataclass(frozen=True, kw_only=True, eq=False)
class Fleet:
    """Own GPUs by month, months last."""

    ordered: Monthly  # paid in this month
    begun: Monthly  # begin to serve in this month
    ended: Monthly  # reach the end of their life at the start of this month
    held: Monthly  # in service


def fleet(p: Ownership, needed: Monthly) -> Fleet:
    """Return the own GPUs that meet a need by month.

    From the month of purchase and its delay on, the stock grows with the need and never shrinks;
    each machine lasts L months and, if bought again, is followed by its like. All are ordered and
    paid the delay ahead. What would be ordered for needs after the last month is not in the plan.
    """
    month = np.arange(needed.shape[-1], dtype=float)
    delay, life = np.rint(over_months(p.delay_months)), np.rint(over_months(p.life_months))
    start = np.rint(over_months(p.buy_month)) - 1 + delay
    most = np.maximum.accumulate(np.where(month >= start, needed, 0.0), axis=-1)
    grown = most - _later(most, 1.0 + 0.0 * life)
    followed = {YesNo.NO: lambda: grown, YesNo.YES: lambda: _followed(grown, life)}
    begun: Monthly = pick(p.refresh, followed)
    ended = _later(begun, life)
    return Fleet(
        ordered=_later(begun, -delay),
        begun=begun,
        ended=ended,
        held=np.cumsum(begun - ended, axis=-1),
    )


def _followed(grown: Monthly, life: Numeric) -> Monthly:
    """Return purchases with those that follow them: Σ_j grown(t − j·L), doubling the lag."""
    total, lag = grown, life
    while np.any(lag < grown.shape[-1]):
        total = total + _later(total, lag)
        lag = 2 * lag
    return total


def _later(x: Monthly, months: Numeric) -> Monthly:
    """Return x shifted by whole months on the last axis, nothing where none was."""
    count = x.shape[-1]
    origin = np.arange(count, dtype=float) - months
    inside = (origin >= 0) & (origin < count)
    place = np.clip(origin, 0, count - 1).astype(np.intp)
    wide = np.broadcast_shapes(x.shape, place.shape)
    found = np.take_along_axis(np.broadcast_to(x, wide), np.broadcast_to(place, wide), axis=-1)
    shifted: Monthly = np.where(inside, found, 0.0)
    return shifted
