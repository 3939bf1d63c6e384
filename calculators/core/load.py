"""The load over the day: its shape, how long each level lasts, and how much to reserve for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from calculators.core.inputs import Numeric
from calculators.core.units import HOURS_PER_DAY, whole_down

PEAK_HOUR = 14  # assumption: early afternoon; no cost depends on which hour it is
# (1 + cos θ) / 2 at each hour: 1 at the peak, 0 twelve hours away
HALF_WAVE = (1 + np.cos((np.arange(HOURS_PER_DAY) - PEAK_HOUR) * 2 * np.pi / HOURS_PER_DAY)) / 2
FLATTEST, SHARPEST = 1e-4, 2e3  # exponents: all hours but one alike; one hour and nothing else
EXPONENTS = 2001  # enough for the quietest hour to be right to 1e-4


def day_shape(peak_to_mean: Numeric, quietest_to_mean: Numeric) -> NDArray[np.float64]:
    """Load of each of 24 hours over the mean of the day.

    load(θ) = q + (P − q)·((1 + cos θ) / 2)^k. Its peak is P to rounding, its mean 1 to 1e-6, and
    its quietest hour q is f to 1e-4 where 24 points allow that. They do not when P − 1 is below
    (1 − f) / 23 (q is higher, all other hours are about P), nor when P + 23·f > 24 (q is lower:
    one hour stands out, the others are equal). P = 1 is flat. For 1 ≤ P ≤ 24 and 0 ≤ f ≤ 1.
    """
    peak, quietest = np.expand_dims(peak_to_mean, -1), np.expand_dims(quietest_to_mean, -1)
    means, exponent_logs = _means_of_powers()
    height = np.subtract(peak, quietest)
    wanted_mean = np.subtract(1, quietest) / np.where(height > 0, height, 1.0)
    wave = HALF_WAVE ** np.exp(np.interp(wanted_mean, means, exponent_logs))
    mean = np.mean(wave, axis=-1, keepdims=True)
    lowest = np.maximum((1 - peak * mean) / (1 - mean), 0.0)
    shape: NDArray[np.float64] = lowest + (peak - lowest) * wave
    return shape


@cache
def _means_of_powers() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    logs = np.linspace(np.log(SHARPEST), np.log(FLATTEST), EXPONENTS)
    return np.mean(HALF_WAVE ** np.expand_dims(np.exp(logs), -1), axis=-1), logs


def shape_from_hours(hours: Sequence[float] | NDArray[np.float64]) -> NDArray[np.float64]:
    """Shape of a day that was counted: each hour over the mean of all. Nothing counted: flat."""
    mean = np.mean(hours, axis=-1, keepdims=True)
    shape: NDArray[np.float64] = np.where(mean > 0, hours / np.where(mean > 0, mean, 1.0), 1.0)
    return shape


def highest_within(shape: NDArray[np.float64], delay_hours: Numeric) -> NDArray[np.float64]:
    """Highest load from each hour on until the delay is over: what must be running by then.

    Straight lines between the hours; midnight is followed by the same day again. A machine ordered
    at t serves from t + delay on, so what comes until then must be met by what runs already. Holds
    for delays up to 24 h; longer ones need the peak all day.
    """
    delay = np.expand_dims(delay_hours, -1)
    highest = shape
    twice = np.concatenate([shape, shape], axis=-1)
    for hour in range(HOURS_PER_DAY):
        here = twice[..., hour : hour + HOURS_PER_DAY]
        after = twice[..., hour + 1 : hour + 1 + HOURS_PER_DAY]
        within = np.clip(np.subtract(delay, hour), 0.0, 1.0)
        reached = here + (after - here) * within
        highest = np.maximum(highest, np.where(np.greater(delay, hour), reached, shape))
    return highest


def duration_curve(machines: NDArray[np.float64]) -> NDArray[np.float64]:
    """Machines in every hour, the busiest hour first: entry h is needed in more than h hours."""
    return -np.sort(-machines, axis=-1)


def reserve_level(machines: NDArray[np.float64], price_ratio: Numeric) -> Numeric:
    """Machines to commit to for all hours on the last axis, the rest being rented by the hour.

    The least number that is exceeded in at most a share ρ of the hours, ρ = committed / on-demand
    price: one machine more costs ρ every hour and saves 1 in each hour that needs it. ρ ≥ 1: none.
    Reference: the newsvendor problem, K. Arrow, T. Harris, J. Marschak, Econometrica 19 (1951).
    """
    curve = duration_curve(machines)
    hours = machines.shape[-1]
    exceeded = np.expand_dims(np.clip(whole_down(price_ratio * hours), 0, hours - 1), -1)
    place = np.arange(hours) == exceeded
    cheapest = np.sum(np.where(place, curve, 0.0), axis=-1)
    level: Numeric = np.where(np.less(price_ratio, 1), cheapest, 0.0)[()]
    return level
