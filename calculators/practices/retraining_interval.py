"""How often to train again: the square-root interval, its floor, and what age loses."""

from __future__ import annotations

import numpy as np

from calculators.core.inputs import Numeric
from calculators.core.units import ratio_or_never


def best_interval(cycle_cost: Numeric, staleness_cost: Numeric) -> Numeric:
    """Return the interval with the least cost, √(2K/h): of an order quantity, carried over.

    K a cycle, h what a day of age costs a day [USD/day per day]. For drift that is linear; no drift
    or no value: never. F. W. Harris, How many parts to make at once, 1913.
    """
    interval: Numeric = np.sqrt(ratio_or_never(2 * np.asarray(cycle_cost), staleness_cost))
    return interval


def cycles_cost(days: Numeric, cycle_cost: Numeric) -> Numeric:
    """Return what cycles cost a day, K/T."""
    return ratio_or_never(cycle_cost, days)


def staleness(days: Numeric, staleness_cost: Numeric) -> Numeric:
    """Return what age costs a day on average, h·T/2."""
    return days * staleness_cost / 2


def cost_by_interval(days: Numeric, cycle_cost: Numeric, staleness_cost: Numeric) -> Numeric:
    """Return K/T + h·T/2 [USD/day]; at the best interval the two are equal, √(2Kh) together."""
    return cycles_cost(days, cycle_cost) + staleness(days, staleness_cost)


def dearer_share(ratio: Numeric) -> Numeric:
    """Return how much dearer an interval ``ratio`` times the best one is: (r + 1/r)/2 − 1."""
    dearer: Numeric = (ratio + ratio_or_never(1.0, ratio)) / 2 - 1
    return dearer


def mean_loss(drift: Numeric, days: Numeric, most: Numeric) -> Numeric:
    """Return points lost on average while a model ages from 0 to ``days``; never above ``most``.

    The mean of min(drift·t, most): drift·T/2 until it has lost all there is, then
    most − most²/(2·drift·T).
    """
    lost = np.asarray(drift * days)
    rest = most - ratio_or_never(np.square(most), 2 * lost)
    mean: Numeric = np.where(lost <= most, lost / 2, np.maximum(rest, 0.0))[()]
    return mean
