"""The service that the page on owning machines is about: its ways at steady sizes, its turns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculators.choices import cloud_vs_onprem as owning
from calculators.choices.cloud_vs_onprem_inputs import Ownership
from calculators.choices.cloud_vs_onprem_prices import OwnGpu, own_gpu, unknown_price
from calculators.core import breakeven
from calculators.core.decision import Decision, Scale
from calculators.costing import (
    kind_steps,
    kinds_scale,
    query_scale,
    scored_share,
    service_cost_at,
    step_volumes_of,
)
from calculators.evaluation import Evaluation
from calculators.service_results import ServiceResult
from calculators.variable.service import OWNED_WAYS, RENTED_WAYS, Service, Supply
from calculators.variable.service_model import Copies
from calculators.variable.supply import SupplyCost

Floats = NDArray[np.float64]
PAGE = owning.PAGE
SIZE_REACH = 30.0  # how far up and down the chart of sizes looks
POINTS = 160
TRIED_PRICE = 1e4  # [USD] any price will do: the cost is linear in it


@dataclass(frozen=True, kw_only=True, eq=False)
class OwnedService:
    """The costliest service of a plan, and what its ways cost a month at steady sizes."""

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
    def gpu(self) -> OwnGpu | None:
        """One own GPU; None where its price or power is unknown."""
        return own_gpu(self.p, self.service, self.e.scenario.worth)

    @property
    def is_owned(self) -> bool:
        """Whether the plan owns machines for this service already."""
        return self.service.supply in OWNED_WAYS

    def _rented_way(self, result: ServiceResult) -> Supply:
        chosen = result.service.supply
        return chosen if chosen in RENTED_WAYS else Supply.ON_DEMAND

    def _rent_of(self, result: ServiceResult) -> SupplyCost:
        return result.bill(self._rented_way(result))

    @property
    def rented_way(self) -> Supply:
        """The way to rent that owning is held against: the chosen one, or for the peak."""
        return self._rented_way(self.result)

    def with_way(self, way: Supply, p: Ownership | None = None) -> ServiceResult:
        """Return the service supplied in another way, or with other own machines."""
        terms = self.result.terms if p is None else replace(self.result.terms, ownership=p)
        service = replace(self.service, supply=way)
        return replace(self.result, service=service, terms=terms)

    @property
    def in_kinds(self) -> bool:
        """Whether the machines follow the kinds, and so do the sizes looked at."""
        return self.service.copies_follow == Copies.PER_KIND

    @cached_property
    def scale(self) -> Scale:
        """Sizes on which owning turns: the kinds where machines follow them, else queries."""
        return kinds_scale(self.e) if self.in_kinds else query_scale(self.e)

    def cost_at(self, way: Supply, sizes: Floats, p: Ownership | None = None) -> Floats:
        """Return the cost of a month at steady sizes, time and value lost in it [USD/month]."""
        raw = np.array([self.e.demand.raw_queries[0]]) if self.in_kinds else sizes
        scored = np.asarray(scored_share(self.e) * raw)
        kinds = sizes if self.in_kinds else None
        return np.asarray(service_cost_at(self.with_way(way, p), scored, kinds))

    @property
    def size(self) -> float:
        """Queries a month today, or kinds."""
        return self.scale.today

    @cached_property
    def steady(self) -> dict[Supply, float]:
        """Cost of a month at today's size, spread over the life, by way [USD/month]."""
        here = np.array([self.size])
        return {way: float(self.cost_at(way, here)[0]) for way in (self.rented_way, *OWNED_WAYS)}

    @cached_property
    def sizes(self) -> Floats:
        """Sizes that the chart looks at, today's among them."""
        planned = float(np.max(self.scale.planned))
        low = max(self.size / SIZE_REACH, 1.0)
        high = max(self.size * SIZE_REACH, planned, low * SIZE_REACH)
        looked = np.append(np.geomspace(low, high, POINTS), max(self.size, 1.0))
        return np.unique(np.rint(looked) if self.in_kinds else looked)

    @cached_property
    def crossings(self) -> list[breakeven.Crossing]:
        """Sizes at which own machines begin or cease to be cheaper than rent."""
        seen = self.sizes

        def margin(x: Floats) -> Floats:
            return self.cost_at(self.rented_way, x) - self.cost_at(Supply.OWN, x)

        edges = step_volumes_of(self.e, self.with_way(Supply.ON_DEMAND))
        edges = kind_steps([self.result]) if self.in_kinds else edges
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
        rent = self.steady[self.rented_way]
        if not np.isfinite([free, tried, rent]).all():
            return np.nan
        rise = (tried - free) / TRIED_PRICE
        return (rent - free) / rise if rise > 0 else np.inf

    def own_at_price(self, price: float) -> float:
        """Return what owning and its work cost a month today at a price of a GPU [USD/month]."""
        tried = replace(self.p, gpu_price=price)
        own = float(self.cost_at(Supply.OWN, np.array([self.size]), tried)[0])
        return own + self.work_a_month

    @cached_property
    def decision(self) -> Decision | None:
        """The decision to own, where the plan does not yet."""
        return self.decision_on(Supply.OWN)

    def decision_on(self, way: Supply) -> Decision | None:
        """Return the decision to own wholly or in part; None where the plan does already."""
        key = f"{PAGE}.{way}.{self.row}"
        return next((d for d in self.e.decisions_on(PAGE) if d.key == key), None)
