"""What an asset costs by the age at which it is given up: keep or replace, lease or buy.

Its market value falls by the same share each month, from the price to the resale value at the end
of its planned life, and on: V(a) = ρ^(a/L). All per dollar of price.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from calculators.core.inputs import Numeric
from calculators.core.units import MONTHS_PER_YEAR, monthly_rate, whole_up

Floats = NDArray[np.float64]
LONGEST_MONTHS = 240  # twenty years: nothing electronic is planned beyond
FARTHEST_MONTHS = 1200.0  # of one row, when all rows are kept by the same factor


def market_value(resale: Numeric, life: Numeric, age: Numeric) -> Numeric:
    """Return what an asset sells for at an age, ρ^(age/L); with ρ = 0 nothing, at any age."""
    sold = np.greater(resale, 0)
    fall = np.log(np.where(sold, resale, 1.0)) / life
    value: Numeric = np.where(sold | np.equal(age, 0), np.exp(fall * age), 0.0)
    return value


def months_at_growth(rate: Numeric, months: Numeric) -> Numeric:
    """Return the sum of e^(r·k) over months k = 0 … n − 1; n where r = 0. Also between months."""
    still = np.equal(rate, 0)
    used = np.where(still, 1.0, rate)
    summed: Numeric = np.where(still, months, np.expm1(used * months) / np.expm1(used))
    return summed


def repairs(maintenance: Numeric, growth: Numeric, months: Numeric) -> Numeric:
    """Return the repairs of the first n months: maintenance a month, growing by a rate a year."""
    return maintenance * months_at_growth(np.log1p(growth) / MONTHS_PER_YEAR, months)


def cumulative_cost(
    resale: Numeric, life: Numeric, maintenance: Numeric, growth: Numeric, months: Numeric
) -> Numeric:
    """Return what has been spent when it is sold after n months: 1 − V(n) + repairs(n)."""
    return 1 - market_value(resale, life, months) + repairs(maintenance, growth, months)


def average_cost(
    resale: Numeric, life: Numeric, maintenance: Numeric, growth: Numeric, months: Numeric
) -> Numeric:
    """Return the average cost a month if replaced by its like after n months, without interest."""
    return cumulative_cost(resale, life, maintenance, growth, months) / months


def economic_life(
    resale: Numeric, life: Numeric, maintenance: Numeric, growth: Numeric
) -> NDArray[np.float64]:
    """Return the months at which the average cost is least; inf if it still falls at the longest.

    Searched by whole months to twenty years.
    """
    ages = np.arange(1.0, LONGEST_MONTHS + 1)
    sold, planned, first, grows = (
        np.expand_dims(x, -1) for x in (resale, life, maintenance, growth)
    )
    average = average_cost(sold, planned, first, grows, ages)
    best = np.argmin(average, axis=-1) + 1.0
    least: NDArray[np.float64] = np.where(best >= LONGEST_MONTHS, np.inf, best)
    return least


def owning_cost(resale: Numeric, life: Numeric, discount_rate: Numeric, months: Numeric) -> Numeric:
    """Return the even monthly payment, in advance, that is worth price less resale after n months.

    (1 − V(n)·(1 + i)^−(n − 1)) / ä(n), ä(n) the sum of (1 + i)^−k for k = 0 … n − 1; without
    interest (1 − V(n)) / n. Upkeep is left out: it is the same for what is leased.
    """
    force = np.log1p(monthly_rate(discount_rate))
    sold = market_value(resale, life, months) * np.exp(-force * (months - 1))
    return (1 - sold) / months_at_growth(-force, months)


def even_upkeep(
    maintenance: Numeric, growth: Numeric, discount_rate: Numeric, months: Numeric
) -> Numeric:
    """Return the even monthly payment that is worth the repairs of n months."""
    force = np.log1p(monthly_rate(discount_rate))
    grows = np.log1p(growth) / MONTHS_PER_YEAR
    return maintenance * months_at_growth(grows - force, months) / months_at_growth(-force, months)


def lease_cost(
    rate: Numeric, term: Numeric, renew: Numeric, discount_rate: Numeric, months: Numeric
) -> Numeric:
    """Return the even monthly payment that is worth the lease of what is needed for n months.

    A lease that is not renewed runs to the end of its term: rate·ä(N)/ä(n), N whole terms.
    """
    force = np.log1p(monthly_rate(discount_rate))
    paid = np.where(np.greater(renew, 0), months, whole_up(months / term) * term)
    return rate * months_at_growth(-force, paid) / months_at_growth(-force, months)
