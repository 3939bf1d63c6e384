"""Serving on spot: machines that are taken back, spare ones, and the part kept on demand."""

from __future__ import annotations

import numpy as np
from scipy.special import gammainc, gammaln, xlogy

from calculators.choices import spot_market
from calculators.choices.spot_inputs import Spot
from calculators.core.business import Worth
from calculators.core.inputs import Monthly, Numeric, YesNo, pick
from calculators.core.units import (
    HOURS_PER_MONTH,
    MINUTES_PER_HOUR,
    over_months,
    whole_down,
    whole_up,
)
from calculators.variable.compute import Replica
from calculators.variable.service import Service
from calculators.variable.supply import (
    HOUR_AXIS,
    TERM_MONTHS,
    Load,
    SupplyCost,
    busiest_hour,
    gpus_by_hour,
    monthly_price,
    over_hours,
    unknown_bill,
)


def missing_share(p: Spot, service: Service, between: Numeric) -> Numeric:
    """Return the share of time in which a spot machine is away, gap ÷ (M + gap).

    The gap: waiting for a machine and starting it, less the notice in which the next one starts.
    """
    away = p.wait_hours + (service.scale_up_minutes - p.notice_minutes) / MINUTES_PER_HOUR
    gap = np.maximum(away, 0.0)
    return gap / (between + gap)


def expected_shortfall(machines: Numeric, missing: Numeric, spare: Numeric) -> Numeric:
    """Return how many machines are missing beyond the spare ones, on average.

    E[(X − s)⁺] = µ·P(X ≥ s) − s·P(X ≥ s + 1), X Poisson with mean µ = machines · missing share.
    Holds for machines taken back one by one; a pool that is taken back at once loses more.
    """
    mean, whole = machines * missing, whole_down(np.maximum(spare, 0.0))
    more = gammainc(whole + 1, mean)  # P(X ≥ s + 1)
    just = np.exp(xlogy(whole, mean) - mean - gammaln(whole + 1))  # P(X = s)
    short = mean * (more + just) - whole * more
    return np.clip(short, 0.0, machines)


def serving_cost(
    p: Spot,
    service: Service,
    unit: Replica,
    reach: Load,
    worth: Worth,
    exact: bool = True,
    term: int = TERM_MONTHS,
) -> SupplyCost:
    """Return the bill of a service on spot instances; unknown without a price or a rate.

    Need by hour (or for the peak, all day) times 1 + spare; a share of it on demand in full, the
    rest at the spot price while it is there. Lost: the queries of the machines missing beyond the
    spare ones, and the hours in which none is left at the cost of an hour down.
    """
    del term
    cheaper = spot_market.discount(p, service.machine)
    between = spot_market.mtbf(p, service.machine)
    if cheaper is None or between is None:
        return unknown_bill(reach)
    need = gpus_by_hour(service, unit, reach, reach.hours, exact)
    running = _running(p, service, unit, reach, exact)
    machine = over_hours(service.gpus_per_machine)
    paid = whole_up(running * over_hours(1 + p.spare_share) / machine) * machine
    kept = whole_up(paid * over_hours(p.on_demand_share) / machine) * machine
    missing = over_hours(missing_share(p, service, between))
    on_spot = paid - kept
    there = on_spot * (1 - missing)
    short = expected_shortfall(on_spot / machine, missing, (paid - need) / machine) * machine
    turned_away = np.minimum(short / np.maximum(need, 1.0), 1.0) * reach.hours[..., np.newaxis]
    lost = np.mean(turned_away, axis=HOUR_AXIS) * reach.queries_per_month
    none_left = np.where(kept > 0, 0.0, np.power(missing, on_spot / machine))
    none_left = np.where(on_spot + kept > 0, none_left, 0.0)
    down = np.mean(none_left + 0.0 * paid, axis=HOUR_AXIS) * HOURS_PER_MONTH
    billed = np.mean(kept + there * over_hours(1 - cheaper), axis=HOUR_AXIS)
    fits, nothing = over_months(unit.slots) > 0, 0.0 * reach.queries_per_month
    cost = billed * over_months(monthly_price(service))
    return SupplyCost(
        cost=np.where(fits, cost, np.inf) + nothing,
        gpus=np.where(fits, np.max(paid, axis=HOUR_AXIS), np.inf) + nothing,
        mean_gpus=np.where(fits, np.mean(kept + there, axis=HOUR_AXIS), np.inf) + nothing,
        revenue_lost=np.where(fits, lost * reach.revenue_per_call, 0.0) + nothing,
        lost=np.where(fits, down * over_months(worth.hour_down_cost), 0.0) + nothing,
    )


def _running(p: Spot, service: Service, unit: Replica, reach: Load, exact: bool) -> Monthly:
    """Return GPUs that must run: for the peak all day, or ahead of the load of each hour."""
    multiples: Monthly = pick(
        p.follows_load,
        {
            YesNo.NO: lambda: busiest_hour(reach),
            YesNo.YES: lambda: reach.day.ahead * over_months(1 + service.headroom),
        },
    )
    return gpus_by_hour(service, unit, reach, multiples, exact)
