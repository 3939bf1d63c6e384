"""Finance: what flows of money over time are worth, and how a purchase wears off.

Only here do flows carry a sign: out is negative, in is positive. Time is the last axis, one period
apart; rates are per period.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from calculators.core.inputs import Numeric
from calculators.core.units import over_months, ratio_or_never

Flows = NDArray[np.float64]

LOG_LOWEST, LOG_HIGHEST = -7.0, 14.0  # ln(1 + r): from -99.9 % to 120 million % a period
HALVINGS = 45
DOUBLE = 2.0  # factor of double-declining balance


def net_present_value(discount_rate: Numeric, flows: Flows) -> Numeric:
    """Value today when the first flow is today: sum of f_t / (1 + r)^t, t = 0, 1, ...; r > −1."""
    periods = np.arange(flows.shape[-1])
    value: Numeric = np.sum(flows * (1 + np.expand_dims(discount_rate, -1)) ** -periods, axis=-1)
    return value


def spreadsheet_net_present_value(discount_rate: Numeric, flows: Flows) -> Numeric:
    """NPV as spreadsheets define it: the first flow is one period away and already discounted."""
    return net_present_value(discount_rate, flows) / (1 + discount_rate)


def internal_rate_of_return(flows: Flows) -> Numeric:
    """Rate at which the flows are worth nothing today.

    Worth more than nothing at every rate: inf. Less than nothing at every rate, or no flow at all:
    −1, everything is lost. Flows that change sign more than once may have several such rates, of
    which this is one.
    """
    low = np.full(flows.shape[:-1], LOG_LOWEST)
    high = np.full(flows.shape[:-1], LOG_HIGHEST)
    at_high = _relative_value(high, flows)
    gains = _relative_value(low, flows) > 0
    crosses = gains != (at_high > 0)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        below = (_relative_value(middle, flows) > 0) == gains
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    # The last digits: a straight line between the two ends.
    at_low, at_high = _relative_value(low, flows), _relative_value(high, flows)
    height = at_low - at_high
    share = np.clip(at_low / np.where(height == 0, 1.0, height), 0.0, 1.0)
    rate = np.expm1(low + (high - low) * share)
    result: Numeric = np.where(crosses, rate, np.where(gains, np.inf, -1.0))[()]
    return result


def _relative_value(log_growth: NDArray[np.float64], flows: Flows) -> NDArray[np.float64]:
    """Return the present value over the largest discount factor, which no rate makes overflow."""
    last = flows.shape[-1] - 1
    exponent = -np.expand_dims(log_growth, -1) * np.arange(last + 1)
    largest = np.expand_dims(np.maximum(-log_growth * last, 0.0), -1)
    value: NDArray[np.float64] = np.sum(flows * np.exp(exponent - largest), axis=-1)
    return value


def annuity_factor(discount_rate: Numeric, periods: Numeric) -> Numeric:
    """Value today of 1 at the end of each of n periods: (1 − (1 + r)^−n) / r; n when r = 0."""
    rate = np.where(np.equal(discount_rate, 0), 1.0, discount_rate)
    factor = -np.expm1(-periods * np.log1p(rate)) / rate
    value: Numeric = np.where(np.equal(discount_rate, 0), periods, factor)[()]
    return value


def equivalent_annual_cost(
    present_value: Numeric, discount_rate: Numeric, life_years: Numeric
) -> Numeric:
    """Equal yearly flow worth as much over a life as a present value: NPV / annuity factor.

    Compares machines of unequal lives, for which plain present values can pick the wrong one; the
    sign is that of the present value. Assumes that each is replaced by its like.
    """
    return present_value / annuity_factor(discount_rate, life_years)


def straight_line(cost: Numeric, residual_value: Numeric, useful_life: Numeric) -> Numeric:
    """Amortisation per period, (C − S) / n; inf when nothing is left to spread it over."""
    return ratio_or_never(cost - residual_value, useful_life)


def declining_balance(
    cost: Numeric,
    residual_value: Numeric,
    useful_life: Numeric,
    periods: int,
    factor: Numeric = DOUBLE,
) -> NDArray[np.float64]:
    """Amortisation in each of the periods 1, 2, ...: book value × f / n, never below the residual.

    Nothing after the useful life. Need not reach the residual value when f is small. Accounting
    only: no cash moves.
    """
    book = np.asarray(
        declining_book_value(
            over_months(cost),
            over_months(residual_value),
            over_months(useful_life),
            np.arange(periods + 1.0),
            over_months(factor),
        )
    )
    worn: NDArray[np.float64] = book[..., :-1] - book[..., 1:]
    return worn


def declining_book_value(
    cost: Numeric,
    residual_value: Numeric,
    useful_life: Numeric,
    age: Numeric,
    factor: Numeric = DOUBLE,
) -> Numeric:
    """Book value at an age: max(C·(1 − f / n)^age, S), f / n at most 1; constant after the life."""
    kept = 1 - np.minimum(ratio_or_never(factor, useful_life), 1.0)
    declined = cost * np.power(kept, np.minimum(age, useful_life))
    book: Numeric = np.maximum(declined, residual_value)
    return book
