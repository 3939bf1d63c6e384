"""Cloud or own machines: what a service costs on machines of its own, wholly or for its base."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from calculators.choices.cloud_vs_onprem_fleet import fleet
from calculators.choices.cloud_vs_onprem_inputs import Ownership
from calculators.choices.cloud_vs_onprem_prices import (
    OwnGpu,
    own_gpu,
    unknown_price,
)
from calculators.core import load
from calculators.core.adoption import Adoption
from calculators.core.business import Worth
from calculators.core.inputs import Monthly, Numeric
from calculators.core.units import HOURS_PER_WORK_WEEK, over_months, ratio_or_never
from calculators.variable.compute import Replica
from calculators.variable.service import SUPPLY_LABELS, Service, Services, Supply
from calculators.variable.supply import (
    HOUR_AXIS,
    TERM_MONTHS,
    Load,
    SupplyCost,
    busiest_hour,
    gpus_by_hour,
    monthly_price,
    unknown_bill,
)

PAGE = "cloud_or_own"
STEADY = 1  # the last axis holds steady volumes, not months


def own_cost(
    p: Ownership,
    service: Service,
    unit: Replica,
    reach: Load,
    worth: Worth,
    exact: bool = True,
    term: int = TERM_MONTHS,
) -> SupplyCost:
    """Return the bill of a service on own machines for its busiest hour; unknown without a price.

    Until they serve, and after their life if they are not bought again, machines for the peak are
    rented. At steady volumes: GPUs × the cost of a month, spread over the life.
    """
    gpu = own_gpu(p, service, worth)
    if gpu is None:
        return unknown_bill(reach)
    needed = gpus_by_hour(service, unit, reach, busiest_hour(reach), exact)[..., 0, :]
    held = None if term == STEADY else needed
    return _bill(p, service, unit, reach, worth, gpu, needed[..., np.newaxis, :], held)


def hybrid_cost(
    p: Ownership,
    service: Service,
    unit: Replica,
    reach: Load,
    worth: Worth,
    exact: bool = True,
    term: int = TERM_MONTHS,
) -> SupplyCost:
    """Return the bill of a service that owns its base and rents its peak by the hour.

    The base is what is needed in a larger share of the hours than own ÷ rented cost of a month
    (the newsvendor's rule on the duration curve of each month); it never shrinks. The hours are
    those of autoscaling, its headroom and start in them: with no base it is autoscaling.
    """
    gpu = own_gpu(p, service, worth)
    if gpu is None:
        return unknown_bill(reach)
    by_hour = autoscaled_gpus(service, unit, reach, exact)
    base = best_base(service, gpu, worth, by_hour)
    held = None if term == STEADY else base
    return _bill(p, service, unit, reach, worth, gpu, by_hour, held, base)


def autoscaled_gpus(service: Service, unit: Replica, reach: Load, exact: bool = True) -> Monthly:
    """Return the GPUs that run in each hour where the peak is rented by the hour."""
    spare = over_months(1 + service.headroom)
    return gpus_by_hour(service, unit, reach, reach.day.ahead * spare, exact)


def paid_for_machines(
    p: Ownership, service: Service, unit: Replica, reach: Load, gpu: OwnGpu, exact: bool = True
) -> Monthly:
    """Return what is paid for own machines for the busiest hour, at the start of each month."""
    needed = gpus_by_hour(service, unit, reach, busiest_hour(reach), exact)[..., 0, :]
    return fleet(p, needed).ordered * over_months(gpu.bought)


def best_base(service: Service, gpu: OwnGpu, worth: Worth, by_hour: Monthly) -> Monthly:
    """Return the GPUs worth owning in each month, by hours on the axis before the last."""
    share = over_months(break_even_share(service, gpu, worth))
    base: Monthly = np.asarray(load.reserve_level(np.moveaxis(by_hour, HOUR_AXIS, -1), share))
    return base


def break_even_share(service: Service, gpu: OwnGpu, worth: Worth) -> Numeric:
    """Return the share of the hours from which an own GPU is cheaper than one rented by the hour.

    Own cost of a month, engineer time and failures in it, ÷ price of a rented month; inf if the
    rented one is free.
    """
    return ratio_or_never(gpu.all_in(worth), monthly_price(service))


def _bill(
    p: Ownership,
    service: Service,
    unit: Replica,
    reach: Load,
    worth: Worth,
    gpu: OwnGpu,
    by_hour: Monthly,
    wanted: Monthly | None,
    steady: Monthly | None = None,
) -> SupplyCost:
    """Return the bill of own GPUs for what is wanted by month, the rest of each hour rented.

    ``wanted`` None: steady volumes, at which ``steady`` GPUs (or all that are needed) are owned.
    """
    price, nothing = over_months(monthly_price(service)), 0.0 * reach.queries_per_month
    fits = over_months(unit.slots) > 0
    if wanted is None:
        held = nothing + (by_hour[..., 0, :] if steady is None else steady)
        ordered = ended = None
    else:
        own = fleet(p, wanted + nothing)
        held, ordered, ended = own.held, own.ordered, own.ended
    rented = np.mean(np.maximum(by_hour - held[..., np.newaxis, :], 0.0), axis=HOUR_AXIS)
    rent = np.where(fits, rented * price, np.inf) + nothing
    running = held * over_months(gpu.running)
    paid = None
    if ordered is not None and ended is not None:
        moved = ordered * over_months(gpu.bought) - ended * over_months(gpu.resale)
        paid = rent + running + moved
    some = held > 0
    watched = np.where(some, over_months(p.upkeep_hours / HOURS_PER_WORK_WEEK), 0.0)
    later = np.where(some, over_months(p.latency_seconds * worth.second_value), 0.0)
    return SupplyCost(
        cost=rent + running + held * over_months(gpu.wearing),
        gpus=np.max(np.maximum(by_hour, held[..., np.newaxis, :]), axis=HOUR_AXIS) + nothing,
        mean_gpus=held + rented + nothing,
        revenue_lost=nothing,
        paid=paid,
        rented=rent,
        time=watched + held * over_months(gpu.weeks),
        lost=held * over_months(gpu.value_lost) + later,
    )


WHY = {
    Supply.OWN: (
        "Demand stays for the whole life of the machines, and somebody minds them",
        "rent until the volume is certain",
        "a written offer, and the hours each rented GPU is needed",
    ),
    Supply.HYBRID: (
        "The base is needed nearly all day for years, and queries may go to either place",
        "bought ahead for a year, no machine of one's own",
        "GPUs needed in the quietest hour",
    ),
}


def adoptions(p: Ownership, services: Services) -> Iterator[Adoption]:
    """Yield own machines, and an own base, for each service that has neither yet."""
    for i, service in enumerate(services.rows):
        unknown = unknown_price(p, service)
        for option, (assumes, simpler, signal) in WHY.items():
            if service.supply == option:
                continue
            label = SUPPLY_LABELS[option]
            yield Adoption(
                key=f"{PAGE}.{option}.{i}",
                page=PAGE,
                label=f"{label}: {service.name}",
                detail="",
                changes={f"services.rows.{i}.supply": option},
                weeks=p.setup_weeks,
                unknown=unknown,
                assumes=assumes,
                simpler=simpler,
                signal=signal,
                question=f"{label} for {service.name}?",
                baseline=SUPPLY_LABELS[service.supply],
            )
