"""Serving over volume and over the day: cost, GPUs, the next machines, and where they turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from calculators import supplies
from calculators.choices import spot_market
from calculators.choices.cloud_vs_onprem_prices import own_gpu
from calculators.core import load
from calculators.core.cost_line import bought_time
from calculators.core.demand import queries_per_second
from calculators.core.inputs import pick
from calculators.core.units import HOURS_PER_MONTH, QUERIES_OF_A_PRICE, first, whole_up
from calculators.evaluation import Evaluation
from calculators.service_results import ServiceResult
from calculators.variable import supply
from calculators.variable.service import WITHOUT_MACHINES, Supply
from calculators.variable.supply import Load

Floats = NDArray[np.float64]

REACH = 1e4  # how many times today's volume the next machines are looked for
NEXT_MACHINES = 5  # that are looked for
RECENT = 4  # evaluations whose next machines are kept; a page says them in several places
MOST_LEVELS = 64  # machines looked at to find the next few
PARTS, ROUNDS = 128, 3  # a bracket shrinks to 5e-7 of itself; figures are said to 1e-3
SAME = 1e-5  # several machines bought at one volume are one step


@dataclass(frozen=True, kw_only=True, eq=False)
class Serving:
    """Serving at steady monthly volumes, the copies and the bill factor as they are today."""

    cost: Floats  # [USD/month] with the engineer time that the plan buys
    gpus: Floats  # [GPUs] in the busiest hour


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineDue:
    """The volume from which a service needs more GPUs, and the month in which it comes."""

    service: str
    volume: float  # [queries/month] that users raise
    month: float  # of the plan, from 1; inf when the plan does not reach it
    more_gpus: float


def steady_load(state: Evaluation, result: ServiceResult, volumes: Floats) -> Load:
    """Return what reaches a service at steady volumes, with the copies of today."""
    demand = state.scenario.demand
    scored = demand.scored_share * (1 - demand.cached_share)
    return replace(
        result.load,
        queries_per_month=volumes * scored * result.service.share_of_queries,
        copies=result.load.copies[..., :1],
        revenue_per_call=result.load.revenue_per_call[..., :1],
    )


def serving_at(state: Evaluation, volumes: Floats) -> Serving:
    """Return serving cost and GPUs at steady monthly volumes; revenue turned away is not in it."""
    cost, gpus = np.zeros(np.shape(volumes)), np.zeros(np.shape(volumes))
    for result in state.services:
        service, reach = result.service, steady_load(state, result, volumes)
        bill = supplies.supply_cost(
            service.supply, service, result.unit, reach, result.terms, result.exact, term=1
        )
        cost, gpus = cost + billed(state, bill), gpus + bill.gpus
    return Serving(cost=cost, gpus=gpus)


def billed(state: Evaluation, bill: supply.SupplyCost) -> Floats:
    """Return what a bill costs a month [USD/month]: scaled, with engineer time if it is bought."""
    scaled = bill.cost * first(state.bill_factor)
    return np.asarray(scaled + bought_time(bill.weeks, state.scenario.worth))


def busiest_multiple(result: ServiceResult) -> float:
    """Return the multiple of the mean load that the machines of the busiest hour bear."""
    service, day = result.service, result.load.day
    peak = first(np.max(day.hours, axis=-1))
    return first(
        pick(
            service.supply,
            {
                Supply.ON_DEMAND: lambda: peak,
                Supply.COMMITTED: lambda: peak,
                Supply.SERVERLESS: lambda: 0.0,
                Supply.HELD_DOWN: lambda: np.minimum(peak, service.held_peak),
                Supply.AUTOSCALED: lambda: np.max(day.ahead) * (1 + service.headroom),
                Supply.OWN: lambda: peak,
                Supply.HYBRID: lambda: peak,
                Supply.SPOT: lambda: peak,
                Supply.API: lambda: 0.0,
            },
        )
    )


@lru_cache(maxsize=RECENT)
def next_machines(state: Evaluation) -> tuple[MachineDue, ...]:
    """Return the next few volumes at which more GPUs are needed, the smallest first.

    For each service v = inf{v: GPUs(v) > level}, found by sections, as GPUs only rise with the
    volume. Copies stay those of today; nothing is due beyond 10,000 times today's volume.
    """
    found = [due for result in state.services for due in _machines_of(state, result)]
    return tuple(sorted(found, key=lambda due: due.volume)[:NEXT_MACHINES])


def _machines_of(state: Evaluation, result: ServiceResult) -> list[MachineDue]:
    service, unit = result.service, result.unit
    if service.supply in WITHOUT_MACHINES or first(unit.fits) == 0:
        return []
    multiple, today = (
        np.array([busiest_multiple(result)]),
        max(first(state.demand.raw_queries), 1.0),
    )

    def gpus(volumes: Floats) -> Floats:
        reach = steady_load(state, result, volumes)
        return supply.gpus_needed(service, unit, reach, multiple, result.exact)[..., 0, :]

    machine = first(service.gpus_per_machine)
    groups = first(whole_up(result.load.copies[..., :1] / service.models_per_replica))
    levels = min(float(MOST_LEVELS), NEXT_MACHINES * max(1.0, groups * first(unit.gpus) / machine))
    now = first(gpus(np.array([today])))
    wanted: Floats = now + machine * np.arange(np.ceil(levels), dtype=np.float64)
    volumes = first_above(gpus, wanted, today, today * REACH)
    volumes = volumes[np.isfinite(volumes)]
    volumes = volumes[np.diff(volumes, prepend=0.0) > SAME * volumes][:NEXT_MACHINES]
    after = gpus(volumes)
    planned = np.ravel(state.demand.raw_queries)
    return [
        MachineDue(
            service=service.name,
            volume=float(volume),
            month=_reached_in(planned, volume),
            more_gpus=float(more),
        )
        for volume, more in zip(volumes, np.diff(after, prepend=now), strict=True)
    ]


def _reached_in(planned: Floats, value: float) -> float:
    above = np.flatnonzero(planned >= value)
    return float(above[0] + 1) if above.size else np.inf


def first_above(
    rising: Callable[[Floats], Floats], levels: Floats, low: float, high: float
) -> Floats:
    """Return for each level where a rising function passes it first; inf when it does not."""
    reached = rising(np.array([high]))[0] > levels
    lows, highs = np.full(levels.shape, low), np.full(levels.shape, high)
    share = np.linspace(0.0, 1.0, PARTS + 1)
    rows = np.arange(levels.size)
    for _ in range(ROUNDS):
        ratio = np.expand_dims(highs / lows, -1)
        points = np.expand_dims(lows, -1) * ratio**share
        points[:, -1] = highs
        part = np.argmax(rising(points) > np.expand_dims(levels, -1), axis=-1)
        part = np.where(reached, np.maximum(part, 1), PARTS)
        lows, highs = points[rows, part - 1], points[rows, part]
    return np.where(reached, highs, np.inf)


def busy_gpus(result: ServiceResult) -> Floats:
    """Return the GPUs that the load of each hour of month 1 would keep fully busy."""
    unit = result.unit
    slots, rate = first(unit.slots), first(queries_per_second(result.load.queries_per_month))
    mean = rate * first(unit.hold_seconds) / slots * first(unit.gpus) if slots > 0 else 0.0
    return np.ravel(result.load.hours) * mean


def machines_by_hour(result: ServiceResult, option: Supply) -> Floats:
    """Return the GPUs paid in each hour of month 1 under one way to have them.

    Bought ahead: those of the year's commitment, or what the hour needs where that is more.
    """
    service, hours = result.service, np.ravel(result.load.hours)
    ahead = np.ravel(result.load.day.ahead) * (1 + first(service.headroom))
    peak = np.full(hours.shape, np.max(hours))
    needed: Floats = pick(
        option,
        {
            Supply.ON_DEMAND: lambda: _gpus(result, peak)[:, 0],
            Supply.AUTOSCALED: lambda: _gpus(result, ahead)[:, 0],
            Supply.COMMITTED: lambda: np.maximum(_gpus(result, hours)[:, 0], held_gpus(result)),
            Supply.HELD_DOWN: lambda: _gpus(result, np.minimum(peak, service.held_peak))[:, 0],
            Supply.SERVERLESS: lambda: np.zeros(hours.shape),
        },
    )
    return needed


def held_gpus(result: ServiceResult) -> float:
    """Return the GPUs bought ahead for the first term, as the bill of that way has them."""
    months = supply.term_months(result.service.commitment_years)
    term = _gpus(result, np.ravel(result.load.hours), months)
    return first(load.reserve_level(np.ravel(term), 1 - result.service.commitment_discount))


def _gpus(result: ServiceResult, multiples: Floats, months: int = 1) -> Floats:
    reach = replace(
        result.load,
        queries_per_month=result.load.queries_per_month[..., :months],
        copies=result.load.copies[..., :months],
    )
    return supply.gpus_needed(result.service, result.unit, reach, multiples, result.exact)


def full_machine_cost(state: Evaluation) -> float:
    """Return the cost of 1,000 queries on machines that never idle [USD]; inf without machines."""
    raw, total = first(state.demand.raw_queries), 0.0
    for result in state.services:
        calls = first(result.load.queries_per_month)
        total += full_cost_per_call(result) * calls if calls > 0 else 0.0
    return total * first(state.bill_factor) / raw * QUERIES_OF_A_PRICE if raw > 0 else np.inf


def full_cost_per_call(result: ServiceResult) -> float:
    """Return the cost of one call on machines that never idle, before the bill factor [USD].

    Machines alone: neither those for staging nor engineer time.
    """
    service = result.service
    if service.supply in WITHOUT_MACHINES:  # nothing idles: the price paid is the price
        calls = first(result.load.queries_per_month)
        bill = result.chosen.cost - supply.staging_cost(service)
        return first(bill) / calls if calls > 0 else np.inf
    priced = replace(service, price_per_gpu_hour=_hourly_price(result))
    return first(supply.cost_per_query_at_capacity(priced, result.unit))


def _hourly_price(result: ServiceResult) -> float:
    """Return what an hour of a GPU costs that is needed all day, by the way it is had [USD/h]."""
    service, terms = result.service, result.terms
    rent, own = first(service.price_per_gpu_hour), own_gpu(terms.ownership, service, terms.worth)
    owned = rent if own is None else first(own.monthly) / HOURS_PER_MONTH
    off = spot_market.discount(terms.spot, service.machine)
    on_spot = 0.0 if off is None else first(off * (1 - terms.spot.on_demand_share))
    by_way: dict[Supply, float] = {
        Supply.COMMITTED: rent * (1 - first(service.commitment_discount)),
        Supply.OWN: owned,
        Supply.HYBRID: min(rent, owned),
        Supply.SPOT: rent * (1 - on_spot),
    }
    return by_way.get(service.supply, rent)
