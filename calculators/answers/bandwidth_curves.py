"""Bandwidth of a plan: what moves, what it costs at any volume, and where a lever turns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculators import runway as _runway
from calculators.core.adoption import Adoption
from calculators.core.breakeven import crossings
from calculators.core.units import first
from calculators.evaluation import Evaluation
from calculators.variable import bandwidth
from calculators.variable.bandwidth_inputs import Bandwidth
from calculators.variable.bandwidth_levers import Steady, steady
from calculators.variable.bandwidth_traffic import (
    Bill,
    Payload,
    Traffic,
    bill,
    payload,
    planned_traffic,
    transfer_seconds,
)

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Moving:
    """What the page says, computed once for a plan."""

    e: Evaluation

    @property
    def p(self) -> Bandwidth:
        """The inputs."""
        return self.e.scenario.bandwidth

    @property
    def entered(self) -> bool:
        """Whether one amount stands for all that is computed here."""
        return self.p.monthly_amount is not None

    @cached_property
    def traffic(self) -> Traffic:
        """GB by month."""
        return planned_traffic(self.p, self.e.demand)

    @cached_property
    def bill(self) -> Bill:
        """What it costs by part and month, where no amount is entered."""
        return bill(self.p, self.traffic)

    @cached_property
    def query(self) -> Payload:
        """Kilobytes of one query."""
        return payload(self.p)

    @property
    def seconds(self) -> float:
        """Transfer time of one query."""
        return first(transfer_seconds(self.p))

    @cached_property
    def cost(self) -> Floats:
        """Cost by month [USD/month]."""
        return np.ravel(self.e.costs["Bandwidth"])

    @cached_property
    def of_retries(self) -> float:
        """What transfers that are sent again cost in month 1 [USD/month]."""
        once = replace(self.p, retry_share=0.0)
        return float(self.cost[0] - first(bill(once, planned_traffic(once, self.e.demand)).total))

    @cached_property
    def months_taken(self) -> float:
        """Months of runway that bandwidth takes: without it the money would last so much longer."""
        p = self.e.scenario.business
        gained = _runway.months_gained(
            p.cash, self.e.cash.cash, self.cost, p.cash_floor, p.interest
        )
        return first(gained)

    @cached_property
    def steady(self) -> Steady:
        """The plan at any volume."""
        return steady(self.e.demand)

    def cost_at(self, queries: Floats) -> Floats:
        """Return the cost at steady raw queries [USD/month]."""
        if self.entered:
            return np.asarray(self.cost[0] / max(self.steady.queries, 1.0) * queries)
        return self.steady.cost(self.p, queries)

    @cached_property
    def levers(self) -> tuple[Adoption, ...]:
        """The levers that the plan does not have yet."""
        if self.entered:
            return ()
        return tuple(bandwidth.adoptions(self.p, self.e.demand, self.e.scenario.worth))

    def monthly_work(self, lever: Adoption) -> float:
        """Return work spread over its time to pay back, and points lost [USD/month]."""
        worth = self.e.scenario.worth
        work = lever.weeks * worth.engineer_week_cost + lever.upfront
        return first(work / worth.payback_months + lever.points_lost * worth.point_value)

    def with_lever(self, lever: Adoption, queries: Floats) -> Floats:
        """Return the cost with a lever, its work, points and seconds counted [USD/month]."""
        assert lever.saving is not None
        return self.cost_at(queries) - lever.saving(queries) + self.monthly_work(lever)

    def turning_points(self, lever: Adoption) -> list[float]:
        """Return the raw queries from which a lever pays, in rising order."""
        scale = lever.scale
        if scale is None or scale.high <= scale.low:
            return []
        found = crossings(
            lambda v: self.cost_at(v) - self.with_lever(lever, v),
            scale.low,
            scale.high,
            breakpoints=lever.edges,
        )
        return [crossing.value for crossing in found if crossing.direction > 0]

    @cached_property
    def lever_drawn(self) -> Adoption | None:
        """The lever on queries that pays most today, else the one that turns soonest."""
        known = [a for a in self.levers if not a.unknown and _on_queries(a)]
        if not known:
            return None
        here = np.array([self.steady.queries])

        def gain(lever: Adoption) -> float:
            return float(self.cost_at(here)[0] - self.with_lever(lever, here)[0])

        best = max(known, key=gain)
        if gain(best) > 0:
            return best
        return min(known, key=lambda a: min(self.turning_points(a), default=np.inf))


def _on_queries(lever: Adoption) -> bool:
    return lever.scale is not None and lever.scale.unit == "queries/month"
