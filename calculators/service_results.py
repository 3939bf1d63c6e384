"""One service of a plan: what a replica bears, what reaches it, and its bill under each option."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from operator import is_not

import numpy as np

from calculators import supplies
from calculators.core import demand as _demand
from calculators.core.inputs import Monthly, Numeric
from calculators.core.kept import Kept
from calculators.core.sampling import MOST_KEPT
from calculators.supplies import Terms
from calculators.variable import compute, supply
from calculators.variable.compute import Replica
from calculators.variable.service import RENTED_WAYS, Service, Supply
from calculators.variable.supply import Load, SupplyCost


@dataclass(frozen=True, kw_only=True, eq=False)
class ServiceResult:
    """One service: what a replica bears, what reaches it, and its bill as chosen."""

    service: Service
    unit: Replica
    load: Load
    chosen: SupplyCost
    terms: Terms
    exact: bool

    @cached_property
    def _bills(self) -> dict[Supply, SupplyCost]:
        return {self.service.supply: self.chosen}

    def bill(self, option: Supply) -> SupplyCost:
        """Return the bill of an option of the slot; it is computed when it is asked for."""
        if option not in self._bills:
            self._bills[option] = supplies.supply_cost(
                option, self.service, self.unit, self.load, self.terms, self.exact
            )
        return self._bills[option]

    @property
    def ways(self) -> tuple[Supply, ...]:
        """The rented ways, and the chosen one if it is none of them."""
        chosen = self.service.supply
        return RENTED_WAYS if chosen in RENTED_WAYS else (chosen, *RENTED_WAYS)

    @property
    def bills(self) -> dict[Supply, SupplyCost]:
        """The bill of each of these ways."""
        return {option: self.bill(option) for option in self.ways}

    @cached_property
    def utilisation(self) -> Numeric:
        """Busy share of the paid slots, on average, by month; 0 where nothing is kept running."""
        return supply.utilisation(self.service, self.unit, self.load, self.chosen.mean_gpus)


_replicas = Kept[Replica](128, lambda unit: all(np.ndim(x) == 0 for x in vars(unit).values()))
_results = Kept[ServiceResult](256, lambda result: result.chosen.cost.ndim == 1)
_drawn = Kept[ServiceResult](16, lambda result: len(result.chosen.cost) <= MOST_KEPT)


def service_result(
    service: Service,
    plan: _demand.DemandPlan,
    hours: Monthly,
    revenue_per_query: Monthly,
    terms: Terms,
    exact: bool = True,
    known: tuple[ServiceResult, ...] = (),
) -> ServiceResult:
    """Return what one service bears and costs as chosen.

    ``known``: services of a plan of the same demand and terms; one that differs from theirs in
    its supply alone is taken over. A result of one plan, or of a few draws, is kept.
    """
    there = next((result for result in known if result.service is service), None)
    if there is not None:
        return there

    def computed() -> ServiceResult:
        taken = _taken_over(service, known)
        return taken or _computed(service, plan, hours, revenue_per_query, terms, exact)

    if len(revenue_per_query) > MOST_KEPT:
        return computed()
    key = (service, plan, terms, exact, revenue_per_query.tobytes())
    return (_results if exact else _drawn).get(key, computed)


def _taken_over(service: Service, known: tuple[ServiceResult, ...]) -> ServiceResult | None:
    """Return the result of a service that differs in its supply alone, or in nothing."""
    for result in known:
        if _differ(service, result.service) <= (service.supply is not result.service.supply):
            return replace(result, service=service, chosen=result.bill(service.supply))
    return None


def _differ(one: Service, other: Service) -> int:
    """Return how many inputs differ."""
    return sum(map(is_not, vars(one).values(), vars(other).values()))


def _computed(
    service: Service,
    plan: _demand.DemandPlan,
    hours: Monthly,
    revenue_per_query: Monthly,
    terms: Terms,
    exact: bool,
) -> ServiceResult:
    unit = _replicas.get(service, lambda: compute.replica(service))
    reach = supply.service_load(service, plan, hours, revenue_per_query)
    if compute.unknown_inputs(service):
        chosen = supply.unknown_bill(reach)
    else:
        chosen = supplies.supply_cost(service.supply, service, unit, reach, terms, exact)
    return ServiceResult(
        service=service, unit=unit, load=reach, chosen=chosen, terms=terms, exact=exact
    )
