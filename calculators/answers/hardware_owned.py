"""What the page on hardware says of a plan, each part computed when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from calculators import runway as _runway
from calculators.core import finance
from calculators.core.units import MONTHS_PER_YEAR, first, over_months
from calculators.evaluation import Evaluation
from calculators.fixed.hardware_inputs import Asset, Hardware
from calculators.fixed.hardware_levers import bought_value
from calculators.fixed.hardware_life import (
    average_cost,
    economic_life,
    even_upkeep,
    lease_cost,
    owning_cost,
)
from calculators.fixed.hardware_schedule import (
    Fleet,
    Schedule,
    book_share,
    fleet,
    lease_length,
    lease_starts,
    schedule,
)

Floats = NDArray[np.float64]
PAGE = "hardware"
YEAR = int(MONTHS_PER_YEAR)
MOST_INTEREST = 10.0  # a year that is looked at for all rows together
LEAST_RATE = -0.99  # a month; no more is lost than everything


@dataclass(frozen=True, kw_only=True, eq=False)
class Owned:
    """What the company owns, by row of its table."""

    e: Evaluation

    @property
    def p(self) -> Hardware:
        """The inputs."""
        return self.e.scenario.hardware

    @property
    def rows(self) -> tuple[Asset, ...]:
        """The table."""
        return self.p.assets

    @property
    def entered(self) -> bool:
        """Whether one amount stands for all that is computed here."""
        return self.p.monthly_amount is not None

    @property
    def cost_is_known(self) -> bool:
        """Whether there is a cost that can be divided by asset and by use."""
        return bool(self.rows) and not self.entered and bool(self.cost_by_row.any())

    @cached_property
    def fleet(self) -> Fleet:
        """The table as columns."""
        return fleet(self.p, self.rows)

    @cached_property
    def schedule(self) -> Schedule:
        """The months of every row, per dollar of price."""
        return schedule(self.fleet)

    @cached_property
    def cash(self) -> Floats:
        """What is paid by month [USD/month]."""
        return np.ravel(self.e.costs["Hardware"])

    @cached_property
    def accounting(self) -> Floats:
        """The same spread over its use, by month [USD/month]."""
        return np.ravel(self.e.accounting_costs["Hardware"])

    @cached_property
    def serving(self) -> float:
        """What serves customers in month 1 [USD/month], by accounting."""
        return first(self.e.lines["hardware"].variable)

    @cached_property
    def cost_by_row(self) -> Floats:
        """Cost by accounting, rows by months [USD/month]."""
        return over_months(self.fleet.value) * self.schedule.accounting

    @cached_property
    def purchases(self) -> Floats:
        """What is bought, rows by months [USD]."""
        return over_months(self.fleet.value) * self.schedule.bought

    @cached_property
    def book_by_row(self) -> Floats:
        """Book value at month end, rows by months [USD]."""
        share = book_share(self.fleet, self.schedule.age + 1)
        return over_months(self.fleet.value) * np.where(self.schedule.kept, share, 0.0)

    @cached_property
    def age_today(self) -> Floats:
        """Age at the start of month 1 [months], by row; NaN never: 0 where it is not there yet."""
        f = self.fleet
        return np.where((f.began < 1) & (f.there > 0), 1 - f.began, 0.0)

    @cached_property
    def book_today(self) -> Floats:
        """Book value when the plan begins, by row [USD]."""
        share = book_share(self.fleet, over_months(self.age_today))[..., 0]
        return np.where(self.age_today > 0, self.fleet.value * share, 0.0)

    @cached_property
    def best_age(self) -> Floats:
        """Months at which the average cost of each row is least; inf if it only falls."""
        f = self.fleet
        return economic_life(f.resale, f.life, f.maintenance, f.repair_growth)

    def average_at(self, row: int, months: float | Floats) -> Floats:
        """Return the average cost of a row that is kept so many months [USD/month]."""
        f = self.fleet
        terms = (f.resale[row], f.life[row], f.maintenance[row], f.repair_growth[0])
        upkeep = f.breakage[row]
        return np.asarray(f.value[row] * (average_cost(*terms, months) + upkeep))

    @cached_property
    def starts_leasing(self) -> Floats:
        """Month from which a row would be leased, if so decided; inf if no more is bought."""
        return lease_starts(self.fleet)

    @cached_property
    def is_leased(self) -> NDArray[np.bool_]:
        """Whether a row is leased, now or when it is bought next."""
        return (self.fleet.leased > 0) & np.isfinite(self.starts_leasing)

    @cached_property
    def even_owning(self) -> Floats:
        """Even monthly payment for price less resale over the life, by row [USD/month]."""
        f = self.fleet
        return np.asarray(f.value * owning_cost(f.resale, f.life, self.p.discount_rate, f.life))

    @cached_property
    def even_lease(self) -> Floats:
        """Even monthly payment for the lease over the life, by row [USD/month]."""
        f, rate = self.fleet, self.p.discount_rate
        cost = lease_cost(f.lease_rate, self.p.lease_months, f.renew, rate, f.life)
        return np.asarray(f.value * cost)

    @cached_property
    def yearly(self) -> Floats:
        """Equivalent annual cost by row, upkeep in it [USD/year]; 0 for what is gone."""
        f = self.fleet
        repairs = even_upkeep(f.maintenance, f.repair_growth, self.p.discount_rate, f.life)
        capital = np.where(self.is_leased, self.even_lease, self.even_owning)
        monthly = capital + f.value * (repairs + f.breakage)
        return np.where(f.there > 0, MONTHS_PER_YEAR * monthly, 0.0)

    def lease_interest(self, rows: NDArray[np.intp]) -> Floats:
        """Return the interest a year that a lease asks, by row: the lessor's rate of return.

        He lends the price, receives the payments, and keeps what you could have sold.
        """
        f = self.fleet
        life = f.life[rows]
        length = np.where(f.renew[rows] > 0, life, lease_length(f)[rows])
        months = np.arange(float(np.max(length)))
        rate = np.broadcast_to(f.lease_rate, f.life.shape)[rows]
        flows = np.where(months < over_months(length), over_months(rate), 0.0)
        flows = flows + np.where(months == over_months(life) - 1, over_months(f.resale[rows]), 0.0)
        flows = flows - np.where(months == 0, 1.0, 0.0)
        monthly = finance.internal_rate_of_return(flows)
        yearly: Floats = np.expm1(MONTHS_PER_YEAR * np.log1p(np.clip(monthly, LEAST_RATE, 1.0)))
        return yearly

    @cached_property
    def lease_interest_together(self) -> float:
        """The interest a year at which leasing all that is to come costs what buying it does.

        Of all rows at once, as the verdict weighs them. −1: they are cheaper leased even without
        interest; inf: at no rate that is looked at.
        """
        value = bought_value(self.fleet)

        def saved(rate: float) -> float:
            f, life = self.fleet, self.fleet.life
            bought = owning_cost(f.resale, life, rate, life)
            leased = lease_cost(f.lease_rate, self.p.lease_months, f.renew, rate, life)
            return float(np.sum(value * (bought - leased)))

        if saved(0.0) > 0:
            return -1.0
        return float(brentq(saved, 0.0, MOST_INTEREST)) if saved(MOST_INTEREST) > 0 else np.inf

    @cached_property
    def costliest(self) -> int | None:
        """The row in use or to come whose price is highest; None without any."""
        value = np.where(self.fleet.there > 0, self.fleet.value, 0.0) if self.rows else np.zeros(1)
        return int(np.argmax(value)) if value.max() > 0 else None

    @cached_property
    def months_taken(self) -> float:
        """Months of runway that hardware takes: without it the money would last so much longer."""
        p = self.e.scenario.business
        gained = _runway.months_gained(
            p.cash, self.e.cash.cash, self.cash, p.cash_floor, p.interest
        )
        return first(gained)
