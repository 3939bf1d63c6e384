"""Units: how many of one make another, and how every formula rounds and divides."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from calculators.core.inputs import Numeric

SECONDS_PER_MINUTE = 60.0
MINUTES_PER_HOUR = 60.0
SECONDS_PER_HOUR = SECONDS_PER_MINUTE * MINUTES_PER_HOUR
HOURS_PER_DAY = 24
DAYS_PER_WEEK = 7.0
HOURS_PER_MONTH = 730.0  # 8,760 h a year over 12: the month of every formula and every price
MONTHS_PER_YEAR = 12.0
DAYS_PER_MONTH = HOURS_PER_MONTH / HOURS_PER_DAY
DAYS_PER_YEAR = DAYS_PER_MONTH * MONTHS_PER_YEAR
WEEKS_PER_MONTH = DAYS_PER_MONTH / DAYS_PER_WEEK
HOURS_PER_WORK_WEEK = 40.0  # assumption: what a week of engineer time holds
SECONDS_PER_MONTH = SECONDS_PER_HOUR * HOURS_PER_MONTH
HORIZON_MONTHS = 60  # how far ahead a plan looks

KILO = 1e3
MEGA = 1e6
GIGA = 1e9
TERA = 1e12
BYTES_PER_GB = GIGA
GB_PER_TB = 1e3
TOKENS_PER_MTOK = MEGA
BITS_PER_BYTE = 8.0
WATTS_PER_KILOWATT = KILO
PERCENT = 100.0  # of a whole
QUERIES_OF_A_PRICE = KILO  # unit costs are said per 1,000 queries

WHOLE_SLACK = 1e-9  # floating noise on the edge of a stair must not buy another machine


def over_months(x: Numeric) -> NDArray[np.float64]:
    """Lift a value beside the months: time is the last axis of every array."""
    # what np.expand_dims(x, -1) gives, in a tenth of the time; thousands for one page
    return x[..., np.newaxis] if isinstance(x, np.ndarray) else np.array([x])


def first(x: Numeric) -> float:
    """Return today's value of a result; of a plan without draws the only one."""
    return float(np.ravel(x)[0])


def whole_up(x: Numeric) -> Numeric:
    """Whole machines that hold x: ceil(x − 1e-9), so that 3.0000000001 is three."""
    whole: Numeric = np.ceil(x - WHOLE_SLACK)
    return whole


def whole_down(x: Numeric) -> Numeric:
    """Whole units that fit into x: floor(x + 1e-9), so that 2.9999999999 is three."""
    whole: Numeric = np.floor(x + WHOLE_SLACK)
    return whole


def monthly_rate(annual_rate: Numeric) -> Numeric:
    """Rate per month that compounds to the annual one: (1 + r)^(1/12) − 1. Holds for r > −1."""
    rate: Numeric = np.expm1(np.log1p(annual_rate) / MONTHS_PER_YEAR)
    return rate


def ratio_or_never(numerator: Numeric, denominator: Numeric) -> Numeric:
    """Return numerator / denominator, or inf (never) where the denominator is not positive.

    Also inf for 0/0 and where the quotient exceeds the largest number. A negative numerator over
    a positive denominator stays negative. Not for inf/inf, which has no meaning.
    """
    if type(numerator) is float and type(denominator) is float:  # the usual case, at a point
        return numerator / denominator if denominator > 0 else np.inf
    positive = np.greater(denominator, 0)
    with np.errstate(over="ignore"):
        quotient = np.divide(numerator, np.where(positive, denominator, 1.0))
    ratio: Numeric = np.where(positive, quotient, np.inf)[()]
    return ratio
