"""Supply: what a service costs under each way to have its machines."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calculators.core import demand, load, queueing
from calculators.core.inputs import Numeric, pick
from calculators.core.units import (
    HOURS_PER_MONTH,
    MINUTES_PER_HOUR,
    SECONDS_PER_HOUR,
    over_months,
    ratio_or_never,
    whole_up,
)
from calculators.variable.compute import Replica
from calculators.variable.service import Service, Supply
from calculators.variable.service_model import Copies

TERM_MONTHS = 12  # machines bought ahead are chosen anew for each year


@dataclass(frozen=True, kw_only=True, eq=False)
class Load:
    """What reaches one service: months (or volumes) on the last axis; hours have their own."""

    queries_per_month: Numeric  # (..., months)
    copies: Numeric  # (..., months) alike models that share them
    hours: Numeric  # (..., 24) load of each hour over the mean hour
    revenue_per_query: Numeric = 0.0  # [USD] lost with each query turned away


@dataclass(frozen=True, kw_only=True, eq=False)
class SupplyCost:
    """The bill of one way to have the machines; months on the last axis."""

    cost: Numeric  # [USD/month]
    gpus: Numeric  # [GPUs] paid in the busiest hour
    revenue_lost: Numeric  # [USD/month] turned away


def service_load(
    service: Service, plan: demand.DemandPlan, hours: Numeric, revenue_per_query: Numeric = 0.0
) -> Load:
    """Return what reaches a service by month."""
    fixed = over_months(service.copies) + 0.0 * plan.kinds
    copies = pick(
        service.copies_follow, {Copies.FIXED: lambda: fixed, Copies.PER_KIND: lambda: plan.kinds}
    )
    return Load(
        queries_per_month=plan.scored_queries * over_months(service.share_of_queries),
        copies=copies,
        hours=hours,
        revenue_per_query=revenue_per_query,
    )


def gpus_needed(
    service: Service, unit: Replica, reach: Load, multiple: Numeric, exact: bool = True
) -> Numeric:
    """Return the GPUs paid for when the load stands at ``multiple`` times its mean.

    Offered load a = λ·S(b) per group of models; slots n by Erlang C at the share that may wait
    (or by the square-root rule); replicas = max(minimum, ⌈n/b⌉) for each group; rounded up to
    whole machines. inf where the model does not fit.
    """
    b, hold, gpus = (over_months(x) for x in (unit.slots, unit.hold_seconds, unit.gpus))
    groups = whole_up(reach.copies / over_months(service.models_per_replica))
    rate = demand.queries_per_second(reach.queries_per_month) * multiple / groups
    wait = service.wait_share
    wait = over_months(wait) if np.ndim(wait) else wait  # one share for all keeps the fast table
    staffed = queueing.servers if exact else queueing.square_root_servers
    slots = staffed(rate * hold, wait)
    replicas = np.maximum(
        whole_up(slots / np.where(b > 0, b, 1.0)), over_months(service.minimum_replicas)
    )
    machine = over_months(service.gpus_per_machine)
    paid = whole_up(replicas * groups * gpus / machine) * machine
    return np.where(b > 0, paid, np.inf)


def supply_cost(
    option: Supply,
    service: Service,
    unit: Replica,
    reach: Load,
    exact: bool = True,
    term: int = TERM_MONTHS,
) -> SupplyCost:
    """Return the bill of one option. Idleness lowers output, never the bill."""
    way = pick(
        option,
        {
            Supply.ON_DEMAND: lambda: _always_for_the_peak,
            Supply.AUTOSCALED: lambda: _autoscaled,
            Supply.COMMITTED: lambda: _bought_ahead,
            Supply.HELD_DOWN: lambda: _held_down,
            Supply.SERVERLESS: lambda: _serverless,
        },
    )
    bill: SupplyCost = way(service, unit, reach, exact, term)
    staging = over_months(service.other_gpus * _hourly(service))
    return SupplyCost(
        cost=bill.cost + staging + 0.0 * reach.queries_per_month,
        gpus=bill.gpus + 0.0 * reach.queries_per_month,
        revenue_lost=bill.revenue_lost + 0.0 * reach.queries_per_month,
    )


def _hourly(service: Service) -> Numeric:
    """Return the price of one GPU for a month."""
    return service.price_per_gpu_hour * HOURS_PER_MONTH


def _peak(reach: Load) -> Numeric:
    return np.max(reach.hours, axis=-1, keepdims=True)


def _by_hour(
    service: Service, unit: Replica, reach: Load, multiples: Numeric, exact: bool
) -> Numeric:
    """Return GPUs by hour of the day: (24, ..., months), the hour first so that months stay last."""
    first = over_months(np.moveaxis(multiples, -1, 0))
    return gpus_needed(service, unit, reach, first, exact) + 0.0 * reach.queries_per_month


def _always_for_the_peak(
    service: Service, unit: Replica, reach: Load, exact: bool, term: int
) -> SupplyCost:
    del term
    gpus = gpus_needed(service, unit, reach, _peak(reach), exact)
    return SupplyCost(cost=gpus * over_months(_hourly(service)), gpus=gpus, revenue_lost=0.0)


def _autoscaled(service: Service, unit: Replica, reach: Load, exact: bool, term: int) -> SupplyCost:
    """Σ over the hours of the machines for the highest load within the start-up time."""
    del term
    delay_hours = service.scale_up_minutes / MINUTES_PER_HOUR
    ahead = load.highest_within(reach.hours, delay_hours)
    spare = over_months(1 + service.headroom)
    by_hour = _by_hour(service, unit, reach, ahead * spare, exact)
    price = over_months(_hourly(service))
    return SupplyCost(
        cost=np.mean(by_hour, axis=0) * price, gpus=np.max(by_hour, axis=0), revenue_lost=0.0
    )


def _bought_ahead(
    service: Service, unit: Replica, reach: Load, exact: bool, term: int
) -> SupplyCost:
    """Commit for each year to the machines that are needed in enough of its hours, rent the rest.

    A machine pays when it is needed in a share of the hours above committed ÷ on-demand price
    (newsvendor on the duration curve of machines, growth included).
    """
    by_hour = _by_hour(service, unit, reach, reach.hours, exact)
    months = by_hour.shape[-1]
    terms = by_hour.reshape(*by_hour.shape[:-1], months // term, term)
    hours_of_term = np.sort(np.moveaxis(terms, 0, -1).reshape(*terms.shape[1:-1], -1), axis=-1)
    count = hours_of_term.shape[-1]
    rank = np.minimum(np.floor(service.commitment_discount * count + 1e-9), count - 1)
    index = np.broadcast_to(
        np.expand_dims(np.asarray(rank), (-1, -2)), (*hours_of_term.shape[:-1], 1)
    )
    # needed in more than (1 − discount) of the hours: the level at that rank from below
    level = np.take_along_axis(hours_of_term, index.astype(int), axis=-1)
    held = np.repeat(level[..., 0], term, axis=-1)
    rented = np.mean(np.maximum(by_hour - held, 0.0), axis=0)
    price = over_months(_hourly(service))
    discount = over_months(service.commitment_discount)
    return SupplyCost(
        cost=(held * (1 - discount) + rented) * price,
        gpus=np.max(by_hour, axis=0),
        revenue_lost=0.0,
    )


def _held_down(service: Service, unit: Replica, reach: Load, exact: bool, term: int) -> SupplyCost:
    del term
    cap = over_months(service.held_peak)
    gpus = gpus_needed(service, unit, reach, np.minimum(_peak(reach), cap), exact)
    above = np.mean(np.maximum(reach.hours - cap, 0.0), axis=-1, keepdims=True)
    lost = above * over_months(service.held_lost_share) * reach.queries_per_month
    return SupplyCost(
        cost=gpus * over_months(_hourly(service)),
        gpus=gpus,
        revenue_lost=lost * reach.revenue_per_query,
    )


def _serverless(service: Service, unit: Replica, reach: Load, exact: bool, term: int) -> SupplyCost:
    """Price × GPU-seconds of the queries and of the cold starts; idle time costs nothing.

    A query finds its worker cold with probability e^(−λ·keep-alive) (Poisson arrivals).
    """
    del exact, term
    price = service.serverless_price_per_gpu_second
    if price is None:
        return SupplyCost(cost=np.inf, gpus=0.0, revenue_lost=0.0)
    running = np.minimum(service.serverless_concurrency, np.maximum(unit.slots, 1.0))
    seconds = ratio_or_never(1.0, unit.queries_per_second) * np.maximum(unit.slots, 1.0) / running
    seconds = over_months(np.minimum(seconds, unit.answer_seconds))
    rate = demand.queries_per_second(reach.queries_per_month) / reach.copies
    cold = np.exp(-rate * over_months(service.keep_alive_seconds))
    each = seconds + cold * over_months(service.cold_start_seconds)
    per_query = each * over_months(unit.gpus * price)
    cost = np.where(over_months(unit.slots) > 0, per_query * reach.queries_per_month, np.inf)
    return SupplyCost(cost=cost, gpus=0.0, revenue_lost=0.0)


def utilisation(service: Service, unit: Replica, reach: Load, gpus: Numeric) -> Numeric:
    """Return the busy share of the paid slots on average: λ·S(b) ÷ (slots of all paid GPUs)."""
    busy = demand.queries_per_second(reach.queries_per_month) * over_months(unit.hold_seconds)
    there = gpus / over_months(unit.gpus) * over_months(unit.slots)
    return np.where(there > 0, busy / np.where(there > 0, there, 1.0), 0.0)


def cost_per_query_at_capacity(service: Service, unit: Replica) -> Numeric:
    """Return the cost of a query on machines that are always full [USD]; inf if none fits."""
    per_hour = service.price_per_gpu_hour * unit.gpus
    return ratio_or_never(per_hour, unit.queries_per_second * SECONDS_PER_HOUR)
