"""What the page on owning machines says of a plan; each part is computed when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from calculators import runway as _runway
from calculators.answers.cloud_or_own_service import Floats, OwnedService
from calculators.choices import cloud_vs_onprem as owning
from calculators.choices.cloud_vs_onprem_prices import own_gpu
from calculators.core import finance
from calculators.core.cost_line import bought_time
from calculators.core.inputs import Numeric
from calculators.core.paths import with_values
from calculators.core.units import HORIZON_MONTHS, HOURS_PER_MONTH, MONTHS_PER_YEAR, monthly_rate
from calculators.evaluation import Evaluation, evaluate
from calculators.variable.service import Supply
from calculators.variable.supply import SupplyCost

TRIED_MONTHS = (1, 4, 7, 13, 19, 25, 37)  # of purchase


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """The plan with machines bought in some month."""

    month: float  # of the plan; inf: never
    runway: float  # [months]
    cash: float  # [USD] at the end of the plan
    book: float  # [USD] what the machines are still worth then


@dataclass(frozen=True, kw_only=True, eq=False)
class Facts(OwnedService):
    """The same service over the plan: rented, on own machines, and in part."""

    @cached_property
    def known(self) -> bool:
        """Whether rent and own can be compared."""
        fits = bool(np.all(np.isfinite(self.rent.cost)))
        return not self.unknown and fits and self.gpu is not None

    @cached_property
    def rent(self) -> SupplyCost:
        """The bill of renting."""
        return self._rent_of(self.result)

    @cached_property
    def own(self) -> SupplyCost:
        """The bill of own machines for the busiest hour."""
        return self.result.bill(Supply.OWN)

    @cached_property
    def hybrid(self) -> SupplyCost:
        """The bill of an own base with a rented peak."""
        return self.result.bill(Supply.HYBRID)

    # cash, month by month

    def paid(self, bill: SupplyCost) -> Floats:
        """Return what is paid by month, engineer time where the plan buys it [USD/month]."""
        return np.asarray(bill.cash + bought_time(bill.weeks, self.e.scenario.worth))

    @cached_property
    def outlays(self) -> Floats:
        """Paid at the start of each month: machines, and the work where it is bought [USD]."""
        assert self.gpu is not None
        r = self.result
        machines = owning.paid_for_machines(self.p, r.service, r.unit, r.load, self.gpu, r.exact)
        return np.asarray(machines) + self.work(float(self.p.buy_month))

    def work(self, month: float) -> Floats:
        """Return the work of setting up in the month of purchase, where it is bought [USD]."""
        first = np.arange(1, HORIZON_MONTHS + 1) == month
        weeks = np.where(first, self.p.setup_weeks, 0.0)
        return np.asarray(bought_time(weeks, self.e.scenario.worth))

    def cumulative(self, discount_rate: float = 0.0) -> Floats:
        """Return rent less own, cumulated, today and after each month [USD]; purchases lead."""
        before = self._before_outlays(discount_rate)
        return np.asarray(before - np.append(0.0, np.cumsum(self._discounted(discount_rate)[1])))

    def _discounted(self, discount_rate: float) -> tuple[Floats, Floats]:
        month = np.arange(1.0, HORIZON_MONTHS + 1)
        kept = (1 + monthly_rate(discount_rate)) ** -month
        earlier = (1 + monthly_rate(discount_rate)) ** -(month - 1)
        saved = self.paid(self.rent) - self.paid(self.own) + self.outlays
        saved = saved - self.work(float(self.p.buy_month))
        return np.asarray(saved * kept), np.asarray(self.outlays * earlier)

    def _before_outlays(self, discount_rate: float) -> Floats:
        return np.append(0.0, np.cumsum(self._discounted(discount_rate)[0]))

    def payback(self, discount_rate: float = 0.0) -> float:
        """Return the time in the plan [months] at which all that was paid is back; inf: never."""
        saved, outlay = self._discounted(discount_rate)
        after = np.cumsum(saved - outlay)
        low = after - saved  # right after the purchase of the month
        behind = low < 0
        if not behind.any():
            return 0.0 if after[-1] > 0 else np.inf
        start = int(np.argmax(behind))
        back = (after >= 0) & (np.arange(after.size) >= start)
        if not back.any():
            return np.inf
        month = int(np.argmax(back))
        return month + float(np.clip(-low[month] / max(saved[month], 1e-12), 0.0, 1.0))

    @cached_property
    def present_value(self) -> float:
        """Value today of owning over the plan, its book value at the end counted [USD]."""
        rate = self.discount_rate
        left = self.book_value / (1 + rate) ** (HORIZON_MONTHS / MONTHS_PER_YEAR)
        return float(self.cumulative(rate)[-1] + left)

    @cached_property
    def book_value(self) -> float:
        """What the machines are still worth after the last month, by straight line [USD]."""
        return float(np.sum(self.own.cash - self.own.cost))  # paid less used up

    @property
    def discount_rate(self) -> float:
        """The plan's discount rate a year."""
        return float(self.e.scenario.business.discount_rate)

    def yearly(self, bill: SupplyCost) -> float:
        """Return equal yearly payments worth as much as what is paid over the plan [USD/year]."""
        flows = np.append(0.0, self.paid(bill))
        if bill is self.own:
            flows[:-1] += self.outlays
            flows[1:] -= self.outlays - self.work(float(self.p.buy_month))
            flows[-1] -= self.book_value
        value = finance.net_present_value(monthly_rate(self.discount_rate), flows)
        years = HORIZON_MONTHS / MONTHS_PER_YEAR
        return float(finance.equivalent_annual_cost(value, self.discount_rate, years))

    # the day

    @cached_property
    def by_hour(self) -> Floats:
        """GPUs that run in each hour of the day in month 1 where the peak is rented by the hour."""
        r = self.result
        return np.asarray(owning.autoscaled_gpus(r.service, r.unit, r.load, r.exact))[..., 0]

    def base_of(self, row: int) -> tuple[float, float]:
        """Return the GPUs of a service worth owning in month 1, and its peak."""
        r, worth = self.e.services[row], self.e.scenario.worth
        gpu = own_gpu(self.p, r.service, worth)
        if gpu is None:
            return 0.0, 0.0
        by_hour = owning.autoscaled_gpus(r.service, r.unit, r.load, r.exact)[..., :1]
        base = owning.best_base(r.service, gpu, worth, by_hour)
        return float(np.ravel(base)[0]), float(np.max(by_hour))

    @cached_property
    def break_even_share(self) -> float:
        """Share of the hours from which one more own GPU is cheaper than one by the hour."""
        assert self.gpu is not None
        return float(owning.break_even_share(self.service, self.gpu, self.e.scenario.worth))

    @property
    def hours_needed(self) -> float:
        """Share of the hours in which a GPU for the peak runs, rented by the hour, month 1."""
        mean, peak = np.mean(self.by_hour), np.max(self.by_hour)
        return float(mean / peak) if peak > 0 else 0.0

    @property
    def gpu_hours(self) -> float:
        """GPU-hours that a month by the hour takes, month 1."""
        return float(np.mean(self.by_hour)) * HOURS_PER_MONTH

    @property
    def break_even_gpu_hours(self) -> float:
        """GPU-hours a month that cost by the hour what all own machines do; inf: rent is free.

        The whole bill of owning, with the upkeep that is the same for any number of machines.
        """
        price = float(self.service.price_per_gpu_hour)
        return self.steady[Supply.OWN] / price if price > 0 else np.inf

    @property
    def break_even_hours(self) -> float:
        """Share of the hours from which owning all machines for the peak beats the hour."""
        turn, hours = self.break_even_gpu_hours, self.gpu_hours
        return turn / hours * self.hours_needed if hours > 0 else np.inf

    @cached_property
    def base(self) -> float:
        """GPUs worth owning in month 1."""
        return self.base_of(self.row)[0]

    @cached_property
    def purchases(self) -> list[Bought]:
        """What each month of purchase does to the plan, while there is cash; never among them."""
        never = self.e if not self.is_owned else self._plan(self.rented_way, 1.0)
        months, end = float(never.runway.months), float(never.cash.cash[-1])
        tried = [float(month) for month in TRIED_MONTHS if month == 1 or month <= months]
        never_bought = Bought(month=np.inf, runway=months, cash=end, book=0.0)
        return [*self._bought_in(never, tried), never_bought]

    @cached_property
    def best_purchase(self) -> Bought:
        """The month with the longest runway; ties by what is there at the end."""
        return max(self.purchases, key=lambda b: (min(b.runway, HORIZON_MONTHS), b.cash + b.book))

    def _bought_in(self, never: Evaluation, tried: Sequence[float]) -> list[Bought]:
        """Return the plan by month of purchase; all of them are evaluated at once, one a row."""
        then, b = self._plan(Supply.OWN, np.array(tried)), self.e.scenario.business
        work = np.stack([self.work(month) for month in tried])
        change = then.cash.flow - never.cash.flow - work
        gained = _runway.months_gained(b.cash, never.cash.cash, change, b.cash_floor, b.interest)
        lasts = np.minimum(never.runway.months, HORIZON_MONTHS) + gained
        beyond = (lasts >= HORIZON_MONTHS) & np.isinf(then.runway.months)
        bill = then.services[self.row].chosen
        found = np.broadcast_arrays(
            tried,
            np.where(beyond, np.inf, lasts),
            never.cash.cash[-1] + np.sum(change, axis=-1),
            np.sum(bill.cash - bill.cost, axis=-1),
        )
        return [
            Bought(month=month, runway=runway, cash=cash, book=book)
            for month, runway, cash, book in np.stack(found, axis=-1).tolist()
        ]

    def _plan(self, way: Supply, month: Numeric) -> Evaluation:
        changes = {f"services.rows.{self.row}.supply": way, "ownership.buy_month": month}
        return evaluate(with_values(self.e.scenario, changes), self.result.exact, self.e)


def facts(e: Evaluation) -> Facts:
    """Return what the page says of a plan."""
    return Facts(e=e)
