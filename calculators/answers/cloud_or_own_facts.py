"""What the page on owning machines says of a plan; each part is computed when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculators import runway as _runway
from calculators.choices import cloud_vs_onprem as owning
from calculators.choices.cloud_vs_onprem_inputs import Ownership
from calculators.choices.cloud_vs_onprem_prices import OwnGpu, own_gpu, unknown_price
from calculators.core import breakeven, finance
from calculators.core.cost_line import bought_time
from calculators.core.decision import Decision
from calculators.core.inputs import Numeric
from calculators.core.paths import with_values
from calculators.core.units import HORIZON_MONTHS, HOURS_PER_MONTH, MONTHS_PER_YEAR, monthly_rate
from calculators.costing import scored_share, service_cost_at, step_volumes_of
from calculators.evaluation import Evaluation, evaluate
from calculators.service_results import ServiceResult
from calculators.variable.service import RENTED_WAYS, Service, Supply
from calculators.variable.supply import SupplyCost

Floats = NDArray[np.float64]
PAGE = owning.PAGE
OWNED = (Supply.OWN, Supply.HYBRID)
TRIED_MONTHS = (1, 4, 7, 13, 19, 25, 37)  # of purchase
VOLUME_REACH = 30.0  # how far up and down the chart of volumes looks
POINTS = 160
TRIED_PRICE = 1e4  # [USD] any price will do: the cost is linear in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """The plan with machines bought in some month."""

    month: float  # of the plan; inf: never
    runway: float  # [months]
    cash: float  # [USD] at the end of the plan
    book: float  # [USD] what the machines are still worth then


@dataclass(frozen=True, kw_only=True, eq=False)
class Facts:
    """The costliest service of a plan: rented, on own machines, and in part."""

    e: Evaluation

    @property
    def p(self) -> Ownership:
        """What is asked about own machines."""
        return self.e.scenario.ownership

    @cached_property
    def row(self) -> int:
        """The service whose machines cost most; the page is about it."""
        costs = [self._rent_of(result).cost[..., 0] for result in self.e.services]
        finite = [float(cost) if np.isfinite(cost) else 0.0 for cost in costs]
        return int(np.argmax(finite)) if finite else 0

    @property
    def result(self) -> ServiceResult:
        """What that service bears and costs."""
        return self.e.services[self.row]

    @property
    def service(self) -> Service:
        """That service."""
        return self.result.service

    @cached_property
    def unknown(self) -> str:
        """What has to be entered first; empty when owning can be computed."""
        return unknown_price(self.p, self.service)

    @cached_property
    def known(self) -> bool:
        """Whether rent and own can be compared."""
        fits = bool(np.all(np.isfinite(self.rent.cost)))
        return not self.unknown and fits and self.gpu is not None

    @cached_property
    def gpu(self) -> OwnGpu | None:
        """One own GPU; None where its price or power is unknown."""
        return own_gpu(self.p, self.service, self.e.scenario.worth)

    @property
    def is_owned(self) -> bool:
        """Whether the plan owns machines for this service already."""
        return self.service.supply in OWNED

    def _rented_way(self, result: ServiceResult) -> Supply:
        chosen = result.service.supply
        return chosen if chosen in RENTED_WAYS else Supply.ON_DEMAND

    def _rent_of(self, result: ServiceResult) -> SupplyCost:
        return result.bill(self._rented_way(result))

    @property
    def rented_way(self) -> Supply:
        """The way to rent that owning is held against: the chosen one, or for the peak."""
        return self._rented_way(self.result)

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

    # steady volumes

    def with_way(self, way: Supply, p: Ownership | None = None) -> ServiceResult:
        """Return the service supplied in another way, or with other own machines."""
        terms = self.result.terms if p is None else replace(self.result.terms, ownership=p)
        service = replace(self.service, supply=way)
        return replace(self.result, service=service, terms=terms)

    def cost_at(self, way: Supply, volumes: Floats, p: Ownership | None = None) -> Floats:
        """Return the cost of a month at steady volumes, time and value lost in it [USD/month]."""
        scored = np.asarray(scored_share(self.e) * volumes)
        return np.asarray(service_cost_at(self.with_way(way, p), scored))

    @property
    def volume(self) -> float:
        """Queries a month today."""
        return float(self.e.demand.raw_queries[0])

    @cached_property
    def steady(self) -> dict[Supply, float]:
        """Cost of a month at today's volume, spread over the life, by way [USD/month]."""
        here = np.array([self.volume])
        return {way: float(self.cost_at(way, here)[0]) for way in (self.rented_way, *OWNED)}

    @cached_property
    def volumes(self) -> Floats:
        """Volumes that the chart looks at, today's among them."""
        planned = float(np.max(self.e.demand.raw_queries))
        low = max(self.volume / VOLUME_REACH, 1.0)
        high = max(self.volume * VOLUME_REACH, planned, low * VOLUME_REACH)
        return np.unique(np.append(np.geomspace(low, high, POINTS), max(self.volume, 1.0)))

    def crossings(self, way: Supply) -> list[breakeven.Crossing]:
        """Return the volumes at which a way begins or ceases to be cheaper than rent."""
        seen = self.volumes

        def margin(x: Floats) -> Floats:
            return self.cost_at(self.rented_way, x) - self.cost_at(way, x)

        edges = step_volumes_of(self.e, self.with_way(Supply.ON_DEMAND))
        return breakeven.crossings(margin, float(seen[0]), float(seen[-1]), edges)

    @cached_property
    def work_a_month(self) -> float:
        """Work of changing, paid back over the payback months as the verdict asks [USD/month].

        Nothing where the plan owns already.
        """
        if self.decision is None:
            return 0.0
        months = float(self.e.scenario.worth.payback_months)
        return float(self.decision.upfront / months / self.e.bill_factor)

    @cached_property
    def break_even_price(self) -> float:
        """Price per GPU, with its share of the server, at which owning ceases to pay today [USD].

        By the rule of the verdict: own with its work costs what rent does. inf where the price
        changes nothing; negative where it never pays; NaN where the power or the rent is unknown,
        which callers say in words.
        """
        free, tried = (self.own_at_price(price) for price in (0.0, TRIED_PRICE))
        if not np.isfinite([free, tried, self.rent_today]).all():
            return np.nan
        rise = (tried - free) / TRIED_PRICE
        return (self.rent_today - free) / rise if rise > 0 else np.inf

    def own_at_price(self, price: float) -> float:
        """Return what owning and its work cost a month today at a price of a GPU [USD/month]."""
        tried = replace(self.p, gpu_price=price)
        own = float(self.cost_at(Supply.OWN, np.array([self.volume]), tried)[0])
        return own + self.work_a_month

    @cached_property
    def rent_today(self) -> float:
        """What renting costs a month at today's volume [USD/month]."""
        return float(self.cost_at(self.rented_way, np.array([self.volume]))[0])

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

    # the plan with another month of purchase

    @cached_property
    def decision(self) -> Decision | None:
        """The decision to own, where the plan does not yet."""
        return self.decision_on(Supply.OWN)

    def decision_on(self, way: Supply) -> Decision | None:
        """Return the decision to own wholly or in part; None where the plan does already."""
        key = f"{PAGE}.{way}.{self.row}"
        return next((d for d in self.e.decisions_on(PAGE) if d.key == key), None)

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
