"""The cost of serving at a steady size: what decisions on serving turn on, and where it steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from calculators import supplies
from calculators.core import demand as _demand
from calculators.core import queueing
from calculators.core.decision import MONEY, Condition, Scale
from calculators.core.inputs import Numeric
from calculators.core.units import over_months, whole_down, whole_up
from calculators.variable.service import WITHOUT_MACHINES, Supply
from calculators.variable.service_model import Copies
from calculators.variable.supply import Load

if TYPE_CHECKING:
    from calculators.evaluation import Evaluation
    from calculators.service_results import ServiceResult

BY_HOUR = (Supply.AUTOSCALED, Supply.COMMITTED, Supply.HYBRID, Supply.SPOT)
MOST_STEPS = 24  # machines whose steps are handed over as breakpoints


def query_scale(now: Evaluation) -> Scale:
    """Return the scale on which serving decisions turn: queries a month."""
    return Scale(
        label="Queries a month",
        unit="queries/month",
        today=float(now.demand.raw_queries[0]),
        planned=now.demand.raw_queries,
    )


def kinds_scale(now: Evaluation) -> Scale:
    """Return the scale of machines that follow the kinds: their number, queries as today."""
    kinds = now.demand.kinds
    return Scale(label="Kinds", unit="kinds", today=float(kinds[0]), planned=kinds)


def steady_scale(now: Evaluation, then: Evaluation) -> Scale:
    """Return the scale on which the cost of serving decides between two plans."""
    return kinds_scale(now) if follows_kinds(now, then) else query_scale(now)


def follows_kinds(now: Evaluation, then: Evaluation) -> bool:
    """Whether all that differs is how machines are had whose number follows the kinds.

    What makes a replica faster, or is bought by the query, is worth more with more queries.
    """
    if now.demand is not then.demand:
        return False
    pairs = zip(now.services, then.services, strict=True)
    differ = [(one, other) for one, other in pairs if one is not other]
    return bool(differ) and all(_in_kinds(*pair) for pair in differ)


def _in_kinds(one: ServiceResult, other: ServiceResult) -> bool:
    return (
        one.service.copies_follow == Copies.PER_KIND
        and Supply.API not in (one.service.supply, other.service.supply)
        and np.array_equal(one.unit.slots, other.unit.slots)
        and np.array_equal(one.unit.hold_seconds, other.unit.hold_seconds)
    )


def cost_condition(
    now: Evaluation,
    then: Evaluation,
    upfront: Numeric,
    lost: Numeric,
    gained: Numeric = 0.0,
    costing: Costing | None = None,
) -> Condition:
    """Return the condition on the cost of serving at a steady size: queries a month, or kinds.

    ``gained`` is won only where the plan pays for something that it would not have otherwise.
    """
    months = float(now.scenario.worth.payback_months)
    costs = costing or Costing([now, then])
    shared = [one for one in now.services if any(one is other for other in then.services)]
    kinds = follows_kinds(now, then)

    def margin(sizes: NDArray[np.float64]) -> NDArray[np.float64]:
        saving = costs.at(now, sizes, shared, kinds) - costs.at(then, sizes, shared, kinds)
        return months * (saving - lost + np.where(saving < 0, gained, 0.0)) - upfront

    edges = kind_steps(now.services, shared) if kinds else costs.edges(now, then, shared)
    return Condition(name="cost", unit=MONEY, margin=margin, breakpoints=edges)


class Costing:
    """The cost of serving at steady sizes, each service of each plan computed once.

    Plans are searched on one grid: it holds the steps of every alternative to a service, so that
    what one decision has computed another one finds. Ways that are computed hour by hour have
    grids of their own, with fewer points.
    """

    def __init__(self, plans: Sequence[Evaluation]) -> None:
        self._known: dict[tuple[int, bool, bytes], NDArray[np.float64]] = {}
        self._steps: dict[int, list[float]] = {}  # by result, and those of a row of services
        self._of_row: list[set[float]] = [set() for _ in plans[0].services]
        self._edges: dict[tuple[int, ...], list[float]] = {}
        for plan in plans:
            for row, result in enumerate(plan.services):
                if id(result) not in self._steps:
                    self._steps[id(result)] = step_volumes_of(plan, result)
                    self._of_row[row].update(self._steps[id(result)])

    def edges(
        self, now: Evaluation, then: Evaluation, without: Sequence[object] = ()
    ) -> list[float]:
        """Return the steps of the services that differ; of every alternative where it is cheap."""
        rows = tuple(i for i, r in enumerate(now.services) if not _among(r, without))
        differ = [plan.services[i] for i in rows for plan in (now, then)]
        if any(result.service.supply in BY_HOUR for result in differ):
            return sorted({edge for result in differ for edge in self._steps[id(result)]})
        if rows not in self._edges:
            self._edges[rows] = sorted({edge for i in rows for edge in self._of_row[i]})
        return self._edges[rows]

    def at(
        self,
        plan: Evaluation,
        sizes: NDArray[np.float64],
        without: Sequence[object] = (),
        kinds: bool = False,
    ) -> NDArray[np.float64]:
        """Return compute cost and revenue turned away at monthly volumes [USD/month].

        ``without``: results of services that are left out, for they cancel in a difference.
        ``kinds``: the sizes are numbers of kinds, at today's queries.
        """
        scored = scored_share(plan) * (plan.demand.raw_queries[..., :1] if kinds else sizes)
        total = np.zeros(np.shape(sizes))
        for result in plan.services:
            if not _among(result, without):
                total = total + self._cost(result, scored, sizes if kinds else None)
        return total * plan.bill_factor

    def _cost(
        self, result: ServiceResult, scored: NDArray[np.float64], kinds: NDArray[np.float64] | None
    ) -> NDArray[np.float64]:
        sizes = scored if kinds is None else kinds
        key = (id(result), kinds is None, sizes.tobytes())
        if key not in self._known:
            self._known[key] = service_cost_at(result, scored, kinds)
        return self._known[key]


def _among(result: object, results: Sequence[object]) -> bool:
    return any(result is one for one in results)


def compute_cost_at(state: Evaluation, volumes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return compute cost and revenue turned away at steady monthly volumes [USD/month]."""
    scored = scored_share(state) * volumes
    costs = (service_cost_at(result, scored) for result in state.services)
    total: NDArray[np.float64] = sum(costs, np.zeros(np.shape(volumes)))
    return total * state.bill_factor


