"""The decisions of a plan: each adoption against what is chosen, every other slot as it is."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from calculators import runway as _runway
from calculators.core import demand as _demand
from calculators.core import paths, queueing
from calculators.core.business import EngineerTime
from calculators.core.decision import Condition, Decision, Scale, turns, verdict
from calculators.core.inputs import InputError, Numeric
from calculators.core.units import HORIZON_MONTHS, monthly_rate, ratio_or_never
from calculators.scenario import Scenario
from calculators.variable import supply
from calculators.variable.levers import (
    Adoption,
    demand_adoptions,
    model_adoptions,
    supply_adoptions,
)
from calculators.variable.service import Supply
from calculators.variable.supply import Load

if TYPE_CHECKING:
    from calculators.evaluation import Evaluation

MOST_STEPS = 24  # machines whose steps are handed over as breakpoints
Evaluate = Callable[..., Any]


def adoptions(scenario: Scenario) -> list[Adoption]:
    """Return every option that the plan does not have yet."""
    return list(
        chain(
            supply_adoptions(scenario.levers, scenario.services),
            demand_adoptions(scenario.levers, scenario.demand),
            model_adoptions(scenario.levers, scenario.services),
        )
    )


def all_decisions(now: Evaluation, evaluate: Evaluate) -> tuple[Decision, ...]:
    """Return the decision of each adoption, most months of runway first; ties by cash."""
    found = [decision(now, adoption, evaluate) for adoption in adoptions(now.scenario)]
    kept = [d for d in found if d is not None]
    return tuple(sorted(kept, key=lambda d: (-d.months_gained, -d.cash_at_end)))


def decision(now: Evaluation, adoption: Adoption, evaluate: Evaluate) -> Decision | None:
    """Return one adoption against the plan as it is; None when it changes nothing."""
    scenario = now.scenario
    if all(_same(paths.value_at(scenario, p), v) for p, v in adoption.changes.items()):
        return None
    try:
        changes = {} if adoption.unknown else adoption.changes
        then: Evaluation = evaluate(paths.with_values(scenario, changes), reuse=now)
    except InputError:
        return None  # the lever would leave the bounds of its input
    worth = scenario.worth
    upfront = float(adoption.weeks * worth.engineer_week_cost)
    lost = float(adoption.points_lost * worth.point_value)
    gained = float(adoption.hours_gained * worth.hour_down_cost)
    scale = query_scale(now)
    conditions = [] if adoption.unknown else [cost_condition(now, then, upfront, lost - gained)]
    found = turns(conditions, scale)
    saving = _finite(then.cash.flow - now.cash.flow)
    in_cash = _months(now, saving)
    bought = _months(now, _with_first(saving, -upfront))
    as_bought = worth.engineer_time == EngineerTime.BOUGHT
    rate = monthly_rate(scenario.business.discount_rate)
    factors = np.power(1 + rate, -np.arange(1, HORIZON_MONTHS + 1, dtype=float))
    today = np.array([max(scale.today, scale.low)])
    return Decision(
        key=adoption.key,
        page="compute",
        question=f"{adoption.label}?",
        baseline="as it is",
        option=adoption.label,
        detail=adoption.detail,
        changes=adoption.changes,
        scale=scale,
        conditions=tuple(c.name for c in conditions),
        margins_today={c.name: float(np.ravel(c.margin(today))[0]) for c in conditions},
        turns=found,
        verdict=verdict(conditions, scale, found, adoption.unknown),
        unknown=adoption.unknown,
        upfront=upfront,
        weeks=float(adoption.weeks),
        monthly_saving=saving,
        months_gained=bought if as_bought else in_cash,
        months_if_bought=bought,
        months_in_cash_alone=in_cash,
        present_value=float(np.sum(saving * factors) - upfront),
        cash_at_end=float(np.sum(saving)),
        points_lost=float(adoption.points_lost),
        worth_lost=lost,
        points_allowed=float(
            ratio_or_never(saving[0] + gained - upfront / worth.payback_months, worth.point_value)
        ),
        assumes=adoption.assumes,
        simpler=adoption.simpler,
        signal=adoption.signal,
    )


def query_scale(now: Evaluation) -> Scale:
    """Return the scale on which serving decisions turn: queries a month."""
    return Scale(
        label="Queries a month",
        unit="queries/month",
        today=float(now.demand.raw_queries[0]),
        planned=now.demand.raw_queries,
    )


def cost_condition(now: Evaluation, then: Evaluation, upfront: float, lost: float) -> Condition:
    """Return the condition that the work pays back in time at a steady volume.

    margin(v) = payback months · (cost now(v) − cost then(v) − value lost a month) − work.
    """
    months = float(now.scenario.worth.payback_months)

    def margin(volumes: NDArray[np.float64]) -> Numeric:
        saving = compute_cost_at(now, volumes) - compute_cost_at(then, volumes)
        return months * (saving - lost) - upfront

    edges = sorted({*step_volumes(now), *step_volumes(then)})
    return Condition(name="cost", unit="USD", margin=margin, breakpoints=edges)


def compute_cost_at(state: Evaluation, volumes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return compute cost and revenue turned away at steady monthly volumes [USD/month]."""
    total = np.zeros(np.shape(volumes))
    for result, reach in _reaches(state, volumes):
        bill = supply.supply_cost(
            result.service.supply, result.service, result.unit, reach, result.exact, term=1
        )
        total = total + bill.cost + bill.revenue_lost
    return total * state.bill_factor


def _reaches(state: Evaluation, volumes: NDArray[np.float64]) -> list[tuple[Any, Load]]:
    demand = state.scenario.demand
    scored = demand.scored_share * (1 - demand.cached_share)
    found = []
    for result in state.services:
        reach = Load(
            queries_per_month=volumes * scored * result.service.share_of_queries,
            copies=result.load.copies[..., :1],
            hours=result.load.hours,
            revenue_per_query=np.ravel(result.load.revenue_per_query)[0],
        )
        found.append((result, reach))
    return found


def step_volumes(state: Evaluation) -> list[float]:
    """Return the monthly volumes at which the next replica is needed, the first few of each."""
    demand = state.scenario.demand
    scored = demand.scored_share * (1 - demand.cached_share)
    edges: list[float] = []
    for result in state.services:
        service, unit = result.service, result.unit
        per_second = _demand.queries_per_second(scored * service.share_of_queries)
        busy = float(per_second * unit.hold_seconds)
        if service.supply == Supply.SERVERLESS or not busy > 0:
            continue
        groups = np.ceil(result.load.copies[..., 0] / service.models_per_replica)
        slots = np.arange(1, MOST_STEPS + 1) * float(unit.slots)
        loads = queueing.largest_load(slots, service.wait_share)
        edges += (loads * groups / (busy * _multiple(result))).tolist()
    return edges


def _multiple(result: Any) -> float:
    peak = float(np.max(result.load.hours))
    held = result.service.supply == Supply.HELD_DOWN
    return min(peak, float(result.service.held_peak)) if held else peak


def _months(now: Evaluation, change: NDArray[np.float64]) -> float:
    business = now.scenario.business
    return float(_runway.months_gained(business.cash, now.cash.cash, change, business.cash_floor))


def _with_first(flow: NDArray[np.float64], amount: float) -> NDArray[np.float64]:
    first = np.zeros(flow.shape)
    first[0] = amount
    return flow + first


def _finite(flow: Numeric) -> NDArray[np.float64]:
    """A saving against or towards what does not fit is unknown: it counts as nothing."""
    return np.where(np.isfinite(flow), flow, 0.0)


def _same(one: object, other: object) -> bool:
    return bool(one == other)
