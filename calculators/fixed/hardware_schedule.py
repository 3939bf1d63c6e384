"""What each asset of the company costs, month by month: paid, and spread over its life.

Rows of the table stand on the axis before the months, draws before both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculators.core import finance
from calculators.core.inputs import Monthly, YesNo, column, pick
from calculators.core.units import HORIZON_MONTHS, KILO, MONTHS_PER_YEAR, over_months, whole_up
from calculators.fixed.hardware_inputs import Asset, Hardware, Method

Column = NDArray[np.float64]  # rows of the table on the last axis, draws before them
Flags = NDArray[np.bool_]
RATE_BASE = KILO  # a lease is quoted for so much of the price [USD]
MONTHS = np.arange(1.0, HORIZON_MONTHS + 1)


def switched_on(switch: YesNo) -> float:
    """Return 1 for yes and 0 for no."""
    on: float = pick(switch, {YesNo.YES: lambda: 1.0, YesNo.NO: lambda: 0.0})
    return on


def declines(method: Method) -> float:
    """Return 1 for the declining balance and 0 for the straight line."""
    branches = {Method.DECLINING: lambda: 1.0, Method.STRAIGHT: lambda: 0.0}
    declining: float = pick(method, branches)
    return declining


@dataclass(frozen=True, kw_only=True, eq=False)
class Fleet:
    """The table of assets, a column a field, with lives and resale as the plan keeps things."""

    value: Column  # [USD] price of all units of a row, new
    began: Column  # [month] in which what is there today, or comes next, was bought
    there: Column  # 1 if it is there or will be; 0 if its life ended before the plan
    renew: Column  # 1 if replaced by its like at the end of its life
    life: Column  # [months]
    resale: Column  # share of the price at the end of the life
    maintenance: Column  # [share/month] of the price in the first month
    breakage: Column  # [share/month] of the price
    repair_growth: Column  # [share/year]
    serving: Column  # share
    building: Column  # share
    declining: Column  # 1 if it wears off by the declining balance
    factor: Column
    leased: float  # 1 if what is bought from month 1 on is leased
    lease_rate: Column  # [1/month] of the price
    lease_months: Column


def fleet(p: Hardware, rows: Sequence[Asset]) -> Fleet:
    """Return some rows of the table as columns.

    An asset that is older than its life counts as replaced as often as the life says, or as gone.
    Keeping everything longer starts from today's machines: life L + d, resale ρ^((L + d)/L).
    """
    bought, life = column(rows, "purchase_month"), column(rows, "life_months")
    renew = np.array([switched_on(row.renew) for row in rows])
    owned = np.less(bought, 1)
    age = np.mod(-bought, life) + 1  # at the start of month 1, when replaced in time
    kept = life + over_months(p.longer_months * switched_on(p.keep_longer))
    return Fleet(
        value=column(rows, "units") * column(rows, "unit_price"),
        began=np.where(owned & (renew > 0), 1 - age, bought),
        there=np.where(owned & (renew == 0) & (1 - bought > life), 0.0, 1.0),
        renew=renew,
        life=kept,
        resale=np.power(column(rows, "resale_share"), kept / life),
        maintenance=column(rows, "maintenance_rate") / MONTHS_PER_YEAR,
        breakage=column(rows, "breakage_rate") / MONTHS_PER_YEAR,
        repair_growth=over_months(p.repair_growth),
        serving=column(rows, "serving_share"),
        building=column(rows, "building_share"),
        declining=np.array([declines(row.method) for row in rows]),
        factor=column(rows, "factor"),
        leased=switched_on(p.lease),
        lease_rate=over_months(p.lease_price / RATE_BASE),
        lease_months=over_months(p.lease_months),
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class Schedule:
    """Per dollar of price, by row and month: rows on the axis before the months."""

    bought: Monthly  # 1 in the month of a purchase
    resold: Monthly  # share of the price received at the end of a life
    worn: Monthly  # share of the price that wears off in the month
    upkeep: Monthly  # maintenance and breakage
    lease: Monthly  # paid to the lessor
    age: Monthly  # [months] at the start of the month; 0 where it is not in use
    kept: Flags  # whether it is owned when the month ends

    @property
    def cash(self) -> Monthly:
        """What is paid in a month less what is received."""
        return self.bought - self.resold + self.upkeep + self.lease

    @property
    def accounting(self) -> Monthly:
        """What is used up in a month."""
        return self.worn + self.upkeep + self.lease


def schedule(f: Fleet) -> Schedule:
    """Return the months of every row.

    Bought at the start of month m, an asset serves months m … m + L − 1 and is sold in the last of
    them; its like is bought in the next month if it is renewed. A lease that is not renewed is
    paid for whole terms, needed or not. Repairs grow with age: maintenance·(1 + g)^(months/12).
    """
    elapsed = MONTHS - over_months(f.began)
    life = over_months(f.life)
    age = np.where(over_months(f.renew) > 0, np.mod(elapsed, life), elapsed)
    in_use = (over_months(f.there) > 0) & (elapsed >= 0) & (age < life)
    age = np.where(in_use, age, 0.0)
    since_lease = MONTHS - over_months(lease_starts(f))
    owned = in_use & ((f.leased == 0) | (since_lease < 0))
    last = owned & (age == life - 1)
    growth = np.log1p(over_months(f.repair_growth)) / MONTHS_PER_YEAR
    repairs = over_months(f.maintenance) * np.exp(growth * age)
    paid = (f.leased > 0) & (since_lease >= 0) & (since_lease < over_months(lease_length(f)))
    return Schedule(
        bought=np.where(owned & (age == 0), 1.0, 0.0),
        resold=over_months(f.resale) * last,
        worn=_worn(f, age, owned, last),
        upkeep=(repairs + over_months(f.breakage)) * in_use,
        lease=over_months(f.lease_rate) * paid,
        age=age,
        kept=owned & ~last,
    )


def lease_starts(f: Fleet) -> Column:
    """Return the month from which a row would be leased; inf if nothing more is bought."""
    again = np.where(f.renew > 0, f.began + f.life, np.inf)
    starts: Column = np.where(f.there > 0, np.where(f.began >= 1, f.began, again), np.inf)
    return starts


def lease_length(f: Fleet) -> Column:
    """Return the months for which a lease is paid: whole terms; no end where it is renewed."""
    terms = whole_up(f.life / f.lease_months) * f.lease_months
    length: Column = np.where(f.renew > 0, np.inf, terms)
    return length


def _worn(f: Fleet, age: Monthly, owned: Flags, last: Flags) -> Monthly:
    """Return the share of the price that wears off in a month that begins at an age [months].

    Straight line: (1 − ρ)/L. Declining balance: what wears off in the year, evenly over its
    months; what is left above ρ at the end of the life is written off at the sale.
    """
    resale = over_months(f.resale)
    straight = (1 - resale) / over_months(f.life) * owned
    if not f.declining.any():  # an option of the rows, never a number
        return straight
    begins, ends = _year_around(f, age)
    at_begin, at_end = _declined(f, begins), _declined(f, ends)
    monthly = (at_begin - at_end) / np.maximum(ends - begins, 1.0)
    worn = monthly * owned + (at_end - resale) * last
    return np.where(over_months(f.declining) > 0, worn, straight)


def book_share(f: Fleet, age: Monthly) -> Monthly:
    """Return the book value at an age [months] as a share of the price, before it is sold.

    Straight line: 1 − (1 − ρ)·age/L. Declining balance: the values of whole years, a straight line
    within each.
    """
    at = np.minimum(age, over_months(f.life))
    straight = 1 - (1 - over_months(f.resale)) * at / over_months(f.life)
    begins, ends = _year_around(f, at)
    at_begin, at_end = _declined(f, begins), _declined(f, ends)
    through = (at - begins) / np.maximum(ends - begins, 1.0)
    declined = at_begin + (at_end - at_begin) * through
    return np.where(over_months(f.declining) > 0, declined, straight)


def _year_around(f: Fleet, age: Monthly) -> tuple[Monthly, Monthly]:
    """Return the ages at which the year of an age begins and ends; the last may be short."""
    begins = np.floor(age / MONTHS_PER_YEAR) * MONTHS_PER_YEAR
    return begins, np.minimum(begins + MONTHS_PER_YEAR, over_months(f.life))


def _declined(f: Fleet, age: Monthly) -> Monthly:
    years, life = age / MONTHS_PER_YEAR, over_months(f.life) / MONTHS_PER_YEAR
    share = finance.declining_book_value(
        1.0, over_months(f.resale), life, years, over_months(f.factor)
    )
    return np.asarray(share)


def over_rows(f: Fleet, by_row: Monthly, share: Column | float = 1.0) -> Monthly:
    """Return the sum over the rows [USD/month], each at its price times a share of it."""
    total: Monthly = np.sum(over_months(f.value * share) * by_row, axis=-2)
    return total


def parts(rows: Sequence[Asset], at_once: int) -> Iterable[Sequence[Asset]]:
    """Yield the rows of one method in parts, so that draws of a long table stay small in memory."""
    for declining in (0.0, 1.0):
        alike = [row for row in rows if declines(row.method) == declining]
        yield from (alike[i : i + at_once] for i in range(0, len(alike), at_once))