def scored_share(state: Evaluation) -> Numeric:
    """Return the share of the queries that users raise which reaches a model."""
    demand = state.scenario.demand
    return demand.scored_share * (1 - demand.cached_share)


def service_cost_at(
    result: ServiceResult,
    scored: NDArray[np.float64],
    kinds: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Return what a service costs, turns away and takes of time at steady scored queries.

    ``kinds``: whole ones, of a service whose copies follow them; else copies are as today.
    """
    copies = result.load.copies[..., :1]
    if kinds is not None:
        copies = np.maximum(whole_down(kinds), 1.0)
        scored = scored + 0.0 * copies
    reach = Load(
        queries_per_month=scored * result.service.share_of_queries,
        copies=copies,
        day=result.load.day,
        revenue_per_call=result.load.revenue_per_call[..., :1],
    )
    service = result.service
    bill = supplies.supply_cost(
        service.supply, service, result.unit, reach, result.terms, result.exact, term=1
    )
    time = bill.weeks * result.terms.worth.engineer_week_cost
    return np.asarray(bill.cost + bill.revenue_lost + bill.value_lost + time)


def step_volumes(state: Evaluation) -> list[float]:
    """Return the monthly volumes at which the next replica is needed, the first few of each."""
    return [edge for result in state.services for edge in step_volumes_of(state, result)]


def step_volumes_of(state: Evaluation, result: ServiceResult) -> list[float]:
    """Return the monthly volumes at which one service needs its next replica."""
    service, unit = result.service, result.unit
    share = over_months(scored_share(state) * service.share_of_queries)
    busy = float(_demand.queries_per_second(share)[0] * unit.hold_seconds)
    if service.supply in WITHOUT_MACHINES or not busy > 0:
        return []
    groups = float(whole_up(result.load.copies[..., 0] / service.models_per_replica))
    slots = np.arange(1.0, MOST_STEPS + 1) * float(unit.slots)
    loads = queueing.stair_edges(slots, float(service.wait_share))
    edges: list[float] = (loads * groups / (busy * _multiple(result))).tolist()
    return edges


def kind_steps(results: Sequence[ServiceResult], without: Sequence[object] = ()) -> list[float]:
    """Return the numbers of kinds at which a service needs its next group of replicas."""
    groups = np.arange(1.0, MOST_STEPS + 1)
    steps = [
        whole_down(groups * result.service.models_per_replica) + 1
        for result in results
        if not _among(result, without)
    ]
    return sorted(set(np.concatenate(steps).tolist())) if steps else []


def _multiple(result: ServiceResult) -> float:
    peak = float(np.max(result.load.hours))
    held = result.service.supply == Supply.HELD_DOWN
    return min(peak, float(result.service.held_peak)) if held else peak
