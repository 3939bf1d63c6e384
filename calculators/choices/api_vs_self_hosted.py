"""API or self-hosted."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.choices.api_vs_self_hosted_inputs import Api
from calculators.core.adoption import Adoption
from calculators.core.business import Worth
from calculators.core.demand import DemandPlan
from calculators.variable.compute import Replica
from calculators.variable.service import Service, Services
from calculators.variable.supply import TERM_MONTHS, Load, SupplyCost, unknown_bill


def serving_cost(
    p: Api,
    service: Service,
    unit: Replica,
    reach: Load,
    worth: Worth,
    exact: bool = True,
    term: int = TERM_MONTHS,
) -> SupplyCost:
    """Return the bill of a service through an API; unknown without a price."""
    del p, service, unit, worth, exact, term
    return unknown_bill(reach)


def adoptions(p: Api, services: Services, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    """Yield the options of this page that the plan does not have yet."""
    del p, services, plan, worth
    yield from ()
