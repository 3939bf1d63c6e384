"""Supply: what a service costs under each way to have its machines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from calculators.core import demand, load, queueing
from calculators.core.inputs import Monthly, Numeric, pick
from calculators.core.units import (
    HOURS_PER_MONTH,
    MINUTES_PER_HOUR,
    SECONDS_PER_HOUR,
    over_months,
    ratio_or_never,
    whole_up,
)
from calculators.variable.compute import Replica
from calculators.variable.service import CommitmentYears, Service, Supply
from calculators.variable.service_model import Copies

TERM_MONTHS = 12  # machines bought ahead are chosen anew for each year
TERMS_OF_THREE_YEARS = 3
RECENT = 64  # days whose levels are kept
HOUR_AXIS = -2  # of arrays by hour of the day, so that months stay last


@dataclass(frozen=True, kw_only=True, eq=False)
class Day:
    """The load over the day; hours on the last axis, each over the mean hour."""

    hours: Monthly  # (..., 24)
    start_hours: Numeric  # [h] until a machine that was asked for serves

    @cached_property
    def ahead(self) -> Monthly:
        """Highest load until a machine started now serves, by hour."""
        return load.highest_within(self.hours, self.start_hours)


@dataclass(frozen=True, kw_only=True, eq=False)
class Load:
    """What reaches one service: months (or volumes) on the last axis."""

    queries_per_month: Monthly  # calls of the service
    copies: Monthly  # alike models that share them
    day: Day
    revenue_per_call: Monthly  # [USD] lost with each call turned away

    @property
    def hours(self) -> Monthly:
        """Load of each hour over the mean hour, (..., 24)."""
        return self.day.hours


@dataclass(frozen=True, kw_only=True, eq=False)
class SupplyCost:
    """The bill of one way to have the machines; months on the last axis."""

    cost: Monthly  # [USD/month] what is owned spread over its life
    gpus: Monthly  # [GPUs] paid in the busiest hour
    mean_gpus: Monthly  # [GPUs] paid on average over the day
    revenue_lost: Monthly  # [USD/month] turned away
    paid: Monthly | None = None  # [USD/month] when it is paid; None: as it costs
    rented: Monthly | None = None  # [USD/month] part of what is paid to a cloud; None: all of it
    time: Monthly | None = None  # [weeks/month] engineer time; None: none
    lost: Monthly | None = None  # [USD/month] value lost that is no cash; None: none

    @property
    def cash(self) -> Monthly:
        """What is paid in the month [USD/month]."""
        return self.cost if self.paid is None else self.paid

    @property
    def cloud(self) -> Monthly:
        """What credits of a cloud may pay [USD/month]."""
        return self.cash if self.rented is None else self.rented

    @property
    def weeks(self) -> Monthly:
        """Engineer time beside the bill [weeks/month]."""
        return 0.0 * self.revenue_lost if self.time is None else self.time

    @property
    def value_lost(self) -> Monthly:
        """What the way loses that is no cash [USD/month]."""
        return 0.0 * self.revenue_lost if self.lost is None else self.lost


def unknown_bill(reach: Load) -> SupplyCost:
    """Return the bill of a way whose price is not known, or that has no place for the model."""
    nothing = 0.0 * reach.queries_per_month
    return SupplyCost(cost=np.inf + nothing, gpus=nothing, mean_gpus=nothing, revenue_lost=nothing)


def service_load(
    service: Service, plan: demand.DemandPlan, hours: Monthly, revenue_per_query: Numeric = 0.0
) -> Load:
    """Return what reaches a service by month.

    ``revenue_per_query``: of a scored query. Where one query makes several calls each carries
    its part; where a service is called for some of them only, a call carries that of its query.
    """
    fixed = over_months(service.copies) + 0.0 * plan.kinds
    counts = {Copies.FIXED: lambda: fixed, Copies.PER_KIND: lambda: plan.kinds}
    calls_per_query = over_months(np.maximum(service.share_of_queries, 1.0))
    return Load(
        queries_per_month=plan.scored_queries * over_months(service.share_of_queries),
        copies=pick(service.copies_follow, counts),
        day=Day(hours=hours, start_hours=service.scale_up_minutes / MINUTES_PER_HOUR),
        revenue_per_call=revenue_per_query / calls_per_query,
    )


def gpus_needed(
    service: Service, unit: Replica, reach: Load, multiples: Monthly, exact: bool = True
) -> Monthly:
    """Return the GPUs paid for at each multiple of the mean load: (..., k) give (..., k, months).

    Offered load a = λ·S(b) per group of models; slots n by Erlang C at the share that may wait
    (or by the square-root rule); replicas = max(minimum, ⌈n/b⌉) for each group; rounded up to
    whole machines. inf where the model does not fit.
    """
    fits = over_hours(unit.slots) > 0
    calls = reach.queries_per_month[..., np.newaxis, :]
    copies = reach.copies[..., np.newaxis, :]
    groups = whole_up(copies / over_hours(service.models_per_replica))
    rate = demand.queries_per_second(calls) * over_months(multiples) / groups
    wait = service.wait_share
    wait = over_hours(wait) if np.ndim(wait) else wait  # one share for all keeps the fast table
    staffing = queueing.servers if exact else queueing.square_root_servers
    slots = staffing(rate * over_hours(unit.hold_seconds), wait)
    replicas = np.maximum(
        whole_up(slots / np.where(fits, over_hours(unit.slots), 1.0)),
        over_hours(service.minimum_replicas),
    )
    machine = over_hours(service.gpus_per_machine)
    paid = whole_up(replicas * groups * over_hours(unit.gpus) / machine) * machine
    return np.where(fits, paid, np.inf)


def over_hours(x: Numeric) -> Numeric:
    """Put hours and months behind the axes of an input; one number stays one, beside any array."""
    return x[..., np.newaxis, np.newaxis] if isinstance(x, np.ndarray) else x


def gpus_by_hour(
    service: Service, unit: Replica, reach: Load, multiples: Monthly, exact: bool
) -> Monthly:
    """Return GPUs by hour and month, 0 where the model does not fit: never inf − inf."""
    levels, hours = _levels(multiples)
    gpus = gpus_needed(service, unit, reach, levels, exact)[..., hours, :]
    return np.where(over_hours(unit.slots) > 0, gpus, 0.0)


def _levels(multiples: Monthly) -> tuple[Monthly, NDArray[np.intp] | slice]:
    """Return the levels of a day, each once, and the place of each hour among them."""
    if multiples.ndim > 1:
        return multiples, slice(None)
    return _distinct(multiples.tobytes())


@lru_cache(maxsize=RECENT)
def _distinct(multiples: bytes) -> tuple[Monthly, NDArray[np.intp]]:
    """Of a day that rises as it falls most levels come twice; all that a plan asks for are kept."""
    levels, hours = np.unique(np.frombuffer(multiples), return_inverse=True)
    return levels, hours


def supply_cost(
    option: Supply,
    service: Service,
    unit: Replica,
    reach: Load,
    exact: bool = True,
    term: int = TERM_MONTHS,
) -> SupplyCost:
    """Return the bill of one rented way; inf where the model does not fit or a price is unknown.

    Idleness lowers output, never the bill. Machines for staging are paid beside it.
    """
    bill: SupplyCost = pick(
        option,
        {
            Supply.ON_DEMAND: lambda: _always_for_the_peak(service, unit, reach, exact),
            Supply.AUTOSCALED: lambda: _autoscaled(service, unit, reach, exact),
            Supply.COMMITTED: lambda: _bought_ahead(service, unit, reach, exact, term),
            Supply.HELD_DOWN: lambda: _held_down(service, unit, reach, exact),
            Supply.SERVERLESS: lambda: _serverless(service, unit, reach),
        },
    )
    fits, nothing = over_months(unit.slots) > 0, 0.0 * reach.queries_per_month
    staging = staging_cost(service)
    return SupplyCost(
        cost=np.where(fits, bill.cost + staging, np.inf) + nothing,
        gpus=np.where(fits, bill.gpus, np.inf) + nothing,
        mean_gpus=np.where(fits, bill.mean_gpus, np.inf) + nothing,
        revenue_lost=np.where(fits, bill.revenue_lost, 0.0) + nothing,
        paid=None if bill.paid is None else np.where(fits, bill.paid + staging, np.inf) + nothing,
    )


def staging_cost(service: Service) -> Monthly:
    """Return the bill of the machines for staging and development [USD/month]."""
    return over_months(service.other_gpus * monthly_price(service))


def monthly_price(service: Service) -> Numeric:
    """Return the price of one GPU for a month."""
    return service.price_per_gpu_hour * HOURS_PER_MONTH


def busiest_hour(reach: Load) -> Monthly:
    """Return the load of the busiest hour over the mean hour, as one multiple."""
    busiest: Monthly = np.max(reach.hours, axis=-1, keepdims=True)
    return busiest


def _always(service: Service, gpus: Monthly, revenue_lost: Monthly) -> SupplyCost:
    cost = gpus * over_months(monthly_price(service))
    return SupplyCost(cost=cost, gpus=gpus, mean_gpus=gpus, revenue_lost=revenue_lost)


def _always_for_the_peak(service: Service, unit: Replica, reach: Load, exact: bool) -> SupplyCost:
    gpus = gpus_by_hour(service, unit, reach, busiest_hour(reach), exact)[..., 0, :]
    return _always(service, gpus, 0.0 * gpus)


def _autoscaled(service: Service, unit: Replica, reach: Load, exact: bool) -> SupplyCost:
    """Σ over the hours of the machines for (1 + headroom) × the highest load until one starts."""
    spare = over_months(1 + service.headroom)
    by_hour = gpus_by_hour(service, unit, reach, reach.day.ahead * spare, exact)
    mean = np.mean(by_hour, axis=HOUR_AXIS)
    return SupplyCost(
        cost=mean * over_months(monthly_price(service)),
        gpus=np.max(by_hour, axis=HOUR_AXIS),
        mean_gpus=mean,
        revenue_lost=0.0 * mean,
    )


def _bought_ahead(
    service: Service, unit: Replica, reach: Load, exact: bool, term: int
) -> SupplyCost:
    """Commit for each term to the machines that are needed in enough of its hours, rent the rest.

    A machine pays when it is needed in a share of the hours above committed ÷ on-demand price
    (newsvendor on the duration curve of machines, growth included).
    """
    by_hour = gpus_by_hour(service, unit, reach, reach.hours, exact)
    price_ratio = over_months(1 - service.commitment_discount)
    months = term if term < TERM_MONTHS else term_months(service.commitment_years)
    held = held_by_term(by_hour, price_ratio, months)
    rented = np.mean(np.maximum(by_hour - held[..., np.newaxis, :], 0.0), axis=HOUR_AXIS)
    price = over_months(monthly_price(service))
    ahead, by_the_hour = held * price_ratio * price, rented * price
    steady = term < TERM_MONTHS
    return SupplyCost(
        cost=ahead + by_the_hour,
        gpus=np.maximum(np.max(by_hour, axis=HOUR_AXIS), held),
        mean_gpus=held + rented,
        revenue_lost=0.0 * rented,
        paid=None if steady else paid_ahead(service, ahead, months) + by_the_hour,
    )


def paid_ahead(service: Service, cost: Monthly, term: int) -> Monthly:
    """Return what a commitment takes in cash by month, of what it costs a month.

    (1 − u)·c in each month, and u·c·term in the first month of each term: the whole term is paid,
    also where it outlasts the plan.
    """
    upfront = over_months(service.commitment_upfront)
    begins = np.arange(cost.shape[-1]) % term == 0
    paid: Monthly = cost * (1 - upfront + upfront * np.where(begins, float(term), 0.0))
    return paid


def term_months(years: CommitmentYears) -> int:
    """Return the months for which machines are bought ahead."""
    months: int = pick(
        years,
        {
            CommitmentYears.ONE: lambda: TERM_MONTHS,
            CommitmentYears.THREE: lambda: TERMS_OF_THREE_YEARS * TERM_MONTHS,
        },
    )
    return months


def held_by_term(by_hour: Monthly, price_ratio: Numeric, term: int) -> Monthly:
    """Return the GPUs held in each month: of each term those needed in enough of its hours.

    A last term that outlasts the plan is chosen by the months of it that the plan holds.
    """
    months = by_hour.shape[-1]
    whole = months // term * term
    ends = ((0, whole, term), (whole, months, months - whole))
    held = [_held(by_hour[..., a:b], price_ratio, each) for a, b, each in ends if b > a]
    return held[0] if len(held) == 1 else np.concatenate(held, axis=-1)


def _held(by_hour: Monthly, price_ratio: Numeric, term: int) -> Monthly:
    *lead, hours, months = by_hour.shape
    terms = by_hour.reshape(*lead, hours, months // term, term)
    in_term = np.moveaxis(terms, -3, -2).reshape(*lead, months // term, hours * term)
    return np.repeat(load.reserve_level(in_term, price_ratio), term, axis=-1)


def _held_down(service: Service, unit: Replica, reach: Load, exact: bool) -> SupplyCost:
    """Machines for the cap; of what lies above it a share is lost, the rest waits for its hour."""
    cap = over_months(service.held_peak)
    held = np.minimum(busiest_hour(reach), cap)
    gpus = gpus_by_hour(service, unit, reach, held, exact)[..., 0, :]
    above = np.mean(np.maximum(reach.hours - cap, 0.0), axis=-1, keepdims=True)
    lost = above * over_months(service.held_lost_share) * reach.queries_per_month
    return _always(service, gpus, lost * reach.revenue_per_call)


def _serverless(service: Service, unit: Replica, reach: Load) -> SupplyCost:
    """Price × GPU-seconds of the queries and of the cold starts; idle time costs nothing.

    A query finds its worker cold with probability e^(−λ·keep-alive) (Poisson arrivals).
    """
    price, nothing = service.serverless_price_per_gpu_second, 0.0 * reach.queries_per_month
    rate = demand.queries_per_second(reach.queries_per_month) / reach.copies
    cold = np.exp(-rate * over_months(service.keep_alive_seconds))
    each = over_months(unit.serverless_seconds) + cold * over_months(service.cold_start_seconds)
    seconds = each * over_months(unit.gpus) * reach.queries_per_month
    cost = np.inf + nothing if price is None else seconds * over_months(price)
    return SupplyCost(cost=cost, gpus=nothing, mean_gpus=nothing, revenue_lost=nothing)


def utilisation(service: Service, unit: Replica, reach: Load, gpus: Numeric) -> Numeric:
    """Return the busy share of the paid slots on average: λ·S(b) ÷ (slots of the GPUs paid)."""
    del service
    busy = demand.queries_per_second(reach.queries_per_month) * over_months(unit.hold_seconds)
    there = (
        np.where(np.isfinite(gpus), gpus, 0.0) / over_months(unit.gpus) * over_months(unit.slots)
    )
    return np.where(there > 0, busy / np.where(there > 0, there, 1.0), 0.0)


def cost_per_query_at_capacity(service: Service, unit: Replica) -> Numeric:
    """Return the cost of a query on machines that are always full [USD]; inf if none fits."""
    per_hour = service.price_per_gpu_hour * unit.gpus
    return ratio_or_never(per_hour, unit.queries_per_second * SECONDS_PER_HOUR)
